"""The office's own templates: they take the place of the shipped ones, and a broken one holds nobody up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import cast
from bot.papers import overlay
from bot.papers.document import Letterhead, Paper, Paragraph
from bot.papers.typesetting import pdf
from bot.sop.office import PaperPolicy
from tests.chat.test_papers import dispatched, newest_paper
from tests.papers.reading import words
from tests.papers.samples import NOW
from tests.stage import Stage, text_of

PAPER = Paper(language="id", title="LAPORAN", letterhead=Letterhead(lines=("KABUPATEN",)), blocks=(Paragraph("Isi."),))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templat"
    folder.mkdir()
    return folder


def changed(own: Path, name: str, old: str, new: str) -> None:
    """Copy a shipped template and change it, as an office would."""
    text = (overlay.shipped() / name).read_text("utf-8")
    assert old in text
    (own / name).write_text(text.replace(old, new, 1), "utf-8")


def test_one_file_takes_the_place_of_its_name_and_the_others_stay(own: Path) -> None:
    changed(own, "paper.typ", "#let whole = {", "#let whole = {\n  [ARSIP KABUPATEN]")
    told: list[str] = []
    said = words(pdf(PAPER, now=NOW, templates=own, broken=told.append))
    assert "ARSIP KABUPATEN" in said
    assert "Isi." in said
    assert told == []


def test_a_change_is_taken_at_the_next_paper(own: Path) -> None:
    for mark in ("PERTAMA", "KEDUA"):
        changed(own, "paper.typ", "#let whole = {", f"#let whole = {{\n  [{mark}]")
        assert mark in words(pdf(PAPER, now=NOW, templates=own))


@pytest.mark.parametrize("broken", ['#panic("rusak")', "#let whole = {", '#read("/etc/passwd")', "\x00"])
def test_a_broken_one_is_told_and_the_shipped_form_stands_in(own: Path, broken: str) -> None:
    (own / "blocks.typ").write_text(broken, "utf-8")
    told: list[str] = []
    assert pdf(PAPER, now=NOW, templates=own, broken=told.append) == pdf(PAPER, now=NOW)
    assert len(told) == 1


def test_a_folder_that_is_not_there_is_told_too(tmp_path: Path) -> None:
    told: list[str] = []
    assert "Isi." in words(pdf(PAPER, now=NOW, templates=tmp_path / "tiada", broken=told.append))
    assert "tiada" in told[0]


@pytest.fixture
async def stage(tmp_path: Path, own: Path) -> AsyncIterator[Stage]:
    """An office with a folder of its own templates."""
    office = replace(cast.office("http://127.0.0.1/"), papers=PaperPolicy(templates=own))
    async with Stage(tmp_path, office=office) as stage:
        yield stage


async def test_the_admin_hears_once_a_day_and_the_sheet_comes_all_the_same(stage: Stage, own: Path) -> None:
    (own / "blocks.typ").write_text('#panic("rusak")', "utf-8")
    await dispatched(stage)
    bambang, fitri = stage.person("Bambang"), stage.person("Fitri")
    for _ in range(2):
        await stage.say(bambang, "/lembar")
        assert "LEMBAR DISPOSISI" in newest_paper(stage, bambang)[1]
        await stage.say(bambang, "/rekap bulan ini")
        await stage.tap(bambang, "PDF")
    told = [text_of(m) for m in fitri.received if "Templat naskah milik kantor tidak dapat dipakai" in text_of(m)]
    assert len(told) == 1
    assert "rusak" in told[0]
    assert stage.outside.refusals() == []
