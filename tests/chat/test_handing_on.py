"""What one Staf was to publish, the Kasubbag hands on to another: on record, told to both, and the clock goes on."""

from __future__ import annotations

from pathlib import Path

from bot.sop.flow import Action, Kind, State
from bot.sop.press import Press, Verb
from storage import articles, events, steps
from tests.chat import scenes
from tests.chat.manual import documents, with_staf
from tests.chat.test_absence import away
from tests.stage import Stage, labels, text_of

BUTTON = "Alihkan ke staf lain"
TEXT = "Dinas Kesehatan melayani imunisasi mulai Senin pukul 08.00"


async def hand_on(stage: Stage, staf: str = "Dewi") -> str:
    siti = stage.person("Siti")
    await stage.tap(siti, BUTTON)
    assert "Dialihkan kepada siapa?" in text_of(siti.last)
    return await stage.tap(siti, staf)


async def test_the_kasubbag_hands_it_on_and_the_new_staf_has_read_it(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    before = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1)
    dewi, rudi = stage.person("Dewi"), stage.person("Rudi")
    await stage.advance(minutes=2)
    heard = len(dewi.received)
    assert await hand_on(stage) == "Naskah dialihkan kepada Dewi Lestari. Rudi Hartono diberi tahu."
    said = [text_of(message) for message in dewi.received[heard:]]
    assert TEXT in said[-2]
    assert "Giliran Anda" in said[-1]
    assert "Naskah dialihkan kepada Dewi Lestari oleh Siti Aminah" in said[-1]
    told = text_of(rudi.last)
    assert "Naskah dialihkan kepada Dewi Lestari oleh Siti Aminah" in told
    assert "Menunggu: Staf Sub Bagian Komunikasi (Dewi Lestari)" in told
    after = await stage.bot.store.read(steps.open_one, Kind.ARTICLE, 1)
    assert before is not None
    assert after is not None
    assert (after.id, after.due_at, after.started_at) == (before.id, before.due_at, before.started_at)
    assert after.person_id != before.person_id
    await stage.tap(dewi, "Terbitkan")
    assert (await stage.bot.store.read(articles.get, 1)).state is State.A_PUBLISHED  # type: ignore[union-attr]
    assert stage.outside.refusals() == []


async def test_the_tasks_of_both_follow_and_the_other_staf_sees_it_in_status(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    dewi, rudi = stage.person("Dewi"), stage.person("Rudi")
    await stage.say(dewi, "/status")
    await stage.tap(dewi, "N-1")
    assert "Terbitkan" in " ".join(labels(dewi.last))
    await stage.say(dewi, "/tugas")
    assert "N-1" not in " ".join(labels(dewi.last))
    await hand_on(stage)
    await stage.say(dewi, "/tugas")
    assert "N-1" in " ".join(labels(dewi.last))
    await stage.say(rudi, "/tugas")
    assert "N-1" not in " ".join(labels(rudi.last))
    await stage.say(rudi, "/status")
    await stage.tap(rudi, "N-1")
    assert "Terbitkan" in " ".join(labels(rudi.last))


async def test_it_is_handed_back_as_well_and_the_reminder_goes_to_whose_it_is(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await hand_on(stage)
    await hand_on(stage, "Rudi")
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    assert "Giliran Anda" in text_of(rudi.last)
    assert "Giliran Anda" not in text_of(dewi.last)
    heard = len(dewi.received)
    await stage.advance(days=1)
    assert len(dewi.received) == heard
    record = await stage.bot.store.read(lambda tx: [e.what for e in events.of(tx, Kind.ARTICLE, 1)])
    assert record.count("handed_on") == 2


async def test_a_page_not_proven_yet_is_handed_on_too(stage: Stage) -> None:
    await scenes.bring(stage, State.A_UNPROVEN)
    await hand_on(stage)
    assert "Sudah saya lihat tayang" in " ".join(labels(stage.person("Dewi").last))


async def test_nobody_else_hands_it_on_and_only_to_a_staf_while_it_waits_for_one(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    for name in ("Rudi", "Dewi", "Bambang", "Hasan", "Rina"):
        phone = stage.person(name)
        phone.press(1, data=Press(Verb.OPEN, Kind.ARTICLE, 1, arg="hand_on").pack())
        await stage.settle()
        phone.press(1, data=Press(Verb.SET, Kind.ARTICLE, 1, arg="4").pack())
        await stage.settle()
    siti = stage.person("Siti")
    await stage.tap(siti, BUTTON)
    assert [name for name in labels(siti.last) if "Kembali" not in name] == ["Dewi Lestari"]
    hasan = await stage.bot.store.read(lambda tx: scenes.person(tx, "Hasan").id)
    siti.press(1, data=Press(Verb.SET, Kind.ARTICLE, 1, arg=str(hasan)).pack())
    await stage.settle()
    found = await stage.bot.store.read(articles.get, 1)
    rudi = await stage.bot.store.read(lambda tx: scenes.person(tx, "Rudi").id)
    assert found is not None
    assert found.staf_id == rudi
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Rudi", Kind.ARTICLE, 1, Action.RETURN, reason="Kurang foto")
    )
    await stage.settle()
    assert BUTTON not in " ".join(labels(siti.last))


async def test_who_stands_in_for_the_kasubbag_hands_it_on_in_that_name(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    await away(stage, "Siti", "Rudi Hartono")
    rudi, dewi = stage.person("Rudi"), stage.person("Dewi")
    await stage.say(rudi, "/status")
    await stage.tap(rudi, "N-1")
    await stage.tap(rudi, BUTTON)
    await stage.tap(rudi, "Dewi")
    assert "Naskah dialihkan kepada Dewi Lestari oleh Rudi Hartono (Plh. Kepala Sub Bagian Komunikasi" in text_of(
        dewi.last
    )
    assert "Menunggu: Staf Sub Bagian Komunikasi (Dewi Lestari)" in text_of(rudi.last)


async def test_where_people_publish_by_hand_the_new_staf_gets_the_package(tmp_path: Path) -> None:
    async with Stage(tmp_path, kind="manual") as stage:
        await with_staf(stage)
        await hand_on(stage)
        assert documents(stage.person("Dewi"))
        assert "Kirim tautan" in " ".join(labels(stage.person("Dewi").last))
