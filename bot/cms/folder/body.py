"""The body of an article made safe for this site's own origin: sanitised again, media put in their places."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import nh3
from markupsafe import Markup

from bot.cms.common.allowed import ATTRIBUTE, ATTRIBUTES, IMAGE, MEDIUM, SCHEMES, TAGS
from bot.cms.folder.store import Item, Record

SIZES = "(min-width: 46rem) 44rem, 100vw"

Address = Callable[[str], str]


def render(record: Record, address: Address, scroll_label: str) -> Markup:
    """Return the body: only allowed tags, only our own media, tables that scroll by themselves.

    ``address`` turns a path in the public folder into what a browser asks for.
    """
    items = {item.sha256: item for item in record.media}
    clean = nh3.clean(
        record.html,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_filter(items, address),
    )
    pictured = IMAGE.sub(lambda found: _image(found[0], items, address), clean)
    return Markup(_scrolling(pictured, scroll_label))  # noqa: S704 - cleaned two lines above


def shown(record: Record) -> set[str]:
    """Return the SHA-256 of the media the body names: they are not shown a second time below it."""
    return set(MEDIUM.findall(record.html))


def picture(item: Item, address: Address, alt: str, *, lazy: bool = True) -> Markup:
    """Return an img of one photo, with its small copy for small screens and its size against jumping."""
    small = f"{address(item.thumb)} 640w, " if item.thumb else ""
    srcset = f"{small}{address(item.path)} {item.width}w"
    loading = Markup(' loading="lazy"') if lazy else Markup(' fetchpriority="high"')
    return Markup('<img src="{}" srcset="{}" sizes="{}" alt="{}" width="{}" height="{}"{} decoding="async">').format(
        address(item.path), srcset, SIZES, alt, item.width, item.height, loading
    )


def _filter(items: Mapping[str, Item], address: Address) -> Callable[[str, str, str], str | None]:
    def keep(tag: str, name: str, value: str) -> str | None:  # noqa: ARG001 - nh3's signature
        """Leave img src to ``_image``; let a link to a medium lead to its file, or nowhere."""
        if name != "href" or not value.startswith("media:"):
            return value
        item = items.get(value.removeprefix("media:"))
        return address(item.path) if item else None

    return keep


def _image(tag: str, items: Mapping[str, Item], address: Address) -> str:
    """Draw an image anew from what we know of it; one that is not of this page disappears."""
    found = {name: Markup(value).unescape() for name, value in ATTRIBUTE.findall(tag)}  # noqa: S704
    item = items.get(found.get("src", "").removeprefix("media:"))
    if not item or not item.is_image:
        return ""
    return str(picture(item, address, found.get("alt") or item.alt))


def _scrolling(html: str, label: str) -> str:
    box = Markup('<div class="scroll" role="region" tabindex="0" aria-label="{}"><table>').format(label)
    return html.replace("<table>", str(box)).replace("</table>", "</table></div>")
