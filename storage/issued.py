"""Papers that were issued, as rows: which edition, its bytes' hash, what it says, when and for whom."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

from storage import parts
from storage.store import Tx
from storage.times import from_ms, to_ms

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class About:
    """Which paper: "completion" or "disposition" of a disposisi, or the "recap" of some days; and its language."""

    key: str
    paper: str
    language: str
    disposition_id: int | None = None


@dataclass(frozen=True, slots=True)
class Issued:
    """One edition of a paper; `at` is in UTC, `person_id` for whom it was made first.

    `sha256` is of the file's bytes, `fingerprint` of all that is printed, `content` of what it says without the day and
    the signature, `signer` who was to sign it; `version` is the disposition's when it was issued (0 of a recap); `says`
    its lines, none of one that was issued before they were kept.
    """

    edition: int
    sha256: str
    fingerprint: str
    content: str
    signer: str
    version: int
    person_id: int | None
    at: datetime
    says: tuple[str, ...] = ()


def last(tx: Tx, about: About) -> Issued | None:
    """Give the newest edition of a paper; None when it was never issued."""
    row = tx.db.execute(
        "SELECT * FROM issued WHERE about = ? AND paper = ? AND language = ? ORDER BY edition DESC LIMIT 1",
        (about.key, about.paper, about.language),
    ).fetchone()
    return _issued(row) if row else None


def keep(tx: Tx, about: About, edition: Issued, size: int) -> bool:
    """Keep an edition for good; False when somebody else's of that number was kept first, and nothing is changed."""
    parts.keep_file(tx, edition.sha256, size, PDF)
    cursor = tx.db.execute(
        "INSERT INTO issued (about, disposition_id, paper, language, edition, sha256, fingerprint, content, signer,"
        " version, person_id, at, says) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (about, paper, language, edition) DO NOTHING",
        (
            about.key,
            about.disposition_id,
            about.paper,
            about.language,
            edition.edition,
            edition.sha256,
            edition.fingerprint,
            edition.content,
            edition.signer,
            edition.version,
            edition.person_id,
            to_ms(edition.at),
            json.dumps(edition.says, ensure_ascii=False),
        ),
    )
    return cursor.rowcount == 1


def gave(tx: Tx, about: About, edition: int, person_id: int | None) -> None:
    """Note that an edition was given to somebody now."""
    tx.db.execute(
        "INSERT INTO issued_to (issued_id, person_id, at)"
        " SELECT id, ?, ? FROM issued WHERE about = ? AND paper = ? AND language = ? AND edition = ?",
        (person_id, to_ms(tx.now), about.key, about.paper, about.language, edition),
    )


def _issued(row: sqlite3.Row) -> Issued:
    return Issued(
        row["edition"],
        row["sha256"],
        row["fingerprint"],
        row["content"],
        row["signer"],
        row["version"],
        row["person_id"],
        from_ms(row["at"]),
        tuple(json.loads(row["says"] or "[]")),
    )
