"""What a person says to the bot, understood: every message, command and tap, each in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from bot.cards import lists, show
from bot.cards.card import Card
from bot.desk import drafts, members, orders, presses, reminders, speak, standing, views
from bot.desk.drafts import Incoming
from bot.desk.presses import Outcome
from bot.sop.flow import Kind
from bot.sop.model import Person
from bot.sop.press import BadPressError, Press
from bot.sop.roles import Role
from bot.texts import Texts, default, speaking
from storage import articles, people, screens
from storage.outbox import ANSWER
from storage.store import Tx


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks, and where. telegram_id None: somebody who cannot be told apart (an anonymous group admin)."""

    telegram_id: int | None
    chat_id: int
    private: bool
    language: str


def _known(tx: Tx, sender: Sender) -> Person | None:
    """Find who this is; whoever writes is reachable again."""
    if sender.telegram_id is None:
        return None
    person = people.by_telegram(tx, sender.telegram_id)
    if person is not None and sender.private:
        reminders.reachable_again(tx, person)
    return person


def knows(tx: Tx, sender: Sender) -> bool:
    """Say whether this is somebody of the office."""
    return sender.telegram_id is not None and people.by_telegram(tx, sender.telegram_id) is not None


def _to_stranger(tx: Tx, sender: Sender) -> None:
    """Somebody the office does not know gets one polite answer a day, and only in private."""
    day = tx.office.calendar.today(tx.now).isoformat()
    if sender.private and screens.once(tx, "stranger", f"{sender.chat_id} {day}"):
        speak.say(tx, sender.chat_id, speaking(sender.language, tx.office, tx.now).stranger())


def _say_card(tx: Tx, chat_id: int, card: Card) -> None:
    speak.say(tx, chat_id, card.text, rows=card.keyboard())


# --- commands ----------------------------------------------------------------------------------------


def command(tx: Tx, sender: Sender, name: str, words: str) -> None:
    """Answer a command. In groups only what everybody may read is answered there."""
    person = _known(tx, sender)
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
        _to_stranger(tx, sender)


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
    speak.say(tx, sender.chat_id, t.greeting(person.name, held))
    if lists.waiting_for(tx, person):
        _tasks(tx, sender, person, t, "")
    else:
        _help(tx, sender, person, t, "")


def _help(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    speak.say(tx, sender.chat_id, t.help(standing.roles(tx, person)))


def _tasks(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    _say_card(tx, sender.chat_id, lists.tasks(tx, t, person))


def _status(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    card = lists.status(tx, t, person)
    _say_card(tx, sender.chat_id, card if sender.private else Card(card.text, []))


def _cancel(tx: Tx, sender: Sender, person: Person, t: Texts, _words: str) -> None:
    open_view = views.leave(tx, person)
    speak.say(tx, sender.chat_id, t.cancelled_view() if open_view else t.nothing_to_cancel())


def _language(tx: Tx, sender: Sender, _person: Person, t: Texts, _words: str) -> None:
    rows = [[{"text": name, "callback_data": Press("lng", arg=code).pack()}] for code, name in LANGUAGE_NAMES.items()]
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
        _begin(tx, sender, person, t, units[0].id)
        return
    rows = [[{"text": u.name[:60], "callback_data": Press("wrt", arg=str(u.id)).pack()}] for u in units[:40]]
    speak.say(tx, sender.chat_id, t.choose_unit(), rows=rows)


def _begin(tx: Tx, sender: Sender, person: Person, t: Texts, unit_id: int) -> None:
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
    "batal": _cancel,
    "bahasa": _language,
    "disposisi": _disposition,
    "kirim": _send,
}


# --- messages ----------------------------------------------------------------------------------------


def message(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Take a text, photo or file: an answer to what was asked, a part of an article, or the start of one."""
    person = _known(tx, sender)
    if person is None:
        _to_stranger(tx, sender)
        return
    t = show.texts_for(tx, person)
    focus = screens.focus(tx, person.id)
    if focus is not None and focus.view == "file" and incoming.kind != "text":
        _attach(tx, person, focus, incoming)
    elif views.awaits_words(focus):
        result = views.answer(tx, person, incoming, t)
        said = presses.outcome(tx, person, result, t)
        if said.text:
            speak.say(tx, sender.chat_id, escape_plain(said.text))
    else:
        _write(tx, sender, person, t, incoming)


def escape_plain(text: str) -> str:
    """Give plain words as HTML."""
    return str(Markup.escape(text))


def _attach(tx: Tx, person: Person, focus: screens.Focus, incoming: Incoming) -> None:
    """Attach a file to the Kabag's form."""
    order = standing.thing(tx, focus.kind, focus.subject_id)
    if order is None or order.kind is not Kind.DISPOSITION or incoming.sha256 is None:
        return
    orders.attach_if_open(tx, person, order, incoming)
    views.leave(tx, person)
    speak.show(tx, order, person, anew=True, priority=ANSWER)


def _write(tx: Tx, sender: Sender, person: Person, t: Texts, incoming: Incoming) -> None:
    article = drafts.working_on(tx, person)
    if article is None:
        units = drafts.units_to_write_for(tx, person)
        if not drafts.is_contributor(tx, person):
            speak.say(tx, sender.chat_id, t.not_understood())
            return
        article = drafts.begin(tx, person, units[0])
    drafts.receive(tx, person, article, incoming)


def edited(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Follow an edit of a message that is part of what somebody is writing; say so where it comes too late."""
    person = _known(tx, sender)
    if person is None or drafts.edited(tx, person, incoming):
        return
    late = articles.handed_in_with(tx, incoming.chat_id, incoming.message_id)
    if late is not None and late.author_id == person.id:
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).edit_too_late(late.ref))


def file_refused(tx: Tx, sender: Sender, name: str, reason: str) -> None:
    """Say why a file was not taken."""
    person = _known(tx, sender)
    if person is None:
        _to_stranger(tx, sender)
    else:
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).file_refused(name, reason))


def other_message(tx: Tx, sender: Sender) -> None:
    """Answer a message of a kind that can be no part of anything: never silence."""
    person = _known(tx, sender)
    if person is None:
        _to_stranger(tx, sender)
        return
    t = show.texts_for(tx, person)
    writes = drafts.is_contributor(tx, person) or drafts.working_on(tx, person) is not None
    speak.say(tx, sender.chat_id, t.kind_refused() if writes else t.not_understood())


# --- taps --------------------------------------------------------------------------------------------


def tap(tx: Tx, sender: Sender, data: str) -> Outcome:
    """Do what a tap asks. Authority is looked up now; the data may be anything a client sends."""
    person = _known(tx, sender)
    if person is None:
        return Outcome(str(speaking(sender.language, tx.office, tx.now).not_your_thing()), alert=True)
    t = show.texts_for(tx, person)
    if not sender.private:
        return Outcome(t.anonymous_refused(), alert=True)
    try:
        press = Press.unpack(data)
    except BadPressError:
        return Outcome(t.unknown_button(), alert=True)
    if press.verb == "lng" and press.arg in LANGUAGE_NAMES:
        return _set_language(tx, sender, person, press.arg)
    if press.verb == "wrt":
        return _chosen_unit(tx, sender, person, t, press.arg)
    return presses.tap(tx, person, press, t)


def _set_language(tx: Tx, sender: Sender, person: Person, code: str) -> Outcome:
    t = show.texts_for(tx, members.set_language(tx, person, code))
    speak.say(tx, sender.chat_id, t.language_set())
    return Outcome()


def _chosen_unit(tx: Tx, sender: Sender, person: Person, t: Texts, arg: str) -> Outcome:
    allowed = {str(unit.id): unit.id for unit in drafts.units_to_write_for(tx, person)}
    if arg not in allowed:
        return Outcome(t.not_your_thing(), alert=True)
    draft = articles.draft_of(tx, person.id)
    if draft is not None:
        speak.show(tx, draft, person, anew=True, priority=ANSWER)
        return Outcome(t.one_draft(draft.ref).striptags(), alert=True)
    _begin(tx, sender, person, t, allowed[arg])
    return Outcome(t.write_now())


# --- about the chat itself -----------------------------------------------------------------------------


def membership(tx: Tx, telegram_id: int, *, blocked: bool) -> None:
    """Somebody blocked the bot, or took it back."""
    if blocked:
        reminders.unreachable(tx, telegram_id)
        return
    person = people.by_telegram(tx, telegram_id)
    if person is not None:
        reminders.reachable_again(tx, person)


def update_failed(tx: Tx, chat_id: int | None, number: int, error: str) -> None:
    """An update could not be handled: the sender is told kindly, the admin with its number."""
    if chat_id is not None and chat_id > 0:
        person = people.by_telegram(tx, chat_id)
        if person is not None:
            speak.say(tx, chat_id, show.texts_for(tx, person).failed_update(number))
    for admin in people.holders(tx, Role.ADMIN):
        speak.tell(tx, admin.telegram_id, str(show.texts_for(tx, admin).failed_update_admin(number, error)))


def digests(tx: Tx) -> int:
    """Send each person's morning digest, once a working day, only if there is something to say."""
    day = tx.office.calendar.today(tx.now).isoformat()
    sent = 0
    for person in people.everybody(tx):
        if person.unreachable_at is not None or not screens.once(tx, "digest", f"{person.id} {day}"):
            continue
        card = lists.digest(tx, show.texts_for(tx, person), person)
        if card is not None and person.telegram_id is not None:
            speak.tell_card(tx, person.telegram_id, str(card.text), card.keyboard())
            sent += 1
    return sent
