-- Papers that were issued, kept to be given again as they were; and the report as the Kabag acknowledged it.

CREATE TABLE issued (
    id             INTEGER PRIMARY KEY,
    disposition_id INTEGER NOT NULL REFERENCES disposition (id),
    paper          TEXT NOT NULL CHECK (paper IN ('completion', 'disposition')),
    language       TEXT NOT NULL,
    edition        INTEGER NOT NULL CHECK (edition > 0),
    sha256         TEXT NOT NULL REFERENCES file (sha256),            -- the PDF's bytes
    fingerprint    TEXT NOT NULL CHECK (length(fingerprint) = 64),    -- of all that is printed; stands on the paper
    content        TEXT NOT NULL CHECK (length(content) = 64),        -- of what it says, without its day and signature
    signer         TEXT NOT NULL,
    version        INTEGER NOT NULL,                                  -- the disposition's, when it was issued
    person_id      INTEGER REFERENCES person (id),                    -- for whom
    at             INTEGER NOT NULL,
    UNIQUE (disposition_id, paper, language, edition)
) STRICT;
CREATE TRIGGER issued_no_update BEFORE UPDATE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
CREATE TRIGGER issued_no_delete BEFORE DELETE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;

ALTER TABLE report ADD COLUMN acknowledged TEXT;  -- JSON of bot.sop.report.Report; NULL: not acknowledged
