"""Passing faults into a running office: nothing lost, nothing out of order, nobody told a failure.

The short form runs with the other tests. The long one, of a thousand faults and any number:
`python -m tests.moving.storm --faults 1000 --seed 7`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.moving.storm import weather
from tests.moving.storming import Order

FAULTS = 150


@pytest.mark.slow
@pytest.mark.parametrize("order", ["in order", "at random", "in runs"])
async def test_passing_faults_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: Order) -> None:
    storm = await weather(tmp_path, monkeypatch, order, seed=1, faults=FAULTS)
    assert storm.counted.total() >= FAULTS, storm.counted
    assert {"database", "held", "website", "getUpdates", "sendMessage", "getFile"} <= set(storm.counted)
