"""What the admin hears, at the start, of a record that cannot be held against what stands outside its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.sop.flow import State
from storage import anchor
from tests.chat import scenes
from tests.stage import Stage, text_of


def file_of(stage: Stage) -> Path:
    """The database."""
    return stage.folder / "tayang.sqlite3"


async def again(stage: Stage, while_down: Callable[[Path], object] = lambda _: None) -> None:
    """Stop, let something happen to the files, and start."""
    await stage.bot.stop()
    while_down(file_of(stage))
    await stage.start_bot()


def told(stage: Stage, name: str, words: str) -> int:
    return sum(words in text_of(message) for message in stage.person(name).received)


async def test_a_deleted_anchor_file_is_told_the_admin_once_at_the_start(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await again(stage)
    assert told(stage, "Fitri", "Berkas jangkar catatan tidak ada") == 0
    newest = max(one.count for one in anchor.Anchors(file_of(stage)).all())
    await again(stage, lambda file: anchor.beside(file).unlink())
    said = text_of(stage.find(stage.person("Fitri"), "Berkas jangkar catatan tidak ada"))
    assert f"catatan sudah sampai kejadian ke-{newest}." in said
    assert "tayang audit --seal" in said
    await again(stage)
    assert told(stage, "Fitri", "Berkas jangkar catatan tidak ada") == 1
    assert not any(told(stage, name, "jangkar") for name in ("Siti", "Bambang", "Rudi", "Rina"))
    assert anchor.beside(file_of(stage)).exists()


@pytest.mark.parametrize("emptied", [b"", b"\n", b"7 abc\n"])
async def test_an_anchor_file_without_an_anchor_is_no_other(stage: Stage, emptied: bytes) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await again(stage, lambda file: anchor.beside(file).write_bytes(emptied))
    assert told(stage, "Fitri", "Berkas jangkar catatan tidak ada") == 1


async def test_a_new_office_hears_nothing_of_anchors(stage: Stage) -> None:
    assert told(stage, "Fitri", "jangkar") == 0
