"""Hacked websites by sort are found at the very first look and at a later one; living clean ones raise no alarm."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bot.sitewatch.watch import Site, front
from tests.sitewatch.corpus import THEMES
from tests.sitewatch.hacked_sites import STATES, Hacked, serve
from tests.sitewatch.living_sites import CLEAN_SITES, Living, serve_living
from tests.sitewatch.loopback import answering

NAMES = list(THEMES)
LOOKS = 10


def test_the_corpus_is_as_wide_as_promised() -> None:
    assert len(STATES) >= 60
    assert len({state.sort for state in STATES}) >= 12
    assert len(CLEAN_SITES) >= 25


@pytest.mark.parametrize("place", range(len(STATES)), ids=lambda n: f"{STATES[n].sort}: {STATES[n].name}")
def test_a_site_that_was_hacked_before_anybody_looked_is_found_out(place: int) -> None:
    state = STATES[place]
    with answering(serve(NAMES[place % len(NAMES)], state)) as url:
        found, _ = front(Site(f"{url}/"), None)
    assert found, state


@pytest.mark.parametrize("state", STATES, ids=lambda s: f"{s.sort}: {s.name}")
def test_a_site_that_is_hacked_later_is_found_out(state: Hacked) -> None:
    with answering(serve("plain", None)) as url:
        found, known = front(Site(f"{url}/"), None)
    assert (found, known is not None) == ((), True)
    with answering(serve("plain", state)) as url:
        found, _ = front(Site(f"{url}/"), known)
    assert found, state


@pytest.mark.parametrize("place", range(len(CLEAN_SITES)), ids=lambda n: CLEAN_SITES[n].name)
def test_a_clean_site_that_lives_raises_no_alarm(place: int) -> None:
    site, told = CLEAN_SITES[place], defaultdict[int, list[str]](list)
    known = None
    for look in range(LOOKS):
        with answering(serve_living(NAMES[place % len(NAMES)], site, look)) as url:
            found, seen = front(Site(f"{url}/"), known)
        known = known or seen
        told[look] += [f"{each.what}: {each.quote}" for each in found]
    assert not any(told.values()), _said(site, told)


def _said(site: Living, told: dict[int, list[str]]) -> str:
    return f"{site.name}: {dict(told)}"
