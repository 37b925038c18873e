"""The Laporan Kegiatan as a paper (SOP step 4), in the form the PermenPANRB letter rules give a report.

From the Kasubbag to the Kabag, who acknowledges it; what the machine recorded is its annex (`annex.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.reporting.completion import compose
from bot.papers import annex, parts
from bot.papers.document import Block, Cell, Facts, Heading, Paper, Paragraph, Points, Quotation, Table
from bot.sop.flow import Action, Kind, State, Step
from bot.sop.model import Disposition
from bot.sop.report import ArticleLine, Report
from bot.sop.roles import Role
from bot.texts import Texts
from bot.texts.formats import without_number
from storage import articles, dispositions, officials, people, steps
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who took part: which steps, and the qualification the SOP asks for, "" where none is known."""

    name: str
    did: tuple[Step, ...]
    qualification: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a report: to whom and from whom, by the titles that are printed, and the disposisi's number."""

    to: str
    sender: str
    agenda: str


def completion(tx: Tx, t: Texts, disposition: Disposition) -> Paper:
    """Compose the report of a disposisi as of now; it is signed by the Kasubbag, who answers for it to the Kabag."""
    report = compose(tx, disposition)
    head = Head(
        parts.jabatan(tx, t, Role.KABAG),
        parts.jabatan(tx, t, Role.KASUBBAG, disposition.kasubbag_id),
        parts.agenda_number(t, disposition),
    )
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.report_title(disposition.subject),
        letterhead=parts.letterhead(tx.office),
        head=facts(t, report, head),
        blocks=blocks(t, report, head, team(tx, disposition)),
        signature=parts.signature(tx, t, Role.KASUBBAG, disposition.kasubbag_id),
        acknowledged=parts.acknowledged(tx, t, Role.KABAG),
        annex=annex.blocks(t, report),
        footer=t.paper_footer(t.paper_word("completion").title(), disposition.ref),
        page_words=t.paper_pages(),
        origin=_origin(tx, t, disposition),
        seal=parts.seal(tx, t, disposition),
        style=parts.style(tx.office),
    )


def _origin(tx: Tx, t: Texts, disposition: Disposition) -> str:
    """Say what the report was made from; one closed before reports were kept is made from the record of today."""
    late = disposition.state is State.D_CLOSED and dispositions.kept_report(tx, disposition.id) is None
    return f"{t.paper_origin()} {t.paper_composed_later()}" if late else t.paper_origin()


def team(tx: Tx, disposition: Disposition) -> tuple[Member, ...]:
    """List who did what for a disposisi, in the order in which they began; not the order itself nor its reading."""
    things = [(Kind.DISPOSITION, disposition.id)]
    things += [(Kind.ARTICLE, article.id) for article in articles.of_disposition(tx, disposition.id)]
    did: dict[int, dict[Step, None]] = {}
    for kind, subject_id in things:
        for record in steps.of(tx, kind, subject_id):
            if record.finished_by is None or record.outcome in {Action.DISPATCH.value, Action.ACKNOWLEDGE.value}:
                continue
            did.setdefault(record.finished_by, {})[record.step] = None
    return tuple(
        Member(people.name(tx, person_id) or "", tuple(taken), officials.of(tx, person_id).qualification)
        for person_id, taken in did.items()
    )


def facts(t: Texts, report: Report, head: Head) -> Facts:
    """Give the head of the report, as a nota dinas has it."""
    policy, at = t.office.papers, report.posted_at or t.now
    copies = "\n".join(f"{n}. {one}" for n, one in enumerate(policy.report_copies, 1))
    rows = [
        ("to", head.to),
        ("from", head.sender),
        ("copies", copies or t.report_word("none")),
        ("number", parts.letter_number(t, at)),
        ("nature", t.nature(report.disposition.nature)),
        ("annex", t.report_annex()),
        ("regarding", t.report_regarding(head.agenda)),
    ]
    return Facts(tuple((t.report_word(key), words) for key, words in rows))


def blocks(t: Texts, report: Report, head: Head, who: tuple[Member, ...]) -> tuple[Block, ...]:
    """Give what stands between the title and the signature."""
    return (
        *_introduction(t, report, head),
        *_done(t, report, who),
        *_results(t, report),
        *_conclusions(t, report),
        Heading(t.report_word("closing")),
        Paragraph(t.report_closing(), keep=True),  # a signature never stands on a page alone
    )


def _titled(t: Texts, key: str, words: str) -> Iterator[Block]:
    yield Heading(t.report_word(key), 2)
    yield Paragraph(words)


def _introduction(t: Texts, report: Report, head: Head) -> Iterator[Block]:
    order = report.disposition
    units = sorted({line.unit for line in report.articles} | set(report.owing))
    yield Heading(t.report_word("introduction"))
    yield from _titled(t, "general", t.report_general(head.agenda, order.created_at, order.subject, order.instruction))
    yield from _titled(t, "purpose", t.report_purpose())
    yield from _titled(t, "scope", t.report_scope(units, order.deadline))
    yield Heading(t.report_word("bases"), 2)
    yield Points(tuple(t.report_bases(head.agenda, order.created_at)), lettered=True)


def _done(t: Texts, report: Report, who: tuple[Member, ...]) -> Iterator[Block]:
    yield Heading(t.report_word("done"))
    if who:
        yield Heading(t.report_word("team"), 2)
        wanted = (("no", -1.0), ("name", 3), ("did", 4), ("qualification", 3))
        rows = tuple(_member(t, number, one) for number, one in enumerate(who, 1))
        yield Table(parts.columns(t.report_word, wanted), rows)
    yield Heading(t.report_word("articles"), 2)
    if report.articles:
        wanted = (("number", -1.0), ("title", 5), ("unit", 3), ("state", 3))
        rows = tuple(_article(t, number, line) for number, line in enumerate(report.articles, 1))
        yield Table(parts.columns(t.paper_word, wanted), rows)
    else:
        yield Paragraph(t.report_no_articles())


def _member(t: Texts, number: int, one: Member) -> tuple[Cell, ...]:
    did = ", ".join(without_number(t.step(step)) for step in one.did)
    qualification = one.qualification or t.report_word("none")
    return tuple(parts.cell(words) for words in (str(number), one.name, did, qualification))


def _article(t: Texts, number: int, line: ArticleLine) -> tuple[Cell, ...]:
    proven = t.paper_proven(line.proven_at, list(line.by_eye)) if line.proven_at else ""
    return (
        parts.cell(str(number)),
        parts.cell(line.title, note=line.ref),
        parts.cell(line.unit),
        parts.cell(t.state(line.state), note=proven),
    )


def _results(t: Texts, report: Report) -> Iterator[Block]:
    good, timed = report.on_time
    yield Heading(t.report_word("results"))
    result = t.report_result(report.published, len(report.articles))
    yield from _titled(t, "result", f"{result} {t.report_in_time(good, timed)}" if timed else result)
    live = tuple(f"{line.ref} {line.title}\n{line.url}" for line in report.articles if line.url)
    if live:
        yield Points(live)
    yield Heading(t.report_word("hindrances"), 2)
    hindered = _hindrances(t, report)
    yield Points(hindered) if hindered else Paragraph(t.report_smooth())


def _hindrances(t: Texts, report: Report) -> tuple[str, ...]:
    """Say what stood in the way: lateness with its reasons, returns, failures, who gave nothing, waits at others."""
    said = [t.report_late(ref, line, standard=line.step in annex.OF_THE_SOP) for ref, line in report.late]
    said += [f"{t.tell_return(line.ref, who, why)}" for line in report.articles for who, why in line.returns]
    said += [t.tell_failure(one) for one in report.failures]
    said += [f"{t.sent_nothing(', '.join(report.owing))}."] if report.owing else []
    said += [t.waited_outside(report.outside)] if report.outside else []
    return tuple(said)


def _conclusions(t: Texts, report: Report) -> Iterator[Block]:
    yield Heading(t.report_word("conclusions"))
    done = t.report_conclusion(report.published, len(report.articles), len(report.owing))
    yield from _titled(t, "conclusion", done)
    yield from _titled(t, "advice", t.report_advice(report.owing))
    if report.note:
        yield Quotation(report.note, t.paper_word("note"))
    if report.answers:
        yield Heading(t.report_word("asked"), 2)
    for question, answer in report.answers:
        yield Quotation(t.paper_asked(question, answer))
