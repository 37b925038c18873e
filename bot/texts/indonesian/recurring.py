"""Agenda kerja: dispositions that come round, as the Kabag makes them and as they come."""

from __future__ import annotations

from datetime import date
from typing import Literal

from babel.dates import format_date, get_day_names
from markupsafe import Markup

from bot.sop.recurring import LAST_DAY, Every, Rule
from bot.sop.roles import Role
from bot.texts.formats import label, shorten
from bot.texts.indonesian.names import NameTexts

SHOWN = 3  # dates that are named before they are counted

AgendaButton = Literal["make", "now", "skip", "stop", "sure", "list", "entry"]

_BUTTONS: dict[AgendaButton, str] = {
    "make": "🗓 Jadikan agenda rutin",
    "now": "Buka sekarang",
    "skip": "Lewati sekali",
    "stop": "Hentikan",
    "sure": "Ya, hentikan",
    "list": "‹ Daftar agenda",
    "entry": "‹ Kembali",
}


class RecurringTexts(NameTexts):
    """Texts of the agenda kerja."""

    def agenda_button(self, name: AgendaButton) -> str:
        """Label a button of the agenda."""
        return _BUTTONS[name]

    def agenda_rule(self, rule: Rule) -> str:
        """Say when something comes round, within a sentence."""
        if rule.every is Every.WEEK:
            return f"setiap {get_day_names('wide', locale=self.locale)[rule.day]}"
        if rule.every is Every.FIRST:
            return "setiap hari kerja pertama bulan"
        if rule.every is Every.MONTH:
            return "setiap akhir bulan" if rule.day == LAST_DAY else f"setiap bulan tanggal {rule.day}"
        named = ", ".join(format_date(day, "d MMM y", locale=self.locale) for day in rule.dates[:SHOWN])
        more = len(rule.dates) - SHOWN
        return f"pada {named}" + (f" dan {more} tanggal lain" if more > 0 else "")

    def agenda_choice(self, rule: Rule) -> str:
        """Label a rule to choose."""
        words = self.agenda_rule(rule)
        return label(words[0].upper() + words[1:])

    def agenda_day(self, day: date) -> str:
        """Give a date: Sen, 30 Nov 2026."""
        return format_date(day, "EEE, d MMM y", locale=self.locale)

    def ask_agenda(self) -> Markup:
        """Ask when a form is to come round."""
        return Markup(
            "<b>Kapan disposisi ini disiapkan lagi?</b> Ketuk, atau ketik:\n"
            "• tanggal-tanggal tertentu, misalnya <code>10-1, 10-4, 10-7</code>\n"
            "• angka untuk tanggal lain setiap bulan, misalnya <code>12</code>\n\n"
            "Perihal, instruksi, sifat, unit, lampiran, dan lama batas waktunya ikut. Jika jatuh pada hari libur,"
            " disiapkan pada hari kerja berikutnya."
        )

    def agenda_made(self, rule: Rule, day: date) -> str:
        """Confirm that a form comes round from now on."""
        return (
            f"Tersimpan sebagai agenda rutin: {self.agenda_rule(rule)}. Berikutnya {self.agenda_day(day)}."
            " Formulir ini tetap dapat dikirim."
        )

    def agenda_already(self, rule: Rule) -> str:
        """Say that there is such an entry."""
        return f"Disposisi ini sudah menjadi agenda rutin: {self.agenda_rule(rule)}. Lihat /agenda."

    def agenda_full(self, most: int) -> str:
        """Say that there are too many entries."""
        return f"Agenda sudah memuat {most} disposisi rutin. Hentikan satu dahulu di /agenda."

    def agenda_unclear(self) -> str:
        """Say that what was typed could not be read."""
        return "Itu belum terbaca. Ketik misalnya: setiap Senin, 12, akhir bulan, atau 10-1, 10-4, 10-7."

    def agenda_past(self) -> str:
        """Say that a date lies behind."""
        return "Tanggalnya harus sesudah hari ini. Untuk hari ini, kirim saja formulir ini sekarang."

    def agenda_line(self, rule: Rule, day: date) -> Markup:
        """Say on a form that it came round."""
        return Markup("🗓 <b>Agenda kerja: {}</b> (untuk {}). Ketuk <b>Kirim disposisi</b> untuk menugaskannya.").format(
            self.agenda_rule(rule), self.agenda_day(day)
        )

    def agenda(self, entries: list[tuple[str, Rule, date]], *, may_change: bool) -> Markup:
        """List what comes round: (perihal, when, next day)."""
        rows = [
            Markup("{}. <b>{}</b>\n{}, berikutnya {}").format(
                n, shorten(subject, 80), self.agenda_rule(rule), self.agenda_day(day)
            )
            for n, (subject, rule, day) in enumerate(entries, 1)
        ]
        how = Markup("<i>Agenda ini diatur oleh {}.</i>").format(self.role(Role.KABAG))
        if may_change:
            how = Markup("<i>Menambah: buat /disposisi, isi perihalnya, lalu ketuk Jadikan agenda rutin.</i>")
        listed = rows or [Markup("Belum ada disposisi rutin.")]
        return Markup("\n\n").join([Markup("🗓 <b>Agenda kerja</b>"), *listed, how])

    def agenda_entry(self, rule: Rule, day: date | None, waiting: date | None, *, open_form: bool) -> Markup:
        """Head one entry: when it comes round, the working day it comes next, and whether one lies unsent."""
        if day is None or waiting is None:
            return Markup("🗓 <b>Agenda kerja: {}</b>\nSudah berakhir.").format(self.agenda_rule(rule))
        instead = (
            Markup(" (pengganti {}, hari libur)").format(self.agenda_day(waiting)) if waiting != day else Markup("")
        )
        still = Markup("\n⏳ Disposisi terakhirnya belum dikirim.") if open_form else Markup("")
        return Markup("🗓 <b>Agenda kerja: {}</b>\nBerikutnya: <b>{}</b>{}{}").format(
            self.agenda_rule(rule), self.agenda_day(day), instead, still
        )

    def agenda_fields(self, subject: str, instruction: str, nature: str, given: str, asked: list[str]) -> Markup:
        """Show what the disposisi of an entry will say."""
        rows = [
            Markup("<b>Perihal:</b> {}").format(subject),
            Markup("<b>Sifat:</b> {}").format(nature),
            Markup("<b>Instruksi:</b> {}").format(instruction or "–"),
            Markup("<b>Batas waktu:</b> {} sejak dibuka").format(given),
        ]
        if asked:
            rows.append(Markup("<b>Bahan diminta dari:</b> {}").format(", ".join(asked)))
        return Markup("\n").join(rows)

    def ask_agenda_stop(self) -> Markup:
        """Ask whether an entry is really to end."""
        return Markup("<b>Hentikan agenda ini?</b> Disposisi yang sudah dibuat tetap ada.")

    def agenda_opened(self) -> str:
        """Say that the form was put below."""
        return "Disposisinya disiapkan di bawah. Periksa, lalu kirim."

    def agenda_skipped(self, day: date, following: date | None) -> str:
        """Confirm that one date is left out."""
        left = f"Berikutnya {self.agenda_day(following)}." if following else "Tidak ada tanggal lagi."
        return f"{self.agenda_day(day)} dilewati. {left}"

    def agenda_stopped(self) -> str:
        """Confirm that an entry ended."""
        return "Agenda ini dihentikan."

    def agenda_gone(self) -> str:
        """Say that a button of the agenda is of yesterday."""
        return "Agenda ini sudah berubah atau berakhir. Ketik /agenda untuk melihatnya."

    def agenda_not_yours(self) -> str:
        """Refuse the agenda to those who may not read or change it."""
        return f"Agenda kerja diatur oleh {self.role(Role.KABAG)}."
