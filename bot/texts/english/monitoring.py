"""After publishing, in English: what a later look found, what was shared, when the website is asked again."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.roles import Role
from bot.texts.english.failures import FailureTexts
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import Formats, bold, label, shorten
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
    "unknown_pages": "The site map lists pages that nobody here knows:",
    "not_ours": "This is no page of the office (parked domain, suspended account, server's own page, hacker's tool):",
    "trap": "The page tells visitors to run a command or a program on their computer:",
    "robots": "robots.txt changed in a suspicious way:",
}

MOST_FOUND = indonesian.MOST_FOUND
MOST_OWN = indonesian.MOST_OWN
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
        where = "On the front page: " if place == "front" else f"On {shorten(place, 80)}: " if "/" in place else ""
        if what not in _FOUND:
            said = Markup(" <code>{}</code>").format(shorten(quote, 120)) if quote and what in _QUOTED else ""
            return Markup("• {}{}").format(problem_words(self, what), said)
        return Markup("• {}{} <code>{}</code>").format(where, _FOUND[what], shorten(quote, 120))

    def _listed(self, found: list[tuple[str, str, str]]) -> Markup:
        """List what was found, the first few."""
        lines = [self.found(*each) for each in found[:MOST_FOUND]]
        if len(found) > MOST_FOUND:
            lines.append(Markup("… and {} more").format(len(found) - MOST_FOUND))
        return Markup("\n").join(lines)

    def alarm(self, raised_at: datetime, looked_at: datetime, found: list[tuple[str, str, str]]) -> Markup:
        """Say what is wrong with a page, since when, when it was looked at last, and what to do first."""
        return Markup("🚨 {}\n{}\n<i>Last checked {}.</i>\n{} Once it is mended, tap “Taken care of”.").format(
            bold(f"Alarm since {self.when(raised_at)}"),
            self._listed(found),
            self.when(looked_at),
            self.first_step(found),
        )

    def first_step(self, found: list[tuple[str, str, str]]) -> Markup:
        """Say what to do first about what was found."""
        kinds = {what for what, _, _ in found}
        if "defaced" in kinds:
            return Markup(
                "👉 <b>First:</b> keep a screenshot, have the website's keeper restore a backup and change every"
                " password, then report it to the region's security team (CSIRT)."
            )
        if kinds & set(_FOUND):
            return Markup(
                "👉 <b>First:</b> keep a screenshot, and tap none of the links that are quoted. Have the keeper of the"
                " website change the passwords, then look for new admins, plugins and files."
            )
        return Markup("👉 <b>First:</b> open the link, then call the website's keeper.")

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
            "ours": "🏠 This is our own",
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

    # --- the whole website -------------------------------------------------------------------------

    def site_alarm(self, raised_at: datetime, looked_at: datetime, found: list[tuple[str, str, str]]) -> Markup:
        """Say what is wrong with the website as a whole, since when, and what to do first."""
        return Markup("🚨 <b>The website needs a look</b>\nSeen since {}.\n{}\n<i>Last checked {}.</i>\n{}").format(
            self.when(raised_at), self._listed(found), self.when(looked_at), self.first_step(found)
        )

    def site_well(self, raised_at: datetime) -> Markup:
        """Say that the website is well again."""
        return Markup("✔ <b>The website is clean again.</b> The alarm since {} is over.").format(self.when(raised_at))

    def site_watched(self, looked_at: datetime | None, pages: int, own: list[tuple[str, str, datetime]]) -> Markup:
        """Show how the website was found at the last look, and what people called the office's own."""
        if looked_at is None:
            head = Markup("The website as a whole was never checked yet; it is checked every day.")
        else:
            head = Markup("Checked {}: {} pages and files. An open alarm is shown above.")
            head = head.format(self.when(looked_at), self.number(pages))
        things = [
            Markup("• <code>{}</code> – {}, {}").format(shorten(quote, 100), name, self.when(at))
            for quote, name, at in own[:MOST_OWN]
        ]
        listed = Markup("\n").join(things) or Markup("Nothing yet.")
        return Markup("🛡 <b>The website's sentinel</b>\n{}\n\n<b>Called our own</b>\n{}").format(head, listed)

    def own_which(self) -> Markup:
        """Ask which of the findings are the office's own."""
        return Markup(
            "<b>Which of the findings are our own?</b> Your name is noted, and the finding is not told again."
            " It can be taken back with /jaga."
        )

    def own_thing(self, quote: str) -> str:
        """Label the button that calls a finding the office's own."""
        return label(f"🏠 Our own: {quote}")

    def foreign_thing(self, quote: str) -> str:
        """Label the button that takes that back."""
        return label(f"✕ Take back: {quote}")

    def own_noted(self) -> str:
        """Answer a tap that calls a finding the office's own."""
        return "Noted in your name as our own. It is not told again."

    def own_taken_back(self) -> str:
        """Answer a tap that takes that back."""
        return "Taken back. The next check tells of it again if it is still there."

    def alarms_not_yours(self) -> str:
        """Refuse what only Staf and Kasubbag may do about the website."""
        staf, head = self.role(Role.STAF), self.role(Role.KASUBBAG)
        return f"Only {staf} and {head} can answer alarms about the website."

    def look_asked(self) -> str:
        """Answer a tap that has the whole website looked at."""
        return "The whole website is being checked. You are told if anything is found."

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
