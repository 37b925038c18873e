"""Looking at published pages again, in a thread of its own: a slow website holds up no publication."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from bot.aside import Aside
from bot.desk.publishing import eyewitness, monitoring, publish
from bot.desk.publishing.monitoring import Inspection
from bot.desk.publishing.publish import Job, Look
from bot.sitewatch.foreign import Baseline, Finding
from bot.sitewatch.page import read
from bot.sitewatch.proof import Expected, Proof
from bot.sitewatch.watch import Seen, Site, front, watch
from bot.sop.flow import UNSURE, State
from storage import own_things, proofs
from storage.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")

#: The front page is looked at with the pages' own looks, but not once for each of many pages.
FRONT_EVERY = timedelta(minutes=10)
OURS = "media:"  # how a page names its pictures and files before a website has them


def expected_of(job: Job) -> Expected:
    """Say what must stand on an article's page."""
    cover = next((medium.alt for medium in job.page.media if medium.sha256 == job.page.cover), "")
    view = read(job.page.html, "")
    pictures = tuple(image.alt for image in view.images if image.url.startswith(OURS) and image.alt.strip())
    files = tuple(link.text for link in view.links if link.url.startswith(OURS) and link.text)
    return Expected(job.expected_title, job.expected_paragraphs, cover, pictures, files)


def look_of(proof: Proof, job: Job) -> Look:
    """Give a proof as the desk keeps it."""
    url = job.article.remote_url or ""
    return Look(proof.ok, proof.code, proof.detail, url, proof.status, proof.sha256, proof.small)


class Looking:
    """The watch over published pages. Every look may be made twice with the effect of once."""

    def __init__(
        self,
        store: Store,
        now: Callable[[], datetime],
        next_look: Callable[[int], datetime | None],
        ca_bundle: Path | None = None,
        browser: Path | None = None,
    ) -> None:
        """Watch over the office's website; `next_look` says when a rung's look is due from now.

        `browser` shows pages with what their scripts do, where one is installed.
        """
        self._store = store
        self._now = now
        self._next_look = next_look
        self._site = Site(store.configured.website.url, ca_bundle, browser=browser)
        self._front_at: datetime | None = None
        self._front: tuple[Finding, ...] = ()
        self._aside = Aside("looking")

    def close(self) -> None:
        """Begin nothing more; a page that hangs holds up nobody's end."""
        self._aside.close()

    @property
    def site(self) -> Site:
        """The website that is looked at."""
        return self._site

    async def in_thread(self, function: Callable[[], T]) -> T:
        """Run what looks at the website, which may take minutes."""
        return await self._aside.run(function)

    async def first(self, job: Job) -> None:
        """Right after the proof: learn what the page has of its own. What goes wrong here is left to the next look."""
        try:
            seen = await self._seen(job, None)
            if seen is not None:
                await self._store.write(monitoring.first_seen, job.article.id, seen)
        except Exception:
            log.exception("the first look at %s failed", job.article.ref)

    async def again(self) -> int:
        """The proof job: look at the pages whose time has come; give how many. One that raises stops no other."""
        due = await self._store.read(proofs.due)
        for article, _ in due:
            try:
                await self.one(article.id)
            except Exception:
                log.exception("the look at %s failed", article.ref)
                await self._store.write(monitoring.put_off, article.id)
        return len(due)

    async def one(self, article_id: int) -> None:
        """Look at one page now, and decide what that means."""
        job = await self._store.read(publish.job, article_id)
        if job is not None and job.article.state in UNSURE:
            await self._still_unsure(job)
            return
        if job is None or job.article.state is not State.A_PUBLISHED:
            await self._store.write(monitoring.not_now, article_id)
            return
        known, _ = await self._store.read(monitoring.known, article_id)
        watched = await self._seen(job, known)
        if watched is not None:
            _, rung = await self._store.read(proofs.plan, article_id)
            next_at = self._next_look(rung + 1)
            await self._store.write(monitoring.looked_again, article_id, watched, next_at, rung + 1)

    async def _still_unsure(self, job: Job) -> None:
        """Look by itself at a page that the website took and nobody has proven yet."""
        seen = await self._seen(job, None)
        if seen is not None:
            await self._store.write(eyewitness.looked, job.article.id, seen, self._next_look(0))

    async def _seen(self, job: Job, known: dict[str, Any] | None) -> Inspection | None:
        url = job.article.remote_url
        if not url:
            return None
        baseline = Baseline.of_json(known)
        now, site = self._now(), await self.site_now()
        seen = await self.in_thread(lambda: watch(url, expected_of(job), baseline, site, now=now))
        return _watched(seen, job, await self._front_page())

    async def site_now(self) -> Site:
        """Give the website with what people called its own until now."""
        return replace(self._site, own=await self._store.read(own_things.keys))

    async def _front_page(self) -> tuple[Finding, ...]:
        """Look at the front page for vandalism, at most every few minutes."""
        now = self._now()
        if self._front_at is not None and now - self._front_at < FRONT_EVERY:
            return self._front
        _, kept = await self._store.read(monitoring.known, 0)
        known, site = Baseline.of_json(kept), await self.site_now()
        self._front, learnt = await self.in_thread(lambda: front(site, known))
        self._front_at = now
        if known is None and learnt is not None:
            await self._store.write(monitoring.front_seen, learnt.as_json())
        return self._front


def _watched(seen: Seen, job: Job, at_front: tuple[Finding, ...]) -> Inspection:
    foreign = tuple((str(f.what), f.quote, str(f.place)) for f in (*seen.findings, *at_front))
    baseline = seen.baseline.as_json() if seen.baseline is not None else None
    return Inspection(look_of(seen.proof, job), foreign, baseline, seen.proof.days_left)
