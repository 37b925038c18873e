"""What the configuration accepts, and what it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import certifi
import pytest

from bot.config import Secret
from bot.sop.flow import Step
from bot.sop.ladder import LONG, MIDDLE, Copy, Ladder, Ladders
from bot.sop.office import DEFAULT_TITLES, Checklist, SectionRule, Standards
from bot.sop.roles import Role, Who
from bot.sop.worktime import PERPRES_RAMADAN_WEEK, PERPRES_WEEK, Profile
from tests.config.support import loaded, secret_file, written


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
