"""The freshness of the website as it is configured: spans in days, owners, feeds, and pages kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

from bot.config.problems import ConfigProblem, Words, shown
from bot.config.table import Table
from bot.config.values import Line, SectionKey, Written, read_string, read_url, text
from bot.sop import freshness
from bot.sop.worktime import WORKING_DAY

if TYPE_CHECKING:
    from bot.config.tables import Tables

LONGEST = 3650  # days: ten years

_DAYS = re.compile(r"([0-9]{1,4})\s*d")


def _days(value: object) -> int:
    match = _DAYS.fullmatch(read_string(value).strip())
    if not match or not 1 <= int(match[1]) <= LONGEST:
        raise ValueError("no number of days")
    return int(match[1])


def _maybe_days(value: object) -> int:
    return _days(value) if read_string(value).strip() else 0


def _working_days(value: object) -> timedelta:
    return _days(value) * WORKING_DAY


Days = Annotated[
    int,
    Written(
        Words(
            f'jumlah hari kalender dalam tanda kutip, dari "1d" sampai "{LONGEST}d"',
            f'quoted calendar days, from "1d" to "{LONGEST}d"',
        ),
        '"90d"',
        _days,
    ),
]

OptionalDays = Annotated[
    int,
    Written(
        Words(
            f'jumlah hari kalender dalam tanda kutip, dari "1d" sampai "{LONGEST}d", atau "" untuk batas yang biasa',
            f'quoted calendar days, from "1d" to "{LONGEST}d", or "" for the usual limit',
        ),
        '"30d"',
        _maybe_days,
    ),
]

WorkingDays = Annotated[
    timedelta,
    Written(
        Words('jumlah hari kerja dalam tanda kutip, dari "1d"', 'quoted working days, from "1d"'), '"2d"', _working_days
    ),
]


def _maybe_address(value: object) -> str:
    return _some_address(value) if read_string(value).strip() else ""


def _some_address(value: object) -> str:
    """Return an address as it stands: of a feed or a page it may end in a slash or a query, and must keep them."""
    written = read_string(value).strip()
    if not all("!" <= sign <= "~" for sign in written):
        raise ValueError("a space, or a letter no address has")
    read_url(written.partition("?")[0])
    return written


Address = Annotated[
    str,
    Written(
        Words(
            "alamat lengkap yang diawali https:// atau http://", "a whole address that begins with https:// or http://"
        ),
        '"https://www.contohkab.go.id/profil/"',
        _some_address,
    ),
]

OptionalAddress = Annotated[
    str,
    Written(
        Words(
            'alamat lengkap yang diawali https:// atau http://, boleh ""',
            'a whole address that begins with https:// or http://, "" is allowed',
        ),
        '"https://www.contohkab.go.id/berita/feed/"',
        _maybe_address,
    ),
]

_POLICY = freshness.Freshness()


class PageTable(Table, frozen=True, kw_only=True):
    """A page that people keep by hand, outside the sections: a profile, the structure of the organisation."""

    key: SectionKey
    name: Annotated[str, text("Struktur Organisasi")]
    url: Address
    owner: Line = ""
    stale_after: OptionalDays = 0


class FreshnessTable(Table, frozen=True, kw_only=True):
    """When a section of the website counts as stale, and who hears of it."""

    stale_after: Days = _POLICY.days
    then_kasubbag: WorkingDays = _POLICY.then_kasubbag
    sitemap: OptionalAddress = ""
    pages: tuple[PageTable, ...] = ()


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
