-- A host asks for somebody to take a meeting, or to exchange it. How to read a column: see 0001.

ALTER TABLE meeting ADD COLUMN on_behalf INTEGER;  -- the company whose hosting it counts as; NULL: the host's own

-- The last time somebody asked for a meeting.
CREATE TABLE plea (
    team      TEXT    NOT NULL,
    meeting   INTEGER NOT NULL,
    asked_by  TEXT    NOT NULL,
    company   INTEGER NOT NULL,             -- the host that would rather not
    instead   INTEGER,                      -- the meeting it would rather have; NULL: none
    instead_of INTEGER,                     -- the host of that one
    card      INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    said_on   TEXT    NOT NULL,             -- local date on which it was last said
    state     TEXT    NOT NULL CHECK (state IN ('open', 'withdrawn', 'declined', 'taken')),
    answered_by TEXT,
    PRIMARY KEY (team, meeting),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id),
    CHECK ((instead IS NULL) = (instead_of IS NULL)),
    CHECK ((answered_by IS NOT NULL) = (state IN ('declined', 'taken')))
) STRICT, WITHOUT ROWID;

-- Messages and cards of a new kind: the lists of words grow, so the tables are made anew.
ALTER TABLE outgoing RENAME TO outgoing_before;

CREATE TABLE outgoing (
    team            TEXT    NOT NULL REFERENCES workspace (team),
    id              INTEGER NOT NULL,
    to_channel      TEXT,
    to_user         TEXT,
    to_thread_of    INTEGER,
    words           TEXT,
    card            INTEGER,
    lang            TEXT    NOT NULL CHECK (lang IN ('nb', 'en')),
    kind            TEXT    NOT NULL CHECK (kind IN ('welcome', 'company', 'setup', 'host', 'handover',
                                                     'announcement', 'change', 'reminder', 'presenter',
                                                     'invitation', 'attendance', 'notes', 'draft', 'brief',
                                                     'ask', 'correct', 'nudge', 'quiet', 'digest',
                                                     'work', 'answer', 'cover')),
    unasked         INTEGER NOT NULL CHECK (unasked IN (0, 1)),
    own_initiative  INTEGER,
    meeting         INTEGER,
    expires         INTEGER,
    created         INTEGER NOT NULL,
    progress        TEXT    NOT NULL CHECK (progress IN ('waiting', 'sending', 'unknown', 'sent', 'dead')),
    attempted       INTEGER,
    sent_channel    TEXT,
    sent_ts         TEXT,
    dead_code       TEXT,
    is_file         INTEGER NOT NULL CHECK (is_file IN (0, 1)),
    upload          TEXT,                   -- Slack's id of the file
    upload_sequence INTEGER,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, own_initiative) REFERENCES cluster (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    CHECK ((to_channel IS NOT NULL) + (to_user IS NOT NULL) + (to_thread_of IS NOT NULL) = 1),
    CHECK (words IS NULL OR card IS NULL),
    CHECK (is_file = 0 OR (words IS NULL AND card IS NULL)),
    CHECK (upload IS NULL OR is_file = 1),
    CHECK ((upload_sequence IS NULL) = (upload IS NULL)),
    CHECK ((attempted IS NOT NULL) = (progress IN ('sending', 'unknown'))),
    CHECK ((sent_channel IS NOT NULL) = (progress = 'sent')),
    CHECK ((sent_ts IS NOT NULL) = (progress = 'sent')),
    CHECK ((dead_code IS NOT NULL) = (progress = 'dead'))
) STRICT, WITHOUT ROWID;

INSERT INTO outgoing SELECT team, id, to_channel, to_user, to_thread_of, words, card, lang, kind, unasked,
    own_initiative, meeting, expires, created, progress, attempted, sent_channel, sent_ts, dead_code,
    is_file, upload, upload_sequence FROM outgoing_before;
DROP TABLE outgoing_before;

ALTER TABLE card RENAME TO card_before;

CREATE TABLE card (
    team        TEXT    NOT NULL REFERENCES workspace (team),
    id          INTEGER NOT NULL,
    face        TEXT    NOT NULL CHECK (face IN ('preview', 'welcome', 'which_company', 'announcement',
                                                 'host_ask', 'reminder', 'attendance', 'talk',
                                                 'ready', 'invitation', 'draft', 'part', 'brief',
                                                 'brief_for', 'nudge', 'cover', 'swap')),
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
    CHECK ((cluster IS NOT NULL) = (face IN ('preview', 'welcome', 'which_company'))),
    CHECK ((meeting IS NOT NULL) = (face IN ('announcement', 'host_ask', 'reminder', 'attendance', 'invitation',
                                             'draft', 'brief', 'brief_for', 'nudge', 'cover', 'swap'))),
    CHECK ((talk IS NOT NULL) = (face IN ('talk', 'ready', 'part'))),
    CHECK ((reader IS NOT NULL) = (face IN ('which_company', 'host_ask', 'reminder', 'attendance',
                                            'invitation', 'draft', 'brief_for', 'nudge', 'swap'))),
    CHECK ((at_channel IS NULL) = (at_ts IS NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO card SELECT team, id, face, cluster, meeting, talk, reader, lang, outbox, at_channel, at_ts,
    version, shown FROM card_before;
DROP TABLE card_before;
