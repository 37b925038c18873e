"""Photos of an article: their order, the main one, words for each, removal, replacement, and what they give away."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.cli import cast
from bot.rehearsal.files import Upload
from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from bot.sop.model import Part
from bot.sop.office import Photos
from storage import articles, parts
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of

COLOURS = ("red", "green", "blue")


async def photos_of(stage: Stage, article_id: int = 1) -> list[Part]:
    def read(tx: Tx) -> list[Part]:
        found = articles.get(tx, article_id)
        content = parts.of(tx, article_id, found.revision) if found else []
        return [part for part in content if part.kind == "photo"]

    return await stage.bot.store.read(read)


async def alts(stage: Stage) -> list[str]:
    return [part.alt for part in await photos_of(stage)]


async def album(stage: Stage, name: str = "Rina") -> Phone:
    """Three photos, each known by a description: satu, dua, tiga."""
    phone = stage.person(name)
    await stage.say(phone, scenes.TEXT)
    phone.send_album([jpeg(colour) for colour in COLOURS])
    await stage.settle()
    await stage.tap(phone, "Jelaskan 3 foto")
    for words in ("satu", "dua", "tiga"):
        await stage.say(phone, words)
    return phone


def pictures(phone: Phone) -> int:
    """How many photos the bot showed."""
    return sum(1 for message in phone.received if "photo" in message)


# --- order -------------------------------------------------------------------------------------------


async def test_it_shows_the_photo_it_speaks_of(stage: Stage) -> None:
    rina = await album(stage)
    before = pictures(rina)
    await stage.tap(rina, "Atur foto")
    assert labels(rina.last)[:3] == ["⭐ Foto 1: satu", "Foto 2: dua", "Foto 3: tiga"]
    await stage.tap(rina, "Foto 2: dua")
    assert pictures(rina) == before + 1
    assert "photo" in rina.received[-2]
    assert "Foto 2 dari 3 (gambarnya di atas)" in text_of(rina.last)
    assert "Deskripsi bagi tunanetra: dua" in text_of(rina.last)


async def test_it_moves_a_photo_up_and_down_by_taps(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 3: tiga")
    assert "⬇ Turunkan" not in labels(rina.last)
    await stage.tap(rina, "Naikkan")
    assert "Foto 2 dari 3" in text_of(rina.last)
    assert await alts(stage) == ["satu", "tiga", "dua"]
    await stage.tap(rina, "Naikkan")
    assert "Foto 1 dari 3 · ⭐ foto utama" in text_of(rina.last)
    assert "⬆ Naikkan" not in labels(rina.last)
    await stage.tap(rina, "Turunkan")
    assert await alts(stage) == ["satu", "tiga", "dua"]
    assert stage.outside.refusals() == []


async def test_one_tap_makes_a_photo_the_main_one_and_the_page_shows_it_first(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 3: tiga")
    await stage.tap(rina, "Jadikan foto utama")
    assert await alts(stage) == ["tiga", "satu", "dua"]
    assert "Foto 1 dari 3 · ⭐ foto utama" in text_of(rina.last)
    assert not any("Jadikan foto utama" in label for label in labels(rina.last))


async def test_texts_between_photos_stay_where_they_are(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_photo(jpeg("red"), "satu")
    rina.send("Judul naskah\n\nTeks di antara dua foto, cukup panjang untuk naskah.")
    rina.send_photo(jpeg("blue"), "dua")
    await stage.settle()
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 2: dua")
    await stage.tap(rina, "Jadikan foto utama")
    found = await stage.bot.store.read(lambda tx: parts.of(tx, 1, 1))
    assert [part.text[:5] for part in found] == ["dua", "Judul", "satu"]


async def test_it_takes_a_photo_out(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 2: dua")
    await stage.tap(rina, "Hapus foto ini")
    assert labels(rina.last)[:2] == ["⭐ Foto 1: satu", "Foto 2: tiga"]
    assert await alts(stage) == ["satu", "tiga"]


async def test_a_button_of_a_photo_that_is_gone_does_nothing(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    card, article = rina.last, await stage.bot.store.read(articles.get, 1)
    assert article is not None
    version = article.version
    gone = (await photos_of(stage))[1]
    await stage.tap(rina, "Foto 2: dua")
    await stage.tap(rina, "Hapus foto ini")
    before = await stage.bot.store.read(scenes.lasting)
    for data in (f"1:opn:a1:{version}:photo.{gone.id}", f"1:opn:a1:{version}:photo.x", f"1:opn:a1:{version}:photo"):
        rina.press(card["message_id"], data=data)
        await stage.settle()
        assert rina.answers[-1].text
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_nobody_else_arranges_an_authors_photos(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 2: dua")
    part = (await photos_of(stage))[1]
    before = await stage.bot.store.read(scenes.lasting)
    for name in ("Tono", "Hasan", "Siti"):
        other = stage.person(name)
        for data in (f"1:opn:a1:0:photo.{part.id}", "1:set:a1:0:cover", "1:set:a1:0:remove"):
            other.press(1, data=data)
            await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


# --- words -------------------------------------------------------------------------------------------


async def test_a_caption_is_changed_and_taken_away_by_buttons(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 2: dua")
    await stage.tap(rina, "Ubah keterangan")
    assert text_of(rina.last).endswith("Ketik keterangan foto 2 dari 3, yang tampil di bawah fotonya, lalu kirim.")
    await stage.say(rina, "Warga <antre> & menunggu")
    assert "Keterangan: Warga <antre> & menunggu" in text_of(rina.last)
    assert [part.text for part in await photos_of(stage)] == ["", "Warga <antre> & menunggu", ""]
    await stage.tap(rina, "Ubah keterangan")
    await stage.tap(rina, "Tanpa keterangan")
    assert "Keterangan: –" in text_of(rina.last)
    assert [part.text for part in await photos_of(stage)] == ["", "", ""]
    await stage.tap(rina, "Kembali")
    assert "Naskah baru N-1" in text_of(rina.last)


async def test_a_photo_can_be_skipped_and_described_later(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    rina.send_album([jpeg(colour) for colour in COLOURS])
    await stage.settle()
    await stage.tap(rina, "Jelaskan 3 foto")
    await stage.tap(rina, "Lewati dulu")
    assert "Foto 2 dari 3" in text_of(rina.last)
    await stage.say(rina, "dua")
    assert "Foto 3 dari 3" in text_of(rina.last)
    assert not any("Lewati" in label for label in labels(rina.last))
    await stage.say(rina, "tiga")
    assert "Foto 1 dari 3" in text_of(rina.last)
    await stage.tap(rina, "Kembali")
    assert "☐ deskripsi untuk 1 foto" in text_of(rina.last)
    assert await alts(stage) == ["", "dua", "tiga"]


async def test_a_description_is_changed_from_the_photo_itself(stage: Stage) -> None:
    rina = await album(stage)
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 3: tiga")
    await stage.tap(rina, "Ubah deskripsi")
    await stage.say(rina, "Petugas menyuntik warga")
    assert await alts(stage) == ["satu", "dua", "Petugas menyuntik warga"]


async def test_photos_of_a_returned_article_are_arranged_in_its_new_revision(stage: Stage) -> None:
    rina, hasan = await album(stage), stage.person("Hasan")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "Foto kedua lebih baik di depan")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.tap(rina, "Atur foto")
    await stage.tap(rina, "Foto 2: dua")
    await stage.tap(rina, "Jadikan foto utama")
    old = await stage.bot.store.read(lambda tx: parts.of(tx, 1, 1))
    assert [part.alt for part in old if part.kind == "photo"] == ["satu", "dua", "tiga"]
    assert await alts(stage) == ["dua", "satu", "tiga"]
    await stage.tap(rina, "Kembali")
    assert await stage.tap(rina, "Kirim naskah") != ""
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    assert (found.state, found.revision) == (State.A_WAITING_VERIFIER, 2)


# --- replaced, refused, cleaned -------------------------------------------------------------------------


async def test_a_photo_put_in_the_place_of_another_is_followed_and_asked_about_anew(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    sent = rina.send_photo(jpeg("red"), "Warga antre")
    await stage.settle()
    [old] = await photos_of(stage)
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.tap(rina, "Pakai keterangan foto")
    rina.replace_photo(sent["message_id"], jpeg("blue"), "Petugas menyuntik")
    await stage.settle()
    [new] = await photos_of(stage)
    assert new.sha256 != old.sha256
    assert (new.text, new.alt) == ("Petugas menyuntik", "")
    assert "sudah diganti" in text_of(stage.find(rina, "sudah diganti"))
    assert "☐ deskripsi untuk 1 foto" in text_of(stage.find(rina, "Naskah baru N-1"))


async def test_an_edited_caption_keeps_the_photo_and_its_description(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    sent = rina.send_photo(jpeg("red"), "Warga antre")
    await stage.settle()
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Puluhan warga berdiri di depan puskesmas")
    fetched = len(stage.outside.log.of("getFile"))
    rina.edit(sent["message_id"], "Warga antre sejak pagi")
    await stage.settle()
    [part] = await photos_of(stage)
    assert (part.text, part.alt) == ("Warga antre sejak pagi", "Puluhan warga berdiri di depan puskesmas")
    assert len(stage.outside.log.of("getFile")) == fetched


async def test_a_text_edited_into_a_photo_keeps_its_words(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send(scenes.TEXT)
    await stage.settle()
    rina.replace_photo(sent["message_id"], jpeg("red"), scenes.TEXT)
    await stage.settle()
    found = await stage.bot.store.read(lambda tx: parts.of(tx, 1, 1))
    assert sorted(part.kind for part in found) == ["photo", "text"]
    assert [part.text for part in found if part.kind == "text"] == [scenes.TEXT]


async def test_a_photo_replaced_after_the_author_said_done_does_not_come_along(stage: Stage) -> None:
    rina = await album(stage)
    sent = next(m for m in rina.messages if "photo" in m and not m["outgoing"])
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    before = await stage.bot.store.read(scenes.lasting)
    rina.replace_photo(sent["message_id"], jpeg("gold"))
    await stage.settle()
    assert "tidak ikut" in text_of(stage.find(rina, "tidak ikut"))
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


def _saved(image: Image.Image, format_: str) -> bytes:
    out = io.BytesIO()
    image.save(out, format_)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (_saved(Image.new("RGB", (40, 30)), "TIFF"), "scan.tif", "TIFF, BMP, RAW"),
        (_saved(Image.new("RGB", (40, 30)), "BMP"), "gambar.bmp", "TIFF, BMP, RAW"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "foto.avif", "kirim sebagai foto biasa"),
        (_saved(Image.new("RGB", (2100, 100)), "PNG"), "spanduk.png", "lebih dari 20 banding 1"),
    ],
)
async def test_it_says_kindly_what_to_do_with_a_picture_it_cannot_take(
    stage: Stage, content: bytes, name: str, words: str
) -> None:
    rina = stage.person("Rina")
    rina.send_document(content, name, "image/unknown")
    await stage.settle()
    assert words in text_of(rina.last)
    assert await photos_of(stage) == []


async def test_a_moving_picture_is_refused_as_such(stage: Stage) -> None:
    """Telegram turns a GIF into a film, and sends it as an animation that is a document too."""
    rina = stage.person("Rina")
    film = stage.outside.core.files.add_document(Upload("giphy.mp4", b"\0\0\0\x18ftypmp42", "video/mp4")).document()
    content = {"animation": {**film, "width": 320, "height": 240, "duration": 2}, "document": film}
    rina._update("message", rina._core.post(rina.id, {"from": rina.person.user()}, content, outgoing=False))
    await stage.settle()
    assert "gambar bergerak tidak diterima; kirim gambar diam" in text_of(rina.last)
    assert await photos_of(stage) == []


async def test_the_office_says_how_wide_photos_are(tmp_path: Path) -> None:
    office = replace(cast.office("http://127.0.0.1/"), photos=Photos(width=640, quality=60))
    async with Stage(tmp_path, office=office) as stage:
        rina = stage.person("Rina")
        rina.send_document(jpeg("red", (2000, 1000)), "DSC_0001.JPG", "image/jpeg")
        await stage.settle()
        [part] = await photos_of(stage)
        with Image.open(io.BytesIO(stage.bot.store.files.get(part.sha256))) as kept:
            assert kept.size == (640, 320)
