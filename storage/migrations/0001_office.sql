-- The office: people, units, dispositions, articles, steps, and the record of what was done.
-- Times are UTC milliseconds since 1970. Invariants stand here as CHECKs, partial unique indexes and triggers.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unit (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 200),
    kind       TEXT NOT NULL CHECK (kind IN ('internal', 'external')),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE person (
    id             INTEGER PRIMARY KEY,
    name           TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    telegram_id    INTEGER UNIQUE,
    language       TEXT NOT NULL DEFAULT 'id' CHECK (language IN ('id', 'en')),
    unreachable_at INTEGER,
    created_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE appointment (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES person (id),
    role       TEXT NOT NULL CHECK (role IN ('kabag', 'kasubbag', 'staf', 'contributor', 'verifier', 'ppid', 'admin')),
    unit_id    INTEGER REFERENCES unit (id),
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER,
    CHECK ((role IN ('contributor', 'verifier')) = (unit_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX appointment_once ON appointment (person_id, role, ifnull(unit_id, 0)) WHERE valid_to IS NULL;

CREATE TABLE invitation (
    id         INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('kabag', 'kasubbag', 'staf', 'contributor', 'verifier', 'ppid', 'admin')),
    unit_id    INTEGER REFERENCES unit (id),
    name       TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    person_id  INTEGER REFERENCES person (id),
    CHECK ((role IN ('contributor', 'verifier')) = (unit_id IS NOT NULL)),
    CHECK ((used_at IS NULL) = (person_id IS NULL))
) STRICT;

CREATE TABLE file (
    sha256      TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    size        INTEGER NOT NULL CHECK (size >= 0),
    mime        TEXT NOT NULL,
    telegram_id TEXT,            -- file_id by which Telegram has it already
    found       TEXT NOT NULL DEFAULT '{}',  -- JSON: what looks like personal data in it, masked, and what was looked at
    created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE disposition (
    id              INTEGER PRIMARY KEY,
    state           TEXT NOT NULL CHECK (state IN ('d.draft', 'd.waiting_kasubbag', 'd.collecting', 'd.reporting',
                                                   'd.waiting_kabag', 'd.closed', 'd.cancelled')),
    version         INTEGER NOT NULL DEFAULT 0,
    agenda_no       INTEGER,
    agenda_year     INTEGER,
    subject         TEXT NOT NULL DEFAULT '',
    instruction     TEXT NOT NULL DEFAULT '',
    nature          TEXT NOT NULL DEFAULT 'biasa' CHECK (nature IN ('biasa', 'segera', 'sangat_segera')),
    deadline        INTEGER,
    intake_closed   INTEGER NOT NULL DEFAULT 0 CHECK (intake_closed IN (0, 1)),
    question        TEXT NOT NULL DEFAULT '',
    need_article_id INTEGER REFERENCES article (id),
    author_id       INTEGER REFERENCES person (id),
    created_at      INTEGER NOT NULL,
    CHECK ((agenda_no IS NULL) = (agenda_year IS NULL)),
    CHECK (agenda_no IS NOT NULL OR state IN ('d.draft', 'd.cancelled'))
) STRICT;
CREATE UNIQUE INDEX disposition_agenda ON disposition (agenda_year, agenda_no) WHERE agenda_no IS NOT NULL;
CREATE UNIQUE INDEX disposition_need ON disposition (need_article_id) WHERE state = 'd.draft' AND need_article_id IS NOT NULL;
CREATE INDEX disposition_open ON disposition (state) WHERE state NOT IN ('d.closed', 'd.cancelled');

CREATE TABLE disposition_unit (
    disposition_id INTEGER NOT NULL REFERENCES disposition (id),
    unit_id        INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (disposition_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE disposition_file (
    id             INTEGER PRIMARY KEY,
    disposition_id INTEGER NOT NULL REFERENCES disposition (id),
    sha256         TEXT NOT NULL REFERENCES file (sha256),
    filename       TEXT NOT NULL
) STRICT;

CREATE TABLE article (
    id                 INTEGER PRIMARY KEY,
    state              TEXT NOT NULL CHECK (state IN ('a.draft', 'a.waiting_verifier', 'a.held', 'a.waiting_kasubbag',
                           'a.waiting_staf', 'a.scheduled', 'a.publishing', 'a.published', 'a.returned',
                           'a.correcting', 'a.rejected', 'a.cancelled', 'a.withdrawn')),
    version            INTEGER NOT NULL DEFAULT 0,
    unit_id            INTEGER NOT NULL REFERENCES unit (id),
    author_id          INTEGER NOT NULL REFERENCES person (id),
    by_proxy           INTEGER NOT NULL DEFAULT 0 CHECK (by_proxy IN (0, 1)),
    disposition_id     INTEGER REFERENCES disposition (id),
    staf_id            INTEGER REFERENCES person (id),
    revision           INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    title              TEXT NOT NULL DEFAULT '',
    section            TEXT,
    info_class         TEXT CHECK (info_class IN ('berkala', 'serta_merta', 'setiap_saat', 'dikecualikan')),
    cms_key            TEXT NOT NULL UNIQUE,
    remote_id          TEXT,
    remote_url         TEXT,
    published_revision INTEGER,
    failure            TEXT,
    scheduled_at       INTEGER,
    proof_at           INTEGER,
    proof_rung         INTEGER NOT NULL DEFAULT 0,
    created_at         INTEGER NOT NULL,
    CHECK (state NOT IN ('a.waiting_staf', 'a.publishing', 'a.published') OR disposition_id IS NOT NULL),
    CHECK (state <> 'a.published' OR published_revision IS revision)
) STRICT;
-- one open draft a person: what is sent without a command has one place to go
CREATE UNIQUE INDEX article_draft ON article (author_id) WHERE state = 'a.draft';
CREATE INDEX article_open ON article (state) WHERE state NOT IN ('a.published', 'a.rejected', 'a.cancelled', 'a.withdrawn');
CREATE INDEX article_disposition ON article (disposition_id);
CREATE INDEX article_proof ON article (proof_at) WHERE proof_at IS NOT NULL;
CREATE INDEX article_scheduled ON article (scheduled_at) WHERE state = 'a.scheduled';

CREATE TABLE part (
    id          INTEGER PRIMARY KEY,
    article_id  INTEGER NOT NULL REFERENCES article (id),
    revision    INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT NOT NULL CHECK (kind IN ('text', 'html', 'photo', 'document')),
    text        TEXT NOT NULL DEFAULT '',     -- the text, clean HTML (of Word and rich messages), or the caption
    entities    TEXT NOT NULL DEFAULT '[]',
    sha256      TEXT REFERENCES file (sha256),
    filename    TEXT NOT NULL DEFAULT '',
    mime        TEXT NOT NULL DEFAULT '',
    size        INTEGER NOT NULL DEFAULT 0,
    alt         TEXT NOT NULL DEFAULT '',
    chat_id     INTEGER,
    message_id  INTEGER,
    media_group TEXT,
    origin      TEXT NOT NULL DEFAULT '',     -- Telegram's file_unique_id: another one is another photo
    piece       INTEGER NOT NULL DEFAULT 0,   -- which of the parts one message was taken apart into
    replaced_by INTEGER,                      -- the message whose corrected Word file stands in its place
    -- an html part names the Word file it came from; a rich message has none
    CHECK (CASE kind WHEN 'text' THEN sha256 IS NULL WHEN 'html' THEN 1 ELSE sha256 IS NOT NULL END)
) STRICT;
CREATE INDEX part_message_any ON part (chat_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX part_of ON part (article_id, revision, position);
CREATE UNIQUE INDEX part_message ON part (article_id, revision, chat_id, message_id, kind, piece)
    WHERE message_id IS NOT NULL;

CREATE TABLE revision (
    article_id   INTEGER NOT NULL REFERENCES article (id),
    number       INTEGER NOT NULL,
    title        TEXT NOT NULL,
    section      TEXT NOT NULL,
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    submitted_by INTEGER NOT NULL REFERENCES person (id),
    submitted_at INTEGER NOT NULL,
    base         INTEGER,                     -- of the Kasubbag's small edit: the revision it was made of
    PRIMARY KEY (article_id, number),
    CHECK (base < number)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (
    id           INTEGER PRIMARY KEY,
    article_id   INTEGER NOT NULL REFERENCES article (id),
    content_hash TEXT NOT NULL CHECK (length(content_hash) = 64),
    verifier_id  INTEGER NOT NULL REFERENCES person (id),
    info_class   TEXT NOT NULL CHECK (info_class IN ('berkala', 'serta_merta', 'setiap_saat')),
    at           INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT;
CREATE UNIQUE INDEX approval_stands ON approval (article_id, content_hash) WHERE revoked_at IS NULL;

-- SOP step 2, remark: what comes from another Bagian or SKPD is verified before upload. The last wall behind the flow.
CREATE TRIGGER article_gate BEFORE UPDATE OF state ON article
WHEN NEW.state IN ('a.waiting_staf', 'a.scheduled', 'a.publishing')
    AND (SELECT kind FROM unit WHERE id = NEW.unit_id) = 'external'
    AND NOT EXISTS (
        SELECT 1 FROM approval JOIN revision
            ON revision.article_id = approval.article_id AND revision.content_hash = approval.content_hash
        WHERE approval.article_id = NEW.id AND revision.number = NEW.revision AND approval.revoked_at IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'an external article needs the approval of its unit for exactly this revision');
END;

CREATE TRIGGER approval_not_own BEFORE INSERT ON approval
WHEN NEW.verifier_id = (SELECT author_id FROM article WHERE id = NEW.article_id)
    OR EXISTS (SELECT 1 FROM revision WHERE article_id = NEW.article_id AND content_hash = NEW.content_hash
               AND submitted_by = NEW.verifier_id)
BEGIN
    SELECT RAISE(ABORT, 'the author never approves own work');
END;

CREATE TABLE step (
    id          INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL CHECK (kind IN ('d', 'a')),
    subject_id  INTEGER NOT NULL,
    step        TEXT NOT NULL CHECK (step IN ('dispatch', 'receive', 'update', 'report', 'verify', 'accept', 'collect',
                                              'hold', 'revise', 'acknowledge')),
    who         TEXT NOT NULL,
    unit_id     INTEGER REFERENCES unit (id),
    person_id   INTEGER REFERENCES person (id),
    started_at  INTEGER NOT NULL,
    due_at      INTEGER,
    remind_at   INTEGER,
    rung        INTEGER NOT NULL DEFAULT 0,
    finished_at INTEGER,
    finished_by INTEGER REFERENCES person (id),
    outcome     TEXT,
    revision    INTEGER,
    CHECK ((finished_at IS NULL) = (outcome IS NULL)),
    CHECK (finished_at IS NULL OR finished_at >= started_at)
) STRICT;
CREATE UNIQUE INDEX step_one_open ON step (kind, subject_id) WHERE finished_at IS NULL;
CREATE INDEX step_remind ON step (remind_at) WHERE finished_at IS NULL AND remind_at IS NOT NULL;
CREATE INDEX step_of ON step (kind, subject_id, id);
CREATE INDEX step_finished ON step (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE report (
    id             INTEGER PRIMARY KEY,
    disposition_id INTEGER NOT NULL REFERENCES disposition (id),
    note           TEXT NOT NULL DEFAULT '',
    posted_by      INTEGER REFERENCES person (id),
    posted_at      INTEGER NOT NULL
) STRICT;
CREATE INDEX report_of ON report (disposition_id, id);

CREATE TABLE proof (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    revision   INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    ok         INTEGER NOT NULL CHECK (ok IN (0, 1)),
    code       TEXT NOT NULL,
    detail     TEXT NOT NULL,
    url        TEXT NOT NULL,
    status     INTEGER,
    sha256     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX proof_of ON proof (article_id, id);

-- What the watch over a published page remembers: what the page had of its own, failed looks in a row, the next attempt.
CREATE TABLE watch (
    article_id   INTEGER PRIMARY KEY REFERENCES article (id),
    baseline     TEXT,                        -- JSON: bot.sitewatch's Baseline; NULL before the first look
    failed       INTEGER NOT NULL DEFAULT 0,
    failed_since INTEGER,
    days_left    INTEGER,                     -- of the website's certificate
    retry_at     INTEGER,                     -- when publishing or proving is tried again by itself
    retry_code   TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE alarm (
    id         INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    raised_at  INTEGER NOT NULL,
    looked_at  INTEGER NOT NULL,
    found      TEXT NOT NULL,                 -- JSON: [what, quote, place] of each thing found
    ended_at   INTEGER,
    ended_by   INTEGER REFERENCES person (id),
    ending     TEXT CHECK (ending IN ('well', 'handled', 'over')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (ending IS NOT 'handled' OR ended_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX alarm_open ON alarm (article_id) WHERE ended_at IS NULL;

-- The post about a page in the office's channel: one an article, whatever is interrupted.
CREATE TABLE share (
    article_id INTEGER PRIMARY KEY REFERENCES article (id),
    state      TEXT NOT NULL CHECK (state IN ('wanted', 'posting', 'posted', 'unsure', 'refused', 'ended')),
    chat_id    INTEGER NOT NULL,
    message_id INTEGER,
    photo      INTEGER NOT NULL DEFAULT 0 CHECK (photo IN (0, 1)),
    asked_by   INTEGER REFERENCES person (id),
    problem    TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    CHECK (state <> 'posted' OR message_id IS NOT NULL)
) STRICT;

-- What was done, by whom, when: append-only, each row sealed with the hash of the one before.
CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    at         INTEGER NOT NULL,
    what       TEXT NOT NULL,
    actor_id   INTEGER REFERENCES person (id),
    kind       TEXT,
    subject_id INTEGER,
    data       TEXT NOT NULL,
    prev_hash  TEXT NOT NULL,
    hash       TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX event_of ON event (kind, subject_id, id);
CREATE INDEX event_at ON event (at, what);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
