"""Who speaks to the bot, and where; and how a stranger is answered."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards.card import Card
from bot.desk import reminders, speak
from bot.sop.model import Person
from bot.texts import speaking
from storage import people
from storage.once import once
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, and where. telegram_id None: somebody who cannot be told apart (an anonymous group admin)."""

    telegram_id: int | None
    chat_id: int
    private: bool
    language: str


def known(tx: Tx, sender: Sender) -> Person | None:
    """Find who this is; whoever writes is reachable again."""
    if sender.telegram_id is None:
        return None
    person = people.by_telegram(tx, sender.telegram_id)
    if person is not None and sender.private:
        reminders.reachable_again(tx, person)
    return person


def knows(tx: Tx, sender: Sender) -> bool:
    """Say whether this is somebody of the office."""
    return sender.telegram_id is not None and people.by_telegram(tx, sender.telegram_id) is not None


def to_stranger(tx: Tx, sender: Sender) -> None:
    """Somebody the office does not know gets one polite answer a day, and only in private."""
    day = tx.office.calendar.today(tx.now).isoformat()
    if sender.private and once(tx, "stranger", f"{sender.chat_id} {day}"):
        speak.say(tx, sender.chat_id, speaking(sender.language, tx.office, tx.now).stranger())


def say_card(tx: Tx, chat_id: int, card: Card) -> None:
    """Answer in a chat with a card that is of no particular thing."""
    speak.say(tx, chat_id, card.text, rows=card.keyboard())
