"""Whatever a bot or a page sends, the server answers in words and never breaks."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rehearsal.files import Upload
from bot.rehearsal.methods import HANDLERS
from bot.rehearsal.rules import METHODS
from tests.rehearsal.cast import GROUP, RINA, TONO, button, keys, office, picture

WORDS = st.text("<b>&/\ud83d😀a \n@#", max_size=12)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), WORDS, st.just(RINA))
NAMES = st.sampled_from(
    [
        *("type", "text", "media", "message_id", "chat_id", "inline_keyboard", "keyboard", "url"),
        *("callback_data", "offset", "length", "user", "emoji", "command", "description", "id"),
    ]
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
KNOWN = st.sampled_from([str(RINA), str(TONO), str(GROUP), "1", "2", "HTML", "attach://photo"])
GIVEN = st.one_of(KNOWN, VALUES, VALUES.map(json.dumps))
ANSWERED = {200, 400, 403, 404, 409, 413, 429}
ALBUM = [{"type": "photo", "media": "attach://photo", "caption": "<b>a", "parse_mode": "HTML"}] * 2


def test_every_method_but_polling_has_a_handler() -> None:
    assert set(METHODS) == {*HANDLERS, "getUpdates"}


@settings(max_examples=150, deadline=None)
@given(data=st.data(), method=st.sampled_from(sorted(HANDLERS)))
def test_no_call_breaks_the_server(method: str, data: st.DataObject) -> None:
    names = st.sampled_from([*METHODS[method].types, "unknown"])
    params: dict[str, Any] = data.draw(st.dictionaries(names, GIVEN, max_size=6))
    params.setdefault("chat_id", str(RINA))
    asyncio.run(play(method, params))


async def play(method: str, params: dict[str, Any]) -> None:
    played = office()
    played.person(RINA).send("halo")
    await played.call("sendMessage", {"chat_id": RINA, "text": "a", "reply_markup": keys(button("a", "b"))})
    reply = await played.call(method, params, {"photo": Upload("a.jpg", picture(8, 8))})
    answer = json.loads(reply.body)
    assert reply.status in ANSWERED
    assert answer["ok"] is (reply.status == 200)
    await played.close()


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"text": "a", "entities": [{"type": [], "offset": 0, "length": 1}]}),
        ("sendMessage", {"text": "a", "reply_markup": '{"inline_keyboard":[[{"text":"a","style":[]}]]}'}),
        ("sendMessage", {"text": "a", "reply_markup": "[" * 100_000}),
        ("setMessageReaction", {"message_id": 101, "reaction": [{"type": "emoji", "emoji": {}}]}),
        ("setMyCommands", {"commands": [{"command": "a", "description": "b"}], "scope": {"type": {}}}),
    ],
)
async def test_lists_where_words_belong_are_refused(method: str, params: dict[str, Any]) -> None:
    played = office()
    played.person(RINA).send("halo")
    assert (await played.call(method, {"chat_id": RINA, **params})).status == 400


async def test_an_albums_caption_is_parsed_too() -> None:
    played = office()
    reply = await played.call("sendMediaGroup", {"chat_id": RINA, "media": ALBUM}, {"photo": Upload("a", picture())})
    assert b"find end tag" in reply.body
