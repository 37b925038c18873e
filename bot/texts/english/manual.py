"""Publishing by hand: the words where a person publishes, sends the link, and takes pages off."""

from __future__ import annotations

from markupsafe import Markup

from bot.texts.english.failures import FailureTexts
from bot.texts.formats import bold, page_name, quote, shorten
from bot.texts.indonesian import manual as indonesian
from bot.texts.indonesian.manual import HandButton, OddLink

_LABELS: dict[HandButton, str] = {
    "link": "🔗 Send the link",
    "package": "📦 Send the package again",
    "updated": "✅ I have updated the same page",
    "again": "🔁 Look at that page again",
    "off": "✅ I have taken it off",
}

_ODD: dict[OddLink, str] = {
    "no_link": "There is no page address in this message. Open the page in a browser, copy its address and send it.",
    "other_site": "That address is not on the website {}. Send the address of a page there.",
    "home_page": "That is the front page. Open the page of this article and send its address.",
    "insecure": "Send the address that begins with https://.",
}


class ManualTexts(FailureTexts, indonesian.ManualTexts):
    """Texts of publishing by hand."""

    def hand_label(self, name: HandButton) -> str:
        """Label a button of somebody who publishes by hand."""
        return _LABELS[name]

    def package_caption(self, ref: str, number: int, count: int) -> str:
        """Say what a ZIP is, under it; plain text."""
        if count > 1:
            return f"Package {ref}, part {number} of {count}. Put all parts into one folder."
        return f"Package {ref}. Open the first .txt: the finished page, its text, photos and captions are inside."

    def package_coming(self) -> str:
        """Answer the wish for a package."""
        return "The package is being made and sent below."

    def package_failed(self, ref: str, words: str) -> Markup:
        """Say that a package could not be made."""
        return Markup(
            "⚠ The package of {} <b>could not be made</b>: {} Tap “Send the package again” on its card."
        ).format(ref, words)

    def ask_link(self) -> Markup:
        """Ask for the address at which a page was put."""
        return Markup(
            "Send the address of the published page. Open it without signing in, copy its address and paste it here."
            " The bot looks at it at once."
        )

    def link_odd(self, why: OddLink, host: str) -> str:
        """Say why a link can be no page of the website."""
        return _ODD[why].format(host)

    def link_stays(self, url: str) -> str:
        """Say that a correction stays on its page."""
        return f"A correction stays on its page: {url} Update that page, then tap the button on the card."

    def link_taken(self, ref: str) -> str:
        """Say that another article is at this address."""
        return f"That is the page of {ref}. Please check, and send the address of this one's page."

    def link_received(self, ref: str) -> str:
        """Say that a link was taken and the page is being looked at."""
        return f"Thank you. The page of {ref} is being looked at; its card will say what was found."

    def which_link(self, refs: list[str]) -> str:
        """Ask for which of several articles a link was meant."""
        return f"Which one is this link meant for? Tap “Send the link” on its card: {self.people(refs, 6)}."

    def hand_failure(self, code: str, lacking: str) -> Markup:
        """Say why a page was not proven, and where to look."""
        where = Markup(" What is missing:{}").format(quote(lacking)) if lacking else Markup()
        return Markup("⚠ <b>The page has not been proven live yet.</b> {}{}").format(self.failure_words(code), where)

    def take_off(self, url: str, *, yours: bool) -> Markup:
        """Ask for a withdrawn page to be taken off, or say who is asked."""
        link = Markup('<a href="{}">{}</a>').format(url, page_name(url))
        if yours:
            return Markup(
                "👉 <b>Your turn.</b> Take this page off by hand, or put a notice in place of its text: {}. Then tap “I"
                " have taken it off”; the bot looks whether the text is really gone."
            ).format(link)
        return Markup("Waiting for the page to be taken off by hand: {}.").format(link)

    def take_down(self, ref: str, title: str, url: str) -> Markup:
        """Ask for a page to be taken off whose article went back before it was proven."""
        return Markup(
            '⚠ {} {} will not be published now. If its page is up already, take it off by hand: <a href="{}">{}</a>'
        ).format(ref, bold(shorten(title, 80)), url, page_name(url))

    def looking_if_gone(self) -> str:
        """Answer somebody who took a page off."""
        return "Thank you. The bot is looking at the page."

    def still_there(self, ref: str) -> Markup:
        """Say that a page still shows its text."""
        return Markup(
            "⚠ The page of {} <b>still shows its text</b>. Take it off, empty the website's cache if it has one, then"
            " tap “I have taken it off” again."
        ).format(ref)

    def not_looked(self, ref: str) -> Markup:
        """Say that it could not be seen whether a page is gone."""
        return Markup(
            "⚠ The page of {} could not be looked at: the website does not answer. Tap “I have taken it off” again in"
            " a while."
        ).format(ref)
