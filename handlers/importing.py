"""Impor and Ekspor of /anggota: the table to fill in, a dry run of it as it comes back, then all of it with one tap."""

from __future__ import annotations

from markupsafe import Markup

from bot.card import GOOD, Button, Card
from bot.cards.people import members as cards
from bot.content import staff_table
from bot.content.incoming import Incoming
from bot.content.staff_table import Row, TableRefusedError
from bot.desk import notify
from bot.desk.people import accounts, importing
from bot.desk.people.importing import Outcome
from bot.texts import Texts
from handlers.senders import Asker, say
from storage import outbox, screens
from storage.outbox import ANSWER
from storage.outbox_bodies import StaffFile
from storage.store import Tx

#: Under these names it is kept that a table was asked for, and that one lies here until it is imported or left.
ASKED, LIES = "import", "import_sure"

SHOWN = 20  # bad rows in one message


def ask(tx: Tx, who: Asker) -> Card:
    """Give the table to fill in, and wait for it."""
    left(tx, who)
    _send(tx, who, "template")
    screens.ask(tx, who.person.id, ASKED, "")
    return Card(who.t.ask_table(), [])


def export(tx: Tx, who: Asker) -> Card:
    """Give everybody as a table."""
    _send(tx, who, "export")
    return Card(who.t.table_follows(), [])


def _send(tx: Tx, who: Asker, what: str, links: tuple[tuple[str, str, str], ...] = ()) -> None:
    until = tx.office.calendar.today(tx.now + accounts.INVITATION_LASTS)
    outbox.add(tx, who.chat_id, StaffFile(what, who.person.language, until, links), priority=ANSWER)


def waits_for_file(tx: Tx, who: Asker) -> bool:
    """Say whether the next file of somebody is a table they were asked for."""
    asked = screens.question(tx, who.person.id)
    return asked is not None and asked.what in {ASKED, LIES}


def came(tx: Tx, who: Asker, incoming: Incoming) -> None:
    """Take a table that came: say what it would bring, or name every row that cannot be taken."""
    left(tx, who)
    sha = incoming.sha256 or ""
    screens.ask(tx, who.person.id, LIES, sha)
    found = _read(tx, who, sha)
    outcome = importing.preview(tx, who.person, found) if isinstance(found, list) else None
    if isinstance(found, list) and outcome is not None and not outcome.problems:
        counts = who.t.import_means(outcome.people, outcome.given, outcome.same, len(outcome.links))
        rows = [[cards.button(who.t.people_button("import_it"), "I", style=GOOD)], [_leave(who)]]
        say(tx, who, Card(who.t.import_sure(counts), rows))
        return
    left(tx, who)
    screens.ask(tx, who.person.id, ASKED, "")
    say(
        tx,
        who,
        Card(_bad(who.t, outcome) if outcome is not None else who.t.import_bad([str(found)], 0), [[_leave(who)]]),
    )


def _leave(who: Asker) -> Button:
    return cards.button(who.t.people_button("list"), "l", 0)


def _bad(t: Texts, outcome: Outcome) -> Markup:
    lines = [t.import_problem(one.row, one.why, one.what) for one in outcome.problems]
    return t.import_bad(lines[:SHOWN], max(0, len(lines) - SHOWN))


def _read(tx: Tx, who: Asker, sha: str) -> list[Row] | str:
    try:
        return staff_table.read(tx.files.get(sha))
    except TableRefusedError as error:
        return who.t.table_refused(error.reason)
    except OSError:
        return who.t.table_refused("unreadable")


def do_it(tx: Tx, who: Asker) -> Card | str:
    """Take the table that lies here, whole, and send the invitations to hand out."""
    asked = screens.question(tx, who.person.id)
    if asked is None or asked.what != LIES:
        return who.t.people_refused("over", "")
    found = _read(tx, who, asked.arg)
    if isinstance(found, str):
        return found
    outcome = importing.take(tx, who.person, found)
    if outcome.problems:
        return who.t.import_problem(outcome.problems[0].row, outcome.problems[0].why, outcome.problems[0].what)
    left(tx, who)
    if outcome.links:
        _send(tx, who, "links", tuple(outcome.links))
    counts = who.t.import_means(outcome.people, outcome.given, outcome.same, len(outcome.links))
    notify.say(tx, who.chat_id, who.t.imported(counts))
    return cards.everybody(tx, who.t, who.person)


def left(tx: Tx, who: Asker) -> None:
    """Let go of a table that lies here: the personal data in it is kept no longer than it is asked about."""
    asked = screens.question(tx, who.person.id)
    if asked is not None and asked.what == LIES:
        importing.let_go(tx, asked.arg)
        screens.forget_question(tx, who.person.id)
