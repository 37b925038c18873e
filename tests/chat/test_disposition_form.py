"""The Kabag's form: every field typed or chosen, sent or discarded, across restarts and old buttons."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.sop.flow import State
from bot.sop.model import Nature
from storage import dispositions
from tests.chat.ordering import (
    TUESDAY,
    WEDNESDAY,
    first_press,
    offered,
    order_now,
)
from tests.chat.workdays import wib
from tests.stage import Stage, labels, text_of

# --- the form ----------------------------------------------------------------------------------------


async def test_the_form_is_one_tap_from_sent_when_its_words_come_along(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi   Berita <HUT>\n daerah & pawai ")
    assert "Perihal: Berita <HUT> daerah & pawai" in text_of(bambang.last)
    answer = await stage.tap(bambang, "Kirim disposisi")
    assert answer == "Disposisi D-1/2026 dikirim. Giliran berikutnya: Siti Aminah."
    card = text_of(stage.find(stage.person("Siti"), "Disposisi D-1/2026"))
    assert "Dari: Kepala Bagian Kominfo dan Humas (Bambang Wijaya)" in card
    assert "Berita <HUT> daerah & pawai" in card
    assert "sesuai dengan tugas pokok dan fungsi" in card
    assert "Batas waktu: Kam, 26 Nov 2026 pukul 09.00 WIB" in card
    assert stage.outside.refusals() == []


async def test_every_field_can_be_filled_in_and_a_restart_at_any_point_loses_nothing(stage: Stage) -> None:
    bambang = stage.person("Bambang")

    async def restart() -> None:
        await stage.bot.stop()
        await stage.start_bot()

    await stage.say(bambang, "/disposisi")
    assert "Perihal: (belum diisi)" in text_of(bambang.last)
    assert "Kirim disposisi" not in offered(bambang.last)
    await restart()
    await stage.tap(bambang, "Perihal")
    await restart()
    await stage.say(bambang, "Berita imunisasi")
    await stage.tap(bambang, "Instruksi")
    await restart()
    await stage.say(bambang, "Mohon dimuat <segera> & lengkap.")
    await stage.tap(bambang, "Sifat")
    await restart()
    await stage.tap(bambang, "Sangat segera")
    await stage.tap(bambang, "Batas waktu")
    await restart()
    await stage.say(bambang, "besok 14.00")
    await stage.tap(bambang, "Minta bahan dari")
    for unit in ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Kesehatan"):
        await stage.tap(bambang, unit)
        await restart()
    await stage.tap(bambang, "Selesai memilih")
    await stage.tap(bambang, "Lampirkan berkas")
    await restart()
    bambang.send_document(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "agenda kerja.pdf")
    await stage.settle()
    await restart()
    await stage.tap(bambang, "Pratinjau")
    await restart()
    preview = text_of(bambang.last)
    assert "Penerima akan melihat disposisi ini" in preview
    await stage.tap(bambang, "Kirim disposisi")
    for reader in (preview, text_of(stage.find(stage.person("Siti"), "Disposisi D-1/2026"))):
        for words in (
            "SANGAT SEGERA",
            "Perihal: Berita imunisasi",
            "Instruksi: Mohon dimuat <segera> & lengkap.",
            "Bahan diminta dari: Dinas Pendidikan\n",
            "pukul 14.00 WIB",
            "Lampiran: agenda-kerja.pdf",
        ):
            assert words in reader + "\n"
    sent = await order_now(stage)
    assert (sent.state, sent.nature, sent.deadline) == (
        State.D_WAITING_KASUBBAG,
        Nature.VERY_URGENT,
        wib(WEDNESDAY, 14),
    )
    siti = stage.person("Siti")
    await stage.tap(siti, "Lihat lampiran")
    assert [m["document"]["file_name"] for m in siti.received if "document" in m] == ["agenda-kerja.pdf"]
    assert stage.outside.refusals() == []


@pytest.mark.parametrize(
    ("typed", "deadline"),
    [
        ("besok", wib(WEDNESDAY, 16)),
        ("Jumat", wib(date(2026, 11, 27), 16, 30)),
        ("hari ini jam 15", wib(TUESDAY, 15)),
        ("25-11-2026 16.00", wib(WEDNESDAY, 16)),
        ("1 Desember 2026 10.30", wib(date(2026, 12, 1), 10, 30)),
    ],
)
async def test_a_deadline_can_be_typed_in_words(stage: Stage, typed: str, deadline: datetime) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, typed)
    assert (await order_now(stage)).deadline == deadline


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("kapan-kapan", "belum terbaca"), ("23-11-2026 10.00", "sudah lewat"), ("32-13", "belum terbaca")],
)
async def test_a_deadline_that_cannot_be_is_asked_for_again(stage: Stage, typed: str, answer: str) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    before = (await order_now(stage)).deadline
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, typed)
    assert answer in text_of(bambang.last)
    assert (await order_now(stage)).deadline == before
    await stage.say(bambang, "besok 14.00")  # the question still stands
    assert (await order_now(stage)).deadline == wib(WEDNESDAY, 14)


async def test_a_deadline_can_be_chosen_from_the_next_closings(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Batas waktu")
    assert len(labels(stage.find(bambang, "Pilih batas waktu"))) == 5
    label = labels(stage.find(bambang, "Pilih batas waktu"))[1]
    await stage.tap(bambang, label)
    assert (await order_now(stage)).deadline == wib(WEDNESDAY, 16)


async def test_a_form_left_until_its_deadline_had_passed_is_sent_with_one_that_can_be_kept(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    stage.clock.set(wib(date(2026, 11, 30), 9))
    await stage.tap(bambang, "Kirim disposisi")
    assert (await order_now(stage)).deadline == wib(date(2026, 12, 2), 9)


async def test_a_discarded_form_is_nobody_elses_business(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    form = bambang.last
    await stage.tap(bambang, "Tidak jadi")
    await stage.tap(bambang, "Ya, batalkan")
    assert (await order_now(stage)).state is State.D_CANCELLED
    assert stage.person("Siti").received == []
    bambang.press(form, data=first_press(form))
    await stage.settle()
    assert bambang.answers[-1].show_alert
    assert (await order_now(stage)).state is State.D_CANCELLED
    await stage.say(bambang, "/disposisi Berita lain")
    await stage.tap(bambang, "Kirim disposisi")
    assert (await order_now(stage, 2)).ref == "D-1/2026"  # the discarded one took no number


async def test_the_buttons_of_a_form_that_was_sent_do_nothing_more(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    form = bambang.last
    buttons = [b["callback_data"] for row in form["reply_markup"]["inline_keyboard"] for b in row]
    await stage.tap(bambang, "Kirim disposisi")
    sent = await order_now(stage)
    for data in buttons:
        bambang.press(form, data=data)
        await stage.settle()
        assert bambang.answers[-1].show_alert, data
        assert bambang.answers[-1].text
    assert await order_now(stage) == sent
    assert len([m for m in stage.person("Siti").received if "D-1/2026" in text_of(m)]) == 1


async def test_a_form_changed_since_its_card_was_made_is_not_sent_by_the_old_button(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    old = first_press(bambang.last)
    await stage.say(bambang, "/disposisi Berita pawai")
    bambang.press(bambang.last, data=old)
    await stage.settle()
    assert "sudah berubah sejak kartu ini dibuat" in str(bambang.answers[-1].text)
    assert (await order_now(stage)).state is State.D_DRAFT


async def test_only_the_kabag_may_open_the_form(stage: Stage) -> None:
    for name in ("Siti", "Rudi", "Rina"):
        await stage.say(stage.person(name), "/disposisi Berita HUT")
    assert await stage.bot.store.read(dispositions.get, 1) is None


# --- a deadline that may not be meant ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told", "meant", "other"),
    [
        ("24-12-2026", "Kam, 24 Des 2026 hari libur kantor.", "Sen, 28 Des 16.00", date(2026, 12, 28)),
        ("Sabtu", "Sab, 28 Nov 2026 hari libur kantor.", "Sen, 30 Nov 16.00", date(2026, 11, 30)),
        ("Minggu jam 10", "Min, 29 Nov 2026 hari libur kantor.", "Sen, 30 Nov 10.00", date(2026, 11, 30)),
        ("Jumat depan pukul 14.00", "", "", None),
        ("5 menit lagi", "hanya tersisa 5 menit kerja.", "Rab, 25 Nov 09.05", WEDNESDAY),
    ],
)
async def test_a_deadline_that_may_not_be_meant_is_asked_about(
    stage: Stage, typed: str, told: str, meant: str, other: date | None
) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita pawai")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, typed)
    if other is None:
        assert "Maksud Anda" not in text_of(bambang.last)
        return
    assert told in text_of(bambang.last)
    assert "Maksud Anda" in text_of(bambang.last)
    await stage.bot.stop()
    await stage.start_bot()
    await stage.tap(bambang, f"Ya, {meant}")
    assert f"{other.day} " in text_of(bambang.last).split("Batas waktu:")[1].splitlines()[0]
    assert await deadline_day(stage) == other


async def deadline_day(stage: Stage) -> date:
    """The day on which the form is due, in the office."""
    form = await stage.bot.store.read(dispositions.one, 1)
    assert form.deadline is not None
    return stage.office.calendar.today(form.deadline)


async def test_a_question_that_is_ignored_loses_nothing(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita pawai")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, "24-12-2026 10.00")
    await stage.tap(bambang, "Tetap Kam, 24 Des 10.00")
    assert "Kam, 24 Des 2026 pukul 10.00 WIB" in text_of(bambang.last)
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, "25-12-2026 10.00")
    await stage.tap(bambang, "Kembali")
    assert "Jum, 25 Des 2026 pukul 10.00 WIB" in text_of(bambang.last)
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, "26-12-2026 10.00")
    await stage.say(bambang, "besok 14.00")  # another answer to the same question
    assert "Rab, 25 Nov 2026 pukul 14.00 WIB" in text_of(bambang.last)


async def test_a_deadline_of_yesterday_is_told_as_past(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita pawai")
    await stage.tap(bambang, "Batas waktu")
    await stage.say(bambang, "kemarin")
    assert "sudah lewat" in text_of(bambang.last)
