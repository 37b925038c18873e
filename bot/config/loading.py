"""From a TOML file and the environment to a configuration, or to all that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.calendars import indonesian_holidays
from bot.config import tables as t
from bot.config.checks import DAYS, conflicts
from bot.config.problems import NOTHING, ConfigError, ConfigProblem, Words, shown_path
from bot.config.reading import HIDDEN, Reader
from bot.config.secret import TOKEN_ENV, ExposedError, Secret, read_secret
from bot.sop.office import Checklist, Ladder, Office, SectionRule, Standards, Website
from bot.sop.worktime import Calendar, Profile, Week, no_holidays

_TOKEN_FORM = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
# setWebhook's secret_token (Bot API documentation).
_WEBHOOK_SECRET_FORM = re.compile(r"[A-Za-z0-9_-]{1,256}")

_TOKEN = Words(
    f"token dari @BotFather dalam variabel lingkungan {TOKEN_ENV} atau berkas token_file",
    f"the token @BotFather gave, in the environment variable {TOKEN_ENV} or the token_file",
)
_WEBHOOK_SECRET = Words(
    "1 sampai 256 huruf, angka, _ atau - dalam sebuah berkas",
    "1 to 256 letters, digits, _ or - in a file",
)


@dataclass(frozen=True)
class Config:
    """A configuration that holds together; every path in it is absolute.

    `warnings` are problems that do not keep the rest from working: a secret that was not read
    because its file is open to everybody. `token` is then None, as it is when none was given.
    """

    path: Path
    tables: t.Tables
    token: Secret | None
    webhook_secret: Secret | None
    warnings: tuple[ConfigProblem, ...]

    @property
    def telegram(self) -> t.Telegram:
        """The bot's account and how it gets its updates."""
        return self.tables.telegram

    @property
    def storage(self) -> t.Storage:
        """The database and the folder of files."""
        return self.tables.storage

    @property
    def files(self) -> Path:
        """The folder of files."""
        return self.storage.files or self.storage.database.with_name("files")

    @property
    def website(self) -> t.Website:
        """The website and how it is reached."""
        return self.tables.website

    @property
    def digest(self) -> t.Digest:
        """When the morning's overview is sent."""
        return self.tables.digest

    @property
    def proof(self) -> t.Proof:
        """When published pages are looked at again."""
        return self.tables.proof

    @property
    def health(self) -> t.Health:
        """Where machines ask whether the bot is well."""
        return self.tables.health

    @property
    def log(self) -> t.Log:
        """What is logged, and how."""
        return self.tables.log

    def office(self) -> Office:
        """Return the office's policy, as the rules know it."""
        return _office(self.tables)

    def require_token(self) -> Secret:
        """Return the bot's token; raises ConfigError when there is none to use."""
        if self.token:
            return self.token
        refused = [problem for problem in self.warnings if problem.key == "telegram.token_file"]
        raise ConfigError(refused or [_no_token(NOTHING)])


def load(path: Path, env: Mapping[str, str]) -> Config:
    """Read the configuration at `path`; the token comes from `env` or the file it names.

    Raises ConfigError with every problem that could be seen at once: those of single keys first,
    and when there are none, those between keys and of the files they name.
    """
    path = path.absolute()
    reader = Reader()
    tables = reader.table(t.Tables, _parse(path), "")
    if tables is None:
        raise ConfigError(reader.problems)
    tables = _resolved(tables, path.parent)
    secrets = _Secrets()
    token = secrets.token(tables.telegram.token_file, env)
    webhook_secret = secrets.webhook(tables.telegram.webhook.secret_file)
    if problems := conflicts(tables) + secrets.problems:
        raise ConfigError(problems)
    return Config(path, tables, token, webhook_secret, tuple(secrets.warnings))


def _parse(path: Path) -> dict[str, object]:
    example = "tayang --config config.toml"
    try:
        # Windows editors begin a file with a mark that TOML does not know.
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        found = Words(f"tidak terbaca ({error.strerror})", f"unreadable ({error.strerror})")
        expected = Words("berkas konfigurasi", "a configuration file")
    except UnicodeDecodeError:
        found = Words("bukan teks UTF-8", "no UTF-8 text")
        expected = Words("teks TOML dalam UTF-8", "TOML text in UTF-8")
    except (ValueError, RecursionError) as error:
        found = Words(f"kesalahan penulisan: {error}", f"a mistake in writing: {error}")
        expected = Words("baris TOML yang utuh", "whole lines of TOML")
        example = 'name = "Bagian Kominfo dan Humas"'
    raise ConfigError([ConfigProblem(path.name, found, expected, example)])


# -- paths


def _resolved(tables: t.Tables, base: Path) -> t.Tables:
    """Return the tables with every path taken from `base`, and with what depends on others."""
    replace = msgspec.structs.replace
    telegram, storage, site = tables.telegram, tables.storage, tables.website.folder
    database = base / storage.database
    files = base / storage.files if storage.files else database.with_name("files")
    webhook = replace(telegram.webhook, secret_file=_from(base, telegram.webhook.secret_file))
    folder = replace(site, folder=base / site.folder, site_name=site.site_name or tables.website.name)
    return replace(
        tables,
        telegram=replace(telegram, token_file=_from(base, telegram.token_file), webhook=webhook),
        storage=replace(storage, database=database, files=files),
        website=replace(tables.website, folder=folder),
    )


def _from(base: Path, path: Path | None) -> Path | None:
    return base / path if path else None


# -- secrets


class _Secrets:
    """Reads the secrets beside the file; what is found is never said, only what is wrong."""

    def __init__(self) -> None:
        self.problems: list[ConfigProblem] = []
        self.warnings: list[ConfigProblem] = []

    def token(self, file: Path | None, env: Mapping[str, str]) -> Secret | None:
        if value := env.get(TOKEN_ENV, "").strip():
            return self._formed(Secret(value), _TOKEN_FORM, _no_token(HIDDEN, TOKEN_ENV))
        key = "telegram.token_file"
        secret = self._read(file, key, _TOKEN)
        return self._formed(secret, _TOKEN_FORM, _no_token(HIDDEN))

    def webhook(self, file: Path | None) -> Secret | None:
        key = "telegram.webhook.secret_file"
        secret = self._read(file, key, _WEBHOOK_SECRET)
        example = 'secret_file = "webhook-secret.txt"'
        malformed = ConfigProblem(key, HIDDEN, _WEBHOOK_SECRET, example)
        return self._formed(secret, _WEBHOOK_SECRET_FORM, malformed)

    def _formed(self, secret: Secret | None, form: re.Pattern[str], malformed: ConfigProblem) -> Secret | None:
        if secret and not form.fullmatch(secret.reveal()):
            self.problems.append(malformed)
        return secret

    def _read(self, file: Path | None, key: str, expected: Words) -> Secret | None:
        if file is None:
            return None
        try:
            return read_secret(file)
        except ExposedError:
            self.warnings.append(_exposed(key, file))
        except (OSError, ValueError):
            found = shown_path(file)
            problem = Words(f"{found.id} (tidak terbaca)", f"{found.en} (unreadable)")
            example = f'{key.rpartition(".")[2]} = "{key.split(".")[1]}.txt"'
            self.problems.append(ConfigProblem(key, problem, expected, example))
        return None


def _no_token(found: Words, key: str = "telegram.token_file") -> ConfigProblem:
    return ConfigProblem(key, found, _TOKEN, 'token_file = "telegram-token.txt"')


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


# -- the office


def _office(tables: t.Tables) -> Office:
    website, standards = tables.website, msgspec.structs.asdict(tables.standards)
    deadline = standards.pop("deadline")
    return Office(
        name=tables.office.name,
        place=tables.office.place,
        calendar=_calendar(tables),
        website=Website(website.name, website.url),
        sections=tuple(SectionRule(section.key, section.name) for section in website.sections),
        titles=msgspec.structs.asdict(tables.office.titles),
        standards=Standards(**standards),
        ladder=Ladder(**msgspec.structs.asdict(tables.reminders)),
        checklist=Checklist(**msgspec.structs.asdict(tables.checklist)),
        report_group=tables.report.group,
        default_deadline=deadline,
        language=tables.office.language,
    )


def _calendar(tables: t.Tables) -> Calendar:
    hours = tables.hours
    return Calendar(
        zone=tables.office.zone,
        week=_week(hours, hours),
        profiles=tuple(Profile(special.first, special.last, _week(special, hours)) for special in hours.special),
        holidays=indonesian_holidays if hours.holidays == "indonesia" else no_holidays,
        extra_holidays=frozenset(hours.extra_holidays),
        extra_workdays=frozenset(hours.extra_workdays),
        always_open=hours.always_open,
    )


def _week(hours: t.HoursTable | t.SpecialHours, usual: t.HoursTable) -> Week:
    """Return Monday to Sunday; a day that is not named (None) keeps its usual hours."""
    named = (getattr(hours, day) for day in DAYS)
    return tuple(getattr(usual, day) if spans is None else spans for day, spans in zip(DAYS, named, strict=True))
