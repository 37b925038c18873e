"""Words that only agree or decline: what was meant is tapped, so the card they are for is shown with its buttons."""

from __future__ import annotations

import re

from bot.card import Card, blocks
from bot.cards import lists
from bot.content import nods
from bot.content.incoming import Incoming
from bot.content.nods import Nod
from bot.desk import notify
from bot.desk.authority import capacities
from bot.sop.flow import Kind
from bot.sop.model import Subject
from handlers.senders import Asker, say
from storage import articles, dispositions, screens
from storage.outbox import ANSWER
from storage.store import Tx

_NUMBERS = re.compile(r"(?P<kind>[nd])-?(?P<number>\d{1,9})(?:/(?P<year>\d{4}))?")


def answer(tx: Tx, who: Asker, incoming: Incoming) -> bool:
    """Answer words that only nod, with the card they are for; False for any others.

    No decision is made by words: a typed "Setuju" leads to the tap.
    """
    nodded = nods.read(incoming.text)
    if nodded is None:
        return False
    if nodded.says is Nod.THANKS:
        notify.say(tx, who.chat_id, who.t.welcome())
        return True
    meant = _meant(tx, who, incoming.reply_to, nodded.refs)
    waiting = lists.waiting_for(tx, who.person)
    one = meant or (waiting[0] if len(waiting) == 1 else None)
    if one is not None:
        notify.say(tx, who.chat_id, who.t.tap_instead(lists.named(who.t, one)[0]))
        notify.show(tx, one, who.person, anew=True, priority=ANSWER)
    elif waiting:
        say(tx, who, Card(blocks(who.t.tap_one_of()), lists.rows(tx, who.t, waiting)))
    else:
        notify.say(tx, who.chat_id, who.t.nothing_to_decide())
    return True


def _meant(tx: Tx, who: Asker, reply_to: int | None, refs: tuple[str, ...]) -> Subject | None:
    """Find the one thing that is meant: the card that was answered, or the number that was written."""
    replied = screens.thing_of(tx, who.chat_id, reply_to) if reply_to is not None else None
    found = [capacities.thing(tx, *replied)] if replied else [_numbered(tx, ref) for ref in refs]
    seen = [thing for thing in found if thing is not None and capacities.may_see(tx, who.person, thing)]
    return seen[0] if len(seen) == 1 else None


def _numbered(tx: Tx, ref: str) -> Subject | None:
    named = _NUMBERS.fullmatch(ref)
    if named is None:  # pragma: no cover - nods.read gives nothing else
        return None
    number = int(named["number"])
    if Kind(named["kind"] if named["kind"] == "d" else "a") is Kind.ARTICLE:
        return articles.get(tx, number)
    found = dispositions.numbered(tx, number, int(named["year"]) if named["year"] else None)
    return found[-1] if found else None
