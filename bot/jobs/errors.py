"""Errors nobody foresaw reach the admin: each kind once an hour, how many there were, and the last one's number."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from structlog.contextvars import get_contextvars

from bot.desk.people import upkeep
from storage.store import Store

log = logging.getLogger(__name__)

EVERY = 60.0  # seconds between two looks at what was logged
#: Told where it happens, with the number the sender was given.
TOLD_ELSEWHERE = ("bot.transport.inbox",)
MOST_KINDS = 50  # kinds that are counted at once; a bug that makes names up must not fill the memory


@dataclass(slots=True)
class _Seen:
    count: int
    number: str


class Errors(logging.Handler):
    """Listens to the log for errors: what they are called and where, never what they say; that may hold anything."""

    def __init__(self, store: Store) -> None:
        """Collect for the admins of this office; `start` begins to listen."""
        super().__init__(logging.ERROR)
        self._store = store
        self._seen: dict[tuple[str, str], _Seen] = {}

    def start(self) -> None:
        """Begin to listen."""
        logging.getLogger().addHandler(self)

    def stop(self) -> None:
        """Listen no more."""
        logging.getLogger().removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        """Count one error of the log."""
        if record.name.startswith(TOLD_ELSEWHERE):
            return
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else str(record.msg)[:80]
        key = (kind, record.name)
        if key in self._seen or len(self._seen) < MOST_KINDS:
            seen = self._seen.setdefault(key, _Seen(0, ""))
            seen.count += 1
            seen.number = _number() or seen.number

    async def tell(self) -> int:
        """Tell the admins of the kinds that were not told in this hour; give how many."""
        told = 0
        for key, seen in list(self._seen.items()):
            if await self._store.write(upkeep.error_seen, *key, seen.count, seen.number):
                self._seen.pop(key, None)
                told += 1
        return told


def _number() -> str:
    """Name what was being worked on: an update, or a row of the outbox and its thing."""
    bound = get_contextvars()
    if "update" in bound:
        return f"G-{bound['update']}"
    thing = bound.get("thing") or bound.get("kind") or ""
    return f"{bound['row']} {thing}".strip() if "row" in bound else ""
