"""Sending is refused where Telegram refuses it, in its words; what goes through reads right."""

from __future__ import annotations

import json

import pytest

from bot.rehearsal.files import MEGABYTE, Upload
from bot.rehearsal.refusal import Json
from tests.rehearsal.cast import (
    BUDI,
    GROUP,
    NOON,
    RINA,
    Clock,
    ask,
    button,
    done,
    keys,
    office,
    picture,
    refusal,
)

TOO_BIG_PHOTO = (
    f"file of size {len(picture()) + 10 * MEGABYTE} bytes is too big for a photo; the maximum size is 10485760 bytes"
)


async def test_a_message_reads_as_telegram_writes_it() -> None:
    played = office()
    message = await done(
        played,
        "sendMessage",
        chat_id=str(RINA),
        text="<b>Disposisi</b> baru",
        parse_mode="HTML",
        reply_markup=keys(button("Terima", "d1")),
    )
    assert message == {
        "message_id": 101,
        "from": {
            "id": 123456,
            "is_bot": True,
            "first_name": "Tayang",
            "username": "TayangBot",
        },
        "chat": {
            "id": RINA,
            "first_name": "Rina",
            "last_name": "Wulandari",
            "username": "rina_w",
            "type": "private",
        },
        "date": int(NOON),
        "text": "Disposisi baru",
        "entities": [{"type": "bold", "offset": 0, "length": 9}],
        "reply_markup": {"inline_keyboard": [[{"text": "Terima", "callback_data": "d1"}]]},
    }
    assert played.person(RINA).messages == [{**message, "outgoing": True}]


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": RINA}, "message text is empty"),
        ({"chat_id": RINA, "text": ""}, "message text is empty"),
        ({"chat_id": RINA, "text": " \n "}, "text must be non-empty"),
        ({"chat_id": RINA, "text": "a" * 4097}, "message is too long"),
        ({"chat_id": RINA, "text": "😀" * 4097}, "message is too long"),
        ({"chat_id": 999, "text": "a"}, "chat not found"),
        ({"chat_id": "@someone", "text": "a"}, "chat not found"),
        ({"chat_id": RINA, "text": "a", "parse_mode": "XML"}, "unsupported parse_mode"),
        ({"chat_id": RINA, "text": "a", "message_thread_id": 3}, "message thread not found"),
        ({"chat_id": RINA, "text": "a", "reply_markup": "x"}, "object expected as reply markup"),
        (
            {"chat_id": RINA, "text": "a", "reply_parameters": {"message_id": 9}},
            "message to be replied not found",
        ),
        ({"chat_id": RINA, "text": "\ud83d"}, "strings must be encoded in UTF-8"),
        (
            {"chat_id": RINA, "text": "a", "reply_markup": keys(button("\ud83d", "x"))},
            "strings must be encoded in UTF-8",
        ),
    ],
)
async def test_it_refuses_bad_messages(params: Json, sentence: str) -> None:
    played = office()
    assert await refusal(played, "sendMessage", **params) == f"Bad Request: {sentence}"
    assert played.person(RINA).messages == []


async def test_length_is_counted_in_code_points_after_parsing() -> None:
    played = office()
    text = "<b>" + "😀" * 4095 + "&amp;</b>"
    message = await done(played, "sendMessage", chat_id=RINA, text=text, parse_mode="HTML")
    assert len(message["text"]) == 4096


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("blocked", "bot was blocked by the user"),
        ("deactivated", "user is deactivated"),
        ("new", "bot can't initiate conversation with a user"),
    ],
)
async def test_it_cannot_write_to_who_does_not_want_it(state: str, sentence: str) -> None:
    played = office()
    if state == "blocked":
        played.person(RINA).block()
    if state == "deactivated":
        played.person(RINA).deactivate()
    chat_id = BUDI if state == "new" else RINA
    answer = await ask(played, "sendMessage", chat_id=chat_id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, f"Forbidden: {sentence}")
    assert played.refusals() == []


async def test_a_group_that_moved_tells_its_new_id() -> None:
    played = office()
    moved = played.group(GROUP).migrate()
    answer = await ask(played, "sendMessage", chat_id=GROUP, text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": moved.group.id}
    sent = await done(played, "sendMessage", chat_id=moved.group.id, text="a")
    assert sent["chat"]["type"] == "supergroup"


async def test_a_kicked_bot_cannot_write() -> None:
    played = office()
    played.group(GROUP).remove_bot(played.person(RINA))
    answer = await ask(played, "sendMessage", chat_id=GROUP, text="a")
    assert answer["description"] == "Forbidden: bot was kicked from the group chat"


async def test_a_reply_carries_the_message_it_replies_to() -> None:
    played = office()
    asked = played.person(RINA).send("Sudah tayang?")
    reply = {"message_id": asked["message_id"]}
    message = await done(played, "sendMessage", chat_id=RINA, text="Sudah.", reply_parameters=json.dumps(reply))
    assert message["reply_to_message"]["text"] == "Sudah tayang?"


async def test_a_reply_may_go_without() -> None:
    reply = {"message_id": 9, "allow_sending_without_reply": True}
    message = await done(office(), "sendMessage", chat_id=RINA, text="a", reply_parameters=reply)
    assert "reply_to_message" not in message


async def send(method: str, files: dict[str, Upload], **params: object) -> Json:
    played = office()
    answer: Json = json.loads((await played.call(method, {"chat_id": RINA, **params}, files)).body)
    return answer


async def test_a_photo_knows_its_size() -> None:
    files = {"photo": Upload("x.bin", picture(1280, 720))}
    answer = await send("sendPhoto", files, caption="<i>Apel</i>", parse_mode="HTML")
    sizes = [(each["width"], each["height"]) for each in answer["result"]["photo"]]
    assert sizes == [(320, 180), (1280, 720)]
    assert answer["result"]["caption_entities"] == [{"type": "italic", "offset": 0, "length": 4}]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
async def test_every_kind_of_image_is_measured(kind: str) -> None:
    answer = await send("sendPhoto", {"photo": Upload("x", picture(300, 200, kind))})
    assert [answer["result"]["photo"][0][side] for side in ("width", "height")] == [300, 200]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not an image", "IMAGE_PROCESS_FAILED"),
        (b"\xff\xd8\xff\xe0", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (picture(10, 300), "PHOTO_INVALID_DIMENSIONS"),
        (
            picture() + bytes(10 * MEGABYTE),
            TOO_BIG_PHOTO,
        ),
    ],
)
async def test_it_refuses_bad_photos(content: bytes, sentence: str) -> None:
    answer = await send("sendPhoto", {"photo": Upload("x.jpg", content)})
    assert answer["description"] == f"Bad Request: {sentence}"


async def test_it_refuses_a_document_above_50_megabytes() -> None:
    answer = await send("sendDocument", {"document": Upload("x", bytes(50 * MEGABYTE + 1))})
    assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({}, "there is no document in the request"),
        ({"document": "nonsense"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "attach://none"}, "wrong file identifier/HTTP URL specified"),
        ({"document": "https://kab.go.id/a.pdf"}, "failed to get HTTP URL content"),
        ({"document": "attach://d", "caption": "a" * 1025}, "message caption is too long"),
    ],
)
async def test_it_refuses_bad_documents(params: Json, sentence: str) -> None:
    answer = await send("sendDocument", {"d": Upload("a.txt", b"a")}, **params)
    assert answer["description"] == f"Bad Request: {sentence}"


async def test_a_file_is_sent_again_by_its_id_but_not_as_another_kind() -> None:
    played = office()
    files = {"document": Upload("a.pdf", b"%PDF", "application/pdf")}
    first = json.loads((await played.call("sendDocument", {"chat_id": RINA}, files)).body)
    document = first["result"]["document"]
    again = await done(played, "sendDocument", chat_id=RINA, document=document["file_id"])
    assert again["document"] == document
    sentence = await refusal(played, "sendPhoto", chat_id=RINA, photo=document["file_id"])
    assert sentence == "Bad Request: can't use file of type Document as Photo"
    sentence = await refusal(played, "sendDocument", chat_id=RINA, document=document["file_unique_id"])
    assert sentence == "Bad Request: wrong file identifier/HTTP URL specified"


def media(*kinds: str) -> list[Json]:
    return [{"type": kind, "media": "attach://f"} for kind in kinds]


async def test_an_album_shares_one_id() -> None:
    answer = await send("sendMediaGroup", {"f": Upload("x.jpg", picture())}, media=media("photo", "photo"))
    assert len({each["media_group_id"] for each in answer["result"]}) == 1
    assert len({each["message_id"] for each in answer["result"]}) == 2


@pytest.mark.parametrize(
    ("items", "sentence"),
    [
        ([], "there are no messages to send"),
        (media("photo"), "album must have 2-10 items"),
        (media(*["photo"] * 11), "too many messages to send as an album"),
        (media("photo", "document"), "document can't be mixed with other media types"),
        ([{"type": "photo"}] * 2, "can't parse InputMedia: media not found"),
        ("photos", "expected an Array of InputMedia"),
    ],
)
async def test_it_refuses_bad_albums(items: object, sentence: str) -> None:
    answer = await send("sendMediaGroup", {"f": Upload("x.jpg", picture())}, media=items)
    assert answer["description"] == f"Bad Request: {sentence}"


async def test_ids_of_private_chats_count_together() -> None:
    played = office()
    first = await done(played, "sendMessage", chat_id=RINA, text="a")
    second = await done(played, "sendMessage", chat_id=GROUP, text="a")
    assert second["message_id"] == first["message_id"] + 1


async def test_it_shows_that_the_bot_is_busy() -> None:
    played = office(Clock())
    assert await done(played, "sendChatAction", chat_id=RINA, action="upload_document") is True
    assert list(played.core.actions) == [(RINA, "upload_document")]
    sentence = await refusal(played, "sendChatAction", chat_id=RINA, action="dance")
    assert sentence == "Bad Request: wrong parameter action in request"
