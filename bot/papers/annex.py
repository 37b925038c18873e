"""The annex of a report: what was recorded step by step, what went another way, and the pages with QR codes."""

from __future__ import annotations

from collections.abc import Iterator

from bot.papers import parts
from bot.papers.document import Block, Cell, Heading, Paragraph, Points, Proofs, Table
from bot.sop.flow import Step
from bot.sop.report import Report, StepLine
from bot.texts import Texts

#: The steps whose time the SOP sets. The others' limits are the office's own, or nobody's: they are no mutu baku.
OF_THE_SOP = frozenset({Step.DISPATCH, Step.RECEIVE, Step.UPDATE, Step.REPORT})

_STEP = (("step", 0.0), ("who", 1), ("finished", 0.0), ("spent", -1.0), ("standard", -1.0))


def blocks(t: Texts, report: Report) -> tuple[Block, ...]:
    """Give the annex, which begins on a page of its own."""
    return (
        Heading(t.report_word("record")),
        Paragraph(t.report_about_record()),
        *_steps(t, report),
        *_listed(t, "bypasses", [t.tell_bypass(one) for one in report.bypasses]),
        *_listed(t, "snoozes", [t.tell_snooze(one) for one in report.snoozes]),
        *_proofs(t, report),
    )


def _steps(t: Texts, report: Report) -> Iterator[Block]:
    yield from _table(t, report.steps, t.report_word("steps_of_order"))
    for line in report.articles:
        yield from _table(t, line.steps, f"{line.ref} {line.title}")


def _table(t: Texts, lines: tuple[StepLine, ...], caption: str) -> Iterator[Block]:
    if lines:
        rows = tuple(_step(t, line) for line in lines)
        yield Table(parts.columns(t.paper_word, _STEP), rows, caption=caption)


def _step(t: Texts, line: StepLine) -> tuple[Cell, ...]:
    none = t.paper_word("none")
    standard = line.standard if line.step in OF_THE_SOP else None
    return (
        parts.cell(t.step(line.step)),
        parts.cell(t.actor(line) if line.who else t.report_word("by_itself")),
        parts.cell(t.paper_moment(line.finished_at) if line.finished_at else none),
        parts.cell(t.in_minutes(line.spent)),
        parts.cell(t.in_minutes(standard) if standard is not None else none),
    )


def _listed(t: Texts, heading: str, words: list[str]) -> Iterator[Block]:
    if words:
        yield Heading(t.report_word(heading), 2)
        yield Points(tuple(words))


def _proofs(t: Texts, report: Report) -> Iterator[Block]:
    live = [line for line in report.articles if line.url]
    if live:
        yield Heading(t.report_word("proofs"), 2)
        yield Proofs(tuple((f"{line.ref} {line.title}", line.url or "", parts.qr(line.url or "")) for line in live))
