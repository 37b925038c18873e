"""Hours in Ramadan: asked for, kept, taken back."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.sop.recap import Span
from bot.sop.worktime import Profile, Week
from bot.texts.english.formats import EnglishFormats
from bot.texts.indonesian import ramadan as indonesian


class RamadanTexts(EnglishFormats, indonesian.RamadanTexts):
    """Texts about special hours."""

    def ramadan_asked(self, span: Span, week: Week) -> Markup:
        """Ask when Ramadan begins, with what is reckoned and the hours that would hold."""
        return Markup(
            "🌙 <b>Hours in Ramadan</b>\nRamadan is reckoned for {}; the isbat and the circular decide. Tap the day on"
            " which it begins. From then on deadlines are counted in these hours: {}.\nOther days:"
            " <code>/libur ramadan {} s.d. {}</code>"
        ).format(self.day_span(span), self.week_hours(week), *self._typed(span))

    def ramadan_planned(self, span: Span, week: Week) -> Markup:
        """Show what keeping the Ramadan hours in these days means, before it is done."""
        return Markup("🌙 <b>Hours in Ramadan {}</b>\n{}. Tap to keep them.").format(
            self.day_span(span), self.week_hours(week)
        )

    def keep_ramadan(self, span: Span) -> str:
        """Label the button that keeps the Ramadan hours in these days."""
        return f"From {self.short_span(Span(span.first, span.first))} to {self.date_of(span.last)}"

    def no_ramadan(self) -> str:
        """Label the button that keeps the usual hours."""
        return "Keep the usual hours"

    def take_ramadan_back(self, span: Span) -> str:
        """Label the button that takes the Ramadan hours back."""
        return f"✕ Take back Ramadan {self.short_span(span)}"

    def ramadan_kept(self, span: Span, moved: int, by: str, *, back: bool) -> Markup:
        """Say that Ramadan hours are kept, or no more: to whoever did it (`by` empty), and to the others."""
        lead = "Hours in Ramadan taken back" if back else "Hours in Ramadan kept"
        who = Markup("\nBy {}.").format(by) if by else Markup("")
        moving = Markup("\nDeadlines that moved: {}.").format(self.number(moved)) if moved else Markup("")
        later = (
            Markup("") if back else Markup("\nIf the isbat decides otherwise, take it back in /libur and choose anew.")
        )
        return Markup("🌙 <b>{}: {}.</b>{}{}{}").format(lead, self.day_span(span), moving, who, later)

    def ramadan_declined(self) -> Markup:
        """Say that the usual hours hold in Ramadan too."""
        return Markup("🌙 Noted: the usual hours hold in Ramadan too.")

    def ramadan_unclear(self) -> Markup:
        """Say that the days of Ramadan could not be read, or cannot be."""
        return Markup(
            "Write the first and the last day of Ramadan (28 to 31 days, with no other special hours among them), for"
            " instance:\n<code>/libur ramadan 8-2-2027 s.d. 9-3-2027</code>"
        )

    def special_hours_ahead(self, profiles: Sequence[Profile]) -> Markup:
        """List the special hours that hold or will."""
        rows = [
            Markup("• {}: {}").format(self.day_span(Span(one.first, one.last)), self.week_hours(one.week))
            for one in profiles
        ]
        return Markup("<b>Special hours</b>\n{}").format(Markup("\n").join(rows))
