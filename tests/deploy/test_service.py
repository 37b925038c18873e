"""The files in deploy/: systemd, Caddy, nginx and the container take them, where these are installed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"


def installed(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


def run(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit with a program and an account that this machine has."""
    text = (DEPLOY / "tayang.service").read_text()
    path = tmp_path / "tayang.service"
    path.write_text(text.replace("/opt/tayang/bin/tayang", sys.executable).replace("=tayang\nGroup=tayang", "=daemon"))
    return path


def test_systemd_takes_the_unit_without_a_word(unit: Path) -> None:
    said = run(installed("systemd-analyze"), "verify", "--man=no", unit)
    assert [line for line in said.splitlines() if "tayang" in line] == []


def test_systemd_finds_little_exposed(unit: Path) -> None:
    program = installed("systemd-analyze")
    said = run(program, "security", "--offline=true", "--no-pager", "--threshold=20", unit)
    level = re.search(r"exposure level.*?: ([0-9.]+)", said)
    assert level is not None
    assert float(level[1]) <= 2.0


def test_the_unit_hands_every_secret_over_that_the_bot_reads() -> None:
    unit = (DEPLOY / "tayang.service").read_text()
    read = set(re.findall(r'"((?:telegram|health|webhook|website)-(?:token|secret))"',
                          (ROOT / "bot/config/secret_files.py").read_text()))  # fmt: skip
    read |= {f"website-{name}" for name in ("password", "token", "secret")}
    assert {name for name in read if f"LoadCredential={name}:" not in unit} == set()


def test_caddy_takes_its_block(tmp_path: Path) -> None:
    caddy = installed("caddy")
    run(caddy, "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")
    formatted = subprocess.run([caddy, "fmt", str(DEPLOY / "Caddyfile")], capture_output=True, text=True, check=False)
    assert formatted.stdout == (DEPLOY / "Caddyfile").read_text()


def test_the_container_runs_as_nobody_with_what_the_package_needs() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    assert "USER 10001:10001" in text
    copied = set(re.findall(r"^COPY (\w+) \./\w+$", text, re.MULTILINE))
    packages = re.search(r"include = \[(.+)\]", (ROOT / "pyproject.toml").read_text())
    assert packages is not None
    assert copied == set(re.findall(r'"(\w+)\*"', packages[1]))
