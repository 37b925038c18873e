"""The menus that Telegram shows, from the table of commands."""

from __future__ import annotations

from bot.desk import notify
from bot.desk.authority import capacities
from bot.sop.model import Person
from bot.texts import Texts
from handlers import COMMANDS
from storage.store import Tx

Menu = list[tuple[str, str]]


def menu(tx: Tx, person: Person) -> Menu:
    """Give the commands that are of use to somebody, as (name, words in their language); none without a role."""
    held, t = capacities.roles(tx, person), notify.texts_for(tx, person)
    if not held:
        return []
    own = [row.name for row in COMMANDS if row.in_menu and (row.roles is None or row.roles & held)]
    return [(name, t.command(name)) for name in own]


def menus_of_all(t: Texts) -> tuple[Menu, Menu]:
    """Give what strangers are shown in private, and what every group is."""
    everybody = [("bantuan", t.command("bantuan"))]
    in_groups = [(row.name, t.command(row.name)) for row in COMMANDS if row.in_groups]
    return everybody, [*everybody, *(each for each in in_groups if each not in everybody)]
