"""The nightly backup: made once a night, sent away by the office's command, and its troubles told to the admin."""

from __future__ import annotations

import shutil
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from time import monotonic as time_now

import pytest

from bot.app import Tayang
from bot.jobs import backups as jobs
from bot.jobs.backups import Plan
from bot.sop.flow import State
from storage import articles, backup, restoring
from storage.backup import Source
from storage.backup_schedule import Keeping
from tests.chat.scenes import bring
from tests.stage import Stage, jpeg, text_of

NIGHT = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)  # 01:30 in Jakarta


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path) as stage:
        yield stage


async def with_backups(stage: Stage, *command: str, patience: float = 30.0) -> Tayang:
    """Start the bot again with nightly backups."""
    home = stage.folder
    stage.backups = Plan(
        Source(home / "tayang.sqlite3", home / "berkas", {}), home / "cadangan", time(1, 30), Keeping(2, 0, 0), command,
        timedelta(seconds=patience), timedelta(hours=36),
    )  # fmt: skip
    await stage.bot.stop()
    await stage.start_bot()
    return stage.bot


async def look(stage: Stage) -> bool:
    assert stage.bot.backups is not None
    made = await stage.bot.backups.look()
    await stage.settle()
    return made


def there(stage: Stage) -> list[str]:
    return [one.folder.name for one in backup.listed(stage.folder / "cadangan")]


def said(stage: Stage) -> list[str]:
    return [str(m.get("text")) for m in stage.person("Fitri").received if "adangan" in str(m.get("text"))]


async def test_one_a_night_and_the_old_ones_go(stage: Stage) -> None:
    await with_backups(stage)
    rina = stage.person("Rina")
    rina.send_photo(jpeg(), "Imunisasi serentak di Puskesmas Nusaraya")
    await stage.settle()
    assert await look(stage), "a first one at once: a new office has none"
    assert not await look(stage)
    for night in range(3):
        stage.clock.set(NIGHT + timedelta(days=night, seconds=-1))
        assert not await look(stage)
        stage.clock.set(NIGHT + timedelta(days=night))
        assert await look(stage)
    assert there(stage) == ["tayang-20261125T183000Z", "tayang-20261126T183000Z"]
    newest = backup.newest(stage.folder / "cadangan")
    assert newest is not None
    assert backup.inspect(newest).files == 1
    assert said(stage) == []


async def test_a_night_that_was_missed_is_made_up_for(stage: Stage) -> None:
    await with_backups(stage)
    await look(stage)
    stage.clock.set(NIGHT + timedelta(hours=7))
    await with_backups(stage)
    assert await look(stage)


async def test_the_command_takes_it_away_word_by_word(stage: Stage, tmp_path: Path) -> None:
    """No shell: what looks like one to it stays one word."""
    away = tmp_path / "mesin lain; rm -rf x $(id)"
    script = "import shutil, sys; shutil.copytree(sys.argv[1], sys.argv[2])"
    await with_backups(stage, sys.executable, "-c", script, "{folder}", str(away))
    assert await look(stage)
    assert (away / backup.MANIFEST).exists()
    assert said(stage) == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (("/nonexistent/kirim",), "perintahnya tidak dapat dijalankan"),
        ((sys.executable, "-c", "print('disk di sana penuh'); raise SystemExit(3)"), "3: disk di sana penuh"),
        ((sys.executable, "-c", "import time; time.sleep(60)"), "tidak selesai pada waktunya"),
        ((sys.executable, "-c", "print('x' * 9_000_000); raise SystemExit(1)"), "melaporkan kegagalan"),
    ],
)
async def test_the_admin_hears_that_it_stayed_on_the_machine(
    stage: Stage, command: tuple[str, ...], words: str
) -> None:
    await with_backups(stage, *command, patience=5.0)
    assert await look(stage)
    assert len(there(stage)) == 1, "the backup itself is well"
    told = said(stage)
    assert len(told) == 1
    assert "belum terkirim ke mesin lain" in told[0]
    assert words in told[0]


async def test_the_command_gets_none_of_our_secrets(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TAYANG_TELEGRAM_TOKEN", "123456:rahasia")
    script = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(repr(dict(os.environ)))"
    await with_backups(stage, sys.executable, "-c", script, str(tmp_path / "seen"))
    await look(stage)
    assert "rahasia" not in (tmp_path / "seen").read_text()
    assert "PATH" in (tmp_path / "seen").read_text()


async def test_a_backup_that_cannot_be_made_is_told_once_and_tried_again(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_backups(stage)
    (stage.folder / "cadangan").write_text("no folder")
    assert not await look(stage)
    assert not await look(stage)
    assert ["Cadangan tidak terbuat" in words for words in said(stage)] == [True]
    (stage.folder / "cadangan").unlink()
    assert not await look(stage), "tried again after an hour"
    later = time_now() + jobs.AGAIN + 60
    monkeypatch.setattr("bot.jobs.backups.monotonic", lambda: later)
    assert await look(stage)


async def test_a_stale_one_is_told_once_a_day(stage: Stage) -> None:
    await with_backups(stage)
    await look(stage)
    assert stage.backups is not None
    assert stage.bot.backups is not None
    stage.clock.set(NIGHT + timedelta(days=2))
    shutil.rmtree(stage.folder / "berkas", ignore_errors=True)
    stage.bot.backups._not_before = float("inf")  # whatever keeps it from being made
    for _ in range(3):
        await look(stage)
    told = said(stage)
    assert len(told) == 1
    assert "Cadangan terakhir sudah lama" in told[0]
    assert "Selasa" in told[0] or "24" in told[0]


async def test_a_photo_that_was_lost_is_told(stage: Stage) -> None:
    await with_backups(stage)
    rina = stage.person("Rina")
    rina.send_photo(jpeg(), "Imunisasi serentak di Puskesmas Nusaraya")
    await stage.settle()
    next(backup.stored(stage.folder / "berkas")).unlink()
    assert await look(stage)
    assert any("1 berkas kiriman hilang atau rusak" in words for words in said(stage))


async def state_of(stage: Stage, article_id: int) -> State:
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found.state


async def test_after_a_restore_a_page_published_since_is_found_and_not_doubled(stage: Stage) -> None:
    """The backup knows the article as waiting for the Staf; the website has its page already."""
    await with_backups(stage)
    article = await bring(stage, State.A_WAITING_STAF)
    await look(stage)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, "Terbitkan")
    public = stage.folder / "situs" / "public"
    pages = [path for path in public.glob("*/*/index.html") if "imunisasi" in str(path).lower()]
    assert len(pages) == 1
    await stage.bot.stop()
    newest = backup.newest(stage.folder / "cadangan")
    assert newest is not None
    assert stage.backups is not None
    restoring.restore(newest, stage.backups.source, stage.clock.now(), replace=True)
    await stage.start_bot()
    assert await state_of(stage, article.id) is State.A_WAITING_STAF
    await stage.say(rudi, "/tugas")
    await stage.tap(rudi, article.ref)
    await stage.tap(rudi, "Terbitkan")
    assert await state_of(stage, article.id) is State.A_PUBLISHED
    assert [path for path in public.glob("*/*/index.html") if "imunisasi" in str(path).lower()] == pages
    rina = stage.person("Rina")
    await stage.say(rina, "Berita baru sesudah pemulihan yang cukup panjang untuk sebuah naskah.")
    assert "Naskah baru N-201" in text_of(rina.last), "no number that a lost article may have had"
