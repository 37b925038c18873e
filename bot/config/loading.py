"""From a TOML file and the environment to a configuration, or to all that is wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from bot.config import care, emblem, freshness, ladders
from bot.config import tables as t
from bot.config.checks import conflicts
from bot.config.checks import standards as times
from bot.config.hours import DAYS, unit_runs_day_and_night
from bot.config.paper_values import PaperTable
from bot.config.problems import NOTHING, ConfigError, ConfigProblem, Words, unreadable
from bot.config.reading import Reader
from bot.config.secret import Secret
from bot.config.secret_files import SecretFiles, no_token
from bot.config.websites import incomplete, resolved, secret_places, under, unusable_authorities
from bot.holidays import indonesian_holidays
from bot.sop.office import Checklist, Letterhead, Office, PaperPolicy, Photos, SectionRule, Standards, Website
from bot.sop.worktime import Calendar, Profile, Week, no_holidays


@dataclass(frozen=True)
class Config:
    """A configuration that holds together; every path in it is absolute.

    `warnings` are problems that do not keep the rest from working: a secret that was not read
    because its file is open to everybody. `token` is then None, as it is when none was given.
    `site_secrets` are those of the website's kind: "password", "token", "secret".
    """

    path: Path
    tables: t.Tables
    token: Secret | None
    webhook_secret: Secret | None
    warnings: tuple[ConfigProblem, ...]
    site_secrets: Mapping[str, Secret] = field(default_factory=dict)
    health_token: Secret | None = None
    proxy_password: Secret | None = None

    @property
    def secrets(self) -> list[Secret]:
        """Every secret that was read: what no log may show."""
        own = (self.token, self.webhook_secret, self.health_token, self.proxy_password)
        return [secret for secret in (*own, *self.site_secrets.values()) if secret]

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
    def backup(self) -> care.BackupTable:
        """When backups are made, where, and how many are kept."""
        return self.tables.backup

    @property
    def backups(self) -> Path:
        """The folder of backups."""
        return self.backup.folder or self.storage.database.with_name("backups")

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
    def health(self) -> care.Health:
        """Where machines ask whether the bot is well."""
        return self.tables.health

    @property
    def log(self) -> care.Log:
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
        raise ConfigError(refused or [no_token(NOTHING)])

    def require_website(self) -> t.Website:
        """Return the website with everything its kind needs; raises ConfigError naming what is missing."""
        refused = {problem.key: problem for problem in self.warnings}
        if problems := incomplete(self.website, self.site_secrets):
            raise ConfigError(refused.get(problem.key, problem) for problem in problems)
        return self.website


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
    secrets = SecretFiles(env)
    token = secrets.token(tables.telegram.token_file)
    webhook_secret = secrets.webhook(tables.telegram.webhook.secret_file)
    proxy_password = secrets.proxy(tables.telegram.proxy_password_file)
    health_token = secrets.health(tables.health.token_file)
    of_the_site = {name: secrets.site(name, key, file) for name, key, file in secret_places(tables.website)}
    if (
        problems := conflicts(tables)
        + unusable_authorities(tables.website)
        + emblem.problems(tables.paper.emblem)
        + secrets.problems
    ):
        raise ConfigError(problems)
    site_secrets = {name: secret for name, secret in of_the_site.items() if secret}
    warnings = tuple(secrets.warnings)
    return Config(path, tables, token, webhook_secret, warnings, site_secrets, health_token, proxy_password)


def _parse(path: Path) -> dict[str, object]:
    example = "tayang check --config config.toml"
    try:
        # Windows editors begin a file with a mark that TOML does not know.
        return tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        found: Words = unreadable(path, error)
        expected = Words(
            "berkas konfigurasi, salinan config.example.toml yang sudah disesuaikan",
            "a configuration file, a copy of config.example.toml made your own",
        )
    except UnicodeDecodeError:
        found = Words("bukan teks UTF-8", "no UTF-8 text")
        expected = Words(
            'teks TOML dalam UTF-8; di Notepad: Simpan Sebagai, Pengodean "UTF-8"',
            'TOML text in UTF-8; in Notepad: Save as, Encoding "UTF-8"',
        )
    except (ValueError, RecursionError) as error:
        found = Words(f"kesalahan penulisan: {error}", f"a mistake in writing: {error}")
        expected = Words("baris TOML yang utuh", "whole lines of TOML")
        example = 'name = "Bagian Kominfo dan Humas"'
        if _is_of_a_backslash(error):
            expected = Words(
                'nama folder dengan "/", bukan garis miring terbalik', 'names of folders with "/", not backslashes'
            )
            example = 'database = "/srv/tayang/tayang.sqlite3"'
    raise ConfigError([ConfigProblem(path.name, found, expected, example)])


def _is_of_a_backslash(error: Exception) -> bool:
    """Say whether TOML stumbles over a path as Windows writes it."""
    return isinstance(error, tomllib.TOMLDecodeError) and any(
        words in str(error) for words in ("Unescaped '\\'", "Invalid hex value", "Escaped character is not")
    )


# -- paths


def _resolved(tables: t.Tables, base: Path) -> t.Tables:
    """Return the tables with every path taken from `base`, and with what depends on others."""
    replace = msgspec.structs.replace
    telegram, storage = tables.telegram, tables.storage
    database = base / storage.database
    files = base / storage.files if storage.files else database.with_name("files")
    webhook = replace(telegram.webhook, secret_file=under(base, telegram.webhook.secret_file))
    return replace(
        tables,
        telegram=replace(
            telegram,
            token_file=under(base, telegram.token_file),
            proxy_password_file=under(base, telegram.proxy_password_file),
            webhook=webhook,
        ),
        storage=replace(storage, database=database, files=files),
        backup=replace(tables.backup, folder=under(base, tables.backup.folder) or database.with_name("backups")),
        log=replace(tables.log, file=under(base, tables.log.file)),
        health=replace(tables.health, token_file=under(base, tables.health.token_file)),
        website=resolved(tables.website, base),
        paper=replace(
            tables.paper, emblem=under(base, tables.paper.emblem), templates=under(base, tables.paper.templates)
        ),
    )


# -- the office


def _office(tables: t.Tables) -> Office:
    website, standards = tables.website, msgspec.structs.asdict(tables.standards)
    deadline = standards.pop("deadline")
    return Office(
        name=tables.office.name,
        place=tables.office.place,
        calendar=_calendar(tables),
        unit_hours={unit.name: _unit_calendar(tables, unit) for unit in tables.hours.unit},
        website=Website(website.name, website.url),
        sections=tuple(SectionRule(section.key, section.name) for section in website.sections),
        titles=msgspec.structs.asdict(tables.office.titles),
        standards=Standards(**standards),
        ladders=ladders.ladders(tables.reminders, times(tables)),
        checklist=Checklist(**msgspec.structs.asdict(tables.checklist)),
        photos=Photos(**msgspec.structs.asdict(tables.photos)),
        report_group=tables.report.group,
        share_chat=tables.share.chat,
        share_when=tables.share.when,
        default_deadline=deadline,
        language=tables.office.language,
        freshness=freshness.policy(tables),
        letterhead=Letterhead(tables.paper.letterhead, tables.paper.address, emblem.drawn(tables.paper.emblem)),
        papers=_papers(tables.paper),
        ramadan_week=tuple(getattr(tables.hours.ramadan, day) for day in DAYS),
    )


def _papers(paper: PaperTable) -> PaperPolicy:
    return PaperPolicy(
        size=paper.size,
        half_sheet=paper.half_sheet,
        font=paper.font,
        classification=paper.classification,
        agenda_number=paper.agenda_number,
        letter_number=paper.letter_number,
        report_copies=paper.report_copies,
        sop_number=paper.sop_number,
        legal_bases=paper.legal_bases,
        templates=paper.templates,
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


def _unit_calendar(tables: t.Tables, unit: t.UnitHours) -> Calendar:
    """Return a unit's own hours upon the office's; without special hours of its own it keeps the office's too."""
    office, hours = _calendar(tables), tables.hours
    week = _week(unit, hours)
    off = office.extra_holidays - frozenset(unit.extra_workdays) | frozenset(unit.extra_holidays)
    on = office.extra_workdays - frozenset(unit.extra_holidays) | frozenset(unit.extra_workdays)
    return replace(
        office,
        week=week,
        profiles=tuple(Profile(s.first, s.last, _on_top(s, week)) for s in unit.special or hours.special),
        extra_holidays=off,
        extra_workdays=on,
        always_open=unit_runs_day_and_night(hours, unit),
    )


def _week(hours: t.HoursTable | t.SpecialHours | t.UnitHours, usual: t.HoursTable) -> Week:
    """Return Monday to Sunday; a day that is not named (None) keeps its usual hours."""
    return _on_top(hours, tuple(getattr(usual, day) for day in DAYS))


def _on_top(hours: t.HoursTable | t.SpecialHours | t.UnitHours, usual: Week) -> Week:
    named = (getattr(hours, day) for day in DAYS)
    return tuple(before if spans is None else spans for before, spans in zip(usual, named, strict=True))
