"""What holds for all tests: none is timed, and the long ones come first, spread over the workers."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("untimed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put tests marked slow in front of each worker's share; beside that the order stays.

    Workers begin with equal shares of the list, one after the other; every worker must make the same list.
    """
    workers: int = getattr(config, "workerinput", {}).get("workercount", 1)
    slow = [item for item in items if item.get_closest_marker("slow")]
    quick = [item for item in items if not item.get_closest_marker("slow")]
    items.clear()
    for worker in range(workers):
        share = (len(slow) + len(quick)) // (workers - worker)
        own = slow[: -(-len(slow) // (workers - worker))]
        rest = quick[: share - len(own)] if worker < workers - 1 else quick
        items += own + rest
        slow, quick = slow[len(own) :], quick[len(rest) :]
