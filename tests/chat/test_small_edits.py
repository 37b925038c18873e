"""Sunting kecil: what the Kasubbag edits, how it looks before it is sent, and who hears of it."""

from __future__ import annotations

import pytest

from bot.rehearsal.phone import Phone
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from storage import articles, parts
from storage.store import Tx
from tests.chat import scenes
from tests.stage import Stage, jpeg, labels, text_of


async def article_of(stage: Stage) -> Article:
    found = await stage.bot.store.read(articles.get, 1)
    assert found is not None
    return found


async def words_of(stage: Stage) -> str:
    """The text of the revision that counts."""
    article = await article_of(stage)
    content = await stage.bot.store.read(parts.of, article.id, article.revision)
    return "\n".join(part.text for part in content)


def card(stage: Stage, person: Phone) -> str:
    return text_of(stage.find(person, "Naskah N-1"))


@pytest.fixture
async def siti(stage: Stage) -> Phone:
    """The Kasubbag, an article of Dinas Kesehatan before her, its small edit open."""
    await scenes.bring(stage, State.A_WAITING_KASUBBAG)
    await stage.tap(stage.person("Siti"), "Sunting kecil")
    return stage.person("Siti")


async def test_it_replaces_one_paragraph_and_shows_the_difference_before_anything_counts(
    stage: Stage, siti: Phone
) -> None:
    assert "Sunting kecil. Pilih yang disunting" in card(stage, siti)
    await stage.tap(siti, "Paragraf")
    assert "1. Dinas Kesehatan melayani imunisasi m…" in labels(stage.find(siti, "Paragraf mana yang disunting?"))
    await stage.tap(siti, "1. Dinas Kesehatan")
    assert "Dinas Kesehatan melayani imunisasi mulai Senin pukul 08.00." in card(stage, siti)
    await stage.say(siti, "Dinas Kesehatan melayani imunisasi mulai Selasa pukul 08.00.")
    shown = stage.find(siti, "Perubahan dari revisi ke-1 ke revisi ke-2")
    assert "melayani imunisasi mulai Senin Selasa pukul 08.00." in text_of(shown)
    assert "memeriksa perubahan ini saja" in text_of(shown)
    assert "Senin" in await words_of(stage)  # not sent yet: nothing of it counts
    assert await stage.tap(siti, "Kirim perubahan") == (
        "Perubahan N-1 dikirim. Giliran berikutnya: Hasan Basri. Diberi tahu: Rina Kartika."
    )
    article = await article_of(stage)
    assert (article.state, article.revision) == (State.A_WAITING_VERIFIER, 2)
    assert "Selasa" in await words_of(stage)
    told = card(stage, stage.person("Rina"))
    assert "Disunting kecil oleh Siti Aminah (Kepala Sub Bagian Komunikasi), pukul 09.00 WIB." in told
    assert stage.outside.refusals() == []


async def test_it_replaces_words_throughout_the_title_too(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "puskesmas => posyandu")
    assert "Judul: Imunisasi serentak di semua puskesmas Imunisasi serentak di semua posyandu" in card(stage, siti)
    await stage.say(siti, "imunisasi -> vaksinasi")
    await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).title == "Vaksinasi serentak di semua posyandu"
    assert await words_of(stage) == (
        "Vaksinasi serentak di semua posyandu\n\nDinas Kesehatan melayani vaksinasi mulai Senin pukul 08.00."
    )


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("tolong diperbaiki", "Pilih dahulu bagian yang disunting, atau ketik: kata lama => kata baru."),
        ("Rabu => Kamis", "“Rabu” tidak ditemukan. Salin persis seperti tertulis, termasuk huruf besarnya."),
        ("nin => nen", "“nin” tidak ditemukan. Salin persis seperti tertulis, termasuk huruf besarnya."),
        ("=> Kamis", "Pilih dahulu bagian yang disunting, atau ketik: kata lama => kata baru."),
    ],
)
async def test_it_says_what_to_do_where_words_are_not_found(stage: Stage, siti: Phone, typed: str, answer: str) -> None:
    await stage.say(siti, typed)
    assert text_of(siti.last) == answer
    assert not any("Kirim perubahan" in each for each in labels(stage.find(siti, "Naskah N-1")))


@pytest.mark.parametrize(
    ("title", "body", "typed", "then_title", "then_body"),
    [
        # the headline has its capital, a sentence within none; a phone begins every message with one
        ("Jadwal Rapat Warga", "Rapat itu penting. Semua ikut rapat.", "rapat => sidang", "Jadwal Sidang Warga",
         "Sidang itu penting. Semua ikut sidang."),
        ("Jadwal Rapat Warga", "Rapat itu penting. Semua ikut rapat.", "Rapat => Sidang", "Jadwal Sidang Warga",
         "Sidang itu penting. Semua ikut sidang."),
        ("JADWAL RAPAT WARGA", "Semua ikut rapat.", "rapat => sidang", "JADWAL SIDANG WARGA", "Semua ikut sidang."),
        # a name keeps itself, and is no common word
        ("Kabar dari bukit", "Warga Bukit Asam naik bukit.", "bukit => gunung", "Kabar dari gunung",
         "Warga Bukit Asam naik gunung."),
        ("Kabar dari bukit", "Warga Bukit Asam naik bukit.", "Bukit => Gunung", "Kabar dari bukit",
         "Warga Gunung Asam naik bukit."),
    ],
)  # fmt: skip
async def test_a_word_mended_throughout_is_found_with_and_without_its_capital(
    stage: Stage, title: str, body: str, typed: str, then_title: str, then_body: str
) -> None:
    text = f"{title}\n\n{body} Kalimat lain yang cukup panjang untuk naskah ini."
    draft = await stage.bot.store.write(lambda tx: scenes.draft(tx, text=text).id)
    await stage.bot.store.write(scenes.move_on, draft, State.A_WAITING_KASUBBAG)
    await stage.settle()
    siti = stage.person("Siti")
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, typed)
    await stage.tap(siti, "Kirim perubahan")
    article = await article_of(stage)
    assert article.title == then_title
    assert (await words_of(stage)).startswith(f"{then_title}\n\n{then_body}")


async def test_it_edits_the_title_and_leaves_no_second_one_in_the_text(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Judul")
    await stage.say(siti, "Imunisasi serentak di puskesmas\ndan posyandu")
    await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).title == "Imunisasi serentak di puskesmas dan posyandu"
    assert (await words_of(stage)).startswith("Imunisasi serentak di puskesmas dan posyandu\n\nDinas")


async def test_it_edits_the_section(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Rubrik")
    await stage.tap(siti, "Agenda")
    assert "Rubrik: Berita Agenda" in card(stage, siti)
    await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).section == "agenda"


async def test_it_describes_a_photo_again(stage: Stage) -> None:
    rina, hasan, siti = (stage.person(name) for name in ("Rina", "Hasan", "Siti"))
    await stage.bot.store.write(scenes.collecting)
    await stage.say(rina, scenes.TEXT)
    rina.send_photo(jpeg())
    await stage.settle()
    await stage.tap(rina, "Jelaskan 1 foto")
    await stage.say(rina, "Antrian warga")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    await stage.tap(siti, "Sunting kecil")
    await stage.tap(siti, "Deskripsi foto")
    await stage.tap(siti, "Foto 1: Antrian warga")
    assert "Foto 1 dari 1" in text_of(siti.last)
    await stage.say(siti, "Warga mengantre di puskesmas")
    await stage.tap(siti, "Kirim perubahan")
    told = card(stage, hasan)
    assert "• Deskripsi foto 1: Antrian warga Warga mengantre di puskesmas" in told
    assert "foto:" not in told.replace("Deskripsi foto", "")


async def test_it_keeps_what_was_prepared_through_a_restart_and_reminds_of_it(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "Senin => Selasa")
    await stage.bot.stop()
    await stage.start_bot()
    await stage.tap(siti, "Kembali")
    assert "Anda punya suntingan yang belum dikirim." in card(stage, siti)
    assert "belum dikirim" not in card(stage, stage.person("Hasan"))
    await stage.tap(siti, "Sunting kecil")
    await stage.tap(siti, "Kirim perubahan")
    assert "Selasa" in await words_of(stage)


async def test_it_discards_what_was_prepared(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "Senin => Selasa")
    await stage.tap(siti, "Buang perubahan")
    assert not any("Kirim perubahan" in each for each in labels(stage.find(siti, "Naskah N-1")))
    await stage.tap(siti, "Kembali")
    await stage.tap(siti, "Siap entry → Rudi")
    assert ((await article_of(stage)).revision, "Senin" in await words_of(stage)) == (1, True)


async def test_it_sends_nothing_that_is_as_before_or_lacks_something(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "Senin => Selasa")
    await stage.say(siti, "Selasa => Senin")
    siti.press(1, data=f"1:edt:a1:{(await article_of(stage)).version}:")
    await stage.settle()
    assert siti.answers[-1].text == "Belum ada yang berubah. Sunting dahulu, lalu kirim."
    await stage.tap(siti, "Judul")
    await stage.say(siti, "Im")
    assert "Naskah belum lengkap" in await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).state is State.A_WAITING_KASUBBAG


async def test_it_gives_an_edit_up_that_was_prepared_for_an_older_text(stage: Stage, siti: Phone) -> None:
    """Sent later, it would take back what the author wrote since."""
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.say(siti, "Senin => Selasa")
    await stage.tap(siti, "Kembali")
    await stage.tap(siti, "Kembalikan untuk perbaikan")
    await stage.say(siti, "Tambahkan tempatnya")
    await stage.tap(rina, "Perbaiki naskah")
    await stage.say(rina, "Tempat: aula puskesmas.")
    await stage.tap(rina, "Kirim naskah")
    await stage.tap(hasan, "berkala")
    siti.press(1, data=f"1:edt:a1:{(await article_of(stage)).version}:")
    await stage.settle()
    assert siti.answers[-1].text == "Belum ada yang berubah. Sunting dahulu, lalu kirim."
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, "Senin => Rabu")
    await stage.tap(siti, "Kirim perubahan")
    assert ("Rabu" in await words_of(stage), "aula puskesmas" in await words_of(stage)) == (True, True)


async def test_it_lets_an_internal_article_go_on_at_once_and_tells_its_author(stage: Stage) -> None:
    await stage.bot.store.write(_internal)
    await stage.settle()
    siti, agus = stage.person("Siti"), stage.person("Agus")
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, "Senin => Selasa")
    assert "langsung berlaku dan penulis diberi tahu" in card(stage, siti)
    await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).state is State.A_WAITING_KASUBBAG
    assert "Disunting kecil oleh Siti Aminah" in card(stage, agus)
    await stage.tap(agus, "Apa yang berubah")
    assert "mulai Senin Selasa pukul" in card(stage, agus)
    await stage.tap(siti, "Siap entry → Rudi")
    await stage.tap(siti, "Sunting kecil")
    await stage.say(siti, "Selasa => Rabu")
    await stage.tap(siti, "Kirim perubahan")
    assert (await article_of(stage)).state is State.A_WAITING_STAF
    await stage.tap(stage.person("Rudi"), "Terbitkan")
    assert (await article_of(stage)).state is State.A_PUBLISHED
    assert "Rabu" in await words_of(stage)


def _internal(tx: Tx) -> None:
    scenes.collecting(tx)
    scenes.draft(tx, "Agus")
    scenes.move(tx, "Agus", Kind.ARTICLE, 1, Action.SUBMIT)


async def test_it_edits_nothing_for_anybody_else(stage: Stage, siti: Phone) -> None:
    await stage.say(siti, "Senin => Selasa")
    version = (await article_of(stage)).version
    for name in ("Rina", "Hasan", "Rudi", "Bambang", "Tono"):
        phone = stage.person(name)
        for data in (f"1:opn:a1:{version}:edit", f"1:opn:a1:{version}:edit.t", f"1:edt:a1:{version}:"):
            phone.press(1, data=data)
        await stage.say(phone, "Senin => Kamis")
    article = await article_of(stage)
    assert (article.state, article.version, "Senin" in await words_of(stage)) == (
        State.A_WAITING_KASUBBAG,
        version,
        True,
    )


async def test_it_escapes_what_is_typed_in_an_edit(stage: Stage, siti: Phone) -> None:
    await stage.tap(siti, "Paragraf")
    await stage.tap(siti, "1. Dinas")
    await stage.say(siti, "<b>Dinas</b> & <script>alert(1)</script> melayani imunisasi mulai Senin pukul 08.00.")
    assert "<script>alert(1)</script>" in card(stage, siti)  # as words, not as markup
    await stage.tap(siti, "Kirim perubahan")
    assert "<script>alert(1)</script>" in card(stage, stage.person("Hasan"))
    assert stage.outside.refusals() == []
