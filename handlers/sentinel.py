"""/jaga and its buttons, and "ini memang milik kami" under an alarm: who may answer is asked at every tap."""

from __future__ import annotations

from markupsafe import escape

from bot.card import Card
from bot.cards.publishing import sentinel as cards
from bot.desk.publishing import monitoring, sentinel
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.model import Article, Subject
from bot.sop.press import Press, number
from handlers.senders import Asker, say
from storage.alarms import Alarm
from storage.site_alarms import SiteAlarm
from storage.store import Tx


def answer(tx: Tx, who: Asker, _words: str) -> None:
    """Answer /jaga: the website's alarm, its last look, and what is the office's own."""
    if sentinel.may_read(tx, who.person):
        say(tx, who, cards.overview(tx, who.t, who.person))
    else:
        say(tx, who, Card(escape(who.t.alarms_not_yours()), []))


def press_ours(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Ask which findings of the alarm on a page are the office's own."""
    alarm = monitoring.alarm_for(tx, subject, who.person) if isinstance(subject, Article) else None
    if alarm is None:
        return refusal(who.t.no_alarm())
    say(tx, who, cards.choices(tx, who.t, "a", alarm))
    return Answer(who.t.sent_below())


def tap(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button of these cards asks, whoever made it up."""
    if not sentinel.may_answer(tx, who.person):
        return refusal(who.t.alarms_not_yours())
    what, _, rest = press.arg.partition(".")
    if what == "look":
        sentinel.look_now(tx)
        return Answer(who.t.look_asked())
    if what == "x":
        return _take_back(tx, who, number(rest))
    scope, _, more = rest.partition(".") if what == "o" else ("s", "", rest)
    first, _, place = more.partition(".")
    alarm, article = sentinel.alarm_of(tx, scope, number(first) or 0)
    if alarm is None:
        return refusal(who.t.no_alarm())
    if what == "o":
        return _own(tx, who, alarm, article, number(place))
    return _of_site(tx, who, what, alarm)


def _take_back(tx: Tx, who: Asker, thing: int | None) -> Answer:
    if thing is None or not sentinel.call_foreign(tx, who.person, thing):
        return refusal(who.t.unknown_button())
    say(tx, who, cards.overview(tx, who.t, who.person))
    return Answer(who.t.own_taken_back())


def _own(tx: Tx, who: Asker, alarm: Alarm | SiteAlarm, article: Article | None, place: int | None) -> Answer:
    if place is None or sentinel.call_own(tx, who.person, alarm, place, article) is None:
        return refusal(who.t.no_alarm())
    return Answer(who.t.own_noted())


def _of_site(tx: Tx, who: Asker, what: str, alarm: Alarm | SiteAlarm) -> Answer:
    if not isinstance(alarm, SiteAlarm) or what not in {"h", "w"}:
        return refusal(who.t.unknown_button())
    if what == "w":
        say(tx, who, cards.choices(tx, who.t, "s", alarm))
        return Answer(who.t.sent_below())
    sentinel.handle(tx, who.person, alarm)
    return Answer(who.t.alarm_handled())
