-- Why a step was finished late, as somebody said; what nobody gave a reason for has no row.
CREATE TABLE lateness (
    step_id   INTEGER PRIMARY KEY REFERENCES step (id),
    reason    TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    person_id INTEGER NOT NULL REFERENCES person (id),
    at        INTEGER NOT NULL
) STRICT;
