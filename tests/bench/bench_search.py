"""Compares searching titles, texts and units by the index with a search of the titles alone, in one run, as ratios.

    python -m tests.bench.bench_search [--articles 100000] [--rounds 15]

The same database, the same reader, the same six newest results: ours through FTS5 with all its conditions (who may
know of an article, its dates), against `title LIKE '%word%'` over the article table, which sees no text and obeys
nobody's rights. The best of the rounds counts.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.cli import cast
from bot.desk.articles.search import understood
from storage import search
from storage.files import FileStore
from storage.schema import migrate
from storage.search import Reader
from storage.store import Tx, connect, transact

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PAGE = 7  # one more than is shown

#: What people type: (name, search, the word a search of titles would look for).
SEARCHES = (
    ("a rare word", "kata4711", "kata4711"),
    ("a word of every tenth article", "kata15", "kata15"),
    ("two words", "kata120 kata37", "kata120"),
    ("the beginning of a word", "kata77", "kata77"),
    ("a word within a unit", "kata200 dinas:7", "kata200"),
    ("a word within a month", "kata200 sejak:2026-10 sampai:2026-10", "kata200"),
    ("a word that is nowhere", "tiada", "tiada"),
)


def fill(tx: Tx, count: int) -> None:
    """Put so many published articles of 150 words in, straight into the tables."""
    dice = random.Random(5)
    words = [f"kata{n}" for n in range(8000)]
    weights = [1 / (n + 1) for n in range(8000)]
    units = [
        tx.db.execute("INSERT INTO unit (name, kind, created_at) VALUES (?, 'external', 0)", (f"Dinas {n}",)).lastrowid
        for n in range(40)
    ]
    for number in range(1, count + 1):
        text = dice.choices(words, weights, k=150)
        title = " ".join(text[:8])
        tx.db.execute(
            "INSERT INTO article (id, state, unit_id, author_id, disposition_id, revision, title, cms_key,"
            " published_revision, created_at) VALUES (?, 'a.published', ?, 1, 1, 1, ?, ?, 1, ?)",
            (number, units[number % 40], title, f"k{number}", 1_790_000_000_000 + number * 60_000),
        )
        tx.db.execute(
            "INSERT INTO revision (article_id, number, title, section, content_hash, submitted_by, submitted_at)"
            " VALUES (?, 1, ?, 'berita', ?, 1, 0)",
            (number, title, "0" * 64),
        )
        search.take_out(tx, number)
        search.put(tx, number, live=False, title=title, unit=f"Dinas {number % 40}", words=" ".join(text))


def best(rounds: int, look: Callable[[], object]) -> float:
    """Give the milliseconds of the fastest of some rounds."""
    times = []
    for _ in range(rounds):
        started = perf_counter()
        look()
        times.append((perf_counter() - started) * 1000)
    return min(times)


def by_title(tx: Tx, word: str) -> list[int]:
    """Search the titles alone."""
    rows = tx.db.execute("SELECT id FROM article WHERE title LIKE ? ORDER BY id DESC LIMIT ?", (f"%{word}%", PAGE))
    return [row[0] for row in rows]


def main() -> None:
    """Fill a database and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=15)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.sqlite3"
        migrate(path, connect)
        db = connect(path)
        db.execute("PRAGMA synchronous=OFF")
        office = cast.office("http://127.0.0.1/")
        tx = Tx(db, NOW, office, FileStore(Path(folder)))
        transact(db, lambda _: tx, cast.seed)
        db.execute(
            "INSERT INTO disposition (id, state, agenda_no, agenda_year, subject, created_at)"
            " VALUES (1, 'd.collecting', 1, 2026, 'x', 0)"
        )
        started = perf_counter()
        transact(db, lambda _: tx, fill, chosen.articles)
        seconds = perf_counter() - started
        sys.stdout.write(f"{chosen.articles} articles entered in {seconds:.0f} s, {path.stat().st_size >> 20} MB\n")
        for who, reader in (("office", Reader(1, True, ())), ("another unit", Reader(2, False, (1,)))):
            sums = [0.0, 0.0]
            for name, words, word in SEARCHES:
                wanted = understood(words, office.calendar, office.calendar.today(datetime.now(UTC)))
                found = len(search.find(tx, reader, wanted, PAGE))
                ours = best(chosen.rounds, partial(search.find, tx, reader, wanted, PAGE))
                titles = best(chosen.rounds, partial(by_title, tx, word))
                sums = [sums[0] + ours, sums[1] + titles]
                sys.stdout.write(
                    f"{who:13} {name:32} {found} found  index {ours:8.2f} ms  titles {titles:8.2f} ms"
                    f"  ratio {ours / titles:6.2f}\n"
                )
            sys.stdout.write(f"{who:13} all of them: ratio {sums[0] / sums[1]:.2f}\n")
        db.close()


if __name__ == "__main__":
    main()
