"""From the Staf's tap to the proven page: what the website is asked, and what its answers mean (SOP step 3)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.cms.base import Medium, Page
from bot.content.compose import Composed
from bot.desk import notify
from bot.desk.articles import pages
from bot.desk.authority import capacities
from bot.desk.publishing import schedule
from bot.desk.workflow import engine
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved
from bot.sop.flow import UNSURE, WITHDRAWALS, Action, Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.roles import Role
from storage import articles, events, outbox, parts, people, proofs
from storage.outbox_bodies import Prove, Publish, TakeBack, Withdraw
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Job:
    """Everything the website's worker needs, read in one go; it never looks at the database itself."""

    article: Article
    page: Page
    expected_title: str
    expected_paragraphs: tuple[str, ...]


def ask_website(tx: Tx, subject: Subject) -> None:
    """Put the publication in the outbox, in the transaction of the tap: it happens even if the power goes now."""
    outbox.add_site(tx, subject.id, Publish(_link(tx, subject)))


def _link(tx: Tx, subject: Subject) -> str | None:
    """Give the link with which a page that a person put up was last sent to be looked at."""
    event = events.last(tx, Kind.ARTICLE, subject.id, Action.PUBLISH.value, Action.START.value)
    return event.data.get("link") if event else None


def take_back(tx: Tx, subject: Subject) -> None:
    """An article that went back though its page may be public already: the page is taken back too.

    The website keeps what it withdrew under its key for ever, so what is published later is known by another.
    """
    if not isinstance(subject, Article) or subject.published_revision is not None:
        return
    if events.last(tx, Kind.ARTICLE, subject.id, Action.PUBLISH.value, Action.START.value) is not None:
        outbox.add_site(tx, subject.id, TakeBack(subject.cms_key, _link(tx, subject)))
        articles.begin_anew(tx, subject.id, secrets.token_hex(4))


def withdraw(tx: Tx, subject: Subject) -> None:
    """Ask the website to withdraw the page, with the reason as its visible note."""
    event = events.last(tx, Kind.ARTICLE, subject.id, *(move.value for move in WITHDRAWALS))
    data = event.data if event else {}
    kind, target, note = data.get("withdrawal", "ditarik"), data.get("target"), data.get("reason", "")
    proofs.set_next(tx, subject.id, None, 0)
    if not tx.office.website.manual:  # else a person takes it off, and says so
        outbox.add_site(tx, subject.id, Withdraw(kind, target, note, look=True))


def withdrawn_alone(tx: Tx, article: Article, target: str) -> None:
    """The page it was to be merged into does not open: Staf and Kasubbag hear that no link leads there."""
    notify.tell_each(tx, _of_the_website(tx), lambda t: t.withdrawn_alone(article.ref, target))


def files_stay(tx: Tx, article: Article) -> None:
    """The website keeps the photos and files of what was withdrawn: Staf and Kasubbag hear how many."""
    content = parts.of(tx, article.id, article.published_revision or article.revision)
    count = len({part.sha256 for part in content if part.sha256})
    notify.tell_each(tx, _of_the_website(tx) if count else (), lambda t: t.files_stay(article.ref, count))


def looked_gone(tx: Tx, article: Article, *, seen: bool, shown: bool) -> None:
    """Keep what a visitor sees where a withdrawn page was; if it is still its text, Staf and Kasubbag hear of it."""
    found = "still_shows" if shown else "gone" if seen else "not_seen"
    events.append(tx, found, None, Kind.ARTICLE, article.id, {"url": article.remote_url})
    notify.refresh(tx, article)
    notify.tell_each(
        tx, _of_the_website(tx) if shown else (), lambda t: t.still_shows(article.ref, article.remote_url or "")
    )


def _of_the_website(tx: Tx) -> list[Person]:
    """List Staf and Kasubbag, each once."""
    found = [person for role in (Role.STAF, Role.KASUBBAG) for person in capacities.in_role(tx, role)]
    return list({person.id: person for person in found}.values())


def start(tx: Tx, article_id: int) -> bool:
    """Publish an article whose scheduled time has come; say whether it was still to be published."""
    article = articles.get(tx, article_id)
    started = isinstance(engine.act(tx, None, Kind.ARTICLE, article_id, Action.START), Moved)
    if started and article is not None:
        schedule.say_if_missed(tx, article, article.scheduled_at)
    return started


def job(tx: Tx, article_id: int) -> Job | None:
    """Read what is to be published of an article's present revision; None when there is no such article."""
    article = articles.get(tx, article_id)
    if article is None:
        return None
    composed = pages.composed_of(tx, article)
    return Job(article, _page(tx, article, composed), article.title, composed.fingerprint)


def _page(tx: Tx, article: Article, composed: Composed) -> Page:
    unit = people.unit(tx, article.unit_id)
    section = tx.office.section(article.section or "") or tx.office.sections[0]
    eyes = events.last(tx, Kind.ARTICLE, article.id, Action.CONFIRM.value)
    first = proofs.first_good(tx, article.id) or (eyes.at if eyes else tx.now)
    sizes = {p.sha256: p.size for p in parts.of(tx, article.id, article.revision)}
    media = tuple(
        Medium(m.sha256, m.filename, m.mime, tx.files.path(m.sha256), m.alt, m.caption, sizes.get(m.sha256, 0))
        for m in composed.media
    )
    return Page(
        key=article.cms_key,
        title=article.title,
        html=composed.html,
        summary=composed.summary,
        section=section.key,
        section_name=section.name,
        unit_name=unit.name,
        byline=unit.name,
        published_at=first,
        language=tx.office.language,
        cover=composed.cover,
        media=media,
        tags=(),
    )


def is_current(tx: Tx, article_id: int) -> bool:
    """Say whether an article is still being published: a late answer of the website must not revive it."""
    article = articles.get(tx, article_id)
    return article is not None and article.state is State.A_PUBLISHING


def published(tx: Tx, article_id: int, remote_id: str, url: str, altered: str = "") -> None:
    """The website took the page: remember where, and look at it as a visitor would.

    ``altered`` quotes what the website itself says that it keeps otherwise than it was sent.
    """
    article = articles.get(tx, article_id)
    if article is None:
        return
    articles.set_remote(tx, article_id, remote_id, url)
    events.append(tx, "on_website", None, Kind.ARTICLE, article_id, {"url": url, "remote": remote_id})
    if article.state is State.A_PUBLISHING:
        outbox.add_site(tx, article_id, Prove(altered[:300]))
        notify.refresh(tx, article)


def refused(tx: Tx, article_id: int, code: str, detail: str) -> None:
    """The website did not take the page, or does not show it: the Staf's turn again, with the reason in words."""
    engine.act(
        tx,
        None,
        Kind.ARTICLE,
        article_id,
        Action.FAIL,
        given=Input(reason=code, data={"detail": detail[:300]}),
    )


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the public page, as bot.sitewatch saw it."""

    ok: bool
    code: str
    detail: str
    url: str
    status: int | None
    sha256: str
    small: tuple[str, ...] = ()  # differences that are no failure, each as it is quoted


def proven(tx: Tx, article_id: int, look: Look, recheck_at: datetime | None) -> bool:
    """Keep a look at the page; if it shows the verified text, the article is published. Says whether it is."""
    article = articles.get(tx, article_id)
    if article is None:
        return False
    keep_look(tx, article, look)
    if not look.ok or article.state not in {State.A_PUBLISHING, *UNSURE}:
        return False
    proofs.set_next(tx, article_id, recheck_at, 0)
    given = Input(data={"small": len(look.small)} if look.small else {})
    return isinstance(engine.act(tx, None, Kind.ARTICLE, article_id, Action.PROVE, given=given), Moved)


def keep_look(tx: Tx, article: Article, look: Look) -> None:
    """Record one look at the public page."""
    proofs.add(
        tx,
        article,
        ok=look.ok,
        code=look.code,
        detail=look.detail[:300],
        small=look.small,
        url=look.url,
        status=look.status,
        sha256=look.sha256,
    )
