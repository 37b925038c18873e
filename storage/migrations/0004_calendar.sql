-- The living calendar: days that decrees add or take away while the bot runs, and who is on duty.
-- Days are dates of the office's own zone, as ISO text.

CREATE TABLE special_day (
    id         INTEGER PRIMARY KEY,
    day        TEXT NOT NULL CHECK (day IS date(day)),
    unit_id    INTEGER REFERENCES unit (id),         -- NULL: the whole office
    kind       TEXT NOT NULL CHECK (kind IN ('off', 'on')),
    reason     TEXT NOT NULL CHECK (length(reason) <= 200),
    added_by   INTEGER NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_by INTEGER REFERENCES person (id),       -- taken back; the row stays as history
    removed_at INTEGER,
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX special_day_holds ON special_day (day, ifnull(unit_id, 0)) WHERE removed_at IS NULL;

-- What somebody typed after /libur, for the buttons under it: a reason does not fit into 64 bytes.
CREATE TABLE day_plan (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    first     TEXT NOT NULL CHECK (first IS date(first)),
    last      TEXT NOT NULL CHECK (last IS date(last)),
    reason    TEXT NOT NULL CHECK (length(reason) <= 200),
    CHECK (first <= last)
) STRICT;
CREATE INDEX day_plan_of ON day_plan (person_id, id);

-- What the calendars of a running bot are made of has changed: whoever made them asks for this number first.
CREATE TABLE calendar_version (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    version  INTEGER NOT NULL
) STRICT;
INSERT INTO calendar_version VALUES (1, 0);
CREATE TRIGGER calendar_day_new AFTER INSERT ON special_day BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_day AFTER UPDATE ON special_day BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_day_gone BEFORE DELETE ON special_day BEGIN
    SELECT RAISE(ABORT, 'a special day is taken back, not deleted');
END;
CREATE TRIGGER calendar_unit_new AFTER INSERT ON unit BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_unit AFTER UPDATE OF name ON unit BEGIN
    UPDATE calendar_version SET version = version + 1;
END;

-- Piket: who is on duty for urgent things, from the first day to the last, both included.
CREATE TABLE duty (
    id         INTEGER PRIMARY KEY,
    person_id  INTEGER NOT NULL REFERENCES person (id),
    first      TEXT NOT NULL CHECK (first IS date(first)),
    last       TEXT NOT NULL CHECK (last IS date(last)),
    added_by   INTEGER NOT NULL REFERENCES person (id),
    added_at   INTEGER NOT NULL,
    removed_by INTEGER REFERENCES person (id),
    removed_at INTEGER,
    CHECK (first <= last),
    CHECK ((removed_at IS NULL) = (removed_by IS NULL))
) STRICT;
CREATE INDEX duty_until ON duty (last) WHERE removed_at IS NULL;

-- What a finished step was judged by, in milliseconds of working time: a holiday decreed later does not change it.
-- NULL in rows finished before there were these columns, and `standard` where a step has no due time.
ALTER TABLE step ADD COLUMN spent INTEGER;
ALTER TABLE step ADD COLUMN standard INTEGER;
