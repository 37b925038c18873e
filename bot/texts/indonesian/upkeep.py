"""Perawatan: what the admin must know of the machine the bot runs on, and of its record."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.texts.formats import Formats, quote, shorten
from bot.texts.indonesian.backup_causes import CAUSES


class UpkeepTexts(Formats):
    """What is told to the admin alone: what was seen, and what to do first."""

    def templates_broken(self, why: str) -> Markup:
        """Tell the admin that the office's own templates of papers cannot be used, and what to do."""
        return Markup(
            "⚠ <b>Templat naskah milik kantor tidak dapat dipakai.</b> Naskah tetap dicetak dengan bentuk bawaan."
            " Perbaiki berkas di folder <code>templates</code> pada <code>[paper]</code>, lalu jalankan"
            " <code>tayang check</code>.\n"
            "{}"
        ).format(quote(why))

    def seal_of_today(self, count: int, seal: str) -> Markup:
        """Give the number and the seal of the newest event, for a later comparison."""
        return Markup("🔏 Segel catatan hari ini: <code>{}:{}</code>").format(count, seal)

    def record_changed(self, count: int, seal: str, at: str) -> Markup:
        """Say that the record was changed outside the bot and sealed anew, seen by an event's earlier seal."""
        return Markup(
            "🚨 <b>Catatan diubah di luar bot.</b> Kejadian ke-{} dahulu bersegel <code>{}</code> ({}), kini lain."
            " Simpan salinan basis data, bandingkan dengan cadangan, lalu jalankan <code>tayang audit</code>."
        ).format(count, seal, at)

    def anchors_gone(self, newest: int) -> Markup:
        """Say that the file of the record's anchors is not there, so that the start compared the record with none."""
        return Markup(
            "🚨 <b>Berkas jangkar catatan tidak ada</b> di samping basis data, padahal catatan sudah sampai kejadian"
            " ke-{}. Saat bot mulai, catatan tidak dapat dibandingkan; bot tetap berjalan dan membuat berkas jangkar"
            " baru. Bila bukan Anda yang memindahkannya, bandingkan dengan segel pada pesan harian admin:"
            " <code>tayang audit --seal NOMOR:SEGEL</code>."
        ).format(newest)

    def waits_for_room(self) -> Markup:
        """Tell a sender that their message is known, but cannot be kept yet."""
        return Markup(
            "⏳ Pesan Anda sudah sampai, tetapi penyimpanan bot sedang penuh. Pesan itu diproses sendiri begitu ada"
            " ruang; tidak perlu dikirim ulang. Admin diberi tahu."
        )

    def disk_full(self) -> Markup:
        """Tell the admin that the disk is full, and that nothing is lost."""
        return Markup(
            "🚨 <b>Penyimpanan komputer bot penuh.</b> Pesan yang masuk menunggu dan diproses sendiri begitu ada"
            " ruang. Kosongkan ruang pada disk tempat basis data dan folder berkas."
        )

    def webhook_gone(self) -> Markup:
        """Say that somebody took the webhook away, and that it was set again."""
        return Markup(
            "⚠️ <b>Webhook bot ini terhapus</b> dari luar, sehingga bot tidak menerima pesan. Bot sudah"
            " mendaftarkannya lagi. Bila terulang, ganti token di @BotFather: ada pihak lain yang memegangnya."
        )

    def webhook_elsewhere(self, host: str) -> Markup:
        """Say that updates were delivered to somebody else, and that the webhook was set again."""
        return Markup(
            "🚨 <b>Pesan bot ini diarahkan ke {}</b>, bukan ke bot. Bot sudah mendaftarkan alamatnya lagi. Bila"
            " bukan Bapak/Ibu yang mengubahnya, segera ganti token di @BotFather: ada pihak lain yang memegangnya."
        ).format(host)

    def polling_webhook(self, host: str) -> Markup:
        """Say that a webhook was set for a bot that asks for its messages itself, and that it was taken away."""
        return Markup(
            "🚨 <b>Pesan bot ini diarahkan ke {}</b> lewat webhook yang didaftarkan dari luar, sehingga bot tidak"
            " menerima pesan. Bot sudah menghapusnya dan menerima pesan lagi; yang tertunda tidak hilang. Bila bukan"
            " Bapak/Ibu yang mendaftarkannya, segera ganti token di @BotFather: ada pihak lain yang memegangnya."
        ).format(host or "alamat lain")

    def polling_other_bot(self) -> Markup:
        """Say that another process takes messages with the same token."""
        return Markup(
            "🚨 <b>Ada program lain yang memakai token bot ini</b>, sehingga sebagian pesan pegawai sampai ke sana."
            " Hentikan yang lain: biasanya salinan bot di komputer lain atau proses lama. Bila tidak ada yang"
            " menjalankannya, segera ganti token di @BotFather."
        )

    def database_held(self, since: datetime) -> Markup:
        """Say that nothing can be written to the database, since when, and what to look at first."""
        return Markup(
            "⚠️ <b>Basis data bot tidak dapat ditulisi</b> sejak pukul {}. Pesan pegawai menunggu urutannya, tidak ada"
            " yang hilang. Periksa lebih dahulu: program cadangan atau pemindai yang sedang membuka berkas basis data,"
            " lalu izin folder dan cakramnya. Saya kabari begitu pulih."
        ).format(self.clock(since))

    def database_free(self, since: datetime) -> Markup:
        """Say that the database can be written again."""
        return Markup(
            "✅ <b>Basis data dapat ditulisi lagi</b>; sebelumnya tidak sejak pukul {}."
            " Yang menunggu sedang dikerjakan sesuai urutannya."
        ).format(self.clock(since))

    def webhook_failing(self, detail: str) -> Markup:
        """Say that Telegram does not get through to the bot, in its own words."""
        return Markup(
            "⚠️ <b>Telegram gagal mengantar pesan</b> ke bot: <code>{}</code>. Pesan yang tertunda diantar ulang"
            " sendiri. Periksa alamat telegram.webhook.public_url, sertifikatnya, dan proksi di depannya."
        ).format(detail)

    def backup_failed(self, cause: str, detail: str) -> Markup:
        """Say that the night's backup could not be made, and why."""
        return Markup(
            "🚨 <b>Cadangan tidak terbuat</b>: {} (<code>{}</code>). Bot mencoba lagi sejam sekali. Periksa ruang disk"
            " dan backup.folder, lalu jalankan <code>tayang backup</code> di komputer bot."
        ).format(CAUSES.get(cause, cause), detail)

    def backup_flawed(self, count: int) -> Markup:
        """Say that a backup was made without files that are lost or damaged."""
        return Markup(
            "🚨 <b>Cadangan terbuat, tetapi {} berkas kiriman hilang atau rusak</b> di komputer bot dan tidak ada di"
            " cadangan sebelumnya. <code>tayang check --deep</code> menyebut berkas yang mana."
        ).format(count)

    def backup_not_sent(self, cause: str, detail: str) -> Markup:
        """Say that a backup stayed on the machine, since the office's command did not take it away."""
        return Markup(
            "⚠️ <b>Cadangan belum terkirim ke mesin lain</b>: {} (<code>{}</code>). Cadangannya sendiri ada dan utuh."
            " Periksa backup.command; percobaan berikutnya besok malam."
        ).format(CAUSES.get(cause, cause), detail)

    def backup_stale(self, at: datetime) -> Markup:
        """Say that the newest backup is old."""
        return Markup(
            "⚠️ <b>Cadangan terakhir sudah lama</b>: {}. Jalankan <code>tayang backup</code> di komputer bot dan baca"
            " sebabnya."
        ).format(self.when(at))

    def health_asked(self) -> Markup:
        """Say that the installation is being looked at."""
        return Markup("🩺 Pemasangan bot sedang diperiksa; hasilnya menyusul dalam beberapa saat.")

    def health_not_yours(self) -> str:
        """Say who may read it."""
        return "Pemeriksaan bot hanya dibaca oleh Admin Bot, di obrolan pribadi."

    def health_head(self, wrong: int, warnings: int) -> Markup:
        """Head what was found."""
        if wrong:
            return Markup("🩺 <b>Perlu diperbaiki: {}.</b> Peringatan: {}.").format(wrong, warnings)
        if warnings:
            return Markup("🩺 <b>Bot sehat.</b> Peringatan: {}.").format(warnings)
        return Markup("🩺 <b>Bot sehat.</b>")

    def health_queues(self, arrived: int, to_say: int, to_publish: int, late: int) -> Markup:
        """Say what waits in the bot at this moment, and how many steps of people's are late."""
        return Markup(
            "Menunggu diproses: {} pesan masuk, {} pesan keluar, {} pekerjaan situs. Langkah terlambat: {}."
        ).format(arrived, to_say, to_publish, late)

    def error_seen(self, kind: str, where: str, count: int, number: str) -> Markup:
        """Say that something failed that nobody foresaw: its kind, where, how often, and the last one's number."""
        last = Markup(", terakhir pada <b>{}</b>").format(number) if number else ""
        return Markup(
            "⚠️ <b>Galat di dalam bot</b>: <code>{}</code> di <code>{}</code>, {} kali{}. Bot tetap berjalan; rinciannya"
            " ada di log. Bila berulang, laporkan kepada pengelola program."
        ).format(kind, where, count, last)

    def publication_failed(self, ref: str, url: str, answer: str) -> Markup:
        """Say what the website answered when an article could not be published."""
        return Markup(
            "⚠️ <b>{} tidak dapat diterbitkan</b> ke {}: <code>{}</code>. Staf dapat mencoba lagi dari kartunya;"
            " <code>tayang check</code> atau /kesehatan menyebut cara memperbaikinya."
        ).format(ref, url, shorten(answer, 300))
