"""The tables of what keeps a bot running for years: backups, the health page, logs."""

from __future__ import annotations

from datetime import time, timedelta
from pathlib import Path
from typing import Annotated, Literal

from bot.config.problems import Words
from bot.config.table import Table
from bot.config.values import Clock, Duration, Flag, Listen, Word, Written, one_of, place, read_string, read_url, whole


def _maybe_proxy(value: object) -> str:
    """Return the address of an HTTP proxy, or "". Raises ValueError for another kind, and for a login in it."""
    if not read_string(value).strip():
        return ""
    url = read_url(value)
    if not url.startswith("http://"):
        raise ValueError("no HTTP proxy")
    return url


ProxyUrl = Annotated[
    str,
    Written(
        Words(
            "alamat http:// sebuah proksi HTTP, tanpa nama dan sandi di dalamnya (bukan SOCKS: lihat docs/operate.md)",
            "the http:// address of an HTTP proxy, without a login in it (no SOCKS: see docs/operate.md)",
        ),
        '"http://proksi.contohkab.go.id:3128"',
        _maybe_proxy,
    ),
]


class BackupTable(Table, frozen=True, kw_only=True):
    """The nightly backup: when, where, how many are kept, and the command that takes it to another machine.

    `folder` is never None once the configuration is loaded. `command` is a program and its words, run without a shell.
    """

    enabled: Flag = True
    at: Clock = time(1, 30)
    folder: Annotated[Path | None, place("backups")] = None
    daily: Annotated[int, whole(0, 366, 7)] = 7
    weekly: Annotated[int, whole(0, 104, 4)] = 4
    monthly: Annotated[int, whole(0, 120, 12)] = 12
    command: tuple[Word, ...] = ()
    command_time: Duration = timedelta(hours=1)
    stale_after: Duration = timedelta(hours=36)


class Health(Table, frozen=True, kw_only=True):
    """Where machines ask whether the bot is well; port 0 is nowhere. The token opens detail to who asks from afar."""

    listen: Listen = "127.0.0.1"
    port: Annotated[int, whole(0, 65535, 8080)] = 0
    token_file: Annotated[Path | None, place("health-token.txt")] = None


class Log(Table, frozen=True, kw_only=True):
    """What is logged, and how; to a file as well where one is named, of `size` MiB at most, the last `keep` kept."""

    level: Annotated[Literal["debug", "info", "warning", "error"], one_of("debug", "info", "warning", "error")] = "info"
    format: Annotated[Literal["console", "json"], one_of("console", "json")] = "console"
    file: Annotated[Path | None, place("tayang.log")] = None
    size: Annotated[int, whole(1, 1000, 10)] = 10
    keep: Annotated[int, whole(1, 100, 5)] = 5
