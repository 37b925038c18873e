"""The package: what is in it, in which order, under which names, and that it opens safely in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cms.base import Medium, Page, PublishError
from bot.cms.manual import package
from bot.cms.manual.base import Errand
from bot.cms.manual.plain import plain
from tests.cms.manual.hands import SITE, unpacked
from tests.cms.people import article, document, photo

NEW = Errand("N-7", None)


def _files(page: Page, errand: Errand, folder: Path, language: str = "id") -> dict[str, bytes]:
    paths = []
    for part in package.parts(page, errand, language):
        paths.append(folder / part.name)
        paths[-1].write_bytes(part.content)
    return unpacked(paths, folder / "isi")


def _text(files: dict[str, bytes], name: str) -> str:
    return files[name].decode("utf-8-sig").replace("\r\n", "\n")


@pytest.fixture
def page(tmp_path: Path) -> Page:
    first, second, third = (photo(tmp_path, f"Foto {n}.jpg") for n in (1, 2, 3))
    second = replace(second, caption="Warga & petugas di Way Rilau", alt="Warga berdiri di tepi saluran")
    media = (second, first, third, document(tmp_path, "../Jadwal Giliran.pdf".removeprefix("../")))
    shown = "".join(f'<figure><img src="media:{m.sha256}" alt="Air"></figure>' for m in (third, second))
    attached = f'<p><a href="media:{media[3].sha256}">Jadwal (PDF)</a></p>'
    html = f'<p>Air &amp; warga.</p>{shown}<p><a href="https://contoh.go.id/a?b=1&amp;c=2">Baca</a></p>{attached}'
    return article(media=media, html=html, cover=first.sha256)


def test_everything_is_there_in_order_under_readable_names(page: Page, tmp_path: Path) -> None:
    files = _files(page, NEW, tmp_path)
    assert sorted(files) == [
        "BACA-DAHULU.txt",
        "foto/01-keterangan-foto-1-jpg.jpg",
        "foto/02-keterangan-foto-3-jpg.jpg",
        "foto/03-warga-petugas-di-way-rilau.jpg",
        "halaman.html",
        "keterangan-foto.txt",
        "lampiran/01-jadwal-giliran.pdf",
        "teks.txt",
    ]
    assert files["foto/03-warga-petugas-di-way-rilau.jpg"] == page.media[0].path.read_bytes()


def test_captions_and_alternative_texts_stand_by_number(page: Page, tmp_path: Path) -> None:
    listed = _text(_files(page, NEW, tmp_path), "keterangan-foto.txt")
    assert listed.index("01-") < listed.index("02-") < listed.index("03-")
    assert "01-keterangan-foto-1-jpg.jpg (SAMPUL)" in listed
    assert "Keterangan: Warga & petugas di Way Rilau\n  Teks alternatif: Warga berdiri di tepi saluran" in listed


def test_the_page_names_its_files_and_nothing_else(page: Page, tmp_path: Path) -> None:
    files = _files(page, NEW, tmp_path)
    html = files["halaman.html"].decode()
    for name in re.findall(r'(?:src|href)="([^"]*)"', html):
        assert name in files or name == "https://contoh.go.id/a?b=1&amp;c=2"
    assert html.count("<img") == 3
    assert html.index("01-keterangan") < html.index("Air &amp; warga.")
    assert "media:" not in html


def test_the_plain_text_can_be_pasted(page: Page, tmp_path: Path) -> None:
    text = _text(_files(page, NEW, tmp_path), "teks.txt")
    assert text == (
        "Irigasi Way Rilau diresmikan\n\nAir & warga.\n\nBaca (https://contoh.go.id/a?b=1&c=2)\n\nJadwal (PDF)\n"
    )


def test_notepad_reads_the_texts(page: Page, tmp_path: Path) -> None:
    for name, content in _files(page, NEW, tmp_path).items():
        if name.endswith(".txt"):
            assert content.startswith(b"\xef\xbb\xbf")
            assert content.count(b"\n") == content.count(b"\r\n")


def test_the_readme_says_what_to_do_first_and_last(page: Page, tmp_path: Path) -> None:
    readme = _text(_files(page, NEW, tmp_path), "BACA-DAHULU.txt")
    assert "1. Buat halaman baru di situs web, di rubrik Berita Daerah." in readme
    assert "ketuk “Kirim tautan” pada kartu N-7" in readme
    assert "3 foto" in readme
    assert "1 berkas" in readme


def test_the_readme_of_a_correction_leads_to_the_page_that_is_there(page: Page, tmp_path: Path) -> None:
    readme = _text(_files(page, Errand("N-7", f"{SITE}/a"), tmp_path), "BACA-DAHULU.txt")
    assert f"Jangan membuat halaman baru:\n   {SITE}/a" in readme
    assert "sudah saya perbarui” pada kartu N-7" in readme
    assert "Kirim tautan" not in readme


def test_an_english_office_reads_english(page: Page, tmp_path: Path) -> None:
    files = _files(page, NEW, tmp_path, "en")
    assert {"READ-FIRST.txt", "page.html", "text.txt", "captions.txt"} <= set(files)
    assert "tap “Send the link” on the card N-7" in _text(files, "READ-FIRST.txt")


def test_nothing_of_what_people_wrote_runs_in_the_page(tmp_path: Path) -> None:
    evil = '"><script>alert(1)</script>'
    medium = replace(photo(tmp_path, "a.jpg"), alt=evil, caption=evil)
    page = article(
        media=(medium,), title=evil, byline=evil, section_name=evil, cover=medium.sha256,
        html='<p onclick="x()">a</p><script>y()</script><img src="https://orang.lain/x.png">'
        '<a href="javascript:z()">b</a><img src=x onerror=q()><iframe src="//a"></iframe>',
    )  # fmt: skip
    html = _files(page, NEW, tmp_path)["halaman.html"].decode()
    assert "<script" not in html
    assert not re.search(r"onclick|onerror|javascript:|orang\.lain|<iframe", html)
    assert html.count("<img") == 1


def test_names_stay_inside_the_folder(tmp_path: Path) -> None:
    file = replace(document(tmp_path, "a.pdf"), filename="../../etc/cron.d/x\x00.pdf")
    odd = replace(document(tmp_path, "b.exe", b"MZ", "application/x-msdownload"), filename="CON.exe")
    names = sorted(_files(article(media=(file, odd), title="../../x"), NEW, tmp_path))
    assert names[-3:-1] == ["lampiran/01-x.pdf", "lampiran/02-con.bin"]
    [part] = package.parts(article(title="../../x"), NEW, "id")
    assert part.name == "N-7-x.zip"


def test_the_same_page_makes_the_same_package(page: Page) -> None:
    assert package.parts(page, NEW, "id") == package.parts(page, NEW, "id")


def test_a_large_package_comes_in_parts_that_telegram_takes(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert package.LARGEST + 5_000_000 <= 50_000_000  # what Telegram takes, and room for the request around it
    monkeypatch.setattr(package, "LARGEST", 90_000)
    large = tuple(_sized(tmp_path, f"besar-{n}.pdf", 25_000) for n in range(4))
    made = package.parts(replace(page, media=(*page.media, *large)), NEW, "id")
    stem = "N-7-irigasi-way-rilau-diresmikan-bagian"
    assert [part.name for part in made] == [f"{stem}-{n}-dari-2.zip" for n in (1, 2)]
    assert all(len(part.content) <= package.LARGEST for part in made)
    (tmp_path / "p").mkdir()
    files = _files(replace(page, media=(*page.media, *large)), NEW, tmp_path / "p")
    assert len([name for name in files if name.startswith("lampiran/")]) == 5
    assert "satukan dahulu semua bagiannya" in _text(files, "BAGIAN-2-DARI-2.txt")


def test_a_file_that_fits_into_no_part_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST", 90_000)
    with pytest.raises(PublishError) as caught:
        package.parts(article(media=(_sized(tmp_path, "film.mp4", package.LARGEST),)), NEW, "id")
    assert (caught.value.code, caught.value.again) == ("medium_large", False)


def _sized(folder: Path, name: str, size: int) -> Medium:
    path = folder / name
    with path.open("wb") as file:
        file.truncate(size)
    return Medium(name.encode().hex()[:64].ljust(64, "0"), name, "application/pdf", path, "", "", size)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Jadwal</h2><p>Satu<br>dua</p>", "Jadwal\n\nSatu\ndua"),
        ("<ul><li>Senin</li><li>Selasa</li></ul>", "- Senin\n- Selasa"),
        ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "- a\n- b\n\nc"),
        ("<ol><li>Air</li><li>Api</li></ol>", "1. Air\n2. Api"),
        ("<table><tr><th>Desa</th><td>7</td></tr><tr><td>Kota</td><td>8</td></tr></table>a", "Desa\t7\nKota\t8\n\na"),
        ("<p>a</p><ul><li><b>b</b></li><li>c<br>d</li></ul><p>e</p>", "a\n\n- b\n- c\nd\n\ne"),
        ('<p><a href="https://a.id">https://a.id</a>.</p>', "https://a.id."),
        ("<figure><figcaption>Foto</figcaption></figure><p>a  \n b</p>", "a b"),
        ("a</ul></li></figcaption>b</a>", "a\n\nb"),
        ("", ""),
    ],
)
def test_text_keeps_its_shape(html: str, text: str) -> None:
    assert plain(html) == text
