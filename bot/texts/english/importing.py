"""Importing and exporting the staff: its table, what is wrong with its rows, and the printed invitations."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts.english.staff import REFUSED, StaffTexts
from bot.texts.indonesian.importing import StaffSheet

#: Why a row of an imported table cannot be taken, where it is not one of the reasons above.
_PROBLEMS = {
    "no_name": "the name is empty.",
    "role": "there is no role “{}”. The sheet of examples in the template has them all.",
    "unit_kind": "the unit “{}” is new. Fill in the column Jenis unit: internal or eksternal.",
    "unit_not_wanted": "this role belongs to the office: leave the column Unit empty.",
    "unit_needed": "this role belongs to a unit: fill in the column Unit.",
    "manner": "the column Sebagai says “{}”. Choose: empty, Plt., pendamping.",
    "date": "the date “{}” cannot be read. For example: 31-12-2026.",
    "nip": "the NIP “{}” has not 18 digits.",
    "name_twice": "several people are called “{}”. Fill in the NIP.",
    "occupied": "somebody else holds this office. End that first, or fill in the column Sebagai: Plt. or pendamping.",
}

_CAPTIONS = {
    "template": "The table to fill in, with a sheet of examples",
    "export": "The staff. It holds personal data: keep it safe.",
    "links": "Invitations to print and hand out. Delete them afterwards.",
}

_TABLE_REFUSED = {
    "unreadable": "This file cannot be read as a table. Save it as .xlsx or .csv and send it again.",
    "too_big": "This file is too big for a list of staff (at most 3,000 rows, 2 MB).",
    "no_heads": "No row of headings was found. Use the bot's template: the columns Nama and Peran must be there.",
    "empty": "This table names nobody below its headings.",
}


class ImportTexts(StaffTexts):
    """Texts of Impor and Ekspor, and of `tayang import`."""

    def staff_sheet(self, name: StaffSheet) -> str:
        """Name a sheet of the staff table."""
        return {"staff": "Staff", "examples": "Examples"}[name]

    def invitations_title(self, count: int) -> str:
        """Head the printed invitations."""
        return f"{count} invitations – {self.office.name}"

    def invitations_note(self, until: str) -> str:
        """Stand under the printed invitations."""
        return f"Each code is for the person named alone and works once, until {until}. Do not spread it."

    def import_problem(self, row: int, why: str, what: str) -> str:
        """Say why a row of an imported table cannot be taken."""
        return f"Row {row}: " + _PROBLEMS.get(why, REFUSED.get(why, why)).format(what)

    def table_refused(self, reason: str) -> str:
        """Say why a file is no list of staff."""
        return _TABLE_REFUSED[reason]

    def import_means(self, people: int, given: int, same: int, links: int) -> str:
        """Say what a table brings."""
        return f"{people} new people, {given} new appointments, {same} rows known already, {links} invitations."

    def ask_table(self) -> Markup:
        """Ask for the table, filled in."""
        return Markup(
            "Fill in the table above and <b>send the file back</b> here (.xlsx or .csv). It is looked at"
            " first; nothing is saved yet. /batal to leave it."
        )

    def table_follows(self) -> Markup:
        """Say that a table comes."""
        return Markup("The table of the staff follows below.")

    def import_sure(self, counts: str) -> Markup:
        """Show back what a table brings, before it is taken."""
        return Markup("The table was looked at, and all of it can be taken:\n<b>{}</b>").format(counts)

    def import_bad(self, lines: list[str], more: int) -> Markup:
        """Name every row that cannot be taken."""
        rest = [f"… and {more} more rows"] if more else []
        return Markup(
            "<b>It cannot be taken yet, and nothing was saved.</b> Mend it and send the file again:\n{}"
        ).format("\n".join([*lines, *rest]))

    def imported(self, counts: str) -> Markup:
        """Say what a table brought."""
        return Markup("✔ Done: {} The invitations follow as a PDF to print; the table itself is not kept.").format(
            counts
        )

    def staff_file(self, what: str) -> str:
        """Name a file of the staff."""
        return {"template": "staff-template.xlsx", "export": "staff.xlsx", "links": "invitations.pdf"}[what]

    def staff_caption(self, what: str) -> str:
        """Say what a file of the staff is."""
        return _CAPTIONS[what]
