-- The Monday (local) whose digest was last seen to, and the day on which people were last asked what
-- they are working on. How to read a column: see 0001.

ALTER TABLE cluster ADD COLUMN digested TEXT;
ALTER TABLE cluster ADD COLUMN worked TEXT;
