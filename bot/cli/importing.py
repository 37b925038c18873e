"""`tayang import` and `tayang export-staff`: a whole office from a table, and back."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from bot.cli import printing
from bot.cli.invitations import InvitationRefusedError, bot_username, invitation_link, refused
from bot.cli.people import run
from bot.clock import Clock
from bot.config import Words, load
from bot.content import staff_table
from bot.content.staff_table import Row, TableRefusedError
from bot.desk.people import accounts, importing
from bot.desk.people.importing import Outcome
from bot.papers import staff
from bot.texts import Texts, speaking
from storage.files import keep_private
from storage.store import Tx


def import_table(path: Path, table: Path, sheet: Path, *, yes: bool) -> bool:
    """Say what a table would bring and name every bad row; with `yes` do it, and write the invitations to print.

    Raises ConfigError, OSError for a file that cannot be read.
    """
    config = load(path, os.environ)
    texts = [speaking(code, config.office(), Clock().now()) for code in ("id", "en")]
    try:
        rows = staff_table.read(table.read_bytes())
        username = bot_username(config) if yes else ""
    except TableRefusedError as error:
        printing.complain(Words(*(t.table_refused(error.reason) for t in texts)))
        return False
    except InvitationRefusedError as error:
        refused(str(error), config)
        return False
    outcome = run(path, lambda tx: _done(tx, rows, yes=yes))
    if outcome is None or outcome.problems:
        for one in outcome.problems if outcome else ():
            printing.complain(Words(*(t.import_problem(one.row, one.why, one.what) for t in texts)))
        return False
    counts = (outcome.people, outcome.given, outcome.same, len(outcome.links))
    printing.say(Words(*(t.import_means(*counts) for t in texts)))
    if not yes:
        printing.hint(
            Words("Belum ada yang disimpan. Ulangi dengan --yes.", "Nothing was saved yet. Run it again with --yes.")
        )
    elif outcome.links:
        _write(
            sheet, texts[0], [(name, office, invitation_link(username, token)) for name, office, token in outcome.links]
        )
    return True


def _done(tx: Tx, rows: Sequence[Row], *, yes: bool) -> Outcome:
    return importing.take(tx, None, rows) if yes else importing.preview(tx, None, rows)


def _write(sheet: Path, t: Texts, links: list[tuple[str, str, str]]) -> None:
    now = Clock().now()
    until = t.one_day(t.office.calendar.today(now + accounts.INVITATION_LASTS))
    keep_private(sheet)
    sheet.write_bytes(staff.invitations(t, links, until, "id", now))
    printing.say(Words(f"Undangan untuk dicetak: {sheet}. Hapus berkas itu setelah dibagikan.",
                       f"Invitations to print: {sheet}. Delete the file once they are handed out."))  # fmt: skip


def export_table(path: Path, table: Path, *, empty: bool) -> bool:
    """Write everybody's appointments as XLSX, ready to be imported again; `empty`: the table to fill in."""
    rows: list[list[str]] = [] if empty else run(path, importing.table) or []
    t = speaking("id", load(path, os.environ).office(), Clock().now())
    keep_private(table)
    table.write_bytes(staff.workbook(t, rows))
    printing.say(Words(f"Ditulis: {table}", f"Written: {table}"))
    return True
