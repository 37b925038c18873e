"""The freshness of the website as it is configured: sections with their owners and feeds, and pages kept by hand."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.config.problems import ConfigProblem, Words, shown
from bot.config.tables import Tables
from bot.sop import freshness


def host_of(url: str) -> str:
    """Give the host of an address; www. in front makes no other website."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def policy(tables: Tables) -> freshness.Freshness:
    """Give the office's policy of freshness."""
    table = tables.freshness
    own = {
        section.key: freshness.Own(section.owner, section.stale_after, section.feed, section.page)
        for section in tables.website.sections
    }
    pages = tuple(
        freshness.Watched(
            page.key, page.name, page.stale_after or table.stale_after, page.owner, page=page.url, by_hand=True
        )
        for page in table.pages
    )
    return freshness.Freshness(table.stale_after, table.then_kasubbag, table.sitemap, own, pages)


def conflicts(tables: Tables) -> Iterator[ConfigProblem]:
    """Say which pages have a key that a section or another page has already, or are no pages of this website."""
    for number, page in enumerate(tables.freshness.pages):
        if host_of(page.url) != host_of(tables.website.url):
            expected = Words("alamat di situs yang sama dengan website.url", "an address on the website of website.url")
            example = f'url = "{tables.website.url}/profil"'
            yield ConfigProblem(f"freshness.pages[{number}].url", shown(page.url), expected, example)
    taken = {section.key for section in tables.website.sections}
    for number, page in enumerate(tables.freshness.pages):
        if page.key in taken:
            yield ConfigProblem(
                f"freshness.pages[{number}].key",
                shown(page.key),
                Words(
                    "kunci yang belum dipakai rubrik atau halaman lain",
                    "a key that no section and no other page has",
                ),
                'key = "struktur-organisasi"',
            )
        taken.add(page.key)
