"""The configuration: what it accepts, the words it refuses with, and its example. Long: one table of mistakes."""

from __future__ import annotations

import os
import pickle
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import certifi
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bot.config import TOKEN_ENV, Config, ConfigError, ConfigProblem, Secret, Words, load
from bot.config.checks import conflicts
from bot.config.reading import Reader, example_line, known_keys
from bot.config.table import Table
from bot.config.tables import OfficeTable, Tables, Website
from bot.sop.duration import format_duration, parse_duration
from bot.sop.flow import Step
from bot.sop.ladder import LONG, MIDDLE, Copy, Ladder, Ladders
from bot.sop.office import DEFAULT_TITLES, Checklist, SectionRule, Standards
from bot.sop.roles import Role, Who
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Profile

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
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


# -- what is accepted


def test_the_least_file_gives_the_sops_office(tmp_path: Path) -> None:
    office = loaded(tmp_path, written()).office()
    assert (office.name, office.place, office.language) == ("Bagian Humas", "Kota Contoh", "id")
    assert (office.standards, office.ladders) == (Standards(), Ladders())
    assert (office.checklist, office.report_group) == (Checklist(), None)
    assert office.website.url == "https://www.contohkab.go.id"
    assert office.title(Role.KABAG) == "Kepala Bagian Kominfo dan Humas"
    assert office.default_deadline == timedelta(hours=15)
    assert office.calendar.week == PERPRES_WEEK
    assert office.calendar.zone_label() == "WIB"
    assert office.calendar.is_holiday(date(2026, 8, 17))


def test_the_office_takes_its_own_policy(tmp_path: Path) -> None:
    content = written() + (
        '[office.titles]\nkabag = "Kepala Bidang IKP"\n'
        '[standards]\nverify = "2h"\ndeadline = "30h"\n'
        '[reminders.short]\nafter_due = ["0m", "1h"]\nevery = "4h"\ncopies = { superior = "1h", ppid = "2h" }\n'
        '[reminders.steps.verify]\nevery = "3h"\ntakeover = ""\n'
        "[report]\ngroup = -100123\n"
        "[checklist]\nphoto_required = true\nmin_text = 0\n"
        '[[website.sections]]\nkey = "berita"\nname = "Kabar"\n'
    )
    office = loaded(tmp_path, content).office()
    assert office.title(Role.KABAG) == "Kepala Bidang IKP"
    assert office.title(Role.STAF) == DEFAULT_TITLES[Role.STAF]
    assert office.standards == replace(Standards(), verify=timedelta(hours=2))
    assert office.default_deadline == timedelta(hours=30)
    hours = [timedelta(hours=number) for number in range(5)]
    short = Ladder((), (hours[0], hours[1]), hours[4], (Copy(None, hours[1]), Copy(Who.PPID, hours[2])))
    assert (office.ladders.short, office.ladders.middle, office.ladders.long) == (short, MIDDLE, LONG)
    assert office.ladders.own == {Step.VERIFY: replace(MIDDLE, every=hours[3], takeover=None)}
    assert office.report_group == -100123
    assert office.checklist == Checklist(photo_required=True, min_text=0)
    assert office.sections == (SectionRule("berita", "Kabar"),)
    assert office.section("berita") == SectionRule("berita", "Kabar")
    assert office.section("agenda") is None


def test_hours_special_hours_and_days_become_the_calendar(tmp_path: Path) -> None:
    content = written(
        "hours",
        'holidays = "none"\nfriday = "7.30 – 11.30, 13:00-24:00"\nsunday = "08:00-00:00"\n'
        'extra_holidays = [2026-09-01, "2026-09-02"]\nextra_workdays = [2026-08-17]\n'
        "[[hours.special]]\nfrom = 2026-02-19\nto = 2026-03-20\n"
        'monday = "08:00-12:00, 12:30-15:00"\nfriday = ""\n',
    ).replace('place = "Kota', 'zone = "Asia/Jayapura"\nplace = "Kota')
    calendar = loaded(tmp_path, content).office().calendar
    friday = ((time(7, 30), time(11, 30)), (time(13), time(0)))
    usual = (*PERPRES_WEEK[:4], friday, (), ((time(8), time(0)),))
    special = (PERPRES_RAMADAN_WEEK[0], *usual[1:4], (), *usual[5:])
    assert calendar.week == usual
    assert calendar.profiles == (Profile(date(2026, 2, 19), date(2026, 3, 20), special),)
    assert calendar.extra_holidays == {date(2026, 9, 1), date(2026, 9, 2)}
    assert calendar.extra_workdays == {date(2026, 8, 17)}
    assert calendar.zone_label() == "WIT"
    assert not calendar.is_holiday(date(2026, 1, 1))


def test_an_office_can_be_always_open_without_hours(tmp_path: Path) -> None:
    days = "".join(f'{day}day = ""\n' for day in ("mon", "tues", "wednes", "thurs", "fri"))
    config = loaded(tmp_path, written("hours", f"always_open = true\n{days}"))
    assert config.office().calendar.always_open


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        written("storage", 'database = "data/office.db"\n[website.folder]\nfolder = "/srv/site"\n'),
    )
    assert config.path == tmp_path / "config.toml"
    assert config.storage.database == tmp_path / "data/office.db"
    assert config.files == config.storage.files == tmp_path / "data/files"
    assert config.website.folder.folder == Path("/srv/site")
    assert loaded(tmp_path, written("storage", 'files = "f"')).files == tmp_path / "f"


def test_paths_of_the_website_are_relative_to_the_file_too(tmp_path: Path) -> None:
    lines = (
        'kind = "papan"\nca_file = "ca.pem"\n'
        '[website.wordpress]\npassword_file = "w"\n[website.joomla]\ntoken_file = "j"\n'
        '[website.drupal]\ntoken_file = "d"\n[website.webhook]\nsecret_file = "h"\nmedia_folder = "m"\n'
        '[website.options]\ntoken_file = "t"\npath = "p"\n'
    )
    (tmp_path / "ca.pem").write_bytes(Path(certifi.where()).read_bytes())
    secret_file(tmp_path / "t", "token")
    config = loaded(tmp_path, written("website", lines))
    site = config.website
    files = (site.ca_file, site.wordpress.password_file, site.joomla.token_file, site.drupal.token_file,
             site.webhook.secret_file, site.webhook.media_folder)  # fmt: skip
    assert files == tuple(tmp_path / name for name in ("ca.pem", "w", "j", "d", "h", "m"))
    assert site.options == {"token_file": str(tmp_path / "t"), "path": "p"}
    assert config.site_secrets == {"token": Secret("token")}


def test_the_rest_has_its_defaults(tmp_path: Path) -> None:
    config = loaded(tmp_path, written())
    assert config.storage.database == tmp_path / "tayang.sqlite3"
    assert (config.telegram.mode, config.telegram.api_url) == (
        "polling",
        "https://api.telegram.org",
    )
    assert config.digest.at == time(7, 45)
    assert config.proof.recheck_after[-1] == timedelta(hours=168)
    assert (config.health.port, config.log.level) == (0, "info")
    assert config.website.folder.site_name == config.website.name
    assert config.warnings == ()


def test_a_webhook_has_one_address(tmp_path: Path) -> None:
    secret_file(tmp_path / "hook", "a-b_c")
    config = loaded(
        tmp_path,
        written(
            "telegram",
            'mode = "webhook"\nwebhook.public_url = "https://bot.go.id:8443/"\n'
            'webhook.path = "/a/b"\nwebhook.secret_file = "hook"\n',
        ),
    )
    assert config.telegram.webhook.url == "https://bot.go.id:8443/a/b"
    assert config.webhook_secret == Secret("a-b_c")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8081",
        "http://[::1]:8081",
        "http://10.1.2.3",
        "http://telegram-bot-api:8081",
        "https://bot-api.contohkab.go.id/",
    ],
)
def test_a_bot_api_may_be_near_or_encrypted(tmp_path: Path, url: str) -> None:
    config = loaded(tmp_path, written("telegram", f'api_url = "{url}"'))
    assert config.telegram.api_url == url.rstrip("/")


def test_a_digest_time_may_be_a_toml_time(tmp_path: Path) -> None:
    assert loaded(tmp_path, written("digest", "at = 08:15:00")).digest.at == time(8, 15)


def test_a_mark_at_the_start_of_the_file_does_no_harm(tmp_path: Path) -> None:
    assert loaded(tmp_path, "\ufeff" + written()).office().name == "Bagian Humas"


# -- what is refused: table, lines, key, what was found, example

SPECIAL = "[[hours.special]]\nfrom = 2026-02-19\nto = 2026-03-20\n"
DURATION = 'verify = "1h30m"'
HOURS = 'monday = "07:30-12:00, 13:00-16:00"'

MISTAKES = [
    ("", 'offce = "x"', "offce", "unknown key", "[office]"),
    ("", 'log = "info"', "log", '"info"', "[log]"),
    ("office", "language = 'jv'", "office.language", '"jv"', 'language = "id"'),
    ("office", 'zone = "Asia/Atlantis"', "office.zone", "Atlantis", 'zone = "Asia/Jakarta"'),
    ("office", 'zone = "../../etc/passwd"', "office.zone", "passwd", 'zone = "Asia/Jakarta"'),
    ("office", 'zone = "Asia"', "office.zone", '"Asia"', 'zone = "Asia/Jakarta"'),
    ("office", "zone = 7", "office.zone", "7", 'zone = "Asia/Jakarta"'),
    ("office", 'titles = "x"', "office.titles", '"x"', "[office.titles]"),
    ("office.titles", 'kabag = ""', "office.titles.kabag", '""', "kabag = "),
    ("office.titles", 'kabag = "a\\nb"', "office.titles.kabag", '"a\\nb"', "kabag = "),
    ("office.titles", 'boss = "x"', "office.titles.boss", "unknown key", "kabag = "),
    ("hours", "always_open = 1", "hours.always_open", "1", "always_open = true"),
    ("hours", 'always_open = "true"', "hours.always_open", '"true"', "always_open = true"),
    ("hours", 'monday = "7-12"', "hours.monday", '"7-12"', HOURS),
    ("hours", 'monday = "12:00-07:30"', "hours.monday", "12:00-07:30", HOURS),
    ("hours", 'monday = "08:00-12:00, 11:00-15:00"', "hours.monday", "11:00", HOURS),
    ("hours", 'monday = "08:00-24:30"', "hours.monday", "24:30", HOURS),
    ("hours", 'monday = "08:60-12:00"', "hours.monday", "08:60", HOURS),
    ("hours", 'monday = "08:00"', "hours.monday", '"08:00"', HOURS),
    ("hours", "monday = 08:00:00", "hours.monday", "08:00:00", HOURS),
    ("hours", 'zone = "x"', "hours.zone", "unknown key", 'zone = "Asia/Jakarta"'),
    ("hours", 'holidays = "bali"', "hours.holidays", '"bali"', 'holidays = "indonesia"'),
    ("hours", "extra_holidays = 2026-09-01", "hours.extra_holidays", "2026-09-01", "= [2026"),
    ("hours", 'extra_holidays = ["1 Mei"]', "hours.extra_holidays[0]", "1 Mei", "= [2026-08-17]"),
    (
        "hours",
        "extra_workdays = [2026-01-01, 2026-01-02T00:00:00]",
        "hours.extra_workdays[1]",
        "2026-01-02T00:00:00",
        "extra_workdays = [2026-08-17]",
    ),
    (
        "hours",
        "extra_workdays = [2026-01-05]\nextra_holidays = [2026-01-05]",
        "hours.extra_workdays",
        "2026-01-05",
        "extra_workdays = ",
    ),
    (
        "hours",
        "".join(f'{day}day = ""\n' for day in ("mon", "tues", "wednes", "thurs", "fri")),
        "hours",
        "no open day",
        HOURS,
    ),
    ("hours", "special = 3", "hours.special", "3", "[[hours.special]]"),
    ("hours", "special = [3]", "hours.special[0]", "3", "[[hours.special]]"),
    (
        "hours",
        "[[hours.special]]\nfrom = 2026-02-19\n",
        "hours.special[0].to",
        "missing",
        "to = 2026-08-17",
    ),
    (
        "hours",
        "[[hours.special]]\nfrom = 2026-02-19\nto = 2026-02-18\n",
        "hours.special[0].to",
        "2026-02-18",
        "to = 2026-02-19",
    ),
    (
        "hours",
        f"{SPECIAL}[[hours.special]]\nfrom = 2026-03-20\nto = 2026-03-21\n",
        "hours.special[1].from",
        "2026-03-20",
        "from = ",
    ),
    ("standards", 'verify = "2d"', "standards.verify", '"2d"', DURATION),
    ("standards", "verify = 60", "standards.verify", "60", DURATION),
    ("standards", 'verify = "0m"', "standards.verify", '"0m"', DURATION),
    ("standards", 'verify = "1m1h"', "standards.verify", '"1m1h"', DURATION),
    ("standards", 'verfy = "1h"', "standards.verfy", "unknown key", DURATION),
    ("reminders.short", 'after_due = "5m"', "reminders.short.after_due", '"5m"', 'after_due = ["0m", "10m", "30m"]'),
    ("reminders.short", 'after_due = ["5m", 5]', "reminders.short.after_due", '["5m", 5]', "after_due = "),
    ("reminders.long", 'after_due = ["5m", "5m"]', "reminders.long.after_due", '["5m", "5m"]', "after_due = "),
    ("reminders.short", "after_due = []", "reminders.short.after_due", "[]", "after_due = "),
    ("reminders.long", "before = [1]", "reminders.long.before", "[1]", "before = [0.8]"),
    ("reminders.long", "before = [0]", "reminders.long.before", "[0]", "before = [0.8]"),
    ("reminders.long", "before = [0.9, 0.8]", "reminders.long.before", "[0.9, 0.8]", "before = [0.8]"),
    ("reminders.long", "before = [true]", "reminders.long.before", "[true]", "before = [0.8]"),
    ("reminders.long", "before = 0.5", "reminders.long.before", "0.5", "before = [0.8]"),
    ("reminders.urgent", 'every = "59s"', "reminders.urgent.every", '"59s"', 'every = "7h30m"'),
    ("reminders.urgent", 'takeover = "never"', "reminders.urgent.takeover", '"never"', 'takeover = "7h30m"'),
    ("reminders.short", 'takeover = "29m"', "reminders.short.takeover", '"29m"', 'copies = { superior = "29m" }'),
    ("reminders.short", "copies = {}", "reminders.short.takeover", '"7h30m"', 'copies = { superior = "7h30m" }'),
    ("reminders.short", "copies = { bupati = 3 }", "reminders.short.copies", "a table", "copies = { superior"),
    ("reminders.short", 'copies = { kabag = "" }', "reminders.short.copies", "a table", "copies = { superior"),
    ("reminders.short", "befor = [0.8]", "reminders.short.befor", "unknown key", "before = [0.8]"),
    ("reminders", "steps = 1", "reminders.steps", "1", "steps = { "),
    ("reminders.steps.verfy", 'every = "3h"', "reminders.steps.verfy", "unknown key", "[reminders.steps.verify]"),
    ("reminders.steps.verify", "every = 3", "reminders.steps.verify.every", "3", 'every = "7h30m"'),
    ("reminders.steps.verify", 'evry = "3h"', "reminders.steps.verify.evry", "unknown key", 'every = "7h30m"'),
    ("reminders.steps.dispatch", "after_due = []", "reminders.steps.dispatch.after_due", "[]", "after_due = "),
    ("reminders", 'after_due = ["5m"]', "reminders.after_due", "unknown key", 'short.after_due = ["0m", "10m", "30m"]'),
    ("reminders", 'every = "5m"', "reminders.every", "unknown key", 'short.every = "7h30m"'),
    ("reminders", "escalate_at = 2", "reminders.escalate_at", "unknown key", 'short.copies = { superior = "30m" }'),
    ("telegram", 'mode = "poling"', "telegram.mode", '"poling"', 'mode = "polling"'),
    ("telegram", 'poll_timeout = "51s"', "telegram.poll_timeout", '"51s"', 'poll_timeout = "30s"'),
    ("telegram", 'username = "@x"', "telegram.username", '"@x"', "username = "),
    ("telegram", 'token_file = ""', "telegram.token_file", '""', "token_file = "),
    ("telegram", 'token_file = "none"', "telegram.token_file", "is not there", "token_file = "),
    ("telegram", 'api_url = "http://api.telegram.org"', "telegram.api_url", "http:", "https://"),
    ("telegram", 'api_url = "https://u:p@api.org"', "telegram.api_url", "u:p", "https://"),
    ("telegram", 'api_url = "https://a b.go.id"', "telegram.api_url", "a b", "https://"),
    ("telegram", 'api_url = "https://a.id:99999"', "telegram.api_url", ":99999", "https://"),
    ("telegram", 'api_url = "api.telegram.org"', "telegram.api_url", "api.", "https://"),
    ("telegram", 'mode = "webhook"', "telegram.webhook.public_url", "missing", "public_url = "),
    (
        "telegram.webhook",
        'public_url = "http://bot.go.id"',
        "telegram.webhook.public_url",
        "http://bot.go.id",
        'public_url = "https://',
    ),
    (
        "telegram.webhook",
        'public_url = "https://bot.go.id:444"',
        "telegram.webhook.public_url",
        ":444",
        'public_url = "https://',
    ),
    ("telegram.webhook", 'path = "a b"', "telegram.webhook.path", '"a b"', 'path = "/telegram"'),
    ("telegram.webhook", 'listen = "all"', "telegram.webhook.listen", '"all"', "127.0.0.1"),
    ("telegram.webhook", "port = 0", "telegram.webhook.port", "0", "port = 8443"),
    ("storage", 'database = "site/x.db"', "storage.database", "site/x.db", "database = "),
    ("storage", 'files = "data/../site"', "storage.files", "site", 'files = "data/files"'),
    ("website", 'kind = "Word Press"', "website.kind", '"Word Press"', 'kind = "wordpress"'),
    ("website", "sections = []", "website.sections", "[]", "sections = "),
    (
        "website",
        'sections = [{ key = "a", name = "A" }, { key = "a", name = "B" }]',
        "website.sections[1].key",
        '"a"',
        "key = ",
    ),
    (
        "website",
        'sections = [{ key = "A B", name = "A" }]',
        "website.sections[0].key",
        '"A B"',
        'key = "berita"',
    ),
    ("website", 'sections = [{ key = "a" }]', "website.sections[0].name", "missing", "name = "),
    ("report", 'group = "-100123"', "report.group", '"-100123"', "group = -1001234567890"),
    ("report", "group = 100123", "report.group", "100123", "group = -1001234567890"),
    ("checklist", "max_photos = 101", "checklist.max_photos", "101", "max_photos = 20"),
    (
        "checklist",
        "min_title = 100\nmax_title = 99",
        "checklist.max_title",
        "99",
        "max_title = 150",
    ),
    ("digest", 'at = "25:00"', "digest.at", '"25:00"', 'at = "07:45"'),
    ("digest", "at = 745", "digest.at", "745", 'at = "07:45"'),
    ("proof", 'recheck_after = ["24h", "1h"]', "proof.recheck_after", "24h", "recheck_after = "),
    ("proof", 'recheck_after = ["0m"]', "proof.recheck_after[0]", '"0m"', "recheck_after = "),
    ("health", "port = 65536", "health.port", "65536", "port = 8080"),
    ("log", "level.debug = true", "log.level", "a table", 'level = "debug"'),
    ("log", "level = [{ a = 1 }, 2]", "log.level", "[{…}, 2]", 'level = "debug"'),
    ("log", f'level = "{"x" * 70}"', "log.level", f'"{"x" * 59}…', 'level = "debug"'),
    ("log", 'level = "INFO"', "log.level", '"INFO"', 'level = "debug"'),
]


@pytest.mark.parametrize(("table", "lines", "key", "found", "example"), MISTAKES)
def test_it_names_the_key_what_was_found_and_an_example(
    tmp_path: Path, table: str, lines: str, key: str, found: str, example: str
) -> None:
    problems = refused(tmp_path, written(table, lines))
    assert [problem.key for problem in problems] == [key]
    assert found in problems[0].found.en
    assert example in problems[0].example
    for language, such_as in (("id", "Contoh: "), ("en", "Example: ")):
        text = problems[0].text(language)  # type: ignore[arg-type]  # both languages
        assert text.startswith(f"{key}: ")
        assert f"{such_as}{problems[0].example}" in text


def test_a_problem_reads_as_a_sentence_in_both_languages(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written("log", 'level = "all"'))
    choices = '"debug", "info", "warning", "error"'
    assert problem.text("id") == (
        f'log.level: ditemukan "all"; seharusnya salah satu dari {choices}. Contoh: level = "debug"'
    )
    assert problem.text("en") == (f'log.level: found "all"; expected one of {choices}. Example: level = "debug"')


def test_a_duration_in_days_is_refused_with_the_reason(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written("standards", 'hold = "1d"'))
    assert "hari (d) tidak dipakai" in problem.text("id")
    assert "no days (d)" in problem.text("en")


def test_required_keys_are_all_named_at_once(tmp_path: Path) -> None:
    problems = refused(tmp_path, "")
    assert [problem.key for problem in problems] == ["office.name", "office.place", "website.url"]
    assert problems[0].text("id").startswith("office.name: belum diisi; seharusnya ")


def test_several_problems_are_reported_at_once(tmp_path: Path) -> None:
    content = written("standards", 'verify = 1\nupdte = "1h"\nreport = "x"\n[log]\nlevel = 3\n')
    keys = [problem.key for problem in refused(tmp_path, content)]
    assert keys == ["standards.updte", "standards.verify", "standards.report", "log.level"]


def test_problems_between_keys_are_reported_at_once_too(tmp_path: Path) -> None:
    content = written("website", "sections = []\n") + (
        '[telegram]\nmode = "webhook"\ntoken_file = "none"\n[health]\nport = 8443\n'
    )
    keys = {problem.key for problem in refused(tmp_path, content)}
    assert keys == {
        "website.sections",
        "telegram.webhook.public_url",
        "telegram.token_file",
        "health.port",
    }


@pytest.mark.parametrize(
    ("table", "line", "meant"),
    [
        ("standards", 'verifi = "1h"', "standards.verify"),
        ("telegram", 'Token_File = "x"', "telegram.token_file"),
        ("standards", 'zone = "Asia/Jakarta"', "office.zone"),
        ("", "[websit]\n", "website"),
        ("hours", f"{SPECIAL}fridai = ''\n", "hours.special[0].friday"),
    ],
)
def test_it_suggests_the_key_that_was_meant(tmp_path: Path, table: str, line: str, meant: str) -> None:
    problem = refused(tmp_path, written(table, line))[0]
    assert problem.hint == Words(f'Maksudnya "{meant}"?', f'Did you mean "{meant}"?')
    assert f'Maksudnya "{meant}"?' in problem.text("id")


def test_it_suggests_nothing_for_a_key_like_no_other(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written("log", "qqq = 1"))
    assert problem.hint is None
    assert "level, format" in problem.text("en")


def test_a_problem_is_one_line_without_control_characters(tmp_path: Path) -> None:
    (problem,) = refused(tmp_path, written("log", '"a\\u001bb\\nc" = 1'))
    assert problem.key == "log.a\\x1bb\\nc"
    (problem,) = refused(tmp_path, written("log", 'level = "a\\u009bb\\nc"'))
    assert problem.found.en == '"a\\x9bb\\nc"'


# -- files that cannot be read


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[office\n", "(at line 1"),
        (b"a = 1\na = 2\n", "(at line 2"),
        (b"name = \xff\n", "UTF-8"),
        (b"a = " + b"1" * 5000, "mistake"),
        (b"a = " + b"[" * 100_000, "mistake"),
    ],
)
def test_it_refuses_a_file_that_is_no_toml(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as refusal:
        load(path, {})
    (problem,) = refusal.value.problems
    assert problem.key == "config.toml"
    assert words in problem.text("en")


@pytest.mark.parametrize(("name", "why"), [("none.toml", "none.toml tidak ada; seharusnya"), (".", "adalah folder")])
def test_it_refuses_a_missing_file_in_words(tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(ConfigError, match=why) as refusal:
        load(tmp_path / name, {})
    assert "ditemukan" not in str(refusal.value)
    assert "found" not in refusal.value.text("en")


# -- secrets


def test_a_token_comes_from_its_file_without_the_line_end(tmp_path: Path) -> None:
    secret_file(tmp_path / "token", f"{TOKEN}\n")
    config = loaded(tmp_path, written("telegram", 'token_file = "token"'))
    assert config.require_token().reveal() == TOKEN


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    content = written("telegram", 'token_file = "none"')
    config = loaded(tmp_path, content, {TOKEN_ENV: f" {TOKEN} "})
    assert config.require_token() == Secret(TOKEN)


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


# -- the documented example


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


# -- durations


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("5m", timedelta(minutes=5)),
        ("1h30m", timedelta(minutes=90)),
        ("30s", timedelta(seconds=30)),
        ("0m", timedelta(0)),
        ("168h", timedelta(days=7)),
        ("90m", timedelta(minutes=90)),
        ("1h1s", timedelta(seconds=3601)),
        ("10000h", timedelta(hours=10_000)),
    ],
)
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text",
    ["", "5", "m", "5 m", "-5m", "1.5h", "5M", "1m1h", "5m5m", "٥m", "10000h1s", "99999h", "5m\n"],
)
def test_it_refuses_what_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a duration|more than"):
        parse_duration(text)


@pytest.mark.parametrize("text", ["2d", "1d12h", "1w", "2 hari", "1 D"])
def test_it_refuses_days_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match="a day is ambiguous in working time"):
        parse_duration(text)


@given(st.integers(0, 10_000 * 3600).map(lambda seconds: timedelta(seconds=seconds)))
def test_a_written_duration_reads_back(duration: timedelta) -> None:
    assert parse_duration(format_duration(duration)) == duration


def test_durations_are_written_shortly() -> None:
    written_as = [format_duration(timedelta(seconds=n)) for n in (0, 30, 300, 5400, 27000, 3601)]
    assert written_as == ["0m", "30s", "5m", "1h30m", "7h30m", "1h1s"]


def test_a_negative_duration_is_not_written() -> None:
    with pytest.raises(ValueError, match="negative"):
        format_duration(timedelta(seconds=-1))
