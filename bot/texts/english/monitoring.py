"""After publishing, in English: what a later look found, what was shared, when the website is asked again."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.texts.english.failures import FailureTexts
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import Formats, bold, shorten
from bot.texts.indonesian import monitoring as indonesian

_FOUND = {
    "foreign_words": "There are advertisements (gambling, loans, pills and the like) that are none of the article's:",
    "trade_links": "A link or banner leads to a website of gambling, loans, pills or the like:",
    "hidden_links": "There is a hidden link to another website:",
    "hidden_frame": "The page has a hidden frame of another website:",
    "foreign_code": "The page loads a script or frame that is none of this website's:",
    "veiled_code": "The page runs a script that hides what it does:",
    "leads_away": "The page takes visitors or search engines to another website:",
    "cloaked": "Search engines are shown another page than visitors:",
    "defaced": "There are words of a vandal:",
}

MOST_FOUND = indonesian.MOST_FOUND
_QUOTED = indonesian.QUOTED

_SHARE_PROBLEMS = {
    "not_admin": "The bot is no admin of the channel, or may not post there. Ask the channel's admin to add it.",
    "not_found": "The channel was not found. Ask the admin to check share.chat in the configuration.",
    "unsure": "The network failed while sending, so it may or may not be there. Look at the channel first.",
    "refused": "Telegram refused the post. Ask the admin to look at the bot's log.",
}


def problem_words(t: Formats, code: str) -> str:
    """Say in a sentence what is wrong with a page."""
    if code in _FOUND:
        return _FOUND[code].removesuffix(":") + "."
    return FailureTexts(t.office, t.now).failure_words(code)


class MonitoringTexts(EnglishFormats, indonesian.MonitoringTexts):
    """Texts of what comes after publishing."""

    def retrying(self, code: str, at: datetime) -> Markup:
        """Say that the website is asked again by itself, and when."""
        if code in {"unreachable", "timeout", "busy", "site_error", "status"}:
            return Markup("⏳ The website does not answer yet; it is tried again automatically {}.").format(
                self.when(at)
            )
        return Markup("⏳ The page does not show the article yet; it is checked again automatically {}.").format(
            self.when(at)
        )

    def found(self, what: str, quote: str, place: str) -> Markup:
        """Say one thing that was found; the quotation is foreign text, and no link."""
        where = "On the front page: " if place == "front" else ""
        if what not in _FOUND:
            said = Markup(" <code>{}</code>").format(shorten(quote, 120)) if quote and what in _QUOTED else ""
            return Markup("• {}{}").format(problem_words(self, what), said)
        return Markup("• {}{} <code>{}</code>").format(where, _FOUND[what], shorten(quote, 120))

    def alarm(self, raised_at: datetime, looked_at: datetime, found: list[tuple[str, str, str]]) -> Markup:
        """Say what is wrong with a page, since when, and when it was looked at last."""
        lines = [self.found(*each) for each in found[:MOST_FOUND]]
        if len(found) > MOST_FOUND:
            lines.append(Markup("… and {} more").format(len(found) - MOST_FOUND))
        listed = Markup("\n").join(lines)
        return Markup(
            "🚨 {}\n{}\n<i>Last checked {}.</i>\n👉 Open the link, then call the website’s keeper. Once it is mended,"
            " tap “Taken care of”."
        ).format(bold(f"Alarm since {self.when(raised_at)}"), listed, self.when(looked_at))

    def certificate_days(self, days: int) -> Markup:
        """Warn on a card that the website's certificate ends soon."""
        return Markup("⚠ The website's HTTPS certificate ends in {} days.").format(max(0, days))

    def certificate_ends(self, days: int) -> Markup:
        """Warn that the website's certificate ends soon."""
        return Markup(
            "⚠ <b>The website's HTTPS certificate ends in {} days.</b> After that, browsers keep visitors out."
            " Please have the server's keeper renew it."
        ).format(max(0, days))

    def aftercare(self, name: str) -> str:
        """Label a button of what comes after publishing."""
        return {
            "look": "🔎 Check again now",
            "handled": "✔ Taken care of",
            "republish": "🌐 Publish again",
            "share": "📣 Share in the channel",
            "share_again": "📣 Not there, share it",
            "share_there": "✔ It is in the channel",
        }[name]

    def looking_now(self) -> str:
        """Answer a tap that asks for a look."""
        return "Being checked. The result will be shown on this card."

    def alarm_handled(self) -> str:
        """Answer a tap that ends an alarm."""
        return "Noted that you take care of it. The page is still checked as planned."

    def publishing_again(self) -> str:
        """Answer a tap that publishes a page again."""
        return "Being published again, then checked. The result will be shown on this card."

    def no_alarm(self) -> str:
        """Answer a tap on the button of an alarm that is over."""
        return "This alarm is over. The card has been brought up to date."

    def not_republished(self, ref: str, words: str) -> Markup:
        """Tell the Staf that a page could not be published again."""
        return Markup("⚠ The page of article {} <b>could not be published again</b>: {}").format(ref, words)

    def started_late(self, ref: str, title: str, planned: datetime) -> Markup:
        """Say that a scheduled publication starts late because the bot was not running."""
        return Markup(
            "🗓 The planned publication of article {} ({}) was missed because the bot was not running: it was due {}."
            " It is being published now, {}."
        ).format(ref, shorten(title, 80), self.dated(planned), self.when(self.now))

    # --- sharing -----------------------------------------------------------------------------------

    def shared(self, at: datetime) -> Markup:
        """Say that the page was shared in the channel."""
        return Markup("📣 Shared in the channel {}.").format(self.when(at))

    def sharing_now(self) -> str:
        """Answer a tap that shares a page."""
        return "Being shared in the channel."

    def shared_already(self) -> str:
        """Answer a second tap: a page is shared once."""
        return "This article was shared already; an article is shared once."

    def share_problem(self, problem: str) -> Markup:
        """Say on a card why a page was not shared."""
        return Markup("⚠ <b>Not shared in the channel yet.</b> {}").format(
            _SHARE_PROBLEMS.get(problem, _SHARE_PROBLEMS["refused"])
        )

    def share_failed(self, ref: str, problem: str) -> Markup:
        """Tell the Staf why a page was not shared."""
        return Markup("Article {}: {}").format(ref, self.share_problem(problem))

    def post(self, title: str, summary: str, url: str) -> Markup:
        """Write the post about a page: title, two lines, link."""
        return Markup('<b>{}</b>\n\n{}\n\n<a href="{}">Read more</a>').format(title, summary, url)

    def post_withdrawn(self, title: str, reason: str) -> Markup:
        """Write the post about a page that was withdrawn."""
        why = Markup("\nReason: {}").format(shorten(reason, 300)) if reason else Markup("")
        return Markup("<s>{}</s>\n\nThis article has been withdrawn from the website.{}").format(title, why)
