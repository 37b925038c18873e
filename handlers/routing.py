"""Which row of the tables answers: every command and every tap, in one transaction each."""

from __future__ import annotations

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.workflow.answer import Answer, refusal
from bot.sop.flow import Action
from bot.sop.press import BadPressError, Press
from bot.texts import default, speaking
from handlers import COMMANDS, TAPS, TAPS_ON, callbacks
from handlers.commands import join
from handlers.senders import Asker, Sender, asker, to_stranger
from storage.store import Tx

BY_NAME = {name: command for command in COMMANDS for name in (command.name, *command.others)}


def command(tx: Tx, sender: Sender, name: str, words: str, file: Incoming | None = None) -> None:
    """Answer a command, that of a caption with its file. In groups only what everybody may read is answered there."""
    who, row = asker(tx, sender), BY_NAME.get(name)
    if who is None:
        _stranger(tx, sender, name, words)
    elif not sender.private and not (row is not None and row.in_groups):
        notify.say(tx, sender.chat_id, who.t.group_only_asks())
    elif name == "start" and words:
        join(tx, sender, words)
    elif row is None:
        notify.say(tx, sender.chat_id, who.t.unknown_command())
    elif file is not None and row.answer_with is not None:
        row.answer_with(tx, who, words, file)
    else:
        row.answer(tx, who, words)
        if file is not None:
            notify.say(tx, sender.chat_id, who.t.file_not_used())


def _stranger(tx: Tx, sender: Sender, name: str, words: str) -> None:
    if sender.private and sender.telegram_id is not None and name == "start" and words:
        join(tx, sender, words)
    elif not sender.private and sender.telegram_id is None:
        notify.say(tx, sender.chat_id, str(default(tx.office, tx.now).anonymous_refused()))
    else:
        to_stranger(tx, sender)


def tap(tx: Tx, sender: Sender, data: str) -> Answer:
    """Do what a tap asks. Authority is looked up now; the data may be anything a client sends."""
    who = asker(tx, sender)
    if who is None:
        return refusal(str(speaking(sender.language, tx.office, tx.now).not_your_thing()))
    if not sender.private:
        return refusal(who.t.anonymous_refused())
    try:
        press = Press.unpack(data)
    except BadPressError:
        return refusal(who.t.unknown_button())
    return press_button(tx, who, press)


def press_button(tx: Tx, who: Asker, press: Press) -> Answer:
    """Do what a button asks, if this person may: everything in it may be stale, foreign or made up."""
    if press.verb in TAPS:
        return TAPS[press.verb](tx, who, press)
    subject = capacities.thing(tx, press.kind, press.id) if press.kind else None
    act = TAPS_ON.get(press.verb) or (callbacks.move if press.verb in set(Action) else None)
    if subject is None or act is None:
        return refusal(who.t.unknown_button())
    if not capacities.may_see(tx, who.person, subject):
        return refusal(who.t.not_your_thing())
    return callbacks.told(tx, who, act(tx, who, subject, press))
