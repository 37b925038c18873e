"""The Kabag's form: opened by hand or for an article, and filled in field by field."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities, on_duty
from bot.desk.dispositions.begin import begin
from bot.sop.model import Article, Disposition, Nature, Person, Subject
from bot.sop.roles import Role
from bot.texts import default
from storage import dispositions, parts, people, revisions
from storage.store import Tx

#: The form as it lies there: what is typed then, or sent as a file, is put into it.
VIEW: Final = "form"

#: So long after it was opened what is typed is meant for it; later it is what it would have been without.
LASTS: Final = timedelta(hours=2)

#: Said by the button that addresses a form to every Kasubbag.
ALL: Final = "all"

LONGEST_SUBJECT: Final = 300
LONGEST_INSTRUCTION: Final = 1500

#: Said before a perihal that was copied from a letter.
_LABEL = re.compile(r"(?:perihal|hal|subject)\s*:\s*", re.IGNORECASE)


def open_form(tx: Tx, person: Person, words: str = "") -> Disposition:
    """Open the Kabag's form, or the one open already: step 1's clock starts here (SOP step 1).

    `words` are its perihal, and what is longer its instruksi.
    """
    found = dispositions.draft_of(tx, person.id)
    subject, instruction = subject_and_rest(words)
    if found is None:
        found = begin(tx, subject, {}, actor=person, author_id=person.id)
    elif subject:
        set_subject(tx, found, subject)
    if instruction:
        set_instruction(tx, dispositions.one(tx, found.id), instruction)
    return dispositions.one(tx, found.id)


def subject_and_rest(words: str) -> tuple[str, str]:
    """Take the perihal and the instruksi apart that were typed as one; nothing of it is cut off.

    What is short is the perihal alone, unless an empty line stands in it. What is longer than a perihal may be, and has
    no first line that is one, begins it and is the whole instruksi.
    """
    words = _LABEL.sub("", words.strip())
    first, _, rest = words.partition("\n\n")
    if len(words) > LONGEST_SUBJECT and not rest:
        first, _, rest = words.partition("\n")
    subject = " ".join(first.split())
    if len(subject) <= LONGEST_SUBJECT:
        return subject, rest.strip()
    return subject[: LONGEST_SUBJECT - 1].rsplit(" ", 1)[0] + "…", words


def ask_for_disposition(tx: Tx, article: Article) -> Disposition:
    """Put an article without a disposisi before the Kabag: one tap makes one. Asked once at a time.

    What is serta merta asks for one that is sangat segera.
    """
    found = dispositions.draft_for_article(tx, article.id)
    if found is not None:
        return found
    subject = default(tx.office, tx.now).subject_for_article(article.title)
    nature = Nature.VERY_URGENT if on_duty.urgent(tx, article) else Nature.ORDINARY
    disposition = begin(tx, subject, {"need": article.id}, nature=nature, need_article_id=article.id)
    for kabag in capacities.in_role(tx, Role.KABAG):
        notify.show(tx, disposition, kabag, anew=True)
    return disposition


def hide_title(tx: Tx, subject: Subject) -> None:
    """Take the title of what is held as dikecualikan out of the disposisi that was proposed for it."""
    if not isinstance(subject, Article):
        return
    hidden = default(tx.office, tx.now).withheld_title()
    titles = {subject.title, *revisions.titles(tx, subject.id)} - {""}
    for disposition in dispositions.needed_by(tx, subject.id):
        for title in sorted(titles, key=len, reverse=True):
            fresh = dispositions.one(tx, disposition.id)
            dispositions.change(
                tx,
                fresh,
                subject=fresh.subject.replace(title, hidden),
                instruction=fresh.instruction.replace(title, hidden),
            )
        notify.refresh(tx, dispositions.one(tx, disposition.id))


def fill(tx: Tx, disposition: Disposition, words: str) -> bool:
    """Put what was typed into the field it is for: the perihal, then the instruksi. False when both were written."""
    if not disposition.subject:
        subject, instruction = subject_and_rest(words)
        set_subject(tx, disposition, subject)
        if instruction:
            set_instruction(tx, dispositions.one(tx, disposition.id), instruction)
        return True
    if disposition.instruction not in {"", default(tx.office, tx.now).default_instruction()}:
        return False
    set_instruction(tx, disposition, words)
    return True


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


def set_recipient(tx: Tx, disposition: Disposition, person_id: int | None) -> None:
    """Address it to one Kasubbag; None: to all of them."""
    dispositions.change(tx, disposition, kasubbag_id=person_id)


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
