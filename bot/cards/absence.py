"""The card of /pengganti, and what other cards say of people away. What a button wants stands in the button."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.cards.card import GOOD, Button, Card, Rows, blocks, in_pairs, lines
from bot.dates import moments
from bot.dates.packed import pack_days, unpack_days
from bot.desk import absence as desk
from bot.desk import presence
from bot.desk.absence import Plan
from bot.desk.standing import Thing
from bot.sop.flow import WAITS
from bot.sop.model import Person
from bot.sop.press import Press, number
from bot.texts import Texts
from storage import absences, people
from storage.absences import Absence
from storage.store import Tx

VERB = "plh"
LONGEST = 40  # people to choose from

#: What a button asks for: the card, whom it is about, until when, to save it, to end it.
HOME, WHO, UNTIL, SAVE, END = "h", "w", "u", "s", "e"
STEPS = frozenset({HOME, WHO, UNTIL, SAVE, END})

NOBODY = 0  # the substitute's place, where nobody stands in


@dataclass(frozen=True, slots=True)
class Wish:
    """What a button asks for: about whom, with which substitute (0: nobody), on which days, or which absence."""

    step: str
    person_id: int = 0
    substitute_id: int = NOBODY
    first: date | None = None
    last: date | None = None

    def pack(self) -> str:
        """Give it as a button's argument: s.12.7.261224-261231, at most 46 characters."""
        days = pack_days(self.first, self.last) if self.first and self.last else ""
        return f"{self.step}.{self.person_id}.{self.substitute_id}.{days}"


def unpack(arg: str) -> Wish | None:
    """Read a button's argument; None for what no button of ours carries."""
    parts = arg.split(".")
    if len(parts) != 4 or parts[0] not in STEPS:  # noqa: PLR2004 - step, person, substitute, days
        return None
    person_id, substitute_id = number(parts[1]), number(parts[2])
    days = unpack_days(parts[3]) if parts[3] else (None, None)
    if person_id is None or substitute_id is None or days is None:
        return None
    return Wish(parts[0], person_id, substitute_id, *days)


def _button(words: str, wish: Wish, style: str = "") -> Button:
    return Button(words[:60], Press(VERB, arg=wish.pack()), style=style)


# --- the card --------------------------------------------------------------------------------------------


def card(tx: Tx, t: Texts, viewer: Person, wish: Wish) -> Card | str:
    """Show what a button asks for, or do it; a string says why not (in words)."""
    if wish.step == WHO and not wish.person_id:
        return _whom(tx, t, viewer)
    person = _person(tx, wish.person_id) if wish.person_id else viewer
    if person is None or not desk.may_arrange(tx, viewer, person):
        return t.absence_refused("not_yours", "")
    return _STEP[wish.step](tx, t, viewer, person, wish)


def _person(tx: Tx, person_id: int) -> Person | None:
    try:
        return people.person(tx, person_id)
    except KeyError:
        return None


def _own(person: Person, viewer: Person) -> str:
    """Name whose card it is, "" for the viewer's own."""
    return "" if person.id == viewer.id else person.name


def _home(tx: Tx, t: Texts, viewer: Person, person: Person, _wish: Wish) -> Card:
    planned = absences.planned(tx, person.id)
    if planned is None:
        return _who(tx, t, viewer, person, Wish(WHO, person.id))
    end = t.absence_button("end" if presence.away(tx, person.id) else "call_off")
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
    found = [(people.person(tx, a.person_id).name, desk.days(tx, a)[1]) for a in presence.covered(tx, viewer.id)]
    return lines(*(t.absence_covers(name, last) for name, last in found))


def _others(tx: Tx, t: Texts, viewer: Person, person: Person) -> Rows:
    if person.id != viewer.id or not desk.subordinates(tx, viewer):
        return []
    return [[_button(t.absence_button("others"), Wish(WHO))]]


def _who(tx: Tx, t: Texts, viewer: Person, person: Person, wish: Wish) -> Card:
    """Offer who may stand in; with the days typed already, one tap saves."""
    step = SAVE if wish.first else UNTIL
    found = desk.candidates(tx, person)[:LONGEST]
    names = [_button(p.name, replace(wish, step=step, person_id=person.id, substitute_id=p.id)) for p in found]
    nobody = _button(t.absence_button("nobody"), replace(wish, step=step, person_id=person.id, substitute_id=NOBODY))
    asked = t.absence_none(_own(person, viewer)) if found else t.absence_nobody_fits()
    days = Markup("<b>{}</b>").format(t.absence_span(wish.first, wish.last)) if wish.first and wish.last else None
    text = blocks(t.absence_head(_own(person, viewer)), days, asked, _covers(tx, t, viewer, person))
    return Card(text, [*in_pairs(names), [nobody], *_others(tx, t, viewer, person)])


def _whom(tx: Tx, t: Texts, viewer: Person) -> Card:
    found = desk.subordinates(tx, viewer)[:LONGEST]
    rows = [[_button(p.name, Wish(HOME, p.id))] for p in found]
    return Card(blocks(t.absence_head(""), t.absence_ask_person()), rows)


def _until(tx: Tx, t: Texts, viewer: Person, person: Person, wish: Wish) -> Card | str:
    substitute = _person(tx, wish.substitute_id) if wish.substitute_id else None
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


def _first(person: Person) -> str:
    """Give the first name to type, without what stands before it ("dr.")."""
    words = person.name.split()
    return next((word for word in words if not word.endswith(".")), words[0])


def _saved(tx: Tx, t: Texts, viewer: Person, person: Person, wish: Wish) -> Card | str:
    substitute = _person(tx, wish.substitute_id) if wish.substitute_id else None
    today = tx.office.calendar.today(tx.now)
    if wish.last is None or (wish.substitute_id and substitute is None):
        return t.absence_refused("past", "")
    plan = Plan(person, substitute, max(wish.first or today, today), wish.last)
    made = desk.arrange(tx, viewer, plan)
    if isinstance(made, str):
        return t.absence_refused(made, substitute.name if substitute else "")
    return _home(tx, t, viewer, person, wish)


def _ended(tx: Tx, t: Texts, viewer: Person, person: Person, wish: Wish) -> Card | str:
    """End the absence that the button names: an old button ends no newer one."""
    done = desk.call_off(tx, viewer, wish.substitute_id)
    return t.absence_refused(done, "") if isinstance(done, str) else _home(tx, t, viewer, person, wish)


_STEP: dict[str, Callable[[Tx, Texts, Person, Person, Wish], Card | str]] = {
    HOME: _home,
    WHO: _who,
    UNTIL: _until,
    SAVE: _saved,
    END: _ended,
}


# --- typed -----------------------------------------------------------------------------------------------

_BY = re.compile(r"(?:^|\s)(?:oleh|by|plh\.?)\s+(.+)$", re.IGNORECASE)
_TO = re.compile(
    r"\s*(?:s\.\s?d\.|s/d|\bsd\b\.?|\bsampai\b(?:\s+dengan\b)?|\bhingga\b|\bto\b|\buntil\b|–|\s-\s)\s*",
    re.IGNORECASE,
)


def answer(tx: Tx, t: Texts, viewer: Person, words: str) -> Card:
    """Answer /pengganti with what was typed after it: [who is away] [oleh who stands in] [from] s.d. [to]."""
    if not words.strip():
        return _shown(card(tx, t, viewer, Wish(HOME)))
    who, days, unread = _days_typed(tx, words)
    by = _BY.search(who)
    absent, stands_in = (who[: by.start()], by[1]) if by else (who, "")
    if unread:
        return Card(t.absence_unclear(), [])
    person = _named(tx, t, viewer, absent)
    substitute = _named(tx, t, viewer, stands_in) if stands_in else None
    for one in (person, substitute):
        if isinstance(one, Card):
            return one
    assert isinstance(person, Person)  # noqa: S101 - a Card was given back above
    wish = Wish(HOME, person.id, substitute.id if isinstance(substitute, Person) else NOBODY, *days)
    if days[0] is None and substitute is None:
        return _shown(card(tx, t, viewer, wish))
    step = WHO if substitute is None else UNTIL if days[0] is None else SAVE
    return _shown(card(tx, t, viewer, replace(wish, step=step)))


def _shown(found: Card | str) -> Card:
    return found if isinstance(found, Card) else Card(Markup.escape(found), [])


def _named(tx: Tx, t: Texts, viewer: Person, words: str) -> Person | Card:
    """Find whom a name means: the viewer for none, else the one person of that name, or words on why there is none."""
    wanted = " ".join(words.lower().split())
    if wanted in {"", "saya", "me"}:
        return viewer
    everybody = people.everybody(tx)
    found = [p for p in everybody if p.name.lower() == wanted] or [
        p for p in everybody if any(part.startswith(wanted) for part in (p.name.lower(), *p.name.lower().split()))
    ]
    return found[0] if len(found) == 1 else Card(t.absence_which(words.strip(), [p.name for p in found]), [])


def _days_typed(tx: Tx, words: str) -> tuple[str, tuple[date | None, date | None], bool]:
    """Cut the days off what was typed: (the names before them, the days, whether there is more than can be read)."""
    parts = _TO.split(words.strip())
    if len(parts) > 2:  # noqa: PLR2004 - from and to
        return words, (None, None), True
    names, first = _cut(tx, parts[0])
    if len(parts) == 1:
        return names, (first, first), False
    last = _read(tx, parts[1])
    start = first or tx.office.calendar.today(tx.now)
    if last is not None and start > last:  # "20-11 s.d. 30-11", typed when the first day is over
        start = tx.office.calendar.today(tx.now)
    return names, (start, last), last is None


def _cut(tx: Tx, text: str) -> tuple[str, date | None]:
    """Cut the longest day off the end of a text: ("Rudi oleh Dewi", 24 December)."""
    words = text.split()
    for at in range(len(words)):
        day = _read(tx, " ".join(words[at:]))
        if day is not None:
            return " ".join(words[:at]), day
    return text, None


def _read(tx: Tx, text: str) -> date | None:
    """Read one day as people type it."""
    calendar = tx.office.calendar
    found = moments.parse(text, calendar, tx.now)
    return calendar.today(found - timedelta(milliseconds=1)) if found else None


# --- on other cards --------------------------------------------------------------------------------------


def notes(tx: Tx, t: Texts, subject: Thing, viewer: Person) -> Markup | None:
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


def rows(tx: Tx, t: Texts, subject: Thing, viewer: Person) -> Rows:
    """Offer those who may name a substitute to do so, where one is missing."""
    found = [person for person, _ in desk.missing(tx, subject) if person.id != viewer.id]
    return [
        [_button(t.absence_button("appoint"), Wish(WHO, person.id))]
        for person in found
        if desk.may_arrange(tx, viewer, person)
    ]
