"""The Kabag's form: opened by hand or for an article, and filled in field by field."""

from __future__ import annotations

from datetime import date, datetime

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.dispositions.begin import begin
from bot.sop.model import Article, Disposition, Nature, Person
from bot.sop.roles import Role
from bot.texts import default
from storage import dispositions, parts, people
from storage.store import Tx


def open_form(tx: Tx, person: Person, subject: str = "") -> Disposition:
    """Open the Kabag's form, or the one open already: step 1's clock starts here (SOP step 1)."""
    found = dispositions.draft_of(tx, person.id)
    if found is None:
        found = begin(tx, subject, {}, actor=person, author_id=person.id)
    elif subject:
        dispositions.change(tx, found, subject=subject)
    return dispositions.one(tx, found.id)


def ask_for_disposition(tx: Tx, article: Article) -> Disposition:
    """Put an article without a disposisi before the Kabag: one tap makes one. Asked once at a time."""
    found = dispositions.draft_for_article(tx, article.id)
    if found is not None:
        return found
    subject = default(tx.office, tx.now).subject_for_article(article.title)
    disposition = begin(tx, subject, {"need": article.id}, need_article_id=article.id)
    for kabag in capacities.in_role(tx, Role.KABAG):
        notify.show(tx, disposition, kabag, anew=True)
    return disposition


# --- the form's fields -------------------------------------------------------------------------------


def set_subject(tx: Tx, disposition: Disposition, text: str) -> None:
    """Write the perihal."""
    dispositions.change(tx, disposition, subject=" ".join(text.split()))


def set_instruction(tx: Tx, disposition: Disposition, text: str) -> None:
    """Write the instruksi."""
    dispositions.change(tx, disposition, instruction=text.strip())


def set_nature(tx: Tx, disposition: Disposition, nature: Nature) -> None:
    """Choose the sifat."""
    dispositions.change(tx, disposition, nature=nature)


def set_deadline(tx: Tx, disposition: Disposition, deadline: datetime) -> bool:
    """Set the batas waktu (UTC); False when it is in the past. Once sent, the open clock follows."""
    if deadline <= tx.now:
        return False
    return dispositions.change(tx, disposition, deadline=deadline)


def toggle_unit(tx: Tx, disposition: Disposition, unit_id: int) -> None:
    """Ask a unit for material, or ask it no more."""
    dispositions.toggle_unit(tx, disposition.id, unit_id)
    dispositions.change(tx, disposition)


def attach(tx: Tx, disposition: Disposition, file: Incoming) -> bool:
    """Attach a file, for instance the agenda kerja (SOP step 1: kelengkapan); False for a message without one."""
    if file.sha256 is None:
        return False
    parts.keep_file(tx, file.sha256, file.size, file.mime)
    dispositions.add_file(tx, disposition.id, file.sha256, file.filename or "foto.jpg")
    return dispositions.change(tx, disposition)


#: What is asked of a letter, in this order; each may be left out.
LETTER = ("from", "number", "day", "received")


def set_letter(tx: Tx, disposition: Disposition, part: str, value: str | date) -> None:
    """Write one part of the letter, of LETTER. Days are the office's."""
    if isinstance(value, date):
        if part == "day":
            dispositions.change(tx, disposition, letter_day=value)
        else:
            dispositions.change(tx, disposition, letter_received=value)
    elif part == "from":
        dispositions.change(tx, disposition, letter_from=value)
    else:
        dispositions.change(tx, disposition, letter_number=value)


def set_copies(tx: Tx, disposition: Disposition, text: str) -> None:
    """Write to whom the sheet goes in copy (tembusan); "–" for nobody."""
    words = " ".join(text.split())
    dispositions.change(tx, disposition, copies="" if words in NOBODY else words)


#: What people type for nobody.
NOBODY = frozenset({"-", "–", "—"})


def unit_exists(tx: Tx, unit_id: int) -> bool:
    """Say whether there is such a unit; a button may carry any number."""
    return any(unit.id == unit_id for unit in people.units(tx))
