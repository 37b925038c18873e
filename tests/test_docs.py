"""The documents and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

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
