-- The sentinel: what people called the office's own, what each page of the website has of its own, and its alarms.

-- One thing the sentinel asked about and a person answered for: it is not told again, until somebody takes that back.
CREATE TABLE own_thing (
    id         INTEGER PRIMARY KEY,
    key        TEXT NOT NULL,                 -- bot.sitewatch's name of the finding: kind and host, or kind and words
    quote      TEXT NOT NULL,
    said_by    INTEGER NOT NULL REFERENCES person (id),
    said_at    INTEGER NOT NULL,
    revoked_by INTEGER REFERENCES person (id),
    revoked_at INTEGER,
    CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX own_thing_now ON own_thing (key) WHERE revoked_at IS NULL;

-- What a page that is no article of ours (front page, section, site map) had of its own when it was first seen.
CREATE TABLE site_page (
    url       TEXT PRIMARY KEY,
    baseline  TEXT NOT NULL,                  -- JSON
    looked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Something wrong with the website as a whole; one is open at a time.
CREATE TABLE site_alarm (
    id        INTEGER PRIMARY KEY,
    raised_at INTEGER NOT NULL,
    looked_at INTEGER NOT NULL,
    found     TEXT NOT NULL,                  -- JSON: [what, quote, place] of each thing found
    ended_at  INTEGER,
    ended_by  INTEGER REFERENCES person (id),
    ending    TEXT CHECK (ending IN ('well', 'handled', 'own')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (ending IS NOT 'handled' OR ended_by IS NOT NULL),
    CHECK (ending IS NOT 'own' OR ended_by IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX site_alarm_open ON site_alarm ((ended_at IS NULL)) WHERE ended_at IS NULL;
