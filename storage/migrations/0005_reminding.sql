-- Reminding: when a superior may do a step, who put a reminder off and why, and overviews that are still to be sent.

-- From when on the superior may do the step in place of a Staf or a Kasubbag; NULL: never.
ALTER TABLE step ADD COLUMN takeover_at INTEGER;

-- What the tick asks for by kind of step; it must not grow with the steps that are over.
CREATE INDEX step_due ON step (step, due_at) WHERE finished_at IS NULL;

CREATE TABLE snooze (
    id        INTEGER PRIMARY KEY,
    step_id   INTEGER NOT NULL REFERENCES step (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    reason    TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 300),
    at        INTEGER NOT NULL,
    until     INTEGER NOT NULL,
    ended_at  INTEGER,                     -- when its person was reminded again, or needed it no more
    CHECK (until > at)
) STRICT;
CREATE INDEX snooze_of ON snooze (step_id, person_id);
CREATE UNIQUE INDEX snooze_running ON snooze (step_id, person_id) WHERE ended_at IS NULL;
CREATE INDEX snooze_until ON snooze (until) WHERE ended_at IS NULL;

-- Who is to get one overview of these things in place of a card each.
CREATE TABLE overview (
    person_id    INTEGER NOT NULL REFERENCES person (id),
    subject_kind TEXT NOT NULL CHECK (subject_kind IN ('d', 'a')),
    subject_id   INTEGER NOT NULL,
    PRIMARY KEY (person_id, subject_kind, subject_id)
) STRICT, WITHOUT ROWID;
