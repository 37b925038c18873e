"""What calls for attention on a card: how near or late it is, copies, taking over, reminders put off."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card, Rows, back, blocks, lines, opens, sets
from bot.desk.authority import capacities, on_duty, takeover
from bot.desk.deadlines import clocks
from bot.desk.reminders import snooze
from bot.sop.flow import State
from bot.sop.model import Article, InfoClass, Person, StepRecord, Subject
from bot.texts import Texts, default
from bot.texts.formats import bold
from bot.texts.labels import Label
from storage import people, snoozes, steps
from storage.store import Tx

#: Headlines of reminders: to those waited for, above them, and on piket.
HEADS = frozenset({"remind", "copy", "piket"})


def headline(tx: Tx, t: Texts, subject: Subject, viewer: Person, head: str) -> Markup | None:
    """Say why a card comes: of a reminder what is true as it is sent, whatever was true when it was decided."""
    record = steps.open_one(tx, subject.kind, subject.id)
    if head not in HEADS:
        return t.head(head)
    if record is None or record.due_at is None:
        return None
    left = clocks.of_record(tx, record).spent(tx.now, record.due_at)
    waited = capacities.waited_for(tx, subject)
    if viewer.id in {person.id for person in waited}:
        return t.piket_call() if head == "piket" else t.reminder(left)
    if record.due_at > tx.now:
        return None
    whom = t.people([person.name for person in waited]) or t.title_of(record.who)
    return t.copied(whom, -left, may_do_it=_may_take_over(tx, subject, viewer))


def mark(tx: Tx, t: Texts, subject: Subject) -> Markup | None:
    """Say in words that a thing takes the fast lane, as long as it is under way."""
    if steps.open_one(tx, subject.kind, subject.id) is None or not on_duty.urgent(tx, subject):
        return None
    immediate = isinstance(subject, Article) and subject.info_class is InfoClass.IMMEDIATE
    return t.fast_lane(immediate=immediate)


def notes(tx: Tx, t: Texts, subject: Subject, viewer: Person, record: StepRecord | None) -> Markup | None:
    """Say who put their reminders off, and to a superior that they may take over."""
    if record is None:
        return None
    off = [
        t.snoozed(people.name(tx, snooze.person_id) or "", snooze.until, snooze.reason)
        for snooze in snoozes.running(tx, record.id)
    ]
    return lines(*off, t.may_take_over() if _may_take_over(tx, subject, viewer) else None)


def _may_take_over(tx: Tx, subject: Subject, viewer: Person) -> bool:
    held = capacities.held_capacities(tx, viewer, subject)
    return bool(takeover.granted(tx, held, subject.kind, subject.id) - held)


def rows(tx: Tx, t: Texts, subject: Subject, viewer: Person) -> Rows:
    """Offer to put reminders off, to those of whom a thing reminds already."""
    if snooze.offered(tx, viewer, subject) is None:
        return []
    return [[opens(subject, t.snooze(), snooze.VIEW)]]


def asked(tx: Tx, t: Texts, subject: Subject, viewer: Person, arg: str, top: Markup | None) -> Card:
    """Ask why reminders are put off, and then until when."""
    record = snooze.offered(tx, viewer, subject)
    leave = [back(subject, t.button(Label.BACK))]
    top = blocks(top, _name(t, subject))
    if record is None:
        return Card(top, [leave])
    if not arg.startswith(snooze.GIVEN):
        words = default(tx.office, tx.now).snooze_reasons()
        quick = [[sets(subject, reason, f"q{place}")] for place, reason in enumerate(words)]
        return Card(blocks(top, t.ask_snooze(snooze.left(tx, viewer, record))), [*quick, leave])
    ends = snooze.until(tx, record)
    spans: Rows = [[sets(subject, t.snooze_span(key, end), key)] for key, end in ends.items()]
    reason = arg.removeprefix(snooze.GIVEN)
    return Card(blocks(top, t.ask_snooze_span(reason)), [*spans, leave])


def _name(t: Texts, subject: Subject) -> Markup:
    if isinstance(subject, Article):
        return lines(bold(subject.ref), Markup.escape(subject.title))
    return t.form_head() if subject.state is State.D_DRAFT else t.disposition_short(subject.ref, subject.subject)
