"""Word files and rich messages: what was understood of them, what was left out, what to do about other formats."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.content.taken import Lost
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import bold, shorten
from bot.texts.indonesian import word_files as indonesian

_LEFT_OUT = {
    "pictures": "{n} picture(s) of a kind websites cannot show (EMF, TIFF …); send them as JPEG photos",
    "links": "{n} picture(s) that are only links to elsewhere; send the photos here",
    "boxes": "{n} text box(es); write what they say as ordinary paragraphs if it is needed",
    "hidden": "{n} part(s) that are hidden in Word (hidden, in the colour of their background, or too small)",
    "shaped": "{n} picture(s) cut to a shape; cut them to a rectangle, and send them as photos",
    "gone": "{n} picture(s) that are no longer in the file; send the photos here",
    "charts": "{n} chart(s); send a picture of each (a screenshot) as a photo",
    "diagrams": "{n} SmartArt diagram(s); send pictures of them as photos, or write what they say",
    "objects": "{n} embedded object(s) (an Excel sheet, for instance); send them as files of their own",
    "shapes": "{n} drawn shape(s) without words (boxes, arrows)",
    "symbols": "{n} symbol(s) of a special font; write them as words",
    "fields": "{n} field(s) whose content only Word works out; write it as text",
    "formulas": "the layout of {n} formula(s); their text is in, on one line: please check it",
    "inserted": "{n} part(s) that come from another file; copy what they say into this document",
    "contents": "the table of contents ({n} line(s))",
    "headers": "the page header (letterhead)",
    "footers": "the page footer",
    "numbering": "a special kind of numbering; its numbers are in as plain figures",
    "comments": "{n} comment(s)",
    "revisions": "{n} part(s) that were deleted or moved away with Track Changes",
    "words": "{n} part(s) of the text that could not be read; copy them into the article as ordinary text",
    "caption": "the message that came with the file",
    "video": "{n} video(s); upload to the office's video channel, then write the link",
    "audio": "{n} sound recording(s)",
    "map": "{n} map(s); write the address",
    "photos": "{n} photo(s) that could not be fetched or opened; send them again as photos",
    "files": "{n} file(s) in it; send them by themselves",
    "layout": "the layout of {n} part(s) (a formula, for instance); their text is in",
    "parts": "the last {n} part(s), because the message is too long",
}

_AS_FILE = {
    "recoded": "Its encoding was changed to UTF-8 so that every device reads it; the content is the same.",
    "renamed": "What is in it is not what its name ends in; the ending was set right, the contents stay.",
    "old_excel": "The bot cannot look into this old Excel format. To have it checked and open everywhere: open it in"
    " Excel, save it as .xlsx and send it again.",
    "digits_lost": "Some long numbers have lost their digits (such as 3.27501E+15). In Excel, make their column Text,"
    " enter the numbers again, save and resend it.",
    "camera": "A photo in it still has its camera's notes (a place, perhaps), which the bot cannot take out. Send the"
    " photo by itself, or save the file again without them.",
    "old_word": "Its text cannot be taken over from this old format. To make it the page's text: open the file, choose"
    " Save As .docx, and send it again.",
    "open_document": "Text is not taken over from OpenDocument files. To make it the page's text: save it as .docx and"
    " send it again.",
    "plain_text": "To make it the page's text, copy it and send it as a message.",
    "slides": "Text of slides is not taken over. To make it the page's text, write it in the chat or send a .docx.",
}


class WordFileTexts(EnglishFormats, indonesian.WordFileTexts):
    """Texts about documents that become part of an article."""

    def draft_word(self, filename: str, headings: int, tables: int, pictures: int) -> Markup:
        """Say what was understood of a Word file."""
        counted = [(headings, "subheading(s)"), (tables, "table(s)"), (pictures, "picture(s)")]
        found = ", ".join(f"{count} {what}" for count, what in counted if count)
        return Markup("📄 {}: {}").format(shorten(filename, 60), f"text, {found}" if found else "text")

    def left_out(self, filename: str, lost: Sequence[Lost]) -> Markup:
        """List what of a document does not come on the page, each with the words before it and its own."""
        listed = Markup("\n").join(
            self._left_out_line(code, lost) for code in dict.fromkeys(each.code for each in lost)
        )
        what = Markup("Of {}, this is ").format(bold(shorten(filename, 60))) if filename else Markup("Of it, this is ")
        return Markup("{}<b>not taken over</b>:\n{}").format(what, listed)

    def _left_out_line(self, code: str, lost: Sequence[Lost]) -> Markup:
        same = [each for each in lost if each.code == code]
        what = _LEFT_OUT[code].format(n=sum(each.count for each in same))
        places = "; ".join(self._place(each) for each in same if each.words or each.after is not None)
        return Markup("• {}: {}").format(what, places) if places else Markup("• {}").format(what)

    def _place(self, lost: Lost) -> str:
        words = f"“{shorten(lost.words, indonesian.QUOTED)}”" if lost.words else ""
        if lost.after is None:
            return words
        place = f"after “{shorten(lost.after, indonesian.BEFORE)}”" if lost.after else "at the beginning"
        return f"{words}, {place}" if words else place

    def word_replaced(self, old: str, new: str) -> Markup:
        """Say that a Word file took the place of the one before."""
        return Markup(
            "Text and pictures of {} were <b>replaced</b> by those of {}. Texts and photos sent in the chat stay."
            " If both are needed, tap the button below."
        ).format(bold(shorten(old, 60)), bold(shorten(new, 60)))

    def all_replaced(self) -> Markup:
        """Say that a document took the place of all text."""
        return Markup("The old text was <b>replaced as a whole</b>. If both are needed, tap the button below.")

    def keep_both(self) -> str:
        """Label the button that keeps the replaced Word file too."""
        return "Use both"

    def kept_both(self) -> str:
        """Say that both Word files are part of the article."""
        return "Both are in the article now. Check their order."

    def kept_as_file(self, filename: str, why: str) -> Markup:
        """Say that a file is an attachment only, why, and what to do."""
        return Markup("{} is an <b>attachment</b>. {}").format(bold(shorten(filename, 60)), _AS_FILE[why])
