"""People, units, appointments and invitations as rows."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.sop.model import Appointment, Person, Unit, UnitKind
from bot.sop.roles import Role
from storage.store import Tx
from storage.times import from_ms, to_ms

_PERSON = "person.id, person.name, person.telegram_id, person.language, person.unreachable_at"


@dataclass(frozen=True, slots=True)
class Invitation:
    """A role offered to somebody by a link that works once, until `expires_at` (UTC); `used_by` took it up."""

    id: int
    role: Role
    unit_id: int | None
    name: str
    expires_at: datetime
    used_by: int | None


def _person(row: sqlite3.Row) -> Person:
    return Person(
        row["id"],
        row["name"],
        row["telegram_id"],
        row["language"],
        from_ms(row["unreachable_at"]),
    )


def _unit(row: sqlite3.Row) -> Unit:
    return Unit(row["id"], row["name"], UnitKind(row["kind"]))


def by_telegram(tx: Tx, telegram_id: int) -> Person | None:
    """Find the person behind a Telegram account."""
    row = tx.db.execute(
        f"SELECT {_PERSON} FROM person WHERE telegram_id = ?",  # noqa: S608 - a constant list
        (telegram_id,),
    ).fetchone()
    return _person(row) if row else None


def person(tx: Tx, person_id: int) -> Person:
    """Give a person by id; KeyError when there is none."""
    row = tx.db.execute(
        f"SELECT {_PERSON} FROM person WHERE id = ?",  # noqa: S608 - a constant list
        (person_id,),
    ).fetchone()
    if row is None:
        raise KeyError(person_id)
    return _person(row)


def name(tx: Tx, person_id: int | None) -> str | None:
    """Give a person's name, None for nobody."""
    return None if person_id is None else person(tx, person_id).name


def add_person(tx: Tx, full_name: str, telegram_id: int | None, language: str) -> int:
    """Record somebody new and give the id."""
    cursor = tx.db.execute(
        "INSERT INTO person (name, telegram_id, language, created_at) VALUES (?, ?, ?, ?)",
        (full_name, telegram_id, language, to_ms(tx.now)),
    )
    return _last(cursor)


def set_language(tx: Tx, person_id: int, language: str) -> None:
    """Remember in which language somebody reads."""
    tx.db.execute("UPDATE person SET language = ? WHERE id = ?", (language, person_id))


def set_unreachable(tx: Tx, telegram_id: int, at: datetime | None) -> bool:
    """Mark or unmark somebody who blocked the bot; say whether that changed anything."""
    cursor = tx.db.execute(
        "UPDATE person SET unreachable_at = ? WHERE telegram_id = ? AND (unreachable_at IS NULL) = ?",
        (to_ms(at), telegram_id, at is not None),
    )
    return cursor.rowcount == 1


def add_unit(tx: Tx, unit_name: str, kind: UnitKind) -> int:
    """Record a unit, or give the one of that name."""
    found = find_unit(tx, unit_name)
    if found is not None:
        return found.id
    cursor = tx.db.execute(
        "INSERT INTO unit (name, kind, created_at) VALUES (?, ?, ?)",
        (unit_name, kind, to_ms(tx.now)),
    )
    return _last(cursor)


def find_unit(tx: Tx, unit_name: str) -> Unit | None:
    """Find a unit by its name, letter case aside."""
    row = tx.db.execute("SELECT * FROM unit WHERE name = ? COLLATE NOCASE", (unit_name,)).fetchone()
    return _unit(row) if row else None


def unit(tx: Tx, unit_id: int) -> Unit:
    """Give a unit by id; KeyError when there is none."""
    row = tx.db.execute("SELECT * FROM unit WHERE id = ?", (unit_id,)).fetchone()
    if row is None:
        raise KeyError(unit_id)
    return _unit(row)


def units(tx: Tx) -> list[Unit]:
    """List all units, by name."""
    return [_unit(row) for row in tx.db.execute("SELECT * FROM unit ORDER BY name")]


def appoint(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> None:
    """Give a role from now on; a role held already stays as it is."""
    tx.db.execute(
        "INSERT INTO appointment (person_id, role, unit_id, valid_from) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (person_id, role, unit_id, to_ms(tx.now)),
    )


def appointments(tx: Tx, person_id: int) -> list[Appointment]:
    """List the roles somebody holds: given, and not ended.

    No moment is asked: roles are given and ended as it happens, and a clock that was set back would take them from
    whoever joined in between, or give them back to whoever left.
    """
    rows = tx.db.execute("SELECT * FROM appointment WHERE person_id = ? AND valid_to IS NULL ORDER BY id", (person_id,))
    return [Appointment(r["id"], r["person_id"], Role(r["role"]), r["unit_id"]) for r in rows]


def holders(tx: Tx, role: Role, unit_id: int | None = None) -> list[Person]:
    """List who holds a role (of a unit, for a unit's role), as `appointments` says, those who joined first first."""
    rows = tx.db.execute(
        f"SELECT DISTINCT {_PERSON} FROM person JOIN appointment ON person_id = person.id"  # noqa: S608 - constant
        " WHERE role = ? AND (? IS NULL OR unit_id = ?) AND valid_to IS NULL ORDER BY person.id",
        (role, unit_id, unit_id),
    )
    return [_person(row) for row in rows]


def add_invitation(tx: Tx, token_hash: str, role: Role, unit_id: int | None, full_name: str, expires: datetime) -> None:
    """Record an invitation by the hash of its token."""
    tx.db.execute(
        "INSERT INTO invitation (token_hash, role, unit_id, name, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        (token_hash, role, unit_id, full_name, to_ms(tx.now), to_ms(expires)),
    )


def invitation(tx: Tx, token_hash: str) -> Invitation | None:
    """Find an invitation by the hash of its token, used or not."""
    row = tx.db.execute("SELECT * FROM invitation WHERE token_hash = ?", (token_hash,)).fetchone()
    if row is None:
        return None
    expires = from_ms(row["expires_at"])
    return Invitation(row["id"], Role(row["role"]), row["unit_id"], row["name"], expires, row["person_id"])


def use_invitation(tx: Tx, invitation_id: int, person_id: int) -> bool:
    """Mark an invitation used, once; say whether this call did it."""
    cursor = tx.db.execute(
        "UPDATE invitation SET used_at = ?, person_id = ? WHERE id = ? AND used_at IS NULL",
        (to_ms(tx.now), person_id, invitation_id),
    )
    return cursor.rowcount == 1


def _last(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:  # pragma: no cover - SQLite gives one after every INSERT
        raise RuntimeError("no row was inserted")
    return cursor.lastrowid


def everybody(tx: Tx) -> list[Person]:
    """List everyone with a Telegram account."""
    rows = tx.db.execute(f"SELECT {_PERSON} FROM person WHERE telegram_id IS NOT NULL ORDER BY id")  # noqa: S608
    return [_person(row) for row in rows]
