"""What every kind of website must keep. Subclass PublisherContract, give it a publisher, and run it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Page, Publisher, PublishError, Remote, fingerprint
from bot.cms.publish import publish_page
from tests.cms.people import article, document, photo


class PublisherContract:
    """The tests; a subclass overrides ``publisher``, and ``section`` if "berita" is not one of its sections."""

    section = "berita"

    @pytest.fixture
    def publisher(self) -> Publisher:
        """Return a publisher of an empty website that has the section named in ``section``."""
        raise NotImplementedError

    @pytest.fixture
    def page(self, tmp_path: Path) -> Page:
        """Return a page with a photo in its text, a photo beside it and a file."""
        media = (
            photo(tmp_path, "Foto 1.jpg"),
            photo(tmp_path, "Foto 2.jpg"),
            document(tmp_path, "Jadwal.pdf"),
        )
        return article(media=media, section=self.section)

    def test_it_knows_nothing_of_a_key_it_never_saw(self, publisher: Publisher) -> None:
        assert publisher.find("ZZZZ") is None

    def test_it_has_sections_and_no_problem(self, publisher: Publisher) -> None:
        assert self.section in [section.key for section in publisher.sections()]
        assert publisher.check() == []

    def test_a_draft_is_found_again_and_made_once(self, publisher: Publisher, page: Page) -> None:
        draft = publisher.draft(page)
        assert draft.state == "draft"
        assert publisher.find(page.key) == draft
        assert publisher.draft(page) == draft

    def test_a_draft_takes_over_a_later_text(self, publisher: Publisher, page: Page) -> None:
        first = publisher.draft(page)
        later = replace(page, title="Judul lain")
        assert publisher.draft(later).id == first.id
        assert publish_page(publisher, later).fingerprint == fingerprint(later)

    def test_the_same_medium_twice_is_one(self, publisher: Publisher, page: Page, tmp_path: Path) -> None:
        draft = publisher.draft(page)
        first = publisher.attach(draft, page.media[0])
        assert first.startswith(("http://", "https://"))
        assert publisher.attach(draft, page.media[0]) == first
        assert publisher.attach(draft, replace(page.media[0], filename="lain.jpg")) == first
        assert publisher.attach(draft, page.media[1]) != first

    def test_a_published_page_is_what_was_sent(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        assert (remote.state, remote.fingerprint) == ("published", fingerprint(page))
        assert remote.url.startswith(("http://", "https://"))
        assert publisher.find(page.key) == remote
        assert "Air dibagi bergilir." in publisher.read_back(remote)

    def test_publishing_again_changes_nothing(self, publisher: Publisher, page: Page) -> None:
        first = publish_page(publisher, page)
        stored = publisher.read_back(first)
        assert publish_page(publisher, page) == first
        assert publisher.read_back(first) == stored

    def test_a_correction_keeps_page_and_address(self, publisher: Publisher, page: Page) -> None:
        first = publish_page(publisher, page)
        corrected = replace(page, title="Judul baru", html="<p>Isi baru.</p>")
        second = publish_page(publisher, corrected)
        assert (second.id, second.url, second.state) == (first.id, first.url, "published")
        assert second.fingerprint == fingerprint(corrected)
        assert "Isi baru." in publisher.read_back(second)
        assert "Air dibagi bergilir." not in publisher.read_back(second)

    @pytest.mark.parametrize("kind", ["ralat", "digabung", "ditarik"])
    def test_a_withdrawn_page_stays_withdrawn(self, publisher: Publisher, page: Page, kind: str) -> None:
        remote = publish_page(publisher, page)
        withdrawn = self._withdraw(publisher, remote, kind)
        assert (withdrawn.id, withdrawn.state) == (remote.id, "withdrawn")
        assert "Air dibagi bergilir." not in publisher.read_back(withdrawn)
        with pytest.raises(PublishError) as caught:
            publish_page(publisher, page)
        assert (caught.value.code, caught.value.again) == ("withdrawn", False)
        assert publisher.find(page.key) == withdrawn

    def test_withdrawing_twice_is_withdrawing_once(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        first = self._withdraw(publisher, remote, "ditarik")
        assert self._withdraw(publisher, remote, "ditarik") == first

    def test_two_pages_of_the_same_title_are_two(self, publisher: Publisher, page: Page) -> None:
        one = publish_page(publisher, page)
        other = publish_page(publisher, replace(page, key="X3L8"))
        assert one.id != other.id
        assert one.url != other.url

    def _withdraw(self, publisher: Publisher, remote: Remote, kind: str) -> Remote:
        note = "Dimuat ulang setelah diperiksa."
        match kind:
            case "ralat":
                return publisher.withdraw(remote, "ralat", note, None)
            case "digabung":
                return publisher.withdraw(remote, "digabung", note, remote.url + "lain")
            case _:
                return publisher.withdraw(remote, "ditarik", note, None)
