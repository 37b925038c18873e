"""The hash an approval belongs to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.compose import Piece
from bot.content.fingerprint import content_hash
from tests.content.support import entity_lists, texts

BOLD = {"type": "bold", "offset": 0, "length": 3}
LINK = {"type": "text_link", "offset": 0, "length": 3, "url": "https://a.example"}
TEXT = Piece("text", text="Isi berita", entities=(BOLD, LINK))
PHOTO = Piece("photo", sha256="a" * 64, filename="f.jpg", mime="image/jpeg", alt="x", caption="y", size=9)
PAPER = Piece("document", sha256="b" * 64, filename="s.pdf", mime="application/pdf", size=9)
PIECES = (TEXT, PHOTO, PAPER)
HASH = content_hash("Judul", "berita", PIECES)


def with_piece(at: int, **changes: object) -> tuple[Piece, ...]:
    return tuple(
        replace(piece, **changes) if index == at else piece  # type: ignore[arg-type]
        for index, piece in enumerate(PIECES)
    )


def test_the_hash_is_the_same_in_every_release() -> None:
    assert content_hash("Judul", "berita", [Piece("text", text="Isi")]) == (
        "ff741c44ea0a9779ac58985868d55a5776cc4d55afdce83e0945c9ddd93319ad"
    )


@pytest.mark.parametrize(
    "pieces",
    [
        with_piece(0, entities=(LINK, BOLD)),
        with_piece(0, entities=(BOLD, LINK, {"type": "hashtag", "offset": 0, "length": 3})),
        with_piece(0, entities=(BOLD, BOLD, {**LINK, "custom_emoji_id": "5"})),
        with_piece(1, filename="lain.jpg", size=10),
        with_piece(2, mime="application/octet-stream"),
    ],
)
def test_what_no_reader_sees_does_not_end_an_approval(pieces: tuple[Piece, ...]) -> None:
    assert content_hash(" Judul\n", "berita ", pieces) == HASH


@pytest.mark.parametrize(
    ("title", "section", "pieces"),
    [
        ("judul", "berita", PIECES),
        ("Judul", "pengumuman", PIECES),
        ("Judul", "berita", with_piece(0, text="Isi berita.")),
        ("Judul", "berita", with_piece(0, text="Isi\nberita")),
        ("Judul", "berita", with_piece(0, entities=(BOLD,))),
        ("Judul", "berita", with_piece(0, entities=(BOLD, {**LINK, "url": "https://b.example"}))),
        ("Judul", "berita", with_piece(0, entities=({**BOLD, "length": 4}, LINK))),
        ("Judul", "berita", with_piece(0, entities=({**BOLD, "type": "italic"}, LINK))),
        ("Judul", "berita", with_piece(1, sha256="c" * 64)),
        ("Judul", "berita", with_piece(1, alt="z")),
        ("Judul", "berita", with_piece(1, caption="z")),
        ("Judul", "berita", with_piece(2, filename="t.pdf")),
        ("Judul", "berita", with_piece(2, caption="z")),
        ("Judul", "berita", (PHOTO, TEXT, PAPER)),
        ("Judul", "berita", PIECES[:2]),
        ("Judul", "berita", (*PIECES, PHOTO)),
    ],
)
def test_any_real_edit_ends_it(title: str, section: str, pieces: tuple[Piece, ...]) -> None:
    assert content_hash(title, section, pieces) != HASH


@given(texts, texts, entity_lists())
def test_any_text_can_be_hashed_and_tells_two_texts_apart(
    one: str, other: str, entities: list[dict[str, object]]
) -> None:
    first = content_hash("", "", [Piece("text", text=one, entities=tuple(entities))])
    second = content_hash("", "", [Piece("text", text=other, entities=tuple(entities))])
    assert (first == second) == (one == other)


@given(st.lists(st.text('ab|,[]"', max_size=4), min_size=2, max_size=2))
def test_fields_do_not_run_into_each_other(fields: list[str]) -> None:
    alt, caption = fields
    there = content_hash("", "", [replace(PHOTO, alt=alt, caption=caption)])
    back = content_hash("", "", [replace(PHOTO, alt=caption, caption=alt)])
    assert (there == back) == (alt == caption)
