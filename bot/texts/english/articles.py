"""The article's card, in English."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.model import InfoClass
from bot.sop.roles import Who
from bot.texts.english.names import NameTexts
from bot.texts.formats import bold, label, page_name, shorten
from bot.texts.indonesian import articles as indonesian

_FAILURES = {
    "unreachable": "The website cannot be reached.",
    "timeout": "The website took too long to answer.",
    "tls": "The website's security certificate (HTTPS) is not valid.",
    "status": "The website answered with an error.",
    "redirected_away": "The page sends visitors to another address.",
    "redirected_home": "The page sends visitors to the front page.",
    "cover_missing": "The page opens, but its main picture does not show.",
    "foreign_host": "That address is not on this office's website.",
    "title_missing": "The page opens, but does not show the article's title.",
    "text_missing": "The page opens, but its text is not the approved one.",
    "too_big": "The page is too large to check.",
    "not_html": "That address is not a web page.",
    "mismatch": "The website stored a text that differs from the article.",
    "altered": "The website stored a text that differs from the article.",
    "disk_full": "The website has no storage space left.",
    "disk_error": "The website could not store a file.",
    "not_writable": "The website's folder cannot be written to.",
    "folder_missing": "The website's folder was not found.",
    "denied": "The website refused the bot's account.",
    "settings": "The bot's website settings are wrong; please contact the admin.",
    "kind_unknown": "The bot's website settings are wrong; please contact the admin.",
    "kind_broken": "The bot's website connector is broken; please contact the admin.",
    "key_odd": "This article's key is not valid; please contact the admin.",
    "base_url_odd": "The website address in the configuration is not valid; the admin should run tayang check.",
    "target_odd": "The address of the target page is not valid.",
    "section_unknown": "The website does not have this article's section.",
    "too_long": "The article is too long for the website.",
    "medium_missing": "A photo or file of the article is missing on the website.",
    "medium_changed": "A photo or file of the article has changed since it was received.",
    "medium_refused": "The website does not take this kind of photo or file.",
    "not_found": "The article's page was not found on the website.",
    "not_published": "The earlier page was never published.",
    "page_damaged": "The page's data on the website is damaged; please contact the admin.",
    "withdrawn": "This page was withdrawn from the website.",
    "clock_skew": "The clocks of bot and website differ by more than five minutes; please contact the admin.",
    "medium_large": "A photo or file is too large.",
    "site_refused": "The portal refused the bot's request; please contact the admin.",
    "endpoint_missing": "The portal's receiver was not found; please contact the admin.",
    "link_awaited": "The link of the page has not been sent yet.",
    "link_odd": "That link is no page of this office's website.",
    "changed_elsewhere": "The page was changed on the website itself. Restore the bot's version from its revisions, or"
    " take that change into the article.",
    "trashed": "The page lies in the website's trash. Restore it or delete it for good there, then try again.",
    "mark_lost": "A plugin of the website takes the bot's mark out of the article; contact the admin.",
    "right_missing": "The bot's account lacks a right it needs on the website; contact the admin.",
    "api_missing": "The website's interface for the bot is not found; contact the admin.",
    "api_off": "The website's interface for the bot is switched off or blocked; contact the admin.",
    "app_passwords_off": "The website takes no application passwords; contact the admin.",
    "login_wrong": "The bot's user name or password on the website is wrong; contact the admin.",
    "medium_damaged": "A photo or file was damaged on its way to the website.",
    "refused": "The website refuses the bot's request; contact the admin.",
    "busy": "The website is too busy just now.",
    "site_error": "The website has trouble of its own.",
    "answer_odd": "The website's answer is not what it should be; please contact the admin.",
    "answer_large": "The website's answer is too large; please contact the admin.",
    "redirected": "The bot's address of the website leads elsewhere; please contact the admin.",
    "read_only": "The website does not let the bot write yet; please contact the admin.",
    "field_missing": "The website has no field for the article or its files; please contact the admin.",
    "text_format_refused": "The bot's account may not use the website's text format; please contact the admin.",
    "format_strips": "The website's text format takes tables or other parts out; please contact the admin.",
    "not_made_public": "The article is stored, but the bot's account may not publish it; please contact the admin.",
    "checked_out": "The article is open in the website's editor. Close it there, then try again.",
}


class ArticleTexts(NameTexts, indonesian.ArticleTexts):
    """Texts of the article's card."""

    def article_head(self, ref: str, title: str, unit: str, external: bool, revision: int) -> Markup:
        """Say which article this is."""
        name = Markup("📄 <b>Article {}</b> · {}{}").format(ref, unit, " (external)" if external else "")
        version = Markup(" · revision {}").format(revision) if revision > 1 else Markup("")
        return Markup("{}{}\n{}").format(name, version, bold(title or "(no title yet)"))

    def fact_order(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi."""
        return Markup("Disposition: {} – {}").format(ref, shorten(subject, 80))

    def fact_section(self, name: str) -> Markup:
        """Say in which section of the website."""
        return Markup("Section: {}").format(name)

    def fact_class(self, kind: InfoClass) -> Markup:
        """Say the information class."""
        return Markup("Information class: {}").format(self.info_class(kind))

    def fact_verified(self, name: str) -> Markup:
        """Say who verified exactly this revision."""
        return Markup("✔ Verified by {}").format(name)

    def fact_proxy(self, name: str) -> Markup:
        """Say who registered it on behalf of the unit."""
        return Markup("Registered on behalf of the unit by {}").format(name)

    def fact_link(self, url: str) -> Markup:
        """Give the page's address."""
        return Markup('Link: <a href="{}">{}</a>').format(url, page_name(url))

    def fact_proof(self, ok: bool, code: str, at: datetime) -> Markup:
        """Say what the last look at the public page saw (bukti tayang)."""
        if ok:
            return Markup("Proof of publication: page seen in public, {}").format(self.when(at))
        return Markup("⚠ Page check, {}: {}").format(self.when(at), self.failure_words(code))

    def failure_words(self, code: str) -> str:
        """Say in words what went wrong at the website."""
        return _FAILURES.get(code, f"The website did not take the article ({code}).")

    def failure(self, code: str) -> Markup:
        """Say why publishing failed and what to do."""
        return Markup("⚠ <b>Not published yet.</b> {} The article is safe. Tap “Publish” to try again.").format(
            self.failure_words(code)
        )

    def scheduled(self, at: datetime | None) -> Markup:
        """Say when it will be published by itself."""
        return Markup("🗓 Will be published automatically: {}.").format(self.dated(at) if at else "as scheduled")

    def approve_as(self, kind: InfoClass) -> str:
        """Label the verifier's one tap."""
        return f"✅ Approve – {self.info_class(kind)}"

    def take_in_to(self, staf: str) -> str:
        """Label the Kasubbag's one tap: data siap entry, handed to a Staf."""
        return label(f"✅ Ready for entry → {staf}")

    def joins_order(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi an article without one is taken in."""
        return Markup("Once taken in, this article belongs to disposition {} – {}.").format(ref, shorten(subject, 80))

    def class_guide(self) -> Markup:
        """Say what the information classes mean (UU 14/2008, Pasal 9-11 and 17)."""
        return Markup(
            "<i>Berkala: activities and results, published regularly. Serta merta: safety or public order."
            " Setiap saat: available on request. Dikecualikan (exempt): decided by the {}.</i>"
        ).format(self.title_of(Who.PPID))

    def ask_order(self) -> Markup:
        """Ask under which disposisi."""
        return Markup("Under which disposition is this article taken in?")

    def ask_staf(self) -> Markup:
        """Ask which Staf."""
        return Markup("Who is to publish this article?")

    def ask_when(self) -> Markup:
        """Ask for the moment to publish at."""
        return Markup(
            "When is this article to be published? Choose below, or type a date and time, for example"
            " <code>tomorrow 09:00</code> or <code>25-11-2026 14:00</code>."
        )

    def moment_choice(self, key: str, at: datetime) -> str:
        """Label a moment to choose."""
        nearest = "Close of office: " if key == "m0" else ""
        return f"{nearest}{self.short_day(at)}, {self.clock(at)}"

    def button(self, name: str) -> str:
        """Label a button that is no move."""
        return {
            "back": "‹ Back",
            "read": "Read article",
            "changes": "What changed",
            "history": "History",
            "mend": "✏ Revise article",
            "title": "Change title",
            "section": "Change section",
            "photos": "🖼 Arrange photos",
            "parts": "Remove a part",
            "preview": "Preview",
            "text": "Replace all text",
            "unit": "Change unit",
            "use_caption": "Use the photo's caption",
            "ask_order": "Request a disposition",
            "cancel_article": "Cancel article",
            "cancel_correction": "Cancel correction",
            "cancel_order": "Cancel disposition",
            "chosen": "✔ Done choosing",
            "contribute": "✏ Write an article",
            "files": "View attachments",
            "print_completion": "Report (PDF)",
            "print_disposition": "Disposition sheet (PDF)",
            "full_report": "Whole report",
            "note": "Add a note",
            "answer": "Answer the question",
            "discard": "Discard",
        }[name]
