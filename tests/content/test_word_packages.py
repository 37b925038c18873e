"""Word files as other programs pack them: parts by relation and content type, names by namespace, dead parts alone."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.content.filetype import FileType, sniff
from bot.content.word import LeftOut, WordText
from bot.content.word.convert import convert
from bot.content.word.result import LeftOutCode
from bot.texts.english import word_files as english
from bot.texts.indonesian import word_files as indonesian
from tests.content.docx import docx, footnotes, numbering, p, photo, picture, rewritten

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOTE = '<w:r><w:footnoteReference w:id="1"/></w:r>'
PLAIN = docx(
    p("Judul", style="Title"),
    p("Isi naskah.", NOTE),
    p("KTP", num=(1, 0)),
    p(picture("i1", "Warga antre di puskesmas")),
    media={"i1": photo()},
    parts={"word/footnotes.xml": footnotes("BPS, 2026."), "word/numbering.xml": numbering(("decimal", "%1."))},
)
USUAL = "http://schemas.openxmlformats.org/"


def moved(data: bytes, main: str) -> bytes:
    """The same file with its text in a part of another name, as Word for the web writes it."""
    folder, _, last = main.rpartition("/")
    relations = f"{folder}/_rels/{last}.rels"
    targets = ("word/document.xml", main)
    names = {"word/document.xml": main, "word/_rels/document.xml.rels": relations}
    return rewritten(data, targets, names=names)


VARIANTS = {
    "of the web": moved(PLAIN, "word/document2.xml"),
    "absolute": rewritten(PLAIN, ('Target="word/document.xml"', 'Target="/word/document.xml"')),
    "backslashes": rewritten(PLAIN, names={"word/document.xml": "word\\document.xml"}),
    "other case": rewritten(PLAIN, ('Target="word/document.xml"', 'Target="Word/Document.xml"')),
    "encoded": rewritten(
        PLAIN, ("media/i1.jpeg", "media/i%201.jpeg"), names={"word/media/i1.jpeg": "word/media/i 1.jpeg"}
    ),
    "encoded twice": rewritten(
        PLAIN, ("media/i1.jpeg", "media/i%201.jpeg"), names={"word/media/i1.jpeg": "word/media/i%201.jpeg"}
    ),
    "no relation": rewritten(PLAIN, ('/officeDocument"', '/nothing"')),
    "prefix": rewritten(PLAIN, ("<w:", "<ns0:"), ("</w:", "</ns0:"), (" w:", " ns0:"), ("xmlns:w=", "xmlns:ns0=")),
    "iso": rewritten(
        PLAIN,
        (f"{USUAL}wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (f"{USUAL}officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
        (f"{USUAL}drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/"),
    ),
    "template": rewritten(PLAIN, ("wordprocessingml.document.main", "wordprocessingml.template.main")),
}


@pytest.mark.parametrize("data", VARIANTS.values(), ids=VARIANTS)
def test_the_text_is_found_whatever_its_parts_are_called(data: bytes) -> None:
    assert sniff(data, "naskah.docx") == FileType("document", MIME, "docx")
    assert convert(data) == convert(PLAIN)


def test_the_plain_one_says_what_it_should() -> None:
    text = convert(PLAIN)
    assert text.pieces[0] == "<h2>Judul</h2>\n<p>Isi naskah.<sup>[1]</sup></p>\n<ol><li>KTP</li></ol>"
    assert text.pieces[2] == "<hr>\n<ol><li><p>BPS, 2026.</p></li></ol>"
    assert (text.pictures, text.lost) == (1, ())


def test_companions_are_found_by_relation_too() -> None:
    relations = (
        '<Relationship Id="n1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
        ' Target="catatan/kaki7.xml"/></Relationships>'
    )
    data = rewritten(
        PLAIN, ("</Relationships>", relations), names={"word/footnotes.xml": "word/catatan/kaki7.xml"}
    )  # fmt: skip
    assert convert(data).pieces == convert(PLAIN).pieces


@pytest.mark.parametrize("kind", ["document.macroEnabled", "template.macroEnabledTemplate"])
def test_a_file_with_macros_is_refused_for_its_macros(kind: str) -> None:
    typed = rewritten(moved(PLAIN, "word/naskah.xml"),
                      ("openxmlformats-officedocument.wordprocessingml.document", f"ms-word.{kind}"))  # fmt: skip
    assert sniff(typed, "naskah.docm").reason == "macro"


def _with_target(target: str, mode: str = "") -> WordText:
    data = docx(p("Isi naskah."), p(picture("i1", "Warga antre di puskesmas")), p("Akhir."), media={"i1": photo()})
    return convert(rewritten(data, ('Target="media/i1.jpeg"', f'Target="{target}"{mode}')))


@pytest.mark.parametrize(
    ("target", "mode", "code"),
    [
        ("NULL", "", "gone"),
        ("../NULL", "", "gone"),
        ("", "", "gone"),
        ("media/hilang.png", "", "gone"),
        ("../../../../etc/passwd", "", "gone"),
        ("file:///C:/Users/dinkes/foto.jpg", "", "gone"),
        ("NULL", ' TargetMode="External"', "links"),
        ("https://contoh.go.id/foto.jpg", ' TargetMode="External"', "links"),
    ],
)
def test_a_dead_picture_is_one_line_and_the_text_whole(target: str, mode: str, code: LeftOutCode) -> None:
    text = _with_target(target, mode)
    assert text.pieces == ("<h2>Isi naskah.</h2>\n<p>Akhir.</p>",)
    assert text.lost == (LeftOut(code, after="Isi naskah.", words="Warga antre di puskesmas"),)


def test_a_note_that_is_not_there_is_no_note() -> None:
    assert convert(docx(p("Judul"), p("Naik 5%.", NOTE))).pieces == ("<h2>Judul</h2>\n<p>Naik 5%.</p>",)


def test_a_damaged_picture_is_lost_alone() -> None:
    data = docx(p("Isi."), p(picture("i1")), media={"i1": photo()})
    at = data.index(b"word/media/i1.jpeg") + 40
    text = convert(data[:at] + b"\0\0\0\0" + data[at + 4 :])  # neither can be unpacked nor has its checksum
    assert text.lost == (LeftOut("gone", after="Isi."),)


def test_a_style_or_list_nobody_wrote_down_spoils_nothing() -> None:
    text = convert(docx(p("Judul"), p("Satu", style="TidakAda"), p("Dua", num=(77, 3)), p("Tiga", num=(1, 8))))
    assert text.pieces == ("<h2>Judul</h2>\n<p>Satu</p>\n<p>Dua</p>\n<p>Tiga</p>",)


def test_every_reason_to_leave_out_has_words() -> None:
    for words in (indonesian._LEFT_OUT, english._LEFT_OUT):
        assert set(get_args(LeftOutCode)) <= set(words)
