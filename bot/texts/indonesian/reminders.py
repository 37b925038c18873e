"""Pengingat: what is due or late, copies to those above, taking over, and putting a reminder off."""

from __future__ import annotations

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.texts.formats import MINUTE, Formats, label, shorten

JUST_NOW = timedelta(seconds=MINUTE)
REASON_SHOWN = 200  # characters of a reason on everybody's card; the record keeps it whole

_SPANS = {"30": "30 menit", "120": "2 jam", "morning": "Besok pagi"}


class ReminderTexts(Formats):
    """Texts of reminders."""

    def reminder(self, left: timedelta) -> Markup:
        """Head a reminder to whom a thing waits for; `left` is working time, below zero how late it is."""
        if left > timedelta(0):
            return Markup("⏳ <b>Segera jatuh tempo: sisa {}.</b>").format(self.working(left))
        if -left < JUST_NOW:
            return Markup("⏰ <b>Waktunya habis: ini masih menunggu Anda.</b>")
        return Markup("⏰ <b>Terlambat {}: ini masih menunggu Anda.</b>").format(self.working(-left))

    def piket_call(self) -> Markup:
        """Head a card of something urgent to those on piket, at an hour when the office is closed."""
        return Markup("⏰ <b>Anda bertugas piket: ini menunggu Anda sekarang.</b>")

    def copied(self, whom: str, late: timedelta, *, may_do_it: bool) -> Markup:
        """Head the copy of a reminder to those above; `may_do_it`: it is late enough for them to take over."""
        what = "Dapat diambil alih" if may_do_it else "Tembusan"
        how = "waktunya habis" if late < JUST_NOW else f"terlambat {self.working(late)}"
        please = "" if may_do_it else " Mohon ditindaklanjuti."
        return Markup("📣 <b>{}: {}, menunggu {}.</b>{}").format(what, how, whom, please)

    def may_take_over(self) -> Markup:
        """Say to a superior that the buttons of this step are theirs too by now."""
        return Markup("Anda dapat mengambil alih: tombolnya di bawah. Pengambilalihan tercatat dan diberitahukan.")

    def fast_lane(self, *, immediate: bool) -> Markup:
        """Mark what is urgent: serta merta (UU 14/2008 article 10), or under a disposisi sangat segera."""
        return Markup("⚡ <b>{}</b>").format("SERTA MERTA" if immediate else "SANGAT SEGERA")

    def snoozed(self, name: str, until: datetime, reason: str) -> Markup:
        """Say to everybody who put the reminders off, until when, and why."""
        return Markup("💤 Ditunda {} sampai {}: {}").format(name, self.when(until), shorten(reason, REASON_SHOWN))

    def snooze(self) -> str:
        """Label the button that puts reminders off."""
        return "Tunda pengingat"

    def snooze_reasons(self) -> list[str]:
        """List the usual reasons."""
        return ["Rapat", "Dinas luar", "Menunggu bahan", "Gangguan jaringan"]

    def ask_snooze(self, left: int) -> Markup:
        """Ask why reminders are put off; `left` is how often this may still be done."""
        return Markup(
            "<b>Mengapa pengingat ini ditunda?</b> Pilih alasan atau ketik sendiri."
            " Batas waktunya tetap, dan atasan tetap menerima tembusan. Sisa kesempatan menunda: {}."
        ).format(left)

    def ask_snooze_span(self, reason: str) -> Markup:
        """Ask until when, the reason being given."""
        return Markup("Alasan: {}\n<b>Ditunda sampai kapan?</b> Dihitung dalam jam kerja.").format(reason)

    def snooze_span(self, key: str, until: datetime) -> str:
        """Label how long reminders are put off, and until when that is."""
        return label(_SPANS[key], f" (s.d. {self._shortly(until)})")

    def _shortly(self, at: datetime) -> str:
        """Give a moment in as few letters as a button has room for."""
        today = self.office.calendar.today
        return self.clock(at) if today(at) == today(self.now) else f"{self.short_day(at)} {self.clock(at)}"

    def snooze_set(self, until: datetime) -> str:
        """Confirm that reminders are put off."""
        return f"Pengingat untuk Anda ditunda sampai {self.when(until)}. Batas waktunya tetap."

    def overview(self, count: int) -> Markup:
        """Head one message in place of many reminders."""
        return Markup("⏰ <b>{} pengingat sekaligus.</b> Yang paling lama di atas; ketuk untuk membuka.").format(count)
