"""A paper that was issued before papers looked otherwise stays the paper it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.papers import issuing
from bot.papers.document import Letterhead, Paper, Paragraph
from bot.sop.flow import State
from storage.issued import Issued
from tests.papers import samples

PAPER = Paper(language="id", title="LAPORAN", letterhead=Letterhead(lines=()), blocks=(Paragraph("Isi."),))
ORDER = replace(samples.order(), version=9)


def kept(version: int) -> Issued:
    """What was issued of another form: its content is none that is composed now."""
    return Issued(1, "a" * 64, "b" * 64, "c" * 64, "", version, None, samples.NOW)


@pytest.mark.parametrize(
    ("state", "version", "same"),
    [
        (State.D_CLOSED, 9, True),
        (State.D_CLOSED, 8, True),  # printed, and then acknowledged: nothing else happened
        (State.D_CLOSED, 7, False),
        (State.D_WAITING_KABAG, 9, False),
        (State.D_CANCELLED, 9, True),
        (State.D_CANCELLED, 8, False),  # it was not cancelled then, and the sheet says that it is
    ],
)
def test_a_report_of_another_form_is_given_again_once_all_is_over(state: State, version: int, same: bool) -> None:
    assert issuing.again(kept(version), replace(ORDER, state=state), PAPER) is same


def test_who_acknowledges_is_part_of_who_signs() -> None:
    signed = samples.signed(PAPER)
    assert issuing.signer(signed) == "Kasubbag, Siti; Kabag, Bambang"
    assert issuing.content(signed) == issuing.content(PAPER)
