"""The calls that the tests of the texts are made of: nothing that a text can be asked for is left out."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest

from bot.content.diff import Difference, Retouch
from bot.sop.flow import Action, Step
from bot.sop.report import StepLine
from bot.texts.indonesian import Indonesian, monitoring
from bot.texts.labels import Label
from tests.texts.calls import CALLS, keys
from tests.texts.support import both
from tests.texts.values import values


@pytest.mark.parametrize(
    ("text", "parameter", "known", "others"),
    [
        ("absence_until", "key", {"today", "tomorrow", "week", "next", "typed"}, False),  # a table of the room
        ("missing", "what", {"title", "title_long", "text"}, False),  # a table within the text
        ("proposal_withdrawn", "ending", {"checked", "updated"}, True),  # one with words for any other
        ("moment_choice", "key", {"m0"}, True),  # one that is told from the rest
        ("waiting", "hint", {"no_order", "hand"}, True),  # two tables
        ("share_failed", "problem", {"not_admin", "unsure"}, True),  # another text's
        ("found", "what", {*monitoring._FOUND, "status"}, True),  # a function's beside it
        ("begin", "unit", set(), True),  # anybody's word
    ],
)
def test_the_words_a_text_knows_are_read_from_it(text: str, parameter: str, known: set[str], others: bool) -> None:
    found, takes_others = keys(getattr(Indonesian, text), parameter)
    assert known <= set(found)
    assert bool(known) is bool(found)
    assert takes_others is others


def test_every_member_and_every_word_is_called() -> None:
    indonesian, _ = both()
    assert {call(indonesian, "Xyz") for call in CALLS["button"]} >= {indonesian.button(name) for name in Label}
    assert {call(indonesian, "Xyz") for call in CALLS["step"]} == {indonesian.step(step) for step in Step}
    answers = [str(call(indonesian, "Xyz")) for call in CALLS["done"]]
    assert all(any(text.startswith(indonesian.done(a, "Xyz", [], [])) for text in answers) for a in Action)


def test_values_go_from_the_fullest_to_the_barest() -> None:
    assert [make("x") for make in values(Literal["a", "b"])] == ["a", "b"]
    assert [make("x") for make in values(str)] == ["x", ""]
    assert values(date | None)[-1]("x") is None
    assert values(tuple[str, ...])[0]("x") == ("x", "")
    assert values(list[Step])[-1]("x") == []


def test_things_are_made_of_values_of_their_fields() -> None:
    lines = [make("x") for make in values(StepLine)]
    assert all(isinstance(line, StepLine) for line in lines)
    assert {line.step for line in lines if isinstance(line, StepLine)} == set(Step)
    full = values(Difference)[0]("x")
    assert isinstance(full, Difference)
    assert {retouch.photo for retouch in full.media} == {True, False}
    assert all(isinstance(retouch, Retouch) for retouch in full.media)
