"""Pengganti (Plh.): who is away, who stands in, and what is said about it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from babel.dates import format_date
from markupsafe import Markup

from bot.sop.roles import Who
from bot.texts.formats import Formats, bold

_REFUSED = {
    "not_yours": "Pengganti orang itu diatur oleh yang bersangkutan, atasannya, atau admin."
    " Pengganti pejabat berwenang: oleh pejabat itu sendiri atau admin.",
    "past": "Tanggal selesainya sudah lewat. Pilih atau ketik tanggal lain.",
    "too_long": "Masa itu terlalu panjang. Periksa tahunnya, lalu ketik lagi.",
    "self": "Orang tidak dapat menggantikan dirinya sendiri. Pilih orang lain.",
    "not_fit": "{} tidak dapat menggantikan jabatan itu. Pilih orang lain.",
    "loop": "{} sedang digantikan oleh orang ini pada masa itu, jadi keduanya tidak dapat saling menggantikan.",
    "away_too": "{} juga tidak di tempat pada masa itu. Pilih orang lain.",
    "reason": "Admin menunjuk pengganti pejabat berwenang dengan alasan. Pilih atau ketik alasannya.",
    "over": "Masa itu sudah berakhir.",
}

_REASONS = {
    "duty": "Dinas luar",
    "ill": "Sakit",
    "leave": "Cuti",
    "training": "Pendidikan atau pelatihan",
}

AbsenceButton = Literal["nobody", "others", "again", "end", "call_off", "appoint"]

_BUTTONS: dict[AbsenceButton, str] = {
    "nobody": "Tanpa pengganti",
    "others": "Untuk orang lain…",
    "again": "Ganti atau ubah tanggal",
    "end": "Akhiri sekarang",
    "call_off": "Batalkan",
    "appoint": "Tunjuk pengganti",
}

_UNTIL = {
    "today": "Hari ini saja",
    "tomorrow": "S.d. besok",
    "week": "S.d. akhir minggu ini",
    "next": "S.d. minggu depan",
    "typed": "Simpan",
}


class AbsenceTexts(Formats):
    """Texts of /pengganti, and of cards that somebody acts on for another."""

    def calendar_day(self, day: date) -> str:
        """Give a date without its year, unless it is another year's: Kam, 24 Des."""
        year = "" if day.year == self.office.calendar.today(self.now).year else " y"
        return format_date(day, f"EEE, d MMM{year}", locale=self.locale)

    def absence_span(self, first: date, last: date) -> str:
        """Name the days of an absence: Kam, 24 Des s.d. Kam, 31 Des."""
        if first == last:
            return self.calendar_day(first)
        return f"{self.calendar_day(first)} s.d. {self.calendar_day(last)}"

    def absence_head(self, name: str) -> Markup:
        """Head the card; `name` is whose absence it is, "" for the reader's own."""
        return Markup("🔁 <b>Pengganti – {}</b>").format(name) if name else Markup("🔁 <b>Pengganti</b>")

    def absence_state(self, name: str, substitute: str, titles: str, first: date, last: date) -> Markup:
        """Say who is away and who stands in; no `substitute`: nobody does."""
        where = Markup("{} tidak di tempat <b>{}</b>.").format(name, self.absence_span(first, last))
        if not substitute:
            return where + Markup("\nTanpa pengganti: yang menunggu disampaikan kepada atasan.")
        return where + Markup("\n{} menggantikan sebagai Plh. {}. Berlaku dan berakhir sendiri.").format(
            bold(substitute), titles
        )

    def absence_none(self, name: str) -> Markup:
        """Say that somebody is at hand, and what choosing a substitute does."""
        if name:
            return Markup("{} tercatat bertugas. Siapa yang menggantikannya?").format(name)
        return Markup(
            "Anda tercatat bertugas. Jika akan tidak di tempat, pilih penggantinya: tugas Anda sampai kepadanya"
            " sampai Anda kembali."
        )

    def absence_covers(self, name: str, last: date) -> Markup:
        """Say for whom the reader stands in."""
        return Markup("Anda menggantikan {} s.d. {}.").format(bold(name), self.calendar_day(last))

    def absence_nobody_fits(self) -> Markup:
        """Say that nobody in the office may stand in."""
        return Markup("Belum ada orang di Tayang yang dapat menggantikan jabatan ini.")

    def absence_button(self, name: AbsenceButton) -> str:
        """Label a button of the card."""
        return _BUTTONS[name]

    def absence_until(self, key: str, day: date) -> str:
        """Label a last day to choose."""
        return f"{_UNTIL[key]} ({self.calendar_day(day)})"

    def absence_ask_until(self, name: str, substitute: str, absent: str, stands_in: str) -> Markup:
        """Ask until when; `absent` and `stands_in` are the first names to type it with."""
        who = Markup("{}: tanpa pengganti").format(name)
        if substitute:
            who = Markup("{} menggantikan {}").format(bold(substitute), name)
        by = (f" {absent}" if absent else "") + (f" oleh {stands_in}" if stands_in else "")
        return Markup(
            "{}. <b>Sampai kapan?</b>\nTanggal lain dapat diketik, misalnya <code>/pengganti{} 24-12 s.d. 31-12</code>."
        ).format(who, by)

    def absence_reason(self, key: str) -> str:
        """Name a reason that is ready."""
        return _REASONS[key]

    def absence_ask_reason(self) -> Markup:
        """Ask an admin why, who names who verifies in an official's place."""
        return Markup(
            "<b>Apa alasannya?</b> Pengganti ini akan memverifikasi naskah. Alasannya dicatat, dan langsung disampaikan"
            " kepada pejabat itu, {}, {}, {}, dan admin lain. Alasan lain dapat diketik, misalnya"
            " <code>/pengganti Hasan oleh Rina s.d. besok karena rapat di provinsi</code>."
        ).format(*(self.title_of(who) for who in (Who.KABAG, Who.KASUBBAG, Who.PPID)))

    def verifier_chosen(
        self, admin: str, substitute: str, titles: str, name: str, first: date, last: date, reason: str
    ) -> Markup:
        """Raise the alarm that an admin chose who verifies in an official's place."""
        return Markup(
            "🚨 {}, admin, menunjuk <b>{}</b> memverifikasi sebagai Plh. {} menggantikan {}, {}. Alasan: “{}”. Jika ini"
            " keliru, {} atau admin lain dapat mengakhirinya dengan /pengganti."
        ).format(admin, substitute, titles, name, self.absence_span(first, last), reason, name)

    def absence_ask_person(self) -> Markup:
        """Ask whose absence is to be arranged."""
        return Markup("Siapa yang tidak di tempat?")

    def absence_refused(self, why: str, name: str) -> str:
        """Say why an arrangement cannot be made."""
        return _REFUSED[why].format(name)

    def absence_unclear(self) -> Markup:
        """Say that what was typed after /pengganti cannot be read."""
        return Markup(
            "Itu belum terbaca. Contoh: <code>/pengganti</code>, <code>/pengganti 24-12 s.d. 31-12</code>, atau"
            " <code>/pengganti oleh Dewi s.d. Jumat</code>. Untuk bawahan yang sakit:"
            " <code>/pengganti Rudi oleh Dewi s.d. besok</code>."
        )

    def absence_which(self, words: str, names: list[str]) -> Markup:
        """Say that a name fits nobody, or several people."""
        if not names:
            return Markup("Tidak ada orang bernama “{}” di Tayang.").format(words)
        return Markup("“{}” dapat berarti {}. Ketik nama lengkapnya.").format(words, self.people(names, 6))

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
            begins = "Mulai sekarang Anda" if what == "begins" else "Anda"
            waiting = Markup("\n{} tugas berikut menunggu.").format(count) if count else Markup("")
            return (
                Markup("🔁 {} menggantikan {} sebagai <b>Plh. {}</b>, {}. Tugasnya sampai kepada Anda.").format(
                    begins, bold(name), titles, span
                )
                + waiting
            )
        if who == "absent":
            return Markup("🔁 Anda dicatat tidak di tempat {}. {} Jika keliru, ketik /pengganti.").format(
                bold(span), f"{substitute} menggantikan." if substitute else "Belum ada pengganti."
            )
        there = f"Plh.: {substitute}." if substitute else "Tanpa pengganti; yang menunggu sampai kepada Anda."
        return Markup("🔁 {} tidak di tempat {}. {}").format(bold(name), span, there)

    def _absence_ended(self, who: str, name: str, substitute: str, count: int) -> Markup:
        if who == "substitute":
            return Markup("🔁 Anda tidak lagi menggantikan {}. Terima kasih.").format(bold(name))
        waiting = Markup(" {} tugas menunggu Anda.").format(count) if count else Markup("")
        back = Markup("🔁 Anda tercatat bertugas lagi.")
        return back + (Markup(" {} tidak lagi menggantikan Anda.").format(substitute) if substitute else "") + waiting

    def stands_in(self, substitute: str, title: str, name: str, last: date, *, yours: bool) -> Markup:
        """Say on a card who stands in for whom until when; `yours`: it is the reader."""
        who = "Anda" if yours else substitute
        return Markup("🔁 {}, Plh. {}, menggantikan {} s.d. {}.").format(who, title, name, self.calendar_day(last))

    def nobody_stands_in(self, name: str, last: date | None) -> Markup:
        """Say on a card that somebody is away until a day (None: cannot be reached), with nobody in their place."""
        if last is None:
            return Markup("⚠ {} tidak dapat dihubungi bot.").format(name)
        return Markup("🔁 {} tidak di tempat s.d. {}, tanpa pengganti.").format(name, self.calendar_day(last))
