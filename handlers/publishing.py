"""Staf publish, and look after what is live: by hand, alarms about a page, sharing it to the channel."""

from __future__ import annotations

from bot.desk import by_hand, sharing, watching
from bot.desk.answers import Answer
from bot.desk.standing import Thing
from bot.sop.press import Press
from handlers.senders import Asker
from storage.store import Tx


def manual(tx: Tx, who: Asker, subject: Thing, press: Press) -> Answer:
    """Do what a person asks who publishes where no interface does."""
    return by_hand.press(tx, who.person, subject, press, who.t)


def alarm(tx: Tx, who: Asker, subject: Thing, press: Press) -> Answer:
    """Do what is asked about an alarm on a page that is live."""
    return watching.press(tx, who.person, subject, press, who.t)


def channel(tx: Tx, who: Asker, subject: Thing, press: Press) -> Answer:
    """Do what is asked about sharing a page to the office's channel."""
    return sharing.press(tx, who.person, subject, press, who.t)
