"""Small edits of a text that keep its formatting: one paragraph replaced, or a word throughout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from markupsafe import escape

from bot.content.entities import web_html
from bot.content.plain import normalise
from bot.content.sanitise import clean_fragment
from bot.content.spans import utf16_length

Entity = Mapping[str, Any]
Text = tuple[str, tuple[Entity, ...]]

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LEAVES: Final = "p|li|h2|h3|h4|td|th|pre|caption|blockquote"
#: A block of a clean fragment that holds no other block.
_BLOCK = re.compile(rf"<({_LEAVES})\b[^>]*>((?:(?!</?(?:{_LEAVES}|ul|ol|table|div|figure)\b).)*)</\1>", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_BEGINS_A_LINE = re.compile(rf"</?(?:{_LEAVES}|ul|ol|table|tr|div|figure|br)\b[^>]*>")
_NEAR = 400  # characters looked back through for the beginning of a sentence
_APOSTROPHES: Final = "'’‘ʼʻ`´′"
_APOSTROPHE = rf"(?:[{_APOSTROPHES}]|&#0*39;|&#x27;|&apos;|&[lr]squo;)"
#: What stands before the first word of a sentence: nothing, the end of another, marks that open it.
_SENTENCE = re.compile(r"(?:^|\n|[.!?…][\"'”’)»]*\s)\s*[\"“‘'(«•–-]*\s*\Z")
_TAG_OF_BLOCK = re.compile(r"</?(?:p|ul|ol|li|blockquote|pre)\b[^>]*>")


@dataclass(frozen=True)
class Place:
    """A paragraph of a text: its place in it in code points, and its words."""

    start: int
    end: int
    words: str


def places(kind: str, text: str) -> list[Place]:
    """Find the paragraphs of a text (its lines that are not blank), or of an HTML fragment (its blocks)."""
    if kind == "html":
        found = (Place(m.start(2), m.end(2), normalise(_bare(m[2]))) for m in _BLOCK.finditer(text))
    else:
        found = (Place(m.start(), m.end(), normalise(m[0])) for m in _LINE.finditer(text))
    return [place for place in found if place.words]


def put(kind: str, text: str, entities: Sequence[Entity], place: Place, new: Text) -> Text:
    """Put another paragraph in the place of one; what was sent keeps its formatting, as does all around it."""
    words, marks = _stripped(new)
    if kind == "html":
        inner = _TAG_OF_BLOCK.sub("", web_html(words, marks)).strip().replace("\n", "<br>")
        return clean_fragment(text[: place.start] + inner + text[place.end :]), ()
    return _spliced(text, entities, place.start, place.end, words, marks)


def swap(
    kind: str, text: str, entities: Sequence[Entity], old: str, new: str, within: Place | None = None
) -> tuple[Text, int]:
    """Replace a word or phrase wherever it stands as such (in one paragraph, or everywhere).

    Gives the new text and how often it was found. Whole words only: "di" is not found in "dinas". Apostrophes and
    blanks are found in whichever form they are written; a small word is found with its capital where a sentence
    begins, and its replacement begins with one there.
    """
    start, end = (within.start, within.end) if within else (0, len(text))
    if kind == "html":
        inner, count = _swapped(text[start:end], text[:start], old, new)
        return (text[:start] + inner + text[end:], ()), count
    found = [m for m in _whole(old, str).finditer(text, start, end) if _stands(m[0], old, text[: m.start()])]
    marks = tuple(entities)
    for match in reversed(found):
        text, marks = _spliced(text, marks, match.start(), match.end(), _cased(match[0], old, new), (), growing=True)
    return (text, marks), len(found)


def _whole(words: str, written: Callable[[str], str]) -> re.Pattern[str]:
    """Give the pattern of whole words, their signs in any form and the first letter small or a capital."""
    body = r"(?:\s|&nbsp;|&#160;)+".join(
        "".join(_any_form(letter, written) for letter in word) for word in words.split()
    )
    first = words[:1]
    if first.islower() and len(first.upper()) == 1:
        body = f"[{first}{first.upper()}]{body[1:]}"
    return re.compile(rf"(?<!\w){body}(?!\w)")


def _any_form(letter: str, written: Callable[[str], str]) -> str:
    return _APOSTROPHE if letter in _APOSTROPHES else re.escape(written(letter))


def _stands(found: str, old: str, before: str) -> bool:
    """Say whether what was found is meant: with a capital it is only where a sentence begins, else it is a name."""
    return found[:1] == old[:1] or old[:1] in _APOSTROPHES or _SENTENCE.search(before) is not None


def _cased(found: str, old: str, new: str) -> str:
    """Give what replaces a word, with a capital where the word had one of its sentence's."""
    return new[:1].upper() + new[1:] if found[:1].isupper() and old[:1].islower() else new


def _swapped(html: str, before: str, old: str, new: str) -> tuple[str, int]:
    """Replace words between the tags of a fragment, never in a tag; `before` is the fragment that stands before."""
    pattern, count, done = _whole(old, lambda letter: str(escape(letter))), 0, ""
    for part in _TAG.split(html):
        if part.startswith("<"):
            done += part
            continue
        words, at = "", 0
        for found in pattern.finditer(part):
            if _stands(found[0], old, _read(before + done + words + part[at : found.start()])):
                words += part[at : found.start()] + str(escape(_cased(found[0], old, new)))
                at, count = found.end(), count + 1
        done += words + part[at:]
    return done, count


def _read(html: str) -> str:
    """Give the last words of a fragment as they are read: each block begins a line."""
    return _TAG.sub("", _BEGINS_A_LINE.sub("\n", html[-_NEAR:]))


def _bare(html: str) -> str:
    """The words of a block; a line break counts as a space, other tags as nothing."""
    return unescape(_TAG.sub("", re.sub(r"<br\b[^>]*>", " ", html)))


def _stripped(new: Text) -> Text:
    """What was sent, without blank lines at its ends; offsets follow."""
    words, marks = new
    lead = utf16_length(words) - utf16_length(words.lstrip())
    return words.strip(), tuple({**mark, "offset": mark["offset"] - lead} for mark in marks)


def _spliced(
    text: str,
    entities: Sequence[Entity],
    start: int,
    end: int,
    new: str,
    marks: Sequence[Entity],
    *,
    growing: bool = False,
) -> Text:
    """Replace a stretch; entities around it are kept, moved and cut (UTF-16 units, as Telegram counts).

    `growing`: a formatting that covers exactly the stretch goes over to what replaces it.
    """
    here, there = utf16_length(text[:start]), utf16_length(text[:end])
    grown = utf16_length(new) - (there - here)
    kept = [e for entity in entities for e in _around(entity, here, there, grown, growing=growing)]
    own = [{**mark, "offset": mark["offset"] + here} for mark in marks]
    return text[:start] + new + text[end:], tuple(sorted([*kept, *own], key=lambda e: (e["offset"], -e["length"])))


def _around(entity: Entity, here: int, there: int, grown: int, *, growing: bool) -> Iterator[Entity]:
    first, last = entity["offset"], entity["offset"] + entity["length"]
    covers = first <= here and last >= there
    if covers and (growing or (first, last) != (here, there)):
        yield {**entity, "length": entity["length"] + grown}
    elif last <= here:
        yield entity
    elif first >= there:
        yield {**entity, "offset": first + grown}
    elif first < here:
        yield {**entity, "length": here - first}
    elif last > there:
        yield {**entity, "offset": there + grown, "length": last - there}
