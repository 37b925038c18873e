"""Updates: safe before they are acknowledged, once, in order within a chat, and none in the way of the rest."""

from __future__ import annotations

import asyncio
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.inbox import ID_END, TRIES, Inbox, effect, handling, lane_of
from storage import inbox, meta
from storage.store import Store, Tx
from tests.moving.inboxes import Handler, Raw, count_up, said, states
from tests.moving.support import until


def errors(tx: Tx) -> list[str]:
    return [row[0] for row in tx.db.execute("SELECT error FROM inbox WHERE state = 'failed'")]


async def never(_update: Raw) -> None:
    await asyncio.Event().wait()


async def test_an_update_is_committed_before_take_returns(store: Store) -> None:
    box = Handler(never).inbox(store)
    await box.take([said(1, 7)])
    assert await store.read(states) == {1: "new"}
    await box.stop(0)


async def test_an_update_that_cannot_be_kept_is_not_taken(store: Store) -> None:
    handler = Handler()
    await store.write(lambda tx: tx.db.execute("DROP TABLE inbox"))
    with pytest.raises(Exception, match="no such table"):
        await handler.inbox(store).take([said(1, 7)])
    assert handler.begun == []


async def test_a_redelivered_update_is_not_handled_again(store: Store) -> None:
    handler = Handler()
    box = handler.inbox(store)
    for _ in range(3):
        await box.take([said(1, 7), said(2, 7)])
        await box.idle()
    assert handler.finished == [1, 2]
    assert await store.read(states) == {1: "done", 2: "done"}


async def test_what_a_stop_left_is_replayed_in_order_at_the_next_start(store: Store) -> None:
    first = Handler(never)
    box = first.inbox(store)
    await box.take([said(n, 7) for n in (1, 2, 3)])
    await asyncio.sleep(0.05)
    await box.stop(0.01)
    assert (first.begun, first.finished) == ([1], [])
    second = Handler()
    box = second.inbox(store)
    assert await box.replay() == 3
    await box.take([said(4, 7)])
    await box.idle()
    assert second.finished == [1, 2, 3, 4]


async def test_what_is_said_afterwards_holds_up_no_one_and_is_waited_for_by_a_stop(store: Store) -> None:
    let_go, answered = asyncio.Event(), []

    async def answer(number: int) -> None:
        await let_go.wait()
        answered.append(number)

    async def tap(update: Raw) -> None:
        box.afterwards(answer(update["update_id"]))

    handler = Handler(tap)
    box = handler.inbox(store)
    await box.take([said(n, 7) for n in (1, 2, 3)])
    await until(lambda: handler.finished == [1, 2, 3])
    assert answered == []
    stopping = asyncio.create_task(box.stop(5))
    await asyncio.sleep(0)
    let_go.set()
    await stopping
    assert answered == [1, 2, 3]


async def test_a_stop_lets_what_has_begun_finish_and_begins_nothing(store: Store) -> None:
    let_go = asyncio.Event()

    async def wait(_update: Raw) -> None:
        await let_go.wait()

    handler = Handler(wait)
    box = handler.inbox(store)
    await box.take([said(1, 7), said(2, 7)])
    await asyncio.sleep(0.05)
    stopping = asyncio.create_task(box.stop(5))
    await asyncio.sleep(0)
    let_go.set()
    await stopping
    await box.take([said(3, 8)])
    await box.idle()
    assert handler.finished == [1]
    assert await store.read(states) == {1: "done", 2: "new", 3: "new"}


async def test_a_chat_is_handled_in_order_and_a_slow_one_holds_up_nobody(store: Store) -> None:
    let_go = asyncio.Event()

    async def slow_in_seven(update: Raw) -> None:
        if lane_of(update) == 7:
            await let_go.wait()

    handler = Handler(slow_in_seven)
    box = handler.inbox(store)
    await box.take([said(1, 7), said(2, 7), said(3, 8), said(4, 9), said(5, 8)])
    await until(lambda: set(handler.finished) == {3, 4, 5})
    assert handler.begun.count(2) == 0
    let_go.set()
    await box.idle()
    assert [n for n in handler.finished if n in (1, 2)] == [1, 2]
    assert [n for n in handler.finished if n in (3, 5)] == [3, 5]


async def test_an_update_whose_handler_raises_is_set_aside_and_the_next_one_works(store: Store) -> None:
    async def fail_on_one(update: Raw) -> None:
        if update["update_id"] == 1:
            raise KeyError("no such button")

    handler = Handler(fail_on_one)
    box = handler.inbox(store)
    await box.take([said(1, 7), said(2, 7)])
    await box.idle()
    assert handler.finished == [2]
    assert handler.failed == [(1, "'no such button'")]
    assert await store.read(states) == {1: "failed", 2: "done"}
    assert await store.read(errors) == ["KeyError: 'no such button'"]


async def test_telling_about_a_failure_may_fail_too(store: Store) -> None:
    async def fail(update: Raw) -> None:
        if update["update_id"] == 1:
            raise ValueError

    def cannot_tell(_tx: Tx, _update: Raw, _error: BaseException) -> None:
        raise KeyError("no such words")

    handler = Handler(fail)
    box = Inbox(store, handler.handle, cannot_tell)
    await box.take([said(1, 7), said(2, 7)])
    await box.idle()
    assert await store.read(states) == {1: "failed", 2: "done"}


async def test_an_update_that_keeps_killing_the_process_is_set_aside(store: Store) -> None:
    for _ in range(TRIES):
        box = Handler(never).inbox(store)
        await box.take([said(1, 7), said(2, 7)])
        await box.replay()
        await asyncio.sleep(0.01)
        await box.stop(0)  # as a power cut does: begun, never finished
    handler = Handler()
    box = handler.inbox(store)
    await box.replay()
    await box.idle()
    assert handler.failed == [(1, f"begun {TRIES} times and never finished")]
    assert handler.finished == [2]


async def test_an_effect_and_its_done_are_one_transaction(store: Store) -> None:
    """A crash between the two would do a thing twice, or never: there is no between."""

    def broken(tx: Tx) -> None:
        count_up(tx, "effects")
        raise SystemError("the power goes here")

    async def do_broken(_update: Raw) -> None:
        await effect(store, broken)

    box = Handler(do_broken).inbox(store)
    await box.take([said(1, 7)])
    await box.idle()
    assert await store.read(meta.get, "effects") is None
    assert await store.read(states) == {1: "failed"}


async def test_an_update_that_had_its_effect_has_none_at_the_replay(store: Store) -> None:
    crash = asyncio.Event()

    async def do_and_crash(_update: Raw) -> None:
        await effect(store, count_up, "effects")
        crash.set()
        await asyncio.Event().wait()

    box = Handler(do_and_crash).inbox(store)
    await box.take([said(1, 7)])
    await crash.wait()
    await box.stop(0)
    again = Handler(do_and_crash)
    box = again.inbox(store)
    assert await box.replay() == 0
    await box.take([said(1, 7)])
    await box.idle()
    assert await store.read(meta.get, "effects") == "1"


async def test_an_effect_is_had_once_even_by_two_handlers_of_one_update(store: Store) -> None:
    """Two processes never share a file, but a replay and a redelivery may meet."""

    async def twice(update: Raw) -> None:
        mark = handling.get()
        assert mark is not None
        await store.write(inbox.done, update["update_id"])
        await effect(store, count_up, "effects")

    box = Handler(twice).inbox(store)
    await box.take([said(1, 7)])
    await box.idle()
    assert await store.read(meta.get, "effects") is None


async def test_hundreds_of_updates_of_many_chats_are_each_handled_once_and_in_order(store: Store) -> None:
    seen: dict[int, list[int]] = {}

    async def note(update: Raw) -> None:
        await asyncio.sleep(0)
        seen.setdefault(lane_of(update), []).append(update["update_id"])

    box = Handler(note).inbox(store)
    updates = [said(n, n % 40 + 1) for n in range(400)]
    for start in range(0, 400, 100):
        await box.take(updates[start : start + 100])
    await box.idle()
    assert sorted(n for lane in seen.values() for n in lane) == list(range(400))
    assert all(lane == sorted(lane) for lane in seen.values())


# --- which chat an update is of -----------------------------------------------------------------------

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["message", "chat", "from", "id", "callback_query", "update_id"]) | st.text(max_size=4),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(
        st.sampled_from(["update_id", "message", "callback_query", "poll"]) | st.text(max_size=5), json_values
    )
)
def test_any_json_has_a_chat_that_the_database_can_hold(update: Raw) -> None:
    lane = lane_of(json.loads(json.dumps(update)))
    assert type(lane) is int
    assert abs(lane) < ID_END


@pytest.mark.parametrize(
    ("update", "lane"),
    [
        (said(1, 7), 7),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}, "message": {"chat": {"id": -100}}}}, -100),
        ({"update_id": 1, "callback_query": {"from": {"id": 5}, "inline_message_id": "x"}}, 5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": 9}, "from": {"id": 5}}}, 9),
        ({"update_id": 1, "something_new": {"from": {"id": 5}}}, 5),
        ({"update_id": 1, "poll": {"id": "8"}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": True}}}, 0),
        ({"update_id": 1, "message": {"chat": {"id": 10**30}}}, 0),
        ({"update_id": 1, "message": None}, 0),
        ({"update_id": 1}, 0),
    ],
)
def test_it_finds_the_chat_of_an_update(update: Raw, lane: int) -> None:
    assert lane_of(update) == lane
