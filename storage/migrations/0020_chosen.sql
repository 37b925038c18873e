-- Why an admin named who verifies in an official's place: without a reason, nobody but the official chooses that.
ALTER TABLE absence ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- what was arranged before a reason was asked for goes on as it was arranged
UPDATE absence SET reason = '-' WHERE set_by <> person_id AND ended_at IS NULL;
