"""What a person reads in Telegram: its HTML dialect, cut into messages that fit."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup, escape

from bot.content.sanitise import safe_link
from bot.content.spans import Located, Span, locate, render, tidy, utf16_positions

_INLINE: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
}
_QUOTES: Final = {
    "blockquote": "<blockquote>",
    "expandable_blockquote": "<blockquote expandable>",
}
_LANGUAGE = re.compile(r"[A-Za-z0-9+#_.-]{1,32}\Z")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9-]*)([^<>]*)>|[^<]+|<", re.IGNORECASE)
# All that Telegram decodes; "&nbsp;" and the like it shows as they stand.
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
# From the best place to cut to the worst; the last resort is between any two characters.
_BREAKS: Final = tuple(re.compile(pattern) for pattern in (r"\n[^\S\n]*\n", r"\n", r"[.!?…][\"'”’)]*\s", r"\s"))
_BLANK_CATEGORIES: Final = {"Cc", "Cf"}
_BLANK_CHARACTERS: Final = "\u034f\u115f\u1160\u2800\u3164\uffa0\ufffc"
_ZWJ: Final = "\u200d"


@dataclass
class _Tag:
    """An opening tag met at `start`; without an `end` it reaches to the end of the text."""

    start: int
    opening: str
    name: str
    end: int | None = None

    def span(self, length: int) -> Span:
        end = length if self.end is None else self.end
        return Span(self.start, end, self.opening, f"</{self.name}>")


def chat_html(text: str, entities: Sequence[Mapping[str, Any]]) -> Markup:
    """A Telegram text in the HTML that Telegram's parse_mode "HTML" understands.

    `entities` are as in the Bot API's JSON; wrong ones are ignored, and links other than http, https,
    mailto and tel are shown as plain text. Addresses and mentions need no tag: Telegram finds them itself.
    """
    body = tidy(text)
    spans = [span for place in locate(body, entities) if (span := _span(place))]
    return Markup(render(body, spans, 0, len(body), _leaf))  # noqa: S704 - every part is escaped


def pieces(html: Markup, limit: int = 4096) -> list[Markup]:
    """Cut Telegram HTML into messages of 1 to `limit` characters, none of them blank.

    Telegram counts after parsing the tags; here code points and UTF-16 units both stay within
    `limit`. Cuts fall between paragraphs, else lines, sentences, words, else anywhere except inside a
    visible character (its accents, emoji sequences). Open tags are closed and opened again.
    White space at the cuts is dropped, as Telegram does itself. A limit below 2 raises ValueError.
    """
    if limit < 2:  # noqa: PLR2004 - one character outside the BMP takes two units
        message = f"limit must be at least 2, not {limit}"
        raise ValueError(message)
    text, spans = _parsed(html)
    return [
        Markup(render(text, spans, start, end, _leaf))  # noqa: S704 - tags as given, text escaped
        for start, end in _slices(text, limit)
    ]


def is_blank(text: str) -> bool:
    """Whether Telegram would call a text empty: only spaces and characters without a shape."""
    return all(
        char.isspace() or char in _BLANK_CHARACTERS or unicodedata.category(char) in _BLANK_CATEGORIES for char in text
    )


def _leaf(text: str) -> str:
    return html.escape(text, quote=False)


def _span(place: Located) -> Span | None:
    if place.type in _INLINE:
        tag = _INLINE[place.type]
        return Span(place.start, place.end, f"<{tag}>", f"</{tag}>")
    if place.type in _QUOTES:
        return Span(place.start, place.end, _QUOTES[place.type], "</blockquote>", block=True)
    if place.type == "code":
        return Span(place.start, place.end, "<code>", "</code>", solo=True)
    if place.type == "pre":
        return _preformatted(place)
    return _link(place) if place.type == "text_link" else None


def _preformatted(place: Located) -> Span:
    language = place.entity.get("language")
    if isinstance(language, str) and _LANGUAGE.match(language):
        opening, closing = f'<pre><code class="language-{language}">', "</code></pre>"
    else:
        opening, closing = "<pre>", "</pre>"
    return Span(place.start, place.end, opening, closing, solo=True)


def _link(place: Located) -> Span | None:
    url = place.entity.get("url")
    link = safe_link(url) if isinstance(url, str) else None
    if link is None:
        return None
    return Span(place.start, place.end, f'<a href="{escape(link)}">', "</a>")


def _parsed(markup: Markup) -> tuple[str, list[Span]]:
    """The plain text of Telegram HTML, and its tags as spans in the order they open."""
    text: list[str] = []
    at = 0
    opened: list[_Tag] = []
    waiting: list[_Tag] = []
    for token in _TOKEN.finditer(str(markup)):
        closing, name = token[1], token[2]
        if name is None:
            text.append(tidy(_ENTITY.sub(_character, token[0])))
            at += len(text[-1])
        elif closing:
            _close(waiting, name.lower(), at)
        else:
            waiting.append(_Tag(at, token[0], name.lower()))
            opened.append(waiting[-1])
    return "".join(text), [tag.span(at) for tag in opened]


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def _close(waiting: list[_Tag], name: str, at: int) -> None:
    """End the innermost open tag of that name, and those left open inside it."""
    if all(tag.name != name for tag in waiting):
        return
    while True:
        tag = waiting.pop()
        tag.end = at
        if tag.name == name:
            return


def _slices(text: str, limit: int) -> Iterator[tuple[int, int]]:
    positions = utf16_positions(text)
    start = 0
    while (start := _skip_space(text, start)) < len(text):
        end = _cut(text, positions, start, limit)
        if not is_blank(text[start:end]):
            yield start, start + len(text[start:end].rstrip())
        start = end


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _cut(text: str, positions: Sequence[int], start: int, limit: int) -> int:
    """Where the message that begins at `start` ends."""
    end = start + 1
    while end < len(text) and positions[end + 1] - positions[start] <= limit:
        end += 1
    if end == len(text):
        return end
    # A cut in the first third would leave a stump; the next kind of break is better then.
    earliest = start + (end - start) // 3
    for pattern in _BREAKS:
        cuts = [min(found.end(), end) for found in pattern.finditer(text, earliest, end + 1)]
        cuts = [cut for cut in cuts if not _joined(text, cut)]
        if cuts:
            return cuts[-1]
    return _between_characters(text, start, end)


def _between_characters(text: str, start: int, end: int) -> int:
    """The last place up to `end` that splits no visible character; `end` if there is none."""
    at = end
    while at > start and _joined(text, at):
        at -= 1
    return at if at > start else end


def _joined(text: str, at: int) -> bool:
    """Whether the characters before and after a place are shown as one."""
    before, after = text[at - 1], text[at]
    if _ZWJ in (before, after) or unicodedata.category(after) in ("Mn", "Mc", "Me"):
        return True
    if _is_flag_letter(before) and _is_flag_letter(after):
        return _flag_letters_before(text, at) % 2 == 1
    return "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_letter(text[at - 1 - count]):
        count += 1
    return count
