"""/anggota and its buttons: who belongs to the office, what they hold, and how that begins, ends and changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.card import Card
from bot.cards.people import members as cards
from bot.cards.people.members import REASONS, Offer
from bot.dates import days, trailing_days
from bot.dates.packed import unpack_days
from bot.desk import notify
from bot.desk.people import accounts, appointments, directory, merging, suspension
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.model import Manner, Person
from bot.sop.press import Press, number
from bot.sop.roles import Role
from bot.texts.formats import TOAST, shorten
from handlers import importing
from handlers.senders import Asker, say
from storage import appointments as tenures
from storage import people, screens
from storage.appointments import Tenure, Terms
from storage.store import Tx

#: "…, SK 821.2/15/2026": the decree at the end of what was typed.
_DECREE = re.compile(r"[,;.]?\s*\bSK\b\.?\s*(?:No(?:mor|\.)?\s*)?:?\s*(\S.*)$", re.IGNORECASE)

#: What an appointment is to be, by the letter that a button carries: "s" a successor, "n" there was nobody.
_MANNERS = {"a": Manner.ACTING, "d": Manner.DEPUTY}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a button of these cards asks for, by whom; its parts are still strings of whoever sent them."""

    who: Asker
    parts: list[str]

    def id(self, at: int = 1) -> int:
        """Read a number from the parts; 0 where there is none."""
        return number(self.parts[at]) or 0 if len(self.parts) > at else 0

    def text(self, at: int) -> str:
        """Read a word from the parts; "" where there is none."""
        return self.parts[at] if len(self.parts) > at else ""


#: What a step gives: the card to show next, or why it was not done.
Step = Callable[[Tx, Wish], "Card | str"]


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /anggota: everybody, or with a name the one who has it."""
    if not appointments.may_look(tx, who.person):
        notify.say(tx, who.chat_id, who.t.only_superiors())
        return
    found = directory.named(tx, words) if words.strip() else []
    if len(found) == 1:
        say(tx, who, cards.card(tx, who.t, who.person, found[0].person))
    elif words.strip() and not found:
        notify.say(tx, who.chat_id, who.t.people_none(words.strip()))
    else:
        say(tx, who, cards.everybody(tx, who.t, who.person))


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button asks; whether somebody still may is looked up now."""
    wish = Wish(who, press.arg.split("."))
    row = STEPS.get(wish.parts[0])
    if row is None:
        return refusal(who.t.unknown_button())
    step, may = row
    if not may(tx, who.person):
        return refusal(who.t.people_refused("not_yours", ""))
    shown = step(tx, wish)
    if isinstance(shown, str):
        return refusal(shorten(shown, TOAST))
    say(tx, who, shown)
    return Answer()


def _refused(wish: Wish, why: str, ref: str = "") -> str:
    return wish.who.t.people_refused(why, ref)


def _person(tx: Tx, wish: Wish, at: int = 1) -> Person | None:
    try:
        found = people.person(tx, wish.id(at))
    except KeyError:
        return None
    return found if people.present_id(tx, found.id) == found.id else None


def _of_person(step: Callable[[Tx, Wish, Person], Card | str]) -> Step:
    """Make a step about one person: a number that is nobody's is told as a button nobody knows."""

    def run(tx: Tx, wish: Wish) -> Card | str:
        person = _person(tx, wish)
        return wish.who.t.unknown_button() if person is None else step(tx, wish, person)

    return run


def _of_tenure(step: Callable[[Tx, Wish, Tenure], Card | str]) -> Step:
    """Make a step about one appointment that has not ended."""

    def run(tx: Tx, wish: Wish) -> Card | str:
        tenure = tenures.get(tx, wish.id())
        if tenure is None or tenure.ended_at is not None:
            return _refused(wish, "over")
        return step(tx, wish, tenure)

    return run


def _card(tx: Tx, wish: Wish, person: Person) -> Card:
    return cards.card(tx, wish.who.t, wish.who.person, people.person(tx, person.id))


# --- suspending ------------------------------------------------------------------------------------------------


def _suspend(tx: Tx, wish: Wish, person: Person) -> Card | str:
    why = suspension.suspend(tx, wish.who.person, person, wish.who.t.lost_phone())
    return _refused(wish, "not_yours_to_suspend" if why == "not_yours" else why) if why else _card(tx, wish, person)


def _lift(tx: Tx, wish: Wish, person: Person) -> Card | str:
    why = suspension.lift(tx, wish.who.person, person)
    return _refused(wish, "not_yours_to_suspend" if why == "not_yours" else why) if why else _card(tx, wish, person)


# --- ending ----------------------------------------------------------------------------------------------------


def _when(wish: Wish) -> tuple[str, date | None] | None:
    """Read when an appointment ends: "n" for now, or packed days; None for what no button carries."""
    text = wish.text(2)
    if text == "n":
        return text, None
    found = unpack_days(text)
    return (text, found[1]) if found is not None else None


def _ending(tx: Tx, wish: Wish, tenure: Tenure) -> Card | str:
    why = appointments.why_not_end(tx, tenure, None, "-")
    return _refused(wish, why) if why else cards.ending(tx, wish.who.t, tenure)


def _why(tx: Tx, wish: Wish, tenure: Tenure) -> Card | str:
    when = _when(wish)
    return wish.who.t.unknown_button() if when is None else cards.reasons(tx, wish.who.t, tenure, *when)


def _sure(tx: Tx, wish: Wish, tenure: Tenure) -> Card | str:
    when, letter = _when(wish), wish.text(3)
    if when is None or letter not in REASONS:
        return wish.who.t.unknown_button()
    return cards.sure(tx, wish.who.t, tenure, *when, letter, wish.who.t.ending(REASONS[letter]))


def _end(tx: Tx, wish: Wish, tenure: Tenure) -> Card | str:
    when, letter = _when(wish), wish.text(3)
    typed = screens.question(tx, wish.who.person.id)
    if letter in REASONS:
        reason = wish.who.t.ending(REASONS[letter])
    elif typed is not None and typed.what == "end_sure":
        reason = typed.arg
        screens.forget_question(tx, wish.who.person.id)
    else:
        return wish.who.t.unknown_button()
    if when is None:
        return wish.who.t.unknown_button()
    decree = _DECREE.search(reason)
    words, basis = (reason[: decree.start()].strip() or reason, decree[1].strip()) if decree else (reason, "")
    done = appointments.end(tx, wish.who.person, tenure.id, when[1], words, basis)
    if isinstance(done, str):
        return _refused(wish, done)
    return _card(tx, wish, people.person(tx, tenure.person_id))


def _go_on(tx: Tx, wish: Wish, tenure: Tenure) -> Card | str:
    done = appointments.go_on(tx, wish.who.person, tenure.id)
    return _refused(wish, done) if isinstance(done, str) else _card(tx, wish, people.person(tx, tenure.person_id))


def _ask(what: str, words: Callable[[Wish], str]) -> Step:
    """Make a step that asks for words; what they are about is what the button carried."""

    def run(tx: Tx, wish: Wish) -> Card:
        screens.ask(tx, wish.who.person.id, what, ".".join(wish.parts[1:]))
        return Card(words(wish), [])  # type: ignore[arg-type]  # texts are Markup

    return run


def day_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take the last day that was typed."""
    day = days.day(words, tx.office.calendar.today(tx.now))
    tenure = tenures.get(tx, number(arg) or 0)
    if day is None or tenure is None:
        return who.t.people_refused("date", "")
    if day < tx.office.calendar.today(tx.now):
        return who.t.people_refused("past", "")
    screens.forget_question(tx, who.person.id)
    return cards.reasons(tx, who.t, tenure, cards.packed(day), day)


def reason_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take the reason that was typed, and show it back with all it means."""
    wish = Wish(who, ["y", *arg.split(".")])
    when, tenure = _when(wish), tenures.get(tx, wish.id())
    if when is None or tenure is None:
        return who.t.people_refused("over", "")
    screens.ask(tx, who.person.id, "end_sure", words[: appointments.LONGEST])
    return cards.sure(tx, who.t, tenure, *when, "x", words[: appointments.LONGEST])


# --- details, links, merging ---------------------------------------------------------------------------------------


def detail_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take what was typed of somebody: their name, NIP, pangkat, jabatan or qualification."""
    wish = Wish(who, ["d", *arg.split(".")])
    person, detail = _person(tx, wish), wish.text(2)
    if person is None or detail not in people.DETAILS:
        return who.t.unknown_button()
    why = accounts.set_detail(tx, who.person, person, detail, "" if words.strip() == "-" else words)
    if why is not None:
        return who.t.people_refused(why, "")
    screens.forget_question(tx, who.person.id)
    notify.say(tx, who.chat_id, who.t.detail_set(people.person(tx, person.id).name, detail))
    return _card(tx, wish, person)


def _which_detail(_tx: Tx, wish: Wish, person: Person) -> Card:
    return cards.details(wish.who.t, person)


def _ask_detail(tx: Tx, wish: Wish, person: Person) -> Card | str:
    detail = wish.text(2)
    if detail not in people.DETAILS:
        return wish.who.t.unknown_button()
    screens.ask(tx, wish.who.person.id, "detail", f"{person.id}.{detail}")
    return Card(wish.who.t.ask_detail(person.name, detail), [])


def _link(tx: Tx, wish: Wish, person: Person) -> Card | str:
    """Give a link that opens somebody's account: their first, or a new one that takes the old one's place."""
    if not tenures.standing(tx, person.id):
        return _refused(wish, "over")
    token = accounts.open_link(tx, person.id, wish.who.person)
    accounts.send_link(tx, wish.who.person, person, token)
    return _card(tx, wish, person)


def _merge(tx: Tx, wish: Wish, person: Person) -> Card | str:
    return cards.whom_to_merge(tx, wish.who.t, person, wish.id(2))


def _sure_to_merge(tx: Tx, wish: Wish, person: Person) -> Card | str:
    other = _person(tx, wish, 2)
    return wish.who.t.unknown_button() if other is None else cards.sure_to_merge(tx, wish.who.t, person, other)


def _do_merge(tx: Tx, wish: Wish, person: Person) -> Card | str:
    other = _person(tx, wish, 2)
    if other is None:
        return wish.who.t.unknown_button()
    why, ref = merging.merge(tx, wish.who.person, other, person)
    return _refused(wish, why, ref) if why else _card(tx, wish, person)


# --- giving ----------------------------------------------------------------------------------------------------


def _add(tx: Tx, wish: Wish, person: Person) -> Card | str:
    """Ask on until it is clear what somebody gets: the role, its unit, and beside whom."""
    role, unit_id, letter = wish.text(2), wish.id(3), wish.text(4)
    t = wish.who.t
    if role not in set(Role):
        return cards.roles(t, person)
    if Role(role).of_unit and not unit_id:
        return cards.which_unit(tx, t, person, Role(role))
    if not letter and appointments.incumbents(tx, Role(role), person.id):
        return cards.which_manner(tx, t, person, Role(role))
    made = _offer(tx, wish, person)
    why = appointments.why_not(tx, person.id, made.role, made.unit_id or None, _terms(made))
    if why:
        return _refused(wish, why)
    before = tenures.get(tx, made.succeeds)
    return cards.offer(tx, t, person, made, [before] if before else [])


def _offer(tx: Tx, wish: Wish, person: Person) -> Offer:
    """Read what is being put together from a button; raises ValueError for a role there is not."""
    role, unit_id, letter = Role(wish.text(2)), wish.id(3), wish.text(4)
    before = appointments.incumbents(tx, role, person.id)
    succeeds = before[0].id if before and letter in {"s", "a"} else 0
    return Offer(person.id, role, unit_id, _MANNERS.get(letter, Manner.DEFINITIVE), succeeds)


def _terms(made: Offer) -> Terms:
    return Terms(manner=made.manner, succeeds=made.succeeds or None)


def _give(tx: Tx, wish: Wish, person: Person) -> Card | str:
    if wish.text(2) not in set(Role):
        return wish.who.t.unknown_button()
    made = _offer(tx, wish, person)
    done = appointments.give(tx, wish.who.person, person, made.role, made.unit_id or None, _terms(made))
    return _refused(wish, done) if isinstance(done, str) else _card(tx, wish, person)


def terms_typed(tx: Tx, who: Asker, arg: str, words: str) -> Card | str:
    """Take dates and decree that were typed, and give the appointment."""
    wish = Wish(who, ["k", *arg.split(".")])
    person = _person(tx, wish)
    if person is None or wish.text(2) not in set(Role):
        return who.t.unknown_button()
    decree = _DECREE.search(words)
    when = words[: decree.start()].strip() if decree else words.strip()
    read = trailing_days.trailing(when, tx.office.calendar, tx.now) if when else trailing_days.Trailing("")
    if read is None or read.before.strip():
        return who.t.people_refused("date", "")
    made, calendar = _offer(tx, wish, person), tx.office.calendar
    spanned = read.first is not None and read.last is not None and read.last != read.first
    terms = Terms(
        starts=max(calendar.moment(read.first), tx.now) if read.first else None,
        until=calendar.moment(read.last + timedelta(days=1)) if spanned and read.last else None,
        manner=made.manner,
        basis=decree[1].strip()[: appointments.LONGEST] if decree else "",
        succeeds=made.succeeds or None,
    )
    done = appointments.give(tx, who.person, person, made.role, made.unit_id or None, terms)
    if isinstance(done, str):
        return who.t.people_refused(done, "")
    screens.forget_question(tx, who.person.id)
    title = who.t.tenure(*appointments.titled(tx, done))
    first = appointments.first_day(tx, done) if done.begun_at is None else None
    notify.say(tx, who.chat_id, who.t.given(person.name, title, first))
    return _card(tx, wish, person)


# --- the table ---------------------------------------------------------------------------------------------------


def _list(tx: Tx, wish: Wish) -> Card:
    importing.left(tx, wish.who)
    return cards.everybody(tx, wish.who.t, wish.who.person, wish.id(), former=wish.parts[0] == "f")


def _import(tx: Tx, wish: Wish) -> Card:
    return importing.ask(tx, wish.who)


def _do_import(tx: Tx, wish: Wish) -> Card | str:
    return importing.do_it(tx, wish.who)


def _export(tx: Tx, wish: Wish) -> Card:
    return importing.export(tx, wish.who)


#: What each button does, by the first part of what it carries, and who may.
STEPS: dict[str, tuple[Step, Callable[[Tx, Person], bool]]] = {
    "v": (_import, appointments.may_manage),
    "I": (_do_import, appointments.may_manage),
    "q": (_export, appointments.may_manage),
    "l": (_list, appointments.may_look),
    "f": (_list, appointments.may_look),
    "p": (_of_person(_card), appointments.may_look),
    "s": (_of_person(_suspend), appointments.may_look),
    "i": (_of_person(_lift), appointments.may_look),
    "e": (_of_tenure(_ending), appointments.may_manage),
    "w": (_of_tenure(_why), appointments.may_manage),
    "t": (_ask("end_day", lambda wish: wish.who.t.ask_day()), appointments.may_manage),
    "o": (_ask("end_reason", lambda wish: wish.who.t.ask_end_words()), appointments.may_manage),
    "r": (_of_tenure(_sure), appointments.may_manage),
    "y": (_of_tenure(_end), appointments.may_manage),
    "g": (_of_tenure(_go_on), appointments.may_manage),
    "c": (_of_person(_which_detail), appointments.may_manage),
    "d": (_of_person(_ask_detail), appointments.may_manage),
    "n": (_of_person(_link), appointments.may_manage),
    "m": (_of_person(_merge), appointments.may_manage),
    "x": (_of_person(_sure_to_merge), appointments.may_manage),
    "z": (_of_person(_do_merge), appointments.may_manage),
    "a": (_of_person(_add), appointments.may_manage),
    "b": (_of_person(_give), appointments.may_manage),
    "k": (_ask("terms", lambda wish: wish.who.t.ask_terms()), appointments.may_manage),
}
