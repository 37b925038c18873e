"""The Lembar Disposisi as a paper, with the fields such sheets have in regencies; signed by the Kabag."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.authority import recipients
from bot.papers import parts
from bot.papers.document import Box, Form, Paper
from bot.sop.flow import State
from bot.sop.model import Disposition, Nature
from bot.sop.roles import Role
from bot.texts import Texts
from storage import dispositions
from storage.store import Tx

WHOLE = 2  # a box as wide as the sheet
LISTED = 6  # units that have a line each, with room for a paraf: more are set one after the other, in a box of theirs
ROOM = 4  # lines of the table of recipients, at least: who else the Kabag adds by hand
WIDE = 220  # letters of recipients above which their table is as wide as the sheet


@dataclass(frozen=True, slots=True)
class Around:
    """What a sheet says beside the disposisi itself: who receives it, of whom material is asked, what is attached."""

    kasubbag: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def disposition(tx: Tx, t: Texts, disposition: Disposition) -> Paper:
    """Compose the sheet of a disposisi: one sheet, whole or half, set smaller where much is written on it."""
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.paper_word("disposition"),
        subtitle="\n".join(_marks(t, disposition)),
        letterhead=parts.letterhead(tx.office),
        blocks=(Form(boxes(t, disposition, _around(tx, disposition)), signed=True),),
        signature=parts.signature(tx, t, Role.KABAG),
        footer=t.paper_footer(t.paper_word("disposition").title(), disposition.ref),
        page_words=t.paper_pages(),
        origin=t.paper_origin_of_sheet(),
        seal=parts.seal(tx, t, disposition),
        style=parts.style(tx.office, half=tx.office.papers.half_sheet),
        one_sheet=True,
    )


def _marks(t: Texts, disposition: Disposition) -> Iterator[str]:
    if disposition.nature is Nature.CONFIDENTIAL:
        yield t.nature(Nature.CONFIDENTIAL).upper()
    if disposition.state is State.D_CANCELLED:
        yield t.paper_cancelled()


def _around(tx: Tx, disposition: Disposition) -> Around:
    return Around(
        kasubbag=tuple(person.name for person in recipients.of(tx, disposition)),
        asked=tuple(unit.name for unit in dispositions.asked_units(tx, disposition.id)),
        files=tuple(name for _, name in dispositions.files(tx, disposition.id)),
    )


def boxes(t: Texts, disposition: Disposition, around: Around) -> tuple[Box, ...]:
    """Give the sheet's boxes, row by row, the last one beside the place to sign."""
    many = len(around.asked) > LISTED
    recipients = _recipients(t, around.kasubbag, () if many else around.asked)
    wide = sum(len(words) for words in recipients) > WIDE
    return (
        *_letter(t, disposition),
        Box(label=t.paper_word("nature"), ticks=_natures(t, disposition), span=WHOLE, beside=True),
        Box(label=t.paper_word("subject"), text=disposition.subject, span=WHOLE, beside=True),
        Box(
            label=t.paper_word("forwarded"),
            columns=(t.paper_word("paraf"), t.paper_word("day")),
            rows=recipients,
            span=WHOLE if wide else 1,
        ),
        Box(label=t.paper_word("please"), ticks=_wishes(t), span=WHOLE if wide else 1, beside=wide),
        Box(label=t.paper_word("instruction"), text=disposition.instruction or t.paper_word("none"), span=WHOLE),
        *([Box(label=t.paper_word("units"), text="; ".join(around.asked), span=WHOLE)] if many else []),
        Box(label=t.paper_word("finish_by"), text=_deadline(t, disposition), beside=True),
        Box(label=t.paper_word("returned_on"), text=t.paper_word("by_hand"), beside=True),
        Box(label=t.paper_word("copies"), text=disposition.copies or t.paper_word("none"), beside=True),
        Box(label=t.paper_word("attachments"), text="; ".join(around.files) or t.paper_word("none"), beside=True),
        Box(label=t.paper_word("note"), lines=3),
    )


def _letter(t: Texts, disposition: Disposition) -> tuple[Box, ...]:
    """Say of the letter what is known; a disposisi that rides on none was received from nobody."""
    none, policy = t.paper_word("none"), t.office.papers
    day = disposition.letter_day
    came = disposition.letter_received or t.office.calendar.today(disposition.created_at)
    said = [
        ("letter_from", disposition.letter_from or none),
        ("received", t.full_date(came) if disposition.has_letter else none),
        ("letter_number", disposition.letter_number or none),
        ("agenda", parts.agenda_number(t, disposition)),
        ("letter_day", t.full_date(day) if day else none),
        ("classification", policy.classification or none),
    ]
    return tuple(Box(label=t.paper_word(key), text=words, beside=True) for key, words in said)


def _deadline(t: Texts, disposition: Disposition) -> str:
    return t.full_moment(disposition.deadline) if disposition.deadline else t.paper_word("none")


def _recipients(t: Texts, kasubbag: tuple[str, ...], asked: tuple[str, ...]) -> tuple[str, ...]:
    """Give a line to each who is to set a paraf: the Kasubbag by name, the units asked, and room for others."""
    title = t.role(Role.KASUBBAG)
    named = [f"{title}\n{name}" for name in kasubbag] or [title]
    listed = [*named, *asked]
    return (*(f"{n}. {words}" for n, words in enumerate(listed, 1)), *[""] * max(1, ROOM - len(listed)))


def _natures(t: Texts, disposition: Disposition) -> tuple[tuple[bool, str], ...]:
    return tuple((nature is disposition.nature, t.nature(nature)) for nature in Nature)


def _wishes(t: Texts) -> tuple[tuple[bool, str], ...]:
    """An update of the website is always to be carried out; the other wishes stay to be ticked by hand."""
    wishes = tuple((key == "process", t.paper_word(key)) for key in ("reply", "process", "coordinate"))
    return (*wishes, (False, t.paper_word("by_hand")))
