"""The Lembar Disposisi in the chat: the letter's fields on the form, and the sheet at every stage."""

from __future__ import annotations

import pytest

from bot.sop.flow import State
from storage.store import Tx
from tests.chat import scenes
from tests.chat.test_papers import newest_paper
from tests.stage import Stage, labels, text_of


async def lettered(stage: Stage) -> None:
    """Bambang begins a form and attaches a letter to it."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Undangan rapat")
    assert "Data surat" not in labels(bambang.last)
    await stage.tap(bambang, "Lampirkan berkas")
    bambang.send_document(b"%PDF-1.4\n%%EOF", "surat.pdf", "application/pdf")
    await stage.settle()


async def test_a_letter_is_described_part_by_part_and_printed(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await lettered(stage)
    await stage.tap(bambang, "Data surat")
    assert "Surat dari siapa?" in text_of(bambang.last)
    await stage.say(bambang, "Dinas <Kesehatan> & Co")
    await stage.say(bambang, "005/1234/Dinkes")
    await stage.say(bambang, "besok")
    assert "Tanggal belum dikenali" in text_of(bambang.last)
    await stage.say(bambang, "20-11-2026")
    await stage.tap(bambang, "Hari ini")
    assert (
        "Surat: dari Dinas <Kesehatan> & Co, nomor 005/1234/Dinkes, tanggal 20 Nov 2026, diterima 24 Nov 2026"
        in text_of(stage.find(bambang, "Undangan rapat"))
    )
    await stage.tap(bambang, "Tembusan")
    await stage.say(bambang, "Sekretaris Daerah")
    await stage.tap(bambang, "Kirim disposisi")
    assert "Tembusan: Sekretaris Daerah" in text_of(stage.find(stage.person("Siti"), "Undangan rapat"))
    await stage.tap(bambang, "Lembar disposisi (PDF)")
    _, said = newest_paper(stage, bambang)
    for field in (
        "Surat dari : Dinas <Kesehatan> & Co", "Nomor surat : 005/1234/Dinkes",
        "Tanggal surat : Jumat, 20 November 2026",
        "Diterima tanggal : Selasa, 24 November 2026", "Tembusan : Sekretaris Daerah", "Lampiran : surat.pdf",
    ):  # fmt: skip
        assert field in said
    assert stage.outside.refusals() == []


async def test_each_part_may_be_left_out(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await lettered(stage)
    await stage.tap(bambang, "Data surat")
    for _ in range(4):
        await stage.tap(bambang, "Lewati")
    assert "Surat:" not in text_of(stage.find(bambang, "Undangan rapat"))
    await stage.tap(bambang, "Tembusan")
    await stage.say(bambang, "-")
    assert "Tembusan:" not in text_of(stage.find(bambang, "Undangan rapat"))


@pytest.mark.parametrize("state", [s for s in State if s.value.startswith("d.") and s is not State.D_DRAFT])
async def test_the_sheet_is_at_hand_at_every_stage(stage: Stage, state: State) -> None:
    await scenes.bring(stage, state)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/lembar")
    name, said = newest_paper(stage, bambang)
    assert name == "Lembar Disposisi D-1-2026.pdf"
    assert ("(dibatalkan)" in said) == (state is State.D_CANCELLED)
    await stage.say(bambang, "/status")
    sent = len(bambang.received)
    await stage.say(bambang, "/cari D-1")
    await stage.tap(bambang, "D-1/2026")
    assert "Lembar disposisi (PDF)" in labels(bambang.last)
    await stage.tap(bambang, "Lembar disposisi (PDF)")
    assert any("document" in message for message in bambang.received[sent:])


async def test_the_command_takes_a_number_and_says_where_there_is_none(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/lembar")
    assert "Belum ada disposisi yang dikirim." in text_of(siti.last)
    await scenes.bring(stage, State.D_COLLECTING)
    for typed in ("1", "D-1", "d-1/2026", "001"):
        sent = len(siti.received)
        await stage.say(siti, f"/lembar {typed}")
        assert any("document" in message for message in siti.received[sent:]), typed
    for typed in ("77", "1/2025", "<b>", "N-1"):
        await stage.say(siti, f"/lembar {typed}")
        assert f"Disposisi {typed} tidak ditemukan." in text_of(siti.last)


async def test_who_is_not_asked_gets_no_sheet(stage: Stage) -> None:
    await scenes.bring(stage, State.D_COLLECTING)
    yuni = stage.person("Yuni")
    await stage.say(yuni, "/lembar 1")
    assert "tidak ditemukan" in text_of(yuni.last)


async def test_nip_and_rank_stand_below_the_name_where_they_are_known(stage: Stage) -> None:
    await scenes.bring(stage, State.D_COLLECTING)

    def known(tx: Tx) -> None:
        tx.db.execute(
            "UPDATE person SET nip = '197001012000031001', rank = 'Pembina (IV/a)',"
            " post = 'Kepala Bagian Humas dan Protokol' WHERE telegram_id = 1001"
        )

    await stage.bot.store.write(known)
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/lembar")
    _, said = newest_paper(stage, bambang)
    assert "Kepala Bagian Humas dan Protokol, Bambang Wijaya Pembina (IV/a) NIP 197001012000031001" in said
