"""Changes of articles, in English: what changed between revisions, small edits, and how they are asked for."""

from __future__ import annotations

from markupsafe import Markup

from bot.content.diff import Difference, Retouch
from bot.sop.model import InfoClass
from bot.texts.english.names import NameTexts
from bot.texts.formats import label, quote, shorten
from bot.texts.indonesian import revisions as indonesian

_RETOUCHED = {
    "added": "Photo {number} added: {name}",
    "removed": "Photo {number} removed: {name}",
    "described": "Description of photo {number}: {change}",
    "captioned": "Caption of photo {number}: {change}",
    "cover": "Another photo of the article is its cover now",
    "order": "The order of photos or files changed",
}
_FILES = {
    "added": "File added: {name}",
    "removed": "File removed: {name}",
    "captioned": "Caption of a file: {change}",
}
_CHOICES = {
    "title": "Title",
    "paragraph": "Paragraph",
    "section": "Section",
    "alt": "Photo description",
    "more": "Next paragraphs ›",
    "drop": "Discard changes",
    "class": "Other class",
}


class RevisionTexts(NameTexts, indonesian.RevisionTexts):
    """Texts of differences and small edits."""

    def no_changes(self) -> Markup:
        """Say that there is nothing to compare with."""
        return Markup("This is the first revision; there is nothing to compare with.")

    def difference(self, old: int, new: int, found: Difference) -> Markup:
        """Show what changed between two revisions: word by word, photos and files in words."""
        head = Markup("<b>Changes from revision {} to revision {}</b>").format(old, new)
        if found.none:
            return head + Markup("\nNothing that readers see has changed.")
        return Markup("\n").join([head, *self.difference_lines(found)])

    def difference_lines(self, found: Difference) -> list[Markup]:
        """List what changed, without a headline."""
        lines = []
        if found.title or (found.words and not found.rewritten):
            lines.append(Markup("<i>Struck out: removed. Bold: added.</i>"))
        if found.title:
            lines.append(Markup("Title: <s>{}</s> <b>{}</b>").format(*found.title))
        if found.section:
            lines.append(Markup("Section: <s>{}</s> <b>{}</b>").format(*found.section))
        lines += [self._retouch(each) for each in found.media[: indonesian.RETOUCHES]]
        if len(found.media) > indonesian.RETOUCHES:
            left = len(found.media) - indonesian.RETOUCHES
            lines.append(Markup("… and {} more changes of photos or files.").format(left))
        if found.rewritten:
            lines.append(
                Markup("<b>The article was rewritten</b> ({} of {} words changed). Tap “Read article”.").format(
                    self.number(found.changed), self.number(found.total)
                )
            )
        elif found.words:
            lines += [Markup(""), self._words(found.words).strip()]
        return lines

    def _retouch(self, each: Retouch) -> Markup:
        forms = _RETOUCHED if each.photo or each.kind not in _FILES else _FILES
        change = Markup("<s>{}</s> <b>{}</b>").format(shorten(each.old, 90) or "–", shorten(each.new, 90) or "–")
        line = Markup(forms[each.kind])  # noqa: S704 - our own words
        return Markup("• ") + line.format(number=each.number, name=shorten(each.name, 80) or "–", change=change)

    def more_changes(self, count: int) -> Markup:
        """Say how many changes did not fit."""
        return Markup("… and {} more changes. Tap “Read article” to read all of it.").format(count)

    def ralat_head(self, editor: str, *, edited: bool) -> Markup:
        """Tell the official that only a little changed since they verified the text."""
        who = "Small edit by {}" if edited else "Correction of a live page, by {}"
        head = Markup("✏ <b>{}.</b> Only the change below needs checking; the rest is the text that was verified.")
        return head.format(who.format(editor))

    def approve_change(self, kind: InfoClass) -> str:
        """Label the official's one tap; the class stays as it was."""
        return label(f"✅ Approve change – {self.info_class(kind)}")

    def edit_intro(self, unit: str, *, changed: bool) -> Markup:
        """Say what can be edited and who sees it; `unit` is "" for an internal one."""
        how = Markup(
            "✏ <b>Small edit.</b> Choose what to edit, or type <code>old words => new words</code> to correct words"
            " throughout the article."
        )
        if not changed:
            return how
        if unit:
            return Markup("Once sent, the official of <b>{}</b> checks just this change.").format(unit)
        return Markup("Once sent, this change takes effect at once and the author is told.")

    def edit_choice(self, name: str) -> str:
        """Label something that can be edited."""
        return _CHOICES[name]

    def send_edit(self) -> str:
        """Label the tap that sends a small edit."""
        return "✅ Send change"

    def edit_unsent(self) -> Markup:
        """Remind the editor of what they prepared and did not send."""
        return Markup("✏ You have an edit that was <b>not sent</b> yet. Tap “Small edit” to go on with it.")

    def ask_paragraph(self) -> Markup:
        """Ask which paragraph to edit."""
        return Markup("Which paragraph is to be edited?")

    def paragraph_choice(self, number: int, words: str) -> str:
        """Label a paragraph by how it begins."""
        return label(f"{number}: {words}")

    def ask_words(self, number: int, words: str) -> Markup:
        """Ask for the new words of a paragraph."""
        return Markup(
            "<b>Paragraph {}</b>\n{}\nSend the new paragraph, or just <code>old words => new words</code>."
        ).format(number, quote(shorten(words, 1500)))

    def edit_unclear(self) -> str:
        """Say how to edit where something else was typed."""
        return "Choose what to edit first, or type: old words => new words."

    def edit_not_found(self, words: str) -> str:
        """Say that the words to replace are not there."""
        return f"“{shorten(words, 60)}” was not found. Copy it exactly as written, capital letters too."
