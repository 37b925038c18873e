"""What several papers have in common: the letterhead, the free place to sign, QR codes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
import segno

from bot.desk.authority import substitutes
from bot.papers.document import Cell, Column, Letterhead, Signature, Style, Tone
from bot.papers.fonts import family
from bot.sop import numbering
from bot.sop.flow import Kind
from bot.sop.model import Disposition, Person
from bot.sop.office import Office
from bot.sop.roles import Role
from bot.texts import Texts
from storage import events, officials, people
from storage.officials import Official
from storage.store import Tx

BY_HAND = "…" * 16  # what is written in by hand

#: Width and height in mm. F4 is the folio that Indonesian offices buy; it is no ISO size.
SIZES = {"a4": (210.0, 297.0), "f4": (215.0, 330.0)}


def letterhead(office: Office) -> Letterhead:
    """Give the office's kop; an office that configured none has its name."""
    kop = office.letterhead
    return Letterhead(lines=kop.lines or (office.name,), address=kop.address, emblem=kop.emblem)


def style(office: Office, *, half: bool = False) -> Style:
    """Give the size and type the office's papers have; `half`: one that fits half a sheet, the sheet lying."""
    width, height = SIZES[office.papers.size]
    if half:
        return Style(
            font=family(office.papers.font), width=width, height=height / 2, top=7, bottom=11, left=12, right=12
        )
    return Style(font=family(office.papers.font), width=width, height=height)


def signature(tx: Tx, t: Texts, role: Role, named_id: int | None = None) -> Signature:
    """Give the block in which the holder of a role signs by hand; several holders, or none, write their names in.

    `named_id` says which of several it is.
    Whoever stands in for an absent holder signs as pelaksana harian (Plh., UU 30/2014 article 14).
    """
    signer, acting = who_signs(tx, role, named_id)
    known = officials.of(tx, signer.id) if signer else Official()
    title = jabatan(tx, t, role, named_id)
    return Signature(
        place_and_day=t.paper_place_and_day(tx.now),
        title=f"{t.paper_word('acting')} {title}," if acting else f"{title},",
        name=signer.name if signer else BY_HAND,
        further=(*([known.rank] if known.rank else []), f"{t.paper_word('nip')} {known.nip or BY_HAND}"),
    )


def acknowledged(tx: Tx, t: Texts, role: Role) -> Signature:
    """Give the block in which the superior acknowledges a paper, opposite to who signs it."""
    place = signature(tx, t, role)
    return msgspec.structs.replace(place, place_and_day=t.report_word("acknowledged"))


def agenda_number(t: Texts, disposition: Disposition) -> str:
    """Give a disposisi's number as it is printed, by the office's pattern."""
    policy, day = t.office.papers, t.office.calendar.today(disposition.created_at)
    return numbering.fill(policy.agenda_number, disposition.agenda_no, day, policy.classification)


def letter_number(t: Texts, at: datetime) -> str:
    """Give what is known of a letter's number: the register that counts it is the office's own, and not the bot's."""
    policy = t.office.papers
    if not policy.letter_number:
        return BY_HAND
    return numbering.fill(policy.letter_number, None, t.office.calendar.today(at), policy.classification)


def who_signs(tx: Tx, role: Role, named_id: int | None = None) -> tuple[Person | None, bool]:
    """Give who signs in a role now, and whether as pelaksana harian; None where several or nobody hold it."""
    holders = _holders(tx, role, named_id)
    holder = holders[0] if len(holders) == 1 else None
    absence = substitutes.away(tx, holder.id) if holder else None
    acting = substitutes.substitute(tx, absence) if absence else None
    return acting or holder, acting is not None


def _holders(tx: Tx, role: Role, named_id: int | None) -> list[Person]:
    """List who holds a role: the one who is named alone, as long as they do."""
    everybody = people.holders(tx, role)
    return [person for person in everybody if person.id == named_id] or everybody


def jabatan(tx: Tx, t: Texts, role: Role, named_id: int | None = None) -> str:
    """Give the title of a role as it is printed: that of its only holder, where one is known, else the office's."""
    holders = _holders(tx, role, named_id)
    own = officials.of(tx, holders[0].id).title if len(holders) == 1 else ""
    return own or t.role(role)


def seal(tx: Tx, t: Texts, disposition: Disposition) -> str:
    """Give the line that binds a paper to the record: what is printed can later be held against it."""
    newest = events.newest_seal(tx, Kind.DISPOSITION, disposition.id)
    return t.paper_seal(newest.count, newest.seal)


def qr(address: str) -> str:
    """Give an address as a QR code in SVG; "M" survives a coffee stain on 15 % of it."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
    return drawn.getvalue().decode()


def cell(text: str, *, tone: Tone = "", note: str = "", link: str = "", bold: bool = False) -> Cell:
    """Give a cell of a table."""
    return Cell(text=text, tone=tone, note=note, link=link, bold=bold)


def columns(word: Callable[[str], str], wanted: Iterable[tuple[str, float]]) -> tuple[Column, ...]:
    """Give the columns with these words as heads; a share of 0 is as wide as its content, of -1 flush right."""
    return tuple(
        Column(label=word(key), share=max(0.0, share), align="right" if share < 0 else "left") for key, share in wanted
    )
