"""An article's photos: their order, the one that stands for it, their words, late parts of albums, replaced ones."""

from __future__ import annotations

from dataclasses import replace

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.writing import drafts
from bot.sop.model import Article, Part, Person
from bot.sop.press import number
from storage import articles, parts
from storage.parts import article_of_album, file_of_message
from storage.store import Tx


def of(tx: Tx, article: Article) -> list[Part]:
    """List the photos of the present revision in order; the first stands for the article (foto utama)."""
    return [p for p in parts.of(tx, article.id, article.revision) if p.kind == "photo"]


def find(tx: Tx, article: Article, part_id: str) -> Part | None:
    """Find a photo of the present revision by what a button carries; None when it is gone or another's."""
    return next((p for p in of(tx, article) if p.id == number(part_id)), None)


def open_one(tx: Tx, article: Article, part_id: str) -> Part | None:
    """Find a photo in a revision that may be edited; None when it is gone.

    A part's id names it, which no move or removal of another photo changes.
    """
    return find(tx, drafts.open_revision(tx, article), part_id)


def send(tx: Tx, person: Person, part: Part) -> None:
    """Send a photo, above the card that asks about it: a file's name tells nobody which one it is."""
    notify.send_photo(tx, person, part, part.text[:1000])


def send_lacking(tx: Tx, person: Person, article: Article, position: str) -> str:
    """Send the photo that is to be described: the one named, else the first without words; give its position."""
    lacking = drafts.photos_without_alt(tx, article)
    wanted = position or (str(lacking[0].position) if lacking else "")
    for part in of(tx, article):
        if str(part.position) == wanted:
            notify.send_photo(tx, person, part, part.text[:1000])
    return wanted


# --- order ---------------------------------------------------------------------------------------------


def move(tx: Tx, article: Article, part: Part, by: int) -> bool:
    """Let a photo change places with the one before (-1) or after it (1); False at the end of the row."""
    row = of(tx, article)
    here = [p.id for p in row].index(part.id)
    there = here + by
    if not 0 <= there < len(row):
        return False
    row[here], row[there] = row[there], row[here]
    return _arrange(tx, article, row)


def make_cover(tx: Tx, article: Article, part: Part) -> bool:
    """Let a photo stand for the article: it becomes the first, the others keep their order behind it."""
    rest = [p for p in of(tx, article) if p.id != part.id]
    return _arrange(tx, article, [part, *rest])


def _arrange(tx: Tx, article: Article, ordered: list[Part]) -> bool:
    """Put photos in this order into the places that photos have now: texts between them stay where they are."""
    places = sorted(p.position for p in ordered)
    for part, position in zip(ordered, places, strict=True):
        parts.change(tx, part.id, position=position)
    return articles.change(tx, article)


# --- words ---------------------------------------------------------------------------------------------


def set_caption(tx: Tx, article: Article, part_id: str, message: Incoming) -> bool:
    """Give a photo the caption that readers see below it; False when there is no such photo (any more)."""
    part = find(tx, article, part_id)
    if part is None:
        return False
    parts.set_text(tx, part.id, message.text, message.entities)
    return articles.change(tx, article)


def remove_caption(tx: Tx, article: Article, part: Part) -> bool:
    """Leave a photo without words below it."""
    parts.set_text(tx, part.id, "", ())
    return articles.change(tx, article)


def words_for(parts: list[Part], part: Part) -> str:
    """Give the words already written of a photo: its caption. The only one of an album of several, which Telegram
    shows below the whole of it, describes none of them."""
    album = [p for p in parts if p.kind == "photo" and part.media_group and p.media_group == part.media_group]
    of_all = len(album) > 1 and sum(bool(p.text.strip()) for p in album) == 1
    return "" if of_all else part.text.strip()


def next_without_alt(tx: Tx, article: Article, position: int, *, wrapping: bool) -> Part | None:
    """Find the next photo after a position that lacks a description; `wrapping`: then those before it too."""
    lacking = drafts.photos_without_alt(tx, article)
    after = [p for p in lacking if p.position > position]
    found = after or (lacking if wrapping else [])
    return found[0] if found else None


def words_at(tx: Tx, article: Article, position: str) -> str:
    """Give the words already written of the photo at a position."""
    row = of(tx, article)
    return next((words_for(row, part) for part in row if str(part.position) == position), "")


def choose(tx: Tx, article: Article, view: str, part_id: str, value: str) -> str | None:
    """Do what a tap on a view of one photo asks; give the view that is shown next, None for what no button has."""
    part = find(tx, article, part_id)
    if part is None:
        return None
    if view == "caption":
        return "photo" if value == "bare" and remove_caption(tx, article, part) else None
    if value == "remove":
        return "photos" if drafts.remove(tx, article, part.position, "photo") else None
    if value == "cover":
        make_cover(tx, article, part)
    elif value in {"up", "down"}:
        move(tx, article, part, -1 if value == "up" else 1)
    else:
        return None
    return "photo"


# --- albums and replaced files ---------------------------------------------------------------------------


def joins(tx: Tx, person: Person, message: Incoming) -> Article | None:
    """Find the article that earlier parts of a message's album went into: albums have no end mark, and a part
    may come when its author does something else already."""
    if message.media_group is None:
        return None
    article = article_of_album(tx, person.id, message.chat_id, message.media_group)
    return article if article is not None and _still_theirs(tx, person, article) else None


def _still_theirs(tx: Tx, person: Person, article: Article) -> bool:
    """Say whether a late part may go into an article; of one handed in or dropped meanwhile its author is told."""
    return article.state not in drafts.WRITING or capacities.writes(tx, person, article)


def settle_album(tx: Tx, article_id: int, media_group: str | None) -> None:
    """Put an article typed as the caption of an album behind the album's first photo, whichever part had it."""
    article = articles.get(tx, article_id)
    if article is None or media_group is None:
        return
    album = [p for p in parts.of(tx, article.id, article.revision) if p.media_group == media_group]
    places = [p.position for p in album if p.kind == "photo"]
    for part in album:
        if part.kind == "text" and places:
            parts.change(tx, part.id, position=min(places) + 1)


def brings_another_file(tx: Tx, person: Person, message: Incoming) -> bool:
    """Say whether an edited message has another photo or file than the one that was taken from it."""
    for article in drafts.being_written(tx, person):
        part = parts.of_message(tx, article, message.chat_id, message.message_id)
        if part is not None:
            known = file_of_message(tx, article, message.chat_id, message.message_id)
            if part.kind == "html":  # taken apart: a Word file's message may get a corrected file
                return message.origin not in {"", part.origin}
            return known[1] != message.origin if known else part.kind == "text"
    return False


def edited(tx: Tx, person: Person, message: Incoming) -> bool:
    """Follow an edit that put another photo or file into a message, and its words; False: not being written.

    A description told of the old photo: it is asked anew.
    """
    for article in drafts.being_written(tx, person):
        if parts.of_message(tx, article, message.chat_id, message.message_id) is not None:
            _replace_file(tx, drafts.open_revision(tx, article), message)
            return drafts.edited(tx, person, message)
    return False


def _replace_file(tx: Tx, article: Article, message: Incoming) -> None:
    if message.sha256 is None:
        return
    known = file_of_message(tx, article, message.chat_id, message.message_id)
    if known is None:  # a message of words alone got a photo
        drafts.add(tx, article, replace(message, text="", entities=()))
    else:
        parts.keep_file(tx, message.sha256, message.size, message.mime, message.found)
        parts.change(
            tx, known[0], kind=message.kind, sha256=message.sha256, filename=message.filename,
            mime=message.mime, size=message.size, origin=message.origin, alt="",
        )  # fmt: skip
    articles.change(tx, article)
