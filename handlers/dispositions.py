"""The Kabag dispatches: /disposisi, and the buttons that only a disposisi's card has."""

from __future__ import annotations

import re

from bot.content.incoming import Incoming
from bot.desk import dialogs, notify
from bot.desk.authority import capacities
from bot.desk.dispositions import form
from bot.desk.reporting import completion
from bot.desk.workflow.answer import Answer, Asked, refusal
from bot.desk.writing import drafts
from bot.sop.flow import State
from bot.sop.model import Article, Disposition, Subject
from bot.sop.press import Press
from bot.sop.roles import Role, Who
from handlers.callbacks import not_now
from handlers.senders import Asker
from storage import articles, dispositions
from storage.outbox import ANSWER
from storage.store import Tx

#: In which states a paper of a disposisi can be printed.
ON_PAPER = {"completion": completion.WRITTEN, "disposition": frozenset(State) - {State.D_DRAFT}}


def open_form(tx: Tx, who: Asker, words: str, file: Incoming | None = None) -> None:
    """Open the Kabag's form; words after the command are its perihal, so that it is one tap from being sent.

    The photo or file in whose caption the command stands is attached.
    """
    if Role.KABAG not in capacities.roles(tx, who.person):
        notify.say(tx, who.chat_id, who.t.only_kabag())
        return
    dialogs.leave(tx, who.person)
    disposition = form.open_form(tx, who.person, words)
    if file is not None and form.attach(tx, disposition, file):
        disposition = dispositions.one(tx, disposition.id)
    dialogs.open_dialog(tx, Asked(who.person, disposition, "", who.t), form.VIEW)


def ask_for_one(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """The Kasubbag asks the Kabag for a disposisi to take an article in under."""
    may = Who.KASUBBAG in capacities.capacities(tx, who.person, subject)
    if not isinstance(subject, Article) or subject.state is not State.A_WAITING_KASUBBAG or not may:
        return not_now(who, subject)
    if subject.disposition_id is None:
        form.ask_for_disposition(tx, subject)
    return refusal(who.t.disposition_asked([p.name for p in capacities.in_role(tx, Role.KABAG)]))


def contribute(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """A unit that was asked begins its article under the disposisi."""
    asked = {u.id for u in dispositions.asked_units(tx, subject.id)} if isinstance(subject, Disposition) else set()
    mine = [u for u in drafts.units_to_write_for(tx, who.person) if u.id in asked]
    if not mine:
        return refusal(who.t.not_your_thing())
    if subject.state not in {State.D_WAITING_KASUBBAG, State.D_COLLECTING}:
        return not_now(who, subject)
    draft = drafts.begin(tx, who.person, mine[0], subject.id)
    if draft.disposition_id is None:
        articles.change(tx, draft, disposition_id=subject.id)
    dialogs.leave(tx, who.person)
    notify.show(tx, articles.get(tx, draft.id) or draft, who.person, anew=True, priority=ANSWER)
    return Answer(who.t.write_now())


def full_report(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Send the whole report in as many messages as it needs, and the card again under it."""
    if not isinstance(subject, Disposition) or subject.state not in completion.WRITTEN:
        return not_now(who, subject)
    notify.tell(tx, who.person.telegram_id, str(who.t.report(completion.compose(tx, subject))))
    notify.show(tx, subject, who.person, anew=True)
    return Answer(who.t.sent_below())


def sheet(tx: Tx, who: Asker, words: str) -> None:
    """Send the Lembar Disposisi of a number ("12", "D-12/2026"), or of the disposisi sent last."""
    found = _asked_for(tx, words)
    if found is None or not capacities.may_see(tx, who.person, found):
        notify.say(tx, who.chat_id, who.t.sheet_unknown(" ".join(words.split())[:40]))
        return
    notify.send_paper(tx, who.person, found, "disposition")


def _asked_for(tx: Tx, words: str) -> Disposition | None:
    if not words.strip():
        return dispositions.latest_sent(tx)
    number = _NUMBER.fullmatch(words.strip())
    if number is None:
        return None
    return next(iter(dispositions.numbered(tx, int(number[1]), int(number[2]) if number[2] else None)), None)


#: How people name a disposisi: 12, D-12, D 12/2026.
_NUMBER = re.compile(r"(?:D[- ]?)?0*(\d{1,9})(?:/(20\d\d))?", re.IGNORECASE)


def paper(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Send a disposisi's sheet, or its report, as a paper to print; it is set when it is sent."""
    if not isinstance(subject, Disposition) or subject.state not in ON_PAPER.get(press.arg, frozenset()):
        return not_now(who, subject)
    notify.send_paper(tx, who.person, subject, press.arg)
    return Answer(who.t.sent_below())
