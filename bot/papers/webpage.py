"""A page to look at before it is published, set as narrow as a phone: Telegram opens a PDF in its place, no HTML."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec
from markupsafe import Markup

from bot.cms.base import Medium, Page
from bot.content.images import ImageRefused, small_copy
from bot.papers.typesetting import sheet_of
from bot.papers.webtext import Block, Drawn, Picture, Run, blocks_of

#: Pixels across, tried one after the other until Telegram takes the file: the first is sharp on a phone. At 0 pictures
#: leave their descriptions.
WIDTHS: Final = (960, 640, 360, 0)
MOST_BYTES: Final = 48 * 1024 * 1024  # Telegram takes 50 MB of a bot, the rest of the request included


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the page's own content, in its reader's language, and the page's day as it will show it."""

    banner: str
    footer: str
    page_words: str
    date: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """The PDF; ``boxes``: in it boxes stand for signs (emoji) that no font here has, as they will on no website."""

    data: bytes
    boxes: bool


class Webpage(msgspec.Struct, frozen=True, kw_only=True):
    """A page as values, for the template alone."""

    language: str
    title: str
    section: str
    byline: str
    date: str
    banner: str
    footer: str
    page_words: str
    cover: Picture | None
    blocks: tuple[Block, ...]


def webpage(page: Page, around: Around, *, now: datetime, most: int = MOST_BYTES) -> Sheets:
    """Set a page as PDF, exactly of what would be published, in at most ``most`` bytes. Reads the photos: slow.

    Colours and type are ours, those of the website are its theme's; words, pictures and their order are the page's. A
    photo that cannot be read leaves its description in its place; attached files are named, not included.
    ``now`` is aware. Raises PaperError.
    """
    made, boxes = b"", False
    for width in WIDTHS:
        made, boxes = sheet_of("webpage.typ", _values(page, around, width), now=now)
        if len(made) <= most:
            break
    return Sheets(made, boxes)


def _values(page: Page, around: Around, width: int) -> Webpage:
    pictures = _pictures(page, width) if width else {}
    return Webpage(
        language=page.language,
        title=page.title,
        section=page.section_name,
        byline=page.byline or page.unit_name,
        date=around.date,
        banner=around.banner,
        footer=around.footer,
        page_words=around.page_words,
        cover=_cover(page, pictures),
        blocks=blocks_of(page.html, pictures),
    )


def _pictures(page: Page, width: int) -> dict[str, Drawn]:
    """Draw every photo that can be read, by its SHA-256."""
    found = ((medium.sha256, _drawn(medium, width)) for medium in page.media if medium.mime.startswith("image/"))
    return {sha256: drawn for sha256, drawn in found if drawn is not None}


def _drawn(medium: Medium, width: int) -> Drawn | None:
    """Put a photo's JPEG into an SVG, which travels among the values: nothing is written beside the templates."""
    try:
        copy = small_copy(medium.path.read_bytes(), width)
    except (OSError, ImageRefused):
        return None
    svg = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        '<image width="{w}" height="{h}" href="data:image/jpeg;base64,{data}"/></svg>'
    ).format(w=copy.width, h=copy.height, data=base64.b64encode(copy.data).decode("ascii"))
    return Drawn(str(svg), copy.width / copy.height)


def _cover(page: Page, pictures: Mapping[str, Drawn]) -> Picture | None:
    """Show the photo that stands for the article, unless its text shows it already."""
    cover = next((medium for medium in page.media if medium.sha256 == page.cover), None)
    if cover is None or f"media:{cover.sha256}" in page.html:
        return None
    caption = (Run(cover.caption),) if cover.caption else ()
    return Picture(pictures.get(cover.sha256), cover.alt or cover.caption or page.title, caption)
