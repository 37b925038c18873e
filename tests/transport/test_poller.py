"""Polling: nothing is confirmed before it is stored, and no trouble of the network stops it."""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from bot.transport.poller import Backoff, Pacing, Poller, TokenRefusedError, Trouble, TroubleKind
from tests.transport.polling import FAST, Notes, RawUpdate, Store, Waiting, poller, running, until, update
from tests.transport.support import TOKEN, BotApi, Call, everything_it_says, make_bot, ok, refusal


async def test_it_hands_updates_on_as_they_came(api: BotApi, bot: Bot, store: Store) -> None:
    waiting = Waiting(api, update(5), update(6))
    async with running(poller(bot, store)):
        await until(lambda: store.numbers == [5, 6])
    assert store.raw == [update(5), update(6)]
    assert waiting.asked[0] == {"limit": "100", "timeout": "1", "allowed_updates": '["message"]'}


async def test_the_offset_moves_only_after_the_updates_are_stored(api: BotApi, bot: Bot, store: Store) -> None:
    waiting = Waiting(api, update(5), update(6))
    may_store = asyncio.Event()

    async def take(batch: list[RawUpdate]) -> None:
        await may_store.wait()
        await store.take(batch)

    async with running(Poller(bot, take, [], timeout=1, pacing=FAST)):
        await until(lambda: len(waiting.asked) == 1)
        await asyncio.sleep(0.05)
        assert waiting.offsets() == [None]
        may_store.set()
        await until(lambda: len(waiting.asked) > 1)
    assert waiting.offsets()[1] == 7
    assert waiting.raw == []


async def test_it_fetches_again_what_could_not_be_stored(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    waiting = Waiting(api, update(5), update(6), update(7))
    store.broken = lambda _: store.tries < 4
    async with running(poller(bot, store, notes)) as task:
        await until(lambda: store.numbers == [5, 6, 7])
        await until(lambda: len(waiting.asked) > 6)
        assert not task.done()
    assert waiting.offsets()[:4] == [None, None, None, None]
    assert store.batches == [[5], [6, 7]]  # after a failure one at a time, then all again
    assert notes.told == [Trouble(TroubleKind.TAKE, "update 5: OSError")]


async def test_what_stands_before_an_update_that_cannot_be_stored_gets_through(
    api: BotApi, bot: Bot, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    waiting = Waiting(api, update(5), update(6), update(7))
    store.broken = lambda batch: any(raw["update_id"] == 6 for raw in batch)
    async with running(poller(bot, store)):
        await until(lambda: store.tries > 5)
    assert store.numbers == [5]
    assert [raw["update_id"] for raw in waiting.raw] == [6, 7]
    assert "poll.take_failed first_update=6 count=1" in caplog.text


async def test_it_stores_no_more_than_it_asked_for(api: BotApi, bot: Bot, store: Store) -> None:
    async def all_at_once(call: Call) -> web.Response:  # an emulator that ignores the limit
        offset = int(call.fields.get("offset", 0))
        return ok([update(number) for number in range(max(offset, 1), 4)])

    api.answers["getUpdates"] = all_at_once
    store.broken = lambda _: store.tries == 1
    async with running(poller(bot, store)):
        await until(lambda: store.numbers == [1, 2, 3])
    assert store.batches == [[1], [2, 3]]


@pytest.mark.parametrize("junk", [None, "x", 7, [], {}, {"update_id": "8"}, {"update_id": True}, {"update_id": 2**63}])
async def test_it_skips_what_is_no_update(
    api: BotApi, bot: Bot, store: Store, caplog: pytest.LogCaptureFixture, junk: Any
) -> None:
    async def answer(call: Call) -> web.Response:
        offset = int(call.fields.get("offset", 0))
        return ok([raw for raw in (junk, update(9)) if offset < 10])

    api.answers["getUpdates"] = answer
    async with running(poller(bot, store)):
        await until(lambda: bool(store.numbers))
        await asyncio.sleep(0.03)
    assert store.numbers == [9]
    assert "poll.skipped count=1 of=2" in caplog.text


@pytest.mark.parametrize("answer", [["x"], [{}], {"update_id": 1}, True, "x"])
async def test_an_answer_without_any_update_does_not_make_it_spin(
    api: BotApi, bot: Bot, store: Store, notes: Notes, answer: Any
) -> None:
    async def poisoned(call: Call) -> web.Response:
        return ok(answer)

    api.answers["getUpdates"] = poisoned
    started = monotonic()
    async with running(poller(bot, store, notes)) as task:
        await until(lambda: api.count("getUpdates") == 4)
        assert not task.done()
    assert monotonic() - started >= 0.05  # pauses of at least 10, 20 and 20 ms
    assert store.tries == 0
    assert notes.kinds == ["malformed"]


async def test_a_server_that_does_not_hold_the_poll_does_not_make_it_spin(api: BotApi, bot: Bot, store: Store) -> None:
    async def at_once(call: Call) -> web.Response:
        return ok([])

    api.answers["getUpdates"] = at_once
    pacing = Pacing(first=0.05)
    started = monotonic()
    async with running(Poller(bot, store.take, [], timeout=1, pacing=pacing)):
        await until(lambda: api.count("getUpdates") == 4)
    assert monotonic() - started >= 3 * pacing.first - 0.01


async def test_it_outlives_errors_of_the_network(
    api: BotApi, bot: Bot, store: Store, notes: Notes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    waiting = Waiting(api, update(1))
    waiting.failures = [
        lambda: web.Response(status=502, text="<html>"),
        lambda: refusal(500, "Internal Server Error"),
        lambda: web.Response(text="not json"),
        lambda: refusal(400, "Bad Request: something new"),
    ]
    looping = poller(bot, store, notes)
    async with running(looping):
        await until(lambda: looping.trouble is not None)
        await until(lambda: store.numbers == [1])
        await until(lambda: looping.trouble is None)
    assert notes.kinds == ["network"]
    assert "poll.recovered after=network" in caplog.text


async def test_it_tells_a_trouble_again_when_it_comes_back(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    waiting = Waiting(api, update(1))
    waiting.failures = [lambda: refusal(500, "x")]
    async with running(poller(bot, store, notes)):
        await until(lambda: store.numbers == [1])
        waiting.failures = [lambda: refusal(500, "x")]
        await until(lambda: len(notes.told) > 1)
    assert notes.kinds == ["network", "network"]


async def test_it_outlives_a_server_that_is_away(store: Store, notes: Notes) -> None:
    async with BotApi() as api:
        Waiting(api, update(1))
        bot = make_bot(api.url)
        await bot.initialize()
        looping = poller(bot, store, notes)
    async with running(looping) as task:
        await until(lambda: bool(notes.told))
        assert not task.done()
    await bot.shutdown()
    assert "Connect call failed" in notes.told[0].detail
    assert TOKEN.split(":")[1] not in notes.told[0].detail


@pytest.mark.parametrize(("status", "words"), [(401, "Unauthorized"), (404, "Not Found")])
async def test_it_stops_when_the_token_is_refused(
    api: BotApi, bot: Bot, store: Store, notes: Notes, status: int, words: str
) -> None:
    Waiting(api).failures = [lambda: refusal(status, words)]
    with pytest.raises(TokenRefusedError, match=words) as caught:
        await asyncio.wait_for(poller(bot, store, notes).run(), 5)
    assert notes.told == [Trouble(TroubleKind.TOKEN, words)]
    assert api.count("getUpdates") == 1
    assert TOKEN.split(":")[1] not in everything_it_says(caught.value)


async def test_it_keeps_trying_while_another_process_polls(api: BotApi, bot: Bot, store: Store, notes: Notes) -> None:
    waiting = Waiting(api, update(1))
    words = "Conflict: terminated by other getUpdates request"
    waiting.failures = [lambda: refusal(409, words)] * 3
    started = monotonic()
    async with running(poller(bot, store, notes)):
        await until(lambda: store.numbers == [1])
    assert notes.told == [Trouble(TroubleKind.CONFLICT, words)]
    assert monotonic() - started >= 3 * FAST.conflict


@pytest.mark.parametrize("as_timedelta", ["true", "false"])
@pytest.mark.filterwarnings("ignore:.*retry_after.*")
async def test_it_waits_as_long_as_telegram_asks(
    api: BotApi,
    bot: Bot,
    store: Store,
    notes: Notes,
    monkeypatch: pytest.MonkeyPatch,
    as_timedelta: str,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", as_timedelta)
    waiting = Waiting(api, update(1))
    waiting.failures = [lambda: refusal(429, "Too Many Requests: retry after 1", retry_after=0.3)]
    looping = poller(bot, store, notes)
    started = monotonic()
    async with running(looping):
        await until(lambda: bool(notes.told))
        assert looping.silence() == 0  # a pause on purpose is no silence
        await until(lambda: store.numbers == [1])
    assert monotonic() - started >= 0.3
    assert notes.kinds == ["flood"]


async def test_a_failing_listener_does_not_stop_it(
    api: BotApi, bot: Bot, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(trouble: Trouble) -> None:
        raise RuntimeError("listener")

    Waiting(api, update(1)).failures = [lambda: refusal(500, "x")]
    async with running(poller(bot, store, broken)):
        await until(lambda: store.numbers == [1])
    assert "poll.listener_failed kind=network" in caplog.text


async def test_it_stops_at_once_and_drops_the_pending_poll(api: BotApi, bot: Bot, store: Store) -> None:
    async def held(call: Call) -> web.Response:
        await asyncio.sleep(60)
        raise AssertionError

    api.answers["getUpdates"] = held
    looping = Poller(bot, store.take, [], timeout=50, pacing=FAST)
    async with running(looping) as task:
        await until(lambda: api.count("getUpdates") == 1)
        started = monotonic()
        task.cancel()
        await asyncio.wait({task})
    assert monotonic() - started < 1
    assert task.cancelled()
    assert api.count("getUpdates") == 1  # nothing stored, so nothing to confirm


async def test_it_confirms_what_it_stored_when_it_stops(api: BotApi, bot: Bot, store: Store) -> None:
    waiting = Waiting(api, update(8))

    async def stopped_right_after(batch: list[RawUpdate]) -> None:
        await store.take(batch)
        task.cancel()

    looping = Poller(bot, stopped_right_after, [], timeout=1, pacing=FAST)
    task: asyncio.Task[None] = asyncio.create_task(looping.run())
    await asyncio.wait({task})
    assert task.cancelled()
    assert waiting.asked[-1] == {"offset": "9", "limit": "1", "timeout": "0"}
    assert waiting.raw == []


async def test_it_does_not_confirm_what_it_could_not_store(api: BotApi, bot: Bot, store: Store) -> None:
    waiting = Waiting(api, update(5))
    storing = asyncio.Event()

    async def interrupted(batch: list[RawUpdate]) -> None:
        storing.set()
        await asyncio.sleep(60)

    async with running(Poller(bot, interrupted, [], timeout=1, pacing=FAST)):
        await storing.wait()
    assert waiting.offsets() == [None]
    assert waiting.raw == [update(5)]


async def test_the_last_call_does_not_hold_up_the_stop(api: BotApi, bot: Bot, store: Store) -> None:
    async def answer(call: Call) -> web.Response:
        if "offset" in call.fields:
            await asyncio.sleep(60)
        return ok([update(1)])

    api.answers["getUpdates"] = answer
    async with running(poller(bot, store)) as task:
        await until(lambda: api.count("getUpdates") == 2)
        started = monotonic()
        task.cancel()
        await asyncio.wait({task})
    assert FAST.farewell - 0.05 <= monotonic() - started < 1.5
    assert api.calls[-1].fields["timeout"] == "0"


async def test_it_tells_how_long_ago_it_last_succeeded(api: BotApi, bot: Bot, store: Store) -> None:
    waiting = Waiting(api, update(1))
    looping = poller(bot, store)
    await asyncio.sleep(0.3)
    assert looping.last_success_age() >= 0.3
    async with running(looping):
        await until(lambda: len(waiting.asked) > 1)
        assert looping.last_success_age() < 0.3
        store.broken = lambda _: True
        waiting.raw = [update(2)]
        tries = store.tries
        await until(lambda: store.tries > tries + 2)
        assert looping.last_success_age() > 0.03  # fetched, but not stored: no success


@pytest.mark.parametrize("seconds", [-1, 51])
async def test_it_refuses_a_poll_longer_than_telegram_holds(bot: Bot, seconds: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 50"):
        Poller(bot, Store().take, [], timeout=seconds)


async def test_it_waits_longer_for_an_answer_than_the_poll_lasts(
    bot: Bot, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[float] = []

    async def watched(*args: Any, read_timeout: float, **kwargs: Any) -> list[RawUpdate]:
        named.append(read_timeout)
        await asyncio.sleep(1)
        return []

    looping = Poller(bot, store.take, [], timeout=50, pacing=FAST)
    monkeypatch.setattr(type(bot), "do_api_request", watched)
    async with running(looping):
        await until(lambda: bool(named))
    assert named == [60]


def test_pauses_double_up_to_the_longest_with_jitter() -> None:
    rows = [Backoff(1, 30) for _ in range(30)]
    for low, high in [(1, 2), (2, 4), (4, 8), (8, 16), (15, 30), (15, 30)]:
        pauses = [backoff.next() for backoff in rows]
        assert low <= min(pauses) < max(pauses) <= high
    rows[0].reset()
    assert rows[0].next() <= 2


def test_pauses_stay_finite() -> None:
    backoff = Backoff(1, 30)
    backoff.failures = 5000
    assert backoff.next() <= 30
