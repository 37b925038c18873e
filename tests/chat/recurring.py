"""A disposisi made to come round, and the mornings on which it does."""

from __future__ import annotations

import json
from datetime import date

from bot.sop.flow import State
from storage import dispositions
from storage.store import Tx
from tests.chat.workdays import wib
from tests.stage import Stage

MONDAY = date(2026, 11, 30)
NEXT_MONDAY = date(2026, 12, 7)


async def make(stage: Stage, subject: str = "Agenda pekanan", when: str = "Setiap Senin") -> None:
    """Bambang fills in a form and has it come round."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, f"/disposisi {subject}")
    await stage.tap(bambang, "Jadikan agenda rutin")
    await stage.tap(bambang, when)


async def morning(stage: Stage, day: date, hour: int = 8, minute: int = 0) -> None:
    """It is a moment of a day, and what is done in the morning is done."""
    stage.clock.set(wib(day, hour, minute))
    await stage.bot.digest()
    await stage.settle()


async def drafts(stage: Stage) -> list[int]:
    """The forms that lie unsent."""
    return [order.id for order in await stage.bot.store.read(lambda tx: dispositions.in_states(tx, State.D_DRAFT))]


async def recorded(stage: Stage, what: str) -> list[dict[str, object]]:
    """What the record has of this kind of event, first to last."""

    def read(tx: Tx) -> list[dict[str, object]]:
        rows = tx.db.execute("SELECT * FROM event WHERE what = ? ORDER BY id", (what,)).fetchall()
        return [json.loads(row["data"]) | {"by": row["actor_id"]} for row in rows]

    return await stage.bot.store.read(read)
