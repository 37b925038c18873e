"""The page of one article, or the note that stands where a withdrawn one was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.cms.common import words
from bot.cms.common.words import Words
from bot.cms.folder import body
from bot.cms.folder.layout import Head, document, join, plain, time_tag, words_of
from bot.cms.folder.settings import Site
from bot.cms.folder.store import Item, Note, Record
from bot.cms.folder.words import reading

BODY_OPENS, BODY_CLOSES = "<!--isi-->", "<!--/isi-->"
BODY_MARKED = BODY_OPENS + "{}" + BODY_CLOSES
BODY = re.compile(f"{BODY_OPENS}(.*){BODY_CLOSES}", re.DOTALL)
HEADLINE = 110  # letters of a headline that search engines show
DESCRIPTION = 200


@dataclass(frozen=True, slots=True)
class Around:
    """The live pages an article leads to, all of its section."""

    newer: Record | None = None
    older: Record | None = None
    related: tuple[Record, ...] = ()


def article_page(site: Site, record: Record, around: Around) -> bytes:
    """Return the page of a public record."""
    main = _withdrawn(site, record) if record.note else _article(site, record, around)
    return document(site, _head(site, record), main)


def stored_body(page: str) -> str:
    """Return the body inside a page written by ``article_page``; "" if it has none."""
    found = BODY.search(page)
    return found[1] if found else ""


def cover(record: Record) -> Item | None:
    """Return the photo that stands for the article: the chosen one, else its first photo, else none."""
    photos = [item for item in record.media if item.is_image]
    chosen = [item for item in photos if item.sha256 == record.cover]
    return next(iter(chosen or photos), None)


def summary(record: Record) -> str:
    """Return the summary, or the beginning of the text if nobody wrote one."""
    text = plain(record.summary).strip() or _text(record)
    return text if len(text) <= DESCRIPTION else text[:DESCRIPTION].rpartition(" ")[0] + "…"


def _said_of(site: Site) -> Words:
    """Return what every kind says of an article, in the language of this site."""
    return words.LANGUAGES[site.language]


def _text(record: Record) -> str:
    return " ".join(Markup(re.sub("<", " <", record.html)).striptags().split())  # noqa: S704


def _head(site: Site, record: Record) -> Head:
    photo = None if record.note else cover(record)
    note = record.note and _said_of(site).withdrawals[record.note.kind][1]
    return Head(
        title=record.title,
        description=note or summary(record),
        path=record.path,
        kind="article",
        image=site.url(photo.path) if photo else None,
        section=record.section,
        indexed=not record.note,
        meta=_meta(record),
        data=None if record.note else _data(site, record, photo),
    )


def _meta(record: Record) -> dict[str, str]:
    return {
        "article:published_time": record.published_at.isoformat(),
        "article:modified_time": (record.updated_at or record.published_at).isoformat(),
        "article:section": record.section_name,
    }


def _data(site: Site, record: Record, photo: Item | None) -> dict[str, Any]:
    """Return the article as schema.org's NewsArticle."""
    unit = {"@type": "GovernmentOrganization", "name": record.unit_name}
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": record.title[:HEADLINE],
        "description": summary(record),
        "datePublished": record.published_at.astimezone(site.zone).isoformat(),
        "dateModified": (record.updated_at or record.published_at).astimezone(site.zone).isoformat(),
        "author": unit,
        "publisher": {"@type": "GovernmentOrganization", "name": site.name, "url": site.url("")},
        "mainEntityOfPage": site.url(record.path),
        "inLanguage": record.language,
        "articleSection": record.section_name,
        "keywords": list(record.tags),
        **({"image": [site.url(photo.path)]} if photo else {}),
    }


def _article(site: Site, record: Record, around: Around) -> Markup:
    text = words_of(site)
    address = site.path
    html = body.render(record, address, text.table)
    marked = Markup(BODY_MARKED).format(html)  # noqa: S704 - a constant
    return join([
        Markup('<article class="article wrap"{}>').format(_language(site, record)),
        _opening(site, record),
        _cover(site, record),
        Markup('<div class="prose">{}</div>').format(marked),
        *_gallery(site, record),
        *_attachments(site, record),
        *_tags(site, record),
        Markup("</article>"),
        *_neighbours(site, around),
        *_related(site, around.related),
    ])  # fmt: skip


def _language(site: Site, record: Record) -> Markup:
    differs = record.language != site.language
    return Markup(' lang="{}"').format(record.language) if differs else Markup()


def _opening(site: Site, record: Record) -> Markup:
    return join([
        breadcrumb(site, [(site.path(f"{record.section}/"), record.section_name)], record.title),
        Markup('<header class="opening"><h1>{}</h1>').format(record.title),
        *_lede(record),
        _facts(site, record),
        Markup("</header>"),
    ])  # fmt: skip


def _lede(record: Record) -> list[Markup]:
    """Show a summary somebody wrote, unless it only repeats how the text begins."""
    said = " ".join(record.summary.split())
    repeats = not said or _text(record).startswith(said.rstrip("….")[:80])
    return [] if repeats else [Markup('<p class="lede">{}</p>').format(said)]


def _facts(site: Site, record: Record) -> Markup:
    text = words_of(site)
    who = record.byline if record.unit_name in record.byline else _byline(record)
    lines = [
        Markup('<p class="who">{} <b>{}</b></p>').format(_said_of(site).by, who),
        Markup("<p>{} {} · {}</p>").format(
            text.published, _moment(site, record.published_at), reading(text, _text(record))
        ),
    ]
    if record.updated_at:
        updated = _moment(site, record.updated_at)
        lines.append(Markup('<p class="updated">{} {}</p>').format(text.updated, updated))
    return Markup('<div class="facts">{}</div>').format(join(lines))


def _byline(record: Record) -> str:
    return f"{record.byline}, {record.unit_name}" if record.byline.strip() else record.unit_name


def _moment(site: Site, at: Any) -> Markup:
    return time_tag(at.isoformat(), words.moment(_said_of(site), at, site.zone))


def _cover(site: Site, record: Record) -> Markup:
    photo = cover(record)
    if not photo or photo.sha256 in body.shown(record):
        return Markup()
    image = body.picture(photo, site.path, photo.alt or photo.caption, lazy=False)
    return Markup('<figure class="cover">{}{}</figure>').format(image, _caption(photo))


def _caption(item: Item) -> Markup:
    return Markup("<figcaption>{}</figcaption>").format(item.caption) if item.caption else Markup()


def _gallery(site: Site, record: Record) -> list[Markup]:
    """Return the photos that neither the text nor the cover shows."""
    first = cover(record)
    seen = body.shown(record) | ({first.sha256} if first else set())
    rest = [item for item in record.media if item.is_image and item.sha256 not in seen]
    if not rest:
        return []
    pictures = join(_gallery_photo(site, record, n, item) for n, item in enumerate(rest, 1))
    return [_part("galeri", _said_of(site).gallery, Markup('<div class="gallery">{}</div>').format(pictures))]


def _gallery_photo(site: Site, record: Record, number: int, item: Item) -> Markup:
    spoken = item.alt or item.caption or words_of(site).gallery_alt.format(number, record.title)
    image = body.picture(item, site.path, spoken)
    return Markup('<figure><a href="{}">{}</a>{}</figure>').format(site.path(item.path), image, _caption(item))


def _attachments(site: Site, record: Record) -> list[Markup]:
    entries = [_attachment(site, item) for item in record.media if not item.is_image]
    if not entries:
        return []
    title = _said_of(site).attachments
    return [_part("lampiran", title, Markup('<ul class="files">{}</ul>').format(join(entries)))]


def _attachment(site: Site, item: Item) -> Markup:
    kind = item.path.rpartition(".")[2].upper()
    return Markup(
        '<li><a href="{}" download><span class="type" aria-hidden="true">{}</span><span><b>{}</b>'
        '<span class="about">{} {}, {}</span></span></a></li>'
    ).format(
        site.path(item.path),
        kind,
        item.caption or item.filename,
        words_of(site).download,
        kind,
        words.size(_said_of(site), item.size),
    )


def _tags(site: Site, record: Record) -> list[Markup]:
    if not record.tags:
        return []
    entries = join(Markup("<li>{}</li>").format(tag) for tag in record.tags)
    return [Markup('<ul class="tags" aria-label="{}">{}</ul>').format(words_of(site).tags, entries)]


def _part(name: str, title: str, content: Markup) -> Markup:
    return Markup('<section class="part" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>{2}</section>').format(
        name, title, content
    )


def _neighbours(site: Site, around: Around) -> list[Markup]:
    text = words_of(site)
    links = [
        *_neighbour(site, around.older, "prev", text.older),
        *_neighbour(site, around.newer, "next", text.newer),
    ]
    if not links:
        return []
    box = Markup('<nav class="wrap neighbours" aria-label="{}">{}</nav>')
    return [box.format(text.neighbours, join(links))]


def _neighbour(site: Site, record: Record | None, rel: str, label: str) -> list[Markup]:
    link = Markup('<a rel="{0}" class="{0}" href="{1}"><span>{2}</span><b>{3}</b></a>')
    return [link.format(rel, site.path(record.path), label, record.title)] if record else []


def _related(site: Site, related: Sequence[Record]) -> list[Markup]:
    if not related:
        return []
    cards = join(card(site, record, "h3") for record in related)
    return [
        Markup(
            '<section class="wrap related" aria-labelledby="baca-juga"><h2 id="baca-juga">{}</h2>'
            '<div class="cards">{}</div></section>'
        ).format(words_of(site).related, cards)
    ]


def card(site: Site, record: Record, heading: str, *, lead: bool = False) -> Markup:
    """Return an article as lists show it; ``heading`` is the tag that fits the order of headings there."""
    title = Markup('<{0}><a href="{1}">{2}</a></{0}>').format(
        Markup(heading),  # noqa: S704 - "h2" or "h3", from this package
        site.path(record.path),
        record.title,
    )
    return Markup(
        '<article class="card{lead}"{language}>{photo}<div class="card-text"><p class="label">{section}</p>'
        '{title}<p class="gist">{gist}</p><p class="when">{when}<span> · {unit}</span></p></div></article>'
    ).format(
        lead=" lead" if lead else "",
        language=_language(site, record),
        photo=_card_photo(site, record, lead=lead),
        section=record.section_name,
        title=title,
        gist=summary(record),
        when=time_tag(
            record.published_at.isoformat(),
            words.day(_said_of(site), record.published_at, site.zone),
        ),
        unit=record.unit_name,
    )


def _card_photo(site: Site, record: Record, *, lead: bool) -> Markup:
    """Return the photo of a card, silent for screen readers: the title beside it says what it leads to."""
    photo = cover(record)
    if not photo:
        box = Markup('<div class="card-photo plain" aria-hidden="true">{}</div>')
        return box.format(record.section_name)
    if lead:
        image = body.picture(photo, site.path, "", lazy=False)
    else:
        image = Markup('<img src="{}" alt="" width="{}" height="{}" loading="lazy" decoding="async">').format(
            site.path(photo.thumb or photo.path), photo.width, photo.height
        )
    return Markup('<div class="card-photo">{}</div>').format(image)


def breadcrumb(site: Site, way: Iterable[tuple[str, str]], here: str) -> Markup:
    """Return the way from the home page to this one."""
    text = words_of(site)
    links = [(site.path(""), text.home), *way]
    entries = join(Markup('<li><a href="{}">{}</a></li>').format(*link) for link in links)
    return Markup('<nav class="crumbs" aria-label="{}"><ol>{}<li aria-current="page">{}</li></ol></nav>').format(
        text.breadcrumb, entries, here
    )


def _withdrawn(site: Site, record: Record) -> Markup:
    if not record.note:
        return Markup()
    return join([
        Markup('<article class="article wrap"{}>').format(_language(site, record)),
        breadcrumb(site, [(site.path(f"{record.section}/"), record.section_name)], record.title),
        Markup('<header class="opening"><h1>{}</h1></header>').format(record.title),
        _note(site, record.note),
        Markup("</article>"),
    ])  # fmt: skip


def _note(site: Site, note: Note) -> Markup:
    text = _said_of(site)
    label, sentence = text.withdrawals[note.kind]
    link = Markup('<p><a class="button" href="{}">{}</a></p>').format(note.target_url, text.see)
    return Markup(
        '<section class="note" aria-labelledby="pemberitahuan"><h2 id="pemberitahuan">{}: {}</h2>'
        "<p>{}</p>{}<p>{}</p>{}</section>"
    ).format(
        text.notice,
        label,
        sentence,
        Markup("<p>{}</p>").format(note.text) if note.text.strip() else "",
        _moment(site, note.at),
        link if note.target_url else "",
    )
