"""What a busy official types in place of a tap: the perihal after /disposisi, "Setuju", "ok pak"."""

from __future__ import annotations

import pytest

from bot.sop.flow import State
from storage import articles
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of


async def test_the_perihal_typed_after_the_command_is_written_into_the_form(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    await stage.say(bambang, "/disposisi")
    assert "Ketik perihalnya di sini" in text_of(bambang.last)
    await stage.say(bambang, "Berita HUT daerah")
    assert "Perihal: Berita HUT daerah" in text_of(bambang.last)
    await stage.say(bambang, "Liput upacara dan pawai, muat paling lambat sore.")
    assert "Instruksi: Liput upacara dan pawai" in text_of(bambang.last)
    assert "Perihal: Berita HUT daerah" in text_of(bambang.last)
    await stage.tap(bambang, "Kirim disposisi")
    assert "Berita HUT daerah" in text_of(stage.find(siti, "Disposisi D-1/2026"))


async def test_a_third_text_changes_nothing_and_says_what_to_tap(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    for words in ("/disposisi", "Berita HUT daerah", "Liput upacara", "Tambah foto pawai"):
        await stage.say(bambang, words)
    stage.find(bambang, "Ketuk “Perihal” atau “Instruksi” untuk menggantinya")
    assert "Instruksi: Liput upacara" in text_of(bambang.last)
    assert "Tambah foto" not in text_of(bambang.last)
    assert stage.outside.refusals() == []


@pytest.mark.parametrize(
    ("typed", "subject", "instruction"),
    [
        ("Perihal: Berita imunisasi", "Perihal: Berita imunisasi\n", "Instruksi: "),
        (
            "Berita imunisasi\n\nMinta data ke Dinkes.",
            "Perihal: Berita imunisasi\n",
            "Instruksi: Minta data ke Dinkes.",
        ),
        ("Berita imunisasi\ndi semua puskesmas", "Perihal: Berita imunisasi di semua puskesmas\n", "Instruksi: "),
        ("kata " * 90, "Perihal: kata kata", "kata…\n"),  # longer than a perihal: none of it is lost
    ],
)
@pytest.mark.parametrize("at_once", [True, False])
async def test_one_text_may_hold_both(
    stage: Stage, typed: str, subject: str, instruction: str, *, at_once: bool
) -> None:
    bambang = stage.person("Bambang")
    for words in [f"/disposisi {typed}"] if at_once else ["/disposisi", typed]:
        await stage.say(bambang, words)
    assert subject in text_of(bambang.last)
    assert instruction in text_of(bambang.last)
    assert text_of(bambang.last).count("kata") in {0, 90 + text_of(bambang.last).split("Instruksi")[0].count("kata")}


async def test_a_photo_of_the_letter_after_the_command_is_attached(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi")
    bambang.send_photo(jpeg())
    await stage.settle()
    assert "Lampiran: foto" in text_of(bambang.last)
    await stage.say(bambang, "Tindak lanjuti surat ini")
    assert "Perihal: Tindak lanjuti surat ini" in text_of(bambang.last)


async def test_a_form_of_hours_ago_takes_no_words(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi")
    await stage.advance(hours=3)
    await stage.say(bambang, "Rapat pindah ke ruang dua")
    assert "tidak termasuk naskah" in text_of(bambang.last)


async def test_after_a_field_was_tapped_the_form_still_listens(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi")
    await stage.tap(bambang, "Sifat")
    await stage.tap(bambang, "Segera")
    await stage.say(bambang, "Berita HUT daerah")
    assert "Perihal: Berita HUT daerah" in text_of(bambang.last)
    await stage.say(bambang, "/batal")
    await stage.say(bambang, "Selamat pagi semua")
    assert "tidak termasuk naskah" in text_of(bambang.last)


@pytest.mark.parametrize(
    "typed",
    [
        *("Setuju", "ok", "acc", "setuju pak", "siap", "sudah", "OK, silakan diterbitkan.", "👍", "iya", "acc n-1"),
        *("sudah saya baca, setuju", "Siap Bu Rina", "tidak setuju", "Kembalikan", "Sudah dibaca, lanjutkan 🙏"),
    ],
)
async def test_a_typed_yes_leads_to_the_tap_and_decides_nothing(stage: Stage, typed: str) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.say(hasan, typed)
    assert "keputusan dicatat dari tombol" in text_of(hasan.received[-2])
    assert "Kartu N-1 ada di bawah" in text_of(hasan.received[-2])
    assert any("Kembalikan" in label for label in labels(hasan.last))
    assert await stage.bot.store.read(_state) is State.A_WAITING_VERIFIER
    await stage.tap(hasan, "berkala")
    assert await stage.bot.store.read(_state) is State.A_WAITING_KASUBBAG


def _state(tx: Tx) -> State:
    found = articles.get(tx, 1)
    assert found is not None
    return found.state


async def test_with_several_open_cards_one_is_asked_which(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(lambda tx: scenes.move_on(tx, scenes.draft(tx).id, State.A_WAITING_VERIFIER))
    await stage.settle()
    hasan = stage.person("Hasan")
    await stage.say(hasan, "Setuju")
    assert "Yang mana?" in text_of(hasan.last)
    assert [label[:3] for label in labels(hasan.last)] == ["N-1", "N-2"]
    await stage.say(hasan, "setuju N-2")
    assert "Naskah N-2" in text_of(hasan.last)


async def test_a_yes_in_reply_to_a_card_is_for_that_card(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    first = stage.find(hasan, "Naskah N-1")
    await stage.bot.store.write(lambda tx: scenes.move_on(tx, scenes.draft(tx).id, State.A_WAITING_VERIFIER))
    await stage.settle()
    hasan.send("Setuju", reply_to=first["message_id"])
    await stage.settle()
    assert "Naskah N-1" in text_of(hasan.last)


async def test_a_yes_of_who_is_not_waited_for_opens_nothing(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    for name in ("Rina", "Yuni"):  # a contributor's "ok" begins no article
        phone = stage.person(name)
        await stage.say(phone, "ok")
        stage.find(phone, "Saat ini tidak ada yang menunggu keputusan Anda")
    await stage.say(stage.person("Rina"), "Terima kasih, Pak Hasan")
    assert text_of(stage.person("Rina").last).startswith("Sama-sama")
    assert await stage.bot.store.read(lambda tx: articles.draft_of(tx, scenes.person(tx, "Rina").id)) is None


@pytest.mark.parametrize("typed", ["Siap siaga bencana", "Terima kasih tenaga kesehatan", "Lanjutkan program stunting"])
async def test_a_headline_that_begins_like_a_yes_is_an_article(stage: Stage, typed: str) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, typed)
    assert f"Judul: {typed}" in text_of(stage.find(rina, "Naskah baru N-1"))


async def test_a_reason_is_a_reason_however_short(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Kembalikan")
    await stage.say(hasan, "belum lengkap")
    assert await stage.bot.store.read(_state) is State.A_RETURNED
