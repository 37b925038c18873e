"""The words of dates, Indonesian and English: one table of each for all readers, and what readers differ in."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Days near today, by how many days ahead they are.
NEAR = {"hari ini": 0, "today": 0, "besok": 1, "tomorrow": 1, "lusa": 2}

#: Days of the week as Python counts them: 0 is Monday.
WEEKDAYS = {
    "senin": 0, "monday": 0, "selasa": 1, "tuesday": 1, "rabu": 2, "wednesday": 2, "kamis": 3, "thursday": 3,
    "jumat": 4, "friday": 4, "sabtu": 5, "saturday": 5, "minggu": 6, "sunday": 6,
}  # fmt: skip

MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "february": 2, "feb": 2, "maret": 3, "march": 3, "mar": 3,
    "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6, "jun": 6, "juli": 7, "july": 7, "jul": 7,
    "agustus": 8, "august": 8, "agu": 8, "ags": 8, "aug": 8, "september": 9, "sep": 9, "oktober": 10,
    "october": 10, "okt": 10, "oct": 10, "november": 11, "nov": 11, "desember": 12, "december": 12, "des": 12,
    "dec": 12,
}  # fmt: skip

#: Said before the number of a day ("tanggal 5").
DATE = ("tanggal", "tgl")

#: Said before a day of any kind ("pada hari Senin", "on Monday").
ON = ("pada", "on")

#: Said of what comes round ("setiap Senin", "every month").
EVERY = ("setiap", "tiap", "tiap-tiap", "every", "each")

#: The words of a search that begin and end the days it looks in; the latter also stand between two days.
SINCE = ("sejak", "dari", "since", "from")
UNTIL = ("sampai", "hingga", "until", "to")

# --- what says nothing about which day it is, by reader --------------------------------------------------

#: At the beginning of a text that goes on with something else. "On" is none of them: "18 December on duty".
LEADING_FILLERS = ("hari", *DATE)

#: Where the whole text is one moment.
MOMENT_FILLERS = (*LEADING_FILLERS, *ON, "nanti")

#: Beside the weekday of what comes round. "Minggu" is the week here; it is Sunday only where it stands alone.
WEEKLY_FILLERS = (*EVERY, *ON, "hari", "the", "of", "minggu", "weekly", "week")


def one_of(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first: "tiap-tiap" is no "tiap"."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LETTER = r"[^\W\d]"

#: "To" between a first and a last day, as a pattern. It may touch the days' numbers, and is no part of a longer word.
TO = (
    rf"(?:s\.\s?d\.|s/d|(?<!{_LETTER})sd(?!{_LETTER})\.?"
    rf"|(?<!{_LETTER})(?:sampai\s+dengan|{one_of(UNTIL)})(?!{_LETTER}))"
)

_BETWEEN = rf"{TO}|–|\s-\s"

#: Between a first and a last day, in words or signs. A hyphen needs room on both sides: without it, it is in a date.
BETWEEN = re.compile(rf"\s*(?:{_BETWEEN}|\.\.)\s*", re.IGNORECASE)

#: The same where people are named before the days: their titles and initials end in dots of their own.
BETWEEN_AFTER_NAMES = re.compile(rf"\s*(?:{_BETWEEN})\s*", re.IGNORECASE)

#: A day near today, in plain() words.
NEAR_DAY = re.compile(rf"\b({one_of(NEAR)})\b")

_DIGIT = re.compile(r"\d")


def plain(text: str) -> str:
    """Give the words small, with single spaces and the digits 0-9, whichever a keyboard has.

    Jum'at is without its apostrophe, whose "at" is not the English one.
    """
    words = " ".join(_DIGIT.sub(lambda digit: str(int(digit[0])), text.lower()).split())
    return words.replace("’", "'").replace("jum'at", "jumat")
