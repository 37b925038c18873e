"""The tests that every kind of website must pass: one page, once, corrected in place, withdrawn for good."""
# ruff: noqa: S101 - asserts are what this module is for

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import replace
from pathlib import Path
from typing import ClassVar, NamedTuple

import pytest

from bot.cms.base import Medium, Page, Publisher, PublishError, Remote, fingerprint
from bot.cms.common.probe import key_of
from bot.cms.contract.cutting import WAYS, Counter, How, Killed, at_requests, between_calls
from bot.cms.contract.material import article, document, photo
from bot.cms.publish import publish_page

WITHDRAWALS = ("ralat", "digabung", "ditarik")
ODD_KEYS = ("", "..", "../W2K7", "a/b", "a b", "W2K7'--", "W2K7%00", "W2K7<b>", "ẞ", "K" * 300)
MANY = 300  # more calls than any kind makes for one page; a count that never ends is a kind that never ends
STRANGE = "Ngayogyakarta: ꦲꦏ꧀ꦱꦫ ꦗꦮ, emoji 👩‍🌾🇮🇩, é as e\u0301, Arab مرحبا, “kutip”, 3 < 5 & 7 > 2, C:\\n, 100% {ok}"
BUILT = (
    '<h2>Jadwal</h2><p>Baca <a href="https://www.contohkab.go.id/jadwal?a=1&amp;b=2">jadwal</a>.</p>'
    "<ul><li>Senin</li><li>Selasa</li></ul><blockquote><p>Air untuk semua.</p></blockquote>"
    "<table><tbody><tr><td>Blok A</td><td>Blok B</td></tr></tbody></table>"
)


class Count(NamedTuple):
    """How many pages (drafts too) and how many media are stored on a website."""

    pages: int
    media: int


class PublisherContract:
    """The tests; a subclass must override ``publisher``, and should override ``count``.

    ``section`` and ``other_section`` are two of the website's sections. ``every`` is 1 to try every point of
    interruption; a website that takes seconds for a page may try every second or third.
    """

    section: ClassVar[str] = "berita"
    other_section: ClassVar[str] = "pengumuman"
    every: ClassVar[int] = 1

    # -- what a subclass gives

    @pytest.fixture
    def publisher(self) -> Publisher:
        """Return a publisher of an empty website that has the sections ``section`` and ``other_section``."""
        raise NotImplementedError

    def reopened(self, publisher: Publisher) -> Publisher:
        """Return a new publisher of the same website, as after a restart; it may not remember anything."""
        return publisher

    def count(self, publisher: Publisher) -> Count | None:  # noqa: ARG002 - for subclasses
        """Return what is stored, counted on the website itself and not asked of the publisher; None if unknown."""
        return None

    @pytest.fixture
    def page(self, tmp_path: Path) -> Page:
        """Return a page with a photo in its text, a photo beside it and a file."""
        media = (
            photo(tmp_path, "Foto 1.jpg"),
            photo(tmp_path, "Foto 2.jpg"),
            document(tmp_path, "Jadwal.pdf"),
        )
        return article(media=media, section=self.section)

    # -- looking

    def test_it_knows_nothing_of_a_key_it_never_saw(self, publisher: Publisher) -> None:
        assert publisher.find("ZZZZ") is None

    def test_it_has_sections_and_no_problem(self, publisher: Publisher) -> None:
        assert {self.section, self.other_section} <= {section.key for section in publisher.sections()}
        assert [problem for problem in publisher.check() if problem.severity == "error"] == []

    def test_checking_changes_nothing(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        before = (self.count(publisher), publisher.find(page.key), publisher.read_back(remote))
        publisher.check()
        publisher.facts()
        assert (self.count(publisher), publisher.find(page.key), publisher.read_back(remote)) == before

    def test_it_says_what_it_checked(self, publisher: Publisher) -> None:
        for fact in publisher.facts():
            assert fact.code.isidentifier()
            assert fact.detail

    def test_a_page_for_trying_goes_and_touches_no_other(self, publisher: Publisher, page: Page) -> None:
        if not publisher.removes:
            return
        remote = publish_page(publisher, page)
        before = (self.count(publisher), publisher.find(page.key), publisher.read_back(remote))
        tried = replace(page, key=key_of("0123456789ab"), html="<p>Percobaan.</p>", media=(), cover=None, tags=())
        assert publisher.probe(tried).url.startswith(("http://", "https://"))
        assert self.reopened(publisher).remove(tried.key)
        assert publisher.remove(tried.key)
        assert (self.count(publisher), publisher.find(page.key), publisher.read_back(remote)) == before
        with pytest.raises(PublishError):
            publisher.remove(page.key)
        assert publisher.find(page.key) == remote

    # -- drafts and media

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

    def test_the_same_medium_twice_is_one(self, publisher: Publisher, page: Page) -> None:
        draft = publisher.draft(page)
        first = publisher.attach(draft, page.media[0])
        assert first.startswith(("http://", "https://"))
        assert publisher.attach(draft, page.media[0]) == first
        assert publisher.attach(draft, replace(page.media[0], filename="lain.jpg")) == first
        assert publisher.attach(self.reopened(publisher).draft(page), page.media[0]) == first
        assert publisher.attach(draft, page.media[1]) != first

    def test_two_pages_share_a_medium(self, publisher: Publisher, page: Page) -> None:
        publish_page(publisher, page)
        before = self.count(publisher)
        publish_page(publisher, replace(page, key="X3L8"))
        after = self.count(publisher)
        if before and after:
            assert after == Count(before.pages + 1, before.media)

    def test_a_medium_that_is_gone_or_changed_is_refused(self, publisher: Publisher, page: Page) -> None:
        draft = publisher.draft(page)
        self._refuses(lambda: publisher.attach(draft, _elsewhere(page.media[0])))
        page.media[1].path.write_bytes(b"changed since it came in")
        self._refuses(lambda: publisher.attach(draft, page.media[1]))

    # -- publishing

    def test_a_published_page_is_what_was_sent(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        assert (remote.state, remote.fingerprint) == ("published", fingerprint(page))
        assert remote.url.startswith(("http://", "https://"))
        assert publisher.find(page.key) == remote
        assert self.reopened(publisher).find(page.key) == remote
        assert "Air dibagi bergilir." in publisher.read_back(remote)

    def test_publishing_again_changes_nothing(self, publisher: Publisher, page: Page) -> None:
        first = publish_page(publisher, page)
        stored, count = publisher.read_back(first), self.count(publisher)
        assert publish_page(self.reopened(publisher), page) == first
        assert (publisher.read_back(first), self.count(publisher)) == (stored, count)

    def test_every_letter_arrives(self, publisher: Publisher, page: Page) -> None:
        written = STRANGE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        strange = replace(page, title=STRANGE[:80], html=f"<p>{written}</p>", summary=STRANGE, byline="D’Ártagnan")
        assert publish_page(publisher, strange).fingerprint == fingerprint(strange)

    def test_headings_lists_links_and_tables_survive(self, publisher: Publisher, page: Page) -> None:
        stored = publisher.read_back(publish_page(publisher, replace(page, html=BUILT, media=())))
        for tag in ("<h2", "<li", "<blockquote", "<table", "<td", 'href="https://www.contohkab.go.id/jadwal?a=1'):
            assert tag in stored, tag

    def test_a_long_title_is_published_or_refused_in_words(self, publisher: Publisher, page: Page) -> None:
        long = replace(page, title="Musyawarah rencana pembangunan kecamatan " * 12)
        with suppress(PublishError):
            assert publish_page(publisher, long).state == "published"
            assert publisher.find(page.key) is not None

    def test_two_pages_of_the_same_title_are_two(self, publisher: Publisher, page: Page) -> None:
        one = publish_page(publisher, page)
        other = publish_page(publisher, replace(page, key="X3L8"))
        assert one.id != other.id
        assert one.url != other.url

    @pytest.mark.parametrize("key", ODD_KEYS)
    def test_an_odd_key_is_kept_apart_or_refused(self, publisher: Publisher, page: Page, key: str) -> None:
        usual = publish_page(publisher, page)
        odd = replace(page, key=key, title="Kunci ganjil", html="<p>Ganjil.</p>", media=())
        with suppress(PublishError):
            made = publish_page(publisher, odd)
            assert made.id != usual.id
            assert publisher.find(key) == made
        assert publisher.find(page.key) == usual

    def test_a_section_that_is_not_there_is_refused(self, publisher: Publisher, page: Page) -> None:
        self._refuses(lambda: publish_page(publisher, replace(page, section="tidak-ada", section_name="Tidak Ada")))

    # -- interruptions

    @pytest.mark.parametrize("how", WAYS)
    def test_a_cut_between_two_steps_ends_in_one_page(self, publisher: Publisher, page: Page, how: How) -> None:
        self._cut_everywhere(publisher, page, how, at_the_wire=False)

    @pytest.mark.parametrize("how", WAYS)
    def test_a_cut_at_any_request_ends_in_one_page(self, publisher: Publisher, page: Page, how: How) -> None:
        self._cut_everywhere(publisher, page, how, at_the_wire=True)

    @pytest.mark.parametrize("how", WAYS)
    def test_a_correction_that_is_cut_off_is_made_whole(self, publisher: Publisher, page: Page, how: How) -> None:
        first = publish_page(publisher, page)
        before = self.count(publisher)
        for number in range(0, MANY, self.every):
            changed = replace(page, title=f"Judul {number}", html=f"<p>Isi {number}.</p>", media=page.media[:1])
            reached = self._cut(publisher, changed, Counter(number, how), at_the_wire=True)
            second = publish_page(self.reopened(publisher), changed)
            assert (second.id, second.url, second.fingerprint) == (first.id, first.url, fingerprint(changed))
            if not reached:
                break
        after = self.count(publisher)
        if before and after:
            assert after.pages == before.pages

    def _cut_everywhere(self, publisher: Publisher, page: Page, how: How, *, at_the_wire: bool) -> None:
        """Publish one page for each point of interruption, and count what there is after it was tried again."""
        publish_page(publisher, page)
        before = self.count(publisher)
        for made, number in enumerate(range(0, MANY, self.every), start=1):
            other = replace(page, key=f"CUT{number}", title=f"{page.title} {number}")
            reached = self._cut(publisher, other, Counter(number, how), at_the_wire=at_the_wire)
            remote = publish_page(self.reopened(publisher), other)
            assert (remote.state, remote.fingerprint) == ("published", fingerprint(other)), number
            after = self.count(publisher)
            if before and after:
                assert after == Count(before.pages + made, before.media), f"cut at {number}, {how}"
            if not reached:
                return
        raise AssertionError(f"more than {MANY} calls for one page")

    def _cut(self, publisher: Publisher, page: Page, counter: Counter, *, at_the_wire: bool) -> bool:
        """Publish with a cut; say whether the publication came as far as the cut."""
        fresh = self.reopened(publisher)
        cut = fresh if at_the_wire else between_calls(fresh, counter)
        with at_requests(counter) if at_the_wire else nullcontext(), suppress(PublishError, Killed):
            publish_page(cut, page)
        return counter.reached

    # -- corrections

    def test_a_correction_keeps_page_and_address(self, publisher: Publisher, page: Page) -> None:
        first = publish_page(publisher, page)
        corrected = replace(page, title="Judul baru", html="<p>Isi baru.</p>", section=self.other_section)
        second = publish_page(publisher, corrected)
        assert (second.id, second.url, second.state) == (first.id, first.url, "published")
        assert second.fingerprint == fingerprint(corrected)
        assert "Isi baru." in publisher.read_back(second)
        assert "Air dibagi bergilir." not in publisher.read_back(second)

    def test_a_correction_may_take_photos_out_and_put_others_in(
        self, publisher: Publisher, page: Page, tmp_path: Path
    ) -> None:
        publish_page(publisher, page)
        other = article(page.key, (photo(tmp_path, "Foto 3.jpg"),), section=self.section)
        assert publish_page(publisher, other).fingerprint == fingerprint(other)
        assert publish_page(publisher, page).fingerprint == fingerprint(page)

    # -- withdrawals

    @pytest.mark.parametrize("kind", WITHDRAWALS)
    def test_a_withdrawn_page_stays_withdrawn(self, publisher: Publisher, page: Page, kind: str) -> None:
        remote = publish_page(publisher, page)
        withdrawn = self._withdraw(publisher, remote, kind)
        assert (withdrawn.id, withdrawn.state) == (remote.id, "withdrawn")
        assert "Air dibagi bergilir." not in publisher.read_back(withdrawn)
        with pytest.raises(PublishError) as caught:
            publish_page(self.reopened(publisher), page)
        assert (caught.value.code, caught.value.again) == ("withdrawn", False)
        assert publisher.find(page.key) == withdrawn

    def test_withdrawing_twice_is_withdrawing_once(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        first = self._withdraw(publisher, remote, "ditarik")
        assert self._withdraw(publisher, remote, "ditarik") == first

    def test_a_note_is_text_and_leads_to_no_script(self, publisher: Publisher, page: Page) -> None:
        remote = publish_page(publisher, page)
        self._refuses(lambda: publisher.withdraw(remote, "ditarik", "", "javascript:alert(1)"))
        withdrawn = publisher.withdraw(remote, "ditarik", "<script>alert(1)</script><img src=x onerror=a>", None)
        stored = publisher.read_back(withdrawn)
        assert "<script" not in stored
        assert "<img src=x" not in stored

    # -- errors

    def test_a_page_it_does_not_know_is_refused_in_words(self, publisher: Publisher, page: Page) -> None:
        """A remote that was never made: whoever asks for it gets a PublishError, and no other error."""
        real = publisher.draft(page)
        for number in (real.id + "999", "../../etc", "", "999999999"):
            stranger = replace(real, id=number, state="published")
            for refused in self._calls(publisher, stranger, page):
                with suppress(PublishError):
                    refused()
        assert publisher.find(page.key) == real

    def _calls(self, publisher: Publisher, remote: Remote, page: Page) -> list[Callable[[], object]]:
        bare = replace(page, key="NONE", media=(), html="<p>Bukan apa-apa.</p>")
        return [
            lambda: publisher.publish(remote, bare, {}),
            lambda: publisher.correct(remote, bare, {}),
            lambda: publisher.withdraw(remote, "ralat", "", None),
            lambda: publisher.read_back(remote),
            lambda: publisher.draft_preview_url(remote),
        ]

    def _refuses(self, call: Callable[[], object]) -> None:
        with pytest.raises(PublishError) as caught:
            call()
        assert caught.value.code.isidentifier()

    def _withdraw(self, publisher: Publisher, remote: Remote, kind: str) -> Remote:
        note = "Dimuat ulang setelah diperiksa."
        match kind:
            case "ralat":
                return publisher.withdraw(remote, "ralat", note, None)
            case "digabung":
                return publisher.withdraw(remote, "digabung", note, remote.url + "lain")
            case _:
                return publisher.withdraw(remote, "ditarik", note, None)


def _elsewhere(medium: Medium) -> Medium:
    """Return a medium of other content whose file is not there."""
    return replace(medium, sha256="0" * 64, path=medium.path.with_name("hilang.jpg"))
