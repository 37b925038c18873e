"""The disposition's card and the report, in English."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.model import Disposition, Nature
from bot.sop.roles import Role, Who
from bot.texts.english.names import NameTexts
from bot.texts.formats import label, quote, shorten
from bot.texts.indonesian import dispositions as indonesian


class DispositionTexts(NameTexts, indonesian.DispositionTexts):
    """Texts of the disposisi's card."""

    def default_instruction(self) -> str:
        """Give the instruksi that stands in a new form (SOP step 1)."""
        return "Please update the website with the new data and articles, according to your duties."

    def subject_for_article(self, title: str) -> str:
        """Give the perihal of a disposisi made for an article that came without one."""
        return shorten(f"Website update – {title}", 200)

    # --- the form --------------------------------------------------------------------------------

    def form_head(self) -> Markup:
        """Head the Kabag's form."""
        return Markup("📝 <b>New disposition</b> (not sent yet)")

    def form_need(self, ref: str, title: str, unit: str) -> Markup:
        """Say for which article a disposisi is proposed."""
        return Markup(
            "Article {} “{}” from <b>{}</b> came in without a disposition. Tap <b>Send disposition</b> to assign it."
        ).format(ref, shorten(title, 120), unit)

    def form_how(self, *, empty: bool) -> Markup:
        """Say how the form works; `empty`: its perihal is not written yet, and can be typed at once."""
        if empty:
            return Markup("<i>Type the subject here, or tap a field to change it. Only the subject is required.</i>")
        return Markup("<i>Tap a field to change it. Only the subject is required.</i>")

    def form_written(self) -> str:
        """Say that what was typed fits no field of the form that is empty still."""
        return (
            "Subject and instruction are written already, so this was not put in."
            " Tap “Subject” or “Instructions” to replace it, then send it again."
        )

    def disposition_fields(
        self,
        subject: str,
        instruction: str,
        nature: Nature,
        deadline: datetime | None,
        kasubbag: list[str],
        asked: list[str],
        files: list[str],
    ) -> Markup:
        """Show the fields of the Lembar Disposisi."""
        recipient = self.role(Role.KASUBBAG) + (f" ({self.people(kasubbag)})" if kasubbag else "")
        rows = [
            Markup("<b>Subject:</b> {}").format(subject or "(not filled in)"),
            Markup("<b>Urgency:</b> {}").format(self.nature(nature)),
            Markup("<b>Forwarded to:</b> {}").format(recipient),
            Markup("<b>Instructions:</b> {}").format(instruction or "–"),
            Markup("<b>Deadline:</b> {}").format(self.dated(deadline) if deadline else "–"),
        ]
        if asked:
            rows.append(Markup("<b>Material requested from:</b> {}").format(", ".join(asked)))
        if files:
            rows.append(Markup("<b>Attachments:</b> {}").format(", ".join(files)))
        return Markup("\n").join(rows)

    def field(self, name: str) -> str:
        """Label a field of the form."""
        return {
            "subject": "Subject",
            "instruction": "Instructions",
            "nature": "Urgency",
            "recipient": "Recipient",
            "deadline": "Deadline",
            "units": "Request material from…",
            "copies": "Copies to",
            "file": "Attach a file",
            "letter": "About the letter",
        }[name]

    def ask_field(self, name: str) -> Markup:
        """Ask for a field."""
        return {
            "subject": Markup("<b>Type the subject</b>, for example: <i>News of the regency's anniversary</i>."),
            "instruction": Markup("<b>Type the instructions</b> for the recipient."),
            "nature": Markup(
                "Choose the nature of the disposition. <b>Secret</b>: only the {}, the {} and the units asked for"
                " material read it; it is in no group, recap, nor search of anybody else."
            ).format(self.role(Role.KABAG), self.role(Role.KASUBBAG)),
            "recipient": Markup(
                "<b>To whom does this disposition go?</b> Whoever is chosen is waited for and reminded."
            ),
            "deadline": Markup(
                "Choose a deadline, or type a date and time, for example <code>tomorrow 14:00</code> or"
                " <code>25-11-2026 16:00</code>."
            ),
            "units": Markup("Which units are asked for material? Tap to select or deselect."),
            "file": Markup("<b>Send the file</b> to attach (agenda, letter), as a document or a photo."),
            "copies": Markup(
                "<b>Type who has a copy</b> (tembusan), as it is printed on the sheet, for instance: <i>Regional"
                " Secretary</i>. The bot sends them none. Type <code>-</code> for nobody."
            ),
            "note": Markup(
                "<b>What is the closing note?</b> Tap one, or type your own. The report is sent right after it."
            ),
            "answer": Markup("<b>Type your answer</b> to the question. The report is sent again right after it."),
        }[name]

    def all_recipients(self) -> str:
        """Label the choice of every Kasubbag."""
        return label(f"Every {self.role(Role.KASUBBAG)}")

    def ask_letter(self, part: str) -> Markup:
        """Ask for one part of the letter that the disposisi rides on."""
        return {
            "from": Markup("<b>Who sent the letter?</b> Type the sender, for instance: <i>Dinas Kesehatan</i>."),
            "number": Markup("<b>The letter's number?</b> Type it as it stands on the letter."),
            "day": Markup("<b>The letter's date?</b> Type for instance <code>20-11-2026</code>."),
            "received": Markup("<b>When did the letter come?</b> Type the date, or choose today."),
        }[part]

    def letter_choice(self, key: str) -> str:
        """Label a choice while the letter is asked about."""
        return {"skip": "Leave out", "today": "Today"}[key]

    def letter_day_unclear(self) -> str:
        """Say that a letter's day was not understood, or has not come yet."""
        return "That date was not understood, or has not come yet. Type it like 20-11-2026, or tap Leave out."

    def letter_fields(self, disposition: Disposition) -> Markup:
        """Show what is known of the letter, in one line."""
        number, day, came = disposition.letter_number, disposition.letter_day, disposition.letter_received
        known = [
            Markup("from {}").format(disposition.letter_from) if disposition.letter_from else None,
            Markup("number {}").format(number) if number else None,
            Markup("dated {}").format(self.date_of(day)) if day else None,
            Markup("received {}").format(self.date_of(came)) if came else None,
        ]
        return Markup("<b>Letter:</b> {}").format(Markup(", ").join(part for part in known if part))

    def copies_field(self, copies: str) -> Markup:
        """Show to whom the sheet goes in copy."""
        return Markup("<b>Copies to:</b> {}").format(copies)

    def preview_of_disposition(self) -> Markup:
        """Head the preview: as the recipient will see it."""
        return Markup("<i>The recipient will see the disposition like this:</i>")

    def sheet_unknown(self, words: str) -> Markup:
        """Say that there is no disposisi of this number whose sheet could be printed for the asker."""
        if not words:
            return Markup("No disposition was sent yet.")
        return Markup(
            "There is no disposition {}. Type just its number, for instance <code>/lembar 12</code>, or with its year:"
            " <code>/lembar 12/2026</code>."
        ).format(words)

    # --- the order ---------------------------------------------------------------------------------

    def disposition_head(self, ref: str, nature: Nature, author: str) -> Markup:
        """Head a disposisi that was sent."""
        urgent = nature is not Nature.ORDINARY
        loud = Markup(" · <b>{}</b>").format(self.nature(nature).upper()) if urgent else Markup("")
        return Markup("📋 <b>Disposition {}</b> (disposisi){}\nFrom: {} ({})").format(
            ref, loud, self.role(Role.KABAG), author
        )

    def unnumbered(self) -> str:
        """Stand in the place of a number that is given when the disposisi is sent."""
        return "(numbered when it is sent)"

    def new_disposition(self) -> str:
        """Name a disposisi that has no number yet."""
        return "New disposition:"

    def material_asked(self, units: list[str], deadline: datetime | None) -> Markup:
        """Ask a contributor for the material that was asked of their unit."""
        until = Markup(" Due {}.").format(self.dated(deadline)) if deadline else Markup("")
        return Markup("👉 <b>Material is requested from {}.</b> Tap “Write an article” to send it.{}").format(
            ", ".join(units), until
        )

    def disposition_short(self, ref: str, subject: str) -> Markup:
        """Name a disposisi in one line."""
        return Markup("📋 <b>Disposition {}</b> – {}").format(ref, shorten(subject, 120))

    def no_material(self) -> Markup:
        """Say that nothing came in yet."""
        return Markup("No articles for this disposition yet.")

    def progress(self, articles: list[tuple[str, str, str, State]], owing: list[str], *, closed: bool) -> Markup:
        """Show how far each article is."""
        rows = [
            Markup("{} {} – {} ({}): <b>{}</b>").format(
                "✔" if state is State.A_PUBLISHED else "•", ref, shorten(title, 60), unit, self.state(state)
            )
            for ref, title, unit, state in articles
        ]
        if owing:
            rows.append(Markup("• No material yet from: {}").format(", ".join(owing)))
        if closed:
            rows.append(Markup("The material is complete; the report follows once every article is done."))
        return Markup("<b>Articles</b>\n{}").format(Markup("\n").join(rows))

    def question(self, question: str) -> Markup:
        """Show what the Kabag asked back."""
        return Markup("<b>Question from {}:</b>\n{}").format(self.role(Role.KABAG), quote(question))

    # --- reasons -----------------------------------------------------------------------------------

    def ask_reason(self, action: Action) -> Markup:
        """Ask for the reason of a move that needs one."""
        what = {
            Action.RETURN: "<b>Why is it returned?</b> Type what needs to be improved; the author will read it.",
            Action.REJECT: "<b>Why is it not to be published?</b> Type the reason; the author will read it.",
            Action.DISPUTE: "<b>What is not shown right?</b> Type it in short.",
            Action.BYPASS: "<b>Why not wait for the verification?</b> Type the reason.",
            Action.UNVERIFY: "<b>Why is the verification revoked?</b> Type the reason.",
            Action.CORRECT: "<b>What needs correcting?</b> The page stays live until the correction is published.",
            Action.PULL: "<b>Why is this page withdrawn at once?</b> Choose the urgent reason on the card.",
            Action.ASK_WITHDRAWAL: "<b>Why should this page be withdrawn?</b> Type the reason; those who run"
            " the website decide.",
            Action.WITHDRAW: "<b>Why is it withdrawn?</b> Type the reason; it will be shown on the page.",
            Action.CANCEL: "<b>Why is it cancelled?</b> Type the reason; the recipient will read it.",
            Action.ASK_BACK: "<b>What is your question?</b> Type it; the report comes back with the answer.",
        }.get(action, "<b>Type the reason.</b>")
        return Markup(what)  # noqa: S704 - our own words

    def quick_reasons(self, action: Action) -> list[str]:
        """Offer reasons that need no typing, in the order of every language."""
        return {
            Action.RETURN: ["The title needs work", "Data is incomplete", "Photo is not clear", "There are typos"],
            Action.CANCEL: ["No longer going ahead", "There is another disposition"],
            Action.DISPUTE: ["The text is not complete", "The page does not open"],
            Action.UNVERIFY: ["Some data has changed"],
            Action.ASK_WITHDRAWAL: ["It is wrong", "The information is no longer valid"],
            Action.WITHDRAW: ["Correction", "The information is no longer valid"],
            Action.POST: ["Carried out as ordered", "Carried out; something follows later"],
        }.get(action, [])

    def ask_sure(self, action: Action, *, live: bool = False) -> Markup:
        """Ask whether one is sure; `live`: of a correction, whose page stays."""
        if action is Action.CANCEL and live:
            return Markup("This correction is cancelled; <b>the page that is live stays as it is</b>. Are you sure?")
        if action is Action.CANCEL:
            return Markup("Are you sure you want to cancel this? Its history is kept.")
        if action is Action.HOLD:
            return Markup(
                "This article is <b>held</b> and cannot be published until the {} has decided. Are you sure that the"
                " information is exempt (dikecualikan)?"
            ).format(self.title_of(Who.PPID))
        return Markup("Are you sure?")

    def sure(self, action: Action) -> str:
        """Label the button that is sure."""
        return {Action.CANCEL: "Yes, cancel it", Action.HOLD: "Yes, hold → PPID"}.get(action, "Yes")
