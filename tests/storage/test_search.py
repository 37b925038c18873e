"""The search index: it follows every change of its own transaction, knows what it lacks, and can be made anew."""

from __future__ import annotations

import sqlite3

import pytest

from bot.desk.articles import search as desk
from bot.desk.writing import drafts
from bot.sop.flow import Action, Kind, State
from bot.sop.model import Article
from storage import articles, parts, people, search
from storage.search import Reader, Wanted
from storage.store import Tx
from tests.chat import scenes

OFFICE = Reader(0, True, ())


def find(tx: Tx, match: str, reader: Reader = OFFICE) -> list[int]:
    return search.find(tx, reader, Wanted(match), 10)


def article_of(tx: Tx, article_id: int = 1) -> Article:
    found = articles.get(tx, article_id)
    assert found is not None
    return found


@pytest.fixture
def handed_in(tx: Tx) -> Article:
    """Rina's article waits for its official, and is in the index."""
    return scenes.article(tx, State.A_WAITING_VERIFIER)


def test_a_move_enters_an_article_in_its_own_transaction(tx: Tx, handed_in: Article) -> None:
    assert search.outdated(tx, 10) == []
    assert find(tx, '"imunisasi"') == [handed_in.id]
    assert find(tx, 'unit : "kesehatan"') == [handed_in.id]
    assert find(tx, 'title : "melayani"') == []


def test_a_move_that_is_undone_leaves_the_index_as_it_was(tx: Tx, handed_in: Article) -> None:
    tx.db.execute("BEGIN")
    scenes.move(tx, "Rina", Kind.ARTICLE, handed_in.id, Action.RECALL)
    drafts.set_title(tx, article_of(tx), "Judul sementara")
    desk.catch_up(tx)
    assert find(tx, '"sementara"') == [handed_in.id]
    tx.db.execute("ROLLBACK")
    assert find(tx, '"sementara"') == []
    assert find(tx, '"imunisasi"') == [handed_in.id]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE article SET title = 'x' WHERE id = 1",
        "UPDATE part SET text = 'x' WHERE article_id = 1",
        "UPDATE part SET alt = 'x' WHERE article_id = 1",
        "DELETE FROM part WHERE article_id = 1",
        "INSERT INTO part (article_id, revision, position, kind, text) VALUES (1, 1, 99, 'text', 'x')",
        "UPDATE unit SET name = 'x' WHERE id = (SELECT unit_id FROM article WHERE id = 1)",
    ],
)
def test_whatever_is_changed_is_known_to_be_lacking_until_it_is_entered(
    tx: Tx, handed_in: Article, change: str
) -> None:
    tx.db.execute(change)
    assert search.outdated(tx, 10) == [handed_in.id]
    desk.catch_up(tx)
    assert search.outdated(tx, 10) == []
    assert bool(find(tx, '"x"')) is not change.startswith("DELETE")


def test_it_holds_each_article_once_and_its_live_page_while_that_is_corrected(tx: Tx) -> None:
    scenes.article(tx, State.A_CORRECTING)
    drafts.set_title(tx, article_of(tx), "Judul ralat")
    desk.catch_up(tx)
    rows = tx.db.execute("SELECT rowid, title FROM found ORDER BY rowid").fetchall()
    assert [tuple(row) for row in rows] == [(2, "Judul ralat"), (3, "Imunisasi serentak di semua puskesmas")]
    stranger = Reader(999, False, ())
    assert find(tx, '"ralat"', stranger) == []
    assert find(tx, '"imunisasi"', stranger) == [1]
    assert find(tx, '"imunisasi" OR "ralat"') == [1]
    scenes.move(tx, "Rina", Kind.ARTICLE, 1, Action.CANCEL)
    assert [row[0] for row in tx.db.execute("SELECT rowid FROM found")] == [2]


def test_a_migration_can_have_all_entered_anew(tx: Tx, handed_in: Article) -> None:
    tx.db.execute("DELETE FROM found")
    tx.db.execute("INSERT INTO unfound SELECT id FROM article")
    desk.catch_up(tx)
    assert find(tx, '"imunisasi"') == [handed_in.id]
    tx.db.execute("INSERT INTO found (found) VALUES ('integrity-check')")


def test_what_a_word_file_says_is_found_and_its_markup_is_not(tx: Tx) -> None:
    article = scenes.draft(tx)
    parts.add(tx, article, "html", text="<p>Kata <strong>tebal</strong></p>", message_id=77, chat_id=1)
    desk.catch_up(tx)
    assert find(tx, '"tebal"', Reader(article.author_id, False, (article.unit_id,))) == [article.id]
    assert find(tx, '"strong"', Reader(article.author_id, False, (article.unit_id,))) == []


def test_a_draft_and_one_dropped_unsent_are_nobody_elses(tx: Tx) -> None:
    article = scenes.draft(tx)
    desk.catch_up(tx)
    mine = Reader(article.author_id, False, (article.unit_id,))
    assert (find(tx, '"imunisasi"', mine), find(tx, '"imunisasi"')) == ([1], [])
    scenes.move(tx, "Rina", Kind.ARTICLE, 1, Action.CANCEL)
    assert (find(tx, '"imunisasi"', mine), find(tx, '"imunisasi"')) == ([1], [])


def test_a_draft_of_who_has_left_the_unit_is_nobodys(tx: Tx) -> None:
    article = scenes.draft(tx)
    desk.catch_up(tx)
    assert find(tx, '"imunisasi"', Reader(article.author_id, False, ())) == []


def test_a_unit_reads_its_own_and_no_others(tx: Tx, handed_in: Article) -> None:
    other = next(unit.id for unit in people.units(tx) if unit.id != handed_in.unit_id)
    assert find(tx, '"imunisasi"', Reader(0, False, (handed_in.unit_id,))) == [1]
    assert find(tx, '"imunisasi"', Reader(0, False, (other,))) == []


def test_it_finds_letters_with_and_without_their_marks(tx: Tx, handed_in: Article) -> None:
    drafts_title = "Café di Désa"
    tx.db.execute("UPDATE article SET title = ? WHERE id = ?", (drafts_title, handed_in.id))
    desk.catch_up(tx)
    assert find(tx, '"cafe" AND "desa"') == [handed_in.id]


def test_searches_are_remembered_for_their_own_person_and_the_oldest_forgotten(tx: Tx) -> None:
    rina, siti = scenes.person(tx, "Rina").id, scenes.person(tx, "Siti").id
    numbers = [search.remember(tx, rina, f"kata {n}") for n in range(search.REMEMBERED + 1)]
    assert search.remembered(tx, rina, numbers[0]) is None
    assert search.remembered(tx, rina, numbers[-1]) == f"kata {search.REMEMBERED}"
    assert search.remembered(tx, siti, numbers[-1]) is None


def test_a_query_that_is_no_fts_expression_would_be_refused_by_sqlite(tx: Tx) -> None:
    """Why every word is quoted before it gets here."""
    with pytest.raises(sqlite3.OperationalError):
        find(tx, 'imunisasi"')
