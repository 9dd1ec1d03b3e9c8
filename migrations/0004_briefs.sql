-- Briefs: what meetings contained, for those who were not there. How to read a column: see 0001.

ALTER TABLE talk ADD COLUMN shared INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1));

-- Who wants the brief instead of coming.
CREATE TABLE rsvp_brief (
    team     TEXT    NOT NULL,
    meeting  INTEGER NOT NULL,
    company  INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    PRIMARY KEY (team, meeting, company, user),
    FOREIGN KEY (team, meeting, company) REFERENCES rsvp (team, meeting, company)
) STRICT, WITHOUT ROWID;

CREATE TABLE brief (
    team         TEXT    NOT NULL,
    meeting      INTEGER NOT NULL,
    remarks      INTEGER NOT NULL,          -- messages it was made of
    thread       TEXT,                      -- Slack's address
    host         TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('draft', 'facts_only', 'published')),
    drafted      INTEGER NOT NULL,
    published    INTEGER,                   -- went out first, with or without its points
    approved_by  TEXT,
    corrected    INTEGER,
    PRIMARY KEY (team, meeting),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    CHECK ((published IS NULL) = (state = 'draft'))
) STRICT, WITHOUT ROWID;

-- Its points; positions from 0.
CREATE TABLE brief_point (
    team        TEXT    NOT NULL,
    meeting     INTEGER NOT NULL,
    position    INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('note', 'decision', 'task', 'question', 'link')),
    words       TEXT    NOT NULL,
    written_by  TEXT,
    source      TEXT,                       -- the message's ts in the thread
    talk        INTEGER,                    -- the talk it is about
    PRIMARY KEY (team, meeting, position),
    FOREIGN KEY (team, meeting) REFERENCES brief (team, meeting),
    FOREIGN KEY (team, talk) REFERENCES talk (team, id)
) STRICT, WITHOUT ROWID;

-- Who got it by direct message.
CREATE TABLE brief_recipient (
    team     TEXT    NOT NULL,
    meeting  INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    PRIMARY KEY (team, meeting, user),
    FOREIGN KEY (team, meeting) REFERENCES brief (team, meeting)
) STRICT, WITHOUT ROWID;
