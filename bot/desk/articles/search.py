"""Searching articles (/cari): words understood, the index kept up to date, and who finds what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.content.plain import paragraphs
from bot.dates import spans
from bot.dates.words import APOSTROPHES, SINCE, UNTIL
from bot.desk.articles import pages
from bot.desk.authority import capacities, secrecy
from bot.sop.flow import State
from bot.sop.model import Article, Disposition, Person, Subject
from bot.sop.roles import OFFICE_CAPACITY, Role
from bot.sop.worktime import Calendar
from storage import articles, dispositions, meta, parts, people, proofs, revisions, search
from storage.search import Reader, Wanted
from storage.store import Tx

#: Results on one page: each has up to four lines and a button.
PAGE = 6

#: Words of a search that count, and how long each may be.
MOST_WORDS, LONGEST_WORD = 12, 60

#: Articles entered anew in one go; more are waiting only after an upgrade, and follow with the next search.
AT_A_TIME = 1000

#: Which way words are entered: raised where that changes, and everything is entered anew.
FORM = "2"

_BETWEEN_LETTERS = re.compile(rf"(?<=\w)['{APOSTROPHES}](?=\w)")
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_HYPHENS = re.compile("[‐‑‒–—−]")

#: The number of an article or a disposisi, as its card has it, and as people type it.
_ARTICLE_NO = re.compile(r"N[-. ]{0,2}0*(\d{1,9})", re.IGNORECASE)
_AGENDA_NO = re.compile(r"D[-. ]{0,2}0*(\d{1,9})(?:/(20\d\d))?", re.IGNORECASE)
#: The same among other words, as copied from a card ("N-1 Imunisasi serentak"): with its hyphen, else it is a word.
_AMONG_WORDS = re.compile(r"(?<![\w-])[ND]-\d{1,9}(?:/20\d\d)?(?![\w-])", re.IGNORECASE)

_COLUMNS = {
    "dinas": "unit", "unit": "unit", "bagian": "unit", "badan": "unit", "skpd": "unit", "opd": "unit",
    "judul": "title", "title": "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One article as its finder may see it; `card` says whether they may open it, or only the public page."""

    article: Article
    title: str
    unit: str
    at: datetime
    state: State
    url: str | None
    card: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page of results; `more` is where the next one begins, None at the end. `unclear`: a date nobody can read.

    `orders`: the dispositions of that number, above the articles under them.
    """

    words: str
    found: list[Found] = field(default_factory=list)
    more: int | None = None
    unclear: str = ""
    orders: list[Disposition] = field(default_factory=list)


class UnclearDateError(ValueError):
    """A date in a search that is none; carries what was written."""


def look(tx: Tx, person: Person, words: str, before: int | None = None) -> Page:
    """Find what somebody may know of, newest first; `before` is the `more` of the page before."""
    catch_up(tx)
    by_number = _numbered(tx, person, words)
    if by_number is not None:
        return by_number
    try:
        wanted = understood(words, tx.office.calendar, tx.office.calendar.today(tx.now))
    except UnclearDateError as error:
        return Page(words, unclear=str(error))
    if wanted == Wanted():
        return Page(words)
    ids = search.find(tx, _reader(tx, person), wanted, PAGE + 1, before)
    known = [article for article_id in ids[:PAGE] if (article := articles.get(tx, article_id))]
    found = [_found(tx, person, article) for article in known if _may_name(tx, person, article)]
    if not found and (among := _AMONG_WORDS.search(_HYPHENS.sub("-", words))):
        return _numbered(tx, person, among[0], words) or Page(words)
    return Page(words, found, ids[PAGE - 1] if len(ids) > PAGE else None)


def live_pages(tx: Tx, person: Person, words: str, besides: int) -> list[Found]:
    """Find live pages: the latest that fit the words, or the latest of all; never that of the article `besides`."""
    try:
        wanted = understood(words, tx.office.calendar, tx.office.calendar.today(tx.now))
    except UnclearDateError:
        wanted = Wanted()
    ids = search.find(tx, _reader(tx, person), wanted, 10 * PAGE)
    found = [_found(tx, person, article) for article_id in ids if (article := articles.get(tx, article_id))]
    return [each for each in found if each.url and each.article.id != besides][:PAGE]


def _numbered(tx: Tx, person: Person, words: str, typed: str = "") -> Page | None:
    """Find what a number names: an article, or a disposisi with what is under it; None where it names nothing here."""
    number = _HYPHENS.sub("-", words).strip(" .,;:!?()#/")
    if found := _ARTICLE_NO.fullmatch(number):
        article = articles.get(tx, int(found[1]))
        under, orders = ([article] if article is not None else []), []
    elif found := _AGENDA_NO.fullmatch(number):
        numbered = dispositions.numbered(tx, int(found[1]), int(found[2]) if found[2] else None)
        orders = [order for order in numbered if capacities.may_see(tx, person, order)]
        under = [article for order in numbered for article in articles.of_disposition(tx, order.id)]
    else:
        return None
    hits = [_found(tx, person, article) for article in under if _may_find(tx, person, article)][:PAGE]
    return Page(typed or words, hits, orders=orders[:PAGE]) if hits or orders else None


def _may_find(tx: Tx, person: Person, article: Article) -> bool:
    live = article.published_revision is not None and article.state is not State.A_WITHDRAWN
    return live or capacities.may_see(tx, person, article)


def folded(text: str) -> str:
    """Give words as they are entered and looked for: without what people write in many ways or do not see.

    Jum'at is one word, Jumat, whichever apostrophe a keyboard has.
    """
    return _BETWEEN_LETTERS.sub("", _NO_WIDTH.sub("", text))


def _reader(tx: Tx, person: Person) -> Reader:
    """Tell who searches, as capacities.may_see does: office staff and the admin read everything handed in."""
    held = people.appointments(tx, person.id)
    office = any(a.role in OFFICE_CAPACITY or a.role is Role.ADMIN for a in held)
    return Reader(person.id, office, [a.unit_id for a in held if a.unit_id is not None])


def _may_name(tx: Tx, person: Person, article: Article) -> bool:
    """Say whether a search may know of an article at all: what is withheld only before those who may read it."""
    live = article.published_revision is not None  # known by what its page says
    return live or not secrecy.withheld(article) or capacities.may_see(tx, person, article)


def _found(tx: Tx, person: Person, article: Article) -> Found:
    """Show an article to its finder; whoever may not see its card gets what the public page says, and its address."""
    mine = capacities.may_see(tx, person, article)
    public = article.published_revision is not None and article.state is not State.A_WITHDRAWN
    live = revisions.get(tx, article.id, article.published_revision) if article.published_revision else None
    return Found(
        article,
        article.title if mine or live is None else live.title,
        people.unit(tx, article.unit_id).name,
        proofs.first_good(tx, article.id) or article.created_at,
        article.state if mine else State.A_PUBLISHED,
        article.remote_url if public else None,
        mine,
    )


def has_words(words: str) -> bool:
    """Say whether there is anything to search for in what was typed."""
    return any(c.isalnum() for c in words)


# --- what was typed ----------------------------------------------------------------------------------


def understood(words: str, calendar: Calendar, today: date) -> Wanted:
    """Read a search: plain words, `dinas:`, `judul:`, `sejak:` and `sampai:`. Raises UnclearDateError.

    Every word is quoted for FTS5, so that its operators, quotes and signs are words like any other.
    """
    terms: list[str] = []
    since = until = None
    for word in folded(words).split():
        key, colon, value = word.partition(":")
        key = key.lower() if colon else ""
        if key in SINCE:
            since = _span(value, calendar, today)[0] if value else since
        elif key in UNTIL:
            until = _span(value, calendar, today)[1] if value else until
        elif key in _COLUMNS:
            terms += [f"{_COLUMNS[key]} : {term}" for term in _quoted(value)]
        else:
            terms += _quoted(word)
    return Wanted(" AND ".join(terms[:MOST_WORDS]), since, until)


def _quoted(word: str) -> list[str]:
    """Give a word as an FTS5 phrase that finds what begins with it; nothing for what has no letter or digit."""
    clean = "".join(c if c.isalnum() else " " for c in word[:LONGEST_WORD]).strip()
    if not clean:
        return []
    return [f'"{clean}"*' if len(clean) > 1 else f'"{clean}"']


def _span(text: str, calendar: Calendar, today: date) -> tuple[datetime, datetime]:
    """Give where a year, month or day begins, and where the next one does, as UTC. Raises UnclearDateError."""
    written = spans.parse(text.strip(".,"), today)
    found = spans.bounds(written, calendar) if written is not None else None
    if found is None:
        raise UnclearDateError(text)
    return found


# --- the index ---------------------------------------------------------------------------------------


def follow(tx: Tx, subject: Subject) -> None:
    """Enter an article anew, in the transaction that moved it."""
    if isinstance(subject, Article):
        _enter(tx, subject)


def catch_up(tx: Tx) -> None:
    """Enter what was written since its last move: drafts, which their authors search, and all after an upgrade."""
    if meta.get(tx, "search_form") != FORM:
        search.outdate_all(tx)
        meta.put(tx, "search_form", FORM)
    for article_id in search.outdated(tx, AT_A_TIME):
        article = articles.get(tx, article_id)
        if article is not None:
            _enter(tx, article)


def _enter(tx: Tx, article: Article) -> None:
    unit = folded(people.unit(tx, article.unit_id).name)
    search.take_out(tx, article.id)
    search.put(
        tx, article.id, live=False, title=folded(article.title), unit=unit, words=_words(tx, article, article.revision)
    )
    published = article.published_revision
    if published is None or published == article.revision or article.state is State.A_WITHDRAWN:
        return
    live = revisions.get(tx, article.id, published)
    title = live.title if live else article.title
    search.put(tx, article.id, live=True, title=folded(title), unit=unit, words=_words(tx, article, published))


def _words(tx: Tx, article: Article, revision: int) -> str:
    """Give what a visitor of the page reads, and what is said of its photos."""
    page = pages.composed_of(tx, article, revision)
    described = [part.alt for part in parts.of(tx, article.id, revision) if part.alt]
    return folded("\n".join([*paragraphs(page.html), *described]))
