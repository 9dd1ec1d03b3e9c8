-- An answer holds for the time it was given for. How to read a column: see 0001.

ALTER TABLE rsvp ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;  -- the meeting's, when it was given

UPDATE rsvp SET revision = (SELECT m.revision FROM meeting m WHERE m.team = rsvp.team AND m.id = rsvp.meeting);
