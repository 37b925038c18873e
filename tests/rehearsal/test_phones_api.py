"""The page of phones may see and do what its people may, and no other page may do anything."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.rehearsal import Rehearsal
from bot.rehearsal.refusal import Json
from bot.rehearsal.server import Server
from tests.rehearsal.cast import (
    BUDI,
    GROUP,
    RINA,
    TONO,
    button,
    done,
    keys,
    office,
    picture,
    updates,
)

OURS = {"X-Rehearsal": "1"}


@pytest.fixture
def played() -> Rehearsal:
    return office()


@pytest.fixture
async def page(played: Rehearsal) -> AsyncIterator[aiohttp.ClientSession]:
    async with (
        Server(played) as server,
        aiohttp.ClientSession(base_url=server.url, headers=OURS) as session,
    ):
        yield session


async def post(page: aiohttp.ClientSession, what: str, **sent: Any) -> tuple[int, Json]:
    answer = await page.post(f"/phones/api/{what}", json=sent)
    return answer.status, await answer.json()


async def see(page: aiohttp.ClientSession, chat: int, user: int) -> Json:
    shown: Json = await (await page.get(f"/phones/api/chats/{chat}?user_id={user}")).json()
    return shown


async def test_it_names_everybody(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    played.links["website"] = "/site/"
    shown = await (await page.get("/phones/api/people")).json()
    assert shown["bot"]["username"] == "TayangBot"
    assert shown["people"][0] == {
        "id": RINA,
        "first_name": "Rina",
        "last_name": "Wulandari",
        "username": "rina_w",
        "label": "Kabag",
        "blocked": False,
        "started": True,
    }
    assert shown["groups"] == [{"id": GROUP, "title": "Bagian Komunikasi", "member_ids": [RINA, TONO]}]
    assert shown["links"] == {"website": "/site/"}


async def test_a_person_sees_own_chats_only(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    await done(played, "sendMessage", chat_id=RINA, text="Rahasia")
    await done(played, "setMyCommands", commands=[{"command": "a", "description": "b"}])
    shown = await see(page, RINA, RINA)
    assert [(each["text"], each["outgoing"]) for each in shown["messages"]] == [("Rahasia", True)]
    assert shown["commands"] == [{"command": "a", "description": "b"}]
    assert (await see(page, GROUP, TONO))["messages"] == []
    for chat, user in ((RINA, TONO), (GROUP, BUDI), (RINA, 4)):
        assert list(await see(page, chat, user)) == ["error"]


async def test_it_sends_presses_edits_and_blocks(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    who = {"user_id": RINA, "chat_id": RINA}
    await done(played, "sendMessage", chat_id=RINA, text="a", reply_markup=keys(button("Ya", "y")))
    card = played.person(RINA).last["message_id"]
    assert (await post(page, "send", **who, text="halo", reply_to_message_id=card))[0] == 200
    said = played.person(RINA).messages[-1]["message_id"]
    assert (await post(page, "edit", **who, message_id=said, text="hai"))[0] == 200
    assert (await post(page, "press", **who, message_id=card, data="y"))[0] == 200
    assert (await post(page, "block", user_id=RINA, blocked=True))[0] == 200
    found = await updates(played)
    assert [list(each)[1] for each in found] == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    assert found[0]["message"]["reply_to_message"]["message_id"] == card
    assert await post(page, "send", **who, text="a") == (
        400,
        {"error": "Bot diblokir; buka dulu. / The bot is blocked; unblock it first."},
    )
    await post(page, "block", user_id=RINA, blocked=False)
    assert played.person(RINA).person.blocked is False


@pytest.mark.parametrize(
    ("what", "sent"),
    [
        ("send", {"user_id": 4, "chat_id": RINA, "text": "a"}),
        ("send", {"user_id": RINA, "chat_id": TONO, "text": "a"}),
        ("send", {"user_id": RINA, "chat_id": RINA, "text": 7}),
        ("send", {"user_id": True, "chat_id": RINA, "text": "a"}),
        ("send", {"user_id": RINA, "chat_id": RINA, "text": ""}),
        ("edit", {"user_id": RINA, "chat_id": RINA, "message_id": 99, "text": "a"}),
        ("press", {"user_id": RINA, "chat_id": RINA, "message_id": "x", "data": "a"}),
    ],
)
async def test_it_says_what_is_wrong(page: aiohttp.ClientSession, what: str, sent: Json) -> None:
    status, answer = await post(page, what, **sent)
    assert (status, list(answer)) == (400, ["error"])


def form(kind: str, *contents: bytes, name: str = "a.jpg") -> aiohttp.FormData:
    filled = aiohttp.FormData(default_to_multipart=True, quote_fields=False)
    for field, value in (("user_id", RINA), ("chat_id", RINA), ("kind", kind), ("caption", "k")):
        filled.add_field(field, str(value))
    for content in contents:
        filled.add_field("file", content, filename=name)
    return filled


async def test_several_photos_make_an_album(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    answer = await page.post("/phones/api/upload", data=form("photo", picture(), picture(), picture()))
    assert answer.status == 200
    messages = [each["message"] for each in await updates(played)]
    assert [each.get("caption") for each in messages] == ["k", None, None]
    assert len({each["media_group_id"] for each in messages}) == 1


async def test_one_photo_is_no_album_and_no_photo_is_refused(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    assert (await page.post("/phones/api/upload", data=form("photo", picture()))).status == 200
    assert "media_group_id" not in played.person(RINA).messages[0]
    for wrong in (form("photo", b"text"), form("photo")):
        answer = await page.post("/phones/api/upload", data=wrong)
        assert (answer.status, list(await answer.json())) == (400, ["error"])


async def test_documents_are_never_shown_by_the_browser(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    evil = form("document", b"<script>alert(1)</script>", name="a b.html")
    assert (await page.post("/phones/api/upload", data=evil)).status == 200
    file_id = played.person(RINA).messages[0]["document"]["file_id"]
    answer = await page.get(f"/phones/api/file/{file_id}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%20b.html"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    photo = played.person(RINA).send_photo(picture())["photo"][0]["file_unique_id"]
    answer = await page.get(f"/phones/api/file/{photo}")
    assert (answer.headers["Content-Type"], await answer.read()) == ("image/jpeg", picture())
    assert (await page.get("/phones/api/file/none")).status == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Rehearsal": ""},
        {"Content-Type": "text/plain"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
async def test_other_pages_cannot_act(page: aiohttp.ClientSession, played: Rehearsal, headers: dict[str, str]) -> None:
    content = f'{{"user_id": {RINA}, "chat_id": {RINA}, "text": "a"}}'
    sent = {"Content-Type": "application/json", **headers}
    answer = await page.post("/phones/api/send", data=content, headers=sent)
    assert (answer.status, played.person(RINA).messages) == (403, [])
    answer = await page.post("/phones/api/upload", data=form("photo", picture()), headers=headers)
    assert answer.status == 403


async def test_the_live_line_tells_every_change(page: aiohttp.ClientSession, played: Rehearsal) -> None:
    async with page.ws_connect("/phones/api/live") as live:
        sent = await done(played, "sendMessage", chat_id=RINA, text="a")
        where = {"chat_id": RINA, "message_id": sent["message_id"]}
        await done(played, "editMessageText", **where, text="b")
        query = played.person(RINA).press(sent["message_id"], data="y")
        await done(played, "answerCallbackQuery", callback_query_id=query, text="Sip")
        await done(played, "deleteMessage", **where)
        scope = {"type": "chat", "chat_id": RINA}
        commands = [{"command": "a", "description": "b"}]
        await done(played, "setMyCommands", commands=commands, scope=scope)
        played.person(RINA).block()
        events = [await live.receive_json() for _ in range(6)]
    assert [event["event"] for event in events] == [
        "message",
        "message",
        "answer",
        "deleted",
        "commands",
        "people",
    ]
    assert events[1]["message"]["text"] == "b"
    assert events[2] == {
        "event": "answer",
        "user_id": RINA,
        "text": "Sip",
        "show_alert": False,
        "data": "y",
    }
    assert events[3] == {
        "event": "deleted",
        "chat_id": RINA,
        "message_ids": [sent["message_id"]],
    }
    assert events[4] == {"event": "commands", "chat_id": RINA}


async def test_a_foreign_page_cannot_listen(page: aiohttp.ClientSession) -> None:
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await page.ws_connect("/phones/api/live", headers={"Origin": "http://evil.example"})
    assert refused.value.status == 403
