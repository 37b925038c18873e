-- What the Lembar Disposisi says of the letter it rides on, and who has a copy (tembusan). Days are local dates.
ALTER TABLE disposition ADD COLUMN letter_from TEXT NOT NULL DEFAULT '';
ALTER TABLE disposition ADD COLUMN letter_number TEXT NOT NULL DEFAULT '';
ALTER TABLE disposition ADD COLUMN letter_day TEXT CHECK (letter_day IS date(letter_day));
ALTER TABLE disposition ADD COLUMN letter_received TEXT CHECK (letter_received IS date(letter_received));
ALTER TABLE disposition ADD COLUMN copies TEXT NOT NULL DEFAULT '';
