"""A Word file and an album go in by chat, and come out on a real WordPress as one clean post."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright

from bot.cli import cast
from tests.content.docx import docx, p, picture, run, table
from tests.real.support import article_of, publisher, visit
from tests.real.wordpress import WordPress
from tests.stage import Stage, text_of

COLOURS = ("firebrick", "seagreen", "steelblue", "goldenrod", "slateblue")
ALTS = (
    "Bupati memotong pita di depan posyandu",
    "Kader menimbang seorang balita",
    "Warga lanjut usia mengantre di meja pendaftaran",
    "Petugas mengukur tekanan darah",
    "Foto bersama kader dan kepala desa",
)
WORD_ALTS = ("Peta letak sepuluh posyandu", "Petugas mengukur tekanan darah seorang warga lanjut usia")
#: Loads every photo, those below the screen too, and counts those that cannot be drawn.
DRAWN = """Promise.all([...document.images].map(image => {
  image.loading = 'eager'
  return image.decode().then(() => 0, () => 1)
})).then(broken => broken.reduce((sum, one) => sum + one, 0))"""
SECRET_PLACE = 7.0  # degrees south, in every photo's GPS


def taken(colour: str, size: tuple[int, int] = (1200, 800)) -> bytes:
    """A photo as a phone takes it: it knows where it was taken, and lies on its side."""
    data, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "KameraSiRina"
    exif.get_ifd(0x8825).update({1: "S", 2: (SECRET_PLACE, 15.0, 30.0), 3: "E", 4: (110.0, 24.0, 10.0)})
    Image.new("RGB", size, colour).save(data, "JPEG", exif=exif)
    return data.getvalue()


REPORT = docx(
    p("Posyandu Lansia Dibuka di Sepuluh Desa", style="Title"),
    p("Dinas Kesehatan membuka ", run("posyandu lansia", bold=True), " di sepuluh desa mulai Senin depan."),
    p(picture("i1", WORD_ALTS[0])),
    p("Jadwal pelayanan", style="Heading1"),
    p("Tabel 1. Jadwal posyandu", style="Caption"),
    table([["Desa", "Hari"], ["Sukamaju", "Senin"], ["Harapan Jaya", "Selasa"]], header=True),
    p("Cara mendaftar", style="Heading1"),
    p("Datang ke balai desa dengan membawa KTP."),
    p(picture("i2", WORD_ALTS[1])),
    media={"i1": taken("teal"), "i2": taken("sienna")},
)


async def ready(stage: Stage) -> None:
    """Rina sends the Word file and five photos, describes each; everybody does their part until Rudi has it."""
    bambang, siti = stage.person("Bambang"), stage.person("Siti")
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(bambang, "/disposisi Berita posyandu")
    await stage.tap(bambang, "Kirim disposisi")
    await stage.tap(siti, "Terima disposisi")
    rina.send_document(REPORT, "Rilis Posyandu.docx")
    await stage.settle()
    rina.send_album([taken(colour) for colour in COLOURS])
    await stage.settle()
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 5 foto")
    for alt in ALTS:
        await stage.say(rina, alt)
    assert "Hasan Basri" in await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Siap entry → Rudi")


async def test_a_word_file_and_an_album_become_one_clean_post(wordpress: WordPress, tmp_path: Path) -> None:
    website = publisher(wordpress)
    async with Stage(tmp_path, office=cast.office(f"{wordpress.url}/"), website=website) as stage:
        await ready(stage)
        await stage.tap(stage.person("Rudi"), "Terbitkan")
        assert "Bukti tayang" in text_of(stage.find(stage.person("Rudi"), "Bukti tayang"))
        assert stage.outside.refusals() == []
    [post] = wordpress.posts()
    assert (post["post_status"], post["post_title"]) == ("publish", "Posyandu Lansia Dibuka di Sepuluh Desa")
    terms = wordpress.sql(
        "SELECT slug FROM wp_term_relationships JOIN wp_term_taxonomy USING (term_taxonomy_id) JOIN wp_terms"
        " USING (term_id) WHERE taxonomy = 'category'"
    )
    assert [term["slug"] for term in terms] == ["berita"]
    media = wordpress.media()
    assert len(media) == len(COLOURS) + 2
    alts = wordpress.sql("SELECT meta_value FROM wp_postmeta WHERE meta_key = '_wp_attachment_image_alt'")
    assert sorted(row["meta_value"] or "" for row in alts) == sorted([*ALTS, *WORD_ALTS])
    [cover] = wordpress.sql("SELECT meta_value FROM wp_postmeta WHERE meta_key = '_thumbnail_id'")
    assert cover["meta_value"] in [row["ID"] for row in media]
    _page_is_clean(visit(f"{wordpress.url}/?p={post['ID']}"))
    _nobody_learns_where_it_was_taken(wordpress.root / "wp-content/uploads")
    await _looked_at(f"{wordpress.url}/?p={post['ID']}", tmp_path)


async def test_a_scheduled_article_is_published_at_its_time_by_our_own_clock(
    wordpress: WordPress, tmp_path: Path
) -> None:
    """WordPress has nothing of it before, and never a post it would have to publish by a cron of its own."""
    website = publisher(wordpress)
    async with Stage(tmp_path, office=cast.office(f"{wordpress.url}/"), website=website) as stage:
        await ready(stage)
        rudi = stage.person("Rudi")
        await stage.tap(rudi, "Jadwalkan")
        await stage.tap(rudi, "14.00 WIB")
        planned = stage.clock.now().replace(hour=7, minute=0, second=0, microsecond=0)  # 14.00 WIB
        await stage.at(planned - timedelta(minutes=1))
        assert wordpress.posts() == []
        await stage.at(planned)
        assert "Bukti tayang" in text_of(stage.find(rudi, "Bukti tayang"))
    assert [post["post_status"] for post in wordpress.posts()] == ["publish"]


async def test_it_is_corrected_and_withdrawn_on_the_same_page(wordpress: WordPress, tmp_path: Path) -> None:
    website = publisher(wordpress)
    async with Stage(tmp_path, office=cast.office(f"{wordpress.url}/"), website=website) as stage:
        await ready(stage)
        siti, rudi, rina, hasan = (stage.person(name) for name in ("Siti", "Rudi", "Rina", "Hasan"))
        await stage.tap(rudi, "Terbitkan")
        await stage.tap(siti, "Perbaiki (ralat)")
        await stage.say(siti, "Tambahkan jam pelayanan")
        await stage.tap(rina, "Perbaiki naskah")
        await stage.say(rina, "Pelayanan dibuka pukul 08.00 sampai 12.00.")
        await stage.tap(rina, "Kirim naskah")
        await stage.tap(hasan, "Setujui")
        await stage.tap(siti, "Siap entry → Rudi")
        await stage.tap(rudi, "Terbitkan")
        [post] = wordpress.posts()
        page = f"{wordpress.url}/?p={post['ID']}"
        assert "Pelayanan dibuka pukul 08.00 sampai 12.00." in visit(page)
        await stage.tap(siti, "Tarik dari situs")
        await stage.tap(siti, "Ditarik")
        await stage.say(siti, "Jadwal berubah seluruhnya")
        await stage.tap(siti, "Ya, tarik dari situs")
        assert stage.outside.refusals() == []
    assert [row["ID"] for row in wordpress.posts()] == [post["ID"]]
    shown = visit(page)
    assert "Jadwal berubah seluruhnya" in shown
    assert "sepuluh desa mulai Senin depan" not in shown


def _page_is_clean(page: str) -> None:
    body = article_of(page)
    assert re.findall(r"<h([2-4])[^>]*>\s*([A-Z][^<]*)<", body)[:2] == [
        ("2", "Jadwal pelayanan"),
        ("2", "Cara mendaftar"),
    ]
    assert "<caption>Tabel 1. Jadwal posyandu</caption>" in body
    assert re.search(r"<th[^>]*>Desa</th>", body)
    for alt in (*ALTS, *WORD_ALTS):
        assert f'alt="{alt}"' in body
    assert "media:" not in body
    assert not re.search(r"style=|mso-|<o:p>|<font", body[body.index("Dinas Kesehatan") : body.index("balai desa")])


def _nobody_learns_where_it_was_taken(uploads: Path) -> None:
    photos = [file for file in uploads.rglob("*") if file.suffix in {".jpg", ".jpeg", ".png", ".webp"}]
    assert len(photos) >= len(COLOURS) + 2
    for photo in photos:
        assert b"KameraSiRina" not in photo.read_bytes()
        with Image.open(photo) as image:
            assert not image.getexif()
            assert (image.width < image.height) or "-scaled" in photo.name or "x" in photo.name  # it stands upright


async def _looked_at(url: str, folder: Path) -> None:
    """Open it at a phone's and at a desk's width: every photo is drawn, and nothing is wider than the screen."""
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for width in (390, 1280):
            page = await browser.new_page(viewport={"width": width, "height": 844})
            await page.goto(url, wait_until="networkidle")
            broken = await page.evaluate(DRAWN)
            over = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            await page.screenshot(path=folder / f"post-{width}.png", full_page=True)
            assert (broken, over) == (0, 0)
        await browser.close()
