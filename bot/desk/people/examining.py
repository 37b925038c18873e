"""/kesehatan: an admin asks how the installation is; what was found is told in their language."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.desk import notify
from bot.sop.model import Person
from bot.sop.roles import Role
from bot.texts import Texts
from storage import meta, people, vitals
from storage.store import Tx

ASKED = "health asked"
LONGEST = 3500  # letters of one message; Telegram takes 4096 with its marks


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was looked at, or (without a mark) the heading above some: in both languages."""

    mark: str
    indonesian: str
    english: str

    def words(self, language: str) -> str:
        """Give the words of one language."""
        return self.indonesian if language == "id" else self.english


def may_ask(tx: Tx, person: Person) -> bool:
    """Say whether somebody may read how the installation is: it names folders and addresses."""
    return person.id in {admin.id for admin in people.holders(tx, Role.ADMIN)}


def ask(tx: Tx, person: Person) -> None:
    """Have the installation looked at; the answer follows."""
    meta.put(tx, ASKED, json.dumps(sorted({*asked(tx), person.id})))


def asked(tx: Tx) -> list[int]:
    """List who waits for an answer."""
    found: list[int] = json.loads(meta.get(tx, ASKED) or "[]")
    return found


def tell(tx: Tx, whom: Iterable[int], found: Sequence[Found]) -> None:
    """Answer who asked and is an admin still, in as many messages as it takes."""
    answered = set(whom)
    meta.put(tx, ASKED, json.dumps([each for each in asked(tx) if each not in answered]))
    for person in people.holders(tx, Role.ADMIN):
        if person.id in answered:
            for message in _messages(tx, notify.texts_for(tx, person), person.language, found):
                notify.say(tx, person.telegram_id, message)


def _messages(tx: Tx, t: Texts, language: str, found: Sequence[Found]) -> list[str]:
    wrong, warnings = (sum(each.mark == mark for each in found) for mark in ("✘", "!"))
    counts = vitals.count(tx)
    late = sum(counts.steps_late.values())
    head = t.health_head(wrong, warnings)
    queues = t.health_queues(counts.inbox_waiting, counts.telegram_waiting, counts.website_waiting, late)
    messages, text = [], Markup("{}\n{}").format(head, queues)
    for each in found:
        words = each.words(language)
        line = Markup("\n{} {}").format(each.mark, words) if each.mark else Markup("\n\n<b>{}</b>").format(words)
        if len(text) + len(line) > LONGEST:
            messages.append(str(text))
            text = Markup("")
        text += line
    return [*messages, str(text)]
