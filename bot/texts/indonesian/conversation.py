"""Percakapan: greetings, help, lists, and what is said to strangers and to the admin."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.office import Office
from bot.sop.roles import Role
from bot.texts.formats import bold, label, shorten
from bot.texts.indonesian.moves import MOVES
from bot.texts.indonesian.names import NameTexts

_COMMANDS = {
    "disposisi": "Buat disposisi",
    "lembar": "Lembar Disposisi untuk dicetak",
    "agenda": "Agenda kerja: disposisi rutin",
    "kirim": "Kirim naskah",
    "tugas": "Tugas yang menunggu saya",
    "status": "Perkembangan naskah dan disposisi",
    "cari": "Cari naskah",
    "rekap": "Rekap bulan ini atau masa lain",
    "kesegaran": "Kesegaran tiap rubrik situs",
    "jaga": "Jaga situs: peringatan dan milik kami",
    "kesehatan": "Periksa pemasangan bot",
    "anggota": "Petugas: siapa memegang apa",
    "undang": "Undang orang baru",
    "unit": "Unit: tambah, ubah, gabung",
    "pengganti": "Pengganti saat tidak di tempat (Plh.)",
    "libur": "Hari libur dan jam kerja",
    "piket": "Siapa yang piket",
    "batal": "Tutup isian yang terbuka",
    "bahasa": "Bahasa / Language",
    "bantuan": "Bantuan",
}

_HELP = {
    Role.KABAG: Markup(
        "/disposisi – buat disposisi: isi perihal, lalu ketuk <i>Kirim disposisi</i>. Anda mendapat kabar saat"
        " disposisi diterima dan laporan saat selesai. Ketuk <i>Laporan diterima</i> untuk menutupnya,"
        " atau <i>Tanyakan kembali</i> jika ada yang kurang jelas.\n"
        "/agenda – disposisi rutin: setiap minggu, setiap bulan, atau pada tanggal tertentu.\n"
        "/lembar – Lembar Disposisi siap cetak; dengan nomornya, misalnya <code>/lembar 12</code>, untuk yang lama."
    ),
    Role.KASUBBAG: Markup(
        "Terima disposisi, periksa naskah yang masuk, lalu serahkan kepada Staf atau kembalikan dengan alasan."
        " Salah ketik dapat dibetulkan sendiri dengan <i>Sunting kecil</i>; pejabat unitnya hanya memeriksa"
        " perubahannya.\n"
        "/kirim – daftarkan naskah atas nama unit yang tidak memakai Telegram.\n"
        "/lembar – Lembar Disposisi untuk dicetak."
    ),
    Role.STAF: Markup(
        "Ketuk <i>Terbitkan</i> pada kartu naskah. Bot menerbitkannya satu kali, lalu memeriksa halamannya."
        " Jika gagal, alasannya tertulis pada kartu dan Anda dapat mencoba lagi.\n"
        "/lembar – Lembar Disposisi untuk dicetak."
    ),
    Role.CONTRIBUTOR: Markup(
        "Kirim saja teks, foto, atau berkas: itu menjadi naskah. Kartu naskah menunjukkan yang masih kurang."
        " Jika sudah lengkap, ketuk <i>Kirim naskah</i>.\n/kirim – mulai naskah baru"
    ),
    Role.VERIFIER: Markup(
        "Naskah unit Anda datang lengkap untuk dibaca. Setujui dengan memilih klasifikasi informasinya, atau"
        " kembalikan dengan alasan."
    ),
    Role.PPID: Markup("Anda memutuskan naskah yang dinyatakan dikecualikan: boleh diumumkan atau tidak."),
    Role.ADMIN: Markup(
        "/anggota – siapa memegang apa, sejak kapan; menambah, mengakhiri, menangguhkan\n"
        "/undang – undang orang baru dengan tautan dan kode QR\n"
        "/unit – unit: menambah, mengganti nama, menggabungkan\n/kesehatan – periksa pemasangan bot."
    ),
}


_BY_HAND = Markup(
    "Terbitkan naskah dengan tangan memakai paket dari bot, lalu ketuk <i>Kirim tautan</i> dan kirim alamat"
    " halamannya. Bot memeriksa halaman itu. Jika ada yang kurang, kartunya menyebutkan apa."
)


def _of_staf(office: Office, role: Role, words: Markup) -> Markup:
    return _BY_HAND if role is Role.STAF and office.website.manual else words


#: Who looks after the website itself, and reads its alarms.
_OF_THE_WEBSITE = {Role.STAF, Role.KASUBBAG, Role.ADMIN}


class ConversationTexts(NameTexts):
    """Texts of commands."""

    def command(self, name: str) -> str:
        """Describe a command in the menu."""
        return _COMMANDS[name]

    def stranger(self) -> Markup:
        """Answer somebody the office does not know, once."""
        return Markup(
            "Selamat datang. Bot ini melayani pembaruan situs web <b>{}</b> dan hanya untuk pegawai yang diundang."
            " Jika Anda pegawai, mintalah tautan undangan kepada admin."
        ).format(self.office.name)

    def joined(self, name: str, titles: list[str]) -> Markup:
        """Welcome somebody who took up an invitation."""
        return Markup("Selamat datang, {}. Anda terdaftar sebagai {}.\n\n").format(
            bold(name), bold(self.people(titles, 9))
        )

    def joined_already(self, name: str) -> Markup:
        """Greet somebody whose invitation was taken up before."""
        return Markup("Undangan ini sudah Anda pakai, {}. Ketik /tugas untuk melihat tugas Anda.").format(name)

    def invitation_refused(self, why: str) -> Markup:
        """Say why an invitation does not work."""
        reason = {
            "unknown": "tidak dikenal",
            "used": "sudah dipakai orang lain",
            "expired": "sudah kedaluwarsa",
            "revoked": "sudah dicabut",
            "other_account": "dibuat untuk akun Telegram lain",
            "account_taken": "tidak dapat dibuka dengan akun ini, karena akun ini sudah terdaftar atas nama lain",
        }[why]
        return Markup("Tautan undangan ini {}. Mintalah tautan baru kepada admin.").format(reason)

    def greeting(self, name: str, titles: list[str]) -> Markup:
        """Greet somebody known, with their offices."""
        listed = Markup("\n").join(Markup("• {}").format(title) for title in titles)
        return Markup("Selamat datang, {}. Anda terdaftar sebagai:\n{}").format(bold(name), listed)

    def help(self, roles: set[Role]) -> Markup:
        """Say what this person can do, by role."""
        told = [
            Markup("<b>Sebagai {}</b>\n{}").format(self.role(role), _of_staf(self.office, role, words))
            for role, words in _HELP.items()
            if role in roles
        ]
        staff = (
            "/anggota – petugas Anda; ponsel yang hilang dapat langsung ditangguhkan\n"
            if roles & {Role.KABAG, Role.KASUBBAG}
            else ""
        )
        sentinel = "/jaga – peringatan situs dan yang dinyatakan milik kami\n" if roles & _OF_THE_WEBSITE else ""
        common = Markup(
            "/tugas – tugas yang menunggu Anda\n/status – perkembangan naskah dan disposisi\n"
            "/cari – cari naskah\n"
            "/rekap – rekap bulan ini atau masa lain\n"
            "/kesegaran – kesegaran tiap rubrik situs\n"
            "{}{}"
            "/pengganti – siapa menggantikan Anda saat tidak di tempat\n"
            "/libur – hari libur dan jam kerja\n/piket – siapa yang piket\n"
            "/batal – tutup isian yang terbuka\n/bahasa – ganti bahasa"
        ).format(sentinel, staff)
        return Markup("<b>Bantuan</b>\n\n{}").format(Markup("\n\n").join([*told, common]))

    def tasks(self, count: int) -> Markup:
        """Head the list of what waits for somebody."""
        if count == 0:
            return Markup("✔ Tidak ada tugas yang menunggu Anda.")
        waiting = Markup("<b>{} tugas menunggu Anda.</b> Ketuk untuk membuka kartunya. Sisa waktu dalam jam kerja.")
        return waiting.format(count)

    def task(self, ref: str, title: str, left: str, *, urgent: bool = False) -> str:
        """Label one task; `urgent`: it takes the fast lane."""
        return label(f"{'⚡ ' if urgent else ''}{ref} {title}", f" – {left}" if left else "")

    def left(self, *, late: bool, working: str) -> str:
        """Say shortly how much working time is left, or by how much it is late."""
        return f"terlambat {working}" if late else f"sisa {working}"

    def status(self, lines: list[tuple[str, str, State, str]]) -> Markup:
        """List where things are: (ref, title, state, waiting for)."""
        if not lines:
            return Markup("Belum ada naskah atau disposisi.")
        rows = [
            Markup("<b>{}</b> {}\n{}{}").format(
                ref, shorten(title, 80), self.state(state), f" – {waiting}" if waiting else ""
            )
            for ref, title, state, waiting in lines
        ]
        return Markup("<b>Perkembangan</b>\n\n{}").format(Markup("\n\n").join(rows))

    def nothing_to_cancel(self) -> Markup:
        """Answer /batal where nothing is open."""
        return Markup("Tidak ada isian yang terbuka. Naskah atau disposisi dapat dibatalkan dari kartunya.")

    def cancelled_view(self) -> Markup:
        """Answer /batal where a view was open."""
        return Markup("Isian ditutup. Tidak ada yang berubah.")

    def card_replaced(self, ref: str) -> Markup:
        """Stand on an old card that cannot be taken away any more."""
        name = Markup(" {}").format(ref) if ref else Markup("")
        return Markup("<i>Kartu{} ini sudah diganti; yang berlaku ada di bawah.</i>").format(name)

    def choose_language(self) -> Markup:
        """Ask for a language."""
        return Markup("Pilih bahasa. / Choose a language.")

    def language_set(self) -> Markup:
        """Confirm the language."""
        return Markup("Bot sekarang berbahasa Indonesia. Ketik /tugas untuk membuka tugas Anda.")

    def remark_kept(self, ref: str, happened: str, told: list[str], ways: list[Action], *, moved: bool) -> Markup:
        """Answer what was sent into a form that closed meanwhile: kept as a remark, for whom, and what can be done."""
        changed = f"{ref} sudah berubah ketika Anda mengetik. {happened}".strip()
        words = changed if moved else f"Isian pada {ref} itu tidak lagi menjadi wewenang Anda."
        words += "\n\nTulisan Anda tidak hilang: disimpan sebagai catatan"
        words += f" dan disampaikan kepada {self.people(told)}." if told else "."
        if ways:
            offered = ", ".join(f"“{MOVES[way].named()}”" for way in ways if MOVES[way].button)
            words += f" Yang masih dapat Anda lakukan, pada kartu di bawah: {offered}."
        return Markup("{}").format(words + " Untuk menulis naskah baru, ketik /kirim.")

    def not_understood(self) -> Markup:
        """Answer a text that belongs to nothing."""
        return Markup(
            "Pesan ini tidak termasuk naskah atau isian mana pun. Ketik /tugas untuk daftar tugas Anda, atau /bantuan."
        )

    def tap_instead(self, ref: str) -> Markup:
        """Answer a typed "Setuju": no decision is made by words, the card with its buttons is below."""
        return Markup(
            "Tulisan Anda <b>belum dihitung</b>: keputusan dicatat dari tombol pada kartu. Kartu <b>{}</b> ada di"
            " bawah; ketuk tombolnya."
        ).format(ref)

    def tap_one_of(self) -> Markup:
        """Answer a typed "Setuju" where several things wait."""
        return Markup(
            "Tulisan Anda <b>belum dihitung</b>: keputusan dicatat dari tombol pada kartu. Yang mana? Ketuk untuk"
            " membuka kartunya."
        )

    def nothing_to_decide(self) -> Markup:
        """Answer a typed "Setuju" where nothing waits for a decision."""
        return Markup("Baik. Saat ini tidak ada yang menunggu keputusan Anda, dan tidak ada yang berubah.")

    def welcome(self) -> Markup:
        """Answer thanks."""
        return Markup("Sama-sama. Ketik /tugas untuk melihat yang menunggu Anda.")

    def unknown_command(self) -> Markup:
        """Answer a command there is not."""
        return Markup("Perintah itu tidak dikenal. Ketik /bantuan untuk daftarnya.")

    def only_kabag(self) -> Markup:
        """Refuse /disposisi to others."""
        return Markup("Disposisi hanya dibuat oleh <b>{}</b>.").format(self.role(Role.KABAG))

    def only_contributors(self) -> Markup:
        """Refuse /kirim to those who hand nothing in."""
        return Markup("Naskah dikirim oleh kontributor unit. Mintalah admin mendaftarkan Anda sebagai kontributor.")

    def choose_unit(self) -> Markup:
        """Ask for which unit an article is registered."""
        return Markup("Naskah ini didaftarkan atas nama unit mana?")

    def no_units(self) -> Markup:
        """Say that there is no unit yet."""
        return Markup("Belum ada unit yang terdaftar. Admin perlu mengundang kontributor unit dahulu.")

    def one_draft(self, ref: str) -> Markup:
        """Say that a draft is open already."""
        return Markup("Anda masih menulis {}. Kirim atau batalkan dahulu.").format(ref)

    def group_only_asks(self) -> Markup:
        """Answer a command in a group that belongs in private."""
        return Markup("Gunakan perintah ini dalam percakapan pribadi dengan bot.")

    def being_worked_on(self) -> Markup:
        """Say that a message came and takes longer than usual."""
        return Markup(
            "⏳ Sedang diproses … Pesan Anda sudah diterima dan tidak perlu dikirim ulang; jawabannya menyusul."
        )

    def failed_update(self, number: int) -> Markup:
        """Tell the sender that their message could not be handled."""
        return Markup(
            "Maaf, pesan terakhir Anda gagal diproses (nomor <b>G-{}</b>). Isinya tersimpan dan admin diberi tahu."
            " Silakan coba lagi."
        ).format(number)

    def sent_too_much(self) -> Markup:
        """Tell somebody that they sent more at once than is kept waiting."""
        return Markup(
            "✋ Pesan Anda masuk terlalu banyak sekaligus. <b>Tunggu sebentar</b> sampai yang terdahulu dijawab, lalu"
            " kirim lagi yang belum dijawab."
        )

    def failed_file(self, number: int) -> Markup:
        """Tell the sender that their photo or file could not be handled: unlike a text, it was not kept."""
        return Markup(
            "Maaf, foto atau berkas terakhir Anda gagal diproses (nomor <b>G-{}</b>) dan <b>belum tersimpan</b>."
            " Admin diberi tahu. Mohon kirim ulang."
        ).format(number)

    def failed_update_admin(self, number: int, error: str) -> Markup:
        """Tell the admin that an update could not be handled."""
        return Markup("⚠ Pesan atau ketukan <b>G-{}</b> gagal diproses: <code>{}</code>").format(
            number, shorten(error, 300)
        )

    def site_gave_up(self, ref: str, words: str) -> Markup:
        """Tell Staf and Kasubbag that a page could not be withdrawn."""
        return Markup(
            "⚠ Halaman naskah {} <b>belum dapat ditarik</b> dari situs: {} Mohon tarik langsung di situs web."
        ).format(ref, words)
