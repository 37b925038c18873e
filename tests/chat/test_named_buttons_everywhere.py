"""Whatever is sent by the clock names only buttons it has, and waits only for whom the table waits for, as it is sent.

Every call of the server is looked at in the moment in which it comes: reminders, copies, take-overs, digests of the
morning and evening, what stands in a group, and all of it again after a restart.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import cast
from bot.desk.authority import capacities
from bot.rehearsal.calls import Call
from bot.rehearsal.world import Group
from bot.sop.flow import Action, Kind, State
from storage import articles, dispositions
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import DAY, NAMES, THURSDAY, Thing
from tests.chat.ladders import CASES, questioned
from tests.chat.test_named_buttons import NAMED, READING
from tests.chat.workdays import after, wib
from tests.stage import Stage

GROUP = -6001
START = wib(THURSDAY, 9)
TAKEN = re.compile(r"</?[^>]+>")
TURN = "Giliran Anda"
