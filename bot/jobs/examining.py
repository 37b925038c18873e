"""Looks at the installation when an admin asked by /kesehatan, beside everything else the bot does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from bot.aside import Aside
from bot.desk.people import examining
from bot.desk.people.examining import Found
from storage.store import Store

log = logging.getLogger(__name__)

EVERY = 3.0  # seconds between two questions whether somebody asked

#: Looks at everything `tayang check` looks at; may take a minute.
Examine = Callable[[], Sequence[Found]]


class Examining:
    """The job. Who asked is answered once; a look that is cut off is made again."""

    def __init__(self, store: Store, examine: Examine) -> None:
        """Answer from what `examine` finds, in a thread of its own."""
        self._store, self._examine = store, examine
        self._aside = Aside("check")

    def close(self) -> None:
        """Begin nothing more; a look that hangs holds up nobody's end."""
        self._aside.close()

    async def look(self) -> bool:
        """Look and answer if somebody asked; say whether somebody did."""
        asked = await self._store.read(examining.asked)
        if asked:
            await self._store.write(examining.tell, asked, await self._aside.run(self._found))
        return bool(asked)

    def _found(self) -> Sequence[Found]:
        try:
            return self._examine()
        except Exception as error:
            log.exception("the installation could not be looked at")
            name = type(error).__name__
            return [Found("✘", f"Pemeriksaan terhenti ({name}); rinciannya ada di log.",
                          f"The look broke off ({name}); its log says where.")]  # fmt: skip
