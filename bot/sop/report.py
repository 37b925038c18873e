"""The completion report (laporan kegiatan, SOP step 4) as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sop.flow import State, Step
from bot.sop.model import Disposition


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step taken: who, how long it took in working time, against which standard."""

    step: Step
    who: str | None
    spent: timedelta
    standard: timedelta | None
    late: bool
    outcome: str | None
    finished_at: datetime | None


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


@dataclass(frozen=True, slots=True)
class Report:
    """What the Kabag reads: what was asked, what was published, how long each step took."""

    order: Disposition
    steps: tuple[StepLine, ...]
    articles: tuple[ArticleLine, ...]
    note: str
    posted_by: str | None
    posted_at: datetime | None
    answers: tuple[tuple[str, str], ...] = ()  # (what the Kabag asked back, the answer)
    owing: tuple[str, ...] = ()  # units that were asked for material and gave none
    shown: int | None = None  # how many articles, and the rest in short, where not all has room; None: everything

    @property
    def left_out(self) -> int:
        """Count the articles that are not shown."""
        return 0 if self.shown is None else max(0, len(self.articles) - self.shown)

    @property
    def published(self) -> int:
        """Count what is live."""
        return sum(1 for line in self.articles if line.state is State.A_PUBLISHED)

    @property
    def on_time(self) -> tuple[int, int]:
        """Count (steps of the SOP done in time, steps of the SOP done)."""
        lines = [*self.steps, *(s for a in self.articles for s in a.steps)]
        timed = [s for s in lines if s.standard is not None and s.finished_at is not None]
        return sum(1 for s in timed if not s.late), len(timed)
