"""A row of the outbox that is a paper: composed from the record as it is now, set in a thread, and sent."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from telegram import Bot, InputFile, InputMediaPhoto, Message

from bot.desk.freshness import board
from bot.desk.reporting import recap, templates
from bot.desk.reporting.recap import Scope
from bot.papers import freshness as pictures
from bot.papers import issuing, sheets
from bot.papers import recap as recap_paper
from bot.papers.completion import completion
from bot.papers.disposition import disposition
from bot.papers.document import Paper
from bot.papers.issuing import Edition
from bot.papers.typesetting import PaperError, pdf, picture
from bot.sop.model import Disposition
from bot.sop.recap import Span
from bot.texts import Texts, speaking
from storage import dispositions, events, issued, outbox, people
from storage.issued import About, Issued
from storage.outbox import Row
from storage.outbox_bodies import DispositionPaper, FreshnessPicture, RecapPaper
from storage.outbox_bodies import Paper as AnyPaper
from storage.store import Store, Tx

log = logging.getLogger(__name__)

PICTURES = "charts"

_PAPERS: dict[str, Callable[[Tx, Texts, Disposition], Paper]] = {"completion": completion, "disposition": disposition}


@dataclass(frozen=True, slots=True)
class _Print:
    """Something composed and ready to be made, with the words that go along with it; no name: it is pictures.

    `keep` keeps what was made before anybody has it, and says False when another edition of it was kept meanwhile;
    `given` notes that somebody has it.
    """

    make: Callable[[], list[bytes]]
    filename: str
    caption: str
    apology: str
    keep: Callable[[Tx, bytes], bool] | None = None
    given: Callable[[Tx], None] | None = None
    broken: list[str] = field(default_factory=list)  # why the office's own templates were not used, if they were not


async def send_paper(bot: Bot, store: Store, row: Row, paper: AnyPaper) -> None:
    """Send one paper; one that cannot be made is apologised for. Raises TelegramError as it comes."""
    composed = await store.read(_compose, row, paper)
    if composed is None:
        await store.write(outbox.settle, row.id, "nothing")
        return
    assert row.chat_id is not None  # noqa: S101 - papers go to chats only
    try:
        made = await asyncio.to_thread(composed.make)
        if composed.keep is not None:
            await asyncio.to_thread(store.files.put, made[0])
    except (PaperError, OSError):  # OSError: the kept file cannot be read, or the disk is full
        log.exception("outbox row %s could not be set", row.id)
        message = await bot.send_message(row.chat_id, composed.apology)
        await store.write(outbox.settle, row.id, "not_set", message_id=message.message_id)
        return
    if composed.broken:
        await store.write(templates.tell_broken, composed.broken[0])
    if composed.keep is not None and not await store.write(composed.keep, made[0]):
        await send_paper(bot, store, row, paper)  # somebody else was given one meanwhile: the same, or one after it
        return
    message = await _send(bot, row.chat_id, composed, made)
    await store.write(_sent, row, message.message_id, composed.given)


def _sent(tx: Tx, row: Row, message_id: int, given: Callable[[Tx], None] | None) -> None:
    outbox.settle(tx, row.id, "sent", message_id=message_id)
    if given is not None:
        given(tx)


async def _send(bot: Bot, chat_id: int, composed: _Print, made: list[bytes]) -> Message:
    if composed.filename:
        file = InputFile(made[0], filename=composed.filename)
        return await bot.send_document(chat_id, file, caption=composed.caption)
    if len(made) == 1:
        return await bot.send_photo(chat_id, made[0], caption=composed.caption)
    first = InputMediaPhoto(made[0], caption=composed.caption)
    album = await bot.send_media_group(chat_id, [first, *(InputMediaPhoto(one) for one in made[1:])])
    return album[0]


def _compose(tx: Tx, row: Row, paper: AnyPaper) -> _Print | None:
    t = speaking(paper.language, tx.office, tx.now)
    if isinstance(paper, RecapPaper):
        return _kept_recap(tx, t, row, paper) if paper.form == "pdf" else _recap(tx, t, paper)
    if isinstance(paper, FreshnessPicture):
        return _freshness(tx, t, paper)
    disposition = dispositions.get(tx, row.subject_id or 0)
    return None if disposition is None else _of_disposition(tx, t, row, disposition, paper)


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said along with a paper that is kept."""

    file: Callable[[int], str]
    first: str
    again: Callable[[Issued], str]
    renewed: Callable[[int, Issued], str]
    failed: str


def _of_disposition(tx: Tx, t: Texts, row: Row, disposition: Disposition, wanted: DispositionPaper) -> _Print:
    kind, ref = wanted.paper, disposition.ref
    about = About(f"D-{disposition.id}", kind, wanted.language, disposition.id)
    paper, before = _PAPERS[kind](tx, t, disposition), issued.last(tx, about)
    words = _Words(
        file=lambda number: t.paper_file(kind, ref, number),
        first=t.paper_caption(kind, ref),
        again=lambda kept: t.paper_again(kind, ref, kept.edition, kept.at, people.name(tx, kept.person_id)),
        renewed=lambda number, kept: t.paper_renewed(kind, ref, number, kept.at),
        failed=t.paper_failed(kind, ref),
    )
    if before is not None and issuing.again(before, disposition, paper):
        return _given_again(tx, row, about, before, words)
    return _edition(row, about, issuing.issue(t, paper, before), before, disposition.version, words, tx)


def _given_again(tx: Tx, row: Row, about: About, kept: Issued, words: _Words) -> _Print:
    """Give an edition as it was."""
    files, sha256 = tx.files, kept.sha256
    return _Print(
        make=lambda: [files.get(sha256)],
        filename=words.file(kept.edition),
        caption=words.again(kept),
        apology=words.failed,
        given=lambda tx: issued.gave(tx, about, kept.edition, _asked_by(tx, row)),
    )


def _edition(
    row: Row, about: About, edition: Edition, before: Issued | None, version: int, words: _Words, tx: Tx
) -> _Print:
    """Make a new edition, which is kept before anybody has it."""
    now, own, broken = tx.now, tx.office.papers.templates, list[str]()
    return _Print(
        make=lambda: [pdf(edition.paper, now=now, templates=own, broken=broken.append)],
        filename=words.file(edition.number),
        caption=words.renewed(edition.number, before) if before is not None else words.first,
        apology=words.failed,
        keep=lambda tx, made: _keep(tx, row, about, version, edition, made),
        given=lambda tx: issued.gave(tx, about, edition.number, _asked_by(tx, row)),
        broken=broken,
    )


def _asked_by(tx: Tx, row: Row) -> int | None:
    person = people.by_telegram(tx, row.chat_id or 0)
    return person.id if person else None


def _keep(tx: Tx, row: Row, about: About, version: int, edition: Edition, made: bytes) -> bool:
    kept = Issued(
        edition=edition.number,
        sha256=hashlib.sha256(made).hexdigest(),
        fingerprint=edition.fingerprint,
        content=edition.content,
        signer=edition.signer,
        version=version,
        person_id=_asked_by(tx, row),
        at=tx.now,
        says=edition.says,
    )
    return issued.keep(tx, about, kept, len(made))


def _freshness(tx: Tx, t: Texts, wanted: FreshnessPicture) -> _Print | None:
    """Draw the freshness board as one person sees it, or the history of one section; None for one that is gone."""
    now, key = tx.now, wanted.key
    if not key:
        found = board.board(tx, people.person(tx, wanted.person))
        return _Print(lambda: [pictures.board(t, found, now=now)], "", t.freshness_caption(), t.freshness_failed())
    one, first = board.of(tx, key), tx.office.calendar.today(now) - pictures.SPAN
    if one is None:
        return None
    days = board.history(tx, key, first)
    caption = f"{one.watched.name}: {t.light(one)}"
    return _Print(lambda: [pictures.history(t, one, days, now=now)], "", caption, t.freshness_failed())


def _kept_recap(tx: Tx, t: Texts, row: Row, wanted: RecapPaper) -> _Print:
    """Print a recap, or give it again as it was while the days it is of say the same.

    Of days that are over, who is waited for now is no part of what they say: that is of the day it was printed.
    """
    span = Span(wanted.first, wanted.last)
    found = recap.compose(tx, t, span, Scope(wanted.unit, wanted.person))
    newest, over = events.newest(tx), wanted.last < tx.office.calendar.today(tx.now)
    seal = t.paper_seal(newest.count, newest.seal) if newest else ""
    printed = recap_paper.paper(tx.office, t, found, seal, recap_paper.places(tx, t, found))
    lasting = recap_paper.paper(tx.office, t, replace(found, waiting=())) if over else printed
    who = "".join(f" {what}-{number}" for what, number in (("U", wanted.unit), ("P", wanted.person)) if number)
    about = About(f"{wanted.first}/{wanted.last}{who}", "recap", wanted.language)
    words = _Words(
        file=lambda number: t.recap_file(span, found.scope, "pdf", number),
        first=t.recap_caption(span, found.scope),
        again=lambda kept: t.recap_again(span, found.scope, kept.edition, kept.at),
        renewed=lambda number, kept: t.recap_renewed(span, found.scope, number, kept.at),
        failed=t.recap_failed(),
    )
    before = issued.last(tx, about)
    if before is not None and before.content == issuing.content(lasting):
        return _given_again(tx, row, about, before, words)
    return _edition(row, about, issuing.issue(t, printed, before, lasting=lasting), before, 0, words, tx)


def _recap(tx: Tx, t: Texts, wanted: RecapPaper) -> _Print | None:
    found = recap.compose(tx, t, Span(wanted.first, wanted.last), Scope(wanted.unit, wanted.person))
    now, zone, form = tx.now, tx.office.calendar.zone, wanted.form
    pictures = recap_paper.charts(t, found) if form == PICTURES else []
    if form == PICTURES and not pictures:
        return None
    makers: dict[str, Callable[[], list[bytes]]] = {
        "xlsx": lambda: [sheets.xlsx(t, found, zone, now)],
        "csv": lambda: [sheets.csv_file(t, found, zone)],
        PICTURES: lambda: [picture(chart, now=now) for chart in pictures],
    }
    return _Print(
        make=makers[form],
        filename="" if form == PICTURES else t.recap_file(found.span, found.scope, form),
        caption=t.recap_caption(found.span, found.scope),
        apology=t.recap_failed(),
    )
