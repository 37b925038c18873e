"""The manual kind enters nothing as published before a link came, and nothing at a place that is not the website."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.kinds import publisher as of_kind
from bot.cms.links import judge
from bot.cms.manual.base import Errand
from bot.cms.manual.publisher import ManualPublisher
from bot.cms.publish import publish_page
from tests.cms.manual.hands import SITE, options
from tests.cms.people import LATER, article, document, photo

LINK = f"{SITE}/berita/irigasi"


@pytest.fixture
def site(tmp_path: Path) -> ManualPublisher:
    return ManualPublisher(options(tmp_path / "paket"), lambda: LATER)


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "Foto 1.jpg"), document(tmp_path, "Jadwal.pdf")))


def _refused(code: str, again: bool = False) -> Any:
    return pytest.raises(PublishError, match=f"^{code}:")


def test_it_is_one_of_the_kinds(tmp_path: Path) -> None:
    assert type(of_kind("manual", options(tmp_path), now=lambda: LATER)) is ManualPublisher


def test_nothing_is_published_before_its_link_came(site: ManualPublisher, page: Page) -> None:
    with _refused("link_awaited") as caught:
        publish_page(site, page)
    assert not caught.value.again
    found = site.find(page.key)
    assert found is not None
    assert found.state == "draft"


def test_a_link_is_for_exactly_the_content_it_was_sent_for(site: ManualPublisher, page: Page) -> None:
    site.take_link(page, LINK)
    with _refused("link_awaited"):
        publish_page(site, replace(page, title="Judul lain"))
    remote = publish_page(site, page)
    assert (remote.url, remote.state, remote.fingerprint) == (LINK, "published", fingerprint(page))


def test_a_later_link_takes_the_place_of_a_wrong_one(site: ManualPublisher, page: Page) -> None:
    site.take_link(page, f"{SITE}/berita/salah")
    publish_page(site, page)
    site.take_link(page, LINK)
    assert publish_page(site, page).url == LINK


def test_a_withdrawn_page_takes_no_link(site: ManualPublisher, page: Page) -> None:
    site.take_link(page, LINK)
    site.withdraw(publish_page(site, page), "ditarik", "Keliru.", None)
    with _refused("withdrawn"):
        site.take_link(page, LINK)


def test_a_draft_cannot_be_withdrawn_or_corrected(site: ManualPublisher, page: Page) -> None:
    draft = site.draft(page)
    with _refused("not_published"):
        site.withdraw(draft, "ditarik", "", None)
    with _refused("not_published"):
        site.correct(draft, page, {})


def test_the_note_of_a_withdrawal_is_text(site: ManualPublisher, page: Page) -> None:
    site.take_link(page, LINK)
    withdrawn = site.withdraw(publish_page(site, page), "ditarik", "<b>Keliru</b>", None)
    assert site.read_back(withdrawn) == "<p>&lt;b&gt;Keliru&lt;/b&gt;</p>"


@pytest.mark.parametrize(
    ("link", "odd"),
    [
        (LINK, ""),
        ("https://bumilestari.go.id/berita/irigasi", ""),
        ("https://WWW.BUMILESTARI.GO.ID/berita/irigasi#isi", ""),
        ("https://www.bumilestari.go.id:443/?p=7", ""),
        ("http://www.bumilestari.go.id/berita/irigasi", "insecure"),
        (SITE, "home_page"),
        (f"{SITE}/", "home_page"),
        (f"{SITE}/#isi", "home_page"),
        ("https://dinkes.bumilestari.go.id/berita/irigasi", "other_site"),
        ("https://www.bumilestari.go.id.contoh.com/berita/irigasi", "other_site"),
        ("https://www.bumilestari.go.id:8443/berita/irigasi", "other_site"),
        ("http://169.254.169.254/latest/meta-data", "other_site"),
        ("http://127.0.0.1/", "other_site"),
        ("https://www.bumilestari.go.id@contoh.com/x", "no_link"),
        ("https://staf:rahasia@www.bumilestari.go.id/x", "no_link"),
        ("javascript:alert(1)", "no_link"),
        ("file:///etc/passwd", "no_link"),
        ("https://[www.bumilestari.go.id/x", "no_link"),
        ("https://www.bumilestari.go.id:seribu/x", "no_link"),
        (f"{SITE}/{'a' * 2000}", "no_link"),
        ("sudah saya pasang", "no_link"),
        ("", "no_link"),
    ],
)
def test_only_a_page_of_the_website_is_a_link(site: ManualPublisher, page: Page, link: str, odd: str) -> None:
    assert judge(link, SITE)[1] == odd
    if odd:
        with _refused("link_odd"):
            site.take_link(page, link)
    else:
        site.take_link(page, link)


def test_a_link_is_kept_without_its_fragment() -> None:
    assert judge(f" {LINK}#isi ", SITE) == (LINK, "")


def test_a_website_in_a_folder_of_its_host_has_its_own_home_page() -> None:
    assert judge("http://127.0.0.1:80/situs/", "http://127.0.0.1/situs/")[1] == "home_page"
    assert judge("http://127.0.0.1:80/situs/a/", "http://127.0.0.1/situs/")[1] == ""


def test_packages_of_a_former_text_go(site: ManualPublisher, page: Page) -> None:
    [old] = site.package(page, Errand("N-7", None))
    [new] = site.package(replace(page, title="Judul lain"), Errand("N-7", None))
    assert (old.name, new.name) == ("N-7-irigasi-way-rilau-diresmikan.zip", "N-7-judul-lain.zip")
    assert [path.name for path in new.parent.iterdir()] == [new.name]


@pytest.mark.parametrize("key", ["..", "../x", "", "a/b"])
def test_a_key_that_is_no_file_name_makes_no_package(site: ManualPublisher, page: Page, key: str) -> None:
    with _refused("key_odd"):
        site.package(replace(page, key=key), Errand("N-7", None))


def test_a_medium_that_changed_is_in_no_package(site: ManualPublisher, page: Page) -> None:
    page.media[1].path.write_bytes(b"lain")
    with _refused("medium_changed"):
        site.package(page, Errand("N-7", None))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"folder": ""}, "folder"),
        ({"base_url": "bumilestari.go.id"}, "base_url"),
        ({"base_url": "https://staf:rahasia@bumilestari.go.id"}, "base_url"),
        ({"base_url": "https://bumilestari.go.id:x"}, "base_url"),
        ({"language": "jv"}, "language"),
        ({"sections": [{"key": "berita"}]}, "name"),
    ],
)
def test_it_refuses_settings_that_cannot_work(tmp_path: Path, changed: dict[str, Any], named: str) -> None:
    with _refused("settings") as caught:
        ManualPublisher(options(tmp_path, **changed), lambda: LATER)
    assert named in caught.value.detail
    assert "rahasia" not in str(caught.value)


def test_check_names_folder_sections_and_damaged_entries(tmp_path: Path) -> None:
    assert _codes(tmp_path / "ada" / "tidak" / "ada") == ["packages_missing"]
    assert _codes(tmp_path / "baru") == []
    assert not (tmp_path / "baru").exists()
    assert _codes(tmp_path / "baru", sections=[]) == ["sections_empty"]
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "w2k7.json").write_text('{"state": "live"}')
    assert _codes(tmp_path) == ["page_damaged"]
    with _refused("page_damaged"):
        ManualPublisher(options(tmp_path), lambda: LATER).find("W2K7")


def _codes(folder: Path, **changed: Any) -> list[str]:
    return [problem.code for problem in ManualPublisher(options(folder, **changed), lambda: LATER).check()]
