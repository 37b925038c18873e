"""The brake: who answers for a page can stop what would be published by itself, and have taken off what is live."""

from __future__ import annotations

import pytest

from bot.sop.flow import Action, State
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
