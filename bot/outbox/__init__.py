"""What was decided is said and published afterwards: at least once, in order within a chat, at Telegram's pace."""

from __future__ import annotations

from bot.outbox.loop import Outbox

__all__ = ["Outbox"]
