"""A thousand passing faults into a running office: nothing lost, nothing out of order, nobody told a failure."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from bot.cms.base import PublishError
from bot.rehearsal.faults import Fault
from bot.sop.flow import State
from storage import articles, outbox
from storage import store as stores
from storage.store import Tx
from tests.chat import scenes
from tests.moving.support import heard, left
from tests.stage import Stage, jpeg

FAULTS = 1_000
PAGES = 8  # to be published through it
ROUNDS, LINES = 90, 3  # at most; so many messages a person and round
AUTHORS = ("Rina", "Tono", "Agus", "Maya")
FAILED = ("tidak dapat diproses", "belum dapat diproses", "tidak dimasukkan", "gagal", "belum tayang", "nomor kejadian")
STRUCK = {"sendMessage", "editMessageText", "getFile", "download", "sendPhoto", "sendMediaGroup", "answerCallbackQuery"}


class Storm:
    """Decides which call goes wrong, and counts: at random, or in runs as a held database and a network away are."""

    def __init__(self, seed: int, *, runs: bool) -> None:
        self.random = Random(seed)
        self.runs = runs
        self.counted: Counter[str] = Counter()
        self.over = False
        self._left: Counter[str] = Counter()

    def strikes(self, what: str, chance: float) -> bool:
        """Say whether this call goes wrong."""
        if self.over:
            return False
        if self.runs:
            # each trouble begins with its first call: however few there are in the end, some go wrong
            if not self._left[what] and (self.random.random() < chance / 6 or not self.counted[what]):
                self._left[what] = self.random.randint(2, 12)
            hit = self._left[what] > 0
            self._left[what] -= hit
        else:
            hit = self.random.random() < chance
        self.counted[what] += hit
        return hit

    def database(self) -> sqlite3.OperationalError:
        """Give what SQLite says while somebody holds the file, or while its disk is away."""
        held = self.random.random() < 0.7
        error = sqlite3.OperationalError("database is locked" if held else "disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY if held else sqlite3.SQLITE_IOERR
        return error

    def telegram(self, method: str) -> Fault:
        """Give what Telegram or the network does to a call."""
        kinds = ["error", "flood", "drop_before"] + ["drop_after"] * (method != "sendMessage")
        status = self.random.choice([500, 502, 503, 504])
        return Fault(method, self.random.choice(kinds), seconds=self.random.randint(1, 5), status=status)  # type: ignore[arg-type]

    def website(self) -> PublishError:
        """Give what a website in trouble says."""
        return PublishError(self.random.choice(["busy", "timeout", "unreachable", "site_error"]), "storm", again=True)


def break_out(storm: Storm, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the storm at the store's door, at Telegram, and at the website."""
    real_transact, faults = stores.transact, stage.outside.faults
    publisher: Any = stage.bot.website._publisher

    def transact(*args: Any, **kwargs: Any) -> Any:
        if storm.strikes("database", 0.2):
            raise storm.database()
        return real_transact(*args, **kwargs)

    def strike(method: str, _params: dict[str, object]) -> Fault | None:
        return storm.telegram(method) if method in STRUCK and storm.strikes(method, 0.3) else None

    def stormy(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            if storm.strikes("website", 0.5):
                raise storm.website()
            return real(*args)

        return call

    monkeypatch.setattr(stores, "WAITS", (0.0,))
    monkeypatch.setattr(stores, "transact", transact)
    monkeypatch.setattr(faults, "strike", strike)
    monkeypatch.setattr(stage.bot.website, "_again", (0.0,) * 500)
    for method in ("find", "draft", "publish", "read_back"):
        monkeypatch.setattr(publisher, method, stormy(getattr(publisher, method)))


def states(tx: Tx) -> Counter[str]:
    return Counter(row[0] for row in tx.db.execute("SELECT state FROM inbox"))


def texts_of(tx: Tx, chat_id: int) -> list[str]:
    """What stands in the articles a person wrote in the storm, in its order; a photo by its caption."""
    rows = tx.db.execute(
        "SELECT part.text FROM part JOIN article ON article.id = article_id AND part.revision = article.revision"
        " WHERE part.chat_id = ? AND text LIKE 'Kegiatan %' ORDER BY article_id, part.position, part.id",
        (chat_id,),
    )
    return [row[0] for row in rows]


@pytest.mark.slow
@pytest.mark.parametrize(("seed", "runs"), [(1, False), (2, True)], ids=["at random", "in runs"])
async def test_a_thousand_passing_faults_cost_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, *, runs: bool
) -> None:
    async with Stage(tmp_path) as stage:
        waiting = [await stage.bot.store.write(scenes.article, State.A_WAITING_STAF) for _ in range(PAGES)]
        await stage.settle()
        storm, sent = Storm(seed, runs=runs), {name: list[str]() for name in AUTHORS}
        break_out(storm, stage, monkeypatch)
        for article in waiting:
            stage.person("Rudi").press(*stage._button(stage.person("Rudi"), "Terbitkan", article.ref))
        for round_number in range(ROUNDS):
            for name in AUTHORS:
                for line in range(LINES):
                    words = f"Kegiatan {name} hari ke-{round_number * LINES + line} berjalan lancar di kecamatan."
                    sent[name].append(words)
                    if line == LINES - 1 and round_number < 5:
                        stage.person(name).send_photo(jpeg(size=(80 + round_number, 60)), caption=words)
                    else:
                        stage.person(name).send(words)
            await stage.settle()
            if storm.counted.total() >= FAULTS:
                break
        storm.over = True
        await stage.settle()
        assert storm.counted.total() >= FAULTS, storm.counted
        assert storm.counted["website"] > 0
        assert set(await stage.bot.store.read(states)) == {"done"}
        assert await left(stage) == 0
        for name in AUTHORS:
            assert await stage.bot.store.read(texts_of, stage.person(name).id) == sent[name]
        pages = [await stage.bot.store.read(articles.get, article.id) for article in waiting]
        assert [page and page.state for page in pages] == [State.A_PUBLISHED] * PAGES
        told = [said for name in (*AUTHORS, "Rudi", "Fitri", "Siti") for said in heard(stage.person(name))]
        assert [said for said in told if any(words in said.lower() for words in FAILED)] == []
        assert await stage.bot.store.read(outbox.lanes) == []
