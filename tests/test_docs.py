"""The documents and the code say the same."""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.sop import diagram
from bot.sop.flow import Kind
from handlers import COMMANDS
from tests.texts.support import both

ROOT = Path(__file__).parent.parent
MERMAID = re.compile(r"^```mermaid\n(.*?)\n```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("kind", Kind)
def test_the_architecture_draws_the_sop_as_the_table_has_it(kind: Kind) -> None:
    drawn = MERMAID.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert drawn.count(diagram.of(kind)) == 1, f"paste this:\n```mermaid\n{diagram.of(kind)}\n```"


def commands_table() -> str:
    """The table of commands as docs/commands.md has it, from the rows they are answered by."""
    indonesian, english = both()
    lines = ["| command | whose menu | in Indonesian | in English |", "|---|---|---|---|"]
    for row in COMMANDS:
        if row.in_menu:
            who = "everybody" if row.roles is None else ", ".join(sorted(role.value for role in row.roles))
            where = " (in groups too)" if row.in_groups else ""
            lines.append(
                f"| `/{row.name}` | {who}{where} | {indonesian.command(row.name)} | {english.command(row.name)} |"
            )
    return "\n".join(lines)


def test_the_document_of_the_commands_has_every_row_of_the_table() -> None:
    written = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert commands_table() in written, f"paste this:\n{commands_table()}"


def spoken_of(name: str) -> set[str]:
    """The files and folders of ours that a document names between backticks, in words or at the head of a cell."""
    text = (ROOT / name).read_text("utf-8")
    return {path.rstrip("/") for path in re.findall(r"`((?:bot|handlers|storage|tests|docs)(?:/[\w.*<>-]+)*/?)`", text)}


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/glossary.md", "docs/commands.md", "CONTRIBUTING.md"])
def test_every_place_that_is_named_is_there(name: str) -> None:
    missing = {path for path in spoken_of(name) if not list(ROOT.glob(path))}
    assert missing == set()


def test_the_architecture_names_every_package() -> None:
    packages = {
        init.parent.relative_to(ROOT).as_posix()
        for folder in ("bot", "handlers", "storage")
        for init in (ROOT / folder).rglob("__init__.py")
    }
    assert packages - {"bot"} - spoken_of("docs/architecture.md") == set()


def test_every_word_of_the_glossary_stands_in_the_code_where_it_says() -> None:
    rows = re.findall(
        r"^\| [^|]*\|[^|]*\|[^|]*\|$|^\| [^|]*\|[^|]*\|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.MULTILINE
    )
    known = 0
    for row in rows:
        paths = re.findall(r"`((?:bot|handlers|storage)/[\w/.]+\.py)`", row)
        names = [name for name in re.findall(r"`([A-Z]\w+)`", row) if paths]
        text = "".join((ROOT / path).read_text("utf-8") for path in paths)
        assert [name for name in names if not re.search(rf"\b{name}\b", text)] == [], row
        known += len(names)
    assert known > 30


RECIPES = re.findall(
    r"^### ([^\n]+)\n\nExample: `([\w.]+)`\.\n(.*?)(?=^##|\Z)",
    (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize(("recipe", "example", "body"), RECIPES, ids=[recipe for recipe, _, _ in RECIPES])
def test_a_recipe_names_every_file_in_which_its_example_stands(recipe: str, example: str, body: str) -> None:
    opened = {path for place in re.findall(r"`((?:bot|handlers|storage)/[\w./*]+)`", body) for path in ROOT.glob(place)}
    product = [path for folder in ("bot", "handlers", "storage") for path in (ROOT / folder).rglob("*.py")]
    word = re.compile(rf"(?<![\w.]){re.escape(example)}\b")
    stands = {path.relative_to(ROOT).as_posix() for path in product if word.search(path.read_text("utf-8"))}
    assert len(stands) > 2, recipe
    assert stands - {path.relative_to(ROOT).as_posix() for path in opened} == set()


def test_there_is_a_recipe_for_all_that_is_added_most() -> None:
    added = {"a new action in a known state", "a new state", "a new notice", "a new command", "a new kind of website"}
    assert {recipe.lower() for recipe, _, _ in RECIPES} == added


def test_every_threat_is_held_by_a_test_that_is_there() -> None:
    written = (ROOT / "docs/security.md").read_text("utf-8")
    rows = [row for row in written.splitlines() if row.startswith("| ") and not row.startswith(("| threat", "|---"))]
    assert [row for row in rows if "`tests/" not in row] == []
    named = re.findall(r"`(tests/[\w/.]+\.py)(?:::(\w+))?`", written)
    assert len(named) > 50
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).is_file() or (test and f"def {test}(" not in (ROOT / file).read_text("utf-8"))
    ]
    assert missing == []


def test_what_is_installed_for_an_office_is_pinned_and_its_licence_known() -> None:
    pinned = dict(
        line.split("==") for line in (ROOT / "deploy/constraints.txt").read_text("utf-8").splitlines() if "==" in line
    )
    licences = re.findall(
        r"^\| ([\w.-]+) \| [^|]+ \| [^|]+ \|$", (ROOT / "docs/licences.md").read_text("utf-8"), re.MULTILINE
    )
    assert closure("tayang") - {"tayang", *pinned} == set()
    assert sorted(licences[1:]) == sorted(pinned)


def closure(name: str) -> set[str]:
    """The distributions that a plain installation brings, by their normalized names."""
    found, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        for line in requires(one) or []:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(canonicalize_name(requirement.name))
    return found
