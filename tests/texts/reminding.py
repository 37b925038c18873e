"""A call of every text of reminders, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.texts import Texts
from bot.texts.indonesian import reminders

Call = Callable[[Texts, str], object]

LATER = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
SOON = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
NOTHING = timedelta(0)
SPAN = timedelta(minutes=65)

REMINDING_CALLS: dict[str, list[Call]] = {
    "reminder": [lambda t, _x: t.reminder(SPAN), lambda t, _x: t.reminder(NOTHING), lambda t, _x: t.reminder(-SPAN)],
    "piket_call": [lambda t, _x: t.piket_call()],
    "copied": [
        lambda t, x: t.copied(x, NOTHING, may_do_it=False),
        lambda t, x: t.copied(x, SPAN, may_do_it=False),
        lambda t, x: t.copied(x, SPAN, may_do_it=True),
    ],
    "may_take_over": [lambda t, _x: t.may_take_over()],
    "fast_lane": [lambda t, _x: t.fast_lane(immediate=True), lambda t, _x: t.fast_lane(immediate=False)],
    "snoozed": [lambda t, x: t.snoozed(x, SOON, x), lambda t, x: t.snoozed(x, LATER, x)],
    "snooze": [lambda t, _x: t.snooze()],
    "snooze_reasons": [lambda t, _x: t.snooze_reasons()],
    "ask_snooze": [lambda t, _x: t.ask_snooze(1), lambda t, _x: t.ask_snooze(3)],
    "ask_snooze_span": [lambda t, x: t.ask_snooze_span(x)],
    "snooze_span": [lambda t, _x: [t.snooze_span(key, at) for key in reminders._SPANS for at in (SOON, LATER)]],
    "snooze_set": [lambda t, _x: t.snooze_set(SOON), lambda t, _x: t.snooze_set(LATER)],
    "overview": [lambda t, _x: t.overview(6)],
}
