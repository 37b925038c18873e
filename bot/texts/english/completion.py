"""The completion report in chat, in English: short on the card, whole where somebody asks for it."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.report import ArticleLine, Report, StepLine
from bot.sop.roles import Role
from bot.texts.english.incidents import IncidentTexts
from bot.texts.english.monitoring import problem_words
from bot.texts.formats import quote, shorten
from bot.texts.indonesian import completion as indonesian


class CompletionTexts(IncidentTexts, indonesian.CompletionTexts):
    """The completion report (SOP step 4)."""

    def _report_counts(self, report: Report) -> list[tuple[str, int]]:
        return [
            ("Returned", report.returned),
            ("Publishing failed", len(report.failures)),
            ("Reminders snoozed", len(report.snoozes)),
            ("Off the usual way", len(report.bypasses)),
        ]

    def _late_head(self) -> Markup:
        return Markup("<b>Late</b>")

    def _standard(self, line: StepLine) -> str:
        return f"standard: {self.brief(line.standard)}" if line.standard is not None else ""

    def _more(self, count: int, what: str) -> Markup:
        things = {"langkah": "late steps", "naskah": "articles"}[what]
        return Markup("<i>… and {} more {}; all of it is in “Whole report”.</i>").format(count, things)

    def _report_head(self, report: Report) -> Markup:
        state = "" if report.posted_at is not None else " (not sent yet)"
        return Markup("📊 <b>Activity Report – Disposition {}</b>{}\nSubject: {}").format(
            report.disposition.ref, state, report.disposition.subject
        )

    def _report_handler(self, name: str) -> Markup:
        return Markup("Handled by: {}").format(name) if name else Markup("")

    def _report_deadline(self, deadline: datetime | None) -> Markup:
        return Markup("Deadline: {}").format(self.dated(deadline)) if deadline else Markup("")

    def _report_asked(self, instruction: str, deadline: datetime | None) -> Markup:
        rows = [Markup("Instruction: {}").format(shorten(instruction, 300))] if instruction else []
        return Markup("\n").join(row for row in (*rows, self._report_deadline(deadline)) if row)

    def _report_answer(self, question: str, answer: str) -> Markup:
        return Markup("<b>Question from {}:</b>\n{}\n<b>Answer:</b>\n{}").format(
            self.role(Role.KABAG), quote(question), quote(answer)
        )

    def _report_figures(self, report: Report) -> Markup:
        good, steps = report.on_time
        return Markup(
            "Articles live: <b>{} of {}</b>\nSteps on time (✔): <b>{} of {}</b>, counted in working time"
        ).format(report.published, len(report.articles), good, steps)

    def _no_note(self) -> Markup:
        return Markup("No closing note was given.")

    def _report_note(self, note: str) -> Markup:
        return Markup("<b>Note:</b>\n{}").format(quote(note))

    def _late_word(self) -> str:
        return "late"

    def _proven(self, line: ArticleLine) -> Markup:
        if line.proven_at is None:
            return Markup("")
        if line.by_eye:
            return Markup(". Confirmed by eye by {}, {}").format(
                self.people(list(line.by_eye)), self.when(line.proven_at)
            )
        small = f", small differences: {line.small}" if line.small else ""
        return Markup(". Proof of publication: {}{}").format(self.when(line.proven_at), small)

    def _page_problem(self, line: ArticleLine) -> Markup:
        if not line.problem:
            return Markup("")
        checked = self.when(line.looked_at) if line.looked_at else ""
        return Markup("⚠ Page check {}: {}").format(checked, problem_words(self, line.problem))

    def _returned(self, who: str, why: str) -> Markup:
        return Markup("Returned by {}: {}").format(who, shorten(why, 150))
