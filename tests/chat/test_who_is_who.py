"""Roles are held by what was given and ended, whatever the clock says; and who has left writes no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.desk.authority import capacities
from bot.desk.people import members
from bot.sop.flow import Action, State
from bot.sop.model import Article
from bot.sop.press import Press
from bot.sop.roles import Role
from storage import articles, people
from storage.store import Tx
from tests.chat import scenes
from tests.stage import MORNING, Stage, text_of

TEXT = "Posyandu keliling dibuka di lima desa\n\nDinas Kesehatan membuka posyandu keliling di lima desa mulai Senin."


def _leave(tx: Tx, name: str, role: Role | None = None) -> None:
    """Somebody loses their roles, or one of them, now."""
    tx.db.execute(
        "UPDATE appointment SET valid_to = max(valid_from, ?) WHERE person_id = ? AND (? IS NULL OR role = ?)",
        (int(tx.now.timestamp() * 1000), scenes.person(tx, name).id, role, role),
    )


@pytest.mark.parametrize("back", [timedelta(minutes=10), timedelta(hours=1), timedelta(days=400)])
async def test_who_joined_before_the_clock_was_set_back_keeps_the_role(stage: Stage, back: timedelta) -> None:
    joko = stage.stranger()
    stage.clock.set(MORNING + timedelta(minutes=30))
    token = await stage.bot.store.write(members.invite, Role.CONTRIBUTOR, "Dinas Kesehatan", None, "Joko Susilo")
    joko.start(token)
    await stage.settle()
    stage.find(joko, "Joko Susilo")
    stage.clock.set(stage.clock.now() - back)
    await stage.say(joko, TEXT)
    stage.find(joko, "Posyandu keliling")
    assert "tidak termasuk" not in " ".join(text_of(message) for message in joko.received)
    found = await stage.bot.store.read(articles.in_states, State.A_DRAFT)
    assert [article.title for article in found] == ["Posyandu keliling dibuka di lima desa"]


async def test_who_left_before_the_clock_was_set_back_stays_out(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await stage.bot.store.write(_leave, "Hasan")
    stage.clock.set(stage.clock.now() - timedelta(hours=3))
    stage.person("Hasan").press(
        1, data=Press(Action.APPROVE, article.kind, article.id, article.version, "berkala").pack()
    )
    await stage.settle()
    after = await stage.bot.store.read(articles.get, article.id)
    assert after is not None
    assert after.state is State.A_WAITING_VERIFIER


@pytest.mark.parametrize(
    ("state", "action", "arg"),
    [
        (State.A_DRAFT, Action.SUBMIT, ""),
        (State.A_RETURNED, Action.SUBMIT, ""),
        (State.A_WAITING_VERIFIER, Action.RECALL, ""),
        (State.A_WAITING_KASUBBAG, Action.CANCEL, ""),
        (State.A_CORRECTING, Action.SUBMIT, ""),
    ],
)
async def test_a_former_contributor_moves_nothing(stage: Stage, state: State, action: Action, arg: str) -> None:
    article = await scenes.bring(stage, state)
    await stage.bot.store.write(_leave, "Rina")
    before = await stage.bot.store.read(scenes.lasting)
    stage.person("Rina").press(1, data=Press(action, article.kind, article.id, article.version, arg).pack())
    await stage.settle()
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_a_former_contributor_begins_no_correction_and_no_draft(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_PUBLISHED)
    assert isinstance(article, Article)
    rina = stage.person("Rina")
    await stage.bot.store.write(_leave, "Rina")
    before = await stage.bot.store.read(scenes.lasting)
    rina.press(1, data=Press("opn", article.kind, article.id, article.version, "reason.cor").pack())
    await stage.settle()
    await stage.say(rina, "Angkanya keliru, mohon diralat")
    await stage.say(rina, TEXT)
    await stage.say(rina, "/kirim")
    assert set(scenes.changed(before, await stage.bot.store.read(scenes.lasting))) <= {"focus"}
    after = await stage.bot.store.read(articles.get, article.id)
    assert after is not None
    assert after.state is State.A_PUBLISHED


async def test_the_unit_goes_on_with_what_a_former_colleague_left(stage: Stage) -> None:
    """Its present contributors see it, are waited for, and mend it; the one who left does not."""
    article = await scenes.bring(stage, State.A_RETURNED)

    def join(tx: Tx) -> None:
        unit = people.find_unit(tx, "Dinas Kesehatan")
        assert unit is not None
        members.enrol(tx, scenes.person(tx, "Tono").id, Role.CONTRIBUTOR, unit.id)

    await stage.bot.store.write(join)
    waited = await stage.bot.store.read(lambda tx: [p.name for p in capacities.waited_for(tx, article)])
    assert [name.split()[0] for name in waited] == ["Rina"]
    await stage.bot.store.write(_leave, "Rina")
    waited = await stage.bot.store.read(lambda tx: [p.name for p in capacities.waited_for(tx, article)])
    assert [name.split()[0] for name in waited] == ["Tono"]
    assert await stage.bot.store.read(lambda tx: capacities.may_see(tx, scenes.person(tx, "Tono"), article))
    assert not await stage.bot.store.read(lambda tx: capacities.may_see(tx, scenes.person(tx, "Rina"), article))
    stage.person("Tono").press(1, data=Press(Action.SUBMIT, article.kind, article.id, article.version).pack())
    await stage.settle()
    after = await stage.bot.store.read(articles.get, article.id)
    assert after is not None
    assert after.state is State.A_WAITING_VERIFIER


async def test_who_moved_to_another_unit_takes_the_draft_along(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, TEXT)

    def move(tx: Tx) -> int:
        unit = people.find_unit(tx, "Dinas Pendidikan")
        assert unit is not None
        _leave(tx, "Rina")
        members.enrol(tx, scenes.person(tx, "Rina").id, Role.CONTRIBUTOR, unit.id)
        return unit.id

    there = await stage.bot.store.write(move)
    await stage.say(rina, "Paragraf tambahan tentang sekolah di desa itu.")
    [draft] = await stage.bot.store.read(articles.in_states, State.A_DRAFT)
    assert draft.unit_id == there
