"""Texts, photos and files: an answer to what was asked, a part of an article, the start of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.content.chat import is_blank
from bot.content.incoming import Incoming
from bot.desk import dialogs, notify
from bot.desk.authority import capacities
from bot.desk.dialogs import later
from bot.desk.people import appointments
from bot.desk.publishing import manual
from bot.desk.workflow import rewording
from bot.desk.workflow.answer import Answer
from bot.desk.writing import drafts, photos, word_files
from bot.sop.model import Article
from handlers import importing, nods, questions
from handlers.callbacks import told
from handlers.senders import Asker, Sender, asker, to_stranger
from storage import articles, inbox, people, screens
from storage.outbox import ANSWER
from storage.store import Tx


def message(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Take a text, photo or file: an answer to what was asked, a part of an article, or the start of one."""
    who = asker(tx, sender)
    if who is None:
        to_stranger(tx, sender)
        return
    if incoming.sha256 is not None and importing.waits_for_file(tx, who) and appointments.may_manage(tx, who.person):
        importing.came(tx, who, incoming)
        return
    if questions.answers_one(tx, who, incoming):
        questions.answer(tx, who, incoming)
        return
    focus = screens.focus(tx, who.person.id)
    if _is_nod(tx, who, focus, incoming):
        return
    if incoming.sha256 is not None and dialogs.awaits_file(tx, focus):
        _answer(tx, who, dialogs.attach(tx, who.person, incoming, who.t))
    elif _was_for_closed(tx, who, focus, incoming) or (
        dialogs.awaits_words(tx, focus) and not _goes_into_article(tx, who, focus, incoming)
    ):
        _answer_in_words(tx, who, focus, incoming)
    else:
        write(tx, who, incoming)


def _answer_in_words(tx: Tx, who: Asker, focus: screens.OpenDialog | None, incoming: Incoming) -> None:
    """Take what was typed where words are awaited; a photo or file whose caption they are has no place there."""
    closed = dialogs.closed_under(tx, focus)
    _answer(tx, who, dialogs.answer(tx, who.person, incoming, who.t))
    if incoming.sha256 is not None and not closed and not is_blank(incoming.text):
        notify.say(tx, who.chat_id, who.t.only_words_taken())


def _is_nod(tx: Tx, who: Asker, focus: screens.OpenDialog | None, incoming: Incoming) -> bool:
    """Answer what only agrees or declines where nothing else was asked; say whether it was that."""
    if incoming.kind != "text" or dialogs.closed_under(tx, focus) or not dialogs.takes_nods(focus):
        return False
    return nods.answer(tx, who, incoming)


def _was_for_closed(tx: Tx, who: Asker, focus: screens.OpenDialog | None, incoming: Incoming) -> bool:
    """Say whether something was meant for a dialog that closed; a late photo of an album belongs to the album."""
    return dialogs.closed_under(tx, focus) and (
        incoming.sha256 is None or photos.joins(tx, who.person, incoming) is None
    )


def _goes_into_article(tx: Tx, who: Asker, focus: screens.OpenDialog | None, incoming: Incoming) -> bool:
    """Say whether a photo or file is material even while words are awaited: a late part of an album, or a photo
    sent when the title is asked for, is never dropped."""
    if incoming.kind == "text" or focus is None:
        return False
    return dialogs.is_writing(focus) or photos.joins(tx, who.person, incoming) is not None


def _answer(tx: Tx, who: Asker, answer: Answer) -> None:
    """Say what came of an answer, and show the card as it is then below."""
    said = told(tx, who, answer)
    if said.text:
        notify.say(tx, who.chat_id, str(Markup.escape(said.text)))
    dialogs.follow(tx, who.person, answer.next, who.t, typed=True)


def write(tx: Tx, who: Asker, incoming: Incoming) -> None:
    """Make a part of an article of what came, or say why it is none."""
    person, t = who.person, who.t
    if incoming.not_taken and _writes(tx, who):
        notify.say(tx, who.chat_id, t.file_refused(incoming.filename, incoming.not_taken))
        return
    album = photos.joins(tx, person, incoming)
    if album is not None and album.state not in drafts.WRITING:
        notify.say(tx, who.chat_id, t.album_too_late(album.ref))
        return
    article = album or drafts.working_on(tx, person)
    link = manual.bare_link(tx, person, incoming, t) if article is None else None
    if link is not None:
        _answer(tx, who, link)
        return
    if article is None:
        if not drafts.is_contributor(tx, person):
            notify.say(tx, who.chat_id, t.not_understood())
            return
        article = drafts.begin(tx, person, drafts.units_to_write_for(tx, person)[0])
    dialogs.leave_waiting_for_more(tx, person, article)
    _take(tx, who, article, incoming)
    photos.settle_album(tx, article.id, incoming.media_group)


def _writes(tx: Tx, who: Asker) -> bool:
    return drafts.is_contributor(tx, who.person) or drafts.working_on(tx, who.person) is not None


def _take(tx: Tx, who: Asker, article: Article, incoming: Incoming) -> None:
    """Add what came to the article; a format whose text cannot be taken over is a file, and that is said."""
    if incoming.taken is not None:
        of_all = dialogs.leave_if_open(tx, who.person, article, "text")
        word_files.receive(tx, who.person, article, incoming, who.t, of_all=of_all)
        return
    drafts.receive(tx, who.person, article, incoming)
    why = word_files.as_file(incoming)
    if why is not None:
        notify.say(tx, who.chat_id, who.t.kept_as_file(incoming.filename, why))


def edited(tx: Tx, sender: Sender, incoming: Incoming) -> None:
    """Follow an edit of a message: of what is being written, of a reason, of words in a form; else say why not."""
    who = asker(tx, sender)
    if who is None:
        if incoming.text.strip() or incoming.sha256:  # a live location is edited every few seconds
            to_stranger(tx, sender)
        return
    before = inbox.as_before(tx, incoming.chat_id, incoming.message_id)
    if before is not None and _reads_the_same(before, incoming):
        return
    if incoming.not_taken:
        notify.say(tx, who.chat_id, who.t.file_refused(incoming.filename, incoming.not_taken))
    elif not _edited_part(tx, who, incoming):
        _edited_words(tx, who, incoming, str((before or {}).get("text", "")))


def _reads_the_same(before: Mapping[str, Any], incoming: Incoming) -> bool:
    """Say whether nothing of a message changed that people read: its link preview did, or who reacted to it."""
    words = before.get("text") or before.get("caption") or ""
    marks = before.get("entities") or before.get("caption_entities") or []
    files = [*before.get("photo", []), *([before["document"]] if "document" in before else [])]
    kept = not incoming.origin or incoming.origin in {file.get("file_unique_id") for file in files}
    same_marks = [_mark(mark) for mark in marks] == [_mark(mark) for mark in incoming.entities]
    return incoming.kind != "rich" and words == incoming.text and same_marks and kept


def _mark(entity: Mapping[str, Any]) -> tuple[Any, ...]:
    return entity.get("type"), entity.get("offset"), entity.get("length"), entity.get("url")


def _edited_part(tx: Tx, who: Asker, incoming: Incoming) -> bool:
    """Follow an edit of what somebody is writing; False where it is of nothing of that kind."""
    if incoming.taken is not None and word_files.edited(tx, who.person, incoming, who.t):
        return True
    if incoming.sha256 is not None and photos.edited(tx, who.person, incoming):
        notify.say(tx, who.chat_id, who.t.photo_replaced())
        return True
    return incoming.sha256 is None and drafts.edited(tx, who.person, incoming)


def _edited_words(tx: Tx, who: Asker, incoming: Incoming, before: str) -> None:
    """Follow an edit of what was said with a move or typed into a form; else say why not, and what to do."""
    if dialogs.reworded(tx, who.person, incoming, who.t):
        return
    late = articles.handed_in_with(tx, incoming.chat_id, incoming.message_id)
    if late is not None and capacities.writes(tx, who.person, late):
        notify.say(tx, who.chat_id, who.t.edit_too_late(late.ref, late.state))
        notify.show(tx, late, who.person, anew=True, priority=ANSWER)
    elif rewording.follow(tx, who.person, incoming):
        notify.say(tx, who.chat_id, who.t.reason_followed())
    elif incoming.text.strip() or incoming.origin:  # a live location is edited every few seconds
        followed = later.follow(tx, who.person, before, incoming, who.t)
        notify.say(tx, who.chat_id, followed or who.t.edit_not_followed())


def brings_another_file(tx: Tx, sender: Sender, incoming: Incoming) -> bool:
    """Say whether an edit put another photo or file into a message that is part of what somebody is writing."""
    person = people.by_telegram(tx, sender.telegram_id) if sender.telegram_id is not None else None
    return person is not None and photos.brings_another_file(tx, person, incoming)


def file_refused(tx: Tx, sender: Sender, name: str, reason: str) -> None:
    """Say why a file was not taken."""
    who = asker(tx, sender)
    if who is None:
        to_stranger(tx, sender)
    else:
        notify.say(tx, who.chat_id, who.t.file_refused(name, reason))


def other_message(tx: Tx, sender: Sender) -> None:
    """Answer a message of a kind that can be no part of anything: never silence."""
    who = asker(tx, sender)
    if who is None:
        to_stranger(tx, sender)
    else:
        notify.say(tx, who.chat_id, who.t.kind_refused() if _writes(tx, who) else who.t.not_understood())
