"""Photos and files of the embedded website."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bot.cms.base import PublishError
from bot.cms.folder import FolderPublisher
from bot.cms.publish import publish_page
from tests.cms.people import LATER, XLSX, article, document, medium, photo
from tests.cms.reading import public, read


def test_media_stand_under_their_hash(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    one = photo(tmp_path, "Foto Ibu Ani (1).JPG.html")
    url = site.attach(site.draft(article()), one)
    name = f"{one.sha256}-foto-ibu-ani-1-jpg.jpg"
    assert url == f"http://127.0.0.1:8080/situs/media/{one.sha256[:2]}/{name}"
    assert (folder / "public/media" / one.sha256[:2] / name).read_bytes() == one.path.read_bytes()


def test_lists_use_a_small_copy(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    one = photo(tmp_path, "a.jpg", 1800, 1200)
    publish_page(site, article("ONE", media=(one,)))
    remote = publish_page(site, article("TWO", published_at=LATER, media=(one,)))
    small = f"media/kecil/{one.sha256[:2]}/{one.sha256}.jpg"
    with Image.open(folder / "public" / small) as image:
        assert image.size == (640, 427)
    assert f'src="/situs/{small}"' in public(folder, "berita/index.html")
    assert f"/situs/{small} 640w" in read(folder, remote)
    assert 'width="1800" height="1200"' in read(folder, remote)


def test_a_photo_on_its_side_is_measured_as_shown(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "miring.jpg"
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (900, 600), "navy").save(path, exif=exif)
    remote = publish_page(site, article(media=(medium(path, "image/jpeg"),)))
    assert 'width="600" height="900"' in read(folder, remote)


def test_files_are_listed_with_kind_and_size(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    first = photo(tmp_path, "a.jpg")
    table = document(tmp_path, "data <1>.xlsx", b"PK" * 700_000, XLSX)
    page = read(folder, publish_page(site, article(media=(first, table))))
    assert "data &lt;1&gt;.xlsx" in page
    assert "Unduh XLSX, 1,4 MB" in page


def test_photos_beside_the_text_are_a_gallery_and_none_is_shown_twice(
    site: FolderPublisher, folder: Path, tmp_path: Path
) -> None:
    media = tuple(photo(tmp_path, f"{n}.jpg") for n in range(3))
    page = read(folder, publish_page(site, article(media=media, cover=media[1].sha256)))
    body = page[page.index("<main") :]
    shown = re.findall(r'<img src="[^"]*/([0-9a-f]{64})-', body)
    assert shown == [media[1].sha256, media[0].sha256, media[2].sha256]
    assert body.count("Keterangan 2.jpg") >= 1
    assert '<section class="part" aria-labelledby="galeri">' in body


@pytest.mark.parametrize("mime", ["text/html", "image/svg+xml", "application/javascript", ""])
def test_what_a_browser_would_run_is_refused(site: FolderPublisher, tmp_path: Path, mime: str) -> None:
    page = article(media=(document(tmp_path, "x.html", b"<script>1</script>", mime),))
    with pytest.raises(PublishError) as caught:
        publish_page(site, page)
    assert (caught.value.code, caught.value.again) == ("medium_refused", False)


def test_a_file_that_changed_on_disk_is_refused(site: FolderPublisher, tmp_path: Path) -> None:
    one = photo(tmp_path, "a.jpg")
    one.path.write_bytes(b"lain")
    with pytest.raises(PublishError, match="medium_changed"):
        publish_page(site, article(media=(one,)))


def test_a_hash_that_is_a_path_is_refused(site: FolderPublisher, tmp_path: Path) -> None:
    odd = replace(photo(tmp_path, "a.jpg"), sha256="../../../../etc/x")
    with pytest.raises(PublishError, match="medium_"):
        site.attach(site.draft(article()), odd)


def test_a_broken_photo_is_offered_as_a_file(site: FolderPublisher, folder: Path, tmp_path: Path) -> None:
    broken = document(tmp_path, "rusak.jpg", b"\xff\xd8\xff not a photo", "image/jpeg")
    page = read(folder, publish_page(site, article(media=(broken,), html="<p>Isi.</p>")))
    assert 'aria-labelledby="lampiran"' in page
