"""An office, the texts of both languages, and what the code asks of them: what the tests of the texts share."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.sop.flow import Action
from bot.sop.office import Office, SectionRule, Website
from bot.sop.worktime import Calendar
from bot.texts import Texts
from bot.texts.english import English
from bot.texts.indonesian import Indonesian

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 3, 42, tzinfo=UTC)  # a Monday, 10.42 WIB
LATER = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)  # the Wednesday after, 14.00 WIB
EARLIER = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
TITLES = {
    "kabag": "Head of Division",
    "kasubbag": "Head of Section",
    "staf": "Web Officer",
    "contributor": "Writer",
    "verifier": "Signatory",
    "ppid": "Information Officer",
    "admin": "Keeper",
}

#: Moves somebody can tap: those of the SYSTEM alone have no button, and APPROVE is labelled by approve_as.
TAPPED = tuple(set(Action) - {Action.APPROVE, Action.DETACH, Action.START, Action.PROVE, Action.FAIL, Action.DOUBT})


def office(zone: str = "Asia/Jakarta") -> Office:
    """Build an office in one of the three zones, with titles of its own."""
    return Office(
        name="Kabupaten Contoh",
        place="Contoh",
        calendar=Calendar(ZoneInfo(zone)),
        website=Website("Situs Contoh", "https://contoh.go.id"),
        sections=(SectionRule("berita", "Berita"),),
        titles=TITLES,
    )


def both(zone: str = "Asia/Jakarta") -> tuple[Indonesian, English]:
    """Give the texts of both languages, as of NOW."""
    return Indonesian(office(zone), NOW), English(office(zone), NOW)


def words_of(table: type[Texts]) -> list[str]:
    """List the public methods that a language's own modules define (formats are shared)."""
    own = [c for c in table.__mro__ if c.__module__.startswith("bot.texts.") and not c.__module__.endswith("formats")]
    return sorted({n for c in own for n, m in vars(c).items() if inspect.isfunction(m) and not n.startswith("_")})


@cache
def _trees() -> tuple[ast.Module, ...]:
    folders = ("bot/cards", "bot/desk", "bot/cms", "bot/sitewatch", "bot/outbox", "handlers")
    return tuple(ast.parse(path.read_text()) for folder in folders for path in sorted((ROOT / folder).rglob("*.py")))


def named_in_code(function: str, keyword: str | None = None) -> set[str]:
    """Find the words with which the code calls a function: its first argument, or one given by keyword."""
    calls = [node for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    called = [c for c in calls if getattr(c.func, "attr", getattr(c.func, "id", "")) == function]
    given = (
        [k.value for c in called for k in c.keywords if k.arg == keyword]
        if keyword
        else [c.args[0] for c in called if c.args]
    )
    return {text for argument in given for text in _choices(argument)}


def _choices(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    if isinstance(argument, ast.IfExp):
        yield from _choices(argument.body)
        yield from _choices(argument.orelse)


def returned_by(function: str) -> set[str]:
    """Find the words that a function of the code returns."""
    found = [
        node
        for tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name == function
    ]
    returns = [node.value for f in found for node in ast.walk(f) if isinstance(node, ast.Return) and node.value]
    return {text for value in returns for text in _choices(value)}
