"""An article on a real WordPress: what its readers and its editors get."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from bot.cms.base import Section, Withdrawal, fingerprint
from bot.cms.contract import article, document, photo
from bot.cms.publish import publish_page
from bot.cms.wordpress import WordPressPublisher
from tests.real.support import LONG_AGO, article_of, page_of, publisher, refused, visit
from tests.real.wordpress import WordPress

TERMS = (
    "SELECT x.taxonomy, t.name FROM wp_terms t JOIN wp_term_taxonomy x USING (term_id)"
    " JOIN wp_term_relationships r USING (term_taxonomy_id) ORDER BY t.name"
)


def _terms(site: WordPress, taxonomy: str) -> list[str | None]:
    return [row["name"] for row in site.sql(TERMS) if row["taxonomy"] == taxonomy]


def _meta(site: WordPress, number: str | None, name: str) -> str | None:
    rows = site.sql("SELECT post_id, meta_key, meta_value FROM wp_postmeta")
    return next((row["meta_value"] for row in rows if (row["post_id"], row["meta_key"]) == (number, name)), None)


def test_an_article_with_five_photos_and_a_file(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path, photos=5)
    remote = publish_page(publisher(wordpress), page)

    [post] = wordpress.posts()
    assert (post["post_status"], post["post_title"]) == ("publish", page.title)
    assert post["post_name"] == "irigasi-way-rilau-diresmikan-w2k7"
    assert post["post_excerpt"] == page.summary
    assert post["post_date_gmt"] == "2024-05-02 01:30:00"
    assert _terms(wordpress, "category") == ["Berita Daerah"]
    assert _terms(wordpress, "post_tag") == ["irigasi"]
    media = wordpress.media()
    assert [row["post_name"] for row in media] == [f"tayang-{medium.sha256}" for medium in page.media]
    assert {row["post_parent"] for row in media} == {post["ID"]}
    assert _meta(wordpress, post["ID"], "_thumbnail_id") == media[0]["ID"]
    for row, medium in zip(media[:5], page.media, strict=False):
        assert _meta(wordpress, row["ID"], "_wp_attachment_image_alt") == medium.alt
        assert row["post_excerpt"] == medium.caption

    html = article_of(visit(remote.url))
    assert "Rina Wulandari, Sub Bagian Pemberitaan" in html
    assert '<figcaption class="wp-element-caption">Keterangan Foto 4.jpg</figcaption>' in html
    assert html.count("has-nested-images") == 1
    assert len(re.findall(r'<img[^>]*class="wp-image-\d+"', html)) == 5
    assert "published" not in re.sub(r"<!--.*?-->", "", html)
    [link] = re.findall(r'href="([^"]*jadwal-air[^"]*\.pdf)"', html)
    assert requests.get(link, timeout=20).content == page.media[-1].path.read_bytes()


def test_a_photo_has_smaller_copies_for_small_screens(wordpress: WordPress, tmp_path: Path) -> None:
    remote = publish_page(publisher(wordpress), article(media=(photo(tmp_path, "a.jpg", 1600, 1000),)))
    [image] = re.findall(r'<img[^>]*class="wp-image-\d+"[^>]*>', visit(remote.url))
    assert "srcset=" in image
    assert 'width="1600"' in image
    assert 'alt="Sawah"' in image


def test_a_text_is_blocks_to_its_editors(wordpress: WordPress) -> None:
    html = (
        "<p>Satu.</p><h2>Dua</h2><h3>Tiga</h3><ul><li>a</li></ul><ol><li>b</li></ol><blockquote><p>c</p></blockquote>"
        "<table><tbody><tr><td>d</td></tr></tbody></table><pre>e</pre>"
    )
    publish_page(publisher(wordpress), article(html=html))
    names = re.findall(r"<!-- wp:([a-z]+)", wordpress.posts()[0]["post_content"] or "")
    assert names == ["paragraph", "paragraph", "heading", "heading", "list", "list", "quote", "table", "html", "html"]


def test_words_in_brackets_and_bare_addresses_stay_words(wordpress: WordPress) -> None:
    """WordPress would run the first as a program, and fetch the second and put it into a frame."""
    video = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    html = f"<p>[audio src=x.mp3] dan [gallery]</p><p>{video}</p><pre>a\n{video}\nb</pre>"
    remote = publish_page(publisher(wordpress), article(html=html, summary="[gallery]", title="[gallery] & <b>"))
    stored = wordpress.posts()[0]["post_content"] or ""
    assert "[" not in re.sub(r"<!--.*?-->", "", stored)
    assert f"\n{video}\n" not in stored
    shown = article_of(visit(remote.url))
    assert "<audio" not in shown
    assert "<iframe" not in shown
    assert "[audio src=x.mp3] dan [gallery]" in shown.replace("&#91;", "[").replace("&#93;", "]")
    assert "<b>" not in shown


@pytest.mark.parametrize("days", [-400, 30])
def test_the_date_is_that_of_publishing_and_never_to_come(wordpress: WordPress, days: int) -> None:
    """Our own scheduler publishes when it is time: a date to come would leave it to WordPress's, which sleeps."""
    now = datetime.now(UTC)
    publish_page(publisher(wordpress), article(published_at=now + timedelta(days=days)))
    [post] = wordpress.posts()
    assert post["post_status"] == "publish"
    stored = datetime.fromisoformat(f"{post['post_date_gmt']}+00:00")
    assert abs(stored - min(now, now + timedelta(days=days))) < timedelta(minutes=1)


def test_a_website_whose_clock_is_behind_publishes_at_once(wordpress: WordPress) -> None:
    """To such a website our "now" is a time to come, and it would wait for it."""
    ahead = datetime.now(UTC) + timedelta(hours=3)
    site = WordPressPublisher(wordpress.settings(), lambda: ahead)
    assert publish_page(site, article(published_at=ahead)).state == "published"
    [post] = wordpress.posts()
    assert post["post_status"] == "publish"
    assert datetime.fromisoformat(f"{post['post_date_gmt']}+00:00") < datetime.now(UTC)


def test_a_draft_can_be_looked_at_by_those_signed_in(wordpress: WordPress, tmp_path: Path) -> None:
    site = publisher(wordpress)
    draft = site.draft(page_of(tmp_path))
    preview = site.draft_preview_url(draft)
    assert preview == f"{wordpress.url}/?p={draft.id}&preview=true"
    assert "Air dibagi bergilir." not in requests.get(preview, timeout=20).text
    with requests.Session() as session:
        login = {"log": wordpress.editor.user, "pwd": wordpress.editor.login}
        session.post(f"{wordpress.url}/wp-login.php", data=login, timeout=20)
        assert "Air dibagi bergilir." in session.get(preview, timeout=20).text


def test_sections_are_the_websites_categories(wordpress: WordPress) -> None:
    site = publisher(wordpress)
    assert site.sections() == [
        Section("berita", "Berita Daerah", f"{wordpress.url}/category/berita/"),
        Section("pengumuman", "Pengumuman", f"{wordpress.url}/category/pengumuman/"),
    ]


@pytest.mark.parametrize("remote", ["", "lowongan", "pengumuman"])
def test_a_section_is_found_by_its_slug_or_name_and_else_made(wordpress: WordPress, remote: str) -> None:
    """Only "lowongan" is neither a slug there nor a name."""
    name = "Lowongan Kerja" if remote == "lowongan" else "PENGUMUMAN "
    rows = [{"key": "umum", "name": name, "remote": remote}]
    site = publisher(wordpress, sections=rows)
    publish_page(site, article(section="umum"))
    assert _terms(wordpress, "category") == ["Lowongan Kerja" if remote == "lowongan" else "Pengumuman"]
    publish_page(publisher(wordpress, sections=rows), article("X3L8", section="umum"))
    assert len(set(_terms(wordpress, "category"))) == 1


def test_a_tag_that_is_there_under_another_slug_is_taken(wordpress: WordPress) -> None:
    auth = (wordpress.admin.user, wordpress.admin.password)
    made = requests.post(
        f"{wordpress.url}/wp-json/wp/v2/tags", json={"name": "Irigasi", "slug": "air"}, auth=auth, timeout=20
    )
    publish_page(publisher(wordpress), article(tags=("Irigasi", "ꦲꦏ꧀ꦱꦫ", "")))
    assert made.status_code == 201
    assert _terms(wordpress, "post_tag") == ["Irigasi", "ꦲꦏ꧀ꦱꦫ"]


def test_a_correction_is_the_same_post_with_the_same_date(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path)
    first = publish_page(publisher(wordpress), page)
    extra = document(tmp_path, "Tarif.pdf", b"%PDF-1.4 tarif")
    corrected = replace(
        page, title="Irigasi dibuka", html="<p>Isi baru.</p>", section="pengumuman", tags=("tarif",),
        media=(page.media[0], extra), published_at=LONG_AGO + timedelta(days=9),
    )  # fmt: skip
    second = publish_page(publisher(wordpress), corrected)
    assert (second.id, second.url) == (first.id, first.url)
    [post] = wordpress.posts()
    assert (post["post_title"], post["post_date_gmt"]) == ("Irigasi dibuka", "2024-05-02 01:30:00")
    assert _terms(wordpress, "category") == ["Pengumuman"]
    assert _terms(wordpress, "post_tag") == ["tarif"]
    assert len(wordpress.media()) == 3
    html = article_of(visit(second.url))
    assert "Isi baru." in html
    assert "jadwal-air" not in html


def test_an_alt_text_corrected_later_reaches_the_library(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path)
    publish_page(publisher(wordpress), page)
    better = replace(page.media[0], alt="Pintu air Way Rilau", caption="Dibuka < 5 menit & selesai " * 90)
    publish_page(publisher(wordpress), replace(page, media=(better, *page.media[1:])))
    row = wordpress.media()[0]
    assert _meta(wordpress, row["ID"], "_wp_attachment_image_alt") == "Pintu air Way Rilau"
    assert (row["post_excerpt"] or "").startswith("Dibuka &lt; 5 menit &amp; selesai Dibuka")
    silent = replace(page.media[0], alt="", caption="")
    publish_page(publisher(wordpress), article("X3L8", (silent,)))
    assert _meta(wordpress, row["ID"], "_wp_attachment_image_alt") == "Pintu air Way Rilau"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("ralat", "Isi halaman ini keliru dan telah diralat."),
        ("digabung", "Isi halaman ini telah digabung dengan halaman lain."),
        ("ditarik", "Halaman ini telah ditarik dan isinya tidak lagi ditampilkan."),
    ],
)
def test_a_withdrawn_page_says_so_and_shows_nothing_else(
    wordpress: WordPress, tmp_path: Path, kind: Withdrawal, said: str
) -> None:
    page = page_of(tmp_path, photos=2)
    remote = publish_page(publisher(wordpress), page)
    target = f"{wordpress.url}/2026/11/gantinya/" if kind != "ditarik" else None
    site = publisher(wordpress)
    withdrawn = site.withdraw(remote, kind, "Angka keliru & akan dimuat ulang.", target)
    assert (withdrawn.url, withdrawn.state) == (remote.url, "withdrawn")
    assert publisher(wordpress).find(page.key) == withdrawn
    html = article_of(visit(remote.url))
    assert said in html
    assert "Angka keliru &amp; akan dimuat ulang." in html
    assert (f'href="{target}"' in html) == (target is not None)
    for gone in ("Air dibagi bergilir.", page.summary, "wp-image-", "Rina Wulandari", "jadwal-air"):
        assert gone not in html, gone
    assert _meta(wordpress, withdrawn.id, "_thumbnail_id") is None
    assert _terms(wordpress, "post_tag") == []


def test_two_publications_share_photos_and_a_restart_forgets_nothing(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path)
    publish_page(publisher(wordpress), page)
    again = publish_page(publisher(wordpress), replace(page, key="X3L8"))
    assert again.fingerprint == fingerprint(replace(page, key="X3L8"))
    assert (len(wordpress.posts()), len(wordpress.media())) == (2, 2)


def test_a_draft_is_never_withdrawn(wordpress: WordPress, tmp_path: Path) -> None:
    site = publisher(wordpress)
    draft = site.draft(page_of(tmp_path))
    assert refused(lambda: site.withdraw(draft, "ditarik", "", None)).code == "not_published"
