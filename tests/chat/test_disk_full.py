"""The disk is full: nothing is called kept that is not, what came waits for room, and the admin is told once."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
from typing import Any

import pytest

from storage import articles, inbox, parts
from storage.files import FileStore
from storage.store import Store
from tests.stage import Stage, jpeg, text_of

TEXT = "Posyandu keliling dibuka di lima desa\n\nDinas Kesehatan membuka posyandu keliling di lima desa mulai Senin."


def _heard(stage: Stage, name: str, words: str) -> int:
    return sum(words in text_of(message) for message in stage.person(name).received)


async def _photos(stage: Stage) -> list[str]:
    article = await stage.bot.store.read(articles.get, 1)
    assert article is not None
    found = await stage.bot.store.read(parts.of, article.id, article.revision)
    return [part.kind for part in found]


async def _unfinished(stage: Stage) -> int:
    return len(await stage.bot.store.read(inbox.unfinished))


async def test_a_photo_waits_for_room_and_is_then_taken_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rina, put, full = stage.person("Rina"), FileStore.put, [True]

    def no_room(self: FileStore, data: bytes) -> str:
        if full[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        return put(self, data)

    monkeypatch.setattr(FileStore, "put", no_room)
    await stage.say(rina, TEXT)
    for _ in range(3):
        rina.send_photo(jpeg())
    await stage.outside.wait_for(lambda: _heard(stage, "Rina", "penyimpanan bot sedang penuh"))
    await asyncio.sleep(0.3)  # more tries than an update has
    assert _heard(stage, "Fitri", "Penyimpanan komputer bot penuh") == 1
    assert _heard(stage, "Rina", "tersimpan") == 0
    assert await _unfinished(stage) == 3
    full[0] = False
    await stage.settle()
    assert await _photos(stage) == ["text", "photo", "photo", "photo"]
    assert _heard(stage, "Fitri", "gagal diproses") == 0


async def test_what_waits_for_room_holds_up_nobody_else_and_survives_a_stop(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina, agus = stage.person("Rina"), stage.person("Agus")

    def no_room(self: FileStore, data: bytes) -> str:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    with monkeypatch.context() as full:
        full.setattr(FileStore, "put", no_room)
        await stage.say(rina, TEXT)
        rina.send_photo(jpeg())
        await stage.outside.wait_for(lambda: _heard(stage, "Rina", "penyimpanan bot sedang penuh"))
        agus.send("Jadwal apel pagi\n\nApel pagi dimulai pukul 07.30 di halaman kantor bupati.")
        async with asyncio.timeout(5):
            while await stage.bot.store.read(articles.get, 2) is None:
                await asyncio.sleep(0.01)
        await stage.bot.stop()
    await stage.start_bot()
    await stage.settle()
    assert await _photos(stage) == ["text", "photo"]


async def test_a_database_without_room_is_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    rina, write, full = stage.person("Rina"), Store.write, [3]

    async def no_room(self: Store, intent: Any, *args: Any, **given: Any) -> Any:
        if full[0] and intent.__name__ == "once":  # the effect of an update
            full[0] -= 1
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return await write(self, intent, *args, **given)

    monkeypatch.setattr(Store, "write", no_room)
    await stage.say(rina, TEXT)
    assert full == [0]
    assert _heard(stage, "Rina", "Posyandu keliling") >= 1
    assert _heard(stage, "Rina", "gagal diproses") == 0


async def test_a_photo_that_cannot_be_handled_is_not_called_kept(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another fault than a full disk: the update is set aside, and only Telegram's name of the photo is in it."""
    rina = stage.person("Rina")

    def broken(self: FileStore, data: bytes) -> str:
        raise OSError(errno.ENAMETOOLONG, "File name too long")

    monkeypatch.setattr(FileStore, "put", broken)
    await stage.say(rina, TEXT)
    rina.send_photo(jpeg())
    await stage.settle()
    assert "belum tersimpan" in text_of(stage.find(rina, "gagal diproses"))
    assert _heard(stage, "Fitri", "gagal diproses") == 1
