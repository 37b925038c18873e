"""The office's own templates of papers: who is told where they cannot be used."""

from __future__ import annotations

from bot.desk import notify
from bot.sop.roles import Role
from storage import people
from storage.once import once
from storage.store import Tx

LONGEST = 600  # characters of what the typesetter says


def tell_broken(tx: Tx, why: str) -> None:
    """Tell the admins, once a day for each cause, that a paper was printed in the shipped form instead."""
    said = why.strip()[:LONGEST]
    if once(tx, "templates", f"{tx.office.calendar.today(tx.now)} {said}"):
        notify.tell_each(tx, people.holders(tx, Role.ADMIN), lambda t: t.templates_broken(said))
