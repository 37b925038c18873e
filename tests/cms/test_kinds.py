"""Kinds by name: ours, and one that another package adds, built from the page that shows how."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from bot.cli.sites import site_publisher, site_settings
from bot.cms import kinds
from bot.cms.base import Publisher, PublishError
from bot.cms.publish import publish_page
from bot.config import ConfigError, load
from tests.cms.people import LATER, article, settings

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs/websites.md").read_text("utf-8")
SECRETS = {
    "TAYANG_WEBSITE_PASSWORD": "abcd efgh ijkl mnop",
    "TAYANG_WEBSITE_TOKEN": "token-rahasia",
    "TAYANG_WEBSITE_SECRET": "x" * 40,
}
FILLED = {
    "folder": "",
    "wordpress": 'user = "tayang"',
    "joomla": 'media_folder = "tayang/foto"',
    "drupal": 'user = "tayang"\ncontent_type = "berita"',
    "webhook": 'endpoint = "https://www.contohkab.go.id/tayang.php?x=1"',
    "manual": 'folder = "paket"',
}


def configured(folder: Path, kind: str, lines: str, url: str = "https://www.contohkab.go.id") -> Path:
    path = folder / "config.toml"
    path.write_text(
        f'[office]\nname = "Humas"\nplace = "Kota"\n[website]\nkind = "{kind}"\nurl = "{url}"\n{lines}\n', "utf-8"
    )
    return path


# -- our own


def test_every_kind_of_ours_is_there_by_its_name() -> None:
    assert set(kinds.OWN) == set(FILLED)
    assert set(kinds.OWN) <= set(kinds.names())


@pytest.mark.parametrize("kind", sorted(FILLED))
def test_a_filled_in_table_makes_a_publisher(tmp_path: Path, kind: str) -> None:
    lines = (
        'timeout = "20s"\nsections = [{ key = "berita", name = "Berita", remote = "kabar" }]\n'
        f"[website.{kind}]\n{FILLED[kind]}"
    )
    config = load(configured(tmp_path, kind, lines), SECRETS)
    told = site_settings(config)
    assert (told["base_url"], told["timeout"], told["language"]) == ("https://www.contohkab.go.id", 20.0, "id")
    assert told["sections"] == [{"key": "berita", "name": "Berita", "remote": "kabar"}]
    assert "rahasia" not in repr(told)
    publisher = site_publisher(config, lambda: LATER)
    assert (publisher.kind, isinstance(publisher, Publisher)) == (kind, True)


def test_only_the_chosen_kind_is_imported() -> None:
    code = (
        "import sys\nimport bot.app\nfrom bot.cms import kinds\n"
        "loaded = {name for name in sys.modules if name.startswith('bot.cms.') and name.split('.')[2] in kinds.OWN}\n"
        "loaded -= {'bot.cms.manual', 'bot.cms.manual.base'}\n"  # what every bot asks a publisher: are you a person?
        "raise SystemExit(' '.join(loaded))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True)
    assert ended.stderr.strip() == ""


def test_no_package_slips_in_between_us_and_the_website(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    foreign = metadata.EntryPoint("folder", "builtins:dict", kinds.GROUP)
    monkeypatch.setattr(kinds, "entry_points", lambda **_: [foreign])
    assert kinds.publisher("folder", settings(tmp_path), now=lambda: LATER).kind == "folder"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("tidak_ada:X", "ModuleNotFoundError"),
        ("builtins:tidak_ada", "AttributeError"),
        ("builtins:len", "TypeError"),
        ("builtins:max", "no bot.cms.base.Publisher"),
    ],
)
def test_a_broken_package_is_named_and_stops_nothing_else(
    monkeypatch: pytest.MonkeyPatch, value: str, words: str
) -> None:
    entry = metadata.EntryPoint("papan", value, kinds.GROUP)
    monkeypatch.setattr(kinds, "entry_points", lambda **_: [entry])
    if value.endswith(":max"):
        monkeypatch.setattr("builtins.max", lambda *_: object())
    with pytest.raises(PublishError, match=words) as caught:
        kinds.publisher("papan", {}, now=lambda: LATER)
    assert (caught.value.code, caught.value.again) == ("kind_broken", False)


# -- another package's


def block(name: str) -> str:
    """Return what the document says stands in a file of this name."""
    found = re.search(rf"`{re.escape(name)}`[^`]*:\n\n```\w+\n(.*?)```", DOCUMENT, re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the package of the document and install it where nobody else looks."""
    source, target = tmp_path_factory.mktemp("papan"), tmp_path_factory.mktemp("terpasang")
    for name in ("pyproject.toml", "tayang_papan.py"):
        (source / name).write_text(block(name), "utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(target), str(source)], check=True, capture_output=True)
    return target


def test_the_documents_package_keeps_the_contract(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "test_papan.py").write_text(block("test_papan.py"), "utf-8")
    env = {**os.environ, "PYTHONPATH": f"{installed}:{ROOT}"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:asyncio", "-W", "error"]
    command.append(str(tmp_path))
    ended = subprocess.run(command, check=False, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout[-3000:]
    assert int(re.search(r"(\d+) passed", ended.stdout)[1]) >= 40  # type: ignore[index]  # it says so when it passes


def test_an_office_publishes_with_it(installed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(installed))
    database = tmp_path / "papan.sqlite3"
    config = load(
        configured(tmp_path, "papan", f'[website.options]\ndatabase = "{database}"\ntoken_file = "t"'), SECRETS
    )
    assert "papan" in kinds.names()
    assert site_settings(config)["token"] == config.site_secrets["token"]
    publisher = site_publisher(config, lambda: LATER)
    remote = publish_page(publisher, article())
    assert (remote.state, publisher.find("W2K7"), publisher.check()) == ("published", remote, [])


def test_without_its_package_a_kind_is_unknown_in_words(tmp_path: Path) -> None:
    config = load(configured(tmp_path, "papan", ""), {})
    with pytest.raises(ConfigError, match=r'website\.kind: ditemukan "papan"; seharusnya salah satu dari "drupal"'):
        site_publisher(config, lambda: LATER)
