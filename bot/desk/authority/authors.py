"""Who wrote an article: the author never verifies own work (SOP step 2, remark), in whatever capacity they act."""

from __future__ import annotations

from collections.abc import Iterable

from bot.sop.flow import State
from bot.sop.model import Appointment, Article, Person
from bot.sop.roles import OFFICE_CAPACITY, Role
from storage import people, revisions
from storage.store import Tx


def of(tx: Tx, article: Article) -> set[int]:
    """List (by id) whoever wrote an article, or handed a revision of it in."""
    return revisions.submitters(tx, article.id) | {article.author_id}


def stands(held: Iterable[Appointment], article: Article) -> bool:
    """Say whether these appointments let their holder act as an article's author, where it is theirs.

    One of its unit is asked; for what was handed in on a unit's behalf (atas nama) one of the office.
    """
    return any(a.unit_id == article.unit_id or (article.by_proxy and a.role in OFFICE_CAPACITY) for a in held)


def entitled(tx: Tx, article: Article) -> list[Person]:
    """List who acts as an article's author: the one who wrote it, as long as they belong to its unit.

    After they have left, the unit's present contributors; not for a draft, which nobody else has seen.
    """
    if stands(people.appointments(tx, article.author_id), article):
        return [people.person(tx, article.author_id)]
    return [] if article.state is State.A_DRAFT else people.holders(tx, Role.CONTRIBUTOR, article.unit_id)
