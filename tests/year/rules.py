"""The SOP's own numbers and things for the model of the year, from the written rules: nothing here imports the bot.

Times are milliseconds since 1970 (UTC); people are named by their number.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.year.hours import HOUR, MINUTE, WORKING_DAY

KABAG, KASUBBAG, STAF, PPID, AUTHOR, VERIFIER = "kabag", "kasubbag", "staf", "ppid", "author", "verifier"

#: Mutu baku waktu.
STANDARD = {
    "dispatch": 5 * MINUTE,
    "accept": 5 * MINUTE,
    "receive": 5 * MINUTE,
    "verify": HOUR,
    "hold": WORKING_DAY,
    "revise": WORKING_DAY,
    "update": HOUR,
    "report": 5 * MINUTE,
    "acknowledge": WORKING_DAY,
}
STEPS = (*STANDARD, "collect")
DEFAULT_DEADLINE = 2 * WORKING_DAY

#: State -> whom it waits for, and which clock runs.
WAITS: dict[str, tuple[str, str | None]] = {
    "d.draft": (KABAG, "dispatch"),
    "d.waiting_kasubbag": (KASUBBAG, "accept"),
    "d.collecting": (KASUBBAG, "collect"),
    "d.reporting": (KASUBBAG, "report"),
    "d.waiting_kabag": (KABAG, "acknowledge"),
    "a.draft": (AUTHOR, None),
    "a.waiting_verifier": (VERIFIER, "verify"),
    "a.held": (PPID, "hold"),
    "a.waiting_kasubbag": (KASUBBAG, "receive"),
    "a.waiting_staf": (STAF, "update"),
    "a.returned": (AUTHOR, "revise"),
}
ENDED = {"d.closed", "a.published"}

#: Who is told when somebody does not act.
ABOVE = {AUTHOR: KASUBBAG, VERIFIER: KASUBBAG, STAF: KASUBBAG, KASUBBAG: KABAG, PPID: KABAG}

MANY = 5
A_TICK = 2 * MINUTE
NEVER = 1 << 62


@dataclass(frozen=True)
class Ladder:
    """Shares of the standard before the due time, spans after it, then every so often; copies and takeover."""

    name: str
    before: tuple[int, ...]  # percent
    after: tuple[int, ...]
    every: int
    copies: tuple[tuple[str | None, int], ...]
    takeover: int


SHORT = Ladder("short", (), (0, 10 * MINUTE, 30 * MINUTE), WORKING_DAY, ((None, 30 * MINUTE),), WORKING_DAY)
MIDDLE = Ladder(
    "middle",
    (80,),
    (0, 30 * MINUTE, HOUR),
    WORKING_DAY,
    ((None, HOUR), (KABAG, WORKING_DAY)),
    WORKING_DAY,
)
LONG = Ladder(
    "long",
    (80,),
    (0, WORKING_DAY // 2),
    WORKING_DAY,
    ((None, WORKING_DAY), (KABAG, 2 * WORKING_DAY)),
    2 * WORKING_DAY,
)
URGENT = Ladder(
    "urgent",
    (),
    (0, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    HOUR,
    ((None, 5 * MINUTE), (KABAG, 15 * MINUTE)),
    15 * MINUTE,
)


def ladder_for(standard: int, *, urgent: bool) -> Ladder:
    """Choose by how long a step may take."""
    if urgent:
        return URGENT
    return SHORT if standard <= 15 * MINUTE else MIDDLE if standard <= 4 * HOUR else LONG


@dataclass(eq=False)
class Thing:
    """A disposisi ("d") or a naskah ("a")."""

    kind: str
    id: int
    state: str
    author: int | None = None
    unit: int | None = None
    order: Thing | None = None
    staf: int | None = None
    info: str = ""
    nature: str = "biasa"
    deadline: int | None = None
    intake_closed: bool = False
    need: Thing | None = None
    taps: bool = False
    returns: int = 0
    submitted: int | None = None
    published: int | None = None
    step: Step | None = None
    log: list[tuple[int, str]] = field(default_factory=list)

    @property
    def ref(self) -> str:
        """Name it."""
        return f"{self.kind}{self.id}"


@dataclass(eq=False)
class Step:
    """One wait with its clock."""

    thing: Thing
    name: str
    who: str
    unit: int | None
    started: int
    due: int
    number: int
    rung: int = 0
    remind: int = 0
    finished: int | None = None
    by: int | None = None
    outcome: str = ""
    spent: int = 0
    standard: int = 0
    snoozes: list[tuple[int, int]] = field(default_factory=list)  # (person, until)

    @property
    def late(self) -> bool:
        """Say whether it took longer than it may; what the bot does at its time comes a tick after it."""
        by_itself = self.by is None and self.outcome in {"pst", "cmp"}
        at_its_time = self.finished is not None and self.finished - self.due <= A_TICK
        return self.spent > self.standard and not (by_itself and at_its_time)


@dataclass(frozen=True)
class Reminder:
    """One reminder that must come: when it is decided, of what, how high, and who hears of it."""

    at: int
    ref: str
    step: str
    rung: int
    pinged: tuple[int, ...]
    copied: tuple[int, ...]


@dataclass(frozen=True)
class Absence:
    """Somebody away from the first day to the last, and who stands in."""

    person: int
    substitute: int | None
    begins: int
    ends: int
