"""kill -9 at random moments of the acceptance scenario: the same result as if nothing had happened."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.methods.editing import NOT_MODIFIED
from tests.e2e import aftermath, scenario
from tests.e2e.city import City
from tests.e2e.killer import Killer
from tests.e2e.process import Living, command, read_config, run, seed, write_config
from tests.e2e.scenario import Scenario
from tests.e2e.website import Website

pytestmark = pytest.mark.slow

KILLS = 50
WEBHOOK_KILLS = 15
SEED = 20170902  # the day the SOP came into force
AT_THE_END = 5  # kills at most that may fall on what is still said when everybody has seen the end
LEAST_PUBLISHING = 3  # of the kills, in the middle of publishing

#: What was done, and its answer never heard, is tried once more; Telegram then says that there is nothing to do.
DONE_BEFORE = {
    ("deleteMessage", "Bad Request: message to delete not found"),
    ("editMessageText", f"Bad Request: {NOT_MODIFIED}"),
}


HOST = "https://bot.contohkab.go.id"
WEBHOOK = """
[telegram.webhook]
public_url = "https://bot.contohkab.go.id"
port = {port}
"""


class Front:
    """What stands before the bot in webhook mode: takes deliveries to the office's address on to the bot's port."""

    def __init__(self, city: City, port: int) -> None:
        webhook: Any = city.outside.core.webhook
        self._open = webhook._open
        self._port = port
        webhook._check, webhook._open = lambda *_: None, lambda: self
        webhook.patience = 0.05  # of Telegram's retries: what takes it a minute takes the test seconds

    def post(self, url: str, **said: Any) -> Any:
        """Pass one delivery on."""
        return self._open().post(url.replace(HOST, f"http://127.0.0.1:{self._port}"), **said)


async def test_it_ends_the_same_after_fifty_kills(tmp_path: Path) -> None:
    """Nothing lost, one page an article, every step and event once, the chain whole, every card right."""
    async with City(tmp_path) as city:
        found = await _survive(city, write_config(city), KILLS)
        assert found["publishing"] >= LEAST_PUBLISHING, found
        assert {(call.method, call.error) for call in city.outside.refusals()} <= DONE_BEFORE


async def test_it_ends_the_same_when_updates_are_brought_to_it(tmp_path: Path) -> None:
    """By webhook: what Telegram could not deliver to a dead bot it brings again."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    async with City(tmp_path) as city:
        Front(city, port)
        path = write_config(city, WEBHOOK.format(port=port))
        path.write_text(path.read_text().replace("[telegram]\n", '[telegram]\nmode = "webhook"\n', 1))
        await _survive(city, path, WEBHOOK_KILLS)
        assert city.outside.log.of("getUpdates") == []
        refused = {(call.method, call.error) for call in city.outside.refusals() if call.method != "setWebhook"}
        assert refused <= DONE_BEFORE  # setWebhook: at most once a second


async def _survive(city: City, path: Path, kills: int) -> Counter[str]:
    """Play the scenario while the bot is killed so often, and look at all that is left; gives what was interrupted."""
    config = read_config(path)
    await seed(config)
    bot = Living(command("run", "--config", path), city.folder / "bot.log")
    killer = Killer(city, bot, config.storage.database, kills, SEED)
    killing = asyncio.create_task(killer.run())
    play = Scenario(city.outside, config.office(), "id")
    try:
        await play.play()
        assert killer.left <= AT_THE_END, "the scenario was over long before the last kill"
        await killing
        await aftermath.all_said(config)
        assert await bot.stop() == 0, bot.said[-3000:]
    finally:
        killing.cancel()
        await bot.kill()
    assert scenario.steps_taken(config.storage.database) == scenario.STEPS
    assert scenario.events_recorded(config.storage.database) == scenario.EVENTS
    assert aftermath.updates_failed(config) == []
    assert aftermath.cards_held(config) == scenario.CARDS
    assert aftermath.wrong_cards(config, city) == []
    audit = await run(command("audit", "--config", path))
    assert (audit.code, audit.err) == (0, "")
    async with Website(city) as website:
        await website.check()
    return killer.found
