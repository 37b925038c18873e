"""Which words head an article: a headline is a short line that is no sentence."""

from __future__ import annotations

import re
from typing import Final

from bot.content.plain import normalise, shorten

#: The longest title a page has (characters).
MAX_TITLE: Final = 150

#: A first sentence shorter than this heads nothing: "Jakarta.", "Drs.".
_SHORTEST: Final = 15

_ENDS: Final = (".", ",", ";", ":", "…")
#: The first sentence of some; the dot of an initial, of a title or of "Kec." ends none.
_FIRST_SENTENCE = re.compile(r"(.+?(?<!\b[A-Z])(?<!\b(?:No|Dr|Ir|dr))(?<!\b(?:Drs|Kec|Kab)))[.!?]\s+(?=\S)")

#: How the words of a picture begin that tell of the picture: "Foto: …", "Dok. Humas".
_OF_A_PICTURE = re.compile(r"\W*(?:foto|dok|dokumentasi|ket|keterangan|gambar|sumber|caption|photo)\b", re.IGNORECASE)


def is_headline(text: str) -> bool:
    """Say whether a text is a headline: one line of some words, no sentence, and not about a photo."""
    line = text.strip()
    if "\n" in line or len(line) > MAX_TITLE or line.endswith(_ENDS) or _OF_A_PICTURE.match(line):
        return False
    return len(line.split()) > 1


def has_sentences(line: str) -> bool:
    """Say whether a line ends its first sentence and goes on: a text, however short, and no headline."""
    return _FIRST_SENTENCE.match(line) is not None


def beginning(paragraph: str) -> str:
    """Give what heads a paragraph too long for a title: its first sentence, else its shortened beginning."""
    words = normalise(paragraph)
    found = _FIRST_SENTENCE.match(words)
    if found is not None and _SHORTEST <= len(found[1]) <= MAX_TITLE:
        return found[1]
    return shorten(words, MAX_TITLE)
