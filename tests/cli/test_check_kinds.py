"""`tayang check` on each kind of website: what is misconfigured there, and what was verified when nothing is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.cli import site_words
from bot.cms import http
from tests.cli.conftest import Desk
from tests.cli.loopback import Asked, Said, Site, front_page, serving
from tests.cli.test_check import assert_said
from tests.cms.drupal.server import PASSWORD, USER, Drupal
from tests.cms.drupal.server import TOKEN as DRUPAL_TOKEN
from tests.cms.joomla.server import TOKEN as JOOMLA_TOKEN
from tests.cms.joomla.server import Joomla
from tests.cms.webhook.portals import SECRET
from tests.cms.webhook.portals import site as portal

SECTION = 'sections = [{ key = "berita", name = "Berita Daerah" }]\n'
CMS = Path(site_words.__file__).parents[1] / "cms"


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is asked again be asked again at once."""
    monkeypatch.setattr(http.AGAIN, "backoff_factor", 0.0)
    monkeypatch.setattr(http.AGAIN, "backoff_jitter", 0.0)


# -- wordpress: what its interface answers is said here; a real one is asked in tests/real

RIGHTS = dict.fromkeys(("edit_posts", "publish_posts", "edit_published_posts", "upload_files"), True)
ME = {
    "username": "tayang",
    "name": "Tayang",
    "roles": ["editor"],
    "capabilities": {**RIGHTS, "edit_others_posts": True},
}
LINES = 'kind = "wordpress"\n' + SECTION + '[website.wordpress]\nuser = "tayang"\npassword_file = "sandi.txt"'
Answers = Mapping[str, Said]


def refused(code: str, status: int, message: str = "Maaf.") -> Said:
    return Said({"code": code, "message": message, "data": {"status": status}}, status)


def wordpress(answers: Answers, *, at: str = "/wp-json/", valid: str = "") -> Site:
    """A WordPress whose routes answer as told; ``valid`` is what its old interface thinks of the login."""

    def site(asked: Asked) -> Said:
        path = asked.path.partition("?")[0]
        if path == "/xmlrpc.php":
            return Said(valid.encode(), 200 if valid else 405, {"Content-Type": "text/xml"})
        if path.startswith(at):
            route = path.removeprefix(at)
            usual: dict[str, Said] = {
                "": Said(index(asked)),
                "wp/v2/users/me": Said(ME),
                "wp/v2/categories": Said(
                    [{"id": 3, "name": "Berita Daerah", "slug": "berita", "link": "", "count": 1}]
                ),
                "wp/v2/posts": Said([]),
            }
            return (usual | dict(answers)).get(route, refused("rest_no_route", 404))
        return Said(b"<title>Tidak ditemukan</title>", 404) if path != "/" else front_page(asked)

    return site


def index(asked: Asked, **changed: Any) -> dict[str, Any]:
    own = {"url": "", "home": f"http://{asked.headers['Host']}", "namespaces": ["wp/v2"]}
    return {**own, "name": "Kabupaten", "authentication": {"application-passwords": {}}, **changed}


NOTICE = (
    b"<br />\n<b>Deprecated</b>:  Function create_function() is deprecated in"
    b" <b>/home/portal/public_html/wp-content/plugins/lama/x.php</b> on line <b>12</b><br />\n"
)
CHALLENGE = b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Enable JavaScript</body></html>"
FATAL = (
    b"<br />\n<b>Fatal error</b>:  Uncaught Error: Call to undefined function each() in"
    b" /home/portal/public_html/wp-content/plugins/galeri/galeri.php:88\nStack trace:\n#0 {main}\n  thrown in"
    b" <b>/home/portal/public_html/wp-content/plugins/galeri/galeri.php</b> on line <b>88</b><br />"
)
WRONG = "<fault><name>faultCode</name><value><int>403</int></value></fault>"
RIGHT = "<member><name>user_id</name><value>1</value></member>"
WORDPRESS: list[tuple[Site, int, tuple[str, ...]]] = [
    (
        wordpress({}),
        0,
        ("✔ Masuk sebagai: tayang (editor)", "✔ Rubrik ditemukan: Berita Daerah", "✔ Situs web siap"),
    ),
    (
        wordpress({"wp/v2/users/me": refused("incorrect_password", 401)}),
        1,
        ("nama pengguna atau sandi aplikasi keliru", "Users, Profile, Application"),
    ),
    (
        wordpress({"wp/v2/users/me": refused("rest_not_logged_in", 401)}, valid=WRONG),
        1,
        ("nama pengguna atau sandi aplikasi keliru",),
    ),
    (
        wordpress({"wp/v2/users/me": refused("rest_not_logged_in", 401)}, valid=RIGHT),
        1,
        ("membuang header Authorization", ".htaccess"),
    ),
    (
        wordpress({"": Said({"namespaces": ["wp/v2"], "authentication": []})}),
        1,
        ("WordPress tidak menawarkan sandi aplikasi", "Wordfence"),
    ),
    (wordpress({}, at="/lain/"), 1, ("antarmuka (API) tidak ada di alamat itu", "Permalink")),
    (wordpress({"": Said(b"<h1>Forbidden</h1>", 403)}), 1, ("dihalangi plugin keamanan atau firewall",)),
    (
        wordpress({"": refused("rest_disabled", 401, "REST API dimatikan")}),
        1,
        ("antarmuka (API) dimatikan",),
    ),
    (
        wordpress({"wp/v2/users/me": Said({**ME, "capabilities": {"edit_posts": True}})}),
        1,
        ("akun bot kekurangan hak", "publish_posts", "upload_files", "Editor"),
    ),
    (
        wordpress({"wp/v2/users/me": Said({**ME, "capabilities": {**RIGHTS, "manage_options": True}})}),
        0,
        ("! Situs web: akun bot adalah administrator", "Buat akun khusus"),
    ),
    (
        wordpress({"wp/v2/categories": Said([])}),
        1,
        ("rubrik ini tidak ada di situs. Buat kategorinya di CMS", "(berita)"),
    ),
    (
        wordpress({"": Said({"home": "https://www.lain.go.id", "namespaces": ["wp/v2"],
                             "authentication": {"application-passwords": {}}})}),
        0,
        ("! Situs web: situs menyebut alamat lain untuk dirinya", "www.lain.go.id"),
    ),
    (
        wordpress({"wp/v2/users/me": Said(b"", 301, {"Location": "https://www.lain.go.id/wp-json/"})}),
        1,
        ("sandi tidak dikirim ke sana", "https://www.lain.go.id"),
    ),
    (
        wordpress({"wp/v2/users/me": Said(NOTICE + json.dumps(ME).encode())}),
        0,
        ("! Situs web: ada yang menyisipkan", "wp-content/plugins/lama/x.php (PHP Deprecated)", "Situs web siap"),
    ),
    (
        wordpress({"": Said(CHALLENGE, 403)}),
        1,
        ("firewall atau plugin keamanan menghalangi bot", "HTTP 403, Cloudflare"),
    ),
    (
        wordpress({"wp/v2/users/me": Said(FATAL, 500)}),
        1,
        ("kesalahan PHP pada berkas", "wp-content/plugins/galeri/galeri.php"),
    ),
    (
        wordpress({"wp/v2/users/me": Said(b"<h1>Error establishing a database connection</h1>", 500)}),
        1,
        ("tidak dapat membuka basis datanya",),
    ),
    (wordpress({"": refused("rest_cannot_access", 401)}), 1, ("antarmuka (API) dimatikan",)),
    (
        wordpress({"wp/v2/categories": Said([{"id": 3, "name": "Berita Daerah", "slug": "berita", "link": ""}], 200,
                                            {"X-LiteSpeed-Cache": "hit"})}),
        0,
        ("menyimpan jawaban antarmuka", "X-LiteSpeed-Cache: hit"),
    ),
    (wordpress({"wp/v2/users/me": Said(b"", 500)}), 1, ("galat di pihaknya sendiri",)),
    (wordpress({"wp/v2/users/me": Said(b"", 429)}), 1, ("terlalu sibuk atau membatasi bot",)),
]  # fmt: skip


@pytest.mark.parametrize(("site", "code", "words"), WORDPRESS)
def test_it_names_what_is_wrong_with_a_wordpress(desk: Desk, site: Site, code: int, words: tuple[str, ...]) -> None:
    desk.secret("sandi.txt", "rahasia-besar\n")
    with serving(site) as url:
        assert_said(desk.check(LINES, url=url), code, *words)


# -- joomla

Spoil = Callable[[Any], object]


def nothing(site: object) -> None:
    """Leave a website as it is."""


JOOMLA: list[tuple[Spoil, str, int, tuple[str, ...]]] = [
    (
        nothing,
        JOOMLA_TOKEN,
        0,
        ("✔ Rubrik ditemukan", "✔ Tempat: images/tayang", "! Situs web: Joomla tidak"),
    ),
    (nothing, "token-keliru", 1, ("Joomla menolak token bot", "User - Joomla API Token")),
    (lambda site: site.off.add("content"), JOOMLA_TOKEN, 1, ("Nyalakan plugin Web Services - Content",)),
    (lambda site: site.off.add("media"), JOOMLA_TOKEN, 1, ("plugin Web Services - Media",)),
    (lambda site: site.rights.clear(), JOOMLA_TOKEN, 1, ("akun bot kekurangan hak di Joomla", "Edit State")),
    (lambda site: site.categories.clear(), JOOMLA_TOKEN, 1, ("rubrik ini tidak ada di situs", "(berita)")),
]


@pytest.mark.parametrize(("spoil", "token", "code", "words"), JOOMLA)
def test_it_names_what_is_wrong_with_a_joomla(
    desk: Desk, spoil: Spoil, token: str, code: int, words: tuple[str, ...]
) -> None:
    desk.secret("token.txt", token)
    with Joomla() as site:
        spoil(site)
        lines = 'kind = "joomla"\n' + SECTION + '[website.joomla]\ntoken_file = "token.txt"'
        assert_said(desk.check(lines, url=site.base), code, *words)


# -- drupal

FIELDS = 'text_format = "full_html"'
DRUPAL: list[tuple[Spoil, str, str, int, tuple[str, ...]]] = [
    (nothing, PASSWORD, FIELDS, 0, ("✔ Rubrik ditemukan: Berita Daerah", "✔ Situs web siap")),
    (nothing, "sandi-keliru", FIELDS, 1, ("Drupal tidak mengenali akun bot", "HTTP Basic")),
    (lambda site: setattr(site, "read_only", True), PASSWORD, FIELDS, 1, ("hanya boleh dibaca", "semua operasi")),
    (lambda site: setattr(site, "module_off", True), PASSWORD, FIELDS, 1, ("Nyalakan modul JSON:API",)),
    (lambda site: site.rights.clear(), PASSWORD, FIELDS, 1, ("akun bot kekurangan izin di Drupal",)),
    (nothing, PASSWORD, FIELDS + '\ncontent_type = "berita"', 1, ("ini tidak ada di Drupal", "node--berita")),
]


@pytest.mark.parametrize(("spoil", "password", "fields", "code", "words"), DRUPAL)
def test_it_names_what_is_wrong_with_a_drupal(
    desk: Desk, spoil: Spoil, password: str, fields: str, code: int, words: tuple[str, ...]
) -> None:
    desk.secret("sandi.txt", password)
    with Drupal() as site:
        spoil(site)
        lines = f'kind = "drupal"\n{SECTION}[website.drupal]\nuser = "{USER}"\npassword_file = "sandi.txt"\n{fields}'
        assert_said(desk.check(lines, url=site.base), code, *words)


def test_a_drupal_token_is_enough(desk: Desk) -> None:
    desk.secret("token.txt", DRUPAL_TOKEN)
    with Drupal() as site:
        lines = f'kind = "drupal"\n{SECTION}[website.drupal]\ntoken_file = "token.txt"\n{FIELDS}'
        assert_said(desk.check(lines, url=site.base), 0, "✔ Situs web siap")


# -- webhook, with the receiver of the document

HOOK = f'kind = "webhook"\n{SECTION}[website.webhook]\nsecret_file = "rahasia.txt"\n'
URLS = 'media = "urls"\nmedia_folder = "m"\nmedia_url = "http://127.0.0.1/m"'


@pytest.fixture(scope="module")
def receiver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with portal("python", tmp_path_factory.mktemp("portal")) as running:
        yield running.url, running.endpoint


@pytest.mark.parametrize(
    ("secret", "more", "code", "words"),
    [
        (SECRET, "", 0, ("✔ Rubrik ditemukan", "✔ Tempat: http://127.0.0.1", "✔ Situs web siap")),
        ("kata rahasia yang lain sama sekali, 40 huruf", "", 1, ("tanda tangan bot", "TAYANG_SECRET")),
        (SECRET, URLS, 1, ("media_folder belum ada",)),
    ],
)
def test_it_names_what_is_wrong_with_a_portal(
    desk: Desk, receiver: tuple[str, str], secret: str, more: str, code: int, words: tuple[str, ...]
) -> None:
    desk.secret("rahasia.txt", secret)
    url, endpoint = receiver
    assert_said(desk.check(f'{HOOK}endpoint = "{endpoint}"\n{more}', url=url), code, *words)


def test_it_says_that_a_portal_has_no_receiver(desk: Desk) -> None:
    desk.secret("rahasia.txt", SECRET)
    with serving(lambda asked: front_page(asked) if asked.method == "GET" else Said(b"", 404)) as url:
        outcome = desk.check(f'{HOOK}endpoint = "{url}/tayang.php"', url=url)
    assert_said(outcome, 1, "penerima tidak ada di website.webhook.endpoint")


# -- manual


def test_it_looks_at_the_folder_of_packages(desk: Desk) -> None:
    assert_said(desk.check('kind = "manual"'), 0, f"✔ Tempat: {desk.folder / 'packages'}", "✔ Situs web siap")
    lines = 'kind = "manual"\n[website.manual]\nfolder = "tidak/ada"'
    assert_said(desk.check(lines), 1, "folder website.manual.folder belum ada")


# -- words for all


def codes() -> set[str]:
    """Return every code that a `check` of ours names by itself."""
    files = [*CMS.rglob("*.py"), Path(site_words.__file__).with_name("visiting.py")]
    written = "\n".join(path.read_text("utf-8") for path in files)
    return set(re.findall(r'\bProblem\(\s*"(\w+)"', written))


@pytest.mark.parametrize("code", sorted(codes() | {"tls", "timeout", "unreachable", "redirected", "busy", "site_error",
                                                   "answer_odd", "answer_large", "login_wrong", "auth_blocked",
                                                   "app_passwords_off", "api_missing", "api_off", "read_only",
                                                   "endpoint_missing", "site_refused", "refused"}))  # fmt: skip
def test_every_problem_has_words_in_both_languages(code: str) -> None:
    said = site_words.website(code, "rincian")
    assert said.id != said.en
    for text, before in ((said.id, "Situs web: "), (said.en, "Website: ")):
        assert text.startswith(before)
        assert f"{before}{code} " not in text
        assert text.endswith("(rincian).")
