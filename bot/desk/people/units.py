"""The units of the office: added, renamed, ended, merged, made internal or external; by the admin or at the machine."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import notify
from bot.desk.people import accounts, appointments, passing
from bot.sop.flow import State
from bot.sop.model import Article, Person, Unit, UnitKind
from bot.sop.roles import Role
from bot.texts.indonesian.units import UnitChange
from storage import appointments as tenures
from storage import events, people, revisions, units
from storage.appointments import Tenure, Terms
from storage.store import Tx

LONGEST = 200

#: Taken in by the office already: of an external unit none comes so far without its official's approval.
_TAKEN_IN = frozenset({State.A_WAITING_STAF, State.A_SCHEDULED, State.A_PUBLISHING, State.A_UNPROVEN, State.A_SIGHTED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit as the admin sees it: who is in it, what is under way, which sections of the website it keeps."""

    unit: Unit
    held: list[tuple[Role, list[str]]]
    open: list[Article]
    sections: list[str]


def standing(tx: Tx, unit: Unit) -> Standing:
    """Look a unit up."""
    held = [
        (role, [people.person(tx, one.person_id).name for one in tenures.of_unit(tx, unit.id) if one.role is role])
        for role in (Role.VERIFIER, Role.CONTRIBUTOR)
    ]
    owned = [one.name for one in tx.office.watched if one.owner and one.owner.casefold() == unit.name.casefold()]
    return Standing(unit, held, under_way(tx, unit.id), owned)


def under_way(tx: Tx, unit_id: int) -> list[Article]:
    """List the articles of a unit that have not ended."""
    return [one for one in passing.open_things(tx) if isinstance(one, Article) and one.unit_id == unit_id]


def add(tx: Tx, actor: Person | None, name: str, kind: UnitKind) -> Unit | str:
    """Add a unit; gives why not: no name, too long, or one there is already."""
    words = " ".join(name.split())
    why = _no_name(tx, words)
    if why is not None:
        return why
    unit_id = people.add_unit(tx, words, kind)
    _record(tx, "unit_add", actor, unit_id, name=words, kind=kind.value)
    return people.unit(tx, unit_id)


def _no_name(tx: Tx, words: str, own: int = 0) -> str | None:
    if not words or len(words) > LONGEST or not words.isprintable():
        return "detail"
    known = people.find_unit(tx, words)
    return "unit_known" if known is not None and known.id != own else None


def rename(tx: Tx, actor: Person | None, unit: Unit, name: str) -> str | None:
    """Give a unit another name; gives why not. The configuration may go on naming it as it was."""
    words = " ".join(name.split())
    why = _no_name(tx, words, unit.id)
    if why is None:
        units.rename(tx, unit.id, words)
        _record(tx, "unit_rename", actor, unit.id, name=words)
    return why


# --- internal and external -------------------------------------------------------------------------------------


def stuck_by(tx: Tx, unit: Unit, kind: UnitKind) -> tuple[list[Article], list[Article]]:
    """List which articles a change of kind reaches: those that need an official now, and those that stand in the way.

    What the office has taken in of an internal unit has no approval, and none may go on without one.
    """
    if kind is UnitKind.INTERNAL:
        return [one for one in under_way(tx, unit.id) if one.state is State.A_WAITING_VERIFIER], []
    bare = [one for one in under_way(tx, unit.id) if revisions.approval(tx, one) is None]
    return [one for one in bare if one.state is State.A_WAITING_KASUBBAG], [
        one for one in bare if one.state in _TAKEN_IN
    ]


def set_kind(tx: Tx, actor: Person | None, unit: Unit, kind: UnitKind) -> str | None:
    """Make a unit internal or external; gives why not. Articles under way go on from where they stand."""
    if unit.kind is kind:
        return "over"
    if stuck_by(tx, unit, kind)[1]:
        return "unit_taken_in"
    passing.following(tx, lambda: units.set_kind(tx, unit.id, kind))
    _record(tx, "unit_kind", actor, unit.id, kind=kind.value)
    _tell(tx, actor, unit, people.unit(tx, unit.id), "kind")
    return None


# --- ending and merging ----------------------------------------------------------------------------------------


def end(tx: Tx, actor: Person | None, unit: Unit) -> str | None:
    """End a unit and the appointments for it; gives why not: its articles are still under way."""
    if units.ended(tx, unit.id):
        return "over"
    if under_way(tx, unit.id):
        return "unit_busy"
    _tell(tx, actor, unit, None, "end")
    for tenure in tenures.of_unit(tx, unit.id):
        appointments.end_now(tx, actor, tenure, "unit_ended")
    units.end(tx, unit.id)
    _record(tx, "unit_end", actor, unit.id)
    return None


def why_not_merge(tx: Tx, unit: Unit, into: Unit) -> str | None:
    """Name why a unit cannot become part of another; None: it can."""
    if unit.id == into.id:
        return "same"
    if units.ended(tx, unit.id) or units.ended(tx, into.id):
        return "unit_ended"
    return "unit_taken_in" if into.external and not unit.external and stuck_by(tx, unit, into.kind)[1] else None


def merge(tx: Tx, actor: Person | None, unit: Unit, into: Unit) -> str | None:
    """Make a unit part of another: appointments, articles, orders and sections go there. Gives why not."""
    why = why_not_merge(tx, unit, into)
    if why is not None:
        return why
    _tell(tx, actor, unit, into, "merge")
    moved = tenures.of_unit(tx, unit.id)
    passing.following(tx, lambda: _into(tx, actor, unit, into, moved))
    _record(tx, "unit_merge", actor, unit.id, into=str(into.id))
    for tenure in moved:
        accounts.shut_out(tx, people.person(tx, tenure.person_id))
    return None


def _into(tx: Tx, actor: Person | None, unit: Unit, into: Unit, moved: list[Tenure]) -> None:
    by = actor.id if actor else None
    for tenure in moved:
        tenures.end(tx, tenure.id, by, "unit_merged")
        terms = Terms(tx.now, tenure.until, tenure.manner, tenure.basis, tenure.basis_day)
        made = tenures.add(tx, tenure.person_id, tenure.role, into.id, terms, by)
        if made is not None and tenure.begun_at is not None:
            tenures.begin(tx, made.id)
    units.move_all(tx, unit.id, into.id)
    units.end(tx, unit.id, into.id)


def _record(tx: Tx, what: str, actor: Person | None, unit_id: int, **more: str) -> None:
    events.append(tx, what, actor.id if actor else None, None, None, {"unit": unit_id, **more})


def _tell(tx: Tx, actor: Person | None, before: Unit, now: Unit | None, what: UnitChange) -> None:
    """Tell a unit's people, the Kasubbag and the Kabag what became of it."""
    of_unit = [people.person(tx, tenure.person_id) for tenure in tenures.of_unit(tx, before.id)]
    office = [one for role in (Role.KASUBBAG, Role.KABAG) for one in people.holders(tx, role)]
    told = {one.id: one for one in [*of_unit, *office] if actor is None or one.id != actor.id}
    external = now is not None and now.external
    name = now.name if now is not None else ""
    notify.tell_each(tx, told.values(), lambda t: t.unit_changed(what, before.name, name, external=external))
