"""`tayang check` names what is wrong with a set-up in words that an office's IT person can act on."""

from __future__ import annotations

import os
import shutil
import socket
from email.utils import formatdate
from pathlib import Path

import pytest

from bot.cli.sites import site_settings
from bot.cms.folder.layout import asset_path
from tests.cli.conftest import CHAT, TOKEN, Desk
from tests.cli.loopback import CERTIFICATES, Chat, Said, front_page, says, serving, slow, telegram
from tests.sitewatch.loopback import serving as folder_served


def assert_said(outcome: tuple[int, str], code: int, *words: str) -> None:
    """The command ended with this code and said these words; no secret, and no trace of Python."""
    ended, said = outcome
    for word in words:
        assert word in said, said
    assert ended == code, said
    for never in ("Traceback", TOKEN, "rahasia-besar", "Secret("):
        assert never not in said


# -- all is well


def test_it_says_what_it_verified(desk: Desk) -> None:
    outcome = desk.check(more="[report]\ngroup = -100")
    assert_said(
        outcome, 0, "✔ Konfigurasi terbaca", "✔ Token diterima: @tayang_contoh_bot", "✔ Grup laporan: Humas",
        "✔ Basis data belum ada", f"✔ Tempat: {desk.folder / 'site'}",
        "✔ Rubrik ditemukan: Berita, Pengumuman, Agenda, Informasi Publik",
        f"✔ Situs web siap: {desk.site_url}", "\nSiap dipakai. Peringatan: 1. / Ready for use. Warnings: 1.",
    )  # fmt: skip
    assert "✘" not in outcome[1]
    assert list((desk.folder / "site").iterdir()) == []


def test_it_says_whose_freshness_can_be_read(desk: Desk) -> None:
    page = '[[freshness.pages]]\nkey = "profil"\nname = "Profil"\nurl = "{}"\n'
    whole = desk.check(more=page.format(desk.site_url))
    assert_said(whole, 0, "✔ Kesegaran dapat dibaca: Berita, Pengumuman, Agenda, Informasi Publik, Profil")
    feed = f"http://127.0.0.1:{free_port()}/rss"
    sections = f'[{{ key = "a", name = "Berita" }}, {{ key = "b", name = "Agenda", feed = "{feed}" }}]'
    broken = desk.check(f"sections = {sections}")
    assert_said(
        broken, 0, "✔ Kesegaran dapat dibaca: Berita\n", "! Kesegaran Agenda tidak dapat dibaca.", feed,
        "Peringatan: 2.",
    )  # fmt: skip


def test_a_type_that_is_not_installed_is_named(desk: Desk) -> None:
    outcome = desk.check(more='[paper]\nfont = "Huruf Kabupaten"')
    assert_said(outcome, 0, "! paper.font: huruf Huruf Kabupaten tidak ada", "naskah memakai Liberation Sans")
    assert "paper.font" not in desk.check(more='[paper]\nfont = "Arial"')[1]


def test_a_broken_template_of_the_office_is_named(desk: Desk) -> None:
    folder = desk.folder / "templat"
    folder.mkdir()
    assert "paper.templates" not in desk.check(more='[paper]\ntemplates = "templat"')[1]
    (folder / "blocks.typ").write_text('#panic("rusak")')
    outcome = desk.check(more='[paper]\ntemplates = "templat"')
    assert_said(outcome, 1, "✘ paper.templates:", "naskah dicetak dengan bentuk bawaan", "rusak")


def free_port() -> int:
    """A port nobody answers at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_folder_that_is_served_one_level_too_high_is_refused(desk: Desk) -> None:
    asset = desk.folder / "site" / "public" / asset_path("site.css")
    asset.parent.mkdir(parents=True)
    asset.write_text("x")
    (desk.folder / "site" / "public" / "index.html").write_text("<title>Situs</title>")
    with folder_served(desk.folder / "site") as url:
        high = desk.check(url=f"{url}/")
    assert_said(high, 1, "satu tingkat terlalu tinggi", f"{url}/public/", "folder public di dalam")
    with folder_served(desk.folder / "site" / "public") as url:
        assert_said(desk.check(url=f"{url}/"), 0, "Situs web siap")


def test_records_that_still_stand_in_the_websites_folder_are_a_warning(desk: Desk) -> None:
    (desk.folder / "site" / "data" / "pages").mkdir(parents=True)
    assert_said(
        desk.check(), 0, "! Situs web: catatan halaman (juga naskah yang ditarik) masih di dalam", "Peringatan: 2."
    )


def test_a_warning_is_no_error(desk: Desk) -> None:
    with serving(says(b"", 404)) as url:
        outcome = desk.check(url=url)
    assert_said(outcome, 0, "! Situs web: halaman depan menjawab dengan galat", "(HTTP 404)", "Peringatan: 2.")


# -- the file: what is written, what is said


FILE = [
    ("[website\nkind = 1", ("kesalahan penulisan", "a mistake in writing", "at line")),
    ('knd = "folder"', ("website.knd: ditemukan kunci yang tidak dikenal", 'Maksudnya "website.kind"?')),
    ("kind = 7", ("website.kind: ditemukan 7", '"wordpress", "joomla"')),
    ('password = "rahasia-besar"', ("website.password", "TAYANG_WEBSITE_PASSWORD", 'password_file = "website-')),
    ('[website.joomla]\ntoken = "rahasia-besar"', ("website.joomla.token", "TAYANG_WEBSITE_TOKEN")),
    ('[website.options]\nsecret = "rahasia-besar"', ("website.options", "rahasia dalam berkas", "secret_file")),
    ('timeout2 = "10m"', ("website.timeout2", 'Maksudnya "website.timeout"?')),
    ('ca_file = "tidak-ada.pem"', ("website.ca_file: berkas", "tidak ada", "a PEM file")),
    (
        'sections = [{ key = "a", name = "A" }, { key = "a", name = "B" }]',
        ("website.sections[1].key", "kunci yang berbeda"),
    ),
    ("sections = []", ("website.sections", "paling sedikit satu rubrik")),
    (
        'kind = "wordpres"',
        ('website.kind: ditemukan "wordpres"', 'Maksudnya "wordpress"?', "an added kind is there once"),
    ),
    (
        'kind = "wordpress"',
        (
            "website.wordpress.user: belum diisi",
            "website.wordpress.password_file: belum diisi",
            "Sandi Aplikasi",
            "Application Passwords",
            "chmod 600",
            "TAYANG_WEBSITE_PASSWORD",
        ),
    ),
    ('kind = "joomla"', ("website.joomla.token_file: belum diisi", "Joomla API Token")),
    ('kind = "drupal"', ("website.drupal.user: belum diisi", "website.drupal.password_file", "atau token_file")),
    ('kind = "webhook"', ("website.webhook.endpoint: belum diisi", "website.webhook.secret_file", "16 huruf acak")),
    (
        'kind = "webhook"\n[website.webhook]\nmedia = "urls"',
        ("website.webhook.media_folder", "website.webhook.media_url"),
    ),
    ('kind = "wordpress"\n[website.wordpress]\nuser = "a:b"', ("website.wordpress.user", "tanpa titik dua")),
    (
        'kind = "wordpress"\n[website.wordpress]\npassword_file = "hilang.txt"',
        ("website.wordpress.password_file: berkas", "hilang.txt tidak ada", "is not there"),
    ),
    (
        'kind = "drupal"\n[website.drupal]\nbody_field = "field body"',
        ("website.drupal.body_field", "seperti tertulis di CMS"),
    ),
]


@pytest.mark.parametrize(("lines", "words"), FILE)
def test_it_names_what_is_wrong_in_the_file(desk: Desk, lines: str, words: tuple[str, ...]) -> None:
    assert_said(desk.check(lines), 1, "✘ ", *words)


def test_it_says_that_the_file_is_not_there(desk: Desk) -> None:
    from bot.cli import main  # noqa: PLC0415

    code = main(["check", "--config", str(desk.folder / "lain.toml")])
    said = desk.capsys.readouterr().out
    assert_said((code, said), 1, "lain.toml tidak ada; seharusnya berkas konfigurasi, salinan config.example.toml")
    assert "ditemukan" not in said


# -- secrets


def test_it_does_not_use_a_password_that_everybody_may_read(desk: Desk) -> None:
    desk.secret("sandi.txt", "rahasia-besar", 0o644)
    lines = 'kind = "wordpress"\n[website.wordpress]\nuser = "tayang"\npassword_file = "sandi.txt"'
    outcome = desk.check(lines)
    assert_said(outcome, 1, "sandi.txt yang terbaca oleh semua orang", "chmod 600", "Situs web belum diperiksa")
    assert outcome[1].count("semua orang") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_it_says_that_it_may_not_read_a_secret(desk: Desk) -> None:
    desk.secret("sandi.txt", "rahasia-besar", 0o000)
    lines = 'kind = "wordpress"\n[website.wordpress]\nuser = "tayang"\npassword_file = "sandi.txt"'
    assert_said(desk.check(lines), 1, "tidak boleh dibaca oleh akun yang menjalankan bot")


@pytest.mark.parametrize(
    ("kind", "name", "content", "words"),
    [
        ("wordpress", "password", "", "kosong"),
        ("wordpress", "password", "dua\nbaris", "sandi satu baris"),
        ("joomla", "token", "dengan spasi", "token satu baris tanpa spasi"),
        ("webhook", "secret", "pendek", "sedikitnya 16 huruf"),
    ],
)
def test_it_refuses_a_secret_that_cannot_be_one(desk: Desk, kind: str, name: str, content: str, words: str) -> None:
    desk.secret("rahasia.txt", content)
    outcome = desk.check(f'kind = "{kind}"\n[website.{kind}]\n{name}_file = "rahasia.txt"')
    assert_said(outcome, 1, f"website.{kind}.{name}_file", words)
    assert not content or content not in outcome[1]


def test_the_environment_wins_over_the_file(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.config import load  # noqa: PLC0415

    monkeypatch.setenv("TAYANG_WEBSITE_PASSWORD", "dari lingkungan")
    path = desk.write('kind = "wordpress"\n[website.wordpress]\nuser = "tayang"\npassword_file = "tidak-ada"')
    config = load(path, os.environ)
    assert site_settings(config)["password"].reveal() == "dari lingkungan"
    assert [secret.reveal() for secret in config.secrets] == [TOKEN, "dari lingkungan"]


def test_a_login_is_not_sent_in_the_clear(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TAYANG_WEBSITE_PASSWORD", "rahasia-besar")
    lines = 'kind = "wordpress"\n[website.wordpress]\nuser = "tayang"'
    outcome = desk.check(lines, url="http://www.contohkab.go.id")
    assert_said(outcome, 1, "website.url", "karena sandi bot dikirim ke sana", "give the website a certificate")


def test_it_says_that_the_token_is_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAYANG_TELEGRAM_TOKEN")
    assert_said(
        desk.check(more='token_file = "telegram.txt"'), 1, "telegram.token_file: berkas", "telegram.txt tidak ada"
    )
    assert_said(desk.check(), 1, "telegram.token_file: belum diisi", "@BotFather")


# -- chats


CHATS: dict[str, Chat] = {
    "-1": ({"id": -1, "type": "supergroup", "title": "Lama", **CHAT}, {"status": "left"}),
    "-2": ({"id": -2, "type": "supergroup", "title": "Sunyi", **CHAT}, {"status": "kicked", "until_date": 0}),
}


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (-1, "bot bukan anggota “Lama”"),
        (-2, "bot bukan anggota “Sunyi”"),
        (-3, "bot tidak melihat grup atau kanal itu"),
    ],
)
def test_it_says_that_it_cannot_write_to_a_chat(desk: Desk, group: int, words: str) -> None:
    with serving(telegram(CHATS)) as url:
        desk.api_url = url
        assert_said(desk.check(more=f"[report]\ngroup = {group}"), 1, f"✘ report.group {group}: {words}")


CHANNEL = {"id": -4, "type": "channel", "title": "Kabar Kabupaten", **CHAT}
ADMIN = dict.fromkeys(
    ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
     "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
     "can_edit_stories", "can_delete_stories"), False)  # fmt: skip


@pytest.mark.parametrize(
    ("member", "code", "words"),
    [
        ({"status": "member"}, 1, "bot belum boleh mengirim di kanal “Kabar Kabupaten”. Jadikan bot admin"),
        ({"status": "administrator", **ADMIN, "can_post_messages": False}, 1, "hak mengirim pesan"),
        ({"status": "administrator", **ADMIN, "can_post_messages": True}, 0, "✔ Kanal untuk berbagi: Kabar Kabupaten"),
    ],
)
def test_it_says_whether_it_may_post_in_the_channel(
    desk: Desk, member: dict[str, object], code: int, words: str
) -> None:
    with serving(telegram({"-4": (CHANNEL, member)})) as url:
        desk.api_url = url
        assert_said(desk.check(more="[share]\nchat = -4"), code, words)


# -- the way to the website


def test_it_says_that_nobody_answers(desk: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        outcome = desk.check(url=f"http://127.0.0.1:{taken.getsockname()[1]}")
    assert_said(outcome, 1, "server menolak sambungan di alamat itu. Periksa porta", "Check the port in website.url")


def test_it_says_that_there_is_no_such_host(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr("urllib3.util.connection.socket.getaddrinfo", nobody)
    outcome = desk.check(url="https://www.contohkab.invalid")
    assert_said(outcome, 1, "nama situs pada website.url tidak ditemukan. Periksa ejaannya", "DNS")


def test_it_says_that_the_website_is_too_slow(desk: Desk) -> None:
    with serving(slow(1.3)) as url:
        assert_said(desk.check(url=url), 1, "terlalu lama menjawab", "naikkan website.timeout")


@pytest.mark.parametrize(
    ("certificate", "words"),
    [
        ("good", "otoritas yang tidak dikenal komputer ini"),
        ("expired", "sudah kedaluwarsa. Perbarui di server web (certbot renew"),
        ("othername", "dibuat untuk nama lain"),
    ],
)
def test_it_says_what_is_wrong_with_a_certificate(desk: Desk, certificate: str, words: str) -> None:
    known = "" if certificate == "good" else 'ca_file = "ca.pem"'
    shutil.copy(CERTIFICATES / "ca.pem", desk.folder)
    with serving(front_page, certificate) as url:
        assert_said(desk.check(known, url=url), 1, "✘ Situs web: sertifikat HTTPS situs", words)


def test_an_authority_of_the_offices_own_is_enough(desk: Desk) -> None:
    shutil.copy(CERTIFICATES / "ca.pem", desk.folder)
    with serving(front_page, "good") as url:
        assert_said(desk.check('ca_file = "ca.pem"', url=url), 0, f"✔ Situs web siap: {url}")


def test_a_file_without_a_certificate_is_no_authority(desk: Desk) -> None:
    (desk.folder / "ca.pem").write_text("bukan sertifikat")
    assert_said(desk.check('ca_file = "ca.pem"'), 1, "website.ca_file", "tidak berisi sertifikat PEM")


@pytest.mark.parametrize("target", ["https://www.contohkab.go.id/", "http://localhost:1/"])
def test_it_names_the_address_the_website_moved_to(desk: Desk, target: str) -> None:
    with serving(says(b"", 301, Location=target)) as url:
        outcome = desk.check(url=url)
    assert_said(outcome, 1, "mengalihkan pengunjung ke alamat lain", "with or without www", target.rstrip("/"))


def test_a_front_page_below_the_address_is_fine(desk: Desk) -> None:
    with serving(
        lambda asked: front_page(asked) if asked.path == "/id/" else Said(b"", 302, {"Location": "/id/"})
    ) as url:
        assert_said(desk.check(url=url), 0, "✔ Situs web siap")


@pytest.mark.parametrize(
    ("status", "words"), [(500, "log galat server web"), (503, "terlalu sibuk"), (403, "HTTP 403")]
)
def test_it_says_that_the_website_has_trouble(desk: Desk, status: int, words: str) -> None:
    with serving(says(b"", status)) as url:
        assert words in desk.check(url=url)[1]


def test_it_says_that_the_clocks_differ(desk: Desk) -> None:
    with serving(says(b"", Date=formatdate(1_700_000_000, usegmt=True))) as url:
        assert_said(desk.check(url=url), 0, "! Situs web: jam komputer bot dan jam situs berbeda jauh", "timedatectl")


# -- the folder kind


def test_it_says_that_the_folder_is_missing(desk: Desk) -> None:
    (desk.folder / "site").rmdir()
    assert_said(desk.check(), 1, "folder situs web belum ada. Buat foldernya (mkdir -p)")


@pytest.mark.parametrize(("free", "code", "words"), [(1 << 20, 1, "penuh. Hapus"), (200 << 20, 0, "hampir penuh")])
def test_it_says_that_the_disk_is_full(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, free: int, code: int, words: str
) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr("bot.cms.folder.settings.shutil.disk_usage", lambda _: usage.__class__(1, 1, free))
    assert_said(desk.check(), code, words, "df -h")


def test_it_says_that_it_cannot_write_the_folder(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("bot.cms.folder.settings.tempfile.TemporaryFile", refused)
    assert_said(desk.check(), 1, "tidak dapat ditulisi oleh bot. Jadikan akun yang menjalankan bot pemiliknya")


def test_it_names_a_reserved_section(desk: Desk) -> None:
    assert_said(
        desk.check('sections = [{ key = "media", name = "Media" }]'), 1, "pengaturan [website] keliru", "'media'"
    )


# -- the sentinel's browser


def test_it_says_whether_the_sentinel_has_a_browser(desk: Desk, tmp_path: Path) -> None:
    none = tmp_path / "tidak-ada"
    assert_said(desk.check(more=f'[proof]\nbrowser = "{none}"'), 0, "! Jaga situs: Chromium tidak terpasang")
    false = tmp_path / "chromium"
    false.write_text("#!/bin/sh\nexit 1\n")
    false.chmod(0o755)
    assert_said(desk.check(more=f'[proof]\nbrowser = "{false}"'), 0, f"! Jaga situs: {false} tidak dapat dijalankan")
    assert "Jaga situs" not in desk.check(more='[proof]\nbrowser = "off"')[1]
    assert_said(desk.check(more='[proof]\nbrowser = "chromium"'), 1, "proof.browser", 'browser = "/usr/bin/chromium"')
