"""What stands in Drupal after a publication, a correction and a withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.drupal import DrupalPublisher
from bot.cms.publish import publish_page
from bot.cms.restore import restore_page
from bot.config import Secret
from tests.cms.drupal.conftest import made
from tests.cms.drupal.server import TOKEN, Drupal, Node
from tests.cms.people import article, document, photo

TABLE = "<p>Jadwal.</p><table><tbody><tr><td>Senin</td></tr></tbody></table>"


@pytest.fixture
def page(tmp_path: Path) -> Page:
    media = (photo(tmp_path, "a.jpg"), photo(tmp_path, "b.jpg"), photo(tmp_path, "c.jpg"), document(tmp_path, "d.pdf"))
    return article(media=media, cover=media[1].sha256, tags=("irigasi", "baru"))


def _only(site: Drupal) -> Node:
    (node,) = site.nodes.values()
    return node


def test_a_node_has_everything_in_its_place(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    node = _only(site)
    names = [site.terms[term][1] for term in node.tags]
    assert names == ["Berita", "irigasi"]  # "baru" is no term of the website
    assert (node.body["format"], node.body["summary"]) == ("full_html", page.summary)
    assert node.created == "2026-11-20T04:48:00+00:00"
    assert node.body["value"].endswith("<p><em>Rina Wulandari, Sub Bagian Pemberitaan</em></p>")
    assert node.log is not None
    assert node.log.startswith(f"tayang:W2K7 p {fingerprint(page)} ")
    assert (remote.id, remote.url) == (node.id, f"{site.base}/node/{node.nid}")


def test_the_cover_has_its_alt_text(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    publish_page(publisher, page)
    cover = next(file for file in site.files if file.name.startswith(page.media[1].sha256))
    assert _only(site).image == {"type": "file--file", "id": cover.id, "meta": {"alt": "Gambar b.jpg"}}
    assert cover.id not in _only(site).body["value"]


def test_every_file_of_a_page_survives_cron(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    """Drupal deletes files after hours that no field and no text says to use."""
    linked = page.html + f'<p><a href="media:{page.media[3].sha256}">Unduh</a></p>'
    publish_page(publisher, replace(page, html=linked))
    site.cron()
    assert len(site.files) == 4


def test_attachments_survive_cron(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    publish_page(publisher, page)
    site.cron()
    assert len(site.files) == 4
    assert "<h2>Lampiran</h2>" in _only(site).body["value"]


def test_captions_become_figures_in_any_format(site: Drupal, page: Page) -> None:
    picture = f'<img src="media:{page.media[0].sha256}" alt="x">'
    figure = f"<figure>{picture}<figcaption>A &lt; B <em>bersih</em></figcaption></figure>"
    publisher = made(site, text_format="basic_html")
    remote = publish_page(publisher, replace(page, html=f"<p>Satu.</p>{figure}"))
    shown = publisher.read_back(remote)
    assert shown.count("<figcaption>") == 2
    assert "<figcaption>A &lt; B <em>bersih</em></figcaption>" in shown
    assert "<figcaption>Keterangan c.jpg</figcaption>" in shown


def test_a_format_that_would_strip_the_page_is_said_before_anybody_sees_it(site: Drupal, page: Page) -> None:
    publisher = made(site, text_format="basic_html")
    tabled = replace(page, html=TABLE, media=())
    for _ in range(2):
        with pytest.raises(PublishError) as caught:
            publish_page(publisher, tabled)
        assert (caught.value.code, caught.value.again) == ("format_strips", False)
        assert "table" in caught.value.detail
        assert site.visible() == []
    assert publish_page(made(site), replace(tabled, title="Lain")).state == "published"
    assert len(site.nodes) == 1


def test_titles_are_unicode_and_text(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    for number, title in enumerate(("Café é 🌾 مرحبا", "<b>A</b> & C", "é" * 255)):
        publish_page(publisher, replace(page, key=f"KEY{number}", title=title))
        assert title in {node.title for node in site.nodes.values()}


def test_a_title_too_long_for_drupal_is_refused_before_anything_is_made(
    site: Drupal, publisher: DrupalPublisher, page: Page
) -> None:
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, replace(page, title="é" * 256))
    assert caught.value.code == "too_long"
    assert site.writes == 0


def test_a_withdrawal_leaves_a_note_with_its_link_and_no_cover(
    site: Drupal, publisher: DrupalPublisher, page: Page
) -> None:
    remote = publish_page(publisher, page)
    publisher.withdraw(remote, "digabung", "Lihat gantinya.", "https://www.contohkab.go.id/baru?a=1&b=2")
    node = _only(site)
    assert "<h2>Pemberitahuan: Digabung</h2>" in node.body["value"]
    assert "<p>Lihat gantinya.</p>" in node.body["value"]
    assert '<a href="https://www.contohkab.go.id/baru?a=1&amp;b=2">Baca gantinya</a>' in node.body["value"]
    assert (node.image, node.body["summary"], node.status) == (None, "", True)


# -- what people did on the website in between


def _saved(site: Drupal) -> None:
    site.saved_by_hand(_only(site), "<p>Diubah di situs.</p>")


def _saved_without_revision(site: Drupal) -> None:
    _only(site).body["value"] = "<p>Diubah di situs.</p>"


def _retitled(site: Drupal) -> None:
    _only(site).title = "Judul situs"


def _unpublished(site: Drupal) -> None:
    _only(site).status = False


def _begun(site: Drupal) -> None:
    _only(site).working_copy = True


@pytest.mark.parametrize("change", [_saved, _saved_without_revision, _retitled, _unpublished, _begun])
def test_it_refuses_to_correct_what_somebody_changed_on_the_website(
    site: Drupal, publisher: DrupalPublisher, page: Page, change: Callable[[Drupal], None]
) -> None:
    publish_page(publisher, page)
    change(site)
    before = replace(_only(site), body=dict(_only(site).body))
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, replace(page, title="Judul baru"))
    assert (caught.value.code, caught.value.again) == ("changed_elsewhere", False)
    assert _only(site) == before


def test_a_draft_saved_on_the_website_is_not_overwritten(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    publisher.draft(page)
    _saved(site)
    with pytest.raises(PublishError) as caught:
        publish_page(publisher, page)
    assert caught.value.code == "changed_elsewhere"
    assert (site.visible(), site.files) == ([], [])


def test_a_withdrawal_takes_off_even_what_was_changed(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    _saved(site)
    publisher.withdraw(remote, "ditarik", "", None)
    assert "Diubah di situs." not in _only(site).body["value"]
    found = publisher.find(page.key)
    assert found is not None
    assert found.state == "withdrawn"


def test_the_node_is_the_same_for_ever(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    """Another namespace would make every page already on a website a stranger."""
    assert publisher.draft(page).id == "35c629de-cdf9-56fe-9cea-81eefd08522e"


def test_a_workflow_of_the_website_is_followed(page: Page) -> None:
    """Where Content Moderation rules, nobody sets the published flag; reached with a token this time."""
    with Drupal(moderated=True) as site:
        publisher = made(site, user="", password=None, token=Secret(TOKEN))
        draft = publisher.draft(page)
        assert (draft.state, _only(site).moderation_state) == ("draft", "draft")
        remote = publish_page(publisher, page)
        assert publish_page(publisher, replace(page, title="Judul baru")).url == remote.url
        assert (_only(site).moderation_state, _only(site).status) == ("published", True)
        assert publisher.withdraw(remote, "ditarik", "", None).state == "withdrawn"
        assert (_only(site).moderation_state, len(site.nodes)) == ("published", 1)


def test_a_person_may_have_the_approved_words_back(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    remote = publish_page(publisher, page)
    approved = publisher.read_back(remote)
    _saved(site)
    assert "Diubah di situs." in publisher.read_back(remote)
    assert restore_page(publisher, page).url == remote.url
    assert publisher.read_back(remote) == approved
    assert len(site.nodes) == 1


def test_what_is_withdrawn_or_never_was_public_is_not_restored(
    site: Drupal, publisher: DrupalPublisher, page: Page
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


def test_a_correction_without_photos_takes_the_cover_off(site: Drupal, publisher: DrupalPublisher, page: Page) -> None:
    publish_page(publisher, page)
    publish_page(publisher, replace(page, html="<p>Tanpa foto.</p>", media=(), cover=None))
    assert _only(site).image is None
