"""Faults on order: a connection that breaks before or after the act, a slow or failing server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.rehearsal.refusal import Refusal, too_many

Kind = Literal["drop_before", "drop_after", "delay", "error", "flood", "words", "page", "broken"]
ANY = "*"
PAGE = b"<html><body><h1>Gangguan / Maintenance</h1><p>Silakan coba beberapa saat lagi.</p></body></html>"
HALF = b'{"ok":true,"result":{"message_id":'
TOO_MANY = 429


class Dropped(Exception):  # noqa: N818 - what happened, on order; nobody's error
    """The connection closes without an answer; `acted` says whether the call was carried out."""

    def __init__(self, *, acted: bool) -> None:
        self.acted = acted
        super().__init__("dropped after acting" if acted else "dropped before acting")


@dataclass
class Fault:
    """What goes wrong with a call of `method` ("*" for any; "download" for fetching a file).

    It strikes the `nth` matching call from now (1 = the next) and the `times - 1` after it.
    `when`, if given, sees the call's parameters and chooses. `seconds` is the delay, or what a
    429 asks to wait; `status` is the 5xx answered. "words" is a 429 that says its wait in words alone, "page" what a
    proxy shows in Telegram's place (with any `status`), "broken" half an answer, after the act.
    """

    method: str
    kind: Kind
    nth: int = 1
    times: int = 1
    seconds: float = 1.0
    status: int = 502
    when: Callable[[dict[str, object]], bool] | None = None
    struck: int = 0

    def refusal(self) -> Refusal:
        """The answer of a fault that answers."""
        if self.kind == "flood":
            return too_many(int(self.seconds))
        if self.kind == "words":
            return Refusal(TOO_MANY, f"Too Many Requests: retry after {int(self.seconds)}")
        if self.kind in {"page", "broken"}:
            page = self.kind == "page"
            return Refusal(self.status if page else 200, self.kind, body=PAGE if page else HALF)
        words = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}
        return Refusal(self.status, words.get(self.status, "Service Unavailable"))


class Faults:
    """The faults on order."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Orders `fault`; returns it, so that a test can look at `struck`."""
        self._ordered.append(fault)
        return fault

    def clear(self) -> None:
        """Cancels every order."""
        self._ordered.clear()

    def strike(self, method: str, params: dict[str, object]) -> Fault | None:
        """The fault that strikes this call, if any. Each order counts every call it matches; of
        two that are due at once, the later order waits for the next call."""
        matching = [fault for fault in self._ordered if _matches(fault, method, params)]
        due = [fault for fault in matching if fault.nth <= 1]
        for fault in matching:
            fault.nth = max(1, fault.nth - 1)
        return self._struck(due[0]) if due else None

    def _struck(self, fault: Fault) -> Fault:
        fault.struck += 1
        fault.times -= 1
        if fault.times <= 0:
            self._ordered.remove(fault)
        return fault


def _matches(fault: Fault, method: str, params: dict[str, object]) -> bool:
    return fault.method in (ANY, method) and (fault.when is None or fault.when(params))
