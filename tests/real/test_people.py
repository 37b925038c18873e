"""People work in wp-admin, too: what they changed is neither lost nor doubled, and what their plugins do is noticed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from bot.cms.base import Page, Remote, fingerprint
from bot.cms.contract import article
from bot.cms.publish import publish_page
from bot.cms.restore import restore_page
from tests.real.support import by_hand, page_of, publisher, refused, visit
from tests.real.wordpress import WordPress


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return page_of(tmp_path)


@pytest.fixture
def live(wordpress: WordPress, page: Page) -> Remote:
    return publish_page(publisher(wordpress), page)


def _content(site: WordPress) -> str:
    return site.posts()[0]["post_content"] or ""


def _corrected(page: Page) -> Page:
    return replace(page, html="<p>Isi baru.</p>")


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Judul dari wp-admin"},
        {"excerpt": "Ringkasan dari wp-admin"},
        {"content": ("bergilir", "merata")},
        {"content": ("jadwal-air", "jadwal-lain")},
        {"content": ('alt="Sawah"', 'alt="Sawah kering"')},
        {"content": ("<!-- tayang-", "<!-- hilang-")},
    ],
)
def test_a_correction_never_overwrites_what_somebody_wrote(
    wordpress: WordPress, page: Page, live: Remote, changed: dict[str, str | tuple[str, str]]
) -> None:
    told = {
        name: value if isinstance(value, str) else _content(wordpress).replace(*value)
        for name, value in changed.items()
    }
    by_hand(wordpress, live.id, **told)
    stored = _content(wordpress)
    error = refused(lambda: publish_page(publisher(wordpress), _corrected(page)))
    assert (error.code, error.again) == ("changed_elsewhere", False)
    assert _content(wordpress) == stored
    assert len(wordpress.posts()) == 1


def test_restoring_our_revision_lets_the_correction_through(wordpress: WordPress, page: Page, live: Remote) -> None:
    ours = _content(wordpress)
    by_hand(wordpress, live.id, content=ours.replace("bergilir", "merata"))
    by_hand(wordpress, live.id, content=ours)
    corrected = _corrected(page)
    assert publish_page(publisher(wordpress), corrected).fingerprint == fingerprint(corrected)


def test_a_correction_that_takes_over_their_words_is_let_through(
    wordpress: WordPress, page: Page, live: Remote
) -> None:
    by_hand(wordpress, live.id, content=_content(wordpress).replace("bergilir", "merata"))
    same = replace(page, html=page.html.replace("bergilir", "merata"))
    assert publish_page(publisher(wordpress), same).fingerprint == fingerprint(same)


@pytest.mark.parametrize(
    ("cut", "paste"),
    [("<p>Air", '<p class="has-large-font-size">Air'), ("</p>", "</p>\n\n"), ("Jum'at", "Jum&#039;at")],
)
def test_what_an_editor_reflows_is_no_change(
    wordpress: WordPress, page: Page, live: Remote, cut: str, paste: str
) -> None:
    by_hand(wordpress, live.id, content=_content(wordpress).replace(cut, paste))
    assert publish_page(publisher(wordpress), _corrected(page)).id == live.id


def test_categories_tags_and_cover_that_somebody_chose_stay(wordpress: WordPress, tmp_path: Path) -> None:
    page = page_of(tmp_path, photos=2)
    live = publish_page(publisher(wordpress), page)
    auth = (wordpress.editor.user, wordpress.editor.password)
    api = f"{wordpress.url}/wp-json/wp/v2"
    tag = requests.post(f"{api}/tags", json={"name": "pilihan"}, auth=auth, timeout=20).json()["id"]
    other = requests.get(f"{api}/categories?slug=pengumuman", timeout=20).json()[0]["id"]
    post = requests.get(f"{api}/posts/{live.id}", timeout=20).json()
    cover = int(wordpress.media()[1]["ID"] or 0)
    categories = {*post["categories"], other}
    by_hand(wordpress, live.id, categories=[*categories], tags=[*post["tags"], tag], featured_media=cover)

    publish_page(publisher(wordpress), replace(page, tags=("tarif",)))
    after = requests.get(f"{api}/posts/{live.id}", timeout=20).json()
    assert set(after["categories"]) == categories
    assert tag in after["tags"]
    assert not set(post["tags"]) & set(after["tags"])
    assert after["featured_media"] == cover != post["featured_media"]


def test_a_post_with_another_title_and_address_is_still_ours(wordpress: WordPress, page: Page, live: Remote) -> None:
    by_hand(wordpress, live.id, slug="alamat-lain")
    moved = publish_page(publisher(wordpress), replace(_corrected(page), title="Judul lain"))
    assert moved.id == live.id
    assert "/alamat-lain/" in moved.url
    assert "Isi baru." in visit(moved.url)
    assert len(wordpress.posts()) == 1


def test_a_person_may_decide_that_the_approved_words_win(wordpress: WordPress, page: Page, live: Remote) -> None:
    approved = fingerprint(page)
    by_hand(wordpress, live.id, title="Slot gacor", content=_content(wordpress) + "<p>Judi daring</p>")
    assert "Judi daring" in visit(live.url)
    again = restore_page(publisher(wordpress), page)
    assert (again.id, again.url, again.fingerprint) == (live.id, live.url, approved)
    shown = visit(live.url)
    assert page.title in shown
    assert "Slot gacor" not in shown
    assert "Judi daring" not in shown
    assert len(wordpress.posts()) == 1
    assert publish_page(publisher(wordpress), _corrected(page)).id == live.id  # and it can be corrected as before


def test_what_was_withdrawn_or_taken_down_is_not_brought_back(wordpress: WordPress, page: Page, live: Remote) -> None:
    by_hand(wordpress, live.id, status="private")
    assert refused(lambda: restore_page(publisher(wordpress), page)).code == "changed_elsewhere"
    assert refused(lambda: publisher(wordpress).restore(live, page, {})).code == "not_published"
    by_hand(wordpress, live.id, status="publish")
    publisher(wordpress).withdraw(live, "ditarik", "Tidak berlaku lagi.", None)
    assert refused(lambda: restore_page(publisher(wordpress), page)).code == "withdrawn"
    assert refused(lambda: publisher(wordpress).restore(live, page, {})).code == "withdrawn"


@pytest.mark.parametrize("status", ["draft", "private", "pending"])
def test_what_somebody_took_down_is_not_put_up_again(
    wordpress: WordPress, page: Page, live: Remote, status: str
) -> None:
    by_hand(wordpress, live.id, status=status)
    error = refused(lambda: publish_page(publisher(wordpress), _corrected(page)))
    assert (error.code, error.again) == ("changed_elsewhere", False)
    assert status in error.detail
    assert [post["post_status"] for post in wordpress.posts()] == [status]


def test_a_post_in_the_trash_is_left_there(wordpress: WordPress, page: Page, live: Remote) -> None:
    auth = (wordpress.admin.user, wordpress.admin.password)
    requests.delete(f"{wordpress.url}/wp-json/wp/v2/posts/{live.id}", auth=auth, timeout=20)
    assert (wordpress.posts()[0]["post_name"] or "").endswith("__trashed")
    for call in (
        lambda: publish_page(publisher(wordpress), page),
        lambda: publisher(wordpress).find(page.key),
        lambda: publisher(wordpress).draft(page),
        lambda: publisher(wordpress).withdraw(live, "ralat", "", None),
    ):
        error = refused(call)
        assert (error.code, error.again) == ("trashed", False)
    assert [post["post_status"] for post in wordpress.posts()] == ["trash"]
    requests.delete(f"{wordpress.url}/wp-json/wp/v2/posts/{live.id}?force=true", auth=auth, timeout=20)
    assert publish_page(publisher(wordpress), page).state == "published"


def test_a_post_whose_odd_block_somebody_took_away_is_still_ours(
    wordpress: WordPress, page: Page, live: Remote
) -> None:
    without = re.sub(r"<!-- wp:html -->.*?<!-- /wp:html -->", "", _content(wordpress), flags=re.DOTALL)
    by_hand(wordpress, live.id, content=without, slug="alamat-lain", title="Judul lain")
    error = refused(lambda: publish_page(publisher(wordpress), _corrected(page)))
    assert (error.code, len(wordpress.posts())) == ("changed_elsewhere", 1)
    site = publisher(wordpress)
    found = site.find(page.key)
    assert found == replace(live, url=f"{wordpress.url}/2024/05/alamat-lain/", fingerprint="")
    withdrawn = site.withdraw(found, "ditarik", "", None)
    assert publisher(wordpress).find(page.key) == withdrawn


@pytest.mark.parametrize("text", ["<p>tayang-W2K7; adalah kode.</p>", "<p>tayang-W2K7</p><!-- tayang-W2K7X; -->"])
def test_a_text_that_names_our_key_is_not_ours(wordpress: WordPress, page: Page, text: str) -> None:
    auth = (wordpress.admin.user, wordpress.admin.password)
    told = {"title": "Lain", "content": text, "status": "publish"}
    requests.post(f"{wordpress.url}/wp-json/wp/v2/posts", json=told, auth=auth, timeout=20)
    assert publisher(wordpress).find(page.key) is None


def test_a_draft_that_somebody_published_gets_its_photos(wordpress: WordPress, page: Page) -> None:
    draft = publisher(wordpress).draft(page)
    by_hand(wordpress, draft.id, status="publish")
    done = publish_page(publisher(wordpress), page)
    assert (done.id, done.fingerprint) == (draft.id, fingerprint(page))
    assert "wp-image-" in _content(wordpress)


def test_a_withdrawal_is_not_stopped_by_what_somebody_wrote(wordpress: WordPress, page: Page, live: Remote) -> None:
    by_hand(wordpress, live.id, content=_content(wordpress).replace("bergilir", "merata"))
    assert publisher(wordpress).withdraw(live, "ditarik", "", None).state == "withdrawn"
    kept = wordpress.sql("SELECT post_content FROM wp_posts WHERE post_type = 'revision'")
    assert any("merata" in (row["post_content"] or "") for row in kept)


# --- accounts and plugins


def test_an_author_publishes_and_corrects_like_an_editor(wordpress: WordPress, tmp_path: Path) -> None:
    """WordPress cleans what an Author sends (KSES): entities are written anew, some attributes go."""
    html = (
        '<p>Jum\'at &amp; Sabtu, [harga] 5 &lt; 6, <time datetime="2026-11-20">20 November</time>,'
        ' <a href="https://contohkab.go.id/?a=1&amp;b=[2]">tautan</a> <mark>x</mark></p>'
    )
    page = page_of(tmp_path, title="Tarif & <jadwal>", summary="A & B < C", byline="D'Arta & rekan", html=html)
    first = publish_page(publisher(wordpress, wordpress.author), page)
    corrected = replace(page, html=html + "<p>Tambahan.</p>")
    second = publish_page(publisher(wordpress, wordpress.author), corrected)
    assert (second.id, second.fingerprint) == (first.id, fingerprint(corrected))
    assert publisher(wordpress, wordpress.author).withdraw(second, "ralat", "x", None).state == "withdrawn"
    assert (len(wordpress.posts()), len(wordpress.media())) == (1, 2)


def test_a_plugin_that_takes_pictures_out_is_noticed(wordpress: WordPress, page: Page) -> None:
    wordpress.switch(strip_images=True)
    for _ in range(2):
        error = refused(lambda: publish_page(publisher(wordpress), page))
        assert (error.code, error.again) == ("altered", False)
    wordpress.switch()
    assert publish_page(publisher(wordpress), page).fingerprint == fingerprint(page)
    assert "wp-image-" in _content(wordpress)
    assert len(wordpress.posts()) == 1


def test_a_plugin_that_takes_comments_out_stops_before_anybody_sees_anything(wordpress: WordPress, page: Page) -> None:
    wordpress.switch(strip_comments=True)
    for _ in range(2):
        error = refused(lambda: publish_page(publisher(wordpress), page))
        assert (error.code, error.again) == ("mark_lost", False)
    assert [post["post_status"] for post in wordpress.posts()] == ["draft"]
    wordpress.switch()
    assert publish_page(publisher(wordpress), page).state == "published"
    assert len(wordpress.posts()) == 1


def test_where_the_search_is_taken_over_the_address_keeps_it_one_post(wordpress: WordPress, page: Page) -> None:
    wordpress.switch(search_off=True)
    for _ in range(2):
        publish_page(publisher(wordpress), page)
    assert (len(wordpress.posts()), len(wordpress.media())) == (1, 2)
    codes = [problem.code for problem in publisher(wordpress).check()]
    assert codes == ["search_odd"]


def test_plain_permalinks_are_understood(wordpress: WordPress, page: Page) -> None:
    wordpress.switch(rest_html=404)
    remote = publish_page(publisher(wordpress), page)
    assert publish_page(publisher(wordpress, api=f"{wordpress.url}/?rest_route=/"), page) == remote
    assert publisher(wordpress).check() == []
    assert (len(wordpress.posts()), len(wordpress.media())) == (1, 2)


def test_a_contributor_is_told_that_a_right_is_missing(wordpress: WordPress) -> None:
    error = refused(lambda: publish_page(publisher(wordpress, wordpress.contributor), article()))
    assert (error.code, error.again) == ("right_missing", False)
    assert [post["post_status"] for post in wordpress.posts()] == ["draft"]
    assert publish_page(publisher(wordpress), article()).state == "published"
    assert len(wordpress.posts()) == 1
