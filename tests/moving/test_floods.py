"""A person's flood holds up nobody else, costs nobody a message without a word, and is answered once."""

from __future__ import annotations

import asyncio
from time import monotonic

from bot.rehearsal.faults import Fault
from bot.transport.inbox import LANE_CAP
from storage import articles, inbox
from storage.store import Tx
from tests.stage import Stage, text_of

FLOOD = 3000


def _heard(stage: Stage, name: str, words: str) -> int:
    return sum(words in text_of(message) for message in stage.person(name).received)


def _states(tx: Tx) -> dict[str, int]:
    return {row[0]: row[1] for row in tx.db.execute("SELECT state, count(*) FROM inbox GROUP BY state")}


async def test_thousands_of_commands_of_one_hold_up_nobody_and_are_answered_once(stage: Stage) -> None:
    rina, agus = stage.person("Rina"), stage.person("Agus")
    for number in range(FLOOD):
        rina.send(f"/bantuan {number}")
    agus.send("Jadwal apel pagi\n\nApel pagi dimulai pukul 07.30 di halaman kantor bupati.")
    began = monotonic()
    async with asyncio.timeout(60):
        while await stage.bot.store.read(articles.get, 1) is None:
            await asyncio.sleep(0.02)
    waited = monotonic() - began
    answered = len(rina.received)
    await stage.settle()
    assert waited < monotonic() - began + 1
    assert answered <= FLOOD
    assert _heard(stage, "Rina", "Tunggu sebentar") >= 1
    assert len(await stage.bot.store.read(inbox.unfinished)) == 0
    assert (await stage.bot.store.read(_states)).get("failed", 0) == 0
    assert _heard(stage, "Agus", "Jadwal apel pagi") >= 1


async def test_what_an_article_brings_at_once_is_all_taken(stage: Stage) -> None:
    """A hundred forwarded messages are work, not a flood."""
    rina = stage.person("Rina")
    for number in range(min(100, LANE_CAP)):
        rina.send(f"Paragraf ke-{number} tentang posyandu keliling di desa, dengan jadwal dan tempatnya.")
    await stage.settle()
    assert _heard(stage, "Rina", "Tunggu sebentar") == 0


async def test_a_flood_that_is_worked_on_as_fast_as_it_comes_is_capped_by_its_answers(stage: Stage) -> None:
    """Telegram takes one message a second in a chat: thousands of answers would hold up that person for hours."""
    rina = stage.person("Rina")
    fault = stage.outside.faults.add(Fault("sendMessage", "delay", times=10_000, seconds=0.02))
    for _ in range(12):
        for number in range(50):
            rina.send(f"/bantuan {number}")
        await stage.outside.wait_for(lambda: not stage.outside.core.updates.pending, 30)
        await stage.bot.inbox.idle()
    fault.times = 0
    stage.outside.faults.clear()
    await stage.settle()
    told = _heard(stage, "Rina", "Tunggu sebentar")
    assert told == 1
    assert len(rina.received) < 500
