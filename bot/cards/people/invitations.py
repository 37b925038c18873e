"""The cards of /undang: whom to invite, and which links still work."""

from __future__ import annotations

from bot.card import Button, Card, blocks
from bot.desk.people import appointments
from bot.sop.press import Press, Verb
from bot.sop.roles import Role
from bot.texts import Texts
from storage import invitations, people
from storage.store import Tx

SHOWN = 10  # open invitations on the card
UNITS = 40


def _button(words: str, *parts: object) -> Button:
    return Button(words[:60], Press(Verb.INVITE, arg=".".join(str(part) for part in parts)))


def home(tx: Tx, t: Texts) -> Card:
    """Ask whom to invite, and list what lies open, each to be revoked."""
    found = invitations.open_ones(tx)
    lines = [(people.person(tx, one.person_id).name, one.expires_at) for one in found[:SHOWN]]
    revoke = [
        [_button(t.revoke_button(name), "v", one.id)] for one, (name, _) in zip(found[:SHOWN], lines, strict=True)
    ]
    roles = [[_button(t.role(role), "n", role.value)] for role in Role]
    everybody = [Button(t.people_button("list"), Press(Verb.PEOPLE, arg="l.0"))]
    return Card(blocks(t.invite_head(), t.open_invitations(lines, len(found))), [*roles, *revoke, everybody])


def which_unit(tx: Tx, t: Texts, role: Role) -> Card:
    """Ask for which unit."""
    units = people.units(tx)[:UNITS]
    rows = [[_button(unit.name, "n", role.value, unit.id)] for unit in units]
    return Card(t.which_unit(t.role(role)) if units else t.no_units(), [*rows, [_back(t)]])


def which_manner(tx: Tx, t: Texts, role: Role) -> Card:
    """Ask what a second holder of an office that one person holds is to be."""
    names = [people.person(tx, tenure.person_id).name for tenure in appointments.incumbents(tx, role)]
    rows = [[_button(t.manner_button(kind), "n", role.value, 0, kind[0])] for kind in ("successor", "acting", "deputy")]
    return Card(t.which_manner(t.role(role), names), [*rows, [_back(t)]])


def whose_name(tx: Tx, t: Texts, role: Role, unit_id: int) -> Card:
    """Ask for the name of whom to invite."""
    unit = people.unit(tx, unit_id).name if unit_id else ""
    return Card(t.ask_invited(t.role(role) + (f" – {unit}" if unit else "")), [[_back(t)]])


def _back(t: Texts) -> Button:
    return _button(t.people_button("back"), "h")
