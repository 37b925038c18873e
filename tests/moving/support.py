"""What the tests of deliveries look at and set off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from bot.desk import notify
from bot.rehearsal.phone import Phone
from storage import outbox, parts
from storage.outbox import ANSWER
from storage.outbox_bodies import Photo, Photos
from storage.store import Tx
from tests.stage import Stage, text_of


def tell(tx: Tx, chat_id: int, *texts: str) -> None:
    """Say several things to somebody, in one transaction."""
    for text in texts:
        notify.tell(tx, chat_id, text)


def keep(tx: Tx, data: bytes, mime: str = "image/jpeg") -> str:
    """Keep a file as intake does; gives its hash."""
    sha256 = tx.files.put(data)
    parts.keep_file(tx, sha256, len(data), mime)
    return sha256


def send_photos(tx: Tx, chat_id: int, photos: list[bytes]) -> None:
    """Send somebody photos, numbered in their captions."""
    outbox.add(tx, chat_id, Photos(tuple(Photo(keep(tx, data), f"foto {n}") for n, data in enumerate(photos))))


async def told(stage: Stage, person: Phone, *texts: str) -> None:
    """Have the bot say several things to somebody, and wait until they are said."""
    await stage.bot.store.write(tell, person.id, *texts)
    await stage.settle()


def heard(person: Phone) -> list[str]:
    """What somebody reads in their chat, oldest first."""
    return [text_of(message) for message in person.received]


async def outcomes(stage: Stage, kind: str = "text") -> list[str]:
    """How the deliveries of one kind went, oldest first."""

    def query(tx: Tx) -> list[str]:
        rows = tx.db.execute(
            "SELECT outcome FROM delivery JOIN outbox ON outbox.id = outbox_id WHERE kind = ? ORDER BY delivery.id",
            (kind,),
        )
        return [row[0] for row in rows]

    return await stage.bot.store.read(query)


async def left(stage: Stage) -> int:
    """How many rows are not delivered yet."""

    def query(tx: Tx) -> int:
        found: int = tx.db.execute("SELECT count(*) FROM outbox WHERE state IN ('new', 'sending')").fetchone()[0]
        return found

    return await stage.bot.store.read(query)


async def come_to_rest(stage: Stage) -> None:
    """After a start: wait until the rows that were being sent are taken up again, and what follows from them."""
    async with asyncio.timeout(5):
        while await left(stage):
            await stage.settle()
            await asyncio.sleep(0.005)


def is_to(person_id: int) -> Any:
    """A fault's choice: the calls to one chat."""
    return lambda params: int(str(params["chat_id"])) == person_id


def answer_to(tx: Tx, chat_id: int, text: str) -> None:
    """Say something that goes before all work."""
    assert ANSWER < 1
    notify.say(tx, chat_id, text)


async def draft(stage: Stage) -> Phone:
    """Rina of Dinas Kesehatan has begun an article: she has a card. Gives her phone."""
    rina = stage.person("Rina")
    await stage.say(rina, "Vaksinasi massal dimulai Senin\n\nDinas Kesehatan membuka vaksinasi massal.")
    return rina


async def until(predicate: Callable[[], object]) -> None:
    """Wait for what makes no change on any phone: a call that has begun, a row that was put back."""
    async with asyncio.timeout(5):
        while not predicate():
            await asyncio.sleep(0.002)
