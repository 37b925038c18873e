"""The folder kind: its addresses and lists, corrections, withdrawals, and the whole way to a visitor."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Page, Publisher, PublishError
from bot.cms.common import words
from bot.cms.folder import FolderPublisher
from bot.cms.folder.words import ID
from bot.cms.publish import publish_page
from bot.sitewatch.proof import Expected, prove
from tests.cms.contract import Count, PublisherContract
from tests.cms.people import LATER, MORNING, article, document, photo
from tests.cms.people import settings as told
from tests.cms.reading import broken_links, public, read
from tests.sitewatch.loopback import serving


class TestContract(PublisherContract):
    """The folder kind keeps what every kind must keep."""

    @pytest.fixture
    def publisher(self, site: FolderPublisher, folder: Path) -> Publisher:
        self.folder = folder
        return site

    def reopened(self, publisher: Publisher) -> Publisher:
        return FolderPublisher(told(self.folder), lambda: LATER)

    def count(self, publisher: Publisher) -> Count:
        pages = list((self.folder.parent / "situs-records/pages").glob("*.json"))
        return Count(len(pages), len(_media(self.folder)))


def test_the_address_is_section_words_and_key(site: FolderPublisher) -> None:
    remote = publish_page(site, article(title="Bupati: “Irigasi” 23–27 Café"))
    assert remote.url == "http://127.0.0.1:8080/situs/berita/bupati-irigasi-23-27-cafe-w2k7/"


def test_a_draft_is_nowhere_public(site: FolderPublisher, folder: Path) -> None:
    site.draft(article(title="Rahasia sampai terbit"))
    for path in (folder / "public").rglob("*"):
        assert not path.is_file() or b"Rahasia" not in path.read_bytes(), path


def test_the_data_of_truth_is_outside_the_public_folder(site: FolderPublisher, folder: Path) -> None:
    publish_page(site, article())
    records = folder.with_name("situs-records")
    assert [path.name for path in (records / "pages").iterdir()] == ["w2k7.json"]
    assert not list(folder.rglob("*.json"))
    assert [path.name for path in folder.iterdir()] == ["public"]
    assert records.stat().st_mode & 0o077 == 0


def test_records_are_never_within_what_is_served(folder: Path) -> None:
    for place in ("public", "public/x", "public/../public/.catatan"):
        with pytest.raises(PublishError, match="settings"):
            FolderPublisher(told(folder, records=folder / place), lambda: LATER)


def test_nobody_is_given_the_text_that_was_withdrawn_however_high_the_folder_is_served(
    site: FolderPublisher, folder: Path
) -> None:
    remote = publish_page(site, article(html="<p>Rahasia yang terlanjur terbit</p>"))
    site.withdraw(remote, "ditarik", "Keliru.", None)
    for path in folder.rglob("*"):
        assert not path.is_file() or b"terlanjur" not in path.read_bytes(), path


def earlier(folder: Path) -> None:
    """Put the records where earlier versions kept them."""
    records = folder.with_name("situs-records")
    records.rename(folder / "data")


def test_records_of_an_earlier_version_move_out_without_loss(site: FolderPublisher, folder: Path) -> None:
    live = publish_page(site, article("ONE"))
    site.withdraw(publish_page(site, article("TWO")), "ditarik", "Keliru.", None)
    site.draft(article("THREE"))
    before = {path.name: path.read_bytes() for path in (folder.with_name("situs-records") / "pages").iterdir()}
    earlier(folder)
    again = FolderPublisher(told(folder), lambda: LATER)
    assert [problem.code for problem in again.check()] == ["records_within"]
    assert again.find("ONE") == live
    found = {path.name: path.read_bytes() for path in (folder.with_name("situs-records") / "pages").iterdir()}
    assert found == before
    assert not (folder / "data").exists()
    assert again.check() == []


def test_a_move_that_was_cut_off_goes_on_and_leaves_what_is_somebody_elses(site: FolderPublisher, folder: Path) -> None:
    publish_page(site, article("ONE"))
    publish_page(site, article("TWO"))
    earlier(folder)
    moved = folder.with_name("situs-records") / "pages"
    moved.mkdir(parents=True)
    (moved / "one.json").write_bytes((folder / "data/pages/one.json").read_bytes())
    (folder / "data/catatan.txt").write_text("milik admin")
    again = FolderPublisher(told(folder), lambda: LATER)
    assert again.find("ONE")
    assert again.find("TWO")
    assert [path.name for path in (folder / "data").iterdir()] == ["catatan.txt"]


def test_a_website_whose_records_are_elsewhere_is_not_drawn_empty(site: FolderPublisher, folder: Path) -> None:
    """The database was moved without the folder beside it: the pages stay as they are."""
    remote = publish_page(site, article())
    other = FolderPublisher(told(folder, records=folder.with_name("lain")), lambda: LATER)
    with pytest.raises(PublishError, match="records_missing"):
        other.find("W2K7")
    assert (folder / "public" / remote.url.partition("/situs/")[2] / "index.html").is_file()


def test_a_published_page_is_in_every_list(site: FolderPublisher, folder: Path) -> None:
    remote = publish_page(site, article())
    path = "/situs/berita/irigasi-way-rilau-diresmikan-w2k7/"
    assert f'href="{path}"' in public(folder, "index.html")
    assert f'href="{path}"' in public(folder, "berita/index.html")
    assert path not in public(folder, "pengumuman/index.html")
    assert remote.url in public(folder, "feed.xml")
    assert remote.url in public(folder, "sitemap.xml")


def test_an_empty_website_says_so(site: FolderPublisher, folder: Path) -> None:
    site.rebuild()
    assert ID.empty in public(folder, "index.html")
    assert ID.lost in public(folder, "404.html")
    assert "Sitemap: http://127.0.0.1:8080/situs/sitemap.xml" in public(folder, "robots.txt")


def test_long_lists_are_cut_into_pages_and_shrink_again(site: FolderPublisher, folder: Path) -> None:
    remotes = [publish_page(site, article(f"K{n}", published_at=MORNING + timedelta(hours=n))) for n in range(14)]
    assert "-k13/" in public(folder, "index.html")
    assert "-k0/" not in public(folder, "index.html")
    assert "-k0/" in public(folder, "halaman/2/index.html")
    assert "-k0/" in public(folder, "berita/halaman/2/index.html")
    site.withdraw(remotes[5], "ditarik", "", None)
    assert "-k0/" in public(folder, "index.html")
    assert not (folder / "public/halaman/2").exists()


def test_neighbours_lead_to_each_other(site: FolderPublisher, folder: Path) -> None:
    remotes = [publish_page(site, article(f"K{n}", published_at=MORNING + timedelta(hours=n))) for n in range(3)]
    middle = read(folder, remotes[1])
    assert re.search(r'rel="prev"[^>]*-k0/"', middle)
    assert re.search(r'rel="next"[^>]*-k2/"', middle)


def test_a_correction_shows_when_and_keeps_the_address(site: FolderPublisher, folder: Path) -> None:
    first = publish_page(site, article())
    assert "Diperbarui" not in read(folder, first)
    second = publish_page(site, article(title="Judul yang benar", section="pengumuman"))
    assert second.url == first.url
    page = read(folder, second)
    assert "Judul yang benar" in page
    assert "Diperbarui" in page
    assert "Minggu, 22 November 2026, 11.05 WITA" in page
    assert "Jumat, 20 November 2026, 12.48 WITA" in page
    assert "Judul yang benar" in public(folder, "pengumuman/index.html")
    assert "-w2k7/" not in public(folder, "berita/index.html")


@pytest.mark.parametrize("kind", ["ralat", "digabung", "ditarik"])
def test_a_withdrawn_page_shows_why_and_leaves_the_lists(site: FolderPublisher, folder: Path, kind: Any) -> None:
    remote = publish_page(site, article())
    site.withdraw(remote, kind, "Angka keliru <b>besar</b>.", "https://contoh.example/ganti")
    page = read(folder, remote)
    assert words.ID.withdrawals[kind][1] in page
    assert "Angka keliru &lt;b&gt;besar&lt;/b&gt;." in page
    assert "22 November 2026" in page
    assert 'href="https://contoh.example/ganti"' in page
    assert 'name="robots" content="noindex"' in page
    assert "Air dibagi bergilir" not in page
    for name in ("index.html", "berita/index.html", "feed.xml", "sitemap.xml"):
        assert "-w2k7/" not in public(folder, name), name


def test_a_note_leads_to_no_script(site: FolderPublisher) -> None:
    remote = publish_page(site, article())
    with pytest.raises(PublishError, match="target_odd"):
        site.withdraw(remote, "ralat", "", "javascript:alert(1)")


def test_media_go_when_the_last_page_that_shows_them_goes(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    shared, alone = photo(tmp_path, "a.jpg"), photo(tmp_path, "b.jpg")
    one = publish_page(site, article("ONE", media=(shared, alone)))
    publish_page(site, article("TWO", media=(shared,)))
    site.withdraw(one, "ditarik", "", None)
    assert _media(folder) == {shared.sha256}


def test_a_photo_taken_out_by_a_correction_is_gone(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    kept, gone = photo(tmp_path, "a.jpg"), photo(tmp_path, "b.jpg")
    publish_page(site, article(media=(kept, gone)))
    publish_page(site, article(media=(kept,)))
    assert _media(folder) == {kept.sha256}


def _media(folder: Path) -> set[str]:
    files = [path for path in (folder / "public/media").rglob("*") if path.is_file()]
    return {path.name[:64] for path in files}


def test_a_visitor_finds_what_was_published(tmp_path: Path, folder: Path) -> None:
    with serving(folder / "public") as url:
        site = FolderPublisher(told(folder, base_url=url), lambda: LATER)
        page = article(media=(photo(tmp_path, "a.jpg"),), title='Jum\'at "bersih" -- 4x4...')
        remote = publish_page(site, page)
        expected = Expected(page.title, ("Air dibagi bergilir.", "Jum’at & Sabtu."))
        live = prove(remote.url, expected, now=LATER)
        site.withdraw(remote, "ditarik", "", None)
        gone = prove(remote.url, expected, now=LATER)
    assert (live.code, live.missing) == ("ok", 0)
    assert (gone.code, gone.missing) == ("text_missing", 2)


def test_every_link_of_the_site_leads_somewhere(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    pages: list[Page] = [
        article(f"K{n}", media=(photo(tmp_path, f"{n}.jpg"), document(tmp_path, "a.pdf")),
                published_at=MORNING + timedelta(hours=n)) for n in range(15)
    ]  # fmt: skip
    for page in pages:
        publish_page(site, page)
    assert list(broken_links(folder / "public")) == []
