"""The people, the clock and the pictures that the rehearsal's own tests play with."""

from __future__ import annotations

import io
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from PIL import Image
from telegram import Bot

from bot.rehearsal import FloodLimits, Group, Person, Rehearsal
from bot.rehearsal.door import Door

RINA, TONO, BUDI = 501, 502, 503
GROUP = -4411
NOON = 1_793_592_000.0

Json = dict[str, Any]


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> float:
        return self.at

    def forward(self, seconds: float) -> None:
        self.at += seconds


def office(clock: Clock | None = None, flood: FloodLimits | None = None, poll_pause: float = 0.0) -> Rehearsal:
    """Rina and Tono have started the bot, Budi has not; Rina and Tono share a group."""
    return Rehearsal(
        people=[
            Person(RINA, "Rina", "Wulandari", "rina_w", label="Kabag", started=True),
            Person(TONO, "Tono", label="Staf", started=True),
            Person(BUDI, "Budi"),
        ],
        groups=[Group(GROUP, "Bagian Komunikasi", [RINA, TONO], [RINA])],
        now=clock or Clock(),
        flood=flood,
        poll_pause=poll_pause,
    )


def picture(width: int = 800, height: int = 600, kind: str = "JPEG") -> bytes:
    """A small picture file."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (40, 90, 160)).save(out, kind)
    return out.getvalue()


def keys(*buttons: Json) -> str:
    """One row of inline buttons, as a call sends it."""
    return json.dumps({"inline_keyboard": [list(buttons)]})


def button(text: str, data: str) -> Json:
    """A button that tells the bot."""
    return {"text": text, "callback_data": data}


async def ask(played: Rehearsal, method: str, **params: Any) -> Json:
    """A call's whole answer."""
    reply = await played.call(method, params)
    answer: Json = json.loads(reply.body)
    assert reply.status == answer.get("error_code", 200)
    return answer


async def done(played: Rehearsal, method: str, **params: Any) -> Any:
    """A call's result; the test fails if it is refused."""
    answer = await ask(played, method, **params)
    assert answer["ok"], answer
    return answer["result"]


async def refusal(played: Rehearsal, method: str, **params: Any) -> str:
    """A refused call's sentence; the test fails if it is not refused."""
    answer = await ask(played, method, **params)
    assert not answer["ok"], answer
    return str(answer["description"])


async def updates(played: Rehearsal, **params: Any) -> list[Json]:
    """What getUpdates answers."""
    result: list[Json] = await done(played, "getUpdates", **params)
    return result


@asynccontextmanager
async def ptb(played: Rehearsal) -> AsyncIterator[Bot]:
    """PTB's Bot at the in-process door."""
    bot = Bot(played.token, request=Door(played), get_updates_request=Door(played, None))
    async with bot:
        yield bot
