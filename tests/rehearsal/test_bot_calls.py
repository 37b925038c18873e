"""Answers to taps, files, commands, names, chats: the bot's smaller calls."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rehearsal.files import LINK_SECONDS, MEGABYTE
from bot.rehearsal.refusal import Json
from tests.rehearsal.cast import (
    BUDI,
    GROUP,
    RINA,
    TONO,
    Clock,
    ask,
    button,
    done,
    keys,
    office,
    picture,
    refusal,
)

LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_an_answer_reaches_who_pressed() -> None:
    played = office()
    rina = played.person(RINA)
    await done(played, "sendMessage", chat_id=RINA, text="a", reply_markup=keys(button("Ya", "y")))
    query = rina.press(rina.last, "Ya")
    answer = {"callback_query_id": query, "text": "Disetujui", "show_alert": "true"}
    assert await done(played, "answerCallbackQuery", **answer) is True
    toast = rina.answers[0]
    assert (toast.text, toast.show_alert, toast.data) == ("Disetujui", True, "y")
    assert played.person(TONO).answers == []


async def test_an_answer_is_taken_once_and_in_time() -> None:
    clock = Clock()
    played = office(clock)
    early, late = (played.person(RINA).press(1, data=data) for data in "ab")
    clock.forward(15)
    assert await done(played, "answerCallbackQuery", callback_query_id=early) is True
    assert await refusal(played, "answerCallbackQuery", callback_query_id=early) == LATE
    clock.forward(1)
    assert await refusal(played, "answerCallbackQuery", callback_query_id=late) == LATE
    assert await refusal(played, "answerCallbackQuery", callback_query_id="77") == LATE
    assert [call.late for call in played.log.late()] == [True] * 3
    assert played.refusals() == []


async def test_an_answer_has_200_characters() -> None:
    played = office()
    query = played.person(RINA).press(1, data="a")
    sentence = await refusal(played, "answerCallbackQuery", callback_query_id=query, text="a" * 201)
    assert sentence == "Bad Request: MESSAGE_TOO_LONG"


async def test_a_files_link_lasts_an_hour() -> None:
    clock = Clock()
    played = office(clock)
    document = played.person(RINA).send_document(b"isi", "rilis.docx")["document"]
    found = await done(played, "getFile", file_id=document["file_id"])
    assert (found["file_size"], found["file_path"].split("/")[0]) == (3, "documents")
    clock.forward(LINK_SECONDS - 1)
    file = played.download(found["file_path"])
    assert file is not None
    assert file.content == b"isi"
    clock.forward(1)
    assert played.download(found["file_path"]) is None


async def test_a_thumbnail_has_an_id_of_its_own() -> None:
    played = office()
    small, large = played.person(RINA).send_photo(picture())["photo"]
    assert (small["width"], large["width"]) == (320, 800)
    found = await done(played, "getFile", file_id=small["file_id"])
    assert found["file_unique_id"] == small["file_unique_id"] != large["file_unique_id"]


async def test_it_hands_out_20_megabytes_and_no_more() -> None:
    played = office()
    most = played.person(RINA).send_document(bytes(20 * MEGABYTE), "a.zip")["document"]
    more = played.person(RINA).send_document(bytes(20 * MEGABYTE + 1), "b.zip")["document"]
    assert (await ask(played, "getFile", file_id=most["file_id"]))["ok"] is True
    sentence = await refusal(played, "getFile", file_id=more["file_id"])
    assert sentence == "Bad Request: file is too big"


@pytest.mark.parametrize(("file_id", "words"), [("", "file_id not specified"), ("AgAD", "invalid file_id")])
async def test_it_refuses_a_wrong_file_id(file_id: str, words: str) -> None:
    assert await refusal(office(), "getFile", file_id=file_id) == f"Bad Request: {words}"


def menu(*names: str) -> list[Json]:
    return [{"command": name, "description": f"Perintah {name}"} for name in names]


async def test_the_narrowest_menu_wins_and_the_language_within_it() -> None:
    played = office()
    rina = played.person(RINA)
    for name, extra in (
        ("a", {}),
        ("b", {"language_code": "id"}),
        ("c", {"scope": {"type": "all_private_chats"}}),
        ("d", {"scope": {"type": "chat", "chat_id": RINA}, "language_code": "en"}),
    ):
        await done(played, "setMyCommands", commands=menu(name), **extra)
    assert rina.commands() == menu("c")
    await done(played, "setMyCommands", commands=menu("e"), scope={"type": "chat", "chat_id": RINA})
    assert rina.commands() == menu("e")
    assert played.person(TONO).commands() == menu("c")
    assert played.person(TONO).commands(GROUP) == menu("b")
    await done(played, "deleteMyCommands", scope={"type": "chat", "chat_id": RINA})
    assert rina.commands() == menu("c")
    assert await done(played, "getMyCommands", language_code="id") == menu("b")


async def test_group_menus_know_admins_and_members() -> None:
    played = office()
    for name, scope in (
        ("a", {"type": "all_group_chats"}),
        ("b", {"type": "all_chat_administrators"}),
        ("c", {"type": "chat_member", "chat_id": GROUP, "user_id": TONO}),
    ):
        await done(played, "setMyCommands", commands=menu(name), scope=scope)
    assert played.person(RINA).commands(GROUP) == menu("b")
    assert played.person(TONO).commands(GROUP) == menu("c")


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"commands": menu("Tugas")}, "BOT_COMMAND_INVALID"),
        ({"commands": menu("a" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        (
            {"commands": [{"command": "a", "description": "b" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": menu(*["a"] * 101)}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": menu("a"), "language_code": "ind"}, "LANG_CODE_INVALID"),
        ({"commands": menu("a"), "scope": {"type": "chat", "chat_id": 4}}, "chat not found"),
        (
            {"commands": menu("a"), "scope": {"type": "x"}},
            "can't parse BotCommandScope: unsupported type specified",
        ),
    ],
)
async def test_it_refuses_bad_menus(params: Json, words: str) -> None:
    assert await refusal(office(), "setMyCommands", **params) == f"Bad Request: {words}"


@pytest.mark.parametrize(("name", "most"), [("Name", 64), ("Description", 512), ("ShortDescription", 120)])
async def test_names_and_descriptions_have_their_length(name: str, most: int) -> None:
    played = office()
    field = {"Name": "name", "Description": "description"}.get(name, "short_description")
    assert await done(played, f"setMy{name}", **{field: "a" * most}) is True
    assert await done(played, f"getMy{name}") == {field: "a" * most}
    sentence = await refusal(played, f"setMy{name}", **{field: "a" * (most + 1)})
    assert sentence.endswith("_TOO_LONG")


async def test_it_tells_who_is_in_a_chat() -> None:
    played = office()
    statuses: list[Any] = []
    for user in (RINA, TONO, BUDI, 123456):
        member = await done(played, "getChatMember", chat_id=GROUP, user_id=user)
        statuses.append(member["status"])
    assert statuses == ["administrator", "member", "left", "member"]
    assert await done(played, "getChatMemberCount", chat_id=GROUP) == 3
    assert len(await done(played, "getChatAdministrators", chat_id=GROUP)) == 1
    assert (await done(played, "getChat", chat_id=RINA))["type"] == "private"
    sentence = await refusal(played, "getChatMember", chat_id=GROUP, user_id=4)
    assert sentence == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_a_bot_that_left_is_out() -> None:
    played = office()
    assert await done(played, "leaveChat", chat_id=GROUP) is True
    answer = await ask(played, "getChat", chat_id=GROUP)
    assert answer["error_code"] == 403


async def test_get_me_is_the_bot() -> None:
    me = await done(office(), "getme")
    assert (me["id"], me["is_bot"], me["username"]) == (123456, True, "TayangBot")


async def test_closing_is_refused_for_ten_minutes() -> None:
    clock = Clock()
    played = office(clock)
    answer = await ask(played, "close")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 600})
    clock.forward(600)
    assert await done(played, "close") is True


async def test_a_logged_out_bot_gets_nothing() -> None:
    played = office()
    assert await done(played, "logOut") is True
    assert await refusal(played, "getMe") == "Bad Request: logged out"


async def test_an_unknown_method_is_not_found_and_counts_as_no_mistake() -> None:
    played = office()
    answer = await ask(played, "sendRichMessage", chat_id=RINA)
    assert (answer["error_code"], answer["description"]) == (404, "Not Found")
    assert played.refusals() == []


async def test_the_log_tells_mistakes_and_oddities() -> None:
    played = office()
    await refusal(played, "sendMessage", chat_id=RINA)
    await done(played, "sendMessage", chat_id=RINA, text="a", colour="red", message_thread_id="x")
    assert [(call.method, call.error) for call in played.refusals()] == [
        ("sendMessage", "Bad Request: message text is empty")
    ]
    assert [call.oddities for call in played.log.odd()] == [
        ["unknown parameter colour", "message_thread_id is not a number"]
    ]
    played.log.clear()
    assert (len(played.log), played.refusals()) == (0, [])
