"""Who cannot be reached: marked, told to the superior once, and welcomed back; a group that changes its number."""

from __future__ import annotations

import pytest

from bot.cli.cast import GROUP
from bot.rehearsal.phone import Phone
from bot.sop.flow import Kind
from bot.sop.model import Person
from storage import meta, outbox, people
from storage.store import Tx
from tests.moving.support import draft, heard, left, outcomes, tell, told
from tests.stage import Stage, text_of


async def _submitted(stage: Stage) -> tuple[Phone, Phone]:
    """Rina's article waits for Hasan."""
    rina = await draft(stage)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    return rina, stage.person("Hasan")


async def _known(stage: Stage, phone: Phone) -> Person:
    person = await stage.bot.store.read(people.by_telegram, phone.id)
    assert person is not None
    return person


@pytest.mark.parametrize("how", ["block", "deactivate"])
async def test_somebody_who_is_gone_is_marked_and_the_rest_goes_on(stage: Stage, how: str) -> None:
    rina, siti = stage.person("Rina"), stage.person("Siti")
    getattr(rina, how)()
    stage.outside.core.updates.drop_all()  # the bot learns it from Telegram's 403 alone
    await told(stage, rina, "satu", "dua")
    await told(stage, siti, "halo")
    assert (await _known(stage, rina)).unreachable_at == stage.clock.now()
    assert await outcomes(stage) == ["blocked", "blocked", "sent"]
    assert heard(siti) == ["halo"]
    assert await left(stage) == 0


async def test_the_superior_of_what_waits_is_told_once(stage: Stage) -> None:
    _, hasan = await _submitted(stage)
    siti = stage.person("Siti")
    hasan.block()
    await told(stage, hasan, "satu", "dua")
    await told(stage, hasan, "tiga")
    notices = [text for text in heard(siti) if "Hasan" in text]
    assert len(notices) == 1
    assert "Vaksinasi massal" in notices[0]


async def test_somebody_who_writes_again_is_reachable_and_sees_what_waits(stage: Stage) -> None:
    _, hasan = await _submitted(stage)
    hasan.block()
    await told(stage, hasan, "satu")
    assert (await _known(stage, hasan)).unreachable_at is not None
    before = len(hasan.received)
    hasan.start()
    await stage.settle()
    assert (await _known(stage, hasan)).unreachable_at is None
    assert any("Vaksinasi massal" in text for text in heard(hasan)[before - 1 :])
    await told(stage, hasan, "dua")
    assert heard(hasan)[-1] == "dua"


async def test_a_group_that_became_a_supergroup_hears_everything_at_its_new_number(stage: Stage) -> None:
    room = stage.outside.group(GROUP.id)
    new = room.migrate()
    await stage.settle()
    await stage.bot.store.write(tell, GROUP.id, "satu", "dua")
    await stage.settle()
    said = [text_of(m) for m in new.messages if m["outgoing"]]
    assert said == ["satu", "dua"]
    assert await stage.bot.store.read(meta.chat_now, GROUP.id) == new.group.id
    refused = [c for c in stage.outside.log.of("sendMessage") if c.code == 400]
    assert len(refused) == 1


async def test_a_group_that_put_the_bot_out_stops_nothing(stage: Stage) -> None:
    stage.outside.group(GROUP.id).remove_bot(stage.person("Bambang"))
    await stage.settle()
    await stage.bot.store.write(tell, GROUP.id, "laporan")
    await stage.settle()
    assert await outcomes(stage) == ["blocked"]
    assert await left(stage) == 0


async def test_a_card_for_somebody_the_office_does_not_know_is_not_sent(stage: Stage) -> None:
    await draft(stage)

    def ask(tx: Tx) -> None:
        outbox.add_card(tx, 4242, (Kind.ARTICLE, 1), anew=True)

    await stage.bot.store.write(ask)
    await stage.settle()
    assert (await outcomes(stage, "card"))[-1] == "nothing"
