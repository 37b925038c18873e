"""Updates and what becomes of them: what the tests of the inbox hand in and look at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.transport.inbox import Inbox
from storage import meta
from storage.store import Store, Tx

Raw = dict[str, Any]


def said(update_id: int, chat_id: int, text: str = "") -> Raw:
    return {"update_id": update_id, "message": {"chat": {"id": chat_id, "type": "private"}, "text": text}}


def states(tx: Tx) -> dict[int, str]:
    return {row[0]: row[1] for row in tx.db.execute("SELECT update_id, state FROM inbox ORDER BY update_id")}


def count_up(tx: Tx, key: str) -> None:
    meta.put(tx, key, str(int(meta.get(tx, key) or 0) + 1))


class Handler:
    """What an inbox hands its updates to; a test says what becomes of each."""

    def __init__(self, do: Callable[[Raw], Awaitable[None]] | None = None) -> None:
        self.begun: list[int] = []
        self.finished: list[int] = []
        self.failed: list[tuple[int, str]] = []
        self._do = do

    async def handle(self, update: Raw) -> None:
        self.begun.append(update["update_id"])
        if self._do is not None:
            await self._do(update)
        self.finished.append(update["update_id"])

    def told(self, _tx: Tx, update: Raw, error: BaseException) -> None:
        self.failed.append((update["update_id"], str(error)))

    def inbox(self, store: Store) -> Inbox:
        return Inbox(store, self.handle, self.told)
