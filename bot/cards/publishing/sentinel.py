"""The cards of /jaga: an alarm about the whole website, which findings are the office's own, and what was called so."""

from __future__ import annotations

from datetime import UTC, datetime

from markupsafe import Markup

from bot.card import GOOD, PLAIN, Button, Card, Rows
from bot.desk.publishing import sentinel
from bot.sop.model import Person
from bot.sop.press import Press, Verb
from bot.texts import Texts
from storage import own_things, people, site_alarms
from storage.alarms import Alarm
from storage.site_alarms import SiteAlarm
from storage.store import Tx

MOST_BUTTONS = 12


def overview(tx: Tx, t: Texts, viewer: Person) -> Card:
    """Show the open alarm, when the website was looked at, and what people called its own, with who and when."""
    last, alarm = sentinel.last_look(tx), site_alarms.get(tx)
    own = own_things.now(tx)
    named = [(thing.quote, people.name(tx, thing.said_by) or "", thing.said_at) for thing in own]
    shown = t.site_watched(datetime.fromtimestamp(last[0], UTC) if last else None, last[1] if last else 0, named)
    rows: Rows = []
    if sentinel.may_answer(tx, viewer):
        rows = _answers(tx, t, alarm) if alarm else [[_button(t.aftercare("look"), "look")]]
        rows += [[_button(t.foreign_thing(thing.quote), f"x.{thing.id}")] for thing in own[:MOST_BUTTONS]]
    return Card(Markup("\n\n").join([*([_told(t, alarm)] if alarm else []), shown]), rows)


def alarm_card(tx: Tx, t: Texts, alarm: SiteAlarm) -> Card:
    """Tell of an alarm about the whole website, with what can be answered."""
    return Card(_told(t, alarm), _answers(tx, t, alarm))


def choices(tx: Tx, t: Texts, scope: str, alarm: Alarm | SiteAlarm) -> Card:
    """Ask which findings of an alarm are the office's own; ``scope``: "a" of a page of ours, "s" of the website."""
    asked = sentinel.askable(tx, alarm.found)[:MOST_BUTTONS]
    rows = [[_button(t.own_thing(quote), f"o.{scope}.{alarm.id}.{n}", GOOD)] for n, (_, quote, _) in asked]
    return Card(t.own_which(), rows)


def _told(t: Texts, alarm: SiteAlarm) -> Markup:
    return t.site_alarm(alarm.raised_at, alarm.looked_at, list(alarm.found))


def _answers(tx: Tx, t: Texts, alarm: SiteAlarm) -> Rows:
    rows = [[_button(t.aftercare("look"), "look")], [_button(t.aftercare("handled"), f"h.{alarm.id}")]]
    if sentinel.askable(tx, alarm.found):
        rows.append([_button(t.aftercare("ours"), f"w.{alarm.id}")])
    return rows


def _button(label: str, arg: str, style: str = PLAIN) -> Button:
    return Button(label[:60], Press(Verb.SENTINEL, arg=arg), style=style)
