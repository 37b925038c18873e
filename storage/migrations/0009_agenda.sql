-- The agenda kerja: dispositions that come round, and the forms that were made of them.

CREATE TABLE agenda (
    id          INTEGER PRIMARY KEY,
    rule        TEXT NOT NULL,             -- bot.sop.recurring: week.0, month.31, first, dates.2027-01-10
    next_on     TEXT CHECK (next_on IS date(next_on)),  -- the local date of the rule that comes next; NULL: it is over
    subject     TEXT NOT NULL CHECK (subject <> ''),
    instruction TEXT NOT NULL,
    nature      TEXT NOT NULL CHECK (nature IN ('biasa', 'segera', 'sangat_segera')),
    time_given  INTEGER NOT NULL CHECK (time_given > 0),  -- the batas waktu, in milliseconds of working time
    author_id   INTEGER NOT NULL REFERENCES person (id),
    created_at  INTEGER NOT NULL,
    ended_at    INTEGER,
    ended_by    INTEGER REFERENCES person (id),  -- NULL: no date was left
    CHECK ((next_on IS NULL) = (ended_at IS NOT NULL)),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
CREATE INDEX agenda_next ON agenda (next_on) WHERE next_on IS NOT NULL;

CREATE TABLE agenda_unit (
    agenda_id INTEGER NOT NULL REFERENCES agenda (id),
    unit_id   INTEGER NOT NULL REFERENCES unit (id),
    PRIMARY KEY (agenda_id, unit_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_file (
    id        INTEGER PRIMARY KEY,
    agenda_id INTEGER NOT NULL REFERENCES agenda (id),
    sha256    TEXT NOT NULL REFERENCES file (sha256),
    filename  TEXT NOT NULL
) STRICT;
CREATE INDEX agenda_file_of ON agenda_file (agenda_id, id);

-- The disposisi proposed for an entry, and for which date; a later one takes its place where it was never sent.
CREATE TABLE agenda_order (
    disposition_id INTEGER PRIMARY KEY REFERENCES disposition (id),
    agenda_id      INTEGER NOT NULL REFERENCES agenda (id),
    day            TEXT NOT NULL CHECK (day IS date(day))
) STRICT;
CREATE INDEX agenda_order_of ON agenda_order (agenda_id, disposition_id);

-- Looked up for every disposisi shown; without it a long record is read through.
CREATE INDEX disposition_file_of ON disposition_file (disposition_id, id);

-- What the hourly tidying forgets, and what of the past is looked at every day, found without reading it all.
CREATE INDEX inbox_over ON inbox (done_at) WHERE state = 'done';
CREATE INDEX outbox_over ON outbox (created_at) WHERE state IN ('done', 'dropped');
CREATE INDEX article_withdrawn ON article (id) WHERE state = 'a.withdrawn';
