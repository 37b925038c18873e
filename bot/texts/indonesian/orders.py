"""Kartu disposisi dan laporan: what the Kabag and the Kasubbag read."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import Action, State, Step
from bot.sop.model import Nature
from bot.sop.report import ArticleLine, Report, StepLine
from bot.sop.roles import Role, Who
from bot.texts.formats import BUTTON, quote, shorten
from bot.texts.indonesian.names import NameTexts
from bot.texts.indonesian.watching import problem_words

#: The steps that the report shows though they were on time: the SOP's own, and the verification it asks for.
_SHOWN = (Step.DISPATCH, Step.VERIFY, Step.RECEIVE, Step.UPDATE, Step.REPORT, Step.HOLD)


class OrderTexts(NameTexts):
    """Texts of the disposisi's card, and the report."""

    def default_instruction(self) -> str:
        """Give the instruksi that stands in a new form (SOP step 1)."""
        return "Mohon memperbarui situs web dengan data dan artikel baru sesuai dengan tugas pokok dan fungsi."

    def subject_for_article(self, title: str) -> str:
        """Give the perihal of a disposisi made for an article that came without one."""
        return shorten(f"Update Website – {title}", 200)

    # --- the form --------------------------------------------------------------------------------

    def form_head(self) -> Markup:
        """Head the Kabag's form."""
        return Markup("📝 <b>Disposisi baru</b> (belum dikirim)")

    def form_need(self, ref: str, title: str, unit: str) -> Markup:
        """Say for which article a disposisi is proposed."""
        return Markup(
            "Naskah {} “{}” dari <b>{}</b> masuk tanpa disposisi. Ketuk <b>Kirim disposisi</b> untuk menugaskannya."
        ).format(ref, shorten(title, 120), unit)

    def form_how(self) -> Markup:
        """Say how the form works."""
        return Markup("<i>Ketuk isian untuk mengubahnya. Hanya perihal yang wajib.</i>")

    def order_fields(
        self,
        subject: str,
        instruction: str,
        nature: Nature,
        deadline: datetime | None,
        kasubbag: list[str],
        asked: list[str],
        files: list[str],
    ) -> Markup:
        """Show the fields of the Lembar Disposisi."""
        recipient = self.role(Role.KASUBBAG) + (f" ({self.people(kasubbag)})" if kasubbag else "")
        rows = [
            Markup("<b>Perihal:</b> {}").format(subject or "(belum diisi)"),
            Markup("<b>Sifat:</b> {}").format(self.nature(nature)),
            Markup("<b>Diteruskan kepada:</b> Yth. {}").format(recipient),
            Markup("<b>Instruksi:</b> {}").format(instruction or "–"),
            Markup("<b>Batas waktu:</b> {}").format(self.dated(deadline) if deadline else "–"),
        ]
        if asked:
            rows.append(Markup("<b>Bahan diminta dari:</b> {}").format(", ".join(asked)))
        if files:
            rows.append(Markup("<b>Lampiran:</b> {}").format(", ".join(files)))
        return Markup("\n").join(rows)

    def field(self, name: str) -> str:
        """Label a field of the form."""
        return {
            "subject": "Perihal",
            "instruction": "Instruksi",
            "nature": "Sifat",
            "deadline": "Batas waktu",
            "units": "Minta bahan dari…",
            "file": "Lampirkan berkas",
        }[name]

    def ask_field(self, name: str) -> Markup:
        """Ask for a field."""
        return {
            "subject": Markup("<b>Ketik perihal disposisi</b>, misalnya: <i>Berita peringatan HUT daerah</i>."),
            "instruction": Markup("<b>Ketik instruksi</b> untuk penerima."),
            "nature": Markup("Pilih sifat disposisi."),
            "deadline": Markup(
                "Pilih batas waktu, atau ketik tanggal dan jam, misalnya <code>besok 14.00</code> atau"
                " <code>25-11-2026 16.00</code>."
            ),
            "units": Markup("Unit mana yang diminta mengirim bahan? Ketuk untuk memilih atau membatalkan pilihan."),
            "file": Markup("<b>Kirim berkas</b> yang dilampirkan (agenda kerja, surat), sebagai dokumen atau foto."),
            "note": Markup("<b>Ketik catatan</b> untuk laporan. Sesudah itu laporan langsung dikirim."),
            "answer": Markup("<b>Ketik jawaban</b> atas pertanyaan itu. Sesudah itu laporan langsung dikirim kembali."),
        }[name]

    def preview_of_order(self) -> Markup:
        """Head the preview: as the recipient will see it."""
        return Markup("<i>Penerima akan melihat disposisi ini seperti berikut:</i>")

    def tick(self, name: str, *, on: bool) -> str:
        """Label a choice that can be on or off."""
        return f"{'☑' if on else '☐'} {shorten(name, BUTTON - 2)}"

    # --- the order ---------------------------------------------------------------------------------

    def order_head(self, ref: str, nature: Nature, author: str) -> Markup:
        """Head a disposisi that was sent."""
        loud = (
            Markup(" · <b>{}</b>").format(self.nature(nature).upper()) if nature is not Nature.ORDINARY else Markup("")
        )
        return Markup("📋 <b>Disposisi {}</b>{}\nDari: {} ({})").format(ref, loud, self.role(Role.KABAG), author)

    def unnumbered(self) -> str:
        """Stand in the place of a number that is given when the disposisi is sent."""
        return "(nomor diberikan saat dikirim)"

    def new_order(self) -> str:
        """Name a disposisi that has no number yet."""
        return "Disposisi baru:"

    def material_asked(self, units: list[str], deadline: datetime | None) -> Markup:
        """Ask a contributor for the material that was asked of their unit."""
        until = Markup(" Batas {}.").format(self.dated(deadline)) if deadline else Markup("")
        return Markup("👉 <b>Bahan dari {} diminta.</b> Ketuk “Tulis naskah” untuk mengirimnya.{}").format(
            ", ".join(units), until
        )

    def order_short(self, ref: str, subject: str) -> Markup:
        """Name a disposisi in one line."""
        return Markup("📋 <b>Disposisi {}</b> – {}").format(ref, shorten(subject, 120))

    def no_material(self) -> Markup:
        """Say that nothing came in yet."""
        return Markup("Belum ada naskah untuk disposisi ini.")

    def progress(self, articles: list[tuple[str, str, str, State]], owing: list[str], *, closed: bool) -> Markup:
        """Show how far each article is."""
        rows = [
            Markup("{} {} – {} ({}): <b>{}</b>").format(
                "✔" if state is State.A_PUBLISHED else "•", ref, shorten(title, 60), unit, self.state(state)
            )
            for ref, title, unit, state in articles
        ]
        if owing:
            rows.append(Markup("• Belum mengirim bahan: {}").format(", ".join(owing)))
        if closed:
            rows.append(Markup("Bahan dinyatakan lengkap; laporan menyusul setelah semua naskah selesai."))
        return Markup("<b>Naskah</b>\n{}").format(Markup("\n").join(rows))

    def question(self, question: str) -> Markup:
        """Show what the Kabag asked back."""
        return Markup("<b>Pertanyaan {}:</b>\n{}").format(self.role(Role.KABAG), quote(question))

    # --- the report --------------------------------------------------------------------------------

    def report(self, report: Report) -> Markup:
        """Show the completion report (laporan kegiatan)."""
        blocks = [
            self._report_head(report.order.ref, report.order.subject, sent=report.posted_at is not None),
            self._report_figures(report),
            self._report_asked(report.order.instruction, report.order.deadline),
            self._step_lines(report.steps),
            *(self._article_line(line) for line in report.articles[: report.shown]),
            self._report_left_out(report.left_out) if report.left_out else Markup(""),
            self._report_owing(report.owing) if report.owing else Markup(""),
            self._report_note(self._in_short(report, report.note)) if report.note else Markup(""),
            *(
                self._report_answer(self._in_short(report, question), self._in_short(report, answer))
                for question, answer in (report.answers if report.shown is None else report.answers[-1:])
            ),
            self._report_posted(report.posted_at, report.posted_by) if report.posted_at else Markup(""),
        ]
        return Markup("\n\n").join(block for block in blocks if block)

    def _report_head(self, ref: str, subject: str, *, sent: bool) -> Markup:
        state = "" if sent else " (belum dikirim)"
        return Markup("📊 <b>Laporan Kegiatan – Disposisi {}</b>{}\nPerihal: {}").format(ref, state, subject)

    def _in_short(self, report: Report, words: str) -> str:
        return words if report.shown is None else shorten(words, 300)

    def _report_asked(self, instruction: str, deadline: datetime | None) -> Markup:
        rows = [Markup("Instruksi: {}").format(shorten(instruction, 300))] if instruction else []
        rows += [Markup("Batas waktu: {}").format(self.dated(deadline))] if deadline else []
        return Markup("\n").join(rows)

    def _report_left_out(self, count: int) -> Markup:
        return Markup("<i>… dan {} naskah lagi. Ketuk “Laporan lengkap” untuk membaca semuanya.</i>").format(count)

    def _report_owing(self, units: tuple[str, ...]) -> Markup:
        return Markup("Tidak mengirim bahan: {}").format(", ".join(units))

    def _report_answer(self, question: str, answer: str) -> Markup:
        return Markup("<b>Pertanyaan {}:</b>\n{}\n<b>Jawaban:</b>\n{}").format(
            self.role(Role.KABAG), quote(question), quote(answer)
        )

    def _report_figures(self, report: Report) -> Markup:
        good, steps = report.on_time
        return Markup(
            "Naskah tayang: <b>{} dari {}</b>\nLangkah tepat waktu (✔): <b>{} dari {}</b>, dihitung dalam jam kerja"
        ).format(report.published, len(report.articles), good, steps)

    def _report_note(self, note: str) -> Markup:
        return Markup("<b>Catatan:</b>\n{}").format(quote(note))

    def _report_posted(self, at: datetime, by: str | None) -> Markup:
        who = by or f"{self.system_name()} (otomatis pada batas waktu)"
        return Markup("Dikirim oleh {}, {}.").format(who, self.when(at))

    def _step_lines(self, lines: tuple[StepLine, ...]) -> Markup:
        """Give what was late, and of the SOP's own steps the last that was on time: the rest is in the figures."""
        done = [line for line in lines if line.finished_at]
        last = [{line.step: line for line in done if not line.late}.get(step) for step in _SHOWN]
        return Markup("\n").join(self._step_line(line) for line in done if line.late or line in last)

    def _step_line(self, line: StepLine) -> Markup:
        by = Markup(" · {}").format(line.who) if line.who else Markup("")
        return Markup("{}: {}{}{}").format(self.step(line.step), self.brief(line.spent), self._verdict(line), by)

    def _verdict(self, line: StepLine) -> Markup:
        if line.standard is None:
            return Markup("")
        if not line.late:
            return Markup(" ✔")
        return Markup(" – <b>terlambat</b> (mutu baku {})").format(self.brief(line.standard))

    def _article_line(self, line: ArticleLine) -> Markup:
        name = shorten(line.title, 100)
        title = Markup('<a href="{}">{}</a>').format(line.url, name) if line.url else Markup.escape(name)
        rows = [
            Markup("<b>{}</b> {}").format(line.ref, title),
            Markup("{} – {}{}").format(line.unit, self.state(line.state), self._proven(line.proven_at)),
            self._page_problem(line),
            self._step_lines(line.steps),
            *(self._returned(who, why) for who, why in line.returns),
        ]
        return Markup("\n").join(row for row in rows if row)

    def _proven(self, at: datetime | None) -> Markup:
        return Markup(". Bukti tayang: {}").format(self.when(at)) if at else Markup("")

    def _page_problem(self, line: ArticleLine) -> Markup:
        if not line.problem:
            return Markup("")
        checked = self.when(line.looked_at) if line.looked_at else ""
        return Markup("⚠ Pemeriksaan halaman {}: {}").format(checked, problem_words(self, line.problem))

    def _returned(self, who: str, why: str) -> Markup:
        return Markup("Dikembalikan oleh {}: {}").format(who, shorten(why, 150))

    # --- reasons -----------------------------------------------------------------------------------

    def ask_reason(self, action: Action) -> Markup:
        """Ask for the reason of a move that needs one."""
        what = {
            Action.RETURN: "<b>Mengapa dikembalikan?</b> Ketik apa yang perlu diperbaiki; penulis akan membacanya.",
            Action.REJECT: "<b>Mengapa tidak diumumkan?</b> Ketik alasannya; penulis akan membacanya.",
            Action.UNVERIFY: "<b>Mengapa verifikasi dibatalkan?</b> Ketik alasannya.",
            Action.CORRECT: "<b>Apa yang perlu diralat?</b> Halaman tetap tayang sampai perbaikannya terbit.",
            Action.WITHDRAW: "<b>Mengapa ditarik dari situs?</b> Ketik alasannya; alasan ini tampil pada halaman.",
            Action.CANCEL: "<b>Mengapa dibatalkan?</b> Ketik alasannya; penerima akan membacanya.",
            Action.ASK_BACK: "<b>Apa yang ingin ditanyakan?</b> Ketik pertanyaannya; laporan kembali setelah dijawab.",
        }.get(action, "<b>Ketik alasannya.</b>")
        return Markup(what)  # noqa: S704 - our own words

    def quick_reasons(self, action: Action) -> list[str]:
        """Offer reasons that need no typing."""
        return {
            Action.RETURN: ["Judul perlu diperbaiki", "Data belum lengkap", "Foto kurang jelas", "Ada salah ketik"],
            Action.CANCEL: ["Tidak jadi dilaksanakan", "Sudah ada disposisi lain"],
            Action.UNVERIFY: ["Ada data yang berubah"],
            Action.WITHDRAW: ["Ralat", "Informasi sudah tidak berlaku"],
        }.get(action, [])

    def ask_sure(self, action: Action) -> Markup:
        """Ask whether one is sure."""
        if action is Action.CANCEL:
            return Markup("Anda yakin ingin membatalkannya? Riwayatnya tetap tersimpan.")
        if action is Action.HOLD:
            return Markup(
                "Naskah ini <b>ditahan</b> dan tidak dapat terbit sampai {} memutuskannya. Anda yakin informasinya"
                " dikecualikan?"
            ).format(self.title_of(Who.PPID))
        return Markup("Anda yakin?")

    def sure(self, action: Action) -> str:
        """Label the button that is sure."""
        return {Action.CANCEL: "Ya, batalkan", Action.HOLD: "Ya, tahan → PPID"}.get(action, "Ya")
