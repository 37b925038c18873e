"""Photos and files: uploaded once, known by their id afterwards, uploaded again when Telegram forgot."""

from __future__ import annotations

from typing import Any

import pytest

from bot.desk import notify
from bot.desk.dispositions import form
from bot.rehearsal.calls import Call
from bot.rehearsal.faults import Fault
from bot.rehearsal.phone import Phone
from storage import articles, people
from storage.store import Tx
from tests.moving.support import draft, keep, left, outcomes, send_photos
from tests.stage import Stage, jpeg

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def send_document(tx: Tx, chat_id: int, data: bytes = PDF) -> None:
    person = people.by_telegram(tx, chat_id)
    assert person is not None
    about = form.open_form(tx, people.person(tx, 1), "Berita imunisasi")
    notify.send_document(tx, person, keep(tx, data, "application/pdf"), "nota dinas.pdf", "D-1/2026", about)


async def sent(stage: Stage, person: Phone, send: Any, *args: object) -> list[Call]:
    """Have something sent; gives the calls that took."""
    stage.outside.log.clear()
    await stage.bot.store.write(send, person.id, *args)
    await stage.settle()
    return [c for c in stage.outside.log if c.method in ("sendPhoto", "sendDocument", "sendMediaGroup")]


def uploads(call: Call) -> bool:
    return "attach://" in str(call.params)


async def test_a_photo_is_uploaded_once_and_sent_by_its_id_ever_after(stage: Stage) -> None:
    siti, rudi = stage.person("Siti"), stage.person("Rudi")
    [first] = await sent(stage, siti, send_photos, [jpeg()])
    [second] = await sent(stage, rudi, send_photos, [jpeg()])
    photo = siti.received[-1]["photo"][-1]["file_id"]
    assert "photo" not in first.params or uploads(first)
    assert second.params["photo"] == photo
    assert rudi.received[-1]["caption"] == "foto 0"


async def test_a_document_keeps_its_name_and_is_uploaded_once(stage: Stage) -> None:
    siti = stage.person("Siti")
    await sent(stage, siti, send_document)
    document = siti.received[-1]["document"]
    assert document["file_name"] == "nota dinas.pdf"
    [again] = await sent(stage, siti, send_document)
    assert again.params["document"] == document["file_id"]


async def test_an_album_goes_as_one_message_of_many(stage: Stage) -> None:
    siti = stage.person("Siti")
    [call] = await sent(stage, siti, send_photos, [jpeg("red"), jpeg("green"), jpeg("blue")])
    assert (call.method, uploads(call)) == ("sendMediaGroup", True)
    assert [m["caption"] for m in siti.received] == ["foto 0", "foto 1", "foto 2"]
    [again] = await sent(stage, siti, send_photos, [jpeg("blue"), jpeg("red")])
    assert not uploads(again)
    assert [m["photo"][-1]["file_id"] for m in siti.received[3:]] == [
        siti.received[2]["photo"][-1]["file_id"],
        siti.received[0]["photo"][-1]["file_id"],
    ]


async def test_a_file_telegram_forgot_is_uploaded_again(stage: Stage) -> None:
    siti = stage.person("Siti")
    await sent(stage, siti, send_photos, [jpeg()])

    def forget(tx: Tx) -> None:
        tx.db.execute("UPDATE file SET telegram_id = 'AgACAgUAAxkBAAI-long-forgotten'")

    await stage.bot.store.write(forget)
    calls = await sent(stage, siti, send_photos, [jpeg()])
    assert [call.ok for call in calls] == [False, True]
    assert len(siti.received) == 2
    [third] = await sent(stage, siti, send_photos, [jpeg()])
    assert third.params["photo"] == siti.received[1]["photo"][-1]["file_id"]


async def test_an_article_of_twelve_photos_is_read_out_in_albums_of_ten_at_most(stage: Stage) -> None:
    rina, siti = await draft(stage), stage.person("Siti")
    rina.send_album([jpeg(size=(100 + n, 80)) for n in range(10)])
    rina.send_album([jpeg(size=(200 + n, 80)) for n in range(2)])
    await stage.settle()

    def read_out(tx: Tx, chat_id: int) -> None:
        article, person = articles.get(tx, 1), people.by_telegram(tx, chat_id)
        assert article is not None
        assert person is not None
        notify.read_out(tx, article, person)

    calls = await sent(stage, siti, read_out)
    groups = [message["media_group_id"] for message in siti.received if "photo" in message]
    assert [call.method for call in calls] == ["sendMediaGroup", "sendMediaGroup"]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [10, 2]
    assert "Dinas Kesehatan membuka" in siti.received[-1]["text"]


@pytest.mark.parametrize("kind", ["error", "drop_before", "flood"])
async def test_files_that_did_not_arrive_are_sent_again(stage: Stage, kind: str) -> None:
    siti = stage.person("Siti")
    stage.outside.faults.add(Fault("sendMediaGroup", kind))  # type: ignore[arg-type]  # one of its kinds
    await sent(stage, siti, send_photos, [jpeg("red"), jpeg("green")])
    assert len(siti.received) == 2
    assert (await outcomes(stage, "files"))[-1] == "sent"


async def test_what_telegram_will_not_take_is_given_up(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    siti = stage.person("Siti")
    await sent(stage, siti, send_photos, [b"this is no picture"])
    assert siti.received == []
    assert await left(stage) == 0
    assert "image_process_failed" in caplog.text.lower()
