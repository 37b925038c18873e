"""What must hold for a move of the SOP besides the state and the person, and why the table refuses one."""

from __future__ import annotations

from enum import StrEnum


class Need(StrEnum):
    """What must hold besides the state and the person; its value names the refusal's words."""

    REASON = "reason"
    NOT_AUTHOR = "not_author"  # the author never approves own work
    CHECKLIST = "checklist"
    CLASS = "class"  # information class, UU 14/2008
    APPROVED = "approved"  # exactly this revision, by the unit's official (SOP step 2, remark)
    DISPOSITION = "disposition"  # an accepted, open disposition to take the article in under
    SUBJECT = "subject"  # the form has a perihal
    ALL_LIVE = "all_live"  # at least one article published, none under way
    ANSWERED = "answered"  # the Kabag's question has an answer
    LINK = "link"  # where people publish by hand: the address at which one of them put the page
    UNATTENDED = "unattended"  # a website that can be published to with nobody there
    TIME = "time"  # a moment in the future to publish at
    CHANGED = "changed"  # a small edit was prepared, and changes something
    EDITED = "edited"  # what waits is a small edit of a text that was verified
    SECOND = "second"  # by eye two people confirm, never one twice
    IN_PERSON = "in_person"  # in an office of one's own: nobody who stands in for its holder
    LIVE = "live"  # a page of it is public
    GRAVE = "grave"  # one of the reasons for which a page is taken off at once


class Reason(StrEnum):
    """Why a move is refused when the table, not a Need, refuses it."""

    NOT_YOURS = "not_yours"
    NOT_NOW = "not_now"


#: The grave reasons for which a page's official or the Kabag takes it off at once; they have words in bot/texts.
GRAVE = ("personal", "excluded", "dangerous", "tampered")


#: What must hold where an article is let through without its official.
UNVERIFIED = (Need.IN_PERSON, Need.NOT_AUTHOR, Need.REASON, Need.CLASS)
