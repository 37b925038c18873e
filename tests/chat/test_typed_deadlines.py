"""Deadlines and publication times as busy people type them, understood, shown back, and asked about where in doubt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.sop.flow import State
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def typed(stage: Stage, words: str) -> str:
    """What the form reads after Bambang typed a deadline."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, words)
    return text_of(bambang.last)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("Rabu depan", "Rab, 2 Des 2026 pukul 16.00"),
        ("besok jam 2 siang", "Rab, 25 Nov 2026 pukul 14.00"),
        ("lusa sore", "Kam, 26 Nov 2026 pukul 16.00"),
        ("akhir bulan", "Sen, 30 Nov 2026 pukul 16.00"),
        ("minggu depan", "Sel, 1 Des 2026 pukul 16.00"),
        ("minggu depan hari Kamis", "Kam, 3 Des 2026 pukul 16.00"),
        ("akhir pekan", "Jum, 27 Nov 2026 pukul 16.30"),
        ("akhir minggu depan", "Jum, 4 Des 2026 pukul 16.30"),
        ("awal pekan depan", "Sen, 30 Nov 2026 pukul 16.00"),
        ("pertengahan Desember", "Sel, 15 Des 2026 pukul 16.00"),
        ("5 hari kerja", "Sel, 1 Des 2026 pukul 16.00"),
        ("3 hari kerja lagi pkl. 10.00", "Jum, 27 Nov 2026 pukul 10.00"),
        ("2x24 jam", "Kam, 26 Nov 2026 pukul 09.00"),
        ("sebelum pukul 15.00", "pukul 15.00"),
        ("s.d. 30 Nopember 2026 pkl. 09.00 WIB", "Sen, 30 Nov 2026 pukul 09.00"),
        ("01.12.2026", "Sel, 1 Des 2026 pukul 16.00"),
        ("Jum’at jam setengah tiga sore", "Jum, 27 Nov 2026 pukul 14.30"),
    ],
)
async def test_a_deadline_is_read_as_people_write_it(stage: Stage, words: str, deadline: str) -> None:
    assert deadline in await typed(stage, words)


@pytest.mark.parametrize("words", ["kemarin", "tadi pagi", "kmrn sore", "Senin lalu", "23.11.2026", "2 hari yang lalu"])
async def test_what_is_over_is_told_as_past(stage: Stage, words: str) -> None:
    await typed(stage, words)
    stage.find(stage.person("Bambang"), "sudah lewat")


async def test_an_hour_in_the_night_is_asked_about(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    assert "Pukul 02.00 WIB itu dini hari." in await typed(stage, "besok jam 2")
    assert labels(bambang.last)[:2] == ["Ya, Rab, 25 Nov 14.00 WIB", "Tetap Rab, 25 Nov 02.00 WIB"]
    await stage.tap(bambang, "Ya, Rab")
    assert "Rab, 25 Nov 2026 pukul 14.00" in text_of(bambang.last)


@pytest.mark.parametrize("words", ["besok", "25 Desember", "Sabtu", "24-12-2026 pukul 16.00"])
async def test_a_deadline_on_a_day_off_asks_for_the_next_day_of_work(stage: Stage, words: str) -> None:
    stage.clock.set(datetime(2026, 12, 23, 3, 0, tzinfo=UTC))  # before cuti bersama, Christmas and a weekend
    bambang = stage.person("Bambang")
    card = await typed(stage, words)
    assert "hari libur kantor." in card
    assert "Maksud Anda Sen, 28 Des 2026 pukul 16.00 WIB?" in card
    await stage.tap(bambang, "Ya, Sen, 28 Des")
    assert "Sen, 28 Des 2026 pukul 16.00" in text_of(bambang.last)


@pytest.mark.parametrize(("words", "told"), [("12.03.2027", True), ("4 Maret 2027", True), ("20 April 2027", False)])
async def test_a_deadline_near_a_feast_whose_date_is_an_estimate_says_so(
    stage: Stage, words: str, *, told: bool
) -> None:
    stage.clock.set(datetime(2027, 2, 22, 2, 0, tzinfo=UTC))
    bambang = stage.person("Bambang")
    card = await typed(stage, words)
    if "Maksud Anda" in card:
        await stage.tap(bambang, "Tetap")
    assert ("hari raya yang tanggalnya masih perkiraan (Rab, 10 Mar 2027" in text_of(bambang.last)) is told


async def test_a_publication_near_an_estimated_feast_says_so_until_it_is_entered(stage: Stage) -> None:
    stage.clock.set(datetime(2027, 3, 1, 2, 0, tzinfo=UTC))
    await scenes.bring(stage, State.A_WAITING_STAF)
    rudi, siti = stage.person("Rudi"), stage.person("Siti")
    await stage.tap(rudi, "Jadwalkan")
    await stage.say(rudi, "9 Maret 2027 pkl. 10.00")
    if "Maksud Anda" in text_of(rudi.last):
        await stage.tap(rudi, "Tetap")
    assert "tanggalnya masih perkiraan" in text_of(rudi.last)
    await stage.say(siti, "/libur 10-3-2027 s.d. 11-3-2027 Idul Fitri (SKB)")
    await stage.tap(siti, "Liburkan kantor")
    await stage.say(rudi, "/tugas")
    await stage.say(siti, "/status")
    await stage.tap(siti, "N-1")
    assert "perkiraan" not in text_of(siti.last)
