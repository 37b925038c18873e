"""An update nobody can handle: kept, told with its number, and in nobody's way."""

from __future__ import annotations

from typing import Any

import pytest

from handlers import routing
from handlers.rows import Command
from handlers.senders import Asker
from storage.store import Tx
from tests.moving.support import heard
from tests.stage import Stage, text_of

UNREADABLE: list[dict[str, Any]] = [
    {"message": {"message_id": 1, "date": "yesterday", "chat": {"id": 1007, "type": "private"}}},
    {"message": {"message_id": 1, "date": 1764000000, "chat": {"id": 1007}, "from": {"id": 1007}, "text": "x"}},
    {
        "message": {
            "message_id": 1,
            "date": 1764000000,
            "chat": {"id": 1007, "type": "private"},
            "entities": 5,
            "text": "x",
        }
    },
]


def explode(_tx: Tx, _who: Asker, _words: str) -> None:
    raise RuntimeError("nobody foresaw this: token 123456:latihan")


async def _number(stage: Stage) -> str:
    def failed(tx: Tx) -> str:
        return str(tx.db.execute("SELECT update_id FROM inbox WHERE state = 'failed'").fetchone()[0])

    return await stage.bot.store.read(failed)


async def test_a_handler_that_raises_is_told_to_the_sender_and_the_admin_with_a_number(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, fitri = stage.person("Rina"), stage.person("Fitri")
    monkeypatch.setitem(routing.BY_NAME, "status", Command("status", explode))
    await stage.say(rina, "/status")
    number = await _number(stage)
    assert number in text_of(rina.last)
    assert number in text_of(fitri.last)
    assert "RuntimeError" in text_of(fitri.last)
    assert "123456:latihan" not in " ".join(heard(rina) + heard(fitri))
    await stage.say(rina, "/bantuan")
    assert number not in text_of(rina.last)


@pytest.mark.parametrize("update", UNREADABLE)
async def test_an_update_that_cannot_be_read_is_set_aside_and_the_next_one_works(
    stage: Stage, update: dict[str, Any]
) -> None:
    rina, fitri = stage.person("Rina"), stage.person("Fitri")
    rina.raw(update)
    await stage.settle()
    number = await _number(stage)
    assert number in text_of(rina.last)
    assert number in text_of(fitri.last)
    await stage.say(rina, "/bantuan")
    assert len(heard(rina)) == 2


async def test_an_update_of_a_kind_that_is_not_invented_yet_is_passed_over(stage: Stage) -> None:
    stage.person("Rina").raw({"widget_query": {"id": "1", "from": {"id": 1007, "is_bot": False, "first_name": "Rina"}}})
    await stage.settle()
    assert heard(stage.person("Rina")) == []

    def states(tx: Tx) -> list[str]:
        return [row[0] for row in tx.db.execute("SELECT state FROM inbox")]

    assert await stage.bot.store.read(states) == ["done"]
