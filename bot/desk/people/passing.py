"""Open work follows who holds what: whatever changes that is done through here, and nothing is left to nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.people import reachability
from bot.sop.flow import WAITS, Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.roles import Who
from storage import articles, dispositions, steps
from storage.store import Tx

T = TypeVar("T")


def open_things(tx: Tx) -> list[Subject]:
    """List every disposition and article that has not ended, oldest first."""
    open_states = [state for state in State if not state.ended]
    return [
        *dispositions.in_states(tx, *(s for s in open_states if s.kind is Kind.DISPOSITION)),
        *articles.in_states(tx, *(s for s in open_states if s.kind is Kind.ARTICLE)),
    ]


def following(tx: Tx, change: Callable[[], T], *, since: datetime | None = None) -> T:
    """Make a change of who holds what, and have the open work follow it.

    1. Whom does each open thing wait for?  2. The change.  3. Whoever is waited for now, and was not, gets the thing
    with all there is to read; its cards are drawn anew, also those of who lost it.  4. Where nobody can be reached who
    is waited for, the superior hears of it now, and the admins where nobody stands above.
    `since`: what is changed counts no more since then (UTC), because a last day was over.
    """
    earlier = tx if since is None else replace(tx, now=since - timedelta(milliseconds=1))
    before = {_key(subject): _waited(earlier, subject) for subject in open_things(tx)}
    result = change()
    for subject in open_things(tx):
        _follow(tx, subject, before.get(_key(subject), set()))
    return result


def _key(subject: Subject) -> tuple[Kind, int]:
    return subject.kind, subject.id


def _waited(tx: Tx, subject: Subject) -> set[int]:
    return {person.id for person in capacities.waited_for(tx, subject)}


def _follow(tx: Tx, subject: Subject, before: set[int]) -> None:
    now = capacities.waited_for(tx, subject)
    if {person.id for person in now} == before:
        return
    notify.refresh(tx, subject)
    for person in now:
        if person.id not in before:
            notify.hand(tx, subject, person, office_hours=False)
    reachability.nobody_there(tx, subject, anew=bool(before))


def release(tx: Tx, person_id: int) -> None:
    """Let go of what one Staf was to publish, as they leave: it is any Staf's again, and its clock runs on."""
    for article in articles.in_states(
        tx, *(state for state in State if not state.ended and state.kind is Kind.ARTICLE)
    ):
        wait = WAITS.get(article.state)
        if article.staf_id == person_id and wait is not None and wait.who is Who.STAF:
            articles.change(tx, article, staf_id=None)
            steps.hand_to(tx, article.kind, article.id, wait.who, None)


# --- what is in somebody's hands ---------------------------------------------------------------------------


def in_hand(tx: Tx, person: Person) -> list[tuple[Subject, list[Person]]]:
    """List what waits for somebody, each with who else may do it: to whom it goes when they may not any more."""
    return [
        (subject, _heirs(tx, subject, person))
        for subject in open_things(tx)
        if subject.state is not State.A_DRAFT and person.id in {one.id for one in capacities.awaited(tx, subject)}
    ]


def _heirs(tx: Tx, subject: Subject, person: Person) -> list[Person]:
    wait = WAITS.get(subject.state)
    if wait is None:
        return []
    pool = capacities.pool(tx, wait.who, subject)
    return [one for one in pool if one.id != person.id]


def draft_of(tx: Tx, person_id: int) -> Article | None:
    """Find what somebody writes and nobody else has seen: it stays theirs, unread, if they leave."""
    found = [one for one in articles.in_states(tx, State.A_DRAFT) if one.author_id == person_id]
    return found[0] if found else None
