"""Elements by what they are to a reader: blocks, parts that open, what is told to machines, what has no ground."""

from __future__ import annotations

import re

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "label", "legend", "li", "main", "marquee", "nav", "noscript", "ol", "option", "p", "pre", "section",
    "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip

UNREAD = frozenset({"script", "style", "template"})  # their content is no text

#: Hidden parts that readers open, or that only some of them need: menus, slides, dialogues, jump links.
OPENABLE = re.compile(
    r"menu|nav|slid|carousel|swiper|tab|modal|pop-?up|cookie|consent|dropdown|collaps|accordion|toggle|share|search"
    r"|lang|canvas|overlay|loader|screen-reader|sr-only|visually-hidden|skip|dialog|lightbox|tooltip|sub-|mobile|hover"
    r"|fade|animat|invisible|lazy|wow|aos|notif|chat|translat|goog|ticker|marquee|panel|drawer|cycle|rotat"
    r"|elementor-hidden|hidden-(?:desktop|tablet|mobile|phone|xs|sm|md|lg)|visible-|d-none",
    re.IGNORECASE,
)
OPENABLE_TAGS = frozenset({"nav", "dialog", "details", "noscript", "select", "menu"})

#: What search engines and other websites show of a page.
TOLD = frozenset({
    "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description", "keywords", "news_keywords",
    "application-name", "apple-mobile-web-app-title", "author", "dc.title", "itemprop:name", "title",
})  # fmt: skip

#: Elements that no theme gives a ground to by their name alone.
PLAIN = frozenset(
    {"", "html", "body", "div", "p", "span", "font", "center", "b", "i", "u", "strong", "em", "small", "a"}
)
