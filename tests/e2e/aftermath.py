"""What a scenario left in the database and on people's phones."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator

from bot.cards import render
from bot.cli import cast
from bot.config import Config
from bot.sop.flow import Kind
from storage import inbox
from storage.files import FileStore
from storage.store import Tx, connect
from tests.e2e.city import City, now
from tests.e2e.hands import labels, plain, text_of

FIRST_NAMES = {m.id: m.first for m in cast.OFFICE}


@contextlib.contextmanager
def reading(config: Config) -> Iterator[Tx]:
    """Look into the database beside the bot."""
    db = connect(config.storage.database, read_only=True)
    try:
        yield Tx(db, now(), config.office(), FileStore(config.files))
    finally:
        db.close()


async def all_said(config: Config, within: float = 40.0) -> None:
    """Wait until every update is done and nothing waits to be said or published."""
    async with asyncio.timeout(within):
        while True:
            with reading(config) as tx:
                busy = tx.db.execute("SELECT count(*) FROM outbox WHERE state IN ('new', 'sending')").fetchone()[0]
                if not busy and not inbox.unfinished(tx):
                    return
            await asyncio.sleep(0.2)


def updates_failed(config: Config) -> list[tuple[int, str]]:
    """Updates that were set aside: (number, error)."""
    with reading(config) as tx:
        rows = tx.db.execute("SELECT update_id, error FROM inbox WHERE state = 'failed'")
        return [(row[0], row[1]) for row in rows]


def cards_held(config: Config) -> dict[str, set[str]]:
    """Who has a card of what: first names by thing."""
    held: dict[str, set[str]] = {}
    with reading(config) as tx:
        for row in _cards(tx):
            held.setdefault(f"{row['subject_kind']}{row['subject_id']}", set()).add(FIRST_NAMES[row["chat_id"]])
    return held


def wrong_cards(config: Config, city: City) -> list[str]:
    """Cards that do not show on the phone what the database says, word for word and button for button."""
    wrong = []
    with reading(config) as tx:
        for row in _cards(tx):
            card = render.card(tx, row["chat_id"], Kind(row["subject_kind"]), row["subject_id"])
            message = city.outside.person(row["chat_id"]).message(row["message_id"])
            shown = (" ".join(text_of(message).split()), labels(message)) if message else None
            due = (" ".join(plain(card.text).split()), [b.label for line in card.rows for b in line]) if card else None
            if shown != due:
                wrong.append(f"{FIRST_NAMES[row['chat_id']]}: {shown}\n  should be {due}")
    return wrong


def _cards(tx: Tx) -> list[sqlite3.Row]:
    return tx.db.execute("SELECT * FROM card ORDER BY subject_kind, subject_id, chat_id").fetchall()
