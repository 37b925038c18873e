"""What changed between two versions of a page: title, section, text, photos; and how much of it there is to judge."""

from __future__ import annotations

from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.compose import MediumRef, Role
from bot.content.diff import Version, compare


def photo(sha: str, alt: str = "Warga antre", caption: str = "", role: Role = "photo") -> MediumRef:
    return MediumRef(sha * 64, role, f"{sha}.jpg", "image/jpeg", alt, caption)


def page(
    *paragraphs: str, title: str = "Vaksinasi", section: str = "berita", media: tuple[MediumRef, ...] = ()
) -> Version:
    return Version(title, section, paragraphs, media)


OLD = page("Vaksinasi dimulai Senin pukul 08.00.", "Bawa KTP.", "Gratis untuk semua warga kabupaten ini.")


def test_the_same_page_differs_in_nothing() -> None:
    found = compare(OLD, OLD)
    assert (found.none, found.changed, found.words) == (True, 0, ())


def test_a_word_changed_in_one_paragraph_is_told_with_the_words_around_it() -> None:
    new = page("Vaksinasi dimulai Selasa pukul 08.00.", *OLD.paragraphs[1:])
    found = compare(OLD, new, context=2)
    assert [(c.kind, c.text) for c in found.words] == [
        ("same", "Vaksinasi dimulai "),
        ("removed", "Senin "),
        ("added", "Selasa "),
        ("same", "pukul 08.00. … "),
    ]
    assert (found.changed, found.little, found.rewritten) == (1, True, False)


def test_a_change_soon_after_the_beginning_keeps_all_words_before_it() -> None:
    found = compare(page("satu dua tiga empat", "lima"), page("satu dua tiga enam", "lima"), context=8)
    assert found.words[0].text == "satu dua tiga "


def test_title_and_section_are_told_apart_from_the_text() -> None:
    found = compare(OLD, page(*OLD.paragraphs, title="Vaksinasi massal", section="agenda"))
    assert (found.title, found.section, found.words) == (("Vaksinasi", "Vaksinasi massal"), ("berita", "agenda"), ())
    assert found.changed == 1


def test_paragraphs_that_changed_places_are_shown_as_such() -> None:
    found = compare(OLD, page(*reversed(OLD.paragraphs)))
    assert found.words
    assert "".join(c.text for c in found.words if c.kind == "added").count("Bawa KTP.") <= 1


def test_photos_added_removed_described_and_moved_are_told_in_words() -> None:
    a, b, c = photo("a"), photo("b"), photo("c")
    told = compare(page("x", media=(a, b)), page("x", media=(b, c))).media
    assert [(each.kind, each.number, each.name) for each in told] == [
        ("removed", 1, "Warga antre"),
        ("added", 2, "Warga antre"),
    ]
    told = compare(page("x", media=(a, b)), page("x", media=(b, a))).media
    assert [each.kind for each in told] == ["cover"]
    told = compare(page("x", media=(a, b, c)), page("x", media=(a, c, b))).media
    assert [each.kind for each in told] == ["order"]
    told = compare(page("x", media=(a,)), page("x", media=(photo("a", "Antrean", "Di aula"),))).media
    assert [(each.kind, each.old, each.new) for each in told] == [
        ("described", "Warga antre", "Antrean"),
        ("captioned", "", "Di aula"),
    ]


def test_files_are_counted_apart_from_photos() -> None:
    told = compare(
        page("x", media=(photo("a"),)), page("x", media=(photo("a"), photo("d", "", "Data", "document")))
    ).media
    assert [(each.kind, each.photo, each.number, each.name) for each in told] == [("added", False, 1, "Data")]


def test_a_new_photo_is_never_little_and_a_removed_one_is() -> None:
    assert not compare(page("x"), page("x", media=(photo("a"),))).little
    assert compare(page("x", media=(photo("a"),)), page("x")).little


@pytest.mark.parametrize(("words", "little", "rewritten"), [(40, True, False), (41, False, False), (150, False, True)])
def test_how_much_changed_says_how_it_is_read(words: int, little: bool, rewritten: bool) -> None:
    before = [f"kata{n}" for n in range(200)]
    after = [f"baru{n}" if n < words else word for n, word in enumerate(before)]
    found = compare(page(" ".join(before)), page(" ".join(after)))
    assert (found.changed, found.little, found.rewritten) == (words, little, rewritten)


def test_a_short_page_that_says_something_else_is_read_whole() -> None:
    assert not compare(
        page("Rapat hari Senin di aula pendopo pagi"), page("Konser malam minggu di alun-alun kota lama")
    ).little


@pytest.mark.parametrize("vocabulary", [2, 50, 5000])
def test_it_stays_fast_with_long_texts_of_any_kind(vocabulary: int) -> None:
    """It runs inside a transaction of the desk: a hostile text must not hold everybody up."""
    dice = Random(7)
    old, new = ([" ".join(str(dice.randrange(vocabulary)) for _ in range(20_000))] for _ in range(2))
    started = perf_counter()
    assert compare(page(*old), page(*new)).changed
    assert perf_counter() - started < 3


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("ab \n", max_size=12), max_size=6), st.lists(st.text("ab \n", max_size=12), max_size=6))
def test_what_stayed_and_came_is_the_new_page_whatever_changed(old: list[str], new: list[str]) -> None:
    found = compare(page(*old), page(*new), context=10_000)
    if found.words:
        said = "".join(c.text for c in found.words if c.kind != "removed")
        assert said.split() == " ".join(new).split()
    else:
        assert " ".join(old).split() == " ".join(new).split()
