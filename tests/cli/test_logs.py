"""The log: kept in a file for its owner alone, begun anew when it is full, with ids, and without secrets."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from structlog.contextvars import bound_contextvars

from bot.cli.logs import LogFile, set_up_logging

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_0123"
PASSWORD = "sandi aplikasi"
log = logging.getLogger("bot.coba")


@pytest.fixture(autouse=True)
def clean() -> Iterator[None]:
    """Leave the root logger as it was."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield
    for handler in root.handlers:
        if handler not in before:
            handler.close()
    root.handlers[:], root.level = before, level


def test_a_full_file_is_followed_by_a_new_one_and_all_are_private(tmp_path: Path) -> None:
    path = tmp_path / "log" / "tayang.log"
    set_up_logging("info", "console", [], LogFile(path, 2000, 2))
    path.chmod(0o644) if path.exists() else None
    for number in range(200):
        log.info("line %s %s", number, "x" * 50)
    names = sorted(file.name for file in path.parent.iterdir())
    assert names == ["tayang.log", "tayang.log.1", "tayang.log.2"]
    assert all(file.stat().st_size <= 2000 for file in path.parent.iterdir())
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes <= {0o600, 0o644}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert "line 199" in path.read_text()


def test_lines_name_what_was_being_worked_on(tmp_path: Path) -> None:
    path = tmp_path / "tayang.log"
    set_up_logging("info", "json", [], LogFile(path, 100_000, 1))
    with bound_contextvars(update=41):
        log.info("seen")
    with bound_contextvars(row=7, kind="publish", thing="a3"):
        log.warning("said")
    first, second = [json.loads(line) for line in path.read_text().splitlines()]
    assert first["update"] == 41
    assert (second["row"], second["kind"], second["thing"]) == (7, "publish", "a3")


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_secret_gets_in_however_it_is_said(tmp_path: Path, form: str) -> None:
    path = tmp_path / "tayang.log"
    set_up_logging("debug", form, [TOKEN, PASSWORD], LogFile(path, 100_000, 1))
    log.info("GET https://api.telegram.org/bot%s/getMe", TOKEN)
    log.info("password %r", PASSWORD)
    with bound_contextvars(thing=PASSWORD):
        log.info("bound")
    try:
        raise ValueError(f"https://api.telegram.org/bot{TOKEN}/x {PASSWORD}")
    except ValueError:
        log.exception("failed")
    written = path.read_text()
    assert "failed" in written
    assert TOKEN not in written
    assert PASSWORD not in written
