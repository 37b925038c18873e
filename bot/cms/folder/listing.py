"""Pages that list articles: the home page, the sections, their older pages; and the page of the lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.cms.base import Section
from bot.cms.folder.article import breadcrumb, card
from bot.cms.folder.layout import Head, document, join, words_of
from bot.cms.folder.settings import Site
from bot.cms.folder.store import Record

PER_PAGE = 13  # one lead and four rows of three
FEW = 3


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list: ``number`` of ``count``, counted from 1."""

    base: str
    number: int
    count: int
    records: tuple[Record, ...]

    @property
    def path(self) -> str:
        """The relative address of this page."""
        return leaf_path(self.base, self.number)


def leaf_path(base: str, number: int) -> str:
    """Return the relative address of one page of a list; the first is the list itself."""
    return base if number == 1 else f"{base}halaman/{number}/"


def leaves(base: str, records: Sequence[Record]) -> list[Leaf]:
    """Cut a list into pages; an empty list still has one."""
    count = max(1, -(-len(records) // PER_PAGE))
    return [Leaf(base, n, count, tuple(records[(n - 1) * PER_PAGE : n * PER_PAGE])) for n in range(1, count + 1)]


def home_page(site: Site, leaf: Leaf) -> bytes:
    """Return one page of the list of everything."""
    text = words_of(site)
    lead = text.latest_lead.format(site.name)
    first = leaf.number == 1
    head = Head(
        title=site.name if first else f"{text.latest}, {_place(site, leaf)}",
        description=site.tagline or lead,
        path=leaf.path,
        section="" if first else None,
    )
    return document(site, head, _list(site, leaf, Markup(), text.latest, lead))


def section_page(site: Site, section: Section, leaf: Leaf) -> bytes:
    """Return one page of the list of a section."""
    text = words_of(site)
    lead = text.section_lead.format(section.name)
    title = section.name if leaf.number == 1 else f"{section.name}, {_place(site, leaf)}"
    head = Head(title=title, description=lead, path=leaf.path, section=section.key)
    crumbs = breadcrumb(site, (), section.name)
    return document(site, head, _list(site, leaf, crumbs, section.name, lead))


def lost_page(site: Site) -> bytes:
    """Return what a web server shows for an address that is not there."""
    text = words_of(site)
    main = Markup(
        '<div class="wrap lost"><p class="lost-code" aria-hidden="true">404</p><h1>{}</h1><p>{}</p>'
        '<p><a class="button" href="{}">{}</a></p></div>'
    ).format(text.lost, text.lost_hint, site.path(""), text.to_home)
    return document(site, Head(text.lost, text.lost_hint, None, indexed=False), main)


def _place(site: Site, leaf: Leaf) -> str:
    return words_of(site).page_of.format(leaf.number, leaf.count)


def _list(site: Site, leaf: Leaf, crumbs: Markup, title: str, lead: str) -> Markup:
    return join([
        Markup('<div class="wrap">'),
        crumbs,
        Markup('<header class="list-head"><h1>{}</h1><p>{}</p></header>').format(title, lead),
        _cards(site, leaf) if leaf.records else _empty(site),
        _pagination(site, leaf),
        Markup("</div>"),
    ])  # fmt: skip


def _cards(site: Site, leaf: Leaf) -> Markup:
    """Return the cards; the newest article of a list leads its first page."""
    leads = 1 if leaf.number == 1 else 0
    lead = join(card(site, record, "h2", lead=True) for record in leaf.records[:leads])
    rest = leaf.records[leads:]
    few = " few" if len(rest) < FEW else ""
    cards = join(card(site, record, "h2") for record in rest)
    box = Markup('<div class="cards{}">{}</div>').format(few, cards) if rest else ""
    return join([lead, box])


def _empty(site: Site) -> Markup:
    text = words_of(site)
    box = Markup('<div class="empty"><h2>{}</h2><p>{}</p></div>')
    return box.format(text.empty, text.empty_hint)


def _pagination(site: Site, leaf: Leaf) -> Markup:
    if leaf.count == 1:
        return Markup()
    text = words_of(site)
    return Markup('<nav class="pages" aria-label="{}">{}</nav>').format(text.pages, join(_page_links(site, leaf)))


def _page_links(site: Site, leaf: Leaf) -> Iterator[Markup]:
    text = words_of(site)
    link = Markup('<a class="button" rel="{}" href="{}">{}</a>')
    if leaf.number > 1:
        newer = site.path(leaf_path(leaf.base, leaf.number - 1))
        yield link.format("prev", newer, text.previous_page)
    yield Markup("<span>{}</span>").format(_place(site, leaf))
    if leaf.number < leaf.count:
        older = site.path(leaf_path(leaf.base, leaf.number + 1))
        yield link.format("next", older, text.next_page)
