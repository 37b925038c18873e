"""The digests: in the morning what waits, in the evening how the day was; once, in office hours, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from bot.cli import cast
from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.office import Office
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, Profile
from storage import outbox
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_recap import published
from tests.chat.workdays import wib
from tests.stage import Stage, labels, text_of

TUESDAY, WEDNESDAY, FRIDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 27), date(2026, 11, 30)
SATURDAY = date(2026, 11, 28)


def digests(phone: Phone) -> list[str]:
    """The digests somebody got, in order."""
    heads = ("Selamat ", "Good ")
    return [text_of(m) for m in phone.received if text_of(m).startswith(heads)]


async def at(stage: Stage, day: date, hour: int, minute: int = 0) -> None:
    """Go to a moment, and let the digests go whose time has come."""
    await stage.at(wib(day, hour, minute))
    await stage.bot.digest()
    await stage.settle()


# --- the morning -----------------------------------------------------------------------------------------


async def test_the_morning_says_what_waits_the_most_urgent_first(stage: Stage) -> None:
    hasan = stage.person("Hasan")
    first = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.advance(hours=2)
    second = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await at(stage, TUESDAY, 11, 30)
    assert digests(hasan) == [
        (
            "Selamat siang. 2 tugas menunggu Anda hari ini.\n\n"
            f"{first.ref} Imunisasi serentak di semua puskesmas – terlambat 1 jam 30 menit kerja\n"
            f"{second.ref} Imunisasi serentak di semua puskesmas – sisa 30 menit kerja"
        )
    ]
    assert [label[:3] for label in labels(stage.find(hasan, "Selamat siang"))] == [first.ref, second.ref]
    assert stage.outside.refusals() == []


async def test_a_superior_reads_what_is_late_under_them(stage: Stage) -> None:
    siti, bambang = stage.person("Siti"), stage.person("Bambang")
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await at(stage, TUESDAY, 11, 0)
    assert digests(siti) == [
        (
            "Selamat siang. 1 tugas menunggu Anda hari ini.\n\n"
            "D-1/2026 Berita imunisasi – sisa 13 jam kerja\n\n"
            "Terlambat pada petugas (1)\n"
            f"• {article.ref} Imunisasi serentak di semua puskesmas – Hasan Basri: terlambat 1 jam kerja"
        )
    ]
    assert digests(bambang) == []


async def test_who_stands_in_reads_whose_it_is_and_the_absent_gets_none(stage: Stage) -> None:
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.say(rudi, "/pengganti oleh Dewi s.d. Jumat")
    await at(stage, WEDNESDAY, 7, 45)
    assert "Selamat pagi. 1 tugas menunggu Anda hari ini." in digests(dewi)[0]
    assert digests(dewi)[0].endswith("terlambat 5 jam 15 menit kerja, a.n. Rudi Hartono")
    assert digests(rudi) == []


async def test_a_digest_missed_while_the_bot_was_down_comes_later_that_day_and_never_at_night(stage: Stage) -> None:
    hasan = stage.person("Hasan")
    await scenes.bring(stage, State.A_HELD)
    lukman = stage.person("Lukman")
    for hour, minute in ((16, 0), (20, 0)):
        await at(stage, TUESDAY, hour, minute)
    assert digests(lukman) == []
    for hour in (3, 7, 14, 15):
        await at(stage, WEDNESDAY, hour, 44)
    assert len(digests(lukman)) == 1
    assert digests(lukman)[0].startswith("Selamat siang. 1 tugas menunggu Anda hari ini.")
    assert digests(hasan) == []


async def test_nothing_is_said_where_there_is_nothing_to_say(stage: Stage) -> None:
    await at(stage, TUESDAY, 9, 0)
    await at(stage, TUESDAY, 15, 45)
    assert [name for name in scenes.WHO if digests(stage.person(name))] == []


# --- the evening -----------------------------------------------------------------------------------------


async def test_the_kabag_reads_how_the_day_was_once(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await published(stage, "Upacara HUT daerah")
    late = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await at(stage, TUESDAY, 15, 29)
    assert [said for said in digests(bambang) if "Ringkasan" in said] == []
    await at(stage, TUESDAY, 15, 30)
    await at(stage, TUESDAY, 15, 50)
    [said] = [said for said in digests(bambang) if "Ringkasan" in said]
    assert said == (
        "Selamat sore. Ringkasan Selasa, 24 November\n\n"
        "Tayang hari ini (1)\n"
        "• N-1 Upacara HUT daerah – Subag Pemberitaan\n\n"
        "Disposisi dikirim (1): D-1/2026\n\n"
        "Terlambat (1)\n"
        f"• {late.ref} Imunisasi serentak di semua puskesmas – Hasan Basri: terlambat 2 jam 30 menit kerja"
    )
    message = stage.find(bambang, "Ringkasan Selasa")
    [entity] = [e for e in message["entities"] if e["type"] == "text_link"]
    assert "/situs/berita/upacara-hut-daerah" in entity["url"]
    assert [label.split()[0] for label in labels(message)] == [late.ref, "N-1"]
    await stage.tap(bambang, late.ref)
    assert "Menunggu: Pejabat Berwenang" in text_of(bambang.last)
    for name in ("Siti", "Rudi"):
        assert not [said for said in digests(stage.person(name)) if "Ringkasan" in said]
    assert stage.outside.refusals() == []


async def test_it_says_what_was_closed_and_what_is_due_on_the_next_working_day(stage: Stage) -> None:
    bambang = stage.person("Bambang")

    def friday(tx: Tx) -> None:
        scenes.order(tx, State.D_CLOSED)
        order = scenes.order(tx, State.D_REPORTING)
        scenes.move(tx, "Siti", Kind.DISPOSITION, order.id, Action.POST)

    await stage.at(wib(FRIDAY, 11))
    await stage.bot.store.write(friday)
    await at(stage, FRIDAY, 15, 30)
    said = digests(bambang)[-1]
    assert "Selamat sore. Ringkasan Jumat, 27 November" in said
    assert "Disposisi selesai (1): D-1/2026" in said
    assert "Jatuh tempo Senin, 30 November (1)\n• D-2/2026 Berita imunisasi – Bambang" in said


@pytest.mark.parametrize(
    ("evening", "day", "comes"),
    [
        (time(15, 30), FRIDAY, (15, 30)),  # closes at 16.30
        (time(16, 15), TUESDAY, (15, 30)),  # closes at 16.00: half an hour before
        (time(16, 15), FRIDAY, (16, 15)),
        (time(15, 30), date(2027, 2, 9), (14, 30)),  # Ramadan, closes at 15.00
        (time(15, 30), date(2027, 2, 12), (15, 0)),  # a Friday of Ramadan, closes at 15.30
        (time(12, 30), TUESDAY, (13, 0)),  # nobody reads it in the break
    ],
)
async def test_it_comes_before_the_office_closes(
    tmp_path: Path, evening: time, day: date, comes: tuple[int, int]
) -> None:
    async with Stage(tmp_path, office=_office(), start=wib(day, 9)) as stage:
        stage.bot.settings = replace(stage.bot.settings, evening_at=evening)
        bambang = stage.person("Bambang")
        await scenes.bring(stage, State.A_WAITING_VERIFIER)
        moment = wib(day, *comes)
        await stage.at(moment - timedelta(minutes=3))
        await stage.bot.digest()
        await stage.settle()
        assert [said for said in digests(bambang) if "Ringkasan" in said] == []
        await at(stage, day, *comes)
        assert len([said for said in digests(bambang) if "Ringkasan" in said]) == 1


def _office() -> Office:
    office = cast.office("https://nusaraya.example/")
    ramadan = Profile(date(2027, 2, 8), date(2027, 3, 9), PERPRES_RAMADAN_WEEK)
    return replace(office, calendar=replace(office.calendar, profiles=(ramadan,)))


async def test_there_is_none_on_a_day_off_or_after_closing(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await at(stage, TUESDAY, 16, 5)
    await at(stage, SATURDAY, 15, 35)
    assert [said for said in digests(bambang) if "Ringkasan" in said] == []


async def test_the_kabag_reads_it_in_the_own_language(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/bahasa")
    await stage.tap(bambang, "English")
    await scenes.bring(stage, State.A_PUBLISHED)
    await at(stage, TUESDAY, 15, 30)
    said = digests(bambang)[-1]
    assert said == (
        "Good afternoon. Overview of Tuesday 24 November\n\n"
        "Published today (1)\n"
        "• N-1 Imunisasi serentak di semua puskesmas – Dinas Kesehatan\n\n"
        "Dispositions sent (1): D-1/2026"
    )


async def test_who_stands_in_for_the_kabag_reads_it_instead(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.say(bambang, "/pengganti oleh Siti hari ini")
    await at(stage, TUESDAY, 15, 30)
    assert [said for said in digests(bambang) if "Ringkasan" in said] == []
    assert len([said for said in digests(siti) if "Ringkasan" in said]) == 1


# --- quiet hours -----------------------------------------------------------------------------------------


async def test_what_the_scheduler_does_at_night_wakes_nobody(stage: Stage) -> None:
    rina, rudi = stage.person("Rina"), stage.person("Rudi")
    await scenes.bring(stage, State.A_SCHEDULED)  # in three days, at nine; the bot comes back at night
    before = {name: len(stage.person(name).received) for name in scenes.WHO}
    await stage.at(wib(FRIDAY, 20))
    assert {name: len(stage.person(name).received) for name in scenes.WHO} == before
    await stage.at(wib(MONDAY, 7, 30))
    assert "tayang" in text_of(stage.find(rina, "N-1"))
    assert len(rudi.received) > before["Rudi"]


async def test_who_publishes_at_night_is_answered_at_night(stage: Stage) -> None:
    rudi, rina = stage.person("Rudi"), stage.person("Rina")
    await scenes.bring(stage, State.A_WAITING_STAF)
    stage.clock.set(wib(TUESDAY, 21))
    before = len(rina.received)
    await stage.tap(rudi, "Terbitkan")
    assert "Bukti tayang" in text_of(stage.find(rudi, "N-1"))
    assert len(rina.received) == before
    await stage.at(wib(WEDNESDAY, 7, 30))
    assert "Bukti tayang" in text_of(stage.find(rina, "N-1"))


@pytest.mark.parametrize(
    ("wishes", "quiet"),
    [
        ([(True, True, outbox.WORK), (False, False, outbox.WORK)], True),
        ([(False, False, outbox.WORK), (True, True, outbox.WORK)], True),
        ([(True, True, outbox.WORK), (True, False, outbox.WORK)], False),
        ([(True, False, outbox.WORK), (True, True, outbox.WORK)], False),
        ([(True, True, outbox.WORK), (False, False, outbox.ANSWER)], False),
        ([(False, False, outbox.WORK), (False, False, outbox.WORK)], False),
    ],
)
async def test_a_quiet_card_is_hurried_by_what_cannot_wait_only(
    stage: Stage, wishes: list[tuple[bool, bool, int]], quiet: bool
) -> None:
    def ask(tx: Tx) -> bool:
        for anew, office_hours, priority in wishes:
            wanted = (Kind.ARTICLE, 99)
            outbox.add_card(tx, 1003, wanted, anew=anew, office_hours=office_hours, priority=priority)
        row = tx.db.execute("SELECT office_hours FROM outbox WHERE subject_id = 99 AND state = 'new'").fetchone()
        return bool(row[0])

    assert await stage.bot.store.write(ask) is quiet
