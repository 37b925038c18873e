"""Word files by chat: what an author is told of them, and the page they end as."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from bot.rehearsal.files import Upload
from bot.sop.model import Article, Part
from storage import articles, parts
from storage.store import Tx
from tests.content.docx import docx, p, photo, picture, rewritten, run, table
from tests.stage import Stage, text_of

REPORT = docx(
    p("Posyandu Lansia Dibuka di Sepuluh Desa", style="Title"),
    p("Dinas Kesehatan membuka ", run("posyandu lansia", bold=True), " di sepuluh desa mulai Senin."),
    p("Jadwal", style="Heading1"),
    p("Tabel 1. Jadwal posyandu", style="Caption"),
    table([["Desa", "Hari"], ["Sukamaju", "Senin"], ["Harapan", "Selasa"]], header=True),
    p(picture("i1", "Petugas mengukur tekanan darah seorang warga lanjut usia")),
    p("Cara mendaftar", style="Heading1"),
    p("Daring", style="Heading2"),
    p("Datang dengan membawa KTP."),
    p(picture("i2", "Picture 2")),
    p("Pelayanan tidak dipungut biaya."),
    media={"i1": photo("seagreen", gps=True), "i2": photo("firebrick")},
)
CORRECTED = docx(
    p("Posyandu Lansia Dibuka di Dua Belas Desa", style="Title"),
    p("Dinas Kesehatan membuka posyandu lansia di dua belas desa mulai Senin."),
    p(picture("i1", "Picture 1")),
    media={"i1": photo("seagreen", gps=True)},
)


def _the_article(tx: Tx) -> Article:
    found = articles.get(tx, 1)
    assert found is not None
    return found


async def article_of(stage: Stage) -> Article:
    return await stage.bot.store.read(_the_article)


async def parts_of(stage: Stage) -> list[Part]:
    article = await article_of(stage)
    return await stage.bot.store.read(parts.of, article.id, article.revision)


async def send(stage: Stage, content: bytes, name: str = "Rilis Posyandu.docx", caption: str = "") -> None:
    """Rina sends a file."""
    stage.person("Rina").send_document(content, name, caption=caption)
    await stage.settle()


def told(stage: Stage) -> list[str]:
    return [text_of(message) for message in stage.person("Rina").received]


async def test_it_makes_a_clean_page_of_a_word_file(stage: Stage) -> None:
    bambang, siti, rudi = stage.person("Bambang"), stage.person("Siti"), stage.person("Rudi")
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(bambang, "/disposisi Berita posyandu")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    await send(stage, REPORT)
    card = text_of(rina.last)
    assert "Judul: Posyandu Lansia Dibuka di Sepuluh Desa" in card
    assert "Isi: 1 teks (" in card
    assert "📄 Rilis-Posyandu.docx: teks, 3 subjudul, 1 tabel, 2 gambar" in card
    assert "☐ deskripsi untuk 1 foto" in card
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Papan petunjuk pendaftaran di kantor desa")
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(rudi, "Terbitkan")
    assert "Bukti tayang" in text_of(stage.find(rudi, "Bukti tayang"))
    pages = [page.read_text() for page in (stage.folder / "situs/public").rglob("*.html")]
    [html] = [page for page in pages if "Pelayanan tidak dipungut biaya." in page]
    assert re.findall(r"<(h[1-4])[^>]*>([^<]*)<", html[html.index("<h1") : html.index("tidak dipungut")]) == [
        ("h1", "Posyandu Lansia Dibuka di Sepuluh Desa"),
        ("h2", "Jadwal"),
        ("h2", "Cara mendaftar"),
        ("h3", "Daring"),
    ]
    assert "<caption>Tabel 1. Jadwal posyandu</caption>" in html
    assert '<th scope="col">Desa</th>' in html
    alts = re.findall(r'alt="([^"]*)"', html)
    assert "Petugas mengukur tekanan darah seorang warga lanjut usia" in alts
    assert "Papan petunjuk pendaftaran di kantor desa" in alts
    for file in (stage.folder / "situs/public").rglob("*.*"):
        if file.suffix in {".jpg", ".png", ".webp"}:
            assert not Image.open(file).getexif()
    assert stage.outside.refusals() == []


async def test_it_mixes_word_and_chat_in_the_order_sent(stage: Stage) -> None:
    await stage.say(stage.person("Rina"), "Pengantar\n\nKalimat pembuka dari chat.")
    await send(stage, REPORT)
    await stage.say(stage.person("Rina"), "Kalimat penutup dari chat.")
    assert [part.kind for part in await parts_of(stage)] == ["text", "html", "photo", "html", "photo", "html", "text"]
    assert (await article_of(stage)).title == "Pengantar"


async def test_it_lets_a_corrected_word_file_replace_the_earlier_and_brings_that_back(stage: Stage) -> None:
    rina = stage.person("Rina")
    await send(stage, REPORT)
    await stage.say(rina, "Kalimat dari chat.")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Papan petunjuk pendaftaran")
    await send(stage, CORRECTED, "Rilis Posyandu (2).docx")
    parts = await parts_of(stage)
    assert [part.kind for part in parts] == ["html", "photo", "text"]
    assert parts[1].alt == "Petugas mengukur tekanan darah seorang warga lanjut usia"
    assert (await article_of(stage)).title == "Posyandu Lansia Dibuka di Dua Belas Desa"
    said = text_of(stage.find(rina, "diganti"))
    assert "Rilis-Posyandu.docx" in said
    assert "Rilis-Posyandu-2.docx" in said
    assert await stage.tap(rina, "Pakai keduanya") == "Keduanya ada di naskah sekarang. Periksa urutannya."
    kinds = [part.kind for part in await parts_of(stage)]
    assert kinds == ["html", "photo", "html", "photo", "html", "text", "html", "photo"]
    again = await stage.tap(rina, "Pakai keduanya")
    assert again != "Keduanya ada di naskah sekarang. Periksa urutannya."
    assert len(await parts_of(stage)) == 8


async def test_it_shows_the_verifier_what_a_corrected_word_file_changed(stage: Stage) -> None:
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await send(stage, CORRECTED)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Petugas mengukur tekanan darah")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "Jumlah desanya salah")
    await stage.tap(rina, "Perbaiki naskah")
    await send(stage, REPORT)
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Papan petunjuk pendaftaran")
    await stage.tap(rina, "Kirim naskah")
    changes = text_of(stage.find(hasan, "Sukamaju"))
    assert "sepuluh" in changes
    assert "dua belas" in changes


async def test_an_edit_of_a_replaced_files_message_changes_nothing(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_document(REPORT, "Rilis.docx")
    await stage.settle()
    other = rina.send_document(CORRECTED, "Rilis.docx")
    await stage.settle()
    before = await parts_of(stage)
    rina.raw({"edited_message": {**sent, "document": other["document"], "edit_date": sent["date"]}})
    await stage.settle()
    assert await parts_of(stage) == before


async def test_an_edited_caption_leaves_the_word_text_alone(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_document(CORRECTED, "Rilis.docx", caption="Mohon dimuat")
    await stage.settle()
    assert "• pesan pengantar berkas itu" in text_of(stage.find(rina, "tidak ikut"))
    before = await parts_of(stage)
    rina.edit(sent["message_id"], "Mohon dimuat hari ini")
    await stage.settle()
    assert await parts_of(stage) == before


async def test_another_file_put_into_its_message_takes_its_place(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_document(REPORT, "Rilis.docx")
    await stage.say(rina, "Kalimat dari chat.")
    file = stage.outside.core.files.add_document(Upload("Rilis.docx", CORRECTED, "application/msword"))
    rina.raw({"edited_message": {**sent, "document": file.document(), "edit_date": sent["date"]}})
    await stage.settle()
    assert [part.kind for part in await parts_of(stage)] == ["html", "photo", "text"]
    assert (await article_of(stage)).title == "Posyandu Lansia Dibuka di Dua Belas Desa"


async def test_a_word_file_takes_the_place_of_all_text_where_that_is_asked(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Judul lama\n\nTeks lama yang akan diganti seluruhnya dengan berkas.")
    await stage.tap(rina, "Ganti seluruh teks")
    await send(stage, CORRECTED)
    assert [part.kind for part in await parts_of(stage)] == ["html", "photo"]
    assert (await article_of(stage)).title == "Posyandu Lansia Dibuka di Dua Belas Desa"


async def test_a_word_file_for_the_kabags_form_stays_a_file(stage: Stage) -> None:
    bambang = stage.person("Bambang")
    await stage.say(bambang, "/disposisi Berita posyandu")
    await stage.tap(bambang, "Lampir")
    bambang.send_document(docx(p(" ")), "Surat.docx")
    await stage.settle()
    assert "Lampiran: Surat.docx" in text_of(bambang.last)


async def test_word_files_sent_together_belong_together(stage: Stage) -> None:
    rina = stage.person("Rina")
    for name, content in (("Satu.docx", REPORT), ("Dua.docx", CORRECTED)):
        file = stage.outside.core.files.add_document(Upload(name, content, "application/msword"))
        rina._say({"media_group_id": "77", "document": file.document()}, None)
    await stage.settle()
    assert [part.kind for part in await parts_of(stage)] == ["html", "photo", "html", "photo", "html", "html", "photo"]
    assert not any("diganti" in each for each in told(stage))


async def test_a_file_of_word_for_the_web_with_a_dead_picture_is_taken_and_the_picture_told(stage: Stage) -> None:
    main, relations = "word/document2.xml", "word/_rels/document2.xml.rels"
    await send(stage, rewritten(
        REPORT, ("word/document.xml", main), ("media/i2.jpeg", "NULL"),
        names={"word/document.xml": main, "word/_rels/document.xml.rels": relations},
    ))  # fmt: skip
    assert [part.kind for part in await parts_of(stage)] == ["html", "photo", "html"]
    said = text_of(stage.find(stage.person("Rina"), "tidak ikut"))
    told = "• 1 gambar yang isinya tidak ada lagi di dalam berkas; kirim fotonya di sini"
    assert said.splitlines()[1:] == [f"{told}: setelah “Datang dengan membawa KTP.”"]


async def test_what_an_author_hid_in_word_is_in_no_article_and_told(stage: Stage) -> None:
    secret = run(" Catatan: nilai kontrak Rp2 miliar", extra="<w:vanish/>")
    await send(stage, docx(
        p("Posyandu Lansia Dibuka", style="Title"), p("Dinas Kesehatan membuka posyandu.", secret),
        p(picture("i1", "Petugas mengukur tekanan darah", crop='l="50000"')), media={"i1": photo("red")},
    ))  # fmt: skip
    [words, taken] = await parts_of(stage)
    assert "kontrak" not in words.text
    assert taken.sha256 is not None
    with Image.open(io.BytesIO(stage.bot.store.files.get(taken.sha256))) as image:
        assert image.size == (32, 48)
    said = text_of(stage.find(stage.person("Rina"), "tidak ikut"))
    told = "• 1 bagian yang disembunyikan di Word (tersembunyi, sewarna latarnya, atau terlalu kecil): “Catatan: nilai"
    assert said.splitlines()[1] == f"{told} kontrak Rp2 miliar”, setelah “Dinas Kesehatan membuka posyandu.”"


async def test_whatever_of_a_word_file_does_not_come_along_is_told_with_its_place(stage: Stage) -> None:
    count = '<w:fldSimple w:instr=" DOCPROPERTY Peserta ">' + run("125") + "</w:fldSimple>"
    place = '<a:graphic><a:graphicData><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    chart = f"<w:r><w:drawing><wp:inline>{place}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p('Hubungi kami')}</w:txbxContent></v:textbox></w:pict></w:r>"
    await send(stage, docx(
        p("Posyandu Lansia Dibuka", style="Title"), p("Rapat dihadiri ", count, " peserta."),
        p("Tabel 2 Kunjungan"), p(chart), p("Penutup.", box),
    ))  # fmt: skip
    [words] = await parts_of(stage)
    assert "Rapat dihadiri 125 peserta." in words.text
    assert text_of(stage.find(stage.person("Rina"), "tidak ikut")).splitlines()[1:] == [
        "• 1 grafik; kirim gambarnya (tangkapan layar) sebagai foto: setelah “Tabel 2 Kunjungan”",
        "• 1 kotak teks; tulis isinya sebagai paragraf biasa bila perlu: “Hubungi kami”, setelah “Penutup.”",
    ]


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"PK\x03\x04 rusak", "rusak.docx", "berkas rusak atau tidak lengkap"),
        (docx(p(" ")), "kosong.docx", "tidak ada teks maupun gambar"),
        (docx(p("a"), parts={"word/vbaProject.bin": b"x"}), "makro.docx", "makro tidak diterima"),
        (docx(table([["x"] * 100] * 100)), "tabel.docx", "tabelnya terlalu besar"),
        (docx("<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60), "dalam.docx", "terlalu berlapis"),
        (
            docx(p("&xxe;"), head='<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]>'),
            "xxe.docx",
            "deklarasi yang tidak aman",
        ),
        (docx(p("a"), parts={"word/media/bom.bin": bytes(200 << 20)}), "bom.docx", "terlalu besar"),
        (docx(p("a"), parts={"word/document.xml": b"<w:document"}), "xml.docx", "berkas Word rusak"),
    ],
    ids=["zip", "empty", "docm", "table", "deep", "xxe", "bomb", "xml"],
)
async def test_it_answers_a_word_file_it_cannot_take_in_words(
    stage: Stage, content: bytes, name: str, words: str
) -> None:
    await send(stage, content, name)
    assert words in told(stage)[-1]
    await send(stage, REPORT)
    assert "Posyandu Lansia" in told(stage)[-1]
    assert stage.outside.refusals() == []
