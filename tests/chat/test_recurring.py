"""The agenda kerja: a disposisi made to come round, and put before the Kabag on its day."""

from __future__ import annotations

from datetime import date

import pytest

from bot.desk.dispositions import recurring
from bot.desk.people import members
from bot.rehearsal.phone import Phone
from bot.sop.flow import Kind
from bot.sop.model import Nature
from bot.sop.roles import Role
from storage import recurring as entries
from storage import steps
from storage.store import Tx
from tests.chat import scenes
from tests.chat.ordering import EXTERNAL, WEDNESDAY, offered, order_now, write
from tests.chat.recurring import MONDAY, NEXT_MONDAY, drafts, make, morning, recorded
from tests.chat.workdays import wib
from tests.stage import Stage, labels, text_of

# --- made ----------------------------------------------------------------------------------------------


async def test_a_form_becomes_one_that_comes_round_and_can_still_be_sent(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Agenda pekanan")
    await stage.tap(bambang, "Jadikan agenda rutin")
    asked = stage.find(bambang, "Kapan disposisi ini disiapkan lagi?")
    assert labels(asked)[:6] == [f"Setiap {day}" for day in ("Senin", "Selasa", "Rabu", "Kamis", "Jumat")] + [
        "Setiap bulan tanggal 1"
    ]
    said = await stage.tap(bambang, "Setiap Senin")
    assert said == (
        "Tersimpan sebagai agenda rutin: setiap Senin. Berikutnya Sen, 30 Nov 2026. Formulir ini tetap dapat dikirim."
    )
    await stage.tap(bambang, "Kirim disposisi")
    assert (await order_now(stage)).ref == "D-1/2026"
    assert [(e["rule"], e["next"]) for e in await recorded(stage, "agenda_make")] == [("week.0", "2026-11-30")]
    assert stage.outside.refusals() == []


async def test_on_its_day_it_is_one_tap_from_sent_with_everything_it_was_made_with(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.say(bambang, "/disposisi Agenda <pekanan>")
    await stage.tap(bambang, "Instruksi")
    await stage.say(bambang, "Mohon jadwal kegiatan pekan ini.")
    await stage.tap(bambang, "Sifat")
    await stage.tap(bambang, "Segera")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, "hari ini jam 14")
    await stage.tap(bambang, "Minta bahan dari")
    await stage.tap(bambang, "Dinas Kesehatan")
    await stage.tap(bambang, "Selesai memilih")
    await stage.tap(bambang, "Lampirkan berkas")
    bambang.send_document(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "agenda kerja.pdf")
    await stage.settle()
    await stage.tap(bambang, "Jadikan agenda rutin")
    await stage.tap(bambang, "Setiap Senin")
    await stage.tap(bambang, "Tidak jadi")
    await stage.tap(bambang, "Ya, batalkan")
    assert siti.received == []

    await morning(stage, MONDAY)
    form = text_of(stage.find(bambang, "Agenda kerja: setiap"))
    assert "Agenda kerja: setiap Senin (untuk Sen, 30 Nov 2026)" in form
    assert "Jadikan agenda rutin" not in offered(stage.find(bambang, "Agenda kerja: setiap Senin"))
    await stage.tap(bambang, "Kirim disposisi")
    card = text_of(stage.find(siti, "Disposisi D-1/2026")) + "\n"
    for words in (
        "SEGERA",
        "Perihal: Agenda <pekanan>",
        "Instruksi: Mohon jadwal kegiatan pekan ini.",
        "Batas waktu: Sen, 30 Nov 2026 pukul 12.00 WIB",  # four working hours, as 14.00 was from 09.00
        "Bahan diminta dari: Dinas Kesehatan\n",
        "Lampiran: agenda-kerja.pdf\n",
    ):
        assert words in card
    assert (await order_now(stage, 2)).nature is Nature.URGENT
    assert "Agenda <pekanan>" in text_of(stage.find(stage.person("Rina"), "D-1/2026"))
    assert stage.outside.refusals() == []


async def test_step_ones_clock_runs_from_when_it_is_put_before_the_kabag(stage: Stage) -> None:
    await make(stage)
    await morning(stage, MONDAY, 9)
    record = await stage.bot.store.read(lambda tx: steps.open_one(tx, Kind.DISPOSITION, 2))
    assert record is not None
    assert (record.started_at, record.due_at) == (wib(MONDAY, 9), wib(MONDAY, 9, 5))
    await stage.at(wib(MONDAY, 9, 5))
    bambang = stage.person("Bambang")
    reminded = stage.find(bambang, "Agenda kerja: setiap Senin")
    assert "Kirim disposisi" in offered(reminded)
    assert "👉" in text_of(reminded)


@pytest.mark.parametrize(
    ("typed", "following"),
    [
        ("setiap Rabu", date(2026, 11, 25)),
        ("12", date(2026, 12, 14)),  # a Saturday: the Monday after
        ("akhir bulan", date(2026, 11, 30)),
        ("hari kerja pertama", date(2026, 12, 1)),
        ("24-12, 10-4", date(2026, 12, 28)),  # a cuti bersama before Christmas and a weekend
    ],
)
async def test_when_can_be_typed_too(stage: Stage, typed: str, following: date) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Data harga pokok")
    await stage.tap(bambang, "Jadikan agenda rutin")
    await stage.say(bambang, typed)
    [entry] = await stage.bot.store.read(entries.running)
    assert await stage.bot.store.read(lambda tx: recurring.comes_on(tx, entry)) == following
    assert "Tersimpan sebagai agenda rutin" in text_of(stage.find(bambang, "Tersimpan"))
    assert "Kirim disposisi" in offered(bambang.last)  # the form is under what was typed, ready to be sent


async def test_what_cannot_be_read_or_lies_behind_is_asked_for_again(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Data harga pokok")
    await stage.tap(bambang, "Jadikan agenda rutin")
    await stage.say(bambang, "kapan-kapan")
    assert "belum terbaca" in text_of(bambang.last)
    await stage.say(bambang, "24-11, 10-4")
    assert "harus sesudah hari ini" in text_of(bambang.last)
    assert await stage.bot.store.read(entries.running) == []
    await stage.say(bambang, "25-11, 10-4")  # the question still stands
    assert len(await stage.bot.store.read(entries.running)) == 1


async def test_the_same_form_is_not_made_to_come_round_twice(stage: Stage) -> None:
    await make(stage)
    bambang = stage.person("Bambang")
    await stage.tap(bambang, "Jadikan agenda rutin")
    assert "sudah menjadi agenda rutin" in await stage.tap(bambang, "Setiap Senin")
    assert len(await stage.bot.store.read(entries.running)) == 1


async def test_a_form_without_a_perihal_or_for_one_article_cannot_come_round(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi")
    assert "Jadikan agenda rutin" not in offered(bambang.last)
    await write(stage, stage.person("Agus"), EXTERNAL)
    assert "Jadikan agenda rutin" not in offered(stage.find(bambang, "masuk tanpa disposisi"))


# --- its day -----------------------------------------------------------------------------------------------


async def test_it_comes_once_a_date_and_again_on_the_next(stage: Stage) -> None:
    await make(stage)
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await morning(stage, date(2026, 11, 27))
    assert await drafts(stage) == []
    await morning(stage, MONDAY)
    await morning(stage, MONDAY, 11)
    assert await drafts(stage) == [2]
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await morning(stage, MONDAY, 14)
    assert await drafts(stage) == []
    await morning(stage, NEXT_MONDAY)
    assert await drafts(stage) == [3]


async def test_it_waits_for_the_office_to_open_and_for_the_next_working_day(stage: Stage) -> None:
    await make(stage, when="Setiap Jumat")
    christmas, after = date(2026, 12, 25), date(2026, 12, 28)
    await morning(stage, date(2026, 12, 18))
    await stage.tap(stage.person("Bambang"), "Kirim disposisi", on="Agenda kerja")
    await morning(stage, christmas, 9)
    assert await stage.bot.store.write(recurring.propose) == 0  # nor if it is asked on the day itself
    await morning(stage, after, 6)
    assert [e["day"] for e in await recorded(stage, "open") if "day" in e] == ["2026-12-18"]
    await morning(stage, after, 8)
    assert [e["day"] for e in await recorded(stage, "open") if "day" in e] == ["2026-12-18", "2026-12-25"]


async def test_after_an_outage_only_the_latest_date_is_made_up_for(stage: Stage) -> None:
    await make(stage)
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await stage.bot.stop()
    stage.clock.set(wib(date(2026, 12, 16), 10))  # two Mondays and more
    await stage.start_bot()
    await stage.bot.digest()
    await stage.settle()
    assert [e["day"] for e in await recorded(stage, "open") if "day" in e] == ["2026-12-14"]
    [entry] = await stage.bot.store.read(entries.running)
    assert entry.next_on == date(2026, 12, 21)


async def test_a_form_still_unsent_is_shown_again_and_no_second_one_made(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    await stage.tap(bambang, "Kirim disposisi")
    await morning(stage, MONDAY)
    before = len(bambang.received)
    await morning(stage, NEXT_MONDAY)
    assert await drafts(stage) == [2]
    again = [text_of(m) for m in bambang.received[before:] if "Agenda kerja: setiap Senin" in text_of(m)]
    assert len(again) == 1
    assert "untuk Sen, 7 Des 2026" in again[0]
    assert "Batas waktu: Rab, 9 Des 2026 pukul 08.00 WIB" in again[0]  # two working days from now, not from last week
    assert [e["day"] for e in await recorded(stage, "agenda_again")] == ["2026-12-07"]


async def test_a_crash_in_the_middle_leaves_all_or_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await make(stage)
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")

    def cut(*_: object) -> None:
        raise RuntimeError("the power is gone")

    with monkeypatch.context() as power:
        power.setattr("bot.desk.dispositions.begin.clocks.start", cut)
        await morning(stage, MONDAY)
    assert await drafts(stage) == []
    await morning(stage, MONDAY, 9)
    assert await drafts(stage) == [2]


async def test_dates_that_were_given_end_after_the_last(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage, when="Setiap Rabu")
    await stage.tap(bambang, "Jadikan agenda rutin")
    await stage.say(bambang, "25-11")
    await stage.tap(bambang, "Kirim disposisi")
    await morning(stage, WEDNESDAY)
    assert len(await drafts(stage)) == 2
    assert [e.rule.pack() for e in await stage.bot.store.read(entries.running)] == ["week.2"]


async def test_the_kabags_own_form_and_one_that_came_round_do_not_mix(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    await stage.tap(bambang, "Kirim disposisi")
    await morning(stage, MONDAY)
    await stage.say(bambang, "/disposisi Berita HUT")
    assert [(await order_now(stage, n)).subject for n in (2, 3)] == ["Agenda pekanan", "Berita HUT"]


# --- whose it is -------------------------------------------------------------------------------------------


async def _second_kabag(stage: Stage) -> Phone:
    await stage.bot.store.write(lambda tx: members.enrol(tx, scenes.person(tx, "Fitri").id, Role.KABAG, None))
    await stage.settle()
    return stage.person("Fitri")


async def test_it_goes_to_the_kabag_who_made_it_or_to_who_holds_the_office_now(stage: Stage) -> None:
    fitri = await _second_kabag(stage)
    await make(stage)
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    await morning(stage, MONDAY)
    assert not [m for m in fitri.received if "Agenda kerja: setiap Senin" in text_of(m)]

    def leaves(tx: Tx) -> None:
        bambang = scenes.person(tx, "Bambang").id
        tx.db.execute("UPDATE appointment SET valid_to = 1 WHERE person_id = ?", (bambang,))

    await stage.bot.store.write(leaves)
    await morning(stage, NEXT_MONDAY)
    assert await drafts(stage) == [2]
    assert (await order_now(stage, 2)).author_id is None  # any Kabag's, until one sends it
    await stage.tap(fitri, "Kirim disposisi", on="Agenda kerja: setiap Senin")
    assert "Fitri" in text_of(stage.find(stage.person("Siti"), "Disposisi D-2/2026"))
