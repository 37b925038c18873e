"""What changed, in words."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.content.diff import Change, word_diff

revisions = st.text(st.sampled_from("ab \n"), max_size=40)


def test_a_changed_word_is_removed_and_added() -> None:
    assert word_diff("Pasar dibuka Senin pagi", "Pasar dibuka Selasa pagi") == [
        Change("same", "Pasar dibuka "),
        Change("removed", "Senin "),
        Change("added", "Selasa "),
        Change("same", "pagi"),
    ]


def test_only_added_or_only_removed_words_stand_alone() -> None:
    assert word_diff("satu tiga empat", "satu dua tiga empat") == [
        Change("same", "satu "),
        Change("added", "dua "),
        Change("same", "tiga empat"),
    ]
    assert word_diff("satu", "") == [Change("removed", "satu")]


def test_equal_texts_have_no_changes() -> None:
    assert word_diff("satu  dua", "satu dua ") == []


def test_a_new_paragraph_is_a_change() -> None:
    assert word_diff("satu dua", "satu\n\ndua") == [
        Change("removed", "satu "),
        Change("added", "satu\n\n"),
        Change("same", "dua"),
    ]


def test_long_unchanged_runs_are_collapsed() -> None:
    words = [f"k{i}" for i in range(30)]
    old, new = ["x", *words, "x", *words], ["y", *words, "y", *words]
    assert word_diff(" ".join(old), " ".join(new), context=2) == [
        Change("removed", "x "),
        Change("added", "y "),
        Change("same", "k0 k1 … k28 k29 "),
        Change("removed", "x "),
        Change("added", "y "),
        Change("same", "k0 k1 … "),
    ]


def test_a_single_word_between_two_changes_is_part_of_them() -> None:
    assert word_diff("a b dan c d e f", "x y dan z w e f") == [
        Change("removed", "a b dan c d "),
        Change("added", "x y dan z w "),
        Change("same", "e f"),
    ]


@given(revisions, revisions)
def test_the_changes_lead_from_the_old_text_to_the_new(old: str, new: str) -> None:
    changes = word_diff(old, new, context=None)
    if not changes:
        assert old.split() == new.split()
        return
    kept = "".join(change.text for change in changes if change.kind != "removed")
    gone = "".join(change.text for change in changes if change.kind != "added")
    assert kept.split() == new.split()
    assert gone.split() == old.split()
    assert all(a.kind != b.kind for a, b in pairwise(changes))
    assert "" not in [change.text for change in changes]


def test_two_long_texts_are_compared_quickly() -> None:
    begun = time.perf_counter()
    assert word_diff("a b " * 15_000, "b a c " * 10_000)
    assert word_diff("kata " * 5_000, "kata " * 4_000 + "lain")
    assert time.perf_counter() - begun < 3
