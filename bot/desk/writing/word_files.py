"""Word files and rich messages in an article: taken apart, replaced by corrected ones, and what was understood."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from bot.content.blocks import first_line
from bot.content.incoming import Incoming
from bot.content.inside import Inside
from bot.content.taken import Lost, TakenPart
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.writing import drafts
from bot.sop.model import Article, Person
from bot.sop.press import Press, Verb
from bot.texts import Texts
from storage import articles, events, parts, word_files
from storage.outbox import ANSWER
from storage.outbox_bodies import ButtonBody
from storage.store import Tx
from storage.word_files import WordFile

#: Endings of formats whose text cannot be taken over, by what to do about it (words in bot/texts).
AS_FILE = {
    "doc": "old_word",
    "xls": "old_excel",
    "odt": "open_document",
    "rtf": "old_word",
    "txt": "plain_text",
    "pptx": "slides",
}
#: Things left out that one message lists, each with its place.
TOLD_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Understood:
    """What of a Word file stands in an article."""

    filename: str
    headings: int
    tables: int
    pictures: int


def receive(tx: Tx, person: Person, article: Article, message: Incoming, t: Texts, *, of_all: bool) -> None:
    """Add a Word file or a rich message, taken apart, to an article; say what was left out or replaced.

    `of_all`: its author asked to replace all words, and sent a file for it.

    A Word file takes the place of the one before it: officials send a corrected file as a new one. The
    earlier is put aside, not lost, and one tap brings it back.
    """
    article = drafts.open_revision(tx, article)
    if message.taken is None or parts.of_message(tx, article, message.chat_id, message.message_id):
        return
    if of_all:
        _instead_of_all(tx, person, article, message, t)
        return
    replaced = _earlier(tx, article, message)
    was_title = not article.title or (replaced is not None and first_line(replaced.html) == article.title)
    if replaced is not None:
        word_files.put_aside(tx, article, replaced.chat_id, replaced.message_id, message.message_id)
    _add(tx, article, message, word_files.descriptions(tx, article), replaced.position if replaced else None)
    _settle(tx, person, article, message.taken.title if was_title else "")
    _tell_lost(tx, person, message, t)
    if replaced is not None:
        _offer_both(tx, person, article, message, t.word_replaced(replaced.filename, message.filename), t)


def _earlier(tx: Tx, article: Article, message: Incoming) -> WordFile | None:
    """Find the Word file that a new one corrects: the latest, unless both were sent together."""
    together = message.media_group or None
    known = word_files.of(tx, article) if message.sha256 else []
    return next((file for file in reversed(known) if file.media_group != together), None)


def _instead_of_all(tx: Tx, person: Person, article: Article, message: Incoming, t: Texts) -> None:
    """Put a document in the place of all words."""
    assert message.taken is not None  # noqa: S101 - the caller looked
    had_words = word_files.put_words_aside(tx, article, message.message_id)
    _add(tx, article, message, word_files.descriptions(tx, article), None)
    _settle(tx, person, article, message.taken.title)
    _tell_lost(tx, person, message, t)
    if had_words:
        _offer_both(tx, person, article, message, t.all_replaced(), t)


def edited(tx: Tx, person: Person, message: Incoming, t: Texts) -> bool:
    """Follow an edit of a Word file's message (another file) or of a rich message; False: not being written."""
    for article in drafts.being_written(tx, person):
        known = parts.of_message(tx, article, message.chat_id, message.message_id)
        if known is None or message.taken is None:
            continue
        article = drafts.open_revision(tx, article)  # noqa: PLW2901 - the same article, its revision open
        was_title = first_line(known.text) == article.title
        written = word_files.descriptions(tx, article)
        place = word_files.remove_message(tx, article, message.chat_id, message.message_id)
        _add(tx, article, message, written, place)
        _settle(tx, person, article, message.taken.title if was_title else "")
        _tell_lost(tx, person, message, t)
        return True
    return False


def keep_both(tx: Tx, person: Person, article: Article, by_message: int) -> bool:
    """Bring a replaced Word file back beside the corrected one; False when there is nothing to bring back."""
    if article.state not in drafts.WRITING or not capacities.writes(tx, person, article):
        return False
    article = drafts.open_revision(tx, article)
    if not word_files.bring_back(tx, article, by_message):
        return False
    events.append(tx, "keep_both", person.id, article.kind, article.id, {})
    _settle(tx, person, article, "")
    return True


def as_file(message: Incoming) -> str | None:
    """Name what its author should know of a file that became an attachment (words in bot/texts); None for nothing."""
    seen = Inside.from_json(message.found)
    if seen.lost or seen.camera:
        return "digits_lost" if seen.lost else "camera"
    if message.recoded:
        return "recoded"
    advice = AS_FILE.get(message.filename.rpartition(".")[2]) if message.kind == "document" else None
    return advice or ("renamed" if message.renamed else None)


def understood(tx: Tx, article: Article) -> list[Understood]:
    """Say of each Word file in the present revision what was taken over; its title is no heading of its own."""
    return [_understood(file, article.title) for file in word_files.of(tx, article)]


def _understood(file: WordFile, title: str) -> Understood:
    headings = len(re.findall(r"<h[234]>", file.html))
    leads = file.html.startswith("<h2>") and first_line(file.html) == title
    return Understood(file.filename, headings - leads, file.html.count("<table>"), file.pictures)


def _add(tx: Tx, article: Article, message: Incoming, written: Mapping[str, str], place: int | None) -> None:
    """Add the pieces in order. Words somebody wrote of the same picture before are kept."""
    assert message.taken is not None  # noqa: S101 - both callers looked
    if message.sha256 is not None:
        parts.keep_file(tx, message.sha256, message.size, message.mime, message.found)
    for piece, part in enumerate(message.taken.parts[: parts.PIECES - 1], 1):
        known = replace(part, alt=written.get(part.sha256 or "", part.alt)) if part.kind == "photo" else part
        _add_piece(tx, article, message, known, piece, None if place is None else place + piece - 1)


def _add_piece(tx: Tx, article: Article, message: Incoming, part: TakenPart, piece: int, position: int | None) -> None:
    if part.sha256 is not None:
        parts.keep_file(tx, part.sha256, part.size, part.mime)
    parts.add(
        tx, article, part.kind, text=part.text, sha256=part.sha256, filename=part.filename, mime=part.mime,
        size=part.size, alt=part.alt, chat_id=message.chat_id, message_id=message.message_id,
        media_group=message.media_group, origin=message.origin, piece=piece, position=position,
    )  # fmt: skip


def _settle(tx: Tx, person: Person, article: Article, title: str) -> None:
    articles.change(tx, article, title=title or article.title)
    notify.show(tx, article, person, anew=True, priority=ANSWER, growing=True)


def _tell_lost(tx: Tx, person: Person, message: Incoming, t: Texts) -> None:
    """Say what a reader of the file would miss on the page."""
    assert message.taken is not None  # noqa: S101 - the callers looked
    lost = [*message.taken.lost, *([Lost("caption")] if message.sha256 and message.text.strip() else [])]
    for at in range(0, len(lost), TOLD_AT_ONCE):
        notify.say(tx, person.telegram_id, str(t.left_out(message.filename, lost[at : at + TOLD_AT_ONCE])))


def _offer_both(tx: Tx, person: Person, article: Article, message: Incoming, words: Markup, t: Texts) -> None:
    press = Press(Verb.KEEP_BOTH, article.kind, article.id, article.version, str(message.message_id))
    notify.say(tx, person.telegram_id, str(words), rows=[[ButtonBody(t.keep_both(), press.pack())]])
