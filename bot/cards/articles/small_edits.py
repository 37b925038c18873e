"""The card on which the Kasubbag makes a small edit: what to edit, what it changes so far, the tap to send it."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Card, Rows, back, blocks, in_pairs, on, opens, sets
from bot.desk.articles import pending_edit, revisions
from bot.desk.writing import small_edits
from bot.sop.flow import Action
from bot.sop.model import Article, Person
from bot.sop.press import number
from bot.texts import Texts
from bot.texts.labels import Label
from storage import people
from storage.store import Tx

#: Paragraphs on one page of the list.
PAGE = 10


def render(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person, arg: str) -> Card:
    """Render a page of the view below `what`, the article's head."""
    page = _PAGES.get(arg[:1])
    if page is None:
        return _menu(tx, t, what, article, viewer)
    words, rows = page(tx, t, article, viewer, number(arg[1:]))
    return Card(blocks(what, words), [*rows, [opens(article, t.button(Label.BACK), small_edits.VIEW)]])


def unsent(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup | None:
    """Remind somebody of an edit that they prepared and did not send."""
    mended = pending_edit.mended(tx, viewer, article)
    return t.edit_unsent() if mended is not None and pending_edit.differs(tx, article, mended) else None


def _menu(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person) -> Card:
    mended = pending_edit.mended(tx, viewer, article)
    changed = mended is not None and pending_edit.differs(tx, article, mended)
    unit = people.unit(tx, article.unit_id)
    intro = t.edit_intro(unit.name if unit.external else "", changed=changed)
    so_far = revisions.preview(tx, t, article, mended) if mended is not None and changed else None
    rows: Rows = []
    if changed:
        rows.append([Button(t.send_edit(), on(article, Action.EDIT), style=GOOD)])
    rows += in_pairs(_choices(tx, t, article, viewer))
    if changed:
        rows.append([sets(article, t.edit_choice("drop"), "drop", BAD)])
    return Card(blocks(what, so_far, intro), [*rows, [back(article, t.button(Label.BACK))]])


def _choices(tx: Tx, t: Texts, article: Article, viewer: Person) -> list[Button]:
    now = small_edits.as_prepared(tx, viewer, article)
    offered = {
        "title": ("t", True),
        "paragraph": ("p0", bool(small_edits.paragraphs(tx, now))),
        "section": ("s", len(tx.office.sections) > 1),
        "alt": ("a", bool(small_edits.photos(tx, now))),
    }
    return [
        opens(article, t.edit_choice(name), small_edits.VIEW, arg) for name, (arg, there) in offered.items() if there
    ]


def _title(tx: Tx, t: Texts, article: Article, viewer: Person, _at: int | None) -> tuple[Markup, Rows]:
    return t.ask_title(small_edits.as_prepared(tx, viewer, article).title), []


def _list(tx: Tx, t: Texts, article: Article, viewer: Person, at: int | None) -> tuple[Markup, Rows]:
    found = small_edits.paragraphs(tx, small_edits.as_prepared(tx, viewer, article))
    first = at or 0
    rows: Rows = [
        [opens(article, t.paragraph_choice(n + 1, p.place.words), small_edits.VIEW, f"w{n}")]
        for n, p in enumerate(found)
        if first <= n < first + PAGE
    ]
    if first + PAGE < len(found):
        rows.append([opens(article, t.edit_choice("more"), small_edits.VIEW, f"p{first + PAGE}")])
    return t.ask_paragraph(), rows


def _words(tx: Tx, t: Texts, article: Article, viewer: Person, at: int | None) -> tuple[Markup, Rows]:
    found = small_edits.paragraphs(tx, small_edits.as_prepared(tx, viewer, article))
    if at is None or at >= len(found):
        return t.ask_paragraph(), []
    return t.ask_words(at + 1, found[at].place.words), []


def _sections(tx: Tx, t: Texts, article: Article, _viewer: Person, _at: int | None) -> tuple[Markup, Rows]:
    return t.ask_section(), [[sets(article, section.name, section.key)] for section in tx.office.sections]


def _photos(tx: Tx, t: Texts, article: Article, viewer: Person, at: int | None) -> tuple[Markup, Rows]:
    photos = small_edits.photos(tx, small_edits.as_prepared(tx, viewer, article))
    for place, photo in enumerate(photos, 1):
        if photo.position == at:
            return t.ask_alt(place, len(photos), photo.alt), []
    return t.choose_photo(), [
        [opens(article, t.photo(n, p.alt), small_edits.VIEW, f"a{p.position}")] for n, p in enumerate(photos, 1)
    ]


_PAGES = {"t": _title, "p": _list, "w": _words, "s": _sections, "a": _photos}
