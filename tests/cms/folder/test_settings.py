"""Settings, kinds and check: what is wrong is named before anything is published."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.cms.base import PublishError, Section
from bot.cms.folder import FolderPublisher
from bot.cms.kinds import names, publisher
from bot.cms.publish import publish_page
from tests.cms.people import LATER, article, photo
from tests.cms.people import settings as told
from tests.cms.reading import public


def test_kinds_are_found_by_name(folder: Path) -> None:
    made = publisher("folder", told(folder), now=lambda: LATER)
    assert made.kind == "folder"
    assert made.sections()[0] == Section("berita", "Berita Daerah", "http://127.0.0.1:8080/situs/berita/")
    assert "folder" in names()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(PublishError, match="kind_unknown"):
        publisher("geocities", {}, now=lambda: LATER)


@pytest.mark.parametrize(
    "changed",
    [
        {"folder": None}, {"folder": 7}, {"base_url": 7}, {"site_name": " "}, {"language": "fr"}, {"zone": "Asia/Bumi"},
        {"zone": "../etc"}, {"sections": [{"key": "media", "name": "x"}]},
        {"sections": [{"key": "../x", "name": "x"}]}, {"sections": [{"key": "a"}]},
        {"sections": [{"key": "a", "name": "x"}, {"key": "a", "name": "y"}]},
    ],
)  # fmt: skip
def test_wrong_settings_are_refused(folder: Path, changed: dict[str, Any]) -> None:
    with pytest.raises(PublishError, match="settings"):
        FolderPublisher(told(folder, **changed), lambda: LATER)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"base_url": "bumilestari.example"}, "base_url_odd"),
        ({"base_url": "ftp://bumilestari.example"}, "base_url_odd"),
        ({"base_url": "https://a:b@bumilestari.example"}, "base_url_odd"),
        ({"base_url": "https://bumilestari.example/?p=1"}, "base_url_odd"),
        ({"base_url": "http://[::1"}, "base_url_odd"),
        ({"base_url": "http://bumilestari.example"}, "base_url_plain"),
        ({"folder": "/nonexistent/situs"}, "folder_missing"),
        ({"sections": []}, "sections_empty"),
    ],
)
def test_check_names_what_is_wrong(folder: Path, changed: dict[str, Any], code: str) -> None:
    found = FolderPublisher(told(folder, **changed), lambda: LATER).check()
    assert [problem.code for problem in found] == [code]
    assert "a:b" not in found[0].detail


@pytest.mark.parametrize(("free", "codes"), [(1 << 40, []), (200 << 20, ["disk_low"]), (1 << 20, ["disk_full"])])
def test_check_sees_the_disk_fill_up(
    site: FolderPublisher, monkeypatch: pytest.MonkeyPatch, free: int, codes: list[str]
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert [problem.code for problem in site.check()] == codes


def test_check_sees_a_folder_it_may_not_write(site: FolderPublisher, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert [problem.code for problem in site.check()] == ["not_writable"]


def test_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    """It may be a disk that is not mounted: a website made beneath it would vanish."""
    site = FolderPublisher(told(tmp_path / "belum"), lambda: LATER)
    with pytest.raises(PublishError) as caught:
        publish_page(site, article())
    assert (caught.value.code, caught.value.again) == ("folder_missing", True)
    assert not (tmp_path / "belum").exists()


def test_an_unknown_section_is_refused_before_anything_is_stored(site: FolderPublisher) -> None:
    page = article(section="olahraga")
    with pytest.raises(PublishError, match="section_unknown"):
        publish_page(site, page)
    assert site.find(page.key) is None


def test_a_section_taken_out_of_the_settings_keeps_its_pages(site: FolderPublisher, folder: Path) -> None:
    remote = publish_page(site, article())
    rows = [{"key": "pengumuman", "name": "Pengumuman"}]
    later = FolderPublisher(told(folder, sections=rows), lambda: LATER)
    assert later.find("W2K7") == remote
    assert "-w2k7/" in public(folder, "berita/index.html")


def test_a_damaged_page_stops_no_other_and_is_told(site: FolderPublisher, folder: Path) -> None:
    publish_page(site, article("ONE"))
    publish_page(site, article("TWO"))
    (folder.parent / "situs-records/pages/one.json").write_text('{"key": "ONE"')
    site.rebuild()
    assert publish_page(site, article("THREE")).state == "published"
    assert [(p.code, p.detail) for p in site.check()] == [("page_damaged", "one.json")]
    with pytest.raises(PublishError, match="page_damaged"):
        site.find("ONE")


def test_draft_and_unknown_pages_are_neither_corrected_nor_withdrawn(site: FolderPublisher) -> None:
    draft = site.draft(article())
    with pytest.raises(PublishError, match="not_published"):
        site.correct(draft, article(), {})
    with pytest.raises(PublishError, match="not_published"):
        site.withdraw(draft, "ditarik", "", None)
    with pytest.raises(PublishError, match="not_found"):
        site.publish(replace(draft, id="ZZZ"), article(), {})


def test_publishing_without_its_media_is_refused(site: FolderPublisher, tmp_path: Path) -> None:
    page = article(media=(photo(tmp_path, "a.jpg"),))
    with pytest.raises(PublishError) as caught:
        site.publish(site.draft(page), page, {})
    assert (caught.value.code, caught.value.again) == ("medium_missing", True)
