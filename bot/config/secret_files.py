"""Reads the secrets that lie beside the configuration, or stand in the environment, which wins."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from bot.config.problems import ConfigProblem, State, Words, shown_path, unreadable
from bot.config.reading import HIDDEN
from bot.config.secret import CREDENTIALS_ENV, TOKEN_ENV, ExposedError, Secret, read_secret, site_env

_TOKEN_FORM = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
# setWebhook's secret_token (Bot API documentation).
_WEBHOOK_SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{1,256}")
# A password travels in a header: one line, in whatever script.
_PASSWORD_FORM = re.compile(r"[^\x00-\x1f\x7f-\x9f]{1,1000}")
_HEADER_FORM = re.compile(r"[!-~]{1,4000}")
# Shorter, and a signature can be guessed; RFC 2104 advises no less than the hash's own length for its keys.
_SIGNING_FORM = re.compile(r"[^\x00-\x1f\x7f-\x9f]{16,4000}")

_HEALTH_FORM = re.compile(r"[A-Za-z0-9_-]{16,256}")

_PROXY_PASSWORD = Words("sandi proksi, satu baris dalam sebuah berkas", "the proxy's password, a line in a file")
_HEALTH_TOKEN = Words(
    "16 sampai 256 huruf, angka, _ atau - dalam sebuah berkas", "16 to 256 letters, digits, _ or - in a file"
)
_TOKEN = Words(
    f"token dari @BotFather dalam variabel lingkungan {TOKEN_ENV} atau berkas token_file",
    f"the token @BotFather gave, in the environment variable {TOKEN_ENV} or the token_file",
)
_WEBHOOK_SECRET = Words(
    "1 sampai 256 huruf, angka, _ atau - dalam sebuah berkas",
    "1 to 256 letters, digits, _ or - in a file",
)
_SITE: Mapping[str, tuple[re.Pattern[str], Words]] = {
    "password": (_PASSWORD_FORM, Words("sandi satu baris", "a password of one line")),
    "token": (_HEADER_FORM, Words("token satu baris tanpa spasi", "a token of one line without spaces")),
    "secret": (_SIGNING_FORM, Words("kata rahasia satu baris, sedikitnya 16 huruf", "a secret of 16 letters or more")),
}


class SecretFiles:
    """Reads the secrets beside the file; what is found is never said, only what is wrong."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.problems: list[ConfigProblem] = []
        self.warnings: list[ConfigProblem] = []
        self._env = env

    def token(self, file: Path | None) -> Secret | None:
        """Return the bot's token, None when there is none to use."""
        if value := self._env.get(TOKEN_ENV, "").strip():
            return self._formed(Secret(value), _TOKEN_FORM, no_token(HIDDEN, TOKEN_ENV))
        secret = self._read(file, "telegram.token_file", _TOKEN, "telegram-token")
        return self._formed(secret, _TOKEN_FORM, no_token(HIDDEN))

    def proxy(self, file: Path | None) -> Secret | None:
        """Return the password of the proxy on the way to Telegram, None when no file is named."""
        key = "telegram.proxy_password_file"
        secret = self._read(file, key, _PROXY_PASSWORD, "proxy-password")
        malformed = ConfigProblem(key, HIDDEN, _PROXY_PASSWORD, 'proxy_password_file = "proxy-password.txt"')
        return self._formed(secret, _PASSWORD_FORM, malformed)

    def health(self, file: Path | None) -> Secret | None:
        """Return what opens the detail of the health page, None when no file is named."""
        secret = self._read(file, "health.token_file", _HEALTH_TOKEN, "health-token")
        malformed = ConfigProblem("health.token_file", HIDDEN, _HEALTH_TOKEN, 'token_file = "health-token.txt"')
        return self._formed(secret, _HEALTH_FORM, malformed)

    def webhook(self, file: Path | None) -> Secret | None:
        """Return what Telegram's calls are known by, None when no file is named."""
        key = "telegram.webhook.secret_file"
        secret = self._read(file, key, _WEBHOOK_SECRET, "webhook-secret")
        example = 'secret_file = "webhook-secret.txt"'
        malformed = ConfigProblem(key, HIDDEN, _WEBHOOK_SECRET, example)
        return self._formed(secret, _WEBHOOK_SECRET_FORM, malformed)

    def site(self, name: str, key: str, file: Path | None) -> Secret | None:
        """Return the website's "password", "token" or "secret", None when there is none to use."""
        form, expected = _SITE[name]
        variable = site_env(name)
        example = f'{name}_file = "website-{name}.txt"'
        if value := self._env.get(variable, "").strip():
            return self._formed(Secret(value), form, ConfigProblem(variable, HIDDEN, expected, example))
        secret = self._read(file, key, site_secret(name), f"website-{name}")
        return self._formed(secret, form, ConfigProblem(key, HIDDEN, expected, example))

    def _formed(self, secret: Secret | None, form: re.Pattern[str], malformed: ConfigProblem) -> Secret | None:
        if secret and not form.fullmatch(secret.reveal()):
            self.problems.append(malformed)
        return secret

    def _read(self, file: Path | None, key: str, expected: Words, credential: str) -> Secret | None:
        """Read a credential the service manager hands over, or else the file that is named."""
        folder = self._env.get(CREDENTIALS_ENV, "")
        handed = Path(folder) / credential if folder else None
        if handed is not None and handed.exists():
            file = handed
        if file is None:
            return None
        try:
            return read_secret(file, guarded=file == handed)
        except ExposedError:
            self.warnings.append(_exposed(key, file))
        except UnicodeDecodeError:
            self._unread(key, State("berkasnya bukan teks UTF-8", "the file is no UTF-8 text"), expected)
        except (OSError, ValueError) as error:
            self._unread(key, unreadable(file, error), expected)
        return None

    def _unread(self, key: str, found: State, expected: Words) -> None:
        stem = "-".join(part.removesuffix("_file") for part in key.split("."))
        example = f'{key.rpartition(".")[2]} = "{stem}.txt"'
        self.problems.append(ConfigProblem(key, found, expected, example))


def no_token(found: Words, key: str = "telegram.token_file") -> ConfigProblem:
    """Say that the bot's token is not there, or not one."""
    return ConfigProblem(key, found, _TOKEN, 'token_file = "telegram-token.txt"')


def site_secret(name: str) -> Words:
    """Say where one of the website's secrets belongs."""
    called = {"password": ("sandi", "password"), "token": ("token", "token"), "secret": ("kata rahasia", "secret")}
    indonesian, english = called[name]
    variable = site_env(name)
    return Words(
        f"{indonesian} dalam berkas yang hanya terbaca oleh pemiliknya (chmod 600),"
        f" atau dalam variabel lingkungan {variable}",
        f"the {english} in a file only its owner can read (chmod 600), or in the environment variable {variable}",
    )


def _exposed(key: str, file: Path) -> ConfigProblem:
    name = shown_path(file).id
    return ConfigProblem(
        key,
        Words(f"{name} yang terbaca oleh semua orang", f"{name}, readable by everybody"),
        Words(
            "berkas yang hanya terbaca oleh pemiliknya; berkas ini tidak dipakai",
            "a file only its owner can read; this one is not used",
        ),
        f"chmod 600 {name}",
    )
