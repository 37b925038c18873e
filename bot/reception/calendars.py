"""/libur and /piket, and the taps on their cards."""

from __future__ import annotations

from bot.cards import piket, special_days
from bot.cards.card import Card
from bot.desk.answers import Answer, refusal
from bot.reception.senders import Sender, say_card
from bot.sop.model import Person
from bot.sop.press import Press
from bot.texts import Texts
from storage.store import Tx


def days(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    """Answer /libur."""
    say_card(tx, sender.chat_id, special_days.answer(tx, t, person, words))


def duties(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    """Answer /piket."""
    say_card(tx, sender.chat_id, piket.answer(tx, t, person, words))


def day_tapped(tx: Tx, sender: Sender, person: Person, t: Texts, press: Press) -> Answer:
    """Do what a button of /libur asks."""
    return _shown(tx, sender, special_days.tapped(tx, t, person, press.arg))


def duty_tapped(tx: Tx, sender: Sender, person: Person, t: Texts, press: Press) -> Answer:
    """Do what a button of /piket asks."""
    return _shown(tx, sender, piket.tapped(tx, t, person, press.arg))


def _shown(tx: Tx, sender: Sender, found: Card | str) -> Answer:
    if isinstance(found, str):
        return refusal(found)
    say_card(tx, sender.chat_id, found)
    return Answer()
