-- Guests from outside. How to read a column: see 0001.

CREATE TABLE guest (
    team          TEXT    NOT NULL,
    id            INTEGER NOT NULL,
    cluster       INTEGER NOT NULL,
    name          TEXT    NOT NULL,
    guest_from    TEXT    NOT NULL,         -- empty: nobody said
    about         TEXT    NOT NULL,
    contact       TEXT    NOT NULL,         -- empty: the owner knows
    owner         TEXT    NOT NULL,
    status        TEXT    NOT NULL CHECK (status IN ('idea', 'asked', 'yes', 'visited', 'not_now')),
    meeting       INTEGER,                  -- NULL: no meeting in particular
    last_contact  TEXT,                     -- local date; NULL: nobody said
    touched       TEXT    NOT NULL,         -- local date
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

-- A guest from outside was there.
ALTER TABLE meeting ADD COLUMN had_guest INTEGER NOT NULL DEFAULT 0 CHECK (had_guest IN (0, 1));
