"""The Lembar Disposisi as a paper, with the fields such sheets have in regencies; signed by the Kabag."""

from __future__ import annotations

from bot.papers import parts
from bot.papers.document import Box, Form, Paper
from bot.sop.model import Disposition, Nature
from bot.sop.roles import Role
from bot.texts import Texts
from storage import dispositions, people
from storage.store import Tx

WHOLE = 2  # a box as wide as the sheet
LISTED = 6  # units that are listed one a line: more are set one after the other, so that the sheet stays a sheet


def disposition(tx: Tx, t: Texts, disposition: Disposition) -> Paper:
    """Compose the sheet of a disposisi. It rides on no letter here: those fields stay for whoever has one."""
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.paper_word("disposition"),
        letterhead=parts.letterhead(tx.office),
        blocks=(Form(boxes(t, disposition, _asked(tx, disposition), _files(tx, disposition), _kasubbag(tx))),),
        signature=parts.signature(tx, t, Role.KABAG),
        footer=t.paper_footer(t.paper_word("disposition").title(), disposition.ref),
        page_words=t.paper_pages(),
        origin=t.paper_origin(),
        seal=parts.seal(tx, t, disposition),
        style=parts.style(tx.office, half=tx.office.papers.half_sheet),
        one_sheet=True,
    )


def _asked(tx: Tx, disposition: Disposition) -> list[str]:
    return [unit.name for unit in dispositions.asked_units(tx, disposition.id)]


def _files(tx: Tx, disposition: Disposition) -> list[str]:
    return [name for _, name in dispositions.files(tx, disposition.id)]


def _kasubbag(tx: Tx) -> list[str]:
    return [person.name for person in people.holders(tx, Role.KASUBBAG)]


def boxes(
    t: Texts, disposition: Disposition, asked: list[str], files: list[str], kasubbag: list[str]
) -> tuple[Box, ...]:
    """Give the sheet's boxes: of whom material is asked, what is attached, and to whom it goes, by their names."""
    none = t.paper_word("none")
    many = len(asked) > LISTED
    return (
        Box(label=t.paper_word("letter_from"), text=none),
        Box(label=t.paper_word("received"), text=t.paper_day(disposition.created_at)),
        Box(label=t.paper_word("letter_number"), text=none),
        Box(label=t.paper_word("agenda"), text=disposition.ref),
        Box(label=t.paper_word("letter_day"), text=none),
        Box(label=t.paper_word("nature"), ticks=_natures(t, disposition)),
        Box(label=t.paper_word("subject"), text=disposition.subject, span=WHOLE),
        Box(label=t.paper_word("forwarded"), text="\n".join([t.role(Role.KASUBBAG), *kasubbag])),
        Box(label=t.paper_word("please"), ticks=_wishes(t), lines=1),
        Box(label=t.paper_word("instruction"), text=disposition.instruction or none, span=WHOLE),
        Box(label=t.paper_word("units"), text=("; " if many else "\n").join(asked) or none, span=WHOLE if many else 1),
        Box(
            label=t.paper_word("finish_by"),
            text=t.dated(disposition.deadline) if disposition.deadline else none,
            span=WHOLE if many else 1,
        ),
        Box(label=t.paper_word("attachments"), text="\n".join(files) or none, span=WHOLE),
        Box(label=t.paper_word("note"), span=WHOLE, lines=5),
    )


def _natures(t: Texts, disposition: Disposition) -> tuple[tuple[bool, str], ...]:
    return tuple((nature is disposition.nature, t.nature(nature)) for nature in Nature)


def _wishes(t: Texts) -> tuple[tuple[bool, str], ...]:
    """An update of the website is always to be carried out; the other wishes stay to be ticked by hand."""
    return tuple((key == "process", t.paper_word(key)) for key in ("reply", "process", "coordinate"))
