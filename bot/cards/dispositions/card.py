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
    lines,
    main_first,
    on,
    opens,
)
from bot.cards.dispositions import dialogs as disposition_dialogs
from bot.cards.dispositions import recurring
from bot.cards.history import SHOWN, last_event, remark, sentence, waiting
from bot.cards.reporting import late_reasons
from bot.desk.authority import capacities, recipients, secrecy
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

FIELDS = ("subject", "instruction", "nature", "deadline", "units", "copies", "file")

#: Characters of a card: a message of Telegram's (Bot API: 4096), and room for what may stand above it.
ROOM = 3800

#: States in which the units asked may hand in material.
OPEN = frozenset({State.D_WAITING_KASUBBAG, State.D_COLLECTING})


def render(tx: Tx, t: Texts, disposition: Disposition, viewer: Person, focus: OpenDialog | None) -> Card:
    """Render a disposisi for one viewer, in the view they have open on it."""
    if not capacities.may_see(tx, viewer, disposition):
        return Card(t.no_longer_yours(disposition.ref), [])
    if focus is not None:
        return disposition_dialogs.render(tx, t, disposition, viewer, focus)
    may_act_as = capacities.capacities(tx, viewer, disposition)
    if disposition.state is State.D_DRAFT:
        return Card(
            blocks(_form(tx, t, disposition), t.form_how(empty=not disposition.subject)),
            _form_rows(tx, t, disposition, may_act_as),
        )
    if disposition.state not in completion.WRITTEN:
        foot = blocks(last_event(tx, t, disposition), _turn(tx, t, disposition, viewer))
        sheet, progress = blocks(_sheet(tx, t, disposition)), _progress(tx, t, disposition)
        text = blocks(sheet, progress, foot)
        if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
            text = blocks(sheet, foot, progress)
        return Card(text, _rows(tx, t, disposition, viewer))
    return _reported(tx, t, disposition, viewer)


def _reported(tx: Tx, t: Texts, disposition: Disposition, viewer: Person) -> Card:
    """Show the report in short: the whole of it is a tap away, and on paper."""
    report = completion.compose(tx, disposition)
    foot = blocks(_happened(tx, t, disposition, report), _question(t, disposition), waiting(tx, t, disposition, viewer))
    short = t.report_card(report)
    text = blocks(short, foot)
    if length(text) > ROOM:  # a card is cut at its end: that must not be what is to be done
        text = blocks(foot, short)
    return Card(text, _rows(tx, t, disposition, viewer))


def _form(tx: Tx, t: Texts, disposition: Disposition) -> Markup:
    need = articles.get(tx, disposition.need_article_id) if disposition.need_article_id else None
    about = t.form_need(need.ref, secrecy.title(tx, need), people.unit(tx, need.unit_id).name) if need else None
    stale = proposals.need(tx, disposition)
    asked_by = [about, t.stale_need(stale) if stale else None, recurring.line(tx, t, disposition)]
    return blocks(t.form_head(), *asked_by, disposition_dialogs.fields(tx, t, disposition))


def _sheet(tx: Tx, t: Texts, disposition: Disposition) -> Markup:
    author = people.name(tx, disposition.author_id) or ""
    return blocks(
        t.disposition_head(disposition.ref, disposition.nature, author), disposition_dialogs.fields(tx, t, disposition)
    )


def _progress(tx: Tx, t: Texts, disposition: Disposition) -> Markup | None:
    under = [a for a in articles.of_disposition(tx, disposition.id) if a.state is not State.A_DRAFT]
    listed = [(a.ref, secrecy.title(tx, a), people.unit(tx, a.unit_id).name, a.state) for a in under]
    owing = [unit.name for unit in intake.units_still_owing(tx, disposition)]
    if not listed and not owing:
        return t.no_material() if disposition.state is State.D_COLLECTING else None
    return t.progress(listed, owing, closed=disposition.intake_closed)


def _turn(tx: Tx, t: Texts, disposition: Disposition, viewer: Person) -> Markup | None:
    """Say whose turn it is; whoever was asked for material and gave none reads that first."""
    owed = _owed_by(tx, disposition, viewer)
    return t.material_asked(owed, disposition.deadline) if owed else waiting(tx, t, disposition, viewer)


def _happened(tx: Tx, t: Texts, disposition: Disposition, report: Report) -> Markup | None:
    """Say what happened last, unless the report or the question says it already."""
    event = events.last(tx, disposition.kind, disposition.id, *SHOWN)
    told = {Action.POST.value: report.posted_at is not None, Action.ASK_BACK.value: bool(disposition.question)}
    said = None if event is None or told.get(event.what) else sentence(tx, t, event)
    return lines(said, remark(tx, t, disposition)) or None


def _question(t: Texts, disposition: Disposition) -> Markup | None:
    return t.question(disposition.question) if disposition.question else None


# --- buttons -----------------------------------------------------------------------------------------


def _form_rows(tx: Tx, t: Texts, disposition: Disposition, may_act_as: frozenset[Who]) -> Rows:
    if Who.KABAG not in may_act_as:
        return []
    letter = ("letter",) if dispositions.files(tx, disposition.id) or disposition.has_letter else ()
    several = ("recipient",) if len(recipients.choices(tx)) > 1 else ()
    fields = [opens(disposition, t.field(name), name) for name in (*several, *FIELDS, *letter)]
    rows = in_pairs(fields)
    if disposition.subject:
        rows.insert(0, [Button(t.action(Action.DISPATCH), on(disposition, Action.DISPATCH), style=GOOD)])
    if disposition.need_article_id:
        rows.append([Button(t.button(Label.READ), on(disposition, Verb.READ))])
    rows += recurring.rows(tx, t, disposition)
    discard = opens(disposition, t.button(Label.DISCARD), "sure", Action.CANCEL.value)
    return [*rows, [opens(disposition, t.button(Label.PREVIEW), "preview"), discard]]


def _rows(tx: Tx, t: Texts, disposition: Disposition, viewer: Person) -> Rows:
    may_act_as = capacities.capacities(tx, viewer, disposition)
    rows: Rows = []
    said_complete = disposition.state is State.D_COLLECTING and capacities.turn(tx, disposition) is None
    for action in flow.actions(disposition.state, may_act_as):
        if action is Action.COMPLETE and said_complete:
            continue
        rows += _for_action(t, disposition, action)
    if disposition.state in OPEN and viewer.id in {p.id for p in intake.contributors_asked(tx, disposition)}:
        style = GOOD if _owed_by(tx, disposition, viewer) else PLAIN
        rows.insert(0, [Button(t.button(Label.CONTRIBUTE), on(disposition, Verb.CONTRIBUTE), style=style)])
    reading = (
        [Button(t.button(Label.FILES), on(disposition, Verb.READ))] if dispositions.files(tx, disposition.id) else []
    )
    late = late_reasons.rows(tx, t, disposition, viewer)
    history = [*reading, opens(disposition, t.button(Label.HISTORY), "history")]
    return [*main_first(rows), *late, history, *_papers(t, disposition)]


def _papers(t: Texts, disposition: Disposition) -> Rows:
    """Give what can be printed: the sheet at every stage, the report besides once there is one."""
    sheet = Button(t.button(Label.PRINT_DISPOSITION), on(disposition, Verb.PAPER, "disposition"))
    if disposition.state not in completion.WRITTEN:
        return [[sheet]]
    report = Button(t.button(Label.PRINT_COMPLETION), on(disposition, Verb.PAPER, "completion"))
    return [[Button(t.button(Label.FULL_REPORT), on(disposition, Verb.FULL_REPORT)), report], [sheet]]


def _owed_by(tx: Tx, disposition: Disposition, viewer: Person) -> list[str]:
    """List the units a contributor still owes material for."""
    if disposition.state not in OPEN:
        return []
    own = {a.unit_id for a in people.appointments(tx, viewer.id) if a.role is Role.CONTRIBUTOR}
    return [unit.name for unit in intake.units_still_owing(tx, disposition) if unit.id in own]


def _for_action(t: Texts, disposition: Disposition, action: Action) -> Rows:
    if flow.needs_reason(disposition.state, action):
        label = t.button(Label.CANCEL_DISPOSITION) if action is Action.CANCEL else t.action(action)
        return [[opens(disposition, label, "reason", action.value)]]
    if action is Action.POST:
        label = t.button(Label.ANSWER) if disposition.question else t.action(action)
        return [[opens(disposition, label, "note", style=GOOD)]]
    style = GOOD if action in {Action.ACCEPT, Action.ACKNOWLEDGE} else ""
    return [[Button(t.action(action), on(disposition, action), style=style)]]
