"""A photo inside an attachment says no more of its camera than one that is sent by itself."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.content.attached_pictures import bare_picture, keeps_notes, without_notes
from bot.content.inside import Inside
from bot.content.intake import keep
from bot.sop.office import Photos
from storage.files import FileStore
from tests.content.docx import docx, p, photo
from tests.content.support import zip_of
from tests.content.test_images_metadata import (
    CORPUS,
    MARK,
    picture,
    png_exif,
    png_texts,
    saved,
    webp,
    with_comments,
    with_gps,
    with_iptc,
    with_thumbnail,
    with_trailer,
    with_xmp,
)  # fmt: skip

DIRTY = (with_gps, with_thumbnail, with_xmp, with_iptc, with_comments, with_trailer, png_exif, png_texts, webp)
TYPES = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("make", DIRTY, ids=lambda make: make.__name__)
def test_a_picture_loses_its_notes_and_keeps_its_pixels(make: object) -> None:
    assert callable(make)
    dirty = make()
    clean = bare_picture(dirty)
    assert [each for each in (MARK, b"Exif\0\0", b"eXIf", b"EXIF", b"<x:xmpmeta") if each in clean] == []
    with Image.open(io.BytesIO(dirty)) as before, Image.open(io.BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()


def test_how_the_camera_was_held_stays() -> None:
    clean = bare_picture(photo(gps=True))
    with Image.open(io.BytesIO(clean)) as opened:
        assert dict(opened.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("folder", ["xl/media/image1.jpeg", "gambar/a.bin", "docProps/thumbnail.jpeg"])
def test_a_workbook_keeps_all_else_byte_for_byte(folder: str) -> None:
    dirty = zip_of({**TYPES, folder: with_gps(), "xl/media/b.png": png_exif()})
    clean, left = without_notes(dirty)
    assert not left
    after = members(clean)
    assert list(after) == list(members(dirty))
    assert {name: after[name] for name in TYPES} == TYPES
    assert b"Exif\0\0" not in after[folder]
    assert b"eXIf" not in after["xl/media/b.png"]


def test_a_file_within_a_file_is_cleaned_too() -> None:
    inner = zip_of({**TYPES, "xl/media/a.jpeg": with_gps()})
    clean, left = without_notes(docx(p("x"), parts={"word/embeddings/a.xlsx": inner}))
    assert not left
    assert b"Exif\0\0" not in members(members(clean)["word/embeddings/a.xlsx"])["xl/media/a.jpeg"]


def test_a_file_without_notes_is_given_back_as_it_is() -> None:
    data = docx(p("x"), media={"r1": saved(picture(), "JPEG")})
    assert without_notes(data) == (data, False)


@pytest.mark.parametrize(
    "parts",
    [
        {"xl/media/a.tiff": b"II*\0" + bytes(20)},
        {"xl/media/a.jpeg": with_gps(), "_xmlsignatures/sig1.xml": b"<s/>"},
        {"xl/media/a.heic": b"\0\0\0\x18ftypheic" + b"Exif\0\0"},
        {"xl/media/a.jpeg": b"\xff\xd8\xff\xe1\x00\x09Exif\0\0rusak"},
    ],
)
def test_notes_that_cannot_go_are_told(parts: dict[str, bytes]) -> None:
    data = zip_of({**TYPES, **parts})
    assert without_notes(data) == (data, True)


def test_what_is_kept_has_no_notes_and_says_so_of_what_has(tmp_path: Path) -> None:
    files = FileStore(tmp_path)
    kept = keep(files, zip_of({**TYPES, "xl/media/a.jpeg": with_gps()}), "data.xlsx", Photos())
    seen = Inside.from_json(kept.found)
    assert (seen.complete, seen.camera, kept.recoded) == (True, False, False)
    pdf = keep(files, b"%PDF-1.7\n" + with_gps(), "data.pdf", Photos())
    assert Inside.from_json(pdf.found).camera
    assert keeps_notes(with_gps())


@given(st.sampled_from([make() for make in CORPUS]), st.data())
def test_whatever_the_bytes_nothing_breaks(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole[: data.draw(st.integers(0, len(whole)))])
    for at, value in data.draw(st.dictionaries(st.integers(0, len(damaged)), st.integers(0, 255), max_size=8)).items():
        damaged[at : at + 1] = bytes([value])
    without_notes(zip_of({**TYPES, "a": bytes(damaged)}))
