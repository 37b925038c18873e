-- Units renamed and merged: the names they had lead to what they are now, also those that stand in the configuration.
CREATE TABLE unit_name (
    name    TEXT PRIMARY KEY COLLATE NOCASE,
    unit_id INTEGER NOT NULL REFERENCES unit (id)
) STRICT;
CREATE TRIGGER calendar_unit_name AFTER INSERT ON unit_name BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
CREATE TRIGGER calendar_unit_merged AFTER UPDATE OF merged_into, ended_at ON unit BEGIN
    UPDATE calendar_version SET version = version + 1;
END;
