"""What a visitor reads: hidden parts left out, typography made equal, hostile pages in bounded time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sitewatch.text import normal, visible


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"Kami siap," katanya', "“Kami siap,” katanya"),
        ("Jum'at", "Jum’at"),
        ("09.00-14.00", "09.00–14.00"),
        ("air -- dan jalan", "air – dan jalan"),
        ("air --- dan jalan", "air — dan jalan"),
        ("menunggu...", "menunggu…"),
        ("4x4", "4×4"),
        ("Rp 5 juta", "Rp\u00a05\njuta"),
        ("perlindungan", "per\u00adlin\u00addung\u200ban"),
        ("cafe\u0301", "caf\u00e9"),
    ],
)
def test_two_typings_of_the_same_words_are_equal(typed: str, shown: str) -> None:
    assert normal(typed) == normal(shown)


@pytest.mark.parametrize(("one", "other"), [("1.240", "1240"), ("ya", "yo"), ("5", "5,0")])
def test_other_words_stay_different(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@given(st.text())
def test_normal_text_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize(
    "part",
    [
        "<script>rahasia</script>",
        "<style>rahasia</style>",
        "<template>rahasia</template>",
        "<noscript>rahasia</noscript>",
        "<p hidden>rahasia</p>",
        '<div style="color:red; display : none"><div>x</div>rahasia</div>',
        '<p style="visibility:hidden">rahasia</p>',
        "<!-- rahasia -->",
        '<img alt="rahasia">',
    ],
)
def test_it_does_not_take_for_shown_what_is_not(part: str) -> None:
    assert visible(f"<p>awal</p>{part}<p>akhir</p>").text == "awalakhir"


def test_markup_and_white_space_between_words_make_no_difference() -> None:
    page = "<p>Ban<b>jir</b> surut</p><p>Warga<br>pulang</p><ul><li>satu<li>dua</ul>"
    assert visible(page).text == "banjirsurutwargapulangsatudua"


def test_title_and_headings_are_found_and_only_there() -> None:
    page = visible("<title>A &amp; B</title><h1>Judul <em>besar</em></h1><h2>Anak</h2><h3>Cucu</h3><p>isi")
    assert (page.title, page.headings) == ("a&b", ("judulbesar", "anak"))


def test_a_title_inside_a_drawing_is_not_the_pages_title() -> None:
    assert visible("<title>Judul</title><svg><title>Ikon</title></svg>").title == "judul"


@pytest.mark.parametrize("piece", ["<!--", "<a ", "</a", "<!doctype ", "<![CDATA[", "<?", "<", '<a a="', "<div>", "&#"])
def test_hostile_pages_take_bounded_time(piece: str) -> None:
    """Half a megabyte of things left open: seconds would be minutes at the size cap."""
    began = time.process_time()
    visible(piece * (500_000 // len(piece)))
    assert time.process_time() - began < 5
