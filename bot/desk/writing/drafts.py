"""Writing an article in chat: each message sent is one part of it; nothing is lost, everything can be mended."""

from __future__ import annotations

import secrets
from dataclasses import replace

from bot.content.blocks import first_line, without_first_block
from bot.content.compose import WORDS, split_title
from bot.content.incoming import Incoming
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.workflow import engine
from bot.desk.writing import titles
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Part, Person, Unit
from bot.sop.roles import Role
from storage import articles, events, parts, people, revisions, screens
from storage.outbox import ANSWER
from storage.store import Tx

#: States in which the author works on the text.
WRITING = frozenset({State.A_DRAFT, State.A_RETURNED, State.A_CORRECTING})


def units_to_write_for(tx: Tx, person: Person) -> list[Unit]:
    """List the units somebody may hand in for: a contributor's own; any, for the Kasubbag (atas nama)."""
    held = people.appointments(tx, person.id)
    own = [people.unit(tx, a.unit_id) for a in held if a.role is Role.CONTRIBUTOR and a.unit_id]
    if Role.KASUBBAG in capacities.roles(tx, person):
        return own + [unit for unit in people.units(tx) if unit not in own]
    return own


def is_contributor(tx: Tx, person: Person) -> bool:
    """Say whether what this person sends without a command is the start of an article."""
    return Role.CONTRIBUTOR in capacities.roles(tx, person)


def begin(tx: Tx, person: Person, unit: Unit, disposition_id: int | None = None) -> Article:
    """Begin a draft for a unit, or give the one already begun; the website will know it by a key of its own."""
    found = own_draft(tx, person)
    if found is not None:
        return found
    own = {a.unit_id for a in people.appointments(tx, person.id) if a.role is Role.CONTRIBUTOR}
    article_id = articles.add(
        tx,
        unit_id=unit.id,
        author_id=person.id,
        by_proxy=unit.id not in own,
        disposition_id=disposition_id,
        key=secrets.token_hex(4),
    )
    events.append(tx, "begin", person.id, Kind.ARTICLE, article_id, {"unit": unit.id})
    return _again(tx, article_id)


def working_on(tx: Tx, person: Person) -> Article | None:
    """Find what the next message of this person belongs to: what they are mending, or else their draft."""
    focus = screens.focus(tx, person.id)
    if focus is not None and focus.view != screens.CLOSED and focus.kind is Kind.ARTICLE:
        article = articles.get(tx, focus.subject_id)
        if article is not None and article.state in WRITING and capacities.writes(tx, person, article):
            return article
    return own_draft(tx, person)


def own_draft(tx: Tx, person: Person) -> Article | None:
    """Find somebody's draft; one begun for a unit they have left is now for the first they may hand in for."""
    found = articles.draft_of(tx, person.id)
    if found is None or capacities.writes(tx, person, found):
        return found
    allowed = units_to_write_for(tx, person)
    if not allowed:
        return None
    set_unit(tx, person, found, allowed[0].id)
    return _again(tx, found.id)


def open_revision(tx: Tx, article: Article) -> Article:
    """Give the article with a revision that may be edited: a new one when the present one was handed in."""
    if revisions.get(tx, article.id, article.revision) is None:
        return article
    number = revisions.next_number(tx, article)
    parts.copy(tx, article, number)
    articles.change(tx, article, revision=number)
    return _again(tx, article.id)


def receive(tx: Tx, person: Person, article: Article, message: Incoming) -> None:
    """Add one message to an article; the same message twice is one part. Its headline becomes the title."""
    article = open_revision(tx, article)
    added = [add(tx, article, each) for each in _apart(message)]
    if not any(added):
        return
    articles.change(tx, article, title=titles.of(tx, article))
    notify.show(tx, article, person, anew=True, priority=ANSWER, growing=True)


def _apart(message: Incoming) -> list[Incoming]:
    """Take a photo and the article that was typed as its caption apart; a short caption stays the photo's own."""
    if message.kind != "photo" or not titles.is_article(message.text):
        return [message]
    bare = replace(message, text="", entities=())
    return [bare, replace(message, kind="text", sha256=None, filename="", mime="", size=0, origin="")]


def add(tx: Tx, article: Article, message: Incoming) -> bool:
    """Make a part of a message, in the revision that is open; False when it is one already."""
    if message.sha256 is not None:
        parts.keep_file(tx, message.sha256, message.size, message.mime, message.found)
    return parts.add(
        tx,
        article,
        message.kind,
        text=message.text,
        entities=message.entities,
        sha256=message.sha256,
        filename=message.filename,
        mime=message.mime,
        size=message.size,
        chat_id=message.chat_id,
        message_id=message.message_id,
        media_group=message.media_group,
        origin=message.origin if message.sha256 is not None else "",
    )


def edited(tx: Tx, person: Person, message: Incoming) -> bool:
    """Follow an edit the author made to a message of theirs; False when it belongs to nothing being written."""
    for article in being_written(tx, person):
        part = parts.of_message(tx, article, message.chat_id, message.message_id)
        if part is not None and part.kind != "html":  # the message that came with a Word file is no part of it
            _replace_text(tx, person, article, part, message)
        if part is not None:
            return True
    return False


def being_written(tx: Tx, person: Person) -> list[Article]:
    """List what somebody is writing: their draft, and what was returned to them or is being corrected."""
    draft = articles.draft_of(tx, person.id)
    found = ([draft] if draft else []) + articles.being_mended(tx, person.id)
    return [article for article in found if capacities.writes(tx, person, article)]


def _replace_text(tx: Tx, person: Person, article: Article, part: Part, message: Incoming) -> None:
    was_title = part.kind in {"text", "photo"} and article.title == split_title(part.text, part.entities)[0]
    article = open_revision(tx, article)
    here = parts.of_message(tx, article, message.chat_id, message.message_id)
    if here is None:  # pragma: no cover - open_revision copies every part
        return
    parts.set_text(tx, here.id, message.text, message.entities)
    articles.change(tx, article, title=_first_line(message) if was_title else article.title)
    notify.show(tx, article, person, anew=False, priority=ANSWER)


def _first_words(part: Part) -> str:
    return first_line(part.text) if part.kind == "html" else split_title(part.text, part.entities)[0]


def _first_line(message: Incoming) -> str:
    return split_title(message.text, message.entities)[0]


def replace_all_text(tx: Tx, article: Article, message: Incoming) -> None:
    """Put one new text in the place of every text the article has; photos and files stay."""
    article = open_revision(tx, article)
    old = [p for p in parts.of(tx, article.id, article.revision) if p.kind in WORDS]
    for part in old:
        parts.remove(tx, part.id)
    was_title = not old or article.title == _first_words(old[0])
    parts.add(
        tx,
        article,
        "text",
        text=message.text,
        entities=message.entities,
        chat_id=message.chat_id,
        message_id=message.message_id,
    )
    articles.change(tx, article, title=_first_line(message) if was_title else article.title)


def set_title(tx: Tx, article: Article, title: str) -> None:
    """Give the article another title than its first line, which goes with it; line breaks become spaces."""
    title = " ".join(title.split())
    if title == article.title:
        return
    article = open_revision(tx, article)
    _drop_headline(tx, article)
    articles.change(tx, article, title=title)


def _drop_headline(tx: Tx, article: Article) -> None:
    """Take the present title out of the text it was read from, or the page would begin with it as a heading."""
    first = next((p for p in parts.of(tx, article.id, article.revision) if p.kind in {"text", "html"} and p.text), None)
    if first is None or not article.title:
        return
    if first.kind == "html":
        parts.set_text(tx, first.id, without_first_block(first.text, article.title), first.entities)
        return
    headline, rest, entities = split_title(first.text, first.entities)
    if headline == " ".join(article.title.split()) and rest.strip():
        parts.set_text(tx, first.id, rest, entities)


def set_section(tx: Tx, article: Article, key: str) -> bool:
    """Choose the section of the website; False when there is none such."""
    if tx.office.section(key) is None:
        return False
    article = open_revision(tx, article)
    return articles.change(tx, article, section=key)


def set_unit(tx: Tx, person: Person, article: Article, unit_id: int) -> bool:
    """Say for which unit a draft is; False when this person may not hand in for it."""
    allowed = {unit.id for unit in units_to_write_for(tx, person)}
    if unit_id not in allowed or article.state is not State.A_DRAFT:
        return False
    own = {a.unit_id for a in people.appointments(tx, person.id) if a.role is Role.CONTRIBUTOR}
    return articles.change(tx, article, unit_id=unit_id, by_proxy=unit_id not in own)


def set_alt(tx: Tx, article: Article, position: int, alt: str) -> None:
    """Describe the photo at a position for those who do not see it."""
    article = open_revision(tx, article)
    for part in parts.of(tx, article.id, article.revision):
        if part.kind == "photo" and part.position == position:
            parts.change(tx, part.id, alt=" ".join(alt.split()))
    articles.change(tx, article)


def remove(tx: Tx, article: Article, position: int, kind: str) -> bool:
    """Take one part out; False when it is gone already."""
    article = open_revision(tx, article)
    for part in parts.of(tx, article.id, article.revision):
        if part.position == position and part.kind == kind:
            parts.remove(tx, part.id)
            return articles.change(tx, article)
    return False


def move_into(tx: Tx, person: Person, draft: Article, target: Article) -> bool:
    """Put what was begun as a new draft into an article that was returned, and drop the draft.

    For the author who answers a return by simply typing: that begins a draft, and was meant for the other one.
    """
    mine = {draft.author_id, target.author_id} == {person.id}
    if not mine or draft.state is not State.A_DRAFT or target.state not in WRITING or draft.id == target.id:
        return False
    if not (capacities.writes(tx, person, draft) and capacities.writes(tx, person, target)):
        return False
    target = open_revision(tx, target)
    parts.move(tx, draft, target)
    articles.change(tx, target)
    engine.act(tx, person, Kind.ARTICLE, draft.id, Action.CANCEL)
    return True


def photos_without_alt(tx: Tx, article: Article) -> list[Part]:
    """List the photos that still lack a description, in order."""
    content = parts.of(tx, article.id, article.revision)
    return [p for p in content if p.kind == "photo" and not p.alt.strip()]


def _again(tx: Tx, article_id: int) -> Article:
    article = articles.get(tx, article_id)
    if article is None:  # pragma: no cover - it was written in this transaction
        raise KeyError(article_id)
    return article
