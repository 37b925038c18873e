"""The living office: current in every transaction, made anew only when something changed."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sop.model import UnitKind
from bot.sop.office import Office, Website
from bot.sop.worktime import Calendar
from storage import people, special_days
from storage.office import DayRule, build
from storage.store import Store, Tx, write_once

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 25)
WIB = Calendar(ZoneInfo("Asia/Jakarta"))
OFFICE = Office("", "", WIB, Website("", ""), (), unit_hours={"RSUD": Calendar(WIB.zone, always_open=True)})


def office(tx: Tx) -> Office:
    return tx.office


def close(tx: Tx, day: date = DAY) -> Office:
    """Close a day, and give the office as it is after that in the same transaction."""
    person = people.add_person(tx, "Siti", None, "id")
    special_days.add(tx, DayRule(day, None, "off"), "Cuti", person)
    return tx.again().office


def store_at(folder: Path) -> Store:
    return Store(folder / "x.sqlite3", OFFICE, lambda: NOW, folder)


async def test_a_change_holds_in_its_own_transaction_and_in_every_later_one(tmp_path: Path) -> None:
    async with store_at(tmp_path) as store:
        assert await store.read(office) is OFFICE
        assert not (await store.write(close)).calendar.is_workday(DAY)
        assert not (await store.read(office)).calendar.is_workday(DAY)
        assert not (await store.write(office)).calendar.is_workday(DAY)


async def test_it_is_made_once_for_as_long_as_nothing_changes(tmp_path: Path) -> None:
    async with store_at(tmp_path) as store:
        await store.write(close)
        assert await store.read(office) is await store.write(office)


async def test_what_was_rolled_back_was_never_there(tmp_path: Path) -> None:
    def close_and_fail(tx: Tx) -> None:
        assert not close(tx).calendar.is_workday(DAY)
        raise LookupError

    async with store_at(tmp_path) as store:
        with pytest.raises(LookupError):
            await store.write(close_and_fail)
        assert (await store.write(office)).calendar.is_workday(DAY)


async def test_a_command_beside_the_bot_is_noticed_and_sees_the_living_office_itself(tmp_path: Path) -> None:
    async with store_at(tmp_path) as store:
        await store.read(office)
        write_once(store.path, tmp_path, OFFICE, lambda: NOW, close)
        assert not (await store.read(office)).calendar.is_workday(DAY)
        assert not write_once(store.path, tmp_path, OFFICE, lambda: NOW, office).calendar.is_workday(DAY)


async def test_a_unit_that_comes_gets_its_hours_at_once(tmp_path: Path) -> None:
    async with store_at(tmp_path) as store:
        unit = await store.write(people.add_unit, "Rsud", UnitKind.EXTERNAL)
        assert (await store.read(office)).calendar_for(unit).always_open


async def test_a_day_is_taken_back_but_never_deleted_and_stands_once(tmp_path: Path) -> None:
    async with store_at(tmp_path) as store:
        await store.write(close)
        with pytest.raises(sqlite3.IntegrityError):
            await store.write(close)
        with pytest.raises(sqlite3.IntegrityError):
            await store.write(lambda tx: tx.db.execute("DELETE FROM special_day"))
        assert await store.write(special_days.take_back, 1, 1)
        assert not await store.write(special_days.take_back, 1, 1)
        assert (await store.read(office)).calendar.is_workday(DAY)
        await store.write(close)
        assert not (await store.read(office)).calendar.is_workday(DAY)


def test_a_units_own_day_wins_over_the_offices_and_its_hours_over_both() -> None:
    rules = [DayRule(DAY, None, "off"), DayRule(DAY, 2, "on")]
    made = build(replace(OFFICE, unit_hours={"A": WIB, "B": WIB}), {"a": 1, "b": 2}, rules)
    open_at = [made.calendar_for(unit).is_workday(DAY) for unit in (None, 1, 2, 3)]
    assert open_at == [False, False, True, False]


def test_a_unit_without_hours_of_its_own_keeps_the_offices_beside_its_own_days() -> None:
    made = build(OFFICE, {}, [DayRule(DAY, 3, "off")])
    assert made.calendar is OFFICE.calendar
    assert (made.calendar_for(3).is_workday(DAY), made.calendar_for(3).week) == (False, WIB.week)
