"""What `tayang check` says of freshness: whether what tells of each section's updates can be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.cli import site_words
from bot.cli.findings import Finding
from bot.cms.base import Publisher
from bot.config import Config, Words
from bot.desk.freshness.staleness import Reading
from bot.jobs.freshness import Look, read_all
from bot.sop.freshness import Watched


def freshness(publisher: Publisher, config: Config, now: Callable[[], datetime]) -> list[Finding]:
    """Look at every section once, as the hourly job does: which can be read, and what is wrong. Changes nothing."""
    office = config.office()
    look = Look(office, lambda question: question(publisher), now(), config.website.ca_file)
    readings = read_all(look, office.watched)
    wrong = [watched for watched in office.watched if _problem(readings.get(watched.key))]
    fine = ", ".join(watched.name for watched in office.watched if watched not in wrong)
    words = Words(f"Kesegaran dapat dibaca: {fine}", f"Freshness can be read: {fine}")
    found = [Finding(ok=True, words=words)] if fine else []
    return [*found, *(_trouble(watched, _problem(readings.get(watched.key))) for watched in wrong)]


def _problem(reading: Reading | None) -> str:
    return reading.problem if reading else "answer_odd"


def _trouble(watched: Watched, code: str) -> Finding:
    """A warning: publishing does not need it."""
    why = site_words.website(code, watched.feed or watched.page or watched.name)
    words = Words(
        f"Kesegaran {watched.name} tidak dapat dibaca. {why.id} Periksa feed, page, atau [freshness].",
        f"The freshness of {watched.name} cannot be read. {why.en} Check feed, page or [freshness].",
    )
    return Finding(ok=True, words=words, warning=True)
