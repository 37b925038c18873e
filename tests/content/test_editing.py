"""Small edits of texts: the paragraph or word that is meant, and all formatting around it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import editing
from bot.content.editing import Place, Swap, is_name, places, put, swap

Mark = dict[str, Any]


def bold(offset: int, length: int, type_: str = "bold") -> Mark:
    return {"type": type_, "offset": offset, "length": length}


def marked(text: str, marks: tuple[Any, ...]) -> list[str]:
    """The words under each mark, counted as Telegram counts."""
    units = text.encode("utf-16-le")
    return [units[2 * m["offset"] : 2 * (m["offset"] + m["length"])].decode("utf-16-le") for m in marks]


# --- paragraphs --------------------------------------------------------------------------------------------


def test_lines_that_are_not_blank_are_paragraphs() -> None:
    assert [p.words for p in places("text", "Judul\n\n  Satu  dua \n\u200b\nTiga")] == ["Judul", "Satu dua", "Tiga"]


def test_blocks_of_html_that_hold_no_other_are_paragraphs() -> None:
    html = (
        "<h2>Kepala</h2><p>Satu <strong>dua</strong></p><ul><li>Butir</li><li>Lain</li></ul>"
        "<table><tr><td>Sel</td></tr></table><blockquote><p>Kutipan</p></blockquote><p></p>"
    )
    assert [p.words for p in places("html", html)] == ["Kepala", "Satu dua", "Butir", "Lain", "Sel", "Kutipan"]


def test_a_new_paragraph_keeps_the_formatting_around_it() -> None:
    text = "Judul 🎉\nSatu dua\nTiga empat"
    marks = (bold(0, 5), bold(9, 4), bold(18, 4, "italic"))
    new, kept = put("text", text, marks, places("text", text)[1], ("  Lima 🎉 enam\n", (bold(2, 4, "code"),)))
    assert new == "Judul 🎉\nLima 🎉 enam\nTiga empat"
    assert [(m["type"], words) for m, words in zip(kept, marked(new, kept), strict=True)] == [
        ("bold", "Judul"),
        ("code", "Lima"),
        ("italic", "Tiga"),
    ]


def test_a_quotation_over_several_lines_grows_with_the_one_that_is_replaced() -> None:
    text = "Satu\nDua\nTiga"
    new, kept = put("text", text, (bold(0, 13, "blockquote"),), places("text", text)[1], ("Dua puluh", ()))
    assert marked(new, kept) == ["Satu\nDua puluh\nTiga"]


def test_a_new_block_of_html_stands_in_the_old_ones_tag_and_nothing_foreign_gets_in() -> None:
    html = '<p>Satu</p><ul><li>Dua <a href="https://x.go.id/">tautan</a></li></ul>'
    new, _ = put("html", html, (), places("html", html)[1], ("Tiga <script>alert(1)</script>\nempat", (bold(0, 4),)))
    assert new.startswith("<p>Satu</p><ul><li><strong>Tiga</strong> &lt;script&gt;alert(1)&lt;/script&gt;")
    assert new.endswith("empat</li></ul>")
    assert "<script" not in new


# --- words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "text", "expected", "count"),
    [
        ("Senin", "Selasa", "Senin, 08.00. (Senin) Seninnya", "Selasa, 08.00. (Selasa) Seninnya", 2),
        ("di", "ke", "di dinas di", "ke dinas ke", 2),
        ("08.00", "10.00", "pukul 08.00, bukan 08x00", "pukul 10.00, bukan 08x00", 1),
        ("a\\1", "b\\1$", "a\\1", "b\\1$", 1),
        ("tidak ada", "ada", "kosong", "kosong", 0),
    ],
)
def test_whole_words_only_are_replaced(old: str, new: str, text: str, expected: str, count: int) -> None:
    assert swap("text", text, (), Swap(old, new)) == ((expected, ()), count)


def test_formatting_goes_over_to_the_words_that_come() -> None:
    (text, marks), _ = swap("text", "🎉 Senin pagi", (bold(3, 5), bold(9, 4)), Swap("Senin", "Kamis sore"))
    assert marked(text, marks) == ["Kamis sore", "pagi"]


def test_only_the_words_of_html_are_replaced_never_its_tags() -> None:
    html = '<p>strong <strong>href</strong> a &amp; b <a href="https://href.go.id/">a</a></p>'
    (text, _), count = swap("html", html, (), Swap("href", "<b>x</b>"))
    assert (count, text) == (1, html.replace(">href<", ">&lt;b&gt;x&lt;/b&gt;<"))
    (text, _), count = swap("html", html, (), Swap("a & b", "c"))
    assert (count, "strong> c <a" in text) == (1, True)


@pytest.mark.parametrize("kind", ["text", "html"])
def test_one_paragraph_is_enough(kind: str) -> None:
    text = "<p>Senin</p><p>Senin</p>" if kind == "html" else "Senin\nSenin"
    (new, _), count = swap(kind, text, (), Swap("Senin", "Rabu"), places(kind, text)[1])
    assert (count, new) == (1, text[: text.rindex("Senin")] + "Rabu" + text[text.rindex("Senin") + 5 :])


letters = st.text("ab 🎉\n", max_size=30)


@settings(max_examples=300, deadline=None)
@given(letters, st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=5), st.integers(0, 5), letters)
def test_marks_never_leave_the_text(text: str, spans: list[tuple[int, int]], which: int, new: str) -> None:
    units = len(text.encode("utf-16-le")) // 2
    marks = [bold(o, min(n, units - o)) for o, n in spans if o < units]
    found = places("text", text)
    if not found or not new.strip():
        return
    after, kept = put("text", text, marks, found[which % len(found)], (new, ()))
    length = len(after.encode("utf-16-le")) // 2
    assert all(m["offset"] >= 0 and m["length"] > 0 and m["offset"] + m["length"] <= length for m in kept)


def test_a_place_is_where_its_words_are() -> None:
    text = "Satu\n Dua "
    assert [text[p.start : p.end].strip() for p in places("text", text)] == ["Satu", "Dua"]
    assert editing.places("text", "") == []
    assert Place(0, 4, "Satu") == places("text", text)[0]


@pytest.mark.parametrize(
    ("kind", "text", "old", "new", "expected", "count"),
    [
        ("text", "Warga hadir. warga senang.", "warga", "penduduk", "Penduduk hadir. penduduk senang.", 2),
        ("text", "Hari ini Pasar Baru ramai di pasar.", "pasar", "toko", "Hari ini Pasar Baru ramai di toko.", 1),
        (
            "text",
            "Pasar ramai.\nPasar sepi? “Pasar tutup.”",
            "pasar",
            "toko",
            "Toko ramai.\nToko sepi? “Toko tutup.”",
            3,
        ),
        ("text", "Salat Jum’at dan Jum'at.", "Jum'at", "Jumat", "Salat Jumat dan Jumat.", 2),
        ("text", "kata\u00a0lama, kata  lama", "kata lama", "kata baru", "kata baru, kata baru", 2),
        ("text", "Kata\u00a0lama", "kata lama", "kata baru", "Kata baru", 1),
        ("text", "Warga dan Warga", "Warga", "warga", "warga dan warga", 2),
        ("text", "Di Dinas", "di", "pada", "Pada Dinas", 1),
        (
            "html",
            "<p>Warga <b>Warga</b>. <i>Warga</i></p>",
            "warga",
            "x&y",
            "<p>X&amp;y <b>Warga</b>. <i>X&amp;y</i></p>",
            2,
        ),
        ("html", "<p>satu</p><p>Satu dua<br>Satu</p>", "satu", "tiga", "<p>tiga</p><p>Tiga dua<br>Tiga</p>", 3),
        ("html", "<p>Jum’at, Jum&#39;at</p>", "Jum'at", "Jumat", "<p>Jumat, Jumat</p>", 2),
    ],
)
def test_a_word_is_found_with_its_sentences_capital_and_any_apostrophe(
    kind: str, text: str, old: str, new: str, expected: str, count: int
) -> None:
    assert swap(kind, text, (), Swap(old, new)) == ((expected, ()), count)


@pytest.mark.parametrize(
    ("kind", "text", "old", "new", "expected", "count"),
    [
        ("text", "RAPAT DIMULAI\nRapat dimulai, rapat selesai.", "rapat", "sidang",
         "SIDANG DIMULAI\nSidang dimulai, sidang selesai.", 3),
        ("text", "Data KB dan kb.", "kb", "keluarga berencana", "Data KB dan keluarga berencana.", 1),
        ("html", "<h2>Jadwal Rapat Warga</h2><p>Ikut rapat di Rapat Raya.</p>", "rapat", "sidang",
         "<h2>Jadwal Sidang Warga</h2><p>Ikut sidang di Rapat Raya.</p>", 2),  # a heading's capital is no name's
    ],
)  # fmt: skip
def test_a_word_is_found_in_whichever_case_its_line_has_it(
    kind: str, text: str, old: str, new: str, expected: str, count: int
) -> None:
    assert swap(kind, text, (), Swap(old, new)) == ((expected, ()), count)


def test_a_word_typed_with_the_capital_of_a_phone_is_found_small() -> None:
    text = "Rapat dimulai. Peserta rapat hadir."
    assert not is_name("text", text, "Rapat")
    assert swap("text", text, (), Swap("Rapat", "Sidang", common=True)) == (
        ("Sidang dimulai. Peserta sidang hadir.", ()), 2
    )  # fmt: skip
    assert is_name("text", "Warga Bukit Asam", "Bukit")
    assert is_name("html", "<p>Warga <b>Bukit</b> Asam</p>", "Bukit")
    assert not is_name("html", "<p>Awal.</p><p>Bukit itu hijau.</p>", "Bukit")
