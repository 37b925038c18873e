"""Substitutes (Plh.): who is away, who stands in, and what is said about it."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.roles import Who
from bot.texts.formats import Formats, bold
from bot.texts.indonesian.absence import AbsenceButton

_REFUSED = {
    "not_yours": "A person's substitute is named by that person, their superior or the admin."
    " An official's: by that official or the admin.",
    "past": "The last day is over already. Choose or type another date.",
    "too_long": "That is too long. Check the year and type it again.",
    "self": "Nobody can stand in for themselves. Choose somebody else.",
    "not_fit": "{} cannot stand in for that office. Choose somebody else.",
    "loop": "{} is replaced by this person on those days, so they cannot stand in for each other.",
    "away_too": "{} is away on those days too. Choose somebody else.",
    "reason": "An admin names who stands in for an official with a reason. Choose or type it.",
    "over": "That absence is over already.",
}

_BUTTONS: dict[AbsenceButton, str] = {
    "nobody": "No substitute",
    "others": "For somebody else…",
    "again": "Change person or dates",
    "end": "End it now",
    "call_off": "Call it off",
    "appoint": "Name a substitute",
}

_UNTIL = {
    "today": "Today only",
    "tomorrow": "Until tomorrow",
    "week": "Until the end of this week",
    "next": "Until next week",
    "typed": "Save",
}

_REASONS = {
    "duty": "Official travel",
    "ill": "Ill",
    "leave": "On leave",
    "training": "Training",
}


class AbsenceTexts(Formats):
    """Texts of /pengganti, and of cards that somebody acts on for another."""

    def absence_span(self, first: date, last: date) -> str:
        """Name the days of an absence."""
        if first == last:
            return self.calendar_day(first)
        return f"{self.calendar_day(first)} to {self.calendar_day(last)}"

    def calendar_day(self, day: date) -> str:
        """Give a date without its year, unless it is another year's."""
        year = "" if day.year == self.office.calendar.today(self.now).year else " y"
        return format_date(day, f"EEE d MMM{year}", locale=self.locale)

    def absence_head(self, name: str) -> Markup:
        """Head the card; `name` is whose absence it is, "" for the reader's own."""
        return Markup("🔁 <b>Substitute – {}</b>").format(name) if name else Markup("🔁 <b>Substitute</b>")

    def absence_state(self, name: str, substitute: str, titles: str, first: date, last: date) -> Markup:
        """Say who is away and who stands in; no `substitute`: nobody does."""
        where = Markup("{} is away <b>{}</b>.").format(name, self.absence_span(first, last))
        if not substitute:
            return where + Markup("\nNo substitute: what waits is put before the superior.")
        return where + Markup("\n{} stands in as acting (Plh.) {}. It begins and ends by itself.").format(
            bold(substitute), titles
        )

    def absence_none(self, name: str) -> Markup:
        """Say that somebody is at hand, and what choosing a substitute does."""
        if name:
            return Markup("{} is on duty. Who stands in for them?").format(name)
        return Markup(
            "You are on duty. If you are going to be away, choose who stands in: your tasks go to them until you are"
            " back."
        )

    def absence_covers(self, name: str, last: date) -> Markup:
        """Say for whom the reader stands in."""
        return Markup("You stand in for {} until {}.").format(bold(name), self.calendar_day(last))

    def absence_nobody_fits(self) -> Markup:
        """Say that nobody in the office may stand in."""
        return Markup("Nobody in Tayang can stand in for this office yet.")

    def absence_button(self, name: AbsenceButton) -> str:
        """Label a button of the card."""
        return _BUTTONS[name]

    def absence_until(self, key: str, day: date) -> str:
        """Label a last day to choose."""
        return f"{_UNTIL[key]} ({self.calendar_day(day)})"

    def absence_ask_until(self, name: str, substitute: str, absent: str, stands_in: str) -> Markup:
        """Ask until when; `absent` and `stands_in` are the first names to type it with."""
        who = Markup("{}: no substitute").format(name)
        if substitute:
            who = Markup("{} stands in for {}").format(bold(substitute), name)
        by = (f" {absent}" if absent else "") + (f" by {stands_in}" if stands_in else "")
        return Markup(
            "{}. <b>Until when?</b>\nOther dates can be typed, for example <code>/pengganti{} 24-12 to 31-12</code>."
        ).format(who, by)

    def absence_reason(self, key: str) -> str:
        """Name a reason that is ready."""
        return _REASONS[key]

    def absence_ask_reason(self) -> Markup:
        """Ask an admin why, who names who verifies in an official's place."""
        return Markup(
            "<b>What is the reason?</b> This person will verify articles. The reason is recorded, and told at once to"
            " the official, {}, {}, {} and the other admins. Another reason can be typed, for"
            " example <code>/pengganti Hasan by Rina to tomorrow because of a meeting</code>."
        ).format(*(self.title_of(who) for who in (Who.KABAG, Who.KASUBBAG, Who.PPID)))

    def verifier_chosen(
        self, admin: str, substitute: str, titles: str, name: str, first: date, last: date, reason: str
    ) -> Markup:
        """Raise the alarm that an admin chose who verifies in an official's place."""
        return Markup(
            "🚨 {}, admin, named <b>{}</b> to verify as acting {} in place of {}, {}. Reason: “{}”. If this is wrong,"
            " {} or another admin can end it with /pengganti."
        ).format(admin, substitute, titles, name, self.absence_span(first, last), reason, name)

    def absence_ask_person(self) -> Markup:
        """Ask whose absence is to be arranged."""
        return Markup("Who is away?")

    def absence_refused(self, why: str, name: str) -> str:
        """Say why an arrangement cannot be made."""
        return _REFUSED[why].format(name)

    def absence_unclear(self) -> Markup:
        """Say that what was typed after /pengganti cannot be read."""
        return Markup(
            "That could not be read. Examples: <code>/pengganti</code>, <code>/pengganti 24-12 to 31-12</code> or"
            " <code>/pengganti by Dewi to Friday</code>. For a subordinate who is ill:"
            " <code>/pengganti Rudi by Dewi to tomorrow</code>."
        )

    def absence_which(self, words: str, names: list[str]) -> Markup:
        """Say that a name fits nobody, or several people."""
        if not names:
            return Markup("There is nobody called “{}” in Tayang.").format(words)
        return Markup("“{}” may be {}. Type the whole name.").format(words, self.people(names, 6))

    def absence_told(
        self,
        what: str,
        who: str,
        name: str,
        substitute: str,
        titles: str,
        first: date,
        last: date,
        count: int,
    ) -> Markup:
        """Tell the substitute, the absent or the superior (`who`) what is arranged, begins or ends (`what`)."""
        if what == "ends":
            return self._absence_ended(who, name, substitute, count)
        span = self.absence_span(first, last)
        if who == "substitute":
            begins = "From now on you" if what == "begins" else "You"
            waiting = Markup("\nTasks that wait, below: {}.").format(count) if count else Markup("")
            return (
                Markup("🔁 {} stand in for {} as <b>acting (Plh.) {}</b>, {}. Their tasks come to you.").format(
                    begins, bold(name), titles, span
                )
                + waiting
            )
        if who == "absent":
            return Markup("🔁 You are recorded as away {}. {} If that is wrong, type /pengganti.").format(
                bold(span), f"{substitute} stands in." if substitute else "Nobody stands in yet."
            )
        there = f"Acting (Plh.): {substitute}." if substitute else "Nobody stands in; what waits comes to you."
        return Markup("🔁 {} is away {}. {}").format(bold(name), span, there)

    def _absence_ended(self, who: str, name: str, substitute: str, count: int) -> Markup:
        if who == "substitute":
            return Markup("🔁 You no longer stand in for {}. Thank you.").format(bold(name))
        waiting = Markup(" Tasks waiting for you: {}.").format(count) if count else Markup("")
        back = Markup("🔁 You are on duty again.")
        return back + (Markup(" {} no longer stands in for you.").format(substitute) if substitute else "") + waiting

    def stands_in(self, substitute: str, title: str, name: str, last: date, *, yours: bool) -> Markup:
        """Say on a card who stands in for whom until when; `yours`: it is the reader."""
        if yours:
            return Markup("🔁 You, acting (Plh.) {}, stand in for {} until {}.").format(
                title, name, self.calendar_day(last)
            )
        return Markup("🔁 {}, acting (Plh.) {}, stands in for {} until {}.").format(
            substitute, title, name, self.calendar_day(last)
        )

    def nobody_stands_in(self, name: str, last: date | None) -> Markup:
        """Say on a card that somebody is away until a day (None: cannot be reached), with nobody in their place."""
        if last is None:
            return Markup("⚠ The bot cannot reach {}.").format(name)
        return Markup("🔁 {} is away until {}, and nobody stands in.").format(name, self.calendar_day(last))
