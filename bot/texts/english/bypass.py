"""Letting through without verification: what the Kabag is asked, and what those concerned are told."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.model import InfoClass
from bot.texts.english.names import NameTexts
from bot.texts.indonesian import bypass as indonesian


class BypassTexts(NameTexts, indonesian.BypassTexts):
    """Texts of letting an article through without verification."""

    def ask_bypass(self, unit: str) -> Markup:
        """Say what it means, and ask for the information class."""
        return Markup(
            "⚠ <b>Let it through without an official of {}?</b> This departs from the SOP: the decision and its reason"
            " are recorded in your name, stand in report and recap, and are told to the unit's officials and the admin"
            " at once.\n\nIts information class:"
        ).format(unit)

    def ask_bypass_reason(self) -> Markup:
        """Ask for the reason."""
        return Markup("<b>Why not wait for the verification?</b> Type the reason; it stands in the report.")

    def bypass_reasons(self) -> list[str]:
        """Offer reasons that need no typing."""
        return ["An emergency", "The official cannot be reached"]

    def ask_bypass_sure(self, unit: str, kind: InfoClass, reason: str) -> Markup:
        """Show back what was chosen, before it counts."""
        return Markup(
            "⚠ <b>Are you sure?</b> This article goes on without an official of {}, as {}.\nReason: {}\n\n"
            "Have you read it to its end?"
        ).format(unit, self.info_class(kind), reason)

    def bypass_yes(self) -> str:
        """Label the second yes."""
        return "Yes, let it through unverified"

    def bypass_class_first(self) -> str:
        """Ask to choose where something was typed."""
        return "Choose its information class on the card first."

    def bypass_tap_first(self) -> str:
        """Ask for the tap where something was typed again."""
        return "The reason is noted. Tap “Yes, let it through unverified”, or “Back” to change it."

    def fact_bypassed(self, name: str, reason: str) -> Markup:
        """Say that exactly this revision was let through without its official."""
        return Markup("⚠ Unverified: let through by {} ({})").format(name, reason)

    def bypassed(self, ref: str, unit: str, name: str, reason: str, *, may_revoke: bool) -> Markup:
        """Tell the unit's officials and the admin."""
        said = Markup("⚠ <b>Article {} of {} was let through by {} without verification.</b>\nReason: {}").format(
            ref, unit, name, reason
        )
        if not may_revoke:
            return said
        return said + Markup(
            "\nIf you cannot answer for what it says, open its card by /status and tap “Revoke verification”."
        )
