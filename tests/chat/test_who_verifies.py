"""Nobody in an article's way chooses who verifies it, as substitute or as admin."""

from __future__ import annotations

import pytest

from bot.sop.flow import State
from bot.sop.roles import Role
from storage import people
from tests.chat import scenes
from tests.chat.test_absence import told
from tests.stage import Stage, labels, text_of


@pytest.mark.parametrize("who", ["Siti", "Bambang", "Rudi", "Rina"])
async def test_nobody_in_the_way_of_an_article_chooses_who_verifies(stage: Stage, who: str) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    phone = stage.person(who)
    await stage.say(phone, "/pengganti Hasan oleh Rina s.d. besok")
    assert "Pengganti pejabat berwenang: oleh pejabat itu sendiri atau admin." in text_of(phone.last)
    assert not await stage.bot.store.read(lambda tx: tx.db.execute("SELECT * FROM absence").fetchall())
    assert stage.outside.refusals() == []


@pytest.mark.parametrize("role", [Role.KASUBBAG, Role.STAF])
async def test_nor_does_an_admin_who_stands_in_that_way_or_calls_it_off(stage: Stage, role: Role) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/pengganti Hasan oleh Rina s.d. besok")
    assert "Hasan Basri tidak di tempat" in text_of(fitri.last)
    assert "Rina Kartika" in " ".join(told(stage.person("Hasan")))  # who hears of it
    await stage.bot.store.write(lambda tx: people.appoint(tx, scenes.person(tx, "Fitri").id, role, None))
    await stage.tap(fitri, "Batalkan" if "Batalkan" in labels(fitri.last) else "Akhiri sekarang")
    rows = await stage.bot.store.read(lambda tx: tx.db.execute("SELECT ended_at FROM absence").fetchall())
    assert [row[0] for row in rows] == [None]
