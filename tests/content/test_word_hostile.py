"""Word files made to do harm: each ends in a reason in words, and none in anything else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.content.word import LeftOut, Limits, WordRefused, read_word
from bot.content.word.convert import convert
from bot.content.word.worker import answer
from tests.content.docx import docx, p, photo, picture, table

GOOD = docx(p("Judul"), p("Isi naskah."))
SPACES = b"<w>" + b" " * (25 << 20) + b"</w>"
BILLION = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def reason(data: bytes) -> str:
    with pytest.raises(WordRefused) as refused:
        convert(data, 1600)
    return refused.value.reason


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "word_broken"),
        (b"PK\x03\x04", "word_broken"),
        (GOOD[:-60], "word_broken"),
        (zipped([("word/other.xml", b"<x/>")]), "word_broken"),
        (docx(p("a"), parts={"word/document.xml": b""}), "word_broken"),
        (docx(p("a"), parts={"word/styles.xml": b"<w:styles"}), "word_broken"),
        (docx(p("a"), parts={"word/document.xml": b'<?xml version="1.0" encoding="nonsense"?><x/>'}), "word_broken"),
        (docx(), "word_empty"),
        (docx(p(" "), p()), "word_empty"),
        (docx(p("&c;"), head=BILLION), "word_dtd"),
        (docx(p("&x;"), head='<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "word_dtd"),
        (docx(p("&x;"), head='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">'), "word_dtd"),
        (docx(table([["x"] * 100] * 100)), "word_table"),
        (docx("<w:tbl><w:tr><w:tc>" * 30 + p("x") + "</w:tc></w:tr></w:tbl>" * 30), "word_deep"),
        (docx(*[p("x")] * 41_000), "word_large"),
        (docx(p(picture("i1")), media={"i1": bytes(101 << 20)}), "word_large"),
        (docx(p("a"), parts={"word/styles.xml": SPACES}), "word_large"),
        (docx(*[p(picture("i1"))] * 41, media={"i1": photo()}), "word_images"),
    ],
)
def test_it_says_why(data: bytes, why: str) -> None:
    assert reason(data) == why


def test_it_does_not_believe_the_sizes_a_file_declares() -> None:
    bomb = bytearray(docx(p(picture("i1")), media={"i1": bytes(130 << 20)}))
    at = bomb.rfind(b"PK\x01\x02", 0, bomb.rfind(b"word/media/i1.jpeg"))
    bomb[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    assert answer(bytes(bomb), 1600, 85).refused in {"word_large", "word_empty"}  # a lost picture, and no word


def test_two_parts_of_one_name_are_one_trick_too_many() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        double = zipped([("word/document.xml", b"<a/>"), ("word/document.xml", b"<b/>")])
    assert reason(double) == "word_broken"


def test_a_part_that_nothing_names_is_never_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def watched(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> bytes:
        opened.append(member.filename)
        return archive.read(member)[: limit + 1]

    monkeypatch.setattr("bot.content.word.package._unpacked", watched)
    extra = {"word/vbaData.xml": "<x/>", "mammoth/style-map": "p => script", "word/comments.xml": "<x/>"}
    convert(docx(p("a"), parts=extra))
    assert sorted(opened) == ["_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml"]


def test_a_picture_that_names_nothing_is_lost_and_nothing_else() -> None:
    lacks_relation = answer(docx(p("Isi naskah.", picture("nowhere"))), 1600, 85)
    assert lacks_relation.text is not None
    assert lacks_relation.text.lost == (LeftOut("gone", after="Isi naskah."),)
    assert answer(GOOD, 1600, 85).text is not None


# --- the process ------------------------------------------------------------------------------------


def test_the_process_reads_what_the_reader_reads() -> None:
    illustrated = docx(p("Judul"), p(picture("i1", "Warga antre di puskesmas")), media={"i1": photo()})
    assert read_word(illustrated) == convert(illustrated, 1600)


def test_a_reason_crosses_from_the_process() -> None:
    with pytest.raises(WordRefused) as refused:
        read_word(docx(p("&c;"), head=BILLION))
    assert refused.value.reason == "word_dtd"


@pytest.mark.parametrize("limits", [Limits(seconds=0), Limits(memory=60 << 20)])
def test_a_process_that_needs_too_much_is_ended(limits: Limits) -> None:
    with pytest.raises(WordRefused) as refused:
        read_word(docx(*[p("kata " * 50)] * 25_000), limits=limits)
    assert refused.value.reason == "word_slow"


def test_the_process_is_told_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[dict[str, str]] = []

    def run(*_: object, env: dict[str, str], **__: object) -> None:
        seen.append(env)
        raise OSError("seen enough")

    monkeypatch.setenv("TAYANG_TOKEN", "rahasia")
    monkeypatch.setattr("bot.content.word.reading.subprocess.run", run)
    with pytest.raises(OSError, match="seen enough"):
        read_word(GOOD)
    assert sorted(seen[0]) == ["LANG", "PYTHONPATH"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_a_text_or_a_reason(at: int, noise: bytes) -> None:
    damaged = GOOD[:at] + noise + GOOD[at + len(noise) :]
    result = answer(damaged, 1600, 85)
    assert (result.text is None) != (result.refused is None)
