"""An article's card: what it is, what happened last, whose turn it is, and the buttons this viewer may tap."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import (
    GOOD,
    Button,
    Card,
    Rows,
    blocks,
    calls_off,
    in_pairs,
    lines,
    main_first,
    on,
    opens,
)
from bot.cards.articles import correction, personal_data, small_edits, writing
from bot.cards.articles import dialogs as article_dialogs
from bot.cards.articles.photos import preview
from bot.cards.history import last_event, waiting
from bot.cards.publishing import manual, monitoring
from bot.cards.reporting import late_reasons
from bot.desk.articles import pending_edit, revisions
from bot.desk.articles.pages import NO_PREVIEW
from bot.desk.authority import authors, capacities, secrecy
from bot.desk.deadlines import calendar
from bot.desk.dialogs import is_writing
from bot.desk.publishing import asking_off, eyewitness, handing_on, withdraw
from bot.desk.workflow import bypass
from bot.desk.writing import small_edits as desk_small_edits
from bot.desk.writing.drafts import WRITING
from bot.sop import flow
from bot.sop.flow import UNSURE, Action, State
from bot.sop.model import Article, Person
from bot.sop.needs import Need
from bot.sop.press import Verb
from bot.texts import Texts
from bot.texts.labels import Label
from storage import dispositions, events, people, proofs
from storage import revisions as handed_in
from storage.revisions import Approval
from storage.screens import OpenDialog
from storage.store import Tx


def render(tx: Tx, t: Texts, article: Article, viewer: Person, focus: OpenDialog | None) -> Card:
    """Render an article for one viewer, in the view they have open on it."""
    if not capacities.may_see(tx, viewer, article):
        return Card(t.no_longer_yours(article.ref), [])
    if article.state in WRITING and not _only_reading(article, focus) and capacities.writes(tx, viewer, article):
        return writing.render(tx, t, article, viewer, focus)
    if focus is not None:
        return article_dialogs.render(tx, t, _what(tx, t, article), article, viewer, focus)
    if Action.APPROVE in _offered(tx, article, viewer):
        small = revisions.small(tx, article)
        if small is not None:
            return correction.render(tx, t, _what(tx, t, article), article, viewer, small)
    after = monitoring.notes(tx, t, article, viewer)
    text = blocks(_what(tx, t, article), after, _facts(tx, t, article), _state(tx, t, article, viewer))
    return Card(text, _buttons(tx, t, article, viewer))


def _only_reading(article: Article, focus: OpenDialog | None) -> bool:
    """A returned article is read first (why?) and written only when its author says so."""
    return article.state is not State.A_DRAFT and not is_writing(focus)


def _what(tx: Tx, t: Texts, article: Article) -> Markup:
    unit = people.unit(tx, article.unit_id)
    return t.article_head(article.ref, article.title, unit.name, unit.external, article.revision)


def _state(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup:
    offered = _offered(tx, article, viewer)
    happened = lines(
        last_event(tx, t, article),
        manual.failure(tx, t, article) or (t.failure(article.failure) if article.failure else None),
        _doubt(tx, t, article),
        _scheduled(tx, t, article),
        _joins(tx, t, article) if Action.TAKE_IN in offered else None,
    )
    unsent = small_edits.unsent(tx, t, article, viewer) if Action.EDIT in offered else None
    guide = t.class_guide() if Action.APPROVE in offered else None
    by_person = manual.note(tx, t, article, viewer)
    return blocks(happened, guide, unsent, by_person, waiting(tx, t, article, viewer))


def _scheduled(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Say when an article appears by itself, and which feast near that day may move."""
    if article.state is not State.A_SCHEDULED:
        return None
    feasts = calendar.estimates_near(tx, article.scheduled_at) if article.scheduled_at else []
    return lines(t.scheduled(article.scheduled_at), t.near_estimates(feasts) if feasts else None)


def _doubt(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Say what was seen in place of what was approved, where the website took the page."""
    found = eyewitness.doubt(tx, article)
    return t.unproven(*found) if found else None


def _joins(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Name the disposisi an article without one is taken in under, where there is one to choose only."""
    found = dispositions.in_states(tx, State.D_COLLECTING) if article.disposition_id is None else []
    return t.joins_disposition(found[0].ref, secrecy.title(tx, found[0])) if len(found) == 1 else None


def _facts(tx: Tx, t: Texts, article: Article) -> Markup:
    disposition = dispositions.get(tx, article.disposition_id) if article.disposition_id else None
    section = tx.office.section(article.section or "")
    approval = handed_in.approval(tx, article)
    live = article.published_revision is not None and article.state is not State.A_WITHDRAWN
    proof = proofs.last(tx, article.id) if live and article.state not in UNSURE else None
    eyes = eyewitness.of(tx, article)
    return lines(
        t.fact_disposition(disposition.ref, secrecy.title(tx, disposition)) if disposition else None,
        t.fact_section(section.name) if section else None,
        t.fact_class(article.info_class) if article.info_class else None,
        _verified(tx, t, approval) if approval else None,
        t.fact_proxy(people.name(tx, article.author_id) or "") if article.by_proxy else None,
        t.fact_link(article.remote_url) if article.remote_url and _is_up(article) else None,
        _gone(tx, t, article),
        t.fact_eyes(list(eyes.names), eyes.at)
        if eyes
        else t.fact_proof(proof.ok, proof.code, proof.at)
        if proof
        else None,
        t.small_differences(proof.small, proof.detail) if proof and proof.small else None,
        _warnings(tx, t, article),
    )


def _verified(tx: Tx, t: Texts, approval: Approval) -> Markup:
    """Say who verified it, or who let it through without that, and why."""
    name = people.name(tx, approval.verifier_id) or ""
    return t.fact_bypassed(name, approval.bypass) if approval.bypass else t.fact_verified(name)


def _is_up(article: Article) -> bool:
    """Say whether the website has the page: it is live, or was taken and is not proven yet."""
    return article.published_revision is not None or article.state in UNSURE


def _gone(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Say that visitors do not see any more what was withdrawn, once that was looked at."""
    if article.state is not State.A_WITHDRAWN:
        return None
    seen = events.last(tx, article.kind, article.id, "gone", "still_shows", Action.PROVE.value)
    return t.fact_gone(t.when(seen.at)) if seen and seen.what == "gone" else None


def _warnings(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Point out what looks like personal data to those who decide (UU 27/2022); nothing is removed silently."""
    if article.state not in {State.A_WAITING_VERIFIER, State.A_WAITING_KASUBBAG, State.A_HELD}:
        return None
    return personal_data.warning(tx, t, article)


# --- buttons -----------------------------------------------------------------------------------------


def _offered(tx: Tx, article: Article, viewer: Person) -> list[Action]:
    """List what a viewer may do, without what nobody does with what they wrote themselves."""
    wrote = viewer.id in authors.of(tx, article)
    found = capacities.offered(tx, viewer, article)
    return [a for a in found if not (wrote and Need.NOT_AUTHOR in flow.RULES[article.state, a].needs)]


#: Moves whose button opens a dialog of their own.
_OPENS = {
    Action.EDIT: desk_small_edits.VIEW,
    Action.WITHDRAW: withdraw.VIEW,
    Action.ASK_WITHDRAWAL: asking_off.VIEW,
    Action.BYPASS: bypass.VIEW,
    Action.SCHEDULE: "when",
}


def _buttons(tx: Tx, t: Texts, article: Article, viewer: Person) -> Rows:
    rows: Rows = []
    for action in _offered(tx, article, viewer):
        if action is Action.BYPASS and not bypass.is_offered(tx, viewer, article):
            continue
        own = manual.rows(tx, t, article, action)
        rows += _for_action(tx, t, article, action) if own is None else own
    if handing_on.is_offered(tx, viewer, article):
        rows.append([opens(article, t.button(Label.HAND_ON), handing_on.VIEW)])
    if article.state in WRITING and capacities.writes(tx, viewer, article):
        rows.insert(0, [opens(article, t.button(Label.MEND), "mend", style=GOOD)])
    rows = [*monitoring.rows(tx, t, article, viewer), *manual.taking_off(tx, t, article, viewer), *rows]
    late = late_reasons.rows(tx, t, article, viewer)
    return [*main_first(rows), *late, *in_pairs(_reading(tx, t, article, viewer))]


def _for_action(tx: Tx, t: Texts, article: Article, action: Action) -> Rows:  # noqa: PLR0911 - one return a kind of button
    if action in {Action.SUBMIT, Action.PULL}:
        return []  # handed in from the writing view, where what is missing can be seen; pulled from where it is asked
    if action is Action.APPROVE:
        return article_dialogs.classes(t, article)
    if action in _OPENS:
        return [[opens(article, t.action(action), _OPENS[action])]]
    if action is Action.DECLINE and pending_edit.base(tx, article) is None:
        return []
    if action is Action.TAKE_IN:
        return _take_in(tx, t, article)
    if flow.needs_reason(article.state, action):
        return [[opens(article, t.action(action), "reason", action.value)]]
    if action is Action.CANCEL:
        return [[calls_off(article, t)]]
    if action is Action.HOLD:
        return [[opens(article, t.action(action), "sure", action.value)]]
    good = action in {Action.PUBLISH, Action.RELEASE, Action.LOOK, Action.CONFIRM}
    style = GOOD if good and (article.state, action) != (State.A_UNPROVEN, Action.PUBLISH) else ""
    return [[Button(t.action(action), on(article, action), style=style)]]


def _take_in(tx: Tx, t: Texts, article: Article) -> Rows:
    """Data siap entry: one tap for each Staf where the disposisi is clear, else the disposisi is chosen first."""
    found = dispositions.in_states(tx, State.D_COLLECTING)
    mine = dispositions.get(tx, article.disposition_id) if article.disposition_id else None
    if mine is not None and (mine.state is State.D_COLLECTING or article.published_revision):
        return article_dialogs.staf_rows(tx, t, article, mine.id)
    if mine is not None:
        return []  # its own disposisi is not accepted yet: the card says so
    if len(found) == 1:
        return article_dialogs.staf_rows(tx, t, article, found[0].id)
    if found:
        return [[opens(article, t.action(Action.TAKE_IN), "order", style=GOOD)]]
    return [[Button(t.button(Label.ASK_DISPOSITION), on(article, Verb.ASK_DISPOSITION), style=GOOD)]]


def _reading(tx: Tx, t: Texts, article: Article, viewer: Person) -> list[Button]:
    row = [Button(t.button(Label.READ), on(article, Verb.READ))]
    if article.state not in NO_PREVIEW:
        row.append(preview(t, article))
    present = handed_in.get(tx, article.id, article.revision)
    before = handed_in.before(tx, article.id, article.revision)
    others = present is not None and present.submitted_by != viewer.id
    if before is not None and (article.author_id != viewer.id or others):
        row.append(opens(article, t.button(Label.CHANGES), "changes"))
    row.append(opens(article, t.button(Label.HISTORY), "history"))
    return row
