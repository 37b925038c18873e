"""`tayang rehearse` as a newcomer meets it: one command, an address, phones that answer."""

from __future__ import annotations

import asyncio
import signal
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import aiohttp
import pytest

from bot.cli import cast, rehearse
from bot.rehearsal.guard import HEADER
from bot.sop.flow import Action
from bot.texts import speaking
from tests.e2e.hands import labels, text_of
from tests.e2e.process import Living, command, run

pytestmark = pytest.mark.slow

T = speaking("id", cast.office(""), datetime.now(UTC))
SEND, ACCEPT = T.action(Action.DISPATCH), T.action(Action.ACCEPT)
BAMBANG, SITI = 1001, 1002
SUBJECT = "Berita panen raya"

Message = dict[str, Any]


class Newcomer:
    """Somebody who types the command and opens the page it names."""

    def __init__(self, data: Path, *more: str) -> None:
        self.process = Living(command("rehearse", "--port", "0", "--data", data, *more), data.with_suffix(".log"))

    async def __aenter__(self) -> Newcomer:
        self.session = aiohttp.ClientSession()
        self.process.log.unlink(missing_ok=True)
        await self.process.start()
        found = await self.process.says(r"http://127\.0\.0\.1:\d+")  # within a minute
        self.url = found[0]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.session.close()
        await self.process.kill()

    async def get(self, path: str) -> Any:
        """What the page asks the phones' interface."""
        async with self.session.get(f"{self.url}/phones/api/{path}") as answer:
            assert answer.status == 200
            return await answer.json()

    async def post(self, path: str, **body: Any) -> None:
        """What the page tells it."""
        headers = {HEADER: "1"}  # as the page's own script says
        async with self.session.post(f"{self.url}/phones/api/{path}", json=body, headers=headers) as answer:
            assert (answer.status, (await answer.json()).get("ok")) == (200, True)

    async def chat(self, person: int) -> list[Message]:
        """A person's chat with the bot."""
        found: list[Message] = (await self.get(f"chats/{person}?user_id={person}"))["messages"]
        return found

    async def send(self, person: int, text: str) -> None:
        """Type."""
        await self.post("send", user_id=person, chat_id=person, text=text)

    async def tap(self, person: int, label: str) -> None:
        """Tap the newest button of this label, once it is there."""
        message = await self.card(person, label)
        [data] = {b["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for b in row
                  if b["text"] == label}  # fmt: skip
        await self.post("press", user_id=person, chat_id=person, message_id=message["message_id"], data=data)

    async def card(self, person: int, label: str) -> Message:
        """The newest message with this button, waited for."""
        async with asyncio.timeout(20):
            while True:
                for message in reversed(await self.chat(person)):
                    if label in labels(message):
                        return message
                await asyncio.sleep(0.2)

    async def reads(self, person: int, words: str) -> None:
        """Wait until somebody reads these words."""
        async with asyncio.timeout(20):
            while True:
                if any(words in text_of(m) for m in await self.chat(person)):
                    return
                await asyncio.sleep(0.2)


async def test_it_plays_a_step_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """The page, the phones, one disposisi; Ctrl+C; started again, the same chats, and the SOP goes on."""
    data = tmp_path / "latihan"
    async with Newcomer(data) as newcomer:
        async with newcomer.session.get(newcomer.url) as page:
            assert (page.status, page.content_type) == (200, "text/html")
        people = (await newcomer.get("people"))["people"]
        assert {p["id"] for p in people} >= {m.id for m in cast.OFFICE}
        await newcomer.send(BAMBANG, f"/disposisi {SUBJECT}")
        await newcomer.tap(BAMBANG, SEND)
        await newcomer.card(SITI, ACCEPT)
        before = [text_of(m) for m in await newcomer.chat(SITI)]
        assert await newcomer.process.stop(signal.SIGINT, within=10) == 0
        assert "Traceback" not in newcomer.process.said
    async with Newcomer(data) as newcomer:
        again = [text_of(m) for m in await newcomer.chat(SITI)]
        assert again[: len(before)] == before or set(before) <= set(again)
        await newcomer.tap(SITI, ACCEPT)
        await newcomer.card(SITI, T.action(Action.COMPLETE))


async def test_it_goes_on_after_its_window_was_simply_closed(tmp_path: Path) -> None:
    """A SIGKILL costs the phones a second at most; nothing that is done afterwards is ignored."""
    data = tmp_path / "latihan"
    async with Newcomer(data) as newcomer:
        await newcomer.send(BAMBANG, f"/disposisi {SUBJECT}")
        await newcomer.card(BAMBANG, SEND)
        await asyncio.sleep(rehearse.SAVE_AFTER + 1)
        await newcomer.process.kill()
    async with Newcomer(data) as newcomer:
        await newcomer.tap(BAMBANG, SEND)
        await newcomer.card(SITI, ACCEPT)


async def test_time_runs_faster(tmp_path: Path) -> None:
    """At `--speed 600` the five minutes the Kasubbag has are over in half a second, and she is reminded."""
    async with Newcomer(tmp_path / "latihan", "--speed", "600") as newcomer:
        await newcomer.send(BAMBANG, f"/disposisi {SUBJECT}")
        await newcomer.tap(BAMBANG, SEND)
        reminder = T.reminder(timedelta(0)).striptags()
        await newcomer.reads(SITI, reminder.rpartition(": ")[2])  # however late it is by then


async def test_it_says_that_the_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        ended = await run(command("rehearse", "--port", str(other.getsockname()[1]), "--data", tmp_path / "latihan"))
    assert ended.code == 1
    assert "Pilih porta lain" in ended.err
    assert "Choose another one" in ended.err
    assert "Traceback" not in ended.said


async def test_it_says_that_another_rehearsal_has_the_data(tmp_path: Path) -> None:
    data = tmp_path / "latihan"
    async with Newcomer(data):
        ended = await run(command("rehearse", "--port", "0", "--data", data))
    assert ended.code == 1
    assert "Bot lain sedang memakai basis data" in ended.err
    assert "Traceback" not in ended.said


@pytest.mark.parametrize("wrong", [("--speed", "0"), ("--speed", "nan"), ("--port", "70000"), ("--port", "x")])
async def test_it_refuses_a_speed_or_port_there_is_not(tmp_path: Path, wrong: tuple[str, str]) -> None:
    ended = await run(command("rehearse", "--data", tmp_path / "latihan", *wrong))
    assert (ended.code, wrong[0] in ended.err) == (2, True)
