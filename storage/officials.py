"""What papers print of a person besides the name: NIP, pangkat/golongan, jabatan, and the SOP's qualification."""

from __future__ import annotations

from dataclasses import dataclass

from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Official:
    """What is known of somebody as an official; "" where nothing is. `title` is the jabatan as it is printed."""

    nip: str = ""
    rank: str = ""
    title: str = ""
    qualification: str = ""


def of(tx: Tx, person_id: int) -> Official:
    """Give what is known of a person as an official; nothing of somebody nobody knows."""
    row = tx.db.execute("SELECT nip, rank, post, qualification FROM person WHERE id = ?", (person_id,)).fetchone()
    return Official(*row) if row else Official()
