"""Putting reminders off: for a reason everybody reads, for oneself only, three times, and never the ladder itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.sop.flow import Kind, State
from bot.sop.press import Press
from storage import events, snoozes, steps
from storage.snoozes import Snooze
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import FRIDAY, MONDAY, THURSDAY, about, live_cards, mistakes, urgent
from tests.chat.workdays import wib
from tests.stage import Stage, labels, text_of


def snoozed(tx: Tx, article_id: int) -> list[Snooze]:
    found = snoozes.of_subject(tx, Kind.ARTICLE, article_id)
    record = steps.open_one(tx, Kind.ARTICLE, article_id)
    assert record is None or snoozes.of_step(tx, record.id) == found
    return found


def opening(article_id: int) -> str:
    return Press("opn", Kind.ARTICLE, article_id, 0, "snooze").pack()


async def put_off(stage: Stage, name: str, reason: str, span: str) -> str:
    """Put the newest reminder of somebody off; gives the answer to the last tap."""
    who = stage.person(name)
    await stage.tap(who, "Tunda pengingat")
    await stage.tap(who, reason)
    return await stage.tap(who, span)


async def test_it_silences_the_one_who_asked_until_then_and_tells_everybody_why(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        rudi, siti = stage.person("Rudi"), stage.person("Siti")
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        assert "Tunda pengingat" not in labels(rudi.last)  # nobody reminded of it yet
        await stage.at(wib(THURSDAY, 9, 48))
        await stage.tap(rudi, "Tunda pengingat")
        asked = rudi.last
        assert "Mengapa pengingat ini ditunda?" in text_of(asked)
        assert labels(asked)[:4] == ["Rapat", "Dinas luar", "Menunggu bahan", "Gangguan jaringan"]
        await stage.tap(rudi, "Rapat")
        spans = ["30 menit (s.d. 10.18 WIB)", "2 jam (s.d. 11.48 WIB)", "Besok pagi (s.d. Jum, 27 Nov 07.30 WIB)"]
        assert labels(rudi.last)[:3] == spans
        answer = await stage.tap(rudi, "2 jam")
        assert answer == "Pengingat untuk Anda ditunda sampai pukul 11.48 WIB. Batas waktunya tetap."
        await stage.at(wib(THURSDAY, 10))
        await stage.at(wib(THURSDAY, 10, 30))
        await stage.at(wib(THURSDAY, 11))
        assert about(urgent(stage), article) == [("Rudi", "soon"), ("Siti", "copy")]  # the copy is never silenced
        note = "💤 Ditunda Rudi Hartono sampai pukul 11.48 WIB: Rapat"
        assert note in text_of(siti.last)
        assert note in text_of(stage.find(rudi, "Naskah N-1"))
        assert "Tunda pengingat" not in labels(siti.last)
        await stage.at(wib(THURSDAY, 11, 48) - timedelta(seconds=1))
        assert ("Rudi", "remind") not in about(urgent(stage), article)
        assert await stage.at(wib(THURSDAY, 11, 48)) == 1
        assert about(urgent(stage), article) == [("Rudi", "remind"), ("Rudi", "soon"), ("Siti", "copy")]
        assert await stage.at(wib(THURSDAY, 11, 49)) == 0
        assert "💤" not in text_of(rudi.last)
        assert live_cards(rudi, article) == live_cards(siti, article) == 1
        assert mistakes(stage) == []


async def test_it_is_counted_on_the_record(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    at = stage.clock.now()
    await put_off(stage, "Siti", "Menunggu bahan", "30 menit")
    [found] = await stage.bot.store.read(snoozed, article.id)
    assert (found.reason, found.at, found.until) == ("Menunggu bahan", at, at + timedelta(minutes=30))

    def of_record(tx: Tx) -> dict[str, object]:
        row = events.last(tx, Kind.ARTICLE, article.id, "snooze")
        assert row is not None
        return dict(row.data)

    event = await stage.bot.store.read(of_record)
    assert event == {"reason": "Menunggu bahan", "until": found.until.isoformat(), "step": "receive"}
    await stage.tap(stage.person("Siti"), "Riwayat")
    assert "Pengingat ditunda oleh Siti" in text_of(stage.person("Siti").last)


async def test_a_reason_can_be_typed_and_is_escaped(stage: Stage) -> None:
    siti = stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    await stage.tap(siti, "Tunda pengingat")
    await stage.say(siti, "x" * 301)
    assert "terlalu panjang" in text_of(siti.last).lower()
    await stage.say(siti, "Rapat <b>besar</b> di aula")
    assert "Alasan: Rapat <b>besar</b> di aula" in text_of(siti.last)
    await stage.tap(siti, "30 menit")
    [found] = await stage.bot.store.read(snoozed, article.id)
    assert found.reason == "Rapat <b>besar</b> di aula"
    assert "Rapat <b>besar</b> di aula" in text_of(stage.find(siti, "💤"))
    assert mistakes(stage) == []


async def test_it_refuses_a_fourth_time(stage: Stage) -> None:
    siti = stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    for left in (3, 2, 1):
        await stage.tap(siti, "Tunda pengingat")
        assert f"Sisa kesempatan menunda: {left}." in text_of(siti.last)
        await stage.tap(siti, "Rapat")
        await stage.tap(siti, "30 menit")
        await stage.advance(minutes=30)
    assert "Tunda pengingat" not in labels(stage.find(siti, "Naskah N-1"))
    siti.press(1, data=opening(article.id))
    await stage.settle()
    assert "Mengapa pengingat ini ditunda?" not in text_of(siti.last)
    assert len(await stage.bot.store.read(snoozed, article.id)) == 3


async def test_besok_pagi_is_the_opening_of_the_next_working_day(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(FRIDAY, 15)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(wib(FRIDAY, 15, 5))
        answer = await put_off(stage, "Siti", "Dinas luar", "Besok pagi")
        assert "Sen, 30 Nov 2026 pukul 07.30 WIB" in answer
        [found] = await stage.bot.store.read(snoozed, article.id)
        assert found.until == wib(MONDAY, 7, 30)


async def test_half_an_hour_before_closing_ends_in_working_time(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 15, 40)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(wib(THURSDAY, 15, 45))
        await put_off(stage, "Siti", "Rapat", "30 menit")
        [found] = await stage.bot.store.read(snoozed, article.id)
        assert found.until == wib(FRIDAY, 7, 45)


async def test_what_was_done_meanwhile_is_not_recalled_when_it_ends(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    await put_off(stage, "Siti", "Rapat", "30 menit")
    await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
    before = len(urgent(stage))
    assert await stage.advance(minutes=30) == 0
    assert about(urgent(stage)[before:], article) == []


async def test_one_that_ends_with_a_rung_is_one_card(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(wib(THURSDAY, 10))
        await put_off(stage, "Rudi", "Gangguan jaringan", "30 menit")
        before = len(urgent(stage))
        assert await stage.at(wib(THURSDAY, 10, 30)) == 1
        assert about(urgent(stage)[before:], article) == [("Rudi", "remind")]


@pytest.mark.parametrize("name", ["Dewi", "Siti", "Bambang", "Rina"])
async def test_it_is_offered_to_nobody_but_whom_it_waits_for(stage: Stage, name: str) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.advance(minutes=60)
    somebody = stage.person(name)
    somebody.press(1, data=opening(article.id))
    await stage.settle()
    for value in ("q0", "30"):
        somebody.press(1, data=Press("set", Kind.ARTICLE, article.id, 0, value).pack())
        await stage.settle()
    assert await stage.bot.store.read(snoozed, article.id) == []


async def test_an_end_without_a_reason_is_no_choice(stage: Stage) -> None:
    siti = stage.person("Siti")
    article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.advance(minutes=5)
    await stage.tap(siti, "Tunda pengingat")
    for value in ("30", "q9", "q", "=", ""):
        siti.press(1, data=Press("set", Kind.ARTICLE, article.id, 0, value).pack())
        await stage.settle()
        assert "gagal diproses" not in text_of(siti.last)
    assert await stage.bot.store.read(snoozed, article.id) == []


async def test_an_outage_over_its_end_reminds_once(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=wib(THURSDAY, 9)) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(wib(THURSDAY, 9, 35))  # rung 2 was said; the next comes tomorrow at 9.35
        await put_off(stage, "Siti", "Rapat", "2 jam")
        await stage.bot.stop()
        stage.clock.set(wib(date(2026, 11, 27), 8))
        await stage.start_bot()
        before = len(urgent(stage))
        assert await stage.at(stage.clock.now()) == 1
        assert await stage.at(stage.clock.now()) == 0
        assert about(urgent(stage)[before:], article) == [("Siti", "remind")]
