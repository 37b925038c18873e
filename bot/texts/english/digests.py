"""The morning's and the evening's digest: said once a working day, only if there is something to say."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.digest import Evening, Late, Live
from bot.texts.formats import Formats, shorten

SHOWN = 10  # lines of a list on a phone
NOON, EVENING = 12, 17  # hours at which a greeting changes


class DigestTexts(Formats):
    """Texts of the digests."""

    def day_greeting(self) -> str:
        """Greet by the time of day: a digest may be late."""
        hour = self.office.calendar.local(self.now).hour
        return "Good morning" if hour < NOON else "Good afternoon" if hour < EVENING else "Good evening"

    def digest(self, count: int) -> Markup:
        """Head the morning digest."""
        if not count:
            return Markup("{}.").format(self.day_greeting())
        tasks = "1 task is waiting for you" if count == 1 else f"{count} tasks are waiting for you"
        return Markup("{}. <b>{}</b> today.").format(self.day_greeting(), tasks)

    def digest_task(self, ref: str, title: str, left: str, absent: str) -> Markup:
        """Say one thing that waits: what, how long still, and in whose place."""
        own = Markup(", for {}").format(absent) if absent else Markup("")
        return Markup("<b>{}</b> {}{}{}").format(ref, shorten(title, 80), f" – {left}" if left else "", own)

    def digest_copied(self, late: list[Late]) -> Markup:
        """List what is late at those under the reader."""
        return self._digest_list("Late with others", [self._digest_late(one) for one in late])

    def evening(self, day: Evening) -> Markup:
        """Say how the day was: what was published, sent and closed, what is late, what is due tomorrow."""
        tomorrow = self._digest_day(day.next_day) if day.next_day else ""
        found = [
            Markup("{}. <b>Overview of {}</b>").format(self.day_greeting(), self._digest_day(day.day)),
            self._digest_list("Published today", [self._digest_live(one) for one in day.live]),
            self._digest_names("Dispositions sent", day.sent),
            self._digest_names("Dispositions closed", day.closed),
            self._digest_list("Late", [self._digest_late(one) for one in day.late]),
            self._digest_list(f"Due {tomorrow}", [self._digest_late(one) for one in day.due]),
        ]
        return Markup("\n\n").join(part for part in found if part)

    def _digest_day(self, day: date) -> str:
        return format_date(day, "EEEE d MMMM", locale=self.locale)

    def _digest_list(self, head: str, lines: list[Markup]) -> Markup:
        if not lines:
            return Markup("")
        more = [self._digest_more(len(lines) - SHOWN)] if len(lines) > SHOWN else []
        return Markup("<b>{} ({})</b>\n{}").format(head, len(lines), Markup("\n").join([*lines[:SHOWN], *more]))

    def _digest_more(self, count: int) -> Markup:
        return Markup("<i>… and {} more, see /status</i>").format(count)

    def _digest_names(self, head: str, refs: tuple[str, ...]) -> Markup:
        return (
            Markup("<b>{} ({}):</b> {}").format(head, len(refs), self.people(list(refs), SHOWN)) if refs else Markup("")
        )

    def _digest_live(self, one: Live) -> Markup:
        name = shorten(one.title, 80)
        title = Markup('<a href="{}">{}</a>').format(one.url, name) if one.url else Markup.escape(name)
        return Markup("• {} {} – {}").format(one.ref, title, one.unit)

    def _digest_late(self, one: Late) -> Markup:
        return Markup("• {} {} – {}: {}").format(one.ref, shorten(one.title, 60), one.whom, self._digest_time(one))

    def _digest_time(self, one: Late) -> str:
        if one.late_by is None:
            return self.when(one.due_at)
        return f"{self.working(one.late_by)} late"
