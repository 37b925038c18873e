"""What is done for people who publish by hand: packages made, links entered, and looks whether a page is gone."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from bot.cms.base import Page, Publisher, PublishError, Remote
from bot.cms.manual.base import Errand, HandPublisher
from bot.cms.publish import publish_page
from bot.desk.publishing import manual
from bot.desk.publishing.manual import Verdict
from bot.desk.publishing.publish import Job
from bot.sitewatch.gone import Absence, absent
from bot.sitewatch.watch import Site
from bot.sop.flow import State
from storage import outbox
from storage.outbox import Row
from storage.outbox_bodies import LookIfGone, Package, TakeBack, TakingOff, Withdraw
from storage.store import Store, Tx

log = logging.getLogger(__name__)

T = TypeVar("T")


class InThread(Protocol):
    """Runs what touches disk or network in the website's own thread."""

    def __call__(self, function: Callable[[], T]) -> Awaitable[T]:
        """Run it and give what it returns."""


def bring(publisher: Publisher, page: Page, link: str | None) -> Remote:
    """Publish a page; where a person did it already, enter the link they sent first."""
    if link and isinstance(publisher, HandPublisher):
        publisher.take_link(page, link)
    return publish_page(publisher, page)


class Hands:
    """Carries out the rows that are there for people's hands. Every one may be done twice with the effect of once."""

    def __init__(
        self,
        store: Store,
        publisher: HandPublisher,
        in_thread: InThread,
        again: Sequence[float],
        site: Site,
    ) -> None:
        """Make packages with this publisher, and look at this site; `again`: seconds between attempts."""
        self._store = store
        self._publisher = publisher
        self._in_thread = in_thread
        self._again = tuple(again)
        self._site = site

    async def work(self, row: Row, job: Job, body: Package | TakingOff) -> float | None:
        """Do one row; give the real seconds after which to try again, None when it is settled."""
        match body:
            case Package():
                return await self._pack(row, job, body.person)
            case LookIfGone():
                return await self._look_if_gone(row, job, body.by)
            case TakeBack():
                await self._take_back(row, job, body.key, body.link)
            case Withdraw():  # asked for while the website had a program that could take pages off
                await self._take_back(row, job, job.article.cms_key, None)
        return None

    # --- packages ------------------------------------------------------------------------------------

    async def _pack(self, row: Row, job: Job, person_id: int) -> float | None:
        if job.article.state is not State.A_WAITING_STAF:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        try:
            parts = await self._in_thread(lambda: self._kept(job))
        except (PublishError, OSError) as error:
            return await self._not_packed(row, person_id, error)
        await self._store.write(_packed, row, person_id, parts)
        return None

    def _kept(self, job: Job) -> list[tuple[str, str, int]]:
        """Make the package and keep its parts; give (SHA-256, file name, bytes) of each."""
        url = job.article.remote_url if job.article.published_revision is not None else None
        made = [
            (path.name, path.read_bytes()) for path in self._publisher.package(job.page, Errand(job.article.ref, url))
        ]
        return [(self._store.files.put(content), name, len(content)) for name, content in made]

    async def _not_packed(self, row: Row, person_id: int, error: PublishError | OSError) -> float | None:
        known = (
            error if isinstance(error, PublishError) else PublishError("disk_error", type(error).__name__, again=True)
        )
        log.warning("package of article %s: %s", row.subject_id, known)
        if known.again and row.attempts <= len(self._again):
            return self._again[row.attempts - 1]
        await self._store.write(_not_packed, row, person_id, known.code)
        return None

    # --- pages to take off ---------------------------------------------------------------------------

    async def _take_back(self, row: Row, job: Job, key: str, link: str | None) -> None:
        """An article went back: the ledger forgets its page, and people are asked to take it off."""
        try:
            remote = await self._in_thread(lambda: self._withdrawn(key))
        except PublishError as error:
            log.warning("taking %s back: %s", job.article.ref, error)
            remote = None
        await self._store.write(_taken_back, row, remote.url if remote else link, "withdrawn" if remote else "nothing")

    def _withdrawn(self, key: str) -> Remote | None:
        remote = self._publisher.find(key)
        if remote is None or remote.state != "published":
            return None
        return self._publisher.withdraw(remote, "ditarik", "", None)

    async def _look_if_gone(self, row: Row, job: Job, person_id: int) -> float | None:
        """A person says a page is off: look as a visitor would, and believe one's own eyes."""
        verdict = _verdict(await self._in_thread(lambda: self._seen(job)))
        if verdict == "unknown" and row.attempts <= len(self._again):
            return self._again[row.attempts - 1]
        if verdict == "gone":
            await self._in_thread(lambda: self._withdrawn(job.article.cms_key))
        await self._store.write(_looked, row, person_id, verdict)
        return None

    def _seen(self, job: Job) -> Absence:
        url, words = job.article.remote_url or "", job.expected_paragraphs or (job.expected_title,)
        return absent(url, words, "", ca_bundle=self._site.ca_bundle, home=self._site.home)


def _verdict(seen: Absence) -> Verdict:
    """Say what a look means: a page with a note in place of the text is gone, whatever its title still says."""
    if seen.shown:
        return "there"
    return "gone" if seen.seen else "unknown"


def _packed(tx: Tx, row: Row, person_id: int, parts: list[tuple[str, str, int]]) -> None:
    outbox.settle(tx, row.id, "packed")
    manual.packed(tx, row.subject_id or 0, person_id, parts)


def _not_packed(tx: Tx, row: Row, person_id: int, code: str) -> None:
    outbox.settle(tx, row.id, "refused", detail=code)
    manual.not_packed(tx, row.subject_id or 0, person_id, code)


def _taken_back(tx: Tx, row: Row, url: str | None, outcome: str) -> None:
    outbox.settle(tx, row.id, outcome)
    if url:
        manual.take_down(tx, row.subject_id or 0, url)


def _looked(tx: Tx, row: Row, person_id: int, verdict: Verdict) -> None:
    outbox.settle(tx, row.id, verdict)
    manual.looked(tx, row.subject_id or 0, person_id, verdict)
