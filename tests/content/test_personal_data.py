"""Personal data is pointed at, ordinary numbers are not."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.personal_data import find_personal_data
from tests.content.support import texts


def found(text: str) -> list[tuple[str, str, str]]:
    return [(f.kind, text[f.start : f.end], f.excerpt_masked) for f in find_personal_data(text)]


@pytest.mark.parametrize(
    ("text", "kind", "part", "masked"),
    [
        ("NIK 3201011708900001.", "nik", "3201011708900001", "3201••••••••0001"),
        ("a.n. Siti (3201015708900001)", "nik", "3201015708900001", "3201••••••••0001"),
        ("3201-0117-0890-0001", "nik", "3201-0117-0890-0001", "3201••••••••0001"),
        ("320101 170890 0001", "nik", "320101 170890 0001", "3201••••••••0001"),
        ("32.01.01.170890.0001", "nik", "32.01.01.170890.0001", "3201••••••••0001"),
        ("NIK: 9999999999999999", "nik", "9999999999999999", "9999••••••••9999"),
        ("No. KK: 3201010101200005", "kk", "3201010101200005", "3201••••••••0005"),
        ("Kartu Keluarga nomor 3201010101200005", "kk", "3201010101200005", "3201••••••••0005"),
        ("NIP. 19800117 200501 2 003", "nip", "19800117 200501 2 003", "1980••••••••••2003"),
        ("NIP 198001172005012003", "nip", "198001172005012003", "1980••••••••••2003"),
        ("NI PPPK 199001172023211005", "nip", "199001172023211005", "1990••••••••••1005"),
        ("hubungi 0812-3456-7890", "phone", "0812-3456-7890", "0812••••••90"),
        ("WA +62 812 3456 7890,", "phone", "+62 812 3456 7890", "0812••••••90"),
        ("https://wa.me/6281234567890", "phone", "6281234567890", "0812••••••90"),
        (
            "kirim ke siti.aminah@contoh.example.",
            "email",
            "siti.aminah@contoh.example",
            "s•••@contoh.example",
        ),
        ("rekening BRI 1234-01-000123-53-4", "bank_account", "1234-01-000123-53-4", "••••••••••••534"),
        ("No. Rek: 0123456789 a.n. Siti", "bank_account", "0123456789", "•••••••789"),
        ("Bank Jateng 2034567890", "bank_account", "2034567890", "•••••••890"),
    ],
)
def test_it_finds_and_masks(text: str, kind: str, part: str, masked: str) -> None:
    assert found(text) == [(kind, part, masked)]


@pytest.mark.parametrize(
    "text",
    [
        "Anggaran Rp 1.250.000.000.000 untuk 2026",
        "Rp1.081.234.567.890,00",
        "pada 17-08-2026 pukul 08.00 s.d. 10.00",
        "tahun 2024-2025, halaman 12 34 56 78",
        "nomor 9912345678901234",
        "3201013208900001",
        "3201011713900001",
        "3201011708900000",
        "versi 01.234.567.8",
        "18 digit 123456789012345678",
        "kode rekening 5.1.02.01.01.0001",
        "Kode Rekening 51020101",
        "membayar rekening listrik Rp 12.500.000",
        "rekening air sebesar 12.500.000 rupiah",
        "telepon kantor (0251) 8321075",
        "angka 0.8123456789",
        "IMG-20260812-WA0812345",
        "jumlah 100812345678",
        "akun @humas di kantor",
        "ISBN 978-602-1234-56-7",
        "SOP-21.04.1.3.1.1-3 tanggal 02-09-2017",
    ],
)
def test_it_leaves_ordinary_numbers_alone(text: str) -> None:
    assert found(text) == []


def test_several_findings_come_in_order_and_do_not_overlap() -> None:
    text = "rekening 3201011708900001, HP 081234567890, a@b.example"
    assert [kind for kind, _, _ in found(text)] == ["nik", "phone", "email"]


@given(texts)
def test_any_text_can_be_searched(text: str) -> None:
    findings = find_personal_data(text + " 081234567890")
    assert findings[-1].kind == "phone"
    assert all(a.end <= b.start for a, b in pairwise(findings))


@given(st.from_regex(r"(?:[0-9]{3,18}[ .\-]?){1,4}", fullmatch=True))
def test_a_masked_excerpt_never_tells_the_whole_number(text: str) -> None:
    for finding in find_personal_data(f"rekening {text}"):
        digits = "".join(c for c in text if c.isdigit())
        assert finding.excerpt_masked not in digits
        assert finding.excerpt_masked.count("•") >= 4


@pytest.mark.parametrize("text", ["0" * 60_000, "rek " * 20_000, "a." * 40_000 + "@", "08 " * 30_000])
def test_a_hostile_text_is_searched_quickly(text: str) -> None:
    begun = time.perf_counter()
    find_personal_data(text)
    assert time.perf_counter() - begun < 2
