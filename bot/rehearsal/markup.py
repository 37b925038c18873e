"""parse_mode=HTML, as Telegram's own parser reads it, with its error sentences.

The parser is lenient where Telegram is (unknown attributes, `</>`, a missing `;`) and strict
where it is (only its own tags, only four named entities, tags closed in order). Offsets in error
sentences count bytes of UTF-8; offsets of entities count UTF-16 code units.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.rehearsal import links
from bot.rehearsal.refusal import Json, Refusal, bad_request

SIMPLE_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = frozenset({*SIMPLE_TAGS, "a", "tg-emoji", "tg-time", "pre", "code", "blockquote"})
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACES = " \t\n\r\v\f\0"
_NAME_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-")
_DIGITS, _HEX_DIGITS = frozenset("0123456789"), frozenset("0123456789abcdefABCDEF")
_LAST_CODE_POINT, _LONGEST_REFERENCE = 0x10FFFF, 10
_SURROGATES = range(0xD800, 0xE000)


def units(text: str) -> int:
    """The length of `text` in UTF-16 code units, as Telegram counts offsets."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Tag:
    """An open tag: its name, attributes, and where its text begins."""

    name: str
    attributes: dict[str, str]
    offset: int
    part: int


@dataclass
class Parser:
    """One pass over `source`; `text` and `entities` are what it yields."""

    source: str
    at: int = 0
    offset: int = 0
    parts: list[str] = field(default_factory=list)
    open: list[Tag] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        """The plain text and its entities, sorted. Raises Telegram's "can't parse entities"."""
        end = len(self.source)
        while self.at < end:
            if self.source[self.at] == "<":
                self._tag()
            else:
                self._characters()
        if self.open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return self._whole(), sorted(self.entities, key=_place)

    def _whole(self) -> str:
        text = "".join(self.parts)
        try:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            raise self._error(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ) from None
        for entity in self.entities:
            entity.pop("_language", None)
        return text

    def _characters(self) -> None:
        stop = self._next_special(self.at)
        if stop > self.at:
            self._add(self.source[self.at : stop])
            self.at = stop
            return
        char, self.at = self._reference(self.at)
        self._add(char)

    def _next_special(self, start: int) -> int:
        ends = [found for mark in "<&" if (found := self.source.find(mark, start)) >= 0]
        return min(ends, default=len(self.source))

    def _add(self, piece: str) -> None:
        self.parts.append(piece)
        self.offset += units(piece)

    def _reference(self, at: int) -> tuple[str, int]:
        """What the "&" at `at` stands for, and where to go on; "&" itself if for nothing."""
        char, end = self._numeric(at) if self._peek(at + 1) == "#" else self._named(at)
        if char is None:
            return "&", at + 1
        return char, end + (self._peek(end) == ";")

    def _numeric(self, at: int) -> tuple[str | None, int]:
        is_hex = self._peek(at + 2) == "x"
        start = end = at + (3 if is_hex else 2)
        while self._peek(end) in (_HEX_DIGITS if is_hex else _DIGITS):
            end += 1
        code = int(self.source[start:end] or "0", 16 if is_hex else 10)
        if not 0 < code < _LAST_CODE_POINT or end - at >= _LONGEST_REFERENCE:
            return None, end
        return chr(code), end

    def _named(self, at: int) -> tuple[str | None, int]:
        end = at + 1
        while self._peek(end).isascii() and self._peek(end).isalpha():
            end += 1
        return NAMED.get(self.source[at + 1 : end]), end

    def _tag(self) -> None:
        begin, self.at = self.at, self.at + 1
        if self._peek(self.at) == "/":
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = self._until(SPACES + ">").lower()
        if self._peek(self.at) in ("", "\0"):
            raise self._error("Unclosed start tag", begin)
        if name not in TAGS:
            raise self._error(f'Unsupported start tag "{name}"', begin)
        attributes: dict[str, str] = {}
        while self._skip_spaces() != ">":
            key, value = self._attribute(name, begin)
            attributes[key] = value
        self.at += 1
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(Tag(name, attributes, self.offset, len(self.parts)))

    def _attribute(self, tag: str, begin: int) -> tuple[str, str]:
        key = self._until(SPACES + "=>")
        if not key:
            raise self._error(f'Empty attribute name in the tag "{tag}"', begin)
        if self._skip_spaces() != "=":
            self._refuse_end(begin)
            return key, ""
        self.at += 1
        quote = self._skip_spaces()
        if not quote:
            raise self._error(f'Unclosed start tag "{tag}"', begin)
        value = self._quoted(quote) if quote in "\"'" else self._name_token()
        self._refuse_end(begin)
        return key, value

    def _quoted(self, quote: str) -> str:
        self.at += 1
        value: list[str] = []
        while self._peek(self.at) not in (quote, ""):
            if self.source[self.at] == "&":
                char, self.at = self._reference(self.at)
            else:
                char, self.at = self.source[self.at], self.at + 1
            value.append(char)
        self.at += 1
        return "".join(value)

    def _name_token(self) -> str:
        start = self.at
        while self._peek(self.at) in _NAME_TOKEN:
            self.at += 1
        if self._peek(self.at) not in {*SPACES, ">"}:
            raise self._error("Unexpected end of name token", start)
        return self.source[start : self.at].lower()

    def _end_tag(self, begin: int) -> None:
        if not self.open:
            raise self._error("Unexpected end tag", begin)
        self.at += 1
        name = self._until(SPACES + ">").lower()
        if self._skip_spaces() != ">":
            raise self._error("Unclosed end tag", begin)
        self.at += 1
        tag = self.open.pop()
        if name not in ("", tag.name):
            expected = f'expected "</{tag.name}>", found "</{name}>"'
            raise self._error("Unmatched end tag", begin, f", {expected}")
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: Tag) -> None:
        entity: Json = {"type": "", "offset": tag.offset, "length": self.offset - tag.offset}
        if tag.name in SIMPLE_TAGS:
            self.entities.append({**entity, "type": SIMPLE_TAGS[tag.name]})
        elif tag.name == "blockquote":
            wide = "expandable" in tag.attributes
            kind = "expandable_blockquote" if wide else "blockquote"
            self.entities.append({**entity, "type": kind})
        elif tag.name == "a":
            self._close_link(tag, entity)
        elif tag.name == "tg-emoji":
            self._close_emoji(tag, entity)
        elif tag.name == "tg-time":
            self._close_time(tag, entity)
        else:
            self._close_code(tag, entity)

    def _close_link(self, tag: Tag, entity: Json) -> None:
        url = tag.attributes.get("href") or "".join(self.parts[tag.part :])
        user = links.user_id(url)
        if user is not None:
            self.entities.append({**entity, "type": "text_mention", "user": {"id": user}})
        elif (link := links.checked(url)) is not None:
            self.entities.append({**entity, "type": "text_link", "url": link})

    def _close_emoji(self, tag: Tag, entity: Json) -> None:
        emoji_id = tag.attributes.get("emoji-id", "")
        if not emoji_id.isdecimal() or not int(emoji_id):
            raise self._error("Invalid custom emoji identifier specified")
        self.entities.append({**entity, "type": "custom_emoji", "custom_emoji_id": emoji_id})

    def _close_time(self, tag: Tag, entity: Json) -> None:
        unix = tag.attributes.get("unix", "")
        if not unix.isdecimal():
            raise self._error("Invalid date specified")
        entity |= {"type": "date_time", "unix_time": int(unix)}
        if tag.attributes.get("format"):
            entity["date_time_format"] = tag.attributes["format"]
        self.entities.append(entity)

    def _close_code(self, tag: Tag, entity: Json) -> None:
        """`pre` around `code class=language-x` (or the other way) is one entity."""
        css = tag.attributes.get("class", "")
        language = css.removeprefix("language-") if css.startswith("language-") else ""
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if same and tag.name == "pre" and last["type"] == "code" and last.get("_language"):
            last |= {"type": "pre", "language": last["_language"]}
        elif same and tag.name == "code" and last["type"] == "pre" and language:
            last["language"] = language
        else:
            self.entities.append({**entity, "type": tag.name, "_language": language})

    def _peek(self, at: int) -> str:
        return self.source[at : at + 1]

    def _until(self, stops: str) -> str:
        start = self.at
        while self.at < len(self.source) and self.source[self.at] not in stops:
            self.at += 1
        return self.source[start : self.at]

    def _skip_spaces(self) -> str:
        while self._peek(self.at) and self._peek(self.at) in SPACES:
            self.at += 1
        return self._peek(self.at)

    def _refuse_end(self, begin: int) -> None:
        if self.at >= len(self.source):
            raise self._error("Unclosed start tag", begin)

    def _error(self, words: str, at: int | None = None, more: str = "") -> Refusal:
        where = "" if at is None else f" at byte offset {self._bytes_before(at)}"
        return bad_request(f"can't parse entities: {words}{where}{more}")

    def _bytes_before(self, at: int) -> int:
        return len(self.source[:at].encode(errors="surrogatepass"))


def _place(entity: Json) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def parse(source: str) -> tuple[str, list[Json]]:
    """Reads `source` as Telegram's HTML: the plain text, and its entities in order."""
    return Parser(source).parse()
