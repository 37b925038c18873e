"""Taking over: the superior of a Staf or Kasubbag, late enough, under the same rules, on the record; nobody else's."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.desk.authority import capacities
from bot.sop.flow import Action, Kind, State
from bot.sop.press import Press
from bot.sop.roles import Role, Who
from storage import articles, events, people
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import DAY, THURSDAY, about, again, urgent
from tests.chat.workdays import after, wib
from tests.stage import Stage, labels, text_of

START = wib(THURSDAY, 9)
TAKEOVER = "Anda dapat mengambil alih"


def last(tx: Tx, kind: Kind, subject_id: int, action: Action) -> dict[str, Any] | None:
    event = events.last(tx, kind, subject_id, action.value)
    return None if event is None else {**event.data, "by": event.actor_id}


def capacities_of(tx: Tx, name: str, article_id: int) -> frozenset[Who]:
    article = articles.get(tx, article_id)
    assert article is not None
    return capacities.capacities(tx, scenes.person(tx, name), article)


async def test_the_kasubbag_publishes_what_the_staf_left_for_a_day(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        siti, rudi = stage.person("Siti"), stage.person("Rudi")
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(after(START, 60 + 60))
        assert about(urgent(stage), article)[-1] == ("Siti", "copy")
        assert not any("Terbitkan" in label for label in labels(stage.find(siti, "Tembusan")))
        await stage.at(after(START, 60 + DAY) - timedelta(seconds=1))
        assert await stage.bot.store.read(capacities_of, "Siti", article.id) == {Who.KASUBBAG}
        await stage.at(after(START, 60 + DAY))
        assert await stage.bot.store.read(capacities_of, "Siti", article.id) == {Who.KASUBBAG, Who.STAF}
        await stage.at(after(START, 60 + 60 + DAY))
        card = stage.find(siti, "Dapat diambil alih")
        assert text_of(card).startswith("📣 Dapat diambil alih: terlambat 8 jam 30 menit kerja, menunggu Rudi Hartono.")
        assert TAKEOVER in text_of(card)
        await stage.tap(siti, "Terbitkan")
        assert (await again(stage, article)).state is State.A_PUBLISHED
        event = await stage.bot.store.read(last, Kind.ARTICLE, article.id, Action.PUBLISH)
        assert event is not None
        assert (event["as"], event["takeover"]) == ("staf", True)
        await stage.tap(rudi, "Riwayat")
        said = "Siti Aminah (Kepala Sub Bagian Komunikasi, mengambil alih tugas Staf Sub Bagian Komunikasi)"
        assert f"Penerbitan dimulai oleh {said}" in text_of(rudi.last)
        assert TAKEOVER not in text_of(stage.find(siti, "Naskah N-1"))


async def test_the_kabag_takes_in_what_the_kasubbag_left(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        bambang = stage.person("Bambang")
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(after(START, 5 + 30 + DAY))
        assert ("Bambang", "takeover") in about(urgent(stage), article)
        before = stage.find(stage.person("Siti"), "Naskah N-1")["message_id"]
        await stage.tap(bambang, "Siap entry → Rudi")
        told = stage.find(stage.person("Siti"), "Naskah N-1")
        assert told["message_id"] > before  # noticed, not only edited
        assert "mengambil alih" in text_of(told)
        assert (await again(stage, article)).state is State.A_WAITING_STAF
        event = await stage.bot.store.read(last, Kind.ARTICLE, article.id, Action.TAKE_IN)
        assert event is not None
        assert (event["as"], event["takeover"]) == ("kasubbag", True)
        # it gave that step only: the next is the Staf's, and the Kasubbag's to take over in its turn
        assert await stage.bot.store.read(capacities_of, "Bambang", article.id) == {Who.KABAG}


async def test_the_one_whose_step_it_is_may_still_do_it_and_takes_nothing_over(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        article = await scenes.bring(stage, State.A_WAITING_KASUBBAG)
        await stage.at(after(START, 5 + 30 + DAY))
        await stage.tap(stage.person("Siti"), "Siap entry → Rudi")
        event = await stage.bot.store.read(last, Kind.ARTICLE, article.id, Action.TAKE_IN)
        assert event is not None
        assert (event["as"], "takeover" in event) == ("kasubbag", False)


@pytest.mark.parametrize(
    ("state", "action", "arg"),
    [
        (State.A_WAITING_VERIFIER, Action.APPROVE, "berkala"),
        (State.A_WAITING_VERIFIER, Action.RETURN, ""),
        (State.A_HELD, Action.RELEASE, ""),
        (State.A_RETURNED, Action.SUBMIT, ""),
        (State.A_CORRECTING, Action.SUBMIT, ""),
    ],
)
async def test_it_refuses_what_only_that_official_or_author_decides(
    tmp_path: Path, state: State, action: Action, arg: str
) -> None:
    async with Stage(tmp_path, start=START) as stage:
        article = await scenes.bring(stage, state)
        await stage.at(after(START, 10 * DAY))
        before = await again(stage, article)
        for name in ("Siti", "Bambang", "Rudi"):
            phone = stage.person(name)
            phone.press(1, data=Press(action.value, Kind.ARTICLE, article.id, before.version, arg).pack())
            await stage.settle()
            assert not any(TAKEOVER in text_of(m) and "Naskah N-1" in text_of(m) for m in phone.received)
        assert await again(stage, article) == before


async def test_the_kabag_does_not_reach_past_the_kasubbag(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(after(START, 5 * DAY))
        before = await again(stage, article)
        stage.person("Bambang").press(1, data=Press("pub", Kind.ARTICLE, article.id, before.version).pack())
        await stage.settle()
        assert await again(stage, article) == before


async def test_every_other_guard_holds_for_whoever_takes_over(tmp_path: Path) -> None:
    def unverified(tx: Tx) -> None:
        tx.db.execute("UPDATE approval SET revoked_at = ?", (1,))

    async with Stage(tmp_path, start=START) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(after(START, 60 + 60 + DAY))
        await stage.bot.store.write(unverified)
        answer = await stage.tap(stage.person("Siti"), "Terbitkan")
        assert "verifikasi" in answer.lower() or "disetujui" in answer.lower(), answer
        assert (await again(stage, article)).state is State.A_WAITING_STAF


async def test_a_failed_publication_stays_with_whoever_took_over_and_with_the_staf(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:
        article = await scenes.bring(stage, State.A_WAITING_STAF)
        await stage.at(after(START, 60 + 60 + DAY))

        def taken_over_and_failed(tx: Tx) -> None:
            scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.PUBLISH)
            scenes.move(tx, None, Kind.ARTICLE, article.id, Action.FAIL, reason="busy")

        await stage.bot.store.write(taken_over_and_failed)
        await stage.settle()
        assert Who.STAF in await stage.bot.store.read(capacities_of, "Siti", article.id)
        assert Who.STAF in await stage.bot.store.read(capacities_of, "Rudi", article.id)


async def test_whoever_may_do_it_by_an_office_of_their_own_takes_nothing_over(tmp_path: Path) -> None:
    async with Stage(tmp_path, start=START) as stage:

        def asked_back(tx: Tx) -> int:
            people.appoint(tx, scenes.person(tx, "Rudi").id, Role.KABAG, None)
            order = scenes.order(tx, State.D_WAITING_KABAG)
            scenes.move(tx, "Bambang", Kind.DISPOSITION, order.id, Action.ASK_BACK, reason="Mengapa terlambat?")
            return order.id

        def answered(tx: Tx, order_id: int) -> dict[str, Any] | None:
            scenes.move(tx, "Rudi", Kind.DISPOSITION, order_id, Action.POST, reason="Listrik padam")
            return last(tx, Kind.DISPOSITION, order_id, Action.POST)

        order_id = await stage.bot.store.write(asked_back)
        stage.clock.set(after(START, 5 + 2 * DAY))
        event = await stage.bot.store.write(answered, order_id)
        assert event is not None
        assert (event["as"], "takeover" in event) == ("staf", False)
