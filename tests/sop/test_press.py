"""What buttons carry: everything packed is read back; everything else is refused."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop.flow import Action, Kind
from bot.sop.press import LIMIT, LONGEST_NUMBER, BadPressError, Press, number

LARGEST = 36**LONGEST_NUMBER - 1
OURS = re.compile(r"1:[^:]+:[-da][0-9a-z]{1,12}:[0-9a-z]{1,12}:.*", re.DOTALL)

# Characters by their numbers: Hypothesis' own alphabet costs seconds to build on a fresh machine.
characters = st.one_of(st.sampled_from(":-da01z²٣\n\x00😀\ud800"), st.integers(0, 0xD7FF).map(chr))
numbers = st.one_of(st.integers(0, 200), st.integers(0, LARGEST))
verbs = st.one_of(st.sampled_from([action.value for action in Action]), st.text("abcxyz_", min_size=1, max_size=8))
arguments = st.text(st.sampled_from("abc.:019é"), max_size=10)
presses = st.builds(Press, verbs, st.sampled_from([None, *Kind]), numbers, numbers, arguments)


@given(presses)
def test_what_is_packed_is_read_back(press: Press) -> None:
    assert Press.unpack(press.pack()) == press


@given(presses)
def test_it_fits_a_button(press: Press) -> None:
    assert 1 <= len(press.pack().encode()) <= LIMIT


def test_it_can_be_recognised_in_a_log() -> None:
    assert Press("apr", Kind.ARTICLE, 7, 36, "berkala").pack() == "1:apr:a7:10:berkala"
    assert Press("lng", arg="en").pack() == "1:lng:-0:0:en"


@given(st.text(characters, max_size=70))
def test_it_refuses_whatever_no_button_of_ours_carries(data: str) -> None:
    if OURS.fullmatch(data):
        assert isinstance(Press.unpack(data), Press)
        return
    with pytest.raises(BadPressError):
        Press.unpack(data)


@given(presses, st.integers(0, 70), characters)
def test_it_reads_a_damaged_button_as_ours_or_not_at_all(press: Press, place: int, character: str) -> None:
    data = press.pack()
    damaged = data[:place] + character + data[place + 1 :]
    if OURS.fullmatch(damaged):
        Press.unpack(damaged)
        return
    with pytest.raises(BadPressError):
        Press.unpack(damaged)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "1",
        "1:apr",
        "1:apr:a7:0",
        "2:apr:a7:0:",
        "1::a7:0:",
        "1:apr::0:",
        "1:apr:a:0:",
        "1:apr:x7:0:",
        "1:apr:7:0:",
        "1:apr:a7::",
        "1:apr:a-7:0:",
        "1:apr:a+7:0:",
        "1:apr:a 7:0:",
        "1:apr:a7_0:0:",
        "1:apr:aA:0:",
        "1:apr:a7:²:",
        "1:apr:a7:٣:",
        f"1:apr:a{'1' * (LONGEST_NUMBER + 1)}:0:",
    ],
)
def test_it_refuses(data: str) -> None:
    with pytest.raises(BadPressError):
        Press.unpack(data)


def test_a_colon_is_part_of_the_argument() -> None:
    assert Press.unpack("1:opn:a7:0:x:y").arg == "x:y"


@pytest.mark.parametrize("verb", ["", ":", "a:b"])
def test_it_packs_no_verb_that_could_not_be_read_back(verb: str) -> None:
    with pytest.raises(ValueError, match="verb"):
        Press(verb).pack()


def test_it_packs_nothing_over_64_bytes() -> None:
    room = LIMIT - len(Press("opn", Kind.ARTICLE, 1, 1).pack())
    assert len(Press("opn", Kind.ARTICLE, 1, 1, "x" * room).pack()) == LIMIT
    with pytest.raises(ValueError, match="64 bytes"):
        Press("opn", Kind.ARTICLE, 1, 1, "x" * (room + 1)).pack()
    with pytest.raises(ValueError, match="64 bytes"):
        Press("opn", Kind.ARTICLE, 1, 1, "é" * (room // 2 + 1)).pack()


@pytest.mark.parametrize("press", [Press("opn", Kind.ARTICLE, -1), Press("opn", Kind.ARTICLE, 1, -1)])
def test_it_packs_no_negative_number(press: Press) -> None:
    with pytest.raises(ValueError, match="number"):
        press.pack()


@pytest.mark.parametrize("press", [Press("opn", Kind.ARTICLE, LARGEST + 1), Press("opn", None, 0, LARGEST + 1)])
def test_it_packs_no_number_that_could_not_be_read_back(press: Press) -> None:
    with pytest.raises(ValueError, match="number"):
        press.pack()


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("007", 7), ("9" * LONGEST_NUMBER, 10**LONGEST_NUMBER - 1), ("9" * 13, None), ("", None)]
    + [(text, None) for text in ("-1", "+1", " 1", "1.0", "²", "٣", "a", "1_0", "0x1")],
)
def test_a_number_in_an_argument_is_digits_and_nothing_else(text: str, value: int | None) -> None:
    assert number(text) == value
