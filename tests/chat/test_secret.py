"""A disposisi that is rahasia: the Kabag, the Kasubbag and the units asked read it, and nobody else hears of it."""

from __future__ import annotations

from bot.sop.press import Press
from storage import dispositions
from storage.store import Tx
from tests.chat.reports import in_group
from tests.chat.test_papers import newest_paper, reported
from tests.stage import Stage, text_of

HIDDEN = "Pemeriksaan pegawai"


async def secret(stage: Stage) -> None:
    """Bambang sends a disposisi that is rahasia; it asks Dinas Kesehatan for material."""
    bambang = stage.person("Bambang")
    await stage.say(bambang, f"/disposisi {HIDDEN}")
    await stage.tap(bambang, "Sifat")
    assert "Rahasia: hanya" in text_of(bambang.last)
    await stage.tap(bambang, "Rahasia")
    await stage.tap(bambang, "Minta bahan dari")
    await stage.tap(bambang, "Dinas Kesehatan")
    await stage.tap(bambang, "Selesai memilih")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(stage.person("Siti"), "Terima disposisi")


def told(stage: Stage, first_name: str) -> list[str]:
    return [text for m in stage.person(first_name).received if HIDDEN in (text := text_of(m))]


def heard_of_it(stage: Stage, first_name: str) -> bool:
    return bool(told(stage, first_name))


async def test_nobody_else_hears_of_it(stage: Stage) -> None:
    await secret(stage)
    for asked in ("/status", "/cari D-1", "/cari pemeriksaan", "/lembar 1", "/tugas", "/rekap", "/agenda"):
        for other in ("Rudi", "Dewi", "Lukman", "Fitri", "Agus", "Tono"):
            await stage.say(stage.person(other), asked)
    await reported(stage)
    assert stage.outside.refusals() == []
    await stage.advance(days=3)
    for other in ("Rudi", "Dewi", "Lukman", "Fitri", "Agus", "Tono"):
        assert told(stage, other) == [], other
        assert not any("document" in message for message in stage.person(other).received), other
    assert not any(HIDDEN in text_of(message) for message in in_group(stage))


async def test_those_it_concerns_read_it(stage: Stage) -> None:
    await secret(stage)
    for reader in ("Bambang", "Siti", "Rina"):
        assert heard_of_it(stage, reader), reader
    assert "RAHASIA" in text_of(stage.find(stage.person("Siti"), HIDDEN))
    await stage.say(stage.person("Siti"), "/lembar")
    _, said = newest_paper(stage, stage.person("Siti"))
    assert "LEMBAR DISPOSISI RAHASIA" in said
    assert HIDDEN in said


async def test_a_forged_tap_of_the_staf_opens_nothing(stage: Stage) -> None:
    await secret(stage)
    rudi = stage.person("Rudi")
    order = await stage.bot.store.read(dispositions.one, 1)
    for verb, arg in (("shw", ""), ("ful", ""), ("pap", "disposition"), ("opn", "history"), ("pap", "completion")):
        press = Press(verb, order.kind, order.id, order.version, arg).pack()
        rudi.press(rudi.last if rudi.received else await _any_card(stage), data=press)
        await stage.settle()
    assert not heard_of_it(stage, "Rudi")


async def _any_card(stage: Stage) -> dict[str, object]:
    await stage.say(stage.person("Rudi"), "/tugas")
    return stage.person("Rudi").last


async def test_a_secret_entry_of_the_agenda_is_read_by_who_gives_and_who_receives_it(stage: Stage) -> None:
    await secret(stage)

    def kept(tx: Tx) -> None:
        tx.db.execute(
            "INSERT INTO agenda (rule, next_on, subject, instruction, nature, time_given, author_id, created_at)"
            " VALUES ('week.0', '2026-11-30', ?, '', 'rahasia', 3600000, 1, 0)",
            (HIDDEN,),
        )

    await stage.bot.store.write(kept)
    for reader, sees in (("Rudi", False), ("Fitri", False), ("Siti", True), ("Bambang", True)):
        await stage.say(stage.person(reader), "/agenda")
        assert (HIDDEN in text_of(stage.person(reader).last)) is sees, reader
