"""A page compared as a reader would: what websites do to words is small and named, other words never are."""

from __future__ import annotations

import base64
import time
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler

import pytest

from bot.sitewatch.proof import Expected, Proof, prove
from tests.sitewatch.loopback import answering, send

NOW = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
TITLE = "Layanan Wordpress desa diperbarui"
TEXT = (
    "Pengaduan dikirim ke surat@bumilestari.go.id sebelum 25 Desember 2026, biaya Rp 50.000 per berkas.",
    "Warga dapat datang langsung ke kantor desa pada hari kerja. Petugas melayani sampai sore.",
    "Permohonan yang tidak lengkap dikembalikan kepada pemohon untuk diperbaiki.",
)
EXPECTED = Expected(TITLE, TEXT)


def page(*paragraphs: str, title: str = TITLE) -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs or TEXT)
    return f"<title>{title} | Situs</title><h1>{title}</h1><div>{body}</div>"


def proof_of(html: str, expected: Expected = EXPECTED) -> Proof:
    with answering(partial(send, body=html)) as url:
        return prove(f"{url}/berita/", expected, now=NOW)


def changed(old: str, new: str) -> Proof:
    html = page()
    assert old in html
    return proof_of(html.replace(old, new))


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def crossed(text: str, key: int = 0x5A) -> str:
    """As Cloudflare writes an address."""
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


ADDRESS = "surat@bumilestari.go.id"
SPAMBOTS = "This email address is being protected from spambots. You need JavaScript enabled to view it."
JOOMLA = (
    f'<joomla-hidden-mail is-link="1" is-email="1" first="{encoded("surat")}" last="{encoded("bumilestari.go.id")}"'
    f' text="{encoded(ADDRESS)}" base="">{SPAMBOTS}</joomla-hidden-mail>'
)
HALVES = (
    f'<joomla-hidden-mail is-email="1" first="{encoded("surat")}" last="{encoded("bumilestari.go.id")}">'
    f"{SPAMBOTS}</joomla-hidden-mail>"
)
CLOUDFLARE = (
    f'<a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{crossed(ADDRESS)}">'
    "[email&#160;protected]</a>"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Wordpress", "WordPress"),
        (TITLE, TITLE.upper()),
        ("Warga dapat", "WARGA DAPAT"),
        ("Rp 50.000", "Rp\u00a050.000"),
        ("25 Desember", "25\u202fDesember"),
        ("diperbaiki", "di\u00adper\u00adbaiki"),
        ("diperbaiki", "diperbaik\u200bi"),
        ("dikembalikan", "<span>dikem</span>balikan"),
        ("sore.", "sore&hellip;".replace("&hellip;", ".")),
        ("berkas", "berka\uff53"),
        (ADDRESS, JOOMLA),
        (ADDRESS, HALVES),
        (ADDRESS, CLOUDFLARE),
        (ADDRESS, "surat [at] bumilestari [dot] go.id"),
        (ADDRESS, "surat&#64;bumilestari.go.id"),
        (f"<h1>{TITLE}</h1>", f"<h1>Berita</h1><h2>{TITLE}</h2>"),
    ],
)
def test_what_a_reader_would_call_the_same_is_no_difference(old: str, new: str) -> None:
    proof = changed(old, new)
    assert (proof.code, proof.small) == ("ok", ())


@pytest.mark.parametrize(
    ("old", "new", "small"),
    [
        (ADDRESS, "[email&#160;protected]", (f"{ADDRESS} → @…",)),
        (ADDRESS, '<span class="__cf_email__" data-cfemail="zz">[email protected]</span>', (f"{ADDRESS} → @…",)),
        (ADDRESS, f'<span id="cloak8a1f0c2b">{SPAMBOTS}</span>', (f"{ADDRESS} → @…",)),
        (ADDRESS, SPAMBOTS, (f"{ADDRESS} → @…",)),
        ("kantor desa", "kantor desa (buka di tab baru)", ("– → (buka di tab baru)",)),
        ("kantor desa", "kantor desa(link is external)", ("– → (link is external)",)),
        ("kerja. Petugas", "kerja.<i>(tautan luar)</i> Petugas", ("– → (tautan luar)",)),
        ("kerja. Petugas", "kerja! Petugas", ("kerja. → kerja!",)),
        ("Petugas", "Pétugas", ("petugas → pétugas",)),
        ("langsung", "langsnug", ("langsung → langsnug",)),
        ("desa pada", "desa – pada", ("– → -",)),
        ("Layanan Wordpress", "Layanan Wordpress:", ()),
    ],
)
def test_a_small_difference_is_no_failure_and_is_quoted(old: str, new: str, small: tuple[str, ...]) -> None:
    proof = changed(old, new)
    assert proof.code == "ok"
    assert proof.small[: len(small)] == small
    assert len(proof.small) >= 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("yang tidak lengkap", "yang lengkap"),
        ("yang tidak lengkap", "yang sudah lengkap"),
        ("Warga dapat", "Warga tidak dapat"),
        ("Rp 50.000", "Rp 500.000"),
        ("Rp 50.000", "Rp 50,000"),
        ("25 Desember", "26 Desember"),
        ("2026", "2027"),
        (" Petugas melayani sampai sore.", ""),
        ("kerja. Petugas", "kerja. Daftar di tautan ini untuk hadiah. Petugas"),
        ("hari kerja.", "hari kerja (kecuali Jumat)."),
        (ADDRESS, "surat@bumi1estari.example"),
        (ADDRESS, "kirim@penipu.example"),
        ("kantor desa", "kantor camat"),
        (f"<p>{TEXT[2]}</p>", ""),
        ("dikembalikan kepada pemohon", "diteruskan kepada bupati"),
    ],
)
def test_other_words_are_another_text(old: str, new: str) -> None:
    proof = changed(old, new)
    assert (proof.ok, proof.code, proof.missing, proof.small) == (False, "text_missing", 1, ())


def test_another_title_is_another_title() -> None:
    assert proof_of(page().replace("diperbarui", "dihentikan")).code == "title_missing"


def test_an_address_hidden_by_the_website_hides_no_other_words() -> None:
    """The sign for a hidden address stands for an address alone."""
    assert changed("kantor desa", "[email protected]").code == "text_missing"


def test_a_page_with_many_small_differences_is_another_text() -> None:
    words = ("diperbaharui kembali", "dilaksanakan segera", "menyampaikan laporan") * 20
    expected = Expected(TITLE, tuple(f"Kegiatan nomor {n} {text} oleh petugas" for n, text in enumerate(words)))
    shown = [text.replace("petugas", "petugsa") for text in expected.paragraphs]
    assert proof_of(page(*shown), expected).code == "text_missing"


def test_an_emoji_that_a_website_drops_or_draws_is_small_or_none() -> None:
    expected = Expected(TITLE, ("Selamat 🎉 kepada para pemenang lomba desa.", "🎉🎉"))
    drawn = '<img class="emoji" alt="🎉" src="/e.svg">'
    assert proof_of(page(f"Selamat {drawn} kepada para pemenang lomba desa.", drawn * 2), expected).small == ()
    dropped = proof_of(page("Selamat kepada para pemenang lomba desa."), expected)
    assert (dropped.code, dropped.small) == ("ok", ("🎉 → –", "🎉🎉 → –"))
    asked = proof_of(page("Selamat ???? kepada para pemenang lomba desa.", "????????"), expected)
    assert asked.code == "ok"


def test_looking_for_words_takes_bounded_time() -> None:
    text = tuple(f"kata kata kata kata nomor {n} tidak ada kata kata" * 20 for n in range(200))
    html = page(*(["kata kata kata kata kata"] * 30_000))
    with answering(partial(send, body=html)) as url:
        began = time.process_time()
        assert prove(url, Expected(TITLE, text), now=NOW).code == "text_missing"
    assert time.process_time() - began < 5


# --- the waiting page of a firewall ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "status"),
    [
        ("<title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p>", 403),
        ("<title>Just a moment...</title>", 503),
        ("<title>One moment, please...</title><h1>Please wait while your request is being verified...</h1>", 200),
        ("<title>Robot Challenge Screen</title>", 200),
        ("<title>You are being redirected...</title><noscript>Javascript is required.</noscript>", 200),
    ],
)
def test_the_waiting_page_of_a_firewall_is_told_as_what_it_is(html: str, status: int) -> None:
    with answering(partial(send, body=html, status=status)) as url:
        proof = prove(f"{url}/berita/", EXPECTED, now=NOW)
    assert (proof.ok, proof.code, proof.again) == (False, "challenge", True)


@pytest.mark.parametrize(("status", "code"), [(403, "status"), (200, "title_missing")])
def test_another_refusal_is_no_waiting_page(status: int, code: str) -> None:
    with answering(partial(send, body="<title>Galat</title><p>Anda dilarang masuk</p>", status=status)) as url:
        assert prove(f"{url}/berita/", EXPECTED, now=NOW).code == code


# --- the cover ------------------------------------------------------------------------------------------

PICTURE = Expected(TITLE, TEXT, "Warga antre")


def covered(answers: dict[str, tuple[int, str]], tag: str = '<img src="/a.jpg" alt="Warga antre">') -> str:
    """Prove a page with a cover; each path answers with a status and where it leads, or the type it is sent as."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        path = handler.path
        if path not in answers:
            send(handler, page() + tag)
            return
        status, said = answers[path]
        if status >= 300:
            send(handler, status=status, Location=said)
        else:
            ours = handler.headers["Referer"] is not None
            send(handler, b"\xff\xd8\xff\xe0", status=200 if ours else 403, kind=said)

    with answering(answer) as url:
        return prove(f"{url}/berita/", PICTURE, now=NOW, home=f"{url}/").code


@pytest.mark.parametrize(
    "answers",
    [
        {"/a.jpg": (301, "/cdn/a.jpg"), "/cdn/a.jpg": (200, "image/jpeg")},
        {"/a.jpg": (302, "/a.jpg?w=1200"), "/a.jpg?w=1200": (200, "image/webp")},
        {"/a.jpg": (308, "/a-1024x683.jpg"), "/a-1024x683.jpg": (200, "application/octet-stream")},
        {"/a.jpg": (301, "https://cdn.example/a.jpg")},
        {"/a.jpg": (200, "image/jpeg")},
    ],
    ids=["folder", "query", "resized", "elsewhere", "plain"],
)
def test_a_cover_that_the_website_keeps_elsewhere_is_there(answers: dict[str, tuple[int, str]]) -> None:
    assert covered(answers) == "ok"


def test_a_cover_that_leads_to_a_page_or_in_a_circle_is_missing() -> None:
    assert covered({"/a.jpg": (302, "/")}) == "cover_missing"
    assert covered({"/a.jpg": (302, "/a.jpg")}) == "cover_missing"
