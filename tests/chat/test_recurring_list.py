"""/agenda: what comes round next, and one of it opened, left out or stopped."""

from __future__ import annotations

import pytest

from bot.sop.flow import Kind
from bot.sop.press import Press
from storage import recurring as entries
from tests.chat.ordering import order_now
from tests.chat.recurring import MONDAY, NEXT_MONDAY, drafts, make, morning, recorded
from tests.stage import Stage, labels, text_of


async def test_the_list_says_what_comes_next_and_how_to_add(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/agenda")
    assert "Belum ada disposisi rutin." in text_of(bambang.last)
    await make(stage, "Harga pokok", "Setiap akhir bulan")
    await make(stage, "Agenda <pekanan>", "Setiap Rabu")
    await stage.say(bambang, "/agenda")
    told = text_of(bambang.last)
    assert "1. Agenda <pekanan>\nsetiap Rabu, berikutnya Rab, 25 Nov 2026" in told
    assert "2. Harga pokok\nsetiap akhir bulan, berikutnya Sen, 30 Nov 2026" in told
    assert "ketuk Jadikan agenda rutin" in told
    assert labels(bambang.last) == ["1. Agenda <pekanan>", "2. Harga pokok"]
    await stage.tap(bambang, "2. Harga pokok")
    card = text_of(bambang.last)
    assert "Batas waktu: 15 jam kerja sejak dibuka" in card
    assert labels(bambang.last) == ["Buka sekarang", "Lewati sekali", "Hentikan", "‹ Daftar agenda"]
    await stage.tap(bambang, "‹ Daftar agenda")
    assert "2. Harga pokok" in text_of(bambang.last)
    assert stage.outside.refusals() == []


async def test_it_can_be_opened_before_its_day(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    await stage.tap(bambang, "Kirim disposisi")
    await stage.say(bambang, "/agenda")
    await stage.tap(bambang, "1. Agenda pekanan")
    assert "disiapkan di bawah" in await stage.tap(bambang, "Buka sekarang")
    assert "untuk Sel, 24 Nov 2026" in text_of(bambang.last)
    await stage.tap(bambang, "Kirim disposisi", on="Agenda kerja: setiap Senin")
    assert (await order_now(stage, 2)).ref == "D-2/2026"
    await morning(stage, MONDAY)
    assert await drafts(stage) == [3]  # its own day comes all the same


async def test_one_date_can_be_left_out_and_a_second_tap_leaves_out_no_other(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    await stage.tap(bambang, "Kirim disposisi")
    await stage.say(bambang, "/agenda")
    await stage.tap(bambang, "1. Agenda pekanan")
    entry = bambang.last
    assert await stage.tap(bambang, "Lewati sekali") == "Sen, 30 Nov 2026 dilewati. Berikutnya Sen, 7 Des 2026."
    bambang.press(entry, "Lewati sekali")
    await stage.settle()
    assert "sudah berubah atau berakhir" in str(bambang.answers[-1].text)
    await morning(stage, MONDAY)
    assert await drafts(stage) == []
    await morning(stage, NEXT_MONDAY)
    assert await drafts(stage) == [2]
    assert [e["day"] for e in await recorded(stage, "agenda_skip")] == ["2026-11-30"]


async def test_it_is_stopped_only_by_who_is_sure(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    await stage.tap(bambang, "Kirim disposisi")
    await stage.say(bambang, "/agenda")
    await stage.tap(bambang, "1. Agenda pekanan")
    entry = bambang.last
    await stage.tap(bambang, "Hentikan")
    assert "Hentikan agenda ini?" in text_of(bambang.last)
    await stage.tap(bambang, "‹ Kembali")
    assert len(await stage.bot.store.read(entries.running)) == 1
    await stage.tap(bambang, "Hentikan")
    assert await stage.tap(bambang, "Ya, hentikan") == "Agenda ini dihentikan."
    assert "Belum ada disposisi rutin." in text_of(bambang.last)
    bambang.press(entry, "Buka sekarang")
    await stage.settle()
    assert "sudah berubah atau berakhir" in str(bambang.answers[-1].text)
    await morning(stage, MONDAY)
    assert await drafts(stage) == []
    assert len(await recorded(stage, "agenda_stop")) == 1


async def test_the_offices_people_read_it_and_the_kabag_alone_changes_it(stage: Stage) -> None:
    await make(stage)
    await stage.tap(stage.person("Bambang"), "Kirim disposisi")
    for name in ("Siti", "Rudi", "Fitri"):
        reader = stage.person(name)
        assert "agenda" in [command["command"] for command in reader.commands()]
        await stage.say(reader, "/agenda")
        assert "Agenda ini diatur oleh Kepala Bagian Kominfo dan Humas" in text_of(reader.last)
        await stage.tap(reader, "1. Agenda pekanan")
        assert labels(reader.last) == ["‹ Daftar agenda"]
        for arg in ("n1", "k1.2026-11-30", "q1", "x1"):
            reader.press(reader.last, data=Press("agd", arg=arg).pack())
            await stage.settle()
            assert reader.answers[-1].show_alert, (name, arg)
    for name in ("Rina", "Hasan"):
        await stage.say(stage.person(name), "/agenda")
        assert text_of(stage.person(name).last) == "Agenda kerja diatur oleh Kepala Bagian Kominfo dan Humas."
        assert labels(stage.person(name).last) == []
    [entry] = await stage.bot.store.read(entries.running)
    assert entry.next_on == MONDAY


@pytest.mark.parametrize("arg", ["", "z1", "n", "n0", "n99", "nx", "k1", "k1.2026-13-99", "o²", "l1"])
async def test_a_forged_button_of_the_agenda_does_nothing(stage: Stage, arg: str) -> None:
    bambang = stage.person("Bambang")
    await make(stage)
    bambang.press(bambang.last, data=Press("agd", arg=arg).pack())
    await stage.settle()
    assert bambang.answers[-1].show_alert
    [entry] = await stage.bot.store.read(entries.running)
    assert entry.next_on == MONDAY
    assert await drafts(stage) == [1]


async def test_a_forged_choice_makes_nothing_come_round(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita HUT")
    await stage.tap(bambang, "Jadikan agenda rutin")
    order = await order_now(stage)
    for value in ("week.9", "dates.2027-01-10", "month.2", "x"):
        bambang.press(bambang.last, data=Press("set", Kind.DISPOSITION, 1, order.version, value).pack())
        await stage.settle()
        assert bambang.answers[-1].show_alert, value
    assert await stage.bot.store.read(entries.running) == []


async def test_everything_of_it_is_said_in_english_too(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/bahasa")
    await stage.tap(bambang, "English")
    await stage.say(bambang, "/disposisi Weekly schedule")
    await stage.tap(bambang, "Make it come round")
    assert "It now comes round every Monday. Next: Mon, 30 Nov 2026." in await stage.tap(bambang, "Every Monday")
    await morning(stage, MONDAY)
    assert "Agenda: every Monday (for Mon, 30 Nov 2026)" in text_of(stage.find(bambang, "Agenda: "))
    await stage.say(bambang, "/agenda")
    assert "Its last disposition was not sent yet" not in text_of(bambang.last)
    await stage.tap(bambang, "1. Weekly schedule")
    assert "Its last disposition was not sent yet." in text_of(bambang.last)
