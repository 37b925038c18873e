"""The example names every key, loads as it stands, and gives the defaults."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import certifi
import pytest
from PIL import Image

from bot.config import Secret
from bot.config.checks import conflicts
from bot.config.reading import Reader, example_line, known_keys
from bot.config.table import Table
from bot.config.tables import OfficeTable, Tables, Website
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK
from tests.config.support import TOKEN, loaded, secret_file, written

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def leaves(kind: type[Table] = Tables) -> dict[str, Any]:
    """Return the dotted keys that hold values, not tables."""
    keys = dict(known_keys(kind))
    return {key: field for key, field in keys.items() if not any(k.startswith(f"{key}.") for k in keys)}


#: Keys whose value is a table as a whole: what is in the options is a third party's, any step may have its ladder.
INLINE = {"website.options", "reminders.steps"} | {
    f"reminders.{length}.copies" for length in ("short", "middle", "long", "urgent")
}


def flat(table: dict[str, Any], path: str = "") -> Iterator[str]:
    for key, value in table.items():
        here = f"{path}.{key}" if path else key
        if here in INLINE:
            yield here
            continue
        items = value if isinstance(value, list) else [value]
        for item in items or [None]:
            if isinstance(item, dict):
                yield from flat(item, here)
            else:
                yield here


def switched_on(example: str) -> str:
    return re.sub(r"^#(?=[a-z_]+ = |\[)", "", example, flags=re.MULTILINE)


def test_every_key_is_in_the_example_and_every_key_of_it_is_known() -> None:
    documented = tomllib.loads(switched_on(EXAMPLE.read_text("utf-8")))
    assert sorted(set(flat(documented))) == sorted(leaves())


def test_the_example_loads_as_it_stands(tmp_path: Path) -> None:
    config = loaded(tmp_path, EXAMPLE.read_text("utf-8"))
    assert config.warnings == ()
    assert config.office().calendar.week == PERPRES_WEEK


def test_the_example_loads_with_everything_switched_on(tmp_path: Path) -> None:
    secret_file(tmp_path / "telegram-token.txt")
    secret_file(tmp_path / "webhook-secret.txt", "rahasia")
    secret_file(tmp_path / "health-token.txt", "pemantau-pemantau")
    secret_file(tmp_path / "proxy-password.txt", "rahasia")
    (tmp_path / "ca-kabupaten.pem").write_bytes(Path(certifi.where()).read_bytes())
    Image.new("RGB", (8, 8)).save(tmp_path / "lambang.png")
    config = loaded(tmp_path, switched_on(EXAMPLE.read_text("utf-8")))
    assert config.token == Secret(TOKEN)
    assert config.webhook_secret == Secret("rahasia")
    (ramadan,) = config.office().calendar.profiles
    assert ramadan.week == PERPRES_RAMADAN_WEEK


def test_the_example_gives_the_defaults() -> None:
    raw = tomllib.loads(EXAMPLE.read_text("utf-8"))
    office = OfficeTable(name=raw["office"]["name"], place=raw["office"]["place"])
    defaults = Tables(office=office, website=Website(url=raw["website"]["url"]))
    assert Reader().table(Tables, raw, "") == defaults


@pytest.mark.parametrize("key", sorted(leaves()))
def test_every_example_in_a_message_would_be_accepted(key: str) -> None:
    field = leaves()[key]
    value = tomllib.loads(example_line(field))[field.encode_name]
    reader = Reader()
    reader._value(field.type, value, key, "")
    assert reader.problems == []


def test_defaults_do_not_contradict_each_other() -> None:
    office = OfficeTable(name="x", place="y")
    assert conflicts(Tables(office=office, website=Website(url="https://x.go.id"))) == []


def test_the_zone_is_a_real_one(tmp_path: Path) -> None:
    assert loaded(tmp_path, written()).tables.office.zone == ZoneInfo("Asia/Jakarta")
