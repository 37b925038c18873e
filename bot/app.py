"""The composition root: every part made and joined, started in order and stopped in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, CallbackContext, ExtBot
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.cms.base import Publisher
from bot.cms.manual.base import HandPublisher
from bot.desk import notify
from bot.desk.deadlines import heartbeat, recompute
from bot.desk.people import accounts, upkeep
from bot.desk.people.upkeep import PollingTrouble, WebhookTrouble
from bot.jobs.backups import EVERY as BACKUP_EVERY
from bot.jobs.backups import Backups, Plan
from bot.jobs.errors import EVERY as ERRORS_EVERY
from bot.jobs.errors import Errors
from bot.jobs.examining import EVERY as EXAMINE_EVERY
from bot.jobs.examining import Examine, Examining
from bot.jobs.freshness import EVERY, Freshness
from bot.jobs.schedule import Jobs
from bot.jobs.sentinel import EVERY as SENTINEL_EVERY
from bot.jobs.sentinel import Sentinel
from bot.jobs.tick import Ticking
from bot.outbox import Outbox
from bot.outbox.pacing import Pace
from bot.outbox.website.worker import AGAIN, Website
from bot.sop.office import Office
from bot.texts import default
from bot.transport.database_watch import DatabaseWatch
from bot.transport.health import HealthPages
from bot.transport.inbox import SAY_AFTER, Inbox, handling, lane_of
from bot.transport.poller import Poller, Watchdog
from bot.transport.polling_watch import PollingWatch
from bot.transport.trouble import patiently
from bot.transport.webhook import Webhook, WebServer
from bot.transport.webhook_watch import WebhookWatch
from bot.vitals import Vitals
from handlers.failures import answers_in_groups, being_worked_on, sent_too_much, update_failed, waiting_for_room
from handlers.menus import menu, menus_of_all
from handlers.updates import ALLOWED_UPDATES, register
from handlers.updates.door import Door
from storage import inbox, meta, outbox
from storage.store import Store, Tx
from storage.times import to_ms

log = logging.getLogger(__name__)

TAP_LIFE = timedelta(seconds=150)  # how long Telegram keeps a tap for a bot that is away
KEPT = timedelta(days=30)  # how long delivered rows and done updates stay
GRACE = 6.0  # seconds that what runs is given to finish at a stop; closing needs a few more

PtbApplication = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Hook:
    """How Telegram reaches us in webhook mode."""

    public_url: str
    path: str
    secret: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between the real bot, the rehearsal and a test."""

    database: Path
    files: Path
    office: Office
    token: str
    publisher: Publisher
    api_url: str = "https://api.telegram.org"
    hook: Hook | None = None
    health: tuple[str, int] | None = None
    health_token: str | None = None
    poll_timeout: int = 30
    webhook_every: float = 60.0
    tick_every: float = 5.0
    digest_at: time = time(7, 45)
    evening_at: time = time(15, 30)
    recheck_after: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(hours=24), timedelta(hours=168))
    site_again: Sequence[float] = AGAIN
    ca_file: Path | None = None
    browser: Path | None = None
    say_after: float = SAY_AFTER
    pace: Pace = field(default_factory=Pace)
    backups: Plan | None = None
    examine: Examine = tuple


class Tayang:
    """The bot: takes updates in, decides, saves, and speaks."""

    def __init__(self, settings: Settings, clock: Clock, request: BaseRequest, polling: BaseRequest) -> None:
        """Join the parts; nothing is opened or sent before `start`."""
        self.settings = settings
        self.clock = clock
        self.store = Store(settings.database, _office(settings), clock.now, settings.files)
        self.bot: ExtBot[None] = ExtBot(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=request,
            get_updates_request=polling,
        )
        self.application: PtbApplication = ApplicationBuilder().bot(self.bot).updater(None).job_queue(None).build()
        self.inbox = Inbox(
            self.store,
            self._handle,
            _failed,
            self._waiting,
            self._full,
            self._flooded,
            sleep=clock.rest,
            say_after=settings.say_after,
        )
        register(self.application, Door(self.store, self.bot, self.inbox.rest, self.inbox.afterwards))
        self.application.add_error_handler(_remember_error)
        self.website = Website(
            self.store, settings.publisher, clock.now, settings.recheck_after, settings.site_again, settings.ca_file,
            clock.after, settings.browser,
        )  # fmt: skip
        self.freshness = Freshness(self.store, self.website.ask, clock.now, settings.ca_file)
        self.sentinel = Sentinel(self.store, self.website.looking)
        self.ticking = Ticking(self.store)
        self.backups = Backups(self.store, settings.backups, clock.now) if settings.backups else None
        self.examining = Examining(self.store, settings.examine)
        self.errors = Errors(self.store)
        self._told_full = False
        self.outbox = Outbox(self.store, clock, self.bot, self.website, menu, settings.pace)
        self.polling = PollingWatch(self.bot, self._polling_trouble, clock.rest)
        self.poller = Poller(
            self.bot,
            self.inbox.take,
            ALLOWED_UPDATES,
            timeout=settings.poll_timeout,
            on_trouble=self.polling.hear,
            sleep=clock.rest,
        )
        self.jobs = Jobs()
        self._web: WebServer | None = None
        self.database = DatabaseWatch(self.store, upkeep.database_words, self._say_past)
        self._webhook = _watch(self.bot, settings.hook, self._webhook_trouble)
        self.vitals = Vitals(
            self.store, clock, self.jobs, self.poller, self._webhook, self.database, self.backups, settings.tick_every
        )
        self._ready = asyncio.Event()
        self._tasks: list[asyncio.Task[Any]] = []

    # --- one update ------------------------------------------------------------------------------

    async def _handle(self, raw: dict[str, Any]) -> None:
        """Hand one update to the handlers; what they raise is raised here, not swallowed."""
        update = Update.de_json(raw, self.bot)
        await self.application.process_update(update)
        mark = handling.get()
        if mark is not None and mark.error is not None:
            raise mark.error

    async def _waiting(self, raw: dict[str, Any]) -> None:
        """Say that it takes a while, in a group only of a command for us: straight to Telegram, since the database may
        be what is waited for."""
        chat_id = lane_of(raw)
        if chat_id > 0 or answers_in_groups(raw, self.bot.username):
            await self._say_past(chat_id, await self.store.read(being_worked_on, chat_id))

    async def _flooded(self, raw: dict[str, Any]) -> None:
        await self.store.write(sent_too_much, lane_of(raw))

    async def _full(self, raw: dict[str, Any]) -> None:
        """Say at once, past the outbox, which needs room itself, that an update waits; to the admins once."""
        chat_id = lane_of(raw)
        words, admins = await self.store.read(waiting_for_room, chat_id)
        told = ({chat_id: words} if words and chat_id > 0 else {}) | ({} if self._told_full else admins)
        self._told_full = True
        for person, said in told.items():
            with contextlib.suppress(TelegramError):
                await self._say_past(person, said)

    async def _say_past(self, chat_id: int, words: str) -> None:
        """Say something past the outbox, for which nothing need be written."""
        await self.bot.send_message(chat_id, words, parse_mode=ParseMode.HTML)

    async def _webhook_trouble(self, what: WebhookTrouble, detail: str) -> None:
        await self.store.write(upkeep.webhook_trouble, what, detail)

    async def _polling_trouble(self, what: PollingTrouble, detail: str) -> None:
        await self.store.write(upkeep.polling_trouble, what, detail)

    # --- life ------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Open the database, say hello to Telegram, finish what was left, and begin.

        Raises DatabaseInUseError, SchemaTooNewError, DamagedError, RecordLostError, RecordForeignError, InvalidToken,
        PortError, and TelegramError where Telegram refuses the webhook. A network that is down, and whatever answers
        in Telegram's place, is waited for.
        """
        await patiently(self.store.open, self.clock.rest)
        self.errors.start()
        try:
            await self._open_door()
            await self._hello()
            await patiently(lambda: self.store.write(_wake_up), self.clock.rest)
            await patiently(lambda: self.store.write(upkeep.record_compared, self.store.compared), self.clock.rest)
            await patiently(self.inbox.replay, self.clock.rest)
            await self._begin()
        except BaseException:
            await self.stop()
            raise

    async def _hello(self) -> None:
        """Ask Telegram who we are, however long the network needs."""
        await patiently(self.application.initialize, self.clock.rest)

    async def _begin(self) -> None:
        self._tasks.append(asyncio.create_task(self.outbox.run(), name="outbox"))
        self._tasks.append(asyncio.create_task(self._introduce(), name="introduce"))
        every = self.settings.tick_every
        self.jobs.every(every, "tick", self.tick)
        self.jobs.every(max(every, 20.0), "proof", self.website.look_again)
        self.jobs.every(max(every, 20.0), "digest", self.digest)
        self.jobs.every(20.0, "keeping", self.store.keep)
        self.jobs.every(20.0, "database", self.database.look)
        self.jobs.every(30.0, "another bot", lambda: self.polling.look(self.poller.trouble))
        self.jobs.every(3600.0, "housekeeping", self.tidy)
        self.jobs.every(EVERY, "freshness", self.freshness.look)
        self.jobs.every(self.settings.webhook_every, "webhook", self.look_after_webhook)
        self.jobs.every(SENTINEL_EVERY, "sentinel", self.sentinel.look)
        self.jobs.every(ERRORS_EVERY, "errors", self.errors.tell)
        self.jobs.every(EXAMINE_EVERY, "examining", self.examining.look)
        if self.backups is not None:
            self.jobs.every(BACKUP_EVERY, "backup", self.backups.look)
        self.jobs.start()
        await self._listen()

    async def _open_door(self) -> None:
        """Take the port before Telegram is asked anything: a busy one is told as what it is, whatever Telegram says."""
        hook, health = self.settings.hook, self.settings.health
        webhook = Webhook(hook.path, hook.secret, self._take) if hook else None
        if webhook or health:
            host, port = health or ("127.0.0.1", 8443)
            key = "telegram.webhook.port" if hook else "health.port"
            pages = HealthPages(self.vitals.checks, self.vitals.metrics, self.settings.health_token)
            self._web = WebServer(pages, webhook=webhook, host=host, port=port, key=key)
            await self._web.start()

    async def _take(self, updates: list[dict[str, Any]]) -> None:
        """Take what Telegram delivers, from when the bot can answer; until then the delivery waits."""
        await self._ready.wait()
        await self.inbox.take(updates)

    async def _listen(self) -> None:
        self._ready.set()
        if self._webhook is not None:
            await self._webhook.begin()
            return
        await self.polling.begin()
        watchdog = Watchdog(self.poller, on_trouble=self.polling.hear)
        self._tasks.append(asyncio.create_task(watchdog.run(), name="polling"))

    async def _introduce(self) -> None:
        """Have the website stand, and set the menus everybody sees; people's own follow through the outbox."""
        await patiently(lambda: self.store.write(meta.put, "username", self.bot.username), self.clock.rest)
        await asyncio.gather(self.website.prepare(), self._set_menus())

    async def _set_menus(self) -> None:
        bot, t = self.bot, default(self.settings.office, self.clock.now())
        everybody, groups = ([BotCommand(*each) for each in commands] for commands in menus_of_all(t))
        try:
            await patiently(lambda: bot.set_my_commands(everybody, scope=BotCommandScopeDefault()), self.clock.rest)
            await patiently(lambda: bot.set_my_commands(groups, scope=BotCommandScopeAllGroupChats()), self.clock.rest)
        except TelegramError as error:
            log.warning("the menus could not be set: %s", error)

    async def stop(self) -> None:
        """Take nothing more in, finish what runs, and close; a few seconds at most, whatever hangs."""
        polling = [task for task in self._tasks if task.get_name() == "polling"]
        await _cancel(polling)
        if self._web is not None:
            await self._web.stop()
        await asyncio.gather(self.jobs.stop(GRACE), self.inbox.stop(GRACE), self.outbox.stop(GRACE))
        await _cancel(self._tasks)
        self.website.close()
        self.freshness.close()
        self.errors.stop()
        self.examining.close()
        if self.backups is not None:
            self.backups.close()
        with contextlib.suppress(TelegramError, RuntimeError, TimeoutError):
            async with asyncio.timeout(GRACE / 2):
                await self.application.shutdown()
        await self.store.close()

    async def wait(self) -> None:
        """Wait until something that must run for ever ends; raises what ended it."""
        done, _ = await asyncio.wait(
            [t for t in self._tasks if t.get_name() != "introduce"], return_when=asyncio.FIRST_COMPLETED
        )
        for task in done:
            task.result()

    # --- jobs ------------------------------------------------------------------------------------

    async def tick(self) -> int:
        """Do what is due and send the reminders whose time has come; give how many reminders."""
        return await self.ticking.tick()

    async def digest(self) -> int:
        """Send the digests of the morning and of the evening when their time has come; give how many."""
        return await self.ticking.digests(self.settings.digest_at, self.settings.evening_at)

    async def tidy(self) -> None:
        """Forget what was delivered and done long ago; failed updates and the record stay."""
        self._told_full = False
        before = to_ms(self.clock.now() - KEPT)
        await self.store.write(inbox.prune, before)
        await self.store.write(outbox.prune, before)

    async def look_after_webhook(self) -> None:
        """Ask Telegram whether it still delivers here, in webhook mode; set the webhook again if not."""
        if self._webhook is not None:
            await self._webhook.look()


def _office(settings: Settings) -> Office:
    """Let the rules know whether this kind of website has an interface, or people publish on it by hand."""
    website = replace(settings.office.website, manual=isinstance(settings.publisher, HandPublisher))
    return replace(settings.office, website=website)


def _watch(
    bot: ExtBot[None], hook: Hook | None, on_trouble: Callable[[WebhookTrouble, str], Awaitable[None]]
) -> WebhookWatch | None:
    if hook is None:
        return None
    return WebhookWatch(bot, f"{hook.public_url}{hook.path}", hook.secret, ALLOWED_UPDATES, on_trouble)


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _remember_error(_update: object, context: CallbackContext[Any, Any, Any, Any]) -> None:
    """PTB swallows what a handler raises; the inbox must know."""
    mark = handling.get()
    if mark is not None and isinstance(context.error, Exception):
        mark.error = context.error


def _failed(tx: Tx, raw: dict[str, Any], error: BaseException) -> None:
    update_failed(tx, lane_of(raw) or None, raw["update_id"], type(error).__name__)


def _wake_up(tx: Tx) -> None:
    """After an outage longer than Telegram keeps taps, open cards are shown afresh so that they can be tapped."""
    last = meta.last_beat(tx)
    if last is not None and tx.now - last > TAP_LIFE:
        notify.open_cards_again(tx)
    recompute.recompute_if_other(tx)
    accounts.refresh_all_menus(tx)
    heartbeat.beat(tx)
