"""A reminder is sent only to whom the table waits for now, and every button it names is on the card it comes with."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from tests.chat import scenes
from tests.chat.calls import DAY, THURSDAY, Thing, about, urgent
from tests.chat.ladders import CASES, Case, climb, questioned
from tests.chat.workdays import after, wib
from tests.stage import Message, Stage, labels, text_of

NAMED = re.compile(r"[Kk]etuk “([^”]+)”")
#: Buttons that lead nowhere but to more words: they take no step.
READING = {"Riwayat", "Baca naskah", "Lembar disposisi (PDF)", "Laporan lengkap", "Laporan (PDF)", "Apa yang berubah",
           "Tunda pengingat", "Alasan terlambat"}  # fmt: skip
START = wib(THURSDAY, 9)


def missing(message: Message) -> list[str]:
    """List what a message says to tap, or to find below it, and does not have."""
    text, there = text_of(message), labels(message)
    gone = [name for name in NAMED.findall(text) if not any(name in label for label in there)]
    if "tombolnya di bawah" in text and not set(there) - READING:
        gone.append("tombolnya di bawah")
    return gone


def newest(person: Phone, thing: Thing) -> Message:
    """The card of a thing that somebody sees now."""
    words = thing.ref if thing.state is not State.D_DRAFT else "Disposisi"
    return next(m for m in reversed(person.received) if words in text_of(m) and labels(m))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.state.value)
async def test_every_button_a_reminder_names_is_on_its_card(tmp_path: Path, case: Case) -> None:
    async with Stage(tmp_path, start=START) as stage:
        write = questioned if case.state is State.D_REPORTING else lambda tx: scenes.subject(tx, case.state)
        thing: Thing = await stage.bot.store.write(write)
        await stage.settle()
        for minutes, _ in climb(case.standard, 5):
            before = len(urgent(stage))
            await stage.at(after(START, minutes))
            for name, _head in about(urgent(stage)[before:], thing):
                assert missing(newest(stage.person(name), thing)) == []


async def said_complete(stage: Stage) -> Thing:
    """An article waits for Rudi under a disposisi whose material Siti has called complete."""
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    await stage.tap(stage.person("Siti"), "Bahan sudah lengkap")
    return article


async def test_who_called_the_material_complete_is_reminded_of_it_no_more(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        article = await said_complete(stage)
        siti, bambang, rudi = (stage.person(name) for name in ("Siti", "Bambang", "Rudi"))
        card = text_of(stage.find(siti, "Bahan dinyatakan lengkap"))
        assert "Giliran Anda" not in card
        assert "ketuk “Bahan sudah lengkap”" not in card
        before = len(urgent(stage))
        for days in range(1, 6):
            await stage.at(after(START, days * DAY))
        told = urgent(stage)[before:]
        assert {name for name, _ in about(told, article)} >= {"Rudi", "Siti"}  # the article's own step is late
        assert not [call for call in told if "D-1/2026" in call.text.splitlines()[0]]
        for person in (siti, bambang, rudi):
            live = [m for m in person.received if labels(m)]  # a card that came anew took the buttons of the one before
            assert [gone for m in live for gone in missing(m)] == []
        await stage.say(siti, "/tugas")
        assert not [label for label in labels(siti.last) if label.startswith("D-1")]


async def test_what_was_called_complete_and_came_to_nothing_is_the_kasubbags_again(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        siti, rina = stage.person("Siti"), stage.person("Rina")
        await stage.bot.store.write(lambda tx: tx.db.execute("UPDATE article SET disposition_id = 1") and None)
        await stage.tap(siti, "Bahan sudah lengkap")
        assert "Giliran Anda" not in text_of(stage.find(siti, "Bahan dinyatakan lengkap"))
        await stage.tap(rina, "Batalkan naskah")
        await stage.tap(rina, "Ya")
        card = stage.find(siti, "D-1/2026")
        assert "Giliran Anda" in text_of(card)
        assert "Bahan sudah lengkap" in labels(card)
        assert missing(card) == []


async def test_the_step_of_the_kasubbag_ends_when_she_calls_the_material_complete(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        await said_complete(stage)
        await stage.advance(minutes=30)

        row = await stage.bot.store.read(
            lambda tx: tx.db.execute("SELECT finished_at, finished_by FROM step WHERE step = 'collect'").fetchone()
        )
        assert row["finished_at"] is not None
        assert row["finished_by"] == (await stage.bot.store.read(scenes.person, "Siti")).id
        rudi = stage.person("Rudi")
        await stage.tap(rudi, "Terbitkan")
        assert "Kirim laporan" in " ".join(labels(stage.find(stage.person("Siti"), "Laporan")))
        assert stage.clock.now() - START < timedelta(hours=2)
        assert date(2026, 11, 26) == THURSDAY
