"""The invariants that stand in the schema, each tried to be broken by SQL and refused.

Rules above may err; these are the last wall.
"""

# ruff: noqa: S608 - every statement is put together from this file's own constants

from __future__ import annotations

import sqlite3

import pytest

AGUS, HASAN, RINA = 5, 8, 7  # as the rehearsal seeds them
HASH = "ab" * 32
OTHER = "cd" * 32

ARTICLE = (
    "INSERT INTO article (id, state, unit_id, author_id, disposition_id, cms_key, created_at) VALUES"
    " (1, 'a.waiting_kasubbag', (SELECT id FROM unit WHERE name = 'Dinas Kesehatan'), 7, 1, 'k1', 0)"
)
INTERNAL = (
    "INSERT INTO article (id, state, unit_id, author_id, disposition_id, cms_key, created_at) VALUES"
    " (2, 'a.waiting_kasubbag', (SELECT id FROM unit WHERE name = 'Subag Pemberitaan'), 5, 1, 'k2', 0)"
)
ORDER = "INSERT INTO disposition (id, state, agenda_no, agenda_year, created_at) VALUES (1, 'd.collecting', 1, 2026, 0)"
REVISION = f"INSERT INTO revision VALUES (1, 1, 'Vaksinasi', 'berita', '{HASH}', {RINA}, 0, NULL)"
APPROVAL = (
    "INSERT INTO approval (id, article_id, content_hash, verifier_id, info_class, at)"
    f" VALUES (1, 1, '{HASH}', {HASAN}, 'berkala', 0)"
)
EVENT = "INSERT INTO event (id, at, what, data, prev_hash, hash) VALUES (901, 0, 'x', '{}', 'p', 'h')"
STEP = "INSERT INTO step (id, kind, subject_id, step, who, started_at) VALUES (1, 'a', 1, 'accept', 'kasubbag', 10)"
CARD_ROW = (
    "INSERT INTO outbox (chat_id, kind, subject_kind, subject_id, body, next_at, created_at)"
    " VALUES (7, 'card', 'a', 1, '{}', 0, 0)"
)
SITE_ROW = (
    "INSERT INTO outbox (kind, subject_kind, subject_id, body, next_at, created_at)"
    " VALUES ('publish', 'a', 1, '{}', 0, 0)"
)


@pytest.fixture(autouse=True)
def things(db: sqlite3.Connection) -> None:
    """An order, an article of another unit with its revision, and one of our own."""
    names = {
        n: db.execute("SELECT id FROM person WHERE name LIKE ?", (f"{n}%",)).fetchone()[0]
        for n in ("Agus", "Hasan", "Rina")
    }
    assert names == {"Agus": AGUS, "Hasan": HASAN, "Rina": RINA}
    for sql in (ORDER, ARTICLE, INTERNAL, REVISION):
        db.execute(sql)


def refuses(db: sqlite3.Connection, sql: str, words: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=words):
        db.execute(sql)


# --- the record ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE event SET what = 'y' WHERE id = 901",
        "DELETE FROM event WHERE id = 901",
        "INSERT OR REPLACE INTO event (id, at, what, data, prev_hash, hash) VALUES (901, 0, 'y', '{}', 'p', 'h')",
        "INSERT OR REPLACE INTO event (at, what, data, prev_hash, hash) VALUES (0, 'y', '{}', 'p', 'h')",
        "REPLACE INTO event SELECT id, at, 'y', actor_id, kind, subject_id, data, prev_hash, hash FROM event",
        "UPDATE OR REPLACE event SET id = 901 WHERE id < 901",
    ],
)
def test_the_record_is_append_only(db: sqlite3.Connection, sql: str) -> None:
    db.execute(EVENT)
    refuses(db, sql, "append-only")
    assert db.execute("SELECT what FROM event WHERE id = 901").fetchone()[0] == "x"


# --- verified before upload (SOP step 2, remark) -------------------------------------------------------


@pytest.mark.parametrize("state", ["a.waiting_staf", "a.scheduled", "a.publishing"])
def test_an_external_article_does_not_pass_the_gate_without_approval(db: sqlite3.Connection, state: str) -> None:
    refuses(db, f"UPDATE article SET state = '{state}' WHERE id = 1", "needs the approval")


def test_it_passes_with_the_approval_of_exactly_this_revision(db: sqlite3.Connection) -> None:
    db.execute(APPROVAL)
    db.execute("UPDATE article SET state = 'a.waiting_staf' WHERE id = 1")


def test_an_internal_article_needs_none(db: sqlite3.Connection) -> None:
    db.execute("UPDATE article SET state = 'a.waiting_staf' WHERE id = 2")


@pytest.mark.parametrize(
    "undo",
    [
        "UPDATE approval SET revoked_at = 1",
        f"UPDATE revision SET content_hash = '{OTHER}'",
        "UPDATE article SET revision = 2 WHERE id = 1",
    ],
)
def test_a_revoked_or_outdated_approval_does_not_open_the_gate(db: sqlite3.Connection, undo: str) -> None:
    db.execute(APPROVAL)
    db.execute(undo)
    refuses(db, "UPDATE article SET state = 'a.waiting_staf' WHERE id = 1", "needs the approval")


def test_nobody_approves_an_article_of_their_own(db: sqlite3.Connection) -> None:
    refuses(db, APPROVAL.replace(f"{HASAN}, 'berkala'", f"{RINA}, 'berkala'"), "never approves own work")


def test_nobody_approves_what_they_handed_in_for_somebody(db: sqlite3.Connection) -> None:
    db.execute(f"UPDATE revision SET submitted_by = {HASAN}")
    refuses(db, APPROVAL, "never approves own work")


def test_one_approval_stands_at_a_time(db: sqlite3.Connection) -> None:
    db.execute(APPROVAL)
    refuses(db, APPROVAL.replace("VALUES (1,", "VALUES (2,"), "UNIQUE")


def test_an_excluded_class_is_never_approved(db: sqlite3.Connection) -> None:
    refuses(db, APPROVAL.replace("'berkala'", "'dikecualikan'"), "CHECK")


# --- one at a time ---------------------------------------------------------------------------------


def test_a_thing_has_one_open_step(db: sqlite3.Connection) -> None:
    db.execute(STEP)
    refuses(db, STEP.replace("VALUES (1,", "VALUES (2,"), "UNIQUE")
    db.execute("UPDATE step SET finished_at = 11, outcome = 'done' WHERE id = 1")
    db.execute(STEP.replace("VALUES (1,", "VALUES (2,"))


@pytest.mark.parametrize(
    "change",
    ["finished_at = 9, outcome = 'done'", "finished_at = 11", "outcome = 'done'", "step = 'nap'", "kind = 'x'"],
)
def test_a_step_is_whole(db: sqlite3.Connection, change: str) -> None:
    db.execute(STEP)
    refuses(db, f"UPDATE step SET {change} WHERE id = 1", "CHECK")


def test_a_person_has_one_draft(db: sqlite3.Connection) -> None:
    db.execute("UPDATE article SET state = 'a.draft' WHERE id = 2")
    draft = INTERNAL.replace("a.waiting_kasubbag", "a.draft").replace("(2,", "(3,").replace("'k2'", "'k3'")
    refuses(db, draft, "UNIQUE")
    db.execute(draft.replace(f", {AGUS}, 1,", ", 6, 1,"))


def test_an_agenda_number_is_given_once_a_year(db: sqlite3.Connection) -> None:
    refuses(db, ORDER.replace("(1, 'd.", "(2, 'd."), "UNIQUE")
    db.execute(ORDER.replace("(1, 'd.", "(2, 'd.").replace("2026", "2027"))


def test_an_article_asks_for_one_order(db: sqlite3.Connection) -> None:
    asked = "INSERT INTO disposition (state, need_article_id, created_at) VALUES ('d.draft', 1, 0)"
    db.execute(asked)
    refuses(db, asked, "UNIQUE")


def test_a_card_has_one_waiting_row_in_a_chat(db: sqlite3.Connection) -> None:
    db.execute(CARD_ROW)
    refuses(db, CARD_ROW, "UNIQUE")
    db.execute(CARD_ROW.replace("(7,", "(8,"))


def test_an_article_has_one_wish_at_a_time_before_the_website(db: sqlite3.Connection) -> None:
    db.execute(SITE_ROW)
    refuses(db, SITE_ROW.replace("'publish'", "'withdraw'"), "UNIQUE")
    db.execute("UPDATE outbox SET state = 'sending'")
    db.execute(SITE_ROW.replace("'publish'", "'withdraw'"))


def test_a_role_is_held_once(db: sqlite3.Connection) -> None:
    again = "INSERT INTO appointment (person_id, role, valid_from) VALUES (1, 'kabag', 5)"
    refuses(db, again, "UNIQUE")
    db.execute("UPDATE appointment SET valid_to = 4 WHERE person_id = 1")
    db.execute(again)


def test_an_appointment_that_ended_stays_ended_and_none_is_deleted(db: sqlite3.Connection) -> None:
    db.execute("UPDATE appointment SET valid_to = 4 WHERE person_id = 1")
    refuses(db, "UPDATE appointment SET valid_to = NULL WHERE person_id = 1", "stays ended")
    refuses(db, "DELETE FROM appointment WHERE person_id = 1", "are kept")


def test_an_account_is_suspended_once_at_a_time(db: sqlite3.Connection) -> None:
    suspended = "INSERT INTO suspension (person_id, at, reason) VALUES (1, 0, 'ponsel hilang')"
    db.execute(suspended)
    refuses(db, suspended, "UNIQUE")
    db.execute("UPDATE suspension SET lifted_at = 5")
    db.execute(suspended)


def test_a_message_is_one_part_of_a_revision(db: sqlite3.Connection) -> None:
    part = (
        "INSERT INTO part (article_id, revision, position, kind, text, chat_id, message_id)"
        " VALUES (1, 1, 5, 'text', 'x', 7, 5)"
    )
    db.execute(part)
    refuses(db, part, "UNIQUE")


def test_what_the_website_knows_an_article_by_is_its_own(db: sqlite3.Connection) -> None:
    refuses(db, "UPDATE article SET cms_key = 'k1' WHERE id = 2", "UNIQUE")


# --- what a row may say ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE article SET state = 'a.gone' WHERE id = 2",
        "UPDATE article SET state = 'a.waiting_staf', disposition_id = NULL WHERE id = 2",
        "UPDATE article SET state = 'a.published' WHERE id = 2",
        "UPDATE article SET state = 'a.published', published_revision = 2 WHERE id = 2",
        "UPDATE article SET revision = 0 WHERE id = 2",
        "UPDATE article SET info_class = 'rahasia' WHERE id = 2",
        "UPDATE article SET by_proxy = 2 WHERE id = 2",
        "UPDATE disposition SET state = 'd.gone'",
        "UPDATE disposition SET agenda_year = NULL",
        "UPDATE disposition SET agenda_year = NULL, agenda_no = NULL",
        "UPDATE disposition SET nature = 'santai'",
        "INSERT INTO unit (name, kind, created_at) VALUES ('', 'internal', 0)",
        "INSERT INTO unit (name, kind, created_at) VALUES ('X', 'foreign', 0)",
        "UPDATE person SET language = 'fr'",
        "UPDATE person SET name = ''",
        "INSERT INTO appointment (person_id, role, valid_from) VALUES (1, 'bupati', 0)",
        "INSERT INTO appointment (person_id, role, valid_from) VALUES (1, 'verifier', 0)",
        "INSERT INTO appointment (person_id, role, unit_id, valid_from) VALUES (1, 'staf', 1, 0)",
        "UPDATE appointment SET manner = 'plh' WHERE id = 1",
        "UPDATE appointment SET ended_by = 1 WHERE id = 1",
        "INSERT INTO invitation (token_hash, person_id, created_at, expires_at, used_at) VALUES ('t', 1, 0, 1, 1)",
        "INSERT INTO invitation VALUES (1, 't', 1, NULL, 0, NULL, 1, 1, 1, 1, NULL)",
        "INSERT INTO suspension (person_id, at, reason, lifted_by) VALUES (1, 0, 'x', 1)",
        "UPDATE person SET merged_into = id WHERE id = 1",
        "UPDATE unit SET merged_into = id WHERE id = 1",
        "INSERT INTO file VALUES ('short', 1, 'x', NULL, '{}', 0)",
        f"INSERT INTO file VALUES ('{HASH}', -1, 'x', NULL, '{{}}', 0)",
        "INSERT INTO part (article_id, revision, position, kind) VALUES (1, 1, 1, 'photo')",
        "INSERT INTO part (article_id, revision, position, kind) VALUES (1, 1, 1, 'video')",
        "INSERT INTO inbox (update_id, body, state, received_at) VALUES (1, '{}', 'odd', 0)",
        "INSERT INTO outbox (chat_id, kind, body, next_at, created_at) VALUES (1, 'odd', '{}', 0, 0)",
        "INSERT INTO outbox (chat_id, kind, body, next_at, created_at) VALUES (1, 'card', '{}', 0, 0)",
        "INSERT INTO card VALUES ('x', 1, 1, 1, '', 0)",
        "INSERT INTO focus VALUES (1, 'v', 'x', 1, '', 0)",
        "INSERT INTO proof (article_id, revision, at, ok, code, detail, url) VALUES (1, 1, 0, 2, '', '', '')",
    ],
)
def test_it_refuses_what_makes_no_sense(db: sqlite3.Connection, sql: str) -> None:
    refuses(db, sql, "CHECK")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO appointment (person_id, role, valid_from) VALUES (99, 'kabag', 0)",
        "UPDATE article SET unit_id = 99 WHERE id = 2",
        "UPDATE article SET author_id = 99 WHERE id = 2",
        "UPDATE article SET disposition_id = 99 WHERE id = 2",
        f"INSERT INTO part (article_id, revision, position, kind, sha256) VALUES (1, 1, 1, 'photo', '{OTHER}')",
        "INSERT INTO disposition_unit VALUES (1, 99)",
        "INSERT INTO delivery (outbox_id, at, outcome) VALUES (99, 0, 'sent')",
        "DELETE FROM person WHERE id = 7",
        "DELETE FROM article WHERE id = 1",
    ],
)
def test_it_refuses_what_points_nowhere(db: sqlite3.Connection, sql: str) -> None:
    refuses(db, sql, "FOREIGN KEY")


def test_a_number_is_a_number(db: sqlite3.Connection) -> None:
    refuses(db, "UPDATE article SET created_at = 'kemarin' WHERE id = 2", "cannot store TEXT")


def test_a_telegram_account_is_one_person(db: sqlite3.Connection) -> None:
    refuses(db, "UPDATE person SET telegram_id = 1001 WHERE id = 2", "UNIQUE")


# --- the tick and the outbox find their rows without reading the tables ---------------------------------


@pytest.mark.parametrize(
    ("sql", "index"),
    [
        (
            "SELECT * FROM step WHERE finished_at IS NULL AND remind_at <= 5 ORDER BY remind_at, id LIMIT 1",
            "step_remind",
        ),
        ("SELECT min(next_at) FROM outbox WHERE state = 'new' AND next_at > 5", "outbox_due"),
        (
            "SELECT DISTINCT chat_id FROM outbox INDEXED BY outbox_due WHERE state = 'new' AND next_at <= 5",
            "outbox_due",
        ),
        (
            "SELECT id FROM outbox WHERE state = 'new' AND chat_id IS 7 AND next_at <= 5 ORDER BY priority, id",
            "outbox_lane",
        ),
        ("SELECT id FROM outbox WHERE state = 'sending'", "outbox_sending"),
        ("SELECT body FROM inbox WHERE state = 'new' ORDER BY update_id", "inbox_open"),
        ("SELECT * FROM article WHERE proof_at <= 5 ORDER BY proof_at", "article_proof"),
        (
            "SELECT * FROM article WHERE state = 'a.scheduled' AND scheduled_at <= 5 ORDER BY scheduled_at",
            "article_scheduled",
        ),
    ],
)
def test_what_is_asked_for_all_day_is_indexed(db: sqlite3.Connection, sql: str, index: str) -> None:
    plan = " ".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}"))
    assert index in plan
