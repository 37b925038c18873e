"""A year of an office of forty units, lived by the real bot and foretold by a model that shares nothing with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.year.running import run


@pytest.mark.slow
async def test_a_year_of_the_office_goes_as_the_rules_foretell(tmp_path: Path) -> None:
    outcome = await run(tmp_path)
    sys.stdout.write(f"\n{outcome.table()}\n")
    assert outcome.told() == ""
