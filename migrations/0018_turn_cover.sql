-- A company asks for somebody to take its turn as organiser. How to read a column: see 0001.

ALTER TABLE turn ADD COLUMN on_behalf INTEGER;  -- the company whose turn it counts as; NULL: the holder's own

-- The last time somebody asked for a turn.
CREATE TABLE turn_plea (
    team      TEXT    NOT NULL,
    cluster   INTEGER NOT NULL,
    asked_by  TEXT    NOT NULL,
    company   INTEGER NOT NULL,             -- whose turn it is
    from_day  TEXT    NOT NULL,
    until_day TEXT    NOT NULL,
    card      INTEGER NOT NULL,
    said_on   TEXT    NOT NULL,             -- local date on which it was last said
    state     TEXT    NOT NULL CHECK (state IN ('open', 'withdrawn', 'settled', 'taken')),
    taken_by  TEXT,
    taker     INTEGER,                      -- the company that said yes
    PRIMARY KEY (team, cluster),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id),
    FOREIGN KEY (team, taker) REFERENCES company (team, id),
    CHECK ((taken_by IS NOT NULL) = (state = 'taken')),
    CHECK ((taker IS NOT NULL) = (state = 'taken'))
) STRICT, WITHOUT ROWID;

-- A card of a new kind: the list of words grows, so the table is made anew.
ALTER TABLE card RENAME TO card_before;

CREATE TABLE card (
    team        TEXT    NOT NULL REFERENCES workspace (team),
    id          INTEGER NOT NULL,
    face        TEXT    NOT NULL CHECK (face IN ('preview', 'welcome', 'which_company', 'announcement',
                                                 'host_ask', 'reminder', 'attendance', 'talk',
                                                 'ready', 'invitation', 'draft', 'part', 'brief',
                                                 'brief_for', 'nudge', 'cover', 'swap', 'talk_with',
                                                 'ready_with', 'week', 'step_in', 'turn_cover')),
    cluster     INTEGER,
    meeting     INTEGER,
    talk        INTEGER,
    reader      TEXT,
    lang        TEXT    NOT NULL CHECK (lang IN ('nb', 'en')),
    outbox      INTEGER NOT NULL,
    at_channel  TEXT,
    at_ts       TEXT,
    version     INTEGER NOT NULL,
    shown       INTEGER NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    FOREIGN KEY (team, talk) REFERENCES talk (team, id),
    CHECK ((cluster IS NOT NULL) = (face IN ('preview', 'welcome', 'which_company', 'turn_cover'))),
    CHECK ((meeting IS NOT NULL) = (face IN ('announcement', 'host_ask', 'reminder', 'attendance', 'invitation',
                                             'draft', 'brief', 'brief_for', 'nudge', 'cover', 'swap', 'step_in'))),
    CHECK ((talk IS NOT NULL) = (face IN ('talk', 'ready', 'part', 'talk_with', 'ready_with', 'week',
                                          'step_in'))),
    CHECK ((reader IS NOT NULL) = (face IN ('which_company', 'host_ask', 'reminder', 'attendance',
                                            'invitation', 'draft', 'brief_for', 'nudge', 'swap',
                                            'talk_with', 'ready_with', 'week'))),
    CHECK ((at_channel IS NULL) = (at_ts IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO card SELECT team, id, face, cluster, meeting, talk, reader, lang, outbox, at_channel, at_ts,
    version, shown FROM card_before;
DROP TABLE card_before;
