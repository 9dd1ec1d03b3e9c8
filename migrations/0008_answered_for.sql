-- An answer holds for the time it was given for, also when the meeting is moved there again. How to read a column: see 0001.

ALTER TABLE rsvp ADD COLUMN start TEXT NOT NULL DEFAULT '2000-01-01T00:00:00';  -- the meeting's, when it was given

UPDATE rsvp SET start = m.start FROM meeting m
WHERE m.team = rsvp.team AND m.id = rsvp.meeting AND m.revision = rsvp.revision;

ALTER TABLE rsvp DROP COLUMN revision;
