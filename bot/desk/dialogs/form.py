"""The fields of the Kabag's form, filled in by words, taps and a file."""

from __future__ import annotations

from datetime import datetime

from bot.content.incoming import Incoming
from bot.dates import days, moments
from bot.desk.authority import recipients
from bot.desk.deadlines import doubts
from bot.desk.dialogs.moves import may_make, unfit
from bot.desk.dispositions import form
from bot.desk.publishing import schedule
from bot.desk.workflow.answer import LEAVE, Answer, Asked, Next, Opening, refusal
from bot.sop.flow import Action, State
from bot.sop.model import Nature
from bot.sop.press import number
from storage.store import Tx

_may_dispatch = may_make(Action.DISPATCH)


def may_fill(tx: Tx, asked: Asked) -> bool:
    """Who may send the form may fill it in, until it is sent."""
    return asked.subject.state is State.D_DRAFT and _may_dispatch(tx, asked)


def filled(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Put what was typed while the form lies there into the field it is for."""
    if not form.fill(tx, asked.disposition, message.text):
        return refusal(asked.t.form_written(), then=Next(form.VIEW))
    return Answer(next=Next(form.VIEW))


def subject(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Write the perihal."""
    form.set_subject(tx, asked.disposition, message.text)
    return Answer(next=LEAVE)


def instruction(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Write the instruksi."""
    form.set_instruction(tx, asked.disposition, message.text)
    return Answer(next=LEAVE)


def nature(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Choose the sifat."""
    if value not in set(Nature):
        return None
    form.set_nature(tx, asked.disposition, Nature(value))
    return Answer(next=LEAVE)


def recipient(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Choose the Kasubbag it is addressed to, or all of them."""
    person_id = number(value)
    if value != form.ALL and not recipients.is_one(tx, person_id):
        return None
    form.set_recipient(tx, asked.disposition, person_id)
    return Answer(next=LEAVE)


def deadline_typed(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Set the batas waktu that was typed; one that may not be meant stands, and is asked about."""
    at = moments.parse(message.text, tx.office.calendar, tx.now)
    answer = _deadline(tx, asked, at)
    doubt = doubts.about_deadline(tx, at) if at is not None and answer.next == LEAVE else None
    return Answer(next=Next("deadline", doubts.key_of(at))) if at is not None and doubt is not None else answer


def deadline_chosen(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Set the batas waktu to a moment on offer, or leave it as it was typed."""
    typed = doubts.moment_of(asked.arg)
    if typed is not None and value == doubts.AS_TYPED:
        return Answer(next=LEAVE)
    doubt = doubts.about_deadline(tx, typed) if typed is not None else None
    meant = {doubts.key_of(doubt.meant): doubt.meant} if doubt is not None else {}
    at = (meant | dict(schedule.closings(tx))).get(value)
    return _deadline(tx, asked, at) if at else None


def _deadline(tx: Tx, asked: Asked, at: datetime | None) -> Answer:
    why = unfit(tx, asked, at)
    if why or at is None:
        return refusal(why)
    form.set_deadline(tx, asked.disposition, at)
    return Answer(next=LEAVE)


def unit(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Ask a unit for material, or ask it no more; the list stays open for others."""
    unit_id = number(value)
    if unit_id is None or not form.unit_exists(tx, unit_id):
        return None
    form.toggle_unit(tx, asked.disposition, unit_id)
    return Answer(next=Next("units"))


def letter_opened(_tx: Tx, asked: Asked) -> Opening | None:
    """Ask first for the sender, whatever page the button named: one tap leads from part to part."""
    return Opening(asked.arg if asked.arg in form.LETTER else form.LETTER[0])


def letter_typed(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take one part of the letter, and ask for the next."""
    part, words = _part(asked), " ".join(message.text.split())
    if part in {"day", "received"}:
        today = tx.office.calendar.today(tx.now)
        day = days.day(words, today, ahead=False)
        if day is None or day > today:
            return refusal(asked.t.letter_day_unclear())
        form.set_letter(tx, asked.disposition, part, day)
    else:
        form.set_letter(tx, asked.disposition, part, words)
    return Answer(next=_after(part))


def letter_chosen(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Leave a part out, or take today for a day; None for what is not offered."""
    part = _part(asked)
    if value == "today" and part in {"day", "received"}:
        form.set_letter(tx, asked.disposition, part, tx.office.calendar.today(tx.now))
    elif value != "skip":
        return None
    return Answer(next=_after(part))


def _part(asked: Asked) -> str:
    return asked.arg if asked.arg in form.LETTER else form.LETTER[0]


def _after(part: str) -> Next:
    following = form.LETTER[form.LETTER.index(part) + 1 :]
    return Next("letter", following[0]) if following else LEAVE


def copies(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Write the tembusan."""
    form.set_copies(tx, asked.disposition, message.text)
    return Answer(next=LEAVE)


def file(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Attach a file, for instance the agenda kerja."""
    form.attach(tx, asked.disposition, message)
    return Answer(next=LEAVE)
