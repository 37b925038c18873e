"""`tayang invite`: a one-time link, with no bot running or beside one."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli import printing
from bot.clock import Clock
from bot.config import Config, Words, load
from bot.desk.people import accounts, members
from bot.sop.model import UnitKind
from bot.sop.roles import Role
from bot.transport.request import AiohttpRequest
from storage import meta, people
from storage.store import Tx, write_once

T = TypeVar("T")


class InvitationRefusedError(RuntimeError):
    """An invitation that cannot be made; its text is a code that has words."""


def invite(path: Path, role: Role, unit: str | None, kind: UnitKind | None, name: str) -> bool:
    """Print the link of a new invitation, or why there is none; say whether there is.

    The link alone goes to standard output. Raises ConfigError, InvalidToken, SchemaTooNewError.
    """
    config = load(path, os.environ)

    def make(tx: Tx) -> str:
        known = people.find_unit(tx, unit) if unit else None
        if known is not None and kind is not None and known.kind is not kind:
            raise InvitationRefusedError("unit_kind_differs")
        return members.invite(tx, role, unit, kind, name)

    try:
        username = bot_username(config)
        token = write_once(config.storage.database, config.files, config.office(), Clock().now, make)
    except (ValueError, InvitationRefusedError) as error:
        printing.complain(_why_not(str(error), config))
        return False
    print(invitation_link(username, token))  # noqa: T201 - the answer itself
    printing.hint(_how_to_use(name))
    return True


def invitation_link(username: str, token: str) -> str:
    """Give the link that somebody taps: it opens the bot and presents the invitation."""
    return f"https://t.me/{username}?start={token}"


def bot_username(config: Config) -> str:
    """Find the bot's user name: as configured, as last seen, or by asking Telegram.

    Raises InvitationRefusedError("username_unknown"), InvalidToken.
    """
    if config.telegram.username:
        return config.telegram.username
    return _read(config, lambda tx: meta.get(tx, "username")) or asyncio.run(_ask(config))


def _read(config: Config, query: Callable[[Tx], T]) -> T:
    return write_once(config.storage.database, config.files, config.office(), Clock().now, query)


async def _ask(config: Config) -> str:
    if config.token is None:
        raise InvitationRefusedError("username_unknown")
    request = AiohttpRequest(trust_env=True)
    bot = Bot(
        config.token.reveal(),
        base_url=f"{config.telegram.api_url}/bot",
        request=request,
        get_updates_request=request,
    )
    try:
        async with request:
            return (await bot.get_me()).username or ""
    except InvalidToken:
        raise
    except TelegramError as error:
        raise InvitationRefusedError("username_unknown") from error


# --- words ---------------------------------------------------------------------------------------------


def _how_to_use(name: str) -> Words:
    days = accounts.INVITATION_LASTS.days
    return Words(
        f"Kirim tautan ini kepada {name}. Berlaku satu kali, selama {days} hari.",
        f"Send this link to {name}. It works once, for {days} days.",
    )


def _why_not(code: str, config: Config) -> Words:
    if code == "unit_unknown":
        return _unit_unknown([unit.name for unit in _read(config, people.units)])
    return _WHY_NOT[code]


def _unit_unknown(known: list[str]) -> Words:
    listed = ", ".join(known) or "–"
    return Words(
        "Unit itu belum terdaftar. Periksa ejaannya, atau tambahkan --unit-kind internal (Subag sendiri) atau"
        f" external (Bagian/SKPD lain). Unit yang terdaftar: {listed}",
        "That unit is not known yet. Check its spelling, or add --unit-kind internal (own Subag) or external"
        f" (another Bagian/SKPD). Units known: {listed}",
    )


_WHY_NOT = {
    "unit_needed": Words(
        'Peran ini milik sebuah unit: tambahkan --unit "Nama Unit".',
        'This role belongs to a unit: add --unit "Name of the unit".',
    ),
    "unit_not_wanted": Words(
        "Peran ini milik kantor, bukan unit: hapus --unit.",
        "This role belongs to the office, not to a unit: leave --unit out.",
    ),
    "unit_kind_differs": Words(
        "Unit itu sudah terdaftar dengan jenis lain (internal/external): hapus --unit-kind.",
        "That unit is known already, as of the other kind (internal/external): leave --unit-kind out.",
    ),
    "username_unknown": Words(
        "Nama pengguna bot belum diketahui. Isi telegram.username, atau sediakan token dan jaringan.",
        "The bot's user name is not known yet. Set telegram.username, or provide the token and a network.",
    ),
}
