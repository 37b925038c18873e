"""/unit: units are added, renamed, ended and merged, and what is under way follows."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.authority import capacities
from bot.sop.flow import Action, Kind, State
from bot.sop.freshness import Freshness, Own
from bot.sop.model import Article, Unit, UnitKind
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from storage import articles, people
from storage.office import current
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, labels, text_of

HEALTH, SCHOOLS = "Dinas Kesehatan", "Dinas Pendidikan"


async def unit(stage: Stage, name: str) -> Unit:
    found = await stage.bot.store.read(people.find_unit, name)
    assert found is not None
    return found


async def waited(stage: Stage, article_id: int) -> list[str]:
    def names(tx: Tx) -> list[str]:
        now = articles.get(tx, article_id)
        assert now is not None
        return [person.name.split()[0] for person in capacities.waited_for(tx, now)]

    return await stage.bot.store.read(names)


async def test_a_unit_is_added_renamed_and_found_by_the_name_it_had(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/unit")
    await stage.tap(fitri, "Tambah unit")
    await stage.tap(fitri, "Eksternal")
    await stage.say(fitri, "dinas kesehatan")
    assert "sudah ada" in text_of(fitri.received[-1])
    await stage.say(fitri, "Dinas Sosial")
    assert "Eksternal: naskahnya diverifikasi" in text_of(fitri.received[-1])
    await stage.tap(fitri, "Ganti nama")
    await stage.say(fitri, "Dinas Sosial dan PPA")
    assert (await unit(stage, "dinas sosial")).name == "Dinas Sosial dan PPA"


async def test_merging_moves_people_articles_and_who_verifies(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    fitri = stage.person("Fitri")
    await stage.say(fitri, f"/unit {HEALTH}")
    assert article.ref in text_of(fitri.received[-1])
    await stage.tap(fitri, "Gabungkan ke unit lain")
    await stage.tap(fitri, SCHOOLS)
    assert "2 penunjukan, 1 naskah berjalan" in text_of(fitri.received[-1])
    await stage.tap(fitri, "Ya, lakukan")
    assert sorted(await waited(stage, article.id)) == ["Hasan", "Yuni"]
    assert "Setujui" in " ".join(labels(stage.find(stage.person("Yuni"), article.ref)))
    stage.find(stage.person("Rina"), f"Unit {HEALTH} digabung ke {SCHOOLS}")
    assert (await unit(stage, HEALTH)).name == SCHOOLS

    def held(tx: Tx) -> set[tuple[Role, int | None]]:
        return {(a.role, a.unit_id) for a in people.appointments(tx, scenes.person(tx, "Rina").id)}

    assert await stage.bot.store.read(held) == {(Role.CONTRIBUTOR, (await unit(stage, SCHOOLS)).id)}
    assert HEALTH not in [one.name for one in await stage.bot.store.read(people.units)]


async def test_a_unit_with_articles_under_way_does_not_end_and_one_without_does(stage: Stage) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    fitri = stage.person("Fitri")
    await stage.say(fitri, f"/unit {HEALTH}")
    await stage.tap(fitri, "Akhiri unit")
    assert labels(fitri.received[-1]) == ["« Kembali"]
    fitri.press(1, data=Press(Verb.UNIT, arg=f"E.{(await unit(stage, HEALTH)).id}").pack())
    await stage.settle()
    assert "naskah yang berjalan" in str(fitri.answers[-1].text)
    await stage.say(fitri, f"/unit {SCHOOLS}")
    await stage.tap(fitri, "Akhiri unit")
    await stage.tap(fitri, "Ya, lakukan")
    assert await stage.bot.store.read(lambda tx: capacities.roles(tx, scenes.person(tx, "Tono"))) == set()
    stage.find(stage.person("Tono"), "unitnya tidak ada lagi")


async def test_a_unit_becomes_external_only_without_what_was_taken_in_unverified(stage: Stage) -> None:
    def taken_in(tx: Tx) -> Article:
        article = scenes.draft(tx, "Agus")
        scenes.move(tx, "Agus", Kind.ARTICLE, article.id, Action.SUBMIT)
        under, staf = scenes.collecting(tx).id, scenes.person(tx, "Rudi").id
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.TAKE_IN, disposition_id=under, staf_id=staf)
        return article

    article = await stage.bot.store.write(taken_in)
    fitri = stage.person("Fitri")
    await stage.say(fitri, "/unit Subag Pemberitaan")
    await stage.tap(fitri, "Eksternal")
    assert f"{article.ref} sudah diterima tanpa verifikasi" in text_of(fitri.received[-1])
    assert labels(fitri.received[-1]) == ["« Kembali"]
    await stage.bot.store.write(
        lambda tx: scenes.move(tx, "Rudi", Kind.ARTICLE, article.id, Action.RETURN, reason="perlu verifikasi")
    )
    await stage.tap(fitri, "Kembali")
    await stage.tap(fitri, "Eksternal")
    await stage.tap(fitri, "Ya, lakukan")
    assert (await unit(stage, "Subag Pemberitaan")).kind is UnitKind.EXTERNAL


async def test_sections_follow_a_unit_that_the_configuration_calls_as_it_was(stage: Stage) -> None:
    fitri = stage.person("Fitri")
    await stage.say(fitri, f"/unit {HEALTH}")
    await stage.tap(fitri, "Ganti nama")
    await stage.say(fitri, "Dinas Kesehatan dan KB")
    owned = replace(stage.office, freshness=Freshness(own={"berita": Own(owner=HEALTH)}))
    office = await stage.bot.store.read(lambda tx: current(tx.db, owned))
    assert [one.owner for one in office.watched if one.key == "berita"] == ["Dinas Kesehatan dan KB"]


async def test_only_the_admin_changes_units(stage: Stage) -> None:
    siti = stage.person("Siti")
    await stage.say(siti, "/unit")
    assert "diatur oleh Admin Bot" in text_of(siti.received[-1])
    before = await stage.bot.store.read(scenes.lasting)
    for arg in ("E.3", "K.3.internal", "J.3.4", "r.3", "n.internal"):
        siti.press(1, data=Press(Verb.UNIT, arg=arg).pack())
    fitri = stage.person("Fitri")
    for arg in ("", "u", "u.99", "K.3.x", "J.3.99", "J.3.3", "Z.3", "n.x"):
        fitri.press(1, data=Press(Verb.UNIT, arg=arg).pack())
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
