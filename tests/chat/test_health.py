"""/kesehatan: the admin reads in chat what `tayang check` finds, in words; nobody else does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.cli.checkup import examine
from bot.desk.people.examining import Found
from tests.stage import Stage, text_of


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with Stage(tmp_path) as stage:
        yield stage


async def finding(stage: Stage, found: Sequence[Found]) -> None:
    stage.examine = lambda: found
    await stage.bot.stop()
    await stage.start_bot()


async def answered(stage: Stage) -> bool:
    said = await stage.bot.examining.look()
    await stage.settle()
    return said


async def test_the_admin_reads_what_was_found(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await finding(stage, [Found("", "Cadangan", "Backups"), Found("✘", "Cadangan terakhir <60> jam lalu", "old"),
                          Found("!", "Hanya di komputer ini", "here only")])  # fmt: skip
    await stage.say(fitri, "/kesehatan")
    stage.find(fitri, "sedang diperiksa")
    assert await answered(stage)
    report = text_of(stage.find(fitri, "Perlu diperbaiki: 1."))
    assert "Peringatan: 1." in report
    assert "Cadangan\n✘ Cadangan terakhir <60> jam lalu\n! Hanya di komputer ini" in report
    assert "Langkah terlambat: 0" in report
    assert not await answered(stage), "answered once"


async def test_it_speaks_the_admins_language_and_says_that_all_is_well(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await finding(stage, [Found("✔", "Baik", "Fine")])
    await stage.say(fitri, "/bahasa")
    await stage.tap(fitri, "English")
    await stage.say(fitri, "/kesehatan")
    await answered(stage)
    report = text_of(stage.find(fitri, "The bot is well."))
    assert "✔ Fine" in report


@pytest.mark.parametrize("name", ["Bambang", "Siti", "Rudi", "Rina", "Lukman"])
async def test_nobody_else_reads_folders_and_addresses(stage: Stage, name: str) -> None:
    await stage.say(stage.person(name), "/kesehatan")
    stage.find(stage.person(name), "hanya dibaca oleh Admin Bot")
    assert not await answered(stage)
    assert "kesehatan" not in {command["command"] for command in stage.person(name).commands()}


async def test_much_that_is_wrong_comes_in_several_messages(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await finding(stage, [Found("✘", f"{n}: {'sebab dan cara memperbaikinya ' * 8}", "x") for n in range(40)])
    before = len(fitri.received)
    await stage.say(fitri, "/kesehatan")
    await answered(stage)
    texts = [text_of(message) for message in fitri.received[before:]]
    assert len(texts) > 2
    assert all(f"✘ {n}: sebab" in "\n".join(texts) for n in range(40))


async def test_a_look_that_breaks_off_is_said(stage: Stage) -> None:
    def broken() -> Sequence[Found]:
        raise RuntimeError("123456:rahasia")

    fitri = stage.person("Fitri")
    stage.examine = broken
    await stage.bot.stop()
    await stage.start_bot()
    await stage.say(fitri, "/kesehatan")
    await answered(stage)
    report = text_of(stage.find(fitri, "Pemeriksaan terhenti (RuntimeError)"))
    assert "rahasia" not in report


def test_it_is_what_check_finds(tmp_path: Path) -> None:
    """The configuration on the disk is read anew: what was broken since the start is told too."""
    path = tmp_path / "config.toml"
    path.write_text('[office]\nname = "Bagian Humas"\n')
    found = examine(path)
    assert found[0] == Found("", "Konfigurasi", "Configuration")
    assert any(each.mark == "✘" and "office.place: belum diisi" in each.indonesian for each in found)
