"""Interruptions at a real WordPress: each ends in one post and one of each medium, with all that belongs to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.cms.base import Page, PublishError, Remote, fingerprint
from bot.cms.contract import article, photo
from bot.cms.contract.cutting import Counter, How, Killed, at_requests
from bot.cms.http import Answer, Door
from bot.cms.publish import publish_page
from tests.real.support import page_of, publisher, refused
from tests.real.wordpress import At, Do, On, WordPress

REPOSITORY = Path(__file__).parents[2]


def _is_whole(site: WordPress, page: Page, remote: Remote) -> None:
    """Look into the database: one page, once, with everything."""
    [post] = [row for row in site.posts() if page.key.lower() in (row["post_name"] or "")]
    assert (post["ID"], post["post_status"]) == (remote.id, "publish")
    assert remote.fingerprint == fingerprint(page)
    assert [row["post_name"] for row in site.media()] == [f"tayang-{medium.sha256}" for medium in page.media]
    told = site.sql("SELECT p.ID, m.meta_key, m.meta_value FROM wp_posts p JOIN wp_postmeta m ON m.post_id = p.ID")
    meta = {(row["ID"], row["meta_key"]): row["meta_value"] for row in told}
    first = site.media()[0]["ID"]
    assert meta[first, "_wp_attachment_image_alt"] == page.media[0].alt
    assert '"width"' in (meta[first, "_wp_attachment_metadata"] or "")
    assert meta[post["ID"], "_thumbnail_id"] == first
    terms = site.sql("SELECT object_id FROM wp_term_relationships")
    assert [row["object_id"] for row in terms] == [post["ID"]] * 2


@pytest.mark.parametrize("how", ["unsent", "lost"])
def test_a_cut_at_every_single_request_of_a_publication(wordpress: WordPress, tmp_path: Path, how: How) -> None:
    page = page_of(tmp_path)
    for number in range(40):
        wordpress.clear()
        counter = Counter(number, how)
        with at_requests(counter), suppress(PublishError, Killed):
            publish_page(publisher(wordpress), page)
        _is_whole(wordpress, page, publish_page(publisher(wordpress), page))
        if not counter.reached:
            assert number > 10
            return
    pytest.fail("more requests than there can be")


@pytest.mark.parametrize(
    ("on", "at", "do"),
    [
        ("post", "inside", "error"), ("post", "inside", "die"), ("post", "after", "cut"), ("post", "after", "die"),
        ("medium", "inside", "cut"), ("medium", "inside", "die"), ("medium", "after", "error"),
        ("medium", "after", "die"),
    ],
)  # fmt: skip
def test_a_server_that_fails_in_the_middle_of_its_work(
    wordpress: WordPress, tmp_path: Path, on: On, at: At, do: Do
) -> None:
    """The row is there, but not what belongs to it; or all is, and nobody heard."""
    page = page_of(tmp_path)
    wordpress.trouble(on, at, do)
    error = refused(lambda: publish_page(publisher(wordpress), page))
    assert (error.code, error.again) == ("php_fatal" if do == "error" else "unreachable", True)
    if do == "die":
        wordpress.start()
    _is_whole(wordpress, page, publish_page(publisher(wordpress), page))


@pytest.mark.parametrize("times", [2, 3])
def test_a_server_that_fails_again_and_again(wordpress: WordPress, tmp_path: Path, times: int) -> None:
    page = page_of(tmp_path)
    wordpress.trouble("any", "after", "error", times=times)
    for _ in range(times):
        assert refused(lambda: publish_page(publisher(wordpress), page)).again
    _is_whole(wordpress, page, publish_page(publisher(wordpress), page))


@pytest.mark.parametrize("on", ["post", "medium"])
def test_a_request_that_outlives_our_patience(wordpress: WordPress, tmp_path: Path, on: On) -> None:
    """It is carried out after all, when the next attempt has already made another one."""
    page = page_of(tmp_path)
    publisher(wordpress).check()
    wordpress.trouble(on, "before", "wait")
    error = refused(lambda: publish_page(publisher(wordpress, timeout=2.0), page))
    assert (error.code, error.again) == ("timeout", True)
    publish_page(publisher(wordpress), page)
    stored = wordpress.posts if on == "post" else wordpress.media
    wordpress.switch()
    _wait_for(lambda: len(stored()) > (1 if on == "post" else len(page.media)))
    corrected = replace(page, title="Dikoreksi")
    _is_whole(wordpress, corrected, publish_page(publisher(wordpress), corrected))


def test_an_upload_that_comes_in_between_our_look_and_our_own(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = article(media=(photo(tmp_path, "a.jpg", 90, 60),))
    wordpress.trouble("medium", "before", "wait")
    assert refused(lambda: publish_page(publisher(wordpress, timeout=2.0), page)).code == "timeout"
    send = Door.send

    def late(door: Door, method: str, path: str, **what: Any) -> Answer:
        if path.endswith("/media"):
            wordpress.switch()
            _wait_for(lambda: bool(wordpress.media()))
        return send(door, method, path, **what)

    monkeypatch.setattr(Door, "send", late)
    remote = publish_page(publisher(wordpress), page)
    _is_whole(wordpress, page, remote)
    assert f"wp-image-{wordpress.media()[0]['ID']}" in publisher(wordpress).read_back(remote)


def test_a_photo_damaged_on_its_way_is_not_stored(
    wordpress: WordPress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(tmp_path)
    send = Door.send

    def damaging(door: Door, method: str, path: str, *, data: Any = None, **what: Any) -> Answer:
        return send(door, method, path, data=data and data[:-1] + b"?", **what)

    with monkeypatch.context() as patch:
        patch.setattr(Door, "send", damaging)
        error = refused(lambda: publish_page(publisher(wordpress), page))
    assert (error.code, error.again) == ("medium_damaged", True)
    assert wordpress.media() == []
    _is_whole(wordpress, page, publish_page(publisher(wordpress), page))


def _wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_correction_whose_answer_is_lost(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path)
    publish_page(publisher(wordpress), page)
    corrected = replace(page, title="Dikoreksi")
    wordpress.trouble("post", "after", "cut")
    assert refused(lambda: publish_page(publisher(wordpress), corrected)).again
    _is_whole(wordpress, corrected, publish_page(publisher(wordpress), corrected))


def test_a_withdrawal_whose_answer_is_lost(wordpress: WordPress) -> None:
    remote = publish_page(publisher(wordpress), article())
    wordpress.trouble("post", "after", "error")
    assert refused(lambda: publisher(wordpress).withdraw(remote, "ralat", "", None)).again
    assert publisher(wordpress).withdraw(remote, "ralat", "", None).state == "withdrawn"


def test_a_database_that_is_down_is_told_and_waited_for(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path)
    wordpress.kill_database()
    error = refused(lambda: publish_page(publisher(wordpress), page))
    codes = [problem.code for problem in publisher(wordpress).check()]
    wordpress.start_database()
    assert (error.code, error.again, codes) == ("database_down", True, ["database_down"])
    _is_whole(wordpress, page, publish_page(publisher(wordpress), page))


def test_a_server_that_is_down_is_told_and_waited_for(wordpress: WordPress) -> None:
    wordpress.kill()
    error = refused(lambda: publish_page(publisher(wordpress), article()))
    wordpress.start()
    assert (error.code, error.again) == ("unreachable", True)
    assert publish_page(publisher(wordpress), article()).state == "published"


def test_media_of_many_pages_are_asked_for_together(wordpress: WordPress, tmp_path: Path) -> None:
    """Twelve photos: looked up with one question, and each stored with its texts in one request."""
    media = tuple(photo(tmp_path, f"{number}.jpg", 30, 20) for number in range(12))
    counter = Counter(10_000, "unsent")
    with at_requests(counter):
        publish_page(publisher(wordpress), article(media=media, tags=()))
    looking = 5  # by mark, for the category, by address, for the media, and the reading back
    assert counter.calls == looking + len(media) + len(["draft", "publish"])


def test_a_killed_test_run_leaves_nothing_running(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom tests.real.wordpress import started\n"
        "with started(Path(sys.argv[1])) as site:\n    print(site.url, flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen((sys.executable, "-c", script, str(folder)), cwd=REPOSITORY, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline().startswith(b"http://127.0.0.1:")
        os.kill(run.pid, signal.SIGKILL)
    _wait_for(lambda: not _left(folder))
    assert not folder.exists()


def _left(folder: Path) -> list[Path]:
    return [path for path in Path("/proc").glob("[0-9]*/cmdline") if _mentions(path, str(folder))]


def _mentions(path: Path, text: str) -> bool:
    with suppress(OSError):
        return text in path.read_bytes().decode(errors="replace")
    return False
