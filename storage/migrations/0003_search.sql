-- What people search articles by. An article has up to two entries: 2 x id is its present revision, 2 x id + 1 the
-- page that is live while a correction of it is under way.
CREATE VIRTUAL TABLE found USING fts5 (title, unit, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3 4');

-- Articles whose entries do not say what they are now. It is written by the transaction that changes them, so the
-- index always knows what it lacks; `INSERT INTO unfound SELECT id FROM article` has everything entered anew.
CREATE TABLE unfound (
    article_id INTEGER PRIMARY KEY REFERENCES article (id)
) STRICT;

CREATE TRIGGER found_article_new AFTER INSERT ON article BEGIN
    INSERT OR IGNORE INTO unfound VALUES (NEW.id);
END;
CREATE TRIGGER found_article AFTER UPDATE OF title, revision, published_revision, unit_id, state ON article BEGIN
    INSERT OR IGNORE INTO unfound VALUES (NEW.id);
END;
CREATE TRIGGER found_part_new AFTER INSERT ON part BEGIN
    INSERT OR IGNORE INTO unfound VALUES (NEW.article_id);
END;
CREATE TRIGGER found_part AFTER UPDATE ON part BEGIN
    INSERT OR IGNORE INTO unfound VALUES (OLD.article_id), (NEW.article_id);
END;
CREATE TRIGGER found_part_gone AFTER DELETE ON part BEGIN
    INSERT OR IGNORE INTO unfound VALUES (OLD.article_id);
END;
CREATE TRIGGER found_unit AFTER UPDATE OF name ON unit BEGIN
    INSERT OR IGNORE INTO unfound SELECT id FROM article WHERE unit_id = NEW.id;
END;

-- What somebody searched for, for the button that shows more of it.
CREATE TABLE query (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    words     TEXT NOT NULL
) STRICT;
CREATE INDEX query_of ON query (person_id, id);

INSERT INTO unfound SELECT id FROM article;
