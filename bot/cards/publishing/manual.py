"""What a card says and offers where a person publishes: the package, the link, the page to take off."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import GOOD, Button, Rows, on, opens
from bot.desk.authority import capacities
from bot.desk.publishing import manual
from bot.sop.flow import Action, State
from bot.sop.model import Article, Person
from bot.sop.press import Verb
from bot.sop.roles import Who
from bot.texts import Texts
from storage.store import Tx

#: Moves whose buttons are other ones where a person publishes: nothing publishes there by itself.
OWN = frozenset({Action.PUBLISH, Action.SCHEDULE})


def rows(tx: Tx, t: Texts, article: Article, action: Action) -> Rows | None:
    """Give the buttons of a move where a person publishes; None where the usual ones are right."""
    if not manual.concerns(tx) or action not in OWN:
        return None
    if action is Action.SCHEDULE:
        return []
    link = [opens(article, t.hand_label("link"), "link", style=GOOD)]
    package = [Button(t.hand_label("package"), on(article, Verb.PACKAGE))]
    if not article.remote_url:
        return [link, package]
    if article.published_revision is not None:
        return [[Button(t.hand_label("updated"), on(article, Verb.UPDATED), style=GOOD)], package]
    if article.state is State.A_UNPROVEN:
        return [link, package]
    return [link, [Button(t.hand_label("again"), on(article, Verb.UPDATED), style=GOOD)], package]


def taking_off(tx: Tx, t: Texts, article: Article, viewer: Person) -> Rows:
    """Give the button with which a Staf says that a withdrawn page is off."""
    if not manual.to_take_off(tx, article) or Who.STAF not in capacities.capacities(tx, viewer, article):
        return []
    return [[Button(t.hand_label("off"), on(article, Verb.TAKEN_OFF), style=GOOD)]]


def note(tx: Tx, t: Texts, article: Article, viewer: Person) -> Markup | None:
    """Say what is still to be done by hand with a withdrawn page."""
    if not manual.to_take_off(tx, article):
        return None
    return t.take_off(article.remote_url or "", yours=Who.STAF in capacities.capacities(tx, viewer, article))


def failure(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Say why a page was not proven and what to do, where a person mends it; None where the usual words are right."""
    if not manual.concerns(tx) or not article.failure:
        return None
    return t.hand_failure(article.failure, manual.shortcoming(tx, article))
