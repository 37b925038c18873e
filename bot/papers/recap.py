"""The recap as a paper and as charts: counts, times, contributions, who is waited for, every article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.papers import parts
from bot.papers.annex import OF_THE_SOP
from bot.papers.document import (
    Bar,
    Bars,
    Block,
    Cell,
    Chart,
    Facts,
    Figures,
    Heading,
    Paper,
    Paragraph,
    Signature,
    Table,
    Trend,
)
from bot.sop.model import Nature
from bot.sop.office import Office
from bot.sop.recap import Contribution, Piece, Recap, Share, StepSummary, Waited, Waiting, month_of
from bot.sop.roles import Role
from bot.texts import Texts
from storage.store import Tx

CHART_BARS = 12  # as many units as a picture can name and a phone can show
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Places:
    """Who sends a recap to whom, by the titles that are printed, and where the two sign."""

    to: str
    sender: str
    signature: Signature
    acknowledged: Signature


def places(tx: Tx, t: Texts, found: Recap) -> Places | None:
    """Give who signs the recap of the whole office; None for a list of a unit or a person."""
    if found.scope:
        return None
    return Places(
        parts.jabatan(tx, t, Role.KABAG),
        parts.jabatan(tx, t, Role.KASUBBAG),
        parts.signature(tx, t, Role.KASUBBAG),
        parts.acknowledged(tx, t, Role.KABAG),
    )


def paper(office: Office, t: Texts, found: Recap, seal: str = "", signed: Places | None = None) -> Paper:
    """Compose the recap on paper: a letter from the Kasubbag to the Kabag where it is of the whole office."""
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.recap_word("title"),
        subtitle=f"{t.recap_span(found.span)} – {found.scope or t.recap_word('office')}",
        letterhead=parts.letterhead(office),
        head=_head(t, found, signed) if signed else None,
        blocks=tuple(_blocks(t, found)),
        signature=signed.signature if signed else None,
        acknowledged=signed.acknowledged if signed else None,
        footer=t.recap_caption(found.span, found.scope),
        page_words=t.paper_pages(),
        origin=t.paper_origin() if signed else t.paper_printed(),
        seal=seal,
        style=parts.style(office),
    )


def _head(t: Texts, found: Recap, signed: Places) -> Facts:
    copies = "\n".join(f"{n}. {one}" for n, one in enumerate(t.office.papers.report_copies, 1))
    rows = [
        ("to", signed.to),
        ("from", signed.sender),
        ("copies", copies or t.report_word("none")),
        ("number", parts.letter_number(t, t.now)),
        ("nature", t.nature(Nature.ORDINARY)),
        ("annex", t.report_word("none")),
        ("regarding", t.recap_regarding(found.span)),
    ]
    return Facts(tuple((t.report_word(key), words) for key, words in rows))


def _blocks(t: Texts, found: Recap) -> Iterator[Block]:
    yield Heading(t.recap_word("figures"))
    yield Figures(_figures(t, found))
    yield from (Paragraph(t.recap_unverified(refs)) for refs in [found.unverified] if refs)
    if not found.taken and not found.pieces:
        yield Paragraph(t.recap_word("nothing"))
    if found.taken:
        yield Heading(t.recap_word("steps"))
        yield _steps(t, found.steps())
        yield late_by_step(t, found, plain=True)
    if found.reasons():
        yield Heading(t.recap_word("reasons"))
        yield _reasons(t, found.reasons())
        if found.snoozes:
            yield Paragraph(t.recap_snoozed(found.snoozes))
    yield from _trend(t, found)
    if found.pieces:
        yield Heading(t.recap_word("contributions"))
        yield _contributions(t, found.contributions())
        yield by_unit(t, found, most=40)
    if found.units:
        yield Heading(t.recap_word("owing"))
        owing = found.owing()
        yield Paragraph(", ".join(owing) if owing else t.recap_word("all_gave"))
    if found.taken:
        yield Heading(t.recap_word("people"))
        yield _people(t, found.people())
    yield Heading(t.recap_word("waiting"))
    if found.waiting:
        yield _waited(t, found.waited())
        yield _waiting(t, found.waiting)
    else:
        yield Paragraph(t.recap_word("nobody"))
    if found.pieces:
        yield Heading(t.recap_word("articles"))
        yield _articles(t, found.pieces)


def _figures(t: Texts, found: Recap) -> tuple[tuple[str, str], ...]:
    good, timed = found.on_time
    live = t.in_minutes(found.to_live) if found.to_live is not None else t.recap_word("none")
    return (
        (t.number(found.published), t.recap_word("live")),
        (t.percent(good, timed), t.recap_word("steps_on_time")),
        (live, t.recap_word("median_live")),
        (f"{t.number(found.dispositions_closed)} / {t.number(found.dispositions_sent)}", t.recap_word("orders")),
    )


def _row(*words: str) -> tuple[Cell, ...]:
    return tuple(parts.cell(word) for word in words)


def _span(t: Texts, span: timedelta | None) -> str:
    return t.recap_word("none") if span is None else t.in_minutes(span)


def _steps(t: Texts, rows: Sequence[StepSummary]) -> Table:
    wanted = [("step", 2.0), *((key, -1.0) for key in ("count", "on_time", "share", "median", "worst", "standard"))]
    return Table(parts.columns(t.recap_word, wanted), tuple(_step(t, row) for row in rows))


def _step(t: Texts, row: StepSummary) -> tuple[Cell, ...]:
    share = t.percent(row.on_time, row.timed)
    return (
        *_row(t.step(row.step), t.number(row.count), t.number(row.on_time) if row.timed else share, share),
        parts.cell(t.in_minutes(row.median)),
        parts.cell(t.in_minutes(row.worst)),
        parts.cell(_span(t, row.standard if row.step in OF_THE_SOP else None)),
    )


def _contributions(t: Texts, rows: Sequence[Contribution]) -> Table:
    wanted = [("unit", 1.0), ("submitted", -1.0), ("published", -1.0), ("returned", -1.0)]
    return Table(
        parts.columns(t.recap_word, wanted),
        tuple(_row(row.unit, t.number(row.submitted), t.number(row.published), t.number(row.returned)) for row in rows),
    )


def _people(t: Texts, rows: Sequence[Share]) -> Table:
    wanted = [("person", 1.0), ("count", -1.0), ("on_time", -1.0), ("median", -1.0)]
    return Table(
        parts.columns(t.recap_word, wanted),
        tuple(
            _row(row.who, t.number(row.count), t.percent(row.on_time, row.timed), t.in_minutes(row.median))
            for row in rows
        ),
    )


def _waiting(t: Texts, rows: Sequence[Waiting]) -> Table:
    wanted = [("ref", 0.0), ("article", 3.0), ("step", 2.0), ("whom", 2.0), ("late_by", -1.0)]
    return Table(parts.columns(t.recap_word, wanted), tuple(_open(t, row) for row in rows))


def _waited(t: Texts, rows: Sequence[Waited]) -> Table:
    wanted = [("whom", 1.0), ("count", -1.0), ("late", -1.0), ("longest", -1.0)]
    return Table(
        parts.columns(t.recap_word, wanted),
        tuple(_row(row.whom, t.number(row.count), t.number(row.late), _span(t, row.longest)) for row in rows),
    )


def _reasons(t: Texts, rows: Sequence[tuple[str, int]]) -> Table:
    wanted = [("reason", 1.0), ("count", -1.0)]
    return Table(
        parts.columns(t.recap_word, wanted),
        tuple(_row(reason or t.recap_word("no_reason"), t.number(count)) for reason, count in rows),
    )


def _open(t: Texts, row: Waiting) -> tuple[Cell, ...]:
    return _row(row.ref, row.title, t.step(row.step), row.whom, _span(t, row.late_by))


def _articles(t: Texts, pieces: Sequence[Piece]) -> Table:
    wanted = [("number", -1.0), ("article", 4.0), ("unit", 2.6), ("state", 1.8), ("to_live", -1.0)]
    return Table(
        parts.columns(t.recap_word, wanted), tuple(_article(t, number, piece) for number, piece in enumerate(pieces, 1))
    )


def _article(t: Texts, number: int, piece: Piece) -> tuple[Cell, ...]:
    return (
        parts.cell(str(number)),
        parts.cell(piece.title, note=f"{piece.ref} · {piece.author}", link=piece.url or ""),
        parts.cell(piece.unit),
        parts.cell(t.state(piece.state)),
        parts.cell(_span(t, piece.spent)),
    )


# --- charts --------------------------------------------------------------------------------------------


def charts(t: Texts, found: Recap) -> list[Chart]:
    """Draw the recap for a chat: lateness by step, contributions by unit, the way to live over weeks or months."""
    blocks: list[Bars | Trend] = []
    if found.taken:
        blocks.append(late_by_step(t, found))
    if any(piece.published_within for piece in found.pieces):
        blocks.append(by_unit(t, found, most=CHART_BARS))
    blocks += _trend(t, found)
    language = t.locale.partition("_")[0]
    subtitle = t.recap_caption(found.span, found.scope)
    return [Chart(language=language, block=block, subtitle=subtitle) for block in blocks]


def late_by_step(t: Texts, found: Recap, *, plain: bool = False) -> Bars:
    """Draw how many of each step were late, in percent of those with a standard; `plain`: in no colour of blame."""
    rows = [row for row in found.steps() if row.timed]
    bars = tuple(
        Bar(
            label=t.step(row.step),
            value=(row.timed - row.on_time) / row.timed,
            words=t.recap_late_of(row.timed - row.on_time, row.timed),
            tone="" if plain else "late" if row.on_time < row.timed else "good",
        )
        for row in rows
    )
    return Bars(t.recap_word("late_by_step"), bars, top=1.0)


def by_unit(t: Texts, found: Recap, *, most: int) -> Bars:
    """Draw how many articles of each unit went live; a unit that gave nothing is drawn too."""
    rows = found.contributions()
    bars = [Bar(label=row.unit, value=row.published, words=t.recap_pages(row.published)) for row in rows]
    silent = [unit for unit in found.owing() if unit not in {row.unit for row in rows}]
    bars += [Bar(label=unit, value=0, words=t.recap_pages(0), tone="muted") for unit in silent]
    return Bars(t.recap_word("by_unit"), tuple(bars[:most]))


def _trend(t: Texts, found: Recap) -> list[Trend]:
    """Draw how long it took to go live, week by week or month by month; one value alone is no trend."""
    periods = found.periods()
    values = tuple(None if one is None else one.total_seconds() / HOUR for one in found.trend(periods))
    if sum(value is not None for value in values) < 2:  # noqa: PLR2004 - a line has two ends
        return []
    words = tuple("" if value is None else t.decimal(value) for value in values)
    return [Trend(t.recap_word("trend"), tuple(_period(t, *period) for period in periods), values, words)]


def _period(t: Texts, first: date, last: date) -> str:
    month = month_of(first)
    return t.recap_short_month(first) if (first, last) == (month.first, month.last) else t.recap_short_day(first)
