"""One move of the SOP: decide by the table, save, and say who must know. Every change of state goes through act()."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.desk import notify
from bot.desk.articles import checklist, pending_edit
from bot.desk.authority import authors, capacities
from bot.desk.deadlines import clocks, durations
from bot.desk.workflow import effects
from bot.desk.workflow.effects import Input
from bot.sop import flow
from bot.sop.flow import WAITS, Action, Kind, State
from bot.sop.model import Article, Disposition, InfoClass, Person, Subject
from bot.sop.needs import GRAVE, Need, Reason
from bot.sop.roles import Who
from storage import articles, dispositions, events, people, revisions, screens, steps
from storage.articles import ArticleColumns
from storage.dispositions import DispositionColumns
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that was made; `told` were notified, `waiting` is whose turn it is now."""

    action: Action
    thing: Subject
    waiting: list[Person]
    told: list[Person]


@dataclass(frozen=True, slots=True)
class Refused:
    """A move that was not made; `why` has words in bot/texts. STALE: the card was of an older version."""

    why: Need | Reason | str
    thing: Subject


STALE = "stale"

NOTHING = Input()


def act(
    tx: Tx,
    person: Person | None,
    kind: Kind,
    subject_id: int,
    action: Action,
    *,
    version: int | None = None,
    given: Input = NOTHING,
) -> Moved | Refused:
    """Make one move of the SOP, or refuse it in a way that can be said in words.

    1. Who is this to the thing, now (never from the button)?  2. Does the table allow it?  3. Was the card up
    to date?  4. Save by compare-and-set, close and open the step records, write the event.  5. Tell.
    `person` None is the scheduler or the website. Raises KeyError for a thing that does not exist.
    """
    subject = capacities.thing(tx, kind, subject_id)
    if subject is None:
        raise KeyError((kind, subject_id))
    may_act_as = capacities.capacities(tx, person, subject) if person else frozenset({Who.SYSTEM})
    met = met_needs(tx, person, subject, action, given)
    live = isinstance(subject, Article) and subject.published_revision is not None
    verified = _verified(tx, person, subject, action)
    decision = flow.move(subject.state, action, may_act_as, met=met, verified=verified, live=live)
    if isinstance(decision, flow.Refusal):
        return Refused(decision.why, subject)
    if version is not None and version != subject.version:
        return Refused(STALE, subject)
    earlier = capacities.earlier_actors(tx, subject) if decision.rule.tells_earlier else []
    informed = _informed(tx, subject, decision.rule)
    held = capacities.held_capacities(tx, person, subject) if person else may_act_as
    acting_as = min(decision.rule.who & held or decision.rule.who & may_act_as)
    if person is not None and acting_as not in held:  # in place of whom it waits for: on the record, and in the open
        right = "piket" if capacities.on_piket(tx, person, subject) else "takeover"
        given = replace(given, data={**given.data, right: True})
        informed += capacities.waited_for(tx, subject)
    if not _change(tx, person, subject, action, given, decision.to):
        return Refused(STALE, subject)  # pragma: no cover - one writer: nobody can come between
    moved = capacities.thing(tx, kind, subject_id)
    if moved is None:  # pragma: no cover - it was changed a moment ago
        raise KeyError((kind, subject_id))
    _turn_clocks(tx, subject, moved, person, action)
    screens.close_views_on(tx, kind, subject_id, person.id if person else None, others=_went_on(subject, moved))
    _write_event(tx, person, subject, moved, action, _in_whose_name(tx, person, subject, given, acting_as), acting_as)
    told = notify.moved(tx, moved, person, [*earlier, *informed])
    for follow in _consequences[action]:
        follow(tx, moved)
    return Moved(action, moved, capacities.waited_for(tx, moved), told)


def _went_on(before: Subject, now: Subject) -> bool:
    """Say whether what others have open on a thing fits no more: it waits for something else, or has another text."""
    rewritten = isinstance(before, Article) and isinstance(now, Article) and before.revision != now.revision
    return before.state is not now.state or rewritten


def _informed(tx: Tx, subject: Subject, rule: flow.Rule) -> list[Person]:
    """List who must know of a move. A form that its Kabag discards unsent was never anybody else's business."""
    if isinstance(subject, Disposition) and subject.state is State.D_DRAFT and subject.need_article_id is None:
        return []
    return [p for who in rule.tells for p in capacities.in_capacity(tx, who, subject)]


def met_needs(tx: Tx, person: Person | None, subject: Subject, action: Action, given: Input) -> set[Need]:
    """Find which needs hold now for this move."""
    met = set()
    if given.reason.strip():
        met.add(Need.REASON)
    if given.info_class not in {None, InfoClass.EXCLUDED}:
        met.add(Need.CLASS)
    if given.at is not None and given.at > tx.now:
        met.add(Need.TIME)
    if isinstance(subject, Article):
        met |= _article_needs(tx, person, subject, given)
        if action is Action.EDIT:
            met = met - {Need.CHECKLIST} | _edit_needs(tx, person, subject)
    else:
        met |= _disposition_needs(tx, subject, action, given)
    return met


def _article_needs(tx: Tx, person: Person | None, article: Article, given: Input) -> set[Need]:
    met = set()
    if person is None or person.id not in authors.of(tx, article):
        met.add(Need.NOT_AUTHOR)
    if article.published_revision is not None:
        met.add(Need.LIVE)
    if given.data.get("grave") in GRAVE:
        met.add(Need.GRAVE)
    if not checklist.missing(tx, article):
        met.add(Need.CHECKLIST)
    if person is None or Who.KABAG in capacities.own_capacities(tx, person, article):
        met.add(Need.IN_PERSON)
    if pending_edit.base(tx, article):
        met.add(Need.EDITED)
    seen = events.last(tx, article.kind, article.id, Action.SIGHT.value)
    if person is None or seen is None or people.present_id(tx, seen.actor_id or 0) != person.id:
        met.add(Need.SECOND)
    if not people.unit(tx, article.unit_id).external or revisions.approval(tx, article):
        met.add(Need.APPROVED)
    under = article.disposition_id or given.disposition_id  # its own, whatever a button says
    disposition = dispositions.get(tx, under) if under else None
    # what came in under an order once needs no new one for its correction
    corrects = article.published_revision is not None and article.disposition_id is not None
    if disposition is not None and (disposition.state is State.D_COLLECTING or corrects):
        met.add(Need.DISPOSITION)
    return met | _website_needs(tx, given)


def _website_needs(tx: Tx, given: Input) -> set[Need]:
    """Where people publish by hand, the page is there before it is said to be; nothing happens there by itself."""
    if not tx.office.website.manual:
        return {Need.LINK, Need.UNATTENDED}
    return {Need.LINK} if given.data.get("link") else set()


def _edit_needs(tx: Tx, person: Person | None, article: Article) -> set[Need]:
    """Look at what would be sent, not at what stands: a small edit may leave a title too short."""
    mended = pending_edit.mended(tx, person, article) if person else None
    if mended is None or not pending_edit.differs(tx, article, mended):
        return {Need.CHECKLIST}  # there is nothing to send: that is what to say
    return {Need.CHANGED} if checklist.missing(tx, mended) else {Need.CHANGED, Need.CHECKLIST}


def _disposition_needs(tx: Tx, disposition: Disposition, action: Action, given: Input) -> set[Need]:
    met = set()
    if disposition.subject.strip():
        met.add(Need.SUBJECT)
    under = articles.handed_in_under(tx, disposition.id)
    live = any(a.state is State.A_PUBLISHED for a in under)
    if live and all(a.state.ended for a in under):
        met.add(Need.ALL_LIVE)
    if action is not Action.POST or not disposition.question or given.reason.strip():
        met.add(Need.ANSWERED)
    return met


def _verified(tx: Tx, person: Person | None, subject: Subject, action: Action) -> bool:
    """Say whether what is handed in needs no official: an internal unit's, or content approved before."""
    if not isinstance(subject, Article) or action not in {Action.SUBMIT, Action.EDIT}:
        return False
    if not people.unit(tx, subject.unit_id).external:
        return True
    mended = pending_edit.mended(tx, person, subject) if person and action is Action.EDIT else None
    return checklist.stands_approved(tx, mended or subject)


def _change(tx: Tx, person: Person | None, subject: Subject, action: Action, given: Input, to: State) -> bool:
    """Save the new state with what the move sets besides; say whether the thing was still as it was seen."""
    if isinstance(subject, Article):
        article: ArticleColumns = {"state": to, **effects.on_article(tx, person, subject, action, given)}
        return articles.change(tx, subject, **article)
    disposition: DispositionColumns = {"state": to, **effects.on_disposition(tx, person, subject, action, given)}
    return dispositions.change(tx, subject, **disposition)


Consequences = Mapping[Action, Sequence[Callable[[Tx, Subject], None]]]

#: What else each move sets going in its transaction: the table of `bot.desk.consequences`, handed in by `bot.desk`.
_consequences: Consequences = {}


def set_consequences(table: Consequences) -> None:
    """Take the table of what follows from each move. Done once, when the package is imported, whatever is first."""
    global _consequences  # noqa: PLW0603 - the engine stands below those who follow, and may not import them
    _consequences = table


# --- clocks ------------------------------------------------------------------------------------------


def _turn_clocks(tx: Tx, before: Subject, now: Subject, person: Person | None, action: Action) -> None:
    """Close the clock that ran and open the next; a step that goes on (UPDATE while publishing) runs on."""
    old, new = WAITS.get(before.state), WAITS.get(now.state)
    same = old is not None and new is not None and old.step is new.step and old.step is not None
    if same and new is not None and before.kind is Kind.ARTICLE:
        staf = now.staf_id if isinstance(now, Article) else None
        steps.hand_to(tx, now.kind, now.id, new.who, staf if new.who is Who.STAF else None)
        return
    proven_for = now.staf_id if isinstance(now, Article) and action is Action.PROVE else None
    durations.finish(tx, now, person.id if person else proven_for, action.value)
    clocks.start(tx, now)


def _in_whose_name(tx: Tx, person: Person | None, subject: Subject, given: Input, acting_as: Who) -> Input:
    """Keep with what is recorded for whom a substitute acted (a.n.)."""
    absent = capacities.in_place_of(tx, person, subject, acting_as) if person else None
    return given if absent is None else replace(given, data={**given.data, "for": absent.id})


def _write_event(
    tx: Tx, person: Person | None, before: Subject, now: Subject, action: Action, given: Input, acting_as: Who
) -> None:
    data: dict[str, Any] = {
        "from": before.state.value,
        "to": now.state.value,
        "as": acting_as.value,
        **given.data,
    }
    if given.reason.strip():
        data["reason"] = given.reason.strip()
    if isinstance(now, Article):
        data["revision"] = before.revision if isinstance(before, Article) else now.revision
        if given.info_class:
            data["class"] = given.info_class.value
    if given.at:
        data["at"] = given.at.isoformat()
    events.append(tx, action.value, person.id if person else None, now.kind, now.id, data)
