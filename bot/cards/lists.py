"""Lists a person asks for: what waits for me, and where things are."""

from __future__ import annotations

from bot.card import Button, Card, Rows
from bot.desk.authority import capacities, on_duty, secrecy
from bot.desk.deadlines import clocks
from bot.desk.people import passing
from bot.desk.publishing import manual
from bot.sop.flow import Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.press import Press, Verb
from bot.sop.roles import Who
from bot.texts import Texts
from storage import articles, dispositions, steps
from storage.store import Tx

#: Rows of a list: more would not be read on a phone.
LONGEST = 20

#: Closed dispositions that a list still shows: their reports are looked up.
CLOSED = 5


def waiting_for(tx: Tx, person: Person) -> list[Subject]:
    """List what waits for somebody: the fast lane, then the one due first; their own draft last."""
    things = [subject for subject in passing.open_things(tx) if person.id in {p.id for p in _whose_turn(tx, subject)}]
    things += manual.all_to_take_off(tx, person)
    return sorted(things, key=lambda subject: _due_key(tx, subject))


def _whose_turn(tx: Tx, subject: Subject) -> list[Person]:
    """List whose turn it is, and whose it would be if they were not away: they may still act, and see what waits."""
    return [*capacities.waited_for(tx, subject), *capacities.awaited(tx, subject)]


def _due_key(tx: Tx, subject: Subject) -> tuple[bool, bool, float, int]:
    """Order what waits: the fast lane first, then what is due first."""
    record = steps.open_one(tx, subject.kind, subject.id)
    due = record.due_at if record else None
    return not on_duty.urgent(tx, subject), due is None, due.timestamp() if due else 0.0, subject.id


def tasks(tx: Tx, t: Texts, person: Person) -> Card:
    """Show what waits for somebody, a button each."""
    things = waiting_for(tx, person)
    return Card(t.tasks(len(things)), rows(tx, t, things))


def overview(tx: Tx, t: Texts, things: list[Subject]) -> Card:
    """Show what somebody is reminded of at once, a button each, the one due first on top."""
    return Card(t.overview(len(things)), rows(tx, t, sorted(things, key=lambda subject: _due_key(tx, subject))))


def rows(tx: Tx, t: Texts, things: list[Subject]) -> Rows:
    """Give a button for each thing that opens its card, the first `LONGEST` of them."""
    return [[Button(_label(tx, t, s), Press(Verb.SHOW, s.kind, s.id))] for s in things[:LONGEST]]


def _label(tx: Tx, t: Texts, subject: Subject) -> str:
    return t.task(*named(t, subject), left(tx, t, subject, brief=True), urgent=on_duty.urgent(tx, subject))


def left(tx: Tx, t: Texts, subject: Subject, *, brief: bool = False) -> str:
    """Say how much working time is left, or by how much it is late; "" where no clock runs."""
    record = steps.open_one(tx, subject.kind, subject.id)
    if record is None or record.due_at is None:
        return ""
    calendar = clocks.of_record(tx, record)
    late = record.due_at <= tx.now
    span = calendar.spent(record.due_at, tx.now) if late else calendar.spent(tx.now, record.due_at)
    return t.left(late=late, working=t.brief(span) if brief else t.working(span))


def named(t: Texts, subject: Subject) -> tuple[str, str]:
    """Give number and title; a form that was not sent has no number."""
    if isinstance(subject, Article):
        return subject.ref, subject.title
    return t.new_disposition() if subject.state is State.D_DRAFT else subject.ref, subject.subject


def status(tx: Tx, t: Texts, person: Person, *, to_all: bool = False) -> Card:
    """Show where things are: the office's for its people, their own for contributors; a button each.

    `to_all`: where others read it too, what is withheld does not stand there.
    """
    found = [s for s in _seen_by(tx, person) if not (to_all and secrecy.withheld(s))][:LONGEST]
    told = [(*named(t, subject), subject.state, _whom(tx, t, subject)) for subject in found]
    return Card(
        t.status(told),
        [[Button(named(t, s)[0], Press(Verb.SHOW, s.kind, s.id)) for s in row] for row in _in_fours(found)],
    )


def _in_fours(things: list[Subject]) -> list[list[Subject]]:
    return [things[i : i + 4] for i in range(0, len(things), 4)]


def _seen_by(tx: Tx, person: Person) -> list[Subject]:
    own: list[Subject] = list(articles.of_author(tx, person.id, LONGEST))
    states = [s for s in State if s.kind is Kind.DISPOSITION and not s.ended]
    closed = dispositions.latest_closed(tx, CLOSED)
    others: list[Subject] = [*dispositions.in_states(tx, *states), *closed, *articles.latest(tx, LONGEST)]
    known = {(thing.kind, thing.id) for thing in own}
    seen = [s for s in others if (s.kind, s.id) not in known and capacities.may_see(tx, person, s)]
    return sorted([*own, *seen], key=lambda s: (s.state.ended, _not_pressing(tx, s), s.kind is Kind.ARTICLE, -s.id))


def _not_pressing(tx: Tx, subject: Subject) -> bool:
    return subject.state.ended or not on_duty.urgent(tx, subject)


def _whom(tx: Tx, t: Texts, subject: Subject) -> str:
    wait = capacities.turn(tx, subject)
    if wait is None or wait.who is Who.SYSTEM:
        return ""
    names = [p.name for p in capacities.waited_for(tx, subject)]
    return f"{t.title_of(wait.who)} ({t.people(names)})" if names else t.title_of(wait.who)
