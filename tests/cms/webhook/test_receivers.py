"""Both documented receivers, run as they stand, keep the contract of a publisher through real HTTP."""

from __future__ import annotations

import json
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Page, Publisher, PublishError
from bot.cms.publish import publish_page
from bot.cms.webhook import WebhookPublisher
from bot.cms.webhook.wire import encode, headers
from bot.config import Secret
from tests.cms.contract import Count, PublisherContract
from tests.cms.people import article, document, photo
from tests.cms.webhook.portals import KINDS, Gate, Site, options, publisher, site


@pytest.fixture
def page(tmp_path: Path) -> Page:
    media = (photo(tmp_path, "Foto 1.jpg"), photo(tmp_path, "Foto 2.jpg"), document(tmp_path, "Jadwal.pdf"))
    return article(media=media, cover=media[1].sha256)


def counted(portal: Site, media: Path) -> Count:
    """What the portal keeps, and what stands where media are shown."""
    records = list((portal.data / "pages").glob("*.json"))
    return Count(len(records), len([path for path in media.rglob("*") if path.is_file()]))


class TestContractInline(PublisherContract):
    """Media inside the requests."""

    every = 3

    @pytest.fixture
    def publisher(self, portal: Site) -> Publisher:
        self.portal = portal
        return publisher(portal)

    def reopened(self, publisher: Publisher) -> Publisher:
        return WebhookPublisher(options(self.portal), lambda: datetime.now(UTC))

    def count(self, publisher: Publisher) -> Count:
        return counted(self.portal, self.portal.public / "media")


class TestContractUrls(PublisherContract):
    """Media written where the office's own web server shows them."""

    every = 5

    @pytest.fixture
    def publisher(self, portal: Site, tmp_path: Path) -> Publisher:
        self.portal, self.folder = portal, tmp_path / "media"
        self.folder.mkdir()
        return self.reopened(publisher(portal))

    def reopened(self, publisher: Publisher) -> Publisher:
        shown = {"media": "urls", "media_folder": self.folder, "media_url": "http://127.0.0.1:9/media/"}
        return WebhookPublisher(options(self.portal, **shown), lambda: datetime.now(UTC))

    def count(self, publisher: Publisher) -> Count:
        return counted(self.portal, self.folder)


def test_a_visitor_sees_the_page_and_no_one_sees_a_draft(tmp_path: Path, page: Page) -> None:
    with site("php", tmp_path / "portal") as portal:
        bot = publisher(portal)
        bot.draft(page)
        assert portal.pages() == []
        remote = publish_page(bot, page)
        with urllib.request.urlopen(remote.url, timeout=5) as answer:  # noqa: S310 - loopback
            seen = answer.read().decode()
    assert "<title>Irigasi Way Rilau diresmikan</title>" in seen
    assert 'alt="Gambar Foto 2.jpg"' in seen  # the cover, which the text does not show
    assert "media:" not in seen
    assert len(portal.media()) == 3


def test_what_people_wrote_is_no_markup_in_the_page(portal: Site) -> None:
    bot = publisher(portal)
    title = '</title><script>alert("1")</script>'
    remote = publish_page(bot, article(title=title))
    bot.withdraw(remote, "ditarik", title, None)
    [name] = portal.pages()
    assert "<script>" not in (portal.public / name).read_text()


def test_media_as_urls_are_written_once_where_the_office_shows_them(tmp_path: Path, page: Page) -> None:
    folder = tmp_path / "media"
    folder.mkdir()
    with site("python", tmp_path / "portal") as portal:
        publish_page(publisher(portal, media="urls", media_folder=folder, media_url=f"{portal.url}/m"), page)
        assert portal.media() == []
        shown = portal.page()["media"]
    assert [medium["url"].rpartition("/")[2][65:] for medium in shown] == ["foto-1.jpg", "foto-2.jpg", "jadwal.pdf"]
    for medium in shown:
        path = folder / medium["url"].split("/m/")[1]
        assert path.read_bytes() == next(m for m in page.media if m.sha256 == medium["sha256"]).path.read_bytes()


def test_our_section_is_called_as_the_portal_calls_it(portal: Site) -> None:
    bot = publisher(portal, sections=[{"key": "umum", "name": "Umum", "remote": "pengumuman"}])
    publish_page(bot, article(section="umum"))
    assert portal.page()["section"] == "pengumuman"
    assert {section.key for section in bot.sections()} == {"berita", "umum"}


def test_check_names_a_section_the_portal_does_not_have(portal: Site) -> None:
    bot = publisher(portal, sections=[{"key": "agenda", "name": "Agenda", "remote": ""}])
    assert [(p.code, p.detail, p.severity) for p in bot.check()] == [("section_unknown", "agenda", "error")]


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"section": "berita-lain"}, "section_unknown"),
        ({"key": "../../etc"}, "site_refused"),
        ({"key": "a" * 33}, "site_refused"),
    ],
)
def test_what_the_portal_cannot_keep_is_refused_for_good(portal: Site, odd: dict[str, Any], code: str) -> None:
    with pytest.raises(PublishError) as caught:
        publisher(portal).draft(article(**odd))
    assert (caught.value.code, caught.value.again) == (code, False)
    assert not (portal.data / "pages").exists()


@pytest.mark.parametrize(
    ("name", "mime"), [("x.svg", "image/svg+xml"), ("x.odt", "application/vnd.oasis.opendocument.text")]
)
def test_a_type_a_portal_does_not_show_is_refused(portal: Site, tmp_path: Path, name: str, mime: str) -> None:
    bot = publisher(portal)
    draft = bot.draft(article())
    with pytest.raises(PublishError) as caught:
        bot.attach(draft, document(tmp_path, name, b"<svg onload='alert(1)'/>", mime))
    assert (caught.value.code, caught.value.again) == ("medium_refused", False)
    assert portal.media() == []


def test_a_medium_above_what_php_takes_as_a_form_passes_whole(portal: Site, tmp_path: Path) -> None:
    bot = publisher(portal)
    url = bot.attach(bot.draft(article()), document(tmp_path, "Anggaran.pdf", b"%PDF-1.4 " + bytes(9 << 20)))
    assert (portal.public / "media" / url.rpartition("/")[2]).stat().st_size == (9 << 20) + 9


def test_a_receiver_without_a_secret_takes_nothing(tmp_path: Path) -> None:
    for kind in KINDS:
        with site(kind, tmp_path / kind, secret="") as portal:
            body = encode("find", "a" * 32, {"key": "w2k7"})
            status, _, answer = Gate(portal).passed(headers(Secret(""), datetime.now(UTC), "a" * 32, body), body)
        assert (status, json.loads(answer)["error"]) == (401, "signature")
