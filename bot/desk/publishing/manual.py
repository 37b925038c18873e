"""Where no interface publishes, a person does: the package they get, the link they send, the page they take off.

SOP step 3 is the Staf's turn until the link is there; its clock runs and its reminders come meanwhile.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from bot.cms import links
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.workflow import engine
from bot.desk.workflow.answer import Answer, Asked, refusal, tried
from bot.desk.workflow.effects import Input
from bot.desk.workflow.engine import Moved
from bot.sop.flow import WITHDRAWALS, Action, Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.roles import Role
from bot.texts import Texts
from storage import articles, events, outbox, parts, people
from storage.outbox_bodies import LookIfGone, Package
from storage.store import Tx

#: The event that visitors were seen not to be shown a withdrawn text any more.
GONE = "gone"

#: What the look at a page that was to be taken off found.
Verdict = Literal["gone", "there", "unknown"]


def concerns(tx: Tx) -> bool:
    """Say whether people publish on this office's website by hand."""
    return tx.office.website.manual


# --- the package ---------------------------------------------------------------------------------------


def hand_out(tx: Tx, subject: Subject) -> None:
    """When an article becomes the Staf's, they get its package; and again when its text was edited meanwhile."""
    if concerns(tx) and isinstance(subject, Article) and subject.state is State.A_WAITING_STAF:
        for staf in capacities.waited_for(tx, subject):
            ask_package(tx, subject, staf)


def ask_package(tx: Tx, article: Article, person: Person) -> bool:
    """Have the package made and sent to somebody; False where it is being made for them already."""
    if person.telegram_id is None:
        return False
    return outbox.add_package(tx, article.id, Package(person.id))


def packed(tx: Tx, article_id: int, person_id: int, files: list[tuple[str, str, int]]) -> None:
    """Send a package that was made, as (SHA-256, file name, bytes) of each part, and the card again under it."""
    article = articles.get(tx, article_id)
    if article is None:
        return
    person = people.person(tx, person_id)
    t = notify.texts_for(tx, person)
    for number, (sha256, name, size) in enumerate(files, 1):
        parts.keep_file(tx, sha256, size, "application/zip")
        notify.send_document(tx, person, sha256, name, t.package_caption(article.ref, number, len(files)), article)
    notify.show(tx, article, person, anew=True)


def not_packed(tx: Tx, article_id: int, person_id: int, code: str) -> None:
    """The package could not be made: said in words to the one who waits for it."""
    article = articles.get(tx, article_id)
    person = people.person(tx, person_id)
    if article is not None:
        t = notify.texts_for(tx, person)
        notify.tell(tx, person.telegram_id, str(t.package_failed(article.ref, t.failure_words(code))))


# --- the link ------------------------------------------------------------------------------------------


def link_typed(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take the link that was asked for."""
    return take_link(tx, asked.person, asked.article, message.text, asked.t)


def take_link(tx: Tx, person: Person, article: Article, text: str, t: Texts) -> Answer:
    """Take the link somebody sent for an article; says what is odd about it, or why it was not their turn."""
    home = tx.office.website.url
    url, odd = links.judge(links.find(text, home), home)
    if odd:
        return refusal(t.link_odd(odd, urlsplit(home).hostname or ""))
    if article.published_revision is not None and url != article.remote_url:
        return refusal(t.link_stays(article.remote_url or ""))
    other = articles.at_url(tx, url)
    if other is not None and other.id != article.id:
        return refusal(t.link_taken(other.ref))
    return _publish(tx, person, article, url, t)


def _publish(tx: Tx, person: Person, article: Article, url: str, t: Texts, version: int | None = None) -> Answer:
    given = Input(data={"link": url})
    result = engine.act(tx, person, Kind.ARTICLE, article.id, Action.PUBLISH, version=version, given=given)
    return Answer(t.link_received(article.ref)) if isinstance(result, Moved) else tried(result)


def page_updated(tx: Tx, person: Person, article: Article, version: int, t: Texts) -> Answer:
    """The same page was changed, or mended, as somebody says: look at it again."""
    if not article.remote_url:
        return refusal(t.view_gone())
    return _publish(tx, person, article, article.remote_url, t, version)


def bare_link(tx: Tx, person: Person, message: Incoming, t: Texts) -> Answer | None:
    """Understand a message that is a link and nothing else; None where nothing waits for this person's link."""
    bare = message.kind == "text" and links.is_bare(message.text, tx.office.website.url)
    if not concerns(tx) or not bare:
        return None
    waiting = [a for a in articles.in_states(tx, State.A_WAITING_STAF, State.A_UNPROVEN) if _waits_for(tx, a, person)]
    if len(waiting) > 1:
        return refusal(t.which_link([article.ref for article in waiting]))
    return take_link(tx, person, waiting[0], message.text, t) if waiting else None


def _waits_for(tx: Tx, article: Article, person: Person) -> bool:
    return person.id in {waited.id for waited in capacities.waited_for(tx, article)}


def shortcoming(tx: Tx, article: Article) -> str:
    """Say where to look on a page that was not proven: the beginning of the first paragraph it lacks, or ""."""
    event = events.last(tx, Kind.ARTICLE, article.id, Action.FAIL.value)
    if event is None or article.failure != "text_missing":
        return ""
    detail: str = event.data.get("detail", "")
    return detail.partition(": ")[2] + "…"


# --- the page taken off --------------------------------------------------------------------------------


def to_take_off(tx: Tx, article: Article) -> bool:
    """Say whether a withdrawn page is still to be taken off by a person."""
    if not concerns(tx) or article.state is not State.A_WITHDRAWN or not article.remote_url:
        return False
    last = events.last(tx, Kind.ARTICLE, article.id, *(move.value for move in WITHDRAWALS), GONE)
    return last is None or last.what != GONE


def all_to_take_off(tx: Tx, person: Person) -> list[Article]:
    """List the withdrawn pages that a Staf is still to take off."""
    if not concerns(tx) or Role.STAF not in capacities.roles(tx, person):
        return []
    return [article for article in articles.withdrawn(tx) if to_take_off(tx, article)]


def looked(tx: Tx, article_id: int, person_id: int, verdict: Verdict) -> None:
    """Say what the bot saw where a page was to be gone; only a page that is gone is recorded as taken off."""
    article, person = articles.get(tx, article_id), people.person(tx, person_id)
    if article is None or not to_take_off(tx, article):
        return
    if verdict == "gone":
        events.append(tx, GONE, person_id, Kind.ARTICLE, article_id, {"url": article.remote_url})
        notify.refresh(tx, article)
        for kasubbag in capacities.in_role(tx, Role.KASUBBAG):
            notify.show(tx, article, kasubbag, anew=True)
        notify.show(tx, article, person, anew=True)
        return
    t = notify.texts_for(tx, person)
    words = t.still_there(article.ref) if verdict == "there" else t.not_looked(article.ref)
    notify.tell(tx, person.telegram_id, str(words))
    notify.show(tx, article, person, anew=True)


def take_down(tx: Tx, article_id: int, url: str) -> None:
    """An article went back though its page may be up already: Staf and Kasubbag are asked to take it off."""
    article = articles.get(tx, article_id)
    if article is None:
        return
    told = {p.id: p for role in (Role.STAF, Role.KASUBBAG) for p in capacities.in_role(tx, role)}
    notify.tell_each(tx, told.values(), lambda t: t.take_down(article.ref, article.title, url))


def look_if_gone(tx: Tx, person: Person, article: Article) -> bool:
    """Have the bot look whether a page is off, as somebody says; False where none is to be taken off (any more)."""
    if not to_take_off(tx, article):
        return False
    outbox.add_site(tx, article.id, LookIfGone(person.id))
    return True
