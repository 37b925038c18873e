"""Commands in the caption of a photo or file are commands, and the file comes with them."""

from __future__ import annotations

import pytest

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
    assert told in text_of(phone.last).lower() or told in text_of(phone.last)
    assert "Naskah baru" not in text_of(phone.last)


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
