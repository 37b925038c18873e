"""/libur: days that decrees add and take away while the bot runs, and the deadlines they move."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import holidays
from bot.cli import cast
from bot.desk.deadlines import calendar
from bot.desk.deadlines.durations import measure
from bot.sop.flow import Kind
from bot.sop.model import StepRecord
from storage import special_days as kept_days
from storage import steps
from storage.office import DayRule
from storage.store import Tx, write_once
from tests.chat.ordering import EXTERNAL, send_order, write
from tests.stage import Stage, labels, text_of

WEDNESDAY = date(2026, 11, 25)
LATE = datetime(2026, 11, 24, 8, 55, tzinfo=UTC)  # Tuesday, 15.55 WIB


async def step(stage: Stage, kind: Kind = Kind.ARTICLE, subject_id: int = 1) -> StepRecord:
    """The open step of a thing, as it is now."""
    found = await stage.bot.store.read(steps.open_one, kind, subject_id)
    assert found is not None
    return found


async def due(stage: Stage, kind: Kind = Kind.ARTICLE) -> datetime:
    """When the open step of a thing is due, to the minute."""
    found = (await step(stage, kind)).due_at
    assert found is not None
    return found.replace(second=0, microsecond=0)


async def verifying(stage: Stage) -> None:
    """Tono hands an article in five minutes before the office closes: Yuni has one working hour."""
    await send_order(stage)
    await stage.at(LATE)
    await write(stage, stage.person("Tono"), EXTERNAL)


async def test_it_shows_todays_hours_and_the_holidays_that_come_with_their_names(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "/libur")
    read = text_of(rina.last)
    assert "Hari ini, Sel, 24 Nov 2026:\n07.30–12.00, 13.00–16.00 WIB" in read
    assert "Kam, 24 Des 2026 – Cuti Bersama Hari Raya Natal" in read
    assert "Jum, 25 Des 2026 – Hari Raya Natal" in read
    assert labels(rina.last) == []
    assert "/libur 18-8-2026" not in read


async def test_names_are_translated(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/bahasa")
    await stage.tap(siti, "English")
    await stage.say(siti, "/libur")
    assert "Fri, 25 Dec 2026 – Christmas Day" in text_of(siti.last)
    assert "Type the date and the reason" in text_of(siti.last)


@pytest.mark.parametrize(
    ("typed", "day", "reason"),
    [
        ("10-12-2026 Hari jadi kabupaten", "Kam, 10 Des 2026", "Hari jadi kabupaten"),
        ("10.12.2026 Minggu tenang", "Kam, 10 Des 2026", "Minggu tenang"),
        ("tgl. 14 Desember 2026 Senin bersih", "Sen, 14 Des 2026", "Senin bersih"),
        ("Kamis, 26 Nopember 2026 Hari raya daerah", "Kam, 26 Nov 2026", "Hari raya daerah"),
    ],
)
async def test_the_reason_of_a_day_off_keeps_every_word(stage: Stage, typed: str, day: str, reason: str) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, f"/libur {typed}")
    plan = stage.find(siti, day)
    assert reason in text_of(plan).splitlines()
    await stage.tap(siti, "Liburkan kantor")
    await stage.say(siti, "/libur")
    assert f"{day} – libur: {reason}" in text_of(siti.last)


async def test_a_day_off_moves_an_open_deadline_and_its_reminder_and_taking_it_back_moves_them_back(
    stage: Stage,
) -> None:
    await verifying(stage)
    before = await step(stage)
    assert await due(stage) == datetime(2026, 11, 25, 1, 25, tzinfo=UTC)  # Wednesday, 08.25 WIB
    siti = stage.person("Siti")
    await stage.say(siti, "/libur besok Cuti bersama <tambahan>")
    plan = stage.find(siti, "Rab, 25 Nov 2026")
    assert "Cuti bersama <tambahan>" in text_of(plan)
    assert "1 hari kerja menjadi libur, 1 batas waktu bergeser" in text_of(plan)
    assert labels(plan) == ["Liburkan kantor", "Hanya unit …"]
    assert await step(stage) == before
    await stage.tap(siti, "Liburkan kantor")
    moved = await step(stage)
    assert await due(stage) == datetime(2026, 11, 26, 1, 25, tzinfo=UTC)
    assert moved.rung == before.rung
    assert moved.remind_at is not None
    assert before.remind_at is not None
    assert moved.remind_at.date() == date(2026, 11, 26)
    for other in ("Bambang", "Fitri"):
        told = text_of(stage.find(stage.person(other), "Rab, 25 Nov 2026 libur"))
        assert "Oleh Siti Aminah" in told
    assert "Kam, 26 Nov 2026 pukul 08.25 WIB, sisa 1 jam kerja" in text_of(stage.find(stage.person("Yuni"), "Giliran"))
    await stage.tap(siti, "Batalkan libur Rab, 25 Nov 2026")
    assert await step(stage) == before
    assert "Dibatalkan: Rab, 25 Nov 2026 hari kerja" in text_of(siti.last)
    assert stage.outside.refusals() == []


async def test_the_record_keeps_who_changed_the_calendar_and_every_deadline_before_and_after(stage: Stage) -> None:
    await verifying(stage)
    siti = stage.person("Siti")
    await stage.say(siti, "/libur 25-11-2026 Pelantikan")
    await stage.tap(siti, "Liburkan kantor")
    rows = await stage.bot.store.read(
        lambda tx: [
            (r["what"], r["actor_id"] is not None, r["data"])
            for r in tx.db.execute("SELECT * FROM event WHERE what IN ('calendar', 'deadlines') ORDER BY id")
        ]
    )
    assert [(what, by) for what, by, _ in rows] == [("calendar", True), ("deadlines", True)]
    assert '"reason": "Pelantikan"' in rows[0][2]
    (moved,) = json.loads(rows[1][2])["moved"]
    assert moved["new"] - moved["old"] == 24 * 60 * 60 * 1000
    assert (moved["kind"], moved["id"], moved["step"]) == ("a", 1, "verify")


async def test_a_second_tap_changes_nothing_and_says_so(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/libur 30 November s.d. 1 Desember 2026 Rapat kerja")
    await stage.tap(siti, "Liburkan kantor", on="Berlaku untuk")
    assert "Sudah demikian" in await stage.tap(siti, "Liburkan kantor", on="Berlaku untuk")
    held = await stage.bot.store.read(kept_days.since, WEDNESDAY)
    assert [special.rule.day for special in held] == [date(2026, 11, 30), date(2026, 12, 1)]


async def test_cuti_bersama_can_be_worked(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/libur 24 s.d. 25 Desember 2026 Pelayanan posko")
    assert labels(fitri.last) == ["Tetap masuk kerja", "Hanya unit …"]
    await stage.tap(fitri, "Tetap masuk kerja")
    assert await _workdays(stage, date(2026, 12, 24), date(2026, 12, 25)) == [True, True]
    await stage.say(fitri, "/libur")
    assert "Kam, 24 Des 2026 – tetap masuk kerja: Pelayanan posko (Fitri Handayani)" in text_of(fitri.last)


async def _workdays(stage: Stage, *asked: date, unit: int | None = None) -> list[bool]:
    def read(tx: Tx) -> list[bool]:
        return [tx.office.calendar_for(unit).is_workday(day) for day in asked]

    return await stage.bot.store.read(read)


async def test_a_units_day_off_moves_only_its_own_clocks(stage: Stage) -> None:
    await verifying(stage)
    order = await step(stage, Kind.DISPOSITION)
    siti = stage.person("Siti")
    await stage.say(siti, "/libur besok Akreditasi")
    await stage.tap(siti, "Hanya unit")
    await stage.tap(siti, "Dinas Pendidikan")
    assert "Berlaku untuk: Dinas Pendidikan" in text_of(siti.last)
    await stage.tap(siti, "Liburkan Dinas Pendidikan")
    assert await due(stage) == datetime(2026, 11, 26, 1, 25, tzinfo=UTC)
    assert await step(stage, Kind.DISPOSITION) == order
    assert "Unit: Dinas Pendidikan" in text_of(stage.find(stage.person("Yuni"), "Akreditasi"))
    assert await _workdays(stage, WEDNESDAY) == [True]


async def test_others_cannot_change_the_calendar_not_even_with_a_button_they_made_up(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    await stage.say(rudi, "/libur besok Ingin libur")
    assert "Anda dapat membacanya" in text_of(rudi.last)
    await stage.say(siti, "/libur besok Cuti")
    card = stage.find(siti, "Berlaku untuk")
    for press in ("1:lbr:-0:0:off.1", "1:lbr:-0:0:back.1"):
        rudi.press(rudi.last, data=press)
        await stage.settle()
        assert "Anda dapat membacanya" in (rudi.answers[-1].text or "")
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/libur")
    for press in ("off.1", "off.99", "off.x", "off.1.u99", "units.1", "back.77", "nonsense", "", "off.²"):
        fitri.press(fitri.last, data=f"1:lbr:-0:0:{press}")
        await stage.settle()
        assert fitri.answers[-1].show_alert
    assert await stage.bot.store.read(kept_days.since, WEDNESDAY) == []
    assert labels(card)


@pytest.mark.parametrize("words", ["kapan-kapan", "desember 2026", "1 jan 2020 x", "1-12-2026 s.d. 30-1-2027 x"])
async def test_it_says_kindly_what_it_cannot_read(stage: Stage, words: str) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, f"/libur {words}")
    assert "Tanggalnya belum terbaca" in text_of(siti.last)


async def test_a_later_holiday_does_not_change_how_finished_steps_are_judged(stage: Stage) -> None:
    await verifying(stage)
    await stage.at(datetime(2026, 11, 25, 3, 0, tzinfo=UTC))
    await stage.tap(stage.person("Yuni"), "Setujui")
    before = await stage.bot.store.read(_judged)
    siti = stage.person("Siti")
    await stage.say(siti, "/libur hari ini Libur yang terlambat diumumkan")
    await stage.tap(siti, "Liburkan kantor")
    assert await stage.bot.store.read(_judged) == before
    assert True in [late for _, late in before]


def _judged(tx: Tx) -> list[tuple[str, bool]]:
    found = [record for record in steps.of(tx, Kind.ARTICLE, 1) if record.finished_at]
    return [(record.step.value, measure(tx, record).late) for record in found]


async def test_a_change_beside_the_running_bot_is_seen_by_its_next_transaction(stage: Stage) -> None:
    assert await _workdays(stage, WEDNESDAY) == [True]
    write_once(
        stage.folder / "tayang.sqlite3",
        stage.folder / "berkas",
        stage.office,
        stage.clock.now,
        lambda tx: kept_days.add(tx, DayRule(WEDNESDAY, None, "off"), "x", 1),
    )
    assert await _workdays(stage, WEDNESDAY) == [False]


async def test_a_changed_configuration_moves_open_deadlines_at_the_next_start(stage: Stage) -> None:
    await verifying(stage)
    await stage.bot.stop()
    closed = stage.office.calendar.with_days(off=[WEDNESDAY])
    stage.office = replace(stage.office, calendar=closed)
    await stage.start_bot()
    assert await due(stage) == datetime(2026, 11, 26, 1, 25, tzinfo=UTC)
    await stage.bot.stop()
    await stage.start_bot()
    told = await stage.bot.store.read(
        lambda tx: tx.db.execute("SELECT count(*) FROM event WHERE what = 'deadlines'").fetchone()[0]
    )
    assert told == 1


async def test_the_admin_is_told_once_a_month_while_next_years_cuti_bersama_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar, "known_cuti_bersama", lambda year: year < 2027)
    async with Stage(tmp_path) as stage:
        fitri, bambang = stage.person("Fitri"), stage.person("Bambang")
        for day in ((2026, 11, 24), (2026, 11, 25), (2026, 12, 1)):
            stage.clock.set(datetime(*day, 2, 0, tzinfo=UTC))
            await stage.bot.digest()
            await stage.settle()
        told = [text_of(m) for m in fitri.received if "Cuti bersama 2027 belum dikenal" in text_of(m)]
        assert len(told) == 2
        assert "/libur" in told[0]
        assert not [m for m in bambang.received if "belum dikenal" in text_of(m)]


async def test_nobody_is_warned_of_a_year_that_is_known(stage: Stage) -> None:
    assert holidays.known_cuti_bersama(2027)
    await stage.bot.digest()
    await stage.settle()
    assert not [m for m in stage.person("Fitri").received if "belum dikenal" in text_of(m)]


async def test_feasts_that_are_estimates_are_told_as_such_until_somebody_enters_them(stage: Stage) -> None:
    fitri, siti = stage.person("Fitri"), stage.person("Siti")
    await stage.bot.digest()
    await stage.settle()
    told = text_of(stage.find(fitri, "masih perkiraan"))
    assert "Rab, 10 Mar 2027, Kam, 11 Mar 2027, Sen, 17 Mei 2027" in told
    await stage.say(siti, "/libur 10-3-2027 s.d. 11-3-2027 Idul Fitri (SKB)")
    await stage.tap(siti, "Liburkan kantor")
    await stage.say(siti, "/libur 17-5-2027 Idul Adha (SKB)")
    await stage.tap(siti, "Liburkan kantor")
    assert "Dicatat" in text_of(siti.last)
    before = len(fitri.received)
    stage.clock.set(datetime(2026, 12, 1, 2, 0, tzinfo=UTC))
    await stage.bot.digest()
    await stage.settle()
    assert not [m for m in fitri.received[before:] if "perkiraan" in text_of(m)]


async def test_an_estimate_is_told_as_one_among_the_holidays_to_come(stage: Stage) -> None:
    stage.clock.set(datetime(2027, 2, 24, 2, 0, tzinfo=UTC))
    siti = stage.person("Siti")
    await stage.say(siti, "/libur")
    assert "Rab, 10 Mar 2027 – Hari Raya Idul Fitri (perkiraan)" in text_of(siti.last)


async def test_no_digest_comes_on_a_day_that_was_closed(stage: Stage) -> None:
    await send_order(stage)
    siti = stage.person("Siti")
    await stage.say(siti, "/libur besok Cuti")
    await stage.tap(siti, "Liburkan kantor")
    before = len(siti.received)
    stage.clock.set(datetime(2026, 11, 25, 1, 30, tzinfo=UTC))
    assert await stage.bot.digest() == 0
    assert len(siti.received) == before


def test_the_rehearsal_keeps_indonesian_holidays() -> None:
    assert cast.office("").calendar.holidays is holidays.indonesian_holidays
