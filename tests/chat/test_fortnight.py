"""A fortnight of reminders: a dozen things nobody touches call in office hours only, as counted out by hand."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.clock import Clock
from bot.jobs.schedule import Jobs
from bot.sop.flow import State
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import FRIDAY, THURSDAY, Thing, live_cards, mistakes, names_of, urgent
from tests.chat.ladders import CASES, Case, climb, heard
from tests.chat.workdays import after, is_open, wib
from tests.stage import HandClock, Stage

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
