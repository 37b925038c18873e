"""Commands of no particular subject: who joins, help, what waits, where things are, leaving a dialog, the language."""

from __future__ import annotations

from bot.card import Button, Card, blocks
from bot.cards import lists
from bot.desk import dialogs, notify
from bot.desk.authority import capacities
from bot.desk.people import accounts, appointments, members
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.press import Press, Verb
from bot.texts import speaking
from handlers import importing
from handlers.senders import Asker, Sender, say
from storage import appointments as tenures
from storage import screens
from storage.store import Tx

LANGUAGE_NAMES = {"id": "Bahasa Indonesia", "en": "English"}


def join(tx: Tx, sender: Sender, token: str) -> None:
    """Take up an invitation: the token of a `?start=` link."""
    if sender.telegram_id is None:  # pragma: no cover - a private chat is somebody's
        return
    language = sender.language if sender.language in LANGUAGE_NAMES else tx.office.language
    joined = members.accept(tx, token, sender.telegram_id, language)
    if isinstance(joined, str):
        notify.say(tx, sender.chat_id, speaking(language, tx.office, tx.now).invitation_refused(joined))
        return
    t = notify.texts_for(tx, joined.person)
    if joined.already:
        notify.say(tx, sender.chat_id, t.joined_already(joined.person.name))
        return
    held = [t.tenure(*appointments.titled(tx, tenure)) for tenure in tenures.standing(tx, joined.person.id)]
    notify.say(tx, sender.chat_id, t.joined(joined.person.name, held) + t.help(capacities.roles(tx, joined.person)))


def start(tx: Tx, who: Asker, _words: str) -> None:
    """Greet somebody, with what waits for them, or with help where nothing does."""
    tenures_now = [one for one in tenures.standing(tx, who.person.id) if one.begun_at is not None]
    greeting = who.t.greeting(who.person.name, [who.t.tenure(*appointments.titled(tx, one)) for one in tenures_now])
    if lists.waiting_for(tx, who.person):
        waiting = lists.tasks(tx, who.t, who.person)
        say(tx, who, Card(blocks(greeting, waiting.text), waiting.rows))
    else:
        say(tx, who, Card(blocks(greeting, who.t.help(capacities.roles(tx, who.person))), []))


def help_(tx: Tx, who: Asker, _words: str) -> None:
    """Say what somebody can do."""
    say(tx, who, Card(who.t.help(capacities.roles(tx, who.person)), []))


def tasks(tx: Tx, who: Asker, _words: str) -> None:
    """List what waits for somebody."""
    say(tx, who, lists.tasks(tx, who.t, who.person))


def status(tx: Tx, who: Asker, _words: str) -> None:
    """Show where things are; in a group without buttons."""
    card = lists.status(tx, who.t, who.person, to_all=not who.private)
    say(tx, who, card if who.private else Card(card.text, []))


def cancel(tx: Tx, who: Asker, _words: str) -> None:
    """Leave the dialog that is open."""
    importing.left(tx, who)
    open_one = screens.forget_question(tx, who.person.id) or dialogs.leave(tx, who.person)
    notify.say(tx, who.chat_id, who.t.cancelled_view() if open_one else who.t.nothing_to_cancel())


def language(tx: Tx, who: Asker, _words: str) -> None:
    """Offer the languages."""
    rows = [[Button(name, Press(Verb.LANGUAGE, arg=code))] for code, name in LANGUAGE_NAMES.items()]
    say(tx, who, Card(who.t.choose_language(), rows))


def set_language(tx: Tx, who: Asker, press: Press) -> Answer:
    """Speak the language that was chosen from now on."""
    if press.arg not in LANGUAGE_NAMES:
        return refusal(who.t.unknown_button())
    person = accounts.set_language(tx, who.person, press.arg)
    notify.say(tx, who.chat_id, notify.texts_for(tx, person).language_set())
    return Answer()
