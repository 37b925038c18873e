"""Looks at the chats the bot writes to besides people's own: is it there, and may it write?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from telegram import Bot, ChatFullInfo, ChatMember
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.cli.findings import Finding
from bot.config import Config, Words

GONE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


@dataclass(frozen=True, slots=True)
class Place:
    """A chat of the configuration: the key that names it, the chat, and what it is for."""

    key: str
    chat: int | str
    purpose: Words


def places(config: Config) -> Iterator[Place]:
    """Yield the chats the configuration names."""
    if config.tables.report.group is not None:
        yield Place("report.group", config.tables.report.group, Words("Grup laporan", "Report group"))
    if config.tables.share.chat is not None:
        yield Place("share.chat", config.tables.share.chat, Words("Kanal untuk berbagi", "Channel to share in"))


async def look(bot: Bot, me: int, place: Place) -> Finding:
    """Say whether the bot sees a chat and may write there; sends nothing."""
    try:
        chat = await bot.get_chat(place.chat)
        member = await bot.get_chat_member(place.chat, me)
    except TelegramError as error:
        return _unseen(place, str(error))
    refused = _refused(chat, member)
    if refused is not None:
        words = Words(f"{place.key} {place.chat}: {refused.id}", f"{place.key} {place.chat}: {refused.en}")
        return Finding(ok=False, words=words)
    words = Words(f"{place.purpose.id}: {chat.title}", f"{place.purpose.en}: {chat.title}")
    return Finding(ok=True, words=words)


def _unseen(place: Place, detail: str) -> Finding:
    return Finding(
        ok=False,
        words=Words(
            f"{place.key} {place.chat}: bot tidak melihat grup atau kanal itu ({detail})."
            " Masukkan bot ke sana, lalu periksa nomornya.",
            f"{place.key} {place.chat}: the bot cannot see that group or channel ({detail})."
            " Add the bot to it, then check the number.",
        ),
    )


def _refused(chat: ChatFullInfo, member: ChatMember) -> Words | None:
    if member.status in GONE:
        return Words(
            f"bot bukan anggota “{chat.title}”. Masukkan bot ke sana.",
            f"the bot is no member of “{chat.title}”. Add it.",
        )
    if chat.type == ChatType.CHANNEL and not getattr(member, "can_post_messages", False):
        return Words(
            f"bot belum boleh mengirim di kanal “{chat.title}”. Jadikan bot admin kanal dengan hak mengirim pesan.",
            f"the bot may not post in the channel “{chat.title}”. Make it an administrator who may post messages.",
        )
    if member.status == ChatMemberStatus.RESTRICTED and not getattr(member, "can_send_messages", True):
        return Words(
            f"bot dibisukan di “{chat.title}”. Izinkan bot mengirim pesan.",
            f"the bot is muted in “{chat.title}”. Let it send messages.",
        )
    return None
