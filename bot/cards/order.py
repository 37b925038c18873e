"""A disposisi's card: the Kabag's form, the Kasubbag's order, its progress, and the report."""

from __future__ import annotations

from markupsafe import Markup

from bot.cards import agenda, lateness
from bot.cards.card import (
    BAD,
    GOOD,
    PLAIN,
    Button,
    Card,
    Rows,
    back,
    blocks,
    in_pairs,
    length,
    main_first,
    on,
    opens,
    sets,
)
from bot.cards.history import SHOWN, history, last_event, sentence, waiting
from bot.desk import freshness, orders, reports, standing
from bot.sop import flow
from bot.sop.flow import Action, State
from bot.sop.model import Disposition, Nature, Person
from bot.sop.report import Report
from bot.sop.roles import Role, Who
from bot.texts import Texts
from storage import articles, dispositions, events, people
from storage.screens import OpenDialog
from storage.store import Tx

FIELDS = ("subject", "instruction", "nature", "deadline", "units", "file")

#: Characters of a card: a message of Telegram's (Bot API: 4096), and room for what may stand above it.
ROOM = 3800

#: Moves that ask for a reason first.
WITH_REASON = frozenset({Action.CANCEL, Action.ASK_BACK})

#: States in which the units asked may hand in material.
OPEN = frozenset({State.D_WAITING_KASUBBAG, State.D_COLLECTING})


def render(tx: Tx, t: Texts, order: Disposition, viewer: Person, focus: OpenDialog | None, head: str) -> Card:
    """Render a disposisi for one viewer, in the view they have open on it."""
    if not standing.may_see(tx, viewer, order):
        return Card(t.no_longer_yours(order.ref), [])
    if focus is not None:
        return _view(tx, t, order, viewer, focus)
    capacities = standing.capacities(tx, viewer, order)
    if order.state is State.D_DRAFT:
        return Card(blocks(t.head(head), _form(tx, t, order), t.form_how()), _form_rows(tx, t, order, capacities))
    if order.state not in reports.WRITTEN:
        foot = blocks(last_event(tx, t, order), _turn(tx, t, order, viewer))
        sheet, progress = blocks(t.head(head), _sheet(tx, t, order)), _progress(tx, t, order)
        text = blocks(sheet, progress, foot)
        if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
            text = blocks(sheet, foot, progress)
        return Card(text, _rows(tx, t, order, viewer))
    return _reported(tx, t, order, viewer, head)


def _reported(tx: Tx, t: Texts, order: Disposition, viewer: Person, head: str) -> Card:
    """Show the report in short: the whole of it is a tap away, and on paper."""
    report = reports.compose(tx, order)
    foot = blocks(_happened(tx, t, order, report), _question(t, order), waiting(tx, t, order, viewer))
    above, short = t.head(head), t.report_card(report)
    text = blocks(above, short, foot)
    if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
        text = blocks(above, foot, short)
    return Card(text, _rows(tx, t, order, viewer))


def _form(tx: Tx, t: Texts, order: Disposition) -> Markup:
    need = articles.get(tx, order.need_article_id) if order.need_article_id else None
    about = t.form_need(need.ref, need.title, people.unit(tx, need.unit_id).name) if need else None
    stale = freshness.need(tx, order)
    asked_by = [about, t.stale_need(stale) if stale else None, agenda.line(tx, t, order)]
    return blocks(t.form_head(), *asked_by, _fields(tx, t, order))


def _fields(tx: Tx, t: Texts, order: Disposition) -> Markup:
    asked = [unit.name for unit in dispositions.asked_units(tx, order.id)]
    kasubbag = [p.name for p in people.holders(tx, Role.KASUBBAG)]
    files = [name for _, name in dispositions.files(tx, order.id)]
    return t.order_fields(order.subject, order.instruction, order.nature, order.deadline, kasubbag, asked, files)


def _sheet(tx: Tx, t: Texts, order: Disposition) -> Markup:
    author = people.name(tx, order.author_id) or ""
    return blocks(t.order_head(order.ref, order.nature, author), _fields(tx, t, order))


def _progress(tx: Tx, t: Texts, order: Disposition) -> Markup | None:
    under = [a for a in articles.of_disposition(tx, order.id) if a.state is not State.A_DRAFT]
    listed = [(a.ref, a.title, people.unit(tx, a.unit_id).name, a.state) for a in under]
    owing = [unit.name for unit in orders.units_still_owing(tx, order)]
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


def _form_rows(tx: Tx, t: Texts, order: Disposition, capacities: frozenset[Who]) -> Rows:
    if Who.KABAG not in capacities:
        return []
    fields = [opens(order, t.field(name), name) for name in FIELDS]
    rows = in_pairs(fields)
    if order.subject:
        rows.insert(0, [Button(t.action(Action.DISPATCH), on(order, Action.DISPATCH), style=GOOD)])
    if order.need_article_id:
        rows.append([Button(t.button("read"), on(order, "rea"))])
    rows += agenda.rows(tx, t, order)
    discard = opens(order, t.button("discard"), "sure", Action.CANCEL.value)
    return [*rows, [opens(order, t.button("preview"), "preview"), discard]]


def _rows(tx: Tx, t: Texts, order: Disposition, viewer: Person) -> Rows:
    capacities = standing.capacities(tx, viewer, order)
    rows: Rows = []
    for action in flow.actions(order.state, capacities):
        rows += _for_action(t, order, action)
    if order.state in OPEN and viewer.id in {p.id for p in orders.contributors_asked(tx, order)}:
        style = GOOD if _owed_by(tx, order, viewer) else PLAIN
        rows.insert(0, [Button(t.button("contribute"), on(order, "new"), style=style)])
    reading = [Button(t.button("files"), on(order, "rea"))] if dispositions.files(tx, order.id) else []
    paper = "completion" if order.state in reports.WRITTEN else "disposition"
    printing = [Button(t.button(f"print_{paper}"), on(order, "pap", paper))]
    if order.state in reports.WRITTEN:
        printing.insert(0, Button(t.button("full_report"), on(order, "ful")))
    late = lateness.rows(tx, t, order, viewer)
    return [*main_first(rows), *late, [*reading, opens(order, t.button("history"), "history")], printing]


def _owed_by(tx: Tx, order: Disposition, viewer: Person) -> list[str]:
    """List the units a contributor still owes material for."""
    if order.state not in OPEN:
        return []
    own = {a.unit_id for a in people.appointments(tx, viewer.id) if a.role is Role.CONTRIBUTOR}
    return [unit.name for unit in orders.units_still_owing(tx, order) if unit.id in own]


def _for_action(t: Texts, order: Disposition, action: Action) -> Rows:
    if action in WITH_REASON:
        label = t.button("cancel_order") if action is Action.CANCEL else t.action(action)
        return [[opens(order, label, "reason", action.value)]]
    if action is Action.COMPLETE and order.intake_closed:
        return []
    if action is Action.POST:
        if order.question:
            return [[opens(order, t.button("answer"), "note", style=GOOD)]]
        return [[Button(t.action(action), on(order, action), style=GOOD)], [opens(order, t.button("note"), "note")]]
    style = GOOD if action in {Action.ACCEPT, Action.ACKNOWLEDGE} else ""
    return [[Button(t.action(action), on(order, action), style=style)]]


# --- views -------------------------------------------------------------------------------------------


def _view(tx: Tx, t: Texts, order: Disposition, viewer: Person, focus: OpenDialog) -> Card:
    body, rows = _body(tx, t, order, viewer, focus)
    top = t.form_head() if order.state is State.D_DRAFT else t.order_short(order.ref, order.subject)
    leave = t.button("chosen") if focus.view == "units" else t.button("back")
    return Card(blocks(top, body), [*rows, [back(order, leave)]])


def _body(tx: Tx, t: Texts, order: Disposition, viewer: Person, focus: OpenDialog) -> tuple[Markup, Rows]:  # noqa: PLR0911 - one return a view
    if focus.view == lateness.VIEW:
        return lateness.body(tx, t, order, viewer, focus.arg)
    if focus.view == agenda.VIEW:
        return agenda.body(tx, t, order)
    if focus.view == "reason":
        action = Action(focus.arg)
        quick = [[sets(order, words, f"q{i}")] for i, words in enumerate(t.quick_reasons(action))]
        return t.ask_reason(action), quick
    if focus.view == "sure":
        action = Action(focus.arg)
        return t.ask_sure(action), [[Button(t.sure(action), on(order, action), style=BAD)]]
    if focus.view == "nature":
        return t.ask_field("nature"), [[sets(order, t.nature(nature), nature.value)] for nature in Nature]
    if focus.view == "deadline":
        choices = standing.moments(tx)
        return t.ask_field("deadline"), [[sets(order, t.moment_choice(key, at), key)] for key, at in choices]
    if focus.view == "units":
        asked = {unit.id for unit in dispositions.asked_units(tx, order.id)}
        units = people.units(tx)[:40]
        return t.ask_field("units"), [[sets(order, t.tick(u.name, on=u.id in asked), str(u.id))] for u in units]
    if focus.view == "preview":
        send = [[Button(t.action(Action.DISPATCH), on(order, Action.DISPATCH), style=GOOD)]] if order.subject else []
        return blocks(
            t.preview_of_order(), t.order_head(t.unnumbered(), order.nature, viewer.name), _fields(tx, t, order)
        ), send
    if focus.view in {"subject", "instruction", "file", "note"}:
        return t.ask_field("answer" if focus.view == "note" and order.question else focus.view), []
    return history(tx, t, order), []
