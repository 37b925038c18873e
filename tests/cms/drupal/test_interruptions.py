"""Whatever is cut off at Drupal's own door: one node that visitors see, and each file once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.drupal.api import Api, Node
from bot.cms.publish import publish_page
from tests.cms.drupal.conftest import made
from tests.cms.drupal.server import Drupal, File
from tests.cms.loopback import Moment
from tests.cms.people import article, document, photo

MOMENTS: tuple[Moment, ...] = ("before", "after", "broken", "broken after")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), document(tmp_path, "b.pdf")))


def _writes(page: Page) -> int:
    with Drupal() as site:
        publish_page(made(site), page)
        return site.writes


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_write_cut_off_ends_in_one_node_and_each_file_once(page: Page, moment: Moment) -> None:
    writes = _writes(page)
    assert writes == 4  # the draft, two files, the publication
    for number in range(writes):
        with Drupal() as site:
            site.cuts = {number: moment}
            with pytest.raises(PublishError) as caught:
                publish_page(made(site), page)
            assert caught.value.again, caught.value
            remote = publish_page(made(site), page)
            assert [node.status for node in site.nodes.values()] == [True], number
            assert len(site.files) == 2
            assert remote.fingerprint == fingerprint(page)


def test_an_answer_that_comes_too_late_is_looked_up(page: Page) -> None:
    with Drupal() as site:
        site.cuts = {0: "slow", 1: "slow", 3: "slow"}
        hasty = made(site, timeout=0.3)
        codes = []
        for _ in range(5):
            try:
                publish_page(hasty, page)
                break
            except PublishError as error:
                codes.append((error.code, error.again))
        assert codes == [("timeout", True)] * 3
        assert (len(site.visible()), len(site.nodes), len(site.files)) == (1, 1, 2)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_correction_and_a_withdrawal_cut_off_are_made_whole(page: Page, moment: Moment) -> None:
    with Drupal() as site:
        first = publish_page(made(site), page)
        corrected = replace(page, title="Judul baru", html="<p>Isi baru.</p>")
        site.cuts = {site.writes: moment}
        with pytest.raises(PublishError):
            publish_page(made(site), corrected)
        second = publish_page(made(site), corrected)
        assert (second.id, second.url, second.fingerprint) == (first.id, first.url, fingerprint(corrected))
        site.cuts = {site.writes: moment}
        with pytest.raises(PublishError):
            made(site).withdraw(second, "ditarik", "Ditarik.", None)
        assert made(site).withdraw(second, "ditarik", "Ditarik.", None).state == "withdrawn"
        assert len(site.nodes) == 1


def test_a_node_that_turns_up_while_we_create_it_is_adopted(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """409: a first creation, whose answer came too late, was carried out after we had looked."""
    with Drupal() as site:
        late = made(site)
        look = Api.node
        looked: list[int] = []

        def node(api: Api, uuid: str) -> Node | None:
            found = look(api, uuid)
            if not looked:
                looked.append(1)
                late.draft(page)
            return found

        monkeypatch.setattr(Api, "node", node)
        assert made(site).draft(page).id in site.nodes
        assert len(site.nodes) == 1


def test_of_two_files_of_one_name_the_first_is_used(page: Page) -> None:
    """Files have no UUID of our choice: if two were ever made, every attempt uses the same one."""
    with Drupal() as site:
        sha = page.media[0].sha256
        site.files += [File("b", 8, f"{sha}_0.jpg", b""), File("a", 7, f"{sha}.jpg", b"")]
        publish_page(made(site), page)
        assert len(site.files) == 3
        assert [file.id for file in site.files if file.permanent][:1] == ["a"]
