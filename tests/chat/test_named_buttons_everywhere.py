"""Whatever the clock sends names only buttons that come with it, and calls only whom the table waits for now.

Every call is read as the server got it: reminders, copies, take-overs, the digests of morning and evening, what stands
in a group, and what is said again after a restart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bot.cli import cast
from bot.desk.authority import capacities
from bot.rehearsal.calls import Call
from bot.rehearsal.world import Group
from bot.sop.flow import Action, Kind, State
from storage import articles, dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import FRIDAY, MONDAY, NAMES, THURSDAY, Thing
from tests.chat.ladders import CASES, questioned
from tests.chat.test_named_buttons import NAMED, READING
from tests.chat.workdays import wib
from tests.stage import Stage

GROUP = -6001
CALLED = ("ini masih menunggu Anda", "Segera jatuh tempo", "Giliran Anda")
REF = re.compile(r"\b(?:N-\d+|D-\d+/\d{4})\b")
OTHERS = "Terlambat pada petugas"


def plain(call: Call) -> str:
    return re.sub(r"<[^>]+>", "", str(call.params.get("text") or call.params.get("caption") or ""))


def buttons(call: Call) -> list[str]:
    markup = json.loads(str(call.params.get("reply_markup") or "{}"))
    return [button["text"] for row in markup.get("inline_keyboard", []) for button in row]


def unkept(call: Call) -> list[str]:
    """What a message promises to tap, and has not."""
    text, there = plain(call), buttons(call)
    gone = [name for name in NAMED.findall(text) if not any(name in label for label in there)]
    return gone + ["tombolnya di bawah"] * ("tombolnya di bawah" in text and not set(there) - READING)


def called_for(text: str) -> list[str]:
    """The things a message says are its reader's to do: that of a card, or those of a digest."""
    if text.startswith("Selamat ") and "menunggu Anda hari ini" in text:
        lines = text.split(OTHERS, maxsplit=1)[0].splitlines()
        return [found[0] for line in lines if (found := REF.match(line))]
    if any(words in text for words in CALLED):
        head = next((line for line in text.splitlines() if line.startswith(("📄", "📋"))), "")
        return REF.findall(head)
    return []


def waited(tx: Tx) -> dict[str, set[str]]:
    """Who is waited for now, for each thing that has a name."""
    things: list[Thing] = [*articles.in_states(tx, *State), *dispositions.in_states(tx, *State)]
    return {t.ref: {NAMES[p.telegram_id] for p in capacities.waited_for(tx, t) if p.telegram_id} for t in things}


class Watching:
    """Reads every call that came since it last looked."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.seen, self.read, self.wrong = stage, len(stage.outside.log), 0, list[str]()
        self.digests = self.group = 0

    async def look(self) -> None:
        calls = list(self.stage.outside.log)[self.seen :]
        self.seen += len(calls)
        whose = await self.stage.bot.store.read(waited)
        for call in calls:
            if call.ok and call.method in {"sendMessage", "sendPhoto", "sendDocument", "editMessageText"}:
                self._read(call, whose)

    def _read(self, call: Call, whose: dict[str, set[str]]) -> None:
        self.read += 1
        text, chat = plain(call), int(call.params["chat_id"])
        self.digests += text.startswith("Selamat ")
        self.group += chat == GROUP
        self.wrong += [f"{chat} reads of a button {name!r} it has not:\n{text}" for name in unkept(call)]
        self.wrong += [f"{chat} is called for {ref}:\n{text}" for ref in called_for(text)
                       if call.method != "editMessageText" and NAMES.get(chat) not in whose[ref]]  # fmt: skip


async def _all(stage: Stage) -> None:
    """One thing in every state that has a clock."""
    for case in CASES:
        await stage.bot.store.write(
            questioned if case.state is State.D_REPORTING else lambda tx, s=case.state: scenes.subject(tx, s)  # type: ignore[misc]
        )
    await stage.settle()


async def _untouched(stage: Stage) -> None:
    """Nobody does anything."""


async def _complete(stage: Stage) -> None:
    await stage.tap(stage.person("Siti"), "Bahan sudah lengkap")


async def _stands_in(stage: Stage) -> None:
    await stage.say(stage.person("Rudi"), "/pengganti oleh Dewi s.d. Senin")


async def _posted(stage: Stage) -> None:
    def post(tx: Tx) -> None:
        order = scenes.order(tx, State.D_REPORTING)
        scenes.move(tx, "Siti", Kind.DISPOSITION, order.id, Action.POST, reason="Semua tayang")

    await stage.bot.store.write(post)
    await stage.settle()


async def _down(stage: Stage) -> None:
    """The bot is away over a night and a morning."""
    await stage.bot.stop()
    stage.clock.set(wib(FRIDAY, 10, 20))
    await stage.start_bot()


MEANWHILE: list[Callable[[Stage], Awaitable[None]]] = [_untouched, _complete, _stands_in, _posted, _down]


def moments(start: datetime) -> list[datetime]:
    """Three working days, every quarter of an hour at first, with the times of the digests."""
    days = [date(2026, 11, 26), FRIDAY, MONDAY]
    hours = [wib(day, hour, minute) for day in days for hour, minute in ((7, 46), (9, 1), (11, 0), (13, 30), (15, 31))]
    return sorted(at for at in {*hours, *(start + timedelta(minutes=15 * n) for n in range(1, 9))} if at > start)


@pytest.mark.parametrize("meanwhile", MEANWHILE, ids=lambda each: each.__name__.strip("_"))
async def test_what_the_clock_sends_is_true_of_its_reader_as_it_is_sent(
    tmp_path: Path, meanwhile: Callable[[Stage], Awaitable[None]]
) -> None:
    start = wib(THURSDAY, 9)
    office = replace(cast.office("http://127.0.0.1/situs/"), report_group=GROUP)
    async with Stage(tmp_path, start=start, office=office) as stage:
        stage.outside.add_group(Group(GROUP, "Laporan Humas", [scenes.WHO["Bambang"], scenes.WHO["Siti"]]))
        await _all(stage)
        watching = Watching(stage)
        await meanwhile(stage)
        for moment in moments(start):
            if moment > stage.clock.now():
                await stage.at(moment)
                await stage.bot.digest()
                await stage.settle()
                await watching.look()
        assert watching.wrong == []
        assert watching.digests > 5
        assert watching.read > 100
        assert watching.group == (1 if meanwhile is _posted else 0)
