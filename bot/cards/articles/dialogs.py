"""What is asked on an article's card, one function a dialog of the table that an author does not write in."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.card import GOOD, Button, Card, Rows, back, blocks, on, sets
from bot.cards.articles import bypass, small_edits
from bot.cards.asking import doubted, ready_reasons, sure
from bot.cards.history import history
from bot.cards.publishing import asking_off, withdraw
from bot.cards.reporting import late_reasons
from bot.desk.articles import revisions
from bot.desk.authority import substitutes
from bot.desk.deadlines import doubts
from bot.desk.publishing import handing_on, schedule
from bot.desk.publishing.asking_off import VIEW as ASKING_OFF
from bot.desk.publishing.withdraw import VIEW as WITHDRAW
from bot.desk.reporting.late_reasons import VIEW as LATE
from bot.desk.workflow.bypass import VIEW as BYPASS
from bot.desk.writing import small_edits as desk_small_edits
from bot.sop.flow import Action, State
from bot.sop.model import Article, InfoClass, Person
from bot.sop.press import Verb
from bot.sop.roles import Role
from bot.texts import Texts
from bot.texts.labels import Label
from storage import dispositions, people
from storage.screens import OpenDialog
from storage.store import Tx

#: Classes a verifier can approve under; dikecualikan is no approval but goes to the PPID.
CLASSES = (InfoClass.PERIODIC, InfoClass.IMMEDIATE, InfoClass.ANYTIME)

Body = tuple[Markup, Rows]


def render(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person, focus: OpenDialog) -> Card:
    """Draw the dialog that is open, below `what`, the article's head."""
    if focus.view in WHOLE:
        return WHOLE[focus.view](tx, t, what, article, viewer, focus.arg)
    words, rows = BODIES.get(focus.view, _history)(tx, t, article, focus.arg)
    return Card(blocks(what, words), [*rows, [back(article, t.button(Label.BACK))]])


def classes(t: Texts, article: Article) -> Rows:
    """Give one tap for each class an official can approve under."""
    return [[Button(t.approve_as(c), on(article, Action.APPROVE, c.value), style=GOOD)] for c in CLASSES]


def staf_rows(tx: Tx, t: Texts, article: Article, disposition_id: int) -> Rows:
    """Give one tap for each Staf an article can be handed to, under a disposisi."""
    return [
        [Button(t.take_in_to(staf.name), on(article, Action.TAKE_IN, f"{disposition_id}.{staf.id}"), style=GOOD)]
        for staf in _staf_there(tx)
    ]


def _staf_there(tx: Tx) -> list[Person]:
    """List the Staf to choose from: those away only where nobody else is there."""
    everybody = people.holders(tx, Role.STAF)
    return [staf for staf in everybody if substitutes.away(tx, staf.id) is None] or everybody


def _class(_tx: Tx, t: Texts, article: Article, _arg: str) -> Body:
    return t.class_guide(), classes(t, article)


def _reason(_tx: Tx, t: Texts, article: Article, arg: str) -> Body:
    return ready_reasons(t, article, arg)


def _sure(_tx: Tx, t: Texts, article: Article, arg: str) -> Body:
    return sure(t, article, arg)


def _disposition(tx: Tx, t: Texts, article: Article, _arg: str) -> Body:
    found = dispositions.in_states(tx, State.D_COLLECTING)
    return t.ask_disposition(), [[sets(article, t.disposition_choice(o.ref, o.subject), str(o.id))] for o in found]


def _take(tx: Tx, t: Texts, article: Article, arg: str) -> Body:
    return t.ask_staf(), staf_rows(tx, t, article, int(arg))


def _hand_on(tx: Tx, t: Texts, article: Article, _arg: str) -> Body:
    rows = [[sets(article, staf.name, str(staf.id))] for staf in handing_on.others(tx, article)]
    return t.ask_other_staf(people.name(tx, article.staf_id)), rows


def _when(tx: Tx, t: Texts, article: Article, arg: str) -> Body:
    typed = doubts.moment_of(arg)
    doubt = doubts.about_moment(tx, typed) if typed is not None else None
    if doubt is not None:
        return doubted(t, article, doubt)
    return t.ask_when(), [[sets(article, t.moment_choice(key, at), key)] for key, at in schedule.moments(tx)]


def _changes(tx: Tx, t: Texts, article: Article, _arg: str) -> Body:
    return revisions.changes(tx, t, article), [[Button(t.button(Label.READ), on(article, Verb.READ))]]


def _link(_tx: Tx, t: Texts, _article: Article, _arg: str) -> Body:
    return t.ask_link(), []


def _history(tx: Tx, t: Texts, article: Article, _arg: str) -> Body:
    return history(tx, t, article), []


BODIES: dict[str, Callable[[Tx, Texts, Article, str], Body]] = {
    "class": _class,
    "reason": _reason,
    "sure": _sure,
    "order": _disposition,
    "take": _take,
    handing_on.VIEW: _hand_on,
    "when": _when,
    "changes": _changes,
    "link": _link,
    "history": _history,
}

#: Dialogs with pages of their own, drawn whole.
WHOLE: dict[str, Callable[[Tx, Texts, Markup, Article, Person, str], Card]] = {
    desk_small_edits.VIEW: small_edits.render,
    WITHDRAW: withdraw.render,
    BYPASS: bypass.render,
    ASKING_OFF: asking_off.render,
    LATE: late_reasons.render,
}
