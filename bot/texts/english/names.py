"""Names: how the domain's values are called in English."""

from __future__ import annotations

from bot.sop.flow import State, Step
from bot.sop.model import InfoClass, Nature
from bot.texts.english.formats import EnglishFormats
from bot.texts.indonesian import names as indonesian

# UU 14/2008 has no official English names for its classes: the Indonesian one stays beside each.
_CLASSES = {
    InfoClass.PERIODIC: "periodic (berkala)",
    InfoClass.IMMEDIATE: "immediate (serta merta)",
    InfoClass.ANYTIME: "at any time (setiap saat)",
    InfoClass.EXCLUDED: "exempt (dikecualikan)",
}

_NATURES = {
    Nature.ORDINARY: "Ordinary",
    Nature.URGENT: "Urgent",
    Nature.VERY_URGENT: "Very urgent",
    Nature.CONFIDENTIAL: "Secret",
}

_STATES = {
    State.A_DRAFT: "being written",
    State.A_WAITING_VERIFIER: "waiting for verification",
    State.A_HELD: "on hold, with the PPID",
    State.A_WAITING_KASUBBAG: "waiting to be taken in",
    State.A_WAITING_STAF: "ready for entry, waiting to be published",
    State.A_SCHEDULED: "scheduled",
    State.A_PUBLISHING: "being published",
    State.A_UNPROVEN: "published, not proven yet",
    State.A_SIGHTED: "published, to be confirmed by a second person",
    State.A_PUBLISHED: "live",
    State.A_RETURNED: "returned for revision",
    State.A_CORRECTING: "being corrected",
    State.A_REJECTED: "not to be published",
    State.A_CANCELLED: "cancelled",
    State.A_WITHDRAWN: "withdrawn from the website",
    State.D_DRAFT: "not sent yet",
    State.D_WAITING_KASUBBAG: "waiting to be accepted",
    State.D_COLLECTING: "collecting material",
    State.D_REPORTING: "report in preparation",
    State.D_WAITING_KABAG: "report waiting to be acknowledged",
    State.D_CLOSED: "closed",
    State.D_CANCELLED: "cancelled",
}

_STEPS = {
    Step.DISPATCH: "1. Disposition",
    Step.RECEIVE: "2. Take in material",
    Step.UPDATE: "3. Update the website",
    Step.REPORT: "4. Report",
    Step.VERIFY: "Verification",
    Step.ACCEPT: "Accept the disposition",
    Step.COLLECT: "Collect material",
    Step.HOLD: "PPID's decision",
    Step.REVISE: "Revision",
    Step.ACKNOWLEDGE: "Acknowledge the report",
}


class NameTexts(EnglishFormats, indonesian.NameTexts):
    """Names of classes, natures, states and steps."""

    def withheld_title(self) -> str:
        """Stand in for the title of what is held as dikecualikan, where others read."""
        return "(title not shown)"

    def withheld_words(self) -> str:
        """Stand in for what somebody wrote about what is held as dikecualikan, where others read."""
        return "(not shown)"

    def info_class(self, kind: InfoClass) -> str:
        """Name an information class (UU 14/2008)."""
        return _CLASSES[kind]

    def nature(self, nature: Nature) -> str:
        """Name a sifat."""
        return _NATURES[nature]

    def state(self, state: State) -> str:
        """Name a state as people say it."""
        return _STATES[state]

    def step(self, step: Step) -> str:
        """Name a step of the SOP."""
        return _STEPS[step]
