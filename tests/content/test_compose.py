"""An article's pieces become one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.compose import MediumRef, Piece, compose, file_size, split_title
from bot.content.entities import web_html
from bot.content.plain import normalise, paragraphs
from bot.content.sanitise import clean_fragment
from bot.content.spans import tidy
from tests.content.support import bare, characters, entity, entity_lists, read_strictly, texts

A, B, C, D = ("a" * 64, "b" * 64, "c" * 64, "d" * 64)
VOID = frozenset({"br", "img"})


def text(words: str, *entities: Mapping[str, Any]) -> Piece:
    return Piece("text", text=words, entities=entities)


def photo(sha256: str, caption: str = "", alt: str = "") -> Piece:
    return Piece("photo", sha256=sha256, mime="image/jpeg", filename="f.jpg", caption=caption, alt=alt)


def document(sha256: str, filename: str = "Edaran.pdf", caption: str = "", size: int = 1258291) -> Piece:
    return Piece("document", sha256=sha256, filename=filename, mime="application/pdf", caption=caption, size=size)


def figure(sha256: str, alt: str, caption: str = "") -> str:
    below = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure><img src="media:{sha256}" alt="{alt}" loading="lazy">{below}</figure>'


def test_a_whole_article() -> None:
    page = compose(
        "Bupati meresmikan pasar",
        [
            photo(A, alt="Bupati menggunting pita"),
            text("Bupati meresmikan pasar\n\nPasar dibuka.\n\n- Pagi\n- Sore"),
            photo(B, caption="Suasana <pasar>"),
            photo(C),
            document(D),
            text("Selesai."),
        ],
    )
    rel = ' rel="noopener noreferrer"'
    gallery = figure(B, "Suasana &lt;pasar&gt;", "Suasana &lt;pasar&gt;") + figure(C, "Bupati meresmikan pasar")
    assert page.html == (
        "<p>Pasar dibuka.</p>\n<ul><li>Pagi</li><li>Sore</li></ul>\n"
        f'<div class="gallery">{gallery}</div>\n<p>Selesai.</p>\n'
        f'<p class="attachment"><a href="media:{D}"{rel}>Edaran.pdf (PDF, 1,2 MB)</a></p>'
    )
    assert page.summary == "Pasar dibuka. Pagi Sore Selesai."
    assert page.plain == "Pasar dibuka.\n\nPagi\n\nSore\n\nSelesai."
    assert page.cover == A
    assert page.fingerprint == ("Pasar dibuka.", "Pagi", "Sore", "Suasana <pasar>", "Selesai.")
    assert page.media == (
        MediumRef(A, "cover", "f.jpg", "image/jpeg", "Bupati menggunting pita", ""),
        MediumRef(B, "photo", "f.jpg", "image/jpeg", "", "Suasana <pasar>"),
        MediumRef(C, "photo", "f.jpg", "image/jpeg", "", ""),
        MediumRef(D, "document", "Edaran.pdf", "application/pdf", "", ""),
    )


def test_a_photo_after_the_text_is_the_cover_and_stays_in_its_place() -> None:
    page = compose("Judul", [text("Isi."), photo(A)])
    assert (page.cover, page.html) == (A, f"<p>Isi.</p>\n{figure(A, 'Judul')}")


def test_a_document_before_the_photo_does_not_bring_the_cover_into_the_body() -> None:
    page = compose("Judul", [document(D), photo(A), photo(B), text("Isi.")])
    assert page.html.startswith(f"{figure(B, 'Judul')}\n<p>Isi.</p>\n")
    assert A not in page.html


def test_an_article_without_photo_has_no_cover() -> None:
    page = compose("Judul", [text("Isi.")])
    assert (page.cover, page.media) == (None, ())


def test_only_the_first_texts_first_line_is_dropped_and_only_if_it_is_the_title() -> None:
    page = compose("Pasar  dibuka", [text("\nPasar dibuka\nIsi."), text("Pasar dibuka")])
    assert page.html == "<p>Isi.</p>\n<p>Pasar dibuka</p>"
    assert compose("Pasar", [text("Pasar dibuka\nIsi.")]).html == "<p>Pasar dibuka<br>Isi.</p>"


def test_the_same_file_sent_twice_is_stored_once() -> None:
    page = compose("Judul", [text("Isi."), photo(A, alt="satu"), photo(A, alt="dua")])
    assert page.media == (MediumRef(A, "cover", "f.jpg", "image/jpeg", "satu", ""),)


def test_empty_pieces_leave_no_trace() -> None:
    page = compose("Judul", [text(" \n"), photo(""), document("")])
    assert (page.html, page.media, page.cover, page.fingerprint) == ("", (), None, ())


def test_a_file_that_is_not_ours_is_not_linked() -> None:
    hostile = 'x" onerror="alert(1)'
    page = compose("Judul", [text("Isi."), photo(hostile), document("https://evil.example")])
    assert "evil" not in page.html
    assert "onerror" not in page.html


@pytest.mark.parametrize(
    ("piece", "label"),
    [
        (document(D, caption="Surat Edaran <1>"), "Surat Edaran &lt;1&gt; (PDF, 1,2 MB)"),
        (document(D, filename="data.XLSX", size=0), "data.XLSX (XLSX)"),
        (document(D, filename="", size=0), "Lampiran"),
        (document(D, filename="x.\ud83d", size=0), "x.\ufffd"),
        (document(D, filename="tanpa-akhiran", size=900), "tanpa-akhiran (1 KB)"),
    ],
)
def test_an_attachment_says_what_it_is(piece: Piece, label: str) -> None:
    assert f">{label}</a>" in compose("Judul", [piece]).html


@pytest.mark.parametrize(
    ("size", "indonesian", "english"),
    [
        (1, "1 KB", "1 KB"),
        (348_160, "340 KB", "340 KB"),
        (1_258_291, "1,2 MB", "1.2 MB"),
        (20 << 20, "20,0 MB", "20.0 MB"),
    ],
)
def test_sizes_are_written_for_people(size: int, indonesian: str, english: str) -> None:
    assert (file_size(size), file_size(size, "en")) == (indonesian, english)


def test_the_summary_ends_at_a_word() -> None:
    page = compose("Judul", [text("kata " * 60)])
    assert page.summary == "kata " * 30 + "kata kata…"
    assert len(page.summary) <= 160


def test_a_summary_of_one_endless_word_is_cut_anyway() -> None:
    assert compose("Judul", [text("a" * 500)]).summary == "a" * 159 + "…"


def test_the_title_is_the_first_line_with_words() -> None:
    words = " \n 😀  Judul \n\nIsi tebal"
    entities = [entity("bold", words, "Judul"), entity("bold", words, "tebal")]
    assert split_title(words, entities) == (
        "😀 Judul",
        "Isi tebal",
        ({"type": "bold", "offset": 4, "length": 5},),
    )


def test_an_entity_over_title_and_text_is_cut_to_the_text() -> None:
    entities = [{"type": "text_link", "offset": 0, "length": 9, "url": "https://a.example"}]
    _, rest, moved = split_title("Judul\nIsi", entities)
    assert (rest, moved) == (
        "Isi",
        ({"type": "text_link", "offset": 0, "length": 3, "url": "https://a.example"},),
    )


def test_a_first_line_too_long_for_a_title_stays_in_the_text() -> None:
    words = "kata " * 40 + "\nIsi"
    title, rest, _ = split_title(words, [])
    assert title == "kata " * 28 + "kata kata…"
    assert len(title) <= 150
    assert rest == words
    assert split_title("x" * 150 + "\nIsi", []) == ("x" * 150, "Isi", ())


def test_a_text_of_one_line_is_all_title() -> None:
    assert split_title("Judul", []) == ("Judul", "", ())
    assert split_title(" \n", []) == ("", "", ())


@given(texts, entity_lists())
def test_title_and_rest_hold_all_words_and_the_rest_keeps_its_styles(
    words: str, entities: list[dict[str, Any]]
) -> None:
    title, rest, moved = split_title(words, entities)
    body = tidy(words)
    assert bare(title) + bare(normalise(rest)) == bare(normalise(body))
    styled = [e for e in entities if e.get("type") == "bold" and isinstance(e.get("offset"), int)]
    assert len([e for e in moved if e.get("type") == "bold"]) <= len(styled)
    whole = read_strictly(web_html(rest, moved), frozenset({"br"}))[0]
    assert bare(whole) == bare(read_strictly(web_html(rest, []), frozenset({"br"}))[0])


@given(
    texts,
    st.lists(
        st.one_of(
            st.builds(text, texts),
            st.builds(photo, st.sampled_from([A, B]), st.text(characters, max_size=9)),
            st.builds(document, st.just(D), st.text(characters, max_size=9)),
        ),
        max_size=5,
    ),
)
def test_any_article_is_a_clean_page_that_shows_its_fingerprint(title: str, pieces: list[Piece]) -> None:
    page = compose(title, pieces)
    read_strictly(page.html, VOID)
    assert clean_fragment(page.html) == page.html
    shown = paragraphs(page.html)
    assert shown[: len(page.fingerprint)] == page.fingerprint
    assert {ref.sha256 for ref in page.media} == {p.sha256 for p in pieces if p.sha256}
