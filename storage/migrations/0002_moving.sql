-- What moves: updates taken in, messages and publications going out, and what each person is looking at.

CREATE TABLE inbox (
    update_id   INTEGER PRIMARY KEY,
    body        TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'failed')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    error       TEXT,
    received_at INTEGER NOT NULL,
    done_at     INTEGER
) STRICT;
CREATE INDEX inbox_open ON inbox (update_id) WHERE state = 'new';

CREATE TABLE outbox (
    id           INTEGER PRIMARY KEY,
    chat_id      INTEGER,          -- NULL: work for the website, not for a chat
    kind         TEXT NOT NULL CHECK (kind IN ('text', 'card', 'files', 'delete', 'commands', 'paper', 'share',
                                               'preview', 'draft_link', 'package',
                                               'publish', 'prove', 'withdraw')),
    subject_kind TEXT CHECK (subject_kind IN ('d', 'a')),
    subject_id   INTEGER,
    body         TEXT NOT NULL,
    priority     INTEGER NOT NULL DEFAULT 1,
    office_hours INTEGER NOT NULL DEFAULT 0 CHECK (office_hours IN (0, 1)),
    state        TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sending', 'done', 'dropped')),
    next_at      INTEGER NOT NULL,
    attempts     INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL,
    CHECK (kind NOT IN ('card', 'publish', 'prove', 'withdraw', 'package') OR subject_id IS NOT NULL)
) STRICT;
CREATE INDEX outbox_due ON outbox (next_at, chat_id) WHERE state = 'new';
CREATE INDEX outbox_lane ON outbox (chat_id, priority, id) WHERE state = 'new';
CREATE INDEX outbox_sending ON outbox (id) WHERE state = 'sending';
-- ten changes of a thing make one refresh of its card, and one wish at a time for its page waits for the website
CREATE UNIQUE INDEX outbox_card ON outbox (chat_id, subject_kind, subject_id) WHERE kind = 'card' AND state = 'new';
CREATE UNIQUE INDEX outbox_site ON outbox (subject_id) WHERE kind IN ('publish', 'prove', 'withdraw') AND state = 'new';

-- Telegram asked for a pause in a chat, or the way there is broken: nothing goes before, and nothing overtakes.
CREATE TABLE hold (
    chat_id INTEGER PRIMARY KEY,
    until   INTEGER NOT NULL
) STRICT;

CREATE TABLE delivery (
    id         INTEGER PRIMARY KEY,
    outbox_id  INTEGER NOT NULL REFERENCES outbox (id),
    at         INTEGER NOT NULL,
    outcome    TEXT NOT NULL,      -- sent, edited, unchanged, later, uncertain, blocked, refused, published …
    detail     TEXT NOT NULL DEFAULT '',
    message_id INTEGER
) STRICT;
CREATE INDEX delivery_of ON delivery (outbox_id);

CREATE TABLE card (
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('d', 'a')),
    subject_id   INTEGER NOT NULL,
    chat_id      INTEGER NOT NULL,
    message_id   INTEGER NOT NULL,
    face         TEXT NOT NULL,    -- hash of what it shows: the same is not sent twice
    updated_at   INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject_id, chat_id)
) STRICT, WITHOUT ROWID;

-- What a person is doing on a card just now: typing a reason, choosing a section. One thing at a time.
CREATE TABLE focus (
    person_id    INTEGER PRIMARY KEY REFERENCES person (id),
    view         TEXT NOT NULL,
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('d', 'a')),
    subject_id   INTEGER NOT NULL,
    arg          TEXT NOT NULL DEFAULT '',
    since        INTEGER NOT NULL
) STRICT;

-- A small edit being prepared: its parts stand under `revision` already, and nothing of it counts before it is sent.
CREATE TABLE edit (
    article_id INTEGER NOT NULL REFERENCES article (id),
    person_id  INTEGER NOT NULL REFERENCES person (id),
    base       INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > base),
    title      TEXT NOT NULL,
    section    TEXT NOT NULL,
    PRIMARY KEY (article_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE told (
    what TEXT NOT NULL,            -- digest, stranger, …
    key  TEXT NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;
