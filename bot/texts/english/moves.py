"""What each move is called on its button, in the answer to a tap, and in the history, in English."""

from __future__ import annotations

from bot.sop.flow import Action
from bot.texts.english.formats import EnglishFormats
from bot.texts.formats import TOAST, shorten
from bot.texts.indonesian import moves as indonesian
from bot.texts.moves import MoveWords

MOVES = {
    # disposition
    Action.DISPATCH: MoveWords("📨 Send disposition", "Disposition {ref} sent.", "Disposition sent"),
    Action.ACCEPT: MoveWords("✅ Accept disposition", "Disposition {ref} accepted.", "Disposition accepted"),
    Action.COMPLETE: MoveWords(
        "Material is complete", "Material complete. The report is being prepared.", "Collection of material finished"
    ),
    Action.REOPEN: MoveWords("Reopen collection", "Collection reopened.", "Collection of material reopened"),
    Action.POST: MoveWords("📨 Send report", "Report sent.", "Report sent"),
    Action.ACKNOWLEDGE: MoveWords(
        "✅ Acknowledge report",
        "Report acknowledged. Disposition {ref} is closed.",
        "Report acknowledged and disposition closed",
    ),
    Action.ASK_BACK: MoveWords("Ask a question", "Question sent.", "Question asked about the report"),
    # both
    Action.CANCEL: MoveWords("Cancel", "{ref} cancelled.", "Cancelled"),
    # article
    Action.SUBMIT: MoveWords("📨 Submit article", "{ref} submitted.", "Article submitted"),
    Action.RECALL: MoveWords("Take back to edit", "{ref} taken back.", "Taken back for editing"),
    Action.APPROVE: MoveWords(None, "{ref} approved.", "Approved"),
    Action.HOLD: MoveWords(
        "Exempt → PPID", "{ref} held for the PPID.", "Declared exempt (dikecualikan), held for the PPID"
    ),
    Action.BYPASS: MoveWords(
        "⚠ Let through unverified", "{ref} was let through unverified.", "Let through without verification"
    ),
    Action.RELEASE: MoveWords("✅ May be published", "{ref} may be published.", "Cleared for publication"),
    Action.REJECT: MoveWords("Not to be published", "{ref} is not to be published.", "Declared not to be published"),
    Action.RETURN: MoveWords("↩ Return for revision", "{ref} returned.", "Returned for revision"),
    Action.UNVERIFY: MoveWords("Revoke verification", "Verification of {ref} revoked.", "Verification revoked"),
    Action.EDIT: MoveWords("✏ Small edit", "The change of {ref} was sent.", "Edited a little"),
    Action.DECLINE: MoveWords(
        "Decline change", "The change of {ref} was declined.", "Change declined; the verified text stands"
    ),
    Action.TAKE_IN: MoveWords(
        "✅ Take in as ready for entry", "{ref} is ready for entry.", "Taken in as data ready for entry"
    ),
    Action.PUBLISH: MoveWords(
        "🌐 Publish", "{ref} is being published. Its card will show the result.", "Publication started"
    ),
    Action.SCHEDULE: MoveWords("Schedule", "{ref} scheduled.", "Publication scheduled"),
    Action.UNSCHEDULE: MoveWords("Cancel schedule", "Schedule of {ref} cancelled.", "Publication schedule cancelled"),
    Action.DETACH: MoveWords(None, None, "Disposition of this article cancelled"),
    Action.START: MoveWords(None, None, "Scheduled publication started"),
    Action.PROVE: MoveWords(None, None, "Live, and its page was checked"),
    Action.FAIL: MoveWords(None, None, "Publication failed"),
    Action.DOUBT: MoveWords(None, None, "Published, not proven yet"),
    Action.LOOK: MoveWords("🔎 Look again", "The page of {ref} is being looked at again.", "Page looked at again"),
    Action.SIGHT: MoveWords(
        "👁 I have seen it live", "{ref}: noted, you have seen it live.", "Seen live with their own eyes"
    ),
    Action.CONFIRM: MoveWords("✅ Right, it is live", "{ref} is confirmed as live.", "Confirmed as seen live"),
    Action.DISPUTE: MoveWords("Not shown right", "{ref}: noted, not shown right.", "Seen, and not shown right"),
    Action.CORRECT: MoveWords("Correct (ralat)", "Correction of {ref} requested.", "Correction (ralat) requested"),
    Action.ASK_WITHDRAWAL: MoveWords(
        "Ask to withdraw the page", "Your request to withdraw {ref} was passed on.", "Withdrawal of the page asked for"
    ),
    Action.WITHDRAW: MoveWords(
        "Withdraw from website", "{ref} withdrawn from the website.", "Withdrawn from the website"
    ),
    Action.PULL: MoveWords(
        "Withdraw at once (urgent)", "{ref} withdrawn from the website at once.", "Withdrawn from the website at once"
    ),
}

#: What is done and told of a correction that is given up: its page is live, and stays so.
OF_CORRECTION = {
    Action.CANCEL: (
        "Correction of {ref} cancelled; the live page stays.",
        "Correction cancelled; the live page stays",
    ),
    Action.REJECT: (
        "Correction of {ref} not published; the live page stays.",
        "Correction declared not to be published; the live page stays",
    ),
}

_DONE = "Done."


class MoveTexts(EnglishFormats, indonesian.MoveTexts):
    """Texts of moves."""

    def action(self, action: Action) -> str:
        """Label the button of a move. Raises KeyError for one that nobody taps by this name."""
        return MOVES[action].label()

    def done(self, action: Action, ref: str, waiting: list[str], told: list[str], *, live: bool = False) -> str:
        """Say what was decided, whose turn it is now, and who was told; `live`: of an article whose page is live."""
        of_correction = OF_CORRECTION.get(action) if live else None
        words = (of_correction[0] if of_correction else MOVES[action].done or _DONE).format(ref=ref)
        if waiting:
            words += f" Next: {self.people(waiting)}."
        if told:
            words += f" Notified: {self.people(told)}."
        return shorten(words, TOAST)
