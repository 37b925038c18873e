"""A section of a real WordPress goes stale, and is fresh again when somebody works on it there, not here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.cli import cast
from bot.desk.freshness import board
from bot.sitewatch import lastmod
from bot.sitewatch.lastmod import Place
from bot.sop.flow import State
from bot.sop.freshness import Freshness, Light, Watched
from bot.sop.office import SectionRule
from storage import dispositions
from storage.store import Tx
from tests.real.support import publisher
from tests.real.wordpress import Account, WordPress
from tests.stage import Stage, text_of

SECTIONS = (SectionRule("berita", "Berita Daerah"), SectionRule("pengumuman", "Pengumuman"))
OLD = timedelta(days=100)


@pytest.fixture
async def stage(tmp_path: Path, wordpress: WordPress) -> AsyncIterator[Stage]:
    """The office whose website is this WordPress; its clock is the real one, standing still."""
    profile = written(wordpress, "pages", title="Profil Daerah", slug="profil-daerah", content="<p>Sejak 1950.</p>")
    page = Watched("profil", "Profil Daerah", 90, page=profile["link"], by_hand=True)
    freshness = Freshness(pages=(page,), then_kasubbag=timedelta(0))  # nobody is given time: it is put before the Kabag
    own = cast.office(wordpress.url)
    office = replace(
        own, sections=SECTIONS, freshness=freshness, website=replace(own.website, url=wordpress.url), report_group=None
    )
    now = datetime.now(UTC).replace(microsecond=0)
    async with Stage(tmp_path, office=office, start=now, website=publisher(wordpress)) as playing:
        yield playing


def written(site: WordPress, route: str, who: Account | None = None, /, **fields: Any) -> dict[str, Any]:
    """Let somebody write in WordPress itself; gives what was stored."""
    account = who or site.admin
    sent = {"status": "publish", **fields}
    answer = requests.post(
        f"{site.url}/wp-json/wp/v2/{route}", json=sent, auth=(account.user, account.password), timeout=20
    )
    assert answer.ok, answer.text
    found: dict[str, Any] = answer.json()
    return found


def category(site: WordPress, slug: str) -> int:
    found = requests.get(f"{site.url}/wp-json/wp/v2/categories", params={"slug": slug}, timeout=20).json()
    return int(found[0]["id"])


def grow_old(site: WordPress) -> None:
    """Let everything that was written lie there for a hundred days."""
    past = (datetime.now(UTC) - OLD).strftime("%Y-%m-%d %H:%M:%S")
    site.sql(
        f"UPDATE wp_posts SET post_date = '{past}', post_date_gmt = '{past}',"  # noqa: S608 - a date of ours
        f" post_modified = '{past}', post_modified_gmt = '{past}'"
    )


async def lights(stage: Stage) -> dict[str, Light]:
    """Look at WordPress, and say how its sections stand then."""
    stage.clock.set(max(datetime.now(UTC), stage.clock.now()))
    await stage.bot.freshness.look()
    await stage.settle()
    found = await stage.bot.store.read(board.board)
    return {one.watched.key: one.light for one in found}


def proposed(tx: Tx) -> set[str]:
    """What the dispositions before the Kabag are about."""
    return {order.subject for order in dispositions.in_states(tx, State.D_DRAFT)}


async def test_a_stale_section_is_noticed_and_what_is_done_in_wordpress_itself_counts(
    stage: Stage, wordpress: WordPress
) -> None:
    news, notices = category(wordpress, "berita"), category(wordpress, "pengumuman")
    post = written(wordpress, "posts", title="Pasar &amp; Jalan", content="<p>Dibuka.</p>", categories=[news])
    written(wordpress, "posts", title="Lelang", content="<p>Diumumkan.</p>", categories=[notices])
    grow_old(wordpress)
    assert await lights(stage) == dict.fromkeys(("berita", "pengumuman", "profil"), Light.STALE)
    assert len(await stage.bot.store.read(proposed)) == 2
    siti = stage.person("Siti")
    await stage.say(siti, "/kesegaran")
    assert "Berita Daerah: usang 10 hari" in text_of(stage.find(siti, "Papan Kesegaran –"))

    # neither a draft nor what is published in another section makes it fresh
    written(wordpress, "posts", title="Konsep", content="<p>Belum.</p>", categories=[news], status="draft")
    written(wordpress, "posts", title="Lelang baru", content="<p>Diumumkan.</p>", categories=[notices])
    assert await lights(stage) == {"berita": Light.STALE, "pengumuman": Light.FRESH, "profil": Light.STALE}

    # somebody else mends the old post there
    written(wordpress, f"posts/{post['id']}", wordpress.editor, content="<p>Dibuka setiap hari.</p>")
    assert await lights(stage) == {"berita": Light.FRESH, "pengumuman": Light.FRESH, "profil": Light.STALE}
    assert await stage.bot.store.read(proposed) == {"Pembaruan Profil Daerah"}
    await stage.say(siti, "/kesegaran")
    await stage.tap(siti, "Berita Daerah")
    assert "“Pasar & Jalan”" in text_of(stage.find(siti, "Pembaruan terakhir"))

    # and the page that no section has
    page = wordpress.sql("SELECT ID FROM wp_posts WHERE post_type = 'page'")[0]["ID"]
    written(wordpress, f"pages/{page}", content="<p>Sejak 1950, kini empat belas kecamatan.</p>")
    assert set((await lights(stage)).values()) == {Light.FRESH}
    assert await stage.bot.store.read(proposed) == set()


async def test_a_post_written_there_makes_a_section_fresh_and_an_outage_makes_none_stale(
    stage: Stage, wordpress: WordPress
) -> None:
    news = category(wordpress, "berita")
    written(wordpress, "posts", title="Lama", content="<p>Lama.</p>", categories=[news])
    grow_old(wordpress)
    assert (await lights(stage))["berita"] is Light.STALE
    written(wordpress, "posts", wordpress.author, title="Baru", content="<p>Baru.</p>", categories=[news])
    assert (await lights(stage))["berita"] is Light.FRESH
    wordpress.kill()
    stage.clock.set(stage.clock.now() + timedelta(days=91))
    assert (await lights(stage))["berita"] is Light.UNSURE
    wordpress.start()
    assert (await lights(stage))["berita"] is Light.STALE


def test_its_feed_and_its_site_map_are_read(wordpress: WordPress) -> None:
    written(
        wordpress, "posts", title="Pasar & Jalan", content="<p>Dibuka.</p>", categories=[category(wordpress, "berita")]
    )
    place = Place(wordpress.url, lambda _at: True)
    newest = lastmod.of_feed(f"{wordpress.url}/?feed=rss2", place)
    assert newest is not None
    assert newest.title == "Pasar & Jalan"
    assert newest.url.startswith(wordpress.url)
    assert lastmod.of_feed(f"{wordpress.url}/?feed=atom", place) is not None
    assert lastmod.of_sitemap(place) is not None  # of posts WordPress says since 6.5 when they changed
