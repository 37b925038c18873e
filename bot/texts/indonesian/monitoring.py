"""Jaga situs: what a later look at a page found, what was shared, and when the website is asked again."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.roles import Role
from bot.texts.formats import Formats, bold, label, shorten
from bot.texts.indonesian.failures import FailureTexts

_FOUND = {
    "foreign_words": "Ada tulisan promosi (judi, pinjaman, obat, dan sejenisnya) yang bukan dari naskah:",
    "trade_links": "Ada tautan atau spanduk yang menuju situs judi, pinjaman, obat, atau sejenisnya:",
    "hidden_links": "Ada tautan tersembunyi ke situs lain:",
    "hidden_frame": "Halaman memuat bingkai tersembunyi dari situs lain:",
    "foreign_code": "Halaman memuat skrip atau bingkai yang bukan milik situs ini:",
    "veiled_code": "Halaman memuat skrip yang menyamarkan isinya:",
    "leads_away": "Halaman membawa pengunjung atau mesin pencari ke situs lain:",
    "cloaked": "Mesin pencari diberi halaman yang berbeda dari pengunjung:",
    "defaced": "Ada tulisan peretas:",
    "unknown_pages": "Peta situs memuat halaman yang tidak dikenal:",
    "not_ours": "Ini bukan halaman kantor (domain diparkir, akun ditangguhkan, bawaan server, atau alat peretas):",
    "trap": "Halaman menyuruh pengunjung menjalankan perintah atau program di komputernya:",
    "robots": "robots.txt berubah dengan mencurigakan:",
}

#: What of a page that is away or changed is worth quoting: the status, whereto it leads, the words that are missing.
QUOTED = frozenset({"status", "redirected_away", "redirected_home", "text_missing", "text_added", "part_unseen"})

#: How many findings a card lists: what is to be done must not be cut off at its end.
MOST_FOUND = 6

MOST_OWN = 20  # of the office's own that are listed

_SHARE_PROBLEMS = {
    "not_admin": "Bot belum menjadi admin kanal, atau belum boleh mengirim pesan. Minta admin kanal menambahkannya.",
    "not_found": "Kanalnya tidak ditemukan. Minta admin memeriksa share.chat pada konfigurasi.",
    "unsure": "Jaringan putus saat mengirim, jadi belum pasti apakah sudah tampil. Lihat kanalnya dahulu.",
    "refused": "Telegram menolak kirimannya. Minta admin melihat catatan bot.",
}


def problem_words(t: Formats, code: str) -> str:
    """Say in a sentence what is wrong with a page."""
    if code in _FOUND:
        return _FOUND[code].removesuffix(":") + "."
    return FailureTexts(t.office, t.now).failure_words(code)


class MonitoringTexts(Formats):
    """Texts of what comes after publishing."""

    def retrying(self, code: str, at: datetime) -> Markup:
        """Say that the website is asked again by itself, and when."""
        if code in {"unreachable", "timeout", "busy", "site_error", "status"}:
            return Markup("⏳ Situs web belum menjawab; dicoba lagi otomatis {}.").format(self.when(at))
        return Markup("⏳ Halaman belum tampil seperti naskahnya; diperiksa lagi otomatis {}.").format(self.when(at))

    def found(self, what: str, quote: str, place: str) -> Markup:
        """Say one thing that was found; the quotation is foreign text, and no link."""
        where = "Di halaman depan situs: " if place == "front" else f"Di {shorten(place, 80)}: " if "/" in place else ""
        if what not in _FOUND:
            said = Markup(" <code>{}</code>").format(shorten(quote, 120)) if quote and what in QUOTED else ""
            return Markup("• {}{}").format(problem_words(self, what), said)
        return Markup("• {}{} <code>{}</code>").format(where, _FOUND[what], shorten(quote, 120))

    def _listed(self, found: list[tuple[str, str, str]]) -> Markup:
        """List what was found, the first few."""
        lines = [self.found(*each) for each in found[:MOST_FOUND]]
        if len(found) > MOST_FOUND:
            lines.append(Markup("… dan {} temuan lagi").format(len(found) - MOST_FOUND))
        return Markup("\n").join(lines)

    def alarm(self, raised_at: datetime, looked_at: datetime, found: list[tuple[str, str, str]]) -> Markup:
        """Say what is wrong with a page, since when, when it was looked at last, and what to do first."""
        return Markup("🚨 {}\n{}\n<i>Diperiksa terakhir {}.</i>\n{} Jika sudah beres, ketuk “Sudah ditangani”.").format(
            bold(f"Peringatan sejak {self.when(raised_at)}"),
            self._listed(found),
            self.when(looked_at),
            self.first_step(found),
        )

    def first_step(self, found: list[tuple[str, str, str]]) -> Markup:
        """Say what to do first about what was found; "" for a page that is only away."""
        kinds = {what for what, _, _ in found}
        if "defaced" in kinds:
            return Markup(
                "👉 <b>Pertama:</b> simpan tangkapan layar, minta pengelola situs memulihkan cadangan dan mengganti"
                " semua kata sandi, lalu laporkan ke tim siber daerah (CSIRT)."
            )
        if kinds & set(_FOUND):
            return Markup(
                "👉 <b>Pertama:</b> simpan tangkapan layar, jangan ketuk tautan yang dikutip. Minta pengelola situs"
                " mengganti kata sandi, lalu memeriksa akun admin, pengaya (plugin), dan berkas yang baru."
            )
        return Markup("👉 <b>Pertama:</b> buka tautannya, lalu hubungi pengelola situs.")

    def certificate_days(self, days: int) -> Markup:
        """Warn on a card that the website's certificate ends soon."""
        return Markup("⚠ Sertifikat HTTPS situs berakhir {} hari lagi.").format(max(0, days))

    def certificate_ends(self, days: int) -> Markup:
        """Warn that the website's certificate ends soon."""
        return Markup(
            "⚠ <b>Sertifikat HTTPS situs web berakhir {} hari lagi.</b> Sesudah itu peramban menolak pengunjung."
            " Mohon pengelola server memperbaruinya."
        ).format(max(0, days))

    def aftercare(self, name: str) -> str:
        """Label a button of what comes after publishing."""
        return {
            "look": "🔎 Periksa lagi sekarang",
            "handled": "✔ Sudah ditangani",
            "ours": "🏠 Ini memang milik kami",
            "republish": "🌐 Terbitkan ulang",
            "share": "📣 Bagikan ke kanal",
            "share_again": "📣 Belum ada, bagikan",
            "share_there": "✔ Sudah ada di kanal",
        }[name]

    def looking_now(self) -> str:
        """Answer a tap that asks for a look."""
        return "Sedang diperiksa. Hasilnya tampil pada kartu ini."

    def alarm_handled(self) -> str:
        """Answer a tap that ends an alarm."""
        return "Tercatat: Anda yang menangani. Halaman tetap diperiksa sesuai jadwal."

    def publishing_again(self) -> str:
        """Answer a tap that publishes a page again."""
        return "Sedang diterbitkan ulang, lalu diperiksa. Hasilnya tampil pada kartu ini."

    def no_alarm(self) -> str:
        """Answer a tap on the button of an alarm that is over."""
        return "Peringatan ini sudah selesai. Kartu sudah diperbarui."

    def not_republished(self, ref: str, words: str) -> Markup:
        """Tell the Staf that a page could not be published again."""
        return Markup("⚠ Halaman naskah {} <b>belum dapat diterbitkan ulang</b>: {}").format(ref, words)

    def started_late(self, ref: str, title: str, planned: datetime) -> Markup:
        """Say that a scheduled publication starts late because the bot was not running."""
        return Markup(
            "🗓 Jadwal terbit naskah {} ({}) terlewat karena bot tidak berjalan: seharusnya {}. Naskah diterbitkan"
            " sekarang, {}."
        ).format(ref, shorten(title, 80), self.dated(planned), self.when(self.now))

    # --- the whole website -------------------------------------------------------------------------

    def site_alarm(self, raised_at: datetime, looked_at: datetime, found: list[tuple[str, str, str]]) -> Markup:
        """Say what is wrong with the website as a whole, since when, and what to do first."""
        return Markup(
            "🚨 <b>Situs web perlu diperiksa</b>\nTerlihat sejak {}.\n{}\n<i>Diperiksa terakhir {}.</i>\n{}"
        ).format(self.when(raised_at), self._listed(found), self.when(looked_at), self.first_step(found))

    def site_well(self, raised_at: datetime) -> Markup:
        """Say that the website is well again."""
        return Markup("✔ <b>Situs web sudah bersih kembali.</b> Peringatan sejak {} selesai.").format(
            self.when(raised_at)
        )

    def site_watched(self, looked_at: datetime | None, pages: int, own: list[tuple[str, str, datetime]]) -> Markup:
        """Show how the website was found at the last look, and what people called the office's own."""
        if looked_at is None:
            head = Markup("Situs web belum pernah diperiksa seluruhnya; pemeriksaan berjalan setiap hari.")
        else:
            head = Markup("Diperiksa {}: {} halaman dan berkas. Peringatan yang terbuka tampil di atas.")
            head = head.format(self.when(looked_at), self.number(pages))
        things = [
            Markup("• <code>{}</code> – {}, {}").format(shorten(quote, 100), name, self.when(at))
            for quote, name, at in own[:MOST_OWN]
        ]
        listed = Markup("\n").join(things) or Markup("Belum ada.")
        return Markup("🛡 <b>Jaga situs</b>\n{}\n\n<b>Dinyatakan milik kami</b>\n{}").format(head, listed)

    def own_which(self) -> Markup:
        """Ask which of the findings are the office's own."""
        return Markup(
            "<b>Temuan mana yang memang milik kami?</b> Nama Anda dicatat, dan temuan itu tidak diperingatkan lagi."
            " Pernyataan ini dapat dicabut lewat /jaga."
        )

    def own_thing(self, quote: str) -> str:
        """Label the button that calls a finding the office's own."""
        return label(f"🏠 Milik kami: {quote}")

    def foreign_thing(self, quote: str) -> str:
        """Label the button that takes that back."""
        return label(f"✕ Cabut: {quote}")

    def own_noted(self) -> str:
        """Answer a tap that calls a finding the office's own."""
        return "Tercatat atas nama Anda: milik kami. Tidak diperingatkan lagi."

    def own_taken_back(self) -> str:
        """Answer a tap that takes that back."""
        return "Dicabut. Pemeriksaan berikutnya memperingatkan lagi jika masih ada."

    def alarms_not_yours(self) -> str:
        """Refuse what only Staf and Kasubbag may do about the website."""
        staf, head = self.role(Role.STAF), self.role(Role.KASUBBAG)
        return f"Hanya {staf} dan {head} yang dapat menjawab peringatan situs."

    def look_asked(self) -> str:
        """Answer a tap that has the whole website looked at."""
        return "Seluruh situs segera diperiksa. Jika ada temuan, Anda diberi tahu."

    # --- sharing -----------------------------------------------------------------------------------

    def shared(self, at: datetime) -> Markup:
        """Say that the page was shared in the channel."""
        return Markup("📣 Dibagikan ke kanal {}.").format(self.when(at))

    def sharing_now(self) -> str:
        """Answer a tap that shares a page."""
        return "Sedang dibagikan ke kanal."

    def shared_already(self) -> str:
        """Answer a second tap: a page is shared once."""
        return "Naskah ini sudah dibagikan; satu naskah dibagikan satu kali."

    def share_problem(self, problem: str) -> Markup:
        """Say on a card why a page was not shared."""
        return Markup("⚠ <b>Belum dibagikan ke kanal.</b> {}").format(
            _SHARE_PROBLEMS.get(problem, _SHARE_PROBLEMS["refused"])
        )

    def share_failed(self, ref: str, problem: str) -> Markup:
        """Tell the Staf why a page was not shared."""
        return Markup("Naskah {}: {}").format(ref, self.share_problem(problem))

    def post(self, title: str, summary: str, url: str) -> Markup:
        """Write the post about a page: title, two lines, link."""
        return Markup('<b>{}</b>\n\n{}\n\n<a href="{}">Baca selengkapnya</a>').format(title, summary, url)

    def post_withdrawn(self, title: str, reason: str) -> Markup:
        """Write the post about a page that was withdrawn."""
        why = Markup("\nAlasan: {}").format(shorten(reason, 300)) if reason else Markup("")
        return Markup("<s>{}</s>\n\nBerita ini sudah ditarik dari situs web.{}").format(title, why)
