"""The cards of the morning's and the evening's digest: sentences, and a button for each thing that can be opened."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card, blocks
from bot.cards import lists
from bot.desk.people import absence
from bot.desk.reminders import digest
from bot.sop.flow import State
from bot.sop.model import Person, Subject
from bot.texts import Texts
from storage.store import Tx

#: Buttons of a digest, and lines of what waits: more would not be read on a phone.
LONGEST = 10


def morning(tx: Tx, t: Texts, person: Person) -> Card | None:
    """Say what waits for somebody, the most urgent first, and what is late under them; None: nothing to say."""
    waiting = [thing for thing in lists.waiting_for(tx, person) if thing.state is not State.A_DRAFT]
    copied = digest.copied(tx, t, person)
    if not waiting and not copied:
        return None
    told = Markup("\n").join(_task(tx, t, thing, person) for thing in waiting[:LONGEST])
    text = blocks(t.digest(len(waiting)), told, t.digest_copied([late for _, late in copied]))
    return Card(text, lists.rows(tx, t, [*waiting, *(thing for thing, _ in copied)][:LONGEST]))


def _task(tx: Tx, t: Texts, thing: Subject, person: Person) -> Markup:
    ref, title = lists.named(t, thing)
    absent = [who.name for there, who, _ in absence.stand_ins(tx, thing) if there.id == person.id]
    return t.digest_task(ref, title, lists.left(tx, t, thing), t.people(absent))


def evening(tx: Tx, t: Texts, _person: Person) -> Card | None:
    """Say how the day was; None: nothing to say."""
    told, things = digest.evening(tx, t)
    return None if told.empty else Card(t.evening(told), lists.rows(tx, t, things[:LONGEST]))
