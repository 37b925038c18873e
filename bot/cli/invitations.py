"""`tayang invite`: a one-time link, with no bot running or beside one."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.cli import printing, wire
from bot.cli.people import person_of, run
from bot.clock import Clock
from bot.config import Config, Words, load
from bot.content import qr
from bot.desk.people import accounts, appointments, members
from bot.sop.model import Manner, UnitKind
from bot.sop.roles import Role
from storage import meta, people
from storage.appointments import Terms
from storage.store import Tx, write_once

T = TypeVar("T")


#: What a second holder of an office is to be, by the word on the command line; a successor holds it for good.
_MANNERS = {"acting": Manner.ACTING, "deputy": Manner.DEPUTY}


class InvitationRefusedError(RuntimeError):
    """An invitation that cannot be made; its text is a code that has words."""


def invite(path: Path, role: Role, unit: str | None, kind: UnitKind | None, name: str, manner: str | None) -> bool:
    """Print the link of a new invitation, or why there is none; say whether there is.

    `manner` says what a second holder of an office that one person holds is to be. The link alone goes to standard
    output, its QR code beside it to a terminal. Raises ConfigError, InvalidToken, SchemaTooNewError.
    """
    config = load(path, os.environ)

    def make(tx: Tx) -> str:
        known = people.find_unit(tx, unit) if unit else None
        if known is not None and kind is not None and known.kind is not kind:
            raise InvitationRefusedError("unit_kind_differs")
        before = appointments.incumbents(tx, role)
        succeeds = before[0].id if before and manner in {"successor", "acting"} else None
        terms = Terms(manner=_MANNERS.get(manner or "", Manner.DEFINITIVE), succeeds=succeeds)
        return members.invite(tx, role, unit, kind, name, terms=terms)

    try:
        username = bot_username(config)
        token = write_once(config.storage.database, config.files, config.office(), Clock().now, make, printing.held)
    except (ValueError, InvitationRefusedError) as error:
        printing.complain(_why_not(str(error), config))
        return False
    _show(invitation_link(username, token), _how_to_use(name))
    return True


def link(path: Path, words: str) -> bool:
    """Print a new link to somebody's account: their first, or one that takes the place of the account they have."""
    config = load(path, os.environ)

    def make(tx: Tx) -> tuple[str, str]:
        person = person_of(tx, words)
        return accounts.open_link(tx, person.id, None), person.name

    try:
        username = bot_username(config)
    except InvitationRefusedError as error:
        printing.complain(_why_not(str(error), config))
        return False
    made = run(path, make)
    if made is not None:
        _show(invitation_link(username, made[0]), _how_to_use(made[1]))
    return made is not None


def refused(code: str, config: Config) -> None:
    """Say why no invitation can be made."""
    printing.complain(_why_not(code, config))


def _show(url: str, words: Words) -> None:
    print(url)  # noqa: T201 - the answer itself
    if sys.stderr.isatty():
        print(qr.for_terminal(url), file=sys.stderr)  # noqa: T201 - beside the answer
    printing.hint(words)


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
    return write_once(config.storage.database, config.files, config.office(), Clock().now, query, printing.held)


async def _ask(config: Config) -> str:
    if config.token is None:
        raise InvitationRefusedError("username_unknown")
    request = wire.request(config)
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
    "occupied": Words(
        "Jabatan ini dipegang orang lain. Tambahkan --as successor (yang lama berakhir saat yang baru bergabung),"
        " --as acting (Plt., jabatannya lowong), atau --as deputy (pendamping).",
        "Somebody else holds this office. Add --as successor (the present one ends when the new one joins), --as acting"
        " (Plt., the office is vacant), or --as deputy.",
    ),
    "unit_ended": Words("Unit itu sudah berakhir.", "That unit has ended."),
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
