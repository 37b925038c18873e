"""A call of every text of the agenda kerja, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bot.sop.recurring import LAST_DAY, Every, Rule
from bot.texts import Texts
from bot.texts.indonesian.recurring import _BUTTONS

Call = Callable[[Texts, str], object]

DAY = date(2026, 10, 5)
DATES = tuple(DAY + timedelta(days=n) for n in range(60))
RULES = (
    Rule(Every.WEEK, 0),
    Rule(Every.MONTH, 15),
    Rule(Every.MONTH, LAST_DAY),
    Rule(Every.FIRST),
    Rule(Every.DATES, dates=DATES[:1]),
    Rule(Every.DATES, dates=DATES),
)


def _each_rule(say: Callable[[Texts, str, Rule], object]) -> list[Call]:
    return [partial(lambda rule, t, x: say(t, x, rule), rule) for rule in RULES]


AGENDA_CALLS: dict[str, list[Call]] = {
    "agenda_button": [partial(lambda name, t, _x: t.agenda_button(name), name) for name in _BUTTONS],
    "agenda_rule": _each_rule(lambda t, _x, rule: t.agenda_rule(rule)),
    "agenda_choice": _each_rule(lambda t, _x, rule: t.agenda_choice(rule)),
    "agenda_day": [lambda t, _x: t.agenda_day(DAY)],
    "ask_agenda": [lambda t, _x: t.ask_agenda()],
    "agenda_made": _each_rule(lambda t, _x, rule: t.agenda_made(rule, DAY)),
    "agenda_already": _each_rule(lambda t, _x, rule: t.agenda_already(rule)),
    "agenda_full": [lambda t, _x: t.agenda_full(30)],
    "agenda_unclear": [lambda t, _x: t.agenda_unclear()],
    "agenda_past": [lambda t, _x: t.agenda_past()],
    "agenda_line": _each_rule(lambda t, _x, rule: t.agenda_line(rule, DAY)),
    "agenda": [
        lambda t, x: t.agenda([(x, rule, DAY) for rule in RULES], may_change=True),
        lambda t, _x: t.agenda([], may_change=False),
    ],
    "agenda_entry": [
        lambda t, _x: t.agenda_entry(RULES[0], DAY, DAY, open_form=False),
        lambda t, _x: t.agenda_entry(RULES[0], DAY, DATES[1], open_form=True),
        lambda t, _x: t.agenda_entry(RULES[0], None, None, open_form=False),
    ],
    "agenda_fields": [
        lambda t, x: t.agenda_fields(x, x, x, x, [x, x]),
        lambda t, x: t.agenda_fields(x, "", x, x, []),
    ],
    "ask_agenda_stop": [lambda t, _x: t.ask_agenda_stop()],
    "agenda_opened": [lambda t, _x: t.agenda_opened()],
    "agenda_skipped": [lambda t, _x: t.agenda_skipped(DAY, DATES[1]), lambda t, _x: t.agenda_skipped(DAY, None)],
    "agenda_stopped": [lambda t, _x: t.agenda_stopped()],
    "agenda_gone": [lambda t, _x: t.agenda_gone()],
    "agenda_not_yours": [lambda t, _x: t.agenda_not_yours()],
}
