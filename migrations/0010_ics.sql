-- Meetings in people's calendars: who has which file, and who has an address. How to read a column: see 0001.

ALTER TABLE meeting ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;  -- counts the changes that a calendar has to see
ALTER TABLE meeting ADD COLUMN changed  INTEGER NOT NULL DEFAULT 0;  -- when the last of them was made

UPDATE meeting SET
    sequence = revision,
    changed = coalesce((SELECT max(j.at) FROM journal j WHERE j.team = meeting.team), 0);

ALTER TABLE outgoing ADD COLUMN is_file INTEGER NOT NULL DEFAULT 0
    CHECK (is_file IN (0, 1) AND (is_file = 0 OR (words IS NULL AND card IS NULL)));
ALTER TABLE outgoing ADD COLUMN upload TEXT CHECK (upload IS NULL OR is_file = 1);  -- Slack's id of it
ALTER TABLE outgoing ADD COLUMN upload_sequence INTEGER
    CHECK ((upload_sequence IS NULL) = (upload IS NULL));

CREATE TABLE calendar_file (
    team      TEXT    NOT NULL REFERENCES workspace (team),
    meeting   INTEGER NOT NULL,
    user      TEXT    NOT NULL,
    sequence  INTEGER NOT NULL,             -- in the last one that arrived
    PRIMARY KEY (team, meeting, user),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE calendar_feed (
    team     TEXT    NOT NULL REFERENCES workspace (team),
    cluster  INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    digest   TEXT    NOT NULL CHECK (length(digest) = 64),  -- SHA-256 of the secret in the address
    made     INTEGER NOT NULL,
    PRIMARY KEY (team, cluster, user),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id)
) STRICT, WITHOUT ROWID;

-- Another kind of message that people can ask not to get.
ALTER TABLE person_opt_out RENAME TO person_opt_out_before;

CREATE TABLE person_opt_out (
    team  TEXT NOT NULL,
    user  TEXT NOT NULL,
    kind  TEXT NOT NULL CHECK (kind IN ('reminders', 'company', 'stepping_in', 'invitations', 'nudges',
                                        'calendar_files')),
    PRIMARY KEY (team, user, kind),
    FOREIGN KEY (team, user) REFERENCES person (team, id)
) STRICT, WITHOUT ROWID;

INSERT INTO person_opt_out SELECT team, user, kind FROM person_opt_out_before;
DROP TABLE person_opt_out_before;
