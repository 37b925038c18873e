-- Recaps are kept as issued too, with what each edition says, so that the next can say what changed; and every time an
-- edition was given to somebody, not only the first.

CREATE TABLE issued_with_recaps (
    id             INTEGER PRIMARY KEY,
    about          TEXT NOT NULL,                                     -- of what: "D-7"; "2026-11-01/2026-11-30 …"
    disposition_id INTEGER REFERENCES disposition (id),
    paper          TEXT NOT NULL CHECK (paper IN ('completion', 'disposition', 'recap')),
    language       TEXT NOT NULL,
    edition        INTEGER NOT NULL CHECK (edition > 0),
    sha256         TEXT NOT NULL REFERENCES file (sha256),            -- the PDF's bytes
    fingerprint    TEXT NOT NULL CHECK (length(fingerprint) = 64),    -- of all that is printed; stands on the paper
    content        TEXT NOT NULL CHECK (length(content) = 64),        -- of what it says, without its day and signature
    signer         TEXT NOT NULL,
    version        INTEGER NOT NULL,                                  -- the disposition's, when it was issued
    person_id      INTEGER REFERENCES person (id),                    -- for whom
    at             INTEGER NOT NULL,
    says           TEXT,                                              -- JSON of its lines; NULL: issued before they were kept
    CHECK ((paper = 'recap') = (disposition_id IS NULL)),
    UNIQUE (about, paper, language, edition)
) STRICT;
INSERT INTO issued_with_recaps
SELECT id, 'D-' || disposition_id, disposition_id, paper, language, edition, sha256, fingerprint, content, signer,
       version, person_id, at, NULL
FROM issued;
DROP TABLE issued;
ALTER TABLE issued_with_recaps RENAME TO issued;
CREATE TRIGGER issued_no_update BEFORE UPDATE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
CREATE TRIGGER issued_no_delete BEFORE DELETE ON issued BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;

CREATE TABLE issued_to (
    id        INTEGER PRIMARY KEY,
    issued_id INTEGER NOT NULL REFERENCES issued (id),
    person_id INTEGER REFERENCES person (id),
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX issued_to_edition ON issued_to (issued_id);
INSERT INTO issued_to (issued_id, person_id, at) SELECT id, person_id, at FROM issued;
CREATE TRIGGER issued_to_no_update BEFORE UPDATE ON issued_to BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
CREATE TRIGGER issued_to_no_delete BEFORE DELETE ON issued_to BEGIN SELECT RAISE(ABORT, 'what was issued stays'); END;
