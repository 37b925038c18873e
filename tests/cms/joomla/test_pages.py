"""What stands in Joomla after a publication, a correction and a withdrawal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.joomla import JoomlaPublisher
from bot.cms.publish import publish_page
from bot.cms.restore import restore_page
from tests.cms.joomla.conftest import made
from tests.cms.joomla.server import Joomla, Row
from tests.cms.people import article, document, photo


@pytest.fixture
def page(tmp_path: Path) -> Page:
    media = (photo(tmp_path, "a.jpg"), photo(tmp_path, "b.jpg"), photo(tmp_path, "c.jpg"), document(tmp_path, "d.pdf"))
    return article(media=media, cover=media[1].sha256, tags=("irigasi", "baru"))


def test_an_article_has_everything_in_its_place(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    row = site.rows[0]
    assert (row.catid, row.access, row.language, row.state) == (8, 1, "*", 1)
    assert row.alias == "irigasi-way-rilau-diresmikan-w2k7"
    assert row.created_by_alias == "Rina Wulandari, Sub Bagian Pemberitaan"
    assert row.metadesc == page.summary
    assert row.metakey == "irigasi, baru"
    assert row.tags == [3]  # "baru" is no tag of the website
    assert site.visible() == [row]
    assert remote.url == f"{site.base}/index.php?option=com_content&view=article&id={row.id}"


def test_pictures_have_their_alt_texts_and_captions(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    row = site.rows[0]
    inline, cover, beside, paper = (f"{site.base}/images/tayang/{m.sha256}" for m in page.media)
    assert row.images["image_intro"] == row.images["image_fulltext"] == f"{cover}.jpg"
    assert row.images["image_intro_alt"] == "Gambar b.jpg"
    assert row.images["image_fulltext_caption"] == "Keterangan b.jpg"
    assert f'<img src="{inline}.jpg" alt="Sawah">' in row.fulltext
    shown = f'<figure><img src="{beside}.jpg" alt="Gambar c.jpg"><figcaption>Keterangan c.jpg</figcaption></figure>'
    assert f"<h2>Galeri foto</h2>{shown}" in row.fulltext
    assert f'<h2>Lampiran</h2><ul><li><a href="{paper}.pdf">d.pdf</a> (PDF, 12 B)</li></ul>' in row.fulltext
    assert cover not in row.fulltext


def test_a_cover_shown_in_the_text_is_not_shown_above_it(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, replace(page, cover=page.media[0].sha256))
    assert site.rows[0].images["image_intro"] != ""
    assert site.rows[0].images["image_fulltext"] == ""


def test_lists_show_the_first_paragraph_only(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    assert site.rows[0].introtext == "<p>Air dibagi bergilir.</p>"


def test_what_a_plugin_would_replace_stays_text(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    """{loadmodule …} in somebody's text would put a login form of the website into the page."""
    sly = replace(page, html="<p>Air {loadmodule login} bergilir.</p>", media=())
    remote = publish_page(publisher, sly)
    assert "<b>module</b>" not in publisher.read_back(remote)


def test_titles_are_unicode_and_text(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    for title, alias in (
        ("Café é 🌾 مرحبا", "cafe-e-w2k7"),
        ("مرحبا", "naskah-w2k7"),
        ("A < B & C", "a-b-c-w2k7"),
    ):
        site.rows.clear()
        assert publish_page(publisher, replace(page, title=title)).state == "published"
        assert (site.rows[0].title, site.rows[0].alias) == (title, alias)


@pytest.fixture(params=[0, 7, 8, 9, -5])
def abroad(request: pytest.FixtureRequest) -> Iterator[Joomla]:
    with Joomla(ahead=request.param) as site:
        yield site


def test_the_date_is_right_on_every_clock_and_stays_at_a_correction(abroad: Joomla, page: Page) -> None:
    publish_page(made(abroad), page)
    row = abroad.rows[0]
    assert row.created == "2026-11-20 04:48:00"
    shown = row.publish_up
    for number in range(3):
        abroad.now += timedelta(days=1)
        publish_page(made(abroad), replace(page, title=f"Judul {number}"))
        assert (row.created, row.publish_up) == ("2026-11-20 04:48:00", shown)
        assert abroad.visible() == [row]


def test_a_correction_moves_to_the_other_section(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    publish_page(publisher, replace(page, section="pengumuman"))
    assert [row.catid for row in site.rows] == [9]


@pytest.mark.parametrize(("kind", "says"), [("ralat", "Diralat"), ("digabung", "Digabung"), ("ditarik", "Ditarik")])
def test_a_withdrawal_leaves_a_note_with_its_link_and_nothing_else(
    site: Joomla, publisher: JoomlaPublisher, page: Page, kind: str, says: str
) -> None:
    remote = publish_page(publisher, page)
    publisher.withdraw(remote, kind, "Angka keliru.", "https://www.contohkab.go.id/baru?a=1&b=2")  # type: ignore[arg-type]
    row = site.rows[0]
    assert f"<h2>Pemberitahuan: {says}</h2>" in row.introtext
    assert "<p>Angka keliru.</p>" in row.introtext
    assert '<a href="https://www.contohkab.go.id/baru?a=1&amp;b=2">Baca gantinya</a>' in row.introtext
    assert (row.fulltext, row.metadesc, set(row.images.values()), row.state) == ("", "", {""}, 1)


# -- what people did on the website in between


def _edited(row: Row) -> None:
    row.introtext = "<p>Diubah di situs.</p>"


def _retitled(row: Row) -> None:
    row.title = "Judul situs"


def _unpublished(row: Row) -> None:
    row.state = 0


def _emptied(row: Row) -> None:
    row.note = ""


@pytest.mark.parametrize("change", [_edited, _retitled, _unpublished, _emptied])
def test_it_refuses_to_correct_what_somebody_changed_on_the_website(
    site: Joomla, publisher: JoomlaPublisher, page: Page, change: object
) -> None:
    publish_page(publisher, page)
    change(site.rows[0])  # type: ignore[operator]
    before = replace(site.rows[0])
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, replace(page, title="Judul baru"))
    assert (caught.value.code, caught.value.again) == ("changed_elsewhere", False)
    assert site.rows == [before]


def test_reflowed_markup_is_no_change(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    site.rows[0].introtext = "\n<p class='intro'>Air   dibagi\nbergilir.</p>\n"
    assert publish_page(publisher, replace(page, title="Judul baru")).state == "published"


@pytest.mark.parametrize("published", [True, False])
def test_it_fetches_nothing_back_from_the_trash(
    site: Joomla, publisher: JoomlaPublisher, page: Page, published: bool
) -> None:
    publish_page(publisher, page) if published else publisher.draft(page)
    site.rows[0].state = -2
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert (caught.value.code, caught.value.again) == ("trashed", False)
    assert [row.state for row in site.rows] == [-2]


def test_an_archived_article_is_still_public(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    site.rows[0].state = 2
    assert publisher.find(page.key) == remote
    assert publish_page(publisher, replace(page, title="Judul baru")).id == remote.id
    assert site.rows[0].state == 2


def test_a_withdrawal_takes_off_even_what_was_changed(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    _edited(site.rows[0])
    _emptied(site.rows[0])
    publisher.withdraw(remote, "ditarik", "", None)
    assert "Diubah di situs." not in site.rows[0].introtext
    found = publisher.find(page.key)
    assert found is not None
    assert found.state == "withdrawn"


def test_somebody_elses_article_is_never_taken_for_ours(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    site.rows.append(Row(5, title="Tentang W2K7", alias="tentang-w2k7-lama", note="w2k7", state=1, access=1, catid=8))
    site.rows.append(Row(6, title="Lain", alias="lain", note="tayang:W2K77 p " + "0" * 64 + " " + "0" * 32, catid=8))
    assert publisher.find(page.key) is None
    assert publish_page(publisher, page).id not in {"5", "6"}


def test_the_draft_shows_no_medium_and_nobody_sees_it(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    draft = publisher.draft(page)
    assert site.visible() == []
    assert "<img" not in site.rows[0].introtext + site.rows[0].fulltext
    assert publisher.draft_preview_url(draft) == draft.url
    assert draft.fingerprint == fingerprint(page)


def test_a_medium_that_is_there_is_not_sent_again(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    publish_page(publisher, page)
    sent = site.requests.count("POST /api/index.php/v1/media/files")
    publish_page(made(site), replace(page, key="lain"))
    assert site.requests.count("POST /api/index.php/v1/media/files") == sent == 4


def test_a_short_key_is_not_looked_for_in_every_title(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    site.rows += [Row(number, title="Tahun 2026", alias=f"tahun-{number}-0", state=1, catid=8) for number in range(5)]
    assert publisher.find("0") is None
    assert publish_page(publisher, replace(page, key="0")).state == "published"


def test_a_person_may_have_the_approved_words_back(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    approved = publisher.read_back(remote)
    _edited(site.rows[0])
    _emptied(site.rows[0])
    assert "Diubah di situs." in publisher.read_back(remote)
    assert restore_page(publisher, page).url == remote.url
    assert publisher.read_back(remote) == approved
    assert len(site.rows) == 1


def test_what_is_withdrawn_or_never_was_public_is_not_restored(
    site: Joomla, publisher: JoomlaPublisher, page: Page
) -> None:
    draft = publisher.draft(page)
    urls = {medium.sha256: publisher.attach(draft, medium) for medium in page.media}
    with pytest.raises(PublishError) as caught:
        publisher.restore(draft, page, urls)
    assert caught.value.code == "not_published"
    remote = publish_page(publisher, page)
    publisher.withdraw(remote, "ditarik", "", None)
    with pytest.raises(PublishError) as caught:
        publisher.restore(remote, page, urls)
    assert caught.value.code == "withdrawn"


def test_what_lies_in_the_trash_is_not_restored(site: Joomla, publisher: JoomlaPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    urls = {medium.sha256: publisher.attach(remote, medium) for medium in page.media}
    site.rows[0].state = -2
    with pytest.raises(PublishError) as caught:
        publisher.restore(remote, page, urls)
    assert caught.value.code == "trashed"
    assert site.visible() == []
