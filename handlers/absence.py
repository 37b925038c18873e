"""/pengganti and its buttons: who is away, who stands in, from when to when. What a button wants stands in it."""

from __future__ import annotations

import re
from dataclasses import replace

from markupsafe import Markup

from bot.card import Card
from bot.cards.people import absence as cards
from bot.cards.people.absence import END, HOME, NOBODY, REASONS, SAVE, STEPS, UNTIL, WHO, Wish
from bot.dates import trailing_days
from bot.dates.packed import unpack_days
from bot.desk.people import absence
from bot.desk.people.absence import Plan
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.model import Person
from bot.sop.press import Press, number
from bot.texts import default
from handlers.senders import Asker, say
from storage import people
from storage.store import Tx

#: A reason stands last: "... s.d. besok karena dinas luar".
_WHY = re.compile(r"\s(?:karena|sebab|alasan:?|because)\s+(.+)$", re.IGNORECASE)
_BY = re.compile(r"(?:^|\s)(?:oleh|by|plh\.?)\s+(.+)$", re.IGNORECASE)


def answer(tx: Tx, who: Asker, words: str) -> None:
    """Answer /pengganti with what was typed after it: [who is away] [oleh who stands in] [from] s.d. [to]."""
    shown = _typed(tx, who, words) if words.strip() else _do(tx, who, Wish(HOME))
    say(tx, who, shown if isinstance(shown, Card) else Card(Markup.escape(shown), []))


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Show or save who stands in for whom: a right that was lost since is noticed here."""
    wish = unpack(press.arg)
    shown = _do(tx, who, wish) if wish else who.t.unknown_button()
    if isinstance(shown, str):
        return refusal(shown)
    say(tx, who, shown)
    return Answer()


def unpack(arg: str) -> Wish | None:
    """Read a button's argument; None for what no button of ours carries."""
    parts = arg.split(".")
    if len(parts) not in {4, 5} or parts[0] not in STEPS:  # step, person, substitute, days, and perhaps a reason
        return None
    reason = parts[4] if len(parts) == 5 else ""  # noqa: PLR2004 - it is there
    if reason and reason not in REASONS:
        return None
    person_id, substitute_id = number(parts[1]), number(parts[2])
    days = unpack_days(parts[3]) if parts[3] else (None, None)
    if person_id is None or substitute_id is None or days is None:
        return None
    return Wish(parts[0], person_id, substitute_id, days[0], days[1], reason)


def _do(tx: Tx, who: Asker, wish: Wish) -> Card | str:
    """Do what is wished for, and give what is shown then; a string says why not."""
    if wish.step == WHO and not wish.person_id:
        return cards.whom(tx, who.t, who.person)
    person = _person(tx, wish.person_id) if wish.person_id else who.person
    if person is None or not absence.may_arrange(tx, who.person, person):
        return who.t.absence_refused("not_yours", "")
    if wish.step == WHO:
        return cards.who(tx, who.t, who.person, person, wish)
    if wish.step == UNTIL:
        return cards.until(tx, who.t, who.person, person, _person(tx, wish.substitute_id), wish)
    if wish.step == SAVE and not wish.reason and _asks_reason(tx, who, person, wish):
        return cards.why(who.t, who.person, person, wish)
    why = _save(tx, who, person, wish) if wish.step == SAVE else _end(tx, who, wish) if wish.step == END else ""
    return why or cards.home(tx, who.t, who.person, person)


def _asks_reason(tx: Tx, who: Asker, person: Person, wish: Wish) -> bool:
    return absence.asks_reason(tx, who.person, person, _person(tx, wish.substitute_id))


def _person(tx: Tx, person_id: int) -> Person | None:
    """Find somebody by the number in a button; None for nobody, and for nobody there is."""
    try:
        return people.person(tx, person_id)
    except KeyError:
        return None


def _save(tx: Tx, who: Asker, person: Person, wish: Wish) -> str:
    """Save an absence; gives why it could not be, or ""."""
    substitute = _person(tx, wish.substitute_id)
    today = tx.office.calendar.today(tx.now)
    if wish.last is None or (wish.substitute_id != NOBODY and substitute is None):
        return who.t.absence_refused("past", "")
    reason = default(tx.office, tx.now).absence_reason(wish.reason) if wish.reason in REASONS else wish.reason
    plan = Plan(person, substitute, max(wish.first or today, today), wish.last, reason)
    made = absence.arrange(tx, who.person, plan)
    return who.t.absence_refused(made, substitute.name if substitute else "") if isinstance(made, str) else ""


def _end(tx: Tx, who: Asker, wish: Wish) -> str:
    """End the absence that the button names: an old button ends no newer one. Gives why not, or ""."""
    done = absence.call_off(tx, who.person, wish.substitute_id)
    return who.t.absence_refused(done, "") if isinstance(done, str) else ""


# --- typed -----------------------------------------------------------------------------------------------


def _typed(tx: Tx, who: Asker, words: str) -> Card | str:
    said = _WHY.search(words)
    words, reason = (words[: said.start()], said[1].strip()) if said else (words, "")
    typed = trailing_days.trailing(words, tx.office.calendar, tx.now)
    if typed is None:
        return Card(who.t.absence_unclear(), [])
    by = _BY.search(typed.before)
    absent, stands_in = (typed.before[: by.start()], by[1]) if by else (typed.before, "")
    person = _named(tx, who, absent)
    substitute = _named(tx, who, stands_in) if stands_in else None
    if not isinstance(person, Person):
        return person
    if isinstance(substitute, Card):
        return substitute
    wish = Wish(HOME, person.id, substitute.id if substitute else NOBODY, typed.first, typed.last, reason)
    if typed.first is None and substitute is None:
        return _do(tx, who, wish)
    step = WHO if substitute is None else UNTIL if typed.first is None else SAVE
    return _do(tx, who, replace(wish, step=step))


def _named(tx: Tx, who: Asker, words: str) -> Person | Card:
    """Find whom a name means: the asker for none, else the one person of that name, or words on why there is none."""
    wanted = " ".join(words.lower().split())
    if wanted in {"", "saya", "me"}:
        return who.person
    everybody = people.everybody(tx)
    found = [p for p in everybody if p.name.lower() == wanted] or [
        p for p in everybody if any(part.startswith(wanted) for part in (p.name.lower(), *p.name.lower().split()))
    ]
    return found[0] if len(found) == 1 else Card(who.t.absence_which(words.strip(), [p.name for p in found]), [])
