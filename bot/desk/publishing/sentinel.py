"""The whole website watched for ever: what a daily look means, who is told, and what people call their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, get_args

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.publishing import monitoring
from bot.sitewatch.foreign import What, key_of
from bot.sop.flow import Kind
from bot.sop.model import Article, Person
from bot.sop.roles import Role
from storage import alarms, events, meta, own_things, site_alarms
from storage.alarms import Alarm, Found
from storage.site_alarms import SiteAlarm
from storage.store import Tx

#: What people can call the office's own; that a page is away or empty is nobody's own.
TEACHABLE = frozenset(get_args(What))

#: Who may look after the website as a whole; the admin reads along.
MAY_READ = frozenset({*monitoring.TOLD, Role.ADMIN})

#: The whole website is looked at so often; while an alarm is open, more often.
EVERY, MEANWHILE = timedelta(days=1), timedelta(hours=2)
LOOKED, NEXT, HANDLED = "sentinel_looked", "sentinel_next", "sentinel_handled"
#: Looks in a row at which something that was handled is gone, before it would be told again.
GONE = 3


def may_answer(tx: Tx, person: Person) -> bool:
    """Say whether somebody may answer for what the sentinel found."""
    return bool(capacities.roles(tx, person) & set(monitoring.TOLD))


def may_read(tx: Tx, person: Person) -> bool:
    """Say whether somebody may read what the sentinel knows."""
    return bool(capacities.roles(tx, person) & MAY_READ)


# --- what is ours ----------------------------------------------------------------------------------------


def askable(tx: Tx, found: Sequence[Found]) -> list[tuple[int, Found]]:
    """List the findings, with their places, that a person can call the office's own."""
    own = own_things.keys(tx)
    return [(n, f) for n, f in enumerate(found) if f[0] in TEACHABLE and key_of(f[0], f[1]) not in own]


def call_own(tx: Tx, person: Person, alarm: Alarm | SiteAlarm, place: int, article: Article | None) -> str | None:
    """Take one finding of an alarm for the office's own, in a person's name; give its quotation, None for none.

    When nothing else was found the alarm is over.
    """
    chosen = dict(askable(tx, alarm.found)).get(place)
    if chosen is None:
        return None
    what, quote, _ = chosen
    own_things.add(tx, key_of(what, quote), quote, person.id)
    kind, subject = (Kind.ARTICLE, article.id) if article else (None, None)
    events.append(tx, "page_own", person.id, kind, subject, {"what": what, "quote": quote})
    rest = [f for n, f in enumerate(alarm.found) if n != place and key_of(f[0], f[1]) not in own_things.keys(tx)]
    if not rest:
        _over(tx, person, alarm, article)
    return quote


def _over(tx: Tx, person: Person, alarm: Alarm | SiteAlarm, article: Article | None) -> None:
    if isinstance(alarm, SiteAlarm):
        site_alarms.end_alarm(tx, alarm.id, "own", person.id)
    elif article is not None:
        alarms.end_alarm(tx, alarm, "handled", person.id)
        alarms.set_failed(tx, article.id, 0, None)
        notify.refresh(tx, article)


def call_foreign(tx: Tx, person: Person, thing_id: int) -> bool:
    """Take back that something is the office's own: the next look tells of it again."""
    if not own_things.revoke(tx, thing_id, person.id):
        return False
    events.append(tx, "page_own_revoked", person.id, None, None, {"thing": thing_id})
    return True


def alarm_of(tx: Tx, scope: str, alarm_id: int) -> tuple[Alarm | SiteAlarm | None, Article | None]:
    """Find an open alarm that a button names: of an article's page ("a"), or of the website ("s")."""
    if scope == "s":
        alarm = site_alarms.get(tx, alarm_id)
        return (alarm if alarm and not alarm.ending else None), None
    return alarms.open_with_article(tx, alarm_id)


# --- the daily look ----------------------------------------------------------------------------------------


def due(tx: Tx) -> bool:
    """Say whether the whole website is to be looked at now."""
    at, now = meta.get(tx, NEXT), int(tx.now.timestamp())
    return (
        at is None or not now < int(at) <= now + EVERY.total_seconds()
    )  # later: planned before the clock was put back


def begin(tx: Tx) -> None:
    """Plan the next look before this one is made: one that is cut off is made again in an hour, not at once."""
    meta.put(tx, NEXT, str(int((tx.now + timedelta(hours=1)).timestamp())))


def looked(tx: Tx, found: Sequence[Found], learnt: Mapping[str, dict[str, Any]], count: int) -> bool:
    """Take a look at the whole website into account; say whether there is an alarm to be told, new or with news.

    What is well again ends the alarm, and is told.
    """
    for url, baseline in learnt.items():
        site_alarms.keep(tx, url, baseline)
    meta.put(tx, LOOKED, f"{int(tx.now.timestamp())} {count}")
    _forget_gone(tx, found)
    news = _unhandled(tx, found)
    alarm = site_alarms.get(tx)
    meta.put(tx, NEXT, str(int((tx.now + (MEANWHILE if news else EVERY)).timestamp())))
    if not news:
        _well(tx, alarm)
        return False
    before = {_key(f) for f in alarm.found} if alarm else set()
    if alarm is None:
        site_alarms.raise_alarm(tx, news)
    else:
        site_alarms.look_again(tx, alarm.id, news)
    more = bool({_key(f) for f in news} - before)
    if more:
        events.append(tx, "site_alarm", None, None, None, {"found": [list(f) for f in news]})
    return more


def _well(tx: Tx, alarm: SiteAlarm | None) -> None:
    if alarm is not None and site_alarms.end_alarm(tx, alarm.id, "well"):
        events.append(tx, "site_well", None, None, None, {"alarm": alarm.id})
        notify.tell_each(tx, monitoring.told(tx), lambda t: t.site_well(alarm.raised_at))


def _unhandled(tx: Tx, found: Sequence[Found]) -> list[Found]:
    """Leave out what is the office's own, what somebody marked as handled, and what an article's alarm tells."""
    known = own_things.keys(tx) | set(_handled(tx)) | {_key(f) for f in alarms.told_of_front(tx)}
    return [f for f in found if _key(f) not in known]


def _handled(tx: Tx) -> dict[str, int]:
    """Give what people marked as handled, by name, and at how many looks in a row each was gone."""
    kept = meta.get(tx, HANDLED)
    return {str(key): int(gone) for key, gone in alarms.parsed(kept).items()} if kept else {}


def _forget_gone(tx: Tx, found: Sequence[Found]) -> None:
    """What was handled and is gone may be told again when it comes back: that is another break-in."""
    here = {_key(f) for f in found}
    counted = {key: 0 if key in here else gone + 1 for key, gone in _handled(tx).items()}
    meta.put(tx, HANDLED, alarms.as_text({key: gone for key, gone in counted.items() if gone < GONE}))


def _key(found: Found) -> str:
    return key_of(found[0], found[1])


def handle(tx: Tx, person: Person, alarm: SiteAlarm) -> bool:
    """Somebody takes the alarm upon them; say whether it was still open."""
    if not site_alarms.end_alarm(tx, alarm.id, "handled", person.id):
        return False
    meta.put(tx, HANDLED, alarms.as_text(_handled(tx) | {_key(f): 0 for f in alarm.found}))
    events.append(tx, "site_handled", person.id, None, None, {"alarm": alarm.id})
    return True


def look_now(tx: Tx) -> None:
    """Have the whole website looked at by the next run of the job."""
    meta.put(tx, NEXT, "0")


def last_look(tx: Tx) -> tuple[int, int] | None:
    """Say when the website was last looked at (seconds since 1970), and how many of its pages; None: never yet."""
    kept = meta.get(tx, LOOKED)
    if kept is None:
        return None
    at, _, count = kept.partition(" ")
    return int(at), int(count)
