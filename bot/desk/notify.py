"""Who is told what: outbox rows written in the transaction that decided it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from markupsafe import Markup

from bot.content.blocks import chat_of
from bot.content.chat import chat_html, pieces
from bot.content.compose import WORDS
from bot.content.incoming import Incoming
from bot.desk.articles import pasted, revisions
from bot.desk.authority import authors, capacities, secrecy
from bot.sop.flow import BY_SYSTEM, WAITS, Action, Kind, State
from bot.sop.model import Article, Disposition, Part, Person, Subject
from bot.sop.roles import Who
from bot.texts import Texts, speaking
from storage import events, outbox, parts, people, screens
from storage import revisions as handed_in
from storage.once import forget, once, told
from storage.outbox import ANSWER, DIGEST
from storage.outbox_bodies import Buttons, DispositionPaper, Document, DraftLink, Photo, Photos, Preview, Text
from storage.store import Tx

#: A draft grows message by message: its card waits this long, so that an album makes one card.
GROWING = timedelta(milliseconds=900)

ALBUM = 10  # photos in one album, Bot API

#: Here somebody decides on the text itself: each time it comes to them they get it anew, above its card.
READ_ANEW = frozenset({State.A_WAITING_VERIFIER, State.A_HELD})

#: Under this name it is kept who was given the text of which revision.
_GIVEN = "read out"

#: For so long after somebody's move what the website or the scheduler makes of it is its answer.
ANSWERED_WITHIN = timedelta(hours=1)


def moved(tx: Tx, subject: Subject, actor: Person | None, informed: Iterable[Person]) -> list[Person]:
    """After a move: cards everywhere are refreshed, the next one and those who must know get it anew.

    Gives the people notified, the actor aside.
    """
    refresh(tx, subject)
    informing: dict[int, Person] = {}
    for person in capacities.waited_for(tx, subject):
        if actor is None or person.id != actor.id:
            if subject.state in READ_ANEW or _unread(tx, subject, person):
                _have_read(tx, subject, person, office_hours=actor is None)
            informing[person.id] = person
    for person in informed:
        if (actor is None or person.id != actor.id) and not _is_kept_from(tx, subject, person):
            informing.setdefault(person.id, person)
    answered = _who_just_acted(tx, subject) if actor is None else None
    for person in informing.values():
        show(tx, subject, person, anew=True, office_hours=actor is None and person.id != answered)
    if actor is not None:
        show(tx, subject, actor, anew=False, priority=ANSWER)
    return list(informing.values())


def hand(tx: Tx, subject: Subject, person: Person, *, office_hours: bool = True, priority: int = outbox.WORK) -> None:
    """Give somebody what waits for them from now on, as those got it whom it was brought to; once the office is open.

    In another's place, back at their post, new to their role, or to be reached again.
    """
    _have_read(tx, subject, person, office_hours=office_hours)
    show(tx, subject, person, anew=True, office_hours=office_hours, priority=priority)


def _who_just_acted(tx: Tx, subject: Subject) -> int | None:
    """Name whose move the scheduler or the website answers: even at night they wait for what comes of it."""
    event = events.last(tx, subject.kind, subject.id, *(action.value for action in Action if action not in BY_SYSTEM))
    recent = event is not None and tx.now - event.at <= ANSWERED_WITHIN
    return event.actor_id if event is not None and recent else None


def _have_read(tx: Tx, subject: Subject, person: Person, *, office_hours: bool = False) -> None:
    """Give somebody all they decide about; of a ralat kecil that is the difference on the card itself."""
    text = _to_read(tx, subject, person)
    if person.telegram_id is None or text is None:
        return
    outbox.drop_said(tx, person.telegram_id, (subject.kind, subject.id))
    read_out(tx, text, person, office_hours=office_hours)
    _changes(tx, text, person, office_hours=office_hours)
    once(tx, _GIVEN, _given(text, person))


def _to_read(tx: Tx, subject: Subject, person: Person) -> Article | None:
    """Give the revision somebody has to have read where their turn has come; None where they need not.

    Whoever handed it in knows it; so does an author their own text. A ralat kecil of a text they were given stands on
    the card itself.
    """
    wait = WAITS.get(subject.state)
    if not isinstance(subject, Article) or wait is None or wait.who is Who.SYSTEM:
        return None
    text = handed_in.before(tx, subject.id, subject.revision + 1)
    if text is None or person.id == text.submitted_by:
        return None
    if wait.who is Who.AUTHOR and person.id in authors.of(tx, subject):
        return None
    small = revisions.small(tx, subject)
    known = small is not None and told(tx, _GIVEN, _given(replace(subject, revision=small.base.number), person))
    return None if known else replace(subject, revision=text.number)


def _given(article: Article, person: Person) -> str:
    """Name one revision in one chat."""
    return f"{person.telegram_id} {article.id} {article.revision}"


def forget_given(tx: Tx, person: Person) -> None:
    """Count no text as given to somebody any more: they get again what they have to read."""
    forget(tx, _GIVEN, f"{person.telegram_id} ")


def _unread(tx: Tx, subject: Subject, person: Person) -> bool:
    """Say whether somebody may do what a thing waits for, and was never given the text it is about."""
    text, wait = _to_read(tx, subject, person), WAITS.get(subject.state)
    if text is None or wait is None or told(tx, _GIVEN, _given(text, person)):
        return False
    return wait.who in capacities.deciding(tx, person, subject)


def refresh(tx: Tx, subject: Subject, *, but: Person | None = None) -> None:
    """Have every card of a thing edited in place, except that of somebody who gets theirs another way."""
    for chat_id in screens.chats_with_card(tx, subject.kind, subject.id):
        if but is None or chat_id != but.telegram_id:
            outbox.add_card(tx, chat_id, (subject.kind, subject.id), anew=False)


def show(
    tx: Tx,
    subject: Subject,
    person: Person,
    *,
    anew: bool,
    head: str = "",
    office_hours: bool = False,
    priority: int = outbox.WORK,
    growing: bool = False,
    unit_id: int | None = None,
) -> None:
    """Show somebody the card of a thing: edited in place, or sent anew so that it is noticed.

    `office_hours` has it wait for the opening: of the unit `unit_id`, None for the office's own.
    Whoever may do what a text waits for has it before the card, whatever brought the card to them.
    """
    if person.telegram_id is None or _is_kept_from(tx, subject, person):
        return
    if not people.appointments(tx, person.id):  # who holds no role is shown nothing
        return
    if _unread(tx, subject, person):
        _have_read(tx, subject, person, office_hours=office_hours)
        anew = True
    outbox.add_card(
        tx,
        person.telegram_id,
        (subject.kind, subject.id),
        anew=anew,
        head=head,
        office_hours=office_hours,
        priority=priority,
        at=tx.now + GROWING if growing else None,
        unit_id=unit_id,
    )


def _is_kept_from(tx: Tx, subject: Subject, person: Person) -> bool:
    """Say whether a disposisi is rahasia before somebody: they are not told that there is one."""
    return (
        isinstance(subject, Disposition) and secrecy.withheld(subject) and not capacities.may_see(tx, person, subject)
    )


def read_out(tx: Tx, article: Subject, person: Person, *, office_hours: bool = False) -> None:
    """Send somebody the whole article: photos, the text in as many messages as it needs, files."""
    if person.telegram_id is None or not isinstance(article, Article):
        return
    content, about = pasted.joined(parts.of(tx, article.id, article.revision)), (article.kind, article.id)
    photos = tuple(Photo(p.sha256, (p.text or p.alt)[:1000]) for p in content if p.kind == "photo")
    for start in range(0, len(photos), ALBUM):
        outbox.add(
            tx, person.telegram_id, Photos(photos[start : start + ALBUM]), subject=about, office_hours=office_hours
        )
    texts = [chat_of(p.text) if p.kind == "html" else chat_html(p.text, p.entities) for p in content if p.kind in WORDS]
    for piece in pieces(Markup("\n\n").join(texts)) if texts else []:
        outbox.add(tx, person.telegram_id, Text(str(piece)), subject=about, office_hours=office_hours)
    for p in content:
        if p.kind == "document":
            file = Document(p.sha256, p.filename, p.text[:1000])
            outbox.add(tx, person.telegram_id, file, subject=about, office_hours=office_hours)


def _changes(tx: Tx, article: Subject, person: Person, *, office_hours: bool) -> None:
    """On a resubmission, show an official what changed since the revision before."""
    if isinstance(article, Article) and handed_in.before(tx, article.id, article.revision):
        words = revisions.changes(tx, texts_for(tx, person), article)
        about = (article.kind, article.id)
        _messages(tx, person.telegram_id, str(words), (), office_hours=office_hours, about=about)


def send_photo(tx: Tx, person: Person, part: Part, caption: str) -> None:
    """Send somebody one photo of an article, with a plain caption."""
    if person.telegram_id is not None:
        outbox.add(tx, person.telegram_id, Photos((Photo(part.sha256, caption),)), priority=ANSWER)


def send_document(tx: Tx, person: Person, sha256: str, filename: str, caption: str, about: Subject) -> None:
    """Send somebody one kept file about a thing: the thing's card goes below it."""
    if person.telegram_id is not None:
        file = Document(sha256, filename, caption)
        outbox.add(tx, person.telegram_id, file, subject=(about.kind, about.id))


def pass_on(tx: Tx, person: Person, message: Incoming, about: Subject) -> None:
    """Give somebody the photo or file that somebody else sent about a thing, with its words."""
    if person.telegram_id is not None and message.sha256 is not None:
        photo = message.kind == "photo"
        words = message.text.strip()[:1000]
        body = Photos((Photo(message.sha256, words),)) if photo else Document(message.sha256, message.filename, words)
        outbox.add(tx, person.telegram_id, body, subject=(about.kind, about.id))


def send_paper(tx: Tx, person: Person, disposition: Disposition, paper: str) -> None:
    """Send somebody a disposisi as a paper to print ("completion" or "disposition"), in their language."""
    if person.telegram_id is not None:
        outbox.add(
            tx, person.telegram_id, DispositionPaper(paper, person.language), subject=(disposition.kind, disposition.id)
        )


def send_preview(tx: Tx, person: Person, article: Article) -> None:
    """Send somebody the page an article would be, as a file; it is drawn when it is sent."""
    if person.telegram_id is not None:
        outbox.add(tx, person.telegram_id, Preview(), subject=(article.kind, article.id))


def ask_draft_link(tx: Tx, person: Person, article: Article) -> None:
    """Have the website asked for its own preview of a draft it has already."""
    if person.telegram_id is not None:
        outbox.add(tx, None, DraftLink(person.telegram_id), subject=(article.kind, article.id))


def say(tx: Tx, chat_id: int | None, html: str, *, rows: Buttons = ()) -> None:
    """Answer in a chat with HTML of ours (everything people wrote in it escaped), perhaps with buttons."""
    _messages(tx, chat_id, html, rows, priority=ANSWER)


def tell(tx: Tx, chat_id: int | None, html: str, *, office_hours: bool = False) -> None:
    """Tell a chat something that is no answer; what nobody waits for goes in office hours only."""
    _messages(tx, chat_id, html, (), office_hours=office_hours)


def alert(tx: Tx, chat_id: int | None, html: str, rows: Buttons) -> None:
    """Tell a chat what cannot wait for the office's opening, with buttons."""
    _messages(tx, chat_id, html, rows)


def tell_each(
    tx: Tx, people: Iterable[Person], words: Callable[[Texts], Markup], *, office_hours: bool = False
) -> None:
    """Tell several people the same, each in their own language; nobody of them waits for it."""
    for person in people:
        tell(tx, person.telegram_id, str(words(texts_for(tx, person))), office_hours=office_hours)


def tell_digest(tx: Tx, person: Person, words: Callable[[Texts], Markup]) -> None:
    """Tell somebody what can wait: after everything else, and in office hours only."""
    if person.telegram_id is not None:
        tell_card(tx, person.telegram_id, str(words(texts_for(tx, person))), [])


def texts_for(tx: Tx, person: Person) -> Texts:
    """Give the texts in which somebody reads, as of now."""
    return speaking(person.language, tx.office, tx.now)


def tell_card(tx: Tx, chat_id: int, html: str, rows: Buttons) -> None:
    """Send a digest: after everything else, and in office hours only."""
    _messages(tx, chat_id, html, rows, priority=DIGEST, office_hours=True)


def _messages(
    tx: Tx,
    chat_id: int | None,
    html: str,
    rows: Buttons,
    *,
    priority: int = outbox.WORK,
    office_hours: bool = False,
    about: tuple[Kind, int] | None = None,
) -> None:
    """Put a text in the outbox, split at paragraphs where one message cannot hold it; buttons under the last."""
    if chat_id is None:
        return
    parts = pieces(Markup(html))  # noqa: S704 - texts escape what people wrote
    for i, part in enumerate(parts):
        buttons = rows if i == len(parts) - 1 else ()
        body = Text(str(part), tuple(tuple(row) for row in buttons))
        outbox.add(tx, chat_id, body, subject=about, priority=priority, office_hours=office_hours)


def open_cards_again(tx: Tx, only_chat: int | None = None) -> int:
    """Show open cards afresh, in one chat or in all; gives how many.

    After an outage: taps older than 150 s are gone at Telegram. After a change of language: they are in the old one.
    """
    cards = screens.open_cards(tx, only_chat)
    for chat_id, kind, subject_id in cards:
        outbox.add_card(tx, chat_id, (kind, subject_id), anew=False)
    return len(cards)
