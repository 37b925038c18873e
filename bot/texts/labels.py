"""The names of buttons that are no move of the SOP: what a card asks a language for."""

from __future__ import annotations

from enum import StrEnum, auto


class Label(StrEnum):
    """What a button says that opens, shows or leaves something."""

    BACK = auto()
    READ = auto()
    CHANGES = auto()
    HISTORY = auto()
    MEND = auto()
    TITLE = auto()
    SECTION = auto()
    PHOTOS = auto()
    PARTS = auto()
    PREVIEW = auto()
    TEXT = auto()
    UNIT = auto()
    USE_CAPTION = auto()
    ASK_DISPOSITION = auto()
    CANCEL_ARTICLE = auto()
    CANCEL_CORRECTION = auto()
    CANCEL_DISPOSITION = auto()
    CHOSEN = auto()
    CONTRIBUTE = auto()
    FILES = auto()
    PRINT_COMPLETION = auto()
    PRINT_DISPOSITION = auto()
    FULL_REPORT = auto()
    ANSWER = auto()
    DISCARD = auto()
    HAND_ON = auto()
