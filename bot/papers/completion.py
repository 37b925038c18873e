"""The Laporan Kegiatan as a paper (SOP step 4), in the order the PermenPANRB letter rules give a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from bot.desk.reporting.completion import compose
from bot.papers import parts
from bot.papers.document import (
    Block,
    Cell,
    Facts,
    Figures,
    Heading,
    Paper,
    Paragraph,
    Points,
    Proofs,
    Quotation,
    Table,
)
from bot.sop.flow import State
from bot.sop.model import Disposition
from bot.sop.report import ArticleLine, Report, StepLine
from bot.sop.roles import Role
from bot.texts import Texts
from storage import people
from storage.store import Tx


def completion(tx: Tx, t: Texts, disposition: Disposition) -> Paper:
    """Compose the report of a disposisi as of now; it is signed by the Kasubbag, who answers for it to the Kabag."""
    report = compose(tx, disposition)
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.paper_word("completion"),
        subtitle=disposition.subject,
        letterhead=parts.letterhead(tx.office),
        blocks=blocks(t, report, people.name(tx, disposition.author_id) or t.role(Role.KABAG)),
        signature=parts.signature(tx, t, Role.KASUBBAG),
        footer=t.paper_footer(t.paper_word("completion").title(), disposition.ref),
        page_words=t.paper_pages(),
        origin=t.paper_origin(),
        seal=parts.seal(tx, t, disposition),
        style=parts.style(tx.office),
    )


def blocks(t: Texts, report: Report, sender: str) -> tuple[Block, ...]:
    """Give what stands between the letterhead and the signature; `sender` gave the disposisi."""
    return (
        *_introduction(t, report.disposition, sender),
        *_done(t, report),
        *_results(t, report),
        *_hindrances(t, report),
        Heading(t.paper_word("closing")),
        Paragraph(t.paper_closing(), keep=True),  # a signature never stands on a page alone
    )


def _introduction(t: Texts, disposition: Disposition, sender: str) -> Iterator[Block]:
    yield Heading(t.paper_word("introduction"))
    yield Paragraph(t.paper_basis(disposition.ref, disposition.created_at, disposition.subject))
    facts = [
        ("agenda", disposition.ref),
        ("from", sender),
        ("nature", t.nature(disposition.nature)),
        ("deadline", t.dated(disposition.deadline) if disposition.deadline else t.paper_word("none")),
        ("instruction", disposition.instruction or t.paper_word("none")),
    ]
    yield Facts(tuple((t.paper_word(key), words) for key, words in facts))


def _done(t: Texts, report: Report) -> Iterator[Block]:
    yield Heading(t.paper_word("done"))
    if report.articles:
        wanted = (("number", -1.0), ("title", 5), ("unit", 3), ("state", 2))
        rows = tuple(_article(t, number, line) for number, line in enumerate(report.articles, 1))
        yield Table(parts.columns(t.paper_word, wanted), rows, caption=t.paper_word("articles"))
    if report.steps:
        rows = tuple(_step(t, line) for line in report.steps)
        yield Table(parts.columns(t.paper_word, _STEP), rows, caption=t.paper_word("steps_of_order"))
    for line in report.articles:
        if line.steps:
            rows = tuple(_step(t, step) for step in line.steps)
            yield Table(parts.columns(t.paper_word, _STEP), rows, caption=f"{line.ref} {line.title}")


_STEP = (("step", 0.0), ("who", 1), ("finished", 0.0), ("spent", -1.0), ("standard", -1.0))


def _article(t: Texts, number: int, line: ArticleLine) -> tuple[Cell, ...]:
    proven = t.paper_proven(line.proven_at, list(line.by_eye)) if line.proven_at else ""
    return (
        parts.cell(str(number)),
        parts.cell(line.title, note=line.ref),
        parts.cell(line.unit),
        parts.cell(t.state(line.state), note=proven, tone="good" if line.state is State.A_PUBLISHED else ""),
    )


def _step(t: Texts, line: StepLine) -> tuple[Cell, ...]:
    none = t.paper_word("none")
    return (
        parts.cell(t.step(line.step)),
        parts.cell(t.actor(line)),
        parts.cell(t.paper_moment(line.finished_at) if line.finished_at else none),
        parts.cell(t.brief(line.spent), tone="late" if line.late else "", bold=line.late),
        parts.cell(t.brief(line.standard) if line.standard is not None else none, tone="muted"),
    )


def _results(t: Texts, report: Report) -> Iterator[Block]:
    good, steps = report.on_time
    yield Heading(t.paper_word("results"))
    yield Paragraph(t.paper_result(report.published, len(report.articles), good, steps))
    figures = [
        (t.paper_share(report.published, len(report.articles)), t.paper_word("live")),
        (t.paper_share(good, steps), t.paper_word("on_time")),
    ]
    if report.articles:
        figures.append((t.brief(_median(report)), t.paper_word("median")))
    yield Figures(tuple(figures))
    live = [line for line in report.articles if line.url]
    if live:
        yield Heading(t.paper_word("proofs"), 2)
        yield Proofs(tuple((f"{line.ref} {line.title}", line.url or "", parts.qr(line.url or "")) for line in live))


def _median(report: Report) -> timedelta:
    return timedelta(seconds=median(sum(step.spent.total_seconds() for step in line.steps) for line in report.articles))


def _hindrances(t: Texts, report: Report) -> Iterator[Block]:
    """Say what stood in the way: lateness with its reasons, returns, failures, who gave nothing, waits at others."""
    yield Heading(t.paper_word("hindrances"))
    yield from _late(t, report)
    other = [t.tell_return(line.ref, who, why) for line in report.articles for who, why in line.returns]
    other += [t.tell_failure(one) for one in report.failures]
    other += [f"{t.sent_nothing(', '.join(report.owing))}."] if report.owing else []
    other += [t.waited_outside(report.outside)] if report.outside else []
    if other:
        yield Heading(t.paper_word("obstacles"), 2)
        yield Points(tuple(other))
    yield from _listed(t, "snoozes", [t.tell_snooze(one) for one in report.snoozes])
    yield from _listed(t, "bypasses", [t.tell_bypass(one) for one in report.bypasses])
    if not (report.late or other or report.snoozes or report.bypasses):
        yield Paragraph(t.paper_smooth())
    if report.note:
        yield Quotation(report.note, t.paper_word("note"))
    for question, answer in report.answers:
        yield Quotation(t.paper_asked(question, answer), t.role(Role.KABAG))


def _listed(t: Texts, heading: str, words: list[str]) -> Iterator[Block]:
    if words:
        yield Heading(t.paper_word(heading), 2)
        yield Points(tuple(words))


_LATE = (("step", 2.6), ("who", 2.4), ("over", -1.0), ("reason", 3))


def _late(t: Texts, report: Report) -> Iterator[Block]:
    if report.late:
        yield Heading(t.paper_word("lateness"), 2)
        rows = tuple(_late_row(t, ref or report.disposition.ref, line) for ref, line in report.late)
        yield Table(parts.columns(t.paper_word, _LATE), rows)


def _late_row(t: Texts, ref: str, line: StepLine) -> tuple[Cell, ...]:
    standard = line.standard or timedelta()
    against = f"{t.brief(line.spent)} / {t.brief(standard)}"
    return (
        parts.cell(t.step(line.step), note=ref),
        parts.cell(t.actor(line)),
        parts.cell(t.brief(line.spent - standard), tone="late", bold=True, note=against),
        parts.cell(t.late_because(line), tone="" if line.reason else "muted"),
    )
