"""Asking why a step was late, and the reasons that need no typing, in English."""

from __future__ import annotations

from datetime import timedelta

from markupsafe import Markup

from bot.sop.flow import Step
from bot.texts.english.names import NameTexts
from bot.texts.formats import label
from bot.texts.indonesian import late_reasons as indonesian


class LateReasonTexts(NameTexts, indonesian.LateReasonTexts):
    """Texts of the view in which lateness is explained."""

    def late_button(self, count: int) -> str:
        """Label the way to the view; `count` late steps have no reason yet."""
        return "Reason for being late" + (f" ({count})" if count > 1 else "")

    def late_step(self, ref: str, step: Step, spent: timedelta, standard: timedelta) -> str:
        """Say which step was late, and by how much."""
        return f"{ref} – {self.step(step)}: {self.brief(spent)} (standard: {self.brief(standard)})"

    def late_choice(self, ref: str, step: Step) -> str:
        """Label one of several late steps."""
        return label(f"{ref} – {self.step(step)}")

    def late_all(self, count: int) -> str:
        """Label the choice to give them all one reason."""
        return f"The same reason for all ({count})"

    def ask_late_step(self, late: list[str]) -> Markup:
        """Ask which of several late steps is to be explained."""
        listed = Markup("\n").join(Markup("• {}").format(words) for words in late)
        return Markup("<b>Late steps without a reason yet:</b>\n{}\n\nChoose the step.").format(listed)

    def ask_late_reason(self, late: list[str]) -> Markup:
        """Ask why these steps were late."""
        listed = Markup("\n").join(Markup("• {}").format(words) for words in late)
        return Markup(
            "{}\n\n<b>Why was it late?</b> Choose the reason, or type your own. It is recorded in the report."
        ).format(listed)

    def late_reasons(self) -> list[str]:
        """Offer reasons that need no typing."""
        return ["waiting for material", "away on duty", "network trouble", "website trouble", "workload"]

    def late_choose_first(self) -> str:
        """Say that a step is chosen before its reason is typed."""
        return "First choose the late step on the card above, then type the reason."
