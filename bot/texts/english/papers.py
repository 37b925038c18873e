"""What is printed: the completion report and the disposition sheet."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date

from bot.texts.english.formats import EnglishFormats
from bot.texts.indonesian import papers as indonesian

_WORDS = {
    "completion": "COMPLETION REPORT",
    "disposition": "DISPOSITION SHEET",
    "changes": "Changes since the edition before",
    "agenda": "Agenda number",
    "classification": "Archive code",
    "subject": "Subject",
    "nature": "Nature",
    "day": "Date",
    "instruction": "Instruction",
    "note": "Note",
    "units": "Material asked from",
    "attachments": "Attachments",
    "number": "No.",
    "title": "Title",
    "unit": "Unit",
    "state": "State",
    "step": "Step",
    "who": "By",
    "spent": "Working time",
    "standard": "Standard",
    "finished": "Finished",
    "letter_from": "Letter from",
    "letter_number": "Letter no.",
    "letter_day": "Letter dated",
    "received": "Received on",
    "forwarded": "Passed on to",
    "please": "You are kindly asked for",
    "finish_by": "Finish by",
    "reply": "Comments and advice",
    "process": "Further action",
    "coordinate": "Coordination/confirmation",
    "acting": "Acting",
    "by_hand": "………………………",
    "paraf": "Initials",
    "returned_on": "Returned on",
    "copies": "Copies to",
    "nip": "NIP",
    "none": "–",
}


class PaperTexts(EnglishFormats, indonesian.PaperTexts):
    """Words on paper: plain text, since paper has no markup of a chat."""

    def paper_word(self, key: str) -> str:
        """Give a fixed word of a form or report. Raises KeyError for a key there is none for."""
        return _WORDS[key]

    def paper_pages(self) -> str:
        """Number a page; the two places are filled in when it is set."""
        return "page {} of {}"

    def paper_day(self, at: datetime) -> str:
        """Give a date as letters have it: 23 November 2026."""
        return format_date(self.office.calendar.local(at).date(), "d MMMM y", locale=self.locale)

    def paper_moment(self, at: datetime) -> str:
        """Give a moment as short as a column of a table wants it: 23 Nov, 10.42 WIB."""
        return f"{format_date(self.office.calendar.local(at).date(), 'd MMM', locale=self.locale)}, {self.clock(at)}"

    def paper_place_and_day(self, at: datetime) -> str:
        """Open the signature's block: Kota Contoh, 23 November 2026."""
        return f"{self.office.place}, {self.paper_day(at)}"

    def paper_footer(self, paper: str, ref: str) -> str:
        """Say on every page what it belongs to."""
        return f"{paper} · Disposition {ref}"

    def paper_origin(self) -> str:
        """Say what the paper was made from, and that nobody has signed it yet."""
        return (
            f"Made from the records of Tayang on {self.full_moment(self.now)}, to be signed. "
            "Times are counted in working hours."
        )

    def paper_composed_later(self) -> str:
        """Say that a report was first printed long after its closing, when none had been kept."""
        return (
            "This disposisi was closed before reports were kept as they were acknowledged: this first print was made"
            " from the record, and does not change from now on."
        )

    def paper_origin_of_sheet(self) -> str:
        """Say what a sheet was made from, and that nobody has signed it yet."""
        return f"Made from Tayang's record on {self.full_moment(self.now)}, to be signed."

    def paper_cancelled(self) -> str:
        """Say below the title that the disposisi was cancelled."""
        return "(cancelled)"

    def paper_printed(self) -> str:
        """Say what a list was made from."""
        return f"Made from the records of Tayang on {self.dated(self.now)}. Times are counted in working hours."

    def paper_seal(self, count: int, digest: str) -> str:
        """Give number and hash of the last entry of the record that the paper was made from."""
        return f"Fingerprint of the record (SHA-256): {count}:{digest}"

    def paper_fingerprint(self, digest: str) -> str:
        """Give the hash of all that is printed on the paper."""
        return f"Fingerprint of what is printed (SHA-256): {digest}"

    def paper_edition(self, number: int, earlier: datetime) -> str:
        """Say on the paper that one like it was issued before, and is replaced."""
        return f"Edition {number}, which replaces the one issued on {self.dated(earlier)}."

    def paper_changed(self, was: str, now: str) -> str:
        """Say what stood on the edition before, and what stands there now; "" for nothing."""
        if not was:
            return f"New: {now}"
        return f"Before: {was} – now: {now}" if now else f"No longer there: {was}"

    def paper_more_changed(self, count: int) -> str:
        """Say how many more changes there are than are listed."""
        return f"… and {self.number(count)} more changes."

    def paper_proven(self, at: datetime, by_eye: list[str]) -> str:
        """Say when the page was seen live: by the bot, or by two people with their own eyes."""
        if by_eye:
            return f"Confirmed by eye by {self.people(by_eye)}, {self.paper_moment(at)}"
        return f"Seen live {self.paper_moment(at)}"

    def paper_asked(self, question: str, answer: str) -> str:
        """Give what the superior asked back, and the answer."""
        return f"Question: {question}\nAnswer: {answer}"

    def paper_file(self, paper: str, ref: str, edition: int = 1) -> str:
        """Name the file: Completion Report 12-2026.pdf; one after the first says so."""
        later = f" (edition {edition})" if edition > 1 else ""
        return f"{self.paper_word(paper).title()} {ref.replace('/', '-')}{later}.pdf"

    def paper_again(self, paper: str, ref: str, edition: int, at: datetime, whom: str | None) -> str:
        """Say that this is the very file that was issued before."""
        later = f", edition {edition}" if edition > 1 else ""
        asked = f" for {whom}" if whom else ""
        return (
            f"📄 {self.paper_word(paper).title()}{later} – Disposition {ref}, exactly as issued"
            f" on {self.dated(at)}{asked}."
        )

    def paper_renewed(self, paper: str, ref: str, edition: int, earlier: datetime) -> str:
        """Say that what it says has changed since it was issued."""
        return (
            f"📄 {self.paper_word(paper).title()}, edition {edition} – Disposition {ref}. What it says, or how it"
            f" looks, has changed since {self.dated(earlier)}: file this one, and mark the earlier one as no"
            " longer valid."
        )

    def paper_caption(self, paper: str, ref: str) -> str:
        """Say in chat what the file is, and what to do with it."""
        return f"📄 {self.paper_word(paper).title()} – Disposition {ref}. Ready to be printed, signed and filed."

    def paper_failed(self, paper: str, ref: str) -> str:
        """Say that a paper could not be made."""
        name = self.paper_word(paper).title()
        return f"{name} {ref} could not be made just now. Try again; if it fails again, tell the bot's admin."
