"""An edit of words that were typed into a dialog before: followed while they can change, else answered with why not."""

from __future__ import annotations

import re

from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.dispositions import form
from bot.desk.workflow.rewording import EDITABLE
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind
from bot.sop.model import Article, Person
from bot.texts import Texts
from storage import articles, dispositions, events, parts
from storage.outbox import ANSWER
from storage.store import Tx

_ORDER = re.compile(r"/disposisi(?:@\w+)?\s+", re.IGNORECASE)

#: What is said of a reason that cannot change any more, by the move it was given for.
WHY_NOT = frozenset({Action.WITHDRAW, Action.POST, Action.ASK_BACK})


def follow(tx: Tx, person: Person, before: str, message: Incoming, t: Texts) -> str | None:
    """Follow an edit of a message that read `before`; gives what to say, None where nothing holds those words."""
    old, new = _typed(before), _typed(message.text)
    if not old or not new:
        return None
    if _in_form(tx, person, old, new) or _in_article(tx, person, old, new):
        return str(t.edit_followed())
    sent = dispositions.sent_with(tx, person.id, " ".join(old.split()))
    if sent is not None:
        return str(t.order_stands(sent.ref))
    return _why_not(tx, person, old, t)


def _typed(words: str) -> str:
    return _ORDER.sub("", words.strip())


def _in_form(tx: Tx, person: Person, old: str, new: str) -> bool:
    """Change the perihal or the instruksi of a form that was not sent."""
    draft = dispositions.draft_of(tx, person.id)
    if draft is None:
        return False
    subject, instruction = form.subject_and_rest(old)
    if draft.subject == subject and (not instruction or draft.instruction == instruction):
        subject, instruction = form.subject_and_rest(new)
        form.set_subject(tx, draft, subject)
        if instruction:
            form.set_instruction(tx, dispositions.one(tx, draft.id), instruction)
    elif draft.instruction == old:
        form.set_instruction(tx, draft, new[: form.LONGEST_INSTRUCTION])
    else:
        return False
    notify.show(tx, dispositions.one(tx, draft.id), person, anew=False, priority=ANSWER)
    return True


def _in_article(tx: Tx, person: Person, old: str, new: str) -> bool:
    """Change the title or a photo's words of an article that is being written."""
    return any(_of_article(tx, person, article, old, new) for article in drafts.being_written(tx, person))


def _of_article(tx: Tx, person: Person, article: Article, old: str, new: str) -> bool:
    line = " ".join(old.split())
    if article.title == line:
        drafts.set_title(tx, article, new)
    else:
        photo = next(
            (p for p in parts.of(tx, article.id, article.revision) if p.kind == "photo" and p.alt == line), None
        )
        if photo is None:
            return False
        drafts.set_alt(tx, article, photo.position, new)
    notify.show(tx, articles.get(tx, article.id) or article, person, anew=False, priority=ANSWER)
    return True


def _why_not(tx: Tx, person: Person, old: str, t: Texts) -> str | None:
    """Say why a reason or note does not change any more, and what to do."""
    event = events.said(tx, person.id, old, tx.now - EDITABLE)
    if event is None or event.what not in WHY_NOT or event.subject_id is None:
        return None
    thing = (
        dispositions.get(tx, event.subject_id) if event.kind is Kind.DISPOSITION else articles.get(tx, event.subject_id)
    )
    return str(t.words_stand(Action(event.what), thing.ref)) if thing is not None else None
