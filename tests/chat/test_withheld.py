"""What is held as dikecualikan is named to none but those who decide on it, in no list, search, digest or file."""

from __future__ import annotations

import pytest

from bot.cards import lists
from bot.desk import notify
from bot.desk.articles import search
from bot.desk.authority import capacities
from bot.desk.reminders import digest
from bot.desk.reporting import completion
from bot.sop.flow import State
from bot.texts import default
from storage import articles, dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, text_of

TITLE = "Imunisasi serentak"
OTHERS = ["Rudi", "Dewi", "Agus", "Maya", "Tono", "Yuni", "Fitri"]
DECIDING = ["Rina", "Hasan", "Lukman", "Siti", "Bambang"]


@pytest.mark.parametrize("state", [State.A_HELD, State.A_REJECTED])
async def test_nobody_else_reads_it_in_any_answer(stage: Stage, state: State) -> None:
    await scenes.bring(stage, state)
    for name in OTHERS:
        phone = stage.person(name)
        before = len(phone.received)
        for words in ("/status", "/cari imunisasi serentak", "/tugas", "/rekap", "/kesegaran"):
            await stage.say(phone, words)
        said = "\n".join(text_of(message) for message in phone.received[before:])
        assert said
        assert TITLE not in said, (name, said)
    assert stage.outside.refusals() == []


@pytest.mark.parametrize("state", [State.A_HELD, State.A_REJECTED])
async def test_a_group_does_not_read_it_whoever_asks(stage: Stage, state: State) -> None:
    await scenes.bring(stage, state)
    for name in ("Bambang", "Siti"):
        stage.person(name).send("/status", chat=next(iter(stage.outside.world.groups)))
        await stage.settle()
    group = next(iter(stage.outside.world.groups))
    said = [text_of(stored.seen()) for stored in stage.outside.world.messages(group).values()]
    assert said
    assert not [words for words in said if TITLE in words]


@pytest.mark.parametrize("name", DECIDING)
async def test_those_who_decide_read_it_in_their_own_chat(stage: Stage, name: str) -> None:
    await scenes.bring(stage, State.A_HELD)
    await stage.say(stage.person(name), "/status")
    assert TITLE in text_of(stage.person(name).last)


async def test_the_papers_and_digests_name_no_title(stage: Stage) -> None:
    await scenes.bring(stage, State.A_HELD)

    def said(tx: Tx) -> list[str]:
        article = articles.get(tx, 1)
        assert article is not None
        under = scenes.collecting(tx)
        articles.change(tx, article, disposition_id=under.id)
        t = default(tx.office, tx.now)
        report = completion.compose(tx, dispositions.one(tx, under.id))
        told, _ = digest.evening(tx, t)
        return [repr(report), repr(told)]

    for words in await stage.bot.store.write(said):
        assert TITLE not in words


async def test_a_live_page_under_a_held_correction_is_known_by_what_it_says(stage: Stage) -> None:
    await scenes.bring(stage, State.A_PUBLISHED)

    def hold(tx: Tx) -> list[str]:
        tx.db.execute("UPDATE article SET state = 'a.held', title = 'Rahasia', info_class = 'dikecualikan'")
        dewi = scenes.person(tx, "Dewi")
        article = articles.get(tx, 1)
        assert article is not None
        assert not capacities.may_see(tx, dewi, article)
        assert notify.texts_for(tx, dewi)
        return [found.title for found in search.look(tx, dewi, "imunisasi").found] + [
            str(lists.status(tx, notify.texts_for(tx, dewi), dewi).text)
        ]

    titles = await stage.bot.store.write(hold)
    assert not [words for words in titles if "Rahasia" in words]
