"""The printed completion report: what an office says, in the words of an office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.sop.report import StepLine
from bot.sop.roles import Role
from bot.texts.english.names import NameTexts
from bot.texts.formats import without_number
from bot.texts.indonesian import report_paper as indonesian

_WORDS = {
    "to": "To",
    "from": "From",
    "copies": "Copies to",
    "number": "Number",
    "nature": "Nature",
    "annex": "Annex",
    "regarding": "Regarding",
    "introduction": "A. Introduction",
    "general": "1. General",
    "purpose": "2. Purpose",
    "scope": "3. Scope",
    "bases": "4. Basis",
    "done": "B. What was done",
    "team": "1. By whom",
    "articles": "2. Articles dealt with",
    "results": "C. Results",
    "result": "1. What came out",
    "hindrances": "2. Hindrances",
    "conclusions": "D. Conclusions and advice",
    "conclusion": "1. Conclusion",
    "advice": "2. Advice",
    "asked": "3. Questions and answers",
    "closing": "E. Closing",
    "acknowledged": "Acknowledged,",
    "record": "Annex: record of the work",
    "steps_of_order": "Steps of the disposition",
    "bypasses": "Off the usual way",
    "snoozes": "Snoozed reminders",
    "proofs": "Published pages",
    "no": "No.",
    "name": "Name",
    "did": "Task",
    "qualification": "Qualification",
    "by_itself": "by itself",
    "none": "–",
}


class ReportPaperTexts(NameTexts, indonesian.ReportPaperTexts):
    """Words of the printed report: plain text, since paper has no markup of a chat."""

    def report_word(self, key: str) -> str:
        """Give a fixed word of the report. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def report_title(self, subject: str) -> str:
        """Head the report, in capitals as the letter rules have it."""
        return f"ACTIVITY REPORT\nON\n{subject.upper()}"

    def report_regarding(self, number: str) -> str:
        """Say in the head what the report is about."""
        return f"Report on what came of Disposition number {number}"

    def report_annex(self) -> str:
        """Say in the head what is attached."""
        return "1 (one) record of the work"

    def report_general(self, number: str, day: datetime, subject: str, instruction: str) -> str:
        """Say what it is all about: the website, and the order that was given."""
        what = f", with the instruction: {instruction.rstrip('.')}." if instruction else "."
        return (
            f"{self.office.website.name} is where the regional government gives public information to the people. On"
            f" {self._full_day(day)} the {self.role(Role.KABAG)} issued Disposition number"
            f" {number} about “{subject}”{what}"
        )

    def report_purpose(self) -> str:
        """Say what the report is for."""
        return (
            f"This report accounts to the {self.role(Role.KABAG)} for what was done, so that the work, its results and"
            " its hindrances are known and can be acted upon."
        )

    def report_scope(self, units: Sequence[str], deadline: datetime | None) -> str:
        """Say how far the work went: from taking material in to pages that were proven, of whom, until when."""
        of_whom = f" from {', '.join(units)}" if units else ""
        until = f", until {self.full_moment(deadline)}" if deadline else ""
        return (
            f"Taking material in{of_whom}, verifying it, publishing it on {self.office.website.name}, and proving that"
            f" the pages can be read{until}."
        )

    def report_bases(self, number: str, day: datetime) -> list[str]:
        """List what the work rests on: the law, the SOP (its number where the office gave one), the order."""
        sop = self.office.papers.sop_number
        return [
            "Law 14 of 2008 on openness of public information;",
            *(f"{one.rstrip(';.')};" for one in self.office.papers.legal_bases),
            f"SOP Update Website Pemerintah Daerah{f', number {sop}' if sop else ''};",
            f"Disposition number {number} of the {self.role(Role.KABAG)}, {self._full_day(day)}.",
        ]

    def report_no_articles(self) -> str:
        """Say that nothing was handed in."""
        return "No article came in until this was reported."

    def report_result(self, live: int, articles: int) -> str:
        """Sum up what came out."""
        if not articles:
            return self.report_no_articles()
        how_many = "all" if live == articles else self.number(live)
        return (
            f"Of {self.number(articles)} articles, {how_many} went live on {self.office.website.name} and were proven."
        )

    def report_in_time(self, good: int, steps: int) -> str:
        """Say how many steps were done in the time set for them."""
        if good == steps:
            return "All steps were done in the time set for them."
        return f"{self.number(good)} of {self.number(steps)} steps were done in the time set for them."

    def report_late(self, ref: str, line: StepLine, *, standard: bool) -> str:
        """Say that a step took longer than it may, as an office says it; `standard`: the SOP sets its time."""
        limit = "the standard" if standard else "the limit the office keeps"
        took, may = self.in_words(line.spent), self.in_words(line.standard or timedelta())
        why = f" Explanation: {line.reason}" if line.reason else " No explanation was given yet"
        about = ", ".join(part for part in (ref, f"by {line.who}" if line.who else "") if part)
        said_by = f" (according to {line.reason_by})" if line.reason and line.reason_by else ""
        step = f"The step {without_number(self.step(line.step)).lower()}{f' ({about})' if about else ''}"
        return f"{step} took {took} of working time, over {limit} of {may}.{why.rstrip('.')}{said_by}."

    def report_smooth(self) -> str:
        """Say that nothing stood in the way."""
        return "Nothing is recorded that stood in the way."

    def report_conclusion(self, live: int, articles: int, owing: int) -> str:
        """Conclude: whether what was ordered was done."""
        if articles and live == articles and not owing:
            return "All that was ordered has been done."
        if live:
            return "Part of what was ordered has been done; C says what has not."
        return "No page has gone live yet."

    def report_advice(self, owing: Sequence[str]) -> str:
        """Advise what follows from the record: whom to ask again, and the SOP's own warning."""
        if owing:
            return f"To ask {', '.join(owing)} for their material again."
        return "To go on updating the website regularly, so that public information stays up to date."

    def report_closing(self) -> str:
        """Close the report."""
        return "This report is submitted for whatever use is proper."

    def report_about_record(self) -> str:
        """Say what the annex is, and how its times are counted."""
        return (
            "Put together from the system's record. Times are working time; a standard is given for steps whose time"
            " the SOP sets."
        )
