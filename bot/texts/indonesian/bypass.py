"""Loloskan tanpa verifikasi: what the Kabag is asked, and what those concerned are told."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.model import InfoClass
from bot.texts.indonesian.names import NameTexts


class BypassTexts(NameTexts):
    """Texts of letting an article through without verification."""

    def ask_bypass(self, unit: str) -> Markup:
        """Say what it means, and ask for the information class."""
        return Markup(
            "⚠ <b>Loloskan tanpa verifikasi pejabat {}?</b> Ini menyimpang dari SOP: keputusan dan alasannya tercatat"
            " atas nama Anda, dimuat dalam laporan dan rekap, dan langsung diberitahukan kepada pejabat unit serta"
            " admin.\n\nKlasifikasi informasinya:"
        ).format(unit)

    def ask_bypass_reason(self) -> Markup:
        """Ask for the reason."""
        return Markup("<b>Mengapa tidak menunggu verifikasi?</b> Ketik alasannya; alasan ini dimuat dalam laporan.")

    def bypass_reasons(self) -> list[str]:
        """Offer reasons that need no typing."""
        return ["Keadaan darurat", "Pejabat berwenang tidak dapat dihubungi"]

    def ask_bypass_sure(self, unit: str, kind: InfoClass, reason: str) -> Markup:
        """Show back what was chosen, before it counts."""
        return Markup(
            "⚠ <b>Anda yakin?</b> Naskah ini diteruskan tanpa verifikasi pejabat {}, sebagai informasi {}.\n"
            "Alasan: {}\n\nSudahkah Anda membaca naskahnya sampai selesai?"
        ).format(unit, self.info_class(kind), reason)

    def bypass_yes(self) -> str:
        """Label the second yes."""
        return "Ya, loloskan tanpa verifikasi"

    def bypass_class_first(self) -> str:
        """Ask to choose where something was typed."""
        return "Pilih dahulu klasifikasi informasinya pada kartu."

    def bypass_tap_first(self) -> str:
        """Ask for the tap where something was typed again."""
        return "Alasannya sudah tercatat. Ketuk “Ya, loloskan tanpa verifikasi”, atau “Kembali” untuk mengubahnya."

    def fact_bypassed(self, name: str, reason: str) -> Markup:
        """Say that exactly this revision was let through without its official."""
        return Markup("⚠ Tanpa verifikasi: diloloskan {} ({})").format(name, reason)

    def bypassed(self, ref: str, unit: str, name: str, reason: str, *, may_revoke: bool) -> Markup:
        """Tell the unit's officials and the admin."""
        said = Markup("⚠ <b>Naskah {} dari {} diloloskan {} tanpa verifikasi.</b>\nAlasan: {}").format(
            ref, unit, name, reason
        )
        if not may_revoke:
            return said
        return said + Markup(
            "\nBila isinya tidak dapat dipertanggungjawabkan, buka kartunya lewat /status, lalu ketuk “Batalkan"
            " verifikasi”."
        )
