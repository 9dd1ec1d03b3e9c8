-- Talks that several present, with a wish and a link. How to read a column: see 0001.

ALTER TABLE talk ADD COLUMN wish TEXT;      -- what is wanted from those who are there; NULL: nothing said
ALTER TABLE talk ADD COLUMN link TEXT;      -- a web address; NULL: none

ALTER TABLE talk ADD COLUMN backup INTEGER NOT NULL DEFAULT 0 CHECK (backup IN (0, 1));  -- to step in with
ALTER TABLE meeting ADD COLUMN gap INTEGER NOT NULL DEFAULT 0 CHECK (gap IN (0, 1));     -- somebody may step in

-- Who was asked to step in with which talk.
CREATE TABLE talk_asked (
    team     TEXT    NOT NULL,
    talk     INTEGER NOT NULL,
    meeting  INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    state    TEXT    NOT NULL CHECK (state IN ('open', 'yes', 'no', 'passed')),
    PRIMARY KEY (team, talk, meeting),
    FOREIGN KEY (team, talk) REFERENCES talk (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

-- Who presents a talk together with whoever signed it up.
CREATE TABLE talk_presenter (
    team     TEXT    NOT NULL,
    talk     INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    PRIMARY KEY (team, talk, user),
    FOREIGN KEY (team, talk) REFERENCES talk (team, id)
) STRICT, WITHOUT ROWID;

-- Cards of a new kind: the list of words grows, so the table is made anew.
ALTER TABLE card RENAME TO card_before;

CREATE TABLE card (
    team        TEXT    NOT NULL REFERENCES workspace (team),
    id          INTEGER NOT NULL,
    face        TEXT    NOT NULL CHECK (face IN ('preview', 'welcome', 'which_company', 'announcement',
                                                 'host_ask', 'reminder', 'attendance', 'talk',
                                                 'ready', 'invitation', 'draft', 'part', 'brief',
                                                 'brief_for', 'nudge', 'cover', 'swap', 'talk_with',
                                                 'ready_with', 'week', 'step_in')),
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

-- So do those for work that is done.
ALTER TABLE meeting_done RENAME TO meeting_done_before;

CREATE TABLE meeting_done (
    team      TEXT    NOT NULL,
    meeting   INTEGER NOT NULL,
    job       TEXT    NOT NULL CHECK (job IN ('ask_host', 'ask_colleague', 'ask_organiser',
                                              'ask_facilitator', 'announce', 'invite', 'prepare',
                                              'remind_presenters', 'remind', 'close', 'draft',
                                              'send_facts')),
    revision  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (team, meeting, job),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

INSERT INTO meeting_done SELECT team, meeting, job, revision, at FROM meeting_done_before;
DROP TABLE meeting_done_before;
