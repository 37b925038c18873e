"""`tayang --version` and `tayang completion`: what this is, and its words for the shell's Tab key."""

from __future__ import annotations

import platform
import sqlite3
from importlib.metadata import version

from argcomplete.shell_integration import shellcode

from storage.schema import migrations


def versions() -> str:
    """Give the version of the program, of its database's schema, and of what it runs on."""
    return (
        f"tayang {version('tayang')} (schema {migrations()[-1][0]}; Python {platform.python_version()},"
        f" SQLite {sqlite3.sqlite_version}, {platform.system()})"
    )


def completion(shell: str) -> str:
    """Give what a shell must read so that Tab completes `tayang`'s commands and options."""
    return str(shellcode(["tayang"], shell=shell))
