"""Units submit: /kirim, and the buttons that only an article's card has; and reading the whole of a thing."""

from __future__ import annotations

from dataclasses import replace

from bot.card import Button, Card
from bot.content.incoming import Incoming
from bot.desk import dialogs, notify
from bot.desk.articles.pages import NO_PREVIEW
from bot.desk.authority import capacities
from bot.desk.workflow.answer import Answer, Asked, refusal
from bot.desk.writing import drafts, word_files
from bot.sop.model import Article, Disposition, Subject
from bot.sop.press import Press, Verb, number
from bot.sop.roles import Role, Who
from handlers import conversation
from handlers.callbacks import not_now
from handlers.senders import Asker, say
from storage import articles, dispositions, people
from storage.outbox import ANSWER
from storage.store import Tx

UNITS = 40  # to choose from


def send(tx: Tx, who: Asker, _words: str) -> None:
    """Begin an article; the Kasubbag chooses on whose behalf."""
    draft = drafts.own_draft(tx, who.person)
    units = drafts.units_to_write_for(tx, who.person)
    if draft is not None:
        dialogs.leave(tx, who.person)
        notify.say(tx, who.chat_id, who.t.one_draft(draft.ref))
        notify.show(tx, draft, who.person, anew=True, priority=ANSWER)
    elif not units:
        may = Role.KASUBBAG in capacities.roles(tx, who.person)
        notify.say(tx, who.chat_id, who.t.no_units() if may else who.t.only_contributors())
    elif len(units) == 1:
        _begin(tx, who, units[0].id)
    else:
        rows = [[Button(u.name[:60], Press(Verb.WRITE_FOR, arg=str(u.id)))] for u in units[:UNITS]]
        say(tx, who, Card(who.t.choose_unit(), rows))


def send_with(tx: Tx, who: Asker, words: str, file: Incoming) -> None:
    """Begin an article with the photo or file in whose caption the command stands; words after it are its caption."""
    send(tx, who, words)
    if drafts.own_draft(tx, who.person) is None:
        notify.say(tx, who.chat_id, who.t.file_not_used())
    else:
        conversation.write(tx, who, replace(file, text=words, entities=()))


def write_for(tx: Tx, who: Asker, press: Press) -> Answer:
    """Begin an article for the unit that was chosen."""
    allowed = {str(unit.id): unit.id for unit in drafts.units_to_write_for(tx, who.person)}
    if press.arg not in allowed:
        return refusal(who.t.not_your_thing())
    draft = drafts.own_draft(tx, who.person)
    if draft is not None:
        notify.show(tx, draft, who.person, anew=True, priority=ANSWER)
        return refusal(who.t.one_draft(draft.ref).striptags())
    _begin(tx, who, allowed[press.arg])
    return Answer(who.t.write_now())


def _begin(tx: Tx, who: Asker, unit_id: int) -> None:
    """Begin an article for a unit, and say how to write it."""
    unit = people.unit(tx, unit_id)
    dialogs.leave(tx, who.person)
    drafts.begin(tx, who.person, unit)
    notify.say(tx, who.chat_id, who.t.begin(unit.name))


def read(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Send the whole article (or the disposisi's files) below, and the card again under it."""
    article = subject
    if isinstance(subject, Disposition):
        for sha256, filename in dispositions.files(tx, subject.id):
            notify.send_document(tx, who.person, sha256, filename, subject.ref, subject)
        needed = articles.get(tx, subject.need_article_id) if subject.need_article_id else None
        if needed is not None and capacities.may_see(tx, who.person, needed):  # a unit asked sees the order, not this
            article = needed
    notify.read_out(tx, article, who.person)
    notify.show(tx, subject, who.person, anew=True)
    return Answer(who.t.sent_below())


def preview(tx: Tx, who: Asker, subject: Subject, _press: Press) -> Answer:
    """Send the page as it will look, the website's own preview to the Staf, and the card again under it."""
    if not isinstance(subject, Article) or subject.state in NO_PREVIEW:
        return not_now(who, subject)
    notify.send_preview(tx, who.person, subject)
    if Who.STAF in capacities.capacities(tx, who.person, subject):
        notify.ask_draft_link(tx, who.person, subject)
    notify.show(tx, subject, who.person, anew=True)
    return Answer(who.t.sent_below())


def move_into(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Put a draft into an article that was returned."""
    target_id = number(press.arg)
    target = articles.get(tx, target_id) if target_id is not None else None
    if not isinstance(subject, Article) or target is None or not drafts.move_into(tx, who.person, subject, target):
        return not_now(who, subject)
    dialogs.open_dialog(tx, Asked(who.person, articles.get(tx, target.id) or target, "", who.t), "mend")
    notify.show(tx, target, who.person, anew=True, priority=ANSWER)
    return Answer(who.t.moved_into(target.ref))


def keep_both(tx: Tx, who: Asker, subject: Subject, press: Press) -> Answer:
    """Bring back the Word file that a corrected one replaced; the button carries the corrected one's message."""
    by = number(press.arg)
    if isinstance(subject, Article) and by is not None and word_files.keep_both(tx, who.person, subject, by):
        return Answer(who.t.kept_both())
    return not_now(who, subject)
