"""What a button carries: at most 64 bytes of subject, version and verb; it proves nothing about who taps."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from bot.sop.flow import Kind

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
FIELDS = 5
LONGEST_NUMBER = 12  # digits: more than any id, version or place will have
LIMIT = 64  # bytes of callback_data, Bot API


class Verb(StrEnum):
    """What a button asks for, besides the moves of the SOP (`Action`); short, because 64 bytes carry all of it."""

    # on any card
    OPEN = "opn"  # a dialog
    BACK = "bak"  # to the card's own face
    SET = "set"  # a choice in the dialog that is open
    SHOW = "crd"  # the card anew
    READ = "rea"  # the whole of it below
    # on an article
    PREVIEW = "pvw"
    MOVE_INTO = "mov"  # a draft into an article that was returned
    KEEP_BOTH = "wrd"  # the Word file that a corrected one replaced
    PACKAGE = "pkg"  # what a person publishes from
    UPDATED = "upd"  # a person changed the page
    TAKEN_OFF = "off"  # a person took the page off
    LOOK_AGAIN = "lok"
    HANDLED = "hdl"  # an alarm
    OURS = "our"  # what an alarm tells of is the office's own
    REPUBLISH = "rep"
    SHARE = "shr"
    SHARE_AGAIN = "sha"  # it is not there
    SHARE_THERE = "sht"  # it is there
    # on a disposisi
    ASK_DISPOSITION = "drq"
    CONTRIBUTE = "new"
    FULL_REPORT = "ful"
    PAPER = "pap"
    # of no particular thing
    LANGUAGE = "lng"
    WRITE_FOR = "wrt"  # a unit
    MORE_HITS = "src"
    RECAP = "rkp"
    FRESHNESS = "ksg"
    RECURRING = "agd"
    ABSENCE = "plh"
    CALENDAR = "lbr"
    DUTY_ROSTER = "pkt"
    SENTINEL = "jgs"
    PEOPLE = "agt"
    INVITE = "und"
    UNIT = "unt"


class BadPressError(ValueError):
    """Callback data that no button of ours carries."""


def _base36(value: int) -> str:
    if not 0 <= value < len(_DIGITS) ** LONGEST_NUMBER:
        raise ValueError(f"no id or version is the number {value}")
    digits = ""
    while value:
        value, rest = divmod(value, len(_DIGITS))
        digits = _DIGITS[rest] + digits
    return digits or "0"


def _number(text: str) -> int:
    if not text or len(text) > LONGEST_NUMBER or not all(c in _DIGITS for c in text):
        raise BadPressError(text)
    return int(text, 36)


def number(text: str) -> int | None:
    """Read an id, a position or a place in a list from a button's argument; None for what is none.

    Python takes "²" for a digit and SQLite no integer above 63 bits: only 1 to 12 of 0-9 are a number here.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


@dataclass(frozen=True, slots=True)
class Press:
    """A verb on a thing: an Action's value, or a word of the screens; `version` is what the card showed.

    kind None: the verb is about no particular thing.
    """

    verb: str
    kind: Kind | None = None
    id: int = 0
    version: int = 0
    arg: str = ""

    def pack(self) -> str:
        """Give the callback data; ValueError when it is over Telegram's 64 bytes or could not be read back."""
        if ":" in self.verb or not self.verb:
            raise ValueError(f"a verb cannot be {self.verb!r}")
        kind = self.kind.value if self.kind else "-"
        data = f"1:{self.verb}:{kind}{_base36(self.id)}:{_base36(self.version)}:{self.arg}"
        if len(data.encode()) > LIMIT:
            raise ValueError(f"callback data over {LIMIT} bytes: {data}")
        return data

    @classmethod
    def unpack(cls, data: str) -> Self:
        """Read callback data, which any client may have made up; BadPressError when it is not ours."""
        fields = data.split(":", FIELDS - 1)
        if len(fields) != FIELDS or fields[0] != "1" or not fields[1] or not fields[2]:
            raise BadPressError(data)
        _, verb, subject, version, arg = fields
        if subject[0] not in "-da":
            raise BadPressError(data)
        kind = None if subject[0] == "-" else Kind(subject[0])
        return cls(verb, kind, _number(subject[1:]), _number(version), arg)
