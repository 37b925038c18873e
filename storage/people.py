"""People, units and who holds which role now, as rows."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.sop.model import Appointment, Person, Unit, UnitKind
from bot.sop.roles import Role
from storage.store import Tx
from storage.times import from_ms, to_ms

_PERSON = (
    "person.id, person.name, person.telegram_id, person.language, person.unreachable_at,"
    " person.nip, person.rank, person.post, person.qualification"
)

#: What counts of appointments, everywhere: begun, not ended, the last day not over, the holder not suspended. That it
#: has begun or ended is a mark, and no comparison with the clock: one that was set back gives and takes nothing.
IN_FORCE = (
    "appointment.begun_at IS NOT NULL AND appointment.valid_to IS NULL"
    " AND (appointment.until IS NULL OR appointment.until > :now) AND NOT EXISTS (SELECT 1 FROM suspension"
    " WHERE suspension.person_id = appointment.person_id AND suspension.lifted_at IS NULL)"
)


def _person(row: sqlite3.Row) -> Person:
    return Person(
        row["id"],
        row["name"],
        row["telegram_id"],
        row["language"],
        from_ms(row["unreachable_at"]),
        nip=row["nip"],
        rank=row["rank"],
        post=row["post"],
        qualification=row["qualification"],
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


def set_account(tx: Tx, person_id: int, telegram_id: int | None) -> None:
    """Say by which Telegram account somebody is reached from now on; None: by none."""
    tx.db.execute("UPDATE person SET telegram_id = ?, unreachable_at = NULL WHERE id = ?", (telegram_id, person_id))


#: What of a person may be changed, besides the language: the columns by these names.
DETAILS = ("name", "nip", "rank", "post", "qualification")


def set_detail(tx: Tx, person_id: int, detail: str, value: str) -> None:
    """Change one of the DETAILS of somebody. Raises KeyError for any other column."""
    if detail not in DETAILS:
        raise KeyError(detail)
    tx.db.execute(f"UPDATE person SET {detail} = ? WHERE id = ?", (value, person_id))  # noqa: S608 - one of a few names


def list_all(tx: Tx) -> list[Person]:
    """List everyone there is a record of, those merged into another aside, by name."""
    rows = tx.db.execute(f"SELECT {_PERSON} FROM person WHERE merged_into IS NULL ORDER BY name COLLATE NOCASE, id")  # noqa: S608
    return [_person(row) for row in rows]


def merge(tx: Tx, from_id: int, into_id: int) -> None:
    """Make one record of two: what is open and theirs goes to `into_id`; what was done stays under its own number."""
    tx.db.execute("UPDATE person SET merged_into = ?, telegram_id = NULL WHERE id = ?", (into_id, from_id))
    tx.db.execute("UPDATE person SET merged_into = ? WHERE merged_into = ?", (into_id, from_id))
    for table, column in (
        ("article", "author_id"), ("article", "staf_id"), ("revision", "submitted_by"),
        ("approval", "verifier_id"), ("disposition", "author_id"),
        ("disposition", "kasubbag_id"), ("duty", "person_id"), ("invitation", "person_id"),
    ):  # fmt: skip
        tx.db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into_id, from_id))  # noqa: S608 - of ours
    tx.db.execute("UPDATE step SET person_id = ? WHERE person_id = ? AND finished_at IS NULL", (into_id, from_id))


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
    """Find a unit by its name or one it had, letter case aside; one that was merged is what it is part of now."""
    row = tx.db.execute("SELECT * FROM unit WHERE name = ? COLLATE NOCASE", (unit_name,)).fetchone()
    if row is None:
        row = tx.db.execute(
            "SELECT unit.* FROM unit JOIN unit_name ON unit_id = id WHERE unit_name.name = ?", (unit_name,)
        ).fetchone()
    if row is not None and row["merged_into"] is not None:
        return unit(tx, row["merged_into"])
    return _unit(row) if row else None


def unit(tx: Tx, unit_id: int) -> Unit:
    """Give a unit by id; KeyError when there is none."""
    row = tx.db.execute("SELECT * FROM unit WHERE id = ?", (unit_id,)).fetchone()
    if row is None:
        raise KeyError(unit_id)
    return _unit(row)


def units(tx: Tx) -> list[Unit]:
    """List the units there are now, by name; those that ended are not."""
    return [_unit(row) for row in tx.db.execute("SELECT * FROM unit WHERE ended_at IS NULL ORDER BY name")]


def appoint(tx: Tx, person_id: int, role: Role, unit_id: int | None) -> None:
    """Give a role from now on; a role held already stays as it is."""
    tx.db.execute(
        "INSERT INTO appointment (person_id, role, unit_id, valid_from, begun_at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (person_id, role, unit_id, to_ms(tx.now), to_ms(tx.now)),
    )


def appointments(tx: Tx, person_id: int) -> list[Appointment]:
    """List the roles somebody holds now: every right there is comes from here and from `holders`."""
    rows = tx.db.execute(
        f"SELECT * FROM appointment WHERE person_id = :person AND {IN_FORCE} ORDER BY id",  # noqa: S608 - constant
        {"person": person_id, "now": to_ms(tx.now)},
    )
    return [Appointment(r["id"], r["person_id"], Role(r["role"]), r["unit_id"]) for r in rows]


def holders(tx: Tx, role: Role, unit_id: int | None = None) -> list[Person]:
    """List who holds a role (of a unit, for a unit's role), as `appointments` says, those who joined first first."""
    rows = tx.db.execute(
        f"SELECT DISTINCT {_PERSON} FROM person JOIN appointment ON person_id = person.id"  # noqa: S608 - constant
        f" WHERE role = :role AND (:unit IS NULL OR unit_id = :unit) AND {IN_FORCE} ORDER BY person.id",
        {"role": role, "unit": unit_id, "now": to_ms(tx.now)},
    )
    return [_person(row) for row in rows]


def everybody(tx: Tx) -> list[Person]:
    """List everyone who belongs to the office now: with a role in force, and a Telegram account."""
    rows = tx.db.execute(
        f"SELECT {_PERSON} FROM person WHERE telegram_id IS NOT NULL AND EXISTS (SELECT 1 FROM appointment"  # noqa: S608
        f" WHERE person_id = person.id AND {IN_FORCE}) ORDER BY id",
        {"now": to_ms(tx.now)},
    )
    return [_person(row) for row in rows]


def present_id(tx: Tx, person_id: int) -> int:
    """Give under which number somebody is kept now: two accounts of one person may have been merged."""
    row = tx.db.execute("SELECT merged_into FROM person WHERE id = ?", (person_id,)).fetchone()
    return int(row[0]) if row and row[0] is not None else person_id


def _last(cursor: sqlite3.Cursor) -> int:
    if cursor.lastrowid is None:  # pragma: no cover - SQLite gives one after every INSERT
        raise RuntimeError("no row was inserted")
    return cursor.lastrowid
