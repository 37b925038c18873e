"""The button and the view in which somebody says why a step was late."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Card, Rows, back, blocks, opens, sets
from bot.desk.reporting import late_reasons
from bot.desk.reporting.late_reasons import ALL, VIEW, Late
from bot.sop.model import Article, Person, Subject
from bot.texts import Texts
from bot.texts.labels import Label
from storage.store import Tx

__all__ = ["VIEW", "body", "render", "rows"]

LISTED = 10  # late steps in one view: the others come up when these have their reason


def rows(tx: Tx, t: Texts, subject: Subject, viewer: Person) -> Rows:
    """Give the way to the view, only while this viewer has something to explain here."""
    found = late_reasons.unexplained(tx, subject, viewer)
    return [[opens(subject, t.late_button(len(found)), VIEW)]] if found else []


def body(tx: Tx, t: Texts, subject: Subject, viewer: Person, arg: str) -> tuple[Markup, Rows]:
    """Ask which step, where there are several, and then why: what stands in the view, and its buttons."""
    chosen = late_reasons.chosen(tx, subject, viewer, arg)
    if chosen:
        quick = [[sets(subject, words, f"q{place}")] for place, words in enumerate(t.late_reasons())]
        return t.ask_late_reason(_listed(t, chosen)), quick
    found = late_reasons.unexplained(tx, subject, viewer)
    choices = [[sets(subject, t.late_choice(one.ref, one.record.step), f"s{one.record.id}")] for one in found[:LISTED]]
    return t.ask_late_step(_listed(t, found)), [*choices, [sets(subject, t.late_all(len(found)), ALL)]]


def render(tx: Tx, t: Texts, what: Markup, subject: Article, viewer: Person, arg: str) -> Card:
    """Render the view on an article's card, under what the article is."""
    asked, choices = body(tx, t, subject, viewer, arg)
    return Card(blocks(what, asked), [*choices, [back(subject, t.button(Label.BACK))]])


def _listed(t: Texts, late: list[Late]) -> list[str]:
    return [t.late_step(one.ref, one.record.step, one.spent, one.standard) for one in late[:LISTED]]
