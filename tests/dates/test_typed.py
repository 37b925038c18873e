"""Dates as people of an office type them, with what they mean; and what must stay unclear, or keep its words.

Tuesday 24 November 2026, 09.00 WIB. `FRIDAY` and the like would hide what is held here: every value is written out.
"""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.dates import days, leading_days, moments, recurrences, spans, trailing_days
from bot.sop.recap import Span
from bot.sop.recurring import Every, Rule
from tests.desk.people import OFFICE

CALENDAR = OFFICE.calendar
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=CALENDAR.zone)
TODAY = date(2026, 11, 24)

#: What is typed, and the day it means.
DAYS = """
25-12-2026 | 2026-12-25
25/12/2026 | 2026-12-25
25.12.2026 | 2026-12-25
25-12-26 | 2026-12-25
25/12/26 | 2026-12-25
25.12.26 | 2026-12-25
25 - 12 - 2026 | 2026-12-25
25 / 12 / 2026 | 2026-12-25
25. 12. 2026 | 2026-12-25
25–12–2026 | 2026-12-25
25‑12‑2026 | 2026-12-25
25/12 | 2026-12-25
25-12 | 2026-12-25
2026-12-25 | 2026-12-25
2026/12/25 | 2026-12-25
2026.12.25 | 2026-12-25
5-1-2027 | 2027-01-05
05/01/2027 | 2027-01-05
5/1 | 2027-01-05
05.01.27 | 2027-01-05
25 Desember 2026 | 2026-12-25
25 desember 2026 | 2026-12-25
25 DESEMBER 2026 | 2026-12-25
25 Desember | 2026-12-25
25 Des | 2026-12-25
25 Des. 2026 | 2026-12-25
25-Des-2026 | 2026-12-25
25/Des/26 | 2026-12-25
25 Des 26 | 2026-12-25
25 Des '26 | 2026-12-25
25Des2026 | 2026-12-25
25 Desember, 2026 | 2026-12-25
25 Nopember 2027 | 2027-11-25
25 Nopember 2026 | 2026-11-25
25 Nop 2026 | 2026-11-25
25 Nop. 2026 | 2026-11-25
25 Nov 2026 | 2026-11-25
25 NOPEMBER | 2026-11-25
3 Pebruari 2027 | 2027-02-03
3 Peb 2027 | 2027-02-03
3 Peb. '27 | 2027-02-03
3 Februari 2027 | 2027-02-03
17 Agst 2027 | 2027-08-17
17 Agst. 2027 | 2027-08-17
17 Agt 2027 | 2027-08-17
17 Ags 2027 | 2027-08-17
17 Agustus 2027 | 2027-08-17
9 Sept 2027 | 2027-09-09
9 Sept. 2027 | 2027-09-09
1 Mrt 2027 | 2027-03-01
2 Juni | 2027-06-02
2 Juli | 2027-07-02
1 Mei | 2027-05-01
25 December 2026 | 2026-12-25
December 25, 2026 | 2026-12-25
Dec 25 | 2026-12-25
25th December 2026 | 2026-12-25
tgl 25 Desember 2026 | 2026-12-25
tgl. 25 Desember 2026 | 2026-12-25
Tgl.25-12-2026 | 2026-12-25
tanggal 25 Desember 2026 | 2026-12-25
pada tanggal 25/12/2026 | 2026-12-25
tanggal 30 | 2026-11-30
tgl 5 | 2026-12-05
tgl. 24 | 2026-11-24
tanggal 31 | 2026-12-31
tanggal 5 bulan depan | 2026-12-05
tgl 28 bulan ini | 2026-11-28
28 bulan ini | 2026-11-28
Jumat, 25 Desember 2026 | 2026-12-25
Jum'at, 25 Desember 2026 | 2026-12-25
Jum’at, 25 Desember 2026 | 2026-12-25
Jum‘at 25-12-2026 | 2026-12-25
Jumʼat 25-12-2026 | 2026-12-25
Jum`at 25-12-2026 | 2026-12-25
25 Desember 2026 (Jumat) | 2026-12-25
hari Jum'at tgl. 25-12-2026 | 2026-12-25
Ahad, 27 Desember 2026 | 2026-12-27
hari ini | 2026-11-24
besok | 2026-11-25
Besok, | 2026-11-25
bsk | 2026-11-25
esok | 2026-11-25
esok hari | 2026-11-25
besok Rabu | 2026-11-25
lusa | 2026-11-26
kemarin | 2026-11-23
kemaren | 2026-11-23
kemarin dulu | 2026-11-22
yesterday | 2026-11-23
tomorrow | 2026-11-25
day after tomorrow | 2026-11-26
Jumat | 2026-11-27
Jum'at | 2026-11-27
hari Jum’at | 2026-11-27
Minggu | 2026-11-29
Selasa | 2026-12-01
Rabu depan | 2026-12-02
hari Rabu depan | 2026-12-02
Rabu minggu depan | 2026-12-02
Rabu pekan depan | 2026-12-02
Senin depan | 2026-11-30
Jumat mendatang | 2026-12-04
next Friday | 2026-12-04
Jumat ini | 2026-11-27
Jumat minggu ini | 2026-11-27
this Friday | 2026-11-27
hari Minggu ini | 2026-11-29
hari Minggu depan | 2026-12-06
minggu minggu depan | 2026-12-06
minggu depan | 2026-12-01
pekan depan | 2026-12-01
next week | 2026-12-01
minggu lalu | 2026-11-17
Senin lalu | 2026-11-23
Jumat kemarin | 2026-11-20
last Friday | 2026-11-20
3 hari lagi | 2026-11-27
tiga hari lagi | 2026-11-27
sehari lagi | 2026-11-25
2 minggu lagi | 2026-12-08
dua pekan lagi | 2026-12-08
seminggu lagi | 2026-12-01
dalam 3 hari | 2026-11-27
in 3 days | 2026-11-27
in two weeks | 2026-12-08
10 hari ke depan | 2026-12-04
3 hari yang lalu | 2026-11-21
2 days ago | 2026-11-22
akhir bulan | 2026-11-30
akhir bulan ini | 2026-11-30
akhir bulan depan | 2026-12-31
awal bulan | 2026-12-01
awal bulan depan | 2026-12-01
akhir tahun | 2026-12-31
end of the month | 2026-11-30
paling lambat 25 Desember 2026 | 2026-12-25
selambat-lambatnya tgl. 25-12-2026 | 2026-12-25
s.d. 25 Desember 2026 | 2026-12-25
s/d Jumat | 2026-11-27
sd. Jumat | 2026-11-27
sampai dengan tanggal 25 Desember | 2026-12-25
２５／１２／２０２６ | 2026-12-25
２５－１２－２０２６ | 2026-12-25
٢٥/١٢/٢٠٢٦ | 2026-12-25
٢٥ Desember ٢٠٢٦ | 2026-12-25
25\u00a0Desember\u00a02026 | 2026-12-25
\u200e25-12-2026\u200f | 2026-12-25
25 Desember\u200b 2026 | 2026-12-25
"""

#: What is typed, and the moment it means, in WIB.
MOMENTS = """
25.12.2026 14.00 | 2026-12-25 14:00
25.12.2026 pkl. 14.00 | 2026-12-25 14:00
25.12.26 pkl 14.00 WIB | 2026-12-25 14:00
25/12/26 jam 14 | 2026-12-25 14:00
25 Nop 2026 pkl.14.00 | 2026-11-25 14:00
25 Des 14.00 | 2026-12-25 14:00
14.00 25.12.2026 | 2026-12-25 14:00
2026-12-25 14:00 | 2026-12-25 14:00
tgl. 25 Des pkl. 08.30 | 2026-12-25 08:30
Jum’at, 27 Nopember 2026 pukul 10.00 WIB | 2026-11-27 10:00
Rabu depan jam 9 | 2026-12-02 09:00
Rabu depan pukul 14.30 | 2026-12-02 14:30
minggu depan 10.00 | 2026-12-01 10:00
5 menit lagi | 2026-11-24 09:05
lima menit lagi | 2026-11-24 09:05
2 jam lagi | 2026-11-24 11:00
dua jam lagi | 2026-11-24 11:00
1,5 jam lagi | 2026-11-24 10:30
1 jam 30 menit lagi | 2026-11-24 10:30
sejam lagi | 2026-11-24 10:00
setengah jam lagi | 2026-11-24 09:30
dalam 2 jam | 2026-11-24 11:00
in 5 minutes | 2026-11-24 09:05
in 2 hours | 2026-11-24 11:00
in an hour | 2026-11-24 10:00
3 hari lagi jam 10 | 2026-11-27 10:00
3 hari lagi | 2026-11-27 16:30
lusa pagi | 2026-11-26 08:00
besok siang | 2026-11-25 12:00
besok sore | 2026-11-25 16:00
besok malam | 2026-11-25 19:00
besok pagi jam 9 | 2026-11-25 09:00
jam 9 besok pagi | 2026-11-25 09:00
jam 2 siang | 2026-11-24 14:00
jam dua siang | 2026-11-24 14:00
jam setengah 3 sore | 2026-11-24 14:30
setengah tiga sore | 2026-11-24 14:30
nanti sore | 2026-11-24 16:00
sore ini | 2026-11-24 16:00
malam nanti | 2026-11-24 19:00
Jumat sore | 2026-11-27 16:00
Jum'at pagi | 2026-11-27 08:00
tomorrow morning | 2026-11-25 08:00
pkl 15 | 2026-11-24 15:00
pkl.15.30 | 2026-11-24 15:30
pukul15.30 | 2026-11-24 15:30
akhir bulan | 2026-11-30 16:00
akhir bulan pkl. 10.00 | 2026-11-30 10:00
paling lambat Jumat pukul 10.00 | 2026-11-27 10:00
kemarin | 2026-11-23 16:00
kemarin jam 10 | 2026-11-23 10:00
１４．００ | 2026-11-24 14:00
besok ١٤:٠٠ | 2026-11-25 14:00
besok 14：00 | 2026-11-25 14:00
"""


def rows(table: str) -> list[tuple[str, str]]:
    """Give the rows of a table, an escape in them as the character it stands for."""
    lines = [line for line in table.strip("\n").splitlines() if line]
    return [(typed, meant) for typed, _, meant in (line.partition(" | ") for line in lines)]


def test_the_corpus_is_large() -> None:
    assert len(rows(DAYS)) + len(rows(MOMENTS)) >= 150


@pytest.mark.parametrize(("typed", "meant"), rows(DAYS))
def test_a_typed_day_is_the_day_it_means(typed: str, meant: str) -> None:
    assert days.day(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(("typed", "meant"), rows(DAYS))
def test_a_day_is_a_moment_of_that_day(typed: str, meant: str) -> None:
    moment = moments.parse(typed, CALENDAR, NOW)
    assert moment is not None
    assert CALENDAR.today(moment) == date.fromisoformat(meant)


@pytest.mark.parametrize(("typed", "meant"), rows(MOMENTS))
def test_a_typed_moment_is_the_moment_it_means(typed: str, meant: str) -> None:
    assert moments.parse(typed, CALENDAR, NOW) == datetime.fromisoformat(meant).replace(tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(
    "typed",
    [
        *("31-11-2026", "31 Nopember", "29 Pebruari 2027", "32.12.2026", "00/12/2026", "25.13.2026", "2026-02-30"),
        *("25.12", "12", "Des", "Nopember 2026", "2026", "bulan depan", "tahun depan", "minggu ini", "hari", "lagi"),
        *("Rabu, 25-12-2026", "Senin 27 Nop 2026", "besok lusa", "Senin atau Selasa", "Senin Selasa", "25 26 Des"),
        *("sebelum Jumat", "setelah Idul Fitri", "awal minggu", "secepatnya", "kapan-kapan", "tanggal merah"),
        *("5 menit", "2 jam", "lagi 2", "hari lagi", "0 menit lagi", "9999 hari lagi", "999 minggu lagi"),
        *("Jumatan", "Seninan", "Mei", "Agustusan", "Desember kelabu", "lusanya", "besok-besok", "setengah mati"),
        *("25-12-2126", "25-12-1926", "25 Des 99", "tanggal 32", "tanggal 0", "pukul 25.00", "²5-12-2026"),
        *("Hari jadi kabupaten", "Minggu tenang", "Senin bersih", "pagi", "siang", "malam", "nanti", "jam kerja"),
        *("12 orang", "Jl. Merdeka 12", "081234567890", "3272011234560001", "1.2.3.4", "25-12-2026-1"),
    ],
)
def test_what_is_no_day_stays_unclear(typed: str) -> None:
    assert days.day(typed, TODAY) is None
    assert moments.parse(typed, CALENDAR, NOW) is None


# --- words that follow days keep what is theirs ----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first", "last", "rest"),
    [
        ("10-12-2026 Hari jadi kabupaten", "2026-12-10", "2026-12-10", "Hari jadi kabupaten"),
        ("24-12-2026 Hari raya Natal", "2026-12-24", "2026-12-24", "Hari raya Natal"),
        ("13-12-2026 Minggu tenang", "2026-12-13", "2026-12-13", "Minggu tenang"),  # a Sunday
        ("10-12-2026 Minggu tenang", "2026-12-10", "2026-12-10", "Minggu tenang"),
        ("14-12-2026 Senin bersih", "2026-12-14", "2026-12-14", "Senin bersih"),  # a Monday
        ("14 Desember Senin bersih", "2026-12-14", "2026-12-14", "Senin bersih"),
        ("besok Rabu Abu", "2026-11-25", "2026-11-25", "Rabu Abu"),  # a Wednesday
        ("2-4-2027 Jumat Agung", "2027-04-02", "2027-04-02", "Jumat Agung"),
        ("10-12-2026 Kamis", "2026-12-10", "2026-12-10", ""),
        ("10-12-2026 (Kamis) Hari jadi", "2026-12-10", "2026-12-10", "Hari jadi"),
        ("10-12-2026, Kamis: Hari jadi", "2026-12-10", "2026-12-10", "Hari jadi"),
        ("Kamis, 10 Desember 2026 Hari jadi", "2026-12-10", "2026-12-10", "Hari jadi"),
        ("Kamis 10.12.2026 Pada hari itu", "2026-12-10", "2026-12-10", "Pada hari itu"),
        ("10-12-2026 Tanggal merah", "2026-12-10", "2026-12-10", "Tanggal merah"),
        ("10-12-2026 Nanti diumumkan", "2026-12-10", "2026-12-10", "Nanti diumumkan"),
        ("10-12-2026 Paling lambat masuk pukul 10", "2026-12-10", "2026-12-10", "Paling lambat masuk pukul 10"),
        ("10-12-2026 The regency's day", "2026-12-10", "2026-12-10", "The regency's day"),
        ("18 Desember 27 pegawai cuti", "2026-12-18", "2026-12-18", "27 pegawai cuti"),
        ("18 Desember 3 hari Bimtek", "2026-12-18", "2026-12-18", "3 hari Bimtek"),
        ("18-12 2 hari Bimtek", "2026-12-18", "2026-12-18", "2 hari Bimtek"),
        ("1 Mei Hari Buruh", "2027-05-01", "2027-05-01", "Hari Buruh"),
        ("besok pagi apel", "2026-11-25", "2026-11-25", "pagi apel"),
        ("24-12 s.d. 27-12-2026 Minggu Adven", "2026-12-24", "2026-12-27", "Minggu Adven"),
        ("24 s/d 27 Desember 2026 Hari raya", "2026-12-24", "2026-12-27", "Hari raya"),
        ("24 sd 27-12-2026 Libur daerah", "2026-12-24", "2026-12-27", "Libur daerah"),
        ("24-27/12/2026 Libur daerah", "2026-12-24", "2026-12-27", "Libur daerah"),
        ("30 Nopember s.d. 2 Desember Bimtek", "2026-11-30", "2026-12-02", "Bimtek"),
        ("Jumat 18 s.d. Minggu 20 Desember 2026 Hari olahraga", "2026-12-18", "2026-12-20", "Hari olahraga"),
        ("Rabu depan Apel besar", "2026-12-02", "2026-12-02", "Apel besar"),
        ("minggu depan Bimtek", "2026-11-30", "2026-12-06", "Bimtek"),
        ("tgl. 5 Rapat", "2026-12-05", "2026-12-05", "Rapat"),
        ("Jumat: senam", "2026-11-27", "2026-11-27", "senam"),
        ("Senin s.d. Rabu", "2026-11-30", "2026-12-02", ""),
    ],
)
def test_a_reason_keeps_every_word(typed: str, first: str, last: str, rest: str) -> None:
    span = Span(date.fromisoformat(first), date.fromisoformat(last))
    assert leading_days.leading(typed, TODAY) == (span, rest)


@pytest.mark.parametrize(
    "typed",
    [
        *("Senin bersih", "Minggu tenang", "Hari jadi 10-12-2026", "Rabu, 25-12-2026 Natal", "Jumat 10-12-2026 x"),
        *("31 Nopember Rapat", "tanggal 31 Februari Rapat", "Desember 25 Natal", "18-12 s.d. Senin-senin"),
    ],
)
def test_days_that_are_unclear_or_wrong_are_asked_for_again(typed: str) -> None:
    assert leading_days.leading(typed, TODAY) is None


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("nopember", "2026-11-01", "2026-11-30"),
        ("Pebruari 2026", "2026-02-01", "2026-02-28"),
        ("bulan Agustus 2026", "2026-08-01", "2026-08-31"),
        ("1 s.d. 15 Nopember 2026", "2026-11-01", "2026-11-15"),
        ("1-15 Nop 2026", "2026-11-01", "2026-11-15"),
        ("1 s/d 15/11/2026", "2026-11-01", "2026-11-15"),
        ("01.10.2026 s.d. 15.11.2026", "2026-10-01", "2026-11-15"),
        ("25/10/26 - 15/11/26", "2026-10-25", "2026-11-15"),
        ("kemarin", "2026-11-23", "2026-11-23"),
        ("hari ini", "2026-11-24", "2026-11-24"),
        ("minggu ini", "2026-11-23", "2026-11-29"),
        ("minggu lalu", "2026-11-16", "2026-11-22"),
        ("bulan kemarin", "2026-10-01", "2026-10-31"),
        ("Agst 2026 s.d. Okt 2026", "2026-08-01", "2026-10-31"),
    ],
)
def test_a_recap_is_asked_for_in_the_same_words(typed: str, first: str, last: str) -> None:
    assert spans.parse(typed, TODAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("typed", "before", "first", "last"),
    [
        ("oleh Hari besok", "oleh Hari", "2026-11-25", "2026-11-25"),
        ("Dewi oleh Hari 24.12.2026 s.d. 31.12.2026", "Dewi oleh Hari", "2026-12-24", "2026-12-31"),
        ("oleh Dewi 25 Nop 2026 sd 5 Des 2026", "oleh Dewi", "2026-11-25", "2026-12-05"),
        ("oleh Dewi Senin s.d. Rabu", "oleh Dewi", "2026-11-30", "2026-12-02"),
        ("oleh Dewi kemarin", "oleh Dewi", "2026-11-23", "2026-11-23"),
        ("oleh Dewi Rabu depan", "oleh Dewi", "2026-12-02", "2026-12-02"),
    ],
)
def test_days_after_names_are_read_in_the_same_words(typed: str, before: str, first: str, last: str) -> None:
    found = trailing_days.Trailing(before, date.fromisoformat(first), date.fromisoformat(last))
    assert trailing_days.trailing(typed, CALENDAR, NOW) == found


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("setiap Jum’at", Rule(Every.WEEK, 4)),
        ("tiap tgl. 5", Rule(Every.MONTH, 5)),
        ("10 Pebruari, 10 Nop 2027", Rule(Every.DATES, dates=(date(2027, 2, 10), date(2027, 11, 10)))),
        ("10.02.2027 dan 10.11.2027", Rule(Every.DATES, dates=(date(2027, 2, 10), date(2027, 11, 10)))),
    ],
)
def test_what_comes_round_is_read_in_the_same_words(typed: str, rule: Rule) -> None:
    assert recurrences.parse(typed, TODAY) == rule
