"""An office that works through a storm of passing faults: `python -m tests.moving.storm --faults 1000 --seed 7`."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from bot.sop.flow import State
from storage import articles
from storage.store import Tx
from tests.chat import scenes
from tests.moving.storming import Order, Storm, at_the_website, break_out, hold_the_database
from tests.moving.support import heard, left
from tests.stage import Stage, jpeg

PAGES = 8  # to be published through it
LINES = 3  # messages a person and round
WITH_PHOTO = 5  # rounds in which everybody sends one; an article takes no more than ten
FEWEST_ROUNDS, MOST_ROUNDS = 3, 400
AUTHORS = ("Rina", "Tono", "Agus", "Maya")
FAILED = ("tidak dapat diproses", "belum dapat diproses", "tidak dimasukkan", "gagal", "belum tayang",
          "nomor kejadian", "tidak dapat diambil", "belum tersimpan")  # fmt: skip


async def weather(folder: Path, patch: pytest.MonkeyPatch, order: Order, *, seed: int, faults: int) -> Storm:
    """Have an office work through so many faults, with a restart in the middle. Raises AssertionError with what
    it cost."""
    async with Stage(folder) as stage:
        waiting = [await stage.bot.store.write(scenes.article, State.A_WAITING_STAF) for _ in range(PAGES)]
        await stage.settle()
        storm, sent = Storm(seed, order), {name: list[str]() for name in AUTHORS}
        break_out(storm, stage, patch)
        at_the_website(storm, stage, patch)
        for article in waiting:
            stage.person("Rudi").press(*stage._button(stage.person("Rudi"), "Terbitkan", article.ref))
        await _work(stage, storm, patch, sent, faults)
        storm.over = True
        await stage.settle()
        await _nothing_lost(stage, sent)
        pages = [await stage.bot.store.read(articles.get, article.id) for article in waiting]
        assert [page and page.state for page in pages] == [State.A_PUBLISHED] * PAGES
        await _in_order(stage)
        told = [said for name in (*AUTHORS, "Rudi", "Siti", "Fitri") for said in heard(stage.person(name))]
        assert [said for said in told if any(words in said.lower() for words in FAILED)] == []
    return storm


async def _work(stage: Stage, storm: Storm, patch: pytest.MonkeyPatch, sent: dict[str, list[str]], faults: int) -> None:
    restarted = False
    for number in range(MOST_ROUNDS):
        for name in AUTHORS:
            _write(stage, name, number, sent[name])
        stage.person("Siti").send("/status")
        await asyncio.gather(stage.settle(), hold_the_database(storm, stage, number))
        if not restarted and storm.counted.total() >= faults / 2:
            restarted = True
            await stage.bot.stop()
            await stage.start_bot()
            at_the_website(storm, stage, patch)
        if storm.counted.total() >= faults and number >= FEWEST_ROUNDS:
            return


def _write(stage: Stage, name: str, number: int, sent: list[str]) -> None:
    for line in range(LINES):
        words = f"Kegiatan {name} hari ke-{number * LINES + line} berjalan lancar di kecamatan."
        sent.append(words)
        if line == LINES - 1 and number < WITH_PHOTO:
            stage.person(name).send_photo(jpeg(size=(80 + number, 60)), caption=words)
        else:
            stage.person(name).send(words)


async def _nothing_lost(stage: Stage, sent: dict[str, list[str]]) -> None:
    assert set(await stage.bot.store.read(_states)) == {"done"}
    assert await left(stage) == 0
    for name in AUTHORS:
        assert await stage.bot.store.read(_texts_of, stage.person(name).id) == sent[name]
    assert not await stage.bot.store.read(_given_up)


def _states(tx: Tx) -> Counter[str]:
    return Counter(row[0] for row in tx.db.execute("SELECT state FROM inbox"))


def _texts_of(tx: Tx, chat_id: int) -> list[str]:
    """What stands in the articles a person wrote in the storm, in its order; a photo by its caption."""
    rows = tx.db.execute(
        "SELECT part.text FROM part JOIN article ON article.id = article_id AND part.revision = article.revision"
        " WHERE part.chat_id = ? AND text LIKE 'Kegiatan %' ORDER BY article_id, part.position, part.id",
        (chat_id,),
    )
    return [row[0] for row in rows]


def _given_up(tx: Tx) -> list[tuple[str, str]]:
    rows = tx.db.execute("SELECT outcome, detail FROM delivery WHERE outcome IN ('refused', 'blocked', 'not_set')")
    return [(row[0], row[1]) for row in rows]


async def _in_order(stage: Stage) -> None:
    """Within a chat, and among what is of equal urgency, messages stand in the order in which they were decided."""
    for chat, numbers in (await stage.bot.store.read(_as_they_stand)).items():
        assert numbers == sorted(numbers), (chat, numbers)


def _as_they_stand(tx: Tx) -> dict[tuple[int, int], list[int]]:
    rows = tx.db.execute(
        "SELECT chat_id, priority, max(message_id) FROM outbox JOIN delivery ON outbox_id = outbox.id"
        " WHERE kind = 'text' AND outcome = 'sent' AND office_hours = 0 GROUP BY outbox.id ORDER BY outbox.id"
    )
    found: dict[tuple[int, int], list[int]] = {}
    for chat, priority, message in rows:
        found.setdefault((chat, priority), []).append(message)
    return found


def main() -> None:
    """Send the office through the storm that is asked for, and say what it was made of."""
    arguments = argparse.ArgumentParser(prog="python -m tests.moving.storm", description=__doc__)
    arguments.add_argument("--faults", type=int, default=1000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    logging.disable(logging.CRITICAL)
    for order in ("in order", "at random", "in runs"):
        started = monotonic()
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            storm = asyncio.run(weather(Path(folder), patch, order, seed=given.seed, faults=given.faults))
        sys.stdout.write(f"{order}: {storm.counted.total()} faults in {monotonic() - started:.0f} s, nothing lost\n")
        for counted in (storm.counted, storm.kinds):
            sys.stdout.write("  " + ", ".join(f"{what} {n}" for what, n in counted.most_common()) + "\n")


if __name__ == "__main__":
    main()
