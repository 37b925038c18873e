"""A call that must succeed before the bot can go on, waited for through whatever passes."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeVar

from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, RetryAfter, TelegramError

logger = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE: Final = 1.0  # seconds; doubled with each failure that follows
LONGEST_PAUSE: Final = 30.0

_REFUSALS: Final = (BadRequest, EndPointNotFound, Forbidden, InvalidToken)


def is_refusal(error: BaseException) -> bool:
    """Say whether Telegram itself said no, so that asking again cannot help.

    False for what a proxy or a captive portal answers in Telegram's place with the same status: a page that is no
    answer of the Bot API is the cause of such an error.
    """
    if not isinstance(error, _REFUSALS):
        return False
    cause = error.__cause__
    while cause is not None:
        if isinstance(cause, TelegramError) and not isinstance(cause, _REFUSALS):
            return False
        cause = cause.__cause__
    return True


def seconds_of(period: float | dt.timedelta) -> float:
    """Give RetryAfter's period in seconds, whichever of its two types the library is set to."""
    return period.total_seconds() if isinstance(period, dt.timedelta) else float(period)


async def patiently(call: Callable[[], Awaitable[T]], what: str, first_pause: float = FIRST_PAUSE) -> T:
    """Call until it succeeds, and give what it gives; `what` names it in the log.

    A network that is down, 5xx, 429 (for as long as Telegram asks), dropped connections and pages that are no answer
    of the Bot API are waited for. Raises the TelegramError of a refusal.
    """
    pause = first_pause
    while True:
        try:
            return await call()
        except TelegramError as error:
            if is_refusal(error):
                raise
            asked = seconds_of(error.retry_after) if isinstance(error, RetryAfter) else 0.0
            logger.warning("Telegram cannot be reached yet (%s): %s", what, str(error)[:300])
            await asyncio.sleep(max(pause, asked))
            pause = min(pause * 2, LONGEST_PAUSE)
