"""What the record was, kept outside its file: the number and the seal of its newest event, line by line.

Whoever can change the database can also seal its chain anew, and then the chain alone tells nothing. What was written
here earlier, sent to the admin or printed on a paper still does: the event with that number must have that seal.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.files import PRIVATE_FILE, sync_folder

SHORT = 16  # characters of a seal that people read and copy
SEALED = re.compile(r"(\d{1,18})[:\s]+([0-9a-f]{8,64})")
RESTORED = "restored"  # marks a line from which on older, farther ones are known to be lost


@dataclass(frozen=True, slots=True)
class Anchor:
    """Event number `count` had this seal (or one that begins so); `restored`: from here a restored backup went on."""

    count: int
    seal: str
    at: str = ""
    restored: bool = False

    @property
    def short(self) -> str:
        """The anchor as people read and copy it."""
        return f"{self.count}:{self.seal[:SHORT]}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison found: how many anchors fit, which events are lost, and which are no longer what they were.

    `forgotten` are lost events that a person has said to know of, after restoring a backup.
    """

    fitting: int
    lost: Anchor | None
    other: Anchor | None
    forgotten: Anchor | None = None
    newest: int = 0

    @property
    def alone(self) -> bool:
        """Whether there is a record, and nothing to hold it against: the file of its anchors is gone or empty."""
        return self.newest > 0 and not self.fitting and not (self.lost or self.other or self.forgotten)

    @property
    def foreign(self) -> bool:
        """Whether none of the anchors fits: this is the record of another database, or of one made all anew."""
        return self.other is not None and not self.fitting


def beside(database: Path) -> Path:
    """Say where the anchors of a database lie."""
    return database.with_name(f"{database.name}.anchor")


def read_typed(text: str) -> Anchor | None:
    """Read an anchor as it stands in a chat or on a paper; None if it is none."""
    found = SEALED.search(text.lower())
    return Anchor(int(found[1]), found[2]) if found else None


def present(db: sqlite3.Connection) -> Anchor | None:
    """Give the anchor of the newest event; None for a record in which nothing stands."""
    try:
        row = db.execute("SELECT id, hash FROM event WHERE id = (SELECT max(id) FROM event)").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            raise
        return None  # an empty file
    return Anchor(row[0], row[1]) if row else None


def compare(db: sqlite3.Connection, anchors: Iterable[Anchor]) -> Compared:
    """Hold the record against anchors, oldest first."""
    known = list(anchors)
    newest = present(db)
    last = newest.count if newest else 0
    cut = [(place, one.count) for place, one in enumerate(known) if one.restored]
    fitting, lost, other, forgotten = 0, None, None, None
    for place, one in enumerate(known):
        if any(place < later and one.count > count for later, count in cut):
            forgotten = max(forgotten or one, one, key=_count)
        elif one.count > last:
            lost = max(lost or one, one, key=_count)
        elif not _seal_at(db, one.count).startswith(one.seal):
            other = min(other or one, one, key=_count)
        else:
            fitting += 1
    return Compared(fitting, lost, other, forgotten, last)


def _count(one: Anchor) -> int:
    return one.count


def _seal_at(db: sqlite3.Connection, count: int) -> str:
    if count == 0:
        return "0" * 64
    row = db.execute("SELECT hash FROM event WHERE id = ?", (count,)).fetchone()
    return str(row[0]) if row else ""


class Anchors:
    """The file of anchors beside a database: only ever added to, for its owner alone."""

    def __init__(self, database: Path) -> None:
        """Name the file; nothing is read or written before it is asked for."""
        self.path = beside(database)
        self._last: Anchor | None = None
        self._unsynced = False

    def all(self) -> list[Anchor]:
        """List what stands in the file, oldest first; a line that was torn by a power cut is passed over."""
        try:
            lines = self.path.read_text("ascii", "replace").splitlines()
        except FileNotFoundError:
            return []
        return [anchor for line in lines if (anchor := _line(line)) is not None]

    def note(self, db: sqlite3.Connection, *, restored: bool = False) -> None:
        """Add where the record stands now, if it went on; `sync` makes that survive a power cut.

        Called after the commit, never before: what stands here must stand in the database.
        """
        now = present(db) or (Anchor(0, "0" * 64) if restored else None)
        if now is None or (not restored and self._last is not None and now.count == self._last.count):
            return
        words = [str(now.count), now.seal, datetime.now(UTC).isoformat(timespec="seconds")]
        line = " ".join([*words, RESTORED] if restored else words)
        made = not self.path.exists()
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, PRIVATE_FILE)
        try:
            torn = "\n" if self._last is None else ""  # what a power cut left unfinished ends here
            os.write(handle, f"{torn}{line}\n".encode())
        finally:
            os.close(handle)
        if made:
            sync_folder(self.path.parent)
        self._last, self._unsynced = now, True

    def sync(self) -> None:
        """Make what was added durable."""
        if not self._unsynced:
            return
        handle = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        self._unsynced = False


def _line(line: str) -> Anchor | None:
    words = line.split()
    if len(words) not in (3, 4) or not words[0].isdigit() or not re.fullmatch("[0-9a-f]{64}", words[1]):
        return None
    return Anchor(int(words[0]), words[1], words[2], restored=words[3:] == [RESTORED])
