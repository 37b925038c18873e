"""Runs the office's command that takes a backup to another machine: no shell, a bound on its time and its words."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

MOST_WORDS = 400  # letters of what the command said last that are passed on
_SECRET = "TAYANG_"  # noqa: S105 - how the names of variables begin that hold secrets of ours
_CHUNK = 4096


class CommandError(RuntimeError):
    """The command did not do it; its text is a code that has words, `detail` its last words or what was wrong."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def words(command: Sequence[str], backup: Path) -> list[str]:
    """Fill in the places of the backup and of all backups; nothing else of a word is changed or split."""
    return [word.replace("{folder}", str(backup)).replace("{backups}", str(backup.parent)) for word in command]


async def run(command: Sequence[str], backup: Path, seconds: float) -> None:
    """Run the command to its end. Raises CommandError: "not_found", "too_long", "ended_badly".

    It gets no input and none of our secrets; what it started in its own group ends with it.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *words(command, backup),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env=_without_secrets(os.environ),
            start_new_session=True,
        )
    except OSError as error:
        raise CommandError("not_found", f"{command[0]}: {error.strerror}") from error
    try:
        async with asyncio.timeout(seconds):
            said = await _last_words(process)
            code = await process.wait()
    except TimeoutError:
        raise CommandError("too_long", f"{command[0]}: {seconds:.0f} s") from None
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
    if code != 0:
        raise CommandError("ended_badly", f"{command[0]}: {code}: {said}".strip(" :"))


async def _last_words(process: asyncio.subprocess.Process) -> str:
    """Read what it says to the end, and keep the last of it: it must not stop for a full pipe."""
    last: deque[bytes] = deque(maxlen=2)
    while process.stdout is not None and (chunk := await process.stdout.read(_CHUNK)):
        last.append(chunk)
    text = b"".join(last).decode("utf-8", "replace").strip()
    return "".join(sign if sign.isprintable() else " " for sign in text)[-MOST_WORDS:]


def _without_secrets(env: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in env.items() if not name.startswith(_SECRET)}
