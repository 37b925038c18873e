"""A page as one file to look at before it is published: photos inside it, nothing to fetch, nothing that runs."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from bot.cms.base import Medium, Page
from bot.content.images import ImageRefused, small_copy
from bot.content.sanitise import clean_fragment

#: Pixels across: sharp on a phone, and twenty photos stay a file that a slow line carries.
WIDTH = 960

#: Whatever stood in the page against all expectation: it may show itself and its own pictures, and do nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

# As the sanitiser writes them: every value in double quotes, every quote inside a value escaped.
_IMAGE = re.compile(r'<img src="media:([0-9a-f]{64})"')
_IMAGE_LEFT = re.compile(r'<img [^>]*src="(?!data:)[^>]*>')
_FILE_LINK = re.compile(r'<a href="media:[0-9a-f]{64}"[^>]*>(.*?)</a>', re.DOTALL)
_FETCHED = re.compile(r"url\([^)]*\)")

_OWN = """
.preview { margin: 0; background: #8a1c1c; color: #fff; padding: .8rem 1.25rem; font: 1rem/1.45 system-ui, sans-serif; }
.preview b { display: block; }
.missing, .attachment span { display: block; padding: .8rem 1rem; border: 1px dashed var(--line); border-radius: 10px; }
.prose .gallery { margin-block: 1.6rem; }
.attachment { margin: 1rem 0 0; }
.prose .gallery figure { margin: 0; }
main { padding-block: 1.4rem 3rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
"""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the page's own content, in the office's language and its reader's."""

    banner: Markup
    date: str


def page_file(page: Page, around: Around) -> bytes:
    """Draw a page as an HTML file of its own, exactly of what would be published. Reads the photos: slow.

    The look is that of the folder website; another theme has its own colours, the content is the same. A
    photo that cannot be read leaves its description in its place; attached files are named, not included.
    """
    pictures = _pictures(page)
    html = Markup(
        '<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
        "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<p class="preview" role="note">{banner}</p>\n<main><article class="article wrap">\n'
        '<header class="opening"><p class="label">{section}</p><h1>{title}</h1>\n'
        '<div class="facts"><p class="who"><b>{byline}</b></p><p>{date}</p></div></header>\n'
        '{cover}\n<div class="prose">{body}</div>\n</article></main>\n</body>\n</html>\n'
    ).format(
        lang=page.language,
        policy=POLICY,
        title=page.title,
        style=_style(),
        banner=around.banner,
        section=page.section_name,
        byline=page.byline or page.unit_name,
        date=around.date,
        cover=_cover(page, pictures),
        body=_body(page, pictures),
    )
    return html.encode("utf-8", "replace")


@cache
def _style() -> Markup:
    """Give the folder website's style sheet without the pictures it fetches, and what only a preview has."""
    sheet = (files("bot.cms.folder") / "site.css").read_text("utf-8")
    return Markup(_FETCHED.sub("none", sheet) + _OWN)  # noqa: S704 - files of our own


def _pictures(page: Page) -> dict[str, str]:
    """Give every photo that can be read as a data: address, by its SHA-256."""
    found = ((medium.sha256, _inline(medium)) for medium in page.media if medium.mime.startswith("image/"))
    return {sha256: address for sha256, address in found if address}


def _inline(medium: Medium) -> str:
    try:
        data, mime = small_copy(medium.path.read_bytes(), WIDTH)
    except (OSError, ImageRefused):
        return ""
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"


def _cover(page: Page, pictures: Mapping[str, str]) -> Markup:
    """Show the photo that stands for the article, unless its text shows it already."""
    cover = next((medium for medium in page.media if medium.sha256 == page.cover), None)
    if cover is None or f"media:{cover.sha256}" in page.html:
        return Markup("")
    caption = Markup("<figcaption>{}</figcaption>").format(cover.caption) if cover.caption else ""
    spoken = cover.alt or cover.caption or page.title
    if cover.sha256 not in pictures:
        return Markup('<figure class="cover"><span class="missing">{}</span>{}</figure>').format(spoken, caption)
    return Markup('<figure class="cover"><img src="{}" alt="{}">{}</figure>').format(
        pictures[cover.sha256], spoken, caption
    )


def _body(page: Page, pictures: Mapping[str, str]) -> Markup:
    """Give the body with its photos inside; links to attached files lead nowhere here."""
    clean = clean_fragment(page.html)
    pictured = _IMAGE.sub(lambda found: f'<img src="{pictures.get(found[1], "")}"', clean)
    bare = _IMAGE_LEFT.sub('<span class="missing">?</span>', pictured)
    return Markup(_FILE_LINK.sub(r"<span>\1</span>", bare))  # noqa: S704 - cleaned three lines above
