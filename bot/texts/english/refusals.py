"""Why something cannot be done, and what to do instead, in English. Plain text of at most 200 characters."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import State
from bot.sop.needs import Need, Reason
from bot.sop.roles import Who
from bot.texts.english.names import NameTexts
from bot.texts.formats import TOAST, shorten
from bot.texts.indonesian import refusals as indonesian

_NOT_ALL_LIVE = (
    "The report is prepared automatically once at least one article is live and none is still under way."
    " You do not need to tap again."
)


class RefusalTexts(NameTexts, indonesian.RefusalTexts):
    """Texts of refusals and of the answers to taps."""

    def refusal(self, why: str, ref: str, state: State, happened: str) -> str:
        """Say why a move was not made; `happened` is what was done last, already in words."""
        words = {
            Reason.NOT_YOURS.value: f"You are not authorised to do this for {ref}.",
            Reason.NOT_NOW.value: self._not_now(ref, state, happened),
            "stale": f"{ref} has changed since this card was made. The card is updated; please check and tap again.",
            Need.REASON.value: "A reason is required.",
            Need.NOT_AUTHOR.value: "Authors may not verify their own articles; please ask another official.",
            Need.CHECKLIST.value: "The article is not complete. The card says what is missing.",
            Need.CLASS.value: "Please choose the information class.",
            Need.APPROVED.value: "This text has not been approved by the unit's authorised official.",
            Need.DISPOSITION.value: "There is no open disposition for this article. Please accept one first.",
            Need.SUBJECT.value: "The subject is empty. Tap “Subject”, fill it in, then send again.",
            Need.ALL_LIVE.value: _NOT_ALL_LIVE,
            Need.ANSWERED.value: "Please answer the question on the card first.",
            Need.LINK.value: "Pages are published by hand here. Tap “Send the link”, then send the page's address.",
            Need.UNATTENDED.value: "Pages are published by hand here, so nothing can be scheduled.",
            Need.TIME.value: "That time has passed. Please choose another.",
            Need.CHANGED.value: "Nothing has changed yet. Edit first, then send.",
            Need.LIVE.value: "Its page is not public, so there is nothing to withdraw.",
            Need.GRAVE.value: "For that reason the page is not withdrawn at once. Tap “Ask to withdraw the page”.",
            Need.SECOND.value: "You are the one who saw it live. A second person must confirm it.",
            Need.IN_PERSON.value: f"Only {self.title_of(Who.KABAG)} in person can do this, nobody who stands in.",
            Need.EDITED.value: "This is no small edit. Return the article with a reason.",
        }.get(why, "This cannot be done.")
        return shorten(words, TOAST)

    def _not_now(self, ref: str, state: State, happened: str) -> str:
        if happened:
            return f"{ref} has moved on. {happened}"
        return f"This cannot be done now. Status of {ref}: {self.state(state)}."

    def accepted_already(self, ref: str, name: str | None) -> str:
        """Answer a second tap on what was accepted: who has it; None: the one who tapped."""
        said = f"{ref} was accepted already, and is handled by {name}." if name else f"You have accepted {ref} already."
        return shorten(said, TOAST)

    def you(self) -> str:
        """Name the one who tapped, where it is their own turn next."""
        return "you"

    def unknown_button(self) -> str:
        """Answer a button that none of our cards carries."""
        return "This button is not known. Type /tugas for your tasks."

    def not_your_thing(self) -> str:
        """Answer a tap on something this person has no part in."""
        return "This is not among your tasks. Type /tugas for your tasks."

    def no_longer_yours(self, ref: str) -> Markup:
        """Stand in the place of a card its reader may not see any more."""
        return Markup("{} is no longer among your tasks.").format(ref)

    def view_gone(self) -> str:
        """Answer words or a choice that came too late for the view they were for."""
        return "That form is closed. Please open it again from its card."

    def words_needed(self) -> str:
        """Ask for words where something else came."""
        return "Please answer with text: type it and send, or type /batal."

    def too_long(self, limit: int, length: int) -> str:
        """Say that a text is too long."""
        return (
            f"Too long: {self.number(length)} characters, at most {self.number(limit)}."
            " Please shorten it and send it again."
        )

    def moment_unclear(self) -> str:
        """Ask for a moment again."""
        return "That time was not understood. Examples: tomorrow 14:00, or 25-11-2026 14:00."

    def moment_past(self) -> str:
        """Say that a moment has passed."""
        return "That time has passed. Please choose a time in the future."

    def type_it(self) -> str:
        """Say that the answer is to be typed."""
        return "Type your answer and send it."

    def sent_below(self) -> str:
        """Say that something was sent below."""
        return "Sent below."

    def disposition_asked(self, kabag: list[str]) -> str:
        """Say that the Kabag was asked for a disposisi."""
        return shorten(f"A disposition was requested from {self.people(kabag)}.", TOAST)

    def anonymous_refused(self) -> str:
        """Refuse a decision from somebody who cannot be told apart."""
        return "Decisions are taken from a personal account only, in a private chat with the bot."
