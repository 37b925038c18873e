"""Live the year and keep it: `python -m tests.year FOLDER` leaves year.sqlite3 and its files there."""

from __future__ import annotations

import argparse
import asyncio
import sys
from datetime import date
from pathlib import Path

from tests.year.hours import at
from tests.year.running import run

arguments = argparse.ArgumentParser(prog="python -m tests.year", description=__doc__)
arguments.add_argument("folder", type=Path)
arguments.add_argument("--until", type=date.fromisoformat, default=date(2027, 1, 1), help="the first day not lived")
given = arguments.parse_args()
given.folder.mkdir(parents=True, exist_ok=True)
outcome = asyncio.run(run(given.folder, at(given.until)))
sys.stdout.write(f"{outcome.table()}\n{outcome.told() or 'as foretold'}\n")
