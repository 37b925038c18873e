"""Dates, durations and numbers, in both languages and the three zones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.sop.flow import State
from bot.sop.roles import Who
from bot.texts.formats import label, quote, shorten
from tests.texts.support import EARLIER, LATER, NOW, both

AT_1542_UTC = datetime(2026, 11, 23, 15, 42, tzinfo=UTC)  # in the east it is the next day already


@pytest.mark.parametrize(
    ("zone", "indonesian", "english"),
    [
        ("Asia/Jakarta", "pukul 10.42 WIB", "10:42 WIB"),
        ("Asia/Makassar", "pukul 11.42 WITA", "11:42 WITA"),
        ("Asia/Jayapura", "pukul 12.42 WIT", "12:42 WIT"),
    ],
)
def test_a_moment_of_today_is_a_time_in_the_offices_own_zone(zone: str, indonesian: str, english: str) -> None:
    assert [t.when(NOW) for t in both(zone)] == [indonesian, english]


@pytest.mark.parametrize(
    ("zone", "indonesian", "english"),
    [
        ("Asia/Jakarta", "pukul 22.42 WIB", "22:42 WIB"),
        ("Asia/Makassar", "pukul 23.42 WITA", "23:42 WITA"),
        ("Asia/Jayapura", "Sel, 24 Nov 2026 pukul 00.42 WIT", "Tue, 24 Nov 2026, 00:42 WIT"),
    ],
)
def test_the_day_changes_at_the_offices_own_midnight(zone: str, indonesian: str, english: str) -> None:
    assert [t.when(AT_1542_UTC) for t in both(zone)] == [indonesian, english]


def test_another_day_is_named_with_its_date() -> None:
    assert [t.day(datetime(2026, 8, 17, 1, tzinfo=UTC)) for t in both()] == ["Sen, 17 Agu 2026", "Mon, 17 Aug 2026"]
    assert [t.when(LATER) for t in both()] == ["Rab, 25 Nov 2026 pukul 14.00 WIB", "Wed, 25 Nov 2026, 14:00 WIB"]


@pytest.mark.parametrize(
    ("span", "indonesian", "english"),
    [
        (timedelta(0), "0 detik kerja", "0 working seconds"),
        (timedelta(seconds=1), "1 detik kerja", "1 working second"),
        (timedelta(seconds=59), "59 detik kerja", "59 working seconds"),
        (timedelta(seconds=60), "1 menit kerja", "1 working minute"),
        (timedelta(seconds=89), "1 menit kerja", "1 working minute"),
        (timedelta(minutes=12), "12 menit kerja", "12 working minutes"),
        (timedelta(seconds=3599), "1 jam kerja", "1 working hour"),
        (timedelta(hours=2), "2 jam kerja", "2 working hours"),
        (timedelta(minutes=65), "1 jam 5 menit kerja", "1 hour 5 minutes of working time"),
        (timedelta(hours=15, minutes=1), "15 jam 1 menit kerja", "15 hours 1 minute of working time"),
    ],
)
def test_working_time_is_said_in_words(span: timedelta, indonesian: str, english: str) -> None:
    assert [t.working(span) for t in both()] == [indonesian, english]


def test_a_due_time_is_said_with_the_working_time_left() -> None:
    assert [t.until(NOW + timedelta(minutes=5)) for t in both()] == [
        "Batas pukul 10.47 WIB, sisa 5 menit kerja.",
        "Due 10:47 WIB, 5 working minutes left.",
    ]


def test_a_due_time_that_passed_is_said_with_how_late_it_is() -> None:
    assert [t.until(EARLIER) for t in both()] == [
        "Batas pukul 09.42 WIB, terlambat 1 jam kerja.",
        "Due 09:42 WIB, 1 working hour late.",
    ]


def test_a_due_time_at_closing_is_not_said_to_be_late_before_the_office_opens() -> None:
    friday_closing = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    saturday = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
    assert [replace(t, now=saturday).until(friday_closing) for t in both()] == [
        "Batas Jum, 20 Nov 2026 pukul 16.30 WIB, waktunya habis.",
        "Due Fri, 20 Nov 2026, 16:30 WIB, time is up.",
    ]


def test_a_turn_names_the_others_who_may_take_it() -> None:
    said = [t.waiting(State.D_WAITING_KASUBBAG, Who.KASUBBAG, ["Ani"], "", None, yours=True, hint="") for t in both()]
    assert said == [
        "👉 <b>Giliran Anda atau Ani.</b> Terima disposisi ini.",
        "👉 <b>Your turn or that of Ani.</b> Please accept this disposition.",
    ]


def test_a_wait_names_the_office_its_unit_and_its_people() -> None:
    said = [
        t.waiting(State.A_WAITING_VERIFIER, Who.VERIFIER, ["Ani"], "Dinkes", None, yours=False, hint="") for t in both()
    ]
    assert said == ["Menunggu: <b>Signatory Dinkes (Ani)</b>.", "Waiting for: <b>Signatory Dinkes (Ani)</b>."]


def test_an_event_names_the_person_and_the_office_they_acted_in() -> None:
    assert [t.event("apr", "Ani", Who.VERIFIER, NOW, {}) for t in both()] == [
        "Disetujui oleh Ani (Signatory), pukul 10.42 WIB.",
        "Approved by Ani (Signatory), 10:42 WIB.",
    ]


def test_digits_are_grouped_as_each_language_does() -> None:
    assert [t.number(12345) for t in both()] == ["12.345", "12,345"]


def test_one_thing_is_counted_in_the_singular() -> None:
    _, english = both()
    assert english.draft_contents(1, 1, 1, 1) == "Contents: 1 text (1 character), 1 photo, 1 file"
    assert english.tasks(1).startswith("<b>1 task is waiting for you.</b>")


def test_a_long_list_of_names_says_how_many_more() -> None:
    indonesian, _ = both()
    assert indonesian.people(["A", "B", "C"]) == "A, B, C"
    assert indonesian.people(["A", "B", "C", "D"]) == "A, B, C (+1)"
    assert indonesian.people([]) == ""


def test_a_text_is_cut_with_an_ellipsis_at_its_limit() -> None:
    assert shorten("satu  dua\ntiga", 20) == "satu dua tiga"
    assert shorten("satu dua tiga", 13) == "satu dua tiga"
    assert shorten("satu dua tiga", 12) == "satu dua ti…"
    assert shorten("satu dua tiga", 10) == "satu dua…"


def test_a_label_is_cut_before_its_tail() -> None:
    assert label("satu dua tiga", " (akhir)", 16) == "satu du… (akhir)"


def test_a_long_quotation_is_folded() -> None:
    assert quote("a" * 300).startswith("<blockquote>")
    assert quote("a" * 301).startswith("<blockquote expandable>")
