"""The second wall: the only HTML that may reach the website, whatever built it."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import nh3
from markupsafe import escape

from bot.content.spans import tidy

MAX_LINK: Final = 2048
_MEDIUM = re.compile(r"media:[0-9a-f]{64}\Z")
_UNSAFE_IN_LINK = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\<>\"`]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

_TAGS: Final = {
    *("p", "br", "strong", "em", "u", "s", "sub", "sup", "code", "pre", "blockquote", "hr"),
    *("ul", "ol", "li", "a", "h2", "h3", "h4", "figure", "figcaption", "img", "div"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES: Final = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_VALUES: Final = {
    "div": {"class": {"gallery"}},
    "p": {"class": {"attachment"}},
    "img": {"loading": {"lazy"}},
    "th": {"scope": {"col", "row"}},
    "ol": {"type": {"a", "A", "i", "I"}},
}
_NUMERIC: Final = {"width", "height", "start", "colspan", "rowspan"}


def safe_link(url: str) -> str | None:
    """The link as it may stand in `href` (unescaped), or None.

    Only http, https, mailto and tel survive; a host is required, a user name before it is refused
    (https://kantor.go.id@elsewhere leads elsewhere). A link without a scheme gets http, as Telegram
    opens it.
    """
    link = url.strip()
    if not link or len(link) > MAX_LINK or _UNSAFE_IN_LINK.search(link):
        return None
    if not _SCHEME.match(link) or _is_host_and_port(link):
        link = f"http://{link}"
    return link if _is_allowed(link) and _is_parsable(link) else None


def _is_host_and_port(link: str) -> bool:
    return re.match(r"[\w-]+(\.[\w-]+)+:\d{1,5}(?![^/?#])", link) is not None


def _is_allowed(link: str) -> bool:
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(host) and "@" not in parts.netloc
    return parts.scheme in ("mailto", "tel") and bool(parts.path)


def _is_parsable(link: str) -> bool:
    """Whether the sanitiser's own URL parser takes it: a host may be spelled as no host can be."""
    return "href=" in _LINK_PARSER.clean(f'<a href="{escape(link)}"></a>')


def _filtered(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "src" or (attribute == "href" and value.startswith("media:")):
        return value if _MEDIUM.match(value) else None
    if attribute == "href":
        return value if safe_link(value) == value else None
    if attribute in _NUMERIC:
        return value if re.fullmatch(r"[0-9]{1,5}", value) else None
    return value


_LINK_PARSER: Final = nh3.Cleaner(
    tags={"a"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https", "mailto", "tel"},
    url_relative="deny",
    link_rel=None,
)
_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    clean_content_tags={"script", "style", "title", "template", "noscript"},
    attributes=_ATTRIBUTES,
    attribute_filter=_filtered,
    tag_attribute_values=_VALUES,
    url_schemes={"http", "https", "mailto", "tel", "media"},
    url_relative="deny",
    link_rel="noopener noreferrer",
)


def clean_fragment(html: str) -> str:
    """An HTML fragment reduced to the allow-list; cleaning it again changes nothing.

    Pictures may only point at stored media (`media:` and a SHA-256), links at these or at the web.
    Fit for any source: Telegram's entities, Word files, rich messages.
    """
    return _CLEANER.clean(tidy(html))
