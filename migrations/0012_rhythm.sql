-- More rhythms, days off by choice, and meetings beside the series. How to read a column: see 0001.

ALTER TABLE cluster ADD COLUMN pace TEXT NOT NULL DEFAULT 'fortnightly'
    CHECK (pace IN ('weekly', 'fortnightly', 'three_weeks', 'four_weeks', 'monthly', 'monthly_last', 'last_workday'));
UPDATE cluster SET pace = rhythm;
ALTER TABLE cluster DROP COLUMN rhythm;
ALTER TABLE cluster RENAME COLUMN pace TO rhythm;

-- What becomes of a meeting on a day off, and which days are off beside weekends and public holidays.
ALTER TABLE cluster ADD COLUMN on_day_off TEXT NOT NULL DEFAULT 'skip' CHECK (on_day_off IN ('skip', 'move'));
ALTER TABLE cluster ADD COLUMN off_squeezed INTEGER NOT NULL DEFAULT 0 CHECK (off_squeezed IN (0, 1));
ALTER TABLE cluster ADD COLUMN off_summer INTEGER NOT NULL DEFAULT 0 CHECK (off_summer IN (0, 1));
ALTER TABLE cluster ADD COLUMN off_christmas INTEGER NOT NULL DEFAULT 0 CHECK (off_christmas IN (0, 1));

ALTER TABLE meeting ADD COLUMN extra INTEGER NOT NULL DEFAULT 0 CHECK (extra IN (0, 1));

-- Who else was there, or how many, as the host wrote it; empty: nobody.
ALTER TABLE meeting ADD COLUMN guests TEXT NOT NULL DEFAULT '';

-- How many people there is room for; NULL: as many as come. And the number each drew who comes: the lower one was first.
ALTER TABLE cluster ADD COLUMN capacity INTEGER;
ALTER TABLE meeting ADD COLUMN capacity INTEGER;
ALTER TABLE rsvp_person ADD COLUMN drew INTEGER NOT NULL DEFAULT 0;
