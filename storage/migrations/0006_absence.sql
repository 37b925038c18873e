-- Who is away from when to when, and who stands in for them (Plh.). Rows stay: they say in whose name was decided.

CREATE TABLE absence (
    id            INTEGER PRIMARY KEY,
    person_id     INTEGER NOT NULL REFERENCES person (id),
    substitute_id INTEGER REFERENCES person (id),  -- NULL: nobody stands in
    set_by        INTEGER NOT NULL REFERENCES person (id),
    set_at        INTEGER NOT NULL,
    begins_at     INTEGER NOT NULL,                -- the first local day begins
    ends_at       INTEGER NOT NULL,                -- the last local day is over
    begun_at      INTEGER,                         -- when what waits was handed over
    ended_at      INTEGER,
    ended_by      INTEGER REFERENCES person (id),  -- NULL: it ran out by itself
    CHECK (substitute_id IS NOT person_id),
    CHECK (ends_at > begins_at),
    CHECK (ended_by IS NULL OR ended_at IS NOT NULL)
) STRICT;
-- one arrangement a person at a time
CREATE UNIQUE INDEX absence_one ON absence (person_id) WHERE ended_at IS NULL;
CREATE INDEX absence_substitute ON absence (substitute_id) WHERE ended_at IS NULL;
