"""A text as Telegram keeps it: parsed, cleaned, trimmed, its entities put in order."""

from __future__ import annotations

import re
from typing import Any

from bot.rehearsal import links, markup
from bot.rehearsal.detect import detect
from bot.rehearsal.markup import units
from bot.rehearsal.refusal import Json, bad_request
from bot.rehearsal.rules import Args

MOST_ENTITIES = 100
MONOSPACE = frozenset({"pre", "code"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
WHOLE = frozenset({"text_link", "text_mention", "custom_emoji", "date_time"})
DETECTED = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
KINDS = MONOSPACE | QUOTES | WHOLE | DETECTED | STYLES
EXTRAS = {
    "text_link": "url",
    "text_mention": "user",
    "custom_emoji": "custom_emoji_id",
    "pre": "language",
}
_ORDER = [*sorted(QUOTES), *sorted(MONOSPACE), *sorted(WHOLE), *sorted(STYLES), *sorted(DETECTED)]
_RANK = {kind: rank for rank, kind in enumerate(_ORDER)}

_REMOVED = frozenset("\r\u0333\u033f\u030a" + "".join(map(chr, range(0x2028, 0x202F))))
_DIRT = re.compile(f"[\\x00-\\x09\\x0b-\\x1f{''.join(sorted(_REMOVED))}]")
_BLANKS = " \n"
_FIRST_PRINTABLE = 32


def formatted(args: Args, text: str, entities_name: str) -> tuple[str, list[Json]]:
    """`text` by the call's parse_mode or its explicit entities, as Telegram would keep it.

    Raises "can't parse entities" and its kin. A text of blanks only comes back empty.
    """
    mode = args.text("parse_mode").lower()
    if mode == "html":
        plain, entities = markup.parse(text)
    elif mode in ("", "none"):
        plain, entities = text, _given(args.array(entities_name) or [], text)
    else:
        raise bad_request("unsupported parse_mode")
    return settled(plain, entities)


def settled(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cleans and trims `text`, then orders the entities and adds those Telegram finds itself."""
    if not entities and not _dirty(text):
        text = text.strip(_BLANKS)
        return text, detect(text, [])[:MOST_ENTITIES]
    spans = [(*_span(text, entity), entity) for entity in entities]
    text, spans = _cleaned(text, spans)
    text, spans = _trimmed(text, [span for span in spans if text[span[0] : span[1]].strip()])
    kept = _resolved(spans)
    taken = [(start, end) for start, end, entity in kept if entity["type"] not in STYLES | QUOTES]
    own = [_entity(text, *span) for span in kept]
    everything = sorted(own + detect(text, taken), key=_place)
    return text, everything[:MOST_ENTITIES]


def _dirty(text: str) -> bool:
    return _DIRT.search(text) is not None


Span = tuple[int, int, Json]


def _span(text: str, entity: Json) -> tuple[int, int]:
    """The entity's span in code points."""
    start = _index(text, entity["offset"])
    return start, _index(text, entity["offset"] + entity["length"])


def _index(text: str, offset: int) -> int:
    if text.isascii():
        return min(offset, len(text))
    return len(text.encode("utf-16-le")[: 2 * offset].decode("utf-16-le", "ignore"))


def _cleaned(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Removes what Telegram removes; other control characters become blanks."""
    if not _dirty(text):
        return text, spans
    kept: list[str] = []
    moved = [0]
    for char in text:
        if char not in _REMOVED:
            kept.append(" " if ord(char) < _FIRST_PRINTABLE and char != "\n" else char)
        moved.append(len(kept))
    return "".join(kept), [(moved[start], moved[end], entity) for start, end, entity in spans]


def _trimmed(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Cuts blanks at both ends; in front only up to the first entity, as Telegram does."""
    text = text.rstrip(_BLANKS)
    first = min((start for start, _, _ in spans), default=len(text))
    cut = min(len(text) - len(text.lstrip(_BLANKS)), first)
    size = len(text)
    return text[cut:], [(start - cut, min(end, size) - cut, each) for start, end, each in spans]


def _resolved(spans: list[Span]) -> list[Span]:
    """Drops what may not nest: in code nothing, in quotes no quote, in a link no link."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each[0], -each[1], _RANK[each[2]["type"]])):
        if not any(_clashes(other, span) for other in kept):
            kept.append(span)
    return kept


def _clashes(outer: Span, inner: Span) -> bool:
    if inner[0] >= outer[1] or outer[0] >= inner[1]:
        return False
    kinds = outer[2]["type"], inner[2]["type"]
    return kinds[0] == kinds[1] or any(_either(kinds, family) for family in (MONOSPACE, QUOTES, WHOLE))


def _either(kinds: tuple[str, str], family: frozenset[str]) -> bool:
    if family is MONOSPACE:
        return any(kind in MONOSPACE for kind in kinds) and not any(k in QUOTES for k in kinds)
    return all(kind in family for kind in kinds)


def _entity(text: str, start: int, end: int, entity: Json) -> Json:
    return {**entity, "offset": units(text[:start]), "length": units(text[start:end])}


def _place(entity: Json) -> tuple[int, int, int]:
    return entity["offset"], -entity["length"], _RANK[entity["type"]]


def _given(given: list[Any], text: str) -> list[Json]:
    """Explicit entities, checked one by one."""
    size = units(text)
    return [entity for each in given if (entity := _checked(each, size)) is not None]


def _checked(given: Any, size: int) -> Json | None:
    if not isinstance(given, dict):
        raise bad_request("can't parse MessageEntity: expected an Object")
    kind, offset, length = str(given.get("type")), given.get("offset"), given.get("length")
    if kind not in KINDS:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    if not isinstance(offset, int) or offset < 0:
        raise bad_request(f"receive an entity with incorrect offset {offset}")
    if not isinstance(length, int) or length < 0:
        raise bad_request(f"receive an entity with incorrect length {length}")
    if offset + length > size:
        raise bad_request(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at byte offset {size}"
        )
    if kind in DETECTED or not length:
        return None  # Telegram finds these itself, whatever the bot says
    return _with_extras(given, {"type": kind, "offset": offset, "length": length})


def _with_extras(given: Json, entity: Json) -> Json | None:
    name = EXTRAS.get(entity["type"])
    if name and given.get(name):
        entity[name] = given[name]
    if entity["type"] == "text_link":
        link = links.checked(str(given.get("url", "")))
        if link is None:
            raise bad_request(f"entity URL '{given.get('url', '')}' is invalid: Wrong HTTP URL")
        entity["url"] = link
    if entity["type"] == "date_time":
        entity |= {key: given[key] for key in ("unix_time", "date_time_format") if key in given}
    return entity
