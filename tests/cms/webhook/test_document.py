"""docs/webhook.md says what the code does: its examples are signed, its operations and errors are all of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import get_args

import pytest

from bot.cms.base import RemoteState
from bot.cms.webhook.wire import ERRORS, WINDOW, encode, headers, signature
from bot.config import Secret
from tests.cms.webhook.portals import DOCS

TEXT = (DOCS / "webhook.md").read_text()
EXAMPLES = re.findall(r"```http\n(.*?)\n\n(.*?)\n```", TEXT, re.DOTALL)
SECRET = re.search(r"Contoh dengan rahasia `([^`]+)`", TEXT)


def _fields(head: str) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in head.splitlines()[1:])


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 2
    assert SECRET is not None


@pytest.mark.parametrize(("head", "body"), EXAMPLES)
def test_every_example_is_signed_as_the_bot_signs(head: str, body: str) -> None:
    assert SECRET is not None
    secret, said = Secret(SECRET[1]), _fields(head)
    assert said["X-Tayang-Signature"] == signature(secret, said["X-Tayang-Timestamp"], body.encode())
    at = datetime.fromtimestamp(int(said["X-Tayang-Timestamp"]), UTC)
    sent = headers(secret, at, said["Idempotency-Key"], body.encode())
    assert sent == {name: value for name, value in said.items() if name != "Host"}


def test_the_bot_writes_bodies_as_the_first_example_shows() -> None:
    assert encode("find", "00064427df3d17000123456789abcdef", {"key": "w2k7"}).decode() == EXAMPLES[0][1]


@pytest.mark.parametrize("receiver", ["webhook-receiver.php", "webhook_receiver.py"])
def test_every_error_of_a_receiver_is_told_twice_and_known_to_the_bot(receiver: str) -> None:
    used = set(re.findall(r"[0-9]{3}, (?:error=)?['\"]([a-z_]+)['\"]", (DOCS / receiver).read_text()))
    used |= {"replayed", "absent", *get_args(RemoteState)}  # what a receiver answers as the page's state
    assert {"signature", "timestamp", "request", "medium_changed"} <= used
    for error in used:
        assert TEXT.count(f"`{error}`") >= 2, error
    assert used - {"request"} <= set(ERRORS)


@pytest.mark.parametrize("op", ["hello", "find", "attach", "put"])
def test_every_operation_is_told_in_both_languages(op: str) -> None:
    assert len(re.findall(rf"^\| `{op}` \|", TEXT, re.MULTILINE)) == 2


def test_the_window_is_the_one_the_receivers_keep() -> None:
    assert TEXT.count(f"**{WINDOW} ") == 2
    assert f"<= {WINDOW}, 401" in (DOCS / "webhook-receiver.php").read_text()
    assert f"> {WINDOW}: return say(401" in (DOCS / "webhook_receiver.py").read_text()


@pytest.mark.parametrize(("receiver", "longest"), [("webhook-receiver.php", 190), ("webhook_receiver.py", 120)])
def test_a_receiver_has_thirty_lines_to_read(receiver: str, longest: int) -> None:
    lines = [line for line in (DOCS / receiver).read_text().splitlines() if line.strip()]
    code = [line for line in lines if not line.lstrip().startswith(("//", "#", '"""'))]
    assert len(code) <= 30
    assert max(map(len, code)) <= longest


def test_half_a_character_is_sent_as_a_question_mark() -> None:
    assert encode("find", "0", {"key": "a\ud83d"}).endswith(b'"key":"a?"}')
