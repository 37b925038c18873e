"""Tindakan: what each move is called on its button, in the answer to a tap, and in the history."""

from __future__ import annotations

from bot.sop.flow import Action
from bot.texts.formats import TOAST, Formats, shorten
from bot.texts.moves import MoveWords

MOVES = {
    # disposition
    Action.DISPATCH: MoveWords("📨 Kirim disposisi", "Disposisi {ref} dikirim.", "Disposisi dikirim"),
    Action.ACCEPT: MoveWords("✅ Terima disposisi", "Disposisi {ref} diterima.", "Disposisi diterima"),
    Action.COMPLETE: MoveWords(
        "Bahan sudah lengkap", "Bahan lengkap. Laporan sedang disiapkan.", "Pengumpulan bahan diselesaikan"
    ),
    Action.REOPEN: MoveWords("Buka lagi pengumpulan", "Pengumpulan dibuka lagi.", "Pengumpulan bahan dibuka lagi"),
    Action.POST: MoveWords("📨 Kirim laporan", "Laporan dikirim.", "Laporan dikirim"),
    Action.ACKNOWLEDGE: MoveWords(
        "✅ Laporan diterima", "Laporan diterima. Disposisi {ref} selesai.", "Laporan diterima dan disposisi ditutup"
    ),
    Action.ASK_BACK: MoveWords("Tanyakan kembali", "Pertanyaan dikirim.", "Laporan ditanyakan kembali"),
    # both
    Action.CANCEL: MoveWords("Batalkan", "{ref} dibatalkan.", "Dibatalkan"),
    # article
    Action.SUBMIT: MoveWords("📨 Kirim naskah", "{ref} dikirim.", "Naskah dikirim"),
    Action.RECALL: MoveWords("Tarik kembali untuk diubah", "{ref} ditarik kembali.", "Ditarik kembali untuk diubah"),
    Action.APPROVE: MoveWords(None, "{ref} disetujui.", "Disetujui"),
    Action.HOLD: MoveWords(
        "Dikecualikan → PPID", "{ref} ditahan untuk PPID.", "Dinyatakan dikecualikan, ditahan untuk PPID"
    ),
    Action.BYPASS: MoveWords(
        "⚠ Loloskan tanpa verifikasi", "{ref} diloloskan tanpa verifikasi.", "Diloloskan tanpa verifikasi"
    ),
    Action.RELEASE: MoveWords("✅ Boleh diumumkan", "{ref} boleh diumumkan.", "Dinyatakan boleh diumumkan"),
    Action.REJECT: MoveWords("Tidak diumumkan", "{ref} tidak diumumkan.", "Dinyatakan tidak diumumkan"),
    Action.RETURN: MoveWords("↩ Kembalikan untuk perbaikan", "{ref} dikembalikan.", "Dikembalikan untuk perbaikan"),
    Action.UNVERIFY: MoveWords("Batalkan verifikasi", "Verifikasi {ref} dibatalkan.", "Verifikasi dibatalkan"),
    Action.EDIT: MoveWords("✏ Sunting kecil", "Perubahan {ref} dikirim.", "Disunting kecil"),
    Action.DECLINE: MoveWords(
        "Tolak perubahan", "Perubahan {ref} ditolak.", "Perubahan ditolak; naskah yang sudah diverifikasi tetap berlaku"
    ),
    Action.TAKE_IN: MoveWords(
        "✅ Terima sebagai data siap entry", "{ref} siap entry.", "Diterima sebagai data siap entry"
    ),
    Action.PUBLISH: MoveWords(
        "🌐 Terbitkan", "{ref} sedang diterbitkan. Hasilnya tampil pada kartunya.", "Penerbitan dimulai"
    ),
    Action.SCHEDULE: MoveWords("Jadwalkan", "{ref} dijadwalkan.", "Penerbitan dijadwalkan"),
    Action.UNSCHEDULE: MoveWords("Batalkan jadwal", "Jadwal {ref} dibatalkan.", "Jadwal penerbitan dibatalkan"),
    Action.DETACH: MoveWords(None, None, "Disposisi naskah ini dibatalkan"),
    Action.START: MoveWords(None, None, "Penerbitan terjadwal dimulai"),
    Action.PROVE: MoveWords(None, None, "Tayang dan halamannya sudah diperiksa"),
    Action.FAIL: MoveWords(None, None, "Penerbitan gagal"),
    Action.DOUBT: MoveWords(None, None, "Terbit, belum terbukti"),
    Action.LOOK: MoveWords("🔎 Periksa lagi", "Halaman {ref} sedang diperiksa lagi.", "Halaman diperiksa lagi"),
    Action.SIGHT: MoveWords(
        "👁 Sudah saya lihat tayang", "{ref}: tercatat, Anda melihatnya tayang.", "Dilihat tayang dengan mata"
    ),
    Action.CONFIRM: MoveWords("✅ Benar, sudah tayang", "{ref} dipastikan tayang.", "Dikonfirmasi dengan mata: tayang"),
    Action.DISPUTE: MoveWords(
        "Belum tampil benar", "{ref}: tercatat belum tampil benar.", "Dilihat belum tampil benar"
    ),
    Action.CORRECT: MoveWords("Perbaiki (ralat)", "Ralat {ref} diminta.", "Ralat diminta"),
    Action.ASK_WITHDRAWAL: MoveWords(
        "Minta penarikan halaman", "Permintaan penarikan {ref} disampaikan.", "Penarikan halaman diminta"
    ),
    Action.WITHDRAW: MoveWords("Tarik dari situs", "{ref} ditarik dari situs.", "Ditarik dari situs"),
    Action.PULL: MoveWords(
        "Tarik sekarang (mendesak)", "{ref} ditarik dari situs saat ini juga.", "Ditarik segera dari situs"
    ),
}

#: What is done and told of a correction that is given up: its page is live, and stays so.
OF_CORRECTION = {
    Action.CANCEL: (
        "Ralat {ref} dibatalkan; halaman yang tayang tetap.",
        "Ralat dibatalkan; halaman yang tayang tetap",
    ),
    Action.REJECT: (
        "Ralat {ref} tidak diumumkan; halaman yang tayang tetap.",
        "Ralat dinyatakan tidak diumumkan; halaman yang tayang tetap",
    ),
}

_DONE = "Selesai."


class MoveTexts(Formats):
    """Texts of moves."""

    def action(self, action: Action) -> str:
        """Label the button of a move. Raises KeyError for one that nobody taps by this name."""
        return MOVES[action].label()

    def done(self, action: Action, ref: str, waiting: list[str], told: list[str], *, live: bool = False) -> str:
        """Say what was decided, whose turn it is now, and who was told; `live`: of an article whose page is live."""
        of_correction = OF_CORRECTION.get(action) if live else None
        words = (of_correction[0] if of_correction else MOVES[action].done or _DONE).format(ref=ref)
        if waiting:
            words += f" Giliran berikutnya: {self.people(waiting)}."
        if told:
            words += f" Diberi tahu: {self.people(told)}."
        return shorten(words, TOAST)
