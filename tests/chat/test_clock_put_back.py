"""A clock that ran ahead, by a day or a year, and is put back: nobody waits for the time that was wrong."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.rehearsal.faults import Fault
from bot.sop.flow import Action, State
from bot.sop.press import Press
from storage import articles, outbox, steps
from storage.store import Tx
from tests.chat import scenes
from tests.moving.support import heard, is_to, tell
from tests.stage import MORNING, Stage

AHEAD = [timedelta(hours=1), timedelta(days=1), timedelta(days=365)]


async def _put_back(stage: Stage) -> None:
    stage.clock.set(MORNING + timedelta(minutes=10))
    await stage.bot.tick()
    await stage.settle()


@pytest.mark.parametrize("ahead", AHEAD)
async def test_what_is_said_after_a_flood_does_not_wait_for_the_wrong_hour(stage: Stage, ahead: timedelta) -> None:
    rina = stage.person("Rina")
    await stage.at(MORNING + ahead)
    stage.outside.faults.add(Fault("sendMessage", "flood", seconds=500, times=1, when=is_to(rina.id)))
    await stage.bot.store.write(tell, rina.id, "satu")
    await stage.settle()
    await stage.bot.store.write(tell, rina.id, "dua")
    await stage.settle()
    assert "satu" not in heard(rina)
    await _put_back(stage)
    assert heard(rina)[-2:] == ["satu", "dua"]


@pytest.mark.parametrize("ahead", AHEAD)
async def test_a_step_that_began_in_the_wrong_hour_is_due_in_its_time(stage: Stage, ahead: timedelta) -> None:
    await stage.at(MORNING + ahead)
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await _put_back(stage)

    def due(tx: Tx) -> timedelta:
        record = steps.open_one(tx, article.kind, article.id)
        assert record is not None
        assert record.due_at is not None
        return record.due_at - tx.now

    assert await stage.bot.store.read(due) <= timedelta(hours=2)
    assert "Terlambat" not in heard(stage.person("Hasan"))[-1]
    for _ in range(8):
        await stage.advance(minutes=30)
    assert "Terlambat" in heard(stage.person("Hasan"))[-1]


@pytest.mark.parametrize("ahead", AHEAD)
async def test_reminders_given_in_the_wrong_hour_do_not_end_those_of_the_right_one(
    stage: Stage, ahead: timedelta
) -> None:
    """The step began before; it was called late, and its next reminder lay a year ahead."""
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.at(MORNING + ahead)
    await _put_back(stage)

    def remind_at(tx: Tx) -> timedelta:
        record = steps.open_one(tx, article.kind, article.id)
        assert record is not None
        return (record.remind_at or tx.now) - tx.now

    assert await stage.bot.store.read(remind_at) <= timedelta(days=4)


@pytest.mark.parametrize("ahead", AHEAD)
async def test_rights_and_moves_go_on(stage: Stage, ahead: timedelta) -> None:
    await stage.at(MORNING + ahead)
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await _put_back(stage)
    stage.person("Hasan").press(
        1, data=Press(Action.APPROVE, article.kind, article.id, article.version, "berkala").pack()
    )
    await stage.settle()
    after = await stage.bot.store.read(articles.get, article.id)
    assert after is not None
    assert after.state is State.A_WAITING_KASUBBAG


async def test_a_clock_kept_right_by_seconds_is_no_such_thing(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.bot.tick()
    stage.outside.faults.add(Fault("sendMessage", "flood", seconds=500, when=is_to(rina.id)))
    await stage.bot.store.write(tell, rina.id, "satu")
    await stage.settle()
    due = await stage.bot.store.read(outbox.next_due)
    stage.clock.set(stage.clock.now() - timedelta(seconds=5))
    await stage.bot.tick()
    await stage.settle()
    assert await stage.bot.store.read(outbox.next_due) == due
    assert heard(rina) == []
