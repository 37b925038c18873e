"""Configurations as an office writes them: the least there must be, and what a test puts beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Config, ConfigError, ConfigProblem, load

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_0123"
REQUIRED = {
    "office": 'name = "Bagian Humas"\nplace = "Kota Contoh"\n',
    "website": 'url = "https://www.contohkab.go.id"\n',
}


def written(table: str = "", lines: str = "") -> str:
    """Return a file that has what is required, with `lines` in `table` besides."""
    tables = {**REQUIRED, table: REQUIRED.get(table, "") + lines}
    top = tables.pop("", "")
    return top + "\n" + "".join(f"[{name}]\n{content}\n" for name, content in tables.items())


def loaded(folder: Path, content: str, env: dict[str, str] | None = None) -> Config:
    path = folder / "config.toml"
    path.write_text(content, "utf-8")
    return load(path, env or {})


def refused(folder: Path, content: str, env: dict[str, str] | None = None) -> tuple[ConfigProblem, ...]:
    with pytest.raises(ConfigError) as refusal:
        loaded(folder, content, env)
    return refusal.value.problems


def secret_file(path: Path, content: str = TOKEN, mode: int = 0o600) -> Path:
    path.write_text(content)
    path.chmod(mode)
    return path
