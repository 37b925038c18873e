"""The bot in groups: what it answers there, what it leaves to private chats, and the report that is posted."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import cast
from bot.rehearsal.phone import Phone
from bot.rehearsal.room import GroupRoom
from bot.rehearsal.world import GROUP_ANONYMOUS_BOT, Group
from bot.sop.flow import Action, Kind, State
from bot.sop.press import Press
from bot.texts.indonesian import Indonesian
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Message, Stage, text_of

GROUP = -6001
PRIVATE_ONLY = "Gunakan perintah ini dalam percakapan pribadi dengan bot."
PERSONALLY = "Keputusan hanya dapat diambil dari akun pribadi, dalam percakapan langsung dengan bot."


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """An office whose reports go to a group of its own, where strangers are members too."""
    office = replace(cast.office("http://127.0.0.1/situs/"), report_group=GROUP)
    async with Stage(tmp_path, office=office) as stage:
        stage.stranger("Joko")
        members = [scenes.WHO["Bambang"], scenes.WHO["Siti"], scenes.WHO["Rudi"], 9001]
        stage.outside.add_group(Group(GROUP, "Laporan Humas", members))
        yield stage


@pytest.fixture
def room(stage: Stage) -> GroupRoom:
    return stage.outside.group(GROUP)


def said(room: GroupRoom) -> list[str]:
    """What the bot said in a group."""
    return [text_of(message) for message in room.messages if message["outgoing"]]


async def say(stage: Stage, somebody: Phone, text: str, group: int = GROUP, *, anonymous: bool = False) -> None:
    somebody.send(text, chat=group, anonymous=anonymous)
    await stage.settle()


# --- commands ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["/bantuan", "/help", "/bantuan@TayangLatihanBot", "/BANTUAN@tayanglatihanbot"])
async def test_it_answers_help_in_a_group(stage: Stage, room: GroupRoom, command: str) -> None:
    await say(stage, stage.person("Siti"), command)
    [answer] = said(room)
    assert answer.startswith("Bantuan")
    assert "/tugas" in answer
    assert stage.outside.refusals() == []


async def test_it_answers_where_things_are_without_buttons(stage: Stage, room: GroupRoom) -> None:
    await scenes.bring(stage, State.A_WAITING_VERIFIER)
    await say(stage, stage.person("Bambang"), "/status")
    [answer] = [message for message in room.messages if message["outgoing"]]
    assert "N-1" in text_of(answer)
    assert "reply_markup" not in answer


@pytest.mark.parametrize(
    "command", ["/tugas", "/disposisi Rapat", "/kirim", "/batal", "/bahasa", "/start", "/start abc", "/apa"]
)
async def test_it_leads_every_other_command_to_the_private_chat(stage: Stage, room: GroupRoom, command: str) -> None:
    before = await stage.bot.store.read(scenes.lasting)
    name, _, words = command.partition(" ")
    await say(stage, stage.person("Bambang"), f"{name}@TayangLatihanBot {words}")
    assert said(room) == [PRIVATE_ONLY]
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_it_is_silent_to_other_bots_commands_and_to_talk(stage: Stage, room: GroupRoom) -> None:
    room.group.privacy = False  # it hears everything now
    siti = stage.person("Siti")
    for text in ("/bantuan@BotLain", "/status@BotLain", "Selamat pagi semua", "@TayangLatihanBot tolong terbitkan"):
        await say(stage, siti, text)
    assert said(room) == []


async def test_it_takes_no_article_from_a_group(stage: Stage, room: GroupRoom) -> None:
    room.group.privacy = False
    room.group.member_ids.append(scenes.WHO["Rina"])
    before = await stage.bot.store.read(scenes.lasting)
    rina = stage.person("Rina")
    message = rina.send("Vaksinasi massal dimulai Senin di semua puskesmas", chat=GROUP)
    rina.edit(message["message_id"], "Vaksinasi massal ditunda", chat=GROUP)
    rina.send_document(b"%PDF-1.4\n", "surat.pdf", "application/pdf", chat=GROUP)
    await stage.settle()
    assert said(room) == []
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert stage.outside.log.of("getFile") == []


async def test_it_is_silent_to_strangers_in_a_group(stage: Stage, room: GroupRoom) -> None:
    joko = stage.outside.person(9001)
    for command in ("/bantuan", "/status", "/start abc", "/disposisi x"):
        await say(stage, joko, command)
    assert said(room) == []
    assert joko.received == []


async def test_it_asks_anonymous_admins_to_come_in_person(stage: Stage, room: GroupRoom) -> None:
    """Telegram tells nobody who hides behind the group: GroupAnonymousBot, and the group as its sender."""
    await scenes.bring(stage, State.D_WAITING_KASUBBAG)
    before = await stage.bot.store.read(scenes.lasting)
    for command in ("/status", "/disposisi Rapat", "/bantuan"):
        await say(stage, stage.person("Bambang"), command, anonymous=True)
    assert said(room) == [PERSONALLY] * 3
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


async def test_it_speaks_each_members_language(stage: Stage, room: GroupRoom) -> None:
    await stage.say(stage.person("Siti"), "/bahasa")
    await stage.tap(stage.person("Siti"), "English")
    await say(stage, stage.person("Siti"), "/tugas")
    await say(stage, stage.person("Rudi"), "/tugas")
    english, indonesian = said(room)
    assert english.startswith("Please use this command in a private chat")
    assert indonesian == PRIVATE_ONLY


# --- decisions ---------------------------------------------------------------------------------------


async def test_it_refuses_decisions_from_a_group(stage: Stage, room: GroupRoom) -> None:
    order = await scenes.bring(stage, State.D_WAITING_KASUBBAG)
    before = await stage.bot.store.read(scenes.lasting)
    siti = stage.person("Siti")
    await say(stage, siti, "/status")
    message = room.messages[-1]
    for data in (
        Press(Action.ACCEPT, Kind.DISPOSITION, order.id, order.version).pack(),
        Press("opn", Kind.DISPOSITION, order.id, order.version, "history").pack(),
        Press("rea", Kind.DISPOSITION, order.id, order.version).pack(),
        Press("lng", arg="en").pack(),
        "junk",
    ):
        siti.press(message["message_id"], data=data, chat=GROUP)
    await stage.settle()
    assert [answer.text for answer in siti.answers] == [PERSONALLY] * 5
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}
    assert len(said(room)) == 1


async def test_it_refuses_the_tap_of_an_anonymous_admin(stage: Stage, room: GroupRoom) -> None:
    order = await scenes.bring(stage, State.D_WAITING_KASUBBAG)
    before = await stage.bot.store.read(scenes.lasting)
    data = Press(Action.ACCEPT, Kind.DISPOSITION, order.id, order.version).pack()
    query_id = stage.outside.core.tap(GROUP_ANONYMOUS_BOT["id"], data)
    message: Message = {"message_id": 1, "date": 0, "chat": room.group.chat()}
    query = {"id": query_id, "from": GROUP_ANONYMOUS_BOT, "message": message, "chat_instance": "1", "data": data}
    stage.person("Siti").raw({"callback_query": query})
    await stage.settle()
    t = Indonesian(stage.office, stage.clock.now())
    assert [toast.text for toast in stage.outside.core.toasts] == [t.not_your_thing()]
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


# --- the report --------------------------------------------------------------------------------------


def _post(tx: Tx, order_id: int) -> None:
    scenes.move(tx, "Siti", Kind.DISPOSITION, order_id, Action.POST, reason="Semua <b>tayang</b> & lengkap")


async def test_it_posts_the_report_to_the_group(stage: Stage, room: GroupRoom) -> None:
    order = await scenes.bring(stage, State.D_REPORTING)
    await stage.bot.store.write(_post, order.id)
    await stage.settle()
    [report] = [message for message in room.messages if message["outgoing"]]
    assert "Laporan Kegiatan – Disposisi D-1/2026" in text_of(report)
    assert "Semua <b>tayang</b> & lengkap" in text_of(report)
    assert "reply_markup" not in report
    assert stage.outside.refusals() == []


async def test_it_follows_a_group_that_became_a_supergroup(stage: Stage, room: GroupRoom) -> None:
    """The report in the moment of the move, and every later one, goes to the new id; the old one is not tried again."""
    first = await scenes.bring(stage, State.D_REPORTING)
    moved = room.migrate()
    await stage.bot.store.write(_post, first.id)
    await stage.settle()
    assert len(said(moved)) == 1
    assert said(room) == []

    second = await scenes.bring(stage, State.D_REPORTING)
    await stage.bot.store.write(_post, second.id)
    await stage.settle()
    assert ["D-1/2026" in said(moved)[0], "D-2/2026" in said(moved)[1]] == [True, True]
    to_old = [call for call in stage.outside.log.of("sendMessage") if int(call.params["chat_id"]) == GROUP]
    assert len(to_old) == 1
    assert stage.outside.refusals() == []

    await say(stage, stage.person("Siti"), "/bantuan@TayangLatihanBot", group=moved.group.id)
    assert said(moved)[-1].startswith("Bantuan")


async def test_it_goes_on_when_the_group_threw_it_out(stage: Stage, room: GroupRoom) -> None:
    order = await scenes.bring(stage, State.D_REPORTING)
    room.remove_bot(stage.person("Bambang"))
    await stage.bot.store.write(_post, order.id)
    await stage.settle()
    assert said(room) == []
    assert "Laporan diterima" in str(stage.find(stage.person("Bambang"), "Laporan Kegiatan")["reply_markup"])
    room.add_bot(stage.person("Bambang"))
    await say(stage, stage.person("Bambang"), "/bantuan")
    assert said(room)[-1].startswith("Bantuan")
