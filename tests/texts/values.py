"""Values of every type that a text takes, made of one word of somebody's: what calls of the texts are built from."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from itertools import combinations, cycle, islice
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.content.diff import Difference
from bot.sop.freshness import Standing
from bot.sop.recap import Span, month_of
from bot.sop.recurring import LAST_DAY, Every, Rule
from bot.sop.report import ArticleLine
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Calendar, Moments, Profile, Week
from bot.texts.indonesian import failures, freshness
from tests.texts.support import EARLIER, LATER, NOW

#: Makes one value, given the word.
Make = Callable[[str], object]

MAY = date(2026, 5, 12)  # a month whose name is another in each language
DATES = tuple(date(2026, 12, 24) + timedelta(days=n) for n in range(40))
MANY = 40  # more than any list shows
FEW = 10  # values of a set that are gone through inside of other things: a state's name is said of itself
SEVERAL = (list, tuple, Sequence, set)
#: From here on what is inside of other things is made in its fullest and its barest form only.
DEEP = 3


def fixed(*values: object) -> list[Make]:
    """Make values that have nothing of the word in them."""
    return [lambda _x, value=value: value for value in values]  # type: ignore[misc]  # the default binds the value


def word(x: str) -> str:
    """Make the word itself."""
    return x


def unknown(x: str) -> str:
    """Make a code that nobody knows, whatever the word is."""
    return f"{x}?"


#: What is made of other types than those of the language; a date is one whose words differ between the languages.
PLAIN: dict[object, list[Make]] = {
    str: [word, *fixed("")],
    int: fixed(7, 1234, 1, 0),
    bool: fixed(True, False),
    type(None): fixed(None),
    date: fixed(date(2027, 1, 2), date(2026, 12, 24)),
    datetime: fixed(LATER, NOW, EARLIER),
    timedelta: fixed(timedelta(minutes=65), timedelta(0), timedelta(minutes=-65)),
    Markup: [Markup("<i>{}</i>").format],
    Calendar: fixed(Calendar(ZoneInfo("Asia/Jakarta"))),
    # an open span of hours; one of the whole day is said in another way
    Moments: fixed(
        Moments(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
        Moments(datetime(2026, 11, 23, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 5, 0, tzinfo=UTC)),
    ),
    Week: fixed(PERPRES_RAMADAN_WEEK, ((PERPRES_WEEK[0],) * 7)),
    Profile: fixed(Profile(date(2027, 2, 8), date(2027, 3, 9), PERPRES_RAMADAN_WEEK)),
    # a span's end is never before its beginning; months, years and single days have names of their own
    Span: fixed(
        month_of(MAY),
        Span(date(2026, 1, 1), date(2026, 12, 31)),
        Span(date(2025, 1, 1), date(2026, 12, 31)),
        Span(date(2026, 10, 1), date(2026, 11, 15)),
        Span(date(2025, 12, 1), date(2026, 1, 15)),
        Span(MAY, MAY),
    ),
    # what the day of a rule means hangs on how it comes round
    Rule: fixed(
        Rule(Every.WEEK, 0), Rule(Every.MONTH, 15), Rule(Every.MONTH, LAST_DAY), Rule(Every.FIRST),
        Rule(Every.DATES, dates=DATES[:1]), Rule(Every.DATES, dates=DATES),
    ),
}  # fmt: skip

#: Codes of failures that people read of in chat.
SAID_IN_CHAT = [code for code, words in failures.FAILURES.items() if words.chat]

#: Fields of values that take codes, or numbers that stand in a relation; a name alone counts for every value.
NAMED: dict[tuple[type | None, str], list[Make]] = {
    (None, "url"): [lambda x: f"https://contoh.go.id/{x}#"],
    (None, "code"): [unknown, *fixed(*SAID_IN_CHAT)],
    (None, "first"): fixed(date(2026, 12, 23)),  # never after the last
    (Standing, "source"): fixed(*freshness._SOURCES),
    (Standing, "problem"): [*fixed("unreachable", "too_big"), unknown, *fixed("")],
    (ArticleLine, "problem"): [*fixed("foreign_words", "text_missing"), unknown, *fixed("")],
    (Difference, "changed"): fixed(1, 900),  # of the total: a little, or so much that it is read anew
    (Difference, "total"): fixed(1000),
}


def closed(kind: object) -> list[Make]:
    """Give every value of a type that has only so many; none for other types."""
    if get_origin(kind) is Literal:
        return fixed(*get_args(kind))
    if kind is bool or (isinstance(kind, type) and issubclass(kind, Enum)):
        return fixed(*((True, False) if kind is bool else kind))
    return []


def values(kind: Any, deep: int = 0) -> list[Make]:
    """Give makers for a type, the fullest value first and the barest last; `deep`: inside of how many other things."""
    if found := closed(kind) or PLAIN.get(kind):
        return found
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return [make for one in sorted(inner, key=lambda one: one is type(None)) for make in values(one, deep)]
    if origin is tuple and Ellipsis not in inner:
        return [_tuple(row) for row in rows([values(one, deep + 1) for one in inner], inner, deep)]
    if origin in SEVERAL:
        return _several(origin, inner[0], deep)
    return _things(kind, deep)


def named(name: str, kind: Any, deep: int = 0) -> list[Make]:
    """Give makers for something of a type and a name: what its name asks for, then the barest of its type."""
    by_name = NAMED.get((None, name))
    return [*by_name, values(kind, deep)[-1]] if by_name else values(kind, deep)


def _tuple(row: Sequence[Make]) -> Make:
    return lambda x: tuple(make(x) for make in row)


def _several(origin: Any, inner: Any, deep: int) -> list[Make]:
    """Give all, more than a list shows, only the last, and none."""
    one = values(inner, deep + 1)
    build = origin if origin in (list, set) else tuple
    several = [one, list(islice(cycle(one), max(MANY, len(one)))), one[-1:], []]
    return [lambda x, makes=makes: build(make(x) for make in makes) for makes in several]  # type: ignore[misc]


def _things(kind: type, deep: int) -> list[Make]:
    """Give dataclasses, built of values of their fields' types."""
    hints = get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind)]
    made = [NAMED.get((kind, name)) or named(name, hints[name], deep + 1) for name in fields]
    kinds = [hints[name] for name in fields]
    return [
        lambda x, row=row: kind(**{name: make(x) for name, make in zip(fields, row, strict=True)})  # type: ignore[misc]
        for row in rows(made, kinds, deep)
    ]


def rows(made: Sequence[list[Make]], kinds: Sequence[object], deep: int) -> Iterator[list[Make]]:
    """Put values together: the fullest, each other value in one place of it, and the barest.

    Deeper inside this is done for what has a closed set of values, in every two places at once, and for how many
    there are of something; at last for nothing.
    """
    full = [makes[0] for makes in made]
    yield full
    if deep == 0:
        yield from (_with(full, {place: make}) for place, makes in enumerate(made) for make in makes[1:])
    elif deep < DEEP:
        sets = [place for place, kind in enumerate(kinds) if 0 < len(closed(kind)) <= FEW]
        lists = [place for place, kind in enumerate(kinds) if get_origin(kind) in SEVERAL and place not in sets]
        yield from (_with(full, {place: make}) for place in (*sets, *lists) for make in made[place][1:])
        for one, other in combinations(sets, 2):
            yield from (_with(full, {one: a, other: b}) for a in made[one][1:] for b in made[other][1:])
    if made:
        yield [makes[-1] for makes in made]


def _with(full: list[Make], others: dict[int, Make]) -> list[Make]:
    return [others.get(place, make) for place, make in enumerate(full)]
