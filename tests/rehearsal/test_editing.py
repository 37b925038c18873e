"""Editing, deleting and reacting: Telegram's windows, and its words when they are shut."""

from __future__ import annotations

import pytest

from bot.rehearsal import Rehearsal
from bot.rehearsal.refusal import Json
from tests.rehearsal.cast import (
    GROUP,
    NOON,
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

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are "
    "exactly the same as a current content and reply markup of the message"
)


async def card(played: Rehearsal, **more: object) -> Json:
    """A message of the bot to Rina: where it is, as parameters of an edit."""
    sent = await done(played, "sendMessage", chat_id=RINA, text="Menunggu", **more)
    return {"chat_id": RINA, "message_id": sent["message_id"]}


async def test_an_edit_replaces_text_and_buttons() -> None:
    clock = Clock()
    played = office(clock)
    where = await card(played, reply_markup=keys(button("Setujui", "y")))
    clock.forward(60)
    edited = await done(played, "editMessageText", **where, text="Disetujui")
    assert (edited["text"], edited["edit_date"]) == ("Disetujui", int(NOON) + 60)
    assert "reply_markup" not in edited
    assert played.person(RINA).last == {**edited, "outgoing": True}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "message text is empty"),
        ({"message_id": 0, "text": "a"}, "message identifier is not specified"),
        ({"message_id": 999, "text": "a"}, "message to edit not found"),
        ({"chat_id": 4, "text": "a"}, "chat not found"),
        ({"chat_id": "", "text": "a"}, "chat_id is empty"),
        ({"inline_message_id": "x", "text": "a"}, "MESSAGE_ID_INVALID"),
        ({"text": "a" * 4097}, "message is too long"),
    ],
)
async def test_it_refuses_bad_edits(change: Json, words: str) -> None:
    played = office()
    where = await card(played)
    assert await refusal(played, "editMessageText", **{**where, **change}) == f"Bad Request: {words}"


async def test_an_unchanged_edit_is_refused() -> None:
    played = office()
    where = await card(played, reply_markup=keys(button("Ya", "y")))
    same = {"text": "Menunggu", "reply_markup": keys(button("Ya", "y"))}
    assert await refusal(played, "editMessageText", **where, **same) == NOT_MODIFIED
    assert (
        await refusal(played, "editMessageReplyMarkup", **where, reply_markup=keys(button("Ya", "y"))) == NOT_MODIFIED
    )
    other = {"text": "Menunggu", "reply_markup": keys(button("Ya", "z"))}
    assert (await done(played, "editMessageText", **where, **other))["text"] == "Menunggu"


async def test_own_messages_can_be_edited_at_any_age() -> None:
    clock = Clock()
    played = office(clock)
    where = await card(played)
    clock.forward(400 * 24 * 3600)
    assert (await done(played, "editMessageText", **where, text="Lama"))["text"] == "Lama"


@pytest.mark.parametrize("markup", ['{"keyboard":[["Ya"]]}', '{"remove_keyboard":true}', '{"force_reply":true}'])
async def test_a_message_with_a_reply_keyboard_can_never_be_edited(markup: str) -> None:
    played = office()
    where = await card(played, reply_markup=markup)
    sentence = await refusal(played, "editMessageText", **where, text="a")
    assert sentence == "Bad Request: message can't be edited"


async def test_a_persons_message_cannot_be_edited() -> None:
    played = office()
    said = played.person(RINA).send("halo")
    sentence = await refusal(played, "editMessageText", chat_id=RINA, message_id=said["message_id"], text="a")
    assert sentence == "Bad Request: message can't be edited"


async def test_text_and_caption_are_not_the_same() -> None:
    played = office()
    where = await card(played)
    sentence = await refusal(played, "editMessageCaption", **where, caption="a")
    assert sentence == "Bad Request: there is no caption in the message to edit"
    photo = played.person(RINA).send_photo(picture())["photo"][-1]["file_id"]
    sent = await done(played, "sendPhoto", chat_id=RINA, photo=photo, caption="Apel")
    where = {"chat_id": RINA, "message_id": sent["message_id"]}
    sentence = await refusal(played, "editMessageText", **where, text="a")
    assert sentence == "Bad Request: there is no text in the message to edit"
    assert (await done(played, "editMessageCaption", **where, caption="B"))["caption"] == "B"
    assert "caption" not in await done(played, "editMessageCaption", **where)


async def test_a_blocked_bot_cannot_edit() -> None:
    played = office()
    where = await card(played)
    played.person(RINA).block()
    answer = await ask(played, "editMessageText", **where, text="a")
    assert answer["error_code"] == 403


async def test_it_deletes_within_48_hours() -> None:
    clock = Clock()
    played = office(clock)
    young, old = await card(played), await card(played)
    clock.forward(48 * 3600)
    assert await done(played, "deleteMessage", **young) is True
    clock.forward(1)
    sentence = await refusal(played, "deleteMessage", **old)
    assert sentence == "Bad Request: message can't be deleted"
    assert await refusal(played, "deleteMessage", **young) == ("Bad Request: message to delete not found")
    assert [each["message_id"] for each in played.person(RINA).messages] == [old["message_id"]]


async def test_it_deletes_what_people_say_only_where_it_may() -> None:
    played = office()
    private, public = played.person(RINA).send("a"), played.person(TONO).send("b", GROUP)
    where = {"chat_id": GROUP, "message_id": public["message_id"]}
    assert await done(played, "deleteMessage", chat_id=RINA, message_id=private["message_id"])
    sentence = await refusal(played, "deleteMessage", **where)
    assert sentence == "Bad Request: message can't be deleted"
    played.group(GROUP).group.bot_admin = True
    assert await done(played, "deleteMessage", **where) is True


async def test_it_deletes_many_and_skips_the_missing() -> None:
    played = office()
    ids = [(await card(played))["message_id"] for _ in range(3)]
    assert await done(played, "deleteMessages", chat_id=RINA, message_ids=[*ids[:2], 999]) is True
    assert [each["message_id"] for each in played.person(RINA).messages] == ids[2:]
    sentence = await refusal(played, "deleteMessages", chat_id=RINA, message_ids=list(range(101)))
    assert sentence == "Bad Request: too many message identifiers specified"
    sentence = await refusal(played, "deleteMessages", chat_id=RINA, message_ids=[])
    assert sentence == "Bad Request: message identifiers are not specified"


@pytest.mark.parametrize("emoji", ["👍", "🫡", "👨\u200d💻", "❤"])
async def test_it_reacts_with_what_telegram_offers(emoji: str) -> None:
    played = office()
    said = played.person(RINA).send("a")
    reaction = [{"type": "emoji", "emoji": emoji}]
    where = {"chat_id": RINA, "message_id": said["message_id"]}
    assert await done(played, "setMessageReaction", **where, reaction=reaction) is True


@pytest.mark.parametrize(
    ("reaction", "words"),
    [
        ([{"type": "emoji", "emoji": "✅"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "⏳"}], "REACTION_INVALID"),
        ([{"type": "paid"}], "REACTION_INVALID"),
        ([{"type": "emoji", "emoji": "👍"}] * 2, "REACTIONS_TOO_MANY"),
    ],
)
async def test_it_refuses_other_reactions(reaction: list[Json], words: str) -> None:
    played = office()
    said = played.person(RINA).send("a")
    where = {"chat_id": RINA, "message_id": said["message_id"]}
    sentence = await refusal(played, "setMessageReaction", **where, reaction=reaction)
    assert sentence == f"Bad Request: {words}"
    sentence = await refusal(played, "setMessageReaction", chat_id=RINA, message_id=9)
    assert sentence == "Bad Request: message to react not found"
