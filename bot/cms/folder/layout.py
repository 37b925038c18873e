"""The frame of every page: head, header, menu, footer. Markup escapes whatever people wrote."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from bot.cms.base import Section
from bot.cms.folder.settings import Site
from bot.cms.folder.words import LANGUAGES, Words

# Nothing but our own style sheet and pictures; no scripts at all. frame-ancestors cannot stand in a meta.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
ASSETS = ("site.css", "emblem.svg", "kawung.svg")


@cache
def asset(name: str) -> bytes:
    """Return one of the files every page uses."""
    return (files("bot.cms.folder") / name).read_bytes()


@cache
def asset_path(name: str) -> str:
    """Return where an asset stands: named by all assets' content, so that browsers may keep it for ever."""
    together = b"".join(asset(each) for each in ASSETS)
    return f"aset/{hashlib.sha256(together).hexdigest()[:10]}/{name}"


def plain(text: str) -> str:
    """Return text without characters that neither HTML nor XML can hold."""
    return UNPRINTABLE.sub("", text)


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says about it; ``path`` is relative, None for a page without an address."""

    title: str
    description: str
    path: str | None
    kind: str = "website"
    image: str | None = None
    section: str | None = None
    language: str | None = None
    indexed: bool = True
    meta: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] | None = None


def words_of(site: Site) -> Words:
    """Return the fixed texts in the language of this site."""
    return LANGUAGES[site.language]


def join(parts: Iterable[Markup | str], between: str = "\n") -> Markup:
    """Return the parts one after another, each escaped unless it is markup."""
    return Markup(between).join(parts)  # noqa: S704 - a constant of ours


def time_tag(iso: str, text: str) -> Markup:
    """Return a date that machines can read as well."""
    return Markup('<time datetime="{}">{}</time>').format(iso, text)


def document(site: Site, head: Head, main: Markup) -> bytes:
    """Return a whole page."""
    page = Markup(
        '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n{head}\n</head>\n<body>\n'
        '<a class="skip" href="#isi">{skip}</a>\n{header}\n<main id="isi" tabindex="-1">\n{main}\n</main>\n'
        "{footer}\n</body>\n</html>\n"
    ).format(
        lang=site.language,
        head=_head(site, head),
        skip=words_of(site).skip,
        header=_header(site, head.section),
        main=main,
        footer=_footer(site),
    )
    return plain(page).encode("utf-8")


def _head(site: Site, head: Head) -> Markup:
    title = head.title if head.title == site.name else f"{head.title} | {site.name}"
    lines = [
        Markup('<meta charset="utf-8">'),
        Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(POLICY),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup("<title>{}</title>").format(title),
        Markup('<meta name="description" content="{}">').format(head.description),
        Markup('<meta name="color-scheme" content="light dark">'),
        Markup('<meta name="theme-color" content="#0d3b4f">'),
        Markup('<meta name="referrer" content="strict-origin-when-cross-origin">'),
        *_robots(head),
        *_links(site, head),
        *(_property(name, value) for name, value in _properties(site, head)),
        *_data(head.data),
    ]
    return join(lines)


def _robots(head: Head) -> list[Markup]:
    return [] if head.indexed else [Markup('<meta name="robots" content="noindex">')]


def _links(site: Site, head: Head) -> list[Markup]:
    canonical = Markup('<link rel="canonical" href="{}">')
    return [
        *([canonical.format(site.url(head.path))] if head.path is not None else []),
        Markup('<link rel="stylesheet" href="{}">').format(site.path(asset_path("site.css"))),
        Markup('<link rel="icon" type="image/svg+xml" href="{}">').format(site.path(asset_path("emblem.svg"))),
        Markup('<link rel="alternate" type="application/rss+xml" title="{}" href="{}">').format(
            site.name, site.path("feed.xml")
        ),
    ]


def _properties(site: Site, head: Head) -> list[tuple[str, str]]:
    """Return what other websites and messengers show of this page when its link is shared."""
    image = [("og:image", head.image), ("twitter:image", head.image)] if head.image else []
    return [
        ("og:site_name", site.name),
        ("og:type", head.kind),
        ("og:title", head.title),
        ("og:description", head.description),
        ("og:locale", "id_ID" if site.language == "id" else "en_GB"),
        *([("og:url", site.url(head.path))] if head.path is not None else []),
        ("twitter:card", "summary_large_image" if head.image else "summary"),
        ("twitter:title", head.title),
        ("twitter:description", head.description),
        *image,
        *head.meta.items(),
    ]


def _property(name: str, value: str) -> Markup:
    attribute = "name" if name.startswith("twitter:") else "property"
    return Markup('<meta {}="{}" content="{}">').format(attribute, name, value)


def _data(data: Mapping[str, Any] | None) -> list[Markup]:
    """Return JSON-LD that cannot end its own script element: < > & stand as escapes of JSON."""
    if data is None:
        return []
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    safe = Markup(text)  # noqa: S704 - the three signs that could end it are escaped above
    return [Markup('<script type="application/ld+json">{}</script>').format(safe)]


def _emblem(size: int) -> Markup:
    drawing = asset("emblem.svg").decode("utf-8").strip()
    opened = f'<svg class="emblem" width="{size}" height="{size}" aria-hidden="true" focusable="false"'
    return Markup(drawing.replace("<svg", opened, 1))  # noqa: S704 - a file of our own


def _header(site: Site, current: str | None) -> Markup:
    words = words_of(site)
    return Markup(
        '<header class="site-head"><div class="wrap">\n'
        '<a class="brand" href="{home}">{emblem}'
        '<span><span class="brand-name">{name}</span>{tagline}</span></a>\n'
        "</div></header>\n"
        '<nav class="menu" aria-label="{label}"><div class="wrap"><ul>\n{entries}\n</ul></div></nav>'
    ).format(
        home=site.path(""),
        emblem=_emblem(56),
        name=site.name,
        tagline=_optional('<span class="tagline">{}</span>', site.tagline),
        label=words.menu,
        entries=join(_entries(site, current)),
    )


def _entries(site: Site, current: str | None) -> Iterable[Markup]:
    yield _entry(site.path(""), words_of(site).home, here=current == "")
    for section in site.sections:
        yield _entry(site.path(f"{section.key}/"), section.name, here=current == section.key)


def _entry(address: str, name: str, *, here: bool) -> Markup:
    mark = Markup(' aria-current="page"') if here else ""
    return Markup('<li><a href="{}"{}>{}</a></li>').format(address, mark, name)


def _footer(site: Site) -> Markup:
    words = words_of(site)
    return Markup(
        '<footer class="site-foot"><div class="wrap foot">\n'
        '<div class="foot-who">{emblem}<p class="brand-name">{name}</p>{tagline}</div>\n'
        '<nav aria-labelledby="kaki-rubrik"><h2 id="kaki-rubrik">{sections}</h2><ul>{entries}</ul></nav>\n'
        '<div><h2>{information}</h2><p>{law}</p><ul><li><a href="{feed}">{feed_name}</a></li>'
        '<li><a href="{sitemap}">{sitemap_name}</a></li></ul></div>\n'
        "</div></footer>"
    ).format(
        emblem=_emblem(48),
        name=site.name,
        tagline=_optional("<p>{}</p>", site.tagline),
        sections=words.sections,
        entries=join(_foot_entry(site, section) for section in site.sections),
        information=words.information,
        law=words.law,
        feed=site.path("feed.xml"),
        feed_name=words.feed,
        sitemap=site.path("sitemap.xml"),
        sitemap_name=words.sitemap,
    )


def _foot_entry(site: Site, section: Section) -> Markup:
    return _entry(site.path(f"{section.key}/"), section.name, here=False)


def _optional(template: str, text: str) -> Markup:
    """Return the template with the text, or nothing for no text."""
    return Markup(template).format(text) if text else Markup()  # noqa: S704 - templates of ours
