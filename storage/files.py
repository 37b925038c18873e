"""What people sent, kept by the SHA-256 of its bytes in a folder beside the database."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file's own fsync does not."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700


def keep_private(path: Path) -> None:
    """Have a file be there that its owner alone can read; one that is there keeps its content."""
    if path.is_dir():
        return  # refused in words of its own by who opens it
    if not path.exists():
        path.touch(PRIVATE_FILE)
    with contextlib.suppress(PermissionError):  # another's file, in a folder that lets us write it
        path.chmod(PRIVATE_FILE)


def private_folder(folder: Path) -> None:
    """Have a folder be there; what of it is made now, missing parents too, is for its owner alone."""
    for each in [*reversed(folder.parents), folder]:
        if not each.exists():
            each.mkdir(exist_ok=True)
            each.chmod(PRIVATE_FOLDER)  # whatever the umask


class FileStore:
    """A folder of files, each named by its own hash: the same bytes are kept once."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made when the first file comes."""
        self.folder = folder

    def prepare(self) -> None:
        """Make the folder, for its owner alone."""
        private_folder(self.folder)
        with contextlib.suppress(PermissionError):
            self.folder.chmod(PRIVATE_FOLDER)

    def path(self, sha256: str) -> Path:
        """Say where the bytes with this hash lie, or would."""
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes) -> str:
        """Keep `data` durably (fsync before the name appears) and give its SHA-256 in hex."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        self.prepare()
        private_folder(target.parent)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
        return sha256

    def remove(self, sha256: str) -> None:
        """Keep these bytes no longer; that they never were is no matter."""
        self.path(sha256).unlink(missing_ok=True)

    def get(self, sha256: str) -> bytes:
        """Give the bytes back; FileNotFoundError if they were never kept."""
        return self.path(sha256).read_bytes()
