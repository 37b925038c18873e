"""One message of a person as the desk takes it: words, and a file that is kept already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.content.taken import Taken


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message of a person, its file (if any) already kept in the file store."""

    chat_id: int
    message_id: int
    kind: str  # text | photo | document
    text: str = ""
    entities: Sequence[Mapping[str, Any]] = ()
    sha256: str | None = None
    filename: str = ""
    mime: str = ""
    size: int = 0
    media_group: str | None = None
    origin: str = ""  # Telegram's file_unique_id
    found: str = "{}"  # what was seen in the file, as JSON (bot.content.inside)
    taken: Taken | None = None  # the text a Word file or rich message was taken apart into
    recoded: bool = False  # the file was changed to UTF-8
    reply_to: int | None = None  # the message it answers
    renamed: bool = False  # it is another kind of file than its name said
    not_taken: str = ""  # why the text of a Word file could not be taken (has words in bot/texts)
