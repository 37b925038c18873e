-- People as an office has them: appointments that begin and end, with their legal basis; what papers print of a person;
-- accounts suspended; invitations for one person each. Dates are UTC milliseconds of local midnights.

ALTER TABLE person ADD COLUMN nip TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN rank TEXT NOT NULL DEFAULT '';           -- pangkat/golongan
ALTER TABLE person ADD COLUMN post TEXT NOT NULL DEFAULT '';           -- jabatan, as papers print it
ALTER TABLE person ADD COLUMN qualification TEXT NOT NULL DEFAULT '';  -- kualifikasi pelaksana (SOP)
ALTER TABLE person ADD COLUMN merged_into INTEGER REFERENCES person (id) CHECK (merged_into <> id);

-- valid_from: its first day begins. begun_at: since when it counts; it begins once its day has come and its holder has
-- joined, and goes on whatever the clock says. until: its last day is over. valid_to: when it ended, for good.
ALTER TABLE appointment ADD COLUMN begun_at INTEGER;
ALTER TABLE appointment ADD COLUMN until INTEGER;
ALTER TABLE appointment ADD COLUMN manner TEXT NOT NULL DEFAULT 'definitive'
    CHECK (manner IN ('definitive', 'acting', 'deputy'));
ALTER TABLE appointment ADD COLUMN basis TEXT NOT NULL DEFAULT '';     -- number of the decree (SK)
ALTER TABLE appointment ADD COLUMN basis_day TEXT;                     -- its date
ALTER TABLE appointment ADD COLUMN succeeds INTEGER REFERENCES appointment (id);  -- which ends when this one begins
ALTER TABLE appointment ADD COLUMN given_by INTEGER REFERENCES person (id);  -- NULL: at the bot's own machine
ALTER TABLE appointment ADD COLUMN ended_by INTEGER REFERENCES person (id) CHECK (ended_by IS NULL OR valid_to IS NOT NULL);
ALTER TABLE appointment ADD COLUMN end_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE appointment ADD COLUMN end_basis TEXT NOT NULL DEFAULT '';
UPDATE appointment SET begun_at = valid_from;
CREATE INDEX appointment_of ON appointment (person_id) WHERE valid_to IS NULL;
CREATE INDEX appointment_role ON appointment (role, unit_id) WHERE valid_to IS NULL;
CREATE INDEX appointment_until ON appointment (until) WHERE valid_to IS NULL AND until IS NOT NULL;
CREATE INDEX appointment_to_begin ON appointment (valid_from) WHERE valid_to IS NULL AND begun_at IS NULL;

CREATE TRIGGER appointment_stays_ended BEFORE UPDATE OF valid_to ON appointment
WHEN OLD.valid_to IS NOT NULL AND NEW.valid_to IS NOT OLD.valid_to
BEGIN
    SELECT RAISE(ABORT, 'an appointment that ended stays ended');
END;
CREATE TRIGGER appointment_is_kept BEFORE DELETE ON appointment
BEGIN
    SELECT RAISE(ABORT, 'appointments are kept: they say who held what and when');
END;

-- An account that may do nothing until it is lifted: a lost phone.
CREATE TABLE suspension (
    id        INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    at        INTEGER NOT NULL,
    by_id     INTEGER REFERENCES person (id),  -- NULL: at the bot's own machine
    reason    TEXT NOT NULL,
    lifted_at INTEGER,
    lifted_by INTEGER REFERENCES person (id),
    CHECK (lifted_by IS NULL OR lifted_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX suspension_one ON suspension (person_id) WHERE lifted_at IS NULL;

CREATE TABLE seen (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    at        INTEGER NOT NULL
) STRICT;

-- An invitation opens the bot for one person, who stands in the list before they join. Those that still lie open get
-- their person and appointment, and keep their token; those that ran out unused are gone.
CREATE TEMP TABLE people_before AS SELECT ifnull(max(id), 0) AS top FROM person;
CREATE TEMP TABLE invitation_kept AS SELECT * FROM invitation
    WHERE used_at IS NOT NULL OR expires_at > CAST(strftime('%s', 'now') AS INTEGER) * 1000;
INSERT INTO person (id, name, created_at)
    SELECT (SELECT top FROM temp.people_before) + id, name, created_at FROM temp.invitation_kept WHERE used_at IS NULL;
INSERT INTO appointment (person_id, role, unit_id, valid_from)
    SELECT (SELECT top FROM temp.people_before) + id, role, unit_id, created_at
    FROM temp.invitation_kept WHERE used_at IS NULL;
DROP TABLE invitation;
CREATE TABLE invitation (
    id         INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    person_id  INTEGER NOT NULL REFERENCES person (id),
    account    INTEGER,                        -- the only Telegram account that may take it up; NULL: any
    created_at INTEGER NOT NULL,
    created_by INTEGER REFERENCES person (id),  -- NULL: at the bot's own machine
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    used_by    INTEGER REFERENCES person (id),
    revoked_at INTEGER,
    revoked_by INTEGER REFERENCES person (id),
    CHECK ((used_at IS NULL) = (used_by IS NULL)),
    CHECK (used_at IS NULL OR revoked_at IS NULL)
) STRICT;
INSERT INTO invitation (id, token_hash, person_id, created_at, expires_at, used_at, used_by)
    SELECT id, token_hash, ifnull(person_id, (SELECT top FROM temp.people_before) + id), created_at, expires_at,
    used_at, person_id FROM temp.invitation_kept;
DROP TABLE temp.invitation_kept;
DROP TABLE temp.people_before;
CREATE INDEX invitation_open ON invitation (person_id) WHERE used_at IS NULL AND revoked_at IS NULL;

-- What somebody was asked to type that is about no article and no disposisi: a name, a number, a reason.
CREATE TABLE question (
    person_id INTEGER PRIMARY KEY REFERENCES person (id),
    what      TEXT NOT NULL,
    arg       TEXT NOT NULL,
    since     INTEGER NOT NULL
) STRICT;

-- Units end and are merged when a regency reorganises.
ALTER TABLE unit ADD COLUMN ended_at INTEGER;
ALTER TABLE unit ADD COLUMN merged_into INTEGER REFERENCES unit (id) CHECK (merged_into <> id);
