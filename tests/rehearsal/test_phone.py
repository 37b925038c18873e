"""What people do reaches the bot as Telegram would bring it."""

from __future__ import annotations

import pytest

from bot.rehearsal import Rehearsal
from bot.rehearsal.refusal import Json
from bot.rehearsal.world import GROUP_ANONYMOUS_BOT_ID
from tests.rehearsal.cast import (
    BUDI,
    GROUP,
    NOON,
    RINA,
    TONO,
    Clock,
    button,
    done,
    keys,
    office,
    picture,
    updates,
)


async def only(played: Rehearsal, kind: str) -> Json:
    """The payload of the one update there is."""
    (update,) = await updates(played)
    assert list(update) == ["update_id", kind]
    payload: Json = update[kind]
    return payload


async def test_starting_brings_a_command_and_lets_the_bot_write() -> None:
    played = office()
    played.person(BUDI).start("undangan_7")
    message = await only(played, "message")
    assert message["text"] == "/start undangan_7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": BUDI,
        "is_bot": False,
        "first_name": "Budi",
        "language_code": "id",
    }
    await done(played, "sendMessage", chat_id=BUDI, text="Selamat datang")


@pytest.mark.parametrize("payload", ["a b", "a" * 65, "é"])
async def test_a_start_link_takes_no_other_payload(payload: str) -> None:
    with pytest.raises(ValueError, match="start link"):
        office().person(BUDI).start(payload)


async def test_a_long_text_goes_in_parts() -> None:
    played = office()
    played.person(RINA).send("a" * 5000)
    assert [len(each["message"]["text"]) for each in await updates(played)] == [4096, 904]


async def test_an_empty_text_cannot_be_sent() -> None:
    with pytest.raises(ValueError, match="kosong"):
        office().person(RINA).send(" \n")


async def test_half_a_character_is_made_whole() -> None:
    assert office().person(RINA).send("a\ud83d")["text"] == "a\ufffd"


async def test_an_album_is_as_many_updates_with_one_caption() -> None:
    played = office()
    played.person(RINA).send_album([picture(), picture()], "Apel #pagi")
    first, second = [each["message"] for each in await updates(played)]
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], "caption" in second) == ("Apel #pagi", False)
    assert first["caption_entities"] == [{"type": "hashtag", "offset": 5, "length": 5}]


async def test_a_document_keeps_its_name_and_type() -> None:
    played = office()
    played.person(RINA).send_document(b"a", "rilis.pdf", "application/pdf", "Rilis")
    message = await only(played, "message")
    named = [message["document"][name] for name in ("file_name", "mime_type", "file_size")]
    assert (named, message["caption"]) == (["rilis.pdf", "application/pdf", 1], "Rilis")


async def test_an_edit_comes_as_an_edited_message() -> None:
    clock = Clock()
    played = office(clock)
    said = played.person(RINA).send("a")
    clock.forward(5)
    played.person(RINA).edit(said["message_id"], "b /tugas")
    edited = (await updates(played))[1]["edited_message"]
    assert (edited["text"], edited["edit_date"]) == ("b /tugas", int(NOON) + 5)
    with pytest.raises(LookupError):
        played.person(TONO).edit(said["message_id"], "c", RINA)


async def test_pressing_a_button_carries_its_data_and_message() -> None:
    played = office()
    rina = played.person(RINA)
    await done(played, "sendMessage", chat_id=RINA, text="a", reply_markup=keys(button("Ya", "y")))
    query_id = rina.press(rina.last, "Ya")
    query = await only(played, "callback_query")
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "y", RINA)
    assert query["message"]["text"] == "a"
    with pytest.raises(LookupError, match="Ya"):
        rina.press(rina.last, "Tidak")


async def test_a_press_can_be_forged_and_its_message_be_gone() -> None:
    played = office()
    played.person(TONO).press(77, data="setujui:1")
    query = await only(played, "callback_query")
    assert query["data"] == "setujui:1"
    assert query["message"] == {
        "chat": {"id": TONO, "first_name": "Tono", "type": "private"},
        "message_id": 77,
        "date": 0,
    }


async def test_a_button_that_tells_the_bot_nothing_cannot_be_pressed() -> None:
    played = office()
    link = {"text": "Situs", "url": "https://kab.go.id/"}
    await done(played, "sendMessage", chat_id=RINA, text="a", reply_markup=keys(link))
    with pytest.raises(ValueError, match="Situs"):
        played.person(RINA).press(played.person(RINA).last, "Situs")


async def test_blocking_is_told_and_silences() -> None:
    played = office()
    rina = played.person(RINA)
    rina.block()
    rina.block()
    change = await only(played, "my_chat_member")
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"]["status"] == "kicked"
    assert rina.press(1, data="x") == ""
    with pytest.raises(PermissionError):
        rina.send("a")
    rina.start()
    kinds = [list(each)[1] for each in await updates(played)]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        ("/tugas", True),
        ("/tugas@TayangBot", True),
        ("/tugas@OtherBot", False),
        ("halo @tayangbot", True),
        ("halo semua", False),
    ],
)
async def test_privacy_mode_hides_a_groups_talk(text: str, *, reaches: bool) -> None:
    played = office()
    played.person(TONO).send(text, GROUP)
    assert len(await updates(played)) == reaches


async def test_replies_to_the_bot_and_all_an_admin_bot_hears() -> None:
    played = office()
    sent = await done(played, "sendMessage", chat_id=GROUP, text="Alasan?")
    played.person(TONO).send("Kurang foto", GROUP, sent["message_id"])
    assert (await only(played, "message"))["reply_to_message"]["text"] == "Alasan?"
    played.group(GROUP).group.bot_admin = True
    played.person(TONO).send("baik", GROUP)
    assert len(await updates(played)) == 2


async def test_an_anonymous_admin_hides_behind_the_group() -> None:
    played = office()
    played.person(RINA).send("/setujui", GROUP, anonymous=True)
    message = await only(played, "message")
    assert message["from"]["id"] == GROUP_ANONYMOUS_BOT_ID
    assert message["sender_chat"]["id"] == GROUP


async def test_only_members_write_in_a_group() -> None:
    with pytest.raises(PermissionError):
        office().person(BUDI).send("halo", GROUP)


async def test_a_bot_taken_out_is_told_and_hears_nothing() -> None:
    played = office()
    room = played.group(GROUP)
    room.remove_bot(played.person(RINA))
    change = await only(played, "my_chat_member")
    assert change["new_chat_member"]["status"] == "kicked"
    played.person(TONO).send("/tugas", GROUP)
    room.add_bot(played.person(RINA))
    assert len(await updates(played)) == 2


async def test_picked_contacts_come_as_shared_users() -> None:
    played = office()
    played.person(RINA).share_users(3, [TONO])
    message = await only(played, "message")
    assert message["users_shared"] == {
        "request_id": 3,
        "users": [{"user_id": TONO, "first_name": "Tono"}],
    }


async def test_deleting_tells_the_bot_nothing() -> None:
    played = office()
    said = played.person(RINA).send("a")
    played.person(RINA).delete(said["message_id"])
    assert played.person(RINA).messages == []
    assert len(await updates(played)) == 1


async def test_waiting_ends_with_the_change_or_with_a_timeout() -> None:
    played = office()
    with pytest.raises(TimeoutError):
        await played.wait_for(lambda: played.person(RINA).messages, timeout=0.01)
    played.person(RINA).send("a")
    assert len(await played.wait_for(lambda: played.person(RINA).messages)) == 1


async def test_one_who_heard_nothing_has_no_last_message() -> None:
    with pytest.raises(LookupError, match="Budi"):
        _ = office().person(BUDI).last
