"""Personal data as people really write it: every true case is found; ordinary numbers raise few alarms."""

from __future__ import annotations

import pytest

from bot.content.personal_data import find_personal_data

N = "3201011708900001"  # a NIK of nobody: serial 0001, born 17 August 1990

NIK = [
    f"NIK {N}",
    f"NIK: {N}",
    f"NIK : {N}",
    f"NIK. {N}",
    f"NIK={N}",
    f"NIK{N}",
    f"nik {N}",
    f"Nik:{N},",
    f"No. KTP {N}",
    f"KTP-el: {N}",
    f"e-KTP {N}",
    f"NIK/KTP: {N}",
    f"(NIK {N})",
    f"warga ber-NIK {N} hadir",
    f"Nomor Induk Kependudukan {N}",
    f"nomor identitas {N}",
    f"{N}",
    f"Siti Aminah, {N}, Desa Sukamaju",
    "NIK 3201 0117 0890 0001",
    "3201 0117 0890 0001",
    "3201.0117.0890.0001",
    "3201-0117-0890-0001",
    "320101 170890 0001",
    "320101-170890-0001",
    "32.01.01.170890.0001",
    "32 01 01 17 08 90 00 01",
    "NIK 32 0101 170890 0001",
    "NIK 3201 01170890 0001",
    "NIK 3 2 0 1 0 1 1 7 0 8 9 0 0 0 0 1",
    "3201\u00a00117\u00a00890\u00a00001",
    "3201–0117–0890–0001",
    "NIK 3201\u200b0117\u200b0890\u200b0001",
    "ＮＩＫ ３２０１０１１７０８９０００００１".replace("０００００１", "００００１"),
    f"perempuan: {N[:6]}57{N[8:]}",
]

KK = [
    "No. KK 3201010101200005",
    "No KK: 3201010101200005",
    "KK 3201 0101 0120 0005",
    "Kartu Keluarga 3201010101200005",
    "Nomor Kartu Keluarga: 3201-0101-0120-0005",
    "NIK/No. KK 3201010101200005",
    "noKK 3201010101200005",
]

PHONE = [
    "081234567890",
    "0812-3456-7890",
    "0812 3456 7890",
    "0812.3456.7890",
    "+6281234567890",
    "+62 812 3456 7890",
    "+62-812-3456-7890",
    "+62 (0)812 3456 7890",
    "(+62) 81234567890",
    "62812 3456 7890",
    "0811234567",
    "0812345678901",
    "HP. 081234567890",
    "HP:081234567890",
    "WA081234567890",
    "WA 0812 3456 789 0",
    "wa.me/6281234567890",
    "https://wa.me/6281234567890?text=halo",
    "Hub. Budi (0812-3456-7890)",
    "(0812) 3456 7890",
    "0812 – 3456 – 7890",
    "081 234 567 890",
    "telp/WA: 0812 3456 7890/0813 9876 5432",
    "No. HP 81234567890",
    "kontak 85712345678",
    "DANA 0857 1234 5678",
    "0062 812 3456 7890",
    "0 812 3456 7890".replace("0 8", "08"),
    "tel:+6281234567890",
]

ACCOUNT = [
    "rekening 0123456789",
    "No. Rekening: 0123456789",
    "Nomor rekening 1234567890",
    "norek 1234567890",
    "rek. 1234567890",
    "Rek BRI 1234-01-000123-53-4",
    "rekening BRI a.n. Siti 1234 01 000123 53 4",
    "BRI 123401000123534",
    "bri 123401000123534",
    "BCA 1234567890",
    "Bank Mandiri 137-00-1234567-8",
    "Mandiri 1370012345678",
    "BNI: 0123456789",
    "BSI 7123456789",
    "Bank Jateng 2034567890",
    "Bank BJB: 0012345678901",
    "BPD DIY 001111000123",
    "Bank Sumut 10002030405060",
    "transfer ke 1234567890 (BCA)",
    "1234567890 a.n. Siti Aminah",
    "1234567890 a/n Budi",
    "virtual account 8808081234567890",
    "REKENING 0123456789",
    "Donasi: BTN 00012.01.50.012345",
]

EMAIL = [
    "siti@gmail.com",
    "siti.aminah@yahoo.co.id",
    "SITI_AMINAH@GMAIL.COM",
    "surel: budi+kerja@contoh.example.",
    "<budi@contoh.example>",
    "mailto:budi@contoh.example",
    "siti[at]gmail.com",
    "siti (at) gmail.com",
    "s@contoh.example",
]

OFFICIAL = ["humas@nusaraya.go.id", "ppid@dinkes.nusaraya.go.id", "balai@sukamaju.desa.id", "info@mabes.mil.id"]

NPWP = [
    "NPWP 01.234.567.8-901.000",
    "01.234.567.8-901.000",
    "NPWP: 012345678901000",
    "npwp 01.234.567.8.901.000",
    "NPWP 01 234 567 8 901 000",
]

NIP = ["NIP 198001172005012003", "NIP. 19800117 200501 2 003", "19800117 200501 2 003", "NI PPPK 199001172023211005"]

TRUE = [
    (kind, text)
    for kind, texts in {
        "nik": NIK,
        "kk": KK,
        "phone": PHONE,
        "bank_account": ACCOUNT,
        "email": EMAIL,
        "office_email": OFFICIAL,
        "npwp": NPWP,
        "nip": NIP,
    }.items()
    for text in texts
]

#: What stands in an office's articles every day and is nobody's personal data.
ORDINARY = [
    "17 Agustus 2026",
    "17-08-2026",
    "17/08/2026",
    "17.08.2026",
    "2026-08-17 08:00:00",
    "pukul 08.00-12.00 WIB",
    "Nomor 400.10/1234/Kominfo/2026",
    "Nomor: 005/0812/Setda",
    "Surat Nomor 900.1.3/12345/BPKAD/2026",
    "Keputusan Bupati Nomor 188.45/123/KPTS/2026",
    "Perda Nomor 12 Tahun 2026",
    "UU 27/2022 Pasal 4 ayat 2",
    "Rp1.234.567.890.123",
    "Rp 1234567890",
    "Rp. 12.500.000,00",
    "IDR 1.250.000.000",
    "sebesar 1.234.567.890.123 rupiah",
    "APBD Rp2.345.678.901.234,56",
    "rekening kas daerah sebesar Rp 1234567890",
    "rekening listrik Rp 12.500.000",
    "Kode rekening 5.1.02.01.01.0001",
    "kode rekening 51020101010001",
    "5.1.02.01.01.0024 Belanja Alat Tulis Kantor",
    "-6.595038, 106.816635",
    "6°35'41.2\"S 106°48'59.9\"E",
    "koordinat 106.8166350 -6.5950380",
    "ISBN 978-602-1234-56-7",
    "ISSN 2345-6789",
    "barcode 8991234567890",
    "NPSN 20212345",
    "kode pos 16111",
    "telepon (0251) 8321075",
    "telp. 0251-8321075",
    "call center 112",
    "hotline 119 ext 8",
    "Fax (021) 3456789",
    "Kode RUP 52345678",
    "kode tender 10012345000",
    "ID paket 9912345678901234",
    "resi JP1234567890",
    "penduduk 5.678.901 jiwa",
    "luas 1.234.567 m2",
    "12.345.678 dosis vaksin",
    "suara sah 1234567",
    "08-12-2026 08.00",
    "08/12/2026 08.00",
    "08.12.2026 08:00:00",
    "2024-2025",
    "tahun 2019 2020 2021 2022",
    "tabel: 1234 5678 9012",
    "12 34 56 78 90",
    "IMG-20260812-WA0812345",
    "IMG_20261122_081530.jpg",
    "DSC_00081234.JPG",
    "versi 10.0.19045.4170",
    "https://contoh.go.id/2026/08/17/812345678",
    "2026081712345",
    "#081",
    "akun @humas",
    "@pemkab_nusaraya",
    "IP 192.168.100.200",
    "skor 3-0, 2-1",
    "bus 08123",
    "nilai 0.8123456789",
    "halaman 0812 sampai 0913",
    "BRI menyalurkan KUR Rp 1.234.567.890",
    "Bank Jateng meraih laba 1.234.567.890.123",
    "Bank Indonesia 17-08-2026",
    "nomor 1234567890123456",
    "ID 3299999999999999",
    "1111222233334444",
    "saldo 3201.0117 ribu",
]


@pytest.mark.parametrize(("kind", "text"), TRUE)
def test_it_finds_what_people_write(kind: str, text: str) -> None:
    assert [finding.kind for finding in find_personal_data(text)][:1] == [kind]


def test_the_corpus_is_wide() -> None:
    assert len(TRUE) >= 60
    assert len(ORDINARY) >= 60


@pytest.mark.parametrize("text", ORDINARY)
def test_it_leaves_an_offices_everyday_numbers_alone(text: str) -> None:
    assert [(finding.kind, finding.excerpt_masked) for finding in find_personal_data(text)] == []


def test_a_named_number_is_surer_than_one_that_only_looks_like_it() -> None:
    named, bare = find_personal_data(f"NIK {N}")[0], find_personal_data(N)[0]
    assert (named.sure, bare.sure) == (True, False)
    assert named.rank < bare.rank


def test_the_most_alarming_comes_first_when_ranked() -> None:
    text = f"humas@nusaraya.go.id, siti@gmail.com, 081234567890, rekening BRI 123401000123534, {N}"
    kinds = [finding.kind for finding in sorted(find_personal_data(text), key=lambda finding: finding.rank)]
    assert kinds == ["nik", "bank_account", "phone", "email", "office_email"]


@pytest.mark.parametrize(("kind", "text"), TRUE)
def test_it_never_shows_a_number_whole(kind: str, text: str) -> None:
    for finding in find_personal_data(text):
        assert "•" in finding.excerpt_masked
        assert finding.excerpt_masked not in text
