"""Who speaks to the bot, and where; and how a stranger is answered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.card import Card
from bot.desk import notify
from bot.desk.people import reachability
from bot.sop.model import Person
from bot.texts import Texts, speaking
from storage import people, suspensions
from storage.once import once
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, and where. telegram_id None: somebody who cannot be told apart (an anonymous group admin)."""

    telegram_id: int | None
    chat_id: int
    private: bool
    language: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody of the office who asks for something: who, in which chat, and the texts in their language."""

    person: Person
    t: Texts
    chat_id: int
    private: bool = True


def asker(tx: Tx, sender: Sender) -> Asker | None:
    """Find who this is, None for a stranger and for whoever holds no role (any more); who writes is reachable again."""
    person = people.by_telegram(tx, sender.telegram_id) if sender.telegram_id is not None else None
    if person is None or not people.appointments(tx, person.id):
        return None
    suspensions.saw(tx, person.id)
    if sender.private:
        reachability.reachable_again(tx, person)
    return Asker(person, notify.texts_for(tx, person), sender.chat_id, sender.private)


def knows(tx: Tx, sender: Sender) -> bool:
    """Say whether this is somebody of the office, with a role of theirs in force."""
    person = people.by_telegram(tx, sender.telegram_id) if sender.telegram_id is not None else None
    return person is not None and bool(people.appointments(tx, person.id))


def to_stranger(tx: Tx, sender: Sender) -> None:
    """Somebody the office does not know (any more) gets one polite answer a day, and only in private."""
    person = people.by_telegram(tx, sender.telegram_id) if sender.telegram_id is not None else None
    how = "stranger" if person is None else "suspended" if suspensions.of(tx, person.id) else "former"
    day = tx.office.calendar.today(tx.now).isoformat()
    if not sender.private or not once(tx, how, f"{sender.chat_id} {day}"):
        return
    t = speaking(sender.language, tx.office, tx.now) if person is None else notify.texts_for(tx, person)
    notify.say(tx, sender.chat_id, t.stranger() if how == "stranger" else t.no_role(suspended=how == "suspended"))


def say(tx: Tx, who: Asker, card: Card) -> None:
    """Answer with a card that is of no particular thing."""
    notify.say(tx, who.chat_id, card.text, rows=card.keyboard())
