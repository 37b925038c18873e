"""What an office can get wrong in [website.webhook], and how it hears of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import PublishError, Remote
from bot.cms.webhook import WebhookPublisher
from bot.config import Secret
from tests.cms.people import MORNING, article, document
from tests.cms.webhook.portals import Site, options, publisher


@pytest.fixture
def portal(tmp_path: Path) -> Site:
    return Site(tmp_path, "http://127.0.0.1:9", "http://127.0.0.1:9/tayang")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"endpoint": ""}, "endpoint"),
        ({"endpoint": "ftp://portal.go.id/x"}, "endpoint"),
        ({"endpoint": "https://user:rahasia@portal.go.id/x"}, "endpoint"),
        ({"endpoint": "https://[portal"}, "endpoint"),
        ({"base_url": "portal.go.id"}, "base_url"),
        ({"secret": None}, "secret"),
        ({"secret": "a plain text"}, "secret"),
        ({"secret": Secret("")}, "secret"),
        ({"media": "ftp"}, "media"),
        ({"media": "urls", "media_folder": Path("x"), "media_url": ""}, "media_url"),
        ({"media": "urls", "media_folder": None, "media_url": "https://portal.go.id/m"}, "media_folder"),
    ],
)
def test_it_refuses_settings_that_cannot_work(portal: Site, changed: dict[str, Any], named: str) -> None:
    with pytest.raises(PublishError) as caught:
        WebhookPublisher(options(portal) | changed, lambda: MORNING)
    assert (caught.value.code, caught.value.again) == ("settings", False)
    assert named in caught.value.detail
    assert "rahasia" not in str(caught.value)


def _codes(bot: WebhookPublisher) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in bot.check()]


def test_check_names_what_can_be_seen_without_asking(portal: Site, tmp_path: Path) -> None:
    bot = publisher(
        portal,
        secret=Secret("pendek"),
        media="urls",
        media_folder=tmp_path / "tidak-ada",
        media_url="https://portal.go.id/m",
    )
    assert _codes(bot) == [
        ("secret_short", "error"),
        ("media_folder_missing", "error"),
        ("unreachable", "error"),
    ]


def test_check_warns_of_an_endpoint_in_the_clear(tmp_path: Path) -> None:
    far = Site(tmp_path, "http://portal.invalid", "http://portal.invalid/tayang")
    assert ("endpoint_plain", "warning") in _codes(publisher(far))


def test_a_medium_that_changed_on_the_disk_is_not_sent(portal: Site, tmp_path: Path) -> None:
    medium = document(tmp_path, "Jadwal.pdf")
    medium.path.write_bytes(b"%PDF-1.4 lain")
    with pytest.raises(PublishError) as caught:
        publisher(portal).attach(_draft(), medium)
    assert caught.value.code == "medium_changed"


def test_a_medium_too_large_for_a_request_is_not_sent(portal: Site, tmp_path: Path) -> None:
    medium = document(tmp_path, "Film.mp4", bytes((20 << 20) + 1), "video/mp4")
    with pytest.raises(PublishError) as caught:
        publisher(portal).attach(_draft(), medium)
    assert (caught.value.code, caught.value.again) == ("medium_large", False)


def test_a_media_folder_that_went_away_is_waited_for(portal: Site, tmp_path: Path) -> None:
    bot = publisher(portal, media="urls", media_folder=tmp_path / "lepas", media_url="https://portal.go.id/m")
    with pytest.raises(PublishError) as caught:
        bot.attach(_draft(), document(tmp_path, "Jadwal.pdf"))
    assert (caught.value.code, caught.value.again) == ("folder_missing", True)


def test_a_page_that_lacks_a_medium_is_not_published(portal: Site, tmp_path: Path) -> None:
    page = article(media=(document(tmp_path, "Jadwal.pdf"),))
    with pytest.raises(PublishError) as caught:
        publisher(portal).publish(_draft(), page, {})
    assert caught.value.code == "medium_missing"


def test_a_note_leads_to_no_script(portal: Site) -> None:
    with pytest.raises(PublishError) as caught:
        publisher(portal).withdraw(_draft(), "digabung", "", "javascript:alert(1)")
    assert caught.value.code == "target_odd"


def _draft() -> Remote:
    return Remote("w2k7", "http://127.0.0.1:9/a", "draft", article().key)
