"""What the website is asked: publish, prove, withdraw; in a thread of its own, again where that can help."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from bot.aside import Aside
from bot.cms.base import Publisher, PublishError, Remote
from bot.cms.manual.base import HandPublisher
from bot.cms.publish import DoubtError, is_up
from bot.cms.restore import restore_page
from bot.content.sanitise import safe_link
from bot.desk import notify
from bot.desk.people import upkeep
from bot.desk.publishing import eyewitness, monitoring, publish
from bot.desk.publishing.publish import Job, Look
from bot.outbox.website import withdraw
from bot.outbox.website.manual import Hands, bring
from bot.outbox.website.monitor import Looking, expected_of, look_of
from bot.passing import status_passes
from bot.sitewatch.proof import Proof, prove
from bot.sop.flow import State
from bot.sop.roles import Role
from storage import outbox, people
from storage.outbox import Row
from storage.outbox_bodies import (
    DraftLink,
    LookAgain,
    LookIfGone,
    Package,
    Prove,
    Publish,
    Republish,
    TakeBack,
    TakingOff,
    Withdraw,
)
from storage.store import Store, Tx

log = logging.getLogger(__name__)

T = TypeVar("T")

#: Real seconds between attempts, a quarter of an hour in all; after the last the Staf is told.
AGAIN = (2.0, 5.0, 15.0, 45.0, 180.0, 600.0)
BRIEF = 4  # attempts at a page that answers, but not as it should: waiting long mends little
SAID = 10.0  # seconds of waiting from which on the card says when it is tried again
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
        ca_bundle: Path | None = None,
        after: Callable[[float], datetime] | None = None,
        browser: Path | None = None,
    ) -> None:
        """Publish through this publisher; look at each page again after these spans of time.

        `after` gives the office's time in so many real seconds (its clock may run faster); `ca_bundle` holds the
        certificate authority of a website that has its own; `browser` shows its pages to the sentinel.
        """
        self._store = store
        self._publisher = publisher
        self._now = now
        self._recheck_after = tuple(recheck_after)
        self._again = tuple(again)
        self._aside = Aside("website")
        self._after = after or (lambda seconds: now() + timedelta(seconds=seconds))
        self._looking = Looking(store, now, self._next_look, ca_bundle, browser)
        self._hands = None
        if isinstance(publisher, HandPublisher):
            self._hands = Hands(store, publisher, self._in_thread, self._again, self._looking.site)

    def close(self) -> None:
        """Begin nothing more; a website that hangs holds up nobody's end."""
        self._looking.close()
        self._aside.close()

    def ask(self, question: Callable[[Publisher], T]) -> T:
        """Put a question to the CMS from another thread, between two publications. Raises PublishError."""
        return self._aside.submit(lambda: question(self._publisher)).result()

    async def prepare(self) -> None:
        """Have the website stand before the first article: a folder site draws its empty pages."""
        try:
            await self._in_thread(lambda: self._publisher.find("0"))
        except PublishError as error:
            log.warning("the website is not ready: %s", error)

    async def work(self, row: Row) -> float | None:
        """Do one row; give the real seconds after which to try again, None when it is settled."""
        job = await self._store.read(publish.job, row.subject_id or 0)
        if job is None:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        if self._hands is not None and isinstance(row.body, Package | TakingOff):
            return await self._hands.work(row, job, row.body)
        match row.body:
            case DraftLink(to=to):
                await self._draft_link(row, job, to)
                later = None
            case Publish(link=link):
                later = await self._publish(row, job, link)
            case Prove(altered=altered):
                later = await self._prove(row, job, altered)
            case Republish() | LookAgain() as wish:
                later = await self._once_more(row, job, wish)
            case Withdraw() | TakeBack() | LookIfGone() as taking_off:
                later = await self._withdraw(row, job, taking_off)
            case Package():  # asked for while people published by hand
                await self._store.write(outbox.settle, row.id, "nothing")
                later = None
            case _:
                raise ValueError(f"{row.kind} is nothing to ask a website")
        return later

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await self._aside.run(function)

    async def _publish(self, row: Row, job: Job, link: str | None) -> float | None:
        if not await self._store.read(publish.is_current, job.article.id):
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        try:
            remote = await self._in_thread(lambda: bring(self._publisher, job.page, link))
        except DoubtError as doubt:
            log.warning("published %s, in doubt: %s", job.article.ref, doubt)
            altered = doubt.detail if doubt.code == "altered" else ""
            await self._store.write(_published, row, job, doubt.remote, altered)
        except PublishError as error:
            return await self._trouble(row, job, error)
        else:
            await self._store.write(_published, row, job, remote)
        return None

    async def _trouble(self, row: Row, job: Job, error: PublishError) -> float | None:
        log.warning("publishing %s: %s", job.article.ref, error)
        if error.again and row.attempts <= len(self._again):
            seconds = min(LONGEST_WAIT, error.retry_after or self._again[row.attempts - 1])
            return await self._wait(job, error.code, seconds)
        up = await self._up(job)
        if up is None:
            await self._store.write(_refused, row, job, error.code, error.detail)
        else:
            await self._store.write(_published, row, job, up)
        return None

    async def _up(self, job: Job) -> Remote | None:
        """Give the page that the website shows though the attempt ended in an error: a look says what it is."""
        if self._hands is not None:
            return None
        new = job.article.published_revision is None
        return await self._in_thread(lambda: is_up(self._publisher, job.page, new=new))

    async def _wait(self, job: Job, code: str, seconds: float) -> float:
        """Say on the card when it is tried again, where that is not at once."""
        if seconds >= SAID:
            at = self._after(seconds)
            await self._store.write(monitoring.retrying, job.article.id, code, at)
        return seconds

    async def _prove(self, row: Row, job: Job, altered: str) -> float | None:
        """Look at the public page as a visitor would; caches are given time before the Staf is troubled.

        What the website itself says that it changed is told, though visitors seem to read what was approved.
        """
        proof = await self._look(job)
        if proof is None:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        if not proof.ok and proof.again and row.attempts <= self._patience(proof):
            return await self._wait(job, proof.code, self._again[row.attempts - 1])
        if proof.ok and altered:
            proof = replace(proof, ok=False, code="altered", detail=altered, small=())
        await self._store.write(_proven, row, job, look_of(proof, job), self._next_look(0))
        if proof.ok:
            await self._looking.first(job)
        return None

    def _patience(self, proof: Proof) -> int:
        """Count the attempts: all where the website is away, some where it shows something else."""
        away = proof.code in {"unreachable", "timeout"} or status_passes(proof.status or 0)
        return len(self._again) if away else min(BRIEF, len(self._again))

    async def _look(self, job: Job) -> Proof | None:
        url = job.article.remote_url
        if not url:
            return None
        site = self._looking.site
        return await self._looking.in_thread(
            lambda: prove(url, expected_of(job), now=self._now(), home=site.home, ca_bundle=site.ca_bundle)
        )

    async def _once_more(self, row: Row, job: Job, wish: Republish | LookAgain) -> float | None:
        """Somebody asked about a page that is live: look at it now, or write it again and then look."""
        if job.article.state is not State.A_PUBLISHED:
            await self._store.write(outbox.settle, row.id, "nothing")
            return None
        if isinstance(wish, Republish):
            try:
                await self._in_thread(lambda: restore_page(self._publisher, job.page))
            except DoubtError as doubt:  # written, and the look says what visitors see of it
                log.warning("published %s again, in doubt: %s", job.article.ref, doubt)
            except PublishError as error:
                log.warning("publishing %s again: %s", job.article.ref, error)
                if error.again and row.attempts <= len(self._again):
                    return min(LONGEST_WAIT, error.retry_after or self._again[row.attempts - 1])
                await self._store.write(_not_restored, row, job, error.code)
                return None
        await self._looking.one(job.article.id)
        await self._store.write(outbox.settle, row.id, "looked")
        return None

    def _next_look(self, rung: int) -> datetime | None:
        if rung >= len(self._recheck_after):
            return None
        since = self._recheck_after[rung - 1] if rung else timedelta(0)
        return self._now() + (self._recheck_after[rung] - since)

    @property
    def looking(self) -> Looking:
        """The watch over published pages, and its thread."""
        return self._looking

    async def look_again(self) -> int:
        """The proof job: look again at the pages whose time has come; give how many."""
        return await self._looking.again()

    async def _draft_link(self, row: Row, job: Job, to: int) -> None:
        """Ask the website for its own preview of a draft; a website that has none is no trouble."""
        try:
            url = await self._in_thread(lambda: _draft_link(self._publisher, job.article.cms_key))
        except PublishError as error:
            log.warning("the preview of %s: %s", job.article.ref, error)
            url = None
        await self._store.write(_link_told, row, job, to, url)

    async def _withdraw(self, row: Row, job: Job, body: TakingOff) -> float | None:
        key = body.key if isinstance(body, TakeBack) else job.article.cms_key
        wanted, site = withdraw.asked(body), self._looking.site
        try:
            live = await self._in_thread(lambda: withdraw.take_off(self._publisher, key, wanted, site))
        except PublishError as error:
            if error.again and row.attempts <= len(self._again):
                return min(LONGEST_WAIT, error.retry_after or self._again[row.attempts - 1])
            await self._store.write(_not_withdrawn, row, job, error.code)
            return None
        seen = await self._looking.in_thread(lambda: withdraw.look(job, wanted, site))
        if seen is not None and (seen.shown or not seen.seen) and row.attempts <= min(BRIEF, len(self._again)):
            return self._again[row.attempts - 1]  # caches are given time
        stay = self._publisher.keeps_files
        await self._store.write(withdraw.done, row, job, wanted, live=live, seen=seen, files_stay=stay)
        return None


def _draft_link(publisher: Publisher, key: str) -> str | None:
    remote = publisher.find(key)
    url = publisher.draft_preview_url(remote) if remote is not None and remote.state == "draft" else None
    return safe_link(url) if url else None


def _link_told(tx: Tx, row: Row, job: Job, to: int, url: str | None) -> None:
    outbox.settle(tx, row.id, "told" if url else "nothing")
    person = people.by_telegram(tx, to)
    if url and person is not None:
        t = notify.texts_for(tx, person)
        notify.tell(tx, person.telegram_id, str(t.draft_link(job.article.ref, url)))


def _published(tx: Tx, row: Row, job: Job, remote: Remote, altered: str = "") -> None:
    outbox.settle(tx, row.id, "published", detail=remote.url)
    monitoring.settled(tx, job.article.id)
    publish.published(tx, job.article.id, remote.id, remote.url, altered)


def _refused(tx: Tx, row: Row, job: Job, code: str, detail: str) -> None:
    outbox.settle(tx, row.id, "refused", detail=f"{code}: {detail}"[:300])
    monitoring.settled(tx, job.article.id)
    publish.refused(tx, job.article.id, code, detail)
    upkeep.publication_failed(tx, job.article.ref, code, tx.office.website.url, detail)


def _proven(tx: Tx, row: Row, job: Job, look: Look, recheck_at: datetime | None) -> None:
    outbox.settle(tx, row.id, "proven" if look.ok else "not_proven", detail=look.code)
    monitoring.settled(tx, job.article.id)
    if not publish.proven(tx, job.article.id, look, recheck_at) and not look.ok:
        eyewitness.not_proven(tx, job.article.id, look)


def _not_restored(tx: Tx, row: Row, job: Job, code: str) -> None:
    outbox.settle(tx, row.id, "refused", detail=code)
    monitoring.not_republished(tx, job.article.id, code)


def _not_withdrawn(tx: Tx, row: Row, job: Job, code: str) -> None:
    """The page could not be taken off: Staf and Kasubbag must do it by hand."""
    outbox.settle(tx, row.id, "refused", detail=code)
    for role in (Role.STAF, Role.KASUBBAG):
        notify.tell_each(tx, people.holders(tx, role), lambda t: t.site_gave_up(job.article.ref, t.failure_words(code)))
