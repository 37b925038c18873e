"""Files that are whole or absent: written beside their place, synced, then moved into it."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from bot.cms.base import PublishError

TEMPORARY = ".tmp-"
LATER = 600.0


def write(path: Path, content: bytes, *, synced: bool = True) -> bool:
    """Make ``path`` hold ``content``, atomically and durably; return False if it already did.

    ``synced=False`` leaves the durability to one ``sync`` after many writes, which is many times faster.
    """
    if _holds(path, content):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / f"{TEMPORARY}{secrets.token_hex(8)}"
    try:
        _store(beside, content, synced=synced)
        os.replace(beside, path)  # noqa: PTH105 - the tests cut the power at exactly this call
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    if synced:
        _sync_folder(path.parent)
    return True


def sync() -> None:
    """Wait until everything written without syncing is on the disk."""
    if os.name == "posix":
        os.sync()


def remove(path: Path) -> None:
    """Make sure that there is no such file."""
    path.unlink(missing_ok=True)
    if path.parent.exists():
        _sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove what writes that were cut off have left behind."""
    for leftover in folder.rglob(f"{TEMPORARY}*"):
        leftover.unlink(missing_ok=True)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except FileNotFoundError:
        return False


def _store(path: Path, content: bytes, *, synced: bool) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        if synced:
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows cannot open a folder and needs none of this."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what the file system refuses into PublishError."""
    try:
        yield
    except OSError as error:
        raise _told(error) from error


def _told(error: OSError) -> PublishError:
    detail = f"{errno.errorcode.get(error.errno or 0, 'OSError')} {error.strerror or ''}".strip()
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return PublishError("disk_full", detail, again=True, retry_after=LATER)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return PublishError("not_writable", detail, again=False)
    return PublishError("disk_error", detail, again=True)
