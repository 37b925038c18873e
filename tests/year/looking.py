"""What the year left behind, read from the bot's tables and the phones without the bot's own queries."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.desk.reporting import recap
from bot.desk.reporting.recap import Scope
from bot.sop.recap import month_of
from bot.texts import default
from storage.store import Tx
from tests.year.hours import Hours, words
from tests.year.office import MEMBERS, UNITS
from tests.year.plan import SIX_DAY_UNITS, UP, Plan
from tests.year.rules import MANY, Reminder
from tests.year.stage import BRIEF_IDS, YearStage

HEADS = {"remind", "copy", "unreachable"}
OVERVIEW = "pengingat sekaligus"
EVENING = "Ringkasan"
TO_ADMINS = ("Segel catatan hari ini", "masih perkiraan")  # what comes with the digests, and is none


@dataclass(frozen=True)
class Sent:
    """One message that reached a chat."""

    at: int
    chat: int
    kind: str
    subject: str
    head: str
    answer: bool
    office_hours: bool
    html: str


class Left:
    """The year's record, open for reading."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        self.db.row_factory = sqlite3.Row

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Ask."""
        return self.db.execute(sql, values).fetchall()

    def reminders(self) -> list[Reminder]:
        """List the reminders on record, in the order they were decided."""
        steps: dict[str, list[sqlite3.Row]] = {}
        for row in self.rows("SELECT * FROM step ORDER BY id"):
            steps.setdefault(f"{row['kind']}{row['subject_id']}", []).append(row)
        found = []
        for event in self.rows("SELECT * FROM event WHERE what = 'remind' ORDER BY id"):
            ref, data = f"{event['kind']}{event['subject_id']}", json.loads(event["data"])
            step = next(s for s in reversed(steps[ref]) if s["started_at"] <= event["at"])
            told, above = tuple(sorted(data["told"])), tuple(sorted(data["above"]))
            found.append(Reminder(event["at"], ref, step["step"], data["rung"], told, above))
        return found

    def steps(self) -> list[tuple[object, ...]]:
        """List the steps on record."""
        return [
            (f"{r['kind']}{r['subject_id']}", r["step"], r["started_at"], r["due_at"], r["remind_at"], r["rung"],
             r["finished_at"], r["finished_by"], r["outcome"], r["spent"], r["standard"])
            for r in self.rows("SELECT * FROM step ORDER BY id")
        ]  # fmt: skip

    def sent(self) -> list[Sent]:
        """List the messages that reached somebody anew."""
        found = self.rows(
            "SELECT delivery.at, outbox.* FROM delivery JOIN outbox ON outbox.id = outbox_id"
            " WHERE outcome = 'sent' AND kind IN ('card', 'text') ORDER BY delivery.id"
        )
        return [self._sent(row, json.loads(row["body"])) for row in found]

    def _sent(self, row: sqlite3.Row, body: dict[str, Any]) -> Sent:
        subject = f"{row['subject_kind']}{row['subject_id']}" if row["kind"] == "card" else ""
        return Sent(
            row["at"], row["chat_id"], row["kind"], subject, body.get("head", ""), row["priority"] == 0,
            bool(row["office_hours"]), body.get("html", ""),
        )  # fmt: skip


def model_steps(plan: Plan) -> list[tuple[object, ...]]:
    """List the steps there must be."""
    return [
        (s.thing.ref, s.name, s.started, s.due, None if s.finished else s.remind, s.rung,
         s.finished, s.by, s.outcome or None, s.spent if s.finished else None, s.standard if s.finished else None)
        for s in plan.world.steps
    ]  # fmt: skip


def differences(happened: Iterable[Any], foretold: Iterable[Any]) -> list[str]:
    """Say what differs between two lists, for people."""
    bot, model = list(happened), list(foretold)
    if bot == model:
        return []
    ours, theirs = Counter(map(_line, bot)), Counter(map(_line, model))
    lines = [f"bot only   {line}" for line in ours - theirs] + [f"model only {line}" for line in theirs - ours]
    return sorted(lines, key=lambda line: line[11:])[:20] or ["the same, in another order"]


def _line(entry: Any) -> str:
    values = list(vars(entry).values()) if hasattr(entry, "__dict__") else list(entry)
    return " ".join(words(v) if isinstance(v, int) and v > 1 << 40 else str(v) for v in values)


# --- what must hold ------------------------------------------------------------------------------------------


def hours_of(plan: Plan, chat: int) -> Hours:
    """Whose hours somebody keeps."""
    member = MEMBERS[chat - 2001]
    unit = UNITS.index(member.unit) + 1 if member.unit else 0
    return plan.world.service if unit in SIX_DAY_UNITS else plan.world.office


def unasked(sent: Iterable[Sent]) -> Iterator[Sent]:
    """Keep what nobody waited for: reminders, copies, overviews, digests, and what the bot did by itself."""
    return (m for m in sent if (m.head in HEADS or m.office_hours) and not m.answer)


def out_of_hours(plan: Plan, sent: Iterable[Sent]) -> list[str]:
    """List what reached somebody while nobody was there: a unit's own people keep its hours where they are reminded."""
    found = [
        m
        for m in unasked(sent)
        if not (hours_of(plan, m.chat) if m.head == "remind" else plan.world.office).is_open(m.at)
    ]
    return [f"{words(m.at)} {m.chat} {m.head} {m.subject} {m.html[:60]}" for m in found]


def unheard(plan: Plan, left: Left, sent: list[Sent]) -> list[str]:
    """List the reminders that did not reach those they were for, at once or at the next opening."""
    cards: dict[tuple[int, str], list[int]] = {}
    overviews: dict[int, list[int]] = {}
    for message in sent:
        if message.kind == "card":
            cards.setdefault((message.chat, message.subject), []).append(message.at)
        elif OVERVIEW in message.html:
            overviews.setdefault(message.chat, []).append(message.at)
    lost = []
    for reminder in left.reminders():
        for person in (*reminder.pinged, *reminder.copied):
            chat = 2000 + person
            latest = max(h.next_open(reminder.at) for h in (plan.world.office, hours_of(plan, chat)))
            heard = [*cards.get((chat, reminder.ref), []), *overviews.get(chat, [])]
            if not any(reminder.at <= moment <= latest for moment in heard):
                lost.append(f"{person} never heard of {_line(reminder)}")
    return lost


def said_twice(sent: Iterable[Sent]) -> list[str]:
    """List reminders of one thing that came to one chat more than once at one moment."""
    counted = Counter((m.at, m.chat, m.subject) for m in sent if m.head in {"remind", "copy"})
    return [f"{words(at)} {chat} {subject}: {n}" for (at, chat, subject), n in counted.items() if n > 1]


def repeated_cards(stage: YearStage, left: Left) -> list[str]:
    """List chats in which two cards of one thing can be tapped."""
    found = []
    for member in MEMBERS:
        live: Counter[str] = Counter()
        for stored in stage.outside.world.messages(member.id).values():
            rows = stored.body.get("reply_markup", {}).get("inline_keyboard", [])
            data = [str(b.get("callback_data", "")).split(":") for row in rows for b in row]
            live.update({d[2] for d in data if len(d) > 2 and d[1] != "crd" and d[2][0] in "ad"})
        found += [f"{member.name}: {n} cards of {subject}" for subject, n in live.items() if n > 1]
    cards = left.rows("SELECT chat_id, message_id FROM card WHERE message_id >= ?", BRIEF_IDS)
    standing = {(card["chat_id"], card["message_id"]) for card in cards}
    beside = {(chat, m) for chat, m in stage.live - standing if chat - 2000 not in stage.blocked_once}
    return found + [f"{chat}: card {m} stands beside a newer one" for chat, m in sorted(beside)]


def lost_deadlines(left: Left, end: int) -> list[str]:
    """List open steps nobody will be reminded of, and late ones nobody was."""
    found = [
        f"{r['kind']}{r['subject_id']} {r['step']} is open without a reminder to come"
        for r in left.rows("SELECT * FROM step WHERE finished_at IS NULL AND ifnull(remind_at, 0) <= ?", end)
    ]
    reminded = {(r.ref, r.step) for r in left.reminders()}
    late = left.rows("SELECT * FROM step WHERE spent > standard AND finished_by IS NOT NULL")
    return found + [
        f"{ref} {r['step']} was late, and nobody was reminded"
        for r in late
        if ((ref := f"{r['kind']}{r['subject_id']}"), r["step"]) not in reminded
    ]


def flood(sent: Iterable[Sent]) -> list[str]:
    """List who got too much when the bot came back: at most so many cards, or one overview."""
    back = [m for m in sent if m.at == UP]
    cards = Counter(m.chat for m in back if m.head in {"remind", "copy"})
    overviews = Counter(m.chat for m in back if OVERVIEW in m.html)
    return [f"{chat}: {n} cards" for chat, n in cards.items() if n > MANY] + [
        f"{chat}: {n} overviews beside {cards[chat]} cards" for chat, n in overviews.items() if n > 1 or cards[chat] > 0
    ]


def overviews(sent: Iterable[Sent]) -> list[tuple[int, int]]:
    """List who got an overview when."""
    return [(m.at, m.chat - 2000) for m in sent if OVERVIEW in m.html]


def digests(left: Left, *, evening: bool) -> list[tuple[int, tuple[int, ...]]]:
    """List the moments of the digests with who got one."""
    found: dict[int, list[int]] = {}
    rows = left.rows("SELECT * FROM outbox WHERE kind = 'text' AND priority = 2 ORDER BY id")
    for row in rows:
        html = json.loads(row["body"])["html"]
        if not any(words in html for words in (OVERVIEW, *TO_ADMINS)) and (EVENING in html) is evening:
            found.setdefault(row["created_at"], []).append(row["chat_id"] - 2000)
    return [(at, tuple(sorted(people))) for at, people in sorted(found.items())]


def recap_of(tx: Tx, month: int) -> dict[str, object]:
    """Read the recap of a month as the office gets it."""
    found = recap.compose(tx, default(tx.office, tx.now), month_of(date(2026, month, 1)), Scope())
    return {
        "submitted": found.submitted,
        "published": found.published,
        "returned": found.returned,
        "on time": found.on_time,
        "steps": {s.step.value: (s.count, s.on_time) for s in found.steps()},
        "sent": found.dispositions_sent,
        "closed": found.dispositions_closed,
    }
