"""The spans and addresses a configuration names where it says when a website counts as stale."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from bot.config.problems import Words
from bot.config.values import Written, read_string, read_url
from bot.sop.worktime import WORKING_DAY

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
