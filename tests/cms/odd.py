"""Answers as no website should give them: a real one with one value put out of shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import pytest

from bot.cms.base import Page, Publisher, PublishError, Remote
from bot.cms.publish import publish_page
from tests.cms.loopback import Loopback, Reply

ODD: tuple[Any, ...] = (None, [], {}, "", 0, -1, 1.5, True, "x", [[]], {"a": 1}, ["x"], "http://[", 10**40, "\ud800")
WHOLE = (b"", b"null", b"[]", b"{}", b'"x"', b"1", b'{"data": null}', b'{"data": 1}', b"<h1>Login</h1>", b"{", b"\xff")


def spoiling(random: Random) -> Callable[[Reply], Reply]:
    """Return what puts one value of every JSON answer out of shape."""

    def spoil(reply: Reply) -> Reply:
        try:
            document = json.loads(reply.body)
        except ValueError:
            return reply
        places = list(_places(document))
        if places:
            holder, key = random.choice(places)
            if random.random() < 0.2 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = random.choice(ODD)
        return replace(reply, body=json.dumps(document).encode())

    return spoil


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from _places(inner)


def calls(publisher: Publisher, page: Page, remote: Remote, doomed: Remote) -> list[Callable[[], object]]:
    """Return everything a publisher can be asked; ``doomed`` is another page, to be withdrawn."""
    urls = {medium.sha256: "http://127.0.0.1/x" for medium in page.media}
    return [
        lambda: publish_page(publisher, page),
        lambda: publish_page(publisher, replace(page, key="baru", title="Lain")),
        lambda: publisher.find(page.key),
        lambda: publisher.draft(replace(page, key="draf")),
        lambda: publisher.attach(remote, page.media[0]),
        lambda: publisher.correct(remote, replace(page, title="Lain lagi"), urls),
        lambda: publisher.read_back(remote),
        publisher.sections,
        publisher.check,
        publisher.facts,
        lambda: publisher.withdraw(doomed, "ditarik", "Ditarik.", None),
    ]


def expect_only_publish_errors(
    site: Loopback, make: Callable[[], Publisher], page: Page, *, rounds: int, seed: int = 3
) -> int:
    """Ask everything of a website that spoils its answers; return how many answers were called odd."""
    odd = 0
    random = Random(seed)
    remote = publish_page(make(), page)
    doomed = publish_page(make(), replace(page, key="tarik"))
    for number in range(rounds):
        site.spoil = spoiling(random)
        asked = calls(make(), page, remote, doomed)
        try:
            asked[number % len(asked)]()
        except PublishError as error:
            odd += error.code == "answer_odd"
    site.spoil = None
    return odd


def expect_odd(site: Loopback, make: Callable[[], Publisher], page: Page) -> None:
    """Give answers that are none at all: each is called odd, by every call that reads one."""
    for body in WHOLE:
        site.spoil = partial(_always, Reply(200, body))
        for call in (lambda: make().find(page.key), lambda: make().sections()):
            with pytest.raises(PublishError) as caught:
                call()
            assert (caught.value.code, caught.value.again) == ("answer_odd", True), body
    site.spoil = None


def _always(planted: Reply, real: Reply) -> Reply:
    return planted
