"""What an admin gets of the staff as files: the table to fill in, the same filled, and invitations to hand out."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import msgspec
from xlsxwriter import Workbook

from bot.content.staff_table import HEADS
from bot.papers import parts, typesetting
from bot.texts import Texts

WIDTHS = (28, 22, 20, 34, 14, 16, 28, 12, 12, 12, 12, 22, 12)

#: One line of each kind, for whoever fills the table in; they are in the second sheet, and imported by nobody.
EXAMPLES = (
    ("Bambang Wijaya", "197005121995031002", "Pembina Tk. I / IV-b", "Kepala Bagian", "S2", "kabag"),
    ("Siti Aminah", "198001012005012003", "Penata / III-c", "Kepala Sub Bagian", "S1", "kasubbag"),
    ("Rudi Hartono", "", "", "Staf", "DIII", "staf"),
    ("Lukman Hakim", "", "", "", "", "ppid"),
    ("Fitri Handayani", "", "", "", "", "admin"),
    ("Rina Kartika", "", "", "", "", "kontributor", "Dinas Kesehatan", "eksternal", "", "", "", "", ""),
    (
        "Hasan Basri",
        "",
        "",
        "",
        "",
        "pejabat",
        "Dinas Kesehatan",
        "eksternal",
        "",
        "1-1-2027",
        "31-12-2029",
        "800/1/2026",
    ),
)


class Invited(msgspec.Struct, frozen=True):
    """One invitation to print."""

    name: str
    office: str
    url: str
    qr: str  # SVG


class Sheet(msgspec.Struct, frozen=True):
    """Invitations on one or more pages."""

    language: str
    title: str
    note: str
    people: tuple[Invited, ...]


def workbook(t: Texts, rows: Sequence[Sequence[str]]) -> bytes:
    """Give a table of staff as XLSX, with examples beside it: all cells are text, so that a NIP keeps every digit."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, options) as book:
        bold, plain = book.add_format({"bold": True, "bg_color": "#DDEBEE"}), book.add_format({"num_format": "@"})
        for name, lines in ((t.staff_sheet("staff"), rows), (t.staff_sheet("examples"), EXAMPLES)):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 1)
            for at, (head, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
                sheet.set_column(at, at, width, plain)
                sheet.write_string(0, at, head, bold)
            for number, line in enumerate(lines, start=1):
                for at, value in enumerate(line):
                    sheet.write_string(number, at, value, plain)
    return kept.getvalue()


def invitations(t: Texts, links: Sequence[tuple[str, str, str]], until: str, language: str, now: datetime) -> bytes:
    """Give invitations (name, offices, address) as a PDF to print and cut. Raises PaperError."""
    people = tuple(Invited(name, office, url, parts.qr(url)) for name, office, url in links)
    title = t.invitations_title(len(links))
    sheet = Sheet(language, title, t.invitations_note(until), people)
    return typesetting.sheet("invitations.typ", sheet, now=now)
