"""Floods and faults: Telegram's brakes, and a network that breaks on order."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.rehearsal import Dropped, Fault, FloodLimits, Rehearsal
from bot.rehearsal.door import Door
from tests.rehearsal.cast import GROUP, RINA, TONO, Clock, ask, done, office, ptb, refusal


async def sent(played: Rehearsal, chat_id: int) -> int:
    """How many messages go through before the first 429."""
    count = 0
    while count < 200 and (await ask(played, "sendMessage", chat_id=chat_id, text="a"))["ok"]:
        count += 1
    return count


async def test_a_private_chat_takes_a_burst_then_one_a_second() -> None:
    clock = Clock()
    played = office(clock, FloodLimits(burst=3))
    assert await sent(played, RINA) == 3
    answer = await ask(played, "sendMessage", chat_id=RINA, text="a")
    assert (answer["description"], answer["parameters"]) == (
        "Too Many Requests: retry after 1",
        {"retry_after": 1},
    )
    assert await sent(played, TONO) == 3
    clock.forward(1)
    assert await sent(played, RINA) == 1
    assert played.refusals() == []


async def test_a_group_takes_20_a_minute() -> None:
    clock = Clock()
    played = office(clock, FloodLimits())
    assert await sent(played, GROUP) == 20
    clock.forward(3)
    assert await sent(played, GROUP) == 1


async def test_all_chats_together_take_30_a_second() -> None:
    played = office(Clock(), FloodLimits(burst=100))
    assert await sent(played, RINA) == 30
    assert await sent(played, TONO) == 0


async def test_edits_count_and_refused_calls_do_not() -> None:
    played = office(Clock(), FloodLimits(burst=2))
    message = await done(played, "sendMessage", chat_id=RINA, text="a")
    await refusal(played, "sendMessage", chat_id=RINA, text="")
    where = {"chat_id": RINA, "message_id": message["message_id"]}
    await done(played, "editMessageText", **where, text="b")
    assert (await ask(played, "editMessageText", **where, text="c"))["error_code"] == 429


async def test_no_limits_no_brakes() -> None:
    played = office(Clock(), None)
    for number in range(100):
        await done(played, "sendMessage", chat_id=RINA, text=str(number))


async def test_a_drop_before_the_act_changes_nothing() -> None:
    played = office()
    played.faults.add(Fault("sendMessage", "drop_before"))
    with pytest.raises(Dropped) as dropped:
        await played.call("sendMessage", {"chat_id": RINA, "text": "a"})
    assert (dropped.value.acted, played.person(RINA).messages) == (False, [])


async def test_a_drop_after_the_act_leaves_the_message_there() -> None:
    played = office()
    played.faults.add(Fault("sendMessage", "drop_after"))
    with pytest.raises(Dropped) as dropped:
        await played.call("sendMessage", {"chat_id": RINA, "text": "a"})
    assert (dropped.value.acted, len(played.person(RINA).messages)) == (True, 1)
    assert (await ask(played, "sendMessage", chat_id=RINA, text="b"))["ok"] is True


async def test_orders_count_calls_each_for_itself() -> None:
    played = office()
    played.faults.add(Fault("sendMessage", "error", nth=2, status=500))
    played.faults.add(Fault("*", "flood", nth=4, times=2, seconds=9))
    codes = [(await ask(played, "sendMessage", chat_id=RINA, text="a")).get("error_code", 200) for _ in range(6)]
    assert codes == [200, 500, 200, 429, 429, 200]
    assert played.refusals() == []


async def test_an_order_may_choose_its_calls() -> None:
    played = office()
    fault = Fault("sendMessage", "error", when=lambda params: params["chat_id"] == TONO)
    played.faults.add(fault)
    assert (await ask(played, "sendMessage", chat_id=RINA, text="a"))["ok"] is True
    assert (await ask(played, "sendMessage", chat_id=TONO, text="a"))["error_code"] == 502
    assert fault.struck == 1


async def test_cleared_orders_do_nothing() -> None:
    played = office()
    played.faults.add(Fault("*", "error"))
    played.faults.clear()
    assert (await ask(played, "getMe"))["ok"] is True


async def test_a_delayed_call_that_is_wrong_is_still_a_mistake() -> None:
    played = office()
    played.faults.add(Fault("sendMessage", "delay", seconds=0.01))
    await refusal(played, "sendMessage", chat_id=RINA)
    assert len(played.refusals()) == 1


async def test_ptb_sees_what_surely_and_what_perhaps_did_not_happen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    played = office()
    async with ptb(played) as bot:
        played.faults.add(Fault("sendMessage", "drop_before"))
        with pytest.raises(NetworkError) as refused:
            await bot.send_message(RINA, "a")
        assert isinstance(refused.value.__cause__, ConnectionRefusedError)
        played.faults.add(Fault("sendMessage", "drop_after"))
        with pytest.raises(TimedOut) as unknown:
            await bot.send_message(RINA, "a")
        assert isinstance(unknown.value.__cause__, TimeoutError)
        played.faults.add(Fault("sendMessage", "flood", seconds=4))
        with pytest.raises(RetryAfter):
            await bot.send_message(RINA, "a")


class NotSentError(Exception):
    """A transport's own word for: surely not sent."""


async def test_the_causes_can_have_a_bots_own_names() -> None:
    played = office()
    played.faults.add(Fault("getMe", "drop_before"))
    with pytest.raises(NetworkError) as refused:
        await Bot(played.token, request=Door(played, not_sent=NotSentError)).get_me()
    assert isinstance(refused.value.__cause__, NotSentError)


async def test_a_call_slower_than_the_read_timeout_times_out() -> None:
    played = office()
    played.faults.add(Fault("sendMessage", "delay", seconds=5))
    started = asyncio.get_running_loop().time()
    async with ptb(played) as bot:
        with pytest.raises(TimedOut):
            await bot.send_message(RINA, "a", read_timeout=0.02)
    assert asyncio.get_running_loop().time() - started < 2
