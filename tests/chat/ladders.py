"""The ladders of reminders, written out by hand: every state with a clock, its rungs, and who hears of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from bot.sop.flow import Action, Kind, State
from bot.sop.model import Disposition
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import DAY, now_is


def questioned(tx: Tx) -> Disposition:
    """A report that the Kabag sent back with a question: it waits for its answer, and is not posted by itself."""
    order = scenes.order(tx, State.D_WAITING_KABAG)
    scenes.move(tx, "Bambang", Kind.DISPOSITION, order.id, Action.ASK_BACK, reason="Mengapa terlambat?")
    return cast("Disposition", now_is(tx, order))


@dataclass(frozen=True)
class Case:
    """A state with a clock: its standard in working minutes, who is waited for, and who stands above."""

    state: State
    standard: int
    waited: str
    above: str | None
    taken_over: bool = False  # by the one above, when it is late enough


CASES = (
    Case(State.D_DRAFT, 5, "Bambang", None),
    Case(State.D_WAITING_KASUBBAG, 5, "Siti", "Bambang", taken_over=True),
    Case(State.D_COLLECTING, 900, "Siti", "Bambang", taken_over=True),
    Case(State.D_REPORTING, 5, "Siti", "Bambang", taken_over=True),
    Case(State.D_WAITING_KABAG, 450, "Bambang", None),
    Case(State.A_WAITING_VERIFIER, 60, "Hasan", "Siti"),
    Case(State.A_HELD, 450, "Lukman", "Bambang"),
    Case(State.A_WAITING_KASUBBAG, 5, "Siti", "Bambang", taken_over=True),
    Case(State.A_WAITING_STAF, 60, "Rudi", "Siti", taken_over=True),
    Case(State.A_UNPROVEN, 60, "Rudi", "Siti", taken_over=True),
    Case(State.A_SIGHTED, 60, "Siti", "Bambang", taken_over=True),
    Case(State.A_RETURNED, 450, "Rina", "Siti"),
    Case(State.A_CORRECTING, 450, "Rina", "Siti"),
)


def climb(standard: int, rungs: int) -> list[tuple[int, int | None]]:
    """Write out the first rungs: working minutes after the start, and after falling due (None: before it)."""
    length = "short" if standard <= 15 else "middle" if standard <= 240 else "long"
    delays = {"short": [0, 10, 30], "middle": [0, 30, 60], "long": [0, 225]}[length]
    first: list[tuple[int, int | None]] = [] if standard <= 15 else [(standard * 4 // 5, None)]
    while len(first) + len(delays) < rungs:
        delays.append(delays[-1] + DAY)
    return first + [(standard + delay, delay) for delay in delays]


def heard(case: Case, delay: int | None) -> list[tuple[str, str]]:
    """Write out who hears of a rung, and under which head."""
    if delay is None:
        return [(case.waited, "soon")]
    copied, kabag, takeover = {5: (30, None, 450), 60: (60, 450, 450)}.get(case.standard, (450, 900, 900))
    calls = [(case.waited, "remind")]
    if case.above is not None and delay >= copied:
        calls.append((case.above, "takeover" if case.taken_over and delay >= takeover else "copy"))
    if kabag is not None and delay >= kabag and "Bambang" not in {case.above, case.waited}:
        calls.append(("Bambang", "copy"))
    return sorted(calls)
