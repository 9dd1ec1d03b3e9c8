-- A company can be away for a while: from the first day, until the one on which it is back. How to read a column: see 0001.

ALTER TABLE company ADD COLUMN away_from TEXT;
ALTER TABLE company ADD COLUMN away_until TEXT CHECK ((away_from IS NULL) = (away_until IS NULL));
