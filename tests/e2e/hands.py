"""Somebody at a phone: sees, types, taps, and taps again when nothing happens, as a person would."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Callable
from typing import Any

from bot.rehearsal.office import Rehearsal
from bot.rehearsal.phone import Phone
from bot.texts import Texts

Message = dict[str, Any]
Sight = Callable[[], bool]

PATIENCE = 60.0  # real seconds somebody waits for what must come
AGAIN = 8.0  # … and after which they tap once more
TIMES = 12
BLINK = 0.3  # after a refusal the card is shown as it is now


class Hand:
    """One person's eyes and thumb. `t` are the texts this person reads by; `again` counts taps that brought nothing."""

    def __init__(self, outside: Rehearsal, phone: Phone, t: Texts) -> None:
        self.outside = outside
        self.phone = phone
        self.t = t
        self.again = 0

    @property
    def name(self) -> str:
        """The name in full."""
        return f"{self.phone.person.first_name} {self.phone.person.last_name}"

    # --- what is seen ------------------------------------------------------------------------------

    def reads(self, *words: str) -> Sight:
        """Some message of the bot has all these words."""
        return lambda: any(all(w in text_of(m) for w in words) for m in self.phone.received)

    def offered(self, label: str, on: str = "") -> Sight:
        """Some card with the words `on` has this button."""
        return lambda: self._card(label, on) is not None

    def _card(self, label: str, on: str) -> Message | None:
        found = (m for m in reversed(self.phone.received) if on in text_of(m) and label in labels(m))
        return next(found, None)

    async def see(self, sight: Sight, what: str = "") -> None:
        """Wait until something is seen; AssertionError says what is there instead."""
        try:
            await self.outside.wait_for(sight, PATIENCE)
        except TimeoutError:
            raise AssertionError(f"{self.name} never saw {what or 'it'}. Last:\n{self._last()}") from None

    def _last(self) -> str:
        return "\n---\n".join(f"{text_of(m)}\n{labels(m)}" for m in self.phone.received[-4:])

    # --- what is done ------------------------------------------------------------------------------

    async def say(self, text: str, then: Sight) -> None:
        """Type, once: what was sent stays in the chat, nobody types it twice."""
        self.phone.send(text)
        await self.see(then, f"what follows {text[:40]!r}")

    async def tap(self, label: str, on: str = "", *, then: Sight) -> None:
        """Tap a button (of the newest card that has it), again if nothing comes of it, until `then` is seen."""
        await self.see(self.offered(label, on), f"the button {label!r} on {on!r}")
        for _ in range(TIMES):
            card = self._card(label, on)
            if card is not None:
                self.phone.press(card, label)
            if await self._comes(then):
                return
            self.again += 1
        raise AssertionError(f"{self.name}: nothing came of {label!r} on {on!r}. Last:\n{self._last()}")

    async def _comes(self, then: Sight) -> bool:
        """Wait for what a tap should bring; a refusal is read, and the card looked at again."""
        known = len(self.phone.answers)
        with contextlib.suppress(TimeoutError):
            await self.outside.wait_for(lambda: then() or self._refused(known), AGAIN)
        if not then():
            with contextlib.suppress(TimeoutError):
                await self.outside.wait_for(then, BLINK)
        return then()

    def _refused(self, known: int) -> bool:
        return any(toast.show_alert for toast in self.phone.answers[known:])


def text_of(message: Message) -> str:
    """What a person reads in a message, a file's name included."""
    document = message.get("document", {}).get("file_name", "")
    return f"{message.get('text') or message.get('caption') or ''}{document}"


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def plain(markup: str) -> str:
    """A text of ours as it is read on a phone."""
    return html.unescape(re.sub(r"<[^>]*>", "", markup))
