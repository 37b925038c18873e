"""Papers that were issued, as rows: which edition, its bytes' hash, what it says, when and for whom."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.sop.model import Disposition
from storage import parts
from storage.store import Tx
from storage.times import from_ms, to_ms

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Issued:
    """One edition of a paper of a disposition, in one language; `at` is in UTC, `person_id` for whom it was made.

    `sha256` is of the file's bytes, `fingerprint` of all that is printed, `content` of what it says without the day and
    the signature, `signer` who was to sign it; `version` is the disposition's when it was issued.
    """

    edition: int
    sha256: str
    fingerprint: str
    content: str
    signer: str
    version: int
    person_id: int | None
    at: datetime


def last(tx: Tx, disposition: Disposition, paper: str, language: str) -> Issued | None:
    """Give the newest edition of a paper ("completion" or "disposition"); None when it was never issued."""
    row = tx.db.execute(
        "SELECT * FROM issued WHERE disposition_id = ? AND paper = ? AND language = ? ORDER BY edition DESC LIMIT 1",
        (disposition.id, paper, language),
    ).fetchone()
    return _issued(row) if row else None


def keep(tx: Tx, disposition: Disposition, paper: str, language: str, edition: Issued, size: int) -> bool:
    """Keep an edition for good; False when somebody else's of that number was kept first, and nothing is changed."""
    parts.keep_file(tx, edition.sha256, size, PDF)
    cursor = tx.db.execute(
        "INSERT INTO issued (disposition_id, paper, language, edition, sha256, fingerprint, content, signer, version,"
        " person_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (disposition_id, paper, language, edition) DO NOTHING",
        (
            disposition.id,
            paper,
            language,
            edition.edition,
            edition.sha256,
            edition.fingerprint,
            edition.content,
            edition.signer,
            edition.version,
            edition.person_id,
            to_ms(edition.at),
        ),
    )
    return cursor.rowcount == 1


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
    )
