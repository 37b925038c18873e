"""What `tayang check` says of the people: has each part of the SOP somebody, and how are they invited?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime

from bot.cli.findings import Finding
from bot.config import Config, Words
from bot.sop.model import UnitKind
from bot.sop.roles import Role
from storage import people
from storage.store import Tx, read_once

#: Without them nothing goes on, in the order in which they are asked for.
NEEDED = (Role.ADMIN, Role.KABAG, Role.KASUBBAG, Role.STAF)


def look(config: Config, now: Callable[[], datetime]) -> list[Finding]:
    """Name the parts nobody has; a database that is not there yet has nobody."""
    if not config.storage.database.exists():
        return [_NOBODY]
    try:
        found = read_once(config.storage.database, config.files, config.office(), now, _find)
    except sqlite3.Error:
        return []  # said where the database is looked at
    return found if found is not None else []


def _find(tx: Tx) -> list[Finding]:
    if not people.everybody(tx):
        return [_NOBODY]
    vacant = [role for role in NEEDED if not people.holders(tx, role)]
    mute = [unit.name for unit in people.units(tx)
            if unit.kind is UnitKind.EXTERNAL and not people.holders(tx, Role.VERIFIER, unit.id)]  # fmt: skip
    found = [_vacant(role, tx.office.titles[role]) for role in vacant] + [_mute(name) for name in mute]
    count = len(people.everybody(tx))
    words = Words(f"{count} orang terdaftar.", f"{count} people are enrolled.")
    return [*found, Finding(ok=True, words=words)]


def _vacant(role: Role, title: str) -> Finding:
    how = f'tayang invite --role {role.value} --name "…"'
    words = Words(f"Belum ada {title}: {how}", f"There is no {title} yet: {how}")
    return Finding(ok=True, words=words, warning=True)


def _mute(unit: str) -> Finding:
    how = f'tayang invite --role verifier --unit "{unit}" --name "…"'
    words = Words(
        f"Unit {unit} belum punya Pejabat Berwenang, sehingga naskahnya tidak dapat terbit: {how}",
        f"The unit {unit} has no authorised official, so none of its articles can be published: {how}",
    )
    return Finding(ok=True, words=words, warning=True)


_NOBODY = Finding(
    ok=True,
    words=Words(
        'Belum ada orang yang terdaftar. Undang yang pertama: tayang invite --role admin --name "…"',
        'Nobody is enrolled yet. Invite the first: tayang invite --role admin --name "…"',
    ),
    warning=True,
)
