"""What an office's IT person is told when something stands in the way, on a real WordPress."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from bot.cms.base import Fact, Page, PublishError
from bot.cms.common.probe import key_of
from bot.cms.contract import article, document, medium
from bot.cms.publish import publish_page
from bot.cms.wordpress import WordPressPublisher
from bot.config import Secret
from bot.sitewatch.gone import absent
from bot.sitewatch.proof import Expected, prove
from tests.cms.people import LATER
from tests.real.support import page_of, publisher, refused
from tests.real.wordpress import Account, WordPress

WRONG = "aaaa bbbb cccc dddd eeee ffff"


def _codes(site: WordPress, account: Account | None = None, /, **changed: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in publisher(site, account, **changed).check()]


def test_nothing_is_wrong_with_an_editor(wordpress: WordPress) -> None:
    site = publisher(wordpress)
    assert site.check() == []
    assert site.facts() == [Fact("user", "bot-editor (editor)"), Fact("sections", "Berita Daerah, Pengumuman")]


def test_too_many_rights_and_too_few_are_pointed_out(wordpress: WordPress) -> None:
    assert _codes(wordpress, wordpress.admin) == [("rights_too_many", "warning")]
    assert _codes(wordpress, wordpress.author) == [("rights_few", "warning")]
    assert _codes(wordpress, wordpress.contributor) == [("right_missing", "error")]


def test_a_missing_section_is_an_error_for_whom_may_not_make_it(wordpress: WordPress) -> None:
    rows = [{"key": "lowongan", "name": "Lowongan", "remote": ""}]
    assert _codes(wordpress, sections=rows) == []
    assert ("section_unknown", "error") in _codes(wordpress, wordpress.author, sections=rows)
    page = article(section="lowongan")
    error = refused(lambda: publish_page(publisher(wordpress, wordpress.author, sections=rows), page))
    assert (error.code, error.again) == ("section_unknown", False)
    assert wordpress.posts() == []


@pytest.mark.parametrize(
    ("switches", "code"),
    [
        ({"rest_off": True}, "api_off"),
        ({"rest_html": 403}, "api_off"),
        ({"rest_html": 200}, "api_missing"),
        ({"strip_authorization": True}, "auth_blocked"),
        ({"passwords_off": True}, "app_passwords_off"),
        ({"maintenance": True}, "maintenance"),
        ({"redirect": "https://www.contohkab.go.id"}, "redirected"),
    ],
)
def test_what_hosts_and_plugins_do_is_told_apart(wordpress: WordPress, switches: dict[str, Any], code: str) -> None:
    wordpress.switch(**switches)
    api = f"{wordpress.url}/wp-json" if "rest_html" in switches else ""
    assert _codes(wordpress, api=api) == [(code, "error")]
    error = refused(lambda: publish_page(publisher(wordpress, api=api), article()))
    unknown = code in {"auth_blocked", "app_passwords_off"}  # to a publication both are a login that is not taken
    assert (error.code, error.again) == ("denied" if unknown else code, code == "maintenance")
    wordpress.switch()
    assert wordpress.posts() == []


@pytest.mark.parametrize("changed", [{"password": Secret(WRONG)}, {"user": "tidak-ada"}, {"user": "x@example.test"}])
def test_a_wrong_login_is_told_without_the_secret(wordpress: WordPress, changed: dict[str, Any]) -> None:
    assert _codes(wordpress, **changed) == [("login_wrong", "error")]
    error = refused(lambda: publish_page(publisher(wordpress, **changed), article()))
    assert (error.code, error.again) == ("denied", False)
    secrets = (WRONG, WRONG.replace(" ", ""), wordpress.editor.password)
    assert not any(secret in f"{error!r} {error.detail} {error.__cause__!r}" for secret in secrets)


def test_where_the_old_interface_is_off_both_causes_stay_possible(wordpress: WordPress) -> None:
    wordpress.switch(strip_authorization=True, xmlrpc_off=True)
    assert _codes(wordpress) == [("denied", "error")]
    wordpress.switch(xmlrpc_off=True)
    assert _codes(wordpress, password=Secret(WRONG)) == [("denied", "error")]


def test_another_address_of_the_same_website_is_pointed_out(wordpress: WordPress) -> None:
    other = wordpress.url.replace("127.0.0.1", "localhost")
    assert _codes(wordpress, base_url=other) == [("base_url_other", "warning")]


def test_no_website_at_all_is_told(wordpress: WordPress) -> None:
    assert _codes(wordpress, base_url="http://127.0.0.1:9") == [("unreachable", "error")]
    assert _codes(wordpress, sections=[]) == [("sections_empty", "error")]


@pytest.mark.parametrize(
    ("switches", "code"), [({"only_photos": True}, "medium_refused"), ({"too_large": True}, "medium_large")]
)
def test_a_medium_that_is_not_taken_is_told(
    wordpress: WordPress, tmp_path: Path, switches: dict[str, Any], code: str
) -> None:
    page = article(media=(document(tmp_path, "a.pdf"),), html="<p>Isi.</p>")
    wordpress.switch(**switches)
    error = refused(lambda: publish_page(publisher(wordpress), page))
    assert (error.code, error.again) == (code, False)
    wordpress.switch()
    assert publish_page(publisher(wordpress), page).state == "published"
    assert (len(wordpress.posts()), len(wordpress.media())) == (1, 1)


def test_what_a_browser_would_run_is_not_even_sent(wordpress: WordPress, tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("<svg onload='alert(1)'/>")
    site = publisher(wordpress)
    draft = site.draft(page_of(tmp_path))
    assert refused(lambda: site.attach(draft, medium(path, "image/svg+xml"))).code == "medium_refused"


@pytest.mark.parametrize(
    "changed",
    [
        {"password": "bukan-Secret"}, {"password": None}, {"user": ""}, {"base_url": "situs"}, {"zone": "Mars"},
        {"api": "ftp://x"}, {"api": "https://a:b@situs.go.id/wp-json"}, {"timeout": 0},
        {"sections": [{"key": "a", "name": "A"}, {"key": "a", "name": "B"}]},
    ],
)  # fmt: skip
def test_settings_that_cannot_work_are_refused(wordpress: WordPress, changed: dict[str, Any]) -> None:
    error = refused(lambda: WordPressPublisher(wordpress.settings(**changed), lambda: LATER))
    assert (error.code, error.again) == ("settings", False)
    assert "a:b" not in error.detail


def test_the_error_is_the_only_one(wordpress: WordPress) -> None:
    """A body that is JSON, but nothing WordPress says."""
    wordpress.switch(rest_html=200)
    with pytest.raises(PublishError):
        publisher(wordpress, api=f"{wordpress.url}/wp-json").find("W2K7")


@pytest.mark.parametrize("may", ["editor", "author"])
def test_a_page_for_trying_is_seen_by_visitors_told_to_no_feed_and_taken_away(wordpress: WordPress, may: str) -> None:
    account: Account = getattr(wordpress, may)
    bot, page = publisher(wordpress, account), _probe_page(LATER)
    shown = bot.probe(page)
    expected = Expected(page.title, ("Nomor pemeriksaan 7.",))
    assert prove(shown.url, expected, now=LATER, home=wordpress.url).ok
    if may == "editor":
        feed = requests.get(f"{wordpress.url}/?feed=rss2", timeout=30).text
        assert page.title not in feed
    assert bot.remove(page.key) is True
    assert bot.remove(page.key) is True
    assert absent(shown.url, ("Nomor pemeriksaan 7.",), "", home=wordpress.url).shown is False
    assert wordpress.posts() == []


def test_an_account_that_may_only_draft_leaves_nothing(wordpress: WordPress) -> None:
    bot, page = publisher(wordpress, wordpress.contributor), _probe_page(LATER)
    assert refused(lambda: bot.probe(page)).code == "right_missing"
    assert bot.remove(page.key) is True
    assert wordpress.posts() == []


def _probe_page(at: datetime) -> Page:
    plain = article(title="Pemeriksaan situs 7", html="<p>Nomor pemeriksaan 7.</p>", media=(), cover=None)
    return replace(plain, key=key_of("0123456789ab"), published_at=at.replace(year=2001), tags=())
