"""A Bot API server, a page of phones and a small website, to play and test without a network.

`Rehearsal` is the whole of it; `bot.rehearsal.server.Server` puts it on loopback, and
`bot.rehearsal.door.Door` lets python-telegram-bot call it in process, without sockets.
"""

from __future__ import annotations

from bot.rehearsal.core import Toast
from bot.rehearsal.faults import Dropped, Fault
from bot.rehearsal.flood import FloodLimits
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.phone import Phone
from bot.rehearsal.room import GroupRoom
from bot.rehearsal.world import Group, Person

__all__ = ["Dropped", "Fault", "FloodLimits", "Group", "GroupRoom", "Person", "Phone", "Rehearsal", "Toast"]
