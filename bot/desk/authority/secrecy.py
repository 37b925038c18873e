"""What is dikecualikan (UU 14/2008) while it is held and once it was rejected, and what is rahasia: who reads it.

One rule for every list, search, digest, recap, group, report and file.
"""

from __future__ import annotations

from bot.desk.authority import authors
from bot.sop.flow import State
from bot.sop.model import Article, InfoClass, Nature, Person, Subject
from bot.sop.roles import Who
from bot.texts import default
from storage.store import Tx

#: In which capacities somebody reads what is withheld: its author and official, who decides on it, and those above,
#: to whom the SOP takes what is late. Nobody else of the office, and not the admin.
MAY_READ = frozenset({Who.AUTHOR, Who.VERIFIER, Who.PPID, Who.KASUBBAG, Who.KABAG})


#: In which capacities somebody reads a disposisi that is rahasia, beside the units it asks: the Kabag who gives it and
#: the Kasubbag it goes to. Not the Staf, who read what is published, not the PPID, and not the admin.
MAY_READ_ORDER = frozenset({Who.KABAG, Who.KASUBBAG})


def withheld(subject: Subject) -> bool:
    """Say whether a thing is held or was rejected as dikecualikan, or is rahasia; a page that is live is public."""
    if not isinstance(subject, Article):
        return subject.nature is Nature.CONFIDENTIAL
    live = subject.published_revision is not None and subject.state is not State.A_WITHDRAWN
    excluded = subject.info_class is InfoClass.EXCLUDED and not live
    return excluded or subject.state in {State.A_HELD, State.A_REJECTED}


def may_read(tx: Tx, person: Person, held: frozenset[Who], article: Article) -> bool:
    """Say whether somebody who stands towards a withheld article in these capacities may read it."""
    return bool(held & MAY_READ) or person.id in authors.of(tx, article)


def title(tx: Tx, subject: Subject) -> str:
    """Name a thing where many read it: what is withheld has no title there."""
    if withheld(subject):
        return default(tx.office, tx.now).withheld_title()
    return subject.title if isinstance(subject, Article) else subject.subject


def words(tx: Tx, subject: Subject, said: str) -> str:
    """Give what somebody wrote about a thing where many read it: of what is withheld a reason may say as much."""
    return default(tx.office, tx.now).withheld_words() if said and withheld(subject) else said
