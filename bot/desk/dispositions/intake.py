"""A sent disposition: the material that comes in under it, and when it is complete."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.authority import capacities, substitutes
from bot.desk.deadlines import clocks, durations
from bot.desk.dispositions import form
from bot.desk.workflow import engine
from bot.desk.workflow.engine import Moved, Refused
from bot.sop.flow import UNSURE, Action, Kind, State
from bot.sop.model import Article, Disposition, Person, Subject, Unit
from bot.sop.needs import Need
from bot.sop.roles import Role
from storage import articles, dispositions, events, people
from storage.outbox import ANSWER
from storage.store import Tx


def need_a_disposition(tx: Tx, subject: Subject) -> None:
    """When an article reaches the Kasubbag and there is no disposisi it could come under, ask the Kabag for one."""
    if not isinstance(subject, Article) or subject.state is not State.A_WAITING_KASUBBAG:
        return
    if subject.disposition_id is None and not under_way(tx):
        form.ask_for_disposition(tx, subject)


def under_way(tx: Tx) -> list[Disposition]:
    """List the dispositions that material can come under, or soon can."""
    return dispositions.in_states(tx, State.D_WAITING_KASUBBAG, State.D_COLLECTING)


def attach_need(tx: Tx, subject: Subject) -> None:
    """A disposisi made for an article takes it along; the units asked are told."""
    if not isinstance(subject, Disposition):
        return
    if subject.need_article_id is not None:
        article = articles.get(tx, subject.need_article_id)
        if article is not None and article.disposition_id is None and not article.state.ended:
            articles.change(tx, article, disposition_id=subject.id)
            notify.refresh(tx, article)
    for person in contributors_asked(tx, subject):
        if substitutes.away(tx, person.id) is None:
            notify.show(tx, subject, person, anew=True)


def drop_moot_proposal(tx: Tx, subject: Subject) -> None:
    """A disposisi proposed for an article that came under another one, or has ended, waits for the Kabag no more."""
    if not isinstance(subject, Article):
        return
    for proposal in dispositions.needed_by(tx, subject.id):
        elsewhere = subject.disposition_id is not None and subject.disposition_id != proposal.id
        if proposal.state is State.D_DRAFT and (elsewhere or subject.state.ended):
            engine.act(tx, None, Kind.DISPOSITION, proposal.id, Action.CANCEL)


def show_waiting_articles(tx: Tx, subject: Subject) -> None:
    """An accepted disposisi gives the Kasubbag's waiting articles their "data siap entry" button."""
    for article in articles.in_states(tx, State.A_WAITING_KASUBBAG):
        if article.disposition_id in {None, subject.id}:
            for kasubbag in capacities.in_role(tx, Role.KASUBBAG):
                notify.show(tx, article, kasubbag, anew=True)


def contributors_asked(tx: Tx, disposition: Disposition) -> list[Person]:
    """List the contributors of the units asked for material."""
    found: dict[int, Person] = {}
    for unit in dispositions.asked_units(tx, disposition.id):
        for person in people.holders(tx, Role.CONTRIBUTOR, unit.id):
            found[person.id] = person
    return list(found.values())


def units_still_owing(tx: Tx, disposition: Disposition) -> list[Unit]:
    """List the units asked that have nothing under this disposisi yet."""
    given = {a.unit_id for a in articles.of_disposition(tx, disposition.id) if a.state is not State.A_DRAFT}
    return [unit for unit in dispositions.asked_units(tx, disposition.id) if unit.id not in given]


def complete(tx: Tx, person: Person, disposition_id: int, version: int) -> Moved | Refused:
    """The Kasubbag says the material is complete: now, if all is live; else it is noted and follows by itself."""
    result = engine.act(tx, person, Kind.DISPOSITION, disposition_id, Action.COMPLETE, version=version)
    if isinstance(result, Refused) and result.why is Need.ALL_LIVE and isinstance(result.thing, Disposition):
        if result.thing.version != version:  # the needs are looked at before the card's age
            return Refused(engine.STALE, result.thing)
        _close_intake(tx, person, result.thing)
    return result


def _close_intake(tx: Tx, person: Person, disposition: Disposition) -> None:
    under = articles.handed_in_under(tx, disposition.id)
    if any(not a.state.ended for a in under) and not disposition.intake_closed:
        # what the Kasubbag could do is done: from here the articles' own steps are late or in time
        durations.finish(tx, disposition, person.id, Action.COMPLETE.value)
        dispositions.change(tx, disposition, intake_closed=True)
        events.append(tx, "intake_closed", person.id, Kind.DISPOSITION, disposition.id, {})
        notify.refresh(tx, disposition)
        notify.show(tx, dispositions.one(tx, disposition.id), person, anew=False, priority=ANSWER)


def complete_by_itself(tx: Tx, subject: Subject) -> None:
    """When an article ends: the disposisi goes on to its report if its last one is live (SOP step 4).

    Last means: the Kasubbag said the material is complete, or every unit asked has delivered, or the batas waktu
    has passed. Else its card shows the progress.
    """
    if not isinstance(subject, Article) or subject.disposition_id is None:
        return
    disposition = dispositions.get(tx, subject.disposition_id)
    if disposition is None or disposition.state is not State.D_COLLECTING:
        return
    if not try_complete(tx, disposition):
        _take_up_again(tx, disposition)
        notify.refresh(tx, disposition)


def _take_up_again(tx: Tx, disposition: Disposition) -> None:
    """Where all that was called complete came to nothing, the Kasubbag is waited for once more."""
    if not disposition.intake_closed or capacities.turn(tx, disposition) is None:
        return
    passed = disposition.deadline is not None and disposition.deadline <= tx.now
    deadline = tx.office.calendar.due(tx.now, tx.office.default_deadline) if passed else disposition.deadline
    dispositions.change(tx, disposition, intake_closed=False, deadline=deadline)
    again = dispositions.one(tx, disposition.id)
    clocks.start(tx, again)
    for kasubbag in capacities.waited_for(tx, again):
        notify.show(tx, again, kasubbag, anew=True, office_hours=True)


def try_complete(tx: Tx, disposition: Disposition) -> bool:
    """Go on to the report if nothing more is to come; say whether it did."""
    asked = dispositions.asked_units(tx, disposition.id)
    # taken up again on purpose: what was delivered before is not all that is waited for
    reopened = events.last(tx, disposition.kind, disposition.id, Action.REOPEN.value) is not None
    delivered = bool(asked) and not reopened and not units_still_owing(tx, disposition)
    late = disposition.deadline is not None and disposition.deadline <= tx.now
    if not (disposition.intake_closed or delivered or late):
        return False
    done = engine.act(tx, None, Kind.DISPOSITION, disposition.id, Action.COMPLETE)
    return isinstance(done, Moved)


def let_drafts_go(tx: Tx, subject: Subject) -> None:
    """What was begun under a disposisi but not handed in when it went to its report comes under another one."""
    for article in articles.of_disposition(tx, subject.id):
        if article.state is State.A_DRAFT:
            articles.change(tx, article, disposition_id=None)


def show_progress(tx: Tx, subject: Subject) -> None:
    """The disposisi's cards show how far its articles are."""
    if isinstance(subject, Article) and subject.disposition_id is not None:
        disposition = dispositions.get(tx, subject.disposition_id)
        if disposition is not None:
            notify.refresh(tx, disposition)


def let_go(tx: Tx, subject: Subject) -> None:
    """A cancelled disposisi lets its unpublished articles go: they wait for another one.

    What is live stays under it, and its correction too: it came in under this one.
    """
    if not isinstance(subject, Disposition):
        return
    for article in articles.of_disposition(tx, subject.id):
        if article.published_revision is not None:
            continue
        if article.state in {State.A_WAITING_STAF, State.A_SCHEDULED, *UNSURE}:
            engine.act(tx, None, Kind.ARTICLE, article.id, Action.DETACH)
        elif not article.state.ended and article.state is not State.A_PUBLISHING:
            articles.change(tx, article, disposition_id=None)
            notify.refresh(tx, article)


def let_go_late(tx: Tx, subject: Subject) -> None:
    """What was being published while its disposisi was cancelled, and failed, waits for another one too."""
    if not isinstance(subject, Article) or subject.published_revision is not None:
        return
    disposition = dispositions.disposition_of(tx, subject)
    if disposition is not None and disposition.state is State.D_CANCELLED:
        engine.act(tx, None, Kind.ARTICLE, subject.id, Action.DETACH)
