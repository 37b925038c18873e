"""The checklist on the writing card: what is missing, one button an item that opens exactly its question."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cli import cast
from bot.sop.office import Checklist
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


def rules(**changed: Any) -> Checklist:
    return replace(cast.office("").checklist, **changed)


def items(card: dict[str, object]) -> list[str]:
    return [line for line in text_of(card).splitlines() if line.startswith("☐")]


async def test_an_article_that_lacks_everything_has_a_button_for_each_thing(tmp_path: Path) -> None:
    office = replace(cast.office("http://127.0.0.1/"), checklist=rules(photo_required=True))
    async with Stage(tmp_path, office=office) as stage:
        rina = stage.person("Rina")
        await stage.say(rina, "Abc")
        missing = len(items(rina.last))
        assert missing == 4
        assert labels(rina.last)[:missing] == ["✏ Tulis judul", "✏ Tulis teks", "✏ Pilih rubrik", "📷 Kirim foto"]
        assert not any("Kirim naskah" in label for label in labels(rina.last))


async def test_too_short_a_text_is_asked_for_and_added_to_what_is_there(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Judul naskah")
    await stage.tap(rina, "Tulis teks")
    assert "Kirim teks naskahnya di sini (sekarang 12 karakter)" in text_of(rina.last)
    await stage.say(rina, "Isi yang cukup panjang untuk sebuah naskah di situs web pemerintah.")
    assert items(rina.last) == ["☐ rubrik situs web"]
    assert "Isi: 2 teks" in text_of(rina.last)


async def test_a_missing_photo_is_asked_for_and_its_card_goes_on_to_its_words(tmp_path: Path) -> None:
    office = replace(cast.office("http://127.0.0.1/"), checklist=rules(photo_required=True))
    async with Stage(tmp_path, office=office) as stage:
        rina = stage.person("Rina")
        await stage.say(rina, scenes.TEXT)
        await stage.tap(rina, "Kirim foto")
        assert "Kirim fotonya di sini" in text_of(rina.last)
        rina.send_album([jpeg("red"), jpeg("blue")])
        await stage.settle()
        assert items(rina.last) == ["☐ rubrik situs web", "☐ deskripsi untuk 2 foto (bagi pembaca tunanetra)"]
        assert labels(rina.last)[:2] == ["✏ Pilih rubrik", "✏ Jelaskan 2 foto"]


async def test_too_many_photos_and_files_lead_to_where_they_can_be_taken_out(tmp_path: Path) -> None:
    office = replace(cast.office("http://127.0.0.1/"), checklist=rules(max_photos=1, max_files=1))
    async with Stage(tmp_path, office=office) as stage:
        rina = stage.person("Rina")
        await stage.say(rina, scenes.TEXT)
        rina.send_album([jpeg("red"), jpeg("blue")], "Warga")
        rina.send_document(PDF, "satu.pdf", "application/pdf")
        rina.send_document(PDF + b"\n", "dua.pdf", "application/pdf")
        await stage.settle()
        assert {"🗑 Kurangi foto", "🗑 Kurangi berkas"} <= set(labels(rina.last))
        await stage.tap(rina, "Kurangi foto")
        await stage.tap(rina, "Foto 2: ")
        await stage.tap(rina, "Hapus foto ini")
        await stage.tap(rina, "Kembali")
        await stage.tap(rina, "Kurangi berkas")
        await stage.tap(rina, "dua.pdf")
        await stage.tap(rina, "Kembali")
        assert [item for item in items(rina.last) if "kurangi" in item] == []


@pytest.mark.parametrize("article_state", ["draft", "returned"])
async def test_a_complete_article_has_one_clear_button(stage: Stage, article_state: str) -> None:
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(rina, scenes.TEXT)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    if article_state == "returned":
        await stage.tap(rina, "Kirim naskah")
        await stage.tap(hasan, "Kembalikan untuk perbaikan")
        await stage.say(hasan, "Tambahkan jadwal")
        await stage.tap(rina, "Perbaiki naskah")
    assert items(rina.last) == []
    rows = rina.last["reply_markup"]["inline_keyboard"]
    assert [button["text"] for button in rows[0]] == ["📨 Kirim naskah"]
    assert [b["text"] for row in rows for b in row if b.get("style") == "success"] == ["📨 Kirim naskah"]


async def test_one_more_message_for_a_returned_article_does_not_begin_a_new_one(stage: Stage) -> None:
    """After its question was answered, what is sent next still belongs to the article being mended."""
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(rina, scenes.TEXT)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "Tulis ulang")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Hapus bagian")
    await stage.tap(rina, "🗑 Teks")
    await stage.tap(rina, "Kembali")
    await stage.tap(rina, "Tulis teks")
    await stage.say(rina, "Isi yang baru, cukup panjang untuk sebuah naskah di situs web.")
    rina.send_photo(jpeg(), "Warga antre")
    await stage.settle()
    assert "Perbaikan naskah N-1" in text_of(rina.last)
    assert "1 foto" in text_of(rina.last)
    assert len((await stage.bot.store.read(scenes.lasting))["article"]) == 1
