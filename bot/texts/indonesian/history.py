"""Kejadian: what happened, by whom, when; and whose turn it is now."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.roles import SUPERIOR, Who
from bot.sop.worktime import Calendar
from bot.texts.formats import Formats, bold, quote
from bot.texts.indonesian.moves import MOVES, OF_CORRECTION

_WHAT = {action.value: words.event for action, words in MOVES.items()} | {
    "intake_closed": "Bahan dinyatakan lengkap",
    "page_gone": "Halaman tidak lagi seperti yang disetujui",
    "page_well": "Halaman kembali seperti yang disetujui",
    "page_handled": "Peringatan ditandai sudah ditangani",
    "page_own": "Temuan dinyatakan memang milik kami",
    "republish": "Halaman diterbitkan ulang",
    "snooze": "Pengingat ditunda",
    "remark": "Catatan, diketik ketika keadaannya sudah berubah,",
    "reworded": "Alasan diperbaiki",
    "handed_on": "Naskah dialihkan",
}

#: How a withdrawal is told by its kind; the plain one has the words above.
_WITHDRAWN = {
    "ralat": "Ditarik dengan ralat",
    "digabung": "Digabung ke halaman lain dan ditarik",
}

_TURN = {
    State.D_DRAFT: "Periksa lalu kirim disposisi ini.",
    State.D_WAITING_KASUBBAG: "Terima disposisi ini.",
    State.D_COLLECTING: "Terima naskah yang masuk. Jika sudah cukup, ketuk “Bahan sudah lengkap”.",
    State.D_REPORTING: "Kirim laporan. Jika belum dikirim, laporan terkirim otomatis pada batas waktunya.",
    State.D_WAITING_KABAG: "Baca laporan, lalu ketuk “Laporan diterima”.",
    State.A_DRAFT: "Lengkapi naskah, lalu kirim.",
    State.A_WAITING_VERIFIER: "Baca naskah di atas. Setujui dengan memilih klasifikasinya, atau kembalikan.",
    State.A_HELD: "Putuskan apakah informasi ini boleh diumumkan.",
    State.A_WAITING_KASUBBAG: "Baca naskah di atas, lalu serahkan kepada Staf atau kembalikan.",
    State.A_WAITING_STAF: "Ketuk “Terbitkan”. Sesudah itu halamannya diperiksa otomatis.",
    State.A_UNPROVEN: "Buka tautannya. Jika isinya benar, ketuk “Sudah saya lihat tayang”, lalu orang kedua"
    " memastikannya. Jika belum, ketuk “Periksa lagi”.",
    State.A_SIGHTED: "Buka tautannya dan bandingkan dengan naskah. Jika benar, ketuk “Benar, sudah tayang”.",
    State.A_RETURNED: "Ketuk “Perbaiki naskah”, betulkan, lalu kirim lagi.",
    State.A_CORRECTING: "Ketuk “Perbaiki naskah”, betulkan, lalu kirim lagi.",
}

_HINTS = {
    "order_not_accepted": "Disposisinya perlu diterima dahulu.",
    "no_order": "Belum ada disposisi; permintaannya sudah disampaikan.",
    "no_verifier": "Unit ini belum memiliki pejabat berwenang di Tayang. Admin perlu mengundangnya.",
    "only_author": "Pejabat berwenang satu-satunya di unit ini adalah penulisnya, dan penulis tidak memverifikasi"
    " naskahnya sendiri. Admin perlu mengundang pejabat lain unit ini.",
    "proving": "Halaman sedang diperiksa sebagaimana dilihat pengunjung.",
}


#: What to do where more is known than the state.
_HINTED_TURN = {
    "hand": "Terbitkan dengan tangan memakai paket dari bot, lalu ketuk “Kirim tautan” dan kirim alamat halamannya.",
    "hand_mend": "Betulkan halamannya, lalu ketuk “Periksa lagi halaman itu”, atau kirim tautan yang benar.",
    "hand_change": "Perbarui halaman yang sama memakai paket dari bot, lalu ketuk tombol bahwa sudah diperbarui.",
    "question": "Jawab pertanyaan di atas; laporan terkirim kembali bersama jawabannya.",
    "ralat": "Baca perubahan di atas. Setujui, atau tolak: naskah yang sudah diverifikasi tetap berlaku.",
    "live_ralat": "Baca perubahan di atas. Setujui, atau kembalikan.",
}


def _of_correction(what: str, data: dict[str, Any]) -> str:
    """Say what became of a correction that was given up; "" for any other event."""
    words = OF_CORRECTION.get(Action(what)) if what in set(Action) else None
    return words[1] if words and data.get("to") == State.A_PUBLISHED.value else ""


class HistoryTexts(Formats):
    """Texts of events and waits."""

    def event(self, what: str, who: str | None, capacity: Who | None, at: datetime, data: dict[str, Any]) -> Markup:
        """Say one event: what, by whom in which office, when, and why."""
        by = Markup(" kepada {}").format(data["to_whom"]) if data.get("to_whom") else Markup("")
        if who:
            office = f" ({self._office(capacity, data)})" if capacity else ""
            by += Markup(" oleh {}{}").format(who, office)
        by += Markup(" (petugas piket)") if data.get("piket") else Markup("")
        small = data.get("small")
        by += Markup(", dengan {} perbedaan kecil").format(small) if small else Markup("")
        said = Markup("{}{}, {}.").format(
            _WITHDRAWN.get(data.get("withdrawal", "")) or _of_correction(what, data) or _WHAT.get(what, what),
            by,
            self.when(at),
        )
        reason = data.get("reason")
        if reason and what != Action.FAIL.value:
            said += Markup("\n") + quote(str(reason))
        return said

    def _office(self, capacity: Who, data: dict[str, Any]) -> str:
        """Name in which office somebody acted: who takes over does it in their own, for the one below."""
        above = SUPERIOR.get(capacity) if data.get("takeover") else None
        if above is None:
            return self.office_of(capacity, data.get("in_place_of"))
        return f"{self.office_of(above, data.get('in_place_of'))}, mengambil alih tugas {self.title_of(capacity)}"

    def history_title(self) -> Markup:
        """Head the history."""
        return Markup("<b>Riwayat</b>")

    def waiting(
        self,
        state: State,
        who: Who,
        names: list[str],
        unit: str,
        due: datetime | None,
        *,
        yours: bool,
        hint: str,
        hours: Calendar | None = None,
    ) -> Markup:
        """Say whose turn it is, until when, and to the one whose turn it is what to do."""
        until = Markup(" {}").format(self.until(due, hours)) if due else Markup("")
        extra = Markup("\n{}").format(_HINTS[hint]) if hint in _HINTS else Markup("")
        if yours:
            turn = _HINTED_TURN.get(hint) or _TURN.get(state, "")
            others = Markup(" atau {}").format(self.people(names)) if names else Markup("")
            return Markup("👉 <b>Giliran Anda{}.</b> {}{}{}").format(others, turn, until, extra)
        return Markup("Menunggu: {}.{}{}").format(bold(self._whom(who, names, unit)), until, extra)

    def _whom(self, who: Who, names: list[str], unit: str) -> str:
        if who is Who.SYSTEM:
            return "situs web"
        office = self.title_of(who) + (f" {unit}" if who is Who.VERIFIER else "")
        return f"{office} ({self.people(names)})" if names else office

    def until(self, due: datetime, hours: Calendar | None = None) -> str:
        """Say a due time and the working time left: Batas pukul 10.47 WIB, sisa 5 menit kerja."""
        calendar = hours or self.office.calendar
        if due > self.now:
            return f"Batas {self.when(due)}, sisa {self.working(calendar.spent(self.now, due))}."
        late = calendar.spent(due, self.now)
        if late < timedelta(minutes=1):  # just now, or the office has been closed since
            return f"Batas {self.when(due)}, waktunya habis."
        return f"Batas {self.when(due)}, terlambat {self.working(late)}."

    def head(self, head: str) -> Markup | None:
        """Head a card that is sent for a reason of its own."""
        words = {
            "unreachable": "⚠ <b>Petugas yang ditunggu tidak di tempat atau tidak dapat dihubungi bot."
            " Mohon ditindaklanjuti.</b>",
            "alarm": "🚨 <b>Mohon periksa halaman ini: isinya tidak lagi seperti yang disetujui.</b>",
        }.get(head)
        return Markup(words) if words else None  # noqa: S704 - our own words
