"""getUpdates keeps, confirms, waits and quarrels exactly as Telegram's server does."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.rehearsal import Rehearsal
from tests.rehearsal.cast import RINA, Clock, ask, done, office, refusal, updates


def ids(batch: list[dict[str, Any]]) -> list[int]:
    return [update["update_id"] for update in batch]


def talk(played: Rehearsal, count: int) -> list[int]:
    """Rina says something `count` times; the ids of the updates."""
    first = played.core.updates.next_id
    for number in range(count):
        played.person(RINA).send(f"kabar {number}")
    return list(range(first, first + count))


async def test_unconfirmed_updates_come_again() -> None:
    played = office()
    known = talk(played, 3)
    assert ids(await updates(played)) == known
    assert ids(await updates(played)) == known


async def test_an_offset_confirms_all_below_it() -> None:
    played = office()
    known = talk(played, 3)
    assert ids(await updates(played, offset=known[2])) == known[2:]
    assert ids(await updates(played)) == known[2:]


async def test_a_negative_offset_leaves_only_the_last() -> None:
    played = office()
    known = talk(played, 5)
    assert ids(await updates(played, offset=-2)) == known[3:]
    assert ids(await updates(played)) == known[3:]


async def test_an_offset_far_in_the_future_confirms_nothing() -> None:
    played = office()
    known = talk(played, 2)
    assert ids(await updates(played, offset=known[-1] + 1000)) == known


@pytest.mark.parametrize(("limit", "size"), [(2, 2), (0, 1), (1000, 100), ("x", 100)])
async def test_the_limit_is_brought_between_1_and_100(limit: Any, size: int) -> None:
    played = office()
    talk(played, 120)
    assert len(await updates(played, limit=limit)) == size


async def test_a_long_poll_wakes_up_when_something_comes() -> None:
    played = office()
    polling = asyncio.create_task(updates(played, timeout=30))
    await asyncio.sleep(0)
    known = talk(played, 1)
    assert ids(await polling) == known


async def test_a_long_poll_ends_empty() -> None:
    played = office()
    started = asyncio.get_running_loop().time()
    assert await updates(played, timeout=1) == []
    assert asyncio.get_running_loop().time() - started == pytest.approx(1, abs=0.3)


async def test_a_second_poll_ends_the_first() -> None:
    played = office()
    first = asyncio.create_task(ask(played, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(updates(played, timeout=30))
    ended = await first
    assert ended["error_code"] == 409
    assert ended["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    known = talk(played, 1)
    assert ids(await second) == known


async def test_setting_a_webhook_ends_the_poll_and_forbids_others() -> None:
    played = office()
    polling = asyncio.create_task(ask(played, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    await done(played, "setWebhook", url="http://127.0.0.1:9/hook")
    assert (await polling)["description"] == "Conflict: terminated by setWebhook request"
    assert await refusal(played, "getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    await done(played, "deleteWebhook")
    assert await updates(played) == []
    await played.close()


async def test_a_poll_repeated_at_once_must_wait_and_gets_one() -> None:
    played = office(poll_pause=1.0)
    known = talk(played, 3)
    assert ids(await updates(played)) == known
    assert ids(await updates(played)) == known[:1]
    started = asyncio.get_running_loop().time()
    await updates(played, offset=known[-1] + 1)
    await updates(played, offset=known[-1] + 1)
    assert asyncio.get_running_loop().time() - started >= 0.9


async def test_taps_are_kept_150_seconds_and_messages_a_day() -> None:
    clock = Clock()
    played = office(clock)
    said = talk(played, 1)
    played.person(RINA).press(1, data="x")
    clock.forward(149)
    assert len(await updates(played)) == 2
    clock.forward(1)
    assert ids(await updates(played)) == said
    clock.forward(24 * 3600 - 150)
    assert await updates(played) == []


async def test_allowed_updates_hold_until_they_are_set_again() -> None:
    played = office()
    await updates(played, allowed_updates='["message"]')
    played.person(RINA).press(1, data="x")
    talk(played, 1)
    assert [list(each)[1] for each in await updates(played)] == ["message"]
    await updates(played, allowed_updates="[]")
    played.person(RINA).press(1, data="x")
    assert [list(each)[1] for each in await updates(played)] == ["message", "callback_query"]


async def test_by_default_reactions_and_members_are_left_out() -> None:
    played = office()
    assert played.person(RINA).raw({"message_reaction": {"date": 1}}) is None
    assert played.person(RINA).raw({"chat_member": {"date": 1}}) is None
    assert played.person(RINA).raw({"brand_new_kind": {"date": 1}}) is not None


async def test_a_broken_list_of_kinds_is_refused() -> None:
    sentence = await refusal(office(), "getUpdates", allowed_updates="message")
    assert sentence == "Bad Request: can't parse allowed updates: expected an Array of String"
