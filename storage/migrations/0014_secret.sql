-- A disposisi may be rahasia. A CHECK cannot be changed, so two tables are made anew with all they have; their rows are
-- parents of many: the children are looked at when everything is back in its place.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE disposition_kept AS SELECT * FROM disposition;
DROP TABLE disposition;

CREATE TABLE disposition (
    id              INTEGER PRIMARY KEY,
    state           TEXT NOT NULL CHECK (state IN ('d.draft', 'd.waiting_kasubbag', 'd.collecting', 'd.reporting',
                                                   'd.waiting_kabag', 'd.closed', 'd.cancelled')),
    version         INTEGER NOT NULL DEFAULT 0,
    agenda_no       INTEGER,
    agenda_year     INTEGER,
    subject         TEXT NOT NULL DEFAULT '',
    instruction     TEXT NOT NULL DEFAULT '',
    nature          TEXT NOT NULL DEFAULT 'biasa'
                    CHECK (nature IN ('biasa', 'segera', 'sangat_segera', 'rahasia')),
    deadline        INTEGER,
    intake_closed   INTEGER NOT NULL DEFAULT 0 CHECK (intake_closed IN (0, 1)),
    question        TEXT NOT NULL DEFAULT '',
    need_article_id INTEGER REFERENCES article (id),
    author_id       INTEGER REFERENCES person (id),
    created_at      INTEGER NOT NULL,
    letter_from     TEXT NOT NULL DEFAULT '',
    letter_number   TEXT NOT NULL DEFAULT '',
    letter_day      TEXT CHECK (letter_day IS date(letter_day)),
    letter_received TEXT CHECK (letter_received IS date(letter_received)),
    copies          TEXT NOT NULL DEFAULT '',
    CHECK ((agenda_no IS NULL) = (agenda_year IS NULL)),
    CHECK (agenda_no IS NOT NULL OR state IN ('d.draft', 'd.cancelled'))
) STRICT;
CREATE UNIQUE INDEX disposition_agenda ON disposition (agenda_year, agenda_no) WHERE agenda_no IS NOT NULL;
CREATE UNIQUE INDEX disposition_need ON disposition (need_article_id) WHERE state = 'd.draft' AND need_article_id IS NOT NULL;
CREATE INDEX disposition_open ON disposition (state) WHERE state NOT IN ('d.closed', 'd.cancelled');

INSERT INTO disposition (id, state, version, agenda_no, agenda_year, subject, instruction, nature, deadline,
    intake_closed, question, need_article_id, author_id, created_at, letter_from, letter_number, letter_day,
    letter_received, copies)
SELECT id, state, version, agenda_no, agenda_year, subject, instruction, nature, deadline,
    intake_closed, question, need_article_id, author_id, created_at, letter_from, letter_number, letter_day,
    letter_received, copies
FROM temp.disposition_kept;
DROP TABLE temp.disposition_kept;

CREATE TEMP TABLE agenda_kept AS SELECT * FROM agenda;
DROP TABLE agenda;

CREATE TABLE agenda (
    id          INTEGER PRIMARY KEY,
    rule        TEXT NOT NULL,             -- bot.sop.recurring: week.0, month.31, first, dates.2027-01-10
    next_on     TEXT CHECK (next_on IS date(next_on)),  -- the local date of the rule that comes next; NULL: it is over
    subject     TEXT NOT NULL CHECK (subject <> ''),
    instruction TEXT NOT NULL,
    nature      TEXT NOT NULL CHECK (nature IN ('biasa', 'segera', 'sangat_segera', 'rahasia')),
    time_given  INTEGER NOT NULL CHECK (time_given > 0),  -- the batas waktu, in milliseconds of working time
    author_id   INTEGER NOT NULL REFERENCES person (id),
    created_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    ended_by    INTEGER REFERENCES person (id),  -- NULL: no date was left
    CHECK ((next_on IS NULL) = (ended_at IS NOT NULL)),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX agenda_next ON agenda (next_on) WHERE next_on IS NOT NULL;

INSERT INTO agenda (id, rule, next_on, subject, instruction, nature, time_given, author_id, created_at, ended_at,
    ended_by)
SELECT id, rule, next_on, subject, instruction, nature, time_given, author_id, created_at, ended_at, ended_by
FROM temp.agenda_kept;
DROP TABLE temp.agenda_kept;
