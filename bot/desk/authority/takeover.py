"""Taking over: the superior does the step of a Staf or a Kasubbag that is too late, under that step's own rules."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from bot.sop import flow
from bot.sop.flow import Kind
from bot.sop.roles import Who
from storage import steps
from storage.store import Tx

#: Whose step the one above may do. Never a verifier's, a PPID's or an author's: only the unit's authorised official
#: verifies (SOP step 2, remark), and nobody writes or decides in their name.
MAY_BE_TAKEN_OVER = frozenset({Who.STAF, Who.KASUBBAG})


def granted(tx: Tx, held: AbstractSet[Who], kind: Kind, subject_id: int) -> frozenset[Who]:
    """Give the capacity that lateness gives to somebody who holds these for a thing; empty before its time."""
    record = steps.open_one(tx, kind, subject_id)
    if record is None or record.who not in MAY_BE_TAKEN_OVER or record.takeover_at is None:
        return frozenset()
    late_enough = record.takeover_at <= tx.now
    return frozenset({record.who}) if late_enough and flow.superior(record.who) in held else frozenset()
