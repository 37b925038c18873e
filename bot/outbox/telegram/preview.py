"""A page as it will look, set when it is sent: from the database as it is then, outside any transaction."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from telegram import Bot

from bot.cms.base import Page
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.publishing import publish
from bot.papers.typesetting import PaperError
from bot.papers.webpage import Around, webpage
from bot.texts import speaking
from storage import outbox, people
from storage.outbox import Row
from storage.store import Store, Tx

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """Everything of the moment the page is drawn for: the same content a publisher would be given."""

    page: Page
    around: Around
    name: str
    caption: str
    boxes: str
    apology: str
    now: datetime


async def send_preview(bot: Bot, store: Store, row: Row) -> None:
    """Set the page an article would be and send it as a PDF; nothing for who may not see it (any more).

    One that cannot be set is apologised for. Raises TelegramError as it comes.
    """
    snapshot = await store.read(_snapshot, row)
    if snapshot is None:
        await store.write(outbox.settle, row.id, "nothing")
        return
    try:
        made = await asyncio.to_thread(webpage, snapshot.page, snapshot.around, now=snapshot.now)
    except PaperError:
        log.exception("outbox row %s could not be set", row.id)
        message = await bot.send_message(row.chat_id or 0, snapshot.apology)
        await store.write(outbox.settle, row.id, "not_set", message_id=message.message_id)
        return
    caption = f"{snapshot.caption} {snapshot.boxes}" if made.boxes else snapshot.caption
    message = await bot.send_document(row.chat_id or 0, made.data, caption=caption, filename=snapshot.name)
    await store.write(outbox.settle, row.id, "sent", message_id=message.message_id)


def _snapshot(tx: Tx, row: Row) -> _Snapshot | None:
    job = publish.job(tx, row.subject_id or 0)
    viewer = people.by_telegram(tx, row.chat_id or 0)
    if job is None or viewer is None or not capacities.may_see(tx, viewer, job.article):
        return None
    ref, revision = job.article.ref, job.article.revision
    t = notify.texts_for(tx, viewer)
    on_page = speaking(tx.office.language, tx.office, tx.now)
    around = Around(
        banner=t.preview_banner(ref, revision, t.dated(tx.now)),
        footer=t.preview_footer(ref, revision),
        page_words=t.paper_pages(),
        date=on_page.dated(job.page.published_at),
    )
    return _Snapshot(
        page=job.page,
        around=around,
        name=f"{t.preview_name(ref, revision)}.pdf",
        caption=t.preview_caption(ref, revision),
        boxes=t.preview_boxes(),
        apology=t.preview_failed(ref),
        now=tx.now,
    )
