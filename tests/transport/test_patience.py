"""What must succeed is waited for; what Telegram refuses is not, and a proxy's page is not Telegram's word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.transport.request import AiohttpRequest
from bot.transport.trouble import Rest, patiently
from tests.transport.support import TOKEN, BotApi, Call, ok, refusal

PAGE = "<html><body><h1>Gangguan / Maintenance</h1></body></html>"


def page(status: int) -> web.Response:
    """What a proxy, a firewall or a captive portal answers in Telegram's place."""
    return web.Response(status=status, text=PAGE, content_type="text/html")


def handed_on(code: int, description: str) -> web.Response:
    """A refusal with the status of a success."""
    body = f'{{"ok":false,"error_code":{code},"description":"{description}"}}'
    return web.Response(body=body.encode(), content_type="application/json")


async def _at_once(_seconds: float) -> None:
    pass


async def _deleted(api: BotApi, rest: Rest = _at_once) -> object:
    request = AiohttpRequest()
    async with request:
        bot = Bot(TOKEN, base_url=f"{api.url}/bot", request=request, get_updates_request=AiohttpRequest())
        return await patiently(lambda: bot.delete_webhook(drop_pending_updates=False), rest)


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
        pytest.param(web.Response(body=b'{"ok":true,"result":'), id="half an answer"),
        pytest.param(web.Response(body=b'{"ok":false}', status=200), id="a refusal without a reason"),
        pytest.param(web.json_response({"ok": False, "parameters": ["x"]}, status=503), id="parameters that are none"),
        pytest.param(web.json_response({"ok": False, "description": 7}, status=500), id="words that are none"),
        pytest.param(handed_on(502, "Bad Gateway"), id="a refusal that a proxy hands on as a success"),
        pytest.param(refusal(429, "Too Many Requests: retry after 4"), id="a wait in words alone"),
        pytest.param(refusal(400, "Bad Request: FLOOD_WAIT_3"), id="a wait in an older server's words"),
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


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (refusal(429, "Too Many Requests: retry after 60", retry_after=60), 60),
        (refusal(429, "Too Many Requests: retry after 4"), 4),
        (web.Response(status=429, text=PAGE, headers={"Retry-After": "7"}), 7),
        (web.Response(status=503, text=PAGE, headers={"Retry-After": "99999"}), 3600),
        (web.Response(status=503, text=PAGE, headers={"Retry-After": "soon"}), None),
    ],
)
async def test_the_wait_that_is_asked_for_is_found_wherever_it_stands(
    answer: web.Response, seconds: float | None
) -> None:
    rests: list[float] = []

    async def rest(wait: float) -> None:
        rests.append(wait)

    async with _answering(answer) as api:
        assert await _deleted(api, rest) is True
    assert rests == [0.25 if seconds is None else seconds]


async def test_a_refusal_handed_on_as_a_success_is_a_refusal() -> None:
    async with _answering(handed_on(401, "Unauthorized")) as api:
        with pytest.raises(InvalidToken):
            await _deleted(api)
