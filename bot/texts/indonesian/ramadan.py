"""Jam kerja Ramadan: ditanyakan, dicatat, dibatalkan."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.sop.recap import Span
from bot.sop.worktime import Profile, Week
from bot.texts.formats import Formats


class RamadanTexts(Formats):
    """Texts about special hours."""

    def ramadan_asked(self, span: Span, week: Week) -> Markup:
        """Ask when Ramadan begins, with what is reckoned and the hours that would hold."""
        return Markup(
            "🌙 <b>Jam kerja Ramadan</b>\nRamadan diperkirakan {}; tanggal pastinya menurut sidang isbat dan edaran."
            " Ketuk tanggal mulainya. Sejak itu batas waktu dihitung dengan jam: {}.\nTanggal lain:"
            " <code>/libur ramadan {} s.d. {}</code>"
        ).format(self.day_span(span), self.week_hours(week), *self._typed(span))

    def _typed(self, span: Span) -> tuple[str, str]:
        return f"{span.first:%d-%m-%Y}", f"{span.last:%d-%m-%Y}"

    def ramadan_planned(self, span: Span, week: Week) -> Markup:
        """Show what keeping the Ramadan hours in these days means, before it is done."""
        return Markup("🌙 <b>Jam kerja Ramadan {}</b>\n{}. Ketuk untuk memakainya.").format(
            self.day_span(span), self.week_hours(week)
        )

    def keep_ramadan(self, span: Span) -> str:
        """Label the button that keeps the Ramadan hours in these days."""
        return f"Mulai {self.short_span(Span(span.first, span.first))} s.d. {self.date_of(span.last)}"

    def no_ramadan(self) -> str:
        """Label the button that keeps the usual hours."""
        return "Jam kerja tetap seperti biasa"

    def take_ramadan_back(self, span: Span) -> str:
        """Label the button that takes the Ramadan hours back."""
        return f"✕ Batalkan jam Ramadan {self.short_span(span)}"

    def ramadan_kept(self, span: Span, moved: int, by: str, *, back: bool) -> Markup:
        """Say that Ramadan hours are kept, or no more: to whoever did it (`by` empty), and to the others."""
        lead = "Jam kerja Ramadan dibatalkan" if back else "Jam kerja Ramadan dicatat"
        who = Markup("\nOleh {}.").format(by) if by else Markup("")
        moving = Markup("\n{} batas waktu bergeser.").format(self.number(moved)) if moved else Markup("")
        later = (
            Markup("") if back else Markup("\nJika sidang isbat menetapkan lain, batalkan di /libur dan pilih lagi.")
        )
        return Markup("🌙 <b>{}: {}.</b>{}{}{}").format(lead, self.day_span(span), moving, who, later)

    def ramadan_declined(self) -> Markup:
        """Say that the usual hours hold in Ramadan too."""
        return Markup("🌙 Dicatat: jam kerja selama Ramadan tetap seperti biasa.")

    def ramadan_unclear(self) -> Markup:
        """Say that the days of Ramadan could not be read, or cannot be."""
        return Markup(
            "Tulis hari pertama dan terakhir Ramadan (28 sampai 31 hari, belum ada jam khusus lain di antaranya),"
            " misalnya:\n<code>/libur ramadan 8-2-2027 s.d. 9-3-2027</code>"
        )

    def special_hours_ahead(self, profiles: Sequence[Profile]) -> Markup:
        """List the special hours that hold or will."""
        rows = [
            Markup("• {}: {}").format(self.day_span(Span(one.first, one.last)), self.week_hours(one.week))
            for one in profiles
        ]
        return Markup("<b>Jam khusus</b>\n{}").format(Markup("\n").join(rows))
