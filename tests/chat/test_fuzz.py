"""Fuzzed updates over the wire: whatever comes, the bot goes on answering and nothing stays unhandled."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.rehearsal.files import Upload
from bot.rehearsal.updates import Pending
from bot.rehearsal.world import Group
from bot.rehearsal.world import Person as Outsider
from bot.sop.flow import Kind, State
from storage import events, screens
from storage.store import Tx
from tests.chat import fuzzing, scenes
from tests.chat.fuzzing import Files, Json
from tests.stage import Stage, jpeg, text_of

BATCHES, A_BATCH = 20, 20

FUZZ = settings(
    max_examples=BATCHES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],  # the office goes on from batch to batch: a failure names its update, nothing is to shrink
    suppress_health_check=list(HealthCheck),
)


class Errors(logging.Handler):
    """Keeps what is logged as an error, by whatever part."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture
def errors() -> Iterator[Errors]:
    """Everything logged as an error meanwhile."""
    handler = Errors()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """One event loop for all batches: Hypothesis calls plain functions."""
    with asyncio.Runner() as runner:
        yield runner


class Fuzzed:
    """An office in the middle of its work, to which anything may be sent."""

    def __init__(self, stage: Stage, errors: Errors) -> None:
        self.stage = stage
        self.errors = errors
        self.sent = 0
        self.unreadable = 0
        photos = [jpeg(), jpeg("red")]
        contents = [b"%PDF-1.4\n%%EOF", b"MZ\x00", b"\xff\xd8\xff broken", b"nama,nilai\n1,2\n", b"\x00\x01", jpeg()]
        store = stage.outside.core.files
        self.files = Files(
            [store.add_photo(Upload("photo.jpg", each, "image/jpeg")).photo_sizes() for each in photos],
            [store.add_document(Upload("berkas", each, "x/y")).document() for each in contents],
        )

    async def begin(self) -> None:
        """Set the scene: articles and disposisi in many states, drafts, and views that wait for words."""
        outside = self.stage.outside
        outside.add_person(Outsider(fuzzing.STRANGER, "Joko", started=True))
        outside.add_person(Outsider(fuzzing.ROBOT, "Robot", started=True))
        outside.add_group(Group(fuzzing.SUPERGROUP, "Forum", list(scenes.WHO.values()), privacy=False))
        for state in (State.D_REPORTING, State.A_RETURNED, State.A_WAITING_STAF, State.A_WAITING_VERIFIER):
            await scenes.bring(self.stage, state)
        await self.stage.bot.store.write(_open_views)
        await self.stage.settle()

    def put(self, update: Json) -> int:
        """Send an update as Telegram would, with halves of characters as JSON can say them; gives its id."""
        queue = self.stage.outside.core.updates
        update_id, queue.next_id = queue.next_id, queue.next_id + 1
        body = json.dumps({"update_id": update_id, **update}).encode()
        queue.pending[update_id] = Pending(update_id, body, float("inf"), "")
        queue.announce()
        self.sent += 1
        return update_id

    async def play(self, updates: list[Json]) -> None:
        """Send a batch; afterwards every update is done, those that cannot be read are set aside, none is in the way."""
        ids = {self.put(update): update for update in updates}
        await self.stage.settle()
        failed = await self.stage.bot.store.read(_failed)
        readable = {number: ids[number] for number in failed.keys() & ids.keys() if _readable(ids[number], self.stage)}
        assert {number: (failed[number], update) for number, update in readable.items()} == {}
        self.unreadable += len(failed.keys() & ids.keys())
        self.no_errors(set(failed))
        assert self.stage.outside.refusals() == []

    def no_errors(self, failed: set[int]) -> None:
        """Nothing was logged as an error but what was set aside, each under its number."""
        unknown = [r for r in self.errors.records if not (r.name == "bot.inbox" and r.args and r.args[0] in failed)]  # type: ignore[index]
        assert [(r.name, r.getMessage(), str(r.exc_info)) for r in unknown] == []

    async def still_answers(self) -> None:
        """Everybody still gets help at once, also after a restart on what was stored."""
        await self.stage.bot.stop()
        await self.stage.start_bot()
        for name in scenes.WHO:
            somebody = self.stage.person(name)
            await self.stage.say(somebody, "/bantuan")
            assert text_of(somebody.last).startswith(("Bantuan", "Help"))
        assert await self.stage.bot.store.read(lambda tx: events.first_broken(tx.db)) is None
        assert await self.stage.bot.store.read(_stuck) == (0, 0)


def _open_views(tx: Tx) -> None:
    scenes.draft(tx, "Tono", scenes.TEXT, 9)
    scenes.draft(tx, "Agus", scenes.TEXT, 9)
    order = scenes.order(tx, State.D_DRAFT)
    waiting = {a["state"]: a["id"] for a in tx.db.execute("SELECT id, state FROM article")}
    for name, view, kind, number, arg in (
        ("Hasan", "reason", Kind.ARTICLE, waiting[State.A_WAITING_VERIFIER], "ret"),
        ("Rudi", "when", Kind.ARTICLE, waiting[State.A_WAITING_STAF], ""),
        ("Rina", "title", Kind.ARTICLE, waiting[State.A_RETURNED], ""),
        ("Bambang", "file", Kind.DISPOSITION, order.id, ""),
    ):
        screens.set_focus(tx, scenes.person(tx, name).id, view, kind, number, arg)


def _failed(tx: Tx) -> dict[int, str]:
    return dict(tx.db.execute("SELECT update_id, error FROM inbox WHERE state = 'failed'").fetchall())


def _stuck(tx: Tx) -> tuple[int, int]:
    """Updates not worked on, and messages that could not be sent by now."""
    new: int = tx.db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
    bad: int = tx.db.execute("SELECT count(*) FROM delivery WHERE outcome IN ('refused', 'later')").fetchone()[0]
    return new, bad


def _readable(update: Json, stage: Stage) -> bool:
    try:
        Update.de_json({"update_id": 1, **update}, stage.bot.bot)
    except Exception:  # noqa: BLE001 - whatever the library raises at what it cannot read
        return False
    return True


@pytest.mark.slow
def test_it_survives_updates_of_every_kind(tmp_path: Path, errors: Errors, runner: asyncio.Runner) -> None:
    """Issue 2: 2,000 fuzzed updates leave the bot answering, with no unhandled error."""
    stage = Stage(tmp_path)
    runner.run(stage.__aenter__())
    fuzzed = Fuzzed(stage, errors)
    runner.run(fuzzed.begin())

    @FUZZ
    @given(st.lists(fuzzing.updates(fuzzed.files), min_size=A_BATCH, max_size=A_BATCH))
    def batch(updates: list[Json]) -> None:
        runner.run(fuzzed.play(updates))

    batch()
    assert (fuzzed.sent, fuzzed.unreadable) == (BATCHES * A_BATCH, 0)
    runner.run(fuzzed.still_answers())
    runner.run(stage.__aexit__(None, None, None))
