"""On the card of a page that is live: alarms, what the website is waited for, sharing; and the buttons for them."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import Button, Rows, lines, on
from bot.desk.authority import capacities
from bot.desk.publishing import channel, monitoring, sentinel
from bot.sop.flow import State
from bot.sop.model import Article, Person
from bot.sop.press import Verb
from bot.sop.roles import Role
from bot.texts import Texts
from storage import alarms, channel_posts
from storage.store import Tx

_LABELS = {Verb.SHARE: "share", Verb.SHARE_AGAIN: "share_again", Verb.SHARE_THERE: "share_there"}


def notes(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup | None:
    """Say what is wrong with the page, when the website is asked again, and how it stands with sharing."""
    alarm = monitoring.alarm_for(tx, article, viewer)
    return (
        lines(
            t.alarm(alarm.raised_at, alarm.looked_at, list(alarm.found)) if alarm else None,
            _retry(tx, t, article),
            _certificate(tx, t, article, viewer),
            _shared(tx, t, article, viewer),
        )
        or None
    )


def _retry(tx: Tx, t: Texts, article: Article) -> Markup | None:
    watch = alarms.of(tx, article.id)
    if article.state is not State.A_PUBLISHING or watch.retry_at is None or watch.retry_at <= tx.now:
        return None
    return t.retrying(watch.retry_code, watch.retry_at)


def _certificate(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup | None:
    days = alarms.of(tx, article.id).days_left
    soon = days is not None and days < monitoring.FEW_DAYS and article.state is State.A_PUBLISHED
    told = capacities.roles(tx, viewer) & {*monitoring.TOLD, Role.ADMIN}
    return t.certificate_days(days) if soon and told and days is not None else None


def _shared(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup | None:
    share = channel_posts.get(tx, article.id)
    if share is None:
        return None
    if share.state == "posted":
        return t.shared(share.at)
    return t.share_problem(share.problem) if share.problem and channel.offered(tx, article, viewer) else None


def rows(tx: Tx, t: Texts, article: Article, viewer: Person) -> Rows:
    """Give the buttons under an alarm, and those for sharing."""
    found: Rows = []
    alarm = monitoring.alarm_for(tx, article, viewer)
    if alarm is not None:
        found = [
            [Button(t.aftercare("look"), on(article, Verb.LOOK_AGAIN))],
            [Button(t.aftercare("handled"), on(article, Verb.HANDLED))],
        ]
        if sentinel.askable(tx, alarm.found):
            found.append([Button(t.aftercare("ours"), on(article, Verb.OURS))])
        if monitoring.may_republish(tx, alarm, viewer):
            found.append([Button(t.aftercare("republish"), on(article, Verb.REPUBLISH))])
    shared = [Button(t.aftercare(_LABELS[verb]), on(article, verb)) for verb in channel.offered(tx, article, viewer)]
    return [*found, *([shared] if shared else [])]
