"""Withdrawing a page in one of three kinds: ralat, digabung (into another page), ditarik; and its reason."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from bot.content.incoming import Incoming
from bot.content.sanitise import safe_link
from bot.desk.articles import search
from bot.desk.articles.search import Found
from bot.desk.workflow import engine
from bot.desk.workflow.answer import MESSAGE, Answer, Asked, Next, refusal, tried
from bot.desk.workflow.effects import Input
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article, Person
from bot.sop.press import number
from bot.texts import default
from storage import articles
from storage.store import Tx

#: The view on an article's card. Its argument says how far one is: "" the three kinds; `ralat` or `ditarik`, waiting
#: for the reason; `digabung` (and what was searched for), waiting for the page it is merged into; `into:17` (an
#: article) or `into:https://…` (another page of the website), waiting for the note. A line below it, the reason that
#: was given and the message it was typed in (0: tapped) wait for a "yes".
VIEW: Final = "withdraw"

KINDS: Final = ("ralat", "digabung", "ditarik")
MERGED: Final = "digabung"
_INTO: Final = "into:"

#: What the button says that confirms.
SURE: Final = "yes"

LONGEST_REASON: Final = 1000


def kind_of(arg: str) -> str:
    """Name the kind a view's argument is about; "" while none was chosen."""
    return MERGED if arg.startswith((MERGED, _INTO)) else _where(arg)


def _where(arg: str) -> str:
    return arg.partition("\n")[0]


def given(arg: str) -> str:
    """Give the reason that waits to be confirmed; "" while none was given."""
    return "\n".join(arg.split("\n")[2:])


def asks_target(arg: str) -> bool:
    """Say whether the view waits for the page to merge into."""
    return arg.startswith(MERGED)


def offered(tx: Tx, person: Person, article: Article, arg: str) -> list[Found]:
    """List live pages to merge into: what was searched for, else the latest."""
    return search.live_pages(tx, person, arg.removeprefix(MERGED).strip(), article.id)


def reasons(tx: Tx, arg: str) -> list[str]:
    """Offer reasons that need no typing, in the office's language: they stand on the public page."""
    return default(tx.office, tx.now).withdrawal_reasons(kind_of(arg))


def target(tx: Tx, arg: str) -> tuple[str, str] | None:
    """Give (name, address) of the page that was chosen to merge into; None when it is not live (any more)."""
    chosen = _where(arg).removeprefix(_INTO)
    into = number(chosen)
    if into is None:
        return (chosen, chosen) if _is_ours(tx, chosen) else None
    article = articles.get(tx, into)
    return (article.title, article.remote_url) if article and is_live(article) and article.remote_url else None


def is_live(article: Article) -> bool:
    """Say whether visitors see a page of an article: being corrected it stays."""
    return article.published_revision is not None and article.state is not State.A_WITHDRAWN


def _is_ours(tx: Tx, url: str) -> bool:
    """Say whether an address is a page of the office's own website: a notice there leads nowhere else."""
    if safe_link(url) is None:
        return False
    ours, given = urlsplit(tx.office.website.url), urlsplit(url)
    return (given.scheme, given.netloc) == (ours.scheme, ours.netloc)


def takes_words(arg: str) -> bool:
    """Say whether a page asks for words: a reason, or what to find the other page by."""
    return bool(arg) and not given(arg)


def longest(arg: str) -> int:
    """Give the most characters that a page takes: of a reason, or of a search."""
    return MESSAGE if not arg or asks_target(arg) else LONGEST_REASON


def answer(tx: Tx, asked: Asked, message: Incoming) -> Answer:
    """Take what was typed: a reason, or a link or words to find the page to merge into."""
    words, article, t = message.text.strip(), asked.article, asked.t
    if not asked.arg:
        return refusal(t.choose_withdrawal())
    if not asks_target(asked.arg):
        return _to_confirm(asked, words, message.message_id)
    if "://" not in words:
        return _to_targets(tx, " ".join(words.split())[:200])
    known = articles.at_address(tx, words)
    if known is not None and (known.id == article.id or not is_live(known)):
        return refusal(t.target_not_live())
    if known is None and not _is_ours(tx, words):
        return refusal(t.target_not_ours(tx.office.website.url))
    return Answer(next=Next(VIEW, f"{_INTO}{known.id if known else words}"))


def choose(tx: Tx, asked: Asked, value: str) -> Answer | None:
    """Take a tap: a kind, a page to merge into, a reason, or the "yes" to it; None for what is none of these."""
    if not asked.arg:
        if value == MERGED:
            return _to_targets(tx)
        return Answer(next=Next(VIEW, value)) if value in KINDS else None
    if given(asked.arg):
        return _withdraw(tx, asked, given(asked.arg)) if value == SURE else None
    place = number(value.removeprefix("q"))
    return _placed(tx, asked, place) if place is not None else None


def _placed(tx: Tx, asked: Asked, place: int) -> Answer | None:
    """Take a tap on what the page lists: pages to merge into by their number, ready reasons by their place."""
    if asks_target(asked.arg):
        if place == asked.article.id or target(tx, f"{_INTO}{place}") is None:
            return refusal(asked.t.target_not_live())
        return Answer(next=Next(VIEW, f"{_INTO}{place}"))
    ready = reasons(tx, asked.arg)
    return _to_confirm(asked, ready[place], 0) if place < len(ready) else None


def reworded(arg: str, message: Incoming) -> str | None:
    """Give the page with the reason as its message reads now; None where that message holds none that waits."""
    words = message.text.strip()
    if not given(arg) or arg.split("\n")[1] != str(message.message_id) or not 0 < len(words) <= LONGEST_REASON:
        return None
    return _page(_where(arg), words, message.message_id)


def _to_confirm(asked: Asked, reason: str, message_id: int) -> Answer:
    """Show the reason back before it counts: it stands on the public page."""
    return Answer(next=Next(VIEW, _page(_where(asked.arg), reason, message_id)))


def _page(where: str, reason: str, message_id: int) -> str:
    return f"{where}\n{message_id}\n{reason}"


def _to_targets(tx: Tx, words: str = "") -> Answer:
    """Go on to the pages to merge into; the index they are found by is brought up to date here: a card only reads."""
    search.catch_up(tx)
    return Answer(next=Next(VIEW, f"{MERGED} {words}".strip()))


def _withdraw(tx: Tx, asked: Asked, reason: str) -> Answer:
    """Make the move; what it is merged into must be live at this moment."""
    data = {"withdrawal": kind_of(asked.arg)}
    if kind_of(asked.arg) == MERGED:
        into = target(tx, asked.arg)
        if into is None:
            return refusal(asked.t.target_not_live(), then=Next(VIEW, MERGED))
        data |= {"into": into[0], "target": into[1]}
    given = Input(reason=reason, data=data)
    return tried(engine.act(tx, asked.person, Kind.ARTICLE, asked.article.id, Action.WITHDRAW, given=given))
