"""`tayang audit`, and what `tayang check` says of the database: is the record whole, as far as can be compared."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from bot.cli import explaining, printing
from bot.cli.findings import Finding
from bot.config import Words, load
from storage import anchor, events
from storage.anchor import Anchor, Anchors, Compared
from storage.schema import RecordLostError, damage, migrations, version
from storage.store import connect


def audit(path: Path, typed: Sequence[Anchor] = (), *, accept: bool = False) -> bool:
    """Print whether the record is whole, and what it could not be compared with; say whether all is well.

    `typed` are anchors from the admin's chat or from papers. `accept` has a record that ends too early or is
    another one, since a backup was restored, taken as it is from now on. No database is no record. Raises ConfigError.
    """
    database = load(path, os.environ).storage.database
    if accept:
        _accept(database)
    found = [*look(database, typed), *([] if typed else [_NOT_COMPARED])]
    for finding in found:
        printing.say(finding.words, finding.mark)
    return all(finding.ok for finding in found) and database.exists()


def _accept(database: Path) -> None:
    """Note that the record goes on from where it stands; what was lost stays known."""
    if not database.exists():
        return
    db = connect(database, read_only=True)
    try:
        anchors = Anchors(database)
        found = anchor.compare(db, anchors.all())
        if found.lost is not None or found.foreign:
            anchors.note(db, restored=True)
            anchors.sync()
    finally:
        db.close()


def look(database: Path, typed: Sequence[Anchor] = ()) -> list[Finding]:
    """Check the database: its schema, its pages, the chain of its record, and that with every anchor that is found."""
    if not database.exists():
        return _not_there(database)
    try:
        db = connect(database, read_only=True)
    except sqlite3.Error as error:
        return [Finding(ok=False, words=explaining.unreadable(str(error)))]
    try:
        return _inside(db, database, typed)
    except sqlite3.Error as error:
        return [Finding(ok=False, words=explaining.unreadable(str(error)))]
    finally:
        db.close()


def _not_there(database: Path) -> list[Finding]:
    known = max((one.count for one in Anchors(database).all()), default=0)
    if known:
        return [Finding(ok=False, words=explaining.lost(RecordLostError(database, 0, known)))]
    words = Words(
        f"Basis data belum ada; dibuat saat bot pertama dijalankan: {database}",
        f"No database yet; it is made when the bot first runs: {database}",
    )
    return [Finding(ok=True, words=words)]


def _inside(db: sqlite3.Connection, database: Path, typed: Sequence[Anchor]) -> list[Finding]:
    known = migrations()[-1][0]
    if version(db) > known:
        return [Finding(ok=False, words=explaining.too_new(version(db), known))]
    found = damage(db)
    if found is not None:
        return [Finding(ok=False, words=explaining.damaged(str(database), found))]
    broken = events.first_broken(db) if version(db) else None
    if broken is not None:
        words = Words(
            f"Rantai catatan putus pada kejadian nomor {broken}: catatan pernah diubah di luar bot. Simpan salinannya,"
            " lalu bandingkan dengan cadangan: tayang restore --drill.",
            f"The record's chain is broken at event {broken}: it was changed outside the bot. Keep a copy of it, then"
            " compare it with a backup: tayang restore --drill.",
        )
        return [Finding(ok=False, words=words)]
    compared = _compared(db, database, typed)
    wrong = [finding for finding in compared if not finding.ok]
    return wrong or [_WHOLE, *compared]


def _compared(db: sqlite3.Connection, database: Path, typed: Sequence[Anchor]) -> list[Finding]:
    """Hold the record against each sort of anchor."""
    beside = Anchors(database).all()
    copies = [one for copy in _copies(database) if (one := _of_copy(copy)) is not None]
    sorts = [
        (Words(f"jangkar di {anchor.beside(database).name}", f"anchors in {anchor.beside(database).name}"), beside),
        (Words("salinan .before-", ".before- copies"), copies),
        (Words("segel yang diketik", "typed seals"), typed),
    ]
    said = [finding for name, known in sorts if known for finding in _say(name, anchor.compare(db, known), database)]
    return said if beside or not anchor.present(db) else [*said, _NO_ANCHOR]


def _copies(database: Path) -> list[Path]:
    """List the copies that were made before migrations."""
    return sorted(p for p in database.parent.glob(f"{database.name}.before-*") if p.suffix != ".new")


def _of_copy(copy: Path) -> Anchor | None:
    try:
        db = connect(copy, read_only=True)
    except sqlite3.Error:
        return None
    try:
        return anchor.present(db)
    except sqlite3.Error:
        return None
    finally:
        db.close()


def _say(name: Words, found: Compared, database: Path) -> list[Finding]:
    if found.lost is not None:
        return [Finding(ok=False, words=explaining.lost(RecordLostError(database, found.newest, found.lost.count)))]
    if found.other is not None:
        return [Finding(ok=False, words=explaining.changed(found.other))]
    fits = Words(f"Cocok dengan {found.fitting} {name.id}.", f"Fits {found.fitting} {name.en}.")
    said = [Finding(ok=True, words=fits)] if found.fitting else []
    if found.forgotten is not None:
        words = Words(
            f"Catatan pernah sampai kejadian ke-{found.forgotten.count}; sebagian hilang saat cadangan dipulihkan.",
            f"The record once went to event {found.forgotten.count}; part of it was lost when a backup was restored.",
        )
        said.append(Finding(ok=True, words=words, warning=True))
    return said


_WHOLE = Finding(ok=True, words=Words("Basis data dan rantai catatan utuh.", "Database and record's chain are whole."))

_NO_ANCHOR = Finding(
    ok=True,
    words=Words(
        "Berkas jangkar (.anchor) tidak ada di samping basis data: kejadian yang dihapus dari ujung catatan, atau"
        " rantai yang disegel ulang, tidak dapat ditemukan dari basis data saja.",
        "There is no anchor file (.anchor) beside the database: events deleted from the record's end, or a chain that"
        " was sealed anew, cannot be found from the database alone.",
    ),
    warning=True,
)

_NOT_COMPARED = Finding(
    ok=True,
    words=Words(
        "Belum dibandingkan: segel pada pesan harian admin dan pada kertas tercetak."
        " Bandingkan dengan: tayang audit --seal NOMOR:SEGEL",
        "Not compared: the seals in the admin's daily message and on printed papers."
        " Compare them with: tayang audit --seal NUMBER:SEAL",
    ),
    warning=True,
)
