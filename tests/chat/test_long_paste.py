"""A paste that Telegram's apps cut into several messages is one text again, also over a restart."""

from __future__ import annotations

import pytest

from bot.desk.articles.pages import composed_of
from bot.sop.flow import State
from storage import articles
from storage.store import Tx
from tests.chat import scenes
from tests.chat.calls import again
from tests.stage import Stage, text_of

WORD = "pengumuman "


def cut(text: str, at: int = 4096) -> list[str]:
    """Cut a text as the apps do: in mid-word, after so many characters."""
    return [text[start : start + at] for start in range(0, len(text), at)]


def page(tx: Tx) -> str:
    """The page of the first article as it reads."""
    article = articles.get(tx, 1)
    assert article is not None
    return composed_of(tx, article).plain


async def typed(stage: Stage, *messages: str, restart: bool = False) -> str:
    """Rina sends messages one upon the other; the page they make."""
    rina = stage.person("Rina")
    for message in messages:
        rina.send(message)
        if restart:
            await stage.bot.stop()
            await stage.start_bot()
    await stage.settle()
    return await stage.bot.store.read(page)


@pytest.mark.parametrize("restart", [False, True])
async def test_one_paragraph_of_three_messages_is_one_again(stage: Stage, restart: bool) -> None:
    paragraph = ("Judul tidak ada. " + WORD * 900).strip()
    assert await typed(stage, *cut(paragraph), restart=False) == paragraph
    if restart:
        await stage.bot.stop()
        await stage.start_bot()
        assert await stage.bot.store.read(page) == paragraph


async def test_a_cut_at_a_blank_gives_the_blank_back(stage: Stage) -> None:
    first, second = (WORD * 370).strip(), "lanjutan kalimat itu."
    assert len(first) < 4096
    assert await typed(stage, first, second) == f"{first} {second}"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((WORD * 370).strip() + ".", "lanjutan"),  # a sentence that ended
        ((WORD * 370).strip(), "Alinea baru"),  # a new sentence
        ("pendek", "lanjutan"),
    ],
)
async def test_what_does_not_go_on_stays_a_paragraph_of_its_own(stage: Stage, first: str, second: str) -> None:
    assert await typed(stage, "Judul naskah ini", first, second) == f"{first}\n\n{second}"


async def test_a_blank_that_telegram_took_off_at_the_cut_is_given_back(stage: Stage) -> None:
    paragraph = "Judul tidak ada. " + "Warga desa hadir pada acara itu dan pulang. " * 120
    at = paragraph.index(" ", 4096 - 6)
    paragraph = "x" * (4096 - at) + paragraph  # so that the blank is the character after the cut
    assert paragraph[4096] == " "
    assert await typed(stage, paragraph[:4096], paragraph[4097:].strip()) == paragraph.strip()


async def test_a_busy_bot_between_two_halves_tears_nothing(stage: Stage) -> None:
    paragraph = ("Judul tidak ada. " + WORD * 500).strip()
    first, second = cut(paragraph)
    stage.person("Rina").send(first)
    for _ in range(12):
        await stage.say(stage.person("Siti"), "/tugas")
    assert await typed(stage, second) == paragraph


async def test_a_number_cut_in_two_is_found_and_the_text_is_read_out_as_one(stage: Stage) -> None:
    lead = ("Judul tidak ada. " + WORD * 400)[: 4096 - 13].strip()[: 4096 - 13] + " nomor "
    lead = "z" * (4096 - 8 - len(lead)) + lead
    text = f"{lead}3201234101850001 adalah nomornya, lalu kalimat selesai."
    await typed(stage, *cut(text))
    rina, hasan = stage.person("Rina"), stage.person("Hasan")
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    assert "NIK" in text_of(stage.find(hasan, "Naskah N-1"))
    read = "".join(text_of(m) for m in hasan.received)
    assert "3201234101850001" in read


async def test_halves_that_are_no_words_of_the_text_were_one_word(stage: Stage) -> None:
    paragraph = "Judul tidak ada. " + "Pemerintah desa hadir. " * 200
    at = 4096 - paragraph[:4096].rindex("Pemerintah") - 4
    shifted = "y" * at + paragraph if at >= 0 else paragraph
    assert await typed(stage, shifted[:4096], shifted[4096:].strip()) == shifted.strip()


async def test_a_message_that_had_no_room_for_an_emoji_goes_on_with_it(stage: Stage) -> None:
    lead = ("Judul tidak ada. " + WORD * 400)[:4089].strip()
    paragraph = lead + "x" * (4095 - len(lead)) + "🎉 selamat kepada warga."
    assert await typed(stage, paragraph[:4095], paragraph[4095:]) == paragraph


async def test_the_rest_of_a_reason_that_was_too_long_is_no_reason_by_itself(stage: Stage) -> None:
    article = await scenes.bring(stage, State.A_WAITING_VERIFIER)
    hasan, rina = stage.person("Hasan"), stage.person("Rina")
    await stage.tap(hasan, "Kembalikan")
    for message in cut(("alasan " * 700).strip()):
        hasan.send(message)
    await stage.settle()
    assert (await again(stage, article)).state is State.A_WAITING_VERIFIER
    assert "Terlalu panjang: 4.899 karakter, paling banyak 1.000." in text_of(hasan.last)
    await stage.say(hasan, "Tanggalnya keliru")
    assert (await again(stage, article)).state is State.A_RETURNED
    assert "Tanggalnya keliru" in text_of(stage.find(rina, "Naskah N-1"))
