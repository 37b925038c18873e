-- Freshness of the website: when each section was last updated, who looked, when somebody was told, and every day's age.

-- What is known of a section or a page kept by hand; `key` is that of the configuration.
CREATE TABLE freshness (
    key        TEXT PRIMARY KEY CHECK (length(key) BETWEEN 1 AND 24),
    since      INTEGER NOT NULL,                  -- when it was first looked after
    last_at    INTEGER,                           -- the newest update known; NULL: none was seen
    source     TEXT NOT NULL DEFAULT '' CHECK (source IN ('', 'own', 'cms', 'feed', 'sitemap', 'page')),
    title      TEXT NOT NULL DEFAULT '',
    url        TEXT NOT NULL DEFAULT '',
    read_at    INTEGER,                           -- when everything the website says of it was last read
    problem    TEXT NOT NULL DEFAULT '',          -- why it could not be read the last time
    digest     TEXT NOT NULL DEFAULT '',          -- of a page's own words, to see that they changed
    checked_at INTEGER,                           -- "sudah dicek, masih berlaku"
    checked_by INTEGER REFERENCES person (id),
    CHECK ((last_at IS NULL) = (source = '')),
    CHECK ((checked_at IS NULL) = (checked_by IS NULL))
) STRICT, WITHOUT ROWID;

-- One row a section and day, for the plot.
CREATE TABLE freshness_day (
    key   TEXT NOT NULL,
    day   TEXT NOT NULL CHECK (length(day) = 10),  -- YYYY-MM-DD, the office's own
    age   INTEGER NOT NULL CHECK (age >= 0),       -- days since the last update or check
    light TEXT NOT NULL CHECK (light IN ('fresh', 'amber', 'stale', 'unsure')),
    PRIMARY KEY (key, day)
) STRICT, WITHOUT ROWID;

-- A section that went stale: who was told of it, and the disposisi that was put before the Kabag.
CREATE TABLE staleness (
    id               INTEGER PRIMARY KEY,
    key              TEXT NOT NULL,
    stale_at         INTEGER NOT NULL,
    kasubbag_told_at INTEGER,
    disposition_id   INTEGER REFERENCES disposition (id),
    ended_at         INTEGER,
    ending           TEXT CHECK (ending IN ('updated', 'checked', 'unwatched')),
    CHECK ((ended_at IS NULL) = (ending IS NULL))
) STRICT;
-- one at a time: nobody is told twice of the same staleness
CREATE UNIQUE INDEX staleness_open ON staleness (key) WHERE ended_at IS NULL;
CREATE INDEX staleness_order ON staleness (disposition_id) WHERE disposition_id IS NOT NULL;

-- What was published before this version counts.
INSERT INTO freshness (key, since, last_at, source, title, url)
SELECT article.section, min(event.at), max(event.at), 'own', article.title, ifnull(article.remote_url, '')
FROM article JOIN event ON event.kind = 'a' AND event.subject_id = article.id AND event.what = 'prv'
WHERE article.section IS NOT NULL AND length(article.section) BETWEEN 1 AND 24
GROUP BY article.section;
