"""Sharing a page in the office's channel: one post an article, edited when the page is, and never a second one."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk import notify
from bot.desk.articles import pages
from bot.desk.authority import capacities, secrecy
from bot.sop.flow import WITHDRAWALS, Kind, State
from bot.sop.model import Article, Person, Subject
from bot.sop.press import Verb
from bot.sop.roles import Role
from bot.texts import default
from bot.texts.formats import shorten
from storage import alarms, articles, channel_posts, events, meta, outbox, revisions
from storage.outbox import ANSWER
from storage.outbox_bodies import Share
from storage.store import Tx

TWO_LINES = 180  # characters of the summary: about two lines of a channel on a phone


@dataclass(frozen=True, slots=True)
class Post:
    """What is to stand in the channel now: a new post where message_id is None, else an edit of that one.

    ``html`` is at most 1024 characters, the limit of a caption; ``photo`` the SHA-256 of the cover, "" without one.
    """

    chat_id: int
    message_id: int | None
    html: str
    photo: str
    url: str
    captioned: bool = False  # the words of the post that stands there are a photo's caption


def live(tx: Tx, article: Subject) -> None:
    """A page is live: share it where that is always done; where it is shared already, the post follows the page."""
    share = channel_posts.get(tx, article.id)
    if share is not None and share.state == "posted":
        _ask(tx, article.id, share.chat_id)
    elif share is None and tx.office.share_when == "always":
        want(tx, article.id, None)


def withdrawn(tx: Tx, article: Subject) -> None:
    """The post says that its page was withdrawn; one that was not made yet is not made any more."""
    share = channel_posts.get(tx, article.id)
    if share is not None and share.state == "posted":
        _ask(tx, article.id, share.chat_id)
    elif share is not None and share.state in {"wanted", "refused"}:
        channel_posts.set_state(tx, article.id, "ended")


def want(tx: Tx, article_id: int, person: Person | None) -> bool:
    """Ask for the one post of an article; say whether it was still to be made."""
    chat = tx.office.share_chat
    if chat is None or not channel_posts.want(tx, article_id, chat, person.id if person else None):
        return False
    _ask(tx, article_id, chat)
    return True


def _ask(tx: Tx, article_id: int, chat_id: int) -> None:
    outbox.add(tx, meta.chat_now(tx, chat_id), Share(), subject=(Kind.ARTICLE, article_id))


# --- what is posted ----------------------------------------------------------------------------------


def begin(tx: Tx, article_id: int) -> Post | None:
    """Say what is to stand in the channel now, and remember that it is being posted; None: nothing.

    An attempt that was cut off may have reached the channel: nobody posts again before somebody has looked.
    """
    article, share = articles.get(tx, article_id), channel_posts.get(tx, article_id)
    if article is None or share is None:
        return None
    if share.state == "posting":
        failed(tx, article_id, "unsure")
        return None
    if share.state == "wanted" and _is_live(article):
        channel_posts.set_state(tx, article_id, "posting")
        return _post(tx, article, meta.chat_now(tx, share.chat_id))
    if share.state == "posted" and share.message_id is not None:
        return _edit(tx, article, share)
    return None


def _is_live(article: Article) -> bool:
    return article.published_revision is not None and article.state is not State.A_WITHDRAWN


def _post(tx: Tx, article: Article, chat_id: int) -> Post:
    composed = pages.composed_of(tx, article, article.published_revision)
    revision = revisions.get(tx, article.id, article.published_revision or article.revision)
    title = revision.title if revision else article.title
    url = article.remote_url or tx.office.website.url
    html = default(tx.office, tx.now).post(title, shorten(composed.summary, TWO_LINES), url)
    return Post(chat_id, None, str(html), composed.cover or "", url)


def _edit(tx: Tx, article: Article, share: channel_posts.Share) -> Post:
    now = _post(tx, article, meta.chat_now(tx, share.chat_id))
    html = now.html
    if article.state is State.A_WITHDRAWN:
        event = events.last(tx, Kind.ARTICLE, article.id, *(move.value for move in WITHDRAWALS))
        reason = event.data.get("reason", "") if event else ""
        html = str(default(tx.office, tx.now).post_withdrawn(secrecy.title(tx, article), reason))
    return Post(now.chat_id, share.message_id, html, now.photo, now.url, share.photo)


def not_sent(tx: Tx, article_id: int) -> None:
    """The post did certainly not reach the channel: it is tried again."""
    channel_posts.set_state(tx, article_id, "wanted")


def posted(tx: Tx, article_id: int, message_id: int, *, photo: bool) -> None:
    """The post stands in the channel."""
    channel_posts.posted(tx, article_id, message_id, photo=photo)
    events.append(tx, "shared", None, Kind.ARTICLE, article_id, {"message": message_id})
    _refresh(tx, article_id)


def failed(tx: Tx, article_id: int, problem: str) -> None:
    """The post is not there, or perhaps not: the Staf are told why, and what to do."""
    channel_posts.set_state(tx, article_id, "unsure" if problem == "unsure" else "refused", problem)
    article = articles.get(tx, article_id)
    if article is None:
        return
    for person in capacities.in_role(tx, Role.STAF):
        t = notify.texts_for(tx, person)
        notify.tell(tx, person.telegram_id, str(t.share_failed(article.ref, problem)))
        notify.show(tx, article, person, anew=True)
    _refresh(tx, article_id)


def _refresh(tx: Tx, article_id: int) -> None:
    article = articles.get(tx, article_id)
    if article is not None:
        notify.refresh(tx, article)


# --- what people do ----------------------------------------------------------------------------------


def offered(tx: Tx, article: Article, viewer: Person) -> tuple[Verb, ...]:
    """List the verbs of the buttons somebody gets now."""
    if tx.office.share_chat is None or article.state is not State.A_PUBLISHED:
        return ()
    if Role.STAF not in capacities.roles(tx, viewer):
        return ()
    if alarms.last_alarm(tx, article.id, "") is not None:  # nobody should be led to a page that may be hacked
        return ()
    share = channel_posts.get(tx, article.id)
    if share is None or share.state == "refused":
        return (Verb.SHARE,)
    return (Verb.SHARE_AGAIN, Verb.SHARE_THERE) if share.state == "unsure" else ()


def share_anew(tx: Tx, person: Person, article: Article, verb: Verb) -> None:
    """Share a page; after an attempt that nobody knew the end of, somebody has looked: it is certainly not there."""
    channel_posts.set_state(tx, article.id, "refused")
    want(tx, article.id, person)
    _recorded(tx, person, article, verb)


def is_there(tx: Tx, person: Person, article: Article) -> None:
    """Somebody has looked: the post stands in the channel, and none is made any more."""
    channel_posts.set_state(tx, article.id, "ended")
    _recorded(tx, person, article, Verb.SHARE_THERE)


def _recorded(tx: Tx, person: Person, article: Article, verb: Verb) -> None:
    events.append(tx, "share", person.id, Kind.ARTICLE, article.id, {"verb": verb.value})
    notify.show(tx, article, person, anew=False, priority=ANSWER)
