"""A call of every text about people away and of the digests, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.sop.digest import Evening, Late, Live
from bot.texts import Texts
from bot.texts.indonesian import absence

Call = Callable[[Texts, str], object]

DAY = date(2026, 11, 24)
LATER = date(2027, 1, 2)
DUE = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def late(x: str) -> list[Late]:
    """Build more that is late than one screen shows, and something that is not late yet."""
    return [Late(x, x, x, DUE, timedelta(minutes=65)), *[Late("N-8", x, x, DUE, None)] * 11]


def day(x: str) -> Evening:
    """Build a day of which everything is told."""
    live = (Live(x, x, x, "https://contoh.go.id/7"), Live("N-8", x, x, ""))
    return Evening(DAY, LATER, live, (x, x), (x,), tuple(late(x)), tuple(late(x)))


def _words(name: str, keys: dict[str, str], *more: object) -> list[Call]:
    return [partial(lambda key, t, _x: getattr(t, name)(key, *more), key) for key in keys]


def _told(what: str, who: str, substitute: bool, count: int) -> Call:
    return lambda t, x: t.absence_told(what, who, x, x if substitute else "", x, DAY, LATER, count)


ABSENCE_CALLS: dict[str, list[Call]] = {
    "calendar_day": [lambda t, _x: t.calendar_day(DAY), lambda t, _x: t.calendar_day(LATER)],
    "absence_span": [lambda t, _x: t.absence_span(DAY, DAY), lambda t, _x: t.absence_span(DAY, LATER)],
    "absence_head": [lambda t, x: t.absence_head(x), lambda t, _x: t.absence_head("")],
    "absence_state": [
        lambda t, x: t.absence_state(x, x, x, DAY, LATER),
        lambda t, x: t.absence_state(x, "", x, DAY, LATER),
    ],
    "absence_none": [lambda t, x: t.absence_none(x), lambda t, _x: t.absence_none("")],
    "absence_covers": [lambda t, x: t.absence_covers(x, DAY)],
    "absence_nobody_fits": [lambda t, _x: t.absence_nobody_fits()],
    "absence_button": _words("absence_button", absence._BUTTONS),
    "absence_until": _words("absence_until", absence._UNTIL, DAY),
    "absence_ask_until": [
        lambda t, x: t.absence_ask_until(x, x, x, x),
        lambda t, x: t.absence_ask_until(x, "", "", ""),
    ],
    "absence_ask_person": [lambda t, _x: t.absence_ask_person()],
    "absence_refused": [partial(lambda why, t, x: t.absence_refused(why, x), why) for why in absence._REFUSED],
    "absence_unclear": [lambda t, _x: t.absence_unclear()],
    "absence_which": [lambda t, x: t.absence_which(x, [x, x]), lambda t, x: t.absence_which(x, [])],
    "absence_told": [
        _told(what, who, substitute, count)
        for what in ("arranged", "begins", "ends")
        for who in ("substitute", "absent", "superior")
        for substitute in (True, False)
        for count in (0, 2)
    ],
    "stands_in": [
        lambda t, x: t.stands_in(x, x, x, DAY, yours=False),
        lambda t, x: t.stands_in(x, x, x, LATER, yours=True),
    ],
    "nobody_stands_in": [lambda t, x: t.nobody_stands_in(x, DAY), lambda t, x: t.nobody_stands_in(x, None)],
    "day_greeting": [lambda t, _x: t.day_greeting()],
    "digest": [partial(lambda count, t, _x: t.digest(count), count) for count in (0, 1, 7)],
    "digest_task": [lambda t, x: t.digest_task(x, x, x, x)],
    "digest_copied": [lambda t, x: t.digest_copied(late(x))],
    "evening": [lambda t, x: t.evening(day(x)), lambda t, x: t.evening(Evening(DAY, None, sent=(x,)))],
}
