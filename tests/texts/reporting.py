"""A call of every text of the completion report and of lateness, with one word of somebody's in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

from bot.sop.flow import State, Step
from bot.sop.model import Disposition, Nature
from bot.sop.report import ArticleLine, Bypass, Failure, Report, Snooze, StepLine, Way
from bot.texts import Texts

Call = Callable[[Texts, str], object]

NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def bypass(way: Way, x: str) -> Bypass:
    """Something done on another way; for a PROXY there is no step to name."""
    return Bypass(way, x, None if way is Way.PROXY else Step.UPDATE, x, x, NOW)


def report(x: str) -> Report:
    """Build a report in which everything that can be said is said."""
    order = Disposition(1, State.D_WAITING_KABAG, 1, 12, 2026, x, x, Nature.URGENT, LATER, True, "", None, 1, NOW)
    late = StepLine(Step.ACCEPT, x, 65 * MINUTE, 5 * MINUTE, True, "acc", NOW)
    explained = replace(late, step=Step.UPDATE, reason=x, reason_by=x, for_whom=x)
    good = StepLine(Step.VERIFY, None, MINUTE, 60 * MINUTE, False, "apr", NOW)
    free = StepLine(Step.COLLECT, x, timedelta(seconds=20), None, False, None, None)
    article = ArticleLine("N-7", x, x, State.A_PUBLISHED, "https://contoh.go.id/7", NOW, (good, explained), ((x, x),))
    return Report(
        order, (late, good, free), (article,), x, None, NOW, ((x, x),), (x,), (Snooze("N-7", x, x, LATER),),
        tuple(bypass(way, x) for way in Way), (Failure("N-7", "unreachable", NOW),),
    )  # fmt: skip


def crowded(x: str) -> Report:
    """Build a report that has more of everything than its card shows."""
    whole = report(x)
    return replace(whole, steps=whole.steps * 4, articles=whole.articles * 9, owing=whole.owing * 9)


def _line(x: str, **how: object) -> StepLine:
    return replace(report(x).steps[0], **how)  # type: ignore[arg-type]  # fields by their names


REPORT_CALLS: dict[str, list[Call]] = {
    "report": [lambda t, x: t.report(report(x))],
    "report_card": [lambda t, x: t.report_card(report(x)), lambda t, x: t.report_card(crowded(x))],
    "actor": [lambda t, x: t.actor(_line(x, for_whom=x))],
    "late_because": [
        lambda t, x: t.late_because(_line(x)),
        lambda t, x: t.late_because(_line(x, reason=x, reason_by=x)),
    ],
    "tell_bypass": [partial(lambda way, t, x: t.tell_bypass(bypass(way, x)), way) for way in Way],
    "tell_snooze": [lambda t, x: t.tell_snooze(Snooze("N-7", x, x, LATER))],
    "tell_failure": [lambda t, _x: t.tell_failure(Failure("N-7", "unreachable", NOW))],
    "tell_return": [lambda t, x: t.tell_return("N-7", x, x)],
    "tell_posted": [lambda t, x: t.tell_posted(NOW, x), lambda t, _x: t.tell_posted(NOW, None)],
    "sent_nothing": [lambda t, x: t.sent_nothing(x)],
    "waited_outside": [lambda t, _x: t.waited_outside([(Step.VERIFY, 65 * MINUTE), (Step.HOLD, MINUTE)])],
    "late_button": [lambda t, _x: t.late_button(1), lambda t, _x: t.late_button(3)],
    "late_step": [lambda t, x: t.late_step(x, Step.UPDATE, 65 * MINUTE, 60 * MINUTE)],
    "late_choice": [lambda t, _x: t.late_choice("N-7", Step.UPDATE)],
    "late_all": [lambda t, _x: t.late_all(3)],
    "ask_late_step": [lambda t, x: t.ask_late_step([x, x])],
    "ask_late_reason": [lambda t, x: t.ask_late_reason([x])],
    "late_reasons": [lambda t, _x: t.late_reasons()],
    "late_choose_first": [lambda t, _x: t.late_choose_first()],
}
