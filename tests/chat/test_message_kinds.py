"""Every kind of message there is, through the front door: taken, kindly refused, or met with silence."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Message

from bot.rehearsal.phone import Phone
from tests.chat.message_fields import ABOUT, REFUSED, SERVICE, TAKEN
from tests.stage import Stage, text_of


async def comes(stage: Stage, phone: Phone, content: dict[str, Any], chat: int | None = None) -> None:
    """A message with this content comes from somebody's phone."""
    core = phone._core
    stored = core.post(chat or phone.id, {"from": phone.person.user()}, content, outgoing=False)
    core.updates.put("message", stored.body, f"chat:{chat or phone.id}")
    await stage.settle()


def test_every_field_of_a_message_is_in_the_table_once() -> None:
    tables = (ABOUT, TAKEN, REFUSED, SERVICE)
    names = [name for table in tables for name in table]
    assert len(names) == len(set(names))
    known = {"from" if name == "from_user" else name for name in Message.__slots__ if not name.startswith("_")}
    assert known - set(names) == set()


@pytest.mark.parametrize("name", SERVICE)
async def test_what_telegram_says_by_itself_gets_silence(stage: Stage, name: str) -> None:
    for who in ("Rina", "Hasan"):
        phone = stage.person(who)
        before = len(phone.received)
        await comes(stage, phone, {name: SERVICE[name]})
        assert [text_of(m) for m in phone.received[before:]] == []


@pytest.mark.parametrize("name", REFUSED)
async def test_what_no_page_can_have_is_kindly_refused(stage: Stage, name: str) -> None:
    rina = stage.person("Rina")
    await comes(stage, rina, {name: REFUSED[name]})
    assert "tidak dapat menjadi bagian naskah" in text_of(rina.last)
    assert "gagal" not in " ".join(text_of(m) for m in rina.received)


async def test_in_a_group_nobody_is_answered_unasked(stage: Stage) -> None:
    siti = stage.person("Siti")
    group = next(iter(stage.outside.world.groups))
    before = len(stage.outside.log.of("sendMessage"))
    for name, content in {**REFUSED, **SERVICE, "text": "Setuju"}.items():
        if name not in {"migrate_to_chat_id", "migrate_from_chat_id"}:
            await comes(stage, siti, {name: content}, group)
    assert len(stage.outside.log.of("sendMessage")) == before
