"""Perawatan: what the admin must know of the machine the bot runs on, and of its record."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts.formats import Formats


class UpkeepTexts(Formats):
    """What is told to the admin alone: what was seen, and what to do first."""

    def seal_of_today(self, count: int, seal: str) -> Markup:
        """Give the number and the seal of the newest event, for a later comparison."""
        return Markup("🔏 Segel catatan hari ini: <code>{}:{}</code>").format(count, seal)

    def record_changed(self, count: int, seal: str, at: str) -> Markup:
        """Say that the record was changed outside the bot and sealed anew, seen by an event's earlier seal."""
        return Markup(
            "🚨 <b>Catatan diubah di luar bot.</b> Kejadian ke-{} dahulu bersegel <code>{}</code> ({}), kini lain."
            " Simpan salinan basis data, bandingkan dengan cadangan, lalu jalankan <code>tayang audit</code>."
        ).format(count, seal, at)

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

    def webhook_failing(self, detail: str) -> Markup:
        """Say that Telegram does not get through to the bot, in its own words."""
        return Markup(
            "⚠️ <b>Telegram gagal mengantar pesan</b> ke bot: <code>{}</code>. Pesan yang tertunda diantar ulang"
            " sendiri. Periksa alamat telegram.webhook.public_url, sertifikatnya, dan proksi di depannya."
        ).format(detail)
