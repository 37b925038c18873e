"""A hospital that never closes under an office in Makassar that does: each is reminded in its own hours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.cli import cast
from bot.holidays import indonesian_holidays
from bot.sop.flow import Kind
from bot.sop.model import UnitKind
from bot.sop.worktime import Calendar
from storage import people, steps
from storage.store import Tx
from tests.chat.ordering import send_order, write
from tests.stage import Stage, text_of

WITA = ZoneInfo("Asia/Makassar")
TEXT = "Layanan gawat darurat\n\nDinas Kesehatan membuka layanan gawat darurat dua puluh empat jam bagi semua warga."


def wita(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 on the office's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=WITA).astimezone(UTC)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office in Makassar, one of whose units runs day and night."""
    office = replace(
        cast.office("http://127.0.0.1:9/situs/"),
        calendar=Calendar(WITA, holidays=indonesian_holidays),
        unit_hours={"Dinas Kesehatan": Calendar(WITA, always_open=True)},
    )
    async with Stage(tmp_path, office=office, start=wita(24, 10)) as stage:
        yield stage


async def test_the_verifier_of_a_unit_that_never_closes_is_reminded_at_night_and_the_office_in_the_morning(
    stage: Stage,
) -> None:
    await send_order(stage)
    await stage.at(wita(24, 21))
    await write(stage, stage.person("Rina"), TEXT)
    record = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1)
    assert record is not None
    assert record.due_at is not None
    assert record.due_at.replace(second=0, microsecond=0) == wita(24, 22)
    hasan = stage.person("Hasan")
    assert "Batas pukul 22.00 WITA, sisa 1 jam kerja" in text_of(stage.find(hasan, "Giliran Anda"))
    await stage.at(wita(24, 21, 30))
    await stage.say(hasan, "/tugas")
    before = hasan.last["message_id"]
    await stage.at(wita(24, 22, 1))
    assert hasan.last["message_id"] > before
    assert "Batas pukul 22.00 WITA" in text_of(hasan.last)
    siti = stage.person("Siti")
    quiet = siti.last["message_id"]
    await stage.at(wita(25, 0, 30))
    assert siti.last["message_id"] == quiet
    await stage.at(wita(25, 7, 31))
    assert siti.last["message_id"] > quiet


async def test_libur_shows_a_units_people_their_own_hours(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "/libur")
    assert "07.30–12.00, 13.00–16.00 WITA\nDinas Kesehatan: 24 jam" in text_of(rina.last)


async def test_a_holiday_moves_nothing_at_a_unit_that_never_closes(stage: Stage) -> None:
    await send_order(stage)
    await stage.at(wita(24, 23, 50))
    await write(stage, stage.person("Rina"), TEXT)
    before = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1)
    siti = stage.person("Siti")
    await stage.say(siti, "/libur besok Cuti")
    await stage.tap(siti, "Liburkan kantor")
    assert await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1) == before
    await stage.say(siti, "/libur lusa Cuti")
    await stage.tap(siti, "Hanya unit")
    await stage.tap(siti, "Dinas Kesehatan")
    assert "Tidak ada yang berubah" in text_of(siti.last)


async def test_a_unit_that_comes_later_gets_the_hours_that_wait_for_it(stage: Stage) -> None:
    def never_closes(tx: Tx) -> list[str]:
        return [unit.name for unit in people.units(tx) if tx.office.calendar_for(unit.id).always_open]

    renamed = replace(stage.office, unit_hours={"Aaa Baru": Calendar(WITA, always_open=True)})
    await stage.bot.stop()
    stage.office = renamed
    await stage.start_bot()
    assert await stage.bot.store.read(never_closes) == []
    await stage.bot.store.write(people.add_unit, "aaa BARU", UnitKind.EXTERNAL)
    assert await stage.bot.store.read(never_closes) == ["aaa BARU"]
