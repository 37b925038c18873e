"""A rehearsal that stops goes on where it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.rehearsal import Rehearsal
from tests.rehearsal.cast import (
    BUDI,
    GROUP,
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


async def lived() -> Rehearsal:
    """A rehearsal where something has happened."""
    played = office(Clock())
    rina = played.person(RINA)
    rina.send_photo(picture(), "Apel")
    played.person(BUDI).start()
    await done(played, "sendMessage", chat_id=RINA, text="a", reply_markup=keys(button("Ya", "y")))
    await done(played, "sendMessage", chat_id=TONO, text="a", reply_markup='{"force_reply":true}')
    await done(played, "setMyCommands", commands=[{"command": "a", "description": "b"}])
    await done(played, "setMyDescription", description="Bot SOP", language_code="id")
    rina.press(rina.last, "Ya")
    played.person(TONO).block()
    played.group(GROUP).migrate()
    return played


def leftovers(folder: Path) -> list[Path]:
    """Files half written."""
    return list(folder.rglob("*.part"))


async def test_a_restart_shows_the_same_phones(tmp_path: Path) -> None:
    played = await lived()
    played.save(tmp_path)
    again = Rehearsal.load(tmp_path, now=Clock(), flood=None, poll_pause=0)
    assert again.world.people == played.world.people
    assert again.world.groups == played.world.groups
    for chat_id in (RINA, TONO, BUDI, GROUP):
        assert again.messages(chat_id) == played.messages(chat_id)
    assert again.person(RINA).commands() == [{"command": "a", "description": "b"}]
    assert await done(again, "getMyDescription", language_code="id") == {"description": "Bot SOP"}
    assert await updates(again) == await updates(played)


async def test_files_buttons_and_ids_live_on(tmp_path: Path) -> None:
    played = await lived()
    query_id = next(iter(played.core.taps))
    photo = played.person(RINA).messages[0]["photo"][-1]["file_id"]
    next_id = played.core.updates.next_id
    played.save(tmp_path)
    again = Rehearsal.load(tmp_path, now=Clock(), flood=None)
    found = await done(again, "getFile", file_id=photo)
    file = again.download(found["file_path"])
    assert file is not None
    assert file.content == picture()
    assert await done(again, "answerCallbackQuery", callback_query_id=query_id) is True
    sent = await done(again, "sendMessage", chat_id=RINA, text="b")
    assert sent["message_id"] == played.world.next_message_id(RINA)
    again.person(RINA).send("c")
    assert max(again.core.updates.pending) == next_id


async def test_saving_again_replaces_the_world_whole(tmp_path: Path) -> None:
    played = await lived()
    played.save(tmp_path)
    played.person(RINA).send("baru")
    played.save(tmp_path)
    again = Rehearsal.load(tmp_path, now=Clock())
    assert again.person(RINA).messages[-1]["text"] == "baru"
    assert leftovers(tmp_path) == []


async def test_an_empty_folder_is_a_new_rehearsal(tmp_path: Path) -> None:
    played = office()
    assert played.restore(tmp_path / "none") is False


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 99}', '{"version": 1}'])
async def test_it_refuses_a_broken_world(tmp_path: Path, content: str) -> None:
    (tmp_path / "world.json").write_text(content)
    with pytest.raises(ValueError, match=r"."):
        office().restore(tmp_path)


async def test_it_reads_no_file_outside_its_folder(tmp_path: Path) -> None:
    played = await lived()
    played.save(tmp_path)
    path = tmp_path / "world.json"
    world = json.loads(path.read_text())
    world["files"][0]["unique_id"] = "../../etc/hostname"
    path.write_text(json.dumps(world))
    with pytest.raises(ValueError, match="no id"):
        office().restore(tmp_path)
