"""A card is one message that follows its thing: edited in place, never doubled, whatever breaks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import Bot
from telegram.error import BadRequest

from bot.content.chat import pieces
from bot.desk import notify
from bot.rehearsal.calls import Call
from bot.rehearsal.faults import Fault
from bot.rehearsal.phone import Phone
from bot.sop.flow import Kind
from storage import articles, outbox, screens
from storage.store import Tx
from tests.moving.support import draft, heard, is_to, left, outcomes, until
from tests.stage import Stage, labels, text_of


def retitled(tx: Tx, title: str, anew: bool = False) -> None:
    """Rina's article gets another title, and her card is to show it."""
    article = articles.get(tx, 1)
    assert article is not None
    assert articles.change(tx, article, title=title)
    if anew:
        outbox.add_card(tx, 1007, (Kind.ARTICLE, article.id), anew=True)
    else:
        notify.refresh(tx, article)


def edits(stage: Stage) -> list[Call]:
    return stage.outside.log.of("editMessageText")


def cards(person: Phone) -> list[str]:
    """The messages with buttons that somebody has: the living cards."""
    return [text_of(message) for message in person.received if labels(message)]


async def test_ten_changes_make_one_edit(stage: Stage) -> None:
    rina = await draft(stage)
    before = len(edits(stage))
    stage.outside.faults.add(Fault("editMessageText", "delay", seconds=0.2))
    await stage.bot.store.write(retitled, "Judul 0")
    await until(lambda: len(edits(stage)) == before + 1)
    for n in range(1, 11):
        await stage.bot.store.write(retitled, f"Judul {n}")
    await stage.settle()
    assert len(edits(stage)) == before + 2
    assert "Judul 10" in cards(rina)[0]
    assert len(cards(rina)) == 1


async def test_a_refresh_that_shows_nothing_new_is_no_call_at_all(stage: Stage) -> None:
    await draft(stage)

    def refresh(tx: Tx) -> None:
        article = articles.get(tx, 1)
        assert article is not None
        notify.refresh(tx, article)

    await stage.bot.store.write(refresh)
    await stage.settle()
    assert edits(stage) == []
    assert (await outcomes(stage, "card"))[-1] == "unchanged"


async def test_an_edit_whose_answer_was_lost_ends_with_the_right_card(stage: Stage) -> None:
    """Telegram says "not modified" to the second attempt: that is success."""
    rina = await draft(stage)
    stage.outside.faults.add(Fault("editMessageText", "drop_after"))
    await stage.bot.store.write(retitled, "Judul baru")
    await stage.settle()
    assert [call.error.partition(":")[2].split(":")[0].strip() for call in edits(stage)[-1:]] == [
        "message is not modified"
    ]
    assert (await outcomes(stage, "card"))[-2:] == ["uncertain", "unchanged"]
    assert len(cards(rina)) == 1
    assert "Judul baru" in cards(rina)[0]
    assert await left(stage) == 0


@pytest.mark.parametrize("kind", ["drop_before", "error", "flood"])
async def test_an_edit_that_failed_is_tried_again(stage: Stage, kind: str) -> None:
    rina = await draft(stage)
    stage.outside.faults.add(Fault("editMessageText", kind, times=2))  # type: ignore[arg-type]  # one of its kinds
    await stage.bot.store.write(retitled, "Judul baru")
    await stage.settle()
    assert len(cards(rina)) == 1
    assert "Judul baru" in cards(rina)[0]


async def test_a_card_somebody_deleted_is_sent_anew(stage: Stage) -> None:
    rina = await draft(stage)
    rina.delete(rina.received[-1]["message_id"])
    await stage.bot.store.write(retitled, "Judul baru")
    await stage.settle()
    assert len(cards(rina)) == 1
    assert "Judul baru" in cards(rina)[0]
    assert [call.method for call in stage.outside.refusals()] == ["editMessageText"]
    await stage.bot.store.write(retitled, "Judul lain")
    await stage.settle()
    assert "Judul lain" in cards(rina)[0]
    assert len(stage.outside.refusals()) == 1


async def test_a_card_that_can_no_longer_be_edited_is_sent_anew_and_the_old_one_goes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rina = await draft(stage)

    async def cannot(*_args: object, **_options: object) -> object:
        raise BadRequest("Message can't be edited")

    monkeypatch.setattr(Bot, "edit_message_text", cannot)
    await stage.bot.store.write(retitled, "Judul baru")
    await stage.settle()
    assert len(cards(rina)) == 1
    assert "Judul baru" in cards(rina)[0]


async def test_a_card_sent_anew_takes_the_old_one_away(stage: Stage) -> None:
    rina = await draft(stage)
    old = rina.received[-1]["message_id"]
    await stage.bot.store.write(retitled, "Judul baru", anew=True)
    await stage.settle()
    assert rina.message(old) is None
    assert len(cards(rina)) == 1


async def test_a_card_sent_anew_without_an_answer_ends_as_one_card(stage: Stage) -> None:
    rina = await draft(stage)
    stage.outside.faults.add(Fault("sendMessage", "drop_after", when=is_to(rina.id)))
    await stage.bot.store.write(retitled, "Judul baru", anew=True)
    await stage.settle()

    def shown(tx: Tx) -> int | None:
        found = screens.card_message(tx, 1007, Kind.ARTICLE, 1)
        return found[0] if found else None

    assert await stage.bot.store.read(shown) == rina.received[-1]["message_id"]
    await stage.bot.store.write(retitled, "Judul terakhir")
    await stage.settle()
    assert sum("Judul terakhir" in card for card in cards(rina)) == 1


async def test_past_48_hours_an_old_card_says_that_it_was_replaced(stage: Stage) -> None:
    rina = await draft(stage)
    old = rina.received[-1]["message_id"]
    await stage.at(stage.clock.now() + timedelta(hours=49))
    await stage.bot.store.write(retitled, "Judul baru", anew=True)
    await stage.settle()
    message = rina.message(old)
    assert message is not None
    assert labels(message) == []
    assert text_of(message) == "Kartu N-1 ini sudah diganti; yang berlaku ada di bawah."  # and tells nobody to tap
    assert stage.find(rina, "Naskah baru N-1")["message_id"] != old


async def test_an_old_card_that_is_gone_already_is_no_trouble(stage: Stage) -> None:
    rina = await draft(stage)
    rina.delete(rina.received[-1]["message_id"])
    await stage.bot.store.write(retitled, "Judul baru", anew=True)
    await stage.settle()
    assert await left(stage) == 0
    assert len(cards(rina)) == 1


async def test_a_card_longer_than_a_message_is_cut_at_a_paragraph(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    paragraph = "kata " * 150 + "akhir."
    long = "\n\n".join(f"{n} {paragraph}" for n in range(12))
    rina = await draft(stage)

    def swollen(html: object, limit: int = 4096) -> object:
        return pieces(type(html)(f"{html}\n\n{long}"), limit)  # type: ignore[call-arg,arg-type]  # Markup

    monkeypatch.setattr("bot.outbox.telegram.deliver.pieces", swollen)
    await stage.bot.store.write(retitled, "Judul baru")
    await stage.settle()
    [card] = cards(rina)
    assert 3000 < len(card) <= 4096
    assert card.endswith("akhir.\n…")
    assert stage.outside.refusals() == []


async def test_open_cards_are_refreshed_after_an_outage_longer_than_telegram_keeps_taps(stage: Stage) -> None:
    rina = await draft(stage)
    await stage.tap(rina, "Pilih rubrik")
    await stage.tap(rina, "Berita")
    await stage.tap(rina, "Kirim naskah")
    hasan = stage.person("Hasan")
    before = text_of(stage.find(hasan, "Vaksinasi massal"))
    await stage.bot.tick()
    await stage.bot.stop()
    stage.clock.set(stage.clock.now() + timedelta(hours=2))
    stage.outside.log.clear()
    await stage.start_bot()
    assert [c for c in edits(stage) if is_to(hasan.id)(c.params)]
    after = [text for text in cards(hasan) if "Vaksinasi massal" in text]
    assert len(after) == 1
    assert after[0] != before


async def test_a_short_outage_refreshes_nothing(stage: Stage) -> None:
    await draft(stage)
    await stage.bot.tick()
    await stage.bot.stop()
    cards_before = len(await _card_outcomes(stage))
    stage.clock.set(stage.clock.now() + timedelta(seconds=149))
    await stage.start_bot()
    assert len(await outcomes(stage, "card")) == cards_before
    assert heard(stage.person("Siti")) == []


async def _card_outcomes(stage: Stage) -> list[str]:
    await stage.bot.store.open()
    try:
        return await outcomes(stage, "card")
    finally:
        await stage.bot.store.close()
