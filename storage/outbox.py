"""What is still to be said or published: rows of the same transaction that decided it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.sop.flow import Kind
from storage import meta
from storage.outbox_bodies import Body, Card, Package, SiteBody, Unreadable, decode, encode
from storage.store import Tx
from storage.times import from_ms, to_ms

ANSWER, WORK, DIGEST = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to deliver. chat_id None: work for the website. A body that cannot be read is delivered to nobody."""

    id: int
    chat_id: int | None
    kind: str
    subject_kind: Kind | None
    subject_id: int | None
    body: Body | Unreadable
    priority: int
    office_hours: bool
    attempts: int


def add(
    tx: Tx,
    chat_id: int | None,
    body: Body,
    *,
    subject: tuple[Kind, int] | None = None,
    priority: int = WORK,
    office_hours: bool = False,
    at: datetime | None = None,
) -> None:
    """Put one thing in the outbox, to go at `at` (now when None)."""
    tx.db.execute(
        "INSERT INTO outbox (chat_id, kind, subject_kind, subject_id, body, priority, office_hours, next_at,"
        " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            chat_id,
            body.kind,
            subject[0] if subject else None,
            subject[1] if subject else None,
            encode(body),
            priority,
            office_hours,
            to_ms(at or tx.now),
            to_ms(tx.now),
        ),
    )


def add_card(
    tx: Tx,
    chat_id: int,
    subject: tuple[Kind, int],
    *,
    anew: bool,
    head: str = "",
    office_hours: bool = False,
    priority: int = WORK,
    at: datetime | None = None,
    unit_id: int | None = None,
) -> None:
    """Ask for a card of a thing in a chat: edited in place, or sent anew where it must be noticed.

    One such row a card waits at a time: a later wish joins it. Sending anew wins over editing, and the
    newest headline over none. `unit_id` names whose hours `office_hours` means, None the office's.
    What was said about the thing is never overtaken by a card that is sent anew: it is to be read first.
    """
    quiet_before = _quiet_before(tx, chat_id, subject)
    unit_id = None if quiet_before else unit_id  # what is to be read first waits for the office: so does its card
    row = tx.db.execute(
        "SELECT id, body, next_at, office_hours, priority FROM outbox WHERE kind = 'card' AND state = 'new'"
        " AND chat_id = ? AND subject_kind = ? AND subject_id = ?",
        (chat_id, *subject),
    ).fetchone()
    if row is None:
        add(
            tx,
            chat_id,
            Card(anew, head, unit_id),
            subject=subject,
            priority=priority,
            office_hours=office_hours,
            at=at,
        )
        _hurry_what_is_before(tx, chat_id, subject)
        return
    old = _card(row["body"])
    # what is to be noticed in office hours is not hurried by a mere refresh, but by somebody's own tap
    wishes = ((old.anew, row["office_hours"], row["priority"]), (anew, office_hours, priority))
    hurried = any(not calm if noticed else urgency == ANSWER for noticed, calm, urgency in wishes)
    quiet = not hurried and bool(office_hours or row["office_hours"])
    unit = unit_id if office_hours or quiet_before else old.unit
    merged = Card(old.anew or anew, head or old.head, unit)
    next_at = to_ms(at) if at else min(row["next_at"], to_ms(tx.now))
    least = min(priority, row["priority"])
    if merged.anew and _said_since(tx, row["id"], chat_id, subject):
        tx.db.execute("UPDATE outbox SET state = 'dropped' WHERE id = ?", (row["id"],))
        add(tx, chat_id, merged, subject=subject, priority=least, office_hours=quiet, at=from_ms(next_at))
    else:
        tx.db.execute(
            "UPDATE outbox SET body = ?, office_hours = ?, priority = ?, next_at = ? WHERE id = ?",
            (encode(merged), quiet, least, next_at, row["id"]),
        )
    _hurry_what_is_before(tx, chat_id, subject)


#: What is said about a thing before its card: the text, photos and files that are decided on.
_SAID = "kind IN ('text', 'files') AND state = 'new' AND chat_id = ? AND subject_kind = ? AND subject_id = ?"


def _quiet_before(tx: Tx, chat_id: int, subject: tuple[Kind, int]) -> bool:
    """Say whether something that is to be read before the card waits for the office's opening."""
    query = f"SELECT 1 FROM outbox WHERE {_SAID} AND office_hours"  # noqa: S608 - a constant
    return tx.db.execute(query, (chat_id, *subject)).fetchone() is not None


def _said_since(tx: Tx, row_id: int, chat_id: int, subject: tuple[Kind, int]) -> bool:
    query = f"SELECT 1 FROM outbox WHERE {_SAID} AND id > ?"  # noqa: S608 - a constant
    return tx.db.execute(query, (chat_id, *subject, row_id)).fetchone() is not None


def _hurry_what_is_before(tx: Tx, chat_id: int, subject: tuple[Kind, int]) -> None:
    """Have what is to be read before a card go no later than the card."""
    card = tx.db.execute(
        "SELECT priority, office_hours, next_at FROM outbox WHERE kind = 'card' AND state = 'new'"
        " AND chat_id = ? AND subject_kind = ? AND subject_id = ?",
        (chat_id, *subject),
    ).fetchone()
    tx.db.execute(
        "UPDATE outbox SET priority = min(priority, ?), office_hours = min(office_hours, ?),"  # noqa: S608 - a constant
        f" next_at = min(next_at, ?) WHERE {_SAID}",
        (*card, chat_id, *subject),
    )


def drop_said(tx: Tx, chat_id: int, subject: tuple[Kind, int]) -> None:
    """Leave unsaid what still waits to be read about a thing in a chat: a newer text takes its place."""
    tx.db.execute(f"UPDATE outbox SET state = 'dropped' WHERE {_SAID}", (chat_id, *subject))  # noqa: S608 - a constant


def drop_chat(tx: Tx, chat_id: int) -> None:
    """Leave unsaid whatever still waits to be said in a chat: whose it is may read it no more."""
    tx.db.execute("UPDATE outbox SET state = 'dropped' WHERE chat_id = ? AND state = 'new'", (chat_id,))
    _blot_out(tx, "chat_id = ? AND state = 'dropped'", chat_id)


def _blot_out(tx: Tx, which: str, value: int) -> None:
    """Keep nothing of the token of a link: whoever reads the database opens nothing with it."""
    tx.db.execute(
        f"UPDATE outbox SET body = json_set(body, '$.token', '') WHERE {which} AND kind = 'files'"  # noqa: S608 - ours
        " AND json_extract(body, '$.token') IS NOT NULL",
        (value,),
    )
    tx.db.execute(
        f"UPDATE outbox SET body = json_set(body, '$.links', json('[]')) WHERE {which} AND kind = 'files'"  # noqa: S608
        " AND json_extract(body, '$.staff') IS NOT NULL",
        (value,),
    )


def _card(text: str) -> Card:
    """Read what a card's row wishes; one that cannot be read wishes for nothing."""
    body = decode(Card.kind, text)
    return body if isinstance(body, Card) else Card(anew=False, head="")


def add_site(tx: Tx, article_id: int, body: SiteBody) -> None:
    """Ask the website for one thing about an article; what waits already is replaced by it."""
    tx.db.execute(
        "UPDATE outbox SET state = 'dropped' WHERE subject_id = ? AND subject_kind = 'a' AND state = 'new'"
        " AND kind IN ('publish', 'prove', 'withdraw')",
        (article_id,),
    )
    add(tx, None, body, subject=(Kind.ARTICLE, article_id))


def add_package(tx: Tx, article_id: int, package: Package) -> bool:
    """Ask for the package somebody publishes an article from by hand; False where it is being made for them already."""
    waiting = tx.db.execute(
        "SELECT 1 FROM outbox WHERE kind = 'package' AND state IN ('new', 'sending') AND subject_id = ?"
        " AND json_extract(body, '$.person') = ?",
        (article_id, package.person),
    ).fetchone()
    if waiting is None:
        add(tx, None, package, subject=(Kind.ARTICLE, article_id))
    return waiting is None


def _row(row: sqlite3.Row) -> Row:
    return Row(
        row["id"],
        row["chat_id"],
        row["kind"],
        Kind(row["subject_kind"]) if row["subject_kind"] else None,
        row["subject_id"],
        decode(row["kind"], row["body"]),
        row["priority"],
        bool(row["office_hours"]),
        row["attempts"],
    )


_NOT_HELD = "NOT EXISTS (SELECT 1 FROM hold WHERE hold.chat_id = outbox.chat_id AND until > :now)"


def lanes(tx: Tx) -> list[int | None]:
    """List the chats (None: the website) for which something may go now."""
    rows = tx.db.execute(
        "SELECT DISTINCT chat_id FROM outbox INDEXED BY outbox_due"  # noqa: S608 - a constant
        f" WHERE state = 'new' AND next_at <= :now AND {_NOT_HELD}",
        {"now": to_ms(tx.now)},
    )
    return [row[0] for row in rows]


def waiting_in(tx: Tx, chats: Iterable[int]) -> dict[int, int]:
    """Count, for each of these chats, what is to be said there and could go now."""
    count = "SELECT count(*) FROM outbox WHERE state = 'new' AND chat_id = ? AND next_at <= ?"
    return {chat: tx.db.execute(count, (chat, to_ms(tx.now))).fetchone()[0] for chat in chats}


def claim_next(tx: Tx, chat_id: int | None) -> Row | None:
    """Take the next row of a chat to deliver it: answers before work before digests, then as it was said."""
    row = tx.db.execute(
        f"SELECT id FROM outbox WHERE state = 'new' AND chat_id IS :chat AND next_at <= :now AND {_NOT_HELD}"  # noqa: S608
        " ORDER BY priority, id LIMIT 1",
        {"chat": chat_id, "now": to_ms(tx.now)},
    ).fetchone()
    if row is None:
        return None
    claimed = tx.db.execute(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = ? RETURNING *", (row[0],)
    ).fetchone()
    return _row(claimed)


def next_due(tx: Tx) -> datetime | None:
    """Say when the next row, of those that may not go yet, may go."""
    row = tx.db.execute(
        "SELECT min(at) FROM (SELECT min(next_at) AS at FROM outbox WHERE state = 'new' AND next_at > :now"
        " UNION ALL SELECT min(until) FROM hold WHERE until > :now)",
        {"now": to_ms(tx.now)},
    ).fetchone()
    soonest: int | None = row[0]
    return from_ms(soonest)


def hold(tx: Tx, chat_id: int, until: datetime) -> None:
    """Let nothing go to a chat before `until`: what is tried again then goes before what was said after it."""
    tx.db.execute(
        "INSERT INTO hold VALUES (?, ?) ON CONFLICT DO UPDATE SET until = max(until, excluded.until)",
        (chat_id, to_ms(until)),
    )


def wait_no_more(tx: Tx) -> None:
    """After the clock was put back: what was put off, or said at a time that lies ahead again, goes now.

    What was planned at such a time waits as long as it was to wait then.
    """
    now = {"now": to_ms(tx.now)}
    tx.db.execute("DELETE FROM hold WHERE until > :now", now)
    tx.db.execute(
        "UPDATE outbox SET next_at = :now + CASE WHEN attempts > 0 THEN 0 ELSE max(0, next_at - created_at) END"
        " WHERE state = 'new' AND next_at > :now AND (attempts > 0 OR created_at > :now)",
        now,
    )


def settle(tx: Tx, row_id: int, outcome: str, *, detail: str = "", message_id: int | None = None) -> None:
    """Close a row and log how it went."""
    tx.db.execute("UPDATE outbox SET state = 'done' WHERE id = ?", (row_id,))
    _blot_out(tx, "id = ?", row_id)
    log(tx, row_id, outcome, detail=detail, message_id=message_id)


def postpone(tx: Tx, row: Row, until: datetime, outcome: str, detail: str) -> None:
    """Try a row again later. A card or a page about which something was asked meanwhile gives way to the newer wish."""
    log(tx, row.id, outcome, detail=detail)
    if (row.kind == "card" and _newer_card(tx, row)) or (row.chat_id is None and _newer_site(tx, row)):
        tx.db.execute("UPDATE outbox SET state = 'dropped' WHERE id = ?", (row.id,))
        return
    tx.db.execute("UPDATE outbox SET state = 'new', next_at = ? WHERE id = ?", (to_ms(until), row.id))


def _newer_card(tx: Tx, row: Row) -> bool:
    newer = tx.db.execute(
        "SELECT id, body, office_hours FROM outbox WHERE kind = 'card' AND state = 'new' AND chat_id = ?"
        " AND subject_kind = ? AND subject_id = ?",
        (row.chat_id, row.subject_kind, row.subject_id),
    ).fetchone()
    if newer is None:
        return False
    old = row.body
    if isinstance(old, Card) and old.anew:  # the wish to be noticed is not lost with its row, nor in whose hours
        new = _card(newer["body"])
        quiet, unit = (newer["office_hours"], new.unit) if new.anew else (row.office_hours, old.unit)
        body = encode(Card(anew=True, head=new.head or old.head, unit=unit))
        tx.db.execute("UPDATE outbox SET body = ?, office_hours = ? WHERE id = ?", (body, quiet, newer["id"]))
    return True


def _newer_site(tx: Tx, row: Row) -> bool:
    newer = tx.db.execute(
        "SELECT 1 FROM outbox WHERE chat_id IS NULL AND state = 'new' AND subject_id = ?"
        " AND kind IN ('publish', 'prove', 'withdraw')",
        (row.subject_id,),
    ).fetchone()
    return newer is not None


def log(tx: Tx, row_id: int, outcome: str, *, detail: str = "", message_id: int | None = None) -> None:
    """Add a line to the delivery log."""
    tx.db.execute(
        "INSERT INTO delivery (outbox_id, at, outcome, detail, message_id) VALUES (?, ?, ?, ?, ?)",
        (row_id, to_ms(tx.now), outcome, detail, message_id),
    )


def revive(tx: Tx) -> int:
    """At start: what was being sent when the power went is sent again. Give how many rows that is."""
    interrupted = tx.db.execute("SELECT * FROM outbox WHERE state = 'sending' ORDER BY id").fetchall()
    for found in interrupted:
        postpone(tx, _row(found), tx.now, "uncertain", "interrupted")
    return len(interrupted)


def move_chat(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: what is said to it goes to its new id."""
    tx.db.execute("UPDATE outbox SET chat_id = ? WHERE chat_id = ? AND state = 'new'", (new, old))
    tx.db.execute("DELETE FROM card WHERE chat_id = ?", (old,))
    meta.put(tx, f"chat:{old}", str(new))


def prune(tx: Tx, before_ms: int) -> int:
    """Forget delivered rows older than `before_ms` with their log. Give how many went."""
    tx.db.execute("DELETE FROM hold WHERE until < ?", (before_ms,))
    old = "SELECT id FROM outbox WHERE state IN ('done', 'dropped') AND created_at < ?"
    tx.db.execute(f"DELETE FROM delivery WHERE outbox_id IN ({old})", (before_ms,))  # noqa: S608 - constant
    return tx.db.execute(f"DELETE FROM outbox WHERE id IN ({old})", (before_ms,)).rowcount  # noqa: S608 - constant
