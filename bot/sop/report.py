"""The completion report (laporan kegiatan, SOP step 4) as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.sop.flow import State, Step
from bot.sop.model import Disposition


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step taken: who, how long it took in working time, against which standard, and why it was late."""

    step: Step
    who: str | None
    spent: timedelta
    standard: timedelta | None
    late: bool
    outcome: str | None
    finished_at: datetime | None
    reason: str = ""  # why it was late, where somebody said so
    reason_by: str = ""  # who said so, where that is not who was late
    for_whom: str = ""  # whom `who` stood in for


class Way(StrEnum):
    """A way round the usual one, which the record keeps and the report lists."""

    PROXY = "proxy"  # handed in for a unit by somebody who is not of it
    TAKEOVER = "takeover"  # a superior took the step
    SUBSTITUTE = "substitute"  # somebody stood in for who was away
    BY_ITSELF = "by_itself"  # its time had come, and nobody had done it
    UNVERIFIED = "unverified"  # the Kabag let it through without its official; `for_whom` is the reason
    SMALL_EDIT = "small_edit"  # the Kasubbag changed words of what was handed in


@dataclass(frozen=True, slots=True)
class Bypass:
    """One thing that was done on another way than the usual one; `step` is what was waited for then."""

    way: Way
    ref: str
    step: Step | None
    who: str | None
    for_whom: str  # a unit's name, or a person's; "" where it was for nobody else
    at: datetime


@dataclass(frozen=True, slots=True)
class Snooze:
    """A reminder that was put off: by whom, why, until when."""

    ref: str
    who: str | None
    reason: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """One time the website did not take a page, or did not show it; `code` names why."""

    ref: str
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """One article of the report."""

    ref: str
    title: str
    unit: str
    state: State
    url: str | None
    proven_at: datetime | None
    steps: tuple[StepLine, ...]
    returns: tuple[tuple[str, str], ...]  # (by whom, reason)
    problem: str = ""  # what the last look at its page found wrong, as a code; "" when it was well
    looked_at: datetime | None = None  # when that look was
    small: int = 0  # differences that are no failure, at that look
    by_eye: tuple[str, ...] = ()  # who confirmed it with their own eyes, where no look proved it


@dataclass(frozen=True, slots=True)
class Report:
    """What the Kabag reads: what was asked, what was published, how long each step took."""

    disposition: Disposition
    steps: tuple[StepLine, ...]
    articles: tuple[ArticleLine, ...]
    note: str
    posted_by: str | None
    posted_at: datetime | None
    answers: tuple[tuple[str, str], ...] = ()  # (what the Kabag asked back, the answer)
    owing: tuple[str, ...] = ()  # units that were asked for material and gave none
    snoozes: tuple[Snooze, ...] = ()
    bypasses: tuple[Bypass, ...] = ()
    failures: tuple[Failure, ...] = ()
    handler: str = ""  # the Kasubbag who accepted it

    @property
    def published(self) -> int:
        """Count what is live."""
        return sum(1 for line in self.articles if line.state is State.A_PUBLISHED)

    @property
    def on_time(self) -> tuple[int, int]:
        """Count (steps of the SOP done in time, steps of the SOP done)."""
        timed = [s for _, s in self._lines() if s.standard is not None and s.finished_at is not None]
        return sum(1 for s in timed if not s.late), len(timed)

    @property
    def late(self) -> list[tuple[str, StepLine]]:
        """List what was late, each with what it belongs to: "" for the disposisi itself, else the article's number."""
        return [(ref, line) for ref, line in self._lines() if line.late]

    @property
    def returned(self) -> int:
        """Count the returns."""
        return sum(len(line.returns) for line in self.articles)

    @property
    def outside(self) -> list[tuple[Step, timedelta]]:
        """Sum up the working time the articles waited at others than the Subag, who answers for its own steps only."""
        waited = [(line.step, line.spent) for article in self.articles for line in article.steps]
        sums = {step: sum((spent for of, spent in waited if of is step), timedelta()) for step in OTHERS}
        return [(step, spent) for step, spent in sums.items() if spent]

    def _lines(self) -> list[tuple[str, StepLine]]:
        own = [("", line) for line in self.steps]
        return own + [(article.ref, line) for article in self.articles for line in article.steps]


#: What is done by the units, their officials and the PPID.
OTHERS = (Step.VERIFY, Step.REVISE, Step.HOLD)
