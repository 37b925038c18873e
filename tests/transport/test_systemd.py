"""systemd's notification socket and watchdog, with a real socket."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.transport.systemd import Supervisor


class Manager:
    """The other end of $NOTIFY_SOCKET."""

    def __init__(self, address: str) -> None:
        self.door = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.door.setblocking(False)
        self.door.bind(f"\0{address[1:]}" if address.startswith("@") else address)

    def heard(self) -> list[str]:
        """What was told since the last time."""
        found = []
        while True:
            try:
                found.append(self.door.recv(4096).decode())
            except BlockingIOError:
                return found


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    manager = Manager(str(tmp_path / "n"))
    yield manager
    manager.door.close()


def env(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"NOTIFY_SOCKET": str(tmp_path / "n"), **more}


def test_it_tells_lines_in_one_message(manager: Manager, tmp_path: Path) -> None:
    Supervisor(env(tmp_path)).tell("READY=1", "STATUS=@bot")
    assert manager.heard() == ["READY=1\nSTATUS=@bot"]


def test_an_abstract_socket_is_known_too() -> None:
    address = f"@tayang-test-{os.getpid()}"
    manager = Manager(address)
    Supervisor({"NOTIFY_SOCKET": address}).tell("READY=1")
    assert manager.heard() == ["READY=1"]
    manager.door.close()


@pytest.mark.parametrize("address", ["", "relative", "/nonexistent/socket"])
def test_without_a_manager_nothing_happens(address: str) -> None:
    Supervisor({"NOTIFY_SOCKET": address}).tell("READY=1")


@pytest.mark.parametrize(
    ("given", "every"),
    [
        ({}, None), ({"WATCHDOG_USEC": "30000000"}, 15.0), ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "x"}, None), ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}, 15.0),
    ],
)  # fmt: skip
def test_the_watchdog_is_fed_twice_in_its_time_if_it_is_ours(given: dict[str, str], every: float | None) -> None:
    assert Supervisor(given).every == every


async def test_it_is_fed_while_the_bot_lives_and_no_longer(manager: Manager, tmp_path: Path) -> None:
    lives = True
    supervisor = Supervisor(env(tmp_path, WATCHDOG_USEC="20000"))
    feeding = asyncio.create_task(supervisor.feed(lambda: lives))
    await asyncio.sleep(0.1)
    assert set(manager.heard()) == {"WATCHDOG=1"}
    lives = False
    await asyncio.sleep(0.05)
    manager.heard()
    await asyncio.sleep(0.1)
    assert manager.heard() == []
    lives = True
    await asyncio.sleep(0.1)
    assert manager.heard() != []
    feeding.cancel()
    await asyncio.gather(feeding, return_exceptions=True)


async def test_without_a_watchdog_it_is_not_fed(manager: Manager, tmp_path: Path) -> None:
    await Supervisor(env(tmp_path)).feed(lambda: True)
    assert manager.heard() == []
