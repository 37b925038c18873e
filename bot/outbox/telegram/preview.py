"""A page as it will look, drawn when it is sent: from the database as it is then, outside any transaction."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from telegram import Bot

from bot.cms.base import Page
from bot.cms.preview import Around, page_file
from bot.desk import notify
from bot.desk.authority import capacities
from bot.desk.publishing import publish
from bot.texts import speaking
from storage import outbox, people
from storage.outbox import Row
from storage.store import Store, Tx


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """Everything of the moment the page is drawn for: the same content a publisher would be given."""

    page: Page
    around: Around
    name: str
    caption: str


async def send_preview(bot: Bot, store: Store, row: Row) -> None:
    """Draw the page an article would be and send it as a file; nothing for who may not see it (any more)."""
    snapshot = await store.read(_snapshot, row)
    if snapshot is None:
        await store.write(outbox.settle, row.id, "nothing")
        return
    data = await asyncio.to_thread(page_file, snapshot.page, snapshot.around)
    message = await bot.send_document(row.chat_id or 0, data, caption=snapshot.caption, filename=snapshot.name)
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
        date=on_page.dated(job.page.published_at),
    )
    return _Snapshot(job.page, around, f"{t.preview_name(ref, revision)}.html", t.preview_caption(ref, revision))
