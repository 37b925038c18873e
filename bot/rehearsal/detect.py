"""What Telegram finds in a text by itself: commands, mentions, hashtags, addresses, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.rehearsal import links
from bot.rehearsal.markup import units
from bot.rehearsal.refusal import Json

_TOP_LEVEL = "com|org|net|id|io|co|gov|edu|mil|info|me|app|dev|site|online|web|tv|us|sg|my|au|uk|de"
_COMMAND = re.compile(r"(?<![\w/<>])/([A-Za-z0-9_]{1,64})(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])")
_MENTION = re.compile(r"(?<!\w)@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)")
_HASHTAG = re.compile(r"(?<!\w)#(?=\w*[^\W\d_])\w{1,256}")
_CASHTAG = re.compile(r"(?<!\w)\$[A-Z]{1,8}(?!\w)")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z0-9-]+\.)+[a-z]{2,16}(?!\w)", re.IGNORECASE)
_URL = re.compile(
    r"(?<![\w@./-])(?:"
    r"(?:https?|tonsite|ton|tg)://[^\s<>\"«»]+"
    rf"|(?:[a-z0-9-]+\.)+(?:{_TOP_LEVEL})(?![\w@-])(?::\d+)?(?:[/?#][^\s<>\"«»]*)?)",
    re.IGNORECASE,
)
_AFTER_URL = ".,:;!?'…"
_PAIRS = {")": "(", "]": "["}
_MARKS = frozenset("/@#$.:")

SEARCHES = (
    ("url", _URL),
    ("email", _EMAIL),
    ("mention", _MENTION),
    ("bot_command", _COMMAND),
    ("hashtag", _HASHTAG),
    ("cashtag", _CASHTAG),
)


def _url_end(text: str, start: int, end: int) -> int:
    """Leaves out the punctuation after a link, and a bracket that opened before it."""
    while end > start:
        last = text[end - 1]
        opener = _PAIRS.get(last)
        if last in _AFTER_URL or (opener and text.count(opener, start, end) < text.count(last, start, end)):
            end -= 1
        else:
            break
    return end


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in SEARCHES:
        for match in pattern.finditer(text):
            start, end = match.span()
            if kind == "url":
                end = _url_end(text, start, end)
                if links.checked(text[start:end]) is None:
                    continue
            yield kind, start, end


def detect(text: str, taken: list[tuple[int, int]]) -> list[Json]:
    """The entities found in `text`, outside the `taken` spans (code points, end exclusive)."""
    if not _MARKS.intersection(text):
        return []
    spans = list(taken)
    entities: list[Json] = []
    for kind, start, end in _found(text):
        if any(start < other_end and other < end for other, other_end in spans):
            continue
        spans.append((start, end))
        offset, length = units(text[:start]), units(text[start:end])
        entities.append({"type": kind, "offset": offset, "length": length})
    return sorted(entities, key=lambda entity: int(entity["offset"]))
