"""A card draws and reads: nothing it calls, however deep, writes to the database or asks for something to be said."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITES = re.compile(r"\b(?:INSERT|UPDATE|DELETE|REPLACE)\b")

Name = tuple[str, str]  # module, function


def modules(*folders: str) -> dict[str, Path]:
    found = {}
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(part for part in parts if part != "__init__")] = path
    return found


PRODUCT = modules("bot/cards", "bot/desk", "storage")


@cache
def functions(module: str) -> dict[str, ast.FunctionDef]:
    body = ast.parse(PRODUCT[module].read_text("utf-8")).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}


@cache
def names(module: str) -> dict[str, Name]:
    """What a module's names stand for: (module, "") for a module, (module, function) for a function."""
    found: dict[str, Name] = {name: (module, name) for name in functions(module)}
    for node in ast.walk(ast.parse(PRODUCT[module].read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                found[alias.asname or alias.name] = (whole, "") if whole in PRODUCT else (node.module, alias.name)
    return found


def calls(of: Name) -> set[Name]:
    """The functions that one speaks of, called or handed on."""
    module, function = of
    known, found = names(module), set()
    for node in ast.walk(functions(module)[function]):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            at, inner = known.get(node.value.id, ("", "-"))
            found.add((at, node.attr) if not inner else ("", ""))
        elif isinstance(node, ast.Name):
            found.add(known.get(node.id, ("", "")))
    return {(m, f) for m, f in found if m in PRODUCT and f in functions(m)}


def writes(of: Name) -> bool:
    module, function = of
    source = ast.get_source_segment(PRODUCT[module].read_text("utf-8"), functions(module)[function]) or ""
    return module.startswith("storage.") and WRITES.search(source) is not None


def way_to_a_write(start: Name) -> list[Name]:
    """The calls that lead from a function to one that writes; [] where none does."""
    before: dict[Name, Name | None] = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if writes(here):
            way: list[Name] = []
            step: Name | None = here
            while step is not None:
                way.append(step)
                step = before[step]
            return way[::-1]
        for called in calls(here) - before.keys():
            before[called] = here
            waiting.append(called)
    return []


def test_a_way_to_a_write_is_seen() -> None:
    assert way_to_a_write(("bot.desk.workflow.engine", "act"))[-1][0].startswith("storage.")
    assert way_to_a_write(("bot.desk.notify", "show"))


@pytest.mark.parametrize("module", sorted(name for name in PRODUCT if name.startswith("bot.cards.")))
def test_a_card_writes_nothing(module: str) -> None:
    ways = {function: way_to_a_write((module, function)) for function in functions(module)}
    assert {function: way for function, way in ways.items() if way} == {}
