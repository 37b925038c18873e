"""The agenda kerja in English."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date, get_day_names
from markupsafe import Markup

from bot.sop.recurring import LAST_DAY, Every, Rule
from bot.sop.roles import Role
from bot.texts.english.names import NameTexts
from bot.texts.formats import label, shorten
from bot.texts.indonesian import recurring as indonesian
from bot.texts.indonesian.recurring import AgendaButton

_BUTTONS: dict[AgendaButton, str] = {
    "make": "🗓 Make it come round",
    "now": "Open it now",
    "skip": "Skip once",
    "stop": "Stop it",
    "sure": "Yes, stop it",
    "list": "‹ Agenda",
    "entry": "‹ Back",
}


class RecurringTexts(NameTexts, indonesian.RecurringTexts):
    """Texts of the agenda kerja."""

    def agenda_button(self, name: AgendaButton) -> str:
        """Label a button of the agenda."""
        return _BUTTONS[name]

    def agenda_rule(self, rule: Rule) -> str:
        """Say when something comes round, within a sentence."""
        if rule.every is Every.WEEK:
            return f"every {get_day_names('wide', locale=self.locale)[rule.day]}"
        if rule.every is Every.FIRST:
            return "on the first working day of each month"
        if rule.every is Every.MONTH:
            return "at the end of each month" if rule.day == LAST_DAY else f"monthly on day {rule.day}"
        named = ", ".join(format_date(day, "d MMM y", locale=self.locale) for day in rule.dates[: indonesian.SHOWN])
        more = len(rule.dates) - indonesian.SHOWN
        return f"on {named}" + (f" and {more} more dates" if more > 0 else "")

    def agenda_choice(self, rule: Rule) -> str:
        """Label a rule to choose."""
        words = self.agenda_rule(rule)
        return label(words[0].upper() + words[1:])

    def agenda_day(self, day: date) -> str:
        """Give a date: Mon, 30 Nov 2026."""
        return format_date(day, "EEE, d MMM y", locale=self.locale)

    def ask_agenda(self) -> Markup:
        """Ask when a form is to come round."""
        return Markup(
            "<b>When shall this disposition come round?</b> Tap, or type:\n"
            "• certain dates, such as <code>10-1, 10-4, 10-7</code> (day-month)\n"
            "• a number for another day of each month, such as <code>12</code>\n\n"
            "Subject, instruction, nature, units, files and the time given are kept. On a day off it comes on the"
            " next working day."
        )

    def agenda_made(self, rule: Rule, day: date) -> str:
        """Confirm that a form comes round from now on."""
        return (
            f"It now comes round {self.agenda_rule(rule)}. Next: {self.agenda_day(day)}."
            " This form can still be sent as well."
        )

    def agenda_already(self, rule: Rule) -> str:
        """Say that there is such an entry."""
        return f"This disposition comes round {self.agenda_rule(rule)} already. See /agenda."

    def agenda_full(self, most: int) -> str:
        """Say that there are too many entries."""
        return f"The agenda holds {most} dispositions already. Stop one first in /agenda."

    def agenda_unclear(self) -> str:
        """Say that what was typed could not be read."""
        return "That could not be read. Type for example: every Monday, 12, end of month, or 10-1, 10-4, 10-7."

    def agenda_past(self) -> str:
        """Say that a date lies behind."""
        return "The dates must come after today. For today, simply send this form now."

    def agenda_line(self, rule: Rule, day: date) -> Markup:
        """Say on a form that it came round."""
        return Markup("🗓 <b>Agenda: {}</b> (for {}). Tap <b>Send disposition</b> to assign it.").format(
            self.agenda_rule(rule), self.agenda_day(day)
        )

    def agenda(self, entries: list[tuple[str, Rule, date]], *, may_change: bool) -> Markup:
        """List what comes round: (perihal, when, next day)."""
        rows = [
            Markup("{}. <b>{}</b>\n{}, next {}").format(
                n, shorten(subject, 80), self.agenda_rule(rule), self.agenda_day(day)
            )
            for n, (subject, rule, day) in enumerate(entries, 1)
        ]
        how = Markup("<i>This agenda is kept by the {}.</i>").format(self.role(Role.KABAG))
        if may_change:
            how = Markup("<i>To add one: open /disposisi, fill in the subject, then tap Make it come round.</i>")
        listed = rows or [Markup("No disposition comes round yet.")]
        return Markup("\n\n").join([Markup("🗓 <b>Agenda</b>"), *listed, how])

    def agenda_entry(self, rule: Rule, day: date | None, waiting: date | None, *, open_form: bool) -> Markup:
        """Head one entry: when it comes round, the working day it comes next, and whether one lies unsent."""
        if day is None or waiting is None:
            return Markup("🗓 <b>Agenda: {}</b>\nIt is over.").format(self.agenda_rule(rule))
        instead = (
            Markup(" (in place of {}, a day off)").format(self.agenda_day(waiting)) if waiting != day else Markup("")
        )
        still = Markup("\n⏳ Its last disposition was not sent yet.") if open_form else Markup("")
        return Markup("🗓 <b>Agenda: {}</b>\nNext: <b>{}</b>{}{}").format(
            self.agenda_rule(rule), self.agenda_day(day), instead, still
        )

    def agenda_fields(self, subject: str, instruction: str, nature: str, given: str, asked: list[str]) -> Markup:
        """Show what the disposisi of an entry will say."""
        rows = [
            Markup("<b>Subject:</b> {}").format(subject),
            Markup("<b>Nature:</b> {}").format(nature),
            Markup("<b>Instruction:</b> {}").format(instruction or "–"),
            Markup("<b>Deadline:</b> {} from its opening").format(given),
        ]
        if asked:
            rows.append(Markup("<b>Material asked of:</b> {}").format(", ".join(asked)))
        return Markup("\n").join(rows)

    def ask_agenda_stop(self) -> Markup:
        """Ask whether an entry is really to end."""
        return Markup("<b>Stop this entry?</b> Dispositions made already stay.")

    def agenda_opened(self) -> str:
        """Say that the form was put below."""
        return "The disposition is ready below. Look it over, then send it."

    def agenda_skipped(self, day: date, following: date | None) -> str:
        """Confirm that one date is left out."""
        left = f"Next: {self.agenda_day(following)}." if following else "No date is left."
        return f"{self.agenda_day(day)} is skipped. {left}"

    def agenda_stopped(self) -> str:
        """Confirm that an entry ended."""
        return "This entry was stopped."

    def agenda_gone(self) -> str:
        """Say that a button of the agenda is of yesterday."""
        return "This entry has changed or is over. Type /agenda to see it."

    def agenda_not_yours(self) -> str:
        """Refuse the agenda to those who may not read or change it."""
        return f"The agenda is kept by the {self.role(Role.KABAG)}."
