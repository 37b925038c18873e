"""The card of /pengganti, and what other cards say of people away. What a button wants stands in the button."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup

from bot.card import GOOD, Button, Card, Rows, blocks, in_pairs, lines
from bot.dates.packed import pack_days
from bot.desk.authority import substitutes
from bot.desk.people import absence as desk
from bot.sop.flow import WAITS
from bot.sop.model import Person, Subject
from bot.sop.press import Press, Verb
from bot.texts import Texts
from storage import absences, people
from storage.absences import Absence
from storage.store import Tx

LONGEST = 40  # people to choose from

#: What a button asks for: the card, whom it is about, until when, to save it, to end it.
HOME, WHO, UNTIL, SAVE, END = "h", "w", "u", "s", "e"
STEPS = frozenset({HOME, WHO, UNTIL, SAVE, END})

#: Reasons that are ready, where an admin names who verifies in an official's place.
REASONS = ("duty", "ill", "leave", "training")

NOBODY = 0  # the substitute's place, where nobody stands in


@dataclass(frozen=True, slots=True)
class Wish:
    """What a button asks for: about whom, with which substitute (0: nobody), on which days, or which absence."""

    step: str
    person_id: int = 0
    substitute_id: int = NOBODY
    first: date | None = None
    last: date | None = None
    reason: str = ""  # one of REASONS by its name; as it was typed where it came in words

    def pack(self) -> str:
        """Give it as a button's argument: s.12.7.261224-261231.ill, at most 55 characters."""
        days = pack_days(self.first, self.last) if self.first and self.last else ""
        why = f".{self.reason}" if self.reason in REASONS else ""
        return f"{self.step}.{self.person_id}.{self.substitute_id}.{days}{why}"


def _button(words: str, wish: Wish, style: str = "") -> Button:
    return Button(words[:60], Press(Verb.ABSENCE, arg=wish.pack()), style=style)


# --- the card --------------------------------------------------------------------------------------------


def _own(person: Person, viewer: Person) -> str:
    """Name whose card it is, "" for the viewer's own."""
    return "" if person.id == viewer.id else person.name


def home(tx: Tx, t: Texts, viewer: Person, person: Person) -> Card:
    """Show somebody's absence, planned or running, or ask who stands in."""
    planned = absences.planned(tx, person.id)
    if planned is None:
        return who(tx, t, viewer, person, Wish(WHO, person.id))
    end = t.absence_button("end" if substitutes.away(tx, person.id) else "call_off")
    rows = [
        [_button(end, Wish(END, person.id, planned.id))],
        [_button(t.absence_button("again"), Wish(WHO, person.id))],
        *_others(tx, t, viewer, person),
    ]
    text = blocks(t.absence_head(_own(person, viewer)), state(tx, t, planned), _covers(tx, t, viewer, person))
    return Card(text, rows)


def state(tx: Tx, t: Texts, absence: Absence) -> Markup:
    """Say who is away and who stands in."""
    name, substitute = people.person(tx, absence.person_id).name, people.name(tx, absence.substitute_id) or ""
    first, last = desk.days(tx, absence)
    return t.absence_state(name, substitute, desk.titles(tx, t, absence.person_id), first, last)


def _covers(tx: Tx, t: Texts, viewer: Person, person: Person) -> Markup | None:
    if person.id != viewer.id:
        return None
    found = [(people.person(tx, a.person_id).name, desk.days(tx, a)[1]) for a in substitutes.covered(tx, viewer.id)]
    return lines(*(t.absence_covers(name, last) for name, last in found))


def _others(tx: Tx, t: Texts, viewer: Person, person: Person) -> Rows:
    if person.id != viewer.id or not desk.subordinates(tx, viewer):
        return []
    return [[_button(t.absence_button("others"), Wish(WHO))]]


def who(tx: Tx, t: Texts, viewer: Person, person: Person, wish: Wish) -> Card:
    """Offer who may stand in; with the days typed already, one tap saves."""
    step = SAVE if wish.first else UNTIL
    found = desk.candidates(tx, person)[:LONGEST]
    names = [_button(p.name, replace(wish, step=step, person_id=person.id, substitute_id=p.id)) for p in found]
    nobody = _button(t.absence_button("nobody"), replace(wish, step=step, person_id=person.id, substitute_id=NOBODY))
    asked = t.absence_none(_own(person, viewer)) if found else t.absence_nobody_fits()
    days = Markup("<b>{}</b>").format(t.absence_span(wish.first, wish.last)) if wish.first and wish.last else None
    text = blocks(t.absence_head(_own(person, viewer)), days, asked, _covers(tx, t, viewer, person))
    return Card(text, [*in_pairs(names), [nobody], *_others(tx, t, viewer, person)])


def whom(tx: Tx, t: Texts, viewer: Person) -> Card:
    """Ask about whom of those below it is."""
    found = desk.subordinates(tx, viewer)[:LONGEST]
    rows = [[_button(p.name, Wish(HOME, p.id))] for p in found]
    return Card(blocks(t.absence_head(""), t.absence_ask_person()), rows)


def until(tx: Tx, t: Texts, viewer: Person, person: Person, substitute: Person | None, wish: Wish) -> Card:
    """Ask until when somebody is away."""
    today = tx.office.calendar.today(tx.now)
    rows = [
        [_button(t.absence_until(key, day), replace(wish, step=SAVE, first=today, last=day), GOOD)]
        for key, day in desk.choices(tx)
    ]
    whose = _first(person) if person.id != viewer.id else ""
    asked = t.absence_ask_until(
        person.name, substitute.name if substitute else "", whose, _first(substitute) if substitute else ""
    )
    return Card(blocks(t.absence_head(_own(person, viewer)), asked), rows)


def why(t: Texts, viewer: Person, person: Person, wish: Wish) -> Card:
    """Ask an admin why, who names who verifies in an official's place."""
    rows = [[_button(t.absence_reason(key), replace(wish, step=SAVE, reason=key))] for key in REASONS]
    return Card(blocks(t.absence_head(_own(person, viewer)), t.absence_ask_reason()), rows)


def _first(person: Person) -> str:
    """Give the first name to type, without what stands before it ("dr.")."""
    words = person.name.split()
    return next((word for word in words if not word.endswith(".")), words[0])


# --- on other cards --------------------------------------------------------------------------------------


def notes(tx: Tx, t: Texts, subject: Subject, viewer: Person) -> Markup | None:
    """Say who stands in for those whose turn it is, and who is away with nobody in their place."""
    wait = WAITS.get(subject.state)
    if wait is None:
        return None
    title = t.title_of(wait.who)
    standing_in = [
        t.stands_in(there.name, title, person.name, last, yours=there.id == viewer.id)
        for there, person, last in desk.stand_ins(tx, subject)
    ]
    alone = [t.nobody_stands_in(person.name, _last(tx, away)) for person, away in desk.missing(tx, subject)]
    return lines(*standing_in, *alone) or None


def _last(tx: Tx, absence: Absence | None) -> date | None:
    return desk.days(tx, absence)[1] if absence else None


def rows(tx: Tx, t: Texts, subject: Subject, viewer: Person) -> Rows:
    """Offer those who may name a substitute to do so, where one is missing."""
    found = [person for person, _ in desk.missing(tx, subject) if person.id != viewer.id]
    return [
        [_button(t.absence_button("appoint"), Wish(WHO, person.id))]
        for person in found
        if desk.may_arrange(tx, viewer, person)
    ]
