"""The webhook is looked after: taken away, pointed elsewhere, narrowed, or failing, and Telegram away meanwhile."""

from __future__ import annotations

from typing import Any

import pytest

from bot.transport import webhook_watch
from bot.transport.webhook_watch import WebhookWatch
from tests.transport.support import BotApi, Call, ok, opened, refusal

URL = "https://bot.contohkab.go.id/telegram/hook"
KINDS = ["message", "callback_query"]


class Telegram(BotApi):
    """Remembers its webhook; `away` has it answer 502, `info` adds to what it says."""

    def __init__(self) -> None:
        super().__init__()
        self.hook: dict[str, Any] = {"url": ""}
        self.info: dict[str, Any] = {}
        self.away = False
        self.answers |= {"setWebhook": self._set, "getWebhookInfo": self._info}

    async def _set(self, call: Call) -> Any:
        if self.away:
            return refusal(502, "Bad Gateway")
        self.hook = {"url": call.fields["url"], "allowed_updates": KINDS}
        return ok(True)

    async def _info(self, _: Call) -> Any:
        if self.away:
            return refusal(502, "Bad Gateway")
        return ok({"has_custom_certificate": False, "pending_update_count": 0, **self.hook, **self.info})


class Told(list[tuple[str, str]]):
    """What was told."""

    async def __call__(self, what: str, detail: str) -> None:
        self.append((what, detail))


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ({"url": ""}, [("gone", "")]),
        ({"url": "https://orang-lain.example/rahasia-mereka"}, [("elsewhere", "orang-lain.example")]),
        ({"url": URL + "/lama"}, [("elsewhere", "bot.contohkab.go.id")]),
        ({"url": URL, "allowed_updates": ["message"]}, []),
    ],
)
async def test_it_is_set_again(taken: dict[str, Any], told: list[tuple[str, str]]) -> None:
    async with Telegram() as api, opened(api.url) as bot:
        heard = Told()
        watch = WebhookWatch(bot, URL, "rahasia", KINDS, heard)
        assert not watch.check().ok
        await watch.begin()
        await watch.look()
        assert (watch.check().ok, heard) == (True, [])
        api.hook = taken
        await watch.look()
        assert (api.hook, watch.check().ok, heard) == ({"url": URL, "allowed_updates": KINDS}, True, told)


async def test_health_says_no_until_it_could_be_set_again() -> None:
    async with Telegram() as api, opened(api.url) as bot:
        watch = WebhookWatch(bot, URL, "rahasia", KINDS)
        await watch.begin()
        api.hook = {"url": ""}

        async def refuse(_: Call) -> Any:
            return refusal(502, "Bad Gateway")

        api.answers["setWebhook"], usual = refuse, api.answers["setWebhook"]
        await watch.look()
        assert watch.check().ok is False
        api.answers["setWebhook"] = usual
        await watch.look()
        assert watch.check().ok is True


async def test_what_nobody_can_look_at_is_not_believed_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    async with Telegram() as api, opened(api.url) as bot:
        watch = WebhookWatch(bot, URL, "rahasia", KINDS)
        await watch.begin()
        api.away = True
        await watch.look()
        assert watch.check().ok is True
        monkeypatch.setattr(webhook_watch, "BELIEVED", 0.0)
        assert watch.check().ok is False


async def test_failing_deliveries_are_told_once_while_something_waits() -> None:
    async with Telegram() as api, opened(api.url) as bot:
        heard = Told()
        watch = WebhookWatch(bot, URL, "rahasia", KINDS, heard)
        await watch.begin()
        failed = {"last_error_date": 1_795_000_000, "last_error_message": "SSL error {certificate verify failed}"}
        api.info = {**failed, "pending_update_count": 0}
        await watch.look()
        assert heard == []
        for later in range(3):
            api.info = {**failed, "last_error_date": 1_795_000_000 + later, "pending_update_count": 7}
            await watch.look()
        assert heard == [("failing", "SSL error {certificate verify failed}")]
