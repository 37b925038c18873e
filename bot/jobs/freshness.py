"""The freshness job: ask the CMS, feeds, the site map and pages when each section was last updated, then decide."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from bot.aside import Aside
from bot.cms.base import Publisher, PublishError, Update
from bot.desk.freshness import staleness
from bot.desk.freshness.staleness import Reading, Seen
from bot.sitewatch import lastmod
from bot.sitewatch.fetch import FetchError
from bot.sitewatch.lastmod import Place
from bot.sitewatch.machines import Entry
from bot.sop.freshness import Watched
from bot.sop.office import Office
from storage.store import Store

log = logging.getLogger(__name__)

Told = TypeVar("Told", bound=Update | dict[str, Update | None] | None)


class Ask(Protocol):
    """Put a question to the CMS, and wait for the answer. Raises PublishError."""

    def __call__(self, question: Callable[[Publisher], Told]) -> Told:
        """Return what the CMS says."""


#: What people do by hand is seen within so many real seconds.
EVERY = 3600.0


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a section: its name, and how to ask it. What it raises is FetchError or PublishError."""

    name: str
    ask: Callable[[], Update | Entry | None]


@dataclass(slots=True)
class Look:
    """One look at the whole website; the site map is fetched once, when the first section asks for it."""

    office: Office
    ask: Ask
    now: datetime
    ca_bundle: Path | None = None
    _sitemap: list[Entry] | None = None
    _sitemap_error: FetchError | None = None
    _asked: bool = field(default=False)

    def at(self, watched: Watched) -> Reading:
        """Return what every source of one section says. Raises nothing of the network or the CMS."""
        seen: list[Seen] = []
        problem = ""
        for source in self.sources(watched):
            try:
                said = source.ask()
            except (FetchError, PublishError) as error:
                log.info("freshness of %s by %s: %s", watched.key, source.name, error)
                problem = problem or error.code
            else:
                if said is not None and staleness.sane(said.at, self.now):
                    seen.append(Seen(said.at, source.name, said.title, said.url))
        digest, wrong = self._digest(watched)
        newest = max(seen, key=lambda one: one.at, default=None)
        return Reading(newest, problem or wrong, digest)

    def sources(self, watched: Watched) -> Iterator[Source]:
        """List where a section's updates are seen, besides our own publications."""
        if watched.by_hand:
            yield Source("cms", lambda: self.ask(lambda cms: cms.page_update(watched.page)))
        else:
            yield Source("cms", lambda: self.ask(lambda cms: cms.section_updates([watched.key])).get(watched.key))
        if watched.feed:
            yield Source("feed", lambda: lastmod.of_feed(watched.feed, self._place))
        if watched.page:
            yield Source("sitemap", lambda: lastmod.below(self._addresses(), watched.page, only=watched.by_hand))

    def _digest(self, watched: Watched) -> tuple[str, str]:
        """Look at the words of a page kept by hand; give their digest, and why they could not be read."""
        if not watched.by_hand:
            return "", ""
        try:
            return lastmod.of_page(watched.page, self._place), ""
        except FetchError as error:
            return "", error.code

    @property
    def _place(self) -> Place:
        return Place(self.office.website.url, lambda at: staleness.sane(at, self.now), self.ca_bundle)

    def _addresses(self) -> list[Entry]:
        if not self._asked:
            self._asked = True
            try:
                self._sitemap = lastmod.of_sitemap(self._place, self.office.freshness.sitemap)
            except FetchError as error:
                self._sitemap_error = error
        if self._sitemap_error is not None:
            raise self._sitemap_error
        return self._sitemap or []


class Freshness:
    """The job. A look may be made twice with the effect of once; one that is cut off is made again."""

    def __init__(self, store: Store, ask: Ask, now: Callable[[], datetime], ca_bundle: Path | None = None) -> None:
        """Look at the office's website; `ask` puts a question to the CMS in the one thread that speaks with it."""
        self._store = store
        self._ask = ask
        self._now = now
        self._ca_bundle = ca_bundle
        self._aside = Aside("freshness")

    def close(self) -> None:
        """Begin nothing more; a website that hangs holds up nobody's end."""
        self._aside.close()

    async def look(self) -> None:
        """Look at every section, and take what was seen into account in one transaction."""
        look = Look(self._store.configured, self._ask, self._now(), self._ca_bundle)
        readings = await self._aside.run(lambda: read_all(look, self._store.configured.watched))
        await self._store.write(staleness.take, readings)


def read_all(look: Look, watched: Sequence[Watched]) -> dict[str, Reading]:
    """Read every section; one whose reading raises what nobody foresaw is left out, and stays as it was."""
    found: dict[str, Reading] = {}
    for each in watched:
        try:
            found[each.key] = look.at(each)
        except Exception:
            log.exception("the freshness of %s could not be read", each.key)
    return found
