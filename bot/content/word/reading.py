"""A Word file is read by a process of its own: little memory, little time, no secrets, nothing to write to."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from bot.content.word.result import WordReason, WordRefused, WordText

_ROOT: Final = Path(__file__).resolve().parents[3]
_AT_ONCE: Final = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading process may use: seconds of the clock (and of the processor), bytes of memory."""

    seconds: int = 90
    memory: int = 1 << 30


DEFAULT: Final = Limits()


class Answer(msgspec.Struct, frozen=True):
    """What the reading process says on its standard output: a text, or why not."""

    text: WordText | None = None
    refused: WordReason | None = None


def read_word(data: bytes, max_width: int = 1600, quality: int = 85, limits: Limits = DEFAULT) -> WordText:
    """Turn the bytes of a .docx into clean HTML and cleaned pictures (see `clean_photo`).

    The file is untrusted: it is opened only in a child process without our environment, bounded by
    `limits`; at most two at a time. Blocks; call it from a thread. Raises WordRefused.
    """
    with _AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-P", "-s", "-m", "bot.content.word.worker",
                 str(max_width), str(quality), str(limits.seconds), str(limits.memory)],
                input=data, capture_output=True, timeout=limits.seconds, check=False, cwd="/",
                env={"PYTHONPATH": str(_ROOT), "LANG": "C.UTF-8"},
            )  # fmt: skip
        except subprocess.TimeoutExpired as slow:
            raise WordRefused("word_slow") from slow
    return _told(done.returncode, done.stdout)


def _told(code: int, said: bytes) -> WordText:
    """Read the answer; a child that the system ended (memory, processor time) has said nothing."""
    if code != 0:
        raise WordRefused("word_slow")
    answer = msgspec.msgpack.decode(said, type=Answer)
    if answer.text is None:
        raise WordRefused(answer.refused or "word_broken")
    return answer.text
