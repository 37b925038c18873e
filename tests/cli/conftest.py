"""An office's set-up, and `tayang check` as its IT person runs it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli import main
from bot.config.secret import TOKEN_ENV, site_env
from bot.sitewatch import browser
from tests.cli.loopback import front_page, serving, telegram

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_0123"


@dataclass
class Desk:
    """The configuration being written, and the command that judges it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    api_url: str
    site_url: str

    def write(self, website: str = "", more: str = "", *, url: str | None = None) -> Path:
        """Write a configuration: lines of [website] and its tables, and further tables."""
        path = self.folder / "config.toml"
        path.write_text(
            '[office]\nname = "Bagian Humas"\nplace = "Kota Contoh"\n'
            f'[telegram]\napi_url = "{self.api_url}"\n{more}\n'
            f'[website]\nurl = "{url or self.site_url}"\ntimeout = "1s"\n{website}\n',
            "utf-8",
        )
        return path

    def secret(self, name: str, content: str, mode: int = 0o600) -> Path:
        """Put a secret beside the configuration."""
        path = self.folder / name
        path.write_text(content)
        path.chmod(mode)
        return path

    def check(
        self, website: str = "", more: str = "", *, url: str | None = None, options: tuple[str, ...] = ("--no-probe",)
    ) -> tuple[int, str]:
        """Write the configuration and run the command; give its exit code and all it said."""
        path = self.write(website, more, url=url)
        code = main(["check", "--config", str(path), *options])
        captured = self.capsys.readouterr()
        return code, captured.out + captured.err


@pytest.fixture(autouse=True)
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find no browser by oneself: starting one for each of a hundred checks takes minutes."""
    monkeypatch.setattr(browser, "NAMES", ())


@pytest.fixture(scope="session")
def bot_api() -> Iterator[str]:
    with serving(telegram({"-100": ({"id": -100, "type": "supergroup", "title": "Humas", **CHAT}, MEMBER)})) as url:
        yield url


#: What Telegram says of every chat.
CHAT = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
    "unlimited_gifts": True, "limited_gifts": True, "unique_gifts": True, "premium_subscription": True,
    "gifts_from_channels": True}}  # fmt: skip
MEMBER = {"status": "member"}


@pytest.fixture(scope="session")
def website() -> Iterator[str]:
    with serving(front_page) as url:
        yield url


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, bot_api: str, website: str
) -> Iterator[Desk]:
    monkeypatch.setenv(TOKEN_ENV, TOKEN)
    for name in ("password", "token", "secret"):
        monkeypatch.delenv(site_env(name), raising=False)
    (tmp_path / "site").mkdir()
    yield Desk(tmp_path, capsys, bot_api, website)
    logging.getLogger().handlers.clear()


Checked = Callable[..., tuple[int, str]]
