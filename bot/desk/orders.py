"""The Kabag's order from the open form to the sent disposisi, and when its material is complete."""

from __future__ import annotations

from datetime import datetime

from bot.content.incoming import Incoming
from bot.desk import engine, presence, speak, standing
from bot.desk.begin import begin
from bot.desk.engine import Done, Refused
from bot.desk.standing import Thing
from bot.sop.flow import Action, Kind, Need, State
from bot.sop.model import Article, Disposition, Nature, Person, Unit
from bot.sop.roles import Role
from bot.texts import default
from storage import articles, dispositions, events, parts, people
from storage.outbox import ANSWER
from storage.store import Tx


def open_form(tx: Tx, person: Person, subject: str = "") -> Disposition:
    """Open the Kabag's form, or the one open already: step 1's clock starts here (SOP step 1)."""
    found = dispositions.draft_of(tx, person.id)
    if found is None:
        found = begin(tx, subject, {}, actor=person, author_id=person.id)
    elif subject:
        dispositions.change(tx, found, subject=subject)
    return dispositions.one(tx, found.id)


def ask_for_order(tx: Tx, article: Article) -> Disposition:
    """Put an article without a disposisi before the Kabag: one tap makes one. Asked once at a time."""
    found = dispositions.draft_for_article(tx, article.id)
    if found is not None:
        return found
    subject = default(tx.office, tx.now).subject_for_article(article.title)
    order = begin(tx, subject, {"need": article.id}, need_article_id=article.id)
    for kabag in standing.on_duty(tx, Role.KABAG):
        speak.show(tx, order, kabag, anew=True)
    return order


def need_an_order(tx: Tx, subject: Thing) -> None:
    """When an article reaches the Kasubbag and there is no disposisi it could come under, ask the Kabag for one."""
    if not isinstance(subject, Article) or subject.state is not State.A_WAITING_KASUBBAG:
        return
    if subject.disposition_id is None and not under_way(tx):
        ask_for_order(tx, subject)


def under_way(tx: Tx) -> list[Disposition]:
    """List the dispositions that material can come under, or soon can."""
    return dispositions.in_states(tx, State.D_WAITING_KASUBBAG, State.D_COLLECTING)


def attach_need(tx: Tx, subject: Thing) -> None:
    """A disposisi made for an article takes it along; the units asked are told."""
    if not isinstance(subject, Disposition):
        return
    if subject.need_article_id is not None:
        article = articles.get(tx, subject.need_article_id)
        if article is not None and article.disposition_id is None and not article.state.ended:
            articles.change(tx, article, disposition_id=subject.id)
            speak.refresh(tx, article)
    for person in contributors_asked(tx, subject):
        if presence.away(tx, person.id) is None:
            speak.show(tx, subject, person, anew=True)


def show_waiting_articles(tx: Tx, subject: Thing) -> None:
    """An accepted disposisi gives the Kasubbag's waiting articles their "data siap entry" button."""
    for article in articles.in_states(tx, State.A_WAITING_KASUBBAG):
        if article.disposition_id in {None, subject.id}:
            for kasubbag in standing.on_duty(tx, Role.KASUBBAG):
                speak.show(tx, article, kasubbag, anew=True)


def contributors_asked(tx: Tx, order: Disposition) -> list[Person]:
    """List the contributors of the units asked for material."""
    found: dict[int, Person] = {}
    for unit in dispositions.asked_units(tx, order.id):
        for person in people.holders(tx, Role.CONTRIBUTOR, unit.id):
            found[person.id] = person
    return list(found.values())


def units_still_owing(tx: Tx, order: Disposition) -> list[Unit]:
    """List the units asked that have nothing under this disposisi yet."""
    given = {a.unit_id for a in articles.of_disposition(tx, order.id) if a.state is not State.A_DRAFT}
    return [unit for unit in dispositions.asked_units(tx, order.id) if unit.id not in given]


# --- the form's fields -------------------------------------------------------------------------------


def set_subject(tx: Tx, order: Disposition, text: str) -> None:
    """Write the perihal."""
    dispositions.change(tx, order, subject=" ".join(text.split()))


def set_instruction(tx: Tx, order: Disposition, text: str) -> None:
    """Write the instruksi."""
    dispositions.change(tx, order, instruction=text.strip())


def set_nature(tx: Tx, order: Disposition, nature: Nature) -> None:
    """Choose the sifat."""
    dispositions.change(tx, order, nature=nature)


def set_deadline(tx: Tx, order: Disposition, deadline: datetime) -> bool:
    """Set the batas waktu (UTC); False when it is in the past. Once sent, the open clock follows."""
    if deadline <= tx.now:
        return False
    return dispositions.change(tx, order, deadline=deadline)


def toggle_unit(tx: Tx, order: Disposition, unit_id: int) -> None:
    """Ask a unit for material, or ask it no more."""
    dispositions.toggle_unit(tx, order.id, unit_id)
    dispositions.change(tx, order)


def attach(tx: Tx, order: Disposition, file: Incoming) -> bool:
    """Attach a file, for instance the agenda kerja (SOP step 1: kelengkapan); False for a message without one."""
    if file.sha256 is None:
        return False
    parts.keep_file(tx, file.sha256, file.size, file.mime)
    dispositions.add_file(tx, order.id, file.sha256, file.filename or "foto.jpg")
    return dispositions.change(tx, order)


# --- complete ----------------------------------------------------------------------------------------


def complete(tx: Tx, person: Person, order_id: int, version: int) -> Done | Refused:
    """The Kasubbag says the material is complete: now, if all is live; else it is noted and follows by itself."""
    result = engine.act(tx, person, Kind.DISPOSITION, order_id, Action.COMPLETE, version=version)
    if isinstance(result, Refused) and result.why is Need.ALL_LIVE and isinstance(result.thing, Disposition):
        if result.thing.version != version:  # the needs are looked at before the card's age
            return Refused(engine.STALE, result.thing)
        _close_intake(tx, person, result.thing)
    return result


def _close_intake(tx: Tx, person: Person, order: Disposition) -> None:
    under = articles.handed_in_under(tx, order.id)
    if any(not a.state.ended for a in under) and not order.intake_closed:
        dispositions.change(tx, order, intake_closed=True)
        events.append(tx, "intake_closed", person.id, Kind.DISPOSITION, order.id, {})
        speak.refresh(tx, order)
        speak.show(tx, dispositions.one(tx, order.id), person, anew=False, priority=ANSWER)


def complete_by_itself(tx: Tx, subject: Thing) -> None:
    """When an article ends: the disposisi goes on to its report if its last one is live (SOP step 4).

    Last means: the Kasubbag said the material is complete, or every unit asked has delivered, or the batas waktu
    has passed. Else its card shows the progress.
    """
    if not isinstance(subject, Article) or subject.disposition_id is None:
        return
    order = dispositions.get(tx, subject.disposition_id)
    if order is None or order.state is not State.D_COLLECTING:
        return
    if not try_complete(tx, order):
        speak.refresh(tx, order)


def try_complete(tx: Tx, order: Disposition) -> bool:
    """Go on to the report if nothing more is to come; say whether it did."""
    asked = dispositions.asked_units(tx, order.id)
    delivered = bool(asked) and not units_still_owing(tx, order)
    late = order.deadline is not None and order.deadline <= tx.now
    if not (order.intake_closed or delivered or late):
        return False
    done = engine.act(tx, None, Kind.DISPOSITION, order.id, Action.COMPLETE)
    return isinstance(done, Done)


def let_drafts_go(tx: Tx, subject: Thing) -> None:
    """What was begun under a disposisi but not handed in when it went to its report comes under another one."""
    for article in articles.of_disposition(tx, subject.id):
        if article.state is State.A_DRAFT:
            articles.change(tx, article, disposition_id=None)


def show_progress(tx: Tx, subject: Thing) -> None:
    """The disposisi's cards show how far its articles are."""
    if isinstance(subject, Article) and subject.disposition_id is not None:
        order = dispositions.get(tx, subject.disposition_id)
        if order is not None:
            speak.refresh(tx, order)


def let_go(tx: Tx, subject: Thing) -> None:
    """A cancelled disposisi lets its unpublished articles go: they wait for another one.

    What is live stays under it, and its correction too: it came in under this one.
    """
    if not isinstance(subject, Disposition):
        return
    for article in articles.of_disposition(tx, subject.id):
        if article.published_revision is not None:
            continue
        if article.state in {State.A_WAITING_STAF, State.A_SCHEDULED}:
            engine.act(tx, None, Kind.ARTICLE, article.id, Action.DETACH)
        elif not article.state.ended and article.state is not State.A_PUBLISHING:
            articles.change(tx, article, disposition_id=None)
            speak.refresh(tx, article)


def let_go_late(tx: Tx, subject: Thing) -> None:
    """What was being published while its disposisi was cancelled, and failed, waits for another one too."""
    if not isinstance(subject, Article) or subject.published_revision is not None:
        return
    order = standing.order_of(tx, subject)
    if order is not None and order.state is State.D_CANCELLED:
        engine.act(tx, None, Kind.ARTICLE, subject.id, Action.DETACH)


def unit_exists(tx: Tx, unit_id: int) -> bool:
    """Say whether there is such a unit; a button may carry any number."""
    return any(unit.id == unit_id for unit in people.units(tx))
