"""Passing trouble told from permanent, for whatever is tried: the database, Telegram, a website, this computer."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot import passing
from bot.cms.base import PublishError
from storage import busy

log = logging.getLogger(__name__)

T = TypeVar("T")
Rest = Callable[[float], Awaitable[None]]

UNSURE = 60.0  # seconds of patience with what is called passing and permanent by the same words
REFUSALS = (BadRequest, ChatMigrated, EndPointNotFound, Forbidden, InvalidToken)
TOO_LARGE = "Request Entity Too Large"  # HTTP 413, which python-telegram-bot counts to the network's errors

#: What Telegram's servers say among themselves, and a bot hears as its own mistake.
INNER = re.compile(
    r"\b(?:MSG_WAIT_(?:FAILED|TIMEOUT)|RPC_(?:CALL|MCGET)_FAIL|WORKER_BUSY\w*|TIMEDOUT)\b", re.IGNORECASE
)
#: A wait that stands in the words alone: of an older server of one's own, or of a proxy.
WAIT = re.compile(r"(?:retry after|FLOOD_(?:PREMIUM_)?WAIT_|SLOWMODE_WAIT_)\s*(\d{1,6})", re.IGNORECASE)
#: What says of a chat, with any status, that nothing can be written there any more.
UNREACHABLE = re.compile(
    r"chat not found|user not found|PEER_ID_INVALID|USER_IS_BLOCKED|INPUT_USER_DEACTIVATED|user is deactivated|"
    r"bot was (?:blocked|kicked)|bot is not a member|chat was deactivated|CHAT_WRITE_FORBIDDEN|CHAT_RESTRICTED|"
    r"(?:not enough|have no) rights to send (?:a message|text messages)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passing:
    """Trouble that passes. `seconds`: the wait that was asked for; `database`: nothing can be written meanwhile."""

    seconds: float | None = None
    database: bool = False
    sure: bool = True


def trouble_of(error: BaseException) -> Passing | None:
    """Say what passing trouble an error tells of; None for one that comes again however often it is tried."""
    if busy.passes(error):
        return Passing(database=True)
    if isinstance(error, TelegramError):
        return _of_telegram(error)
    if isinstance(error, PublishError):
        return Passing(error.retry_after) if error.again else None
    if isinstance(error, OSError) and passing.system_passes(error):
        return Passing()
    return None


def _of_telegram(error: TelegramError) -> Passing | None:
    """A plain TelegramError is an answer that is none of the Bot API's: a proxy's page (BadRequest has NetworkError's
    type, and means the call itself)."""
    if isinstance(error, RetryAfter):
        return Passing(seconds_of(error.retry_after))
    words = str(error)
    if TOO_LARGE in words:
        return None
    wait = WAIT.search(words)
    seconds = float(wait[1]) if wait else None
    if is_refusal(error):
        doubtful = wait is not None or INNER.search(words) or passing.words_pass(words)
        return Passing(seconds, sure=False) if doubtful else None
    known = isinstance(error, (NetworkError, Conflict, *REFUSALS)) or type(error) is TelegramError
    return Passing(seconds) if known else None


def is_unreachable(error: TelegramError) -> bool:
    """Say whether Telegram says that nothing can be written in that chat any more: blocked, put out, gone."""
    return is_refusal(error) and (isinstance(error, Forbidden) or UNREACHABLE.search(str(error)) is not None)


def is_refusal(error: BaseException) -> bool:
    """Say whether Telegram itself said no, so that asking again cannot help.

    False for what a proxy or a captive portal answers in Telegram's place with the same status: a page that is no
    answer of the Bot API is the cause of such an error.
    """
    if not isinstance(error, REFUSALS):
        return False
    cause = error.__cause__
    while cause is not None:
        if isinstance(cause, TelegramError) and not isinstance(cause, REFUSALS):
            return False
        cause = cause.__cause__
    return True


def seconds_of(span: float | dt.timedelta) -> float:
    """Give Telegram's wait in seconds; PTB says it as a number or as a timedelta, by its setting."""
    return span.total_seconds() if isinstance(span, dt.timedelta) else float(span)


async def patiently(work: Callable[[], Awaitable[T]], rest: Rest = asyncio.sleep, *, most: float | None = None) -> T:
    """Do something however long passing trouble holds it up, or until it was waited for `most` seconds.

    Raises what is permanent, and after `most` what passes, too. `rest` waits so many real seconds.
    """
    failures, waited = 0, 0.0
    while True:
        try:
            return await work()
        except Exception as error:
            trouble = trouble_of(error)
            failures += 1
            seconds = wait_of(trouble, failures) if trouble else 0.0
            if trouble is None or over(waited + seconds, trouble, most):
                raise
            log.warning("passing trouble (%s), tried again in %.1f s: %s", type(error).__name__, seconds, error)
        waited += seconds
        await rest(seconds)


def wait_of(trouble: Passing, failures: int) -> float:
    """Give the seconds until the next attempt, after so many failures in a row: never sooner than was asked."""
    return trouble.seconds if trouble.seconds is not None else passing.pause(failures)


def over(waited: float, trouble: Passing, most: float | None) -> bool:
    """Say whether patience with a trouble ends, when so many seconds were waited in all."""
    if trouble.sure:
        return most is not None and waited > most
    return waited > (UNSURE if most is None else min(most, UNSURE))
