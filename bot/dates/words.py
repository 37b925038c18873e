"""The words of dates, Indonesian and English: one table of each for all readers, and what readers differ in."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Days near today, by how many days ahead they are; what is over is read as well, so that it can be told as past.
NEAR = {
    "hari ini": 0, "today": 0, "besok": 1, "bsk": 1, "bsok": 1, "besuk": 1, "esok": 1, "tomorrow": 1,
    "lusa": 2, "day after tomorrow": 2, "kemarin": -1, "kemaren": -1, "kmrn": -1, "yesterday": -1, "kemarin dulu": -2,
    "kemarin lusa": -2, "day before yesterday": -2,
}  # fmt: skip

#: Days of the week as Python counts them: 0 is Monday.
WEEKDAYS = {
    "senin": 0, "monday": 0, "selasa": 1, "tuesday": 1, "rabu": 2, "wednesday": 2, "kamis": 3, "thursday": 3,
    "jumat": 4, "friday": 4, "sabtu": 5, "saturday": 5, "minggu": 6, "sunday": 6, "ahad": 6,
}  # fmt: skip

#: The names of letters and forms, with those of the old spelling and the ways they are cut short.
MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "februari": 2, "pebruari": 2, "february": 2, "feb": 2, "peb": 2,
    "maret": 3, "march": 3, "mar": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5, "may": 5, "juni": 6, "june": 6,
    "jun": 6, "juli": 7, "july": 7, "jul": 7, "agustus": 8, "august": 8, "agu": 8, "ags": 8, "agt": 8, "agst": 8,
    "agts": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "oktober": 10, "october": 10, "okt": 10, "oct": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11, "desember": 12, "december": 12, "des": 12, "dec": 12,
}  # fmt: skip

#: Numbers written out, as far as people do in a span or an hour.
NUMBERS = {
    "satu": 1, "one": 1, "dua": 2, "two": 2, "tiga": 3, "three": 3, "empat": 4, "four": 4, "lima": 5, "five": 5,
    "enam": 6, "six": 6, "tujuh": 7, "seven": 7, "delapan": 8, "eight": 8, "sembilan": 9, "nine": 9,
    "sepuluh": 10, "ten": 10, "sebelas": 11, "eleven": 11, "dua belas": 12, "twelve": 12,
}  # fmt: skip

#: Said before the number of a day ("tanggal 5").
DATE = ("tanggal", "tgl")

#: Said before an hour.
HOUR = ("jam", "pukul", "pkl", "at")

#: Said before a day of any kind ("pada hari Senin", "on Monday").
ON = ("pada", "on")

#: Said of what comes round ("setiap Senin", "every month").
EVERY = ("setiap", "tiap", "tiap-tiap", "every", "each")

#: Said of a day or month that follows this one, and of one before it.
NEXT = ("depan", "berikutnya", "mendatang")
PAST = ("lalu", "yang lalu", "kemarin")

#: The words of a search that begin and end the days it looks in; the latter also stand between two days.
SINCE = ("sejak", "dari", "since", "from")
UNTIL = ("sampai", "hingga", "until", "to")

# --- what says nothing about which day it is, by reader --------------------------------------------------

#: At the beginning of a text that goes on with something else. "On" is none of them: "18 December on duty".
LEADING_FILLERS = ("hari", *DATE)

#: Where the whole text is one moment. What is due "at the latest" on a day is due on it.
MOMENT_FILLERS = (
    *LEADING_FILLERS, *ON, "nanti", "paling lambat", "selambatnya", "selambat-lambatnya", "paling lama", "the", "by",
)  # fmt: skip

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

_DIGIT = re.compile(r"\d")

#: What keyboards, Word and transliterated Arabic (Qurʾan) have in the place of an apostrophe.
APOSTROPHES = "’‘ʼʻ`´′＇‛ʹʾʿ"
#: What keyboards and Word put in the place of a sign, and what has no width at all.
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys("‐‑‒−－", "-"),
        **dict.fromkeys("⁄∕／", "/"),
        **dict.fromkeys("．。", "."),
        **dict.fromkeys("，،", ","),
        "：": ":",
        "—": "–",
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", None),
    }
)

#: A date in numbers with room round its signs: "25 - 12 - 2026", "25. 12. 2026", "25–12–2026".
_SPACED = re.compile(r"(?<![\d/.–-])(\d{1,2})\s*([-–/.])\s*(\d{1,2})\s*\2\s*(\d{4})\b")

#: A word cut short may end in a dot: "tgl. 5 Nop. 2026 pkl. 10.00".
_CUT_SHORT = re.compile(rf"\b({one_of((*MONTHS, *DATE, *HOUR))})\.(?!\.)")


def plain(text: str) -> str:
    """Give the words small, with single spaces and the signs and digits 0-9 of a plain keyboard.

    Jum'at is without its apostrophe, whose "at" is not the English one; words cut short are without their dot, and a
    date in numbers without room in it.
    """
    words = " ".join(_DIGIT.sub(lambda digit: str(int(digit[0])), text.translate(_SIGNS).lower()).split())
    words = _CUT_SHORT.sub(r"\1 ", words.replace("jum'at", "jumat"))
    return " ".join(
        _SPACED.sub(lambda d: f"{d[1]}{d[2].replace('–', '-')}{d[3]}{d[2].replace('–', '-')}{d[4]}", words).split()
    )
