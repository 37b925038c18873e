"""The documents and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.sop import flow
from bot.sop.flow import Kind

ROOT = Path(__file__).parent.parent
MERMAID = re.compile(r"^```mermaid\n(.*?)\n```$", re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize("kind", Kind)
def test_the_architecture_draws_the_sop_as_the_table_has_it(kind: Kind) -> None:
    drawn = MERMAID.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    assert drawn.count(flow.diagram(kind)) == 1, f"paste this:\n```mermaid\n{flow.diagram(kind)}\n```"
