"""Every word people read: typed functions, Indonesian first, English complete, escaped by type.

`indonesian` and `english` have one module a subject, the same names on both sides; `moves` has a row an Action,
`failures` a row a code that a website can fail with. `formats` says numbers, days and names; `labels` names buttons.
"""

from __future__ import annotations

from datetime import datetime

from bot.sop.office import Office
from bot.texts.english import English
from bot.texts.indonesian import Indonesian

#: The signatures every language has: Indonesian is the one they are written in first.
Texts = Indonesian

LANGUAGES: dict[str, type[Texts]] = {"id": Indonesian, "en": English}


def speaking(language: str, office: Office, now: datetime) -> Texts:
    """Give the texts in a reader's language (Indonesian where it is not spoken), as of now (UTC)."""
    return LANGUAGES.get(language, Indonesian)(office, now)


def default(office: Office, now: datetime) -> Texts:
    """Give the texts in the office's own language: for groups, forms and papers."""
    return speaking(office.language, office, now)
