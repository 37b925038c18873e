"""A disposisi's card: the Kabag's form, the Kasubbag's order, its progress, and the report."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import (
    GOOD,
    PLAIN,
    Button,
    Card,
    Rows,
    blocks,
    in_pairs,
    length,
    main_first,
    on,
    opens,
)
from bot.cards.dispositions import dialogs as disposition_dialogs
from bot.cards.dispositions import recurring
from bot.cards.history import SHOWN, last_event, sentence, waiting
from bot.cards.reporting import late_reasons
from bot.desk.authority import capacities
from bot.desk.dispositions import intake
from bot.desk.freshness import proposals
from bot.desk.reporting import completion
from bot.sop import flow
from bot.sop.flow import Action, State
from bot.sop.model import Disposition, Person
from bot.sop.press import Verb
from bot.sop.report import Report
from bot.sop.roles import Role, Who
from bot.texts import Texts
from bot.texts.labels import Label
from storage import articles, dispositions, events, people
from storage.screens import OpenDialog
from storage.store import Tx

FIELDS = ("subject", "instruction", "nature", "deadline", "units", "file")

#: Characters of a card: a message of Telegram's (Bot API: 4096), and room for what may stand above it.
ROOM = 3800

#: States in which the units asked may hand in material.
OPEN = frozenset({State.D_WAITING_KASUBBAG, State.D_COLLECTING})


def render(tx: Tx, t: Texts, order: Disposition, viewer: Person, focus: OpenDialog | None) -> Card:
    """Render a disposisi for one viewer, in the view they have open on it."""
    if not capacities.may_see(tx, viewer, order):
        return Card(t.no_longer_yours(order.ref), [])
    if focus is not None:
        return disposition_dialogs.render(tx, t, order, viewer, focus)
    may_act_as = capacities.capacities(tx, viewer, order)
    if order.state is State.D_DRAFT:
        return Card(blocks(_form(tx, t, order), t.form_how()), _form_rows(tx, t, order, may_act_as))
    if order.state not in completion.WRITTEN:
        foot = blocks(last_event(tx, t, order), _turn(tx, t, order, viewer))
        sheet, progress = blocks(_sheet(tx, t, order)), _progress(tx, t, order)
        text = blocks(sheet, progress, foot)
        if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
            text = blocks(sheet, foot, progress)
        return Card(text, _rows(tx, t, order, viewer))
    return _reported(tx, t, order, viewer)


def _reported(tx: Tx, t: Texts, order: Disposition, viewer: Person) -> Card:
    """Show the report in short: the whole of it is a tap away, and on paper."""
    report = completion.compose(tx, order)
    foot = blocks(_happened(tx, t, order, report), _question(t, order), waiting(tx, t, order, viewer))
    short = t.report_card(report)
    text = blocks(short, foot)
    if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
        text = blocks(foot, short)
    return Card(text, _rows(tx, t, order, viewer))


def _form(tx: Tx, t: Texts, order: Disposition) -> Markup:
    need = articles.get(tx, order.need_article_id) if order.need_article_id else None
    about = t.form_need(need.ref, need.title, people.unit(tx, need.unit_id).name) if need else None
    stale = proposals.need(tx, order)
    asked_by = [about, t.stale_need(stale) if stale else None, recurring.line(tx, t, order)]
    return blocks(t.form_head(), *asked_by, disposition_dialogs.fields(tx, t, order))


def _sheet(tx: Tx, t: Texts, order: Disposition) -> Markup:
    author = people.name(tx, order.author_id) or ""
    return blocks(t.order_head(order.ref, order.nature, author), disposition_dialogs.fields(tx, t, order))


def _progress(tx: Tx, t: Texts, order: Disposition) -> Markup | None:
    under = [a for a in articles.of_disposition(tx, order.id) if a.state is not State.A_DRAFT]
    listed = [(a.ref, a.title, people.unit(tx, a.unit_id).name, a.state) for a in under]
    owing = [unit.name for unit in intake.units_still_owing(tx, order)]
    if not listed and not owing:
        return t.no_material() if order.state is State.D_COLLECTING else None
    return t.progress(listed, owing, closed=order.intake_closed)


def _turn(tx: Tx, t: Texts, order: Disposition, viewer: Person) -> Markup | None:
    """Say whose turn it is; whoever was asked for material and gave none reads that first."""
    owed = _owed_by(tx, order, viewer)
    return t.material_asked(owed, order.deadline) if owed else waiting(tx, t, order, viewer)


def _happened(tx: Tx, t: Texts, order: Disposition, report: Report) -> Markup | None:
    """Say what happened last, unless the report or the question says it already."""
    event = events.last(tx, order.kind, order.id, *SHOWN)
    told = {Action.POST.value: report.posted_at is not None, Action.ASK_BACK.value: bool(order.question)}
    return None if event is None or told.get(event.what) else sentence(tx, t, event)


def _question(t: Texts, order: Disposition) -> Markup | None:
    return t.question(order.question) if order.question else None


# --- buttons -----------------------------------------------------------------------------------------


def _form_rows(tx: Tx, t: Texts, order: Disposition, may_act_as: frozenset[Who]) -> Rows:
    if Who.KABAG not in may_act_as:
        return []
    fields = [opens(order, t.field(name), name) for name in FIELDS]
    rows = in_pairs(fields)
    if order.subject:
        rows.insert(0, [Button(t.action(Action.DISPATCH), on(order, Action.DISPATCH), style=GOOD)])
    if order.need_article_id:
        rows.append([Button(t.button(Label.READ), on(order, Verb.READ))])
    rows += recurring.rows(tx, t, order)
    discard = opens(order, t.button(Label.DISCARD), "sure", Action.CANCEL.value)
    return [*rows, [opens(order, t.button(Label.PREVIEW), "preview"), discard]]


def _rows(tx: Tx, t: Texts, order: Disposition, viewer: Person) -> Rows:
    may_act_as = capacities.capacities(tx, viewer, order)
    rows: Rows = []
    for action in flow.actions(order.state, may_act_as):
        rows += _for_action(t, order, action)
    if order.state in OPEN and viewer.id in {p.id for p in intake.contributors_asked(tx, order)}:
        style = GOOD if _owed_by(tx, order, viewer) else PLAIN
        rows.insert(0, [Button(t.button(Label.CONTRIBUTE), on(order, Verb.CONTRIBUTE), style=style)])
    reading = [Button(t.button(Label.FILES), on(order, Verb.READ))] if dispositions.files(tx, order.id) else []
    written = order.state in completion.WRITTEN
    paper, label = ("completion", Label.PRINT_COMPLETION) if written else ("disposition", Label.PRINT_DISPOSITION)
    printing = [Button(t.button(label), on(order, Verb.PAPER, paper))]
    if order.state in completion.WRITTEN:
        printing.insert(0, Button(t.button(Label.FULL_REPORT), on(order, Verb.FULL_REPORT)))
    late = late_reasons.rows(tx, t, order, viewer)
    return [*main_first(rows), *late, [*reading, opens(order, t.button(Label.HISTORY), "history")], printing]


def _owed_by(tx: Tx, order: Disposition, viewer: Person) -> list[str]:
    """List the units a contributor still owes material for."""
    if order.state not in OPEN:
        return []
    own = {a.unit_id for a in people.appointments(tx, viewer.id) if a.role is Role.CONTRIBUTOR}
    return [unit.name for unit in intake.units_still_owing(tx, order) if unit.id in own]


def _for_action(t: Texts, order: Disposition, action: Action) -> Rows:
    if flow.needs_reason(order.state, action):
        label = t.button(Label.CANCEL_ORDER) if action is Action.CANCEL else t.action(action)
        return [[opens(order, label, "reason", action.value)]]
    if action is Action.COMPLETE and order.intake_closed:
        return []
    if action is Action.POST:
        if order.question:
            return [[opens(order, t.button(Label.ANSWER), "note", style=GOOD)]]
        return [[Button(t.action(action), on(order, action), style=GOOD)], [opens(order, t.button(Label.NOTE), "note")]]
    style = GOOD if action in {Action.ACCEPT, Action.ACKNOWLEDGE} else ""
    return [[Button(t.action(action), on(order, action), style=style)]]
