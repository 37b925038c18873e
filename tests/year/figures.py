"""The digests and the recap of the simulated year, foretold from the world of the model."""

from __future__ import annotations

from datetime import date, timedelta

from tests.year.hours import MINUTE, at, day_of
from tests.year.model import World
from tests.year.rules import KABAG, STEPS, Step, Thing


def digest_at(world: World, day: date) -> int | None:
    """Say when the digests of a day go: at 07:45, or at the opening where that is later."""
    spans = world.office.spans(day)
    return at(day, max(465, spans[0][0])) if spans else None


def evening_at(world: World, day: date) -> int | None:
    """Say when the Kabag reads how the day was: at 15:30, or half an hour before an earlier closing."""
    closing = world.office.closing(day)
    return None if closing is None else wanted if (wanted := at(day, 930)) < closing else closing - 30 * MINUTE


def late(world: World) -> list[Step]:
    """List the open steps that are late; a form nobody sent is nobody else's business."""
    return [s for s in world.open_steps() if s.due <= world.now and s.thing.state != "d.draft"]


def morning(world: World) -> tuple[int, ...]:
    """List who gets the morning's digest: something waits for them, or late things were put before them."""
    found = {p for step in world.open_steps() for p in world.waited(step.thing)}
    for step in late(world):
        call = world.call(step)
        found |= {*call.pinged, *call.copied}
    return tuple(sorted(p for p in found if p not in world.blocked and world.away(p) is None))


def evening(world: World) -> tuple[int, ...]:
    """List who gets the evening's: the Kabag, if there is something to say."""
    today = day_of(world.now)
    tomorrow = today + timedelta(days=1)
    while not world.office.spans(tomorrow):
        tomorrow += timedelta(days=1)
    until = at(tomorrow + timedelta(days=1))
    happened = any(
        day_of(when) == today and what in {"prv", "dsp", "ack"}
        for thing in [*world.orders, *world.articles]
        for when, what in thing.log
    )
    due = any(s.due < until for s in world.open_steps() if s.thing.state != "d.draft")
    return tuple(world.at_hand(KABAG, Thing("d", 0, "d.closed"))) if happened or due else ()


def recap(world: World, wanted: int) -> dict[str, object]:
    """Foretell the figures of a month."""
    steps = [s for s in world.steps if s.finished is not None and month(s.finished) == wanted]
    moved = [a for a in world.articles if any(w in {"sub", "prv"} and month(t) == wanted for t, w in a.log)]
    return {
        "submitted": sum(a.submitted is not None and month(a.submitted) == wanted for a in moved),
        "published": sum(a.published is not None and month(a.published) == wanted for a in moved),
        "returned": sum(w == "ret" and month(t) == wanted for a in moved for t, w in a.log),
        "on time": (sum(not s.late for s in steps), len(steps)),
        "steps": {
            name: (len(some), sum(not s.late for s in some))
            for name in STEPS
            if (some := [s for s in steps if s.name == name])
        },
        "sent": sum(w == "dsp" and month(t) == wanted for o in world.orders for t, w in o.log),
        "closed": sum(w == "ack" and month(t) == wanted for o in world.orders for t, w in o.log),
    }


def month(ms: int) -> int:
    """Give the month of 2026 a moment lies in; 13 for what is later."""
    day = day_of(ms)
    return day.month if day.year == 2026 else 13
