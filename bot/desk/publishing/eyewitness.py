"""Published, and not proven yet: looks that go on by themselves, and two people who see it with their own eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import notify
from bot.desk.publishing import monitoring, publish
from bot.desk.publishing.monitoring import Inspection
from bot.desk.publishing.publish import Look
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.sop.flow import UNSURE, Action, Kind, State
from bot.sop.model import Article, Subject
from storage import alarms, articles, events, outbox, people, proofs
from storage.outbox_bodies import Prove
from storage.store import Tx

#: So often a page that is not proven yet is looked at, until it is proven or somebody decided.
MEANWHILE = timedelta(minutes=30)
#: So long after two people saw it a page is looked at again, as after a proof.
AFTER = timedelta(hours=1)

#: What a look finds where there is no page. Where a person publishes, it means that the link is wrong; a website that
#: does not let the bot look says nothing about the page that the person saw.
NOWHERE = frozenset({"redirected_home", "redirected_away", "foreign_host", "not_html"})
GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who confirmed a page by eye, the first and the second, and when the second did."""

    names: tuple[str, str]
    at: datetime


def not_proven(tx: Tx, article_id: int, look: Look) -> None:
    """A look did not see what was approved: what the website confirmed is published all the same, not proven yet."""
    nowhere = look.code in NOWHERE or (look.code == "status" and look.status in GONE)
    if tx.office.website.manual and nowhere:
        publish.refused(tx, article_id, look.code, look.detail)
        return
    given = Input(data={"code": look.code, "detail": look.detail[:300]})
    engine.act(tx, None, Kind.ARTICLE, article_id, Action.DOUBT, given=given)


def look_by_itself(tx: Tx, subject: Subject) -> None:
    """Go on looking: caches run out, and firewalls let through who was doubted before."""
    proofs.set_next(tx, subject.id, tx.now + MEANWHILE, 0)


def look_again(tx: Tx, subject: Subject) -> None:
    """Look at the page now: nothing is published anew."""
    outbox.add_site(tx, subject.id, Prove())


def looked(tx: Tx, article_id: int, seen: Inspection, next_at: datetime | None) -> None:
    """Take a look that was made by itself into account: a page that is well is proven, whoever was waited for."""
    article = articles.get(tx, article_id)
    if article is None or article.state not in UNSURE:
        return
    if publish.proven(tx, article_id, seen.look, next_at):
        monitoring.first_seen(tx, article_id, seen)
        return
    proofs.set_next(tx, article_id, tx.now + MEANWHILE, 0)
    notify.refresh(tx, article)


def confirmed(tx: Tx, subject: Subject) -> None:
    """Two people saw the page: it is watched as any other, and what was different then is known and no alarm."""
    proofs.set_next(tx, subject.id, tx.now + AFTER, 0)
    proof, event = proofs.last(tx, subject.id), events.last(tx, Kind.ARTICLE, subject.id, Action.CONFIRM.value)
    if proof is None or proof.ok or event is None or event.actor_id is None:
        return
    alarms.raise_alarm(tx, subject.id, [(proof.code, proof.detail, "page")])
    alarm = alarms.last_alarm(tx, subject.id, "")
    if alarm is not None:
        alarms.end_alarm(tx, alarm, "handled", event.actor_id)


def of(tx: Tx, article: Article) -> Eyes | None:
    """Say who confirmed by eye what is live now; None where a look of the bot's proved it, then or later."""
    last = events.last(tx, Kind.ARTICLE, article.id, Action.PROVE.value, Action.CONFIRM.value)
    first = events.last(tx, Kind.ARTICLE, article.id, Action.SIGHT.value)
    proof = proofs.last(tx, article.id)
    if article.state is not State.A_PUBLISHED or last is None or first is None or last.what != Action.CONFIRM.value:
        return None
    if proof is not None and proof.ok:
        return None
    return Eyes((people.name(tx, first.actor_id) or "", people.name(tx, last.actor_id) or ""), last.at)


def doubt(tx: Tx, article: Article) -> tuple[str, str] | None:
    """Say what the last look at a page that is not proven yet saw instead: a code, and words to quote."""
    proof = proofs.last(tx, article.id) if article.state in UNSURE else None
    if proof is None or proof.ok:
        return None
    quoted = proof.detail.partition(": ")[2] + "…" if proof.code == "text_missing" else proof.detail
    return proof.code, quoted
