"""What was seen of the website, who is told of what went stale, and what makes it fresh again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.freshness import board, proposals
from bot.desk.workflow import engine
from bot.sop.flow import Action, Kind
from bot.sop.freshness import Light, Standing, Watched
from bot.sop.model import Article, Person, Subject
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from storage import events, freshness, people
from storage.freshness import Known, Staleness
from storage.outbox_bodies import ButtonBody
from storage.store import Tx

#: Who may say of any section that it is still right; a unit's people may of their own.
MAY_CHECK = frozenset({Role.KABAG, Role.KASUBBAG, Role.STAF})

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
    proposals.propose(tx)


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


def published(tx: Tx, article: Subject) -> None:
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
    one = board.standing_of(tx, watched)
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
        for person in capacities.in_role(tx, Role.KASUBBAG):
            _warn(tx, person, one)


def owner_people(tx: Tx, watched: Watched) -> list[Person]:
    """List the contributors of the unit that keeps a section; nobody where the Kasubbag does."""
    unit = people.find_unit(tx, watched.owner) if watched.owner else None
    return capacities.in_role(tx, Role.CONTRIBUTOR, unit.id) if unit else []


def _warn(tx: Tx, person: Person, one: Standing) -> None:
    """Tell somebody, in office hours, with the buttons that end it."""
    if person.telegram_id is None:
        return
    t = notify.texts_for(tx, person)
    rows = [[button(t.freshness_button("check"), f"c.{one.watched.key}")], [button(t.freshness_button("board"), "")]]
    notify.tell_card(tx, person.telegram_id, str(t.section_stale(one)), rows)


def button(label: str, arg: str) -> ButtonBody:
    """Give a button of the board as the outbox keeps it."""
    return ButtonBody(label, Press(Verb.FRESHNESS, arg=arg).pack())


def _over(tx: Tx, staleness: Staleness, name: str, ending: str) -> None:
    """It is stale no more: what was proposed and not sent is taken back, with a word."""
    if not freshness.end(tx, staleness, ending):
        return
    events.append(tx, "section_fresh", None, None, None, {"section": staleness.key, "ending": ending})
    if staleness.disposition_id is None or not proposals.is_draft(tx, staleness):
        return
    engine.act(tx, None, Kind.DISPOSITION, staleness.disposition_id, Action.CANCEL)
    for kabag in capacities.in_role(tx, Role.KABAG):
        if kabag.telegram_id is not None:
            t = notify.texts_for(tx, kabag)
            notify.tell_card(tx, kabag.telegram_id, str(t.proposal_withdrawn(name, ending)), [])


def may_check(tx: Tx, person: Person, watched: Watched) -> bool:
    """Say whether somebody may vouch for a section."""
    if capacities.roles(tx, person) & MAY_CHECK:
        return True
    return bool(watched.owner) and watched.owner.casefold() in {unit.casefold() for unit in board.units_of(tx, person)}


def check(tx: Tx, person: Person, key: str) -> Standing | None:
    """Somebody says that what stands there is still right: the clock begins anew, with their name. None: they may not.

    A second tap begins it anew as well; it can only say the same.
    """
    one = board.of(tx, key)
    if one is None or not may_check(tx, person, one.watched):
        return None
    freshness.change(tx, key, checked_at=tx.now, checked_by=person.id)
    events.append(tx, "section_checked", person.id, None, None, {"section": key})
    settle(tx, one.watched)
    proposals.propose(tx)
    return board.of(tx, key)
