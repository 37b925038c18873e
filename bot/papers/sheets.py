"""The recap as a spreadsheet and as CSV: typed cells, filters, and nothing that a program would take for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.sop.recap import Piece, Recap, Taken
from bot.texts import Texts

Value = str | int | float | datetime | None

MINUTE = 60.0
WIDTHS = (8, 60)  # characters, least and most
FORMULA = ("=", "+", "-", "@", "\t", "\r")

#: Columns of moments.
MOMENTS = frozenset({"submitted", "published", "finished"})
A4 = 9  # Excel's number for it
PAGE_NAME = 31  # characters, Excel's limit
CELL = 32_767  # characters, Excel's limit


def xlsx(t: Texts, found: Recap, zone: ZoneInfo, now: datetime) -> bytes:
    """Return the recap as a workbook: articles, steps, units, people and waits, each a sheet of its own with filters.

    Times are real dates in the office's zone, working times are minutes: they can be sorted and summed.
    ``now`` (aware) is the workbook's date, so the same record gives the same values.
    """
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(kept, options) as book:
        book.set_properties({"title": t.recap_caption(found.span, found.scope), "created": now.replace(tzinfo=None)})
        pen = _Pen(book, zone)
        for name, head, rows in _sheets(t, found):
            pen.sheet(name, head, rows)
    return kept.getvalue()


def csv_file(t: Texts, found: Recap, zone: ZoneInfo) -> bytes:
    """Return the articles of the recap as CSV for Indonesian Excel: semicolons, decimal commas, UTF-8 with its mark.

    A date such as 2026-11-23 10:42 is one to Excel in every language. CSV has no types: a text a program would take for
    a formula gets an apostrophe in front.
    """
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow(_article_head(t))
    for piece in found.pieces:
        writer.writerow([_plain(value, zone) for value in _article(t, piece)])
    return kept.getvalue().encode("utf-8-sig")


def _plain(value: Value, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, float):
        return str(value).replace(".", ",")
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _sheets(t: Texts, found: Recap) -> Iterator[tuple[str, Sequence[str], list[Sequence[Value]]]]:
    word = t.recap_word
    yield word("articles"), _article_head(t), [_article(t, piece) for piece in found.pieces]
    yield word("steps"), _step_head(t), [_step(t, taken) for taken in found.taken]
    units = [(row.unit, row.submitted, row.published, row.returned) for row in found.contributions()] + [
        (unit, 0, 0, 0) for unit in found.owing() if unit not in {row.unit for row in found.contributions()}
    ]
    yield word("contributions"), [word(key) for key in ("unit", "submitted", "published", "returned")], list(units)
    people = [(row.who, row.count, row.timed, row.on_time, _minutes(row.median)) for row in found.people()]
    head = [word("person"), word("count"), word("timed"), word("on_time"), word("median_minutes")]
    yield word("people"), head, list(people)
    head = [word(key) for key in ("ref", "article", "step", "whom", "late_minutes")]
    waiting = [(one.ref, one.title, t.step(one.step), one.whom, _minutes(one.late_by)) for one in found.waiting]
    yield word("waiting"), head, list(waiting)


def _article_head(t: Texts) -> list[str]:
    keys = ("ref", "article", "unit", "section", "author", "state", "submitted", "published", "minutes", "returned")
    return [*(_heading(t, key) for key in keys), t.recap_word("link")]


def _heading(t: Texts, key: str) -> str:
    """Head a column; one of moments names their zone, which a cell cannot hold."""
    word = t.recap_word(key)
    return f"{word} ({t.office.calendar.zone_label(t.now)})" if key in MOMENTS else word


def _article(t: Texts, piece: Piece) -> Sequence[Value]:
    return (
        piece.ref, piece.title, piece.unit, piece.section, piece.author, t.state(piece.state), piece.submitted_at,
        piece.published_at, _minutes(piece.spent), piece.returns, piece.url,
    )  # fmt: skip


def _step_head(t: Texts) -> list[str]:
    keys = ("ref", "article", "unit", "step", "person", "finished", "minutes", "standard_minutes", "late",
            "reason", "snoozes")  # fmt: skip
    return [_heading(t, key) for key in keys]


def _step(t: Texts, taken: Taken) -> Sequence[Value]:
    late = t.recap_word("yes" if taken.late else "no") if taken.standard is not None else None
    return (
        taken.ref, taken.title, taken.unit, t.step(taken.step), taken.who, taken.finished_at, _minutes(taken.spent),
        _minutes(taken.standard), late, taken.reason or None, taken.snoozes,
    )  # fmt: skip


def _minutes(span: timedelta | None) -> float | None:
    return None if span is None else round(span.total_seconds() / MINUTE, 1)


class _Pen:
    """Writes sheets into one workbook."""

    def __init__(self, book: Workbook, zone: ZoneInfo) -> None:
        self._book = book
        self._zone = zone
        self._head: Format = book.add_format({"bold": True, "bg_color": "#F2F5F7", "bottom": 1, "text_wrap": True})
        self._moment: Format = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._number: Format = book.add_format({"num_format": "#,##0.#"})

    def sheet(self, name: str, head: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
        """Write one sheet: its head stays in sight, every column can be filtered."""
        sheet: Worksheet = self._book.add_worksheet(name[:PAGE_NAME])
        for column, words in enumerate(head):
            sheet.write_string(0, column, words, self._head)
            sheet.set_column(column, column, _width(words, [row[column] for row in rows]))
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                self._cell(sheet, number, column, value)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it gets
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, len(rows), len(head) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Value) -> None:
        if isinstance(value, str):
            sheet.write_string(row, column, value[:CELL])  # a text stays a text, whatever it begins with
        elif isinstance(value, datetime):
            sheet.write_datetime(row, column, value.astimezone(self._zone).replace(tzinfo=None), self._moment)
        elif value is not None:
            sheet.write_number(row, column, value, self._number)


def _width(head: str, values: Sequence[Value]) -> int:
    longest = max([len(head) + 3, *(len(value) for value in values if isinstance(value, str))])
    least, most = WIDTHS
    moments = 17 if any(isinstance(value, datetime) for value in values) else least
    return max(moments, min(most, longest))
