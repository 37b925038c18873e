"""Text between our paragraphs: furniture of websites is a small difference, anybody else's is none that passes."""

from __future__ import annotations

import re

import pytest

from bot.sitewatch.proof import Expected
from tests.sitewatch.test_alike import TEXT, TITLE, page, proof_of

HEADED = Expected(TITLE, ("Jadwal pelayanan", TEXT[0], "Syarat dan biaya", TEXT[1], TEXT[2]))


def between(*inside: str) -> str:
    return page().replace("<p>Permohonan", "".join(inside) + "<p>Permohonan")


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Kegiatan ini dibatalkan.</p>",
        "<p>Biaya administrasi Rp 250.000 dibayar di tempat.</p>",
        "<div>tidak</div>",
        "Hubungi 0812-3456-7890",
        "<h2>Baca</h2><p>Kepala desa diperiksa kejaksaan.</p>",
        "<blockquote>Menurut sumber lain, layanan ditutup.</blockquote>",
        "<p>" + "Pengumuman lain dari panitia. " * 2000 + "</p>",
    ],
)
def test_what_nobody_approved_never_passes_between_our_paragraphs(inside: str) -> None:
    proof = proof_of(between(inside))
    assert (proof.ok, proof.code) == (False, "text_added")
    assert proof.detail[:12] in re.sub(r"<[^>]*>", " ", inside).casefold().replace("  ", " "), proof.detail


@pytest.mark.parametrize(
    ("inside", "quoted"),
    [
        ("<p>Baca juga: <a href='/x'>Bupati resmikan irigasi</a></p>", "baca juga: bupati resmikan irigasi"),
        ("<div>ADVERTISEMENT</div>", "advertisement"),
        ("<div>Bagikan <a>Facebook</a> <a>WhatsApp</a></div>", "bagikan facebook whatsapp"),
    ],
)
def test_the_furniture_of_websites_is_a_small_difference_that_is_told(inside: str, quoted: str) -> None:
    proof = proof_of(between(inside))
    assert proof.ok
    assert proof.small == (f"– → {quoted}",)


@pytest.mark.parametrize(
    "inside",
    [
        "<img src='/a.jpg' alt='Warga antre'>",
        "<hr><p>***</p>",
        "<span hidden>Kegiatan ini dibatalkan.</span>",
        "<script>var dibatalkan = 1</script>",
        f"<p>{TEXT[0]}</p>",  # shown again, as a pull quote
    ],
)
def test_what_says_nothing_or_says_ours_again_is_no_difference(inside: str) -> None:
    proof = proof_of(between(inside))
    assert (proof.ok, proof.small) == (True, ())


def test_the_lead_above_the_article_is_no_text_between() -> None:
    lead = f"<p>{TEXT[0]}</p><div>Dinas Kominfo, 29 November 2026, dibaca 45 kali</div>"
    assert proof_of(page().replace("<div>", f"{lead}<div>")).ok


def test_a_table_of_contents_is_ours_again() -> None:
    body = "".join(f"<p>{text}</p>" for text in HEADED.paragraphs)
    contents = "<div>Daftar Isi<ul><li>Jadwal pelayanan</li><li>Syarat dan biaya</li></ul></div>"
    html = page().replace("<div>", f"<div><p>Jadwal pelayanan</p>{contents}{body}").replace("</div>", "", 1)
    proof = proof_of(html, HEADED)
    assert proof.ok, proof.detail


def test_a_picture_or_a_file_of_the_article_that_is_gone_is_told() -> None:
    expected = Expected(TITLE, TEXT, pictures=("Warga antre di loket",), files=("Formulir (PDF, 120 KB)",))
    whole = between("<img src='/a.jpg' alt='Warga antre di loket'>") + "<a href='/f.pdf'>Formulir (PDF, 120 KB)</a>"
    assert proof_of(whole, expected).ok
    assert proof_of(whole.replace("alt='Warga antre di loket'", ""), expected).ok  # a theme that drops the words
    for cut in ("<img", "<a "):
        proof = proof_of(whole.replace(cut, "<i "), expected)
        assert (proof.ok, proof.code) == (False, "part_unseen")
    assert proof_of(whole.replace("<a ", "<i "), expected).detail == "Formulir (PDF, 120 KB)"
