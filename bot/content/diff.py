"""What changed between two revisions of a text, in words a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

ELLIPSIS: Final = " … "
_WORD = re.compile(r"\s*\S+\s*|\s+")
# SequenceMatcher is quadratic and worse; above this its own shortcut for frequent words is on.
_EXACT_UP_TO: Final = 4_000_000

ChangeKind = Literal["same", "removed", "added"]


@dataclass(frozen=True)
class Change:
    """A stretch of text that stayed, went or came."""

    kind: ChangeKind
    text: str


def word_diff(old: str, new: str, context: int | None = 8) -> list[Change]:
    """The way from an old text to a new one, word by word; a replacement is first removed, then added.

    Of long unchanged runs only `context` words beside a change are kept, with an ellipsis for the
    rest; None keeps everything, and then same + added is the new text, same + removed the old one,
    but for spaces (line ends count as changes). Equal texts give no change at all.
    """
    before, after = _words(old), _words(new)
    if _keys(before) == _keys(after):
        return []
    changes = list(_merged(_changes(before, after)))
    return changes if context is None else list(_collapsed(changes, context))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _keys(words: Sequence[str]) -> list[str]:
    return [_key(word) for word in words]


def _key(word: str) -> str:
    """A word as it is compared: spaces do not matter, line ends do."""
    return word.strip() + "\n" * word.count("\n")


def _changes(before: Sequence[str], after: Sequence[str]) -> Iterator[Change]:
    shortcut = len(before) * len(after) > _EXACT_UP_TO
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=shortcut)
    for tag, i, j, k, m in _without_crumbs(matcher.get_opcodes()):
        if tag == "equal":
            yield Change("same", _kept("".join(before[i:j]), "".join(after[k:m])))
            continue
        yield Change("removed", "".join(before[i:j]))
        yield Change("added", "".join(after[k:m]))


def _kept(before: str, after: str) -> str:
    """The unchanged words as the new text has them, or as the old one when only it goes on after them."""
    return before if before[-1:].isspace() and not after[-1:].isspace() else after


Opcode = tuple[str, int, int, int, int]


def _without_crumbs(opcodes: Iterable[Opcode]) -> Iterator[Opcode]:
    """A single word that survived between two changes reads better as part of the change."""
    codes = list(opcodes)
    pending: Opcode | None = None
    for index, code in enumerate(codes):
        crumb = code[2] - code[1] == 1 and 0 < index < len(codes) - 1
        if code[0] == "equal" and not crumb:
            if pending:
                yield pending
            pending = None
            yield code
        else:
            start = pending or code
            pending = ("replace", start[1], code[2], start[3], code[4])
    if pending:
        yield pending


def _merged(changes: Iterable[Change]) -> Iterator[Change]:
    full = (change for change in changes if change.text)
    for kind, group in groupby(full, key=lambda change: change.kind):
        yield Change(kind, "".join(change.text for change in group))


def _collapsed(changes: Sequence[Change], context: int) -> Iterator[Change]:
    for index, change in enumerate(changes):
        if change.kind != "same":
            yield change
            continue
        words = _words(change.text)
        head = words[:context] if index > 0 else []
        tail = words[len(words) - context :] if index < len(changes) - 1 else []
        if len(head) + len(tail) >= len(words):
            yield change
        else:
            yield Change("same", f"{''.join(head).rstrip()}{ELLIPSIS}{''.join(tail).lstrip()}")
