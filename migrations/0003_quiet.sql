-- How companies take part, and what was done about their silence. How to read a column: see 0001.

CREATE TABLE presence (
    team         TEXT    NOT NULL,
    company      INTEGER NOT NULL,
    active_on    TEXT,                      -- in the channel or with the bot; meetings have their own table
    nudged_on    TEXT,
    nudged_for   INTEGER,                   -- a meeting
    unanswered   INTEGER NOT NULL,
    passed_over  INTEGER,                   -- a meeting
    later        TEXT,
    declined_by  TEXT,
    told         INTEGER NOT NULL CHECK (told IN (0, 1)),
    PRIMARY KEY (team, company),
    FOREIGN KEY (team, company) REFERENCES company (team, id),
    FOREIGN KEY (team, nudged_for) REFERENCES meeting (team, id),
    FOREIGN KEY (team, passed_over) REFERENCES meeting (team, id),
    CHECK ((nudged_on IS NULL) = (nudged_for IS NULL))
) STRICT, WITHOUT ROWID;
