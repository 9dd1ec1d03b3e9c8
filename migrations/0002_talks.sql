-- Talks: what companies show each other. How to read a column: see 0001.

CREATE TABLE talk (
    team          TEXT    NOT NULL,
    id            INTEGER NOT NULL,
    cluster       INTEGER NOT NULL,
    company       INTEGER NOT NULL,
    presenter     TEXT    NOT NULL,
    title         TEXT    NOT NULL,
    format        TEXT    NOT NULL CHECK (format IN ('presentation', 'story', 'critique', 'discussion',
                                                     'clinic', 'workshop', 'show_and_tell')),
    minutes       INTEGER NOT NULL,
    meeting       INTEGER,                  -- NULL: waits for room
    any_meeting   INTEGER NOT NULL CHECK (any_meeting IN (0, 1)),
    confidential  INTEGER NOT NULL CHECK (confidential IN (0, 1)),
    state         TEXT    NOT NULL CHECK (state IN ('planned', 'confirmed', 'withdrawn', 'given')),
    created       INTEGER NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;
