"""A card: text and buttons, as one person sees them, free of Telegram's own types."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from markupsafe import Markup

from bot.sop.flow import Action
from bot.sop.model import Article, Subject
from bot.sop.press import Press, Verb
from bot.texts import Texts
from bot.texts.labels import Label
from storage.outbox_bodies import ButtonBody

_TAG = re.compile(r"<[^<>]*>")

GOOD, BAD, PLAIN = "success", "danger", ""


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: either a press or a link."""

    label: str
    press: Press | None = None
    url: str | None = None
    style: str = PLAIN

    def as_body(self) -> ButtonBody:
        """Give the button as the outbox keeps it."""
        return ButtonBody(self.label, self.press.pack() if self.press else None, self.url, self.style or None)


Rows = list[list[Button]]


@dataclass(frozen=True, slots=True)
class Card:
    """What stands in one message. Text is Telegram's HTML with everything people wrote escaped."""

    text: Markup
    rows: Rows

    def keyboard(self) -> list[list[ButtonBody]]:
        """Give the buttons as the outbox keeps them; empty rows fall away."""
        return [[button.as_body() for button in row] for row in self.rows if row]


def on(thing: Subject, verb: Verb | Action, arg: str = "") -> Press:
    """Make a press on a thing as it is now."""
    return Press(verb.value, thing.kind, thing.id, thing.version, arg)


def opens(thing: Subject, label: str, view: str, arg: str = "", style: str = PLAIN) -> Button:
    """Make a button that opens a view on the card."""
    return Button(label, on(thing, Verb.OPEN, f"{view}.{arg}" if arg else view), style=style)


def sets(thing: Subject, label: str, value: str, style: str = PLAIN) -> Button:
    """Make a button that chooses a value in the view that is open."""
    return Button(label, on(thing, Verb.SET, value), style=style)


def calls_off(article: Article, t: Texts) -> Button:
    """Make the button with which an author gives up; a page that is live stays, only its correction goes."""
    label = t.button(Label.CANCEL_ARTICLE if article.published_revision is None else Label.CANCEL_CORRECTION)
    return opens(article, label, "sure", Action.CANCEL.value)


def back(thing: Subject, label: str) -> Button:
    """Make the button that leaves the view that is open."""
    return Button(label, on(thing, Verb.BACK))


def in_pairs(buttons: list[Button]) -> Rows:
    """Set buttons two in a row: more cannot be read on a phone."""
    return [buttons[i : i + 2] for i in range(0, len(buttons), 2)]


def main_first(rows: Rows) -> Rows:
    """Set what one is here for on top; the order of the rest stays."""
    return sorted(rows, key=lambda row: row[0].style != GOOD)


def lines(*parts: Markup | None) -> Markup:
    """Join what there is by line breaks."""
    return Markup("\n").join(part for part in parts if part)


def blocks(*parts: Markup | None) -> Markup:
    """Join what there is by empty lines."""
    return Markup("\n\n").join(part for part in parts if part)


def length(text: Markup) -> int:
    """Count the characters of a message as Telegram does: UTF-16 units after its tags and entities are read."""
    return len(html.unescape(_TAG.sub("", text)).encode("utf-16-le", "surrogatepass")) // 2
