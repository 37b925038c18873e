"""Every way a call to Telegram goes wrong for a while, on every method that speaks: said in the end, in its order."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.outbox.loop import HOLDS
from bot.rehearsal.faults import Fault
from bot.rehearsal.refusal import Refusal
from storage import outbox
from storage.outbox_bodies import Document
from storage.store import Tx
from tests.moving.support import heard, is_to, keep, left, outcomes, send_photos, tell, until
from tests.stage import Stage, jpeg

Send = Callable[[Tx, int], None]


def send_document(tx: Tx, chat_id: int) -> None:
    """Send a file."""
    outbox.add(tx, chat_id, Document(keep(tx, b"%PDF-1.7 lembar", "application/pdf"), "lembar.pdf", "berkas"))


METHODS: dict[str, tuple[Send, str]] = {
    "sendMessage": (lambda tx, chat: tell(tx, chat, "kabar"), "kabar"),
    "sendPhoto": (lambda tx, chat: send_photos(tx, chat, [jpeg()]), "foto 0"),
    "sendMediaGroup": (lambda tx, chat: send_photos(tx, chat, [jpeg("red"), jpeg("blue")]), "foto 0"),
    "sendDocument": (send_document, "berkas"),
}
FAULTS = {
    **{f"429 for {n} s": {"kind": "flood", "seconds": n} for n in (1, 4, 60)},
    "429 in words alone": {"kind": "words", "seconds": 4},
    **{f"{status}": {"kind": "error", "status": status, "times": 3} for status in (500, 502, 503, 504)},
    **{f"a page with {s}": {"kind": "page", "status": s, "times": 3} for s in (200, 400, 401, 403, 404, 413, 429, 502)},
    "half an answer": {"kind": "broken"},
    "cut before": {"kind": "drop_before", "times": 3},
    "cut after": {"kind": "drop_after"},
}


def once_each(said: list[str]) -> list[str]:
    """What was said, without what was said twice since its answer was lost."""
    return [each for n, each in enumerate(said) if each not in said[:n]]


@pytest.mark.parametrize("fault", [name for name in FAULTS if "413" not in name])
@pytest.mark.parametrize("method", METHODS)
async def test_it_is_said_in_the_end_and_in_its_order(stage: Stage, method: str, fault: str) -> None:
    rina, (send, first) = stage.person("Rina"), METHODS[method]
    before = stage.clock.now()
    struck = stage.outside.faults.add(Fault(method, **FAULTS[fault]))  # type: ignore[arg-type]  # its fields, by name

    def both(tx: Tx) -> None:
        send(tx, rina.id)
        tell(tx, rina.id, "sesudahnya")

    await stage.bot.store.write(both)
    await stage.settle()
    assert struck.struck > 0
    assert struck.times == 0
    said = once_each(heard(rina))
    assert (said[0], said[-1]) == (first, "sesudahnya")
    assert await left(stage) == 0
    assert not set(await outcomes(stage)) & {"refused", "blocked"}
    if struck.kind in {"flood", "words"}:
        assert stage.clock.now() - before >= timedelta(seconds=struck.seconds)


class Refused(Fault):
    """A method that answers with one refusal, however often it is asked."""

    def __init__(self, method: str, refusal: Refusal, times: int = 10_000) -> None:
        super().__init__(method, "error", times=times)
        self.words = refusal

    def refusal(self) -> Refusal:
        return self.words


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (403, "bot was blocked by the user", "blocked"),
        (403, "user is deactivated", "blocked"),
        (403, "bot can't initiate conversation with a user", "blocked"),
        (400, "chat not found", "blocked"),
        (400, "PEER_ID_INVALID", "blocked"),
        (400, "message is too long", "refused"),
        (400, "can't parse entities: Unsupported start tag", "refused"),
        (400, "Too Many Requests: please try again later", "refused"),  # after a minute: it does not pass
    ],
)
async def test_what_does_not_pass_is_given_up_and_holds_up_nothing(
    stage: Stage, code: int, words: str, outcome: str
) -> None:
    rina = stage.person("Rina")
    stage.outside.faults.add(Refused("sendMessage", Refusal(code, words), times=7 if "Too Many" in words else 1))
    await stage.bot.store.write(tell, rina.id, "kabar", "sesudahnya")
    await stage.settle()
    assert heard(rina) == ["sesudahnya"]
    assert (await outcomes(stage))[-2:] == [outcome, "sent"]


async def test_a_long_outage_turns_nothing_round(stage: Stage) -> None:
    """Twenty attempts fail, and what could be sent meanwhile waits behind what was said first."""
    rina = stage.person("Rina")
    for method in ("sendMessage", "sendChatAction"):
        stage.outside.faults.add(Fault(method, "error", times=HOLDS + 8, when=is_to(rina.id)))
    await stage.bot.store.write(tell, rina.id, "satu", "dua", "tiga")
    await _until_all_is_said(stage)
    assert heard(rina) == ["satu", "dua", "tiga"]


async def _until_all_is_said(stage: Stage) -> None:
    async with asyncio.timeout(20):
        while await left(stage):
            await until(lambda: stage.bot.outbox.idle)
            due = await stage.bot.store.read(outbox.next_due)
            stage.clock.set(max(due or stage.clock.now(), stage.clock.now()))
            stage.bot.outbox.wake()
            await asyncio.sleep(0.002)


@pytest.mark.parametrize("status", [400, 403])
async def test_a_firewalls_page_is_no_word_of_telegrams_about_a_person(stage: Stage, status: int) -> None:
    """A page with Telegram's status once marked people as unreachable, and told their superiors."""
    rina = stage.person("Rina")
    stage.outside.faults.add(Fault("sendMessage", "page", status=status, times=2))
    await stage.bot.store.write(tell, rina.id, "kabar")
    await stage.settle()
    assert heard(rina) == ["kabar"]

    def marked(tx: Tx) -> Any:
        return tx.db.execute("SELECT count(*) FROM person WHERE unreachable_at IS NOT NULL").fetchone()[0]

    assert await stage.bot.store.read(marked) == 0
