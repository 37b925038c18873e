"""A call of every text of the calendar and the piket, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from bot.sop.calendar_days import DayLine, Decided, DutyLine, Effect
from bot.sop.recap import Span
from bot.sop.worktime import Moments
from bot.texts import Texts

Call = Callable[[Texts, str], object]

DAY = date(2026, 12, 24)
ONE = Span(DAY, DAY)
SOME = Span(DAY, date(2027, 1, 3))
MORNING = Moments(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 5, 0, tzinfo=UTC))
ALL_DAY = Moments(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 17, 0, tzinfo=UTC))
CHANGE, NOTHING = Effect((DAY,), 3), Effect((), 0)


def lines(x: str) -> list[DayLine]:
    """Build days of every kind."""
    own = DayLine(DAY, "off", x, x, x, 1)
    return [DayLine(DAY, "holiday", x), own, DayLine(DAY, "on", x), DayLine(DAY, "off")]


CALENDAR_CALLS: dict[str, list[Call]] = {
    "days": [
        lambda t, x: t.days([("", (MORNING,)), (x, (ALL_DAY,)), (x, ())], lines(x) * 6, may=True),
        lambda t, _x: t.days([("", ())], [], may=False),
    ],
    "take_day_back": [lambda t, x: t.take_day_back(lines(x)[1]), lambda t, x: t.take_day_back(lines(x)[2])],
    "days_plan": [
        lambda t, x: t.days_plan(DAY, DAY, x, x, CHANGE, Effect((DAY, DAY), 1)),
        lambda t, _x: t.days_plan(DAY, SOME.last, "", "", NOTHING, NOTHING),
    ],
    "close_days": [lambda t, x: t.close_days(x), lambda t, _x: t.close_days("")],
    "work_days": [lambda t, x: t.work_days(x), lambda t, _x: t.work_days("")],
    "only_a_unit": [lambda t, _x: t.only_a_unit()],
    "days_choose_unit": [lambda t, _x: t.days_choose_unit()],
    "days_changed": [
        lambda t, x: t.days_changed(Decided(SOME, 6, "off", x, x, 2), x),
        lambda t, x: t.days_changed(Decided(ONE, 1, "on", "", x, 0, back=True), ""),
    ],
    "days_unclear": [lambda t, _x: t.days_unclear()],
    "days_not_yours": [lambda t, _x: t.days_not_yours()],
    "days_nothing": [lambda t, _x: t.days_nothing()],
    "days_forgotten": [lambda t, _x: t.days_forgotten()],
    "cuti_bersama_unknown": [lambda t, _x: t.cuti_bersama_unknown(2028)],
    "duties": [
        lambda t, x: t.duties([x, x], [DutyLine(1, x, SOME)] * 30, may=True),
        lambda t, _x: t.duties([], [], may=False),
    ],
    "put_on_duty": [lambda t, _x: t.put_on_duty()],
    "take_off_duty": [lambda t, x: t.take_off_duty(DutyLine(1, x, SOME))],
    "duty_who": [lambda t, _x: t.duty_who()],
    "duty_when": [lambda t, x: t.duty_when(x)],
    "duty_yours": [lambda t, x: t.duty_yours(SOME, x)],
    "duty_over": [lambda t, x: t.duty_over(ONE, x)],
    "duty_unclear": [lambda t, x: t.duty_unclear([x, x])],
}
