"""What an author sees while putting photos in order: the row of them, one of them, and what is asked for."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.card import BAD, Button, Rows, on, opens, sets
from bot.content.blocks import words_of
from bot.desk.writing import photos
from bot.sop.model import Article, Part, Person
from bot.sop.press import Verb
from bot.texts import Texts
from bot.texts.labels import Label
from storage import parts
from storage.store import Tx

View = Callable[[Tx, Texts, Article, Person, str], tuple[Markup, Rows]]

#: Photos on one card: Telegram takes 100 buttons under a message, and nobody scrolls past these.
SHOWN = 40


def words(part: Part) -> str:
    """Say by what its author knows a photo."""
    return part.alt.strip() or part.text.strip()


def _row(tx: Tx, t: Texts, article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    row = photos.of(tx, article)
    rows = [[opens(article, t.photo_row(n, words(p)), "photo", str(p.id))] for n, p in enumerate(row[:SHOWN], 1)]
    return t.photos_title(len(row)), rows


def _photo(tx: Tx, t: Texts, article: Article, viewer: Person, arg: str) -> tuple[Markup, Rows]:
    row = photos.of(tx, article)
    part = photos.find(tx, article, arg)
    if part is None:
        return _row(tx, t, article, viewer, "")
    number, name = row.index(part) + 1, t.photo_button
    moves = [sets(article, name("up"), "up")] if number > 1 else []
    moves += [sets(article, name("down"), "down")] if number < len(row) else []
    cover = [sets(article, name("cover"), "cover")] if number > 1 else []
    change = [
        opens(article, name("caption"), "caption", arg),
        opens(article, name("alt"), "alt", str(part.position)),
    ]
    away = [opens(article, name("all"), "photos"), sets(article, name("remove"), "remove", BAD)]
    return t.photo_facts(number, len(row), part.text.strip(), part.alt), [cover, moves, change, away]


def _caption(tx: Tx, t: Texts, article: Article, viewer: Person, arg: str) -> tuple[Markup, Rows]:
    row = photos.of(tx, article)
    part = photos.find(tx, article, arg)
    if part is None:
        return _row(tx, t, article, viewer, "")
    bare = [sets(article, t.photo_button("bare"), "bare")] if part.text.strip() else []
    return t.ask_caption(row.index(part) + 1, len(row), part.text.strip()), [bare]


def _write(tx: Tx, t: Texts, article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    content = parts.of(tx, article.id, article.revision)
    return t.ask_more_text(sum(len(words_of(p.kind, p.text)) for p in content if p.kind in {"text", "html"})), []


def _add(_tx: Tx, t: Texts, _article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    return t.ask_photo(), []


def preview(t: Texts, article: Article) -> Button:
    """Make the button that sends the page as it will look."""
    return Button(t.button(Label.PREVIEW), on(article, Verb.PREVIEW))


BODIES: dict[str, View] = {
    "photos": _row,
    "photo": _photo,
    "caption": _caption,
    "write": _write,
    "add_photo": _add,
}
