"""The bot's heartbeat, by which a clock that was put back is known: nothing then waits for a time that was wrong."""

from __future__ import annotations

import logging
from datetime import timedelta

from bot.desk.deadlines import recompute
from storage import meta, outbox
from storage.store import Tx

log = logging.getLogger(__name__)

SET_BACK = timedelta(seconds=30)  # less is a clock being kept right


def beat(tx: Tx) -> None:
    """Remember that the bot is alive now; where it was alive later than now, the clock has been put back."""
    last = meta.last_beat(tx)
    meta.beat(tx)
    if last is not None and last - tx.now > SET_BACK:
        log.warning("the clock was put back by %s", last - tx.now)
        outbox.wait_no_more(tx)
        recompute.recompute(tx)
