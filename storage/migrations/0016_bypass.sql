-- Let through without verification: an approval that is marked as none of the unit's official, with the Kabag's reason.
ALTER TABLE approval ADD COLUMN bypass TEXT NOT NULL DEFAULT '';
