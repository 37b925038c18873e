"""Staf publish, and look after what is live: by hand, alarms about a page, sharing it to the channel."""

from __future__ import annotations

from collections.abc import Set

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.publishing import channel, manual, monitoring
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.flow import State
from bot.sop.model import Article, Subject
from bot.sop.press import Press, Verb
from bot.sop.roles import Who
from handlers.callbacks import not_now
from handlers.senders import Asker
from storage import channel_posts
from storage.alarms import Alarm
from storage.outbox import ANSWER
from storage.store import Tx

#: While a page is to be published, or published and not proven, it is changed by hand.
TO_PUBLISH = frozenset({State.A_WAITING_STAF, State.A_UNPROVEN})

# --- by hand -----------------------------------------------------------------------------------------


def package(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Send the package a person publishes from, again."""
    article = _by_hand(tx, who, subject, TO_PUBLISH)
    if isinstance(article, Answer):
        return article
    manual.ask_package(tx, article, who.person)
    return Answer(who.t.package_coming())


def updated(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """A person says that they changed the page."""
    article = _by_hand(tx, who, subject, TO_PUBLISH)
    if isinstance(article, Answer):
        return article
    return manual.page_updated(tx, who.person, article, press.version, who.t)


def taken_off(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """A person says that they took a withdrawn page off."""
    article = _by_hand(tx, who, subject, {State.A_WITHDRAWN})
    if isinstance(article, Answer):
        return article
    looked = manual.look_if_gone(tx, who.person, article)
    return Answer(who.t.looking_if_gone()) if looked else not_now(who, article)


def _by_hand(tx: Tx, who: Asker, subject: Subject, states: Set[State]) -> Article | Answer:
    """Give the article that a person who publishes by hand speaks of, or say why it is not their turn."""
    theirs = isinstance(subject, Article) and Who.STAF in capacities.capacities(tx, who.person, subject)
    if not isinstance(subject, Article) or not manual.concerns(tx) or not theirs:
        return refusal(who.t.not_your_thing())
    if subject.state not in states:
        notify.show(tx, subject, who.person, anew=False, priority=ANSWER)
        return not_now(who, subject)
    return subject


# --- alarms ------------------------------------------------------------------------------------------


def look_again(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Look at a page with an alarm now."""
    alarm = _alarm(tx, who, subject)
    if alarm is None or not isinstance(subject, Article):
        return refusal(who.t.no_alarm())
    monitoring.look_now(tx, subject)
    return Answer(who.t.looking_now())


def handled(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Take an alarm upon oneself."""
    alarm = _alarm(tx, who, subject)
    if alarm is None or not isinstance(subject, Article):
        return refusal(who.t.no_alarm())
    monitoring.mark_handled(tx, who.person, subject, alarm)
    return Answer(who.t.alarm_handled())


def republish(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Write a page anew, where that helps."""
    alarm = _alarm(tx, who, subject)
    if alarm is None or not isinstance(subject, Article):
        return refusal(who.t.no_alarm())
    if not monitoring.may_republish(tx, alarm, who.person):
        return refusal(who.t.not_your_thing())
    monitoring.republish(tx, who.person, subject)
    return Answer(who.t.publishing_again())


def _alarm(tx: Tx, who: Asker, subject: Subject) -> Alarm | None:
    """Give the alarm that a button is about; where it is over, the card is shown as it is now."""
    alarm = monitoring.alarm_for(tx, subject, who.person) if isinstance(subject, Article) else None
    if alarm is None:
        notify.show(tx, subject, who.person, anew=False, priority=ANSWER)
    return alarm


# --- the channel -------------------------------------------------------------------------------------


def share(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Do what is asked about sharing a page to the office's channel, if it is on offer still."""
    if not isinstance(subject, Article) or press.verb not in channel.offered(tx, subject, who.person):
        notify.show(tx, subject, who.person, anew=False, priority=ANSWER)
        made = channel_posts.get(tx, subject.id) is not None
        return refusal(who.t.shared_already()) if made else not_now(who, subject)
    if press.verb == Verb.SHARE_THERE:
        channel.is_there(tx, who.person, subject)
        return Answer(who.t.shared_already())
    channel.share_anew(tx, who.person, subject, Verb(press.verb))
    return Answer(who.t.sharing_now())
