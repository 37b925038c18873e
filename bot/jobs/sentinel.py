"""The sentinel's job: the whole website looked at every day, for ever, with a sample of our own pages."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.cards.publishing import sentinel as cards
from bot.desk import notify
from bot.desk.publishing import monitoring, sentinel
from bot.outbox.website.monitor import Looking
from bot.sitewatch.whole import PAUSE, Plan, Round
from storage import proofs, site_alarms
from storage.alarms import Found
from storage.store import Store, Tx

log = logging.getLogger(__name__)

EVERY = 300.0  # seconds between two questions whether it is time
SAMPLE = 5  # pages of ours a day, those that were not seen for longest


class Sentinel:
    """Looks at the website as a whole. A look may be made twice with the effect of once."""

    def __init__(self, store: Store, looking: Looking, pause: float = PAUSE) -> None:
        """Look in the thread of the looks at pages: the website is asked one thing at a time."""
        self._store = store
        self._looking = looking
        self._pause = pause

    async def look(self) -> bool:
        """Look at the whole website if it is time; say whether it was."""
        if not await self._store.read(sentinel.due):
            return False
        await self._store.write(sentinel.begin)
        plan, kept = await self._store.read(self._plan), await self._store.read(site_alarms.baselines)
        site = await self._looking.site_now()
        done = await self._looking.in_thread(lambda: Round(site, plan, kept, time.sleep).go())
        found = [(str(each.what), each.quote, each.place) for each in done.found]
        await self._store.write(take, found, done.learnt, done.count)
        await self._sample()
        return True

    def _plan(self, tx: Tx) -> Plan:
        office = tx.office
        return Plan(
            tuple(each.page for each in office.watched if each.page),
            tuple(each.feed for each in office.watched if each.feed),
            office.freshness.sitemap,
            proofs.count_live(tx),
            self._pause,
        )

    async def _sample(self) -> None:
        for article_id in await self._store.read(proofs.longest_unseen, SAMPLE):
            try:
                await self._looking.one(article_id)
            except Exception:
                log.exception("the look at article %s failed", article_id)


def take(tx: Tx, found: Sequence[Found], learnt: Mapping[str, dict[str, Any]], count: int) -> None:
    """Take a look into account, and tell Staf and Kasubbag at once what is new."""
    alarm = site_alarms.get(tx) if sentinel.looked(tx, found, learnt, count) else None
    if alarm is None:
        return
    for person in monitoring.told(tx):
        card = cards.alarm_card(tx, notify.texts_for(tx, person), alarm)
        notify.alert(tx, person.telegram_id, card.text, card.keyboard())
