"""`tayang people …`: who belongs to the office and what they hold, at the bot's own machine, beside a running bot."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from bot.cli import printing
from bot.clock import Clock
from bot.config import Config, Words, load
from bot.dates import days
from bot.desk.people import appointments, directory, merging, suspension, units
from bot.sop.model import Person, Unit, UnitKind
from bot.sop.roles import Role
from bot.texts import Texts, default, speaking
from storage import appointments as tenures
from storage import people
from storage.store import Tx, write_once

T = TypeVar("T")


class NotDoneError(RuntimeError):
    """Something that cannot be done; `args` are a code that `Texts.people_refused` words, and what it is about."""


def run(path: Path, intent: Callable[[Tx], T]) -> T | None:
    """Run an intent in one transaction; None where it was refused, which is then said. Raises ConfigError."""
    config = load(path, os.environ)
    try:
        return write_once(config.storage.database, config.files, config.office(), Clock().now, intent)
    except NotDoneError as error:
        printing.complain(_refused(config, *error.args))
        return None


def _refused(config: Config, why: str, about: str = "") -> Words:
    office, now = config.office(), Clock().now()
    if why in _OWN:
        return Words(*(words.format(about) for words in (_OWN[why].id, _OWN[why].en)))
    return Words(*(speaking(code, office, now).people_refused(why, about) for code in ("id", "en")))


_OWN = {
    "no_unit": Words("Tidak ada unit “{}”. Lihat: tayang unit list", "There is no unit “{}”. See: tayang unit list"),
    "nobody": Words(
        "Tidak ada orang seperti “{}”. Lihat: tayang people list", "There is nobody like “{}”. See: tayang people list"
    ),
    "several": Words(
        "“{}” dapat berarti beberapa orang. Tulis nama lengkap atau nomornya.",
        "“{}” may be several people. Write the full name, or the number.",
    ),
    "no_such_office": Words("Orang ini tidak memegang penunjukan itu.", "This person holds no such appointment."),
}


def _find(tx: Tx, words: str) -> Person:
    """Find one person by number, NIP or name."""
    everybody = [*directory.present(tx), *directory.former(tx)]
    if words.isdigit():
        found = [one.person for one in everybody if one.person.id == int(words) or one.person.nip == words]
    else:
        exact = [one.person for one in everybody if one.person.name.casefold() == words.casefold()]
        found = exact or [one.person for one in everybody if words.casefold() in one.person.name.casefold()]
    if len(found) != 1:
        raise NotDoneError("several" if found else "nobody", words)
    return found[0]


def _t(tx: Tx) -> Texts:
    return default(tx.office, tx.now)


# --- the commands ------------------------------------------------------------------------------------------------


def list_everybody(path: Path) -> bool:
    """Print everybody: number, name, offices, since when until when, last seen, and what is not as it should be."""

    def rows(tx: Tx) -> list[tuple[str, ...]]:
        return [_row(tx, one) for one in directory.present(tx)]

    found = run(path, rows) or []
    table = Table(box=None, pad_edge=False)
    for head in ("No.", "Nama / Name", "Penunjukan / Appointment", "Sejak / Since", "S.d. / Until", "Aktif / Seen", ""):
        table.add_column(head, overflow="fold")
    for row in found:
        table.add_row(*row)
    Console(soft_wrap=False, highlight=False).print(table)
    return True


def _row(tx: Tx, one: directory.Entry) -> tuple[str, ...]:
    t = _t(tx)
    first = [appointments.first_day(tx, tenure).isoformat() for tenure in one.held]
    last = [str(appointments.last_day(tx, tenure) or "–") for tenure in one.held]
    flags = [
        words
        for holds, words in (
            (one.suspension is not None, t.people_state("suspended")),
            (one.person.telegram_id is None, t.people_state("invited" if one.invitation else "uninvited")),
            (one.person.unreachable_at is not None, t.people_state("blocked")),
        )
        if holds
    ]
    return (
        str(one.person.id),
        one.person.name,
        "\n".join(t.tenure(*appointments.titled(tx, tenure)) for tenure in one.held),
        "\n".join(first),
        "\n".join(last),
        tx.office.calendar.local(one.seen_at).strftime("%Y-%m-%d %H:%M") if one.seen_at else "–",
        "; ".join(flags),
    )


def end(path: Path, words: str, role: str | None, last: str | None, reason: str, basis: str) -> bool:
    """End an appointment, or all a person holds (no role); says what it did."""

    def intent(tx: Tx) -> Words:
        person, day = _find(tx, words), _day(tx, last)
        held = [one for one in tenures.standing(tx, person.id) if role is None or one.role is Role(role)]
        if not held:
            raise NotDoneError("no_such_office")
        for tenure in held:
            done = appointments.end(tx, None, tenure.id, day, reason, basis)
            if isinstance(done, str):
                raise NotDoneError(done)
        return Words(
            f"Diakhiri: {person.name}, {len(held)} penunjukan.", f"Ended: {person.name}, {len(held)} appointment(s)."
        )

    return _told(run(path, intent))


def _day(tx: Tx, text: str | None) -> date | None:
    if text is None:
        return None
    found = days.day(text, tx.office.calendar.today(tx.now))
    if found is None:
        raise NotDoneError("date")
    return found


def suspend(path: Path, words: str, reason: str) -> bool:
    """Suspend somebody at once; says what was decided with the account lately."""

    def intent(tx: Tx) -> Words:
        person = _find(tx, words)
        why = suspension.suspend(tx, None, person, reason or _t(tx).lost_phone())
        if why is not None:
            raise NotDoneError(why)
        lately = len(suspension.acts_of(tx, person))
        return Words(
            f"Ditangguhkan: {person.name}. Keputusan dari akun itu dalam 24 jam terakhir: {lately}.",
            f"Suspended: {person.name}. Decided with that account in the last 24 hours: {lately}.",
        )

    return _told(run(path, intent))


def lift(path: Path, words: str) -> bool:
    """Lift a suspension."""

    def intent(tx: Tx) -> Words:
        person = _find(tx, words)
        why = suspension.lift(tx, None, person)
        if why is not None:
            raise NotDoneError(why)
        return Words(f"Dibuka: {person.name}.", f"Lifted: {person.name}.")

    return _told(run(path, intent))


def merge(path: Path, other: str, kept: str) -> bool:
    """Make one record of two: the second one stays."""

    def intent(tx: Tx) -> Words:
        gone, stays = _find(tx, other), _find(tx, kept)
        why, about = merging.merge(tx, None, gone, stays)
        if why:
            raise NotDoneError(why, about)
        return Words(
            f"“{gone.name}” menjadi satu dengan “{stays.name}”.", f"“{gone.name}” is one with “{stays.name}” now."
        )

    return _told(run(path, intent))


# --- units -------------------------------------------------------------------------------------------------------


def _unit(tx: Tx, words: str) -> Unit:
    found = people.find_unit(tx, words)
    if found is None:
        raise NotDoneError("no_unit", words)
    return found


def list_units(path: Path) -> bool:
    """Print every unit: its kind, its people, its articles under way, the sections it keeps."""

    def rows(tx: Tx) -> list[tuple[str, ...]]:
        found = [units.standing(tx, unit) for unit in people.units(tx)]
        return [
            (
                one.unit.name,
                one.unit.kind.value,
                "\n".join(f"{role.value}: {', '.join(names)}" for role, names in one.held if names),
                ", ".join(article.ref for article in one.open),
                ", ".join(one.sections),
            )
            for one in found
        ]

    table = Table(box=None, pad_edge=False)
    for head in ("Unit", "Jenis / Kind", "Petugas / People", "Naskah / Articles", "Rubrik / Sections"):
        table.add_column(head, overflow="fold")
    for row in run(path, rows) or []:
        table.add_row(*row)
    Console(soft_wrap=False, highlight=False).print(table)
    return True


def change_unit(path: Path, action: str, name: str, value: str) -> bool:
    """Add, rename, end or merge a unit, or make it internal or external; says what it did."""

    def intent(tx: Tx) -> Words:
        why: object
        if action == "add":
            why = units.add(tx, None, name, UnitKind(value))
        elif action == "rename":
            why = units.rename(tx, None, _unit(tx, name), value)
        elif action == "kind":
            why = units.set_kind(tx, None, _unit(tx, name), UnitKind(value))
        elif action == "merge":
            why = units.merge(tx, None, _unit(tx, name), _unit(tx, value))
        else:
            why = units.end(tx, None, _unit(tx, name))
        if isinstance(why, str):
            raise NotDoneError(why)
        return Words(f"Selesai: unit {name}.", f"Done: unit {name}.")

    return _told(run(path, intent))


def person_of(tx: Tx, words: str) -> Person:
    """Find one person by number, NIP or name. Raises NotDoneError."""
    return people.person(tx, _find(tx, words).id)


def _told(words: Words | None) -> bool:
    if words is not None:
        printing.say(words)
    return words is not None
