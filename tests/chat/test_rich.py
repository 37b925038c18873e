"""Rich messages by chat: understood as an article, changed by an edit, never met with silence."""

from __future__ import annotations

from typing import Any

from bot.sop.model import Article, Part
from storage import articles, parts
from storage.store import Tx
from tests.stage import Stage, jpeg, text_of

Json = dict[str, Any]


def para(text: Any) -> Json:
    return {"type": "paragraph", "text": text}


BLOCKS: list[Json] = [
    {"type": "heading", "text": "Pasar murah di alun-alun", "size": 1},
    para(["Pasar murah dibuka ", {"type": "bold", "text": "Sabtu"}, " pukul 08.00 sampai habis."]),
    {"type": "list", "items": [{"label": "•", "blocks": [para("Beras")]}, {"label": "•", "blocks": [para("Gula")]}]},
]


HTML = (
    "<h2>Pasar murah di alun-alun</h2>\n<p>Pasar murah dibuka <strong>Sabtu</strong> pukul 08.00 sampai habis.</p>\n"
    "<ul><li>Beras</li><li>Gula</li></ul>"
)


def _article(tx: Tx) -> tuple[Article, list[Part]]:
    found = articles.get(tx, 1)
    assert found is not None
    return found, parts.of(tx, found.id, found.revision)


async def test_it_takes_a_rich_message_for_an_article(stage: Stage) -> None:
    rina = stage.person("Rina")
    photo = rina.rich_photo(jpeg("seagreen"), "Warga membeli beras")
    rina.send_rich([*BLOCKS, photo, para("Bawalah tas belanja.")])
    await stage.settle()
    article, parts = await stage.bot.store.read(_article)
    assert article.title == "Pasar murah di alun-alun"
    assert [(part.kind, part.text) for part in parts] == [
        ("html", HTML),
        ("photo", "Warga membeli beras"),
        ("html", "<p>Bawalah tas belanja.</p>"),
    ]
    assert "☐ deskripsi untuk 1 foto" in text_of(rina.last)
    assert stage.outside.refusals() == []


async def test_it_says_what_of_a_rich_message_does_not_come_on_the_page(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_rich([*BLOCKS, {"type": "video", "video": {}}, {"type": "timeline", "text": "Jadwal menyusul"}])
    await stage.settle()
    said = text_of(stage.find(rina, "tidak ikut"))
    assert said.splitlines() == [
        "Dari pesan itu yang tidak ikut:",
        "• tata letak 1 bagian (mis. rumus); teksnya ikut",
        "• 1 video; unggah ke kanal video kantor, lalu tulis tautannya",
    ]
    _, parts = await stage.bot.store.read(_article)
    assert parts[0].text.endswith("<p>Jadwal menyusul</p>")


async def test_it_follows_an_edited_rich_message(stage: Stage) -> None:
    rina = stage.person("Rina")
    sent = rina.send_rich(BLOCKS)
    await stage.say(rina, "Kalimat dari chat.")
    changed = {
        **sent,
        "edit_date": sent["date"],
        "rich_message": {"blocks": [para("Pasar murah ditunda"), para("Maaf.")]},
    }
    rina.raw({"edited_message": changed})
    await stage.settle()
    article, parts = await stage.bot.store.read(_article)
    assert article.title == "Pasar murah ditunda"
    assert [part.text for part in parts] == ["<p>Pasar murah ditunda</p>\n<p>Maaf.</p>", "Kalimat dari chat."]


async def test_it_takes_a_rich_message_for_an_answer_where_words_are_asked(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, "Judul lama sekali\n\nIsi naskah yang cukup panjang untuk dimuat di situs web.")
    await stage.tap(rina, "Ganti seluruh teks")
    rina.send_rich(BLOCKS)
    await stage.settle()
    article, parts = await stage.bot.store.read(_article)
    assert article.title == "Pasar murah di alun-alun"
    assert [part.kind for part in parts] == ["html"]
    assert await stage.tap(rina, "Pakai keduanya") == "Keduanya ada di naskah sekarang. Periksa urutannya."
    _, parts = await stage.bot.store.read(_article)
    assert [part.kind for part in parts] == ["text", "html"]


async def test_it_answers_a_rich_message_without_words(stage: Stage) -> None:
    rina = stage.person("Rina")
    rina.send_rich([{"type": "anchor", "name": "a"}])
    await stage.settle()
    assert text_of(rina.last).startswith("Jenis pesan ini tidak dapat menjadi bagian naskah.")


async def test_it_says_that_a_photo_of_a_rich_message_could_not_be_taken(stage: Stage) -> None:
    rina = stage.person("Rina")
    broken = rina.rich_photo(jpeg())
    broken["photo"] = [{**broken["photo"][-1], "file_id": "AgACAgUAAxkBAAIhilang"}]
    rina.send_rich([*BLOCKS, broken])
    await stage.settle()
    assert "• 1 foto yang tidak dapat diambil atau dibuka" in text_of(stage.find(rina, "tidak ikut"))


async def test_a_stranger_gets_the_one_polite_answer(stage: Stage) -> None:
    stranger = stage.stranger()
    stranger.send_rich([*BLOCKS, stranger.rich_photo(jpeg())])
    await stage.settle()
    assert len(stranger.received) == 1
    assert stage.outside.log.of("getFile") == []
