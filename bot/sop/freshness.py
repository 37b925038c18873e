"""How fresh the website is (the SOP's Peringatan): when a section counts as fresh, as nearly stale, and as stale.

The rules, exactly; days are calendar days of the office's zone, not working days:

1. Age is counted from the newest of: the last update, the last "sudah dicek", and the day it was first looked after.
2. A section is amber from 80 % of its span on (rounded up to a whole day), and stale from the whole of it on.
3. Stale is only said when the website was read on or after the day it became so: of a website that cannot be read
   nobody knows whether it was updated, so it is `UNSURE`, and nobody is warned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from bot.sop.worktime import WORKING_DAY

#: A section is amber from so much of its span on.
AMBER_PERCENT = 80


class Light(StrEnum):
    """How a section stands; said in words, never by a colour alone."""

    FRESH = "fresh"
    AMBER = "amber"
    STALE = "stale"
    UNSURE = "unsure"


#: Worst first.
WORST_FIRST = (Light.STALE, Light.UNSURE, Light.AMBER, Light.FRESH)


@dataclass(frozen=True, slots=True)
class Watched:
    """A section, or a page kept by hand, that is to be kept fresh.

    `owner` is a unit's name, "" for the Kasubbag; `days` how long it stays fresh; `feed` its RSS or Atom, `page` its
    public address, "" for none.
    """

    key: str
    name: str
    days: int
    owner: str = ""
    feed: str = ""
    page: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """What one section has of its own; days 0: the office's usual."""

    owner: str = ""
    days: int = 0
    feed: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The office's policy; `then_kasubbag` is working time after the owner was told, `sitemap` "" is looked for."""

    days: int = 90
    then_kasubbag: timedelta = 2 * WORKING_DAY
    sitemap: str = ""
    own: Mapping[str, Own] = field(default_factory=lambda: MappingProxyType({}))
    pages: tuple[Watched, ...] = ()

    def section(self, key: str, name: str) -> Watched:
        """Give what is watched of a section of the website."""
        own = self.own.get(key, Own())
        return Watched(key, name, own.days or self.days, own.owner, own.feed, own.page)


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a section stands on a day: `age` in days, `over` those beyond its span, and when it gets worse."""

    light: Light
    age: int
    over: int
    amber_on: date
    stale_on: date


def judge(days: int, today: date, since: date, last: date | None, checked: date | None, read: date | None) -> Judgement:
    """Say how fresh something is that stays fresh for `days`; dates after today count as today.

    `since` is when it was first looked after, `read` when the website was last read whole (None: never).
    """
    newest = min(max(day for day in (since if last is None else last, checked) if day is not None), today)
    age = (today - newest).days
    amber_on, stale_on = newest + timedelta(days=amber_after(days)), newest + timedelta(days=days)
    light = Light.FRESH
    if today >= stale_on:
        light = Light.STALE if read is not None and read >= stale_on else Light.UNSURE
    elif today >= amber_on:
        light = Light.AMBER
    return Judgement(light, age, max(0, age - days), amber_on, stale_on)


def amber_after(days: int) -> int:
    """Say after how many days something is amber that stays fresh for `days`."""
    return -(-days * AMBER_PERCENT // 100)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a section stands, for people to read; times in UTC, None for never.

    `source` says who knows of the last update: "own" (our publication), "cms", "feed", "sitemap" or "page"; "" where
    none was seen. `problem` says why the website could not be read the last time.
    """

    watched: Watched
    judgement: Judgement
    last_at: datetime | None = None
    source: str = ""
    title: str = ""
    url: str = ""
    read_at: datetime | None = None
    problem: str = ""
    checked_at: datetime | None = None
    checked_by: str = ""

    @property
    def light(self) -> Light:
        """How it stands, in one word."""
        return self.judgement.light

    @property
    def vouched(self) -> bool:
        """Say whether somebody checked it after its last update."""
        return self.checked_at is not None and (self.last_at is None or self.checked_at > self.last_at)
