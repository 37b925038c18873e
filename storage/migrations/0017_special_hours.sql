-- Ramadan as the admin confirmed it each year: in these days the office keeps its Ramadan hours. Dates of its own zone.
CREATE TABLE special_hours (
    id         INTEGER PRIMARY KEY,
    first      TEXT NOT NULL CHECK (first IS date(first)),
    last       TEXT NOT NULL CHECK (last IS date(last)),
    added_by   INTEGER NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_by INTEGER REFERENCES person (id),       -- taken back; the row stays as history
    removed_at INTEGER,
    CHECK (first <= last),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE TRIGGER calendar_hours_new AFTER INSERT ON special_hours BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_hours AFTER UPDATE ON special_hours BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_hours_gone BEFORE DELETE ON special_hours BEGIN
    SELECT RAISE(ABORT, 'special hours are taken back, not deleted');
END;
