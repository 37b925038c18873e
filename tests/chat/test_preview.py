"""The page as it will look, sent in chat: the same content as is published, in one file that Telegram opens itself."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from bot.cms.base import Publisher, PublishError, Remote
from bot.content.plain import paragraphs
from bot.desk.publishing import publish
from bot.papers.typesetting import PaperError
from bot.rehearsal.phone import Phone
from bot.sop.flow import State
from storage import articles
from tests.chat import scenes
from tests.papers.reading import close, words
from tests.stage import Stage, jpeg, labels, text_of


async def ready(stage: Stage) -> Phone:
    """An article of Rina's with a text, three photos and a file, still a draft."""
    rina = stage.person("Rina")
    await stage.say(rina, f"{scenes.TEXT}\n\nSumber: https://contoh.go.id/a?b=1&c=2 <script>alert(1)</script>")
    rina.send_album([jpeg("red", (1600, 1200)), jpeg("green"), jpeg("blue")], "Warga <antre> & menunggu")
    rina.send_document(b"nama,jumlah\nSiti,3\n", "data penerima.csv", "text/csv", "Data penerima")
    await stage.settle()
    return rina


def sheets(stage: Stage, phone: Phone) -> list[tuple[str, str, bytes]]:
    """(file name, caption, content) of each preview somebody got."""
    files = stage.outside.core.files
    found = [m for m in phone.received if "document" in m and m["document"]["file_name"].startswith("Pratinjau")]
    stored = [files.find(m["document"]["file_id"]) for m in found]
    return [(s.name, text_of(m), s.content) for s, m in zip(stored, found, strict=True) if s is not None]


def pages(stage: Stage, phone: Phone) -> list[tuple[str, str, str]]:
    """(file name, caption, words) of each preview somebody got."""
    return [(name, caption, words(content)) for name, caption, content in sheets(stage, phone)]


async def test_it_sends_the_page_as_one_file_named_by_article_and_revision(stage: Stage) -> None:
    rina = await ready(stage)
    assert await stage.tap(rina, "Pratinjau") != ""
    [(name, caption, page)] = pages(stage, rina)
    assert name == "Pratinjau-N-1-revisi-1.pdf"
    assert rina.received[-2]["document"]["mime_type"] == "application/pdf"
    assert caption.startswith("Pratinjau N-1, revisi ke-1: begini halaman ini akan tampil. Belum tayang.")
    assert "Pratinjau – belum tayang." in page
    assert "Imunisasi serentak di semua puskesmas" in page
    assert "Warga <antre> & menunggu" in page
    assert "Data penerima (CSV" in page
    assert "Naskah baru N-1" in text_of(rina.last)  # the card stands below it, ready for the next tap


async def test_its_photos_are_inside_it_small_and_nothing_is_fetched_or_run(stage: Stage) -> None:
    rina = await ready(stage)
    await stage.tap(rina, "Pratinjau")
    [(_, _, content)] = sheets(stage, rina)
    read = PdfReader(io.BytesIO(content))
    pictures = [image for page in read.pages for image in page.images]
    assert len(pictures) == 3
    with Image.open(io.BytesIO(pictures[0].data)) as first:
        assert first.size == (960, 720)
    notes = [note.get_object() for page in read.pages for note in page.get("/Annots", ())]
    assert {note["/A"]["/URI"] for note in notes} == {"https://contoh.go.id/a?b=1&c=2"}
    assert "<script>alert(1)</script>" in close(words(content))
    assert not any(name in content for name in (b"/JavaScript", b"/Launch", b"/OpenAction", b"/EmbeddedFile"))


async def test_it_shows_exactly_what_is_published(stage: Stage) -> None:
    """Not another composition of it: every word the publisher is given is on the page, in its order."""
    rina = await ready(stage)
    await stage.tap(rina, "Pratinjau")
    [(_, _, page)] = pages(stage, rina)
    job = await stage.bot.store.read(publish.job, 1)
    assert job is not None
    said = close(page)
    place = said.index(close(job.page.title))
    for paragraph in paragraphs(job.page.html):
        place = said.index(close(paragraph), place)
    assert place > 0


async def test_it_is_a_snapshot_a_later_edit_needs_a_new_one(stage: Stage) -> None:
    rina, hasan = await ready(stage), stage.person("Hasan")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 3 foto")
    for _ in range(3):
        await stage.say(rina, "Warga antre di halaman puskesmas")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Pratinjau")
    await stage.tap(hasan, "Kembalikan untuk perbaikan")
    await stage.say(hasan, "Tambahkan jadwal")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Jadwal: pukul 08.00 sampai 12.00.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "Pratinjau")
    (first, _, old), (second, _, new) = pages(stage, hasan)
    assert (first, second) == ("Pratinjau-N-1-revisi-1.pdf", "Pratinjau-N-1-revisi-2.pdf")
    assert ("Jadwal: pukul 08.00" in old, "Jadwal: pukul 08.00" in new) == (False, True)


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.A_WAITING_VERIFIER, "Hasan"),
        (State.A_WAITING_KASUBBAG, "Siti"),
        (State.A_WAITING_STAF, "Rudi"),
        (State.A_RETURNED, "Rina"),
    ],
)
async def test_everybody_who_decides_can_look_at_it(stage: Stage, state: State, name: str) -> None:
    await scenes.bring(stage, state)
    phone = stage.person(name)
    await stage.tap(phone, "Pratinjau")
    assert len(pages(stage, phone)) == 1
    assert stage.outside.refusals() == []


async def test_what_is_live_has_no_preview_and_a_stranger_gets_none(stage: Stage) -> None:
    await scenes.bring(stage, State.A_PUBLISHED)
    rudi, tono = stage.person("Rudi"), stage.person("Tono")
    assert not any("Pratinjau" in label for m in rudi.received for label in labels(m))
    for phone in (rudi, tono):
        phone.press(1, data="1:pvw:a1:0:")
        await stage.settle()
        assert phone.answers[-1].text
        assert pages(stage, phone) == []


async def test_a_photo_that_is_lost_leaves_its_words_in_its_place(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_photo(jpeg("red"), "Warga antre")
    rina.send(scenes.TEXT)
    await stage.settle()
    job = await stage.bot.store.read(publish.job, 1)
    assert job is not None
    job.page.media[0].path.unlink()
    await stage.tap(rina, "Pratinjau")
    [(_, _, content)] = sheets(stage, rina)
    assert "Warga antre" in words(content)
    assert not any(page.images for page in PdfReader(io.BytesIO(content)).pages)


@pytest.mark.parametrize("sign", ["", "\U000f0000"])
async def test_who_looks_is_told_what_boxes_are_where_there_are_any(stage: Stage, sign: str) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, f"{scenes.TEXT}{sign}")
    await stage.tap(rina, "Pratinjau")
    [(_, caption, _)] = pages(stage, rina)
    assert ("Kotak kecil di berkas ini adalah emoji" in caption) is bool(sign)


async def test_a_page_that_cannot_be_set_is_apologised_for_and_the_next_tap_gets_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina = await ready(stage)

    def broken(*_: object, **__: object) -> bytes:
        raise PaperError("no type")

    with monkeypatch.context() as while_broken:
        while_broken.setattr("bot.outbox.telegram.preview.webpage", broken)
        await stage.tap(rina, "Pratinjau")
    assert pages(stage, rina) == []
    assert any("Pratinjau N-1 belum dapat dibuat. Naskahnya aman" in text_of(m) for m in rina.received)
    await stage.tap(rina, "Pratinjau")
    assert len(pages(stage, rina)) == 1


# --- the website's own preview ------------------------------------------------------------------------


def with_drafts(publisher: Publisher, monkeypatch: pytest.MonkeyPatch, found: Remote | PublishError | None) -> None:
    """A website that shows its staff the drafts it has; anything but looking would be noticed."""

    def find(_key: str) -> Remote | None:
        if isinstance(found, PublishError):
            raise found
        return found

    monkeypatch.setattr(publisher, "find", find)
    monkeypatch.setattr(publisher, "draft_preview_url", lambda remote: f"https://contoh.go.id/?p={remote.id}&preview=1")
    for name in ("draft", "attach", "publish", "correct", "withdraw"):
        monkeypatch.setattr(publisher, name, lambda *_: pytest.fail("a look created something"))


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Remote("7", "https://contoh.go.id/7", "draft", ""), True),
        (Remote("7", "https://contoh.go.id/7", "published", ""), False),
        (None, False),
        (PublishError("unreachable", "down", again=True), False),
    ],
)
async def test_the_staf_gets_the_websites_own_preview_where_a_draft_is_there(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, found: Remote | PublishError | None, told: bool
) -> None:
    await scenes.bring(stage, State.A_WAITING_STAF)
    with_drafts(stage.bot.settings.publisher, monkeypatch, found)
    rudi = stage.person("Rudi")
    await stage.tap(rudi, "Pratinjau")
    assert len(pages(stage, rudi)) == 1
    links = [m for m in rudi.received if "Konsep N-1 di situs web" in text_of(m)]
    assert bool(links) is told
    if told:
        assert links[0]["entities"][-1]["url"] == "https://contoh.go.id/?p=7&preview=1"
    article = await stage.bot.store.read(articles.get, 1)
    assert article is not None
    assert article.state is State.A_WAITING_STAF


async def test_the_author_is_not_given_the_websites_own_preview(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await scenes.bring(stage, State.A_RETURNED)
    with_drafts(stage.bot.settings.publisher, monkeypatch, Remote("7", "https://contoh.go.id/7", "draft", ""))
    rina = stage.person("Rina")
    await stage.tap(rina, "Pratinjau")
    assert not any("Konsep" in text_of(m) for m in rina.received)
