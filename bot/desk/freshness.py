"""How fresh the website is, who is told of what went stale, and the disposisi that would mend it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.desk import engine, speak, standing
from bot.desk.begin import begin
from bot.desk.standing import Thing
from bot.sop.flow import Action, Kind, State
from bot.sop.freshness import WORST_FIRST, Light, Standing, Watched, judge
from bot.sop.model import Article, Disposition, Person
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from bot.texts import default
from storage import dispositions, events, freshness, outbox, people
from storage.freshness import Known, Staleness
from storage.outbox import ANSWER
from storage.outbox_bodies import ButtonBody, FreshnessPicture
from storage.store import Tx

#: Who may say of any section that it is still right; a unit's people may of their own.
MAY_CHECK = frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF})

#: So many proposals wait before the Kabag at a time: a website nobody kept for years must not bury them in cards.
MOST_PROPOSALS = 2

#: What our own publication and the website itself say of one update lies so close together.
SAME = timedelta(hours=1)

#: A clock of the website that is a little ahead of ours is no mistake; beyond it a date is none that was.
AHEAD = timedelta(days=1)

#: Before this there was no website: dates of machines whose clock was never set.
FIRST_YEAR = 1995


@dataclass(frozen=True, slots=True)
class Seen:
    """An update the website shows: when (UTC), what, where, and which source says so."""

    at: datetime
    source: str
    title: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one look at the website found of a section; `problem` says why not all of it could be read."""

    update: Seen | None = None
    problem: str = ""
    digest: str = ""


# --- the board ---------------------------------------------------------------------------------------


def board(tx: Tx, viewer: Person | None = None) -> list[Standing]:
    """List how every section stands, the worst first; to a unit's people their own before all others."""
    own = {unit.casefold() for unit in units_of(tx, viewer)} if viewer else set()
    found = [_standing(tx, watched) for watched in tx.office.watched]
    return sorted(found, key=lambda one: (one.watched.owner.casefold() not in own, *_badness(one)))


def _badness(one: Standing) -> tuple[int, float, str]:
    return WORST_FIRST.index(one.light), -one.judgement.age / one.watched.days, one.watched.name


def of(tx: Tx, key: str) -> Standing | None:
    """Say how one section stands, None for one that is watched no more."""
    watched = next((each for each in tx.office.watched if each.key == key), None)
    return _standing(tx, watched) if watched else None


def _standing(tx: Tx, watched: Watched) -> Standing:
    known, day = freshness.known(tx, watched.key), tx.office.calendar.today
    judgement = judge(
        watched.days,
        today=day(tx.now),
        since=day(known.since),
        last=day(known.last_at) if known.last_at else None,
        checked=day(known.checked_at) if known.checked_at else None,
        read=day(known.read_at) if known.read_at else None,
    )
    return Standing(
        watched, judgement, known.last_at, known.source, known.title, known.url, known.read_at, known.problem,
        known.checked_at, people.name(tx, known.checked_by) or "",
    )  # fmt: skip


def units_of(tx: Tx, person: Person) -> list[str]:
    """List the units somebody writes or verifies for; nothing for the office's own people."""
    held = people.appointments(tx, person.id)
    return [people.unit(tx, a.unit_id).name for a in held if a.unit_id is not None]


def history(tx: Tx, key: str, first: date) -> list[tuple[date, int, str]]:
    """List how a section stood on each day from `first` on: (day, age, light)."""
    return freshness.days(tx, key, first)


def send_picture(tx: Tx, chat_id: int, person: Person, key: str = "") -> None:
    """Send the board as a picture, or the history of one section; it is drawn when it is sent."""
    outbox.add(tx, chat_id, FreshnessPicture(person.language, person.id, key), priority=ANSWER)


# --- what was seen -----------------------------------------------------------------------------------


def take(tx: Tx, readings: Mapping[str, Reading]) -> None:
    """Take a look at the website into account, in one transaction: what is known, who is told, what is proposed."""
    for watched in tx.office.watched:
        if watched.key in readings:
            _learn(tx, watched.key, readings[watched.key])
        settle(tx, watched)
    keys = {watched.key for watched in tx.office.watched}
    for staleness in freshness.all_open(tx):
        if staleness.key not in keys:
            _over(tx, staleness, staleness.key, "unwatched")
    _propose(tx)


def _learn(tx: Tx, key: str, reading: Reading) -> None:
    known = freshness.known(tx, key)
    update = reading.update if reading.update and sane(reading.update.at, tx.now) else None
    if reading.digest and known.digest and reading.digest != known.digest:
        update = Seen(tx.now, "page", url=update.url if update else "")
    if update is not None and _newer(known, update):
        at = min(update.at, tx.now)
        freshness.change(tx, key, last_at=at, source=update.source, title=update.title[:300], url=update.url[:1000])
    if reading.problem:
        freshness.change(tx, key, problem=reading.problem[:60])
    else:
        freshness.change(tx, key, problem="", read_at=tx.now)
    if reading.digest:
        freshness.change(tx, key, digest=reading.digest)


def sane(at: datetime, now: datetime) -> bool:
    """Say whether a date of the website can be one: not of the future, and not of a clock that was never set."""
    return at.year >= FIRST_YEAR and at <= now + AHEAD


def _newer(known: Known, update: Seen) -> bool:
    if known.last_at is None:
        return True
    return update.at > known.last_at + (SAME if known.source == "own" else timedelta(0))


def published(tx: Tx, article: Thing) -> None:
    """What we publish makes its section fresh at once."""
    if not isinstance(article, Article) or not article.section:
        return
    watched = next((each for each in tx.office.watched if each.key == article.section), None)
    if watched is not None:
        url = article.remote_url or ""
        freshness.change(tx, watched.key, last_at=tx.now, source="own", title=article.title[:300], url=url)
        settle(tx, watched)


# --- who is told -------------------------------------------------------------------------------------


def settle(tx: Tx, watched: Watched) -> None:
    """Remember how a section stands today, and tell whom that concerns: each once in a staleness."""
    freshness.change(tx, watched.key)
    one = _standing(tx, watched)
    freshness.set_day(tx, watched.key, tx.office.calendar.today(tx.now), one.judgement.age, one.light.value)
    staleness = freshness.open_staleness(tx, watched.key)
    if one.light is Light.STALE:
        if staleness is None:
            _went_stale(tx, one)
        else:
            _still_stale(tx, one, staleness)
    elif staleness is not None and one.light is not Light.UNSURE:
        _over(tx, staleness, watched.name, "checked" if one.vouched else "updated")


def _went_stale(tx: Tx, one: Standing) -> None:
    freshness.begin(tx, one.watched.key)
    events.append(tx, "section_stale", None, None, None, {"section": one.watched.key, "age": one.judgement.age})
    owners = owner_people(tx, one.watched)
    for person in owners:
        _warn(tx, person, one)
    if not owners:
        staleness = freshness.open_staleness(tx, one.watched.key)
        if staleness is not None:
            _tell_kasubbag(tx, one, staleness)


def _still_stale(tx: Tx, one: Standing, staleness: Staleness) -> None:
    if tx.now >= tx.office.calendar.due(staleness.stale_at, tx.office.freshness.then_kasubbag):
        _tell_kasubbag(tx, one, staleness)


def _tell_kasubbag(tx: Tx, one: Standing, staleness: Staleness) -> None:
    if freshness.kasubbag_told(tx, staleness):
        for person in standing.on_duty(tx, Role.KASUBBAG):
            _warn(tx, person, one)


def owner_people(tx: Tx, watched: Watched) -> list[Person]:
    """List the contributors of the unit that keeps a section; nobody where the Kasubbag does."""
    unit = people.find_unit(tx, watched.owner) if watched.owner else None
    return standing.on_duty(tx, Role.CONTRIBUTOR, unit.id) if unit else []


def _warn(tx: Tx, person: Person, one: Standing) -> None:
    """Tell somebody, in office hours, with the buttons that end it."""
    if person.telegram_id is None:
        return
    t = speak.texts_for(tx, person)
    rows = [[button(t.freshness_button("check"), f"c.{one.watched.key}")], [button(t.freshness_button("board"), "")]]
    speak.tell_card(tx, person.telegram_id, str(t.section_stale(one)), rows)


def button(label: str, arg: str) -> ButtonBody:
    """Give a button of the board as the outbox keeps it."""
    return ButtonBody(label, Press(Verb.FRESHNESS, arg=arg).pack())


# --- the disposisi that would mend it ----------------------------------------------------------------


def _propose(tx: Tx) -> None:
    """Put the ready-made disposisi of what is stale before the Kabag, the longest stale first, a few at a time."""
    stale = freshness.all_open(tx)
    room = MOST_PROPOSALS - sum(_is_draft(tx, staleness) for staleness in stale)
    for staleness in [each for each in stale if each.disposition_id is None][: max(0, room)]:
        one = of(tx, staleness.key)
        if one is not None and one.light is Light.STALE:
            order = _begin(tx, one, staleness)
            for kabag in standing.on_duty(tx, Role.KABAG):
                speak.show(tx, order, kabag, anew=True, office_hours=True)


def _is_draft(tx: Tx, staleness: Staleness) -> bool:
    order = dispositions.get(tx, staleness.disposition_id) if staleness.disposition_id else None
    return order is not None and order.state is State.D_DRAFT


def _begin(tx: Tx, one: Standing, staleness: Staleness) -> Disposition:
    """Write the disposisi that mends a section, and ask its unit for material."""
    t = default(tx.office, tx.now)
    subject, because = t.stale_subject(one.watched.name), {"section": one.watched.key}
    order = begin(tx, subject, because, instruction=t.stale_instruction(one))
    unit = people.find_unit(tx, one.watched.owner) if one.watched.owner else None
    if unit is not None:
        dispositions.toggle_unit(tx, order.id, unit.id)
    freshness.put_before(tx, staleness, order.id)
    return dispositions.one(tx, order.id)


def make_order(tx: Tx, person: Person, key: str) -> Disposition | None:
    """Give the Kabag the disposisi of a stale section: the one that waits or runs already, or a new one."""
    one, staleness = of(tx, key), freshness.open_staleness(tx, key)
    if one is None or staleness is None or not may_make(tx, person):
        return None
    order = dispositions.get(tx, staleness.disposition_id) if staleness.disposition_id else None
    if order is None or order.state.ended:
        order = _begin(tx, one, staleness)
    speak.show(tx, order, person, anew=True, priority=ANSWER)
    return order


def _over(tx: Tx, staleness: Staleness, name: str, ending: str) -> None:
    """It is stale no more: what was proposed and not sent is taken back, with a word."""
    if not freshness.end(tx, staleness, ending):
        return
    events.append(tx, "section_fresh", None, None, None, {"section": staleness.key, "ending": ending})
    if staleness.disposition_id is None or not _is_draft(tx, staleness):
        return
    engine.act(tx, None, Kind.DISPOSITION, staleness.disposition_id, Action.CANCEL)
    for kabag in standing.on_duty(tx, Role.KABAG):
        if kabag.telegram_id is not None:
            t = speak.texts_for(tx, kabag)
            speak.tell_card(tx, kabag.telegram_id, str(t.proposal_withdrawn(name, ending)), [])


# --- "sudah dicek, masih berlaku" --------------------------------------------------------------------


def may_check(tx: Tx, person: Person, watched: Watched) -> bool:
    """Say whether somebody may vouch for a section."""
    if standing.roles(tx, person) & MAY_CHECK:
        return True
    return bool(watched.owner) and watched.owner.casefold() in {unit.casefold() for unit in units_of(tx, person)}


def check(tx: Tx, person: Person, key: str) -> Standing | None:
    """Somebody says that what stands there is still right: the clock begins anew, with their name. None: they may not.

    A second tap begins it anew as well; it can only say the same.
    """
    one = of(tx, key)
    if one is None or not may_check(tx, person, one.watched):
        return None
    freshness.change(tx, key, checked_at=tx.now, checked_by=person.id)
    events.append(tx, "section_checked", person.id, None, None, {"section": key})
    settle(tx, one.watched)
    _propose(tx)
    return of(tx, key)


def may_order(tx: Tx, person: Person, key: str) -> bool:
    """Say whether there is a disposisi to be made of a section, and this person makes them."""
    return may_make(tx, person) and freshness.open_staleness(tx, key) is not None


def may_make(tx: Tx, person: Person) -> bool:
    """Say whether somebody makes dispositions."""
    return Role.KABAG in standing.roles(tx, person)


def need(tx: Tx, order: Disposition) -> Standing | None:
    """Say how the section stands that a disposisi was proposed for, None for any other disposisi."""
    key = freshness.section_of(tx, order.id)
    return of(tx, key) if key else None
