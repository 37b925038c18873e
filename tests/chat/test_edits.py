"""Edits of what is no part of an article: followed where that can be, and else answered with why not."""

from __future__ import annotations

import pytest

from bot.desk.writing import drafts
from bot.sop.flow import Kind, State
from storage import articles, events
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def returned(stage: Stage, reason: str = "Rapatnya hari Senin") -> int:
    """Hasan returns Rina's article; the number of the message with his reason."""
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Kembalikan")
    typed = hasan.send(reason)
    await stage.settle()
    return int(typed["message_id"])


async def test_the_reason_of_a_return_that_is_mended_reaches_its_author_and_the_record(stage: Stage) -> None:
    message = await returned(stage)
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    hasan.edit(message, "Rapatnya hari <Selasa>")
    await stage.settle()
    told = text_of(stage.find(rina, "Sekarang berbunyi:"))
    assert "Hasan Basri memperbaiki alasannya untuk N-1." in told
    assert "Rapatnya hari <Selasa>" in told
    assert "Rapatnya hari <Selasa>" in text_of(stage.find(rina, "Naskah N-1"))
    assert "Alasan di catatan ikut diperbaiki" in text_of(hasan.last)
    found = await stage.bot.store.read(_events)
    assert [(e.what, e.data["reason"]) for e in found if "reason" in e.data] == [
        ("ret", "Rapatnya hari Senin"),
        ("reworded", "Rapatnya hari <Selasa>"),
    ]
    assert stage.outside.refusals() == []


def _events(tx: Tx) -> list[events.Event]:
    return events.of(tx, Kind.ARTICLE, 1)


@pytest.mark.parametrize("words", ["Selamat pagi, Pak", "/cari imunisasi", "/libur 10-12-2026 Cuti"])
async def test_an_edit_of_anything_else_is_answered_with_why_not(stage: Stage, words: str) -> None:
    bambang = stage.person("Bambang")
    typed = bambang.send(words)
    await stage.settle()
    bambang.edit(int(typed["message_id"]), words + " lagi")
    await stage.settle()
    assert "Perubahan pesan itu tidak diikuti" in text_of(bambang.last)


async def test_an_edit_by_somebody_else_mends_nothing(stage: Stage) -> None:
    await returned(stage)
    yuni = stage.person("Yuni")
    assert len([e for e in await stage.bot.store.read(_events) if e.what == "reworded"]) == 0
    typed = yuni.send("Halo")
    await stage.settle()
    yuni.edit(int(typed["message_id"]), "Halo juga")
    await stage.settle()
    assert len([e for e in await stage.bot.store.read(_events) if e.what == "reworded"]) == 0


async def test_service_messages_get_silence(stage: Stage) -> None:
    rina = stage.person("Rina")
    before = len(rina.received)
    rina.share_users(1, [1002])
    await stage.settle()
    assert len(rina.received) == before


TOLD = {
    State.A_WAITING_VERIFIER: ("Ketuk “Tarik kembali untuk diubah”", "Tarik kembali untuk diubah"),
    State.A_HELD: ("memutuskannya. Sampaikan perubahannya", ""),
    State.A_WAITING_KASUBBAG: ("Mintalah Kepala Sub Bagian Komunikasi membetulkannya dengan “Sunting kecil”", ""),
    State.A_WAITING_STAF: ("disetujui dan menunggu terbit. Segera minta Kepala Sub", ""),
    State.A_SCHEDULED: ("mengetuk “Batalkan jadwal”", ""),
    State.A_PUBLISHING: ("Sesudah tayang, ketuk “Perbaiki (ralat)”", ""),
    State.A_UNPROVEN: ("sedang diperiksa", ""),
    State.A_SIGHTED: ("sedang dipastikan", ""),
    State.A_PUBLISHED: ("sudah tayang. Ketuk “Perbaiki (ralat)”", "Perbaiki (ralat)"),
    State.A_REJECTED: ("dinyatakan tidak diumumkan", ""),
    State.A_CANCELLED: ("sudah dibatalkan. Untuk menulisnya lagi, ketik /kirim", ""),
    State.A_WITHDRAWN: ("sudah ditarik dari situs", ""),
}


@pytest.mark.parametrize("state", TOLD)
async def test_what_to_do_about_an_edit_is_told_for_the_state_the_article_is_in(stage: Stage, state: State) -> None:
    rina = stage.person("Rina")
    typed = rina.send(scenes.TEXT)
    await stage.settle()
    await stage.bot.store.write(_brought, state)
    await stage.settle()
    rina.edit(int(typed["message_id"]), scenes.TEXT.replace("Senin", "Selasa"))
    await stage.settle()
    words, button = TOLD[state]
    told = text_of(stage.find(rina, "Perubahan pesan itu tidak ikut"))
    assert words in told
    assert "Naskah N-1" in text_of(rina.last)  # the card with what can be tapped stands below
    assert not button or any(button in label for label in labels(rina.last))
    assert stage.outside.refusals() == []


def _brought(tx: Tx, state: State) -> None:
    drafts.set_section(tx, articles.get(tx, 1) or scenes.draft(tx), "berita")
    scenes.move_on(tx, 1, state)


async def test_an_edit_of_a_part_that_was_taken_out_says_so(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    typed = rina.send("Alinea yang akan dihapus.")
    await stage.settle()
    await stage.bot.store.write(_brought, State.A_RETURNED)
    await stage.settle()
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Hapus")
    await stage.tap(rina, "Alinea yang akan")
    rina.edit(int(typed["message_id"]), "Alinea lain.")
    await stage.settle()
    stage.find(rina, "bagian itu sudah tidak ada di naskah N-1")


async def test_an_edit_in_which_only_the_link_preview_changed_gets_silence(stage: Stage) -> None:
    for name, words in (("Bambang", "Lihat https://contoh.go.id/berita"), ("Rina", scenes.TEXT), ("Siti", "/tugas")):
        phone = stage.person(name)
        typed = phone.send(words)
        await stage.settle()
        before = len(phone.received)
        phone._update("edited_message", phone._own(phone.id, int(typed["message_id"])))
        await stage.settle()
        assert len(phone.received) == before
        phone.edit(int(typed["message_id"]), words + " lagi")  # a real edit is still answered
        await stage.settle()
        phone._update("edited_message", phone._own(phone.id, int(typed["message_id"])))
        await stage.settle()
        assert "tidak diikuti" not in text_of(phone.received[before - 1])


@pytest.mark.parametrize("at_once", [True, False])
async def test_an_edit_of_the_perihal_or_instruksi_is_followed_until_the_form_is_sent(
    stage: Stage, *, at_once: bool
) -> None:
    bambang = stage.person("Bambang")
    if not at_once:
        await stage.say(bambang, "/disposisi")
    typed = bambang.send("/disposisi Berita HUT" if at_once else "Berita HUT")
    await stage.settle()
    instruction = bambang.send("Muat sore ini.")
    await stage.settle()
    bambang.edit(int(typed["message_id"]), "/disposisi Berita HUT ke-75" if at_once else "Berita HUT ke-75")
    await stage.settle()
    bambang.edit(int(instruction["message_id"]), "Muat besok pagi.")
    await stage.settle()
    card = text_of(stage.find(bambang, "Disposisi baru"))
    assert "Perihal: Berita HUT ke-75" in card
    assert "Instruksi: Muat besok pagi." in card
    assert "tidak diikuti" not in " ".join(text_of(m) for m in bambang.received)
    await stage.tap(bambang, "Kirim disposisi")
    bambang.edit(int(typed["message_id"]), "Berita HUT ke-76")
    await stage.settle()
    stage.find(bambang, "disposisi D-1/2026 sudah dikirim. Sampaikan perubahannya kepada penerima")


async def test_an_edit_of_a_title_that_was_typed_is_followed(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    await stage.tap(rina, "Ubah judul")
    typed = rina.send("Jadwal imunisasi")
    await stage.settle()
    rina.edit(int(typed["message_id"]), "Jadwal imunisasi Desember")
    await stage.settle()
    assert "Judul: Jadwal imunisasi Desember" in text_of(stage.find(rina, "Naskah baru N-1"))


async def test_an_edit_of_a_withdrawals_reason_says_where_it_stands(stage: Stage) -> None:
    await scenes.bring(stage, State.A_PUBLISHED)
    siti = stage.person("Siti")
    await stage.tap(siti, "Tarik dari situs")
    await stage.tap(siti, "Ditarik: tidak")
    typed = siti.send("Acaranya batal")
    await stage.settle()
    await stage.tap(siti, "Ya, tarik dari situs")
    siti.edit(int(typed["message_id"]), "Acaranya ditunda")
    await stage.settle()
    stage.find(siti, "alasan penarikan N-1 sudah tampil pada halamannya")


async def test_an_edit_of_the_reports_note_says_what_to_do(stage: Stage) -> None:
    await scenes.bring(stage, State.D_REPORTING)
    siti = stage.person("Siti")
    await stage.tap(siti, "Kirim laporan")
    typed = siti.send("Semua terbit tepat waktu")
    await stage.settle()
    siti.edit(int(typed["message_id"]), "Semua terbit sehari lebih awal")
    await stage.settle()
    stage.find(siti, "catatan laporan D-1/2026 sudah dikirim")
