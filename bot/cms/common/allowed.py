"""What the body of an article may hold on a website's own origin, and how the sanitiser writes it down."""

from __future__ import annotations

import re

from bot.cms.base import PublishError

TAGS = frozenset({
    "p", "br", "hr", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "q", "cite",
    "strong", "b", "em", "i", "u", "s", "sub", "sup", "mark", "small", "abbr", "code", "pre", "time",
    "figure", "figcaption", "img", "a",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
})  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel", "media"}
# As the sanitiser writes them: every value in double quotes, every quote inside a value escaped.
IMAGE = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
MEDIUM = re.compile(r"media:([0-9a-f]{64})")
MOST_TAGS = 20_000  # deep nesting costs the sanitiser quadratic time; an honest article has hundreds


def refuse_endless(html: str) -> None:
    """Raise PublishError("too_long") for a body that would keep the sanitiser busy for minutes."""
    if html.count("<") > MOST_TAGS:
        raise PublishError("too_long", f"more than {MOST_TAGS} tags", again=False)
