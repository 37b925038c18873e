"""A reason mended in the message it was typed in: the record gets the correction, and those who read it too."""

from __future__ import annotations

from datetime import timedelta

from bot.content.chat import is_blank
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import authors, capacities
from bot.sop.flow import Action
from bot.sop.model import Article, Person, Subject
from storage import events, people
from storage.events import Event
from storage.store import Tx

WHAT = "reworded"

#: How long after a message Telegram lets it be edited: two days, and some more for one that came late.
EDITABLE = timedelta(days=3)

#: Moves whose reason stands in the record alone; that of others is on a public page, or in a paper that was issued.
MOVES = frozenset(
    {Action.RETURN, Action.HOLD, Action.REJECT, Action.DECLINE, Action.UNVERIFY, Action.CANCEL, Action.CORRECT,
     Action.ASK_WITHDRAWAL, Action.DISPUTE}
)  # fmt: skip

LONGEST = 1000


def typed_in(message: Incoming) -> dict[str, int]:
    """Give what an event keeps of the message its reason was typed in."""
    return {"message": message.message_id}


def follow(tx: Tx, person: Person, message: Incoming) -> bool:
    """Follow an edit of words that were the reason of a move; False where they were not, or cannot be changed now."""
    event = events.typed_in(tx, person.id, message.message_id, tx.now - EDITABLE, *(move.value for move in MOVES))
    words = message.text.strip()
    if event is None or event.kind is None or event.subject_id is None or is_blank(words) or len(words) > LONGEST:
        return False
    subject = capacities.thing(tx, event.kind, event.subject_id)
    if subject is None or not capacities.may_see(tx, person, subject):
        return False
    data = {"of": event.id, "reason": words, **({"as": event.data["as"]} if "as" in event.data else {})}
    events.append(tx, WHAT, person.id, event.kind, event.subject_id, data)
    for reader in _readers(tx, person, subject):
        t = notify.texts_for(tx, reader)
        notify.tell(tx, reader.telegram_id, str(t.reason_reworded(person.name, subject.ref, words)))
    notify.refresh(tx, subject)
    return True


def as_it_reads(found: list[Event], event: Event) -> str:
    """Give the reason of one event among a thing's, as it reads after its corrections."""
    mended = [later.data["reason"] for later in found if later.what == WHAT and later.data.get("of") == event.id]
    return str(mended[-1] if mended else event.data.get("reason", ""))


def _readers(tx: Tx, person: Person, subject: Subject) -> list[Person]:
    """List those who read the reason: the authors, who acted before, who is waited for."""
    found = [*capacities.earlier_actors(tx, subject), *capacities.waited_for(tx, subject)]
    if isinstance(subject, Article):
        found += [people.person(tx, person_id) for person_id in authors.of(tx, subject)]
    return list({reader.id: reader for reader in found if reader.id != person.id}.values())
