"""The house itself: no circle of imports, and no module too long to be read at one sitting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).parent.parent
FOLDERS = ("bot", "handlers", "storage", "tests")
MOST_LINES = 400
#: Longer modules, each with the reason why it is.
LONG: dict[str, str] = {}


def circle(imports: Mapping[str, Iterable[str]]) -> list[str]:
    """Give a circle of imports from a module back to itself; [] if there is none."""
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_a_circle_is_seen() -> None:
    assert circle({"a": ["b"], "b": ["c"], "c": []}) == []
    assert set(circle({"a": ["b"], "b": ["c"], "c": ["a"]})) == {"a", "b", "c"}


def test_no_module_imports_one_that_imports_it() -> None:
    """Counted are all imports: those inside functions and those for type checking as well."""
    graph = grimp.build_graph("bot", "handlers", "storage", cache_dir=None)
    assert circle({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}) == []


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_module_is_too_long_without_a_reason() -> None:
    modules = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    assert len(modules) > 500
    counted = {module.relative_to(ROOT).as_posix(): lines(module) for module in modules}
    assert {name: count for name, count in counted.items() if count > MOST_LINES and name not in LONG} == {}


def test_a_reason_is_kept_only_for_a_module_that_is_too_long() -> None:
    assert [name for name in LONG if lines(ROOT / name) <= MOST_LINES] == []
