"""The Kasubbag's small edits (sunting kecil): title, a paragraph, a word, section or a photo's description."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.content import editing
from bot.content.compose import WORDS
from bot.content.editing import Place, Swap
from bot.content.incoming import Incoming
from bot.content.plain import normalise
from bot.desk import notify
from bot.desk.articles import pending_edit
from bot.desk.workflow.answer import MESSAGE, Answer, Asked, Next, Opening, refusal
from bot.sop.model import Article, Part, Person
from bot.sop.press import number
from bot.texts import Texts
from storage import parts, small_edits
from storage.small_edits import Edit
from storage.store import Tx

#: The view on an article's card. Its argument says which page of it: "" the menu, t the title, p7 the list of
#: paragraphs from the eighth, w7 the words of the eighth, s the sections, a the photos, a12 the photo at position 12.
VIEW = "edit"

#: Most characters a title or a description may have.
LONGEST = {"t": 300, "a": 500}

MENU = Next(VIEW)

#: `kata lama => kata baru`, as people type it.
_SWAP = re.compile(r"\s*(\S.*?)\s*(?:=>|->|→|⇒)\s*(.*?)\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article: which part it is of, and where."""

    part: Part
    place: Place


def paragraphs(tx: Tx, article: Article) -> list[Paragraph]:
    """List the paragraphs of an article in order, without a first line that is its title."""
    found = [
        Paragraph(part, place)
        for part in parts.of(tx, article.id, article.revision)
        if part.kind in WORDS
        for place in editing.places(part.kind, part.text)
    ]
    return found[1:] if found and _is_title(found[0].place, article.title) else found


def photos(tx: Tx, article: Article) -> list[Part]:
    """List the photos of an article in order."""
    return [part for part in parts.of(tx, article.id, article.revision) if part.kind == "photo"]


def as_prepared(tx: Tx, person: Person, article: Article) -> Article:
    """Give the article with what somebody has prepared so far."""
    return pending_edit.mended(tx, person, article) or article


def opened(tx: Tx, asked: Asked) -> Opening | None:
    """Show the photo that is to be described above the card, where the page names one."""
    for photo in photos(tx, as_prepared(tx, asked.person, asked.article)):
        if asked.arg == f"a{photo.position}":
            notify.send_photo(tx, asked.person, photo, photo.text[:1000])
            return Opening(asked.arg, anew=True)
    return Opening(asked.arg)


# --- words typed, choices tapped -----------------------------------------------------------------------


def takes_words(arg: str) -> bool:
    """Say whether a page asks for words: the title, a paragraph, a photo's description."""
    return arg == "t" or (arg[:1] in {"w", "a"} and number(arg[1:]) is not None)


def longest(arg: str) -> int:
    """Give the most characters that a page takes."""
    return LONGEST.get(arg[:1], MESSAGE)


def answer(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take what was typed on a page of the view."""
    refused = _apply(tx, asked.person, asked.article, asked.arg, message, asked.t)
    return refusal(refused) if refused else Answer(next=MENU)


def _apply(tx: Tx, person: Person, article: Article, arg: str, message: Incoming, t: Texts) -> str:
    """Change what a page is about; gives words on what was not understood, else ""."""
    place = number(arg[1:])
    swap = _SWAP.fullmatch(message.text)
    if arg == "t":
        return _retitle(tx, pending_edit.prepare(tx, person, article), " ".join(message.text.split()))
    if arg[:1] == "a" and place is not None:
        return _describe(tx, person, article, place, message.text, t)
    if arg[:1] == "w" and place is not None:
        return _reword(tx, person, article, place, message, swap, t)
    if swap is None:
        return t.edit_unclear()
    return _swap_everywhere(tx, person, article, swap[1], swap[2], t)


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a tap in the view: a section's key, or `drop`; None for what is neither."""
    if value == "drop":
        pending_edit.drop(tx, asked.person, asked.article)
    elif tx.office.section(value) is not None:
        small_edits.change(tx, pending_edit.prepare(tx, asked.person, asked.article), section=value)
    else:
        return None
    return Answer(next=MENU)


# --- the edits themselves -------------------------------------------------------------------------------


def _retitle(tx: Tx, edit: Edit, title: str) -> str:
    """Give another title; a first line that was the title follows, or it would come up as a paragraph."""
    part = _first_words(_parts(tx, edit))
    first = next(iter(editing.places(part.kind, part.text)), None) if part else None
    if part is not None and first is not None and _is_title(first, edit.title):
        text, marks = editing.put(part.kind, part.text, part.entities, first, (title, ()))
        parts.set_text(tx, part.id, text, marks)
    small_edits.change(tx, edit, title=title)
    return ""


def _describe(tx: Tx, person: Person, article: Article, position: int, words: str, t: Texts) -> str:
    edit = pending_edit.prepare(tx, person, article)
    photo = next((p for p in _parts(tx, edit) if p.kind == "photo" and p.position == position), None)
    if photo is None:
        return t.view_gone()
    parts.change(tx, photo.id, alt=" ".join(words.split()))
    return ""


def _reword(
    tx: Tx, person: Person, article: Article, place: int, message: Incoming, swap: re.Match[str] | None, t: Texts
) -> str:
    """Put new words in the place of a paragraph, or replace a word in it."""
    pending_edit.prepare(tx, person, article)
    found = paragraphs(tx, as_prepared(tx, person, article))
    if place >= len(found):
        return t.view_gone()
    part, at = found[place].part, found[place].place
    if swap is not None:
        wanted = _wanted(swap[1], swap[2], [part], article.title)
        (text, marks), count = editing.swap(part.kind, part.text, part.entities, wanted, at)
    else:
        new = (message.text, tuple(message.entities))
        (text, marks), count = editing.put(part.kind, part.text, part.entities, at, new), 1
    parts.set_text(tx, part.id, text, marks)
    return "" if count or swap is None else t.edit_not_found(swap[1])


def _swap_everywhere(tx: Tx, person: Person, article: Article, old: str, new: str, t: Texts) -> str:
    """Replace a word in the title, in every text and in what is said of photos and files."""
    edit = pending_edit.prepare(tx, person, article)
    content = _parts(tx, edit)
    wanted, first = _wanted(old, new, content, edit.title), _first_words(content)
    (title, _), count = editing.swap("text", edit.title, (), wanted, headline=True)
    for part in content:
        (text, marks), in_text = _swapped(part, wanted, edit.title if part is first else "")
        (alt, _), in_alt = editing.swap("text", part.alt, (), wanted)
        if in_text:
            parts.set_text(tx, part.id, text, marks)
        if in_alt:
            parts.change(tx, part.id, alt=alt)
        count += in_text + in_alt
    small_edits.change(tx, edit, title=title)
    return "" if count else t.edit_not_found(old)


def _wanted(old: str, new: str, content: Sequence[Part], title: str) -> Swap:
    """Say what is to be replaced: typed with a capital it is a name only where the text has it within a sentence."""
    texts = [(part.kind, _below(part, title)) for part in content if part.kind in WORDS]
    return Swap(
        old, new, common=old[:1].isupper() and not any(editing.is_name(kind, text, old) for kind, text in texts)
    )


def _below(part: Part, title: str) -> str:
    """Give a text without a first line that is the title: there a capital tells nothing."""
    first = next(iter(editing.places(part.kind, part.text)), None)
    return part.text[first.end :] if first is not None and _is_title(first, title) else part.text


def _swapped(part: Part, wanted: Swap, title: str) -> tuple[editing.Text, int]:
    """Replace a word in a text, in the first line as in the title where it is the title: or it would stand twice."""
    first = next(iter(editing.places(part.kind, part.text)), None) if title else None
    if first is None or not _is_title(first, title):
        return editing.swap(part.kind, part.text, part.entities, wanted)
    (text, marks), count = editing.swap(part.kind, part.text, part.entities, wanted, first, headline=True)
    rest = Place(first.end + len(text) - len(part.text), len(text), "")
    (text, marks), more = editing.swap(part.kind, text, marks, wanted, rest)
    return (text, marks), count + more


def _parts(tx: Tx, edit: Edit) -> list[Part]:
    return parts.of(tx, edit.article_id, edit.revision)


def _first_words(parts: Sequence[Part]) -> Part | None:
    return next((part for part in parts if part.kind in WORDS), None)


def _is_title(place: Place, title: str) -> bool:
    return place.words == normalise(title)
