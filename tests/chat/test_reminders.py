"""Reminders: on time in working time, up the ladder, never outside office hours, and never about what is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk.publishing import publish
from bot.desk.reminders import remind
from bot.sop.flow import WAITS, Action, Kind, State
from storage import events, steps
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import DAY, FRIDAY, MONDAY, THIRTY, THURSDAY, Thing, about, live_cards, mistakes, urgent
from tests.chat.ladders import CASES, Case, climb, heard, questioned
from tests.chat.workdays import MINUTES, WIB, after, wib
from tests.stage import Stage, text_of


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.state.value)
async def test_it_reminds_up_the_ladder_with_one_card_each(tmp_path: Path, case: Case) -> None:
    start = wib(THURSDAY, 15, 58)
    async with Stage(tmp_path, start=start) as stage:
        write = questioned if case.state is State.D_REPORTING else lambda tx: scenes.subject(tx, case.state)
        thing: Thing = await stage.bot.store.write(write)
        await stage.settle()
        for minutes, delay in climb(case.standard, 5):
            at = after(start, minutes)
            before = len(urgent(stage))
            await stage.at(at - timedelta(seconds=1))
            assert about(urgent(stage)[before:], thing) == []
            await stage.at(at)
            assert about(urgent(stage)[before:], thing) == heard(case, delay)
            assert {live_cards(stage.person(name), thing) for name, _ in heard(case, delay)} == {1}
        assert mistakes(stage) == []


async def test_the_record_says_who_was_pinged_and_who_copied_each_once(tmp_path: Path) -> None:
    start = wib(THURSDAY, 9)
    async with Stage(tmp_path, start=start) as stage:
        order = await scenes.bring(stage, State.D_WAITING_KABAG)
        await stage.at(after(start, 450 + 225 + 2 * DAY))  # the Kabag is to be copied, and waited for

        def of_record(tx: Tx) -> dict[str, object]:
            event = events.last(tx, Kind.DISPOSITION, order.id, "remind")
            assert event is not None
            return dict(event.data)

        bambang = await stage.bot.store.read(scenes.person, "Bambang")
        assert await stage.bot.store.read(of_record) == {"rung": 4, "told": [bambang.id], "above": []}


async def test_a_website_that_does_not_answer_is_put_before_the_staf(tmp_path: Path) -> None:
    start = wib(THURSDAY, 15, 58)
    async with Stage(tmp_path, start=start) as stage:
        article = await scenes.bring(stage, State.A_PUBLISHING)
        await stage.at(after(start, 60) - timedelta(seconds=1))
        assert about(urgent(stage), article) == []
        await stage.at(after(start, 60))
        assert about(urgent(stage), article) == [("Rudi", "copy")]
        assert "menunggu Tayang" in urgent(stage)[-1].text


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (wib(THURSDAY, 15, 58), wib(FRIDAY, 7, 33)),
        (wib(THURSDAY, 15, 55), wib(FRIDAY, 7, 30)),  # it runs out at closing time, when nobody is there to be told
        (wib(THURSDAY, 11, 58), wib(THURSDAY, 13, 3)),
        (wib(FRIDAY, 11, 28), wib(FRIDAY, 13, 3)),
        (wib(FRIDAY, 16, 28), wib(MONDAY, 7, 33)),
        (wib(date(2026, 11, 28), 10), wib(MONDAY, 7, 35)),
        (wib(date(2026, 12, 23), 15, 58), wib(date(2026, 12, 28), 7, 33)),  # cuti bersama, Christmas, a weekend
    ],
)
async def test_a_reminder_comes_at_its_working_minute(tmp_path: Path, start: datetime, due: datetime) -> None:
    async with Stage(tmp_path, start=start) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(due - timedelta(seconds=1))
        assert about(urgent(stage), article) == []
        await stage.at(due)
        assert about(urgent(stage), article) == [("Siti", "remind")]


# --- what it says ------------------------------------------------------------------------------------


async def test_a_reminder_says_what_who_until_when_and_how_late(tmp_path: Path) -> None:
    start = wib(THURSDAY, 13)
    async with Stage(tmp_path, start=start) as stage:
        await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(wib(THURSDAY, 13, 48))
        assert urgent(stage)[-1].text.startswith("⏳ Segera jatuh tempo: sisa 12 menit kerja.")
        await stage.at(wib(THURSDAY, 14))
        first = urgent(stage)[-1].text
        assert first.startswith("⏰ Waktunya habis: ini masih menunggu Anda.")
        assert "Imunisasi serentak di semua puskesmas" in first
        assert "Batas pukul 14.00 WIB, waktunya habis." in first
        await stage.at(wib(THURSDAY, 14, 30))
        assert urgent(stage)[-1].text.startswith("⏰ Terlambat 30 menit kerja: ini masih menunggu Anda.")
        await stage.at(wib(THURSDAY, 15))
        above = text_of(stage.find(stage.person("Siti"), "Tembusan"))
        assert above.startswith("📣 Tembusan: terlambat 1 jam kerja, menunggu Rudi Hartono.")
        assert "Menunggu: Staf Sub Bagian Komunikasi (Rudi Hartono)." in above


async def test_a_reminder_says_so_above_a_view_that_was_left_open(tmp_path: Path) -> None:
    start = wib(THURSDAY, 13)
    async with Stage(tmp_path, start=start) as stage:
        siti = stage.person("Siti")
        await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.tap(siti, "Kembalikan")
        await stage.at(wib(THURSDAY, 13, 5))
        card = text_of(siti.last)
        assert card.startswith("⏰ Waktunya habis")
        assert "Batas pukul 13.05 WIB" in card
        assert "Mengapa dikembalikan?" in card
        await stage.say(siti, "Judulnya keliru")
        assert "Judulnya keliru" in text_of(stage.find(stage.person("Rina"), "Dikembalikan"))


async def test_a_form_left_open_says_until_when_it_should_have_been_sent(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 13)) as stage:
        bambang = stage.person("Bambang")
        await stage.say(bambang, "/disposisi Berita HUT")
        await stage.at(wib(THURSDAY, 13, 15))
        assert "terlambat 10 menit kerja" in text_of(bambang.last)


# --- what must not happen ------------------------------------------------------------------------------


async def test_after_two_days_away_each_overdue_thing_calls_once_at_its_height(tmp_path: Path) -> None:
    start = wib(date(2026, 11, 24), 9)
    async with Stage(tmp_path, start=start) as stage:
        staf = await scenes.bring(stage, State.A_WAITING_STAF)
        verifier = await scenes.bring(stage, State.A_WAITING_VERIFIER)
        kasubbag = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        held = await scenes.bring(stage, State.A_HELD)
        await stage.bot.tick()
        await stage.bot.stop()
        said = len(stage.outside.log.of("sendMessage"))
        stage.clock.set(wib(THURSDAY, 9, 7))
        await stage.start_bot()
        assert len(stage.outside.log.of("sendMessage")) == said  # open cards are edited, not sent again
        await stage.at(stage.clock.now())
        sent = urgent(stage)
        assert about(sent, kasubbag) == [("Bambang", "takeover"), ("Siti", "remind")]
        assert about(sent, staf) == [("Bambang", "copy"), ("Rudi", "remind"), ("Siti", "takeover")]
        assert about(sent, verifier) == [("Bambang", "copy"), ("Hasan", "remind"), ("Siti", "copy")]
        assert about(sent, held) == [("Lukman", "remind")]
        new = [call.params for call in stage.outside.log.of("sendMessage")[said:]]
        texts = [call["chat_id"] for call in new if str(call["text"]).startswith("Imunisasi serentak")]
        assert texts == [str(scenes.WHO["Bambang"])]  # who may take N-3 over has its text first, and nobody twice
        assert len(new) - len(texts) == len(sent)
        to_siti = [each.text for each in sent if each.to == "Siti"]
        order = [next(ref for ref in ("N-1", "N-2", "N-3", "D-1/2026") if ref in text) for text in to_siti]
        assert order[0] == "N-3"  # the longest overdue first
        await stage.at(stage.clock.now())
        assert len(urgent(stage)) == len(sent)
        # and the ladder goes on from that height
        await stage.at(after(start, 5 + THIRTY + 3 * DAY))
        assert about(urgent(stage)[len(sent) :], kasubbag) == [("Bambang", "takeover"), ("Siti", "remind")]


async def test_a_bot_that_comes_back_at_night_waits_for_the_morning(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 15)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.bot.stop()
        stage.clock.set(wib(THURSDAY, 21))
        await stage.start_bot()
        assert await stage.at(wib(THURSDAY, 21, 1)) == 1  # evaluation knows no quiet hours, delivery does
        assert about(urgent(stage), article) == []
        assert await stage.at(wib(FRIDAY, 7, 30)) == 0
        assert about(urgent(stage), article) == [("Bambang", "copy"), ("Siti", "remind")]
        assert urgent(stage)[-1].at == wib(FRIDAY, 7, 30)


async def test_it_does_not_remind_of_what_is_done(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=4)
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
    await stage.advance(minutes=30)
    assert about(urgent(stage), article) == []


async def test_it_does_not_remind_of_a_step_that_ended_after_it_was_chosen(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    stage.clock.set(stage.clock.now() + timedelta(minutes=6))
    step_id = await stage.bot.store.read(remind.next_one)
    assert step_id is not None
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
    assert await stage.bot.store.write(remind.remind, step_id) is False
    await stage.settle()
    assert about(urgent(stage), article) == []


async def test_a_reminder_that_waited_to_be_sent_says_nothing_of_what_was_done_meanwhile(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    stage.clock.set(stage.clock.now() + timedelta(hours=1))

    def late_and_done(tx: Tx) -> None:
        step = remind.next_one(tx)
        assert step is not None
        assert remind.remind(tx, step)
        scenes.move(tx, "Rudi", Kind.ARTICLE, article.id, Action.RETURN, reason="Foto kurang jelas")

    await stage.bot.store.write(late_and_done)
    await stage.settle()
    assert "Dikembalikan" in text_of(stage.find(rudi, "Naskah"))
    assert about(urgent(stage), article) == []


async def test_a_reminder_that_fails_is_set_an_hour_aside_and_the_others_go(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    good = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    tell = remind._tell

    def broken(tx: Tx, subject: Thing, *args: object, **more: object) -> None:
        if subject.id == bad.id:
            raise ArithmeticError("no such luck")
        tell(tx, subject, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(remind, "_tell", broken)
    assert await stage.advance(minutes=6) == 1
    assert about(urgent(stage), good) == [("Siti", "remind")]
    assert about(urgent(stage), bad) == []
    record = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, bad.id)
    assert record is not None
    assert record.remind_at == stage.clock.now() + timedelta(hours=1)
    monkeypatch.undo()
    await stage.advance(hours=1, seconds=1)
    assert ("Siti", "remind") in about(urgent(stage), bad)


async def test_what_is_due_by_itself_goes_on_past_a_bad_one(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.bot.store.write(scenes.article, State.A_SCHEDULED)
    waiting = await scenes.bring(stage, State.A_WAITING_VERIFIER)

    def broken(_tx: Tx, _article_id: int) -> bool:
        raise ArithmeticError("no such luck")

    monkeypatch.setattr(publish, "start", broken)
    await stage.advance(days=3)
    assert ("Hasan", "remind") in about(urgent(stage), waiting)


def test_the_slow_count_of_working_minutes_knows_the_days_it_is_held_against() -> None:
    by_day: dict[date, int] = {}
    for minute in MINUTES:
        day = minute.astimezone(WIB).date()
        by_day[day] = by_day.get(day, 0) + 1
    assert by_day[THURSDAY] == by_day[FRIDAY] == 450
    assert not {date(2026, 11, 28), date(2026, 12, 24), date(2026, 12, 25), date(2027, 1, 1)} & set(by_day)


def test_it_knows_every_state_with_a_clock() -> None:
    clocked = {state for state, wait in WAITS.items() if wait.step is not None}
    assert clocked == {case.state for case in CASES} | {State.A_PUBLISHING}
