"""What is said arrives: in order, once where that can be known, whatever breaks on the way."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot.outbox.loop import BAD_ROW
from bot.rehearsal.faults import Fault
from bot.transport.request import NotSentError
from storage import outbox
from storage.outbox_bodies import Text
from storage.store import Tx
from tests.moving.support import answer_to, come_to_rest, heard, is_to, left, outcomes, tell, told, until
from tests.stage import Stage, text_of

FIVE = ["satu", "dua", "tiga", "empat", "lima"]


async def test_a_chat_hears_things_in_the_order_they_were_said(stage: Stage) -> None:
    rina = stage.person("Rina")
    await told(stage, rina, *FIVE)
    assert heard(rina) == FIVE


@pytest.mark.parametrize("kind", ["error", "flood", "drop_before"])
async def test_the_order_holds_when_the_first_must_be_tried_again(stage: Stage, kind: str) -> None:
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", kind, times=2))  # type: ignore[arg-type]  # one of its kinds
    await told(stage, rina, *FIVE)
    assert heard(rina) == FIVE


async def test_what_is_said_meanwhile_does_not_overtake(stage: Stage) -> None:
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "flood", seconds=30))
    await stage.bot.store.write(tell, rina.id, "satu")
    await stage.outside.wait_for(lambda: [c for c in stage.outside.log.of("sendMessage") if c.injected])
    await told(stage, rina, "dua")
    assert heard(rina) == ["satu", "dua"]


async def test_an_answer_goes_before_work_that_waits(stage: Stage) -> None:
    rina = stage.person("Rina")

    def both(tx: Tx) -> None:
        tell(tx, rina.id, "kerja")
        answer_to(tx, rina.id, "jawaban")

    await stage.bot.store.write(both)
    await stage.settle()
    assert heard(rina) == ["jawaban", "kerja"]


async def test_a_slow_chat_holds_up_no_other(stage: Stage) -> None:
    rina, siti = stage.person("Rina"), stage.person("Siti")
    stage.outside.faults.add(Fault("sendMessage", "delay", seconds=0.4, when=is_to(rina.id)))

    def both(tx: Tx) -> None:
        tell(tx, rina.id, "lambat")
        tell(tx, siti.id, "cepat", "sekali")

    await stage.bot.store.write(both)
    await stage.outside.wait_for(lambda: len(heard(siti)) == 2)
    assert heard(rina) == []
    await stage.settle()
    assert heard(rina) == ["lambat"]


async def test_a_flood_is_obeyed_for_the_chat_it_names_and_no_other(stage: Stage) -> None:
    rina, siti = stage.person("Rina"), stage.person("Siti")
    stage.outside.faults.add(Fault("sendMessage", "flood", seconds=40, when=is_to(rina.id)))
    before = stage.clock.now()

    def both(tx: Tx) -> None:
        tell(tx, rina.id, "satu", "dua")
        tell(tx, siti.id, "satu", "dua")

    await stage.bot.store.write(both)
    await stage.outside.wait_for(lambda: len(heard(siti)) == 2)
    await asyncio.sleep(0.05)
    assert (stage.clock.now(), heard(rina)) == (before, [])
    await stage.settle()
    assert heard(rina) == ["satu", "dua"]
    assert stage.clock.now() >= before + timedelta(seconds=40)
    assert len([c for c in stage.outside.log.of("sendMessage") if is_to(rina.id)(c.params)]) == 3


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_server_in_trouble_is_asked_again(stage: Stage, status: int) -> None:
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "error", times=3, status=status))
    await told(stage, rina, "satu")
    assert heard(rina) == ["satu"]
    assert (await outcomes(stage))[-1] == "sent"


async def test_a_text_whose_outcome_is_unknown_is_sent_again(stage: Stage) -> None:
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "drop_after"))
    await told(stage, rina, "satu", "dua")
    assert heard(rina) == ["satu", "satu", "dua"]
    assert await outcomes(stage) == ["uncertain", "sent", "sent"]


async def test_a_text_that_surely_did_not_leave_is_sent_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rina = stage.person("Rina")
    refused = iter([True, True])
    send = Bot.send_message

    async def unreachable(self: Bot, *args: object, **options: object) -> object:
        if next(refused, False):
            raise NetworkError("refused") from NotSentError()
        return await send(self, *args, **options)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(Bot, "send_message", unreachable)
    await told(stage, rina, "satu")
    assert heard(rina) == ["satu"]
    assert await outcomes(stage) == ["later", "later", "sent"]


async def test_one_text_that_telegram_never_answers_does_not_hold_its_chat_for_ever(stage: Stage) -> None:
    rina = stage.person("Rina")
    never = Fault("sendMessage", "error", times=10_000, when=lambda p: p["text"] == "buruk")
    stage.outside.faults.add(never)
    await stage.bot.store.write(tell, rina.id, "buruk", "baik")
    for _ in range(12):
        await asyncio.sleep(0.02)
        due = await stage.bot.store.read(outbox.next_due)
        stage.clock.set(max(due or stage.clock.now(), stage.clock.now()))
        stage.bot.outbox.wake()
    await stage.outside.wait_for(lambda: heard(rina) == ["baik"])
    stage.outside.faults.clear()
    await stage.settle()
    assert heard(rina) == ["baik", "buruk"]


async def test_what_telegram_refuses_for_good_is_logged_and_given_up(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    rina = stage.person("Rina")
    await stage.bot.store.write(outbox.add, rina.id, Text("<b>tak tertutup"))
    await told(stage, rina, "sesudahnya")
    assert heard(rina) == ["sesudahnya"]
    assert await left(stage) == 0
    assert await outcomes(stage) == ["refused", "sent"]
    assert "refused outbox row" in caplog.text


async def test_a_row_that_raises_something_unforeseen_moves_an_hour_on_and_the_rest_goes(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    rina = stage.person("Rina")
    with caplog.at_level(logging.CRITICAL):

        def bad(tx: Tx) -> None:
            outbox.add(tx, rina.id, Text("rusak"))
            tx.db.execute("UPDATE outbox SET body = '{\"no\": \"html\"}' WHERE state = 'new' AND kind = 'text'")
            tell(tx, rina.id, "baik")

        await stage.bot.store.write(bad)
        await stage.settle()
        assert heard(rina) == ["baik"]
        due = await stage.bot.store.read(outbox.next_due)
        assert due == stage.clock.now() + timedelta(seconds=BAD_ROW)
        await stage.bot.store.write(_mend)
        await stage.advance(hours=1)
    assert heard(rina) == ["baik", "sembuh"]


def _mend(tx: Tx) -> None:
    tx.db.execute(
        "UPDATE outbox SET body = '{\"html\": \"sembuh\", \"rows\": []}' WHERE state = 'new' AND kind = 'text'"
    )


async def test_a_row_left_in_the_middle_of_being_sent_is_sent_at_the_next_start(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.bot.stop()
    await stage.bot.store.open()
    await stage.bot.store.write(tell, rina.id, "satu", "dua")
    await stage.bot.store.note(outbox.claim_next, rina.id)
    await stage.bot.store.close()
    await stage.start_bot()
    await come_to_rest(stage)
    assert heard(rina) == ["satu", "dua"]
    assert await outcomes(stage) == ["uncertain", "sent", "sent"]


async def test_a_stop_in_the_middle_of_a_call_loses_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.GRACE", 0.05)
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "delay", seconds=3))
    await stage.bot.store.write(tell, rina.id, "satu", "dua")
    await until(lambda: stage.outside.log.of("sendMessage"))
    await stage.bot.stop()
    assert heard(rina) == []
    await stage.start_bot()
    await come_to_rest(stage)
    assert heard(rina)[-2:] == ["satu", "dua"]


async def test_a_database_in_trouble_does_not_leave_a_row_half_way(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.outbox.loop.DATABASE_PAUSE", 0.01)
    rina = stage.person("Rina")
    troubles = iter([OSError("disk full")] * 2)
    settle, postpone = outbox.settle, outbox.postpone

    def failing_settle(*args: object, **options: object) -> None:
        if error := next(troubles, None):
            raise error
        settle(*args, **options)  # type: ignore[arg-type]  # passed on as they came

    def failing_postpone(*args: object) -> None:
        if error := next(troubles, None):
            raise error
        postpone(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "settle", failing_settle)
    monkeypatch.setattr(outbox, "postpone", failing_postpone)
    with caplog.at_level(logging.CRITICAL):
        await told(stage, rina, "satu")
        await stage.advance(hours=1)
    assert heard(rina) == ["satu", "satu"]
    assert await left(stage) == 0


async def test_quiet_hours_delay_a_digest_to_the_next_opening(stage: Stage) -> None:
    rina = stage.person("Rina")
    evening = stage.clock.now().replace(hour=13)  # 20.00 WIB on a Tuesday
    await stage.at(evening)
    before = len(heard(rina))

    def digest(tx: Tx) -> None:
        outbox.add(tx, rina.id, Text("rekap"), priority=outbox.DIGEST, office_hours=True)
        tell(tx, rina.id, "sekarang")

    await stage.bot.store.write(digest)
    await stage.settle()
    assert heard(rina)[before:] == ["sekarang"]
    opening = stage.office.calendar.next_open(evening)
    assert await stage.bot.store.read(outbox.next_due) == opening
    await stage.at(opening - timedelta(seconds=150))
    assert heard(rina)[before:] == ["sekarang"]
    await stage.at(opening)
    assert heard(rina)[before:] == ["sekarang", "rekap"]


async def test_after_an_outage_of_minutes_an_answer_waits_seconds(stage: Stage) -> None:
    """The pause between attempts has a ceiling: whoever taps after the outage is not made to wait for it."""
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "error", times=30))
    await stage.bot.store.write(tell, rina.id, "satu")
    start, longest = stage.clock.now(), timedelta(0)
    while "satu" not in heard(rina):
        await asyncio.sleep(0.01)
        due = await stage.bot.store.read(outbox.next_due)
        if due is not None and stage.bot.outbox.idle:
            longest = max(longest, due - stage.clock.now())
            stage.clock.set(max(due, stage.clock.now()))
            stage.bot.outbox.wake()
    assert stage.clock.now() - start > timedelta(minutes=10)
    assert longest <= timedelta(seconds=30)
    assert text_of(rina.last) == "satu"
