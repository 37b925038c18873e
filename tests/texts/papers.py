"""A call of every text of the papers and the recap, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bot.sop.flow import State, Step
from bot.sop.recap import Piece, Recap, Span, Taken, Waiting, month_of
from bot.texts import Texts
from bot.texts.indonesian import papers, recap

Call = Callable[[Texts, str], object]

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
MAY = datetime(2026, 5, 12, 3, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONTH = month_of(MAY.date())
SPANS = (
    MONTH,
    Span(date(2026, 1, 1), date(2026, 12, 31)),
    Span(date(2025, 1, 1), date(2026, 12, 31)),
    Span(date(2026, 10, 1), date(2026, 11, 15)),
    Span(date(2025, 12, 1), date(2026, 1, 15)),
    Span(MAY.date(), MAY.date()),
)


def summed(x: str) -> Recap:
    """Build a recap in which everything that can be said is said."""
    taken = (
        Taken("N-7", x, x, Step.UPDATE, x, 2 * HOUR, HOUR, NOW, x, 2),
        Taken("N-7", x, x, Step.VERIFY, x, 2 * HOUR, HOUR, NOW),
        Taken("D-1/2026", x, "", Step.COLLECT, None, HOUR, None, NOW),
    )
    piece = Piece("N-7", x, x, x, x, State.A_PUBLISHED, NOW, NOW, date(2026, 11, 23), HOUR, 1, None, True, True)
    waiting = tuple(Waiting(f"N-{n}", x, Step.VERIFY, x, HOUR if n else None) for n in range(9))
    return Recap(MONTH, x, taken, (piece,), waiting, (x, "Dinas Lain"), 3, 2)


def nothing(_x: str) -> Recap:
    """Build a recap of a month in which nothing happened."""
    return Recap(MONTH, "", (), (), (), (), 0, 0)


def _words(name: str, keys: dict[str, str]) -> list[Call]:
    return [partial(lambda key, t, _x: getattr(t, name)(key), key) for key in keys]


PAPER_CALLS: dict[str, list[Call]] = {
    "paper_word": _words("paper_word", papers._WORDS),
    "paper_pages": [lambda t, _x: t.paper_pages()],
    "paper_day": [lambda t, _x: t.paper_day(MAY)],
    "paper_moment": [lambda t, _x: t.paper_moment(MAY)],
    "paper_place_and_day": [lambda t, _x: t.paper_place_and_day(MAY)],
    "paper_footer": [lambda t, x: t.paper_footer(x, x)],
    "paper_origin": [lambda t, _x: t.paper_origin()],
    "paper_printed": [lambda t, _x: t.paper_printed()],
    "paper_seal": [lambda t, x: t.paper_seal(x)],
    "paper_basis": [lambda t, x: t.paper_basis(x, NOW, x)],
    "paper_result": [lambda t, _x: t.paper_result(1, 2, 3, 4)],
    "paper_share": [lambda t, _x: t.paper_share(5, 6)],
    "paper_smooth": [lambda t, _x: t.paper_smooth()],
    "paper_closing": [lambda t, _x: t.paper_closing()],
    "paper_proven": [lambda t, _x: t.paper_proven(NOW)],
    "paper_asked": [lambda t, x: t.paper_asked(x, x)],
    "paper_file": [lambda t, x: t.paper_file("completion", x)],
    "paper_caption": [lambda t, x: t.paper_caption("disposition", x)],
    "paper_failed": [lambda t, x: t.paper_failed("completion", x)],
    "recap_word": _words("recap_word", recap._WORDS),
    "recap_span": [partial(lambda span, t, _x: t.recap_span(span), span) for span in SPANS],
    "recap_month": [lambda t, _x: t.recap_month(MAY.date())],
    "recap_short_day": [lambda t, _x: t.recap_short_day(MAY.date())],
    "recap_snoozed": [lambda t, _x: t.recap_snoozed(3)],
    "recap_short_month": [lambda t, _x: t.recap_short_month(MAY.date())],
    "percent": [lambda t, _x: t.percent(1, 3), lambda t, _x: t.percent(0, 0)],
    "recap": [lambda t, x: t.recap(summed(x)), lambda t, x: t.recap(nothing(x))],
    "recap_late_of": [lambda t, _x: t.recap_late_of(3, 12)],
    "recap_pages": [lambda t, _x: t.recap_pages(3)],
    "recap_button": [
        partial(lambda key, t, _x: t.recap_button(key), key)
        for key in ("pdf", "xlsx", "csv", "charts", "units", "people", "office")
    ],
    "recap_step_to": [
        lambda t, _x: t.recap_step_to(MONTH, back=True),
        lambda t, _x: t.recap_step_to(MONTH, back=False),
    ],
    "recap_unclear": [lambda t, _x: t.recap_unclear()],
    "recap_not_yours": [lambda t, _x: t.recap_not_yours()],
    "recap_choose": [lambda t, _x: t.recap_choose("units"), lambda t, _x: t.recap_choose("people")],
    "recap_monthly": [lambda t, _x: t.recap_monthly(MONTH)],
    "recap_file": [lambda t, x: t.recap_file(MONTH, x, "pdf")],
    "recap_caption": [lambda t, x: t.recap_caption(MONTH, x), lambda t, _x: t.recap_caption(MONTH, "")],
    "recap_failed": [lambda t, _x: t.recap_failed()],
}
