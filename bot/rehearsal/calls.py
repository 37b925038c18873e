"""The log of calls: what the bot asked, and what it was told; for tests to assert upon."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.refusal import BAD_REQUEST, FORBIDDEN, TOO_MANY, Refusal

KEPT = 20_000
_SERVER_ERRORS = 500


@dataclass
class Call:
    """One call. `error` is Telegram's sentence, `code` its number (0 while under way or dropped);
    `injected` says a fault on order struck it, `late` that it answered a forgotten tap."""

    method: str
    params: dict[str, Any]
    at: float
    ok: bool = False
    code: int = 0
    error: str = ""
    injected: bool = False
    late: bool = False
    by_design: bool = False
    oddities: list[str] = field(default_factory=list)

    def refused(self, refusal: Refusal) -> None:
        """Writes down how it was refused."""
        self.code, self.error, self.late = refusal.code, refusal.description, refusal.late
        self.by_design = refusal.parameters is not None or refusal.code in (FORBIDDEN, TOO_MANY)

    @property
    def mistaken(self) -> bool:
        """Whether it was refused for what the bot did wrong."""
        refused = BAD_REQUEST <= self.code < _SERVER_ERRORS
        return refused and not (self.injected or self.late or self.by_design)


class CallLog:
    """The last calls, oldest first; refused ones are kept apart, so that they outlive the rest."""

    def __init__(self) -> None:
        self._calls: deque[Call] = deque(maxlen=KEPT)
        self._mistakes: deque[Call] = deque(maxlen=KEPT)
        self._late: deque[Call] = deque(maxlen=KEPT)
        self._odd: deque[Call] = deque(maxlen=KEPT)

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    def begin(self, call: Call) -> None:
        """Writes down a call that comes in."""
        self._calls.append(call)

    def end(self, call: Call) -> None:
        """Files a call that was answered."""
        if call.mistaken:
            self._mistakes.append(call)
        if call.late:
            self._late.append(call)
        if call.oddities:
            self._odd.append(call)

    def of(self, method: str) -> list[Call]:
        """The calls of one method."""
        return [call for call in self._calls if call.method == method]

    def mistakes(self) -> list[Call]:
        """Calls refused for the bot's own mistake."""
        return list(self._mistakes)

    def late(self) -> list[Call]:
        """Answers to taps that Telegram had forgotten."""
        return list(self._late)

    def odd(self) -> list[Call]:
        """Calls with parameters that Telegram ignores in silence."""
        return list(self._odd)

    def clear(self) -> None:
        """Begins anew."""
        for calls in (self._calls, self._mistakes, self._late, self._odd):
            calls.clear()
