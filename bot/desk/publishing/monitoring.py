"""After the proof: what a later look at the page means, who is told, and what they can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.publishing import publish
from bot.desk.publishing.publish import Look
from bot.sitewatch.foreign import key_of
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.roles import Role
from storage import alarms, articles, events, meta, outbox, people, proofs, site_alarms
from storage.alarms import Alarm, Found
from storage.once import once
from storage.outbox import ANSWER
from storage.outbox_bodies import LookAgain, Republish
from storage.store import Tx

#: A site that is down for a minute is no alarm: so many looks in a row must fail, over so long a time …
LOOKS, SPAN = 3, timedelta(minutes=15)
#: … and so long is waited after the first of them, and after the second.
PAUSES = (timedelta(minutes=5), timedelta(minutes=10))

#: While an alarm is open the page is looked at so often, to say when it is well again.
MEANWHILE = timedelta(minutes=30)

#: A look that could not be made at all is tried again so much later.
LATER = timedelta(hours=1)

#: Days of a certificate's life below which the office is warned.
FEW_DAYS = 14

#: What publishing the page anew can mend: it is gone, empty or overwritten. What a hacker put beside it stays.
MENDED_BY_PUBLISHING = frozenset({
    "status", "title_missing", "text_missing", "text_added", "part_unseen", "cover_missing", "redirected_home",
    "not_html", "defaced",
})  # fmt: skip

#: Who hears of alarms, and may act on them.
TOLD = (Role.STAF, Role.KASUBBAG)


@dataclass(frozen=True, slots=True)
class Inspection:
    """One later look: at the page as approved, what was foreign, and what the page has of its own (None: no page)."""

    look: Look
    foreign: tuple[Found, ...] = ()
    baseline: dict[str, Any] | None = None
    days_left: int | None = None

    @property
    def found(self) -> tuple[Found, ...]:
        """List everything wrong: how the page differs from what was approved, and what is foreign on it."""
        own: tuple[Found, ...] = () if self.look.ok else ((self.look.code, self.look.detail, "page"),)
        return own + self.foreign


def first_seen(tx: Tx, article_id: int, watched: Inspection) -> None:
    """After the proof: remember what the page has of its own, and tell at once what is foreign on it already."""
    article = articles.get(tx, article_id)
    if article is None or article.state is not State.A_PUBLISHED:
        return
    alarms.set_baseline(tx, article_id, watched.baseline)
    alarms.set_failed(tx, article_id, 0, None)
    _certificate(tx, article, watched.days_left)
    if watched.foreign:
        _raise(tx, article, watched.foreign)


def looked_again(tx: Tx, article_id: int, watched: Inspection, next_at: datetime | None, rung: int) -> None:
    """Take a later look at a page into account.

    1. While a correction is under way nobody looks; after a withdrawal nobody looks any more.
    2. A page that is well ends its alarm, on the same card, and waits for the next rung.
    3. What was found is told when it is certain: foreign content at once, what is missing after three looks.
    """
    article = articles.get(tx, article_id)
    if article is None or article.state is not State.A_PUBLISHED:
        not_now(tx, article_id)
        return
    publish.keep_look(tx, article, watched.look)
    _certificate(tx, article, watched.days_left)
    if watched.found and not _accepted(tx, article, watched.found):
        _wrong(tx, article, watched)
    else:
        _well(tx, article, watched, next_at, rung)
    notify.refresh(tx, article)


def not_now(tx: Tx, article_id: int) -> None:
    """Put off the look at a page that is being corrected; one that is published no more is not looked at."""
    article = articles.get(tx, article_id)
    corrected = article is not None and article.published_revision is not None and not article.state.ended
    _, rung = proofs.plan(tx, article_id)
    proofs.set_next(tx, article_id, tx.now + LATER if corrected else None, rung)


def _accepted(tx: Tx, article: Article, found: Sequence[Found]) -> bool:
    """Say whether somebody marked all this as handled since the page was published as it is: it is not told again."""
    return {_kind(f) for f in found} <= {_kind(f) for f in alarms.handled(tx, article.id)}


def _kind(found: Found) -> tuple[str, str]:
    """What makes two findings the same; a quotation may differ by a counter in it, a missing page has none."""
    what, quote, place = found
    return (f"{what} {place}", "".join(c for c in quote if not c.isdigit()))


def _well(tx: Tx, article: Article, watched: Inspection, next_at: datetime | None, rung: int) -> None:
    if _is_news(watched.baseline, alarms.of(tx, article.id).baseline):
        alarms.set_baseline(tx, article.id, watched.baseline)
    alarms.set_failed(tx, article.id, 0, None)
    alarm = alarms.last_alarm(tx, article.id, "")
    if alarm is not None and alarms.end_alarm(tx, alarm, "well"):
        events.append(tx, "page_well", None, Kind.ARTICLE, article.id, {})
    proofs.set_next(tx, article.id, next_at, rung)


def _is_news(seen: dict[str, Any] | None, kept: dict[str, Any] | None) -> bool:
    """Say whether a page's own is learnt now: never before, or while pages were read in another way."""
    return seen is not None and (kept is None or kept.get("reading", 0) < seen.get("reading", 0))


def _wrong(tx: Tx, article: Article, watched: Inspection) -> None:
    before = alarms.of(tx, article.id)
    failed, since = before.failed + 1, before.failed_since or tx.now
    alarms.set_failed(tx, article.id, failed, since)
    alarm = alarms.last_alarm(tx, article.id, "")
    if alarm is not None:
        alarms.look_again(tx, alarm, watched.found)
    elif watched.foreign or (failed >= LOOKS and tx.now - since >= SPAN):
        _raise(tx, article, watched.found)
    _, rung = proofs.plan(tx, article.id)
    open_now = alarms.last_alarm(tx, article.id, "") is not None
    pause = MEANWHILE if open_now else PAUSES[min(failed, len(PAUSES)) - 1]
    proofs.set_next(tx, article.id, tx.now + pause, rung)


def _raise(tx: Tx, article: Article, found: Sequence[Found]) -> None:
    """Tell Staf and Kasubbag, with what was found; where another alarm tells of the front page, not twice."""
    site = site_alarms.get(tx)
    told_of = {key_of(what, quote) for what, quote, _ in site.found} if site else set()
    news = [
        f
        for f in found
        if f[2] != "front" or not (alarms.front_alarm_elsewhere(tx, article.id) or key_of(f[0], f[1]) in told_of)
    ]
    if not news:
        return
    alarms.raise_alarm(tx, article.id, news)
    events.append(tx, "page_gone", None, Kind.ARTICLE, article.id, {"found": [what for what, _, _ in news]})
    for person in told(tx):
        notify.show(tx, article, person, anew=True, head="alarm")


def told(tx: Tx) -> list[Person]:
    """List who hears of alarms."""
    found = {person.id: person for role in TOLD for person in capacities.in_role(tx, role)}
    return list(found.values())


def over(tx: Tx, article: Subject) -> None:
    """A page that is published anew, corrected or withdrawn is another one: what was wrong with the old one is over."""
    alarm = alarms.last_alarm(tx, article.id, "")
    if alarm is not None:
        alarms.end_alarm(tx, alarm, "over")
    alarms.forget_handled(tx, article.id)


def _certificate(tx: Tx, article: Article, days_left: int | None) -> None:
    """Warn once of a certificate that ends soon: visitors are then kept out by their browsers."""
    alarms.set_days_left(tx, article.id, days_left)
    if days_left is None or days_left >= FEW_DAYS:
        return
    month = (tx.now + timedelta(days=days_left)).strftime("%Y-%m")
    if not once(tx, "certificate", month):
        return
    warned = {p.id: p for role in (*TOLD, Role.ADMIN) for p in people.holders(tx, role)}
    notify.tell_each(tx, warned.values(), lambda t: t.certificate_ends(days_left), office_hours=True)


def put_off(tx: Tx, article_id: int) -> None:
    """A look that raised is made later; the others go on."""
    _, rung = proofs.plan(tx, article_id)
    proofs.set_next(tx, article_id, tx.now + LATER, rung)


def known(tx: Tx, article_id: int) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Give what the page, and the front page, have of their own; None where nobody looked yet."""
    front = meta.get(tx, FRONT)
    return alarms.of(tx, article_id).baseline, alarms.parsed(front) if front else None


FRONT = "front_baseline"


def front_seen(tx: Tx, baseline: dict[str, Any]) -> None:
    """Remember what the front page has of its own, the first time it is seen."""
    kept = meta.get(tx, FRONT)
    if _is_news(baseline, alarms.parsed(kept) if kept else None):
        meta.put(tx, FRONT, alarms.as_text(baseline))


# --- while the website does not answer -----------------------------------------------------------------


def retrying(tx: Tx, article_id: int, code: str, at: datetime) -> None:
    """The website is asked again by itself: the card says when, so that nobody waits in doubt."""
    alarms.set_retry(tx, article_id, at, code)
    _refreshed(tx, article_id)


def settled(tx: Tx, article_id: int) -> None:
    """Nothing is tried again any more."""
    if alarms.of(tx, article_id).retry_at is not None:
        alarms.set_retry(tx, article_id, None, "")
        _refreshed(tx, article_id)


def _refreshed(tx: Tx, article_id: int) -> None:
    article = articles.get(tx, article_id)
    if article is not None:
        notify.refresh(tx, article)


# --- what people do about an alarm ---------------------------------------------------------------------


def alarm_for(tx: Tx, article: Article, viewer: Person) -> Alarm | None:
    """Give the open alarm about a page, to those who hear of alarms."""
    may = article.state is State.A_PUBLISHED and capacities.roles(tx, viewer) & set(TOLD)
    return alarms.last_alarm(tx, article.id, "") if may else None


def problem_of(tx: Tx, article: Article) -> str:
    """Name what is wrong with a live page now, for the report: an open alarm, or the last look; "" when it is well."""
    if article.state is not State.A_PUBLISHED:
        return ""
    alarm, proof = alarms.last_alarm(tx, article.id, ""), proofs.last(tx, article.id)
    if alarm is not None:
        return alarm.found[0][0]
    if proof is None or proof.ok:
        return ""
    confirmed = events.last(tx, Kind.ARTICLE, article.id, Action.PROVE.value, Action.CONFIRM.value)
    by_eye = confirmed is not None and confirmed.what == Action.CONFIRM.value
    known = by_eye and _accepted(tx, article, [(proof.code, proof.detail, "page")])
    return "" if known else proof.code


def may_republish(tx: Tx, alarm: Alarm, viewer: Person) -> bool:
    """Say whether publishing anew helps, and this person may."""
    if tx.office.website.manual:  # a person put the page up, and a person mends it
        return False
    helps = any(what in MENDED_BY_PUBLISHING and place == "page" for what, _, place in alarm.found)
    return helps and Role.STAF in capacities.roles(tx, viewer)


def look_now(tx: Tx, article: Article) -> None:
    """Have a page looked at now."""
    outbox.add_site(tx, article.id, LookAgain())


def mark_handled(tx: Tx, person: Person, article: Article, alarm: Alarm) -> None:
    """Somebody takes it upon them: the alarm ends, with their name, and the usual looks go on."""
    alarms.end_alarm(tx, alarm, "handled", person.id)
    events.append(tx, "page_handled", person.id, Kind.ARTICLE, article.id, {})
    alarms.set_failed(tx, article.id, 0, None)
    notify.refresh(tx, article)
    notify.show(tx, article, person, anew=False, priority=ANSWER)


def republish(tx: Tx, person: Person, article: Article) -> None:
    """Have a page written anew as it was approved."""
    events.append(tx, "republish", person.id, Kind.ARTICLE, article.id, {})
    outbox.add_site(tx, article.id, Republish())
    notify.refresh(tx, article)


def not_republished(tx: Tx, article_id: int, code: str) -> None:
    """The website did not take the page again: the Staf are told in words."""
    article = articles.get(tx, article_id)
    if article is None:
        return
    notify.tell_each(
        tx, capacities.in_role(tx, Role.STAF), lambda t: t.not_republished(article.ref, t.failure_words(code))
    )
