"""Hours that a unit keeps for itself, in the configuration."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Calendar
from tests.config.support import loaded, refused, written

RAMADAN = (
    "[[hours.special]]\nfrom = 2027-02-08\nto = 2027-03-09\n"
    + "".join(f'{day} = "08:00-12:00, 12:30-15:00"\n' for day in ("monday", "tuesday", "wednesday", "thursday"))
    + 'friday = "08:00-12:00, 13:00-15:30"\n'
)
UNIT = '[[hours.unit]]\nname = "RSUD Contoh"\n'


def of_unit(folder: Path, lines: str, before: str = "") -> Calendar:
    """Load the hours of the one unit that has its own."""
    return loaded(folder, written("hours", f"{before}{UNIT}{lines}")).office().unit_hours["RSUD Contoh"]


def test_a_day_that_is_not_named_keeps_the_offices_hours(tmp_path: Path) -> None:
    calendar = of_unit(tmp_path, 'saturday = "08:00-12:00"\nfriday = ""\n')
    assert calendar.week == (*PERPRES_WEEK[:4], (), ((time(8), time(12)),), ())


def test_a_unit_can_run_day_and_night_while_the_office_does_not(tmp_path: Path) -> None:
    content = written("hours", f"{UNIT}always_open = true\n")
    office = loaded(tmp_path, content).office()
    assert (office.calendar.always_open, office.unit_hours["RSUD Contoh"].always_open) == (False, True)


def test_a_unit_of_an_office_that_never_closes_closes_by_its_own_hours(tmp_path: Path) -> None:
    assert of_unit(tmp_path, "", "always_open = true\n").always_open
    assert not of_unit(tmp_path, 'monday = "08:00-12:00"\n', "always_open = true\n").always_open


def test_the_offices_ramadan_holds_for_a_unit_without_one_of_its_own(tmp_path: Path) -> None:
    (theirs,) = of_unit(tmp_path, 'saturday = "08:00-12:00"\n', RAMADAN).profiles
    assert theirs.week == (*PERPRES_RAMADAN_WEEK[:5], ((time(8), time(12)),), ())
    own = '[[hours.unit.special]]\nfrom = 2027-02-10\nto = 2027-03-08\nmonday = "09:00-13:00"\n'
    (theirs,) = of_unit(tmp_path, own, RAMADAN).profiles
    assert (theirs.first, theirs.week) == (date(2027, 2, 10), (((time(9), time(13)),), *PERPRES_WEEK[1:]))


def test_days_of_the_unit_win_over_those_of_the_office(tmp_path: Path) -> None:
    office = "extra_holidays = [2026-09-01, 2026-09-02]\nextra_workdays = [2026-08-17]\n"
    calendar = of_unit(tmp_path, "extra_holidays = [2026-08-17]\nextra_workdays = [2026-09-01]\n", office)
    assert calendar.extra_holidays == {date(2026, 8, 17), date(2026, 9, 2)}
    assert calendar.extra_workdays == {date(2026, 9, 1)}


@pytest.mark.parametrize(
    ("lines", "key"),
    [
        ("".join(f'{d}day = ""\n' for d in ("mon", "tues", "wednes", "thurs", "fri")), "hours.unit[0]"),
        ("extra_holidays = [2026-09-01]\nextra_workdays = [2026-09-01]\n", "hours.unit[0].extra_workdays"),
        ('[[hours.unit]]\nname = "rsud contoh"\n', "hours.unit[1].name"),
        ("[[hours.unit.special]]\nfrom = 2027-03-02\nto = 2027-03-01\n", "hours.unit[0].special[0].to"),
        (
            "".join(f"[[hours.unit.special]]\nfrom = 2027-03-{first}\nto = 2027-03-12\n" for first in ("01", "09")),
            "hours.unit[0].special[1].from",
        ),
        ('holidays = "none"\n', "hours.unit[0].holidays"),
    ],
)
def test_it_refuses_what_contradicts_itself(tmp_path: Path, lines: str, key: str) -> None:
    assert [problem.key for problem in refused(tmp_path, written("hours", f"{UNIT}{lines}"))] == [key]


def test_it_refuses_a_unit_without_a_name(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written("hours", "[[hours.unit]]\nalways_open = true\n"))
    assert problem.key == "hours.unit[0].name"
