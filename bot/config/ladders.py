"""The ladders of reminders in the file: their tables, how their values are written, what must hold between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, Any

import msgspec

from bot.config.problems import ConfigProblem, Words
from bot.config.table import Table
from bot.config.values import Written, lasting_between, read_string
from bot.sop.duration import format_duration, parse_duration
from bot.sop.flow import Step
from bot.sop.ladder import LONG, MIDDLE, SHORT, URGENT, Copy, Ladder, Ladders
from bot.sop.roles import Who

#: Who can be copied, by the name of their role; the one above those waited for is "superior".
SUPERIOR = "superior"
COPIED = (SUPERIOR, *(who.value for who in Who if who is not Who.SYSTEM))

#: Nobody reads what comes more often.
SHORTEST_INTERVAL = timedelta(minutes=1)


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise ValueError("not a share")
    return float(value)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def _shares(value: object) -> tuple[float, ...]:
    shares = tuple(_share(item) for item in _list(value))
    if any(later <= earlier for earlier, later in pairwise(shares)):
        raise ValueError("not growing")
    return shares


def _delays(value: object) -> tuple[timedelta, ...]:
    delays = tuple(parse_duration(read_string(item)) for item in _list(value))
    if any(later <= earlier for earlier, later in pairwise(delays)):
        raise ValueError("not growing")
    return delays


def _copies(value: object) -> tuple[Copy, ...]:
    if not isinstance(value, dict) or not set(value) <= set(COPIED):
        raise ValueError("not roles with durations")
    return tuple(
        Copy(None if role == SUPERIOR else Who(role), parse_duration(read_string(after)))
        for role, after in value.items()
    )


def _takeover(value: object) -> timedelta | None:
    return parse_duration(written) if (written := read_string(value)) else None


_SHARES = Written(
    Words(
        "daftar bagian waktu langkah antara 0 dan 1, dari kecil ke besar, [] untuk tidak sama sekali",
        "a list of shares of the step's time between 0 and 1, from small to large, [] for none",
    ),
    "[0.8]",
    _shares,
)
_DELAYS = Written(
    Words(
        "daftar lama waktu dalam tanda kutip dengan satuan h, m, s, dari singkat ke lama",
        "a list of quoted durations in h, m, s, from short to long",
    ),
    '["0m", "10m", "30m"]',
    _delays,
)
_EVERY = Written(
    Words(
        'lama waktu dalam tanda kutip dengan satuan h, m, s, paling singkat "1m"',
        'a quoted duration in h, m, s of at least "1m"',
    ),
    '"7h30m"',
    lasting_between(SHORTEST_INTERVAL, timedelta.max),
)
_COPIES = Written(
    Words(
        f"siapa dan mulai kapan, {{ }} untuk tidak seorang pun; yang dikenal: {', '.join(COPIED)}",
        f"who and from when on, {{ }} for nobody; known are {', '.join(COPIED)}",
    ),
    '{ superior = "30m" }',
    _copies,
)
_TAKEOVER = Written(
    Words(
        'lama waktu dalam tanda kutip dengan satuan h, m, s, "" untuk tidak pernah',
        'a quoted duration in h, m, s, "" for never',
    ),
    '"7h30m"',
    _takeover,
)

Shares = Annotated[tuple[float, ...], _SHARES]
Delays = Annotated[tuple[timedelta, ...], _DELAYS]
Every = Annotated[timedelta, _EVERY]
Copies = Annotated[tuple[Copy, ...], _COPIES]
Takeover = Annotated[timedelta | None, _TAKEOVER]


class ShortLadder(Table, frozen=True, kw_only=True):
    """Steps that may take minutes."""

    before: Shares = SHORT.before
    after_due: Delays = SHORT.after_due
    every: Every = SHORT.every
    copies: Copies = SHORT.copies
    takeover: Takeover = SHORT.takeover


class MiddleLadder(ShortLadder, frozen=True, kw_only=True):
    """Steps that may take hours."""

    before: Shares = MIDDLE.before
    after_due: Delays = MIDDLE.after_due
    every: Every = MIDDLE.every
    copies: Copies = MIDDLE.copies
    takeover: Takeover = MIDDLE.takeover


class LongLadder(ShortLadder, frozen=True, kw_only=True):
    """Steps that may take days."""

    before: Shares = LONG.before
    after_due: Delays = LONG.after_due
    every: Every = LONG.every
    copies: Copies = LONG.copies
    takeover: Takeover = LONG.takeover


class UrgentLadder(ShortLadder, frozen=True, kw_only=True):
    """What is serta merta or sangat segera, whatever the step."""

    before: Shares = URGENT.before
    after_due: Delays = URGENT.after_due
    every: Every = URGENT.every
    copies: Copies = URGENT.copies
    takeover: Takeover = URGENT.takeover


UNSET = msgspec.UNSET
Unset = msgspec.UnsetType


class StepLadder(Table, frozen=True, kw_only=True):
    """A step's own ladder: a key that is not named is as on the ladder of its length."""

    before: Annotated[tuple[float, ...] | Unset, _SHARES] = UNSET
    after_due: Annotated[tuple[timedelta, ...] | Unset, _DELAYS] = UNSET
    every: Annotated[timedelta | Unset, _EVERY] = UNSET
    copies: Annotated[tuple[Copy, ...] | Unset, _COPIES] = UNSET
    takeover: Annotated[timedelta | Unset | None, _TAKEOVER] = UNSET


class Reminders(Table, frozen=True, kw_only=True):
    """When a step is recalled, who hears of it too, and when the superior may do it; in working time."""

    short: ShortLadder = ShortLadder()
    middle: MiddleLadder = MiddleLadder()
    long: LongLadder = LongLadder()
    urgent: UrgentLadder = UrgentLadder()
    steps: dict[Step, StepLadder] = {}  # noqa: RUF012 - msgspec copies an empty default


_NOW = Words(
    "tangga pengingat menurut lama langkah: [reminders.short], [reminders.middle], [reminders.long] dan"
    " [reminders.urgent]",
    "ladders by the length of a step: [reminders.short], [reminders.middle], [reminders.long] and [reminders.urgent]",
)

#: Keys of before, by their dotted names: what took their place, and an example of it.
MOVED = {
    "reminders.after_due": (_NOW, 'short.after_due = ["0m", "10m", "30m"]'),
    "reminders.every": (_NOW, 'short.every = "7h30m"'),
    "reminders.escalate_at": (_NOW, 'short.copies = { superior = "30m" }'),
}


def ladders(reminders: Reminders, standards: dict[Step, timedelta]) -> Ladders:
    """Return the office's ladders; `standards` is the working time each step may take."""
    by_length = Ladders(
        short=_ladder(reminders.short),
        middle=_ladder(reminders.middle),
        long=_ladder(reminders.long),
        urgent=_ladder(reminders.urgent),
    )
    own = {
        step: replace(by_length.of(step, standards[step], urgent=False), **_given(table))
        for step, table in reminders.steps.items()
    }
    return replace(by_length, own=MappingProxyType(own))


def _ladder(table: ShortLadder) -> Ladder:
    return Ladder(**msgspec.structs.asdict(table))


def _given(table: StepLadder) -> dict[str, Any]:
    return {key: value for key, value in msgspec.structs.asdict(table).items() if value is not UNSET}


def conflicts(reminders: Reminders, standards: dict[Step, timedelta]) -> Iterator[ConfigProblem]:
    """Find ladders without a rung, and those on which the superior may act before hearing of it."""
    made = ladders(reminders, standards)
    named = {"short": made.short, "middle": made.middle, "long": made.long, "urgent": made.urgent}
    named |= {f"steps.{step}": ladder for step, ladder in made.own.items()}
    for name, ladder in named.items():
        if not ladder.before and not ladder.after_due:
            yield ConfigProblem(
                f"reminders.{name}.after_due",
                Words("[]", "[]"),
                Words("paling sedikit satu pengingat", "at least one reminder"),
                'after_due = ["0m", "10m", "30m"]',
            )
        if (problem := _unheard(name, ladder)) is not None:
            yield problem


def _unheard(name: str, ladder: Ladder) -> ConfigProblem | None:
    """Who may take a step over has heard of it by then."""
    heard = [copy.after for copy in ladder.copies if copy.who is None]
    if ladder.takeover is None or (heard and heard[0] <= ladder.takeover):
        return None
    written = format_duration(ladder.takeover)
    return ConfigProblem(
        f"reminders.{name}.takeover",
        Words(f'"{written}"', f'"{written}"'),
        Words(
            'waktu yang tidak lebih awal dari superior dalam copies, atau "" untuk tidak pernah',
            'no earlier than superior in copies, or "" for never',
        ),
        f'copies = {{ superior = "{written}" }}',
    )
