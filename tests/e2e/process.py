"""The bot as a process of its own: its configuration, its start, its end, and all it printed."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.cli import cast
from bot.config import Config, load
from bot.config.secret import TOKEN_ENV
from storage.store import write_once
from tests.e2e.city import TOKEN, City, now

ROOT = Path(__file__).resolve().parents[2]

CONFIG = """
[office]
name = "Bagian Kominfo dan Humas Setda Kabupaten Nusaraya"
place = "Nusaraya"

[hours]
always_open = true

# Long enough that no reminder comes in between: what is recorded is then what people did.
[standards]
accept = "1h"
receive = "1h"
report = "1h"

[telegram]
api_url = "{api_url}"
poll_timeout = "10s"

[storage]
database = "tayang.sqlite3"

[website]
url = "{site_url}"
name = "Portal Kabupaten Nusaraya"
sections = [{sections}]

[website.folder]
folder = "{site}"

[report]
group = {group}

[proof]
recheck_after = ["5s", "20s"]
browser = "off"

{more}
"""


def write_config(city: City, more: str = "", *, api_url: str = "") -> Path:
    """Write the configuration of the city's bot; `more` are further tables. Gives its path."""
    sections = ", ".join(f'{{ key = "{s.key}", name = "{s.name}" }}' for s in cast.SECTIONS)
    text = CONFIG.format(
        api_url=api_url or city.server.url,
        site_url=city.site_url,
        site=city.site,
        sections=sections,
        group=cast.GROUP.id,
        more=more,
    )
    path = city.folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def read_config(path: Path) -> Config:
    """The configuration as the bot reads it, token included."""
    return load(path, {TOKEN_ENV: TOKEN})


async def seed(config: Config) -> None:
    """Put the rehearsal's people into the database."""
    database, files, office = config.storage.database, config.files, config.office()
    await asyncio.to_thread(write_once, database, files, office, now, cast.seed)


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that has run: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """Everything it printed."""
        return self.out + self.err


def environment(token: str | None = TOKEN, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command: nothing of the developer's but the way to programs; compiled code is kept."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    given = {TOKEN_ENV: token} if token is not None else {}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error::RuntimeWarning", **given, **(more or {})}


def command(*arguments: str | Path, module: bool = True) -> list[str]:
    """The words of a command line: `python -m bot …`, or the console script's."""
    start = [sys.executable, "-m", "bot"] if module else [str(Path(sys.executable).with_name("tayang"))]
    return [*start, *map(str, arguments)]


async def run(words: Sequence[str], *, token: str | None = TOKEN, cwd: Path | None = None) -> Ended:
    """Run a command to its end, within half a minute."""
    process = await asyncio.create_subprocess_exec(
        *words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(token),
        cwd=cwd or ROOT,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(), 30)
    except TimeoutError:
        process.kill()
        out, err = await process.communicate()
        raise AssertionError(f"{words} did not end:\n{out.decode()}{err.decode()}") from None
    return Ended(process.returncode or 0, out.decode(), err.decode())


class Living:
    """A command that runs until it is told to stop, or killed; what it prints goes to a file."""

    def __init__(
        self, words: Sequence[str], log: Path, token: str | None = TOKEN, more: Mapping[str, str] | None = None
    ) -> None:
        self._more = more
        self._words = list(words)
        self._token = token
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it (again)."""
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._words,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(self._token, self._more),
                cwd=ROOT,
            )

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """Its number."""
        if self._process is None:
            raise RuntimeError("never started")
        return self._process.pid

    async def kill(self) -> None:
        """SIGKILL: the power goes. Returns when it is dead."""
        if self._process is not None and self.running:
            self._process.kill()
            await self._process.wait()

    def kill_now(self) -> None:
        """SIGKILL at this very moment; `ended` waits for the end."""
        if self._process is not None and self.running:
            self._process.kill()

    async def ended(self) -> int:
        """Wait for its end; give the exit code."""
        if self._process is None:
            raise RuntimeError("never started")
        return await self._process.wait()

    async def stop(self, number: int = signal.SIGTERM, within: float = 12.0) -> int:
        """Tell it to stop; give the exit code. AssertionError when it takes longer than `within` seconds."""
        if self._process is None:
            raise RuntimeError("never started")
        self._process.send_signal(number)
        try:
            return await asyncio.wait_for(self._process.wait(), within)
        except TimeoutError:
            await self.kill()
            raise AssertionError(f"it did not stop within {within} s:\n{self.said[-3000:]}") from None

    async def says(self, pattern: str, within: float = 60.0) -> re.Match[str]:
        """Wait until it has printed something; AssertionError when it ends before."""
        async with asyncio.timeout(within):
            while (found := re.search(pattern, self.said)) is None:
                assert self.running, self.said
                await asyncio.sleep(0.1)
        return found

    @property
    def said(self) -> str:
        """Everything it printed so far."""
        return self.log.read_text("utf-8") if self.log.exists() else ""
