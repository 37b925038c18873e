"""What looks like personal data, as it stands on the cards of those who write and decide (UU 27/2022)."""

from __future__ import annotations

from markupsafe import Markup

from bot.desk.articles import personal_data
from bot.desk.articles.personal_data import Place
from bot.sop.model import Article
from bot.texts import Texts
from storage.store import Tx

#: How many are listed on a card; more are counted.
LISTED = 6
#: Files of which is said what is hidden in them.
FILES = 3


def warning(tx: Tx, t: Texts, article: Article) -> Markup | None:
    """Point out what looks like personal data, masked, with its place, and what is hidden; None for nothing to say."""
    seen = personal_data.look(tx, article)
    listed = [(str(each.kind), each.masked, _place(t, each.place)) for each in seen.spotted[:LISTED]]
    told = [t.personal_data(listed, seen.count, list(seen.unread))] if listed or seen.unread else []
    told += [t.unshown(name, parts) for name, parts in seen.unshown[:FILES]]
    return Markup("\n").join(told) if told else None


def _place(t: Texts, place: Place) -> Markup:
    return t.place(place.where, place.number, place.name, place.detail)
