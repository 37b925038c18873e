"""Staf publish, and look after what is live: by hand, alarms about a page, sharing it to the channel."""

from __future__ import annotations

from bot.desk.publishing import channel, manual, monitoring
from bot.desk.workflow.answer import Answer
from bot.sop.model import Subject
from bot.sop.press import Press
from handlers.senders import Asker
from storage.store import Tx


def press_manual(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Do what a person asks who publishes where no interface does."""
    return manual.press(tx, who.person, subject, press, who.t)


def press_alarm(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Do what is asked about an alarm on a page that is live."""
    return monitoring.press(tx, who.person, subject, press, who.t)


def press_channel(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Do what is asked about sharing a page to the office's channel."""
    return channel.press(tx, who.person, subject, press, who.t)
