"""What a person says to the bot, understood: every message, command and tap, each in one transaction."""

from __future__ import annotations

from bot.reception.chats import digests, evening, membership, update_failed
from bot.reception.commands import COMMANDS, LANGUAGE_NAMES, command
from bot.reception.messages import brings_another_file, edited, file_refused, message, other_message
from bot.reception.senders import Sender, knows
from bot.reception.taps import tap

__all__ = [
    "COMMANDS",
    "LANGUAGE_NAMES",
    "Sender",
    "brings_another_file",
    "command",
    "digests",
    "edited",
    "evening",
    "file_refused",
    "knows",
    "membership",
    "message",
    "other_message",
    "tap",
    "update_failed",
]
