"""The article's card, in English."""

from __future__ import annotations

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.sop.model import InfoClass
from bot.sop.roles import Who
from bot.texts.english.failures import FailureTexts
from bot.texts.english.names import NameTexts
from bot.texts.formats import bold, label, page_name, quote, shorten
from bot.texts.indonesian import articles as indonesian
from bot.texts.labels import Label

#: Buttons that are no move.
_BUTTONS = {
    Label.BACK: "‹ Back",
    Label.READ: "Read article",
    Label.CHANGES: "What changed",
    Label.HISTORY: "History",
    Label.MEND: "✏ Revise article",
    Label.TITLE: "Change title",
    Label.SECTION: "Change section",
    Label.PHOTOS: "🖼 Arrange photos",
    Label.PARTS: "Remove a part",
    Label.PREVIEW: "Preview",
    Label.TEXT: "Replace all text",
    Label.UNIT: "Change unit",
    Label.USE_CAPTION: "Use the photo's caption",
    Label.ASK_DISPOSITION: "Request a disposition",
    Label.CANCEL_ARTICLE: "Cancel article",
    Label.CANCEL_CORRECTION: "Cancel correction",
    Label.CANCEL_DISPOSITION: "Cancel disposition",
    Label.CHOSEN: "✔ Done choosing",
    Label.CONTRIBUTE: "✏ Write an article",
    Label.FILES: "View attachments",
    Label.PRINT_COMPLETION: "Report (PDF)",
    Label.PRINT_DISPOSITION: "Disposition sheet (PDF)",
    Label.FULL_REPORT: "Whole report",
    Label.ANSWER: "Answer the question",
    Label.DISCARD: "Discard",
    Label.HAND_ON: "Hand on to another Staf",
}


class ArticleTexts(FailureTexts, NameTexts, indonesian.ArticleTexts):
    """Texts of the article's card."""

    def article_head(self, ref: str, title: str, unit: str, external: bool, revision: int) -> Markup:
        """Say which article this is."""
        name = Markup("📄 <b>Article {}</b> · {}{}").format(ref, unit, " (external)" if external else "")
        version = Markup(" · revision {}").format(revision) if revision > 1 else Markup("")
        return Markup("{}{}\n{}").format(name, version, bold(title or "(no title yet)"))

    def fact_disposition(self, ref: str, subject: str) -> Markup:
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

    def fact_eyes(self, names: list[str], at: datetime) -> Markup:
        """Say who confirmed with their own eyes that the page is live."""
        return Markup("Proof of publication: confirmed by eye by {}, {}").format(self.people(names), self.when(at))

    def unproven(self, code: str, quoted: str) -> Markup:
        """Say that the website took the page, and what a look saw instead of what was approved."""
        seen = quote(shorten(quoted, 200)) if quoted else Markup("")
        return Markup("🟡 <b>Published, not proven yet.</b> The page is on the website. {}{}").format(
            self.failure_words(code), seen
        )

    def small_differences(self, count: int, quoted: str) -> Markup:
        """Say how little the page differs from what was approved, quoting both (approved → shown)."""
        return Markup("Live, small differences ({}): <code>{}</code>").format(count, shorten(quoted, 200))

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

    def joins_disposition(self, ref: str, subject: str) -> Markup:
        """Say under which disposisi an article without one is taken in."""
        return Markup("Once taken in, this article belongs to disposition {} – {}.").format(ref, shorten(subject, 80))

    def class_guide(self) -> Markup:
        """Say what the information classes mean (UU 14/2008, Pasal 9-11 and 17)."""
        return Markup(
            "<i>Berkala: activities and results, published regularly. Serta merta: safety or public order."
            " Setiap saat: available on request. Dikecualikan (exempt): decided by the {}.</i>"
        ).format(self.title_of(Who.PPID))

    def ask_disposition(self) -> Markup:
        """Ask under which disposisi."""
        return Markup("Under which disposition is this article taken in?")

    def ask_staf(self) -> Markup:
        """Ask which Staf."""
        return Markup("Who is to publish this article?")

    def ask_other_staf(self, staf: str | None) -> Markup:
        """Ask to which other Staf an article is handed on; `staf` has it now, None: nobody in particular."""
        now = Markup("This article is with {} now. ").format(staf) if staf else Markup("")
        return Markup("{}<b>To whom is it handed on?</b> Its due time stays.").format(now)

    def handed_on(self, staf: str, told: list[str]) -> str:
        """Answer the tap that handed an article on: whose it is now, and who else was told."""
        also = f" {self.people(told)} will be told." if told else ""
        return f"Handed on to {staf}.{also}"

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

    def ask_meant(self, at: datetime, meant: datetime, left: timedelta | None) -> Markup:
        """Ask whether another moment is meant: `at` is on a day off, in the night, or leaves `left` of working time."""
        if left is None and self.day(at) == self.day(meant):
            why = Markup("<b>{} is in the night.</b>").format(self.clock(at))
        elif left is None:
            why = Markup("<b>The office is closed on {}.</b>").format(self.day(at))
        else:
            why = Markup("<b>Only {} are left until {}.</b>").format(self.working(left), self.when(at))
        return Markup("{}\nDo you mean {}?").format(why, self.dated(meant))

    def moment_meant(self, meant: datetime) -> str:
        """Label the button that takes the moment asked about."""
        return f"Yes, {self.short_day(meant)}, {self.clock(meant)}"

    def moment_as_typed(self, at: datetime) -> str:
        """Label the button that takes a moment as it was typed."""
        return f"Keep {self.short_day(at)}, {self.clock(at)}"

    def button(self, label: Label) -> str:
        """Label a button that is no move."""
        return _BUTTONS[label]
