"""Nobody in an article's way chooses who verifies it, as substitute or as admin."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk.authority import capacities
from bot.desk.people import absence
from bot.sop.flow import State
from bot.sop.roles import Role, Who
from handlers import COMMANDS
from storage import appointments, articles, people
from storage.store import Tx
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
    await stage.say(fitri, "/pengganti Hasan oleh Rina s.d. besok karena sakit")
    assert "Hasan Basri tidak di tempat" in text_of(fitri.last)
    assert "Rina Kartika" in " ".join(told(stage.person("Hasan")))  # who hears of it
    await stage.bot.store.write(lambda tx: people.appoint(tx, scenes.person(tx, "Fitri").id, role, None))
    await stage.tap(fitri, "Batalkan" if "Batalkan" in labels(fitri.last) else "Akhiri sekarang")
    rows = await stage.bot.store.read(lambda tx: tx.db.execute("SELECT ended_at FROM absence").fetchall())
    assert [row[0] for row in rows] == [None]


async def test_an_admins_choice_asks_for_a_reason_and_raises_an_alarm(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/pengganti Hasan oleh Rina s.d. besok")
    assert "Apa alasannya?" in text_of(fitri.last)
    assert not await stage.bot.store.read(lambda tx: tx.db.execute("SELECT * FROM absence").fetchall())
    await stage.tap(fitri, "Sakit")
    for name in ("Hasan", "Siti", "Bambang", "Lukman"):
        words = text_of(stage.find(stage.person(name), "🚨 Fitri"))
        assert "menunjuk Rina Kartika memverifikasi sebagai Plh. Pejabat Berwenang" in words
        assert "Alasan: “Sakit”" in words
    assert stage.outside.refusals() == []


async def test_a_reason_can_be_typed_and_the_official_chooses_without_one(stage: Stage) -> None:
    await stage.say(stage.person("Fitri"), "/pengganti Hasan oleh Rina s.d. besok karena rapat di provinsi")
    assert "Alasan: “rapat di provinsi”" in text_of(stage.find(stage.person("Hasan"), "🚨"))
    await stage.say(stage.person("Yuni"), "/pengganti oleh Tono s.d. besok")
    assert "Apa alasannya?" not in text_of(stage.person("Yuni").last)
    assert not [words for words in told(stage.person("Siti")) if "Yuni" in words and "🚨" in words]


async def test_who_was_named_before_is_no_official_by_a_role_that_came_later(stage: Stage) -> None:
    """The Kasubbag names who stands in for a contributor, who is made the unit's official afterwards."""
    await scenes.bring(stage, State.A_WAITING_VERIFIER)

    def arranged(tx: Tx) -> bool:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        tono, dewi, siti = (scenes.person(tx, name) for name in ("Tono", "Dewi", "Siti"))
        people.appoint(tx, dewi.id, Role.CONTRIBUTOR, unit.id)
        people.appoint(tx, tono.id, Role.CONTRIBUTOR, unit.id)
        today = tx.office.calendar.today(tx.now)
        made = absence.arrange(tx, siti, absence.Plan(tono, dewi, today, today + timedelta(days=1)))
        assert not isinstance(made, str), made
        people.appoint(tx, tono.id, Role.VERIFIER, unit.id)
        article = articles.get(tx, 1)
        assert article is not None
        return Who.VERIFIER in capacities.capacities(tx, dewi, article)

    assert not await stage.bot.store.write(arranged)


async def test_an_author_who_is_the_only_official_reads_one_true_reason(stage: Stage) -> None:
    await stage.bot.store.write(_rina_alone_verifies)
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    for name in ("Rina", "Siti"):
        await stage.say(stage.person(name), "/status")
        await stage.tap(stage.person(name), "N-1")
        card = text_of(stage.person(name).last)
        assert card.count("Pejabat berwenang satu-satunya di unit ini adalah penulisnya") == 1
        assert "belum memiliki pejabat berwenang" not in card
        assert "tidak dapat dihubungi" not in " ".join(told(stage.person(name)))
        assert "dihubungi" not in card


def _rina_alone_verifies(tx: Tx) -> None:
    unit = people.find_unit(tx, "Dinas Kesehatan")
    assert unit is not None
    for held in people.appointments(tx, scenes.person(tx, "Hasan").id):
        assert appointments.end(tx, held.id, None, "pindah tugas")
    people.appoint(tx, scenes.person(tx, "Rina").id, Role.VERIFIER, unit.id)


async def test_an_official_who_is_only_away_is_not_said_to_be_missing(stage: Stage) -> None:
    await stage.say(stage.person("Hasan"), "/pengganti s.d. besok")
    await stage.tap(stage.person("Hasan"), "Tanpa pengganti")
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.say(stage.person("Rina"), "/status")
    await stage.tap(stage.person("Rina"), "N-1")
    card = text_of(stage.person("Rina").last)
    assert "Hasan Basri tidak di tempat" in card
    assert "belum memiliki pejabat berwenang" not in card


@pytest.mark.parametrize("who", ["Siti", "Bambang", "Rudi", "Dewi", "Rina", "Agus", "Lukman"])
async def test_whatever_they_try_the_official_stays_the_only_one_who_verifies(stage: Stage, who: str) -> None:
    """Every command there is, bare and with the official's name, and every button it brings, by all in the way."""
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    phone = stage.person(who)
    for row in COMMANDS:
        for words in ("", " Hasan", " Hasan oleh Rina s.d. besok", " Rina hari ini s.d. besok"):
            await stage.say(phone, f"/{row.name}{words}")
            offered = labels(phone.last)
            for place in range(min(3, len(offered))):
                if offered[place] in labels(phone.last) and not offered[place].startswith("http"):
                    await stage.tap(phone, offered[place])

    def verifying(tx: Tx) -> set[str]:
        article = articles.get(tx, 1)
        assert article is not None
        everybody = [people.person(tx, row[0]) for row in tx.db.execute("SELECT id FROM person").fetchall()]
        return {one.name.split()[0] for one in everybody if Who.VERIFIER in capacities.capacities(tx, one, article)}

    assert await stage.bot.store.read(verifying) <= {"Hasan"}  # a superior may suspend them, and name nobody instead
