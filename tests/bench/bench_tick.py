"""Compares what the bot does by itself with a short and a long past, in one run, as ratios.

    python -m tests.bench.bench_tick [--past 1000 1000000] [--rounds 200]

Two databases that differ in nothing but what is over: so many finished steps with their dispositions, articles,
revisions, approvals, proofs, events, cards and digests told. In both the same office has the same 30 things open, some
of them overdue. The real tick runs on them in turn, one minute of working time a round, and so do the digests and the
hourly tidying; the median of the rounds counts. Nothing is synced to the disk meanwhile: that costs the same in both
and would hide a difference.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from bot.app import Settings, Tayang
from bot.cli import cast
from bot.cms.kinds import publisher
from bot.rehearsal.door import Door
from bot.rehearsal.office import Rehearsal
from bot.rehearsal.world import Person
from bot.sop.flow import State
from bot.transport.request import NotSentError, OutcomeUnknownError
from storage.files import FileStore
from storage.schema import migrate
from storage.store import Tx, connect, transact
from tests.chat import scenes
from tests.stage import HandClock

#: A Tuesday morning in office hours: 2026-11-24 09:00 WIB. The past ends a day before it, the open work begins then.
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
BEGIN = NOW + timedelta(hours=2)
MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000

#: Of each disposisi that is over: its own steps, its articles, and the steps of each of these.
ORDER_STEPS = ("dispatch", "accept", "collect", "report", "acknowledge")
ARTICLE_STEPS = ("verify", "receive", "update")
ARTICLES = 5
A_DISPOSITION = len(ORDER_STEPS) + ARTICLES * len(ARTICLE_STEPS)

#: Things open in both, by the state they are brought into with everybody's own moves.
OPEN = (
    *(State.A_WAITING_VERIFIER,) * 6,
    *(State.A_WAITING_KASUBBAG,) * 6,
    *(State.A_WAITING_STAF,) * 6,
    *(State.A_RETURNED,) * 4,
    *(State.D_WAITING_KASUBBAG,) * 4,
    *(State.D_COLLECTING,) * 2,
    *(State.D_WAITING_KABAG,) * 2,
)

#: What is over, of each disposisi `n` and article `a` of the temporary tables `past` and `each_article`.
PAST = """
INSERT INTO disposition
    (id, state, agenda_no, agenda_year, subject, instruction, deadline, author_id, created_at)
    SELECT n, 'd.closed', n, 1900 + n % 100, 'Berita ' || n, 'Mohon dimuat.', at + 86400000, 1, at FROM past;
INSERT INTO disposition_unit SELECT n, 1 + n % 4 FROM past;
INSERT INTO report (disposition_id, note, posted_by, posted_at) SELECT n, 'Selesai', 2, at + 86400000 FROM past;
INSERT INTO article
    (id, state, unit_id, author_id, disposition_id, staf_id, revision, title, section, info_class, cms_key, remote_id,
    remote_url, published_revision, created_at)
    SELECT a, 'a.published', 1 + n % 4, 7, n, 3, 1, 'Judul ' || a, 'berita', 'berkala', 'k' || a, a,
    'https://contoh.go.id/' || a, 1, at FROM each_article;
INSERT INTO revision (article_id, number, title, section, content_hash, submitted_by, submitted_at)
    SELECT a, 1, 'Judul ' || a, 'berita', printf('%064d', a), 7, at FROM each_article;
INSERT INTO part (article_id, revision, position, kind, text)
    SELECT a, 1, 1, 'text', 'Isi berita ' || a FROM each_article;
INSERT INTO approval (article_id, content_hash, verifier_id, info_class, at)
    SELECT a, printf('%064d', a), 8, 'berkala', at FROM each_article;
INSERT INTO proof (article_id, revision, at, ok, code, detail, url)
    SELECT a, 1, at, 1, '', '', 'https://contoh.go.id/' || a FROM each_article;
INSERT INTO watch (article_id, baseline) SELECT a, '{}' FROM each_article;
INSERT INTO card SELECT 'a', a, 1001, a, 'f', at FROM each_article;
INSERT INTO card SELECT 'a', a, 1002, a, 'f', at FROM each_article;
INSERT INTO card SELECT 'd', n, 1001, n, 'f', at FROM past;
INSERT INTO told SELECT 'digest', '1 ' || n, at FROM past;
INSERT INTO told VALUES ('recap', '2026-10-01', 0);
DELETE FROM unfound;
"""


def fill(tx: Tx, steps: int) -> None:
    """Put so many finished steps in, with the things they were of, straight into the tables."""
    count = max(1, steps // A_DISPOSITION)
    last = int(NOW.timestamp() * 1000) - DAY
    gap = min(HOUR, 5 * 365 * DAY // count)
    tx.db.execute("PRAGMA foreign_keys=OFF")
    tx.db.execute("CREATE TEMP TABLE past (n INTEGER PRIMARY KEY, at INTEGER)")
    tx.db.execute(
        "INSERT INTO past WITH RECURSIVE up (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < ?)"
        " SELECT n, ? - (? - n) * ? FROM up",
        (count, last, count, gap),
    )
    tx.db.execute("CREATE TEMP TABLE each_article (a INTEGER PRIMARY KEY, n INTEGER, at INTEGER)")
    for which in range(ARTICLES):
        tx.db.execute(
            f"INSERT INTO each_article SELECT n * {ARTICLES} - {which}, n, at FROM past"  # noqa: S608 - our numbers
        )
    for statement in PAST.split(";\n"):
        tx.db.execute(statement)
    for kind, table, thing, names in (("d", "past", "n", ORDER_STEPS), ("a", "each_article", "a", ARTICLE_STEPS)):
        for place, step in enumerate(names):
            _step(tx, kind, table, thing, step, place * 10 * MINUTE)


def _step(tx: Tx, kind: str, table: str, thing: str, step: str, after: int) -> None:
    """Put in one step of every thing, and the event that ended it."""
    tx.db.execute(
        "INSERT INTO step (kind, subject_id, step, who, person_id, started_at, due_at, finished_at, finished_by,"  # noqa: S608
        f" outcome) SELECT '{kind}', {thing}, '{step}', 'staf', 3, at + {after}, at + {after + HOUR},"
        f" at + {after + 5 * MINUTE}, 3, 'pub' FROM {table}"
    )
    tx.db.execute(
        "INSERT INTO event (at, what, actor_id, kind, subject_id, data, prev_hash, hash)"  # noqa: S608
        f" SELECT at + {after}, 'pub', 3, '{kind}', {thing}, '{{}}', '', '{kind}{step}' || {thing} FROM {table}"
    )


def build(path: Path, steps: int, url: str) -> int:
    """Make a database of an office with such a past, and the same work open; give how many steps are over."""
    migrate(path, connect)
    db = connect(path)
    db.execute("PRAGMA synchronous=OFF")
    office = cast.office(url)
    files = FileStore(path.parent / "files")
    transact(db, lambda c: Tx(c, NOW, office, files), cast.seed)
    db.execute("PRAGMA foreign_keys=OFF")
    transact(db, lambda c: Tx(c, NOW, office, files), fill, steps)
    db.execute("PRAGMA foreign_keys=ON")
    for place, state in enumerate(OPEN):
        begun = NOW + timedelta(minutes=3 * place)
        transact(db, partial(Tx, now=begun, office=office, files=files), scenes.subject, state)
    db.execute("UPDATE outbox SET state = 'done'")
    over: int = db.execute("SELECT count(*) FROM step WHERE finished_at IS NOT NULL").fetchone()[0]
    db.close()
    return over


def bot_on(path: Path, clock: HandClock, url: str) -> Tayang:
    """Make the real bot on a database; it is never started, so nothing is sent and nothing else runs."""
    outside = Rehearsal(token=cast.TOKEN, username="TayangBot", people=[Person(1001, "Bambang")])
    door = Door(outside, not_sent=NotSentError, unknown=OutcomeUnknownError)
    settings = {
        "folder": str(path.parent / "site"),
        "base_url": url,
        "site_name": "Portal",
        "sections": [{"key": "berita", "name": "Berita"}],
        "zone": str(ZoneInfo("Asia/Jakarta")),
    }
    return Tayang(
        Settings(
            database=path,
            files=path.parent / "files",
            office=cast.office(url),
            token=cast.TOKEN,
            publisher=publisher("folder", settings, now=clock.now),
        ),
        clock,
        door,
        door,
    )


async def timed(work: Callable[[], Awaitable[object]]) -> float:
    """Give the milliseconds of processor time that something takes, whatever else the machine does."""
    started = process_time()
    await work()
    return (process_time() - started) * 1000


def said(tx: Tx) -> tuple[int, int]:
    """Count what the bot did by itself: what it wrote down, and what it has to say."""
    reminded = tx.db.execute("SELECT count(*) FROM event WHERE what = 'remind'").fetchone()[0]
    return reminded, tx.db.execute("SELECT count(*) FROM outbox WHERE state = 'new'").fetchone()[0]


def unsynced(tx: Tx) -> None:
    """Leave syncing out, which costs both the same."""
    tx.db.execute("COMMIT")
    tx.db.execute("PRAGMA synchronous=OFF")
    tx.db.execute("BEGIN IMMEDIATE")


#: Milliseconds of each round by what was done: with the short past, with the long one.
Times = dict[str, tuple[list[float], list[float]]]


async def compare(small: Path, large: Path, rounds: int, url: str) -> Times:
    """Run what the bot does by itself on both in turn; give the milliseconds of each round, by what was done."""
    clock = HandClock(BEGIN)
    bots = (bot_on(small, clock, url), bot_on(large, clock, url))
    times: Times = {name: ([], []) for name in ("tick", "digest", "tidy")}
    async with bots[0].store, bots[1].store:
        await run(bots, clock, rounds, times)
        done = [await bot.store.read(said) for bot in bots]
    if done[0] != done[1]:
        raise RuntimeError(f"the two did not do the same: {done}")
    sys.stdout.write(f"both reminded {done[0][0]} times and have {done[0][1]} messages to send\n")
    return times


async def run(bots: tuple[Tayang, Tayang], clock: HandClock, rounds: int, times: Times) -> None:
    """Let both do their work in turn; which goes first changes from round to round."""
    for bot in bots:
        await bot.store.write(unsynced)
    for number in range(rounds):
        clock.set(BEGIN + timedelta(days=number // 60, minutes=number % 60))
        for which in (0, 1) if number % 2 else (1, 0):
            bot = bots[which]
            times["tick"][which].append(await timed(bot.tick))
            times["digest"][which].append(await timed(bot.digest))
            if number % 10 == 0:
                times["tidy"][which].append(await timed(bot.tidy))


def main() -> None:
    """Build both databases and print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--past", type=int, nargs=2, default=(1_000, 1_000_000))
    options.add_argument("--rounds", type=int, default=200)
    chosen = options.parse_args()
    url = "http://127.0.0.1/"
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for steps in chosen.past:
            path = Path(folder) / str(steps) / "bench.sqlite3"
            path.parent.mkdir()
            started = perf_counter()
            over = build(path, steps, url)
            paths.append(path)
            sys.stdout.write(
                f"{over} steps over, {len(OPEN)} things open, {path.stat().st_size >> 20} MB,"
                f" made in {perf_counter() - started:.0f} s\n"
            )
        for name, (short, long) in asyncio.run(compare(paths[0], paths[1], chosen.rounds, url)).items():
            sys.stdout.write(
                f"{name:7} {median(short):8.2f} ms  {median(long):8.2f} ms  ratio {median(long) / median(short):5.2f}\n"
            )


if __name__ == "__main__":
    main()
