"""What machines read of the website: RSS, the site map, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from email.utils import format_datetime

from markupsafe import Markup, escape

from bot.cms.folder.article import cover, summary
from bot.cms.folder.layout import join, plain
from bot.cms.folder.settings import Site
from bot.cms.folder.store import Record

FEED_LENGTH = 20


def feed(site: Site, live: Sequence[Record]) -> bytes:
    """Return the newest articles as RSS 2.0."""
    items = join(_item(site, record) for record in live[:FEED_LENGTH])
    return _xml(
        Markup(
            '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
            "<title>{}</title>\n<link>{}</link>\n<description>{}</description>\n<language>{}</language>\n"
            '<atom:link href="{}" rel="self" type="application/rss+xml"/>\n{}\n</channel></rss>\n'
        ).format(
            site.name,
            site.url(""),
            site.tagline or site.name,
            site.language,
            site.url("feed.xml"),
            items,
        )
    )


def _item(site: Site, record: Record) -> Markup:
    return Markup(
        "<item><title>{}</title><link>{}</link><guid>{}</guid><pubDate>{}</pubDate>"
        "<category>{}</category><description>{}</description>{}</item>"
    ).format(
        record.title,
        site.url(record.path),
        site.url(record.path),
        format_datetime(record.published_at.astimezone(site.zone)),
        record.section_name,
        str(escape(summary(record))),  # readers take it for HTML: escaped for that, then again for XML
        _enclosure(site, record),
    )


def _enclosure(site: Site, record: Record) -> Markup:
    photo = cover(record)
    if not photo:
        return Markup()
    enclosure = Markup('<enclosure url="{}" length="{}" type="{}"/>')
    return enclosure.format(site.url(photo.path), photo.size, photo.mime)


def sitemap(site: Site, live: Iterable[Record], sections: Iterable[str]) -> bytes:
    """Return the addresses worth visiting."""
    lists = [Markup("<url><loc>{}</loc></url>").format(site.url(path)) for path in ("", *sections)]
    pages = [_address(site, record) for record in live]
    return _xml(
        Markup('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}\n</urlset>\n').format(
            join([*lists, *pages])
        )
    )


def _address(site: Site, record: Record) -> Markup:
    changed = (record.updated_at or record.published_at).isoformat(timespec="seconds")
    return Markup("<url><loc>{}</loc><lastmod>{}</lastmod></url>").format(site.url(record.path), changed)


def robots(site: Site) -> bytes:
    """Return robots.txt: everything public may be read."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url('sitemap.xml')}\n".encode()


def _xml(root: Markup) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + plain(root).encode("utf-8")
