"""Fetches updates from Telegram and moves on only when they are safe.

python-telegram-bot's own updater confirms a batch to Telegram while it still waits in memory, so a
crash loses it; and an error in its queue ends the polling without a word. Here a batch is handed
to `take`, which stores it, and only then does the offset move. Whatever stops the loop is logged,
told, and mended by a watchdog.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from time import monotonic
from typing import Any, Final, NoReturn, TypeAlias, TypeGuard

from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, InvalidToken, TelegramError

from bot.transport.trouble import Rest, is_refusal, trouble_of

logger = logging.getLogger(__name__)

RawUpdate: TypeAlias = dict[str, Any]
Take: TypeAlias = Callable[[list[RawUpdate]], Awaitable[None]]

LONG_POLL_MAX: Final = 50  # Telegram caps getUpdates' timeout at 50 s
BATCH_MAX: Final = 100  # and its limit at 100
UPDATE_ID_END: Final = 2**63
DETAIL_MAX: Final = 300  # characters of an error's text that are worth telling
READ_MARGIN: Final = 10.0
# `do_api_request` warns when the name is one of Bot's own methods, though only this way gives the
# updates as they came. It turns this spelling into the wire's "getUpdates".
WEBHOOK_ACTIVE: Final = "webhook is active"  # in the words of Telegram's 409
GET_UPDATES: Final = "get_Updates"


class TroubleKind(StrEnum):
    """What can be wrong with the polling."""

    NETWORK = "network"  # Telegram cannot be reached, or answers with an error
    CONFLICT = "conflict"  # another process polls with this token
    WEBHOOK = "webhook"  # a webhook is set, so that Telegram gives no updates this way
    FLOOD = "flood"  # Telegram asks for a pause
    TAKE = "take"  # updates cannot be stored
    MALFORMED = "malformed"  # the answer holds nothing that can be read as an update
    TOKEN = "token"  # noqa: S105 - the name of a trouble; Telegram refuses the token
    DIED = "died"  # the loop ended by an error nobody foresaw
    SILENT = "silent"  # the loop hangs


@dataclass(frozen=True)
class Trouble:
    """One trouble, told once when it begins. `detail` is free of secrets, for people and logs."""

    kind: TroubleKind
    detail: str


OnTrouble: TypeAlias = Callable[[Trouble], Awaitable[None]]


class TokenRefusedError(Exception):
    """Telegram answered 401 or 404: trying again cannot help, a person must mend the token."""


class _TakeFailedError(Exception):
    """`take` raised: its batch will be fetched again."""


class _MalformedError(Exception):
    """The answer holds no update that can be read, so the offset cannot move either."""


@dataclass(frozen=True)
class Pacing:
    """Pauses of the loop, in seconds."""

    first: float = 1.0  # after the first failure; doubled with each that follows
    longest: float = 30.0
    conflict: float = 5.0
    farewell: float = 1.5  # the time the last call has, when the loop is told to stop


class Backoff:
    """Doubling pauses with jitter, so that many bots do not come back in step."""

    def __init__(self, first: float, longest: float) -> None:
        self._first = first
        self._longest = longest
        self._dice = random.SystemRandom()
        self.failures = 0

    def reset(self) -> None:
        """Forget the failures so far."""
        self.failures = 0

    def next(self) -> float:
        """Seconds to pause after one more failure, between `first` and `longest`."""
        self.failures += 1
        doublings = min(self.failures, 16)  # a bound against overflow; far beyond `longest`
        ceiling = min(self._longest, self._first * 2**doublings)
        return self._dice.uniform(max(self._first, ceiling / 2), ceiling)


class Poller:
    """The long polling loop of one bot.

    `take` gets the updates as they came from Telegram, oldest first, and returns when they are
    stored; it may get one again after a crash, so it must know an update by its `update_id`.
    `timeout` is the long poll's length in seconds, at most 50. `on_trouble` is awaited when a
    trouble begins, once until polling works again. `sleep` waits so many real seconds after a trouble.
    """

    def __init__(
        self,
        bot: Bot,
        take: Take,
        allowed_updates: Sequence[str],
        *,
        timeout: int = LONG_POLL_MAX,
        on_trouble: OnTrouble | None = None,
        pacing: Pacing | None = None,
        sleep: Rest = asyncio.sleep,
    ) -> None:
        if not 0 <= timeout <= LONG_POLL_MAX:
            raise ValueError(f"timeout must lie between 0 and {LONG_POLL_MAX} seconds")
        self._bot = bot
        self._take = take
        self._allowed_updates = list(allowed_updates)
        self._on_trouble = on_trouble
        self._pacing = pacing or Pacing()
        self._sleep = sleep
        self._backoff = Backoff(self._pacing.first, self._pacing.longest)
        self._limit = BATCH_MAX
        self._offset: int | None = None
        self._confirmed: int | None = None
        self._last_success = self._sign_of_life = monotonic()
        self.timeout = timeout
        self.trouble: Trouble | None = None

    def last_success_age(self) -> float:
        """Seconds since updates were last fetched and stored, or since the start if never.

        A quiet bot reaches `timeout` seconds between two answers.
        """
        return monotonic() - self._last_success

    def silence(self) -> float:
        """Seconds since the loop last did anything; a pause it makes on purpose is not silence."""
        return max(0.0, monotonic() - self._sign_of_life)

    async def run(self) -> NoReturn:
        """Poll until cancelled.

        On cancellation the pending poll is dropped, and what has been stored since the last
        answer is confirmed with one short call. Raises TokenRefusedError.
        """
        try:
            while True:
                await self._round()
        except asyncio.CancelledError:
            await self._farewell()
            raise

    async def _round(self) -> None:
        self._sign_of_life = started = monotonic()
        try:
            found = await self._accept(await self._fetch())
        except (InvalidToken, EndPointNotFound) as exc:
            if is_refusal(exc):
                await self._refused(exc)
            # a proxy's page with Telegram's status says nothing of the token
            await self._rest(TroubleKind.NETWORK, exc, self._backoff.next())
        except Conflict as exc:
            kind = TroubleKind.WEBHOOK if WEBHOOK_ACTIVE in str(exc).lower() else TroubleKind.CONFLICT
            await self._rest(kind, exc, self._pacing.conflict)
        except TelegramError as exc:
            trouble = trouble_of(exc)
            if trouble is not None and trouble.seconds is not None:
                await self._rest(TroubleKind.FLOOD, exc, trouble.seconds)
            else:
                await self._rest(TroubleKind.NETWORK, exc, self._backoff.next())
        except _TakeFailedError as exc:
            # One at a time from here: what stands before a bad update gets through, and the log
            # names the bad one.
            self._limit = 1
            await self._rest(TroubleKind.TAKE, exc, self._backoff.next())
        except _MalformedError as exc:
            await self._rest(TroubleKind.MALFORMED, exc, self._backoff.next())
        else:
            self._went_well()
            if not found:
                # A server or proxy that does not hold the poll must not make this loop spin.
                await asyncio.sleep(self._pacing.first - (monotonic() - started))

    async def _fetch(self) -> object:
        offset = self._offset
        answer: object = await self._bot.do_api_request(
            GET_UPDATES,
            api_kwargs={
                "offset": offset,
                "limit": self._limit,
                "timeout": self.timeout,
                "allowed_updates": self._allowed_updates,
            },
            read_timeout=self.timeout + READ_MARGIN,
        )
        self._confirmed = offset
        return answer

    async def _accept(self, answer: object) -> int:
        """Have the updates stored, then move the offset. Returns how many there were."""
        updates = _readable(answer)[: self._limit]
        if not updates:
            return 0
        try:
            await self._take(updates)
        except Exception as exc:
            first = updates[0]["update_id"]
            logger.exception("poll.take_failed first_update=%s count=%s", first, len(updates))
            raise _TakeFailedError(f"update {first}: {type(exc).__name__}") from exc
        self._offset = int(updates[-1]["update_id"]) + 1
        return len(updates)

    def _went_well(self) -> None:
        self._last_success = self._sign_of_life = monotonic()
        self._limit = BATCH_MAX
        self._backoff.reset()
        if self.trouble is not None:
            logger.info("poll.recovered after=%s", self.trouble.kind)
            self.trouble = None

    async def _rest(self, kind: TroubleKind, exc: Exception, seconds: float) -> None:
        detail = str(exc)[:DETAIL_MAX]
        logger.warning("poll.failed kind=%s pause=%.1f detail=%s", kind, seconds, detail)
        if self.trouble is None or self.trouble.kind is not kind:
            self.trouble = Trouble(kind, detail)
            await tell(self._on_trouble, self.trouble)
        self._sign_of_life = monotonic() + seconds
        await self._sleep(seconds)

    async def _refused(self, exc: TelegramError) -> NoReturn:
        reason = str(exc.__cause__ or exc)[:DETAIL_MAX]
        self.trouble = Trouble(TroubleKind.TOKEN, reason)
        logger.error("poll.token_refused detail=%s", reason)
        await tell(self._on_trouble, self.trouble)
        raise TokenRefusedError(f"Telegram refuses the token: {reason}") from exc

    async def _farewell(self) -> None:
        """Confirm what is stored. A task of its own: the one that calls is being cancelled."""
        if self._offset == self._confirmed:
            return
        last = asyncio.create_task(
            self._bot.do_api_request(GET_UPDATES, api_kwargs={"offset": self._offset, "limit": 1, "timeout": 0})
        )
        try:
            await asyncio.wait({last}, timeout=self._pacing.farewell)
        finally:
            last.cancel()
        # What stays unconfirmed comes again at the next start, and `take` knows it by its number.
        await asyncio.gather(last, return_exceptions=True)


def _readable(answer: object) -> list[RawUpdate]:
    """The updates of an answer by number. Raises _MalformedError when all of it is unreadable."""
    if not isinstance(answer, list):
        raise _MalformedError(f"the answer is a {type(answer).__name__}, not a list")
    updates = [raw for raw in answer if _is_update(raw)]
    if len(updates) < len(answer):
        logger.error("poll.skipped count=%s of=%s", len(answer) - len(updates), len(answer))
        if not updates:
            raise _MalformedError("nothing in the answer has an update_id")
    return sorted(updates, key=_number)


def _is_update(raw: object) -> TypeGuard[RawUpdate]:
    """True for an object with a number the database can hold; JSON's true is not a number."""
    if not isinstance(raw, dict):
        return False
    number = raw.get("update_id")
    return type(number) is int and 0 <= number < UPDATE_ID_END


def _number(raw: RawUpdate) -> int:
    return int(raw["update_id"])


async def tell(on_trouble: OnTrouble | None, trouble: Trouble) -> None:
    """Tell a trouble; a failing listener is logged and never stops the one who tells."""
    if on_trouble is None:
        return
    try:
        await on_trouble(trouble)
    except Exception:
        logger.exception("poll.listener_failed kind=%s", trouble.kind)


class Watchdog:
    """Keeps a poller running: starts it again when its task ends or hangs, and tells.

    `patience` is how many seconds of silence count as hanging; by default a minute beyond the
    long poll.
    """

    def __init__(
        self,
        poller: Poller,
        *,
        on_trouble: OnTrouble | None = None,
        patience: float | None = None,
        look_every: float = 5.0,
        pacing: Pacing | None = None,
    ) -> None:
        self._poller = poller
        self._on_trouble = on_trouble
        self._patience = poller.timeout + 60.0 if patience is None else patience
        self._look_every = look_every
        pacing = pacing or Pacing()
        self._backoff = Backoff(pacing.first, pacing.longest)
        self.restarts = 0

    async def run(self) -> NoReturn:
        """Supervise until cancelled, which stops the poller too. Raises TokenRefusedError."""
        while True:
            started = monotonic()
            trouble = await self._watch()
            logger.error("poll.restart kind=%s detail=%s", trouble.kind, trouble.detail)
            await tell(self._on_trouble, trouble)
            if self._poller.last_success_age() < monotonic() - started:
                self._backoff.reset()
            await asyncio.sleep(self._backoff.next())
            self.restarts += 1

    async def _watch(self) -> Trouble:
        """Run the poller until it ends or hangs, and say why."""
        task: asyncio.Task[None] = asyncio.create_task(self._poller.run(), name="poller")
        try:
            hung = await self._hangs(task)
        finally:
            task.cancel()
            await asyncio.wait({task})
        if hung:
            return Trouble(TroubleKind.SILENT, f"no sign of life for {self._patience:.0f} s")
        return _cause_of_death(task)

    async def _hangs(self, task: asyncio.Task[None]) -> bool:
        """Wait until the task has ended (False) or hangs (True)."""
        while not task.done():
            await asyncio.wait({task}, timeout=self._look_every)
            if not task.done() and self._poller.silence() > self._patience:
                return True
        return False


def _cause_of_death(task: asyncio.Task[None]) -> Trouble:
    """Why an ended task ended. Raises TokenRefusedError when that was it."""
    exc = None if task.cancelled() else task.exception()
    if isinstance(exc, TokenRefusedError):
        raise exc
    if exc is None:
        return Trouble(TroubleKind.DIED, "the polling task was cancelled from outside")
    logger.error("poll.died", exc_info=exc)
    return Trouble(TroubleKind.DIED, type(exc).__name__)
