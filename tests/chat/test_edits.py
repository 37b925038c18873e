"""Edits of what is no part of an article: followed where that can be, and else answered with why not."""

from __future__ import annotations

import pytest

from bot.sop.flow import Kind, State
from storage import events
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, text_of


async def returned(stage: Stage, reason: str = "Rapatnya hari Senin") -> int:
    """Hasan returns Rina's article; the number of the message with his reason."""
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan = stage.person("Hasan")
    await stage.tap(hasan, "Kembalikan")
    typed = hasan.send(reason)
    await stage.settle()
    return int(typed["message_id"])


async def test_the_reason_of_a_return_that_is_mended_reaches_its_author_and_the_record(stage: Stage) -> None:
    message = await returned(stage)
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    hasan.edit(message, "Rapatnya hari <Selasa>")
    await stage.settle()
    told = text_of(stage.find(rina, "Sekarang berbunyi:"))
    assert "Hasan Basri memperbaiki alasannya untuk N-1." in told
    assert "Rapatnya hari <Selasa>" in told
    assert "Rapatnya hari <Selasa>" in text_of(stage.find(rina, "Naskah N-1"))
    assert "Alasan di catatan ikut diperbaiki" in text_of(hasan.last)
    found = await stage.bot.store.read(_events)
    assert [(e.what, e.data["reason"]) for e in found if "reason" in e.data] == [
        ("ret", "Rapatnya hari Senin"),
        ("reworded", "Rapatnya hari <Selasa>"),
    ]
    assert stage.outside.refusals() == []


def _events(tx: Tx) -> list[events.Event]:
    return events.of(tx, Kind.ARTICLE, 1)


@pytest.mark.parametrize("words", ["Selamat pagi, Pak", "/cari imunisasi", "/libur 10-12-2026 Cuti"])
async def test_an_edit_of_anything_else_is_answered_with_why_not(stage: Stage, words: str) -> None:
    bambang = stage.person("Bambang")
    typed = bambang.send(words)
    await stage.settle()
    bambang.edit(int(typed["message_id"]), words + " lagi")
    await stage.settle()
    assert "Perubahan pesan itu tidak diikuti" in text_of(bambang.last)


async def test_an_edit_by_somebody_else_mends_nothing(stage: Stage) -> None:
    await returned(stage)
    yuni = stage.person("Yuni")
    assert len([e for e in await stage.bot.store.read(_events) if e.what == "reworded"]) == 0
    typed = yuni.send("Halo")
    await stage.settle()
    yuni.edit(int(typed["message_id"]), "Halo juga")
    await stage.settle()
    assert len([e for e in await stage.bot.store.read(_events) if e.what == "reworded"]) == 0


async def test_service_messages_get_silence(stage: Stage) -> None:
    rina = stage.person("Rina")
    before = len(rina.received)
    rina.share_users(1, [1002])
    await stage.settle()
    assert len(rina.received) == before
