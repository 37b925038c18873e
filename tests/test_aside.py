"""The thread for what may hang: in order, errors raised where they are waited for, and nobody waits at the end."""

from __future__ import annotations

import asyncio
import threading
import time

import pytest

from bot.aside import Aside


async def test_it_does_one_thing_after_the_other_in_one_thread() -> None:
    aside, seen = Aside("uji"), []
    await asyncio.gather(*(aside.run(lambda each=each: seen.append(each)) for each in range(20)))  # type: ignore[misc]
    assert seen == list(range(20))
    assert await aside.run(lambda: threading.current_thread().name) == "uji"
    aside.close()


async def test_what_it_raises_is_raised_where_it_is_waited_for() -> None:
    aside = Aside("uji")
    with pytest.raises(ZeroDivisionError):
        await aside.run(lambda: 1 // 0)
    assert await aside.run(lambda: 1) == 1
    aside.close()


async def test_closing_waits_for_nothing_that_hangs_and_begins_nothing_more() -> None:
    aside, begun, let_go, after = Aside("uji"), threading.Event(), threading.Event(), []

    def hang() -> None:
        begun.set()
        let_go.wait(60)

    hangs = asyncio.create_task(aside.run(hang))
    waits = asyncio.create_task(aside.run(lambda: after.append(1)))
    await asyncio.to_thread(begun.wait, 5)
    began = time.monotonic()
    aside.close()
    assert time.monotonic() - began < 1
    with pytest.raises(RuntimeError):
        aside.submit(int)
    let_go.set()
    await hangs
    assert after == []
    waits.cancel()
