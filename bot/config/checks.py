"""What the keys of a configuration must hold between them, once each by itself is well written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from bot.config import freshness, hours, ladders
from bot.config.problems import NOTHING, ConfigProblem, Words, shown, shown_path
from bot.config.tables import Tables
from bot.sop.duration import format_duration
from bot.sop.flow import Step

Check = Callable[[Tables], Iterator[ConfigProblem]]


def conflicts(tables: Tables) -> list[ConfigProblem]:
    """Return what contradicts itself in a configuration whose paths are absolute."""
    return [problem for check in _CHECKS for problem in check(tables)]


def standards(tables: Tables) -> dict[Step, timedelta]:
    """Return the working time each step may take; collecting has a disposisi's own deadline."""
    return {step: getattr(tables.standards, step.value, tables.standards.deadline) for step in Step}


def _same(words: str) -> Words:
    return Words(words, words)


def _delays_grow(tables: Tables) -> Iterator[ConfigProblem]:
    delays = tables.proof.recheck_after
    if any(later <= earlier for earlier, later in pairwise(delays)):
        yield ConfigProblem(
            "proof.recheck_after",
            shown([format_duration(delay) for delay in delays]),
            Words("urutan dari singkat ke lama", "an order from short to long"),
            'recheck_after = ["1h", "24h"]',
        )


def _browser_is_a_program(tables: Tables) -> Iterator[ConfigProblem]:
    wanted = tables.proof.browser
    if wanted not in {"auto", "off"} and not wanted.startswith("/"):
        yield ConfigProblem(
            "proof.browser",
            shown(wanted),
            Words('"auto", "off", atau alamat lengkap program Chromium', '"auto", "off", or the full path of Chromium'),
            'browser = "/usr/bin/chromium"',
        )


def _somebody_is_reminded(tables: Tables) -> Iterator[ConfigProblem]:
    yield from ladders.conflicts(tables.reminders, standards(tables))


def _webhook_has_an_address(tables: Tables) -> Iterator[ConfigProblem]:
    if tables.telegram.mode == "webhook" and not tables.telegram.webhook.public_url:
        yield ConfigProblem(
            "telegram.webhook.public_url",
            NOTHING,
            Words(
                'alamat https:// bila telegram.mode = "webhook"',
                'an https:// address when telegram.mode = "webhook"',
            ),
            'public_url = "https://bot.contohkab.go.id"',
        )


def _ports_differ(tables: Tables) -> Iterator[ConfigProblem]:
    telegram, health = tables.telegram, tables.health
    if telegram.mode == "webhook" and health.port == telegram.webhook.port:
        yield ConfigProblem(
            "health.port",
            _same(f"{health.port}"),
            Words("porta selain porta telegram.webhook", "another port than telegram.webhook's"),
            "port = 8080",
        )


def _sections_differ(tables: Tables) -> Iterator[ConfigProblem]:
    sections = tables.website.sections
    if not sections:
        yield ConfigProblem(
            "website.sections",
            _same("[]"),
            Words("paling sedikit satu rubrik", "at least one section"),
            'sections = [{ key = "berita", name = "Berita" }]',
        )
    keys = [section.key for section in sections]
    for number, key in enumerate(keys):
        if key in keys[:number]:
            yield ConfigProblem(
                f"website.sections[{number}].key",
                shown(key),
                Words("kunci yang berbeda untuk tiap rubrik", "another key for each section"),
                'key = "pengumuman"',
            )


def _titles_fit(tables: Tables) -> Iterator[ConfigProblem]:
    checklist = tables.checklist
    if checklist.max_title < checklist.min_title:
        yield ConfigProblem(
            "checklist.max_title",
            _same(f"{checklist.max_title}"),
            Words(
                f"paling sedikit {checklist.min_title}, yaitu min_title",
                f"at least {checklist.min_title}, which is min_title",
            ),
            "max_title = 150",
        )


def _private_files_stay_private(tables: Tables) -> Iterator[ConfigProblem]:
    """Keep the database, people's originals and unpublished packages out of folders that are served to the public."""
    site = tables.website
    places = {
        "storage.database": tables.storage.database,
        "storage.files": tables.storage.files,
        "backup.folder": tables.backup.folder,
        "website.manual.folder": site.manual.folder if site.kind == "manual" else None,
    }
    folders = {"website.folder.folder": site.folder.folder, "website.webhook.media_folder": site.webhook.media_folder}
    for served, public in folders.items():
        for key, path in places.items():
            if path and public and _is_within(path, public):
                yield _exposed(key, path, served)
                # Without a folder of its own `files` lies beside the database: one mistake, not two.
                return


def _backups_stand_apart(tables: Tables) -> Iterator[ConfigProblem]:
    """Keep backups out of what is backed up: each would hold all those before it."""
    site, folder = tables.website, tables.backup.folder
    kept = {"storage.files": tables.storage.files, "website.manual.folder": site.manual.folder}
    for key, place in kept.items():
        if folder and place and (key == "storage.files" or site.kind == "manual") and _is_within(folder, place):
            yield ConfigProblem(
                "backup.folder",
                shown_path(folder),
                Words(f"folder di luar {key}, yang ikut dicadangkan", f"a folder outside {key}, which is backed up"),
                'folder = "backups"',
            )
            return


def _exposed(key: str, path: Path, served: str) -> ConfigProblem:
    name = key.rpartition(".")[2]
    examples = {"database": "data/tayang.sqlite3", "files": "data/files"}
    examples["folder"] = "backups" if key == "backup.folder" else "packages"
    return ConfigProblem(
        key,
        shown_path(path),
        Words(
            f"tempat di luar {served}, yang terbuka untuk umum",
            f"a place outside {served}, which is open to the public",
        ),
        f'{name} = "{examples[name]}"',
    )


def _is_within(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


_CHECKS: tuple[Check, ...] = (
    hours.opens_some_day,
    hours.special_hours_follow,
    hours.days_are_off_or_on,
    hours.units_differ,
    _delays_grow,
    _somebody_is_reminded,
    _webhook_has_an_address,
    _ports_differ,
    _sections_differ,
    _browser_is_a_program,
    freshness.conflicts,
    _titles_fit,
    _private_files_stay_private,
    _backups_stand_apart,
)
