"""A paste that Telegram's apps cut into several messages is one text again, also over a restart."""

from __future__ import annotations

import pytest

from bot.desk.articles.pages import composed_of
from storage import articles
from storage.store import Tx
from tests.stage import Stage

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
