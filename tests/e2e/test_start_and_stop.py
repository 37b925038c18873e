"""The start and the end of the process, when Telegram, the port, the disk or the website does not do its part."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sqlite3
import stat
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.rehearsal.faults import Fault
from tests.content.docx import docx, p
from tests.e2e.city import TOKEN, City
from tests.e2e.process import Ended, Living, command, read_config, run, seed, write_config
from tests.stage import jpeg, labels

pytestmark = pytest.mark.slow


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """The outside of an office."""
    async with City(tmp_path) as city:
        yield city


@pytest.fixture
def taken() -> Iterator[int]:
    """A port of this computer that another program has."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen(1)
        yield other.getsockname()[1]


def words(config: Path, name: str = "run") -> list[str]:
    """A command with this configuration."""
    return command(name, "--config", config)


def _refused(ended: Ended, *said: str) -> None:
    assert ended.code == 1, ended.said
    assert "Traceback" not in ended.said
    for each in said:
        assert each in ended.said


# --- Telegram ---------------------------------------------------------------------------------------------


async def test_every_call_at_the_start_is_waited_for(city: City) -> None:
    """Each call meets each sort of trouble once: the bot runs in the end, with its menus set."""
    for method in ("getMe", "deleteWebhook", "setMyCommands"):
        city.outside.faults.add(Fault(method, "error", status=502))
        city.outside.faults.add(Fault(method, "flood", nth=2, seconds=1))
        city.outside.faults.add(Fault(method, "drop_before", nth=3))
        city.outside.faults.add(Fault(method, "drop_after", nth=4))
    bot = Living(words(write_config(city)), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(
        lambda: (
            any(call.ok for call in city.outside.log.of("getUpdates"))
            and sum(call.ok for call in city.outside.log.of("setMyCommands")) >= 2
        ),
        90,
    )
    assert await bot.stop() == 0
    assert "Traceback" not in bot.said


# --- the port ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["run", "check"])
async def test_a_busy_port_is_told_as_what_it_is(city: City, taken: int, name: str) -> None:
    """Also while Telegram cannot be reached: it is not waited for first."""
    config = write_config(city, f"[health]\nport = {taken}", api_url="http://127.0.0.1:9")
    ended = await run(words(config, name))
    _refused(ended, f"health.port: porta 127.0.0.1:{taken} sedang dipakai program lain", "in use by another program")
    assert "Telegram menolak" not in ended.said


async def test_check_beside_a_running_bot_does_not_take_its_port_for_a_strangers(city: City) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = write_config(city, f"[health]\nport = {port}")
    bot = Living(words(config), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 30)
    ended = await run(words(config, "check"))
    assert (ended.code, "Bot sedang berjalan" in ended.said) == (0, True), ended.said
    assert await bot.stop() == 0


# --- the disk ---------------------------------------------------------------------------------------------


async def _database(city: City) -> tuple[Path, Path]:
    config = write_config(city)
    await seed(read_config(config))
    return config, config.with_name("tayang.sqlite3")


@pytest.mark.parametrize("page", [2, 5, 9, 14])
@pytest.mark.parametrize("name", ["run", "check", "audit"])
async def test_a_damaged_file_is_refused_with_what_to_do(city: City, page: int, name: str) -> None:
    config, file = await _database(city)
    with file.open("r+b") as data:
        data.seek((page - 1) * 4096)
        data.write(os.urandom(4096))
    before = file.read_bytes()
    _refused(await run(words(config, name)), "rusak", "pulihkan cadangan", "restore the last backup")
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["run", "check"])
async def test_a_folder_that_cannot_be_written_to_is_refused(city: City, name: str) -> None:
    config = write_config(city)
    blocked = config.with_name("penuh")
    blocked.write_text("no folder")
    config.write_text(config.read_text().replace('"tayang.sqlite3"', '"penuh/tayang.sqlite3"'))
    _refused(await run(words(config, name)), str(blocked))


async def test_files_are_for_their_owner_alone_whatever_the_umask(city: City) -> None:
    config, file = await _database(city)
    older = [file, *(file.with_name(f"{file.name}{end}") for end in ("-wal", ".anchor", ".before-3"))]
    for path in older:
        path.touch()
        path.chmod(0o666)
    bot = Living(words(config), city.folder / "bot.log")
    before = os.umask(0)
    try:
        await bot.start()
    finally:
        os.umask(before)
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 30)
    city.outside.person(1007).send_photo(jpeg(), "Imunisasi serentak di Puskesmas Nusaraya")
    files = read_config(config).files
    await city.outside.wait_for(lambda: [path for path in files.rglob("*") if path.is_file()], 30)
    kept = [path for path in file.parent.glob("tayang.sqlite3*") if path.is_file()]
    assert {"tayang.sqlite3.lock", "tayang.sqlite3-wal", "tayang.sqlite3.before-3"} <= {path.name for path in kept}
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    own = [files, *files.rglob("*"), file.with_name("tayang-website")]
    assert {stat.S_IMODE(path.stat().st_mode) for path in own if path.is_dir()} == {0o700}
    assert {stat.S_IMODE(path.stat().st_mode) for path in own if path.is_file()} == {0o600}
    assert await bot.stop() == 0


# --- the end ----------------------------------------------------------------------------------------------


async def test_it_ends_in_time_while_the_website_hangs(city: City) -> None:
    """The website takes the connection and says nothing, for as long as its timeout lets it."""
    asked, gone = asyncio.Event(), asyncio.Event()

    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await gone.wait()
        writer.close()

    silent = await asyncio.start_server(hang, "127.0.0.1", 0)
    config = write_config(city)
    config.write_text(
        config.read_text()
        .replace(city.site_url, f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}/")
        .replace("[website]", '[website]\nkind = "wordpress"\ntimeout = "5m"')
        .replace("[website.folder]", '[website.wordpress]\nuser = "tayang"\npassword_file = "sandi.txt"')
        .replace(f'folder = "{city.site}"', "")
    )
    config.with_name("sandi.txt").write_text("abcd efgh ijkl mnop")
    config.with_name("sandi.txt").chmod(0o600)
    bot = Living(words(config), city.folder / "bot.log")
    await bot.start()
    await asyncio.wait_for(asked.wait(), 60)
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 30)
    began = time.monotonic()
    assert await bot.stop(within=15) == 0
    assert time.monotonic() - began < 15
    assert "Traceback" not in bot.said
    gone.set()
    silent.close()


async def test_it_ends_in_time_while_telegram_hangs(city: City) -> None:
    """A call of its own at the start is never answered."""
    city.outside.faults.add(Fault("deleteWebhook", "delay", seconds=300))
    bot = Living(words(write_config(city)), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: city.outside.log.of("deleteWebhook"), 60)
    assert await bot.stop(within=15) == 0
    assert "Traceback" not in bot.said


@pytest.mark.parametrize("when", ["at_the_start", "at_work"])
async def test_it_ends_in_time_while_another_program_holds_the_database(city: City, when: str) -> None:
    config, file = await _database(city)
    holder = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    if when == "at_the_start":
        holder.execute("BEGIN EXCLUSIVE")
    bot = Living(words(config), city.folder / "bot.log")
    await bot.start()
    lock = file.with_name(f"{file.name}.lock")
    async with asyncio.timeout(60):
        while not lock.exists():
            await asyncio.sleep(0.05)
    if when == "at_work":
        await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 60)
        holder.execute("BEGIN EXCLUSIVE")
        city.outside.person(1007).send("Imunisasi serentak di semua puskesmas")
    await asyncio.sleep(2)
    assert await bot.stop(within=15) == 0
    holder.close()
    assert "Traceback" not in bot.said


async def test_it_ends_in_time_while_the_reading_of_a_word_file_hangs(city: City) -> None:
    """The process that reads it is stopped as soon as it is there, and never answers."""
    config, _ = await _database(city)
    bot = Living(words(config), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 60)
    sent = docx(p("Imunisasi serentak di semua puskesmas", style="Title"), p("Dinas Kesehatan melayani."))
    city.outside.person(1007).send_document(sent, "naskah.docx")
    children = Path(f"/proc/{bot.pid}/task")
    async with asyncio.timeout(60):
        while not (found := [each for task in children.iterdir() for each in (task / "children").read_text().split()]):
            await asyncio.sleep(0.005)
    os.kill(int(found[0]), signal.SIGSTOP)
    await asyncio.sleep(1)
    try:
        assert await bot.stop(within=15) == 0
    finally:
        os.kill(int(found[0]), signal.SIGKILL)
    assert "Traceback" not in bot.said


async def test_it_ends_in_time_while_the_setting_of_a_paper_hangs(city: City) -> None:
    """The office's own template never comes to an end."""
    config, _ = await _database(city)
    own = config.with_name("templat")
    own.mkdir()
    endless = "#{let x = 0\nfor a in range(9000) { for b in range(9000) { for c in range(9000) { x += 1 } } }\n[#x]}"
    (own / "paper.typ").write_text(endless)
    config.write_text(config.read_text() + '\n[paper]\ntemplates = "templat"\n')
    bot = Living(words(config), city.folder / "bot.log")
    await bot.start()
    await city.outside.wait_for(lambda: city.outside.log.of("getUpdates"), 60)
    bambang = city.outside.person(1001)
    bambang.send("/rekap")
    await city.outside.wait_for(lambda: any("PDF" in label for m in bambang.received for label in labels(m)), 30)
    message, label = next((m, each) for m in bambang.received for each in labels(m) if "PDF" in each)
    bambang.press(message, label)
    await asyncio.sleep(3)
    assert not any("document" in m for m in bambang.received)
    assert await bot.stop(within=15) == 0
    assert "Traceback" not in bot.said


async def test_systemd_hears_that_it_is_ready_alive_and_stopping(city: City) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(city.folder / "notify"))
        manager.setblocking(False)
        handed = city.folder / "credentials"
        handed.mkdir()
        (handed / "telegram-token").write_text(TOKEN)
        own = {"NOTIFY_SOCKET": str(city.folder / "notify"), "WATCHDOG_USEC": "1000000",
               "CREDENTIALS_DIRECTORY": str(handed)}  # fmt: skip
        bot = Living(words(write_config(city)), city.folder / "bot.log", token=None, more=own)
        await bot.start()
        heard = ""
        async with asyncio.timeout(60):
            while heard.count("WATCHDOG=1") < 3:
                with contextlib.suppress(BlockingIOError):
                    heard += f"{manager.recv(4096).decode()}\n"
                await asyncio.sleep(0.05)
        assert await bot.stop() == 0
        assert heard.startswith("READY=1\nSTATUS=@TayangUjiBot\n")
        await asyncio.sleep(0)
        with contextlib.suppress(BlockingIOError):
            while True:
                heard += f"{manager.recv(4096).decode()}\n"
        assert "STOPPING=1" in heard
        assert TOKEN not in heard + bot.said
