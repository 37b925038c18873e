"""Whatever request is lost on its way or on its way back, the portal ends with one page and each medium once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Page, PublishError, Remote, fingerprint
from bot.cms.publish import publish_page
from bot.cms.webhook import WebhookPublisher
from tests.cms.people import article, photo
from tests.cms.webhook.portals import Site, gate, publisher

#: find, draft, two media, publish, read: the requests of one publication, the lost one of each asked twice.
REQUESTS = 6


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return article(media=(photo(tmp_path, "Foto 1.jpg", 60, 40), photo(tmp_path, "Foto 2.jpg", 60, 40)))


def _whole(portal: Site, page: Page, remote: Remote) -> None:
    assert (remote.state, remote.fingerprint) == ("published", fingerprint(page))
    key = page.key.lower()
    assert [name for name in portal.pages() if name.endswith(f"-{key}.html")] == [remote.url.rpartition("/")[2]]
    assert len(portal.media()) == 2
    assert portal.page(key)["state"] == "published"


@pytest.mark.parametrize("when", ["drop_before", "drop_after"])
def test_one_lost_request_is_made_up_for_at_once(portal: Site, page: Page, when: str) -> None:
    for number in range(1, REQUESTS + 1):
        another = replace(page, key=f"N{number}")
        with gate(portal, **{when: frozenset({number})}) as between:
            remote = publish_page(publisher(between.site), another)
            assert len(between.heard) == REQUESTS + 1
            assert between.heard[number - 1][1] == between.heard[number][1]
        _whole(portal, another, remote)


@pytest.mark.parametrize("when", ["drop_before", "drop_after"])
def test_a_publication_cut_off_anywhere_is_finished_by_the_next_attempt(portal: Site, page: Page, when: str) -> None:
    for number in range(1, REQUESTS + 1):
        another = replace(page, key=f"N{number}")
        with gate(portal, **{when: frozenset(range(number, 100))}) as between:
            with pytest.raises(PublishError) as caught:
                publish_page(publisher(between.site), another)
            assert (caught.value.code, caught.value.again) == ("unreachable", True)
        _whole(portal, another, publish_page(publisher(portal), another))


@pytest.mark.parametrize("op", ["correct", "withdraw"])
def test_a_change_whose_answer_was_lost_happens_once(portal: Site, page: Page, op: str) -> None:
    remote = publish_page(publisher(portal), page)
    with gate(portal, drop_after=frozenset({1})) as between:
        bot = publisher(between.site)
        acts: dict[str, Callable[[WebhookPublisher], Remote]] = {
            "correct": lambda bot: bot.correct(remote, replace(page, html="<p>Baru.</p>", media=()), {}),
            "withdraw": lambda bot: bot.withdraw(remote, "ditarik", "Keliru.", None),
        }
        changed = acts[op](bot)
    assert (changed.id, changed.url) == (remote.id, remote.url)
    assert [heard[1] for heard in between.heard] == [between.heard[0][1]] * 2
    assert portal.page()["request"] == between.heard[0][0]["Idempotency-Key"]
    assert len(portal.pages()) == len(list((portal.data / "pages").iterdir())) == 1


def test_two_bots_at_once_make_one_page(portal: Site, page: Page) -> None:
    with ThreadPoolExecutor(2) as threads:
        made = list(threads.map(lambda _: publish_page(publisher(portal), page), range(2)))
    assert made[0] == made[1]
    _whole(portal, page, made[0])
