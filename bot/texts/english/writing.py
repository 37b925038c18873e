"""Writing an article, in English."""

from __future__ import annotations

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.roles import Role
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import bold, label, quote, shorten
from bot.texts.indonesian import writing as indonesian

_KINDS = {"text": "Text", "photo": "Photo", "document": "File", "html": "Formatted text"}

_REFUSED = {
    "executable": "programs are not accepted",
    "unknown_type": "this type of file is not recognised; send it as Word, PDF, Excel or a photo",
    "empty": "the file is empty: there is nothing in it; open it, save it again and resend it",
    "archive": "archives (ZIP and the like) are not accepted; please send the contents one by one",
    "macro": "Office files with macros are not accepted; please save as plain .docx or .xlsx",
    "too_big": "the file is over 20 MB; please make it smaller first",
    "heic": "HEIC photos cannot be opened; please send it as a photo, not as a file: Telegram converts it by itself",
    "broken": "the file is damaged or incomplete; open it, save it again and resend it",
    "encrypted": "the file is locked with a password; please take the password away and send it again",
    "pdf_locked": "this PDF is locked (a password, or no leave to copy and print), so that it cannot be checked;"
    " open it, choose Print > Save as PDF, and send what that gives",
    "not_fetched": "the file could not be fetched from Telegram yet; please send it again shortly",
    "not_an_image": "this is not an image we recognise; please send it as JPEG or PNG",
    "too_many_pixels": "the image is too large; please make it smaller first",
    "photo_format": "this photo format (TIFF, BMP, RAW) cannot be opened yet; please send it as JPEG, or as a photo",
    "too_narrow": "the image is too long and narrow (over 20 to 1); please crop it first",
    "animated": "moving images are not accepted; please send a still image",
    "damaged": "the image is damaged or cut short; open it in the gallery, and send it again as a photo",
    "word_broken": "the Word file is damaged; open it in Word or WPS Office, save it again as .docx and resend it",
    "word_deep": "the inside of the Word file has too many layers; please copy its content into a new document",
    "word_dtd": "the Word file has declarations that are not safe; please copy its content into a new document",
    "word_empty": "there are neither words nor pictures in it; please check the file and send it again",
    "word_images": "it has too many pictures; keep those needed (at most 40), or send the photos here",
    "word_large": "the content of the Word file is too large; make its pictures smaller, or split it",
    "word_slow": "the Word file is too heavy to be read; please split it into several articles",
    "word_table": "its table is too large for a web page; send that table as Excel (.xlsx), the text as Word",
    "formula": "some cells begin like a formula (= + - @); please make them plain values or words and send it again",
    "active": "the file has commands that run by themselves; please save it again as a plain PDF or document",
    "svg": "SVG drawings are not accepted since they can hold programs; please save it as PNG or JPEG",
    "web_page": "its content is a web page (HTML), which is not accepted as a file; send its text, or save it as PDF",
    "web_table": "its content is a web page (HTML) named like an Office file; open it in"
    " Excel and save it as .xlsx (a text: open it in Word and save it as .docx), then send it again",
    "excel_xml": "its content is the old Excel 2003 XML format; open it in Excel, save it as .xlsx and send it again",
    "word_xml": "its content is the old Word XML format; open it in Word, save it as .docx and send it again",
    "xml": "its content is XML data and no document; open it in Excel or Word, save it as .xlsx or .docx and resend it",
    "only_text": "it is plain text, no photo or PDF as its name says; please check the original file, or copy the text"
    " into a message",
    "link_file": "it is only a shortcut to another file; please send the file itself, or its address as a message",
    "lock_file": "it is only a temporary lock file (~$) of Word or Excel; close the program"
    " and send the document itself",
    "video": "films are not accepted; upload it to the office's video channel and send the link",
    "audio": "sound recordings are not accepted; please write down what is said",
    "old_slides": "this is the old PowerPoint format (.ppt); open it in PowerPoint, save"
    " it as .pptx or PDF and resend it",
    "mail": "its content is an Outlook e-mail; please save its attachment or copy its text, and send that",
    "old_office": "this is the format of an old program that is not recognised; save it as PDF there and send it again",
    "excel_binary": "this is a binary Excel file (.xlsb); open it in Excel, save it as .xlsx and send it again",
    "open_slides": "these are LibreOffice slides or a drawing; please save as PDF or .pptx and send it again",
    "apple": "this is an Apple document (Pages, Numbers, Keynote); export it as Word, Excel or PDF and send it again",
}


#: What an author can do about words that should read otherwise, by where the article is.
_TOO_LATE = {
    State.A_WAITING_VERIFIER: "article {ref} was handed in. Tap “Take back to edit” on the card below, mend it, then"
    " submit it again.",
    State.A_HELD: "article {ref} is held until the {ppid} has decided. Please tell the {ppid} what should change.",
    State.A_WAITING_KASUBBAG: "article {ref} is approved already. Please ask the {kasubbag} to mend it with “Small"
    " edit”, or to"
    " return it.",
    State.A_WAITING_STAF: "article {ref} is approved and waits to be published. Please ask the {kasubbag} at once"
    " to mend it"
    " with “Small edit”, or the {staf} to return it.",
    State.A_SCHEDULED: "article {ref} is approved and scheduled. Please ask the {staf} or the {kasubbag} at once to tap"
    " “Cancel"
    " schedule”; after that it can be edited or returned.",
    State.A_PUBLISHING: "article {ref} is being published. Once it is live, tap “Correct (ralat)” on its card.",
    State.A_UNPROVEN: "article {ref} is published and being checked. Once it is confirmed, tap “Correct (ralat)” on"
    " its card.",
    State.A_SIGHTED: "article {ref} is published and being confirmed. After that, tap “Correct (ralat)” on its card.",
    State.A_PUBLISHED: "article {ref} is live. Tap “Correct (ralat)” on the card below; the live page stays until the"
    " correction"
    " is approved.",
    State.A_DRAFT: "that part is no longer in article {ref}. Send it as a new message.",
    State.A_RETURNED: "that part is no longer in article {ref}. Tap “Revise article”, then send it as a new message.",
    State.A_CORRECTING: "that part is no longer in article {ref}. Tap “Revise article”, then send it as a new message.",
    State.A_REJECTED: "article {ref} was declared not to be published.",
    State.A_CANCELLED: "article {ref} was cancelled. To write it again, type /kirim.",
    State.A_WITHDRAWN: "the page of article {ref} was taken off the website. To write it again, type /kirim.",
}


#: Why words that were given with a move do not change any more, and what to do.
_STANDS = {
    Action.WITHDRAW: "the reason for withdrawing {} stands on its page. If it is wrong, ask those who run the website"
    " to mend it there.",
    Action.POST: "the note of the report {} was sent. If it is wrong, ask its reader to tap “Ask a question”, then"
    " write the right one as the answer.",
    Action.ASK_BACK: "your question about the report {} was sent. Tell the recipient what changed, or ask again once"
    " it is answered.",
}


class WritingTexts(EnglishFormats, indonesian.WritingTexts):
    """Texts of the writing card."""

    def draft_head(self, ref: str, unit: str, *, new: bool) -> Markup:
        """Say what is being written, for which unit."""
        what = "New article" if new else "Revising article"
        return Markup("✏ <b>{} {}</b> · {}").format(what, ref, unit)

    def draft_title(self, title: str) -> Markup:
        """Say the title so far."""
        return Markup("Title: {}").format(bold(title)) if title else Markup("Title: (none yet)")

    def draft_contents(self, texts: int, length: int, photos: int, files: int) -> Markup:
        """Say what is in the draft."""
        counted = []
        if texts:
            counted.append(f"{self._count(texts, 'text')} ({self._count(length, 'character')})")
        if photos:
            counted.append(self._count(photos, "photo"))
        if files:
            counted.append(self._count(files, "file"))
        return Markup("Contents: {}").format(", ".join(counted) or "nothing yet")

    def _count(self, count: int, word: str) -> str:
        return f"{self.number(count)} {self._plural(word, count)}"

    def draft_missing(self, missing: list[tuple[str, int]]) -> Markup:
        """List what is still missing before it can be handed in."""
        listed = Markup("\n").join(Markup("☐ {}").format(self.missing(what, count)) for what, count in missing)
        return Markup("<b>Not ready to submit. Still to do:</b>\n{}").format(listed)

    def missing(self, what: str, count: int) -> str:
        """Name one missing thing."""
        return {
            "title": f"a title (at least {self._count(count, 'character')})",
            "title_long": f"a shorter title (at most {self._count(count, 'character')})",
            "section": "a section of the website",
            "text": f"more text ({self._count(count, 'character')} to go)",
            "about": "a short description of what the file holds (which data, of which year)",
            "photo": "at least one photo",
            "alt": f"a description of {self._count(count, 'photo')} (for blind readers)",
            "photos_many": f"fewer photos (at most {count})",
            "files_many": f"fewer files (at most {count})",
        }[what]

    def mend(self, what: str, count: int) -> str:
        """Label the button that mends one missing thing."""
        return {
            "title": "✏ Write a title",
            "title_long": "✏ Shorten the title",
            "section": "✏ Choose a section",
            "alt": f"✏ Describe {self._count(count, 'photo')}",
            "text": "✏ Write the text",
            "about": "✏ Write a short description",
            "photo": "📷 Send a photo",
            "photos_many": "🗑 Remove photos",
            "files_many": "🗑 Remove files",
        }[what]

    def draft_ready(self, *, external: bool) -> Markup:
        """Say that it can be handed in, and who gets it."""
        if external:
            return Markup("✔ <b>Complete.</b> Once submitted, it goes to the unit's authorised official to verify.")
        return Markup("✔ <b>Complete.</b> Once submitted, it goes to {}.").format(self.role(Role.KASUBBAG))

    def draft_how(self) -> Markup:
        """Say how to go on."""
        return Markup("<i>To add more, send text, photos or files. To correct something, edit your message.</i>")

    def ask_title(self, title: str) -> Markup:
        """Ask for a title."""
        now = Markup("Current title: {}\n\n").format(bold(title)) if title else Markup("")
        return Markup("{}<b>Type the article's title</b> and send it.").format(now)

    def ask_section(self) -> Markup:
        """Ask for a section."""
        return Markup("Which section does this article belong to?")

    def choose_photo(self) -> Markup:
        """Ask which photo to describe."""
        return Markup("Which photo do you want to describe?")

    def photo(self, number: int, alt: str) -> str:
        """Label a photo."""
        return label(f"Photo {number}: {alt or 'no description yet'}")

    def ask_alt(self, number: int, total: int, alt: str) -> Markup:
        """Ask for a description of the photo shown above."""
        now = Markup("\nCurrent description: {}").format(alt) if alt else Markup("")
        return Markup(
            "<b>Photo {} of {}</b> (above). Say in one sentence what it shows, for example:"
            " <i>The regent hands aid to residents at the village hall.</i>{}"
        ).format(number, total, now)

    def ask_remove(self) -> Markup:
        """Ask what to take out."""
        return Markup("Tap the part to remove from the article.")

    def nothing_to_remove(self) -> Markup:
        """Say that an article is empty."""
        return Markup("This article is empty; there is nothing to remove.")

    def remove_part(self, kind: str, words: str) -> str:
        """Label a part that can be taken out."""
        return label(f"🗑 {_KINDS[kind]}: {words or '…'}")

    def ask_new_text(self) -> Markup:
        """Ask for the whole text anew."""
        return Markup(
            "<b>Send the new text</b>; its first line becomes the title. It replaces all of the old text; photos and"
            " files stay."
        )

    def ask_unit(self) -> Markup:
        """Ask for which unit."""
        return Markup("Which unit is this article from?")

    def write_now(self) -> str:
        """Say that one can begin to write."""
        return "Please send the article's text, photos or files."

    def begin(self, unit: str) -> Markup:
        """Say how to begin an article."""
        return Markup(
            "✏ <b>New article for {}</b>\n\nSend the text here; its first line becomes the title. Photos and files"
            " (Word, PDF, Excel) may follow, one by one or all together."
        ).format(unit)

    def move_into(self, ref: str, title: str) -> str:
        """Label the button that puts a new draft into an article that was returned."""
        return label(f"↪ Put into {ref} {title}")

    def moved_into(self, ref: str) -> str:
        """Say that the draft is part of the returned article now."""
        return f"Its content is in {ref} now. Check it, then send it again."

    def file_refused(self, name: str, reason: str) -> Markup:
        """Say why a file was not taken and what to do."""
        words = _REFUSED.get(reason, "this file cannot be accepted")
        return Markup("File <b>{}</b> was not added: {}.").format(shorten(name, 80) or "without a name", words)

    def file_not_used(self) -> Markup:
        """Say that what came with a command has no place there."""
        return Markup(
            "The photo or file that came along was <b>not put in</b> anywhere: that command takes none. Send it again"
            " without the command, or with /disposisi or /kirim."
        )

    def only_words_taken(self) -> Markup:
        """Say that of a photo or file that came where words were asked for, the words alone were taken."""
        return Markup(
            "Only the words were taken; the photo or file that came along was <b>not</b>. If whoever they are for needs"
            " to see it, please give it to them yourself."
        )

    def kind_refused(self) -> Markup:
        """Say which kinds of messages can be part of an article."""
        return Markup(
            "This kind of message cannot be part of an article. Please send <b>text</b>, <b>photos</b> or"
            " <b>files</b> (Word, PDF, Excel)."
        )

    def edit_too_late(self, ref: str, state: State) -> Markup:
        """Say that an edit came after the article was handed in, and what can be done about it in this state."""
        return Markup("That change of a message is <b>not included</b>: {}").format(
            _TOO_LATE.get(state, _TOO_LATE[State.A_CANCELLED]).format(
                ref=ref,
                kasubbag=self.role(Role.KASUBBAG),
                staf=self.role(Role.STAF),
                ppid=self.role(Role.PPID),
            )
        )

    def edit_followed(self) -> Markup:
        """Say that an edit of words typed into a form was followed."""
        return Markup("That change of a message was followed; see the card.")

    def order_stands(self, ref: str) -> Markup:
        """Say that an edit of a disposisi's words came after it was sent, and what to do."""
        return Markup(
            "That change of a message is <b>not included</b>: disposition {} was sent. Tell the recipient what changed,"
            " or cancel it from its card and make a new one."
        ).format(ref)

    def words_stand(self, action: Action, ref: str) -> Markup:
        """Say that an edit of a reason or note came too late, and what to do."""
        return Markup("That change of a message is <b>not included</b>: {}").format(
            _STANDS.get(action, "{}").format(ref)
        )

    def edit_not_followed(self) -> Markup:
        """Say that an edit of a message changed nothing, and what to do instead."""
        return Markup(
            "The change to that message was <b>not followed</b>: its words were used already, or are no part of an"
            " article that is being written. If it is still needed, send it as a new message."
        )

    def reason_reworded(self, who: str, ref: str, words: str) -> Markup:
        """Tell those who read a reason how it reads since its author mended it."""
        return Markup("✏ <b>{} corrected the reason for {}.</b>\nIt now reads:\n{}").format(who, ref, quote(words))

    def reason_followed(self) -> Markup:
        """Say that an edit of a reason was followed."""
        return Markup("The reason on record was corrected as well, and those concerned were told.")
