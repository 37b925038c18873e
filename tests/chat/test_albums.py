"""Albums: several messages without an end mark, late, out of order, after a restart, with a caption anywhere."""

from __future__ import annotations

import pytest

from bot.rehearsal.methods.sending import new_media_group
from bot.rehearsal.phone import Phone
from bot.rehearsal.refusal import Json
from bot.rehearsal.world import Stored
from bot.sop.flow import State
from bot.sop.model import Part
from storage import articles, parts
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of

LONG = "Bupati meresmikan pasar rakyat. " + "Pasar ini dibangun untuk pedagang kecil di kecamatan. " * 5


async def parts_of(stage: Stage, article_id: int = 1) -> list[Part]:
    def read(tx: Tx) -> list[Part]:
        found = articles.get(tx, article_id)
        return parts.of(tx, article_id, found.revision) if found else []

    return await stage.bot.store.read(read)


async def state_of(stage: Stage, article_id: int = 1) -> State:
    found = await stage.bot.store.read(articles.get, article_id)
    assert found is not None
    return found.state


class Album:
    """An album whose parts reach the bot when the test says so; on the phone all of them are sent already."""

    def __init__(self, phone: Phone, *captions: str) -> None:
        self.phone = phone
        group = {"media_group_id": new_media_group()}
        self.parts = [
            self._posted({**group, **phone._picture(jpeg(colour), caption)})
            for colour, caption in zip(("red", "green", "blue", "gold", "teal"), captions, strict=False)
        ]

    def _posted(self, content: Json) -> Stored:
        core = self.phone._core
        return core.post(self.phone.id, {"from": self.phone.person.user()}, content, outgoing=False)

    async def arrives(self, stage: Stage, *numbers: int) -> None:
        for number in numbers:
            self.phone._update("message", self.parts[number - 1])
        await stage.settle()


async def shas(stage: Stage) -> list[str]:
    return [part.sha256 for part in await parts_of(stage) if part.kind == "photo"]


async def test_it_puts_parts_that_arrive_out_of_order_in_the_order_they_were_sent(stage: Stage) -> None:
    rina = stage.person("Rina")
    await Album(rina, "", "", "", "").arrives(stage, 3, 1, 4, 2)
    scrambled = await shas(stage)
    tono = stage.person("Tono")
    await Album(tono, "", "", "", "").arrives(stage, 1, 2, 3, 4)
    other = [p.sha256 for p in await parts_of(stage, 2) if p.kind == "photo"]
    assert len(set(scrambled)) == 4
    assert scrambled == other


async def test_an_album_makes_one_article_and_one_card_however_late_its_last_part_comes(stage: Stage) -> None:
    rina = stage.person("Rina")
    album = Album(rina, "", "", "")
    await album.arrives(stage, 1, 2)
    await stage.advance(minutes=30)
    await album.arrives(stage, 3)
    assert len(await shas(stage)) == 3
    assert "3 foto" in text_of(rina.last)
    assert (await stage.bot.store.read(articles.get, 2)) is None


async def test_a_part_that_comes_after_a_restart_joins_its_album(stage: Stage) -> None:
    rina = stage.person("Rina")
    album = Album(rina, "", "", "")
    await album.arrives(stage, 1)
    await stage.bot.stop()
    for number in (2, 3):
        rina._update("message", album.parts[number - 1])
    await stage.start_bot()
    assert len(await shas(stage)) == 3
    assert "3 foto" in text_of(rina.last)


async def test_the_same_part_twice_is_one_photo(stage: Stage) -> None:
    rina = stage.person("Rina")
    await Album(rina, "", "").arrives(stage, 1, 2, 2, 1)
    assert len(await shas(stage)) == 2


async def test_a_late_part_is_not_lost_when_something_is_being_asked(stage: Stage) -> None:
    rina = stage.person("Rina")
    album = Album(rina, "", "", "")
    await album.arrives(stage, 1, 2)
    await stage.tap(rina, "Jelaskan 2 foto")
    await album.arrives(stage, 3)
    assert "Foto 1 dari 3" in text_of(rina.last)
    await stage.say(rina, "Warga antre di puskesmas")
    first, *rest = [part.alt for part in await parts_of(stage)]
    assert (first, rest) == ("Warga antre di puskesmas", ["", ""])


async def test_a_late_part_goes_to_its_album_though_its_author_mends_another_article(stage: Stage) -> None:
    rina = stage.person("Rina")
    await scenes.bring(stage, State.A_RETURNED)
    album = Album(rina, "", "")
    await stage.say(rina, "Naskah kedua yang baru\n\nIsi naskah kedua yang cukup panjang.")
    await album.arrives(stage, 1)
    await stage.tap(rina, "Perbaiki naskah")
    await album.arrives(stage, 2)
    assert len([p for p in await parts_of(stage, 2) if p.kind == "photo"]) == 2
    assert [p for p in await parts_of(stage, 1) if p.kind == "photo"] == []


async def test_a_part_that_comes_after_the_author_said_done_is_told_so_and_begins_nothing(stage: Stage) -> None:
    rina = stage.person("Rina")
    await stage.say(rina, scenes.TEXT)
    album = Album(rina, "Warga antre", "")
    await album.arrives(stage, 1)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.tap(rina, "Pakai keterangan foto")
    await stage.tap(rina, "Kirim naskah")
    before = await stage.bot.store.read(scenes.lasting)
    await album.arrives(stage, 2)
    assert "tidak ikut: N-1 sudah dikirim" in text_of(rina.last)
    assert scenes.changed(before, await stage.bot.store.read(scenes.lasting)) == {}


@pytest.mark.parametrize("arrival", [(1, 2, 3), (2, 3, 1), (3, 2, 1)])
@pytest.mark.parametrize("captioned", [1, 2, 3])
async def test_an_article_typed_as_a_caption_stands_behind_the_first_photo(
    stage: Stage, captioned: int, arrival: tuple[int, ...]
) -> None:
    rina = stage.person("Rina")
    captions = [LONG if number == captioned else "" for number in (1, 2, 3)]
    await Album(rina, *captions).arrives(stage, *arrival)
    assert [part.kind for part in await parts_of(stage)] == ["photo", "text", "photo", "photo"]
    assert "Judul: Bupati meresmikan pasar rakyat\n" in text_of(rina.last)


async def test_the_one_caption_of_an_album_is_no_description_of_any_of_its_photos(stage: Stage) -> None:
    """Whoever does not see the photos would hear the same three times, and of none what it shows."""
    rina = stage.person("Rina")
    await Album(rina, "", "Warga antre imunisasi", "").arrives(stage, 1, 2, 3)
    await stage.tap(rina, "Jelaskan 3 foto")
    for words in ("Antrean di halaman", "Ibu dan bayi", "Petugas menyuntik"):
        assert "Pakai keterangan foto" not in labels(rina.last)
        await stage.say(rina, words)
    assert [part.alt for part in await parts_of(stage)] == ["Antrean di halaman", "Ibu dan bayi", "Petugas menyuntik"]
    assert [part.text for part in await parts_of(stage)] == ["", "Warga antre imunisasi", ""]


async def test_captions_of_their_own_are_not_offered_for_other_photos(stage: Stage) -> None:
    rina = stage.person("Rina")
    await Album(rina, "Satu", "Dua", "").arrives(stage, 1, 2, 3)
    await stage.tap(rina, "Jelaskan 3 foto")
    await stage.tap(rina, "Pakai keterangan foto")
    await stage.tap(rina, "Pakai keterangan foto")
    assert "Foto 3 dari 3" in text_of(rina.last)
    assert [part.alt for part in await parts_of(stage)] == ["Satu", "Dua", ""]
    buttons = [b["text"] for row in rina.last["reply_markup"]["inline_keyboard"] for b in row]
    assert buttons == ["‹ Kembali"]
