"""The words of HTML pieces: for the checklist, for a search, and as they read in chat."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.blocks import chat_of, first_line, without_first_block, words_of
from bot.content.chat import pieces
from bot.content.sanitise import clean_fragment

PAGE = clean_fragment(
    "<h2>Judul &amp; lain</h2><p>Isi <strong>tebal</strong>, <a href='https://contoh.go.id/?a=1&amp;b=2'>situs</a>.<br>Baris</p>"
    "<h3>Bagian</h3><ul><li>satu</li><li>dua<ol start='3'><li>dalam</li></ol></li></ul>"
    "<table><caption>Jadwal</caption><tr><th>Hari</th><th>Jam</th></tr><tr><td>Senin</td><td>08.00</td></tr></table>"
)


@pytest.mark.parametrize(
    ("html", "line"),
    [
        (PAGE, "Judul & lain"),
        ("\n<p> Satu  <em>baris</em> </p>\n<p>dua</p>", "Satu baris"),
        ("<ul><li>a</li></ul><p>b</p>", ""),
        ("", ""),
    ],
)
def test_the_first_line_is_that_of_a_heading_or_paragraph(html: str, line: str) -> None:
    assert first_line(html) == line


def test_a_first_line_that_repeats_the_title_goes_and_no_other() -> None:
    assert without_first_block("<h2>Judul</h2>\n<p>Isi</p>", " Judul ") == "<p>Isi</p>"
    assert without_first_block("<p>Judul</p>", "Judul") == ""
    for title in ("Lain", ""):
        assert without_first_block("<h2>Judul</h2>\n<p>Isi</p>", title) == "<h2>Judul</h2>\n<p>Isi</p>"


def test_plain_words_are_those_of_every_block() -> None:
    assert words_of("html", "<h2>Judul</h2><ul><li>a</li><li>b</li></ul>") == "Judul\na\nb"
    assert words_of("text", "a < b <i>") == "a < b <i>"


def test_a_page_reads_well_in_chat() -> None:
    assert str(chat_of(PAGE)) == (
        '<b>Judul &amp; lain</b>\n\nIsi <b>tebal</b>, <a href="https://contoh.go.id/?a=1&amp;b=2">situs</a>.\nBaris\n\n'
        "<b>Bagian</b>\n\n• satu\n• dua\n   3. dalam\n\n<b>Jadwal</b>\n\n<b>Hari</b> | <b>Jam</b>\nSenin | 08.00"
    )


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "<ul><li>", "<table><tr><td>", "<a href='https://a.id'>", "x & y", "<h3>", "</p>", "</li>"]
        )
    )
)
def test_every_clean_fragment_is_html_telegram_takes(tags: list[str]) -> None:
    html = clean_fragment("".join(tags))
    assert all(len(piece) for piece in pieces(chat_of(html)))
