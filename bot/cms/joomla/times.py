"""What time it is over there: Joomla reads the times we send on the clock of its account, and answers in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.cms.joomla.api import SQL_TIME

FARTHEST = timedelta(hours=15)  # no clock on earth is farther from UTC


class SiteClock:
    """Learns how far the account's clock is from UTC, by comparing what was sent with what was stored.

    Joomla passes every time through the filter of its edit form (``user_utc``), unasked for ones too: without
    this, each correction would move an article back by eight hours on a website set to Makassar.
    """

    def __init__(self) -> None:
        """Believe in UTC, as a fresh Joomla does; too early is harmless, too late would hide a page."""
        self._ahead = timedelta(0)

    def told(self, at: datetime) -> str:
        """Return a moment (aware) as it must be sent, to be stored as it is."""
        return (at.astimezone(UTC) + self._ahead).strftime(SQL_TIME)

    def learn(self, at: datetime, stored: datetime | None) -> bool:
        """Compare what was meant with what was stored (UTC); say whether it must be sent again."""
        if stored is None:
            return False
        off = at.astimezone(UTC).replace(microsecond=0) - stored
        if not off or abs(self._ahead + off) > FARTHEST:
            return False
        self._ahead += off
        return True
