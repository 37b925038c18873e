"""Cuts a publication off at any point: between two calls of a publisher, and at each request it sends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, cast

from bot.cms.base import Publisher, PublishError
from bot.cms.http import Door

#: The request never left; it was carried out, but the answer was lost; or the process died right after it.
How = Literal["unsent", "lost", "killed"]
WAYS: tuple[How, ...] = ("unsent", "lost", "killed")
STEPS = frozenset({"find", "draft", "attach", "publish", "correct", "withdraw", "read_back"})


class Killed(BaseException):
    """The process died here. No Exception: nothing that a kind catches may see it."""


class Counter:
    """Counts calls, and cuts off the one with a number of its own."""

    def __init__(self, at: int, how: How) -> None:
        """Cut call number ``at``, counted from 0."""
        self._at = at
        self._how = how
        self.calls = 0

    @property
    def reached(self) -> bool:
        """Say whether there was such a call at all."""
        return self.calls > self._at

    def call(self, function: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call the function, unless this is the call to be cut off."""
        mine = self.calls == self._at
        self.calls += 1
        if mine and self._how == "unsent":
            raise PublishError("unreachable", "cut off before it was sent", again=True)
        result = function(*args, **named)
        if mine:
            raise _after(self._how)
        return result


def _after(how: How) -> BaseException:
    if how == "killed":
        return Killed()
    return PublishError("timeout", "the answer was lost", again=True)


class _Between:
    """A publisher that is cut off before or after one of its calls."""

    def __init__(self, inner: Publisher, counter: Counter) -> None:
        self._inner = inner
        self._counter = counter

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        if name not in STEPS:
            return found
        return lambda *args, **named: self._counter.call(found, *args, **named)


def between_calls(publisher: Publisher, counter: Counter) -> Publisher:
    """Return the publisher with a cut between two of its calls."""
    return cast("Publisher", _Between(publisher, counter))


@contextmanager
def at_requests(counter: Counter) -> Iterator[None]:
    """Cut off a request of every ``bot.cms.http.Door`` while the context lasts."""
    asked = Door._asked  # noqa: SLF001 - the one place every request of a Door passes

    def cut(door: Door, *args: Any, **named: Any) -> Any:
        return counter.call(asked, door, *args, **named)

    Door._asked = cut  # type: ignore[method-assign, assignment]  # noqa: SLF001 - for as long as the context lasts
    try:
        yield
    finally:
        Door._asked = asked  # type: ignore[method-assign]  # noqa: SLF001
