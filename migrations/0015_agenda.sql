-- What people would like to hear of, small things for a meeting, and the order of its agenda. How to read a column:
-- see 0001.

CREATE TABLE wish (
    team     TEXT    NOT NULL REFERENCES workspace (team),
    id       INTEGER NOT NULL,
    cluster  INTEGER NOT NULL,
    wisher   TEXT    NOT NULL,
    theme    TEXT    NOT NULL,
    talk     INTEGER,                       -- the last that somebody signed up for it; NULL: none
    told     INTEGER NOT NULL CHECK (told IN (0, 1)),  -- those who wish for it know of that talk
    created  INTEGER NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, talk) REFERENCES talk (team, id)
) STRICT, WITHOUT ROWID;

-- Who else would like to hear of it.
CREATE TABLE wish_vote (
    team  TEXT    NOT NULL REFERENCES workspace (team),
    wish  INTEGER NOT NULL,
    user  TEXT    NOT NULL,
    PRIMARY KEY (team, wish, user)
) STRICT, WITHOUT ROWID;

CREATE TABLE agenda_item (
    team       TEXT    NOT NULL REFERENCES workspace (team),
    id         INTEGER NOT NULL,
    cluster    INTEGER NOT NULL,
    queued_by  TEXT    NOT NULL,
    title      TEXT    NOT NULL,
    link       TEXT,
    minutes    INTEGER NOT NULL,
    meeting    INTEGER,                     -- NULL: waits for one with room
    carried    INTEGER NOT NULL CHECK (carried IN (0, 1)),  -- from last time
    created    INTEGER NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

-- The order in which somebody put what is on an agenda. What is not there any more may still be named.
CREATE TABLE meeting_order (
    team      TEXT    NOT NULL REFERENCES workspace (team),
    meeting   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    talk      INTEGER,
    item      INTEGER,
    PRIMARY KEY (team, meeting, position),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    CHECK ((talk IS NULL) <> (item IS NULL))
) STRICT, WITHOUT ROWID;
