"""Open deadlines computed afresh: what moves, what stays, and which reminders come again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.desk.deadlines.durations import Measure, measure
from bot.sop.flow import Kind
from bot.sop.model import StepRecord
from bot.sop.office import Office, Standards
from storage import steps
from storage.store import Tx
from tests.chat.ordering import EXTERNAL, send_order, write
from tests.stage import MORNING, Stage


async def step(stage: Stage, kind: Kind = Kind.ARTICLE) -> StepRecord:
    """The open step of a thing, as it is now."""
    found = await stage.bot.store.read(steps.open_one, kind, 1)
    assert found is not None
    return found


async def restarted_with(stage: Stage, office: Office) -> None:
    """The configuration is changed while the bot is down."""
    await stage.bot.stop()
    stage.office = office
    await stage.start_bot()


async def verifying(stage: Stage) -> StepRecord:
    await send_order(stage)
    await write(stage, stage.person("Tono"), EXTERNAL)
    return await step(stage)


async def test_a_longer_standard_moves_what_is_open_but_not_a_batas_waktu(stage: Stage) -> None:
    before, order = await verifying(stage), await step(stage, Kind.DISPOSITION)
    longer = replace(stage.office, standards=Standards(verify=timedelta(hours=2)))
    await restarted_with(stage, longer)
    after = await step(stage)
    assert before.due_at is not None
    assert before.remind_at is not None
    assert after.due_at == before.due_at + timedelta(hours=1)
    assert after.remind_at == before.remind_at + timedelta(minutes=48)  # 80 % of one more hour
    assert await step(stage, Kind.DISPOSITION) == order


async def test_another_ladder_moves_the_reminder_alone(stage: Stage) -> None:
    before = await verifying(stage)
    middle = replace(stage.office.ladders.middle, before=(0.5,))
    await restarted_with(stage, replace(stage.office, ladders=replace(stage.office.ladders, middle=middle)))
    after = await step(stage)
    assert after.due_at == before.due_at
    assert before.remind_at is not None
    assert after.remind_at == before.remind_at - timedelta(minutes=18)


async def test_a_reminder_that_was_given_is_not_given_again_where_nothing_moves(stage: Stage) -> None:
    await verifying(stage)
    assert await stage.at(MORNING + timedelta(minutes=50)) == 1
    before = await step(stage)
    await restarted_with(stage, replace(stage.office, standards=Standards(hold=timedelta(hours=1))))
    assert await step(stage) == before
    assert await stage.at(MORNING + timedelta(minutes=55)) == 0


async def test_a_reminder_whose_moment_lies_ahead_again_comes_again(stage: Stage) -> None:
    await verifying(stage)
    assert await stage.at(MORNING + timedelta(minutes=62)) == 1
    assert (await step(stage)).rung == 2  # 80 % and due are behind it
    siti = stage.person("Siti")
    await stage.say(siti, "/libur hari ini Bencana banjir")
    await stage.tap(siti, "Liburkan kantor")
    after = await step(stage)
    assert after.rung == 0
    assert after.due_at == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)  # the whole hour, from Wednesday 07.30 WIB
    assert await stage.at(datetime(2026, 11, 25, 1, 19, tzinfo=UTC)) == 1


async def test_a_deadline_that_comes_nearer_is_reminded_of_at_once_and_once(stage: Stage) -> None:
    await verifying(stage)
    await stage.at(MORNING + timedelta(minutes=30))
    await restarted_with(stage, replace(stage.office, standards=Standards(verify=timedelta(minutes=20))))
    record = await step(stage)
    assert record.remind_at is not None
    assert record.remind_at <= stage.clock.now()
    assert await stage.at(MORNING + timedelta(minutes=31)) == 1
    assert await stage.at(MORNING + timedelta(minutes=32)) == 0


async def test_an_unchanged_configuration_changes_and_records_nothing(stage: Stage) -> None:
    before = await verifying(stage)
    await restarted_with(stage, stage.office)
    assert await step(stage) == before
    assert (
        await stage.bot.store.read(
            lambda tx: tx.db.execute("SELECT count(*) FROM event WHERE what = 'deadlines'").fetchone()[0]
        )
        == 0
    )


async def test_a_step_finished_before_there_was_a_place_for_it_is_measured_as_it_always_was(stage: Stage) -> None:
    await verifying(stage)
    await stage.at(MORNING + timedelta(minutes=75))
    await stage.tap(stage.person("Yuni"), "Setujui")
    kept = await stage.bot.store.read(_measured)
    await stage.bot.store.write(lambda tx: tx.db.execute("UPDATE step SET spent = NULL, standard = NULL").rowcount)
    assert await stage.bot.store.read(_measured) == kept
    assert kept[0].late


def _measured(tx: Tx) -> list[Measure]:
    return [measure(tx, record) for record in steps.of(tx, Kind.ARTICLE, 1) if record.finished_at]
