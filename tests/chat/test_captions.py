"""Commands in the caption of a photo or file are commands, and the file comes with them."""

from __future__ import annotations

import pytest

from bot.sop.flow import State
from tests.chat import scenes
from tests.stage import Stage, jpeg, text_of

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.mark.parametrize("caption", ["/disposisi Tindak lanjuti surat ini", "/disposisi  Tindak lanjuti\nsurat ini"])
async def test_a_command_in_a_caption_is_a_command_with_its_file(stage: Stage, caption: str) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    bambang.send_document(PDF, "surat.pdf", caption=caption)
    await stage.settle()
    assert "Perihal: Tindak lanjuti surat ini" in text_of(bambang.last)
    assert "Lampiran: surat.pdf" in text_of(bambang.last)
    await stage.tap(bambang, "Kirim disposisi")
    assert "Lampiran: surat.pdf" in text_of(stage.find(siti, "Disposisi D-1/2026"))


async def test_a_photo_of_the_letter_comes_with_its_order(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    bambang.send_photo(jpeg(), "/disposisi Tindak lanjuti surat ini")
    await stage.settle()
    assert "Perihal: Tindak lanjuti surat ini" in text_of(bambang.last)
    assert "Lampiran: foto" in text_of(bambang.last)
    assert "tidak termasuk naskah" not in " ".join(text_of(m) for m in bambang.received)


@pytest.mark.parametrize(
    ("name", "caption", "told"),
    [
        ("Bambang", "/status", "Belum ada naskah"),
        ("Rina", "/disposisi Tindak lanjuti", "disposisi"),
        ("Rina", "/tidakada", "/bantuan"),
    ],
)
async def test_any_command_in_a_caption_is_answered_as_one(stage: Stage, name: str, caption: str, told: str) -> None:
    phone = stage.person(name)
    phone.send_document(PDF, "surat.pdf", caption=caption)
    await stage.settle()
    read = " ".join(text_of(m) for m in phone.received)
    assert told in read.lower() or told in read
    assert "Naskah baru" not in read


async def test_the_letter_that_was_sent_as_a_photo_is_given_as_a_file_and_the_same_photo_as_a_photo(
    stage: Stage,
) -> None:
    bambang, siti, rina = stage.person("Bambang"), stage.person("Siti"), stage.person("Rina")
    rina.send_photo(jpeg(), "Surat")
    await stage.say(rina, "Judul naskah ini\n\nIsi naskah yang cukup panjang untuk diperiksa di sini.")
    bambang.send_photo(jpeg(), "/disposisi Tindak lanjuti surat ini")
    await stage.settle()
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Surat undangan")
    await stage.tap(rina, "Kirim naskah")  # its photo goes to the official
    await stage.tap(siti, "Lihat lampiran", on="D-1")
    assert stage.outside.refusals() == []


async def test_every_picture_of_an_album_comes_with_its_order(stage: Stage) -> None:
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    bambang.send_album([jpeg(colour) for colour in ("red", "green", "blue")], "/disposisi Tindak lanjuti surat ini")
    await stage.settle()
    assert text_of(bambang.last).count("foto") == 3
    assert "Perihal: Tindak lanjuti surat ini" in text_of(bambang.last)
    await stage.tap(bambang, "Kirim disposisi")
    assert text_of(stage.find(siti, "Disposisi D-1/2026")).count("foto") == 3
    assert "tidak termasuk naskah" not in " ".join(text_of(m) for m in bambang.received)


async def test_a_letter_of_several_files_comes_whole_though_the_bot_was_started_anew_between(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    bambang.send_document(PDF, "surat.pdf", caption="/disposisi Tindak lanjuti")
    await stage.settle()
    await stage.bot.stop()
    await stage.start_bot()
    bambang.send_document(PDF.replace(b"1 0", b"2 0"), "lampiran.pdf")
    await stage.settle()
    assert "Lampiran: surat.pdf, lampiran.pdf" in text_of(bambang.last)


@pytest.mark.parametrize("photos", [1, 3])
async def test_an_album_under_kirim_is_the_article_with_all_its_photos(stage: Stage, photos: int) -> None:
    rina = stage.person("Rina")
    pictures = [jpeg(colour) for colour in ("red", "green", "blue")][:photos]
    if photos == 1:
        rina.send_photo(pictures[0], "/kirim Warga antre imunisasi")
    else:
        rina.send_album(pictures, "/kirim Warga antre imunisasi")
    await stage.settle()
    assert f"Isi: {photos} foto" in text_of(rina.last)


async def test_a_file_under_another_command_is_told_to_be_unused(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_photo(jpeg(), "/tugas")
    await stage.settle()
    assert "tidak dimasukkan ke mana pun" in text_of(rina.last)


async def test_a_photo_under_a_reason_is_told_to_be_left_out(stage: Stage) -> None:
    """Its caption is the reason that was asked for; the photo has no place there, and is not lost in silence."""
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    await stage.tap(hasan, "Kembalikan")
    hasan.send_photo(jpeg(), "Tanggalnya keliru, lihat surat ini")
    await stage.settle()
    assert "Tanggalnya keliru, lihat surat ini" in text_of(stage.find(rina, "Naskah N-1"))
    told = text_of(stage.find(hasan, "Yang diambil hanya tulisannya"))
    assert "foto atau berkas yang disertakan tidak ikut" in told


async def test_a_photo_without_words_is_no_reason_and_the_reason_is_asked_for_again(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Kembalikan")
    hasan.send_photo(jpeg())
    await stage.settle()
    assert "Jawabannya perlu berupa teks" in text_of(stage.find(hasan, "perlu berupa teks"))
    assert "hanya tulisannya" not in " ".join(text_of(m) for m in hasan.received)
