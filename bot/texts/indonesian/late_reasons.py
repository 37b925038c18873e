"""Alasan terlambat: asking why a step was late, and the reasons that need no typing."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from bot.sop.flow import Step
from bot.texts.formats import label
from bot.texts.indonesian.names import NameTexts


class LateReasonTexts(NameTexts):
    """Texts of the view in which lateness is explained."""

    def late_button(self, count: int) -> str:
        """Label the way to the view; `count` late steps have no reason yet."""
        return "Alasan terlambat" + (f" ({count})" if count > 1 else "")

    def late_step(self, ref: str, step: Step, spent: timedelta, standard: timedelta) -> str:
        """Say which step was late, and by how much."""
        return f"{ref} – {self.step(step)}: {self.brief(spent)} (mutu baku {self.brief(standard)})"

    def late_choice(self, ref: str, step: Step) -> str:
        """Label one of several late steps."""
        return label(f"{ref} – {self.step(step)}")

    def late_all(self, count: int) -> str:
        """Label the choice to give them all one reason."""
        return f"Alasan yang sama untuk semua ({count})"

    def ask_late_step(self, late: list[str]) -> Markup:
        """Ask which of several late steps is to be explained."""
        listed = Markup("\n").join(Markup("• {}").format(words) for words in late)
        return Markup("<b>Langkah yang terlambat dan belum ada alasannya:</b>\n{}\n\nPilih langkahnya.").format(listed)

    def ask_late_reason(self, late: list[str]) -> Markup:
        """Ask why these steps were late."""
        listed = Markup("\n").join(Markup("• {}").format(words) for words in late)
        return Markup(
            "{}\n\n<b>Mengapa terlambat?</b> Pilih alasannya, atau ketik sendiri. Alasan ini tercatat dalam laporan."
        ).format(listed)

    def late_reasons(self) -> list[str]:
        """Offer reasons that need no typing."""
        return ["menunggu bahan", "dinas luar", "gangguan jaringan", "gangguan situs web", "beban kerja"]

    def late_choose_first(self) -> str:
        """Say that a step is chosen before its reason is typed."""
        return "Pilih dahulu langkah yang terlambat pada kartu di atas, lalu ketik alasannya."
