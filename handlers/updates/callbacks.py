"""Taps on buttons, answered at once: Telegram forgets a tap after seconds."""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Update
from telegram.error import TelegramError

from bot.desk.workflow.answer import Answer
from handlers import routing
from handlers.updates.door import Door, sender

log = logging.getLogger(__name__)

LONGEST = 200  # characters of an answer, Bot API


async def tap(door: Door, update: Update) -> None:
    """Do what a tap asks, and say at once what came of it."""
    query = update.callback_query
    if query is None:
        return
    outcome = await door.do(routing.tap, sender(update), query.data or "")
    door.afterwards(_answer(query, outcome or Answer()))


async def _answer(query: CallbackQuery, outcome: Answer) -> None:
    """Answer as best one can: what was decided stands, whether the answer arrives or not."""
    try:
        await query.answer(outcome.text[:LONGEST] or None, show_alert=outcome.alert)
    except TelegramError as error:
        log.info("a tap could not be answered: %s", error)
