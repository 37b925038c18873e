"""What happened, by whom, when, and whose turn it is now, in English."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from bot.sop.flow import Action, State
from bot.sop.roles import SUPERIOR, Who
from bot.sop.worktime import Calendar
from bot.texts.english.formats import EnglishFormats
from bot.texts.english.moves import MOVES, OF_CORRECTION
from bot.texts.formats import bold, quote
from bot.texts.indonesian import history as indonesian

_WHAT = {action.value: words.event for action, words in MOVES.items()} | {
    "intake_closed": "Material declared complete",
    "page_gone": "The page is no longer as approved",
    "page_well": "The page is as approved again",
    "page_handled": "Alarm marked as taken care of",
    "page_own": "A finding was called our own",
    "republish": "Page published again",
    "snooze": "Reminder put off",
    "remark": "Remark, typed when things had moved on,",
    "reworded": "Reason corrected",
    "handed_on": "Article handed on",
}

#: How a withdrawal is told by its kind; the plain one has the words above.
_WITHDRAWN = {
    "ralat": "Withdrawn with an erratum",
    "digabung": "Merged into another page and withdrawn",
}

_TURN = {
    State.D_DRAFT: "Check this disposition and send it.",
    State.D_WAITING_KASUBBAG: "Please accept this disposition.",
    State.D_COLLECTING: "Take in the articles that arrive. When there are enough, tap “Material is complete”.",
    State.D_REPORTING: "Please send the report. If nobody does, it is sent automatically when due.",
    State.D_WAITING_KABAG: "Read the report, then tap “Acknowledge report”.",
    State.A_DRAFT: "Complete the article, then submit it.",
    State.A_WAITING_VERIFIER: "Read the article above. Approve it by choosing its information class, or return it.",
    State.A_HELD: "Decide whether this information may be made public.",
    State.A_WAITING_KASUBBAG: "Read the article above, then hand it to a staff member or return it.",
    State.A_WAITING_STAF: "Tap “Publish”. The page is then checked automatically.",
    State.A_UNPROVEN: "Open the link. If the page is right, tap “I have seen it live”; a second person then"
    " confirms it. If it is not yet, tap “Look again”.",
    State.A_SIGHTED: "Open the link and compare it with the article. If it is right, tap “Right, it is live”.",
    State.A_RETURNED: "Tap “Revise article”, correct it, then submit it again.",
    State.A_CORRECTING: "Tap “Revise article”, correct it, then submit it again.",
}

_HINTS = {
    "order_not_accepted": "Its disposition has to be accepted first.",
    "no_order": "There is no disposition yet; one has been requested.",
    "no_verifier": "This unit has no authorised official in Tayang yet. The admin needs to invite one.",
    "only_author": "The only authorised official of this unit is its author, and authors do not verify their own"
    " work. The admin needs to invite another official of this unit.",
    "proving": "The page is being checked as a visitor sees it.",
}


#: What to do where more is known than the state.
_HINTED_TURN = {
    "hand": "Publish by hand with the bot's package, then tap “Send the link” and send the page's address.",
    "hand_mend": "Mend the page, then tap “Look at that page again”, or send the right link.",
    "hand_change": "Update the same page with the bot's package, then tap “I have updated the same page”.",
    "question": "Answer the question above; the report is sent again with your answer.",
    "ralat": "Read the change above. Approve it, or decline: the verified text then stands.",
    "live_ralat": "Read the change above. Approve it, or return it.",
}


def _of_correction(what: str, data: dict[str, Any]) -> str:
    """Say what became of a correction that was given up; "" for any other event."""
    words = OF_CORRECTION.get(Action(what)) if what in set(Action) else None
    return words[1] if words and data.get("to") == State.A_PUBLISHED.value else ""


class HistoryTexts(EnglishFormats, indonesian.HistoryTexts):
    """Texts of events and waits."""

    def event(self, what: str, who: str | None, capacity: Who | None, at: datetime, data: dict[str, Any]) -> Markup:
        """Say one event: what, by whom in which office, when, and why."""
        by = Markup(" to {}").format(data["to_whom"]) if data.get("to_whom") else Markup("")
        if who:
            office = f" ({self._office(capacity, data)})" if capacity else ""
            by += Markup(" by {}{}").format(who, office)
        by += Markup(" (on piket duty)") if data.get("piket") else Markup("")
        small = data.get("small")
        by += Markup(", small differences: {}").format(small) if small else Markup("")
        said = Markup("{}{}, {}.").format(
            _WITHDRAWN.get(data.get("withdrawal", "")) or _of_correction(what, data) or _WHAT.get(what, what),
            by,
            self.when(at),
        )
        reason = data.get("reason")
        if reason and what != Action.FAIL.value:
            said += Markup("\n") + quote(str(reason))
        return said

    def _office(self, capacity: Who, data: dict[str, Any]) -> str:
        """Name in which office somebody acted: who takes over does it in their own, for the one below."""
        above = SUPERIOR.get(capacity) if data.get("takeover") else None
        if above is None:
            return self.office_of(capacity, data.get("in_place_of"))
        return f"{self.office_of(above, data.get('in_place_of'))}, taking over from {self.title_of(capacity)}"

    def history_title(self) -> Markup:
        """Head the history."""
        return Markup("<b>History</b>")

    def waiting(
        self,
        state: State,
        who: Who,
        names: list[str],
        unit: str,
        due: datetime | None,
        *,
        yours: bool,
        hint: str,
        hours: Calendar | None = None,
    ) -> Markup:
        """Say whose turn it is, until when, and to the one whose turn it is what to do."""
        until = Markup(" {}").format(self.until(due, hours)) if due else Markup("")
        extra = Markup("\n{}").format(_HINTS[hint]) if hint in _HINTS else Markup("")
        if yours:
            others = Markup(" or that of {}").format(self.people(names)) if names else Markup("")
            turn = _HINTED_TURN.get(hint) or _TURN.get(state, "")
            return Markup("👉 <b>Your turn{}.</b> {}{}{}").format(others, turn, until, extra)
        return Markup("Waiting for: {}.{}{}").format(bold(self._whom(who, names, unit)), until, extra)

    def _whom(self, who: Who, names: list[str], unit: str) -> str:
        if who is Who.SYSTEM:
            return "the website"
        return super()._whom(who, names, unit)

    def until(self, due: datetime, hours: Calendar | None = None) -> str:
        """Say a due time and the working time left: Due 10:47 WIB, 5 working minutes left."""
        calendar = hours or self.office.calendar
        if due > self.now:
            return f"Due {self.when(due)}, {self.working(calendar.spent(self.now, due))} left."
        late = calendar.spent(due, self.now)
        if late < timedelta(minutes=1):
            return f"Due {self.when(due)}, time is up."
        return f"Due {self.when(due)}, {self.working(late)} late."

    def head(self, head: str) -> Markup | None:
        """Head a card that is sent for a reason of its own."""
        words = {
            "unreachable": "⚠ <b>The person this is waiting for is away, or the bot cannot reach them."
            " Please follow up.</b>",
            "alarm": "🚨 <b>Please check this page: it is no longer as approved.</b>",
        }.get(head)
        return Markup(words) if words else None  # noqa: S704 - our own words
