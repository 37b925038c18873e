"""Texts, photos and files: an answer to what was asked, a part of an article, the start of one."""

from __future__ import annotations

from markupsafe import Markup

from bot.cards import show
from bot.desk import by_hand, documents, drafts, orders, photos, presses, speak, standing, views
from bot.desk.drafts import Incoming
from bot.reception.senders import Sender, known, to_stranger
from bot.sop.flow import Kind
from bot.sop.model import Article, Person
from bot.texts import Texts
from storage import articles, people, screens
from storage.outbox import ANSWER
from storage.store import Tx


def message(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Take a text, photo or file: an answer to what was asked, a part of an article, or the start of one."""
    person = known(tx, sender)
    if person is None:
        to_stranger(tx, sender)
        return
    t = show.texts_for(tx, person)
    focus = screens.focus(tx, person.id)
    if focus is not None and focus.view == "file" and incoming.sha256 is not None:
        _attach(tx, person, focus, incoming)
    elif views.awaits_words(focus) and not _goes_into_article(tx, person, focus, incoming):
        result = views.answer(tx, person, incoming, t)
        said = presses.outcome(tx, person, result, t)
        if said.text:
            speak.say(tx, sender.chat_id, escape_plain(said.text))
    else:
        _write(tx, sender, person, t, incoming)


def _goes_into_article(tx: Tx, person: Person, focus: screens.OpenDialog | None, incoming: Incoming) -> bool:
    """Say whether a photo or file is material even while words are awaited: a late part of an album, or a photo
    sent when the title is asked for, is never dropped."""
    if incoming.kind == "text" or focus is None:
        return False
    return focus.view in views.WRITING_VIEWS or photos.joins(tx, person, incoming) is not None


def escape_plain(text: str) -> str:
    """Give plain words as HTML."""
    return str(Markup.escape(text))


def _attach(tx: Tx, person: Person, focus: screens.OpenDialog, incoming: Incoming) -> None:
    """Attach a file to the Kabag's form."""
    order = standing.thing(tx, focus.kind, focus.subject_id)
    if order is None or order.kind is not Kind.DISPOSITION or incoming.sha256 is None:
        return
    orders.attach_if_open(tx, person, order, incoming)
    views.leave(tx, person)
    speak.show(tx, order, person, anew=True, priority=ANSWER)


def _write(tx: Tx, sender: Sender, person: Person, t: Texts, incoming: Incoming) -> None:
    if incoming.not_taken and (drafts.is_contributor(tx, person) or drafts.working_on(tx, person)):
        speak.say(tx, sender.chat_id, t.file_refused(incoming.filename, incoming.not_taken))
        return
    album = photos.joins(tx, person, incoming)
    if album is not None and album.state not in drafts.WRITING:
        speak.say(tx, sender.chat_id, t.album_too_late(album.ref))
        return
    article = album or drafts.working_on(tx, person)
    link = by_hand.bare_link(tx, person, incoming, t) if article is None else None
    if link is not None:
        speak.say(tx, sender.chat_id, escape_plain(presses.outcome(tx, person, link, t).text))
        return
    if article is None:
        units = drafts.units_to_write_for(tx, person)
        if not drafts.is_contributor(tx, person):
            speak.say(tx, sender.chat_id, t.not_understood())
            return
        article = drafts.begin(tx, person, units[0])
    views.satisfied(tx, person, article)
    _take(tx, sender, person, article, t, incoming)
    photos.settle_album(tx, article.id, incoming.media_group)


def _take(tx: Tx, sender: Sender, person: Person, article: Article, t: Texts, incoming: Incoming) -> None:
    """Add what came to the article; a format whose text cannot be taken over is a file, and that is said."""
    if incoming.taken is not None:
        documents.receive(tx, person, article, incoming, t)
        return
    drafts.receive(tx, person, article, incoming)
    why = documents.as_file(incoming)
    if why is not None:
        speak.say(tx, sender.chat_id, t.kept_as_file(incoming.filename, why))


def edited(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Follow an edit of a message that is part of what somebody is writing; say so where it comes too late."""
    person = known(tx, sender)
    if person is None:
        return
    if incoming.not_taken:
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).file_refused(incoming.filename, incoming.not_taken))
        return
    if incoming.taken is not None and documents.edited(tx, person, incoming, show.texts_for(tx, person)):
        return
    if incoming.sha256 is not None and photos.edited(tx, person, incoming):
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).photo_replaced())
        return
    if incoming.sha256 is None and drafts.edited(tx, person, incoming):
        return
    late = articles.handed_in_with(tx, incoming.chat_id, incoming.message_id)
    if late is not None and late.author_id == person.id:
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).edit_too_late(late.ref))


def brings_another_file(tx: Tx, sender: Sender, incoming: Incoming) -> bool:
    """Say whether an edit put another photo or file into a message that is part of what somebody is writing."""
    person = people.by_telegram(tx, sender.telegram_id) if sender.telegram_id is not None else None
    return person is not None and photos.brings_another_file(tx, person, incoming)


def file_refused(tx: Tx, sender: Sender, name: str, reason: str) -> None:
    """Say why a file was not taken."""
    person = known(tx, sender)
    if person is None:
        to_stranger(tx, sender)
    else:
        speak.say(tx, sender.chat_id, show.texts_for(tx, person).file_refused(name, reason))


def other_message(tx: Tx, sender: Sender) -> None:
    """Answer a message of a kind that can be no part of anything: never silence."""
    person = known(tx, sender)
    if person is None:
        to_stranger(tx, sender)
        return
    t = show.texts_for(tx, person)
    writes = drafts.is_contributor(tx, person) or drafts.working_on(tx, person) is not None
    speak.say(tx, sender.chat_id, t.kind_refused() if writes else t.not_understood())
