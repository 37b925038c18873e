"""Kepegawaian: who holds which office, and what those concerned are told when that changes."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from bot.sop.flow import Action
from bot.sop.model import Manner
from bot.sop.roles import Role
from bot.texts.formats import Formats, bold
from bot.texts.indonesian.moves import MOVES

_MANNERS = {Manner.DEFINITIVE: "", Manner.ACTING: "Plt. ", Manner.DEPUTY: "Pendamping "}

#: Why an appointment ended, where nobody typed a reason.
_ENDINGS = {
    "ran_out": "masa penunjukannya habis",
    "succeeded": "digantikan pejabat baru",
    "merged": "dua akun dijadikan satu",
    "unit_merged": "unitnya digabung",
    "unit_ended": "unitnya tidak ada lagi",
    "revoked": "undangannya dicabut",
}


class PeopleTexts(Formats):
    """What people are told of appointments, suspensions and accounts."""

    def tenure(self, role: Role, manner: Manner, unit: str) -> str:
        """Name an office as somebody holds it: Plt. Kepala …; Kontributor – Dinas Kesehatan."""
        return f"{_MANNERS[manner]}{self.role(role)}" + (f" – {unit}" if unit else "")

    def end_reason(self, reason: str) -> str:
        """Say why an appointment ended: as it was typed, or by itself."""
        return _ENDINGS.get(reason, reason)

    def no_role(self, *, suspended: bool) -> Markup:
        """Answer somebody who may do nothing any more: suspended, or without an office."""
        if suspended:
            return Markup(
                "⛔ Akun Anda <b>ditangguhkan</b>, jadi bot tidak dapat menjalankan permintaan Anda. Hubungi admin atau"
                " atasan Anda untuk membukanya kembali."
            )
        return Markup(
            "Anda tidak lagi memegang penunjukan dalam pembaruan situs web <b>{}</b>. Jika ini keliru, hubungi admin."
        ).format(self.office.name)

    def left_to_nobody(self, ref: str, title: str) -> Markup:
        """Tell the admins that a thing waits for an office that nobody holds, with nobody above."""
        return Markup(
            "⚠ <b>{} menunggu {}</b>, dan tidak ada seorang pun yang memegang jabatan itu. Mohon tunjuk orangnya."
        ).format(ref, title)

    def office_begins(self, title: str, last: date | None, basis: str) -> Markup:
        """Tell somebody that an office is theirs from now on."""
        until = f" sampai {self.one_day(last)}" if last else ""
        by = f" Dasar: {basis}." if basis else ""
        return Markup("🪪 Anda sekarang <b>{}</b>{}.{} Ketik /tugas untuk melihat tugas Anda.").format(title, until, by)

    def office_will_end(self, name: str, title: str, last: date, reason: str) -> Markup:
        """Tell the person (no `name`), or those above, on which day an office ends."""
        who = Markup("Penunjukan Anda") if not name else Markup("Penunjukan {}").format(bold(name))
        after = " Yang belum selesai setelah hari itu beralih kepada petugas lain." if not name else ""
        return Markup("🪪 {} sebagai {} berakhir <b>setelah {}</b> ({}).{}").format(
            who, title, self.one_day(last), reason, after
        )

    def your_office_ended(self, title: str, reason: str, *, all_of_them: bool) -> Markup:
        """Tell somebody that an office of theirs has ended; `all_of_them`: they hold none any more."""
        words = Markup("🪪 Penunjukan Anda sebagai <b>{}</b> telah berakhir: {}.").format(
            title, self.end_reason(reason)
        )
        if not all_of_them:
            return words + " Penunjukan Anda yang lain tetap berlaku."
        return words + (
            " Pekerjaan yang masih terbuka sudah beralih, dan yang Anda setujui selama menjabat tetap sah."
            " Terima kasih atas pengabdian Anda."
        )

    def office_ended(self, name: str, title: str, reason: str) -> Markup:
        """Tell colleagues and those above that somebody's office has ended."""
        return Markup(
            "🪪 {} tidak lagi menjabat {}: {}. Pekerjaannya yang masih terbuka sudah sampai kepada yang berwenang."
        ).format(bold(name), title, self.end_reason(reason))

    def has_joined(self, name: str) -> Markup:
        """Tell who made an invitation that it was taken up."""
        return Markup("✔ {} sudah bergabung dengan undangan Anda.").format(bold(name))

    def account_moved(self, name: str) -> Markup:
        """Tell those above that somebody uses a new account from now on."""
        return Markup(
            "📱 {} sekarang memakai akun Telegram yang baru. Akun lamanya tidak dapat berbuat apa-apa lagi. Jika ini"
            " bukan dilakukan olehnya, tangguhkan akunnya: /anggota"
        ).format(bold(name))

    def account_left(self) -> Markup:
        """Say in the old account's chat that it is nobody's any more."""
        return Markup("📱 Akun Telegram ini tidak lagi terhubung dengan bot. Pakailah akun Anda yang baru.")

    def accounts_merged(self, name: str, other: str) -> Markup:
        """Tell the person (no `name`), or those above, that two records became one."""
        whose = Markup("Data Anda") if not name else Markup("Data {}").format(bold(name))
        return Markup("👥 {} dan data “{}” dijadikan satu. Penunjukan dan pekerjaannya menjadi satu daftar.").format(
            whose, other
        )

    def suspended(self, name: str, by: str, reason: str, acts: list[tuple[str, Action]]) -> Markup:
        """Tell those above that an account was suspended, by whom and why, and what was done with it in a day."""
        who = f" oleh {by}" if by else ""
        words = Markup("⛔ Akun {} <b>ditangguhkan</b>{}: {}. Pekerjaannya sampai kepada petugas lain.").format(
            bold(name), who, reason
        )
        if not acts:
            return words + Markup("\nDalam 24 jam terakhir tidak ada keputusan dari akun itu.")
        listed = self.people([f"{ref} ({MOVES[action].event})" for ref, action in acts], 12)
        return words + Markup(
            "\n<b>Periksa keputusan dari akun itu dalam 24 jam terakhir:</b> {}. Buka dengan /cari; yang belum tayang"
            " masih dapat dikembalikan atau dibatalkan verifikasinya."
        ).format(listed)

    def you_are_suspended(self) -> Markup:
        """Say in the suspended account's own chat that it may do nothing."""
        return Markup("⛔ Akun Anda ditangguhkan. Jika ini keliru, hubungi admin atau atasan Anda.")

    def lifted(self, name: str) -> Markup:
        """Tell the person (no `name`), or those above, that a suspension was lifted."""
        if not name:
            return Markup("✔ Penangguhan akun Anda dibuka. Ketik /tugas untuk melihat tugas Anda.")
        return Markup("✔ Penangguhan akun {} dibuka.").format(bold(name))
