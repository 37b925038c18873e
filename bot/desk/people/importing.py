"""A whole office at once: people and appointments from a table, all or nothing, and the same table given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from bot.content.staff_table import Row
from bot.dates import days
from bot.desk.people import accounts, appointments, directory
from bot.sop.model import Manner, Person, UnitKind
from bot.sop.roles import Role
from storage import appointments as tenures
from storage import invitations, parts, people, screens
from storage.appointments import Terms
from storage.store import Tx, tried

#: How people write a role, besides its title in this office.
_ROLES = {
    "kabag": Role.KABAG, "kasubbag": Role.KASUBBAG, "staf": Role.STAF, "staff": Role.STAF, "ppid": Role.PPID,
    "kontributor": Role.CONTRIBUTOR, "contributor": Role.CONTRIBUTOR, "pejabat": Role.VERIFIER, "admin": Role.ADMIN,
    "pejabat berwenang": Role.VERIFIER, "verifikator": Role.VERIFIER, "verifier": Role.VERIFIER,
}  # fmt: skip
_KINDS = {"internal": UnitKind.INTERNAL, "external": UnitKind.EXTERNAL, "eksternal": UnitKind.EXTERNAL}
_MANNERS = {
    "": Manner.DEFINITIVE, "definitif": Manner.DEFINITIVE, "plt": Manner.ACTING, "plt.": Manner.ACTING,
    "pendamping": Manner.DEPUTY,
}  # fmt: skip
_WORDS_OF = {Manner.DEFINITIVE: "", Manner.ACTING: "Plt.", Manner.DEPUTY: "Pendamping"}


#: So long a table lies here that somebody was asked about.
LIES_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one row cannot be taken: its number in the file, a code that has words, and what stands there."""

    row: int
    why: str
    what: str = ""


@dataclass(slots=True)
class Outcome:
    """What came of a table: people who are new, appointments given, rows as they were already; links by name."""

    people: int = 0
    given: int = 0
    same: int = 0
    problems: list[Problem] = field(default_factory=list)
    links: list[tuple[str, str, str]] = field(default_factory=list)  # name, offices, token


class _RowError(Exception):
    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why, self.what = why, what


def preview(tx: Tx, actor: Person | None, rows: Sequence[Row]) -> Outcome:
    """Say what a table would bring, and name every row that cannot be taken. Nothing stays of it."""
    return tried(tx, lambda: _take(tx, actor, rows))


def take(tx: Tx, actor: Person | None, rows: Sequence[Row]) -> Outcome:
    """Take a table whole, in this transaction; where a row is bad nothing is taken, and `problems` says why."""
    outcome = preview(tx, actor, rows)
    return outcome if outcome.problems else _take(tx, actor, rows)


def _take(tx: Tx, actor: Person | None, rows: Sequence[Row]) -> Outcome:
    outcome, joining = Outcome(), dict[int, None]()
    for number, cells in rows:
        try:
            person = _row(tx, actor, cells, outcome)
        except _RowError as error:
            outcome.problems.append(Problem(number, error.why, error.what))
        else:
            if person.telegram_id is None:
                joining[person.id] = None
    for person_id in joining if not outcome.problems else ():
        if not invitations.open_for(tx, person_id):
            outcome.links.append((*_named(tx, person_id), accounts.open_link(tx, person_id, actor)))
    return outcome


def _named(tx: Tx, person_id: int) -> tuple[str, str]:
    roles = [appointments.titled(tx, one) for one in tenures.standing(tx, person_id)]
    words = ", ".join(tx.office.title(role.value) + (f" – {unit}" if unit else "") for role, _, unit in roles)
    return people.person(tx, person_id).name, words


def _row(tx: Tx, actor: Person | None, cells: dict[str, str], outcome: Outcome) -> Person:
    role, unit_id = _office(tx, cells)
    terms = _terms(tx, cells)
    person = _person(tx, actor, cells, outcome)
    held = {(one.role, one.unit_id) for one in tenures.standing(tx, person.id)}
    if (role, unit_id) in held:
        outcome.same += 1
        return person
    given = appointments.give(tx, actor, person, role, unit_id, terms)
    if isinstance(given, str):
        raise _RowError(given)
    outcome.given += 1
    return person


def _office(tx: Tx, cells: dict[str, str]) -> tuple[Role, int | None]:
    word = " ".join(cells.get("role", "").casefold().split())
    titles = {tx.office.title(role.value).casefold(): role for role in Role}
    role = _ROLES.get(word) or titles.get(word)
    if role is None:
        raise _RowError("role", cells.get("role", ""))
    name = " ".join(cells.get("unit", "").split())
    if not name or not role.of_unit:
        if bool(name) != role.of_unit:
            raise _RowError("unit_needed" if role.of_unit else "unit_not_wanted", name)
        return role, None
    found, kind = people.find_unit(tx, name), _KINDS.get(cells.get("kind", "").casefold())
    if found is None and kind is None:
        raise _RowError("unit_kind", name)
    return role, found.id if found else people.add_unit(tx, name, kind or UnitKind.EXTERNAL)


def _terms(tx: Tx, cells: dict[str, str]) -> Terms:
    manner = _MANNERS.get(cells.get("manner", "").casefold())
    if manner is None:
        raise _RowError("manner", cells["manner"])
    calendar = tx.office.calendar
    first, last, signed = (_day(tx, cells.get(name, "")) for name in ("first", "last", "basis_day"))
    return Terms(
        starts=calendar.moment(first) if first and first > calendar.today(tx.now) else None,
        until=calendar.moment(last + timedelta(days=1)) if last else None,
        manner=manner,
        basis=cells.get("basis", "")[: appointments.LONGEST],
        basis_day=signed,
    )


def _day(tx: Tx, text: str) -> date | None:
    if not text:
        return None
    found = days.day(text, tx.office.calendar.today(tx.now), ahead=False)
    if found is None:
        raise _RowError("date", text)
    return found


def _person(tx: Tx, actor: Person | None, cells: dict[str, str], outcome: Outcome) -> Person:
    """Find whom a row is about, by NIP, else by the whole name; whoever is not there yet is new."""
    name, nip = " ".join(cells.get("name", "").split()), "".join(cells.get("nip", "").split())
    if not name:
        raise _RowError("no_name")
    everybody = people.list_all(tx)
    found = [one for one in everybody if nip and one.nip == nip] or [
        one for one in everybody if one.name.casefold() == name.casefold() and not (nip and one.nip)
    ]
    if len(found) > 1:
        raise _RowError("name_twice", name)
    person = found[0] if found else people.person(tx, people.add_person(tx, name, None, tx.office.language))
    outcome.people += not found
    for detail in people.DETAILS[1:]:
        value = " ".join(cells.get(detail, "").split())
        if value and value != getattr(person, detail):
            why = accounts.set_detail(tx, actor, person, detail, value)
            if why is not None:
                raise _RowError(why, value)
    return people.person(tx, person.id)


def let_go(tx: Tx, sha256: str) -> None:
    """Keep a table no longer: it is full of personal data, and was only looked at (UU 27/2022)."""
    if sha256 and not parts.belongs_to_something(tx, sha256):
        tx.files.remove(sha256)


def forget_left(tx: Tx) -> None:
    """Let go of tables that somebody sent and never answered about."""
    for person_id, sha256 in screens.lying(tx, "import_sure", tx.now - LIES_FOR):
        let_go(tx, sha256)
        screens.forget_question(tx, person_id)


# --- given back ------------------------------------------------------------------------------------------------


def table(tx: Tx) -> list[list[str]]:
    """Give everybody's appointments as rows of the same table, ready to be taken again."""
    return [
        [
            one.person.name, one.person.nip, one.person.rank, one.person.post, one.person.qualification,
            tenure.role.value, unit, people.unit(tx, tenure.unit_id).kind.value if tenure.unit_id else "",
            _WORDS_OF[tenure.manner], appointments.first_day(tx, tenure).isoformat(),
            str(appointments.last_day(tx, tenure) or ""), tenure.basis, str(tenure.basis_day or ""),
        ]
        for one in directory.present(tx)
        for tenure in one.held
        for unit in [appointments.titled(tx, tenure)[2]]
    ]  # fmt: skip
