"""What went another way with a thing, read from its events: bypasses, snoozed reminders, failures of the website."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.desk.authority import secrecy
from bot.sop.flow import WAITS, Action, State, Step
from bot.sop.model import Article, Disposition, Subject
from bot.sop.report import Bypass, Failure, Snooze, Way
from storage import people, snoozes
from storage.events import Event
from storage.store import Tx

#: Whom somebody stood in for, by who acted and when.
StoodIn = dict[tuple[int | None, datetime], int]

#: What the bot does where nobody did it in time; everything else it does is its own part.
_OVERDUE = frozenset({Action.POST.value, Action.COMPLETE.value})


def stood_in_for(happened: Sequence[Event]) -> StoodIn:
    """Give whom somebody stood in for, by who acted and when."""
    return {(event.actor_id, event.at): event.data["for"] for event in happened if "for" in event.data}


def bypasses(tx: Tx, subject: Subject, happened: Sequence[Event]) -> list[Bypass]:
    """List what was done with a thing on another way than the usual one."""
    found = []
    for event in happened:
        way = _way(subject, event, happened)
        if way is not None:
            whom = _for_whom(tx, subject, way, event.data)
            who = people.name(tx, event.actor_id)
            found.append(Bypass(way, subject.ref, _step(event.data), who, whom, event.at))
    return found


def _way(subject: Subject, event: Event, happened: Sequence[Event]) -> Way | None:
    if event.data.get("takeover"):
        return Way.TAKEOVER
    if "for" in event.data:
        return Way.SUBSTITUTE
    if event.what == Action.BYPASS.value:
        return Way.UNVERIFIED
    if event.what == Action.EDIT.value:
        return Way.SMALL_EDIT
    if isinstance(subject, Article):
        first = next((one for one in happened if one.what == Action.SUBMIT.value), None)
        proxy = subject.by_proxy and first is not None and event.id == first.id
        return Way.PROXY if proxy else None
    return Way.BY_ITSELF if _by_itself(subject, event, happened) else None


def _by_itself(disposition: Disposition, event: Event, happened: Sequence[Event]) -> bool:
    """Say whether the bot did it because its time had come, and not because all that was wanted was there."""
    if event.actor_id is not None or event.what not in _OVERDUE:
        return False
    if event.what == Action.POST.value:
        return True
    said_complete = any(one.what == "intake_closed" and one.id < event.id for one in happened)
    return not said_complete and disposition.deadline is not None and event.at >= disposition.deadline


def _for_whom(tx: Tx, subject: Subject, way: Way, data: Mapping[str, Any]) -> str:
    if way is Way.PROXY and isinstance(subject, Article):
        return people.unit(tx, subject.unit_id).name
    if way is Way.UNVERIFIED:
        return str(data.get("reason", ""))
    return people.name(tx, data["for"]) or "" if way is Way.SUBSTITUTE else ""


def _step(data: Mapping[str, Any]) -> Step | None:
    wait = WAITS.get(State(data["from"])) if "from" in data else None
    return wait.step if wait else None


def put_off(tx: Tx, subject: Subject) -> list[Snooze]:
    """List the reminders of a thing that were put off."""
    rows = snoozes.of_subject(tx, subject.kind, subject.id)
    return [
        Snooze(subject.ref, people.name(tx, row.person_id), secrecy.words(tx, subject, row.reason), row.until)
        for row in rows
    ]


def failures(subject: Subject, happened: Sequence[Event]) -> list[Failure]:
    """List the times the website did not take a page."""
    return [
        Failure(subject.ref, str(one.data.get("reason", "")), one.at)
        for one in happened
        if one.what == Action.FAIL.value
    ]
