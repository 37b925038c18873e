"""Calls that go well: what leaves the bot is what the server receives."""

from __future__ import annotations

import asyncio
import io
import json
import tempfile
from pathlib import Path
from typing import IO, cast

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.request import BaseRequest

from bot.transport.request import CHUNK, AiohttpRequest, certainly_not_sent
from tests.transport.support import MESSAGE, BotApi, Call, make_bot, ok, opened, refusal


async def test_it_sends_parameters_as_telegram_reads_them(api: BotApi, bot: Bot) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Setujui ✓", callback_data="a:1")]])

    message = await bot.send_message(1, 'Yth. Kabag: "50% & naik" 🙏', reply_markup=keyboard)

    fields = api.calls[-1].fields
    assert message.message_id == 7
    assert fields["text"] == 'Yth. Kabag: "50% & naik" 🙏'
    assert fields["chat_id"] == "1"
    assert json.loads(fields["reply_markup"]) == {"inline_keyboard": [[{"text": "Setujui ✓", "callback_data": "a:1"}]]}


async def test_it_sends_a_call_without_parameters(api: BotApi, bot: Bot) -> None:
    assert (await bot.get_me()).username == "tayang_bot"
    assert api.calls[-1].fields == {}


async def test_what_we_said_ourselves_is_not_made_into_objects_again(api: BotApi, bot: Bot) -> None:
    photo = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    said = MESSAGE | {"text": "Halo", "entities": [{"type": "bold", "offset": 0, "length": 4}], "photo": photo}

    async def answer(_call: Call) -> web.StreamResponse:
        return ok(said)

    api.answers["sendMessage"] = answer
    message = await bot.send_message(1, "<b>Halo</b>")
    assert (message.message_id, message.photo[0].file_id, message.entities) == (7, "f", ())


async def test_it_uploads_bytes_with_their_name_and_type(api: BotApi, bot: Bot) -> None:
    await bot.send_document(1, b"%PDF-1.7", filename='Laporan "ü" Juni.pdf', caption="Rekap 📎")

    call = api.calls[-1]
    upload = call.files["document"]
    assert call.fields["caption"] == "Rekap 📎"
    assert upload.filename == 'Laporan "ü" Juni.pdf'
    assert (upload.content_type, upload.content) == ("application/pdf", b"%PDF-1.7")


async def test_it_uploads_an_empty_file(api: BotApi, bot: Bot) -> None:
    await bot.send_document(1, b"", filename="kosong.txt")
    assert api.calls[-1].files["document"].content == b""


async def test_it_keeps_a_file_name_from_breaking_into_the_headers(api: BotApi, bot: Bot) -> None:
    await bot.send_document(1, b"x", filename='a\r\nX-Evil: 1\r\n\r\n"\ud800.txt')

    upload = api.calls[-1].files["document"]
    assert upload.filename == 'a__X-Evil: 1____"_.txt'
    assert upload.content == b"x"


async def test_it_streams_a_large_file_and_leaves_it_open(api: BotApi, bot: Bot, tmp_path: Path) -> None:
    path = tmp_path / "naskah.bin"
    path.write_bytes(bytes(range(256)) * 4 * 1024 + b"end")  # sixteen chunks and a bit
    with path.open("rb") as handle:
        for _ in range(2):  # as an outbox does when the first attempt has failed
            await bot.send_document(1, InputFile(handle, read_file_handle=False))
        assert not handle.closed

    received = [call.files["document"].content for call in api.calls if call.files]
    assert received == [path.read_bytes()] * 2


async def test_it_reads_a_file_in_pieces(api: BotApi, bot: Bot) -> None:
    asked: list[int | None] = []

    class Watched(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size)
            return super().read(size)

    file = InputFile(Watched(b"z" * (CHUNK * 3)), filename="a.bin", read_file_handle=False)
    await bot.send_document(1, file)
    assert asked == [CHUNK] * 4
    assert len(api.calls[-1].files["document"].content) == CHUNK * 3


async def test_it_uploads_from_any_file_object(api: BotApi, bot: Bot) -> None:
    class Pipe:  # has no length and cannot be rewound
        def __init__(self) -> None:
            self.left = [b"satu ", b"dua"]

        def read(self, size: int = -1) -> bytes:
            return self.left.pop(0) if self.left else b""

    with tempfile.SpooledTemporaryFile() as spooled:
        spooled.write(b"tiga")
        for source in (cast("IO[bytes]", Pipe()), cast("IO[bytes]", spooled)):
            file = InputFile(source, filename="x.txt", read_file_handle=False)
            await bot.send_document(1, file)

    received = [call.files["document"].content for call in api.calls if call.files]
    assert received == [b"satu dua", b"tiga"]


async def test_it_uploads_an_album(api: BotApi, bot: Bot) -> None:
    album = [InputMediaPhoto(b"one", filename="1.jpg"), InputMediaPhoto(b"two", filename="2.jpg")]

    await bot.send_media_group(1, album)

    call = api.calls[-1]
    named = [entry["media"].removeprefix("attach://") for entry in json.loads(call.fields["media"])]
    assert [call.files[name].content for name in named] == [b"one", b"two"]


async def test_it_downloads_a_file_byte_for_byte(api: BotApi, bot: Bot) -> None:
    api.files["documents/file_1.bin"] = content = bytes(range(256)) * 2000

    async def found(call: Call) -> web.Response:
        return ok({"file_id": "f", "file_unique_id": "u", "file_path": "documents/file_1.bin"})

    api.answers["getFile"] = found
    file = await bot.get_file("f")
    assert bytes(await file.download_as_bytearray()) == content


@pytest.mark.parametrize(
    ("status", "description", "expected"),
    [
        (400, "Bad Request: message is too long", BadRequest),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_it_passes_on_what_telegram_refuses(
    api: BotApi, bot: Bot, status: int, description: str, expected: type[TelegramError]
) -> None:
    async def refuse(call: Call) -> web.Response:
        return refusal(status, description)

    api.answers["sendMessage"] = refuse
    with pytest.raises(expected) as caught:
        await bot.send_message(1, "x")
    assert type(caught.value) is expected
    assert not certainly_not_sent(caught.value)


async def test_it_passes_on_a_request_to_wait(api: BotApi, bot: Bot) -> None:
    async def flood(call: Call) -> web.Response:
        return refusal(429, "Too Many Requests: retry after 3", retry_after=3)

    api.answers["sendMessage"] = flood
    with pytest.raises(RetryAfter, match="0:00:03"):
        await bot.send_message(1, "x")


async def test_it_keeps_connections_for_the_next_call(api: BotApi, bot: Bot) -> None:
    for _ in range(5):
        await bot.send_message(1, "x")
    assert len(api.connections) == 1


async def test_it_has_no_more_calls_under_way_than_connections(api: BotApi) -> None:
    async def slow(call: Call) -> web.Response:
        await asyncio.sleep(0.02)
        return ok(MESSAGE)

    api.answers["sendMessage"] = slow
    async with make_bot(api.url, pool_size=3) as bot:
        await asyncio.gather(*(bot.send_message(1, "x") for _ in range(12)))
    assert (api.busiest, api.count("sendMessage")) == (3, 12)


async def test_it_works_again_after_a_shutdown(api: BotApi) -> None:
    bot = make_bot(api.url)
    for _ in range(2):
        async with bot:
            await bot.send_message(1, "x")
    assert api.count("sendMessage") == 2


async def test_a_second_initialize_changes_nothing(api: BotApi) -> None:
    async with opened(api.url) as bot:
        await bot.request.initialize()
        await bot.send_message(1, "x")
    await bot.request.shutdown()


async def test_it_refuses_to_work_when_shut_down(api: BotApi) -> None:
    bot = make_bot(api.url)
    with pytest.raises(NetworkError, match="not initialized") as caught:
        await bot.send_message(1, "x")
    assert certainly_not_sent(caught.value)
    assert api.calls == []


async def test_it_does_not_follow_redirects(api: BotApi, bot: Bot) -> None:
    async def elsewhere(call: Call) -> web.Response:
        return web.Response(status=307, headers={"Location": "/bot1:x/stolen"})

    api.answers["sendMessage"] = elsewhere
    with pytest.raises(NetworkError, match="Temporary Redirect"):
        await bot.send_message(1, "x")
    assert api.count("stolen") == 0


async def test_it_refuses_an_answer_beyond_the_limit(api: BotApi) -> None:
    api.files["big.bin"] = b"x" * 5000
    async with make_bot(api.url, answer_limit=4999) as bot:
        with pytest.raises(NetworkError, match="longer than 4999 bytes") as caught:
            await bot.request.retrieve(f"{bot.base_file_url}/big.bin")
        api.files["big.bin"] = b"x" * 4999
        assert len(await bot.request.retrieve(f"{bot.base_file_url}/big.bin")) == 4999
    assert not certainly_not_sent(caught.value)


async def test_the_limit_counts_what_a_packed_answer_unpacks_to(api: BotApi) -> None:
    async def bomb(call: Call) -> web.Response:
        response = web.Response(body=b'{"result": "' + b"x" * 200_000 + b'"}')
        response.enable_compression(web.ContentCoding.gzip)
        return response

    api.answers["sendMessage"] = bomb
    async with make_bot(api.url, answer_limit=100_000) as bot:
        with pytest.raises(NetworkError, match="longer than 100000 bytes"):
            await bot.send_message(1, "x")


async def test_it_cuts_a_long_error_page_short(api: BotApi, bot: Bot) -> None:
    async def page(call: Call) -> web.Response:
        return web.Response(status=502, text="<p>gangguan</p>" * 10_000)

    api.answers["sendMessage"] = page
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(1, "x")
    assert len(str(caught.value)) < 5000


async def test_it_does_not_read_an_endless_error_page(api: BotApi, bot: Bot) -> None:
    async def endless(call: Call) -> web.StreamResponse:
        response = web.StreamResponse(status=502)
        await response.prepare(call.request)
        while True:
            await response.write(b"x" * 1000)

    api.answers["sendMessage"] = endless
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await asyncio.wait_for(bot.send_message(1, "x"), 2)


@pytest.mark.parametrize("body", ["<html>rahasia</html>", "[1]", "7", '{"a": 1}', "[" * 100_000])
async def test_it_refuses_an_answer_that_is_not_telegrams_without_logging_it(
    api: BotApi, bot: Bot, caplog: pytest.LogCaptureFixture, body: str
) -> None:
    async def portal(call: Call) -> web.Response:
        return web.Response(text=body)

    api.answers["sendMessage"] = portal
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(1, "x")
    assert "rahasia" not in caplog.text


async def test_it_bears_half_characters_in_an_answer(api: BotApi, bot: Bot) -> None:
    async def odd(call: Call) -> web.Response:
        return web.Response(body=b'{"ok": true, "result": "\xff\xfe \\ud800"}')

    api.answers["getThing"] = odd
    assert await bot.do_api_request("getThing") == "\ufffd\ufffd \ud800"


def test_it_tells_its_usual_read_timeout() -> None:
    request: BaseRequest = AiohttpRequest(read_timeout=7)
    assert request.read_timeout == 7
