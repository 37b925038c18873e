"""The recap: what was done in a span of days, in chat and on paper."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.recap import Contribution, Recap, Span, StepSummary, month_of
from bot.texts.english.names import NameTexts
from bot.texts.indonesian import recap as indonesian

_WORDS = {
    "title": "RECAPITULATION",
    "name": "Recap",
    "office": "Whole office",
    "figures": "Key figures",
    "steps": "Time of each step",
    "contributions": "Contributions by unit",
    "owing": "Nothing handed in",
    "people": "Work by person",
    "waiting": "Waited for now",
    "articles": "Articles",
    "trend": "Working hours until live (median)",
    "step": "Step",
    "count": "Count",
    "on_time": "On time",
    "share": "Percent",
    "median": "Median",
    "worst": "Longest",
    "standard": "Standard",
    "unit": "Unit",
    "submitted": "Handed in",
    "published": "Live",
    "returned": "Returned",
    "person": "Name",
    "number": "No.",
    "ref": "Number",
    "article": "Title",
    "section": "Section",
    "author": "Author",
    "state": "State",
    "to_live": "Until live",
    "link": "Link",
    "whom": "Waiting for",
    "late_by": "Late",
    "late_minutes": "Late (working minutes)",
    "finished": "Finished",
    "spent": "Working time",
    "minutes": "Working time (minutes)",
    "timed": "With a standard",
    "median_minutes": "Median working time (minutes)",
    "standard_minutes": "Standard (minutes)",
    "late": "Late",
    "reasons": "Reasons for being late",
    "reason": "Reason",
    "no_reason": "no reason recorded",
    "longest": "Longest",
    "snoozes": "Reminders snoozed",
    "yes": "yes",
    "no": "no",
    "live": "articles live",
    "steps_on_time": "steps on time",
    "median_live": "median until live",
    "orders": "dispositions closed / sent",
    "none": "–",
    "late_by_step": "Late steps",
    "by_unit": "Articles live by unit",
    "nothing": "Nothing is recorded for these days.",
    "all_gave": "Every unit handed something in.",
    "nobody": "Nothing is waited for.",
}


class RecapTexts(NameTexts, indonesian.RecapTexts):
    """Words of the recap."""

    def recap_word(self, key: str) -> str:
        """Give a fixed word of the recap. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def recap_span(self, span: Span) -> str:
        """Name a span of days: November 2026, 1 October – 15 November 2026, 2026."""
        if span == month_of(span.first):
            return self.recap_month(span.first)
        if (span.first.month, span.first.day, span.last.month, span.last.day) == (1, 1, 12, 31):
            return f"{span.first.year}" if span.first.year == span.last.year else f"{span.first.year}–{span.last.year}"
        if span.first == span.last:
            return format_date(span.first, "d MMMM y", locale=self.locale)
        start = "d MMMM" if span.first.year == span.last.year else "d MMMM y"
        first = format_date(span.first, start, locale=self.locale)
        return f"{first} – {format_date(span.last, 'd MMMM y', locale=self.locale)}"

    def recap_month(self, day: date) -> str:
        """Name a month with its year: November 2026."""
        return format_date(day, "LLLL y", locale=self.locale)

    def recap_short_month(self, day: date) -> str:
        """Name a month as short as an axis wants it: Nov."""
        return format_date(day, "LLL", locale=self.locale)

    def recap_short_day(self, day: date) -> str:
        """Name a day as short as an axis wants it: 2 Nov."""
        return format_date(day, "d MMM", locale=self.locale)

    def recap_snoozed(self, count: int) -> str:
        """Say how often reminders were put off."""
        return f"Reminders were snoozed {self.number(count)} times."

    def percent(self, part: int, whole: int) -> str:
        """Give a share in whole percent: 92 %."""
        return f"{round(100 * part / whole)} %" if whole else _WORDS["none"]

    def recap_unverified(self, refs: list[str]) -> str:
        """Name the articles that were let through without verification."""
        return f"Let through without verification: {', '.join(refs)}."

    def _recap_figures(self, found: Recap) -> Markup:
        good, timed = found.on_time
        if not found.taken and not found.pieces:
            return Markup.escape(self.recap_word("nothing"))
        live = self.brief(found.to_live) if found.to_live is not None else self.recap_word("none")
        return Markup(
            "Articles live: <b>{}</b> (handed in {}, returned {})\nSteps on time: <b>{}</b> ({} of {})\n"
            "From hand-in to live: median <b>{}</b> of work\nDispositions: {} sent, {} closed"
        ).format(
            found.published, found.submitted, found.returned, self.percent(good, timed), good, timed, live,
            found.dispositions_sent, found.dispositions_closed,
        )  # fmt: skip

    def _recap_more(self, count: int) -> Markup:
        return Markup("<i>… and {} more, see the PDF</i>").format(count)

    def _recap_step(self, row: StepSummary) -> Markup:
        share = Markup(" · {} on time").format(self.percent(row.on_time, row.timed)) if row.timed else Markup("")
        return Markup("{}: median {}, longest {}{}").format(
            self.step(row.step), self.brief(row.median), self.brief(row.worst), share
        )

    def _recap_unit(self, row: Contribution) -> Markup:
        return Markup("{}: <b>{}</b> live, {} handed in").format(row.unit, row.published, row.submitted)

    def _recap_late(self, count: int, longest: timedelta) -> str:
        return f"{count} late (longest {self.brief(longest)})"

    def recap_late_of(self, late: int, timed: int) -> str:
        """Say how many of some steps were late: 3 of 12."""
        return f"{self.number(late)} of {self.number(timed)}"

    def recap_pages(self, count: int) -> str:
        """Say how many pages went live."""
        return f"{self.number(count)} articles"

    def recap_button(self, key: str) -> str:
        """Label a button of the recap's card."""
        return {
            "pdf": "PDF",
            "xlsx": "Excel",
            "csv": "CSV",
            "charts": "Charts",
            "units": "By unit",
            "people": "By person",
            "office": "Whole office",
        }[key]

    def recap_step_to(self, span: Span, *, back: bool) -> str:
        """Label the way to the month before or after."""
        return f"◀ {self.recap_month(span.first)}" if back else f"{self.recap_month(span.first)} ▶"

    def recap_unclear(self) -> Markup:
        """Ask again for a span that could not be read."""
        return Markup(
            "That span of days could not be read. For example:\n<code>/rekap</code> this month\n"
            "<code>/rekap last</code> last month\n"
            "<code>/rekap october 2026</code>\n<code>/rekap 1 oct - 15 nov 2026</code>\n<code>/rekap 2026</code>"
        )

    def recap_not_yours(self) -> str:
        """Refuse a recap to somebody who has no unit and no part in the office."""
        return "This recap is for the office. Your own unit's opens with /rekap."

    def recap_choose(self, kind: str) -> Markup:
        """Ask for the unit or person to narrow to."""
        return Markup("Which unit's recap?") if kind == "units" else Markup("Whose recap?")

    def recap_monthly(self, span: Span) -> Markup:
        """Head the recap that comes by itself on the first working day of a month."""
        return Markup("🗓 Automatic recap {}").format(self.recap_span(span))

    def recap_file(self, span: Span, scope: str, kind: str, edition: int = 1) -> str:
        """Name the file of a recap; an edition after the first says so."""
        tail = (f" {scope}" if scope else "") + (f" (edition {edition})" if edition > 1 else "")
        return f"{self.recap_word('name')} {self.recap_span(span)}{tail}.{kind}"

    def recap_caption(self, span: Span, scope: str) -> str:
        """Say what a file or picture is."""
        return f"{self.recap_word('name')} {self.recap_span(span)} – {scope or self.recap_word('office')}"

    def recap_regarding(self, span: Span) -> str:
        """Say in the head of a letter what the recap is about."""
        return f"Recap of the updates of the website, {self.recap_span(span)}"

    def recap_again(self, span: Span, scope: str, edition: int, at: datetime) -> str:
        """Say that this is the very file that was issued before."""
        later = f", edition {edition}" if edition > 1 else ""
        return f"📄 {self.recap_caption(span, scope)}{later}, exactly as it was issued on {self.dated(at)}."

    def recap_renewed(self, span: Span, scope: str, edition: int, earlier: datetime) -> str:
        """Say that what it says has changed since it was issued."""
        return (
            f"📄 {self.recap_caption(span, scope)}, edition {edition}. What it says has changed since the one issued on"
            f" {self.dated(earlier)}; the changes are listed at its end. Mark the old one as void."
        )

    def recap_failed(self) -> str:
        """Say that a recap could not be made."""
        return "The recap could not be made just now. Try again; if it fails again, tell the bot's admin."
