"""The card on which an author writes: what is there, what is missing, one button for each thing to do."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Card, Rows, back, blocks, calls_off, in_pairs, lines, on, opens, sets
from bot.cards.articles import personal_data, photos
from bot.cards.asking import sure
from bot.cards.history import last_event
from bot.content.blocks import words_of
from bot.content.compose import WORDS
from bot.desk.articles import checklist
from bot.desk.authority import secrecy
from bot.desk.writing import drafts, word_files
from bot.desk.writing.photos import next_without_alt, words_for
from bot.sop.flow import Action, State
from bot.sop.model import Article, Part, Person
from bot.sop.press import Verb
from bot.texts import Texts
from bot.texts.labels import Label
from storage import articles, dispositions, parts, people
from storage.screens import OpenDialog
from storage.store import Tx


def render(tx: Tx, t: Texts, article: Article, viewer: Person, focus: OpenDialog | None) -> Card:
    """Render the writing card, or the view its author has open on it."""
    if focus is None or focus.view == "mend":
        return _main(tx, t, article, viewer)
    what = t.draft_head(article.ref, people.unit(tx, article.unit_id).name, new=article.state is State.A_DRAFT)
    view = BODIES.get(focus.view)
    if view is None:
        return _main(tx, t, article, viewer)
    body, rows = view(tx, t, article, viewer, focus.arg)
    return Card(blocks(what, body), [*rows, [back(article, t.button(Label.BACK))]])


def _main(tx: Tx, t: Texts, article: Article, viewer: Person) -> Card:
    content = parts.of(tx, article.id, article.revision)
    missing = checklist.missing(tx, article)
    unit = people.unit(tx, article.unit_id)
    disposition = dispositions.get(tx, article.disposition_id) if article.disposition_id else None
    section = tx.office.section(article.section or "")
    text = blocks(
        t.draft_head(article.ref, unit.name, new=article.state is State.A_DRAFT),
        last_event(tx, t, article) if article.state is not State.A_DRAFT else None,
        lines(
            t.draft_title(article.title),
            t.fact_section(section.name) if section else None,
            t.fact_disposition(disposition.ref, secrecy.title(tx, disposition)) if disposition else None,
            t.draft_contents(_texts(content), _length(content), _count(content, "photo"), _count(content, "document")),
            *(t.draft_word(w.filename, w.headings, w.tables, w.pictures) for w in word_files.understood(tx, article)),
        ),
        t.draft_missing([(m.what, m.count) for m in missing]) if missing else t.draft_ready(external=unit.external),
        personal_data.warning(tx, t, article),
        t.draft_how(),
    )
    return Card(text, _main_rows(tx, t, article, viewer, missing, content))


def _main_rows(
    tx: Tx, t: Texts, article: Article, viewer: Person, missing: list[checklist.Missing], parts: list[Part]
) -> Rows:
    rows: Rows = [[opens(article, t.mend(m.what, m.count), _VIEW_FOR[m.what])] for m in missing if m.what in _VIEW_FOR]
    todo = {_VIEW_FOR.get(m.what) for m in missing}
    if not missing:
        rows.append([Button(t.action(Action.SUBMIT), on(article, Action.SUBMIT), style=GOOD)])
    change = [(label.value, t.button(label)) for label in _CHANGE if label.value not in todo]
    if not any(p.kind == "photo" for p in parts):
        change = [c for c in change if c[0] != "photos"]
    if len(tx.office.sections) == 1:
        change = [c for c in change if c[0] != "section"]
    rows += _into_returned(tx, t, article, viewer)
    more = [opens(article, label, view) for view, label in change]
    if any(p.kind in WORDS for p in parts):
        more.append(opens(article, t.button(Label.TEXT), "text"))
    if parts:
        more += [opens(article, t.button(Label.PARTS), "parts"), Button(t.button(Label.READ), on(article, Verb.READ))]
        more.append(photos.preview(t, article))
    if article.state is State.A_DRAFT and len(drafts.units_to_write_for(tx, viewer)) > 1:
        more.append(opens(article, t.button(Label.UNIT), "unit"))
    more.append(calls_off(article, t))
    if article.state is not State.A_DRAFT:
        more.append(back(article, t.button(Label.BACK)))
    return rows + in_pairs(more)


def _into_returned(tx: Tx, t: Texts, article: Article, viewer: Person) -> Rows:
    """Whoever answers a return by simply typing began a draft: one tap puts it where it was meant."""
    if article.state is not State.A_DRAFT:
        return []
    returned = articles.being_mended(tx, viewer.id)[:3]
    return [[Button(t.move_into(a.ref, a.title), on(article, Verb.MOVE_INTO, str(a.id)))] for a in returned]


#: What can be changed at any time, each in the dialog of its name.
_CHANGE = (Label.TITLE, Label.SECTION, Label.PHOTOS)

#: Which view mends which missing thing.
_VIEW_FOR = {
    "title": "title",
    "title_long": "title",
    "section": "section",
    "text": "write",
    "about": "write",
    "photo": "add_photo",
    "alt": "alt",
    "photos_many": "photos",
    "files_many": "parts",
}


def _count(parts: list[Part], kind: str) -> int:
    return sum(1 for p in parts if p.kind == kind)


def _texts(content: list[Part]) -> int:
    """Count texts as their author does: a Word file is one, however many pictures stand in it."""
    return _count(content, "text") + len({p.position // parts.PIECES for p in content if p.kind == "html"})


def _length(parts: list[Part]) -> int:
    return sum(len(words_of(p.kind, p.text)) for p in parts if p.kind in WORDS)


def _title(_tx: Tx, t: Texts, article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    return t.ask_title(article.title), []


def _section(tx: Tx, t: Texts, article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    return t.ask_section(), [[sets(article, section.name, section.key)] for section in tx.office.sections]


def _alt(tx: Tx, t: Texts, article: Article, _viewer: Person, arg: str) -> tuple[Markup, Rows]:
    photos = [p for p in parts.of(tx, article.id, article.revision) if p.kind == "photo"]
    current = next((p for p in photos if str(p.position) == arg), None)
    if current is None:
        rows = [[opens(article, t.photo(i, p.alt), "alt", str(p.position))] for i, p in enumerate(photos, 1)]
        return t.choose_photo(), rows
    number = photos.index(current) + 1
    rows = [[sets(article, t.button(Label.USE_CAPTION), "caption")]] if words_for(photos, current) else []
    if next_without_alt(tx, article, current.position, wrapping=False):
        rows.append([sets(article, t.photo_button("skip"), "skip")])
    return t.ask_alt(number, len(photos), current.alt), rows


def _parts(tx: Tx, t: Texts, article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    rows = [
        [sets(article, t.remove_part(p.kind, _name_of(p)), f"{p.kind[0]}{p.position}", BAD)]
        for p in parts.of(tx, article.id, article.revision)[:40]
    ]
    return t.ask_remove() if rows else t.nothing_to_remove(), rows


def _name_of(part: Part) -> str:
    """Name a part by what its author knows it by: photos all have the same file name."""
    if part.kind == "html":
        return words_of(part.kind, part.text)
    return part.filename if part.kind == "document" else part.alt or part.text or part.filename


def _text(_tx: Tx, t: Texts, _article: Article, _viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    return t.ask_new_text(), []


def _unit(tx: Tx, t: Texts, article: Article, viewer: Person, _arg: str) -> tuple[Markup, Rows]:
    units = drafts.units_to_write_for(tx, viewer)[:40]
    return t.ask_unit(), [[sets(article, unit.name[:60], str(unit.id))] for unit in units]


def _sure(_tx: Tx, t: Texts, article: Article, _viewer: Person, arg: str) -> tuple[Markup, Rows]:
    return sure(t, article, arg)


BODIES = {
    "title": _title,
    "section": _section,
    "alt": _alt,
    "parts": _parts,
    "text": _text,
    "unit": _unit,
    "sure": _sure,
    **photos.BODIES,
}
