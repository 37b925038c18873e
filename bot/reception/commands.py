"""Every command, answered in one transaction each."""

from __future__ import annotations

from collections.abc import Callable

from bot.cards import absence as away
from bot.cards import lists, show
from bot.cards import recap as summing
from bot.cards import search as finding
from bot.cards.card import Card, blocks
from bot.desk import drafts, members, orders, speak, standing, views
from bot.reception import agenda, calendars, freshness
from bot.reception.senders import Sender, known, say_card, to_stranger
from bot.sop.model import Person
from bot.sop.press import Press
from bot.sop.roles import Role
from bot.texts import Texts, default, speaking
from storage import articles, people
from storage.outbox import ANSWER
from storage.outbox_bodies import ButtonBody
from storage.store import Tx


def command(tx: Tx, sender: Sender, name: str, words: str) -> None:
    """Answer a command. In groups only what everybody may read is answered there."""
    person = known(tx, sender)
    if person is None:
        _stranger_command(tx, sender, name, words)
        return
    t = show.texts_for(tx, person)
    if not sender.private and name not in IN_GROUPS:
        speak.say(tx, sender.chat_id, t.group_only_asks())
        return
    if name == "start" and words:
        _invited(tx, sender, words)
        return
    answer = COMMANDS.get(name)
    if answer is None:
        speak.say(tx, sender.chat_id, t.unknown_command())
        return
    answer(tx, sender, person, t, words)


def _stranger_command(tx: Tx, sender: Sender, name: str, words: str) -> None:
    if sender.private and sender.telegram_id is not None and name == "start" and words:
        _invited(tx, sender, words)
    elif not sender.private and sender.telegram_id is None:
        speak.say(tx, sender.chat_id, str(default(tx.office, tx.now).anonymous_refused()))
    else:
        to_stranger(tx, sender)


def _invited(tx: Tx, sender: Sender, token: str) -> None:
    assert sender.telegram_id is not None  # noqa: S101 - a private chat is somebody's
    language = sender.language if sender.language in {"id", "en"} else tx.office.language
    joined = members.accept(tx, token, sender.telegram_id, language)
    if isinstance(joined, str):
        speak.say(tx, sender.chat_id, speaking(language, tx.office, tx.now).invitation_refused(joined))
        return
    t = show.texts_for(tx, joined.person)
    if joined.already:
        speak.say(tx, sender.chat_id, t.joined_already(joined.person.name))
        return
    unit = joined.unit.name if joined.unit else None
    welcome = t.joined(joined.person.name, joined.role, unit)
    speak.say(tx, sender.chat_id, welcome + t.help(standing.roles(tx, joined.person)))


def _start(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    held = [
        (a.role, people.unit(tx, a.unit_id).name if a.unit_id else None) for a in people.appointments(tx, person.id)
    ]
    greeting = t.greeting(person.name, held)
    if lists.waiting_for(tx, person):
        tasks = lists.tasks(tx, t, person)
        say_card(tx, sender.chat_id, Card(blocks(greeting, tasks.text), tasks.rows))
    else:
        speak.say(tx, sender.chat_id, blocks(greeting, t.help(standing.roles(tx, person))))


def _help(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    speak.say(tx, sender.chat_id, t.help(standing.roles(tx, person)))


def _tasks(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    say_card(tx, sender.chat_id, lists.tasks(tx, t, person))


def _status(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    card = lists.status(tx, t, person)
    say_card(tx, sender.chat_id, card if sender.private else Card(card.text, []))


def _recap(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    say_card(tx, sender.chat_id, summing.answer(tx, t, person, words))


def _substitute(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    say_card(tx, sender.chat_id, away.answer(tx, t, person, words))


def _search(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    say_card(tx, sender.chat_id, finding.answer(tx, t, person, words))


def _cancel(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    open_view = views.leave(tx, person)
    speak.say(tx, sender.chat_id, t.cancelled_view() if open_view else t.nothing_to_cancel())


def _language(tx: Tx, sender: Sender, _person: Person, t: Texts, _words: str) -> None:
    rows = [[ButtonBody(name, Press("lng", arg=code).pack())] for code, name in LANGUAGE_NAMES.items()]
    speak.say(tx, sender.chat_id, t.choose_language(), rows=rows)


def _disposition(tx: Tx, sender: Sender, person: Person, t: Texts, words: str) -> None:
    """Open the Kabag's form; words after the command are its perihal, so that it is one tap from being sent."""
    if Role.KABAG not in standing.roles(tx, person):
        speak.say(tx, sender.chat_id, t.only_kabag())
        return
    views.leave(tx, person)
    order = orders.open_form(tx, person, " ".join(words.split())[:300])
    speak.show(tx, order, person, anew=True, priority=ANSWER)


def _send(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    """Begin an article; the Kasubbag chooses on whose behalf."""
    draft = articles.draft_of(tx, person.id)
    if draft is not None:
        views.leave(tx, person)
        speak.say(tx, sender.chat_id, t.one_draft(draft.ref))
        speak.show(tx, draft, person, anew=True, priority=ANSWER)
        return
    units = drafts.units_to_write_for(tx, person)
    if not units:
        may = Role.KASUBBAG in standing.roles(tx, person)
        speak.say(tx, sender.chat_id, t.no_units() if may else t.only_contributors())
        return
    if len(units) == 1:
        begin(tx, sender, person, t, units[0].id)
        return
    rows = [[ButtonBody(u.name[:60], Press("wrt", arg=str(u.id)).pack())] for u in units[:40]]
    speak.say(tx, sender.chat_id, t.choose_unit(), rows=rows)


def begin(tx: Tx, sender: Sender, person: Person, t: Texts, unit_id: int) -> None:
    """Begin an article for a unit, and say how to write it."""
    unit = people.unit(tx, unit_id)
    views.leave(tx, person)
    drafts.begin(tx, person, unit)
    speak.say(tx, sender.chat_id, t.begin(unit.name))


LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}

IN_GROUPS = frozenset({"bantuan", "help", "status"})

COMMANDS: dict[str, Callable[[Tx, Sender, Person, Texts, str], None]] = {
    "start": _start,
    "bantuan": _help,
    "help": _help,
    "tugas": _tasks,
    "status": _status,
    "cari": _search,
    "rekap": _recap,
    "kesegaran": freshness.command,
    "pengganti": _substitute,
    "libur": calendars.days,
    "piket": calendars.duties,
    "batal": _cancel,
    "bahasa": _language,
    "disposisi": _disposition,
    "agenda": agenda.command,
    "kirim": _send,
}
