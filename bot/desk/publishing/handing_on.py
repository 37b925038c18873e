"""Handing what a Staf was to publish on to another: the Kasubbag's, beside the table, since nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.desk import notify
from bot.desk.authority import capacities, substitutes
from bot.desk.publishing import manual
from bot.desk.workflow.answer import LEAVE, Answer, Asked
from bot.sop.flow import WAITS
from bot.sop.model import Article, Person, Subject
from bot.sop.press import number
from bot.sop.roles import Role, Who
from storage import articles, events, people, steps
from storage.store import Tx

#: The view on an article's card in which the other Staf is chosen.
VIEW: Final = "hand_on"

#: Under this name it is on record, with the id of whom it was handed to as `staf`.
WHAT: Final = "handed_on"


def others(tx: Tx, article: Article) -> list[Person]:
    """List the Staf an article can be handed on to: those away only where nobody else is there."""
    everybody = [staf for staf in people.holders(tx, Role.STAF) if staf.id != article.staf_id]
    return [staf for staf in everybody if substitutes.away(tx, staf.id) is None] or everybody


def is_offered(tx: Tx, person: Person, subject: Subject) -> bool:
    """Say whether somebody may hand a thing on now: the Kasubbag, while it waits for the Staf and there are several."""
    wait = WAITS.get(subject.state)
    if not isinstance(subject, Article) or wait is None or wait.who is not Who.STAF:
        return False
    return Who.KASUBBAG in capacities.capacities(tx, person, subject) and len(people.holders(tx, Role.STAF)) > 1


def may(tx: Tx, asked: Asked) -> bool:
    """Say whether somebody may have the list of the other Staf open."""
    return is_offered(tx, asked.person, asked.subject)


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Hand it on to the Staf that was tapped; None for whom the list has not (any more)."""
    found = {staf.id: staf for staf in others(tx, asked.article)}.get(number(value) or 0)
    if found is None:
        return None
    told = _hand_on(tx, asked.person, asked.article, found)
    names = [one.name for one in told if one.id not in {found.id, asked.person.id}]
    return Answer(asked.t.handed_on(found.name, names), next=LEAVE)


def _hand_on(tx: Tx, person: Person, article: Article, staf: Person) -> list[Person]:
    """Save whose it is now, on the record; its clock runs on. Tells both, the new one with all there is to read."""
    before = capacities.waited_for(tx, article)
    absent = capacities.in_place_of(tx, person, article, Who.KASUBBAG)
    articles.change(tx, article, staf_id=staf.id)
    steps.hand_to(tx, article.kind, article.id, Who.STAF, staf.id)
    data = {"from": article.state.value, "as": Who.KASUBBAG.value, "staf": staf.id}
    if absent is not None:
        data["for"] = absent.id
    events.append(tx, WHAT, person.id, article.kind, article.id, data)
    now = replace(article, staf_id=staf.id, version=article.version + 1)
    notify.refresh(tx, now)
    waiting = capacities.waited_for(tx, now)
    for one in waiting:
        notify.hand(tx, now, one, office_hours=False)
    manual.hand_out(tx, now)
    rest = [one for one in before if one.id not in {two.id for two in waiting}]
    for one in rest:
        notify.show(tx, now, one, anew=True)
    return [*waiting, *rest]
