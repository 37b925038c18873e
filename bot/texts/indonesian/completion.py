"""Laporan kegiatan di obrolan: short on the card, whole where somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import State, Step
from bot.sop.report import ArticleLine, Report, StepLine
from bot.sop.roles import Role
from bot.texts.formats import quote, shorten
from bot.texts.indonesian.incidents import IncidentTexts
from bot.texts.indonesian.monitoring import problem_words

#: The steps that the report shows though they were on time: the SOP's own, and the verification it asks for.
_SHOWN = (Step.DISPATCH, Step.VERIFY, Step.RECEIVE, Step.UPDATE, Step.REPORT, Step.HOLD)

LATE_SHOWN = 3  # late steps on the card
ARTICLES_SHOWN = 5
UNITS_SHOWN = 6
NAME = 60  # characters of a name on the card
WORDS = 200  # characters of a note on the card


class CompletionTexts(IncidentTexts):
    """The completion report (SOP step 4)."""

    # --- the card ----------------------------------------------------------------------------------

    def report_card(self, report: Report) -> Markup:
        """Show the report as a card: its key figures, what was late, the articles; the rest is in `report` and the PDF.

        Always short enough for one message with what stands above and below it.
        """
        return _joined(
            self._report_head(report),
            _lines(self._report_handler(report.handler), self._report_deadline(report.disposition.deadline)),
            self._report_figures(report),
            self._report_happened(report),
            self._report_late(report),
            self._report_articles(report.articles),
            self._report_owing([shorten(unit, NAME) for unit in report.owing], UNITS_SHOWN),
            self._note_of(report, shorten(report.note, WORDS)),
            *(self._report_answer(shorten(q, WORDS), shorten(a, WORDS)) for q, a in report.answers[-1:]),
            Markup.escape(self.tell_posted(report.posted_at, report.posted_by)) if report.posted_at else Markup(""),
        )

    def _report_happened(self, report: Report) -> Markup:
        counted = self._report_counts(report)
        rows = [Markup(" · ").join(Markup("{}: <b>{}</b>").format(what, n) for what, n in counted if n)]
        rows += [Markup.escape(self.waited_outside(report.outside))] if report.outside else []
        return Markup("\n").join(row for row in rows if row)

    def _report_counts(self, report: Report) -> list[tuple[str, int]]:
        return [
            ("Dikembalikan", report.returned),
            ("Gagal terbit", len(report.failures)),
            ("Pengingat ditunda", len(report.snoozes)),
            ("Di luar jalur biasa", len(report.bypasses)),
        ]

    def _report_late(self, report: Report) -> Markup:
        rows = [self._late_line(ref, line) for ref, line in report.late[:LATE_SHOWN]]
        rows += [self._more(len(report.late) - LATE_SHOWN, "langkah")] if len(report.late) > LATE_SHOWN else []
        return Markup("\n").join([self._late_head(), *rows]) if rows else Markup("")

    def _late_head(self) -> Markup:
        return Markup("<b>Terlambat</b>")

    def _late_line(self, ref: str, line: StepLine) -> Markup:
        name = f"{ref} {self.step(line.step)}".lstrip()
        who = shorten(self.actor(line), NAME)
        return Markup("• {}: {} ({}) · {} – {}").format(
            name, self.brief(line.spent), self._standard(line), who, shorten(self.late_because(line), NAME)
        )

    def _standard(self, line: StepLine) -> str:
        return f"mutu baku {self.brief(line.standard)}" if line.standard is not None else ""

    def _report_articles(self, lines: Sequence[ArticleLine]) -> Markup:
        rows = [self._article_short(line) for line in lines[:ARTICLES_SHOWN]]
        rows += [self._more(len(lines) - ARTICLES_SHOWN, "naskah")] if len(lines) > ARTICLES_SHOWN else []
        return Markup("\n").join(rows)

    def _article_short(self, line: ArticleLine) -> Markup:
        mark = "✔" if line.state is State.A_PUBLISHED else "•"
        unit = shorten(line.unit, NAME)
        said = Markup("{} {} – {}: {}").format(mark, self._named(line, NAME + 20), unit, self.state(line.state))
        return Markup("\n").join(row for row in (said, self._page_problem(line)) if row)

    def _more(self, count: int, what: str) -> Markup:
        return Markup("<i>… dan {} {} lagi; semuanya ada di “Laporan lengkap”.</i>").format(count, what)

    # --- the whole ---------------------------------------------------------------------------------

    def report(self, report: Report) -> Markup:
        """Show the completion report (laporan kegiatan), whole: it goes over as many messages as it needs."""
        return _joined(
            self._report_head(report),
            self._report_figures(report),
            _lines(
                self._report_handler(report.handler),
                self._report_asked(report.disposition.instruction, report.disposition.deadline),
            ),
            self._step_lines(report.steps),
            *(self._article_line(line) for line in report.articles),
            self._report_incidents(report),
            self._report_owing(list(report.owing), len(report.owing)),
            self._note_of(report, report.note),
            *(self._report_answer(question, answer) for question, answer in report.answers),
            Markup.escape(self.tell_posted(report.posted_at, report.posted_by)) if report.posted_at else Markup(""),
        )

    def _report_head(self, report: Report) -> Markup:
        state = "" if report.posted_at is not None else " (belum dikirim)"
        return Markup("📊 <b>Laporan Kegiatan – Disposisi {}</b>{}\nPerihal: {}").format(
            report.disposition.ref, state, report.disposition.subject
        )

    def _report_handler(self, name: str) -> Markup:
        return Markup("Ditangani oleh: {}").format(name) if name else Markup("")

    def _report_deadline(self, deadline: datetime | None) -> Markup:
        return Markup("Batas waktu: {}").format(self.dated(deadline)) if deadline else Markup("")

    def _report_asked(self, instruction: str, deadline: datetime | None) -> Markup:
        rows = [Markup("Instruksi: {}").format(shorten(instruction, 300))] if instruction else []
        return Markup("\n").join(row for row in (*rows, self._report_deadline(deadline)) if row)

    def _report_owing(self, units: list[str], limit: int) -> Markup:
        return Markup.escape(self.sent_nothing(self.people(units, limit))) if units else Markup("")

    def _report_answer(self, question: str, answer: str) -> Markup:
        return Markup("<b>Pertanyaan {}:</b>\n{}\n<b>Jawaban:</b>\n{}").format(
            self.role(Role.KABAG), quote(question), quote(answer)
        )

    def _report_figures(self, report: Report) -> Markup:
        good, steps = report.on_time
        return Markup(
            "Naskah tayang: <b>{} dari {}</b>\nLangkah tepat waktu (✔): <b>{} dari {}</b>, dihitung dalam jam kerja"
        ).format(report.published, len(report.articles), good, steps)

    def _note_of(self, report: Report, note: str) -> Markup:
        if report.note:
            return self._report_note(note)
        return self._no_note() if report.posted_at is not None else Markup("")

    def _no_note(self) -> Markup:
        return Markup("Tanpa catatan penutup.")

    def _report_note(self, note: str) -> Markup:
        return Markup("<b>Catatan:</b>\n{}").format(quote(note))

    def _report_incidents(self, report: Report) -> Markup:
        said = [
            *(self.tell_bypass(one) for one in report.bypasses),
            *(self.tell_snooze(one) for one in report.snoozes),
            *(self.tell_failure(one) for one in report.failures),
            *([self.waited_outside(report.outside)] if report.outside else []),
        ]
        return Markup("\n").join(Markup("• {}").format(words) for words in said)

    def _step_lines(self, lines: tuple[StepLine, ...]) -> Markup:
        """Give what was late, and of the SOP's own steps the last that was on time: the rest is in the figures."""
        done = [line for line in lines if line.finished_at]
        last = [{line.step: line for line in done if not line.late}.get(step) for step in _SHOWN]
        return Markup("\n").join(self._step_line(line) for line in done if line.late or line in last)

    def _step_line(self, line: StepLine) -> Markup:
        by = Markup(" · {}").format(self.actor(line)) if line.who else Markup("")
        why = Markup(" – {}").format(self.late_because(line)) if line.late else Markup("")
        return Markup("{}: {}{}{}{}").format(self.step(line.step), self.brief(line.spent), self._verdict(line), by, why)

    def _verdict(self, line: StepLine) -> Markup:
        if line.standard is None:
            return Markup("")
        if not line.late:
            return Markup(" ✔")
        return Markup(" – <b>{}</b> ({})").format(self._late_word(), self._standard(line))

    def _late_word(self) -> str:
        return "terlambat"

    def _named(self, line: ArticleLine, limit: int) -> Markup:
        name = shorten(line.title, limit)
        title = Markup('<a href="{}">{}</a>').format(line.url, name) if line.url else Markup.escape(name)
        return Markup("<b>{}</b> {}").format(line.ref, title)

    def _article_line(self, line: ArticleLine) -> Markup:
        rows = [
            self._named(line, 100),
            Markup("{} – {}{}").format(line.unit, self.state(line.state), self._proven(line)),
            self._page_problem(line),
            self._step_lines(line.steps),
            *(self._returned(who, why) for who, why in line.returns),
        ]
        return Markup("\n").join(row for row in rows if row)

    def _proven(self, line: ArticleLine) -> Markup:
        if line.proven_at is None:
            return Markup("")
        if line.by_eye:
            return Markup(". Dikonfirmasi dengan mata oleh {}, {}").format(
                self.people(list(line.by_eye)), self.when(line.proven_at)
            )
        small = f", dengan {line.small} perbedaan kecil" if line.small else ""
        return Markup(". Bukti tayang: {}{}").format(self.when(line.proven_at), small)

    def _page_problem(self, line: ArticleLine) -> Markup:
        if not line.problem:
            return Markup("")
        checked = self.when(line.looked_at) if line.looked_at else ""
        return Markup("⚠ Pemeriksaan halaman {}: {}").format(checked, problem_words(self, line.problem))

    def _returned(self, who: str, why: str) -> Markup:
        return Markup("Dikembalikan oleh {}: {}").format(who, shorten(why, 150))


def _joined(*blocks: Markup) -> Markup:
    return Markup("\n\n").join(block for block in blocks if block)


def _lines(*rows: Markup) -> Markup:
    return Markup("\n").join(row for row in rows if row)
