"""The SOP as one table: who may do what, in which state, and whose turn is next.

Guards, buttons, the diagram, reminders and the report are all read from RULES and WAITS; nothing about the
order of the SOP is written anywhere else.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from bot.sop.needs import UNVERIFIED, Need, Reason
from bot.sop.roles import SUPERIOR, Who


class Kind(StrEnum):
    """What a state belongs to."""

    DISPOSITION = "d"
    ARTICLE = "a"


class State(StrEnum):
    """States are named by whom we wait for. The prefix says whose state it is."""

    # disposition
    D_DRAFT = "d.draft"
    D_WAITING_KASUBBAG = "d.waiting_kasubbag"
    D_COLLECTING = "d.collecting"
    D_REPORTING = "d.reporting"
    D_WAITING_KABAG = "d.waiting_kabag"
    D_CLOSED = "d.closed"
    D_CANCELLED = "d.cancelled"
    # article
    A_DRAFT = "a.draft"
    A_WAITING_VERIFIER = "a.waiting_verifier"
    A_HELD = "a.held"
    A_WAITING_KASUBBAG = "a.waiting_kasubbag"
    A_WAITING_STAF = "a.waiting_staf"
    A_SCHEDULED = "a.scheduled"
    A_PUBLISHING = "a.publishing"
    A_UNPROVEN = "a.unproven"  # the website took the page, and a look at it saw something else
    A_SIGHTED = "a.sighted"  # the Staf saw it with their own eyes
    A_PUBLISHED = "a.published"
    A_RETURNED = "a.returned"
    A_CORRECTING = "a.correcting"
    A_REJECTED = "a.rejected"
    A_CANCELLED = "a.cancelled"
    A_WITHDRAWN = "a.withdrawn"

    @property
    def kind(self) -> Kind:
        """Say whether this is a disposition's or an article's state."""
        return Kind(self.value[0])

    @property
    def ended(self) -> bool:
        """Say whether nobody is waited for any more."""
        return self not in WAITS


class Action(StrEnum):
    """What can be done; the values are short because they travel in buttons of 64 bytes."""

    # disposition
    DISPATCH = "dsp"
    ACCEPT = "acc"
    COMPLETE = "cmp"  # the material is complete
    REOPEN = "rop"
    POST = "pst"  # the completion report
    ACKNOWLEDGE = "ack"
    ASK_BACK = "ask"
    # both
    CANCEL = "can"
    # article
    SUBMIT = "sub"
    RECALL = "rcl"
    APPROVE = "apr"
    HOLD = "hld"
    BYPASS = "byp"  # the Kabag lets it through without its official
    RELEASE = "rls"
    REJECT = "rej"
    RETURN = "ret"
    UNVERIFY = "unv"
    EDIT = "edt"  # the Kasubbag's small edit
    DECLINE = "dcl"  # its unit does not want it: the verified text stands
    TAKE_IN = "tak"
    PUBLISH = "pub"
    SCHEDULE = "sch"
    UNSCHEDULE = "uns"
    DETACH = "det"  # its disposisi was cancelled
    START = "sta"  # a scheduled publication's time has come
    PROVE = "prv"  # the page was seen live
    FAIL = "fai"  # the website did not take it
    DOUBT = "dbt"  # the website took it, and the page that is seen is not quite it
    LOOK = "lkg"  # look at the page again
    SIGHT = "sgt"  # the Staf confirms by eye
    CONFIRM = "cnf"  # a second person confirms by eye
    DISPUTE = "dsu"  # the second person does not see it
    CORRECT = "cor"
    ASK_WITHDRAWAL = "awd"  # its official or the Kabag asks the Kasubbag to take the page off
    WITHDRAW = "wdr"
    PULL = "pul"  # its official or the Kabag takes a page off at once, for a grave reason


class Step(StrEnum):
    """What a clock runs for: the SOP's four standards, verification, and the waits between them."""

    DISPATCH = "dispatch"  # SOP step 1
    RECEIVE = "receive"  # SOP step 2
    UPDATE = "update"  # SOP step 3
    REPORT = "report"  # SOP step 4
    VERIFY = "verify"  # SOP step 2, remark
    ACCEPT = "accept"
    COLLECT = "collect"
    HOLD = "hold"
    REVISE = "revise"
    ACKNOWLEDGE = "acknowledge"

    @property
    def number(self) -> int | None:
        """Give the SOP's own number of the step, None for the waits between."""
        return _NUMBERS.get(self)


_NUMBERS = {Step.DISPATCH: 1, Step.RECEIVE: 2, Step.UPDATE: 3, Step.REPORT: 4}


@dataclass(frozen=True, slots=True)
class Wait:
    """Whom a state waits for, and which clock runs meanwhile (None: no clock)."""

    who: Who
    step: Step | None


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the SOP: who may, where it leads, what must hold, who is told besides the next one."""

    who: frozenset[Who]
    to: State
    needs: frozenset[Need] = frozenset()
    tells: frozenset[Who] = frozenset()
    tells_earlier: bool = False  # everyone who acted on it before
    verified_to: State | None = None  # where material goes that needs no verification (any more)
    live_to: State | None = None  # where a correction goes that is given up: its page is live, and stays so


@dataclass(frozen=True, slots=True)
class Move:
    """A move that the SOP allows."""

    to: State
    rule: Rule


@dataclass(frozen=True, slots=True)
class Refusal:
    """A move that the SOP does not allow; `why` can be said in words."""

    why: Need | Reason


WAITS: dict[State, Wait] = {
    State.D_DRAFT: Wait(Who.KABAG, Step.DISPATCH),
    State.D_WAITING_KASUBBAG: Wait(Who.KASUBBAG, Step.ACCEPT),
    State.D_COLLECTING: Wait(Who.KASUBBAG, Step.COLLECT),
    State.D_REPORTING: Wait(Who.KASUBBAG, Step.REPORT),
    State.D_WAITING_KABAG: Wait(Who.KABAG, Step.ACKNOWLEDGE),
    State.A_DRAFT: Wait(Who.AUTHOR, None),
    State.A_WAITING_VERIFIER: Wait(Who.VERIFIER, Step.VERIFY),
    State.A_HELD: Wait(Who.PPID, Step.HOLD),
    State.A_WAITING_KASUBBAG: Wait(Who.KASUBBAG, Step.RECEIVE),
    State.A_WAITING_STAF: Wait(Who.STAF, Step.UPDATE),
    State.A_SCHEDULED: Wait(Who.SYSTEM, None),
    State.A_PUBLISHING: Wait(Who.SYSTEM, Step.UPDATE),
    State.A_UNPROVEN: Wait(Who.STAF, Step.UPDATE),
    State.A_SIGHTED: Wait(Who.KASUBBAG, Step.UPDATE),
    State.A_RETURNED: Wait(Who.AUTHOR, Step.REVISE),
    State.A_CORRECTING: Wait(Who.AUTHOR, Step.REVISE),
}


def _rule(
    who: Who | tuple[Who, ...],
    to: State,
    *needs: Need,
    tells: tuple[Who, ...] = (),
    earlier: bool = False,
    verified: State | None = None,
    live: State | None = None,
) -> Rule:
    people = who if isinstance(who, tuple) else (who,)
    return Rule(frozenset(people), to, frozenset(needs), frozenset(tells), earlier, verified, live)


_SUBMIT = _rule(Who.AUTHOR, State.A_WAITING_VERIFIER, Need.CHECKLIST, verified=State.A_WAITING_KASUBBAG)
_SUBMIT_AGAIN = _rule(
    Who.AUTHOR, State.A_WAITING_VERIFIER, Need.CHECKLIST, verified=State.A_WAITING_KASUBBAG, tells=(Who.KASUBBAG,)
)
_CANCEL_ARTICLE = _rule(Who.AUTHOR, State.A_CANCELLED, earlier=True, live=State.A_PUBLISHED)
_CANCEL_DISPOSITION = _rule(Who.KABAG, State.D_CANCELLED, Need.REASON, tells=(Who.KASUBBAG,), earlier=True)
_UNVERIFY = _rule(Who.VERIFIER, State.A_WAITING_VERIFIER, Need.REASON, tells=(Who.AUTHOR, Who.KASUBBAG))
_EDIT_NEEDS = (Need.CHECKLIST, Need.CHANGED)
_TELLS_LIVE = (Who.AUTHOR, Who.VERIFIER, Who.KASUBBAG, Who.STAF)
_PUBLISH = _rule(Who.STAF, State.A_PUBLISHING, Need.APPROVED, Need.LINK)
_RETURN_STAF = _rule(Who.STAF, State.A_RETURNED, Need.REASON, tells=(Who.KASUBBAG,), earlier=True)
_PROVE = _rule(Who.SYSTEM, State.A_PUBLISHED, tells=_TELLS_LIVE)
_DETACH = _rule(Who.SYSTEM, State.A_WAITING_KASUBBAG, tells=(Who.STAF,))
_UNSURE = {Action.PROVE: _PROVE, Action.UNVERIFY: _UNVERIFY, Action.DETACH: _DETACH}

#: A page that the website took, and that nobody has proven yet.
UNSURE = (State.A_UNPROVEN, State.A_SIGHTED)

#: States in which the website has the page, and those in which it may have one, of a correction that is under way.
ON_SITE = (State.A_PUBLISHED, State.A_CORRECTING, *UNSURE)
MAY_BE_LIVE = (
    State.A_RETURNED, State.A_WAITING_VERIFIER, State.A_HELD, State.A_WAITING_KASUBBAG, State.A_WAITING_STAF,
    State.A_SCHEDULED, State.A_PUBLISHING,
)  # fmt: skip

#: The moves that take a page off the website.
WITHDRAWALS = (Action.WITHDRAW, Action.PULL)


def _brake(state: State, *needs: Need) -> dict[tuple[State, Action], Rule]:
    """Its official and the Kabag ask, the Kasubbag decides; for a grave reason nobody is waited for."""
    asking, told = (Who.VERIFIER, Who.KABAG), (Who.KASUBBAG, Who.STAF, Who.AUTHOR, Who.VERIFIER, Who.KABAG)
    needs = (Need.REASON, *needs)
    return {
        (state, Action.ASK_WITHDRAWAL): _rule(asking, state, *needs, tells=(Who.KASUBBAG, Who.AUTHOR)),
        (state, Action.WITHDRAW): _rule(Who.KASUBBAG, State.A_WITHDRAWN, *needs, tells=(Who.STAF,), earlier=True),
        (state, Action.PULL): _rule(asking, State.A_WITHDRAWN, *needs, Need.GRAVE, tells=told, earlier=True),
    }


RULES: dict[tuple[State, Action], Rule] = {
    # --- step 1: the Kabag's order -----------------------------------------------------------
    (State.D_DRAFT, Action.DISPATCH): _rule(Who.KABAG, State.D_WAITING_KASUBBAG, Need.SUBJECT),
    # the SYSTEM takes a proposal back that is needed no more (a stale section that was updated meanwhile)
    (State.D_DRAFT, Action.CANCEL): _rule((Who.KABAG, Who.SYSTEM), State.D_CANCELLED, tells=(Who.KASUBBAG,)),
    (State.D_WAITING_KASUBBAG, Action.ACCEPT): _rule(Who.KASUBBAG, State.D_COLLECTING, tells=(Who.KABAG,)),
    (State.D_COLLECTING, Action.COMPLETE): _rule(
        (Who.KASUBBAG, Who.SYSTEM), State.D_REPORTING, Need.ALL_LIVE, tells=(Who.STAF,)
    ),
    (State.D_REPORTING, Action.REOPEN): _rule(Who.KASUBBAG, State.D_COLLECTING),
    # --- step 4: the report ------------------------------------------------------------------
    (State.D_REPORTING, Action.POST): _rule(
        (Who.KASUBBAG, Who.STAF, Who.SYSTEM), State.D_WAITING_KABAG, Need.ANSWERED, tells=(Who.KASUBBAG, Who.STAF)
    ),
    (State.D_WAITING_KABAG, Action.ACKNOWLEDGE): _rule(Who.KABAG, State.D_CLOSED, tells=(Who.KASUBBAG, Who.STAF)),
    (State.D_WAITING_KABAG, Action.ASK_BACK): _rule(Who.KABAG, State.D_REPORTING, Need.REASON, tells=(Who.STAF,)),
    (State.D_WAITING_KASUBBAG, Action.CANCEL): _CANCEL_DISPOSITION,
    (State.D_COLLECTING, Action.CANCEL): _CANCEL_DISPOSITION,
    (State.D_REPORTING, Action.CANCEL): _CANCEL_DISPOSITION,
    # --- step 2 and its remark: material, verified by the unit's official ---------------------
    (State.A_DRAFT, Action.SUBMIT): _SUBMIT,
    (State.A_DRAFT, Action.CANCEL): _rule(Who.AUTHOR, State.A_CANCELLED),
    (State.A_RETURNED, Action.SUBMIT): _SUBMIT_AGAIN,
    (State.A_RETURNED, Action.CANCEL): _CANCEL_ARTICLE,
    (State.A_CORRECTING, Action.SUBMIT): _SUBMIT_AGAIN,
    (State.A_WAITING_VERIFIER, Action.RECALL): _rule(Who.AUTHOR, State.A_RETURNED, earlier=True),
    (State.A_WAITING_VERIFIER, Action.CANCEL): _CANCEL_ARTICLE,
    (State.A_WAITING_VERIFIER, Action.APPROVE): _rule(
        Who.VERIFIER, State.A_WAITING_KASUBBAG, Need.NOT_AUTHOR, Need.CLASS, tells=(Who.AUTHOR,)
    ),
    (State.A_WAITING_VERIFIER, Action.RETURN): _rule(
        Who.VERIFIER, State.A_RETURNED, Need.NOT_AUTHOR, Need.REASON, earlier=True
    ),
    (State.A_WAITING_VERIFIER, Action.HOLD): _rule(
        Who.VERIFIER, State.A_HELD, Need.NOT_AUTHOR, tells=(Who.AUTHOR, Who.KASUBBAG)
    ),
    # let through without verification: by the Kabag alone, in person, with a reason, in the open
    (State.A_WAITING_VERIFIER, Action.BYPASS): _rule(
        Who.KABAG, State.A_WAITING_KASUBBAG, *UNVERIFIED, tells=(Who.AUTHOR, Who.VERIFIER), earlier=True
    ),
    (State.A_HELD, Action.RELEASE): _rule(Who.PPID, State.A_WAITING_VERIFIER, tells=(Who.AUTHOR, Who.KASUBBAG)),
    (State.A_HELD, Action.REJECT): _rule(
        Who.PPID, State.A_REJECTED, Need.REASON, tells=(Who.AUTHOR, Who.KASUBBAG), earlier=True, live=State.A_PUBLISHED
    ),
    (State.A_WAITING_KASUBBAG, Action.TAKE_IN): _rule(
        Who.KASUBBAG, State.A_WAITING_STAF, Need.APPROVED, Need.DISPOSITION, tells=(Who.AUTHOR,)
    ),
    (State.A_WAITING_KASUBBAG, Action.RETURN): _rule(Who.KASUBBAG, State.A_RETURNED, Need.REASON, earlier=True),
    (State.A_WAITING_KASUBBAG, Action.CANCEL): _CANCEL_ARTICLE,
    # ralat kecil: what the Kasubbag edits, the unit's official sees again, and only that
    (State.A_WAITING_KASUBBAG, Action.EDIT): _rule(
        Who.KASUBBAG, State.A_WAITING_VERIFIER, *_EDIT_NEEDS, tells=(Who.AUTHOR,), verified=State.A_WAITING_KASUBBAG
    ),
    (State.A_WAITING_STAF, Action.EDIT): _rule(
        Who.KASUBBAG,
        State.A_WAITING_VERIFIER,
        *_EDIT_NEEDS,
        tells=(Who.AUTHOR, Who.STAF),
        verified=State.A_WAITING_STAF,
    ),
    (State.A_WAITING_VERIFIER, Action.DECLINE): _rule(
        Who.VERIFIER, State.A_WAITING_KASUBBAG, Need.NOT_AUTHOR, Need.EDITED, tells=(Who.AUTHOR,)
    ),
    (State.A_WAITING_KASUBBAG, Action.UNVERIFY): _UNVERIFY,
    (State.A_WAITING_STAF, Action.UNVERIFY): _UNVERIFY,
    # --- step 3: the website ------------------------------------------------------------------
    (State.A_WAITING_STAF, Action.PUBLISH): _PUBLISH,
    (State.A_WAITING_STAF, Action.SCHEDULE): _rule(
        Who.STAF,
        State.A_SCHEDULED,
        Need.APPROVED,
        Need.UNATTENDED,
        Need.TIME,
        tells=(Who.AUTHOR, Who.VERIFIER, Who.KASUBBAG),
    ),
    (State.A_WAITING_STAF, Action.RETURN): _RETURN_STAF,
    # the brake: whoever answers for what is said may stop what would be said by itself
    (State.A_SCHEDULED, Action.UNSCHEDULE): _rule(
        (Who.STAF, Who.VERIFIER, Who.KASUBBAG, Who.KABAG),
        State.A_WAITING_STAF,
        tells=(Who.STAF, Who.KASUBBAG, Who.AUTHOR),
    ),
    (State.A_WAITING_STAF, Action.DETACH): _DETACH,
    (State.A_SCHEDULED, Action.DETACH): _DETACH,
    (State.A_SCHEDULED, Action.START): _rule(Who.SYSTEM, State.A_PUBLISHING, Need.APPROVED),
    (State.A_PUBLISHING, Action.PROVE): _PROVE,
    (State.A_PUBLISHING, Action.FAIL): _rule(Who.SYSTEM, State.A_WAITING_STAF, tells=(Who.KASUBBAG,)),
    # what the website confirmed is no failed publication: it is published, and not proven yet
    (State.A_PUBLISHING, Action.DOUBT): _rule(Who.SYSTEM, State.A_UNPROVEN, tells=(Who.KASUBBAG,)),
    (State.A_UNPROVEN, Action.LOOK): _rule(Who.STAF, State.A_PUBLISHING),
    (State.A_UNPROVEN, Action.SIGHT): _rule(Who.STAF, State.A_SIGHTED),
    (State.A_UNPROVEN, Action.PUBLISH): _PUBLISH,
    (State.A_UNPROVEN, Action.RETURN): _RETURN_STAF,
    (State.A_SIGHTED, Action.CONFIRM): _rule(Who.KASUBBAG, State.A_PUBLISHED, Need.SECOND, tells=_TELLS_LIVE),
    (State.A_SIGHTED, Action.DISPUTE): _rule(Who.KASUBBAG, State.A_UNPROVEN, Need.REASON),
    **{(state, action): rule for state in UNSURE for action, rule in _UNSURE.items()},
    # --- after it is live ----------------------------------------------------------------------
    (State.A_PUBLISHED, Action.CORRECT): _rule(
        (Who.KASUBBAG, Who.AUTHOR), State.A_CORRECTING, Need.REASON, earlier=True
    ),
    (State.A_CORRECTING, Action.CANCEL): _rule(Who.AUTHOR, State.A_PUBLISHED, earlier=True),
    # the brake: whatever is done with a text, the page that is public can be taken off
    **{key: rule for state in ON_SITE for key, rule in _brake(state).items()},
    **{key: rule for state in MAY_BE_LIVE for key, rule in _brake(state, Need.LIVE).items()},
}

#: Where a thing begins.
FIRST: dict[Kind, State] = {Kind.DISPOSITION: State.D_DRAFT, Kind.ARTICLE: State.A_DRAFT}


def move(
    state: State,
    action: Action,
    capacities: AbstractSet[Who],
    *,
    met: AbstractSet[Need] = frozenset(Need),
    verified: bool = False,
    live: bool = False,
) -> Move | Refusal:
    """Decide one move: pure, and total over every (state, action, capacities).

    `capacities`: in which the actor stands towards this thing; empty for a stranger.
    `met`: the needs that hold now. `verified`: material that needs no official's verification (any more): it comes
    from an internal Subag, or exactly this content was approved before (SOP step 2, remark).
    `live`: a page of it is public already: giving up its correction leaves that page as it is.
    Returns the Move, or a Refusal whose `why` can be said in words.
    """
    rule = RULES.get((state, action))
    if rule is None:
        may_elsewhere = any(r.who & capacities for (_, a), r in RULES.items() if a is action)
        return Refusal(Reason.NOT_NOW if may_elsewhere else Reason.NOT_YOURS)
    if not rule.who & capacities:
        return Refusal(Reason.NOT_YOURS)
    for need in Need:  # in the order they are declared, so the words are always the same
        if need in rule.needs and need not in met:
            return Refusal(need)
    shortcut = (rule.verified_to if verified else None) or (rule.live_to if live else None)
    return Move(shortcut or rule.to, rule)


def actions(state: State, capacities: AbstractSet[Who], *, live: bool = False) -> list[Action]:
    """List what somebody may do now, needs aside: the source of every button, in the table's order.

    `live`: a page of it is public, and can be taken off.
    """
    found = [(a, r) for (s, a), r in RULES.items() if s is state and r.who & capacities]
    return [action for action, rule in found if live or Need.LIVE not in rule.needs]


#: Moves that nobody taps: the scheduler makes them, or the website's answer does.
BY_SYSTEM = frozenset(a for a in Action if all(r.who == {Who.SYSTEM} for (_, b), r in RULES.items() if b is a))


def needs_reason(state: State, action: Action) -> bool:
    """Say whether a move asks for a reason first; False for one there is not."""
    rule = RULES.get((state, action))
    return rule is not None and Need.REASON in rule.needs


def superior(who: Who) -> Who | None:
    """Name who is told when `who` does not act; None above the Kabag."""
    return SUPERIOR.get(who)
