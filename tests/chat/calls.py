"""Who was called about what: reminders and alarms as the server logged them, for the tests of the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.desk.authority import capacities
from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from bot.sop.model import Article, Disposition
from storage.store import Tx
from tests.chat.scenes import WHO
from tests.stage import Stage, labels, text_of

THURSDAY = date(2026, 11, 26)
FRIDAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)
TEN, THIRTY, DAY = 10, 30, 450  # working minutes of the ladders

NAMES = {telegram_id: name for name, telegram_id in WHO.items()}
Thing = Article | Disposition


@dataclass(frozen=True)
class Sent:
    """One reminder that went out, as the server logged it."""

    at: datetime
    to: str
    head: str  # one of HEADS
    text: str


HEADS = {
    "⏳ Segera jatuh tempo": "soon",
    "⏰ Waktunya habis": "remind",
    "⏰ Terlambat": "remind",
    "📣 Tembusan": "copy",
    "📣 Dapat diambil alih": "takeover",
    "⚠ Petugas": "unreachable",
    "🚨": "alarm",
}
FAST = re.compile(r"^⚡ .*\n")


def urgent(stage: Stage) -> list[Sent]:
    """Everything sent so far that calls somebody, in order."""
    found = []
    for call in stage.outside.log.of("sendMessage"):
        text = FAST.sub("", re.sub(r"<[^>]+>", "", str(call.params["text"])))
        head = next((kind for words, kind in HEADS.items() if text.startswith(words)), None)
        if call.ok and head is not None:
            at = datetime.fromtimestamp(call.at, UTC)
            found.append(Sent(at, NAMES[int(call.params["chat_id"])], head, text))
    return found


def names_of(thing: Thing) -> tuple[str, ...]:
    """The words by which a card names its thing."""
    if isinstance(thing, Article):
        return (f"Naskah {thing.ref} ",)
    return (
        ("Disposisi baru",) if thing.state is State.D_DRAFT else (f"Disposisi {thing.ref}\n", f"Disposisi {thing.ref} ")
    )


def about(sent: Iterable[Sent], thing: Thing) -> list[tuple[str, str]]:
    """Who was called about a thing, and how; sorted, since the order of two chats is nobody's promise."""
    return sorted((each.to, each.head) for each in sent if any(words in each.text for words in names_of(thing)))


def live_cards(person: Phone, thing: Thing) -> int:
    """Count the messages in a chat that are a card of a thing and still have buttons."""
    return sum(1 for m in person.received if labels(m) and any(words in text_of(m) + "\n" for words in names_of(thing)))


def mistakes(stage: Stage) -> list[str]:
    """What the server refused; that a message older than 48 hours cannot be deleted is found out by trying."""
    return [call.error for call in stage.outside.refusals() if call.method != "deleteMessage"]


async def again(stage: Stage, thing: Thing) -> Thing:
    """A thing as it is now."""

    return await stage.bot.store.read(now_is, thing)


def now_is(tx: Tx, thing: Thing) -> Thing:
    found = capacities.thing(tx, thing.kind, thing.id)
    assert found is not None
    return found
