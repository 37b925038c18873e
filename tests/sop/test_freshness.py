"""When a section is fresh, nearly stale or stale: by whole days, and never by a website that could not be read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.freshness import Freshness, Judgement, Light, Own, Standing, Watched, amber_after, judge

TODAY = date(2026, 11, 24)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
MAYBE = st.none() | DAYS
SPANS = st.integers(1, 3650)


def after(age: int, days: int = 90, *, read: bool = True) -> Light:
    last = TODAY - timedelta(days=age)
    return judge(days, TODAY, TODAY, last, None, TODAY if read else last).light


@pytest.mark.parametrize(
    ("age", "light"),
    [(0, Light.FRESH), (71, Light.FRESH), (72, Light.AMBER), (89, Light.AMBER), (90, Light.STALE), (900, Light.STALE)],
)
def test_it_turns_amber_at_eighty_percent_and_stale_at_the_whole_span(age: int, light: Light) -> None:
    assert after(age) is light


@pytest.mark.parametrize(("days", "amber"), [(1, 1), (2, 2), (30, 24), (31, 25), (90, 72), (180, 144)])
def test_amber_begins_at_a_whole_day_rounded_up(days: int, amber: int) -> None:
    assert amber_after(days) == amber


def test_a_website_not_read_since_it_would_be_stale_is_unsure() -> None:
    assert after(90, read=False) is Light.UNSURE
    stale_on = TODAY - timedelta(days=3)
    last = stale_on - timedelta(days=90)
    assert judge(90, TODAY, TODAY, last, None, stale_on - timedelta(days=1)).light is Light.UNSURE
    assert judge(90, TODAY, TODAY, last, None, stale_on).light is Light.STALE
    assert judge(90, TODAY, TODAY, last, None, None).light is Light.UNSURE


def test_without_any_update_it_counts_from_the_first_look() -> None:
    assert judge(90, TODAY, TODAY - timedelta(days=89), None, None, TODAY).light is Light.AMBER
    assert judge(90, TODAY, TODAY - timedelta(days=90), None, None, TODAY).light is Light.STALE


def test_a_known_update_older_than_the_first_look_counts() -> None:
    assert judge(90, TODAY, TODAY, TODAY - timedelta(days=102), None, TODAY) == Judgement(
        Light.STALE, 102, 12, TODAY - timedelta(days=30), TODAY - timedelta(days=12)
    )


def test_a_check_counts_like_an_update() -> None:
    assert judge(90, TODAY, TODAY, TODAY - timedelta(days=500), TODAY - timedelta(days=3), TODAY).age == 3


@given(SPANS, DAYS, DAYS, MAYBE, MAYBE, MAYBE)
def test_it_agrees_with_its_rule_said_anew(
    days: int, today: date, since: date, last: date | None, checked: date | None, read: date | None
) -> None:
    found = judge(days, today, since, last, checked, read)
    moments = [last or since, *([checked] if checked else [])]
    age = min(max(0, (today - moment).days) for moment in moments)
    assert found.age == age
    assert found.over == max(0, age - days)
    if age * 100 < days * 80:
        assert found.light is Light.FRESH
    elif age < days:
        assert found.light is Light.AMBER
    else:
        assert found.light in {Light.STALE, Light.UNSURE}
        assert (found.light is Light.STALE) == (read is not None and (today - read).days <= age - days)


@given(SPANS, DAYS, MAYBE, MAYBE, st.integers(0, 400))
def test_with_time_alone_it_only_gets_worse(
    days: int, today: date, last: date | None, checked: date | None, more: int
) -> None:
    order = [Light.FRESH, Light.AMBER, Light.STALE]
    later = today + timedelta(days=more)
    now, then = (judge(days, day, date(2020, 1, 1), last, checked, day).light for day in (today, later))
    assert order.index(now) <= order.index(then)


def test_a_section_has_the_offices_span_unless_it_has_its_own() -> None:
    policy = Freshness(days=30, own={"agenda": Own("Dinas Kesehatan", 180, "https://x/feed", "https://x/agenda")})
    assert policy.section("berita", "Berita") == Watched("berita", "Berita", 30)
    assert policy.section("agenda", "Agenda") == Watched(
        "agenda", "Agenda", 180, "Dinas Kesehatan", "https://x/feed", "https://x/agenda"
    )


def test_a_check_before_the_last_update_vouches_for_nothing() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 2, 1, tzinfo=UTC)
    judgement = judge(90, TODAY, TODAY, TODAY, None, TODAY)
    watched = Watched("berita", "Berita", 90)
    assert not Standing(watched, judgement, last_at=late, source="cms", checked_at=early, checked_by="Rina").vouched
    assert Standing(watched, judgement, last_at=early, source="cms", checked_at=late, checked_by="Rina").vouched
