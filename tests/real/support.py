"""What the tests of the real WordPress have in common: its publisher, and its pages as a visitor gets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.cms.base import Page, PublishError
from bot.cms.contract import article, document, photo
from bot.cms.wordpress import WordPressPublisher
from tests.real.wordpress import Account, WordPress

LONG_AGO = datetime(2024, 5, 2, 1, 30, tzinfo=UTC)


def publisher(site: WordPress, account: Account | None = None, /, **changed: Any) -> WordPressPublisher:
    """Return a publisher that remembers nothing, as after a restart."""
    return WordPressPublisher(site.settings(account, **changed), lambda: datetime.now(UTC))


def page_of(folder: Path, photos: int = 1, **changed: Any) -> Page:
    """Return a page that shows its first photo in the text and has a file to download."""
    shown = [photo(folder, f"Foto {number}.jpg", 90, 60) for number in range(photos)]
    page = article(media=(*shown, document(folder, "Jadwal air.pdf")))
    return replace(page, published_at=LONG_AGO, **changed)


def visit(url: str) -> str:
    """Return the page a visitor gets."""
    answer = requests.get(url, timeout=20)
    assert answer.status_code == 200
    return answer.text


def refused(call: Callable[[], object]) -> PublishError:
    """Return the error of a call that must not succeed."""
    with pytest.raises(PublishError) as caught:
        call()
    return caught.value


def by_hand(site: WordPress, number: str, **fields: Any) -> None:
    """Change a post as a person does in wp-admin."""
    auth = (site.admin.user, site.admin.password)
    answer = requests.post(f"{site.url}/wp-json/wp/v2/posts/{number}", json=fields, auth=auth, timeout=20)
    assert answer.status_code == 200, answer.text


def article_of(html: str) -> str:
    """Return the part of a public page that is the post."""
    found = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert found
    return found[0]
