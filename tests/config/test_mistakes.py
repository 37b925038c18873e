"""The words the configuration refuses with: the key, what was found, and an example. Half of it is one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import ConfigError, Words, load
from tests.config.support import refused, written

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
    ("paper", 'size = "letter"', "paper.size", '"letter"', 'size = "a4"'),
    ("paper", 'agenda_number = "{kode}/{tahun}"', "paper.agenda_number", "{kode}/{tahun}", "{nomor:03}"),
    ("paper", 'agenda_number = "{nomor}/{unit}"', "paper.agenda_number", "{unit}", "{nomor:03}"),
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
