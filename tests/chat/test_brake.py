"""The brake: who answers for a page can stop what would be published by itself, and have taken off what is live."""

from __future__ import annotations

import pytest

from bot.sop.flow import Action, Kind, State
from bot.sop.press import Press
from storage import articles, events
from tests.chat import scenes
from tests.stage import Stage, labels, text_of


async def state_now(stage: Stage) -> State:
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    return found.state


@pytest.mark.parametrize("who", ["Hasan", "Siti", "Bambang"])
async def test_a_schedule_is_stopped_by_its_official_the_kasubbag_and_the_kabag(stage: Stage, who: str) -> None:
    article = await scenes.bring(stage, State.A_SCHEDULED)
    phone, rudi = stage.person(who), stage.person("Rudi")
    if who == "Bambang":
        await stage.say(phone, "/status")
        await stage.tap(phone, article.ref)
    await stage.tap(phone, "Batalkan jadwal")
    assert await state_now(stage) is State.A_WAITING_STAF
    assert f"Jadwal penerbitan dibatalkan oleh {phone.person.first_name}" in text_of(rudi.last)
    await stage.advance(days=4)
    assert await state_now(stage) is State.A_WAITING_STAF
    assert stage.outside.refusals() == []


@pytest.mark.parametrize("who", ["Rina", "Tono", "Yuni", "Lukman", "Fitri"])
async def test_nobody_else_stops_it(stage: Stage, who: str) -> None:
    article = await scenes.bring(stage, State.A_SCHEDULED)
    phone = stage.person(who)
    phone.press(1, data=Press(Action.UNSCHEDULE, article.kind, article.id, article.version).pack())
    await stage.settle()
    assert await state_now(stage) is State.A_SCHEDULED


@pytest.mark.parametrize("who", ["Hasan", "Bambang"])
async def test_the_official_and_the_kabag_ask_for_a_withdrawal_and_the_kasubbag_decides(stage: Stage, who: str) -> None:
    article = await scenes.bring(stage, State.A_PUBLISHED)
    phone, siti = stage.person(who), stage.person("Siti")
    if who == "Bambang":
        await stage.say(phone, "/status")
        await stage.tap(phone, article.ref)
    await stage.tap(phone, "Minta penarikan halaman")
    assert "Mengapa halaman ini perlu ditarik?" in text_of(phone.last)
    await stage.say(phone, "Alamat puskesmasnya keliru")
    assert await state_now(stage) is State.A_PUBLISHED
    card = text_of(siti.last)
    assert f"Penarikan halaman diminta oleh {phone.person.first_name}" in card
    assert "Alamat puskesmasnya keliru" in card
    assert "Tarik dari situs" in " ".join(labels(siti.last))
    assert stage.outside.refusals() == []


async def test_a_page_under_correction_is_withdrawn_as_it_is_live(stage: Stage) -> None:
    await scenes.bring(stage, State.A_CORRECTING)
    siti = stage.person("Siti")
    await stage.tap(siti, "Tarik dari situs")
    await stage.tap(siti, "Ditarik")
    await stage.say(siti, "Tidak berlaku lagi")
    await stage.tap(siti, "Ya, tarik dari situs")
    assert await state_now(stage) is State.A_WITHDRAWN
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    assert found.revision == found.published_revision
    assert await stage.bot.store.read(lambda tx: events.last(tx, found.kind, 1, "wdr")) is not None


LIVE = [
    State.A_CORRECTING, State.A_RETURNED, State.A_WAITING_VERIFIER, State.A_HELD, State.A_WAITING_KASUBBAG,
    State.A_WAITING_STAF, State.A_SCHEDULED, State.A_PUBLISHED, State.A_UNPROVEN, State.A_SIGHTED, State.A_PUBLISHING,
]  # fmt: skip


@pytest.mark.parametrize("state", LIVE)
@pytest.mark.parametrize("who", ["Hasan", "Bambang", "Siti"])
async def test_whatever_is_done_with_a_text_its_live_page_can_be_taken_off(
    stage: Stage, who: str, state: State
) -> None:
    await stage.bot.store.write(scenes.subject if state is State.A_PUBLISHED else scenes.correction, state)
    await stage.settle()
    phone = stage.person(who)
    await stage.say(phone, "/status")
    await stage.tap(phone, "N-1")
    if who == "Siti":
        assert "Tarik dari situs" in " ".join(labels(phone.last))
        return
    await stage.tap(phone, "Minta penarikan halaman")
    await stage.tap(phone, "Memuat data pribadi")
    assert "Tarik halaman ini sekarang?" in text_of(phone.last)
    assert await state_now(stage) is state
    await stage.tap(phone, "Ya, tarik sekarang")
    assert await state_now(stage) is State.A_WITHDRAWN
    kept_from = {"Rudi"} if state is State.A_HELD else set()  # what is dikecualikan has no reason for the Staf
    for name in {"Siti", "Rudi", "Rina", "Hasan", "Bambang"} - {who} - kept_from:
        assert "Ditarik segera dari situs" in text_of(stage.find(stage.person(name), "Memuat data pribadi")), name
    assert stage.outside.refusals() == []


@pytest.mark.parametrize("state", [State.A_UNPROVEN, State.A_SIGHTED])
async def test_a_page_that_nobody_proved_yet_can_be_taken_off_too(stage: Stage, state: State) -> None:
    await scenes.bring(stage, state)
    hasan = stage.person("Hasan")
    await stage.say(hasan, "/status")
    await stage.tap(hasan, "N-1")
    await stage.tap(hasan, "Minta penarikan halaman")
    await stage.tap(hasan, "Diubah pihak lain")
    await stage.tap(hasan, "Ya, tarik sekarang")
    assert await state_now(stage) is State.A_WITHDRAWN
    asked = await stage.bot.store.read(lambda tx: tx.db.execute("SELECT kind FROM outbox WHERE chat_id IS NULL"))
    assert asked


async def test_nobody_takes_off_what_is_not_public_and_nobody_else_pulls(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_STAF)
    for name in ("Hasan", "Bambang", "Siti"):
        phone = stage.person(name)
        await stage.say(phone, "/status")
        await stage.tap(phone, article.ref)
        assert not {"Tarik dari situs", "Minta penarikan halaman"} & set(labels(phone.last))
        phone.press(1, data=Press(Action.PULL, article.kind, article.id, article.version).pack())
        phone.press(1, data=Press(Action.WITHDRAW, article.kind, article.id, article.version).pack())
    await stage.settle()
    assert await state_now(stage) is State.A_WAITING_STAF


async def test_a_reason_that_is_not_grave_pulls_nothing(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_PUBLISHED)
    hasan = stage.person("Hasan")
    hasan.press(1, data=Press("opn", article.kind, article.id, article.version, "reason.pul").pack())
    await stage.settle()
    await stage.say(hasan, "Saya tidak suka fotonya")
    assert await state_now(stage) is State.A_PUBLISHED
    assert "tidak langsung ditarik" in " ".join(text_of(m) for m in hasan.received[-3:])


async def test_asking_closes_no_dialog_in_which_somebody_is_typing(stage: Stage) -> None:
    await stage.bot.store.write(scenes.correction, State.A_CORRECTING)
    await stage.settle()
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    rina.press(1, data=Press("opn", Kind.ARTICLE, 1, 0, "title").pack())
    await stage.settle()
    await stage.say(hasan, "/status")
    await stage.tap(hasan, "N-1")
    await stage.tap(hasan, "Minta penarikan halaman")
    await stage.tap(hasan, "Isinya keliru")
    await stage.say(rina, "Imunisasi dimulai hari Selasa")
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    assert found.title == "Imunisasi dimulai hari Selasa"
