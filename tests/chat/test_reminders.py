"""Reminders: on time in working time, up the ladder, never outside office hours, and never about what is done."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from bot.clock import Clock, Jobs
from bot.desk import publishing, reminders
from bot.sop.flow import WAITS, Action, Kind, State
from bot.sop.model import Disposition
from storage import events, steps
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import (
    DAY,
    FRIDAY,
    MONDAY,
    THIRTY,
    THURSDAY,
    Thing,
    about,
    live_cards,
    mistakes,
    names_of,
    now_is,
    urgent,
)
from tests.chat.workdays import MINUTES, WIB, after, is_open, wib
from tests.stage import HandClock, Stage, text_of


def questioned(tx: Tx) -> Disposition:
    """A report that the Kabag sent back with a question: it waits for its answer, and is not posted by itself."""
    order = scenes.order(tx, State.D_WAITING_KABAG)
    scenes.move(tx, "Bambang", Kind.DISPOSITION, order.id, Action.ASK_BACK, reason="Mengapa terlambat?")
    return cast("Disposition", now_is(tx, order))


@dataclass(frozen=True)
class Case:
    """A state with a clock: its standard in working minutes, who is waited for, and who stands above."""

    state: State
    standard: int
    waited: str
    above: str | None
    taken_over: bool = False  # by the one above, when it is late enough


CASES = (
    Case(State.D_DRAFT, 5, "Bambang", None),
    Case(State.D_WAITING_KASUBBAG, 5, "Siti", "Bambang", taken_over=True),
    Case(State.D_COLLECTING, 900, "Siti", "Bambang", taken_over=True),
    Case(State.D_REPORTING, 5, "Siti", "Bambang", taken_over=True),
    Case(State.D_WAITING_KABAG, 450, "Bambang", None),
    Case(State.A_WAITING_VERIFIER, 60, "Hasan", "Siti"),
    Case(State.A_HELD, 450, "Lukman", "Bambang"),
    Case(State.A_WAITING_KASUBBAG, 5, "Siti", "Bambang", taken_over=True),
    Case(State.A_WAITING_STAF, 60, "Rudi", "Siti", taken_over=True),
    Case(State.A_RETURNED, 450, "Rina", "Siti"),
    Case(State.A_CORRECTING, 450, "Rina", "Siti"),
)


def climb(standard: int, rungs: int) -> list[tuple[int, int | None]]:
    """Write out the first rungs: working minutes after the start, and after falling due (None: before it)."""
    length = "short" if standard <= 15 else "middle" if standard <= 240 else "long"
    delays = {"short": [0, 10, 30], "middle": [0, 30, 60], "long": [0, 225]}[length]
    first: list[tuple[int, int | None]] = [] if standard <= 15 else [(standard * 4 // 5, None)]
    while len(first) + len(delays) < rungs:
        delays.append(delays[-1] + DAY)
    return first + [(standard + delay, delay) for delay in delays]


def heard(case: Case, delay: int | None) -> list[tuple[str, str]]:
    """Write out who hears of a rung, and under which head."""
    if delay is None:
        return [(case.waited, "soon")]
    copied, kabag, takeover = {5: (30, None, 450), 60: (60, 450, 450)}.get(case.standard, (450, 900, 900))
    calls = [(case.waited, "remind")]
    if case.above is not None and delay >= copied:
        calls.append((case.above, "takeover" if case.taken_over and delay >= takeover else "copy"))
    if kabag is not None and delay >= kabag and "Bambang" not in {case.above, case.waited}:
        calls.append(("Bambang", "copy"))
    return sorted(calls)


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


# --- a fortnight ---------------------------------------------------------------------------------------

WAITING = {
    State.A_WAITING_VERIFIER: 3,
    State.A_HELD: 2,
    State.A_WAITING_KASUBBAG: 2,
    State.A_WAITING_STAF: 2,
    State.A_RETURNED: 2,
}
BY_STATE = {case.state: case for case in CASES}
Call = tuple[datetime, str, str, str]


def calls_to_come(ref: str, start: datetime, case: Case, end: datetime) -> set[Call]:
    """Count out by hand when a thing that nobody touches must call, and whom."""
    moments = [(after(start, minutes), delay) for minutes, delay in climb(case.standard, 12)]
    assert moments[-1][0] > end, "the ladder is longer than the fortnight"
    return {(at, ref, *call) for at, delay in moments if at <= end for call in heard(case, delay)}


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


async def test_a_dozen_waiting_things_call_in_office_hours_only_for_a_fortnight(tmp_path: Path) -> None:
    start, end = wib(date(2026, 12, 17), 15, 58), wib(date(2026, 12, 31), 16)
    async with Stage(tmp_path, start=start) as stage:
        things: list[Thing] = []
        expected: set[Call] = set()

        def bring_all(tx: Tx) -> None:
            under = scenes.collecting(tx)
            expected.update(calls_to_come(under.ref, start, BY_STATE[State.D_COLLECTING], end))
            things.append(under)
            for state, count in WAITING.items():
                for _ in range(count):
                    things.append(scenes.article(tx, state))
                    expected.update(calls_to_come(things[-1].ref, start, BY_STATE[state], end))

        await stage.bot.store.write(bring_all)
        await stage.settle()
        assert len(things) == 12
        moments = {at for at, *_ in expected} | {at - timedelta(seconds=1) for at, *_ in expected}
        for day in range(15):  # and at hours when nobody is at work
            midnight = wib(date(2026, 12, 17) + timedelta(days=day), 0)
            moments |= {midnight + timedelta(hours=hour, minutes=20) for hour in (3, 12, 16, 21)}
        for moment in sorted(moment for moment in moments if start < moment <= end):
            await stage.at(moment)

        sent = urgent(stage)
        refs = {thing.ref: thing for thing in things}
        found = [
            (_minute(each.at), ref, each.to, each.head)
            for each in sent
            for ref, thing in refs.items()
            if any(words in each.text for words in names_of(thing))
        ]
        assert [each.at for each in sent if not is_open(each.at)] == []
        assert sorted(found) == sorted(expected)
        for name in ("Hasan", "Lukman", "Siti", "Rudi", "Rina", "Bambang"):
            assert {live_cards(stage.person(name), thing) for thing in things} <= {0, 1}
        assert mistakes(stage) == []


async def test_with_the_clock_sped_up_the_real_jobs_call_in_office_hours_only(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 14)) as stage:
        first = await _play(stage, wib(THURSDAY, 14, 30), 7.6, bring=True)
        assert first > wib(THURSDAY, 16, 10)
        evening = urgent(stage)
        await _play(stage, wib(FRIDAY, 7, 20), 4.0)
        morning = urgent(stage)[len(evening) :]
        late = timedelta(minutes=5)  # a third of a second of ours: the way of a message already decided upon
        assert [s.at for s in (*evening, *morning) if not is_open(s.at) and not is_open(s.at - late)] == []
        first_article = [(s.to, s.head) for s in evening if "Naskah N-1 " in s.text]
        assert sorted(first_article) == [("Bambang", "copy")] + 3 * [("Siti", "remind")]
        assert ("Siti", "copy") in {(s.to, s.head) for s in morning if "Naskah N-2 " in s.text}
        assert all(s.at >= wib(FRIDAY, 7, 30) for s in morning)


async def _play(stage: Stage, start: datetime, seconds: float, *, bring: bool = False) -> datetime:
    """Run the bot with its jobs on a real clock, a quarter of an hour a second; give the office's time at the end."""
    await stage.bot.stop()
    clock = Clock(start, speed=900)
    stage.clock = cast("HandClock", clock)
    await stage.start_bot()
    if bring:
        await stage.bot.store.write(scenes.article, State.A_WAITING_KASUBBAG)
        await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    jobs = Jobs()
    jobs.every(0.02, "tick", stage.bot.tick)
    jobs.every(0.1, "digest", stage.bot.digest)
    jobs.start()
    await asyncio.sleep(seconds)
    await jobs.stop()
    return clock.now()


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
        assert len(stage.outside.log.of("sendMessage")) - said == len(sent)
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
    step_id = await stage.bot.store.read(reminders.next_one)
    assert step_id is not None
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
    assert await stage.bot.store.write(reminders.remind, step_id) is False
    await stage.settle()
    assert about(urgent(stage), article) == []


async def test_a_reminder_that_waited_to_be_sent_says_nothing_of_what_was_done_meanwhile(stage: Stage) -> None:
    rudi = stage.person("Rudi")
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    stage.clock.set(stage.clock.now() + timedelta(hours=1))

    def late_and_done(tx: Tx) -> None:
        step = reminders.next_one(tx)
        assert step is not None
        assert reminders.remind(tx, step)
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
    tell = reminders._tell

    def broken(tx: Tx, subject: Thing, *args: object, **more: object) -> None:
        if subject.id == bad.id:
            raise ArithmeticError("no such luck")
        tell(tx, subject, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(reminders, "_tell", broken)
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

    monkeypatch.setattr(publishing, "start", broken)
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
