"""Hours in Ramadan: asked of the admin when it nears, kept with one tap, shown ahead, taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.desk.deadlines import ramadan
from bot.holidays import idulfitri
from bot.sop.flow import State
from bot.sop.press import Press, Verb
from bot.sop.recap import Span
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, Calendar, Profile
from storage import steps
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of

#: A Tuesday morning, four weeks before the Ramadan of 2027 as it is reckoned.
NEAR = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
QUESTION = "Jam kerja Ramadan"
ZONE = ZoneInfo("Asia/Jakarta")
SEVEN, NOON = time(7, 30), time(12)
FIRST = "Mulai 8 Feb s.d. 9 Mar 2027"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, start=NEAR) as stage:
        yield stage


async def asked(stage: Stage) -> int:
    """Have the morning's question asked."""
    count = await stage.bot.store.write(ramadan.ask)
    await stage.settle()
    return count


@pytest.mark.parametrize(
    ("year", "first"),
    [(2023, date(2023, 3, 23)), (2025, date(2025, 3, 1)), (2026, date(2026, 2, 19)), (2027, date(2027, 2, 8))],
)
def test_it_is_reckoned_from_idulfitri_within_a_day(year: int, first: date) -> None:
    [feast] = idulfitri(year)
    assert abs((feast - first).days - ramadan.MONTH) <= 1


def test_a_year_of_two_feasts_has_both() -> None:
    assert len(idulfitri(2033)) == 2


async def test_the_admin_is_asked_once_a_week_and_keeps_the_hours_with_one_tap(stage: Stage) -> None:
    fitri, bambang = stage.person("Fitri"), stage.person("Bambang")
    assert await asked(stage) == 1
    assert await asked(stage) == 0
    card = stage.find(fitri, QUESTION)
    assert "Sen–Kam 08.00–12.00, 12.30–15.00; Jum 08.00–12.00, 13.00–15.30" in text_of(card)
    assert labels(card) == [
        "Mulai 7 Feb s.d. 9 Mar 2027", FIRST, "Mulai 9 Feb s.d. 9 Mar 2027", "Jam kerja tetap seperti biasa",
    ]  # fmt: skip
    await stage.tap(fitri, FIRST)
    assert "Jam kerja Ramadan dicatat: Sen, 8 Feb – Sel, 9 Mar 2027." in text_of(fitri.last)
    assert "Oleh Fitri Handayani" in text_of(stage.find(bambang, "Jam kerja Ramadan dicatat"))
    await stage.advance(days=7)
    assert await asked(stage) == 0
    await stage.say(bambang, "/libur")
    said = text_of(bambang.last)
    assert "Jam khusus\n• Sen, 8 Feb – Sel, 9 Mar 2027: Sen–Kam 08.00–12.00, 12.30–15.00" in said
    assert stage.outside.refusals() == []


async def test_what_nobody_answers_is_asked_again_the_week_after(stage: Stage) -> None:
    assert await asked(stage) == 1
    await stage.advance(days=7)
    assert await asked(stage) == 1


async def test_it_is_not_asked_long_before_nor_where_the_usual_hours_were_chosen(stage: Stage) -> None:
    stage.clock.set(datetime(2026, 11, 24, 2, 0, tzinfo=UTC))
    assert await asked(stage) == 0
    stage.clock.set(NEAR)
    await asked(stage)
    await stage.tap(stage.person("Fitri"), "Jam kerja tetap seperti biasa")
    assert "tetap seperti biasa" in text_of(stage.person("Fitri").last)
    await stage.advance(days=8)
    assert await asked(stage) == 0


async def test_open_deadlines_move_with_it_and_back(stage: Stage) -> None:
    stage.clock.set(datetime(2027, 2, 8, 7, 0, tzinfo=UTC))  # the first day, 14.00: an hour left of it instead of two
    order = await scenes.bring(stage, State.D_WAITING_KABAG)

    def due(tx: Tx) -> datetime:
        record = steps.open_one(tx, order.kind, order.id)
        assert record is not None
        assert record.due_at is not None
        return record.due_at

    before = await stage.bot.store.read(due)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/libur")
    await stage.tap(bambang, FIRST)
    assert "bergeser" in text_of(bambang.last)
    assert await stage.bot.store.read(due) != before
    await stage.tap(bambang, "✕ Batalkan jam Ramadan 8 Feb – 9 Mar")
    assert "dibatalkan" in text_of(bambang.last)
    assert await stage.bot.store.read(due) == before


async def test_other_days_can_be_typed_and_what_cannot_be_is_told(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/libur ramadan 9-2-2027 s.d. 9-3-2027")
    await stage.tap(fitri, "Mulai 9 Feb s.d. 9 Mar 2027")
    assert "dicatat: Sel, 9 Feb – Sel, 9 Mar 2027." in text_of(fitri.last)
    for words in ("ramadan", "ramadan 8-2-2027", "ramadan 10-2-2027 s.d. 9-3-2027", "Ramadan kapan?"):
        await stage.say(fitri, f"/libur {words}")
        assert "Tulis hari pertama dan terakhir Ramadan" in text_of(fitri.last), words


@pytest.mark.parametrize(
    "arg", ["ram.", "ram.2027-02-08", "ram.x.y", "ram.2027-02-08.2027-02-10", "ram.2020-02-08.2020-03-09", "ramback.77",
            "ramback.x"],
)  # fmt: skip
async def test_a_forged_tap_changes_nothing(stage: Stage, arg: str) -> None:
    await asked(stage)
    fitri = stage.person("Fitri")
    fitri.press(stage.find(fitri, QUESTION), data=Press(Verb.CALENDAR, arg=arg).pack())
    await stage.settle()
    assert (await stage.bot.store.read(lambda tx: tx.office.calendar.profiles)) == ()


async def test_who_may_not_change_the_calendar_is_not_asked_and_taps_in_vain(stage: Stage) -> None:
    await asked(stage)
    rudi = stage.person("Rudi")
    await stage.say(rudi, "/libur")
    assert QUESTION not in text_of(rudi.last)
    rudi.press(rudi.last, data=Press(Verb.CALENDAR, arg="ram.2027-02-08.2027-03-09").pack())
    await stage.settle()
    assert (await stage.bot.store.read(lambda tx: tx.office.calendar.profiles)) == ()


def test_a_unit_that_opens_on_saturdays_does_in_ramadan_too_and_own_hours_stay() -> None:
    usual = Calendar(ZONE, week=(*Calendar(ZONE).week[:5], ((SEVEN, NOON),), ()))
    kept = usual.with_hours(date(2027, 2, 8), date(2027, 3, 9), PERPRES_RAMADAN_WEEK)
    assert kept.profiles[0].week[5] == ((SEVEN, NOON),)
    assert kept.profiles[0].week[6] == ()
    own = Profile(date(2027, 2, 1), date(2027, 3, 1), PERPRES_RAMADAN_WEEK)
    with_own = Calendar(ZONE, profiles=(own,))
    assert with_own.with_hours(date(2027, 2, 8), date(2027, 3, 9), PERPRES_RAMADAN_WEEK) is with_own


def test_days_travel_in_a_button() -> None:
    span = Span(date(2027, 2, 8), date(2027, 3, 9))
    assert ramadan.unpacked(ramadan.packed(span).removeprefix("ram.")) == span
    assert ramadan.unpacked("2027-03-09.2027-02-08") is None
