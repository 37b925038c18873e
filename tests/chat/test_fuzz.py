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

from bot.rehearsal.files import Upload
from bot.rehearsal.updates import Pending
from bot.rehearsal.world import Group
from bot.rehearsal.world import Person as Outsider
from bot.sop.flow import Kind, State
from bot.sop.press import Press
from storage import events, screens
from storage.store import Tx
from tests.chat import fuzzing, scenes
from tests.chat.fuzzing import Files, Json
from tests.stage import Stage, jpeg, text_of

UPDATES, BROKEN, A_BATCH = 2000, 300, 20

FUZZ = settings(
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

    def put(self, update: Json, versions: dict[str, int]) -> int:
        """Send an update as Telegram would, with halves of characters as JSON can say them; gives its id."""
        self._fill_in(update, versions)
        queue = self.stage.outside.core.updates
        update_id, queue.next_id = queue.next_id, queue.next_id + 1
        body = json.dumps({"update_id": update_id, **update}).encode()
        queue.pending[update_id] = Pending(update_id, body, float("inf"), "")
        queue.announce()
        self.sent += 1
        return update_id

    def _fill_in(self, update: Json, versions: dict[str, int]) -> None:
        """Give a tap what only the present office knows, and a message the id Telegram would give it."""
        match update:
            case {"callback_query": {"data": str(data), "from": {"id": int(who)}} as query}:
                thing = data.split(":")[2] if data.count(":") > 1 else ""
                version = Press("opn", version=versions.get(thing, 0)).pack().split(":")[3]
                data = data.replace(f":{fuzzing.NOW}:", f":{version}:")
                query["data"] = self._true_button(who, data) if data.startswith(fuzzing.BUTTON) else data
                query["id"] = self.stage.outside.core.tap(who, query["data"])
            case {"message": {"message_id": int(number)} as message} if number % 5:
                message["message_id"] = 1000 + self.sent
            case {"edited_message": {"message_id": int(number)} as message} if number % 5:
                message["message_id"] = 1000 + number * 7 % (self.sent + 1)

    def _true_button(self, who: int, wish: str) -> str:
        phone = self.stage.outside.person(who) if who in self.stage.outside.world.people else None
        cards = [message for message in phone.received[-8:] if "reply_markup" in message] if phone else []
        rows = [row for message in reversed(cards) for row in message["reply_markup"]["inline_keyboard"]]
        data = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
        return str(data[int(wish.removeprefix(fuzzing.BUTTON)) % len(data)]) if data else ""

    async def play(self, updates: list[Json], *, broken: bool = False) -> None:
        """Send a batch; every update must be done then, or set aside if it cannot be read: none is in the way."""
        versions = await self.stage.bot.store.read(_versions)
        ids = {self.put(update, versions): update for update in updates}
        await self.stage.settle()
        failed = await self.stage.bot.store.read(_failed)
        now = failed.keys() & ids.keys()
        self.unreadable += len(now)
        if not broken:
            assert {number: (failed[number], ids[number]) for number in now} == {}
        self.no_errors(set(failed))
        assert broken or self.stage.outside.refusals() == []

    def no_errors(self, failed: set[int]) -> None:
        """Nothing was logged as an error but what was set aside, each under its number."""
        expected = {f"update {number} failed" for number in failed}
        unknown = [record for record in self.errors.records if record.getMessage() not in expected]
        assert [(record.name, record.getMessage(), str(record.exc_info)) for record in unknown] == []

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


def _versions(tx: Tx) -> dict[str, int]:
    """The present version of each thing, by what its buttons carry: a1, d2."""
    rows = tx.db.execute("SELECT 'a' || id, version FROM article UNION SELECT 'd' || id, version FROM disposition")
    return dict(rows.fetchall())


def _failed(tx: Tx) -> dict[int, str]:
    return dict(tx.db.execute("SELECT update_id, error FROM inbox WHERE state = 'failed'").fetchall())


def _stuck(tx: Tx) -> tuple[int, int]:
    """Updates not worked on, and messages that could not be sent by now."""
    new: int = tx.db.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()[0]
    bad: int = tx.db.execute("SELECT count(*) FROM delivery WHERE outcome IN ('refused', 'later')").fetchone()[0]
    return new, bad


@pytest.fixture
def fuzzed(tmp_path: Path, errors: Errors, runner: asyncio.Runner) -> Iterator[Fuzzed]:
    """The office, in the middle of its work."""
    stage = Stage(tmp_path)
    runner.run(stage.__aenter__())
    fuzzed = Fuzzed(stage, errors)
    runner.run(fuzzed.begin())
    yield fuzzed
    runner.run(stage.__aexit__(None, None, None))


def in_batches(fuzzed: Fuzzed, runner: asyncio.Runner, kinds: st.SearchStrategy[Json], count: int, **how: bool) -> None:
    """Have Hypothesis make so many updates, and send them in batches."""
    batch: list[Json] = []

    @settings(FUZZ, max_examples=count)
    @given(kinds)
    def one_more(update: Json) -> None:
        batch.append(update)
        if len(batch) == A_BATCH:
            runner.run(fuzzed.play(batch[:], **how))
            batch.clear()

    one_more()
    runner.run(fuzzed.play(batch, **how))


@pytest.mark.slow
def test_it_survives_updates_of_every_kind(fuzzed: Fuzzed, runner: asyncio.Runner) -> None:
    """2,000 fuzzed updates leave the bot answering, with no unhandled error."""
    in_batches(fuzzed, runner, fuzzing.updates(fuzzed.files), UPDATES)
    assert (fuzzed.sent, fuzzed.unreadable) == (UPDATES, 0)
    runner.run(fuzzed.still_answers())


def test_it_does_or_answers_each_kind_of_message(fuzzed: Fuzzed, runner: asyncio.Runner) -> None:
    """Each kind by itself, so that none is left to chance."""
    runner.run(fuzzed.play(fuzzing.each_kind(fuzzed.files)))
    runner.run(fuzzed.still_answers())


def test_it_sets_aside_what_cannot_be_read(fuzzed: Fuzzed, runner: asyncio.Runner) -> None:
    """Fields missing or of a wrong type: kept under a number the admin is told, and in nobody's way."""
    in_batches(fuzzed, runner, fuzzing.broken(fuzzed.files), BROKEN, broken=True)
    assert 0 < fuzzed.unreadable < BROKEN
    fitri = fuzzed.stage.person("Fitri")
    assert "gagal diproses" in text_of(fuzzed.stage.find(fitri, "G-"))
    runner.run(fuzzed.still_answers())
