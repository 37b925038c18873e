"""Letting an article through without its official: by the Kabag in person, asked twice, told to all concerned."""

from __future__ import annotations

from typing import Final

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import authors, capacities
from bot.desk.workflow import engine
from bot.desk.workflow.answer import Answer, Asked, Next, Opening, refusal, tried
from bot.desk.workflow.effects import Input
from bot.sop.flow import Action, State
from bot.sop.model import Article, InfoClass, Person, Subject
from bot.sop.press import number
from bot.sop.roles import Role, Who
from storage import events, people, revisions
from storage.store import Tx

#: The view on an article's card. Its argument says how far one is: "" the information class; `berkala`, waiting for
#: the reason; `berkala:Pejabatnya …`, waiting for a second yes.
VIEW: Final = "bypass"

LONGEST_REASON: Final = 500
YES: Final = "yes"


def class_of(arg: str) -> InfoClass | None:
    """Give the information class that was chosen; None while none was."""
    chosen = arg.partition(":")[0]
    return InfoClass(chosen) if chosen in set(InfoClass) - {InfoClass.EXCLUDED} else None


def reason_of(arg: str) -> str:
    """Give the reason that was typed or chosen; "" while none was."""
    return arg.partition(":")[2]


def may_open(tx: Tx, asked: Asked) -> bool:
    """Only the Kabag in person, for an article that waits for its official and is none of their own."""
    return isinstance(asked.subject, Article) and is_offered(tx, asked.person, asked.subject)


def is_offered(tx: Tx, person: Person, article: Article) -> bool:
    """Say whether somebody may let an article through now; whoever stands in for the Kabag may not."""
    waiting = article.state is State.A_WAITING_VERIFIER
    own = waiting and Who.KABAG in capacities.own_capacities(tx, person, article)
    return own and person.id not in authors.of(tx, article)


def opened(_tx: Tx, _asked: Asked) -> Opening | None:
    """Begin at the beginning, whatever page a button names."""
    return Opening("")


def takes_words(arg: str) -> bool:
    """Say whether a page asks for words: the reason."""
    return class_of(arg) is not None and not reason_of(arg)


def answer(_tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take the reason that was typed; what it leads to is shown before it counts."""
    kind, words = class_of(asked.arg), message.text.strip()
    if kind is None:
        return refusal(asked.t.bypass_class_first())
    if reason_of(asked.arg):
        return refusal(asked.t.bypass_tap_first())
    return Answer(next=Next(VIEW, f"{kind.value}:{words}"))


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a tap: a class, a reason on offer, or the second yes; None for what is none of these."""
    kind, reason = class_of(asked.arg), reason_of(asked.arg)
    if kind is None:
        return Answer(next=Next(VIEW, value)) if class_of(value) is not None and ":" not in value else None
    if not reason:
        ready, place = asked.t.bypass_reasons(), number(value.removeprefix("q"))
        fits = place is not None and place < len(ready)
        return Answer(next=Next(VIEW, f"{kind.value}:{ready[place or 0]}")) if fits else None
    if value != YES:
        return None
    given = Input(reason=reason, info_class=kind)
    return tried(engine.act(tx, asked.person, asked.subject.kind, asked.subject.id, Action.BYPASS, given=given))


def alarm(tx: Tx, moved: Subject) -> None:
    """Tell the unit's officials and the admin at once, whoever is at work: it is no matter of the usual way."""
    if not isinstance(moved, Article):  # pragma: no cover - the table gives BYPASS to articles only
        return
    event = events.last(tx, moved.kind, moved.id, Action.BYPASS.value)
    approval = revisions.approval(tx, moved)
    if event is None or approval is None:  # pragma: no cover - they were written a moment ago
        return
    unit = people.unit(tx, moved.unit_id)
    officials = people.holders(tx, Role.VERIFIER, moved.unit_id)
    warned = {one.id: one for one in [*officials, *people.holders(tx, Role.ADMIN)]}
    kabag = people.name(tx, event.actor_id) or ""
    for person in warned.values():
        said = notify.texts_for(tx, person).bypassed(
            moved.ref, unit.name, kabag, approval.bypass, may_revoke=person in officials
        )
        notify.tell(tx, person.telegram_id, str(said))
