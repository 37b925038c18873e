"""What is asked on a disposisi's card: the fields of the Kabag's form, reasons, notes; one function a dialog."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.card import GOOD, Button, Card, Rows, back, blocks, lines, on, sets
from bot.cards.asking import doubted, ready_reasons, sure
from bot.cards.dispositions import recurring
from bot.cards.history import history
from bot.cards.reporting import late_reasons
from bot.desk.authority import recipients
from bot.desk.deadlines import calendar, doubts
from bot.desk.dispositions import form
from bot.desk.dispositions.recurring import VIEW as AGENDA
from bot.desk.publishing import schedule
from bot.desk.reporting.late_reasons import VIEW as LATE
from bot.sop.flow import Action, State
from bot.sop.model import Disposition, Nature, Person
from bot.texts import Texts
from bot.texts.formats import label
from bot.texts.labels import Label
from storage import dispositions, people
from storage.screens import OpenDialog
from storage.store import Tx

Body = tuple[Markup, Rows]


def render(tx: Tx, t: Texts, disposition: Disposition, viewer: Person, focus: OpenDialog) -> Card:
    """Draw the dialog that is open, below the disposisi's name."""
    body, rows = BODIES.get(focus.view, _history)(tx, t, disposition, viewer, focus.arg)
    top = (
        t.form_head()
        if disposition.state is State.D_DRAFT
        else t.disposition_short(disposition.ref, disposition.subject)
    )
    leave = t.button(Label.CHOSEN) if focus.view == "units" else t.button(Label.BACK)
    return Card(blocks(top, body), [*rows, [back(disposition, leave)]])


def fields(tx: Tx, t: Texts, disposition: Disposition) -> Markup:
    """Say what the form holds, field by field."""
    asked = [unit.name for unit in dispositions.asked_units(tx, disposition.id)]
    kasubbag = [p.name for p in recipients.of(tx, disposition)]
    files = [name for _, name in dispositions.files(tx, disposition.id)]
    said = t.disposition_fields(
        disposition.subject, disposition.instruction, disposition.nature, disposition.deadline, kasubbag, asked, files
    )
    running = disposition.deadline is not None and not disposition.state.ended
    feasts = calendar.estimates_near(tx, disposition.deadline) if disposition.deadline and running else []
    letter = t.letter_fields(disposition) if disposition.has_letter else None
    copies = t.copies_field(disposition.copies) if disposition.copies else None
    return lines(said, letter, copies, t.near_estimates(feasts) if feasts else None)


def _field(name: str) -> Callable[[Tx, Texts, Disposition, Person, str], Body]:
    """Ask for a field that is typed or sent."""

    def body(_tx: Tx, t: Texts, _disposition: Disposition, _viewer: Person, _arg: str) -> Body:
        return t.ask_field(name), []

    return body


def _note(_tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    if disposition.question:
        return t.ask_field("answer"), []
    ready = t.quick_reasons(Action.POST)
    return t.ask_field("note"), [[sets(disposition, words, f"q{place}")] for place, words in enumerate(ready)]


def _nature(_tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    return t.ask_field("nature"), [[sets(disposition, t.nature(nature), nature.value)] for nature in Nature]


def _recipient(tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    named = [[sets(disposition, _told_apart(p), str(p.id))] for p in recipients.choices(tx)]
    return t.ask_field("recipient"), [*named, [sets(disposition, t.all_recipients(), form.ALL)]]


def _told_apart(person: Person) -> str:
    """Label somebody to choose by name, and jabatan where it is known."""
    return label(f"{person.name} – {person.post}" if person.post else person.name)


def _deadline(tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, arg: str) -> Body:
    typed = doubts.moment_of(arg)
    doubt = doubts.about_deadline(tx, typed) if typed is not None else None
    if doubt is not None:
        return doubted(t, disposition, doubt)
    choices = [[sets(disposition, t.moment_choice(key, at), key)] for key, at in schedule.closings(tx)]
    return t.ask_field("deadline"), choices


def _letter(_tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, arg: str) -> Body:
    part = arg or form.LETTER[0]
    today = [[sets(disposition, t.letter_choice("today"), "today")]] if part in {"day", "received"} else []
    return t.ask_letter(part), [*today, [sets(disposition, t.letter_choice("skip"), "skip")]]


def _units(tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    asked = {unit.id for unit in dispositions.asked_units(tx, disposition.id)}
    units = people.units(tx)[:40]
    return t.ask_field("units"), [[sets(disposition, t.tick(u.name, on=u.id in asked), str(u.id))] for u in units]


def _preview(tx: Tx, t: Texts, disposition: Disposition, viewer: Person, _arg: str) -> Body:
    send = (
        [[Button(t.action(Action.DISPATCH), on(disposition, Action.DISPATCH), style=GOOD)]]
        if disposition.subject
        else []
    )
    head = t.disposition_head(t.unnumbered(), disposition.nature, viewer.name)
    return blocks(t.preview_of_disposition(), head, fields(tx, t, disposition)), send


def _agenda(tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    return recurring.body(tx, t, disposition)


def _late(tx: Tx, t: Texts, disposition: Disposition, viewer: Person, arg: str) -> Body:
    return late_reasons.body(tx, t, disposition, viewer, arg)


def _reason(_tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, arg: str) -> Body:
    return ready_reasons(t, disposition, arg)


def _sure(_tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, arg: str) -> Body:
    return sure(t, disposition, arg)


def _history(tx: Tx, t: Texts, disposition: Disposition, _viewer: Person, _arg: str) -> Body:
    return history(tx, t, disposition), []


BODIES: dict[str, Callable[[Tx, Texts, Disposition, Person, str], Body]] = {
    "subject": _field("subject"),
    "instruction": _field("instruction"),
    "nature": _nature,
    "recipient": _recipient,
    "deadline": _deadline,
    "units": _units,
    "file": _field("file"),
    "letter": _letter,
    "copies": _field("copies"),
    "preview": _preview,
    AGENDA: _agenda,
    "note": _note,
    "reason": _reason,
    "sure": _sure,
    LATE: _late,
    "history": _history,
}
