"""Answers of websites: read through what plugins print around them, and told for what they are where they are none."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

import pytest

from bot.cms import http
from bot.cms.answers import NotJsonError, cause, place, read
from bot.cms.base import Page, Publisher, PublishError
from bot.cms.publish import publish_page
from bot.cms.webhook.publisher import WebhookPublisher
from bot.cms.wordpress import WordPressPublisher
from bot.config import Secret
from tests.cms.drupal import conftest as drupal
from tests.cms.drupal.server import Drupal
from tests.cms.joomla import conftest as joomla
from tests.cms.joomla.server import Joomla
from tests.cms.loopback import Loopback, Reply, Request, document
from tests.cms.people import LATER

JSON = '{"id": 7, "title": "a <b>b</b> in c on line 3"}'
READ = json.loads(JSON)
NOTICE = (
    "<br />\n<b>Deprecated</b>:  Optional parameter $a in <b>/home/u/public_html/wp-content/plugins/lama/x.php</b>"
    " on line <b>12</b><br />\n"
)
PLAIN = "\nNotice: Undefined index: id in /var/www/joomla/plugins/system/pengunjung/pengunjung.php on line 40\n"
LATE = (
    "<br />\n<b>Warning</b>:  Cannot modify header information - headers already sent by (output started at"
    " /home/u/public_html/wp-content/plugins/lama/x.php:3) in"
    " <b>/home/u/public_html/wp-includes/rest-api/class-wp-rest-server.php</b> on line <b>1831</b><br />\n"
)
XDEBUG = (
    "<br />\n<font size='1'><table class='xdebug-error xe-warning' dir='ltr' border='1'><tr><th>( ! )</span> Warning:"
    " foreach() argument in C:\\www\\situs\\wp-content\\themes\\dinas\\functions.php on line <i>9</i></th></tr>"
    "</table></font>\n"
)
WPDB = (
    '<div id="error"><p class="wpdberror"><strong>WordPress database error:</strong> [Table \'x.y\' doesn\'t exist]'
    "<br /><code>SELECT 1</code></p></div>"
)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is asked again be asked again at once."""
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)


@pytest.mark.parametrize(
    ("before", "after", "makers"),
    [
        ("", "", []),
        ("\n\n  ", "\n", []),
        ("\ufeff", "", ["BOM"]),
        ("\ufeff\n\ufeff", "", ["BOM"]),
        (NOTICE, "", ["wp-content/plugins/lama/x.php (PHP Deprecated)"]),
        (NOTICE * 40, "", ["wp-content/plugins/lama/x.php (PHP Deprecated)"]),
        ("", NOTICE, ["wp-content/plugins/lama/x.php (PHP Deprecated)"]),
        (PLAIN, "", ["plugins/system/pengunjung/pengunjung.php (PHP Notice)"]),
        (f"PHP {PLAIN.strip()}\n", "", ["plugins/system/pengunjung/pengunjung.php (PHP Notice)"]),
        (LATE, "", ["wp-content/plugins/lama/x.php (PHP Warning)"]),
        (XDEBUG, "", ["wp-content/themes/dinas/functions.php (PHP Warning)"]),
        (WPDB, "", ["WordPress: WordPress database error: [Table 'x.y' doesn't exist] SELECT 1"]),
        (
            "",
            "\n<!-- Page cached by LiteSpeed Cache -->",
            ["Page cached by LiteSpeed Cache"],
        ),
        (
            "<!-- a -->\ufeff" + NOTICE,
            "<script>track()</script>\n",
            ["a", "wp-content/plugins/lama/x.php (PHP Deprecated)", "<script>"],
        ),
    ],
)
def test_json_is_read_through_what_is_printed_around_it(before: str, after: str, makers: list[str]) -> None:
    assert read(before + JSON + after) == (READ, makers)


@pytest.mark.parametrize(
    "text",
    [
        "", "<h1>Login</h1>", "{", "\ufeff", NOTICE, f"{NOTICE}Halo {JSON}", f"{JSON} {JSON}", f"var a = {JSON}",
        f"{NOTICE}1", f"<html><body>{JSON}</body></html>", f"{JSON[:-1]}{NOTICE}", f"<!-- {JSON}",
    ],
)  # fmt: skip
def test_what_may_not_have_been_meant_is_not_read(text: str) -> None:
    with pytest.raises(NotJsonError):
        read(text)


def test_a_path_says_nothing_of_the_servers_own_folders() -> None:
    assert place("/home/rahasia/www/wp-content/mu-plugins/loader.php") == "wp-content/mu-plugins/loader.php"
    assert place("D:\\rahasia\\modules\\mod_x\\helper.php") == "modules/mod_x/helper.php"
    assert place("/home/rahasia/config.php") == "config.php"


FATAL = "<b>Fatal error</b>: {} in <b>/home/u/www/wp-content/plugins/galeri/g.php</b> on line <b>3</b>"
CAUSES: list[tuple[int, dict[str, str], str, str, str, bool]] = [
    (403, {}, "<title>Just a moment...</title>", "firewall", "Cloudflare", False),
    (503, {"cf-mitigated": "challenge"}, "<html></html>", "firewall", "Cloudflare", False),
    (403, {}, "<title>Attention Required! | Cloudflare</title>", "firewall", "Cloudflare", False),
    (503, {}, "<p>Your access to this site has been limited by the site owner</p>", "firewall", "Wordfence", False),
    (406, {}, "<head><title>Not Acceptable!</title></head>generated by Mod_Security", "firewall", "ModSecurity", False),
    (
        403,
        {"Server": "Sucuri/Cloudproxy"},
        "<title>Sucuri WebSite Firewall - Access Denied</title>",
        "firewall",
        "Sucuri",
        False,
    ),
    (
        200,
        {"Server": "imunify360-webshield/1.21"},
        "<title>One moment, please...</title>",
        "firewall",
        "Imunify360",
        False,
    ),
    (202, {}, '<meta http-equiv="refresh" content="0;/.well-known/sgcaptcha/?r=x">', "firewall", "SiteGround", False),
    (200, {}, "The requested URL was rejected. Please consult with your administrator.", "firewall", "F5", False),
    (429, {}, "<p>Generated by Wordfence</p>", "busy", "Wordfence", True),
    (503, {}, "Briefly unavailable for scheduled maintenance. Check back in a minute.", "maintenance", "Briefly", True),
    (503, {}, "<title>Situs sedang dalam perbaikan</title>", "maintenance", "Situs", True),
    (500, {}, "<h1>Error establishing a database connection</h1>", "database_down", "Error", True),
    (500, {}, "SQLSTATE[HY000] [2002] Connection refused", "database_down", "SQLSTATE", True),
    (200, {}, FATAL.format("Uncaught Error: each()"), "php_fatal", "wp-content/plugins/galeri/g.php: Uncaught", False),
    (
        200,
        {},
        "PHP Parse error:  syntax error in /srv/templates/t/index.php on line 4",
        "php_fatal",
        "templates/t/index.php",
        False,
    ),
    (500, {}, FATAL.format("Allowed memory size of 134217728 bytes exhausted"), "php_fatal", "wp-content", True),
    (500, {}, "<p>There has been a critical error on this website.</p>", "php_fatal", "There", True),
    (
        500,
        {},
        '{"code":"internal_server_error","message":"<p>There has been a critical error on this website.</p>"}',
        "php_fatal",
        "",
        True,
    ),
    (
        200,
        {},
        '<title>Masuk</title><form id="loginform">',
        "login_page",
        "Masuk",
        False,
    ),
    (500, {}, '{"errors":[{"title":"Incorrect string value: \'\\\\xF0\\\\x9F\'"}]}', "charset", "Incorrect", False),
    (400, {}, "Layanan: please try again later", "busy", "Layanan", True),
]


@pytest.mark.parametrize(("status", "headers", "page", "code", "sign", "again"), CAUSES)
def test_a_page_in_place_of_an_answer_tells_its_cause(
    status: int, headers: dict[str, str], page: str, code: str, sign: str, *, again: bool
) -> None:
    found = cause(status, headers, page)
    assert found is not None
    assert (found.code, found.again) == (code, again)
    assert found.sign.startswith(sign)


@pytest.mark.parametrize(
    ("status", "page"),
    [
        (404, '<title>Halaman tidak ada</title><form><input type="password"></form><div class="g-recaptcha">'),
        (404, "<title>Under maintenance</title>"),
        (200, "<h1>Login</h1>"),
        (502, "<title>502 Bad Gateway</title>"),
        (403, "<h1>Forbidden</h1>"),
        (200, "<p>Jalan kabupaten sedang dalam perbaikan.</p>" + "<p>berita</p>" * 1000),
        (403, '{"code":"rest_forbidden","message":"Maaf."}'),
    ],
)
def test_a_page_that_tells_nothing_is_given_no_cause(status: int, page: str) -> None:
    assert cause(status, {}, page) is None


# --- every kind that speaks JSON ------------------------------------------------------------------------------


class Portal(Loopback):
    """A portal that knows no page."""

    def act(self, request: Request) -> Reply:
        wishes = {"hello": {"ok": True, "sections": {"berita": "Berita Daerah"}}, "find": {"ok": True, "page": None}}
        return document(200, wishes.get(request.json["op"], {"ok": True}))


class WordPress(Loopback):
    """A WordPress that stores posts as the charset of its tables lets it."""

    def __init__(self, store: Callable[[str], str | None] = lambda text: text) -> None:
        super().__init__()
        self.store = store
        self.posts: dict[int, dict[str, Any]] = {}
        self.ever: list[dict[str, Any]] = []
        self._numbers = count(1)

    def act(self, request: Request) -> Reply:
        route = request.path.removeprefix("/wp-json/wp/v2/")
        kind, _, number = route.partition("/")
        if kind == "categories":
            return document(200, [{"id": 3, "name": "Berita Daerah", "slug": "berita", "link": f"{self.base}/c/"}])
        if kind != "posts":
            return document(200, [])
        if request.method == "DELETE":
            self.posts.pop(int(number))
            return document(200, {"deleted": True})
        if request.method == "POST":
            return self._stored(int(number) if number else next(self._numbers), request.json)
        return document(200, self.posts[int(number)] if number else list(self.posts.values()))

    def _stored(self, number: int, fields: dict[str, Any]) -> Reply:
        texts = {name: self.store(fields[name]) for name in ("title", "content", "excerpt") if name in fields}
        if None in texts.values():
            said = {"code": "db_insert_error", "message": "Could not insert post into the database.", "data": None}
            return document(500, said)
        fresh = {"id": number, "status": "draft", "link": f"{self.base}/?p={number}", "slug": "", "featured_media": 0}
        post = self.posts.setdefault(number, fresh)
        post |= {name: value for name, value in fields.items() if name in ("status", "slug", "categories", "tags")}
        post |= {name: {"raw": text} for name, text in texts.items()}
        self.ever.append(json.loads(json.dumps(post)))
        return document(200 if number in self.posts else 201, post)


COMMON: dict[str, Any] = {
    "site_name": "Portal",
    "language": "id",
    "zone": "Asia/Jakarta",
    "ca_file": None,
    "timeout": 10.0,
    "sections": [{"key": "berita", "name": "Berita Daerah", "remote": ""}],
}


def wordpress(site: Loopback) -> Publisher:
    common = {**COMMON, "base_url": site.base}
    return WordPressPublisher({**common, "user": "tayang", "password": Secret("rahasia"), "api": ""}, lambda: LATER)


def webhook(site: Loopback) -> Publisher:
    own = {"endpoint": f"{site.base}/tayang", "media": "inline", "secret": Secret("x" * 40)}
    return WebhookPublisher(
        {**COMMON, "base_url": site.base, "media_folder": None, "media_url": "", **own}, lambda: LATER
    )


KINDS: dict[str, tuple[Callable[[], Loopback], Callable[[Any], Publisher]]] = {
    "wordpress": (WordPress, wordpress),
    "joomla": (Joomla, joomla.made),
    "drupal": (Drupal, drupal.made),
    "webhook": (Portal, webhook),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Iterator[tuple[Loopback, Publisher]]:
    make, made = KINDS[request.param]
    with make() as site:
        yield site, made(site)


def test_every_kind_reads_through_noise_and_warns_of_who_makes_it(kind: tuple[Loopback, Publisher]) -> None:
    site, publisher = kind
    site.spoil = lambda reply: replace(reply, body=b"\xef\xbb\xbf" + NOTICE.encode() + reply.body + b"\n<!-- cache -->")
    assert publisher.find("w2k7") is None
    publisher.sections()
    noise = [problem for problem in publisher.check() if problem.code == "answer_noise"]
    assert [(problem.detail, problem.severity) for problem in noise][:1] == [
        ("wp-content/plugins/lama/x.php (PHP Deprecated)", "warning")
    ]


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(403, b"<title>Just a moment...</title>", "text/html"), "firewall"),
        (Reply(200, b"<title>One moment, please...</title>", "text/html"), "firewall"),
        (Reply(503, b"Briefly unavailable for scheduled maintenance.", "text/html"), "maintenance"),
        (Reply(500, b"Error establishing a database connection", "text/html"), "database_down"),
        (Reply(200, FATAL.format("x").encode(), "text/html"), "php_fatal"),
        (Reply(200, b"<form><input type='password'></form>", "text/html"), "login_page"),
    ],
    ids=lambda value: value if isinstance(value, str) else str(value.status),
)
def test_every_kind_tells_the_true_cause(kind: tuple[Loopback, Publisher], reply: Reply, code: str) -> None:
    site, publisher = kind
    site.spoil = partial(_always, reply)
    with pytest.raises(PublishError) as caught:
        publisher.find("w2k7")
    assert caught.value.code == code
    assert code in {problem.code for problem in publisher.check()}


def _always(planted: Reply, _real: Reply) -> Reply:
    return planted


# --- tables of three bytes ------------------------------------------------------------------------------------


def page(**changed: Any) -> Page:
    plain = Page(
        key="w2k7", title="Lomba", html="<p>Selamat 🎉 untuk semua.</p>", summary="Lomba", section="berita",
        section_name="Berita Daerah", unit_name="Dinas Kesehatan", byline="Rina", published_at=LATER, language="id",
        cover=None, media=(), tags=(),
    )  # fmt: skip
    return replace(plain, **changed)


def encoded(text: str) -> str:
    return "".join(letter if ord(letter) <= 0xFFFF else f"&#x{ord(letter):x};" for letter in text)


def refused(text: str) -> str | None:
    return None if any(ord(letter) > 0xFFFF for letter in text) else text


@pytest.mark.parametrize("store", [encoded, refused])
@pytest.mark.parametrize(
    "changed", [{}, {"html": "<p>a</p>", "title": "Lomba 🏆"}, {"html": "<p>a</p>", "summary": "\U0001d401old"}]
)
def test_tables_of_three_bytes_are_told_at_once_and_nothing_is_stored_there(
    store: Callable[[str], str | None], changed: dict[str, Any]
) -> None:
    with WordPress(store) as site:
        with pytest.raises(PublishError) as caught:
            publish_page(wordpress(site), page(**changed))
        assert (caught.value.code, caught.value.again) == ("charset", False)
        assert site.posts == {}
        assert all(post["status"] == "draft" for post in site.ever)


def test_a_live_page_is_not_touched_by_a_correction_that_cannot_be_stored() -> None:
    with WordPress(encoded) as site:
        remote = publish_page(wordpress(site), page(html="<p>Selamat untuk semua.</p>"))
        before = json.dumps(site.posts)
        with pytest.raises(PublishError) as caught:
            wordpress(site).correct(remote, page(), {})
        assert caught.value.code == "charset"
        assert json.dumps(site.posts) == before


def test_tables_of_four_bytes_take_an_emoji_as_it_is() -> None:
    with WordPress() as site:
        remote = publish_page(wordpress(site), page())
        assert "🎉" in site.posts[int(remote.id)]["content"]["raw"]
        assert len(site.posts) == 1
