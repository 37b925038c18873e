"""The piket: who is on duty outside office hours, in English."""

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
        now = ", ".join(today) or "nobody yet"
        shown = [Markup("• {} – {}").format(self.day_span(line.span), bold(line.name)) for line in lines[:SHOWN]] or [
            Markup("The roster is empty.")
        ]
        parts = [
            Markup("🛎 <b>On duty for urgent information</b>\nToday, {}: {}").format(self.day(self.now), bold(now)),
            Markup("\n").join(shown),
        ]
        if may:
            parts.append(Markup("Or type: <code>/piket Rudi 24 to 27 December 2026</code>"))
        return Markup("\n\n").join(parts)

    def put_on_duty(self) -> str:
        """Label the button that begins to set a piket."""
        return "Put somebody on duty"

    def take_off_duty(self, line: DutyLine) -> str:
        """Label the button that takes a piket off the roster."""
        return label(f"✕ {line.name}", f", {self.short_span(line.span)}")

    def duty_who(self) -> Markup:
        """Ask who is to be on duty."""
        return Markup("Who is on duty?")

    def duty_when(self, name: str) -> Markup:
        """Ask on which days."""
        return Markup("When is {} on duty? Other days: <code>/piket {} 24 to 27 December 2026</code>").format(
            bold(name), name
        )

    def duty_yours(self, span: Span, by: str) -> Markup:
        """Tell somebody that they are on duty."""
        return Markup(
            "🛎 <b>You are on duty: {}.</b> Noted by {}. Urgent articles and dispositions marked very urgent"
            " reach you too on those days, outside office hours as well."
        ).format(self.day_span(span), by)

    def duty_over(self, span: Span, by: str) -> Markup:
        """Tell somebody that their piket was taken off the roster."""
        return Markup("Your duty {} was taken off the roster by {}.").format(bold(self.day_span(span)), by)

    def duty_unclear(self, names: list[str]) -> Markup:
        """Say that name or days after /piket could not be read."""
        return Markup(
            "Name or date could not be read. Example: <code>/piket Rudi 24 to 27 December 2026</code>\n"
            "These can be on duty: {}."
        ).format(", ".join(names))
