"""The year as it is run, in a test or from the command line: the plan, the play, and what is to be compared."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tests.year import figures, looking
from tests.year.hours import RAMADAN, day_of
from tests.year.life import draw
from tests.year.looking import Left
from tests.year.office import MEMBERS
from tests.year.plan import BEGIN, END, Plan
from tests.year.play import Play
from tests.year.stage import YearStage

#: Bots cannot delete what is older than 48 hours: it is told to be replaced instead.
TOO_OLD = "message can't be deleted"


@dataclass
class Outcome:
    """Everything that went otherwise than foretold, by what was asserted; and the counts."""

    wrong: dict[str, list[str]]
    counts: dict[str, object]

    def told(self) -> str:
        """Say it for people."""
        return "\n".join(f"{what}:\n  " + "\n  ".join(lines[:20]) for what, lines in self.wrong.items() if lines)

    def table(self) -> str:
        """Give the counts, a line each."""
        return "\n".join(f"{name:<34}{count}" for name, count in self.counts.items())


async def run(folder: Path, until: int = END) -> Outcome:
    """Live the year (or its beginning) in a folder, and compare what happened with what was foretold."""
    plan = draw(until=until)
    async with YearStage(folder, BEGIN, plan.tapped) as stage:
        play = Play(stage, plan)
        await play.run(until)
        left = Left(stage.database)
        try:
            return await _compared(plan, play, left, until)
        finally:
            left.close()


async def _compared(plan: Plan, play: Play, left: Left, until: int) -> Outcome:
    stage, world, sent = play.stage, plan.world, left.sent()
    recaps = {
        f"recap of month {month}": looking.differences(
            (await stage.bot.store.read(looking.recap_of, month)).items(), figures.recap(world, month).items()
        )
        for month in range(1, 13)
    }
    wrong = {
        "steps": looking.differences(left.steps(), looking.model_steps(plan)),
        "reminders": looking.differences(left.reminders(), world.reminders),
        "out of office hours": looking.out_of_hours(plan, sent),
        "never heard": looking.unheard(plan, left, sent),
        "said twice": looking.said_twice(sent),
        "cards repeated": looking.repeated_cards(stage, left),
        "deadlines lost": looking.lost_deadlines(left, until),
        "flood after the outage": looking.flood(sent),
        "overviews": looking.differences(sorted(looking.overviews(sent)), [(at, who) for at, who, _ in world.crowded]),
        "morning digests": looking.differences(looking.digests(left, evening=False), _sent(plan.digests)),
        "evening digests": looking.differences(looking.digests(left, evening=True), _sent(plan.evenings)),
        "refused by Telegram": [str(call) for call in stage.outside.refusals() if TOO_OLD not in call.error],
        **recaps,
    }
    return Outcome(wrong, _counts(plan, play, left, sent))


def _sent(digests: list[tuple[int, tuple[int, ...]]]) -> list[tuple[int, tuple[int, ...]]]:
    return [(at, people) for at, people in digests if people]


def _counts(plan: Plan, play: Play, left: Left, sent: list[looking.Sent]) -> dict[str, object]:
    reminders = left.reminders()
    finished = [s for s in plan.world.steps if s.finished is not None]
    late = Counter(s.name for s in finished if s.late)
    taken = Counter(s.name for s in finished)
    rungs = Counter(min(r.rung, 6) for r in reminders)
    world, pinged = plan.world, sum(len(r.pinged) for r in reminders)
    live, tapped = sum(bool(a.published) for a in world.articles), sum(a.taps for a in plan.acts)
    fasting = [r for r in reminders if RAMADAN[0] <= day_of(r.at) <= RAMADAN[1]]
    morning, evening = (sum(len(people) for _, people in some) for some in (plan.digests, plan.evenings))
    return {
        "units / people": f"{len(plan.world.units)} / {len(MEMBERS)}",
        "naskah written / published": f"{len(world.articles)} / {live}",
        "disposisi sent / closed": f"{plan.world.counts['sent']} / {plan.world.counts['closed']}",
        "acts (by taps / at the desk)": f"{len(plan.acts)} ({tapped} / {len(plan.acts) - tapped})",
        "ticks with something due": play.ticks,
        "idle ticks thrown in": play.idle,
        "step records": len(left.rows("SELECT 1 FROM step")),
        "reminders": len(reminders),
        "  by rung (6: and above)": dict(sorted(rungs.items())),
        "  people pinged / copied": f"{pinged} / {sum(len(r.copied) for r in reminders)}",
        "  in Ramadan": len(fasting),
        "snoozes": left.rows("SELECT count(*) FROM snooze")[0][0],
        "overviews": len(looking.overviews(sent)),
        "digests (morning / evening)": f"{morning} / {evening}",
        "messages that reached somebody": len(sent),
        "late steps": {name: f"{late[name]} of {taken[name]}" for name in taken},
        "on time": f"{100 * (1 - sum(late.values()) / max(1, len(finished))):.1f} %",
    }
