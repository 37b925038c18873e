-- Published, and not proven yet: two states more. A CHECK cannot be changed, so the table is made anew with all it has.
-- Its rows are parents of many: their children are looked at when everything is back in its place.
PRAGMA defer_foreign_keys = ON;
CREATE TEMP TABLE article_kept AS SELECT * FROM article;
DROP TABLE article;

CREATE TABLE article (
    id                 INTEGER PRIMARY KEY,
    state              TEXT NOT NULL CHECK (state IN ('a.draft', 'a.waiting_verifier', 'a.held', 'a.waiting_kasubbag',
                           'a.waiting_staf', 'a.scheduled', 'a.publishing', 'a.unproven', 'a.sighted', 'a.published',
                           'a.returned', 'a.correcting', 'a.rejected', 'a.cancelled', 'a.withdrawn')),
    version            INTEGER NOT NULL DEFAULT 0,
    unit_id            INTEGER NOT NULL REFERENCES unit (id),
    author_id          INTEGER NOT NULL REFERENCES person (id),
    by_proxy           INTEGER NOT NULL DEFAULT 0 CHECK (by_proxy IN (0, 1)),
    disposition_id     INTEGER REFERENCES disposition (id),
    staf_id            INTEGER REFERENCES person (id),
    revision           INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
    title              TEXT NOT NULL DEFAULT '',
    section            TEXT,
    info_class         TEXT CHECK (info_class IN ('berkala', 'serta_merta', 'setiap_saat', 'dikecualikan')),
    cms_key            TEXT NOT NULL UNIQUE,
    remote_id          TEXT,
    remote_url         TEXT,
    published_revision INTEGER,
    failure            TEXT,
    scheduled_at       INTEGER,
    proof_at           INTEGER,
    proof_rung         INTEGER NOT NULL DEFAULT 0,
    created_at         INTEGER NOT NULL,
    CHECK (state NOT IN ('a.waiting_staf', 'a.publishing', 'a.unproven', 'a.sighted', 'a.published')
           OR disposition_id IS NOT NULL),
    CHECK (state <> 'a.published' OR published_revision IS revision)
) STRICT;
-- one open draft a person: what is sent without a command has one place to go
CREATE UNIQUE INDEX article_draft ON article (author_id) WHERE state = 'a.draft';
CREATE INDEX article_open ON article (state) WHERE state NOT IN ('a.published', 'a.rejected', 'a.cancelled', 'a.withdrawn');
CREATE INDEX article_disposition ON article (disposition_id);
CREATE INDEX article_proof ON article (proof_at) WHERE proof_at IS NOT NULL;
CREATE INDEX article_scheduled ON article (scheduled_at) WHERE state = 'a.scheduled';
CREATE INDEX article_withdrawn ON article (id) WHERE state = 'a.withdrawn';

INSERT INTO article (id, state, version, unit_id, author_id, by_proxy, disposition_id, staf_id, revision, title,
    section, info_class, cms_key, remote_id, remote_url, published_revision, failure, scheduled_at, proof_at,
    proof_rung, created_at)
SELECT id, state, version, unit_id, author_id, by_proxy, disposition_id, staf_id, revision, title,
    section, info_class, cms_key, remote_id, remote_url, published_revision, failure, scheduled_at, proof_at,
    proof_rung, created_at
FROM temp.article_kept;
DROP TABLE temp.article_kept;

CREATE TRIGGER article_gate BEFORE UPDATE OF state ON article
WHEN NEW.state IN ('a.waiting_staf', 'a.scheduled', 'a.publishing', 'a.unproven', 'a.sighted')
    AND (SELECT kind FROM unit WHERE id = NEW.unit_id) = 'external'
    AND NOT EXISTS (
        SELECT 1 FROM approval JOIN revision
            ON revision.article_id = approval.article_id AND revision.content_hash = approval.content_hash
        WHERE approval.article_id = NEW.id AND revision.number = NEW.revision AND approval.revoked_at IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'an external article needs the approval of its unit for exactly this revision');
END;

CREATE TRIGGER found_article_new AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO unfound VALUES (NEW.id);
END;
CREATE TRIGGER found_article AFTER UPDATE OF title, revision, published_revision, unit_id, state ON article BEGIN
    INSERT OR IGNORE INTO unfound VALUES (NEW.id);
END;
