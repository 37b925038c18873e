"""How the running bot is: for machines that ask, for systemd's watchdog, and in numbers for Prometheus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.jobs.backups import Backups
from bot.jobs.schedule import Jobs
from bot.transport.database_watch import DatabaseWatch
from bot.transport.health import Check
from bot.transport.poller import Poller
from bot.transport.webhook_watch import WebhookWatch
from storage import meta, vitals
from storage.store import Store, Tx
from storage.times import from_ms
from storage.vitals import Counts

SLACK = 60.0  # seconds beyond the usual after which something does not move
HUNG = 120.0  # seconds without a sign of life after which only a new start helps

Labels = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Vitals:
    """Looks at the parts that must move. Nothing here waits for the network."""

    store: Store
    clock: Clock
    jobs: Jobs
    poller: Poller
    webhook: WebhookWatch | None
    database: DatabaseWatch
    backups: Backups | None
    tick_every: float

    def checks(self) -> Mapping[str, Check]:
        """Say how each part that must move is. An old backup is told, and restarts nobody."""
        tick = self.jobs.age("tick")
        checks = {"tick": Check(tick is not None and tick < SLACK + self.tick_every * 3)}
        checks["database"] = self.database.check()
        if self.webhook is not None:
            checks["webhook"] = self.webhook.check()
        else:
            checks["polling"] = Check(self.poller.last_success_age() < self.poller.timeout + SLACK)
        if self.backups is not None:
            at = self.backups.newest_at
            checks["backup"] = Check(not self.backups.is_stale(), at.isoformat() if at else "none", grave=False)
        return checks

    def alive(self) -> bool:
        """Say whether polling and ticking still move, be it in vain: a network that is down restarts nobody."""
        polling = self.webhook is not None or self.poller.silence() < self.poller.timeout + HUNG
        return polling and self.jobs.silence("tick") < HUNG + self.tick_every * 3

    async def metrics(self) -> str:
        """Give everything measured in Prometheus' text format; no name of a person, no title, no address."""
        counts, sent = await self.store.read(_read)
        return "".join(self._lines(counts, sent))

    def _lines(self, counts: Counts, sent: datetime | None) -> Iterator[str]:
        now = self.clock.now()
        tick, backup = self.jobs.age("tick"), self.backups.newest_at if self.backups else None
        checks = {name: float(each.ok) for name, each in self.checks().items()}
        yield from _many("tayang_ok", "Whether a part is well (1) or not (0).", "part", checks)
        if self.webhook is None:
            yield from _one(
                "tayang_poll_age_seconds", "Since updates were last fetched.", self.poller.last_success_age()
            )
        yield from _one("tayang_tick_age_seconds", "Since the tick last went well.", tick)
        yield from _one("tayang_backup_age_seconds", "Since the newest backup was made.", _since(now, backup))
        yield from _one("tayang_backup_sent_age_seconds", "Since one last left this machine.", _since(now, sent))
        yield from _of(counts)


def _of(counts: Counts) -> Iterator[str]:
    yield from _one("tayang_inbox_waiting", "Updates taken in and not yet handled.", counts.inbox_waiting)
    yield from _one("tayang_inbox_failed", "Updates that could not be handled and were kept.", counts.inbox_failed)
    waiting = {"telegram": counts.telegram_waiting, "website": counts.website_waiting}
    yield from _many("tayang_outbox_waiting", "What is due and not yet said or published.", "to", waiting)
    yield from _one("tayang_outbox_age_seconds", "How long the oldest of it has been due.", counts.outbox_age)
    outcomes = "Attempts to say or publish within 24 hours, by outcome."
    yield from _many("tayang_outcomes_day", outcomes, "outcome", counts.outcomes)
    yield from _many("tayang_steps_open", "Steps of the SOP that are waited for.", "step", counts.steps_open)
    yield from _many("tayang_steps_late", "Of these, past their due time.", "step", counts.steps_late)
    yield from _one("tayang_step_lateness_seconds", "How late the latest one is, by the wall clock.", counts.lateness)
    yield from _many("tayang_articles", "Articles by state.", "state", counts.articles)
    yield from _one("tayang_events", "Number of the record's newest event.", counts.events)


def _one(name: str, words: str, value: float | None) -> Iterator[str]:
    """A measure without labels; one that is not known is left out, as Prometheus has it."""
    if value is not None:
        yield f"# HELP {name} {words}\n# TYPE {name} gauge\n{name} {value:g}\n"


def _many(name: str, words: str, label: str, values: Labels) -> Iterator[str]:
    yield f"# HELP {name} {words}\n# TYPE {name} gauge\n"
    for key, value in values.items():
        escaped = key.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")
        yield f'{name}{{{label}="{escaped}"}} {value:g}\n'


def _since(now: datetime, then: datetime | None) -> float | None:
    return None if then is None else (now - then).total_seconds()


def _read(tx: Tx) -> tuple[Counts, datetime | None]:
    sent = meta.get(tx, "backup sent")
    return vitals.count(tx), from_ms(int(sent)) if sent else None
