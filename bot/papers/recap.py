"""The recap as a paper and as charts: counts, times, contributions, who is waited for, every article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.papers import parts
from bot.papers.document import (
    Align,
    Bar,
    Bars,
    Block,
    Cell,
    Chart,
    Column,
    Figures,
    Heading,
    Paper,
    Paragraph,
    Table,
    Tone,
    Trend,
)
from bot.sop.flow import State
from bot.sop.office import Office
from bot.sop.recap import Contribution, Piece, Recap, Share, StepSummary, Waiting, month_of
from bot.texts import Texts

CHART_BARS = 12  # as many units as a picture can name and a phone can show
MONTHS_SHOWN = 12
HOUR = 3600.0


def paper(office: Office, t: Texts, found: Recap) -> Paper:
    """Compose the recap on paper; it is signed by nobody, since it is a list and no letter."""
    return Paper(
        language=t.locale.partition("_")[0],
        title=t.recap_word("title"),
        subtitle=f"{t.recap_span(found.span)} – {found.scope or t.recap_word('office')}",
        letterhead=parts.letterhead(office),
        blocks=tuple(_blocks(t, found)),
        footer=t.recap_caption(found.span, found.scope),
        page_words=t.paper_pages(),
        origin=t.paper_printed(),
    )


def _blocks(t: Texts, found: Recap) -> Iterator[Block]:
    yield Heading(t.recap_word("figures"))
    yield Figures(_figures(t, found))
    if not found.taken and not found.pieces:
        yield Paragraph(t.recap_word("nothing"))
    if found.taken:
        yield Heading(t.recap_word("steps"))
        yield _steps(t, found.steps())
        yield late_by_step(t, found)
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
    yield _waiting(t, found.waiting) if found.waiting else Paragraph(t.recap_word("nobody"))
    if found.pieces:
        yield Heading(t.recap_word("articles"))
        yield _articles(t, found.pieces)


def _figures(t: Texts, found: Recap) -> tuple[tuple[str, str], ...]:
    good, timed = found.on_time
    live = t.brief(found.to_live) if found.to_live is not None else t.recap_word("none")
    return (
        (t.number(found.published), t.recap_word("live")),
        (t.percent(good, timed), t.recap_word("steps_on_time")),
        (live, t.recap_word("median_live")),
        (f"{t.number(found.orders_closed)} / {t.number(found.orders_sent)}", t.recap_word("orders")),
    )


def _columns(t: Texts, *wanted: tuple[str, float, Align]) -> tuple[Column, ...]:
    return tuple(Column(label=t.recap_word(key), share=share, align=align) for key, share, align in wanted)


def _row(*words: str) -> tuple[Cell, ...]:
    return tuple(parts.cell(word) for word in words)


def _span(t: Texts, span: timedelta | None) -> str:
    return t.recap_word("none") if span is None else t.brief(span)


def _steps(t: Texts, rows: Sequence[StepSummary]) -> Table:
    columns = _columns(
        t, ("step", 2, "left"), ("count", 0, "right"), ("on_time", 0, "right"), ("share", 0, "right"),
        ("median", 0, "right"), ("worst", 0, "right"), ("standard", 0, "right"),
    )  # fmt: skip
    return Table(columns, tuple(_step(t, row) for row in rows))


def _step(t: Texts, row: StepSummary) -> tuple[Cell, ...]:
    late = row.standard is not None and row.worst > row.standard
    share = t.percent(row.on_time, row.timed)
    return (
        *_row(t.step(row.step), t.number(row.count), t.number(row.on_time) if row.timed else share, share),
        parts.cell(t.brief(row.median)),
        parts.cell(t.brief(row.worst), tone="late" if late else ""),
        parts.cell(_span(t, row.standard), tone="muted"),
    )


def _contributions(t: Texts, rows: Sequence[Contribution]) -> Table:
    columns = _columns(
        t, ("unit", 1, "left"), ("submitted", 0, "right"), ("published", 0, "right"), ("returned", 0, "right")
    )
    return Table(
        columns,
        tuple(_row(row.unit, t.number(row.submitted), t.number(row.published), t.number(row.returned)) for row in rows),
    )


def _people(t: Texts, rows: Sequence[Share]) -> Table:
    columns = _columns(t, ("person", 1, "left"), ("count", 0, "right"), ("on_time", 0, "right"), ("median", 0, "right"))
    return Table(
        columns,
        tuple(
            _row(row.who, t.number(row.count), t.percent(row.on_time, row.timed), t.brief(row.median)) for row in rows
        ),
    )


def _waiting(t: Texts, rows: Sequence[Waiting]) -> Table:
    columns = _columns(
        t, ("ref", 0, "left"), ("article", 3, "left"), ("step", 2, "left"), ("whom", 2, "left"), ("late_by", 0, "right")
    )
    return Table(columns, tuple(_waited(t, row) for row in rows))


def _waited(t: Texts, row: Waiting) -> tuple[Cell, ...]:
    tone: Tone = "late" if row.late_by is not None else ""
    return (
        *_row(row.ref, row.title, t.step(row.step), row.whom),
        parts.cell(_span(t, row.late_by), tone=tone, bold=bool(tone)),
    )


def _articles(t: Texts, pieces: Sequence[Piece]) -> Table:
    columns = _columns(
        t, ("number", 0, "right"), ("article", 4, "left"), ("unit", 2.6, "left"), ("state", 1.8, "left"),
        ("to_live", 0, "right"),
    )  # fmt: skip
    return Table(columns, tuple(_article(t, number, piece) for number, piece in enumerate(pieces, 1)))


def _article(t: Texts, number: int, piece: Piece) -> tuple[Cell, ...]:
    live = piece.state is State.A_PUBLISHED
    return (
        parts.cell(str(number)),
        parts.cell(piece.title, note=f"{piece.ref} · {piece.author}", link=piece.url or ""),
        parts.cell(piece.unit),
        parts.cell(t.state(piece.state), tone="good" if live else ""),
        parts.cell(_span(t, piece.spent)),
    )


# --- charts --------------------------------------------------------------------------------------------


def charts(t: Texts, found: Recap, *, dark: bool = False) -> list[Chart]:
    """Draw the recap for a chat: lateness by step, contributions by unit, the way to live over the months."""
    blocks: list[Bars | Trend] = []
    if found.taken:
        blocks.append(late_by_step(t, found))
    if any(piece.published_within for piece in found.pieces):
        blocks.append(by_unit(t, found, most=CHART_BARS))
    blocks += _trend(t, found)
    language = t.locale.partition("_")[0]
    subtitle = t.recap_caption(found.span, found.scope)
    return [Chart(language=language, block=block, subtitle=subtitle, dark=dark) for block in blocks]


def late_by_step(t: Texts, found: Recap) -> Bars:
    """Draw how many of each step were late, in percent of those with a standard."""
    rows = [row for row in found.steps() if row.timed]
    bars = tuple(
        Bar(
            label=t.step(row.step),
            value=(row.timed - row.on_time) / row.timed,
            words=t.recap_late_of(row.timed - row.on_time, row.timed),
            tone="late" if row.on_time < row.timed else "good",
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
    """Draw the months of a longer span; one month alone is no trend."""
    months = found.span.months[-MONTHS_SHOWN:]
    if len(months) < 2:  # noqa: PLR2004 - a line has two ends
        return []
    medians = found.trend((month, month_of(month).last) for month in months)
    values = tuple(None if median is None else median.total_seconds() / HOUR for median in medians)
    if not any(values):
        return []
    words = tuple("" if value is None else t.decimal(value) for value in values)
    return [Trend(t.recap_word("trend"), tuple(t.recap_short_month(month) for month in months), values, words)]
