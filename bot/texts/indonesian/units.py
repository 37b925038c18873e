"""Unit: the units of the office, and what changes of them mean."""

from __future__ import annotations

from typing import Literal

from markupsafe import Markup

from bot.sop.model import UnitKind
from bot.sop.roles import Role
from bot.texts.formats import Formats, bold

UnitButton = Literal["add", "rename", "merge", "end", "list", "do_it"]
UnitChange = Literal["kind", "end", "merge"]

_BUTTONS: dict[UnitButton, str] = {
    "add": "➕ Tambah unit",
    "rename": "Ganti nama",
    "merge": "Gabungkan ke unit lain",
    "end": "Akhiri unit",
    "list": "« Daftar unit",
    "do_it": "Ya, lakukan",
}

_KINDS = {UnitKind.INTERNAL: "Internal (Subag sendiri)", UnitKind.EXTERNAL: "Eksternal (Bagian/SKPD lain)"}


class UnitTexts(Formats):
    """Texts of /unit."""

    def unit_button(self, name: UnitButton) -> str:
        """Label a button of these cards."""
        return _BUTTONS[name]

    def kind_button(self, kind: UnitKind) -> str:
        """Name the two kinds of unit."""
        return _KINDS[kind]

    def only_admin_units(self) -> Markup:
        """Refuse /unit to others."""
        return Markup("Unit diatur oleh <b>{}</b>.").format(self.role(Role.ADMIN))

    def unit_list(self, count: int) -> Markup:
        """Head the list."""
        return Markup("🏢 <b>Unit</b> · {}\nKetuk unit untuk melihat petugas, naskah, dan rubriknya.").format(count)

    def ask_kind(self) -> Markup:
        """Ask of which kind a new unit is."""
        return Markup(
            "🏢 <b>Unit baru</b>\nNaskah unit eksternal diverifikasi dahulu oleh pejabat berwenang unit itu. Jenis apa?"
        )

    def ask_unit_name(self) -> Markup:
        """Ask for the name of a new unit."""
        return Markup("Ketik <b>nama unit</b>, seperti akan tercetak. /batal untuk tidak jadi.")

    def ask_unit_rename(self, name: str) -> Markup:
        """Ask for another name."""
        return Markup("Ketik nama baru untuk {}. /batal untuk tidak jadi.").format(bold(name))

    def unit_card(
        self, name: str, held: list[tuple[str, list[str]]], work: list[str], sections: list[str], *, external: bool
    ) -> Markup:
        """Show one unit."""
        kind = "Eksternal: naskahnya diverifikasi pejabatnya dahulu" if external else "Internal: tanpa verifikasi"
        people = [
            Markup("\n{}: {}").format(title, self.people(names, 9) if names else "belum ada") for title, names in held
        ]
        under_way = self.people(work, 9) if work else "tidak ada"
        owned = self.people(sections, 9) if sections else "tidak ada"
        return Markup("🏢 <b>{}</b>\n{}\n{}\n\nNaskah berjalan: {}\nRubrik yang dijaga: {}").format(
            name, kind, Markup("").join(people), under_way, owned
        )

    def kind_means(self, name: str, kind: UnitKind, reached: list[str], in_the_way: list[str]) -> Markup:
        """Say what a change of kind means for what is under way."""
        if in_the_way:
            return Markup(
                "{} belum dapat menjadi eksternal: {} sudah diterima tanpa verifikasi pejabat. Terbitkan atau"
                " kembalikan dahulu."
            ).format(bold(name), self.people(in_the_way, 9))
        if kind is UnitKind.EXTERNAL:
            words = Markup(
                "{} menjadi <b>eksternal</b>: naskahnya diverifikasi dahulu oleh pejabat berwenang unit itu."
            )
            then = " Naskah {} perlu dikembalikan dahulu agar diverifikasi." if reached else ""
        else:
            words = Markup("{} menjadi <b>internal</b>: naskah yang dikirim sejak itu tidak menunggu verifikasi.")
            then = (
                " Naskah {} tetap menunggu pejabatnya, atau dapat ditarik kembali oleh penulisnya." if reached else ""
            )
        return words.format(bold(name)) + then.format(self.people(reached, 9))

    def unit_end_means(self, name: str, count: int, work: list[str]) -> Markup:
        """Say what ending a unit means."""
        if work:
            return Markup(
                "{} masih mempunyai naskah berjalan: {}. Selesaikan dahulu, atau gabungkan unitnya ke unit lain."
            ).format(bold(name), self.people(work, 9))
        return Markup("{} berakhir, dan {} penunjukan di unit itu berakhir bersamanya.").format(bold(name), count)

    def whom_to_join(self, name: str) -> Markup:
        """Ask of which unit this one becomes a part."""
        return Markup("{} digabung ke unit mana?").format(bold(name))

    def unit_merge_means(self, name: str, into: str, count: int, work: int, *, external: bool) -> Markup:
        """Say what merging two units means."""
        rule = "diverifikasi oleh pejabat unit itu" if external else "tanpa verifikasi pejabat"
        return Markup(
            "{} digabung ke {}: {} penunjukan, {} naskah berjalan, rubrik, dan disposisinya pindah ke sana. Naskah"
            " sejak itu {}. <b>Ini tidak dapat dibatalkan.</b>"
        ).format(bold(name), bold(into), count, work, rule)

    def unit_changed(self, what: UnitChange, name: str, now: str, *, external: bool) -> Markup:
        """Tell a unit's people what became of it; `now` is what it is part of, or its name."""
        if what == "end":
            return Markup("🏢 Unit {} sudah tidak ada lagi dalam pembaruan situs web.").format(bold(name))
        rule = (
            "Naskahnya diverifikasi pejabat unit dahulu."
            if external
            else "Naskahnya tidak menunggu verifikasi pejabat."
        )
        if what == "merge":
            return Markup("🏢 Unit {} digabung ke {}. {}").format(bold(name), bold(now), rule)
        return Markup("🏢 Unit {} sekarang {}. {}").format(bold(now), "eksternal" if external else "internal", rule)
