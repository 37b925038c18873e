"""The page with which a website is tried: no article can have its key, so that taking it away touches nothing else."""

from __future__ import annotations

import re

from bot.cms.base import PublishError

PREFIX = "tayangcek"
KEY = re.compile(rf"{PREFIX}[0-9a-f]{{12}}")


def key_of(chance: str) -> str:
    """Return the key of a page for trying, made of 12 hexadecimal digits."""
    return f"{PREFIX}{chance}"


def refuse_others(key: str) -> None:
    """Raise PublishError("key_odd") for the key of anything but a page for trying."""
    if not KEY.fullmatch(key):
        raise PublishError("key_odd", f"{key[:40]} is no key of a page for trying", again=False)
