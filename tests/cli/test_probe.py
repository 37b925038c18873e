"""`tayang check` proves the website of every kind with a page of its own, which it takes away again."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from bot.cli import probing
from bot.cms import http, kinds
from bot.cms.base import Page, Publisher, PublishError, Remote
from bot.cms.folder import FolderPublisher
from tests.cli.conftest import Desk
from tests.cli.loopback import Said, front_page, serving
from tests.cli.probes import PublicDrupal, PublicJoomla, WordPress
from tests.cli.test_check import assert_said
from tests.cli.test_check_kinds import FIELDS, HOOK, LINES, SECTION
from tests.cms.drupal.server import TOKEN as DRUPAL_TOKEN
from tests.cms.joomla.server import TOKEN as JOOMLA_TOKEN
from tests.cms.webhook.portals import SECRET
from tests.cms.webhook.portals import site as portal
from tests.sitewatch.loopback import serving as folder_served

READ, GONE = "✔ Halaman uji dipasang lewat antarmuka dan terbaca pengunjung", "✔ Halaman uji sudah dihapus lagi."
Checked = tuple[int, str]


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)
    monkeypatch.setattr(probing, "PAUSES", (0.0, 0.0))


def checked(desk: Desk, lines: str = "", url: str | None = None) -> Checked:
    return desk.check(lines, url=url, options=())


def journal(desk: Desk) -> Path:
    [path] = [*desk.folder.rglob("*-check.json")] or [desk.folder / "none"]
    return path


# -- folder


def test_a_folder_is_proven_and_left_as_it_was(desk: Desk) -> None:
    public = desk.folder / "site" / "public"
    public.mkdir()
    with folder_served(public) as url:
        outcome = checked(desk, url=url)
    assert_said(outcome, 0, READ, GONE, "Situs web siap")
    assert list(public.iterdir()) == []
    assert not journal(desk).exists()


def test_a_folder_served_one_level_too_high_is_told(desk: Desk) -> None:
    (desk.folder / "site" / "public").mkdir()
    (desk.folder / "site" / "index.html").write_text("<title>Situs</title>")
    with folder_served(desk.folder / "site") as url:
        outcome = checked(desk, url=url)
    assert_said(outcome, 1, "✘ Halaman uji tidak terbaca", "satu tingkat terlalu tinggi", f"{url}/public/")
    assert "Situs web siap" not in outcome[1]
    assert list((desk.folder / "site" / "public").iterdir()) == []


def test_a_folder_that_nobody_serves_is_told(desk: Desk) -> None:
    outcome = checked(desk)
    assert_said(outcome, 1, "✘ Halaman uji tidak terbaca pengunjung", "tayangcek")


def test_it_can_be_switched_off(desk: Desk) -> None:
    outcome = desk.check()
    assert_said(outcome, 0, "Situs web siap")
    assert "Halaman uji" not in outcome[1]


# -- wordpress


@pytest.fixture
def blog(desk: Desk) -> Callable[[WordPress], Checked]:
    desk.secret("sandi.txt", "rahasia-besar\n")

    def run(site: WordPress) -> Checked:
        with serving(site) as url:
            return checked(desk, LINES, url)

    return run


def test_a_wordpress_gets_a_page_that_no_feed_names(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress()
    assert_said(blog(site), 0, READ, GONE)
    assert site.rows == {}
    assert [made["at"].partition("/")[0] for made in site.made] == ["pages"]
    assert (site.made[0]["ping_status"], site.made[0]["comment_status"]) == ("closed", "closed")


def test_an_account_that_writes_posts_only_gets_one_of_long_ago(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress("posts", "delete")
    assert_said(blog(site), 0, READ, GONE)
    assert site.rows == {}
    assert site.made[-1]["at"].startswith("posts/")
    assert site.made[-1]["date_gmt"].startswith("2001-")


def test_an_account_that_may_only_draft_is_told(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress("posts", "delete", "pending")
    outcome = blog(site)
    assert_said(outcome, 1, "✘ Halaman uji tidak dipasang", "became pending")
    assert site.rows == {}


def test_a_firewall_that_keeps_visitors_out_is_told(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress()
    site.before = Said(b"<title>Just a moment...</title><body>Enable JavaScript", 403)
    assert_said(blog(site), 1, "✘ Halaman uji tidak terbaca pengunjung", "dinding api di depan situs")
    assert site.rows == {}


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (Said(b"<title>Kabupaten</title><h1>Selamat datang</h1>"), "judul yang dipasang tidak tampil"),
        (Said(b"", 404), "HTTP 404"),
        (Said(b"", 302, {"Location": "/"}), "halaman depan"),
        (Said(b"%PDF", 200, {"Content-Type": "application/pdf"}), "application/pdf"),
    ],
)
def test_what_visitors_get_in_its_place_is_told(blog: Callable[[WordPress], Checked], before: Said, words: str) -> None:
    site = WordPress()
    site.before = before
    assert_said(blog(site), 1, "✘ Halaman uji tidak terbaca pengunjung", words)
    assert site.rows == {}


def test_a_cache_that_goes_on_showing_it_is_a_warning(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress()
    site.cache = {}
    assert_said(blog(site), 0, READ, "! Halaman uji sudah dihapus, tetapi singgahan (cache) situs masih menampilkannya")


def test_a_page_that_cannot_be_removed_is_hidden_and_told(blog: Callable[[WordPress], Checked]) -> None:
    site = WordPress("pages", "posts")
    assert_said(blog(site), 1, READ, "✘ Halaman uji", "tidak berhak menghapusnya untuk selamanya")
    assert [row["status"] for row in site.rows.values()] == ["draft"]


# -- joomla, drupal, webhook, manual


@pytest.mark.parametrize("may", [True, False])
def test_a_joomla_is_proven(desk: Desk, *, may: bool) -> None:
    desk.secret("token.txt", JOOMLA_TOKEN)
    lines = 'kind = "joomla"\n' + SECTION + '[website.joomla]\ntoken_file = "token.txt"'
    with PublicJoomla() as site:
        site.may_delete = may
        outcome = checked(desk, lines, site.base)
    assert_said(outcome, 0 if may else 1, READ, GONE if may else "tidak berhak menghapusnya")
    assert [row.state for row in site.rows] == ([] if may else [-2])


@pytest.mark.parametrize("may", [True, False])
def test_a_drupal_is_proven(desk: Desk, *, may: bool) -> None:
    desk.secret("token.txt", DRUPAL_TOKEN)
    lines = f'kind = "drupal"\n{SECTION}[website.drupal]\ntoken_file = "token.txt"\n{FIELDS}'
    with PublicDrupal() as site:
        site.rights -= set() if may else {"delete"}
        outcome = checked(desk, lines, site.base)
    assert_said(outcome, 0 if may else 1, READ, GONE if may else "tidak berhak menghapusnya")
    assert [node.status for node in site.nodes.values()] == ([] if may else [False])


def test_a_portal_is_proven(desk: Desk, tmp_path: Path) -> None:
    desk.secret("rahasia.txt", SECRET)
    with portal("php", tmp_path / "portal") as running:
        (running.folder / "public" / "index.html").write_text("<title>Portal</title>")
        outcome = checked(desk, f'{HOOK}endpoint = "{running.endpoint}"', running.url)
        assert_said(outcome, 0, READ, GONE)
        assert running.pages() == ["index.html"]
        assert list((running.folder / "data" / "pages").iterdir()) == []


def test_an_older_receiver_leaves_a_note(desk: Desk, tmp_path: Path) -> None:
    desk.secret("rahasia.txt", SECRET)
    with portal("php", tmp_path / "portal") as running:
        receiver = running.folder / "public" / "webhook-receiver.php"
        receiver.write_text(receiver.read_text().replace("|tayangcek", "|lama"))
        (running.folder / "public" / "index.html").write_text("<title>Portal</title>")
        outcome = checked(desk, f'{HOOK}endpoint = "{running.endpoint}"', running.url)
        assert_said(outcome, 1, READ, "tidak berhak menghapusnya")
        [left] = [name for name in running.pages() if "tayangcek" in name]
        assert "tidak berisi berita" in (running.folder / "public" / left).read_text()


def test_where_people_publish_nothing_is_put_up(desk: Desk) -> None:
    assert_said(checked(desk, 'kind = "manual"'), 0, "✔ Halaman uji tidak dipasang: halaman dimuat oleh petugas")


# -- kinds of other packages


class Other(Publisher):
    """A kind of another package, which writes into a dictionary."""

    kind = "lain"
    removes = True
    fails: str = ""

    def __init__(self, pages: dict[str, bytes], url: str) -> None:
        self._pages, self._url = pages, url

    def probe(self, page: Page) -> Remote:
        self._pages[f"/{page.key}"] = f"<title>{page.title}</title>{page.html}".encode()
        if self.fails == "probe":
            raise KeyError(page.key)
        return Remote(page.key, f"{self._url}/{page.key}", "published", "")

    def remove(self, key: str) -> bool:
        if self.fails == "remove":
            raise PublishError("busy", "HTTP 503", again=True)
        self._pages.pop(f"/{key}", None)
        return True

    def check(self) -> list[Any]:
        return []

    def sections(self) -> list[Any]:
        return []


for _name in Publisher.__abstractmethods__ - set(vars(Other)):
    setattr(Other, _name, lambda *_: None)
Other.__abstractmethods__ = frozenset()


@pytest.fixture
def other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[Checked, Mapping[str, bytes]]]:
    pages: dict[str, bytes] = {}

    def run(**changed: Any) -> tuple[Checked, Mapping[str, bytes]]:
        for name, value in changed.items():
            monkeypatch.setattr(Other, name, value)
        answer = lambda asked: Said(pages[asked.path]) if asked.path in pages else front_page(asked)  # noqa: E731
        with serving(answer) as url:
            monkeypatch.setattr("bot.cli.checkup.site_publisher", lambda *_: Other(pages, url))  # type: ignore[abstract]
            return checked(desk, url=url), dict(pages)

    monkeypatch.setattr(kinds, "names", lambda: ["folder"])
    return run


def test_a_kind_of_another_package_is_proven(other: Callable[..., tuple[Checked, Mapping[str, bytes]]]) -> None:
    outcome, left = other()
    assert_said(outcome, 0, READ, GONE)
    assert left == {}


def test_one_that_cannot_remove_gets_no_page(other: Callable[..., tuple[Checked, Mapping[str, bytes]]]) -> None:
    outcome, left = other(removes=False)
    assert_said(outcome, 0, "! Halaman uji tidak dipasang: jenis situs ini tidak dapat menghapusnya lagi")
    assert left == {}


def test_a_step_that_fails_takes_the_page_away_all_the_same(
    other: Callable[..., tuple[Checked, Mapping[str, bytes]]],
) -> None:
    outcome, left = other(fails="probe")
    assert_said(outcome, 1, "✘ Halaman uji tidak dipasang", "KeyError")
    assert left == {}


def test_what_could_not_be_removed_is_removed_by_the_next_check(
    desk: Desk, other: Callable[..., tuple[Checked, Mapping[str, bytes]]]
) -> None:
    outcome, left = other(fails="remove")
    assert_said(outcome, 1, "tidak dapat dihapus; hapus dengan tangan")
    [key] = left
    assert json.loads(journal(desk).read_text()) == [key.removeprefix("/")]
    outcome, left = other(fails="")
    assert_said(outcome, 0, "! Halaman uji", "dari pemeriksaan yang terputus sudah dihapus", READ, GONE)
    assert left == {}
    assert not journal(desk).exists()


class Dead(BaseException):
    """The process died."""


def test_what_a_dead_check_left_is_removed_by_the_next(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    public = desk.folder / "site" / "public"
    public.mkdir()

    def dies(*_: Any, **__: Any) -> None:
        raise Dead

    with folder_served(public) as url:
        with monkeypatch.context() as patched:
            patched.setattr(probing, "prove", dies)
            patched.setattr(FolderPublisher, "remove", dies)
            with pytest.raises(Dead):
                checked(desk, url=url)
        assert [path.name[:9] for path in public.iterdir()] == ["tayangcek"]
        outcome = checked(desk, url=url)
    assert_said(outcome, 0, "dari pemeriksaan yang terputus sudah dihapus", READ, GONE)
    assert list(public.iterdir()) == []


def test_two_checks_never_try_at_once(desk: Desk) -> None:
    (desk.folder / "site" / "public").mkdir()
    with folder_served(desk.folder / "site" / "public") as url:
        checked(desk, url=url)
        [lock] = desk.folder.rglob("*-check.lock")
        with FileLock(lock):
            outcome = checked(desk, url=url)
    assert_said(outcome, 1, "pemeriksaan lain sedang berjalan")


@pytest.mark.parametrize("key", ["w2k7", "tayangcek", "tayangcek0123456789ab-2", "TAYANGCEK0123456789AB", "../x"])
def test_nothing_but_a_page_for_trying_is_ever_removed(tmp_path: Path, key: str) -> None:
    options = {"folder": tmp_path, "base_url": "http://127.0.0.1", "site_name": "S", "zone": "Asia/Jakarta"}
    rows = {"sections": [{"key": "berita", "name": "Berita", "remote": ""}]}
    with pytest.raises(PublishError, match="key_odd"):
        FolderPublisher({**options, **rows}, lambda: probing.LONG_AGO).remove(key)
