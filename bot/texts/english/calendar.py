"""The calendar: holidays and hours, in English."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.sop.calendar_days import DayLine, Decided, Effect
from bot.sop.recap import Span
from bot.sop.roles import Role
from bot.sop.worktime import Moments
from bot.texts.formats import Formats, bold, label, shorten

SHOWN = 12  # lines of a list on a phone
NAME = 80  # characters of a reason in a list
WHOLE_DAY = 24  # hours


class CalendarTexts(Formats):
    """Texts of /libur."""

    def _open_hours(self, spans: Sequence[Moments]) -> str:
        if not spans:
            return "closed"
        if (spans[0].closes - spans[0].opens).total_seconds() >= WHOLE_DAY * 3600:
            return "day and night"
        return self.clock_spans(spans)

    def days(self, hours: Sequence[tuple[str, Sequence[Moments]]], lines: list[DayLine], *, may: bool) -> Markup:
        """Show today's hours (of the office, "", and of units with their own), what is coming, and how to add a day."""
        told = [Markup("{}{}").format(f"{unit}: " if unit else "", self._open_hours(spans)) for unit, spans in hours]
        shown = [self._special_day(line) for line in lines[:SHOWN]] or [Markup("Nothing in the next six months.")]
        if len(lines) > SHOWN:
            shown.append(Markup("<i>… and {} more</i>").format(len(lines) - SHOWN))
        parts = [
            Markup("📅 <b>Holidays and office hours</b>"),
            Markup("Today, {}:\n{}").format(self.day(self.now), Markup("\n").join(told)),
            Markup("<b>Coming</b>\n{}").format(Markup("\n").join(shown)),
        ]
        if may:
            parts.append(
                Markup(
                    "A new decree? Type the date and the reason:\n"
                    "<code>/libur 18-8-2026 Additional joint holiday</code>\n"
                    "<code>/libur 18 August to 20 August 2026 Sports week</code>"
                )
            )
        return Markup("\n\n").join(parts)

    def _special_day(self, line: DayLine) -> Markup:
        if line.kind == "holiday":
            return Markup("• {} – {}").format(self.one_day(line.day), line.name)
        what = "closed" if line.kind == "off" else "a working day after all"
        scope = f", {line.unit}" if line.unit else ""
        reason = f": {shorten(line.name, NAME)}" if line.name else ""
        by = f" ({line.by})" if line.by else ""
        return Markup("• {} – <b>{}{}</b>{}{}").format(self.one_day(line.day), what, scope, reason, by)

    def take_day_back(self, line: DayLine) -> str:
        """Label the button that takes an own day back."""
        what = "Not closed" if line.kind == "off" else "Not worked"
        return f"✕ {what}: {self.one_day(line.day)}"

    def days_plan(self, first: date, last: date, reason: str, unit: str, off: Effect, on: Effect) -> Markup:
        """Show what closing or opening these days would change, before anything is."""
        parts = [
            Markup("📅 <b>{}</b>{}").format(self.day_span(Span(first, last)), f"\n{reason}" if reason else ""),
            Markup("It is about: {}").format(bold(unit or "the whole office")),
        ]
        if off.days:
            parts.append(
                Markup("If closed: {} {} off, {}.").format(
                    len(off.days), self._plural("working day", len(off.days)), self._deadlines_moving(off.deadlines)
                )
            )
        if on.days:
            parts.append(
                Markup("If worked: {} {} worked, {}.").format(
                    len(on.days), self._plural("day off", len(on.days)), self._deadlines_moving(on.deadlines)
                )
            )
        if not off.days and not on.days:
            parts.append(Markup("Nothing would change: its hours do not depend on holidays."))
        return Markup("\n\n").join(parts)

    def _deadlines_moving(self, count: int) -> str:
        if not count:
            return "no deadline moves"
        return "1 deadline moves" if count == 1 else f"{self.number(count)} deadlines move"

    def close_days(self, unit: str) -> str:
        """Label the button that closes days."""
        return label(f"Close {unit or 'the office'}")

    def work_days(self, unit: str) -> str:
        """Label the button that has days worked."""
        return label(unit, " works") if unit else "Work as usual"

    def only_a_unit(self) -> str:
        """Label the button that narrows a change to a unit."""
        return "Only a unit …"

    def days_choose_unit(self) -> Markup:
        """Ask for the unit whose days change."""
        return Markup("For which unit?")

    def days_changed(self, decided: Decided, by: str) -> Markup:
        """Say what was changed: to whoever did it (`by` empty), and to those who answer for the calendar."""
        what = "closed" if decided.kind == "off" else "worked"
        days = f" ({decided.count} days)" if decided.count > 1 else ""
        lead = "Taken back" if decided.back else "Noted"
        head = Markup("📅 <b>{}: {}{} {}.</b>").format(lead, self.day_span(decided.span), days, what)
        reason = Markup("\n{}").format(decided.reason) if decided.reason and not decided.back else Markup("")
        who = Markup("\nBy {}.").format(by) if by else Markup("")
        scope = Markup("\nUnit: {}").format(decided.unit) if decided.unit else Markup("")
        moving = self._deadlines_moving(decided.deadlines).capitalize()
        return head + scope + reason + Markup("\n{}.").format(moving) + who

    def days_unclear(self) -> Markup:
        """Say that the days after /libur could not be read."""
        return Markup(
            "The date could not be read. Write the date (at most 31 days in a row), then the reason:\n"
            "<code>/libur 18-8-2026 Additional joint holiday</code>\n"
            "<code>/libur 18 August to 20 August 2026 Sports week</code>"
        )

    def days_not_yours(self) -> Markup:
        """Say who changes the calendar and the piket."""
        return Markup("You can read it. It is changed by: {}, {} or {}.").format(
            self.role(Role.KABAG), self.role(Role.KASUBBAG), self.role(Role.ADMIN)
        )

    def days_nothing(self) -> str:
        """Say that a tap changed nothing, since it is so already."""
        return "It is so already. Nothing changed."

    def days_forgotten(self) -> str:
        """Say that the buttons of an old card are forgotten."""
        return "This card is old. Type /libur and the date once more."

    def cuti_bersama_unknown(self, year: int) -> Markup:
        """Warn that next year's cuti bersama is not known yet, and say what to do."""
        return Markup(
            "⚠ <b>The bot does not know the joint holidays (cuti bersama) of {} yet.</b> Deadlines of next year may"
            " be wrong.\nIf the joint decree (SKB) is out: ask whoever runs the bot's computer to update the package"
            " <code>holidays</code>, or enter its days one by one with /libur. If it is not, there is nothing to do;"
            " the bot asks again next month."
        ).format(year)

    def near_estimates(self, days: list[date]) -> Markup:
        """Say beside a moment that a feast near it is an estimate, and may move what is a day off."""
        return Markup("⚠ Near a feast whose date is still an estimate ({}): the days off may move.").format(
            ", ".join(self.one_day(day) for day in days)
        )

    def feasts_estimated(self, days: list[date]) -> Markup:
        """Warn that dates of feasts are estimates until they are decreed, and say what to do."""
        return Markup(
            "⚠ <b>The dates of these feasts are still estimates:</b> {}.\nDeadlines near them may move. If the"
            " joint decree (SKB) is out, enter the dates with /libur (also where they stay the same), or ask"
            " whoever runs the bot's computer to update the package <code>holidays</code>. If it is not, there is"
            " nothing to do; the bot asks again next month."
        ).format(", ".join(self.one_day(day) for day in days))
