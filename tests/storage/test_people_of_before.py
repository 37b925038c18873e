"""A database of before people had dates: whoever held a role holds it still, and an open link opens still."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.desk.people import accounts, members
from bot.sop.roles import Role
from storage import people, schema
from storage.schema import migrate, migrations
from storage.store import connect, write_once
from tests.desk.people import MORNING, OFFICE

#: The migration that gave people dates, by what it makes.
NEW = next(number for number, sql in migrations() if "CREATE TABLE suspension" in sql)
LATER = 4_000_000_000_000  # far enough ahead of whenever this is run


def before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older = [step for step in migrations() if step[0] < NEW]
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: older)
        migrate(path, connect)
    db = connect(path)
    db.execute("INSERT INTO person (id, name, telegram_id, created_at) VALUES (7, 'Siti', 1002, 0)")
    db.execute("INSERT INTO appointment (person_id, role, valid_from) VALUES (7, 'kasubbag', 5)")
    db.execute("INSERT INTO appointment (person_id, role, valid_from, valid_to) VALUES (7, 'staf', 1, 5)")
    for number, (token, expires, used) in enumerate((("open", LATER, None), ("old", 1, None), ("used", LATER, 7))):
        db.execute(
            "INSERT INTO invitation VALUES (?, ?, 'staf', NULL, 'Joko', 0, ?, ?, ?)",
            (number + 1, accounts.hashed(token), expires, 3 if used else None, used),
        )
    db.close()


def test_roles_and_open_links_go_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before(path, monkeypatch)

    def accept(token: str, account: int) -> object:
        return write_once(
            path, path.parent, OFFICE, lambda: MORNING, lambda tx: members.accept(tx, token, account, "id")
        )

    def roles(person_id: int) -> list[Role]:
        return write_once(
            path, path.parent, OFFICE, lambda: MORNING,
            lambda tx: [held.role for held in people.appointments(tx, person_id)],
        )  # fmt: skip

    assert roles(7) == [Role.KASUBBAG]
    joined = accept("open", 1013)
    assert isinstance(joined, members.Joined)
    assert joined.person.name == "Joko"
    assert roles(joined.person.id) == [Role.STAF]
    assert accept("old", 1014) == "unknown"
    assert isinstance(accept("used", 1002), members.Joined)
    assert accept("used", 1014) == "used"
