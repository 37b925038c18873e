"""An article's photos, the page as it will look, and personal data, in English."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import label, shorten
from bot.texts.indonesian import photos as indonesian
from bot.texts.indonesian.photos import PhotoButton

_BUTTONS: dict[PhotoButton, str] = {
    "up": "⬆ Move up",
    "down": "⬇ Move down",
    "cover": "⭐ Make it the main photo",
    "caption": "✏ Change the caption",
    "bare": "No caption",
    "alt": "✏ Change the description",
    "remove": "🗑 Remove this photo",
    "all": "All photos",
    "skip": "Skip for now",
}

_PERSONAL = {
    "nik": "NIK (identity number)",
    "kk": "KK (family card number)",
    "npwp": "NPWP (tax number)",
    "bank_account": "account number",
    "phone": "telephone number",
    "nip": "NIP (staff number)",
    "email": "e-mail address",
    "office_email": "official e-mail",
}

_UNSHOWN = {
    "sheet": "sheet “{}”", "rows": "rows or columns in “{}”", "slide": "slides",
    "notes": "speaker's notes", "comments": "comments", "crop": "the cropped-off parts of pictures",
}  # fmt: skip
_PLACES = {
    "title": "in the title",
    "text": "in text {}",
    "only_text": "in the text",
    "word": "in the Word text",
    "caption": "in the caption of photo {}",
    "alt": "in the description of photo {}",
    "file_caption": "in the caption of file",
    "name": "in the name of file",
    "file": "in file",
}


class PhotoTexts(EnglishFormats, indonesian.PhotoTexts):
    """Texts about photos, the preview, and personal data."""

    def photos_title(self, count: int) -> Markup:
        """Head the list of an article's photos."""
        if not count:
            return Markup("This article has no photos yet. <b>Send them here</b>, several at once if you like.")
        return Markup(
            "<b>{} {}</b>, in the order of the page. ⭐ = main photo.\nTap a photo to see it, move it, change its"
            " words, or remove it."
        ).format(count, self._plural("photo", count))

    def photo_row(self, number: int, words: str) -> str:
        """Label a photo in the list; the first one stands for the article."""
        return label(f"{'⭐ ' if number == 1 else ''}Photo {number}: {words or 'no words yet'}")

    def photo_facts(self, number: int, total: int, caption: str, alt: str) -> Markup:
        """Say which photo this is, and what is written of it."""
        cover = " · ⭐ main photo" if number == 1 else ""
        return Markup("<b>Photo {} of {}</b>{} (shown above)\nCaption: {}\nDescription for blind readers: {}").format(
            number, total, cover, shorten(caption, 300) or "–", alt or "none yet"
        )

    def ask_caption(self, number: int, total: int, caption: str) -> Markup:
        """Ask for the words below a photo."""
        now = Markup("\nNow: {}").format(shorten(caption, 300)) if caption else Markup("")
        return Markup("<b>Type the caption of photo {} of {}</b>, shown below it, and send it.{}").format(
            number, total, now
        )

    def photo_button(self, name: PhotoButton) -> str:
        """Label a button about a photo."""
        return _BUTTONS[name]

    def ask_more_text(self, length: int) -> Markup:
        """Ask for more text; what is there stays."""
        return Markup(
            "<b>Send the text of the article here</b> (now {} {}). What is there stays; the new text is added below it."
        ).format(self.number(length), self._plural("character", length))

    def ask_photo(self) -> Markup:
        """Ask for a photo."""
        return Markup("<b>Send the photo here</b>, one or several at once.")

    def album_too_late(self, ref: str) -> Markup:
        """Say that a part of an album came after its article was handed in."""
        return Markup(
            "A photo of the album of article {0} has only just arrived and is <b>not included</b>: {0} was submitted"
            " already. If it is needed, open the card of {0}, tap “Take back to edit”, and send the photo again."
        ).format(ref)

    def photo_replaced(self) -> Markup:
        """Say that a photo was exchanged by an edit of its message."""
        return Markup("The photo or file of that message was replaced. A photo needs a new description.")

    # --- the page as it will look

    def preview_caption(self, ref: str, revision: int) -> str:
        """Say what the page's file is."""
        return (
            f"Preview of {ref}, revision {revision}: this is how the page will look. Not published yet. Words, pictures"
            " and their order are exact; colours and type will be the website's."
        )

    def preview_boxes(self) -> str:
        """Say what the boxes in the page's file are."""
        return "Small boxes in this file are emoji or rare letters; on the website they show as they were written."

    def preview_name(self, ref: str, revision: int) -> str:
        """Name the page's file, without its ending."""
        return f"Preview-{ref}-revision-{revision}"

    def preview_banner(self, ref: str, revision: int, at: str) -> str:
        """Say above the page that it is none yet."""
        return f"Preview – not published. Article {ref}, revision {revision}, as of {at}."

    def preview_footer(self, ref: str, revision: int) -> str:
        """Say the same at the foot of each of its pages."""
        return f"Preview of {ref}, revision {revision} – not published"

    def preview_failed(self, ref: str) -> str:
        """Say that the page could not be drawn, and what to do instead."""
        return (
            f"The preview of {ref} could not be made just now. The article is safe: tap “Read article” on its card."
            " Try “Preview” again later; if it fails again, tell the bot's admin."
        )

    def draft_link(self, ref: str, url: str) -> Markup:
        """Give the website's own preview of a draft it has."""
        return Markup('Draft of {} on the website (sign in there): <a href="{}">open the site\'s preview</a>').format(
            ref, url
        )

    # --- personal data (UU 27/2022)

    def personal_data(self, found: list[tuple[str, str, Markup]], count: int, unread: list[str]) -> Markup:
        """Point out what looks like personal data, and where; say which files were not looked into."""
        lines = [Markup("• {} <code>{}</code> {}").format(_PERSONAL[kind], masked, at) for kind, masked, at in found]
        if count > len(found):
            lines.append(Markup("• and {} more").format(count - len(found)))
        head = Markup("⚠ <b>Check personal data</b> ({} found). Make sure it may be made public:").format(count)
        if all(kind == "office_email" for kind, _, _ in found):
            head = Markup("ℹ Official e-mail addresses in the article:")
        parts = [Markup("\n").join([head, *lines])] if found else []
        if unread:
            names = ", ".join(shorten(name, 60) for name in unread[:3]) + (", …" if unread[3:] else "")
            parts.append(
                Markup("ℹ Please check for personal data yourself: {} (the bot cannot read all of it).").format(names)
            )
        return Markup("\n").join(parts)

    def unshown(self, filename: str, parts: Sequence[tuple[str, str]]) -> Markup:
        """Say what of a file its author hid: whoever downloads it can show that again."""
        named = [Markup(_UNSHOWN[kind]).format(shorten(name, 60)) for kind, name in parts[:3]]  # noqa: S704 - ours
        listed = Markup(", ").join(named) + (" and more" if parts[3:] else "")
        words = Markup(
            "ℹ {} has <b>hidden</b> parts that are published too: {}. Take them out unless all may see them."
        )
        return words.format(shorten(filename, 60), listed)

    def place(self, where: str, number: int, name: str, detail: str) -> Markup:
        """Say where something stands in an article: a title, a text, a photo, a file and the place in it."""
        words = Markup(_PLACES[where]).format(number)  # noqa: S704 - our own words
        named = Markup(" {}").format(shorten(name, 60)) if name else Markup("")
        return words + named + (Markup(" ({})").format(self._detail(detail)) if detail else Markup(""))

    def _detail(self, detail: str) -> str:
        return f"line {detail}" if detail.isdigit() else detail
