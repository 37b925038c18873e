"""What must succeed is waited for; what Telegram refuses is not, and a proxy's page is not Telegram's word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.transport.request import AiohttpRequest
from bot.transport.trouble import patiently
from tests.transport.support import TOKEN, BotApi, Call, ok, refusal

PAGE = "<html><body><h1>Gangguan / Maintenance</h1></body></html>"


def page(status: int) -> web.Response:
    """What a proxy, a firewall or a captive portal answers in Telegram's place."""
    return web.Response(status=status, text=PAGE, content_type="text/html")


async def _deleted(api: BotApi) -> object:
    request = AiohttpRequest()
    async with request:
        bot = Bot(TOKEN, base_url=f"{api.url}/bot", request=request, get_updates_request=AiohttpRequest())
        return await patiently(lambda: bot.delete_webhook(drop_pending_updates=False), _at_once)


async def _at_once(_seconds: float) -> None:
    pass


def _answering(*answers: web.Response) -> BotApi:
    """An API whose deleteWebhook gives these answers, then success."""
    api = BotApi()
    left: Iterator[web.Response] = iter(answers)

    async def answer(_: Call) -> web.Response:
        return next(left, None) or ok(True)

    api.answers["deleteWebhook"] = answer
    return api


@pytest.mark.parametrize(
    "passing",
    [
        pytest.param(page(200), id="a captive portal's page"),
        pytest.param(page(401), id="a proxy that wants a password"),
        pytest.param(page(403), id="a firewall's page"),
        pytest.param(page(404), id="a page that is not there"),
        pytest.param(page(502), id="a proxy without Telegram behind it"),
        pytest.param(page(301), id="a redirect"),
        pytest.param(refusal(502, "Bad Gateway"), id="502 of Telegram's own"),
        pytest.param(refusal(500, "Internal Server Error: restart"), id="Telegram restarts"),
        pytest.param(refusal(429, "Too Many Requests: retry after 1", retry_after=1), id="a flood"),
        pytest.param(refusal(409, "Conflict: terminated by other setWebhook"), id="another one at the same time"),
        pytest.param(web.json_response([1, 2]), id="JSON that is no answer"),
    ],
)
async def test_what_passes_is_waited_for(passing: web.Response) -> None:
    async with _answering(passing) as api:
        assert await _deleted(api) is True
        assert api.count("deleteWebhook") == 2


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refusal(401, "Unauthorized"), InvalidToken),
        (refusal(404, "Not Found"), InvalidToken),
        (refusal(400, "Bad Request: bad webhook: HTTPS url must be provided for webhook"), BadRequest),
    ],
)
async def test_what_telegram_refuses_is_told_at_once(answer: web.Response, error: type[TelegramError]) -> None:
    async with _answering(answer) as api:
        with pytest.raises(error):
            await _deleted(api)
        assert api.count("deleteWebhook") == 1
