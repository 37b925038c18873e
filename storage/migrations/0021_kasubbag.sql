-- Which Kasubbag a disposisi is addressed to, and from its acceptance on who accepted it; NULL: any of them.
ALTER TABLE disposition ADD COLUMN kasubbag_id INTEGER REFERENCES person (id);
