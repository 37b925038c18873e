"""The headline comes with the text, with the photos, or before the first full stop: the title is it, and no more."""

from __future__ import annotations

import pytest

from bot.desk.articles.pages import composed_of
from storage import articles
from storage.store import Tx
from tests.stage import Stage, jpeg, text_of

HEAD = "Bupati Resmikan Pasar Rakyat"
BODY = "NUSARAYA – Bupati meresmikan pasar rakyat di Kecamatan Utara, Senin (23/11). Pasar itu menampung 120 pedagang."


def page(tx: Tx) -> tuple[str, str, list[str]]:
    """Title, text and captions of the first article."""
    article = articles.get(tx, 1)
    assert article is not None
    composed = composed_of(tx, article)
    return article.title, composed.plain, [medium.caption for medium in composed.media if medium.caption]


@pytest.mark.parametrize("photos", [1, 3])
@pytest.mark.parametrize("first", ["photos", "text"])
async def test_the_headline_that_came_with_the_photos_heads_the_text(stage: Stage, photos: int, first: str) -> None:
    rina = stage.person("Rina")
    for what in ("photos", "text") if first == "photos" else ("text", "photos"):
        if what == "text":
            rina.send(BODY)
        elif photos == 1:
            rina.send_photo(jpeg(), HEAD)
        else:
            rina.send_album([jpeg(colour) for colour in ("red", "green", "blue")], HEAD)
        await stage.settle()
    assert f"Judul: {HEAD}\n" in text_of(rina.last)
    title, plain, captions = await stage.bot.store.read(page)
    assert (title, plain) == (HEAD, BODY)
    assert captions == []


@pytest.mark.parametrize(
    "caption",
    [
        f"{HEAD}\n{BODY}",
        f"{HEAD}\n\n{BODY}\n\nAlinea kedua.",
        f"{HEAD}\nPasar itu menampung 120 pedagang dari lima desa.",  # short, and a text all the same
    ],
)
async def test_a_caption_with_headline_and_text_is_the_article(stage: Stage, caption: str) -> None:
    rina = stage.person("Rina")
    rina.send_album([jpeg("red"), jpeg("green")], caption)
    await stage.settle()
    title, plain, captions = await stage.bot.store.read(page)
    assert (title, plain) == (HEAD, caption.partition("\n")[2].strip())
    assert captions == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"{HEAD}. " + "Pasar itu menampung pedagang dari desa sekitar. " * 4, HEAD),
        ("Drs. H. Ahmad Fauzi meresmikan pasar. " + "Pasar itu besar. " * 12, "Drs. H. Ahmad Fauzi meresmikan pasar"),
    ],
)
async def test_one_long_paragraph_is_headed_by_its_first_sentence(stage: Stage, text: str, title: str) -> None:
    rina = stage.person("Rina")
    rina.send_photo(jpeg(), text)
    await stage.settle()
    found, plain, _ = await stage.bot.store.read(page)
    assert found == title
    assert plain == " ".join(text.split())  # nothing of it is lost


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Foto: Bupati menggunting pita", BODY),
        ("Bupati menggunting pita saat peresmian.", BODY),
        ("Bupati menggunting pita", f"{HEAD}\n\n{BODY}"),  # the text has its headline
    ],
)
async def test_what_tells_of_the_photo_stays_below_the_photo(stage: Stage, caption: str, text: str) -> None:
    rina = stage.person("Rina")
    rina.send_photo(jpeg(), caption)
    await stage.say(rina, text)
    title, _, captions = await stage.bot.store.read(page)
    assert title != caption
    assert captions == [caption]


async def test_the_title_follows_an_edit_of_the_caption_it_came_from(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_photo(jpeg(), HEAD)
    await stage.say(rina, BODY)
    rina.edit(int(sent["message_id"]), f"{HEAD} Utara")
    await stage.settle()
    assert (await stage.bot.store.read(page))[0] == f"{HEAD} Utara"
