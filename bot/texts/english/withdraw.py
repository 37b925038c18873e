"""Withdrawing pages, in English: its three kinds, what is asked, and what is seen afterwards."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.roles import Who
from bot.texts.english.names import NameTexts
from bot.texts.formats import page_name, quote, shorten
from bot.texts.indonesian import withdraw as indonesian

_CHOICES = {
    "ralat": "Erratum: it was wrong",
    "digabung": "Merged into another page",
    "ditarik": "Withdrawn: no longer shown",
}
_ASKED = {
    "ralat": "<b>What was wrong?</b> Type the note of the erratum; it stays on the page.",
    "digabung": "<b>Why is it merged?</b> Type a note; the note and the link stand on the old page.",
    "ditarik": "<b>Why is it withdrawn?</b> Type the reason; it stands on the page.",
}
_REASONS = {
    "ralat": ["Data was wrong", "The schedule was wrong"],
    "digabung": ["Its content is part of another page"],
    "ditarik": ["The information is no longer valid", "The event was cancelled"],
}
#: The grave reasons: as their buttons say them, and as they stand on the public page.
_GRAVE = {
    "personal": ("It contains personal data", "It contained personal data"),
    "excluded": ("It contains exempt information", "It contained exempt information"),
    "dangerous": ("It is wrong and endangers people", "It was wrong, and could have harmed people"),
    "tampered": ("Somebody else changed it", "It was changed by somebody who may not"),
}


class WithdrawTexts(NameTexts, indonesian.WithdrawTexts):
    """Texts of withdrawals."""

    def ask_withdrawal(self) -> Markup:
        """Ask for the kind."""
        return Markup(
            "<b>How is this page withdrawn?</b> In each way its text is no longer shown; the address stays and shows"
            " your note. Just to mend the text, use “Correct (ralat)”."
        )

    def withdrawal_choice(self, kind: str) -> str:
        """Label a kind."""
        return _CHOICES[kind]

    def choose_withdrawal(self) -> str:
        """Ask to choose where something was typed."""
        return "First choose on the card how it is withdrawn."

    def ask_withdrawal_reason(self, kind: str) -> Markup:
        """Ask for the reason or note."""
        return Markup(_ASKED[kind])  # noqa: S704 - our own words

    def withdrawal_reasons(self, kind: str) -> list[str]:
        """Offer reasons that need no typing."""
        return _REASONS[kind]

    def confirm_withdrawal(self, kind: str, reason: str) -> Markup:
        """Show what will happen and what will stand on the page, before it does."""
        return Markup(
            "<b>This page will be taken off the website.</b>\nHow: {}\nWhat stands on its page:\n{}\nIs that right?"
            " Tap the button; to change the reason, type it again."
        ).format(_CHOICES[kind], quote(reason))

    def withdrawal_sure(self) -> str:
        """Label the button that takes the page off."""
        return "Yes, take it off"

    def ask_off(self) -> Markup:
        """Ask an official or the Kabag why a page is to be taken off, and say what comes of it."""
        return Markup(
            "<b>Why should this page be withdrawn?</b> Type the reason; {} decides. For the four urgent reasons below"
            " (⚡) you can withdraw it <b>right now</b>, without waiting."
        ).format(self.title_of(Who.KASUBBAG))

    def grave_choice(self, kind: str) -> str:
        """Label a grave reason."""
        return f"⚡ {_GRAVE[kind][0]}"

    def grave_reason(self, kind: str) -> str:
        """Give a grave reason as it stands on the public page."""
        return _GRAVE[kind][1]

    def ask_pull(self, kind: str) -> Markup:
        """Ask whether one is sure of taking a page off now."""
        return Markup(
            "<b>Withdraw this page now?</b> Its text is no longer shown from now on; in its place stands: <i>{}</i>."
            " {}, the staff, the author and the unit's officials are told at once."
        ).format(self.grave_reason(kind), self.title_of(Who.KASUBBAG))

    def pull_now(self) -> str:
        """Label the tap that takes the page off."""
        return "Yes, withdraw it now"

    def ask_target(self, *, found: bool) -> Markup:
        """Ask which page this one is merged into."""
        if found:
            return Markup("<b>Merged into which page?</b> Choose below, type words to search, or send its link.")
        return Markup("No live page fits. Type other words, or send the link of the page.")

    def merged_into(self, name: str, url: str) -> Markup:
        """Say which page was chosen."""
        return Markup('Merged into: <a href="{}">{}</a>').format(url, shorten(name, 80))

    def target_not_live(self) -> str:
        """Refuse a page that visitors do not see, or the page itself."""
        return "That page is not live, or is this page itself. Choose another one."

    def target_not_ours(self, site: str) -> str:
        """Refuse a link that leads elsewhere."""
        return f"That link is no page of our website. Send one that begins with {page_name(site)}."

    def withdrawn_alone(self, ref: str, url: str) -> Markup:
        """Tell Staf and Kasubbag that a page was withdrawn without the link, since its target does not open."""
        return Markup(
            "⚠ Article {} was withdrawn <b>without the link</b>: its target does not open ({}). Check the address."
        ).format(ref, page_name(url))

    def files_stay(self, ref: str, count: int) -> Markup:
        """Tell Staf and Kasubbag that the website keeps the photos and files of a page that was withdrawn."""
        return Markup(
            "Article {} was withdrawn, but <b>{} of its photos or files are still</b> in the website's media library,"
            " and open by their address. Delete them there if no other page shows them."
        ).format(ref, count)

    def still_shows(self, ref: str, url: str) -> Markup:
        """Tell Staf and Kasubbag that visitors still see what was withdrawn."""
        return Markup(
            '🚨 Article {} was withdrawn, but visitors <b>still see its text</b>: <a href="{}">{}</a>. Please remove'
            " it on the website itself, or empty its cache."
        ).format(ref, url, page_name(url))

    def fact_gone(self, at: str) -> Markup:
        """Say that visitors do not see the text any more."""
        return Markup("Proof of withdrawal: visitors no longer see the text, {}").format(at)
