"""The fixed dates and people of the simulated year, and what a plan of it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.year.hours import HOUR, at
from tests.year.model import World

BEGIN, END = at(date(2026, 1, 2), 360), at(date(2027, 1, 1))

#: The bot is down from a Tuesday noon to a Thursday morning.
DOWN, UP = at(date(2026, 7, 21), 11 * 60 + 7), at(date(2026, 7, 23), 9 * 60 + 41)

#: Words for a bot that is away are kept for a day; taps are forgotten within minutes, and made again.
TELEGRAM_KEEPS = 24 * HOUR

#: What was typed while the bot was away has no number yet: it gets one when it arrives.
NOT_NUMBERED = 9000

#: From the afternoon before, the Kasubbag sits in a meeting: what is to be taken in piles up.
MEETING = at(date(2026, 7, 20), 13 * 60 + 30)

#: A regional holiday that is decreed a week ahead: the anniversary of the regency.
DECREED_AT, DECREED = at(date(2026, 9, 16), 10 * 60 + 3), date(2026, 9, 23)

A_MONTH = 60
RUSH, RUSH_ARTICLES = (date(2026, 7, 20), date(2026, 7, 21)), 24

#: Digests are looked at in these months: Ramadan with its own opening, and the outage.
DIGESTS_IN = {2, 3, 7}

#: How often one person may put the reminders of one step off.
MOST = 3
GRAIN = 5  # milliseconds: 80 % of any span of such moments is a whole number of them

KABAG, KASUBBAG, STAF, PPID = 1, 2, (3, 4, 5), 6
CONTRIBUTORS = range(8, 48)  # of the units 1 to 40
OFFICIALS = range(48, 86)  # of the units 3 to 40
SIX_DAY_UNITS = {32, 27, 21}

#: Verbs that are one tap on a card: while the bot is down, these are tapped in vain, and come through afterwards.
ONE_TAP = {"approve", "take_in", "publish", "accept", "acknowledge"}


@dataclass(frozen=True)
class Act:
    """One thing somebody does. `waits`: the bot is down, and hears of it only when it is back."""

    at: int
    person: int
    verb: str
    kind: str = ""
    id: int = 0
    arg: str = ""
    taps: bool = True
    waits: bool = False


def office_of_the_model() -> World:
    units: dict[int, tuple[bool, int, int | None]] = {1: (False, 8, None), 2: (False, 9, None)}
    units |= {unit: (True, 7 + unit, 45 + unit) for unit in range(3, 41)}
    roles = {"kabag": [KABAG], "kasubbag": [KASUBBAG], "staf": list(STAF), "ppid": [PPID]}
    return World(roles, units, SIX_DAY_UNITS)


@dataclass
class Plan:
    """The year as it was decided, and the world that foretells what it brings."""

    acts: list[Act] = field(default_factory=list)
    world: World = field(default_factory=office_of_the_model)
    #: naskah whose cards are drawn in full: what is done with these, or a part of it, is done by taps
    tapped: set[int] = field(default_factory=set)
    evenings: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    digests: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
