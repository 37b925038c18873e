"""What follows from a move is one table, and it is the same whatever is imported first."""

from __future__ import annotations

import json
import pkgutil
import random
import subprocess
import sys
from pathlib import Path

import pytest

import bot.desk
from bot.desk import consequences
from bot.sop.flow import Action

ROOT = Path(__file__).parents[2]

#: The rows by name. A row that changes here changes what a move does to everybody's day: say why in the commit.
ALWAYS = ["nobody_there", "follow"]
OFF = ["withdraw", "complete_by_itself", "over", "nobody_there", "withdrawn", "follow"]

ROWS = {
    Action.DISPATCH: ["attach_need", *ALWAYS],
    Action.ACCEPT: ["show_waiting_articles", *ALWAYS],
    Action.COMPLETE: ["let_drafts_go", *ALWAYS],
    Action.POST: ["to_group", *ALWAYS],
    Action.ACKNOWLEDGE: ["keep", *ALWAYS],
    Action.CANCEL: ["complete_by_itself", "let_go", "drop_moot_proposal", *ALWAYS],
    Action.SUBMIT: ["need_a_disposition", "show_progress", *ALWAYS],
    Action.APPROVE: ["need_a_disposition", "show_progress", *ALWAYS],
    Action.HOLD: ["hide_title", *ALWAYS],
    Action.REJECT: ["complete_by_itself", "drop_moot_proposal", *ALWAYS],
    Action.RETURN: ["show_progress", "take_back", *ALWAYS],
    Action.UNVERIFY: ["take_back", *ALWAYS],
    Action.EDIT: ["hand_out", "take_back", *ALWAYS],
    Action.TAKE_IN: ["hand_out", "show_progress", "drop_moot_proposal", *ALWAYS],
    Action.PUBLISH: ["show_progress", "ask_website", *ALWAYS],
    Action.UNSCHEDULE: ["hand_out", *ALWAYS],
    Action.DETACH: ["take_back", *ALWAYS],
    Action.START: ["ask_website", *ALWAYS],
    Action.PROVE: ["complete_by_itself", "over", "nobody_there", "live", "follow", "published"],
    Action.FAIL: ["let_go_late", *ALWAYS],
    Action.DOUBT: ["look_by_itself", "let_go_late", *ALWAYS],
    Action.LOOK: ["look_again", *ALWAYS],
    Action.SIGHT: ALWAYS,
    Action.CONFIRM: [
        "complete_by_itself",
        "over",
        "nobody_there",
        "live",
        "follow",
        "published",
        "confirmed",
    ],
    Action.DISPUTE: ALWAYS,
    Action.CORRECT: ["over", *ALWAYS],
    Action.ASK_WITHDRAWAL: ALWAYS,
    Action.BYPASS: ["alarm", "need_a_disposition", "show_progress", *ALWAYS],
    Action.WITHDRAW: OFF,
    Action.PULL: OFF,
}

#: Imports modules in the order given, and prints the table that the engine holds then.
PROBE = """
import importlib, json, sys
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
engine = next(m for n, m in sys.modules.items() if n.startswith("bot.desk.") and hasattr(m, "set_consequences"))
table = engine._consequences
print(json.dumps({action.name: [f"{f.__module__}.{f.__name__}" for f in row] for action, row in table.items()}))
"""


def modules() -> list[str]:
    return [found.name for found in pkgutil.walk_packages(bot.desk.__path__, "bot.desk.")]


def held_after(order: list[str]) -> dict[str, list[str]]:
    done = subprocess.run([sys.executable, "-c", PROBE, json.dumps(order)], cwd=ROOT, capture_output=True, check=True)
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("action", Action)
def test_each_move_has_its_row(action: Action) -> None:
    assert [follow.__name__ for follow in consequences.TABLE[action]] == ROWS.get(action, ALWAYS)


@pytest.mark.parametrize("seed", range(4))
def test_the_table_is_the_same_in_whatever_order_the_desk_is_imported(seed: int) -> None:
    order = modules()
    random.Random(seed).shuffle(order)
    wanted = {a.name: [f"{f.__module__}.{f.__name__}" for f in row] for a, row in consequences.TABLE.items()}
    assert held_after(order) == wanted


def test_the_engine_alone_brings_the_whole_table_along() -> None:
    alone = [name for name in modules() if name.endswith(".engine")]
    assert set(held_after(alone)) == {action.name for action in Action}
