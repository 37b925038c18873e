"""Ringkasan pagi dan sore: what is said once a working day, only if there is something to say."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.digest import Evening, Late, Live
from bot.texts.formats import Formats, shorten

SHOWN = 10  # lines of a list on a phone
NOON, AFTERNOON = 11, 15  # hours at which a greeting changes


class DigestTexts(Formats):
    """Texts of the digests."""

    def day_greeting(self) -> str:
        """Greet by the time of day: a digest may be late."""
        hour = self.office.calendar.local(self.now).hour
        return "Selamat pagi" if hour < NOON else "Selamat siang" if hour < AFTERNOON else "Selamat sore"

    def digest(self, count: int) -> Markup:
        """Head the morning digest."""
        if not count:
            return Markup("{}.").format(self.day_greeting())
        return Markup("{}. <b>{} tugas menunggu Anda</b> hari ini.").format(self.day_greeting(), count)

    def digest_task(self, ref: str, title: str, left: str, absent: str) -> Markup:
        """Say one thing that waits: what, how long still, and in whose place."""
        own = Markup(", a.n. {}").format(absent) if absent else Markup("")
        return Markup("<b>{}</b> {}{}{}").format(ref, shorten(title, 80), f" – {left}" if left else "", own)

    def digest_copied(self, late: list[Late]) -> Markup:
        """List what is late at those under the reader."""
        return self._digest_list("Terlambat pada petugas", [self._digest_late(one) for one in late])

    def evening(self, day: Evening) -> Markup:
        """Say how the day was: what was published, sent and closed, what is late, what is due tomorrow."""
        tomorrow = self._digest_day(day.next_day) if day.next_day else ""
        found = [
            Markup("{}. <b>Ringkasan {}</b>").format(self.day_greeting(), self._digest_day(day.day)),
            self._digest_list("Tayang hari ini", [self._digest_live(one) for one in day.live]),
            self._digest_names("Disposisi dikirim", day.sent),
            self._digest_names("Disposisi selesai", day.closed),
            self._digest_list("Terlambat", [self._digest_late(one) for one in day.late]),
            self._digest_list(f"Jatuh tempo {tomorrow}", [self._digest_late(one) for one in day.due]),
        ]
        return Markup("\n\n").join(part for part in found if part)

    def _digest_day(self, day: date) -> str:
        return format_date(day, "EEEE, d MMMM", locale=self.locale)

    def _digest_list(self, head: str, lines: list[Markup]) -> Markup:
        if not lines:
            return Markup("")
        more = [self._digest_more(len(lines) - SHOWN)] if len(lines) > SHOWN else []
        return Markup("<b>{} ({})</b>\n{}").format(head, len(lines), Markup("\n").join([*lines[:SHOWN], *more]))

    def _digest_more(self, count: int) -> Markup:
        return Markup("<i>… dan {} lagi, lihat /status</i>").format(count)

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
        return f"terlambat {self.working(one.late_by)}"
