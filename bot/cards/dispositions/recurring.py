"""The agenda kerja on screen: the list, one entry with its buttons, and what a form says of it."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, GOOD, Button, Card, Rows, blocks, in_pairs, opens, sets
from bot.desk.dispositions import recurring
from bot.desk.dispositions.recurring import VIEW
from bot.sop.model import Disposition, Person
from bot.sop.press import Press, Verb
from bot.texts import Texts
from bot.texts.formats import label
from storage import recurring as entries
from storage.recurring import Entry, units
from storage.store import Tx

__all__ = ["VIEW", "body", "entry", "line", "listed", "rows", "sure"]


# --- on a form -----------------------------------------------------------------------------------------


def line(tx: Tx, t: Texts, disposition: Disposition) -> Markup | None:
    """Say of a form that the agenda put it before the Kabag, and for which day."""
    found = entries.of_disposition(tx, disposition.id)
    return t.agenda_line(found[0].rule, found[1]) if found else None


def rows(tx: Tx, t: Texts, disposition: Disposition) -> Rows:
    """Give the way to the view in which a form is made one that comes round."""
    return [[opens(disposition, t.agenda_button("make"), VIEW)]] if recurring.may_repeat(tx, disposition) else []


def body(tx: Tx, t: Texts, disposition: Disposition) -> tuple[Markup, Rows]:
    """Ask when: the weekdays, then days of the month."""
    return t.ask_agenda(), in_pairs(
        [sets(disposition, t.agenda_choice(rule), rule.pack()) for rule in recurring.offered(tx)]
    )


# --- /agenda ----------------------------------------------------------------------------------------------


def listed(tx: Tx, t: Texts, person: Person) -> Card:
    """List what comes round, the next first, a button each."""
    readable = [e for e in entries.running(tx) if recurring.may_read_entry(tx, person, e)]
    running = sorted(((day, e) for e in readable if (day := recurring.comes_on(tx, e))), key=lambda x: x[0])
    text = t.agenda([(e.subject, e.rule, day) for day, e in running], may_change=recurring.may_change(tx, person))
    return Card(text, [[_button(label(f"{n}. {e.subject}"), f"o{e.id}")] for n, (_, e) in enumerate(running, 1)])


def entry(tx: Tx, t: Texts, person: Person, one: Entry) -> Card:
    """Show one entry, and to the Kabag what can be done with it."""
    again = [_button(t.agenda_button("list"), "l")]
    if one.next_on is None or not recurring.may_change(tx, person):
        return Card(_entry(tx, t, one), [again])
    acts = [
        [_button(t.agenda_button("now"), f"n{one.id}", GOOD)],
        [
            _button(t.agenda_button("skip"), f"k{one.id}.{one.next_on.isoformat()}"),
            _button(t.agenda_button("stop"), f"q{one.id}"),
        ],
    ]
    return Card(_entry(tx, t, one), [*acts, again])


def sure(tx: Tx, t: Texts, one: Entry) -> Card:
    """Ask whether an entry is really to end."""
    ways = [_button(t.agenda_button("sure"), f"x{one.id}", BAD), _button(t.agenda_button("entry"), f"o{one.id}")]
    return Card(blocks(t.ask_agenda_stop(), _entry(tx, t, one)), [ways])


def _entry(tx: Tx, t: Texts, one: Entry) -> Markup:
    head = t.agenda_entry(
        one.rule, recurring.comes_on(tx, one), one.next_on, open_form=entries.unsent(tx, one.id) is not None
    )
    asked = [unit.name for unit in units(tx, one.id)]
    given = t.working(one.time_given)
    return blocks(head, t.agenda_fields(one.subject, one.instruction, t.nature(one.nature), given, asked))


def _button(words: str, arg: str, style: str = "") -> Button:
    return Button(words, Press(Verb.RECURRING, arg=arg), style=style)
