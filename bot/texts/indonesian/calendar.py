"""Kalender: hari libur dan jam kerja."""

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
            return "tutup"
        if (spans[0].closes - spans[0].opens).total_seconds() >= WHOLE_DAY * 3600:
            return "24 jam"
        return self.clock_spans(spans)

    def days(self, hours: Sequence[tuple[str, Sequence[Moments]]], lines: list[DayLine], *, may: bool) -> Markup:
        """Show today's hours (of the office, "", and of units with their own), what is coming, and how to add a day."""
        told = [Markup("{}{}").format(f"{unit}: " if unit else "", self._open_hours(spans)) for unit, spans in hours]
        shown = [self._special_day(line) for line in lines[:SHOWN]] or [Markup("Tidak ada dalam enam bulan ke depan.")]
        if len(lines) > SHOWN:
            shown.append(Markup("<i>… dan {} lagi</i>").format(len(lines) - SHOWN))
        parts = [
            Markup("📅 <b>Hari libur dan jam kerja</b>"),
            Markup("Hari ini, {}:\n{}").format(self.day(self.now), Markup("\n").join(told)),
            Markup("<b>Yang akan datang</b>\n{}").format(Markup("\n").join(shown)),
        ]
        if may:
            parts.append(
                Markup(
                    "Ada SKB atau surat edaran baru? Ketik tanggal dan alasannya:\n"
                    "<code>/libur 18-8-2026 Cuti bersama tambahan</code>\n"
                    "<code>/libur 18 s.d. 20 Agustus 2026 Pekan olahraga</code>"
                )
            )
        return Markup("\n\n").join(parts)

    def _special_day(self, line: DayLine) -> Markup:
        if line.kind == "holiday":
            return Markup("• {} – {}").format(self.one_day(line.day), line.name)
        what = "libur" if line.kind == "off" else "tetap masuk kerja"
        scope = f" {line.unit}" if line.unit else ""
        reason = f": {shorten(line.name, NAME)}" if line.name else ""
        by = f" ({line.by})" if line.by else ""
        return Markup("• {} – <b>{}{}</b>{}{}").format(self.one_day(line.day), what, scope, reason, by)

    def take_day_back(self, line: DayLine) -> str:
        """Label the button that takes an own day back."""
        what = "libur" if line.kind == "off" else "masuk kerja"
        return f"✕ Batalkan {what} {self.one_day(line.day)}"

    def days_plan(self, first: date, last: date, reason: str, unit: str, off: Effect, on: Effect) -> Markup:
        """Show what closing or opening these days would change, before anything is."""
        parts = [
            Markup("📅 <b>{}</b>{}").format(self.day_span(Span(first, last)), f"\n{reason}" if reason else ""),
            Markup("Berlaku untuk: {}").format(bold(unit or "seluruh kantor")),
        ]
        if off.days:
            parts.append(
                Markup("Jika diliburkan: {} hari kerja menjadi libur, {}.").format(
                    len(off.days), self._deadlines_moving(off.deadlines)
                )
            )
        if on.days:
            parts.append(
                Markup("Jika tetap masuk: {} hari libur menjadi hari kerja, {}.").format(
                    len(on.days), self._deadlines_moving(on.deadlines)
                )
            )
        if not off.days and not on.days:
            parts.append(Markup("Tidak ada yang berubah: jam bukanya tidak tergantung hari libur."))
        return Markup("\n\n").join(parts)

    def _deadlines_moving(self, count: int) -> str:
        return f"{self.number(count)} batas waktu bergeser" if count else "tidak ada batas waktu yang bergeser"

    def close_days(self, unit: str) -> str:
        """Label the button that closes days."""
        return label(f"Liburkan {unit or 'kantor'}")

    def work_days(self, unit: str) -> str:
        """Label the button that has days worked."""
        return label(unit, " tetap masuk kerja") if unit else "Tetap masuk kerja"

    def only_a_unit(self) -> str:
        """Label the button that narrows a change to a unit."""
        return "Hanya unit …"

    def days_choose_unit(self) -> Markup:
        """Ask for the unit whose days change."""
        return Markup("Untuk unit mana?")

    def days_changed(self, decided: Decided, by: str) -> Markup:
        """Say what was changed: to whoever did it (`by` empty), and to those who answer for the calendar."""
        what = "libur" if decided.kind == "off" else "hari kerja"
        days = f" ({decided.count} hari)" if decided.count > 1 else ""
        lead = "Dibatalkan" if decided.back else "Dicatat"
        head = Markup("📅 <b>{}: {}{} {}.</b>").format(lead, self.day_span(decided.span), days, what)
        reason = Markup("\n{}").format(decided.reason) if decided.reason and not decided.back else Markup("")
        who = Markup("\nOleh {}.").format(by) if by else Markup("")
        scope = Markup("\nUnit: {}").format(decided.unit) if decided.unit else Markup("")
        moving = self._deadlines_moving(decided.deadlines).capitalize()
        return head + scope + reason + Markup("\n{}.").format(moving) + who

    def days_unclear(self) -> Markup:
        """Say that the days after /libur could not be read."""
        return Markup(
            "Tanggalnya belum terbaca. Tulis tanggal (paling banyak 31 hari berturut-turut), lalu alasannya:\n"
            "<code>/libur 18-8-2026 Cuti bersama tambahan</code>\n"
            "<code>/libur 18 s.d. 20 Agustus 2026 Pekan olahraga</code>"
        )

    def days_not_yours(self) -> Markup:
        """Say who changes the calendar and the piket."""
        return Markup("Anda dapat membacanya. Yang mengubahnya: {}, {}, atau {}.").format(
            self.role(Role.KABAG), self.role(Role.KASUBBAG), self.role(Role.ADMIN)
        )

    def days_nothing(self) -> str:
        """Say that a tap changed nothing, since it is so already."""
        return "Sudah demikian. Tidak ada yang berubah."

    def days_forgotten(self) -> str:
        """Say that the buttons of an old card are forgotten."""
        return "Kartu ini sudah lama. Ketik /libur dan tanggalnya sekali lagi."

    def cuti_bersama_unknown(self, year: int) -> Markup:
        """Warn that next year's cuti bersama is not known yet, and say what to do."""
        return Markup(
            "⚠ <b>Cuti bersama {} belum dikenal bot.</b> Batas waktu tahun depan dapat keliru.\n"
            "Jika SKB-nya sudah terbit: mintalah pengelola komputer bot memperbarui paket <code>holidays</code>,"
            " atau catat harinya satu per satu dengan /libur. Jika belum terbit, tidak ada yang perlu dilakukan;"
            " bot mengingatkan lagi bulan depan."
        ).format(year)

    def near_estimates(self, days: list[date]) -> Markup:
        """Say beside a moment that a feast near it is an estimate, and may move what is a day off."""
        return Markup("⚠ Dekat hari raya yang tanggalnya masih perkiraan ({}): hari liburnya dapat bergeser.").format(
            ", ".join(self.one_day(day) for day in days)
        )

    def feasts_estimated(self, days: list[date]) -> Markup:
        """Warn that dates of feasts are estimates until they are decreed, and say what to do."""
        return Markup(
            "⚠ <b>Tanggal hari raya berikut masih perkiraan:</b> {}.\nBatas waktu di sekitarnya dapat bergeser."
            " Jika SKB-nya sudah terbit, catat tanggalnya dengan /libur (juga bila tanggalnya tetap sama), atau"
            " minta pengelola bot memperbarui paket <code>holidays</code>. Jika belum, tidak ada yang perlu"
            " dilakukan; bot bertanya lagi bulan depan."
        ).format(", ".join(self.one_day(day) for day in days))
