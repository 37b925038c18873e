"""Whatever is cut off at Joomla's own door: one article that visitors see, and each medium once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Page, PublishError, fingerprint
from bot.cms.joomla.api import Api, Article
from bot.cms.publish import publish_page
from tests.cms.joomla.conftest import made
from tests.cms.joomla.server import Joomla
from tests.cms.loopback import Moment
from tests.cms.people import article, document, photo

MOMENTS: tuple[Moment, ...] = ("before", "after", "broken", "broken after")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "a.jpg"), document(tmp_path, "b.pdf")))


def _writes(page: Page) -> int:
    with Joomla() as site:
        publish_page(made(site), page)
        return site.writes


@pytest.mark.parametrize("moment", MOMENTS)
def test_every_write_cut_off_ends_in_one_article_and_each_medium_once(page: Page, moment: Moment) -> None:
    writes = _writes(page)
    assert writes == 4  # the draft, two files, the publication
    for number in range(writes):
        with Joomla(numbers_aliases=number % 2 == 0) as site:
            site.cuts = {number: moment}
            with pytest.raises(PublishError) as caught:
                publish_page(made(site), page)
            assert caught.value.again, caught.value
            remote = publish_page(made(site), page)
            assert [row.state for row in site.rows] == [1], number
            assert len(site.files) == 2
            assert len(site.visible()) == 1
            assert remote.fingerprint == fingerprint(page)


def test_an_answer_that_comes_too_late_is_looked_up(page: Page) -> None:
    with Joomla() as site:
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
        assert (len(site.rows), len(site.files), len(site.visible())) == (1, 2, 1)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_correction_and_a_withdrawal_cut_off_are_made_whole(page: Page, moment: Moment) -> None:
    with Joomla() as site:
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
        assert len(site.rows) == 1


@pytest.mark.parametrize("numbers", [True, False])
def test_a_draft_of_an_attempt_given_up_on_is_adopted_when_it_turns_up(
    page: Page, numbers: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A first creation, whose answer came too late, is carried out between our look-up and our second one."""
    with Joomla(numbers_aliases=numbers) as site:
        late = made(site)
        look = Api.find
        looked: list[int] = []

        def find(api: Api, key: str) -> list[Article]:
            found = look(api, key)
            if not looked:
                looked.append(1)
                late.draft(page)
            return found

        monkeypatch.setattr(Api, "find", find)
        remote = made(site).draft(page)
        monkeypatch.setattr(Api, "find", look)
        assert remote.id == str(site.rows[0].id)
        assert publish_page(made(site), page).id == remote.id
        assert [row.state for row in site.rows] == ([1, -2] if numbers else [1])
