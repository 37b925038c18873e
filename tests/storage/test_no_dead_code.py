"""Nothing in storage/ that the product does not use: SQL nobody runs is SQL nobody checks."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = [path for folder in ("bot", "handlers", "storage") for path in (ROOT / folder).rglob("*.py")]


def names_used(tree: ast.AST) -> Counter[str]:
    """Every name a module speaks of, other than where it defines it."""
    found: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            found[node.attr] += 1
        elif isinstance(node, ast.Name):
            found[node.id] += 1
    return found


def qualified(tree: ast.Module, own: str) -> set[tuple[str, str]]:
    """(module of storage, name) for `module.name`, for `from storage.module import name`, and for own names."""
    found = {(own, name) for name in names_used(tree)} if own else set()
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "storage"]
    called = {alias.asname or alias.name: alias.name for node in imported for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in called:
            found.add((called[node.value.id], node.attr))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("storage."):
            found |= {((node.module or "").removeprefix("storage."), alias.name) for alias in node.names}
    return found


TREES = {path: ast.parse(path.read_text("utf-8")) for path in PRODUCT}
USED = set().union(*(qualified(t, p.stem if p.parent.name == "storage" else "") for p, t in TREES.items()))
ANYWHERE: Counter[str] = sum((names_used(tree) for tree in TREES.values()), Counter())
MODULES = sorted(p for p in PRODUCT if p.parent == ROOT / "storage" and p.stem != "__init__")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_every_public_name_is_used_by_the_product(module: Path) -> None:
    body = TREES[module].body
    defined = [node.name for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    unused = [name for name in defined if not name.startswith("_") and (module.stem, name) not in USED]
    classes = [node for node in body if isinstance(node, ast.ClassDef)]
    methods = [n.name for c in classes for n in c.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    unused += [name for name in methods if not name.startswith("_") and not ANYWHERE[name]]
    assert unused == []
