-- The Home tabs of those who have opened them. How to read a column: see 0001.

CREATE TABLE home (
    team     TEXT    NOT NULL REFERENCES workspace (team),
    user     TEXT    NOT NULL,
    version  INTEGER NOT NULL,              -- raised whenever what it shows may have changed
    shown    INTEGER NOT NULL,              -- the version that Slack shows
    opened   INTEGER NOT NULL,
    PRIMARY KEY (team, user)
) STRICT, WITHOUT ROWID;
