"""The living calendar: days closed or opened by decree while the bot runs, who may do it, and what it moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.deadlines import recompute
from bot.holidays import estimated_holidays, holiday_names, indonesian_holidays, known_cuti_bersama
from bot.sop.calendar_days import DayLine, Decided, Effect
from bot.sop.model import Person
from bot.sop.recap import Span
from bot.sop.roles import Role
from storage import events, people, special_days
from storage.office import DayRule, Kind
from storage.once import once
from storage.special_days import Plan, SpecialDay
from storage.store import Tx

#: Who may close and open days and set the piket; everybody of the office may read.
MAY = frozenset({Role.KABAG, Role.KASUBBAG, Role.ADMIN})

#: How far ahead /libur looks, in days.
HORIZON = 183

#: So near a feast lie the days off that are decreed along with it.
NEAR_A_FEAST = timedelta(days=7)

#: The month from which next year's cuti bersama are asked for: the joint decree (SKB) comes out before it as a rule.
WARN_FROM = 10


def may_change(tx: Tx, person: Person) -> bool:
    """Say whether somebody may change the calendar and the piket."""
    return bool(MAY & capacities.roles(tx, person))


def coming(tx: Tx, language: str) -> list[DayLine]:
    """List the holidays and the office's own days from today on, in their order, with their names."""
    today = tx.office.calendar.today(tx.now)
    own: dict[date, list[SpecialDay]] = {}
    for special in special_days.since(tx, today):
        own.setdefault(special.rule.day, []).append(special)
    found = []
    for day in sorted({*own, *(today + timedelta(days=ahead) for ahead in range(HORIZON))}):
        of_all = any(special.rule.unit_id is None for special in own.get(day, []))
        found += [] if of_all else _configured(tx, day, language)
        found += [line(tx, special) for special in own.get(day, [])]
    return found


def _configured(tx: Tx, day: date, language: str) -> list[DayLine]:
    calendar = (tx.configured or tx.office).calendar
    if day in calendar.extra_workdays:
        return [DayLine(day, "on")]
    if calendar.holidays is indonesian_holidays and (name := holiday_names(day.year, language).get(day)):
        return [DayLine(day, "holiday", name)]
    return [DayLine(day, "off")] if calendar.is_holiday(day) else []


def line(tx: Tx, special: SpecialDay) -> DayLine:
    """Tell a special day as a line of the list."""
    rule = special.rule
    unit = people.unit(tx, rule.unit_id).name if rule.unit_id is not None else ""
    return DayLine(rule.day, rule.kind, special.reason, unit, people.name(tx, special.added_by) or "", special.id)


def effect(tx: Tx, plan: Plan, unit_id: int | None, kind: Kind) -> Effect:
    """Say what closing ("off") or opening the days of a plan would change; nothing is written."""
    wanted = _rules(plan, unit_id, kind)
    then = tx.supposing(wanted)
    now, after = tx.office.calendar_for(unit_id), then.office.calendar_for(unit_id)
    changed = [
        rule.day for rule in wanted if now.is_workday(rule.day) != after.is_workday(rule.day) or _confirms(tx, rule)
    ]
    return Effect(tuple(changed), sum(change.moves for change in recompute.changes(then)) if changed else 0)


def _confirms(tx: Tx, rule: DayRule) -> bool:
    """Say whether a rule makes a holiday certain whose date is an estimate."""
    estimate = rule.unit_id is None and rule.kind == "off" and rule.day in estimated_holidays(rule.day.year)
    return estimate and _keeps_holidays(tx) and special_days.held_on(tx, rule.day, None) is None


def _keeps_holidays(tx: Tx) -> bool:
    return tx.office.calendar.holidays is indonesian_holidays and not tx.office.calendar.always_open


def estimates_near(tx: Tx, at: datetime) -> list[date]:
    """List the feasts near a moment whose dates are estimates still: with them the days off around them may move."""
    if not _keeps_holidays(tx):
        return []
    day = tx.office.calendar.today(at)
    years = {(day - NEAR_A_FEAST).year, (day + NEAR_A_FEAST).year}
    return [feast for year in sorted(years) for feast in _estimated(tx, year) if abs(feast - day) <= NEAR_A_FEAST]


def _rules(plan: Plan, unit_id: int | None, kind: Kind) -> list[DayRule]:
    length = (plan.last - plan.first).days + 1
    return [DayRule(plan.first + timedelta(days=ahead), unit_id, kind) for ahead in range(length)]


def decide(tx: Tx, person: Person, plan: Plan, unit_id: int | None, kind: Kind) -> Decided | None:
    """Close or open the days of a plan, where that changes anything; open deadlines move. None: it changes nothing."""
    changed = effect(tx, plan, unit_id, kind).days
    if not changed:
        return None
    for day in changed:
        before = special_days.held_on(tx, day, unit_id)
        if before is not None:
            special_days.take_back(tx, before.id, person.id)
        if before is None or tx.again().office.calendar_for(unit_id).is_workday(day) != (kind == "on"):
            special_days.add(tx, DayRule(day, unit_id, kind), plan.reason, person.id)
    return _settled(tx, person, changed, unit_id, kind, plan.reason)


def take_back(tx: Tx, person: Person, day_id: int) -> Decided | None:
    """Let a special day hold no more; None when it does not any longer."""
    special = special_days.held(tx, day_id)
    if special is None or not special_days.take_back(tx, day_id, person.id):
        return None
    kind: Kind = "on" if special.rule.kind == "off" else "off"
    return _settled(tx, person, (special.rule.day,), special.rule.unit_id, kind, special.reason, back=True)


def _settled(
    tx: Tx,
    person: Person,
    changed: tuple[date, ...],
    unit_id: int | None,
    kind: Kind,
    reason: str,
    *,
    back: bool = False,
) -> Decided:
    data = {"days": [day.isoformat() for day in changed], "unit": unit_id, "to": kind, "reason": reason, "back": back}
    events.append(tx, "calendar", person.id, None, None, data)
    moved = recompute.recompute(tx.again(), person.id)
    unit = people.unit(tx, unit_id).name if unit_id is not None else ""
    decided = Decided(Span(changed[0], changed[-1]), len(changed), kind, unit, reason, moved, back)
    for other in _concerned(tx, unit_id):
        if other.id != person.id:
            t = notify.texts_for(tx, other)
            notify.tell(tx, other.telegram_id, str(t.days_changed(decided, person.name)))
    return decided


def _concerned(tx: Tx, unit_id: int | None) -> list[Person]:
    """Those who answer for the calendar, and of a unit whose days change its own people."""
    found = answering(tx)
    if unit_id is not None:
        found += [p for role in (Role.VERIFIER, Role.CONTRIBUTOR) for p in people.holders(tx, role, unit_id)]
    return list({person.id: person for person in found}.values())


def answering(tx: Tx) -> list[Person]:
    """List those who answer for the calendar."""
    return [person for role in (Role.KABAG, Role.KASUBBAG, Role.ADMIN) for person in people.holders(tx, role)]


def warn_of_unknown_year(tx: Tx) -> int:
    """From October on, tell the admins once a month what of next year's holidays is unknown; gives how many.

    That is its cuti bersama, or feasts whose dates are estimates. The Kabag is told where there is no admin. An office
    that keeps no Indonesian holidays needs none of it.
    """
    today = tx.office.calendar.today(tx.now)
    year, known = today.year + 1, known_cuti_bersama(today.year + 1)
    estimated = _estimated(tx, year)
    if not _keeps_holidays(tx) or today.month < WARN_FROM or (known and not estimated):
        return 0
    readers = people.holders(tx, Role.ADMIN) or people.holders(tx, Role.KABAG)
    if not readers or not once(tx, "cuti_bersama", f"{today:%Y-%m}"):
        return 0
    notify.tell_each(tx, readers, lambda t: t.feasts_estimated(estimated) if known else t.cuti_bersama_unknown(year))
    return len(readers)


def _estimated(tx: Tx, year: int) -> list[date]:
    """List the holidays of a year that are estimates, without those on which somebody entered what holds."""
    return sorted(day for day in estimated_holidays(year) if special_days.held_on(tx, day, None) is None)
