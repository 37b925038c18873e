"""Sharing a published page in the office's channel: once, with its picture, and in step with the page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest

from bot.cli import chats
from bot.config import load
from bot.desk.publishing import channel
from bot.rehearsal.faults import Fault
from bot.rehearsal.world import Group
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, InfoClass
from bot.sop.press import Press
from storage import articles, channel_posts
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of

CHANNEL = -1001234500077
TITLE = "Imunisasi serentak di semua puskesmas"


async def with_channel(
    stage: Stage, when: Literal["always", "ask"], *, admin: bool = True, present: bool = True
) -> None:
    """The office has a channel, and the bot is in it and its admin, or not."""
    group = Group(CHANNEL, "Kanal Nusaraya", channel=True, bot_admin=admin, bot_present=present)
    stage.outside.add_group(group)
    await stage.bot.stop()
    stage.office = replace(stage.office, share_chat=CHANNEL, share_when=when)
    await stage.start_bot()


@pytest.fixture
async def always(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office that shares every page."""
    async with Stage(tmp_path) as stage:
        await with_channel(stage, "always")
        yield stage


@pytest.fixture
async def asking(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office whose Staf decides."""
    async with Stage(tmp_path) as stage:
        await with_channel(stage, "ask")
        yield stage


async def publish(stage: Stage) -> Article:
    article = await stage.bot.store.write(scenes.article, State.A_WAITING_STAF)
    await stage.settle()
    await stage.tap(stage.person("Rudi"), "Terbitkan", on=article.ref)
    return await now(stage, article)


async def now(stage: Stage, article: Article) -> Article:
    found = await stage.bot.store.read(articles.get, article.id)
    assert found is not None
    return found


def posts(stage: Stage) -> list[dict[str, Any]]:
    return stage.outside.messages(CHANNEL)


async def moved(stage: Stage, who: str, article: Article, action: Action, **given: Any) -> None:
    await stage.bot.store.write(lambda tx: scenes.move(tx, who, Kind.ARTICLE, article.id, action, **given))
    await stage.settle()


async def test_a_page_is_shared_with_title_summary_and_link(always: Stage) -> None:
    article = await publish(always)
    [post] = posts(always)
    assert text_of(post).startswith(f"{TITLE}\n\nDinas Kesehatan melayani imunisasi")
    assert text_of(post).endswith("Baca selengkapnya")
    assert [e["url"] for e in post["entities"] if e["type"] == "text_link"] == [article.remote_url]
    assert post["link_preview_options"]["url"] == article.remote_url
    assert "📣 Dibagikan ke kanal pukul 09.00 WIB." in text_of(always.find(always.person("Rudi"), article.ref))


async def test_a_page_with_a_photo_is_shared_as_that_photo(always: Stage) -> None:
    agus = always.person("Agus")
    await always.bot.store.write(scenes.collecting)
    await always.settle()
    agus.send_photo(jpeg(), caption="Warga antre di puskesmas")
    await always.settle()
    long = f"{TITLE}\n\n" + "Dinas Kesehatan melayani imunisasi bagi seluruh warga mulai Senin pukul 08.00. " * 30
    await always.say(agus, long)

    def ready(tx: Tx) -> Article:
        draft = articles.draft_of(tx, scenes.person(tx, "Agus").id)
        assert draft is not None
        tx.db.execute("UPDATE part SET alt = 'Warga antre' WHERE kind = 'photo'")
        tx.db.execute("UPDATE article SET section = 'berita' WHERE id = ?", (draft.id,))
        scenes.move(tx, "Agus", Kind.ARTICLE, draft.id, Action.SUBMIT)
        scenes._take_in(tx, draft.id, 1)
        return draft

    draft = await always.bot.store.write(ready)
    await always.settle()
    await always.tap(always.person("Rudi"), "Terbitkan", on=draft.ref)
    [post] = posts(always)
    assert post["photo"][-1]["width"] == 640
    caption = str(post["caption"])
    assert caption.startswith(TITLE)
    assert len(caption) <= 1024
    assert len(caption.split("\n\n")[1]) <= 180


async def test_nobody_is_asked_where_there_is_no_channel(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        article = await publish(stage)
        assert "kanal" not in " ".join(labels(stage.find(stage.person("Rudi"), article.ref)))


async def test_the_staf_is_asked_and_one_tap_shares_once(asking: Stage) -> None:
    article, rudi = await publish(asking), asking.person("Rudi")
    assert posts(asking) == []
    old = asking.find(rudi, article.ref)
    assert "📣 Bagikan ke kanal" in labels(old)
    assert "📣 Bagikan ke kanal" not in labels(asking.find(asking.person("Siti"), article.ref))
    assert await asking.tap(rudi, "Bagikan ke kanal") == "Sedang dibagikan ke kanal."
    assert "📣 Bagikan ke kanal" not in labels(asking.find(rudi, article.ref))
    rudi.press(old, data=Press("shr", Kind.ARTICLE, article.id, article.version).pack())
    await asking.settle()
    assert rudi.answers[-1].text == "Naskah ini sudah dibagikan; satu naskah dibagikan satu kali."
    assert len(posts(asking)) == 1


async def test_a_page_under_an_alarm_is_not_shared(asking: Stage) -> None:
    article, rudi = await publish(asking), asking.person("Rudi")
    old = asking.find(rudi, article.ref)
    for page in (asking.folder / "situs" / "public" / "berita").rglob("index.html"):
        page.write_text(page.read_text("utf-8").replace("</main>", "<p>Slot gacor</p></main>"), "utf-8")
    asking.clock.set(asking.clock.now() + timedelta(hours=1))
    await asking.bot.website.look_again()
    await asking.settle()
    assert "Bagikan" not in " ".join(labels(asking.find(rudi, article.ref)))
    rudi.press(old, data=Press("shr", Kind.ARTICLE, article.id, article.version).pack())
    await asking.settle()
    assert "sudah dibagikan" not in str(rudi.answers[-1].text)
    assert posts(asking) == []


@pytest.mark.parametrize("name", ["Siti", "Rina", "Bambang", "Fitri"])
async def test_nobody_but_the_staf_shares(asking: Stage, name: str) -> None:
    article, other = await publish(asking), asking.person(name)
    await asking.say(other, "/status")
    other.press(other.last, data=Press("shr", Kind.ARTICLE, article.id, article.version).pack())
    await asking.settle()
    assert posts(asking) == []


async def corrected(stage: Stage, article: Article, title: str) -> None:
    """A correction with another title goes through."""
    await moved(stage, "Siti", article, Action.CORRECT, reason="Judul keliru")

    def change(tx: Tx) -> None:
        tx.db.execute("UPDATE article SET title = ? WHERE id = ?", (title, article.id))
        scenes.move(tx, "Rina", Kind.ARTICLE, article.id, Action.SUBMIT)

    await stage.bot.store.write(change)
    await stage.settle()
    if (await now(stage, article)).state is State.A_WAITING_VERIFIER:
        await moved(stage, "Hasan", article, Action.APPROVE, info_class=InfoClass.PERIODIC)
    await stage.bot.store.write(scenes._take_in, article.id, article.disposition_id or 1)
    await stage.settle()
    await stage.tap(stage.person("Rudi"), "Terbitkan", on=article.ref)
    assert (await now(stage, article)).state is State.A_PUBLISHED


async def test_a_correction_edits_the_post_and_makes_no_second_one(always: Stage) -> None:
    article = await publish(always)
    await corrected(always, article, "Imunisasi serentak diundur")
    [post] = posts(always)
    assert text_of(post).startswith("Imunisasi serentak diundur\n\n")
    assert "edit_date" in post


async def test_a_withdrawal_is_said_in_the_post(always: Stage) -> None:
    article = await publish(always)
    await moved(always, "Siti", article, Action.WITHDRAW, reason="Informasi sudah tidak berlaku")
    [post] = posts(always)
    assert "Berita ini sudah ditarik dari situs web.\nAlasan: Informasi sudah tidak berlaku" in text_of(post)
    assert "Baca selengkapnya" not in text_of(post)


async def test_a_page_withdrawn_before_it_was_posted_is_not_posted(always: Stage) -> None:
    article = await publish(always)

    def again(tx: Tx) -> None:
        tx.db.execute("DELETE FROM share")
        channel.want(tx, article.id, None)
        scenes.move(tx, "Siti", Kind.ARTICLE, article.id, Action.WITHDRAW, reason="Keliru")

    await always.bot.store.write(again)
    await always.settle()
    assert len(posts(always)) == 1


@pytest.mark.parametrize("present", [True, False])
async def test_a_channel_that_does_not_let_the_bot_post_is_told_to_the_staf_in_words(
    tmp_path: Path, *, present: bool
) -> None:
    async with Stage(tmp_path) as stage:
        await with_channel(stage, "always", admin=False, present=present)
        article, rudi = await publish(stage), stage.person("Rudi")
        told = stage.find(rudi, f"Naskah {article.ref}: ")
        assert "Belum dibagikan ke kanal. Bot belum menjadi admin kanal" in text_of(told)
        assert "📣 Bagikan ke kanal" in labels(stage.find(rudi, TITLE))
        group = stage.outside.world.groups[CHANNEL]
        group.bot_present = group.bot_admin = True
        await stage.tap(rudi, "Bagikan ke kanal")
        assert len(posts(stage)) == 1
        assert "Belum dibagikan" not in text_of(stage.find(rudi, TITLE))


async def test_a_channel_that_is_none_is_told_to_the_staf(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        await with_channel(stage, "always")
        del stage.outside.world.groups[CHANNEL]
        await publish(stage)
        assert "Kanalnya tidak ditemukan" in text_of(stage.find(stage.person("Rudi"), "Belum dibagikan"))


async def test_after_a_doubtful_attempt_nobody_posts_again_before_somebody_looked(always: Stage) -> None:
    always.outside.faults.add(Fault("sendMessage", "drop_after", when=_to_channel))
    article, rudi = await publish(always), always.person("Rudi")
    assert len(posts(always)) == 1
    assert "belum pasti apakah sudah tampil. Lihat kanalnya dahulu" in text_of(always.find(rudi, "Belum dibagikan"))
    assert labels(always.find(rudi, TITLE))[:2] == ["📣 Belum ada, bagikan", "✔ Sudah ada di kanal"]
    await always.tap(rudi, "Sudah ada di kanal")
    assert len(posts(always)) == 1
    assert "Bagikan" not in " ".join(labels(always.find(rudi, TITLE)))
    share = await always.bot.store.read(channel_posts.get, article.id)
    assert share is not None
    assert share.state == "ended"


async def test_a_post_that_certainly_did_not_go_is_tried_again_by_itself(always: Stage) -> None:
    always.outside.faults.add(Fault("sendMessage", "drop_before", when=_to_channel))
    await publish(always)
    assert len(posts(always)) == 1


async def test_a_bot_that_was_killed_while_posting_does_not_post_twice(always: Stage) -> None:
    article = await publish(always)

    def as_if_killed(tx: Tx) -> None:
        tx.db.execute("UPDATE share SET state = 'posting', message_id = NULL")
        tx.db.execute("UPDATE outbox SET state = 'new' WHERE kind = 'share'")

    await always.bot.store.write(as_if_killed)
    await always.settle()
    assert len(posts(always)) == 1
    assert "belum pasti" in text_of(always.find(always.person("Rudi"), f"Naskah {article.ref}: "))


def test_the_channel_is_one_of_the_chats_that_tayang_check_looks_at(tmp_path: Path) -> None:
    example = (Path(__file__).parents[2] / "config.example.toml").read_text("utf-8")
    config = tmp_path / "config.toml"
    config.write_text(example.replace("#chat = -1001234567890", f"chat = {CHANNEL}"), "utf-8")
    loaded = load(config, {})
    assert [(place.key, place.chat) for place in chats.places(loaded)] == [("share.chat", CHANNEL)]
    assert (loaded.office().share_chat, loaded.office().share_when) == (CHANNEL, "ask")


def _to_channel(params: Any) -> bool:
    return str(params.get("chat_id")) == str(CHANNEL)
