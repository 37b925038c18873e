"""What a Word file becomes: title, headings, lists, tables, notes, pictures, and what is left out."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from bot.content.compose import Piece, compose
from bot.content.fingerprint import content_hash
from bot.content.word import LeftOut, Picture, WordText
from bot.content.word.convert import convert
from bot.content.word.numerals import written
from bot.content.word.pictures import good_alt
from tests.content.docx import cell, docx, footnotes, link, numbering, p, photo, picture, run, table

LISTS = {"word/numbering.xml": numbering(("decimal", "%1."), ("lowerLetter", "%2)"), ("decimal", "%1.%2.%3"))}


def html_of(*body: str, **more: object) -> str:
    """The HTML of a document of which nothing but text is taken."""
    [piece] = convert(docx(*body, **more)).pieces  # type: ignore[arg-type]
    assert isinstance(piece, str)
    return piece


# --- title and headings ------------------------------------------------------------------------------


def test_it_takes_the_paragraph_styled_as_title_even_below_a_letterhead() -> None:
    text = convert(docx(p("PEMERINTAH KABUPATEN"), p("Siaran Pers", style="Title"), p("Isi siaran.")))
    assert text.title == "Siaran Pers"
    assert text.pieces == ("<h2>Siaran Pers</h2>\n<p>PEMERINTAH KABUPATEN</p>\n<p>Isi siaran.</p>",)
    assert text.headings == 0


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ([p("Bab Satu", style="Heading1"), p("Isi.")], "Bab Satu"),
        ([p("Bab Satu", style="Judul1"), p("Isi.")], "Bab Satu"),
        ([p("Baris pertama"), p("Bab Satu", style="Heading1")], "Baris pertama"),
        ([p("kata " * 60), p("Bab Satu", style="Heading1")], "Bab Satu"),
        ([p("kata " * 60)], "kata " * 29 + "kata…"),
    ],
)
def test_it_finds_a_title_as_a_reader_would(body: list[str], title: str) -> None:
    assert convert(docx(*body)).title == title


def test_it_nests_headings_under_the_title_without_skipping() -> None:
    body = [p("Judul", style="Title")]
    body += [p(f"K{level}", style=f"Heading{level}") for level in (2, 4, 3, 2, 1, 3)]
    assert html_of(*body, p("Isi")).splitlines() == [
        "<h2>Judul</h2>", "<h2>K2</h2>", "<h3>K4</h3>", "<h3>K3</h3>", "<h2>K2</h2>", "<h2>K1</h2>", "<h3>K3</h3>",
        "<p>Isi</p>",
    ]  # fmt: skip


def test_a_heading_is_bold_by_itself() -> None:
    assert html_of(p("Judul"), p(run("Bab", bold=True), style="Heading1")) == "<h2>Judul</h2>\n<h2>Bab</h2>"


def test_the_page_shows_the_title_once() -> None:
    text = convert(docx(p("Judul", style="Title"), p("Isi naskah.")))
    page = compose(text.title, [Piece("html", text=str(text.pieces[0]))])
    assert page.html == "<p>Isi naskah.</p>"
    assert page.fingerprint == ("Isi naskah.",)


# --- lists -------------------------------------------------------------------------------------------


def test_a_numbered_list_goes_on_after_a_paragraph_and_keeps_its_letters() -> None:
    html = html_of(
        p("Syarat"), p("KTP", num=(1, 0)), p("KK", num=(1, 0)), p("Selain itu:"), p("Pas foto", num=(1, 0)),
        p("berwarna", num=(1, 1)), p("terbaru", num=(1, 1)), p("Materai", num=(1, 0)), parts=LISTS,
    )  # fmt: skip
    assert html.splitlines()[1:] == [
        "<ol><li>KTP</li><li>KK</li></ol>",
        "<p>Selain itu:</p>",
        '<ol start="3"><li>Pas foto<ol type="a"><li>berwarna</li><li>terbaru</li></ol></li><li>Materai</li></ol>',
    ]


def test_a_list_that_begins_anew_is_another_list() -> None:
    html = html_of(p("Judul"), p("a", num=(1, 0)), p("b", num=(1, 0)), p("c", num=(2, 0)), parts=LISTS)
    assert html.splitlines()[1:] == ["<ol><li>a</li><li>b</li></ol>", "<ol><li>c</li></ol>"]


def test_a_label_of_more_than_a_number_is_text() -> None:
    articles = {"word/numbering.xml": numbering(("decimal", "Pasal %1"))}
    html = html_of(p("Judul"), p("Ketentuan", num=(1, 0)), p("Sanksi", num=(1, 0)), parts=articles)
    assert html.splitlines()[1:] == ["<p>Pasal 1 Ketentuan</p>", "<p>Pasal 2 Sanksi</p>"]


def test_a_numbered_heading_keeps_its_number() -> None:
    chapters = {"word/numbering.xml": numbering(("upperRoman", "BAB %1"))}
    html = html_of(p("Judul"), p("Umum", style="Heading1", num=(1, 0)), parts=chapters)
    assert html.splitlines()[1:] == ["<h2>BAB I Umum</h2>"]


def test_bullets_are_a_list_and_empty_items_are_none() -> None:
    html = html_of(p("Judul"), p("satu", num=(3, 0)), p(" ", num=(3, 0)), p("dua", num=(3, 0)), parts=LISTS)
    assert "<ul><li>satu</li>" in html


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
        (5, "decimalZero", "05"), (5, "chicago", "**"), (21, "decimalEnclosedCircle", "21"),
        (5, "ordinal", "5"), (0, "lowerRoman", "0"), (9**9, "upperLetter", "MMMM"),
    ],
)  # fmt: skip
def test_it_writes_numbers_as_word_does(number: int, form: str, shown: str) -> None:
    assert len(written(number, form)) <= 15
    if number < 9**9:
        assert written(number, form) == shown


# --- tables ------------------------------------------------------------------------------------------


def test_a_table_has_header_cells_where_word_has_them_and_its_caption() -> None:
    html = html_of(p("Judul"), p("Tabel 1. Jadwal", style="Caption"), table([["Hari"], ["Senin"]], header=True))
    assert html.splitlines()[1] == (
        '<table><caption>Tabel 1. Jadwal</caption><thead><tr><th scope="col">Hari</th></tr></thead>'
        "<tbody><tr><td>Senin</td></tr></tbody></table>"
    )


def test_a_bold_first_row_is_a_header() -> None:
    bold = [p(run("Hari", bold=True)), p(run("Jam", bold=True))]
    html = html_of(p("Judul"), table([bold, ["Senin", "08.00"]]))
    assert '<th scope="col">Hari</th><th scope="col">Jam</th>' in html
    assert "<td>Senin</td>" in html


def test_a_table_bold_throughout_has_no_header() -> None:
    bold = [p(run("x", bold=True))]
    for rows in ([bold, bold], [bold]):
        assert "<th" not in html_of(p("Judul"), table(rows))


def test_merged_cells_stay_merged() -> None:
    rows = [
        [cell("Dinas", merge="restart"), cell("Anggaran", span=2)],
        [cell("", merge="continue"), cell("2025"), cell("2026")],
    ]
    html = html_of(p("Judul"), table(rows))
    assert '<td rowspan="2">Dinas</td><td colspan="2">Anggaran</td>' in html


# --- what is left out, what is kept ------------------------------------------------------------------


def test_what_was_deleted_commented_or_marked_is_left_out() -> None:
    html = html_of(
        p("Judul"),
        "<w:p><w:del><w:r><w:delText>hapus</w:delText></w:r></w:del><w:ins><w:r><w:t>tambah</w:t></w:r></w:ins></w:p>",
        '<w:p><w:bookmarkStart w:id="0" w:name="_Toc1"/><w:r><w:t>isi</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>',
        p(),
        p("   "),
        p("Daftar isi .... 3", style="TOC1"),
        p("sebelum", '<w:r><w:commentReference w:id="0"/></w:r>'),
    )
    assert html == "<h2>Judul</h2>\n<p>tambah</p>\n<p>isi</p>\n<p>sebelum</p>"


def test_a_text_box_is_left_out_and_counted_once() -> None:
    box = f"<w:txbxContent>{p('Kutipan di pinggir')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    text = convert(docx(p("Judul"), p("Isi.", both)))
    assert text.lost == (LeftOut("boxes", after="Isi.", words="Kutipan di pinggir"),)
    assert text.pieces == ("<h2>Judul</h2>\n<p>Isi.</p>",)


def test_footnotes_stay_readable() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    html = html_of(p("Judul"), p("Naik 5%.", note), parts={"word/footnotes.xml": footnotes("BPS, 2026.")})
    assert html.splitlines()[1:] == ["<p>Naik 5%.<sup>[1]</sup></p>", "<hr>", "<ol><li><p>BPS, 2026.</p></li></ol>"]


def test_links_lead_to_the_web_or_nowhere() -> None:
    html = html_of(
        p("Judul"), p(link("l1", "situs"), " ", link("l2", "jahat"), " ", link("l3", "berkas")),
        links={"l1": "https://contoh.go.id/?a=1&b=2", "l2": "javascript:alert(1)", "l3": "file:///c:/x"},
    )  # fmt: skip
    safe = '<a href="https://contoh.go.id/?a=1&amp;b=2" rel="noopener noreferrer">situs</a>'
    assert html.splitlines()[1] == f"<p>{safe} jahat berkas</p>"


def test_what_people_wrote_stays_text() -> None:
    hostile = '<script>alert(1)</script> & "kutip" <img src=x onerror=alert(1)>'
    html = html_of(p("Judul"), p(run(hostile)))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp;" in html


def test_the_iso_dialect_is_read_too() -> None:
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = docx(p("Judul"), p("Isi."), parts={"word/numbering.xml": numbering(("decimal", "%1."))})
    rewritten = _rezipped(strict, usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert convert(rewritten).title == "Judul"


def _rezipped(data: bytes, old: bytes, new: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new))
    return made.getvalue()


# --- pictures ----------------------------------------------------------------------------------------


def illustrated(*runs: str, after: str = "") -> WordText:
    media = {"i1": photo("seagreen", gps=True), "i2": photo("red")}
    return convert(docx(p("Judul"), p(*runs), after, media=media, links={"x1": "https://jahat.example/a.jpg"}))


def test_a_picture_stands_between_the_texts_it_stood_between() -> None:
    text = illustrated("Sebelum.", picture("i1", "Warga antre di puskesmas"), after=p("Sesudah."))
    kinds = [type(piece).__name__ for piece in text.pieces]
    assert kinds == ["str", "Picture", "str"]
    assert text.pictures == 1


def test_a_picture_knows_no_place_and_stands_upright() -> None:
    text = illustrated(picture("i1", "Warga antre di puskesmas"))
    taken = next(piece for piece in text.pieces if isinstance(piece, Picture))
    with Image.open(io.BytesIO(taken.data)) as image:
        assert not image.getexif()
        assert image.size == (48, 64)
    assert taken.alt == "Warga antre di puskesmas"


def test_a_caption_below_a_picture_is_its_own() -> None:
    text = illustrated(picture("i1"), after=p("Gambar 1. Suasana antrean", style="Caption"))
    [taken] = [piece for piece in text.pieces if isinstance(piece, Picture)]
    assert taken.caption == "Gambar 1. Suasana antrean"
    assert text.pieces[0] == "<h2>Judul</h2>"


def test_a_picture_in_a_cell_follows_its_table() -> None:
    rows = [[p("Foto", picture("i1"))], ["x"]]
    text = convert(docx(p("Judul"), table(rows), p("Akhir."), media={"i1": photo()}))
    assert [type(piece).__name__ for piece in text.pieces] == ["str", "Picture", "str"]
    assert "<td>Foto</td>" in str(text.pieces[0])


def test_a_picture_that_lies_elsewhere_is_counted_and_never_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(*_: object) -> None:
        raise AssertionError("the picture was fetched")

    monkeypatch.setattr("socket.socket.connect", fetched)
    text = illustrated("Isi.", picture("x1", link=True))
    assert (text.pictures, [each.code for each in text.lost]) == (0, ["links"])


def test_a_picture_no_browser_shows_is_counted() -> None:
    text = convert(docx(p("Judul"), p(picture("i1")), p("Isi."), media={"i1": b"\x01\x00\x00\x00 EMF"}))
    assert (text.pictures, text.lost) == (0, (LeftOut("pictures", after="Judul"),))


@pytest.mark.parametrize(
    ("words", "good"),
    [
        ("Bupati menyerahkan bantuan kepada warga", True),
        ("Picture 3", False),
        ("IMG_20261101_093011.jpg", False),
        ("Gambar 12", False),
        ("WhatsApp Image 2026-11-01 at 09.30.11", False),
        ("A group of people standing. Description automatically generated", False),
        ("C:\\Users\\dinkes\\Pictures\\antre", False),
        ("foto", False),
        ("", False),
    ],
)
def test_it_takes_a_pictures_own_words_only_if_a_person_wrote_them(words: str, good: bool) -> None:
    assert good_alt(words) == (words if good else "")


def test_whatever_is_stored_as_html_passes_the_wall_again() -> None:
    hostile = '<p onclick="x()">Isi</p><script>x()</script><iframe src="/"></iframe>'
    page = compose("Judul", [Piece("html", text=hostile)])
    assert page.html == "<p>Isi</p>"


# --- what an approval is bound to --------------------------------------------------------------------


def test_an_approval_covers_the_words_of_a_word_file() -> None:
    one, two = (
        content_hash("Judul", "berita", [Piece("html", text=f"<p>{words}</p>")]) for words in ("Gratis.", "Bayar.")
    )
    assert one != two
    assert one == content_hash("Judul", "berita", [Piece("html", text="<p>Gratis.</p>", sha256="a" * 64)])
