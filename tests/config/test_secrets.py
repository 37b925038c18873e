"""Secrets stay out of the configuration, out of what is shown of it, and out of other people's sight."""

from __future__ import annotations

import os
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import TOKEN_ENV, ConfigError, Secret
from bot.config.secret import CREDENTIALS_ENV
from tests.config.support import TOKEN, loaded, refused, secret_file, written


def test_a_token_comes_from_its_file_without_the_line_end(tmp_path: Path) -> None:
    secret_file(tmp_path / "token", f"{TOKEN}\n")
    config = loaded(tmp_path, written("telegram", 'token_file = "token"'))
    assert config.require_token().reveal() == TOKEN


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    content = written("telegram", 'token_file = "none"')
    config = loaded(tmp_path, content, {TOKEN_ENV: f" {TOKEN} "})
    assert config.require_token() == Secret(TOKEN)


def test_a_credential_of_the_service_manager_wins_over_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """The service's account need not read /etc; in a container such files are readable by everybody in it."""
    handed = tmp_path / "credentials"
    handed.mkdir()
    for name, content in {
        "telegram-token": f"{TOKEN}\n",
        "health-token": "k" * 20,
        "webhook-secret": "rahasia",
    }.items():
        (handed / name).write_text(content)
        (handed / name).chmod(0o444)
    env = {CREDENTIALS_ENV: str(handed)}
    config = loaded(tmp_path, written("telegram", 'token_file = "/nonexistent/token"'), env)
    assert config.require_token().reveal() == TOKEN
    assert config.health_token == Secret("k" * 20)
    assert config.webhook_secret == Secret("rahasia")
    assert {TOKEN, "k" * 20, "rahasia"} == {secret.reveal() for secret in config.secrets}
    (handed / "telegram-token").unlink()
    with pytest.raises(ConfigError, match=r"telegram\.token_file"):
        loaded(tmp_path, written("telegram", 'token_file = "/nonexistent/token"'), env)


def test_a_health_token_that_can_be_guessed_is_refused(tmp_path: Path) -> None:
    secret_file(tmp_path / "health", "pendek")
    (problem,) = refused(tmp_path, written("health", 'token_file = "health"'))
    assert problem.key == "health.token_file"
    assert "pendek" not in problem.text("id")


def test_no_token_is_a_problem_only_for_who_needs_it(tmp_path: Path) -> None:
    config = loaded(tmp_path, written(), {TOKEN_ENV: ""})
    assert config.token is None
    with pytest.raises(ConfigError, match=r"telegram\.token_file: belum diisi"):
        config.require_token()


@pytest.mark.parametrize("key", ["token", "secret", "bot_token", "Password"])
def test_it_refuses_a_secret_in_the_file_and_does_not_repeat_it(tmp_path: Path, key: str) -> None:
    (problem,) = refused(tmp_path, written("telegram", f'{key} = "{TOKEN}"'))
    assert problem.key == f"telegram.{key}"
    assert "konfigurasi mudah tersalin" in problem.text("id")
    assert TOKEN_ENV in problem.text("en")
    assert "AAE" not in problem.text("id") + problem.text("en")


@pytest.mark.parametrize(
    "lines",
    [
        f'token_file = "{TOKEN}"',
        f'tokne = "{TOKEN}"',
        f'"{TOKEN}" = true',
        f'token_file "{TOKEN}"',
        f'mode = "{TOKEN}"',
        f'api_url = "http://api.telegram.org/bot{TOKEN}"',
        f'username = ["{TOKEN}"]',
    ],
)
def test_a_token_in_the_wrong_place_is_not_repeated(tmp_path: Path, lines: str) -> None:
    with pytest.raises(ConfigError) as refusal:
        loaded(tmp_path, written("telegram", lines))
    assert "AAE" not in str(refusal.value) + refusal.value.text("en")
    assert refusal.value.__cause__ is None


def test_it_does_not_use_a_token_that_everybody_may_read(tmp_path: Path) -> None:
    secret_file(tmp_path / "token", mode=0o644)
    config = loaded(tmp_path, written("telegram", 'token_file = "token"'))
    assert config.token is None
    (warning,) = config.warnings
    assert warning.key == "telegram.token_file"
    assert "terbaca oleh semua orang" in warning.text("id")
    assert warning.example == f"chmod 600 {tmp_path / 'token'}"
    with pytest.raises(ConfigError, match="terbaca oleh semua orang"):
        config.require_token()


def test_its_group_may_read_a_token(tmp_path: Path) -> None:
    secret_file(tmp_path / "token", mode=0o640)
    assert loaded(tmp_path, written("telegram", 'token_file = "token"')).token == Secret(TOKEN)


@pytest.mark.parametrize("content", ["", " \n", TOKEN + "x" * 5000, "not a token", f"{TOKEN}\n{TOKEN}"])
def test_it_refuses_a_token_file_that_holds_no_token(tmp_path: Path, content: str) -> None:
    secret_file(tmp_path / "token", content)
    (problem,) = refused(tmp_path, written("telegram", 'token_file = "token"'))
    assert problem.key == "telegram.token_file"
    assert "AAE" not in problem.text("id")


def test_it_refuses_a_malformed_token_in_the_environment(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written(), {TOKEN_ENV: "rahasia-besar"})
    assert problem.key == TOKEN_ENV
    assert "rahasia-besar" not in problem.text("id")


def test_a_pipe_for_a_token_file_does_not_hold_up_the_start(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "token", 0o600)
    (problem,) = refused(tmp_path, written("telegram", 'token_file = "token"'))
    assert problem.key == "telegram.token_file"


def test_it_refuses_a_pipe_whatever_comes_out_of_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "token", 0o600)
    pipe = os.open(tmp_path / "token", os.O_RDWR)
    try:
        os.write(pipe, TOKEN.encode())
        (problem,) = refused(tmp_path, written("telegram", 'token_file = "token"'))
    finally:
        os.close(pipe)
    assert problem.found.en.endswith("token is of no use (not a plain file)")


def test_a_link_does_not_hide_that_a_folder_is_public(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "data").symlink_to("site")
    (problem,) = refused(tmp_path, written("storage", 'database = "data/x.db"'))
    assert problem.key == "storage.database"


def test_it_refuses_a_webhook_secret_telegram_would_refuse(tmp_path: Path) -> None:
    secret_file(tmp_path / "hook", "kata sandi!")
    lines = 'webhook.secret_file = "hook"'
    (problem,) = refused(tmp_path, written("telegram", lines))
    assert problem.key == "telegram.webhook.secret_file"
    assert "sandi!" not in problem.text("id")


def test_a_secret_shows_itself_only_when_asked(tmp_path: Path) -> None:
    secret = Secret(TOKEN)
    config = replace(loaded(tmp_path, written()), token=secret, webhook_secret=secret)
    for shown in (str(secret), repr(secret), f"{secret:>20}", f"{secret}", repr(config)):
        assert "AAE" not in shown
    assert secret.reveal() == TOKEN
    with pytest.raises(TypeError):
        pickle.dumps(secret)


def test_secrets_are_equal_when_what_they_hide_is() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert len({Secret("a"), Secret("a"), Secret("b")}) == 2
