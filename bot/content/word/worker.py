"""The process that reads one Word file: bytes in on standard input, an Answer out on standard output."""

from __future__ import annotations

import sys

import msgspec

from bot.content.word.convert import convert
from bot.content.word.reading import Answer
from bot.content.word.result import WordRefused

#: Python frames: the reader needs some fifteen for each level of XML, of which there are at most 64.
FRAMES = 4000


def confine(seconds: int, memory: int) -> None:
    """Give up what a reader does not need: more memory and time than these, writing files, core dumps."""
    if sys.platform == "win32":  # pragma: no cover - there only the clock of the parent bounds it
        return
    import resource  # noqa: PLC0415 - it exists on POSIX only

    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(what, (limit, limit))


def answer(data: bytes, max_width: int, quality: int) -> Answer:
    """Read one document; every fault of it is a reason in words."""
    try:
        return Answer(text=convert(data, max_width, quality))
    except WordRefused as refused:
        return Answer(refused=refused.reason)
    except MemoryError:
        return Answer(refused="word_slow")
    except RecursionError:
        return Answer(refused="word_deep")
    except Exception:  # noqa: BLE001 - a reader of hostile files: whatever it stumbles over, the file is the reason
        return Answer(refused="word_broken")


def main() -> None:
    """Read from standard input, answer on standard output."""
    max_width, quality, seconds, memory = (int(word) for word in sys.argv[1:5])
    confine(seconds, memory)
    sys.setrecursionlimit(FRAMES)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(sys.stdin.buffer.read(), max_width, quality)))


if __name__ == "__main__":
    main()
