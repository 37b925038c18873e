"""A call of every text of the freshness board, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from bot.sop.freshness import Standing, Watched, judge
from bot.texts import Texts
from bot.texts.indonesian import freshness

Call = Callable[[Texts, str], object]

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LAST = datetime(2026, 5, 3, 3, 42, tzinfo=UTC)
CHECKED = datetime(2026, 5, 4, 3, 42, tzinfo=UTC)


def standing(x: str, days: int = 90, **known: object) -> Standing:
    """Build how a section stands whose every word is somebody's; read unless said otherwise."""
    read = None if known.pop("unread", False) else TODAY
    judgement = judge(days, TODAY, LAST.date(), LAST.date(), None, read)
    told = {"last_at": LAST, "source": "cms", "title": x, "url": "https://contoh.go.id/7"} | known
    return Standing(Watched("berita", x, days, x), judgement, **told)  # type: ignore[arg-type]


ALL: tuple[Callable[[str], Standing], ...] = (
    standing,
    lambda x: standing(x, 204),
    lambda x: standing(x, 205),
    lambda x: standing(x, 300),
    lambda x: standing(x, unread=True, problem="unreachable", read_at=LAST),
    lambda x: standing(x, problem="timeout"),
    lambda x: standing(x, last_at=None, source="", title="", url=""),
    lambda x: standing(x, checked_at=CHECKED, checked_by=x),
    *(partial(lambda source, x: standing(x, source=source), source) for source in ("own", "feed", "sitemap", "page")),
)


def of_each(name: str) -> list[Call]:
    """Say something of every kind of standing."""
    return [partial(lambda make, t, x: getattr(t, name)(make(x)), make) for make in ALL]


def each_word(name: str, keys: dict[str, str]) -> list[Call]:
    """Give every fixed word."""
    return [partial(lambda key, t, _x: getattr(t, name)(key), key) for key in keys]


FRESHNESS_CALLS: dict[str, list[Call]] = {
    "freshness_word": each_word("freshness_word", freshness._WORDS),
    "freshness_button": each_word("freshness_button", freshness._BUTTONS),
    "light": of_each("light"),
    "freshness_age": [lambda t, x: t.freshness_age(standing(x))],
    "last_seen": of_each("last_seen"),
    "vouched": [lambda t, x: t.vouched(ALL[7](x))],
    "not_read": [lambda t, x: t.not_read(ALL[4](x)), lambda t, x: t.not_read(ALL[5](x))],
    "freshness_counts": [lambda t, x: t.freshness_counts([make(x) for make in ALL])],
    "freshness_board": [
        lambda t, x: t.freshness_board([make(x) for make in ALL]),
        lambda t, x: t.freshness_board([standing(x)] * 40),
    ],
    "freshness_detail": of_each("freshness_detail"),
    "section_stale": of_each("section_stale"),
    "stale_subject": [lambda t, x: t.stale_subject(x)],
    "stale_instruction": of_each("stale_instruction"),
    "stale_need": of_each("stale_need"),
    "proposal_withdrawn": [
        partial(lambda ending, t, x: t.proposal_withdrawn(x, ending), ending)
        for ending in ("updated", "checked", "unwatched")
    ],
    "section_checked": [lambda t, x: t.section_checked(x)],
    "not_your_section": [lambda t, _x: t.not_your_section()],
    "not_stale": [lambda t, _x: t.not_stale()],
    "freshness_rest": [lambda t, _x: t.freshness_rest(3)],
    "freshness_limit": [lambda t, _x: t.freshness_limit(1), lambda t, _x: t.freshness_limit(90)],
    "freshness_caption": [lambda t, _x: t.freshness_caption()],
    "freshness_failed": [lambda t, _x: t.freshness_failed()],
}
