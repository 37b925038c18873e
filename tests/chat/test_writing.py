"""Writing an article in chat: what is sent becomes its parts; what cannot be one is refused in words."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.content.incoming import Incoming
from bot.desk.articles import pages
from bot.desk.people import members
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Part
from bot.sop.press import Press
from bot.sop.roles import Role
from storage import articles, parts, people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of

PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"


def _zip() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("isi.txt", "halo")
    return data.getvalue()


async def parts_of(stage: Stage, article_id: int = 1) -> list[Part]:
    def read(tx: Tx) -> list[Part]:
        found = articles.get(tx, article_id)
        return parts.of(tx, article_id, found.revision) if found else []

    return await stage.bot.store.read(read)


async def article_of(stage: Stage, article_id: int = 1) -> Article:
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found


# --- texts -------------------------------------------------------------------------------------------


async def test_it_takes_a_text_of_any_length_whole(stage: Stage) -> None:
    """Telegram's apps send what is over 4096 characters as several messages: all of them become parts, in order."""
    rina = stage.person("Rina")
    whole = "Judul panjang\n\n" + " ".join(f"kata{number}" for number in range(2000))
    await stage.say(rina, whole)
    parts = await parts_of(stage)
    assert [part.kind for part in parts] == ["text"] * -(-len(whole) // 4096)
    assert "".join("".join(part.text.split()) for part in parts) == "".join(whole.split())
    assert "Judul: Judul panjang" in text_of(rina.last)
    assert len(rina.received) == 1  # one card, however many messages
    await stage.tap(rina, "Baca naskah")
    read = [text_of(m) for m in rina.received if "kata" in text_of(m)]
    assert "".join("".join(text.split()) for text in read).endswith("kata1999")
    assert stage.outside.refusals() == []


async def test_it_follows_an_edit_into_the_draft(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send("Jdul salah ketik\n\nIsi naskah yang pertama.")
    await stage.settle()
    rina.edit(sent["message_id"], "Judul benar\n\nIsi naskah yang kedua.")
    await stage.settle()
    assert [part.text for part in await parts_of(stage)] == ["Judul benar\n\nIsi naskah yang kedua."]
    assert "Judul: Judul benar" in text_of(rina.last)


async def test_it_keeps_a_title_of_its_own_when_the_text_is_edited(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send("Baris pertama\n\nIsi naskah.")
    await stage.settle()
    await stage.tap(rina, "Ubah judul")
    await stage.say(rina, "Judul   <i>sendiri</i>\nyang baru")
    rina.edit(sent["message_id"], "Baris lain\n\nIsi naskah.")
    await stage.settle()
    assert (await article_of(stage)).title == "Judul <i>sendiri</i> yang baru"
    assert "Judul: Judul <i>sendiri</i> yang baru" in text_of(rina.last)


async def test_it_says_in_words_that_an_edit_came_too_late(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send(scenes.TEXT)
    await stage.settle()
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    before = await stage.bot.store.read(scenes.lasting)
    rina.edit(sent["message_id"], "Isi yang berubah diam-diam")
    await stage.settle()
    stage.find(rina, "Perubahan pesan itu tidak ikut: naskah N-1 sudah dikirim.")
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_it_replaces_the_whole_text_and_leaves_photos(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Judul lama\n\nTeks lama bagian satu.")
    await stage.say(rina, "Teks lama bagian dua.")
    rina.send_photo(jpeg(), "Foto kegiatan")
    await stage.settle()
    await stage.tap(rina, "Ganti seluruh teks")
    await stage.say(rina, "Judul baru\n\nTeks baru seluruhnya.")
    assert [(part.kind, part.text) for part in await parts_of(stage)] == [
        ("photo", "Foto kegiatan"),
        ("text", "Judul baru\n\nTeks baru seluruhnya."),
    ]
    assert (await article_of(stage)).title == "Judul baru"


# --- photos ------------------------------------------------------------------------------------------


async def test_it_takes_an_album_whose_last_photo_comes_late(stage: Stage) -> None:
    """Albums have no end mark: a straggler joins the same article, in the order it was sent."""
    rina = stage.person("Rina")
    rina.send_album([jpeg("red"), jpeg("green")], "Tiga foto kegiatan")
    await stage.settle()
    assert len([part for part in await parts_of(stage) if part.kind == "photo"]) == 2
    await stage.advance(seconds=20)
    rina.send_photo(jpeg("blue"))
    await stage.settle()
    parts = await parts_of(stage)
    assert [(part.kind, part.text) for part in parts] == [("photo", "Tiga foto kegiatan"), ("photo", ""), ("photo", "")]
    assert "3 foto" in text_of(rina.last)


async def test_it_takes_a_photo_sent_as_a_file_for_a_photo(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_document(jpeg(), "DSC_0001.JPG", "image/jpeg", "Upacara")
    await stage.settle()
    [part] = await parts_of(stage)
    assert (part.kind, part.mime.partition("/")[0], part.text) == ("photo", "image", "Upacara")


@pytest.mark.parametrize(("length", "kinds"), [(199, ["photo"]), (200, ["photo", "text"]), (1024, ["photo", "text"])])
async def test_it_takes_a_long_caption_for_the_article_itself(stage: Stage, length: int, kinds: list[str]) -> None:
    rina = stage.person("Rina")
    caption = "Bupati meresmikan pasar. " + "a" * (length - 25)
    rina.send_photo(jpeg(), caption)
    await stage.settle()
    parts = await parts_of(stage)
    assert [part.kind for part in parts] == kinds
    assert [part.text for part in parts if part.text] == [caption]


async def test_it_follows_an_edited_and_a_removed_caption(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_photo(jpeg(), "Keterangan lama")
    await stage.settle()
    for caption in ("Keterangan baru", ""):
        rina.edit(sent["message_id"], caption)
        await stage.settle()
        assert [(part.kind, part.text) for part in await parts_of(stage)] == [("photo", caption)]


async def test_it_asks_for_the_description_of_each_photo_in_turn(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    rina.send_album([jpeg("red"), jpeg("green")], "Warga antre imunisasi")
    await stage.settle()
    assert "☐ deskripsi untuk 2 foto" in text_of(rina.last)
    await stage.tap(rina, "Jelaskan 2 foto")
    assert "Foto 1 dari 2" in text_of(rina.last)
    await stage.say(
        rina, "Warga antre imunisasi"
    )  # an album's one caption speaks of all its photos, and is offered for none
    assert "Foto 2 dari 2" in text_of(rina.last)
    await stage.say(rina, "x" * 501)
    assert text_of(rina.last).startswith("Terlalu panjang: 501 karakter, paling banyak 500.")
    await stage.say(rina, "Petugas menyuntik\nseorang <anak>")
    alts = [part.alt for part in await parts_of(stage) if part.kind == "photo"]
    assert alts == ["Warga antre imunisasi", "Petugas menyuntik seorang <anak>"]
    await stage.tap(rina, "Atur foto")
    assert labels(rina.received[-1])[:2] == [
        "⭐ Foto 1: Warga antre imunisasi",
        "Foto 2: Petugas menyuntik seorang <anak>",
    ]


# --- files -------------------------------------------------------------------------------------------


async def test_it_takes_a_pdf_whatever_it_is_called(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_document(PDF, "../../etc/Laporan Keuangan 2026.exe", "application/x-msdownload", "APBD 2026")
    await stage.settle()
    [part] = await parts_of(stage)
    assert (part.kind, part.mime, part.filename) == ("document", "application/pdf", "Laporan-Keuangan-2026.pdf")
    assert "1 berkas" in text_of(rina.last)


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00" + b"\x00" * 60, "laporan.pdf", "berkas program tidak diterima"),
        (b"#!/bin/sh\nrm -rf /", "catatan.txt", "berkas program tidak diterima"),
        (b"<script>alert(1)</script>", "naskah.txt", "berkas program tidak diterima"),
        (_zip(), "foto-foto.zip", "arsip (ZIP dan sejenisnya) tidak diterima"),
        (HEIC, "IMG_0001.HEIC", "foto HEIC tidak dapat dibuka"),
        (b" \n", "kosong.docx", "berkas kosong"),
        (b"\xff\xd8\xff\xe0 bukan gambar", "foto.jpg", "tidak dimasukkan"),
        (b"\x00\x01\x02\x03acak", "data.bin", "jenis berkas ini tidak dikenali"),
    ],
)
async def test_it_refuses_a_file_by_its_content_in_words(stage: Stage, content: bytes, name: str, words: str) -> None:
    rina = stage.person("Rina")
    rina.send_document(content, name, "application/pdf")
    await stage.settle()
    assert text_of(rina.last).startswith(f"Berkas {name} tidak dimasukkan:")
    assert words in text_of(rina.last)
    assert await parts_of(stage) == []
    assert stage.outside.refusals() == []


async def test_it_refuses_a_file_over_20_mb_before_it_fetches_it(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_document(PDF + bytes(21 << 20), "video <besar>.pdf", "application/pdf")
    await stage.settle()
    assert text_of(rina.last).startswith("Berkas video <besar>.pdf tidak dimasukkan: berkas melebihi 20 MB")
    assert stage.outside.log.of("getFile") == []


# --- the card ----------------------------------------------------------------------------------------


async def test_it_lists_what_is_missing_with_a_button_for_each(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Abc")
    assert [line for line in text_of(rina.last).splitlines() if line.startswith("☐")] == [
        "☐ judul (sedikitnya 5 karakter)",
        "☐ teks naskah (kurang 47 karakter lagi)",
        "☐ rubrik situs web",
    ]
    assert labels(rina.last)[:3] == ["✏ Tulis judul", "✏ Tulis teks", "✏ Pilih rubrik"]
    assert not any("Kirim naskah" in each for each in labels(rina.last))
    await stage.tap(rina, "Tulis judul")
    await stage.say(rina, "Judul " + "panjang " * 25)
    assert "judul lebih pendek (paling banyak 150 karakter)" in text_of(rina.last)
    await stage.tap(rina, "Pendekkan judul")
    await stage.say(rina, "Judul yang pas")
    await stage.say(rina, "Isi yang cukup panjang untuk sebuah naskah di situs web pemerintah.")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Pengumuman")
    assert "✔ Lengkap." in text_of(rina.last)
    assert "Kirim naskah" in labels(rina.last)[0]


async def test_it_takes_a_data_file_alone_for_a_publication(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_document(PDF, "apbd.pdf", "application/pdf")
    await stage.settle()
    await stage.tap(rina, "Tulis judul")
    await stage.say(rina, "Ringkasan APBD 2026")
    await stage.tap(rina, "Tulis keterangan singkat")
    await stage.say(rina, "Anggaran dan realisasi menurut urusan pemerintahan.")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Informasi Publik")
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")


async def test_it_takes_parts_out_one_by_one(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Judul naskah\n\nTeks yang salah kirim.")
    rina.send_photo(jpeg(), "Foto & <salah>")
    rina.send_document(PDF, "salah.pdf")
    await stage.settle()
    await stage.tap(rina, "Hapus bagian")
    assert labels(rina.received[-1]) == [
        "🗑 Teks: Judul naskah Teks yang salah ki…",
        "🗑 Foto: Foto & <salah>",
        "🗑 Berkas: salah.pdf",
        "‹ Kembali",
    ]
    for label in ("Foto", "Berkas", "Teks"):
        await stage.tap(rina, f"🗑 {label}")
    assert await parts_of(stage) == []
    await stage.tap(rina, "Kembali")
    assert "masih kosong" in text_of(rina.last)


async def test_it_asks_whether_one_is_sure_before_it_drops_a_draft(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    await stage.tap(rina, "Batalkan")
    await stage.tap(rina, "Kembali")
    assert (await article_of(stage)).state is State.A_DRAFT
    await stage.tap(rina, "Batalkan")
    assert await stage.tap(rina, "Ya, batalkan") == "N-1 dibatalkan."
    assert (await article_of(stage)).state is State.A_CANCELLED
    await stage.say(rina, "/kirim")
    assert text_of(rina.last).startswith("✏ Naskah baru untuk Dinas Kesehatan")


async def test_it_keeps_one_draft_a_person(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    await stage.say(rina, "/kirim")
    assert "Anda masih menulis N-1." in text_of(stage.find(rina, "Anda masih"))
    assert "Naskah baru N-1" in text_of(rina.last)
    assert len((await stage.bot.store.read(scenes.lasting))["article"]) == 1


# --- for which unit ----------------------------------------------------------------------------------


async def test_it_lets_a_contributor_of_two_units_choose_and_change(stage: Stage) -> None:
    schools = await stage.bot.store.read(people.find_unit, "Dinas Pendidikan")
    assert schools is not None
    await stage.bot.store.write(
        lambda tx: members.enrol(tx, scenes.person(tx, "Rina").id, Role.CONTRIBUTOR, schools.id)
    )
    rina = stage.person("Rina")
    await stage.say(rina, "/kirim")
    assert await stage.tap(rina, "Dinas Pendidikan") == "Silakan kirim teks, foto, atau berkas naskah."
    await stage.say(rina, scenes.TEXT)
    assert "Naskah baru N-1 · Dinas Pendidikan" in text_of(rina.last)
    await stage.tap(rina, "Ganti unit")
    await stage.tap(rina, "Dinas Kesehatan")
    assert "Naskah baru N-1 · Dinas Kesehatan" in text_of(rina.last)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")
    stranger = stage.person("Yuni")
    assert not any("N-1" in text_of(m) for m in stranger.received)


async def test_it_registers_for_a_unit_without_telegram_and_still_asks_that_units_official(stage: Stage) -> None:
    """Atas nama: the Kasubbag writes it down, but cannot take it in unverified (SOP step 2, remark)."""
    siti = stage.person("Siti")
    await scenes.bring(stage, State.D_COLLECTING)
    await stage.say(siti, "/kirim")
    assert text_of(siti.last) == "Naskah ini didaftarkan atas nama unit mana?"
    await stage.tap(siti, "Dinas Pendidikan")
    await stage.say(siti, "Ujian sekolah dimulai Senin\n\nDinas Pendidikan mengumumkan jadwal ujian sekolah.")
    await stage.tap(siti, "Pilih rubrik")
    await stage.tap(siti, "Pengumuman")
    assert "Yuni Astuti" in await stage.tap(siti, "Kirim naskah")
    article = await article_of(stage)
    assert (article.state, article.by_proxy) == (State.A_WAITING_VERIFIER, True)
    assert not any("Siap entry" in each for m in siti.received for each in labels(m))
    siti.press(1, data=f"1:tak:a1:{article.version}:1.3")
    await stage.settle()
    assert (await article_of(stage)).state is State.A_WAITING_VERIFIER
    await stage.tap(stage.person("Yuni"), "berkala")
    assert "Didaftarkan atas nama unit oleh Siti Aminah" in text_of(stage.find(siti, "N-1"))
    await stage.tap(siti, "Siap entry → Dewi")
    assert (await article_of(stage)).state is State.A_WAITING_STAF


async def test_it_says_that_a_unit_has_no_official_yet(stage: Stage) -> None:
    def alone(tx: Tx) -> Article:
        unit = people.unit(tx, people.add_unit(tx, "Dinas Baru", people.unit(tx, 3).kind))
        article = drafts.begin(tx, scenes.person(tx, "Siti"), unit)
        drafts.receive(tx, scenes.person(tx, "Siti"), article, Incoming(scenes.WHO["Siti"], 1, "text", scenes.TEXT))
        found = articles.get(tx, article.id)
        assert found is not None
        drafts.set_section(tx, found, "berita")
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.SUBMIT)
        return article

    await stage.bot.store.write(alone)
    await stage.settle()
    assert "belum memiliki pejabat berwenang" in text_of(stage.find(stage.person("Siti"), "Naskah N-1"))
    assert await stage.advance(hours=2) >= 1
    assert "terlambat 1 jam kerja, menunggu Pejabat Berwenang" in text_of(stage.find(stage.person("Siti"), "Tembusan"))


@pytest.mark.parametrize("state", [State.A_DRAFT, State.A_RETURNED, State.A_CORRECTING])
async def test_another_title_takes_the_old_headline_out_of_the_page(stage: Stage, state: State) -> None:
    article = await scenes.bring(stage, state)
    rina = stage.person("Rina")
    rina.press(1, data=Press("opn", article.kind, article.id, 0, "title").pack())
    await stage.settle()
    await stage.say(rina, "Jadwal imunisasi diundur")

    def page(tx: Tx) -> tuple[str, str]:
        found = articles.get(tx, article.id)
        assert found is not None
        return found.title, pages.composed_of(tx, found).html

    title, html = await stage.bot.store.read(page)
    assert title == "Jadwal imunisasi diundur"
    assert "Imunisasi serentak" not in html
    assert "Dinas Kesehatan melayani imunisasi" in html
