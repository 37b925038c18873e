"""kill -9 at fifty random moments of the acceptance scenario: the same result as if nothing had happened."""

from __future__ import annotations

import asyncio
from pathlib import Path

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
SEED = 20170902  # the day the SOP came into force
AT_THE_END = 5  # kills at most that may fall on what is still said when everybody has seen the end
LEAST_PUBLISHING = 3  # of the kills, in the middle of publishing

#: What was done, and its answer never heard, is tried once more; Telegram then says that there is nothing to do.
DONE_BEFORE = {
    ("deleteMessage", "Bad Request: message to delete not found"),
    ("editMessageReplyMarkup", "Bad Request: message to edit not found"),
    ("editMessageText", f"Bad Request: {NOT_MODIFIED}"),
}


async def test_it_ends_the_same_after_fifty_kills(tmp_path: Path) -> None:
    """Nothing lost, one page an article, every step and event once, the chain whole, every card right."""
    async with City(tmp_path) as city:
        path = write_config(city)
        config = read_config(path)
        await seed(config)
        bot = Living(command("run", "--config", path), tmp_path / "bot.log")
        killer = Killer(city, bot, config.storage.database, KILLS, SEED)
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
        assert killer.found["publishing"] >= LEAST_PUBLISHING, killer.found
        assert {(call.method, call.error) for call in city.outside.refusals()} <= DONE_BEFORE
        assert scenario.steps_taken(config.storage.database) == scenario.STEPS
        assert scenario.events_recorded(config.storage.database) == scenario.EVENTS
        assert aftermath.updates_failed(config) == []
        assert aftermath.cards_held(config) == scenario.CARDS
        assert aftermath.wrong_cards(config, city) == []
        audit = await run(command("audit", "--config", path))
        assert (audit.code, audit.err) == (0, "")
        async with Website(city) as website:
            await website.check()
