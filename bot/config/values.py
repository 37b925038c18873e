"""How single values are written in the file: durations, clock times, opening hours, addresses."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config.problems import Words
from bot.sop.duration import parse_duration
from bot.sop.worktime import MIDNIGHT, Span, check_spans

LONGEST_TEXT = 200
# setWebhook takes no other ports (Bot API documentation).
WEBHOOK_PORTS = (443, 80, 88, 8443)


@dataclass(frozen=True, slots=True)
class Written:
    """How a value is written: what to expect, an example in TOML, how it is read.

    `read` raises ValueError for what it refuses. Without it the value must be of the field's type
    as msgspec checks it, strictly: no text for a number, no 1 for true.
    """

    expected: Words
    example: str
    read: Callable[[object], object] | None = None


# -- text


def read_string(value: object) -> str:
    """Return a text as it stands; raises ValueError for what is none."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def read_line(value: object) -> str:
    """Return one line without the white space around it, perhaps empty; raises ValueError for anything else."""
    text = read_string(value).strip()
    if len(text) > LONGEST_TEXT or not text.isprintable():
        raise ValueError("too long, or of several lines")
    return text


def read_some_line(value: object) -> str:
    text = read_line(value)
    if not text:
        raise ValueError("empty")
    return text


def matching(pattern: str) -> Callable[[object], str]:
    """Return a reader of texts of this form, as a whole."""
    form = re.compile(pattern)

    def read(value: object) -> str:
        text = read_string(value)
        if not form.fullmatch(text):
            raise ValueError("another form")
        return text

    return read


def text(example: str) -> Written:
    """One line of text that is not empty."""
    expected = Words(
        f"satu baris teks dalam tanda kutip, paling panjang {LONGEST_TEXT} huruf",
        f"one line of quoted text of at most {LONGEST_TEXT} characters",
    )
    return Written(expected, f'"{example}"', read_some_line)


def one_of(*choices: str) -> Written:
    """One of a few words."""
    quoted = [f'"{choice}"' for choice in choices]
    expected = Words(f"salah satu dari {', '.join(quoted)}", f"one of {', '.join(quoted)}")
    return Written(expected, quoted[0])


def whole(low: int, high: int, example: int) -> Written:
    """A whole number within bounds, both included."""

    def read(value: object) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError("not a number within bounds")
        return value

    expected = Words(f"angka bulat dari {low} sampai {high}", f"a whole number from {low} to {high}")
    return Written(expected, str(example), read)


Title = Annotated[str, text("Kepala Bagian Kominfo dan Humas")]

Word = Annotated[str, text("/usr/local/bin/kirim-cadangan")]

Line = Annotated[
    str,
    Written(
        Words('satu baris teks dalam tanda kutip, boleh ""', 'one line of quoted text, "" is allowed'),
        '"Kabar dan layanan untuk warga"',
        read_line,
    ),
]

_FLAG = Written(Words("true atau false, tanpa tanda kutip", "true or false, without quotes"), "true")
Flag = Annotated[bool, _FLAG]
OptionalFlag = Annotated[bool | None, _FLAG]

# A section's key travels in buttons of 64 bytes, and in addresses.
SectionKey = Annotated[
    str,
    Written(
        Words(
            "huruf kecil, angka dan tanda hubung, 1 sampai 24 huruf",
            "small letters, digits and hyphens, 1 to 24 of them",
        ),
        '"berita"',
        matching(r"[a-z0-9](?:[a-z0-9-]{0,22}[a-z0-9])?"),
    ),
]

Username = Annotated[
    str | None,
    Written(
        Words("nama pengguna bot di Telegram tanpa @", "the bot's user name in Telegram without @"),
        '"tayang_contoh_bot"',
        matching(r"[A-Za-z][A-Za-z0-9_]{4,31}"),
    ),
]

GroupId = Annotated[
    int | None,
    Written(
        Words(
            "nomor grup Telegram: angka negatif, tanpa tanda kutip",
            "the number of a Telegram group: negative, without quotes",
        ),
        "-1001234567890",
        whole(-(2**53), -1, -1).read,
    ),
]


# -- time


def _duration(value: object) -> timedelta:
    return parse_duration(read_string(value))


def lasting_between(shortest: timedelta, longest: timedelta) -> Callable[[object], timedelta]:
    """Return a reader of durations within these bounds, both included."""

    def read(value: object) -> timedelta:
        duration = _duration(value)
        if not shortest <= duration <= longest:
            raise ValueError("too short or too long")
        return duration

    return read


_DURATION = Words(
    'lama waktu dalam tanda kutip dengan satuan h, m, s (jam, menit, detik), lebih dari "0m"; '
    "hari (d) tidak dipakai karena panjang hari kerja berbeda-beda",
    'a quoted duration in h, m, s (hours, minutes, seconds), more than "0m"; '
    "no days (d), since working days differ in length",
)

Duration = Annotated[
    timedelta,
    Written(_DURATION, '"1h30m"', lasting_between(timedelta(seconds=1), timedelta.max)),
]

# Telegram's servers hold a long poll for 50 seconds at most.
PollTime = Annotated[
    timedelta,
    Written(
        Words('lama waktu dari "1s" sampai "50s"', 'a duration from "1s" to "50s"'),
        '"30s"',
        lasting_between(timedelta(seconds=1), timedelta(seconds=50)),
    ),
]

_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")


def _wall_time(written: str) -> time:
    match = _CLOCK.fullmatch(written.strip())
    if not match:
        raise ValueError("not a clock time")
    return time(int(match[1]), int(match[2]))


def _clock(value: object) -> time:
    if isinstance(value, time):
        return value
    return _wall_time(read_string(value))


def _closing(written: str) -> time:
    # 24:00 is how people write the end of a day; `time` knows it as 00:00.
    return MIDNIGHT if written in {"24:00", "24.00"} else _wall_time(written)


def _span(written: str) -> Span:
    opens, dash, closes = re.sub(r"\s*[-–]\s*", "-", written.strip()).partition("-")
    if not dash:
        raise ValueError("not a span")
    return _wall_time(opens), _closing(closes)


def _spans(value: object) -> tuple[Span, ...]:
    written = read_string(value).strip()
    spans = tuple(_span(part) for part in written.split(",")) if written else ()
    check_spans(spans)
    return spans


def _day(value: object) -> date:
    # A datetime is a date to Python, and to nobody who writes one here.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    return date.fromisoformat(read_string(value))


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(read_string(value))
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError("no such zone") from error


Clock = Annotated[
    time,
    Written(Words("jam dan menit dalam tanda kutip", "quoted hours and minutes"), '"07:45"', _clock),
]

_HOURS = Written(
    Words(
        'jam buka dalam tanda kutip, berurutan tanpa tumpang tindih, "" untuk hari libur',
        'quoted opening hours, in order and without overlap, "" for a day off',
    ),
    '"07:30-12:00, 13:00-16:00"',
    _spans,
)

Hours = Annotated[tuple[Span, ...], _HOURS]

OptionalHours = Annotated[tuple[Span, ...] | None, _HOURS]

Day = Annotated[date, Written(Words("tanggal tahun-bulan-hari", "a date, year-month-day"), "2026-08-17", _day)]

Zone = Annotated[
    ZoneInfo,
    Written(
        Words(
            'zona waktu: "Asia/Jakarta" (WIB), "Asia/Makassar" (WITA) atau "Asia/Jayapura" (WIT)',
            'a time zone: "Asia/Jakarta" (WIB), "Asia/Makassar" (WITA) or "Asia/Jayapura" (WIT)',
        ),
        '"Asia/Jakarta"',
        _zone,
    ),
]


# -- places


def _address(value: object) -> SplitResult:
    parts = urlsplit(read_string(value))
    plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if not (parts.scheme in {"http", "https"} and parts.hostname and plain):
        raise ValueError("not a plain address")
    if re.search(r"[\s\x00-\x1f\x7f]", str(value)) or parts.port == 0:
        raise ValueError("not a plain address")
    return parts


def read_url(value: object) -> str:
    """Return a web address without a slash at its end; raises ValueError for anything else."""
    return _address(value).geturl().rstrip("/")


def is_near(host: str) -> bool:
    """Tell whether a host is this machine or its own network: the token goes there unencrypted."""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return "." not in host


def read_api_url(value: object) -> str:
    """Return an address a secret may travel to: encrypted, or in one's own network. Raises ValueError."""
    parts = _address(value)
    if parts.scheme == "http" and not is_near(parts.hostname or ""):
        raise ValueError("the token would travel unencrypted")
    return read_url(value)


def _webhook_url(value: object) -> str:
    parts = _address(value)
    if parts.scheme != "https" or (parts.port or 443) not in WEBHOOK_PORTS:
        raise ValueError("Telegram does not call this address")
    return read_url(value)


def _listen(value: object) -> str:
    host = read_string(value)
    return host if host == "localhost" else str(ipaddress.ip_address(host))


def _path(value: object) -> Path:
    written = read_some_line(value)
    if "\\" in written or re.match(r"[A-Za-z]:(/|$)", written):
        raise ValueError("a path of Windows")  # taken as it is, it would be a folder of that odd name
    return Path(written)


Url = Annotated[
    str,
    Written(
        Words(
            "alamat lengkap yang diawali https:// atau http://",
            "a whole address that begins with https:// or http://",
        ),
        '"https://www.contohkab.go.id"',
        read_url,
    ),
]

ApiUrl = Annotated[
    str,
    Written(
        Words(
            "alamat https:// dari Bot API, atau http:// di jaringan sendiri",
            "the https:// address of a Bot API, or http:// in your own network",
        ),
        '"https://api.telegram.org"',
        read_api_url,
    ),
]

WebhookUrl = Annotated[
    str | None,
    Written(
        Words(
            "alamat https:// yang dapat dihubungi Telegram, pada porta 443, 80, 88 atau 8443",
            "an https:// address that Telegram can reach, on port 443, 80, 88 or 8443",
        ),
        '"https://bot.contohkab.go.id"',
        _webhook_url,
    ),
]

UrlPath = Annotated[
    str,
    Written(
        Words(
            'jalur yang diawali "/", dari huruf, angka, "-" dan "_"',
            'a path that begins with "/", of letters, digits, "-" and "_"',
        ),
        '"/telegram"',
        matching(r"(?:/[A-Za-z0-9_-]{1,64}){1,4}"),
    ),
]

Listen = Annotated[
    str,
    Written(Words("alamat IP mesin ini", "an IP address of this machine"), '"127.0.0.1"', _listen),
]

Port = Annotated[int, whole(1, 65535, 8443)]


def place(example: str) -> Written:
    """A file or folder; relative ones are taken from the folder of the configuration."""
    expected = Words(
        'nama berkas atau folder dengan "/" di antaranya, tanpa huruf drive Windows',
        'the name of a file or folder, with "/" between, and no drive letter of Windows',
    )
    return Written(expected, f'"{example}"', _path)
