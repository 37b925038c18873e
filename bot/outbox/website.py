"""What the website is asked: publish, prove, withdraw; in a thread of its own, again where that can help."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar

from bot.cms.base import Publisher, PublishError, Remote
from bot.cms.publish import publish_page
from bot.desk import publishing, speak
from bot.desk.publishing import Job, Look
from bot.sitewatch.proof import Expected, Proof, prove
from bot.sop.roles import Role
from bot.texts import speaking
from storage import articles, outbox, people
from storage.outbox import Row
from storage.store import Store, Tx

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Real seconds between attempts; after the last the Staf is told.
AGAIN = (2.0, 5.0, 15.0, 45.0)
LONGEST_WAIT = 600.0  # of a website that says "retry after"


class Website:
    """Carries out the outbox's rows for the website. Every one may be done twice with the effect of once."""

    def __init__(
        self,
        store: Store,
        publisher: Publisher,
        now: Callable[[], datetime],
        recheck_after: Sequence[timedelta],
        again: Sequence[float] = AGAIN,
    ) -> None:
        """Publish through this publisher; look at each page again after these spans of time."""
        self._store = store
        self._publisher = publisher
        self._now = now
        self._recheck_after = tuple(recheck_after)
        self._again = tuple(again)
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="website")

    def close(self) -> None:
        """Let the thread end after what it is doing."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def prepare(self) -> None:
        """Have the website stand before the first article: a folder site draws its empty pages."""
        try:
            await self._in_thread(lambda: self._publisher.find("0"))
        except PublishError as error:
            log.warning("the website is not ready: %s", error)

    async def work(self, row: Row) -> float | None:
        """Do one row; give the real seconds after which to try again, None when it is settled."""
        job = await self._store.read(publishing.job, row.subject_id or 0)
        if job is None:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        if row.kind == "publish":
            return await self._publish(row, job)
        if row.kind == "prove":
            return await self._prove(row, job)
        return await self._withdraw(row, job)

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)

    async def _publish(self, row: Row, job: Job) -> float | None:
        if not await self._store.read(publishing.is_current, job.article.id):
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        try:
            remote = await self._in_thread(lambda: publish_page(self._publisher, job.page))
        except PublishError as error:
            return await self._trouble(row, job, error)
        await self._store.write(_published, row, job, remote)
        return None

    async def _trouble(self, row: Row, job: Job, error: PublishError) -> float | None:
        log.warning("publishing %s: %s", job.article.ref, error)
        if error.again and row.attempts <= len(self._again):
            return min(LONGEST_WAIT, error.retry_after or self._again[row.attempts - 1])
        await self._store.write(_refused, row, job, error.code, error.detail)
        return None

    async def _prove(self, row: Row, job: Job) -> float | None:
        """Look at the public page as a visitor would; caches are given time before the Staf is troubled."""
        proof = await self._look(job)
        if proof is None:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        if not proof.ok and proof.again and row.attempts <= len(self._again):
            return self._again[row.attempts - 1]
        await self._store.write(_proven, row, job, _look(proof, job), self._next_look(0))
        return None

    async def _look(self, job: Job) -> Proof | None:
        url = job.article.remote_url
        if not url:
            return None
        expected = Expected(job.expected_title, job.expected_paragraphs)
        return await self._in_thread(lambda: prove(url, expected, now=self._now()))

    def _next_look(self, rung: int) -> datetime | None:
        if rung >= len(self._recheck_after):
            return None
        since = self._recheck_after[rung - 1] if rung else timedelta(0)
        return self._now() + (self._recheck_after[rung] - since)

    async def look_again(self) -> int:
        """The proof job: look again at the pages whose time has come; give how many."""
        due = await self._store.read(articles.proofs_due)
        for article, rung in due:
            job = await self._store.read(publishing.job, article.id)
            proof = await self._look(job) if job else None
            if job is not None and proof is not None:
                look, next_at = _look(proof, job), self._next_look(rung + 1)
                await self._store.write(publishing.looked_again, article.id, look, next_at, rung + 1)
        return len(due)

    async def _withdraw(self, row: Row, job: Job) -> float | None:
        key = row.body.get("key", job.article.cms_key)
        try:
            await self._in_thread(lambda: _withdraw(self._publisher, key, row.body["note"]))
        except PublishError as error:
            if error.again and row.attempts <= len(self._again):
                return min(LONGEST_WAIT, error.retry_after or self._again[row.attempts - 1])
            await self._store.write(_not_withdrawn, row, job, error.code)
            return None
        await self._store.write(outbox.settle, row.id, "withdrawn")
        return None


def _withdraw(publisher: Publisher, key: str, note: str) -> None:
    remote = publisher.find(key)
    if remote is not None and remote.state == "published":  # a draft was never seen, and is adopted next time
        publisher.withdraw(remote, "ditarik", note, None)


def _look(proof: Proof, job: Job) -> Look:
    return Look(proof.ok, proof.code, proof.detail, job.article.remote_url or "", proof.status, proof.sha256)


def _published(tx: Tx, row: Row, job: Job, remote: Remote) -> None:
    outbox.settle(tx, row.id, "published", detail=remote.url)
    publishing.published(tx, job.article.id, remote.id, remote.url)


def _refused(tx: Tx, row: Row, job: Job, code: str, detail: str) -> None:
    outbox.settle(tx, row.id, "refused", detail=f"{code}: {detail}"[:300])
    publishing.refused(tx, job.article.id, code, detail)


def _proven(tx: Tx, row: Row, job: Job, look: Look, recheck_at: datetime | None) -> None:
    outbox.settle(tx, row.id, "proven" if look.ok else "not_proven", detail=look.code)
    if not publishing.proven(tx, job.article.id, look, recheck_at) and not look.ok:
        publishing.refused(tx, job.article.id, look.code, look.detail)


def _not_withdrawn(tx: Tx, row: Row, job: Job, code: str) -> None:
    """The page could not be taken off: Staf and Kasubbag must do it by hand."""
    outbox.settle(tx, row.id, "refused", detail=code)
    for role in (Role.STAF, Role.KASUBBAG):
        for person in people.holders(tx, role):
            t = speaking(person.language, tx.office, tx.now)
            speak.tell(tx, person.telegram_id, str(t.site_gave_up(job.article.ref, t.failure_words(code))))
