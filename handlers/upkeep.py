"""/kesehatan: how the installation is, for the admin."""

from __future__ import annotations

from markupsafe import escape

from bot.card import Card
from bot.desk.people import examining
from handlers.senders import Asker, say
from storage.store import Tx


def health(tx: Tx, who: Asker, _words: str) -> None:
    """Have the installation looked at; what is found follows."""
    if not who.private or not examining.may_ask(tx, who.person):
        say(tx, who, Card(escape(who.t.health_not_yours()), []))
        return
    examining.ask(tx, who.person)
    say(tx, who, Card(who.t.health_asked(), []))
