"""A paste longer than one message, which Telegram's apps cut into several, read as the one text it is.

Each message stays a part of its own, so that its edits are followed; what a page shows of them is joined each time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.content.spans import utf16_length
from bot.sop.model import Part

#: The most a message holds (Bot API: 4096), and what an app leaves of it where it cuts at a blank.
FULL, NEARLY_FULL = 4096, 4000

#: Messages are numbered by the bot's account: those of a paste follow each other, or nearly where others write too.
#: What filled a message to its last character goes on, however busy the bot is.
NEAR, NEAR_A_FULL_ONE = 20, 500

_WORD = re.compile(r"\w+")
_WORD_AT_END = re.compile(r"\w+\Z")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’)»]*\s*\Z|\n\s*\Z")


def joined(content: Sequence[Part]) -> list[Part]:
    """Give the parts of a revision with those of one paste as one text."""
    found: list[Part] = []
    last: Part | None = None
    for part in content:
        if last is not None and _goes_on(last, part):
            found[-1] = _with(found[-1], part, _between(last.text, part.text))
        else:
            found.append(part)
        last = part
    return found


def _goes_on(last: Part, part: Part) -> bool:
    """Say whether a text goes on in mid-sentence where a full message before it ended."""
    near = NEAR_A_FULL_ONE if _full(last.text, part.text) else NEAR
    if last.kind != "text" or part.kind != "text" or not 0 < part.message_id - last.message_id <= near:
        return False
    return goes_on(last.text, part.text)


def goes_on(last: str, text: str) -> bool:
    """Say whether a message reads as the rest of the one before it, where both came of one paste."""
    if utf16_length(last) < NEARLY_FULL or last.endswith("\n") or text[:1] in {"", "\n"}:
        return False
    return _full(last, text) or (text[:1].islower() and _ENDS_A_SENTENCE.search(last) is None)


def _full(last: str, text: str) -> bool:
    """Say whether a message had no room for the first character of the next: an emoji needs two places."""
    return utf16_length(last) + utf16_length(text[:1]) > FULL


def _between(last: str, text: str) -> str:
    """Give what stood at the cut: a blank before a message that was not full, and one Telegram took off a full one.

    At the last character of a full message a word was cut, unless both its halves are words of the text.
    """
    if not _full(last, text):
        return " "
    if utf16_length(last) < FULL:  # before an emoji: nothing was taken off
        return ""
    end, begin = _WORD_AT_END.search(last), _WORD.match(text)
    if end is None or begin is None:
        return " " if last[-1] in ",;)" or text[0] == "(" else ""
    known = Counter(word.lower() for word in _WORD.findall(f"{last} {text}"))
    known.subtract([end[0].lower(), begin[0].lower()])
    if known[(end[0] + begin[0]).lower()] > 0:
        return ""
    return " " if known[end[0].lower()] > 0 and known[begin[0].lower()] > 0 else ""


def _with(first: Part, part: Part, between: str) -> Part:
    moved = utf16_length(first.text) + len(between)
    marks = tuple({**mark, "offset": mark["offset"] + moved} for mark in part.entities)
    return replace(first, text=f"{first.text}{between}{part.text}", entities=(*first.entities, *marks))
