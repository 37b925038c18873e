"""Secrets: kept so that no log, message or traceback shows them, and read from guarded files."""

from __future__ import annotations

import hmac
import os
import re
import stat
from pathlib import Path
from typing import NoReturn

TOKEN_ENV = "TAYANG_TELEGRAM_TOKEN"  # noqa: S105  # the variable's name
CREDENTIALS_ENV = "CREDENTIALS_DIRECTORY"  # systemd's: a folder for this service alone
_SITE_ENV = "TAYANG_WEBSITE_"
LONGEST_FILE = 4096
_HIDDEN = "Secret(…)"
_TOKEN_LIKE = re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{20,}")


class Secret:
    """A string that shows itself only when asked by `reveal`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the secret itself; keep it out of anything that is logged or shown."""
        return self._value

    def __repr__(self) -> str:
        return _HIDDEN

    def __format__(self, spec: str) -> str:
        return format(_HIDDEN, spec)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._value.encode(), other._value.encode())

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written down")


def site_env(name: str) -> str:
    """Return the environment variable of the website's "password", "token" or "secret"."""
    return f"{_SITE_ENV}{name.upper()}"


def masked(text: str) -> str:
    """Return `text` with everything hidden that looks like a bot token."""
    return _TOKEN_LIKE.sub("…", text)


class ExposedError(ValueError):
    """Every account of the machine may read the file, so what is in it is no secret."""


def read_secret(path: Path, *, guarded: bool = False) -> Secret:
    """Return what the file at `path` holds, without the white space around it.

    `guarded`: whoever started the bot vouches for its folder. Raises ExposedError when others than its owner
    and group may read it, OSError when it cannot be read, ValueError when it is empty, no plain file, or too long
    to be a secret.
    """
    # Opened before it is looked at, so that the file judged is the file read. Without blocking: a
    # pipe of that name must not hold up the start.
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise ValueError("not a plain file")
        if mode & stat.S_IROTH and not guarded:
            raise ExposedError("readable by everybody")
        content = file.read(LONGEST_FILE + 1)
    value = content.decode("utf-8-sig").strip()
    if not value or len(content) > LONGEST_FILE:
        raise ValueError("empty" if not value else "too long")
    return Secret(value)
