"""The card on which the Kasubbag withdraws a page: which kind, into which page, and why."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import BAD, Button, Card, back, blocks, lines, opens, sets
from bot.desk.publishing import withdraw
from bot.desk.publishing.withdraw import KINDS, VIEW
from bot.sop.model import Article, Person
from bot.texts import Texts
from bot.texts.labels import Label
from storage.store import Tx


def render(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person, arg: str) -> Card:
    """Render how far somebody is with withdrawing, below `what`, the article's head."""
    if not arg:
        kinds = [[sets(article, t.withdrawal_choice(kind), kind)] for kind in KINDS]
        return Card(blocks(what, t.ask_withdrawal()), [*kinds, [back(article, t.button(Label.BACK))]])
    leave = [opens(article, t.button(Label.BACK), VIEW)]
    if withdraw.asks_target(arg):
        return _targets(tx, t, what, article, viewer, arg, leave)
    kind = withdraw.kind_of(arg)
    into = withdraw.target(tx, arg) if kind == withdraw.MERGED else None
    merged = t.merged_into(*into) if into else None
    reason = withdraw.given(arg)
    if reason:
        sure = [sets(article, t.withdrawal_sure(), withdraw.SURE, BAD)]
        return Card(blocks(what, lines(t.confirm_withdrawal(kind, reason), merged)), [sure, leave])
    words = lines(merged, t.ask_withdrawal_reason(kind))
    ready = [[sets(article, reason, f"q{n}")] for n, reason in enumerate(withdraw.reasons(tx, arg))]
    return Card(blocks(what, words), [*ready, leave])


def _targets(tx: Tx, t: Texts, what: Markup, article: Article, viewer: Person, arg: str, leave: list[Button]) -> Card:
    found = withdraw.offered(tx, viewer, article, arg)
    rows = [[sets(article, t.open_hit(f.article.ref, f.title), str(f.article.id))] for f in found]
    return Card(blocks(what, t.ask_target(found=bool(found))), [*rows, leave])
