"""What an author types and taps while writing: title, text, section, unit, parts, photos and their words."""

from __future__ import annotations

from bot.content.incoming import Incoming
from bot.desk.authority import capacities
from bot.desk.workflow.answer import LEAVE, Answer, Asked, Next, Opening, refusal
from bot.desk.writing import drafts, photos
from bot.sop.press import number
from storage import articles
from storage.store import Tx


def may_write(tx: Tx, asked: Asked) -> bool:
    """Who works on an article may write on it while it is theirs to write."""
    return asked.subject.state in drafts.WRITING and capacities.writes(tx, asked.person, asked.article)


def open_revision(tx: Tx, asked: Asked) -> Opening | None:
    """Begin a revision that may be edited, where the present one was handed in."""
    drafts.open_revision(tx, asked.article)
    return Opening(asked.arg)


def title(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Give the article another title."""
    drafts.set_title(tx, asked.article, message.text)
    return Answer(next=LEAVE)


def text(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Put what was typed in the place of all words."""
    drafts.replace_all_text(tx, asked.article, message)
    return Answer(next=LEAVE)


def section(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Choose the section of the website."""
    return Answer(next=LEAVE) if drafts.set_section(tx, asked.article, value) else None


def unit(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Choose for which unit a draft is."""
    unit_id = number(value)
    chosen = unit_id is not None and drafts.set_unit(tx, asked.person, asked.article, unit_id)
    return Answer(next=LEAVE) if chosen else None


_PART = {"h": "html", "t": "text", "p": "photo", "d": "document"}


def remove_part(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take one part out; the list stays open for others."""
    position = number(value[1:])
    if position is None or value[0] not in _PART:
        return None
    drafts.remove(tx, asked.article, position, _PART[value[0]])
    return Answer(next=Next("parts"))


# --- photos ------------------------------------------------------------------------------------------


def show_photo(tx: Tx, asked: Asked) -> Opening | None:
    """Send the photo above the card that asks about it: a file's name tells nobody which one it is."""
    found = photos.open_one(tx, asked.article, asked.arg)
    if found is None:
        return None
    photos.send(tx, asked.person, found)
    return Opening(asked.arg, anew=True)


def find_photo(tx: Tx, asked: Asked) -> Opening | None:
    """Open a page about a photo that is still there."""
    return Opening(asked.arg) if photos.open_one(tx, asked.article, asked.arg) else None


def photo(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Move, remove or promote a photo."""
    return _of_photo(tx, asked, "photo", value)


def caption(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Give a photo the words that stand below it."""
    photos.set_caption(tx, asked.article, asked.arg, message)
    return Answer(next=Next("photo", asked.arg))


def bare_caption(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Leave a photo without words below it."""
    return _of_photo(tx, asked, "caption", value)


def _of_photo(tx: Tx, asked: Asked, dialog: str, value: str) -> Answer | None:
    to = photos.choose(tx, asked.article, dialog, asked.arg, value)
    if to is None:
        return None
    return Answer(next=Next(to, asked.arg if to == "photo" else ""))


def show_undescribed(tx: Tx, asked: Asked) -> Opening | None:
    """Send the photo that is to be described for those who do not see it."""
    return Opening(photos.send_lacking(tx, asked.person, asked.article, asked.arg), anew=True)


def describe(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Describe this photo and go on to the next that lacks words."""
    if number(asked.arg) is None:  # words came before a photo was chosen
        return refusal(str(asked.t.choose_photo().striptags()))
    return _describe(tx, asked, message.text)


def described_already(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a photo's caption for its description, or leave it for later."""
    if value == "skip":
        return _next(tx, asked, wrapping=False)
    words = photos.words_at(tx, asked.article, asked.arg)
    return _describe(tx, asked, words) if value == "caption" and words else None


def _describe(tx: Tx, asked: Asked, words: str) -> Answer:
    drafts.set_alt(tx, asked.article, number(asked.arg) or 0, words)
    return _next(tx, asked, wrapping=True)


def _next(tx: Tx, asked: Asked, *, wrapping: bool) -> Answer:
    """Ask about the next photo that lacks a description, or go back to the card."""
    article = articles.get(tx, asked.article.id) or asked.article
    following = photos.next_without_alt(tx, article, number(asked.arg) or 0, wrapping=wrapping)
    return Answer(next=Next("alt", str(following.position), opening=True) if following else LEAVE)
