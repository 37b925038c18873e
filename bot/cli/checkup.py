"""`tayang check`: what is right and what is wrong with a set-up, in words one can act on."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli import chats, enrolled, explaining, keeping, machine, papers, printing, record, site_words, wire
from bot.cli.findings import Finding, Topic, summary, wrong
from bot.cli.freshening import freshness
from bot.cli.probing import probe
from bot.cli.sites import site_publisher
from bot.cli.visiting import visit
from bot.clock import Clock
from bot.cms.base import Fact, Problem, Publisher, PublishError
from bot.config import Config, ConfigError, Words, load
from bot.desk.people.examining import Found


def check(path: Path, *, deep: bool = False, probing: bool = True) -> bool:
    """Print what is right and what is wrong with a set-up, every file too if `deep`; say whether all is well.

    ``probing``: prove the website with a page that is put up for seconds.
    """
    # The libraries' own running commentary would stand between the lines.
    logging.getLogger("urllib3").setLevel(logging.ERROR)
    try:
        config = load(path, os.environ)
    except ConfigError as error:
        topics = [Topic(_CONFIGURATION, [wrong(problem) for problem in error.problems])]
    else:
        topics = asyncio.run(everything(config, Clock().now, deep=deep, probing=probing))
    for topic in topics:
        if topic.findings:
            _print(topic)
    findings = [finding for topic in topics for finding in topic.findings]
    printing.head(summary(findings))
    return all(finding.ok for finding in findings)


def _print(topic: Topic) -> None:
    printing.head(topic.name)
    for finding in topic.findings:
        printing.say(finding.words, finding.mark)


async def everything(
    config: Config, now: Callable[[], datetime], *, deep: bool = False, probing: bool = False
) -> list[Topic]:
    """Look at the configuration, the token, the database and the website.

    Changes nothing, but for a page on the website with ``probing``, which is taken away again.
    """
    read = Finding(ok=True, words=Words(f"Konfigurasi terbaca: {config.path}", f"Configuration read: {config.path}"))
    return [
        Topic(_CONFIGURATION, [read, *(wrong(problem) for problem in config.warnings)]),
        Topic(Words("Telegram", "Telegram"), await _telegram(config)),
        Topic(Words("Basis data", "Database"), record.look(config.storage.database)),
        Topic(Words("Orang", "People"), enrolled.look(config, now)),
        Topic(Words("Cadangan", "Backups"), keeping.backups(config, now())),
        Topic(Words("Berkas", "Files"), await asyncio.to_thread(keeping.deep, config) if deep else []),
        Topic(Words("Komputer ini", "This computer"), machine.look(config)),
        Topic(Words("Naskah cetak", "Printed papers"), await asyncio.to_thread(papers.look, config, now())),
        Topic(Words("Situs web", "Website"), await asyncio.to_thread(look_at_website, config, now, probing)),
    ]


def examine(path: Path) -> list[Found]:
    """Look at everything for the chat: headings without a mark, and under each what was found."""
    try:
        topics = asyncio.run(everything(load(path, os.environ), Clock().now))
    except ConfigError as error:
        topics = [Topic(_CONFIGURATION, [wrong(problem) for problem in error.problems])]
    return [each for topic in topics if topic.findings for each in _found(topic)]


def _found(topic: Topic) -> list[Found]:
    found = [Found(finding.mark, finding.words.id, finding.words.en) for finding in topic.findings]
    return [Found("", topic.name.id, topic.name.en), *found]


async def _telegram(config: Config) -> list[Finding]:
    try:
        token = config.require_token()
    except ConfigError as error:
        return [wrong(problem) for problem in error.problems if problem not in config.warnings]
    request = wire.request(config)
    bot = Bot(token.reveal(), base_url=f"{config.telegram.api_url}/bot", request=request, get_updates_request=request)
    async with request:
        try:
            me = await bot.get_me()
        except InvalidToken:
            return [Finding(ok=False, words=explaining.BAD_TOKEN)]
        except TelegramError as error:
            return [Finding(ok=False, words=explaining.unreachable(config.telegram.api_url, str(error)))]
        found = [Finding(ok=True, words=Words(f"Token diterima: @{me.username}", f"Token accepted: @{me.username}"))]
        return [*found, *[await chats.look(bot, me.id, place) for place in chats.places(config)]]


# --- the website ---------------------------------------------------------------------------------------


def look_at_website(config: Config, now: Callable[[], datetime], probing: bool = False) -> list[Finding]:
    """Look at the front page as a visitor, have the website's kind look at its own ways, and try it with a page."""
    try:
        publisher = site_publisher(config, now)
    except ConfigError as error:
        return [wrong(problem) for problem in error.problems if problem not in config.warnings] or _held_back()
    except PublishError as error:
        return [_trouble(Problem(error.code, error.detail, "error"))]
    return _look(publisher, config, now, probing=probing)


def _held_back() -> list[Finding]:
    words = Words(
        "Situs web belum diperiksa: rahasianya tidak terbaca, lihat di atas.",
        "Website not looked at: its secret was not read, see above.",
    )
    return [Finding(ok=False, words=words)]


def _look(publisher: Publisher, config: Config, now: Callable[[], datetime], *, probing: bool) -> list[Finding]:
    seen = visit(config, now)
    said = {(problem.code, problem.severity) for problem in seen}
    # What stops a visitor stops the bot: said once.
    problems = [*seen, *(p for p in _asked(publisher) if (p.code, p.severity) not in said)]
    found = [_trouble(problem) for problem in problems]
    if any(problem.severity == "error" for problem in problems):
        return found
    facts = [Finding(ok=True, words=site_words.fact(fact)) for fact in _facts(publisher)]
    tried = probe(publisher, config, now) if probing else []
    found += [*facts, *freshness(publisher, config, now), *tried]
    if any(not finding.ok for finding in tried):
        return found
    ready = Words(f"Situs web siap: {config.website.url}", f"Website ready: {config.website.url}")
    return [*found, Finding(ok=True, words=ready)]


def _asked(publisher: Publisher) -> list[Problem]:
    """Ask a kind for its problems; another package's may fail in any way, and the rest is said all the same."""
    try:
        return publisher.check()
    except PublishError as error:
        return [Problem(error.code, error.detail, "error")]
    except Exception as error:
        if type(publisher).__module__.startswith("bot."):
            raise
        return [Problem("kind_broken", f"check: {type(error).__name__}", "error")]


def _facts(publisher: Publisher) -> list[Fact]:
    try:
        return publisher.facts()
    except PublishError:
        return []  # said by check, or passing: what is known to be right is a courtesy


def _trouble(problem: Problem) -> Finding:
    is_error = problem.severity == "error"
    return Finding(ok=not is_error, words=site_words.website(problem.code, problem.detail), warning=not is_error)


_CONFIGURATION = Words("Konfigurasi", "Configuration")
