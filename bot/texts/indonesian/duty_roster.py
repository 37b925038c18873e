"""Piket: siapa yang bertugas di luar jam kerja."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.calendar_days import DutyLine
from bot.sop.recap import Span
from bot.texts.formats import Formats, bold, label

SHOWN = 12  # lines of a list on a phone


class DutyRosterTexts(Formats):
    """Texts of /piket."""

    def duties(self, today: list[str], lines: list[DutyLine], *, may: bool) -> Markup:
        """Show who is on duty today and in the coming days, and how to change it."""
        now = ", ".join(today) or "belum ada"
        shown = [Markup("• {} – {}").format(self.day_span(line.span), bold(line.name)) for line in lines[:SHOWN]] or [
            Markup("Belum ada jadwal piket.")
        ]
        parts = [
            Markup("🛎 <b>Piket informasi serta merta</b>\nHari ini, {}: {}").format(self.day(self.now), bold(now)),
            Markup("\n").join(shown),
        ]
        if may:
            parts.append(Markup("Atau ketik: <code>/piket Rudi 24 s.d. 27 Desember 2026</code>"))
        return Markup("\n\n").join(parts)

    def put_on_duty(self) -> str:
        """Label the button that begins to set a piket."""
        return "Atur piket"

    def take_off_duty(self, line: DutyLine) -> str:
        """Label the button that takes a piket off the roster."""
        return label(f"✕ {line.name}", f", {self.short_span(line.span)}")

    def duty_who(self) -> Markup:
        """Ask who is to be on duty."""
        return Markup("Siapa yang piket?")

    def duty_when(self, name: str) -> Markup:
        """Ask on which days."""
        return Markup("Kapan {} piket? Hari lain: <code>/piket {} 24 s.d. 27 Desember 2026</code>").format(
            bold(name), name
        )

    def duty_yours(self, span: Span, by: str) -> Markup:
        """Tell somebody that they are on duty."""
        return Markup(
            "🛎 <b>Anda piket: {}.</b> Dicatat oleh {}. Naskah serta merta dan disposisi sangat segera"
            " disampaikan juga kepada Anda pada hari itu, di luar jam kerja pun."
        ).format(self.day_span(span), by)

    def duty_over(self, span: Span, by: str) -> Markup:
        """Tell somebody that their piket was taken off the roster."""
        return Markup("Piket Anda {} dibatalkan oleh {}.").format(bold(self.day_span(span)), by)

    def duty_unclear(self, names: list[str]) -> Markup:
        """Say that name or days after /piket could not be read."""
        return Markup(
            "Nama atau tanggalnya belum terbaca. Contoh: <code>/piket Rudi 24 s.d. 27 Desember 2026</code>\n"
            "Yang dapat piket: {}."
        ).format(", ".join(names))
