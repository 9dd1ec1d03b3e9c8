-- The workspace: people, clusters, companies, meetings, answers, turns, and what is on its way.
--
-- Everything here is read once, at start, and only written afterwards; so there is no index but
-- the primary keys. How to read a column:
--   * ids of Slack's are TEXT, ours are INTEGER, handed out by workspace.counter;
--   * instants are INTEGER microseconds since 1970 UTC: civil time, unless a comment says wall;
--   * local dates and times are TEXT as ISO 8601 writes them, in the cluster's zone (zone: IANA);
--   * truth is 0 or 1; a closed choice is a word, and a CHECK lists the words;
--   * NULL means that there is none, and stands only where the program knows "none".
-- The team is in every key. Foreign keys are checked at once (the store writes parents first), and
-- lead only to what is never forgotten: messages, cards and people seen may go before what names them.

PRAGMA application_id = 1263294791; -- "KLYG"

CREATE TABLE workspace (
    team     TEXT    NOT NULL PRIMARY KEY,
    counter  INTEGER NOT NULL,              -- the next id to hand out
    tidied   TEXT                           -- the last UTC date that was tidied
) STRICT, WITHOUT ROWID;

CREATE TABLE person (
    team           TEXT    NOT NULL REFERENCES workspace (team),
    id             TEXT    NOT NULL,
    handle         TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    locale         TEXT,
    is_bot         INTEGER NOT NULL CHECK (is_bot IN (0, 1)),
    active         INTEGER NOT NULL CHECK (active IN (0, 1)),
    lang           TEXT    CHECK (lang IN ('nb', 'en')),   -- chosen by the person
    dm             TEXT,
    snoozed_until  TEXT,
    PRIMARY KEY (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE person_opt_out (
    team  TEXT NOT NULL,
    user  TEXT NOT NULL,
    kind  TEXT NOT NULL CHECK (kind IN ('reminders', 'company', 'stepping_in', 'invitations', 'nudges')),
    PRIMARY KEY (team, user, kind),
    FOREIGN KEY (team, user) REFERENCES person (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE room (
    team     TEXT    NOT NULL REFERENCES workspace (team),
    channel  TEXT    NOT NULL,
    name     TEXT    NOT NULL,
    open     INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (team, channel)
) STRICT, WITHOUT ROWID;

-- Users may be named before Slack has told who they are.
CREATE TABLE room_user (
    team     TEXT NOT NULL,
    channel  TEXT NOT NULL,
    user     TEXT NOT NULL,
    PRIMARY KEY (team, channel, user),
    FOREIGN KEY (team, channel) REFERENCES room (team, channel)
) STRICT, WITHOUT ROWID;

CREATE TABLE cluster (
    team            TEXT    NOT NULL REFERENCES workspace (team),
    id              INTEGER NOT NULL,
    channel         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    facilitator     TEXT    NOT NULL,
    stage           TEXT    NOT NULL CHECK (stage IN ('preview', 'live')),
    live_since      INTEGER,
    zone            TEXT    NOT NULL,
    lang            TEXT    NOT NULL CHECK (lang IN ('nb', 'en')),
    rhythm          TEXT    NOT NULL CHECK (rhythm IN ('weekly', 'fortnightly')),
    first           TEXT    NOT NULL,       -- local date and time of the first meeting
    minutes         INTEGER NOT NULL,
    place           TEXT    NOT NULL,
    link            TEXT,
    quiet_from      TEXT    NOT NULL,
    quiet_to        TEXT    NOT NULL,
    turn_months     INTEGER NOT NULL,
    start_meetings  INTEGER NOT NULL,
    planned_to      TEXT,
    preview_card    INTEGER,
    welcome_card    INTEGER,
    PRIMARY KEY (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE company (
    team       TEXT    NOT NULL,
    id         INTEGER NOT NULL,
    cluster    INTEGER NOT NULL,
    name       TEXT    NOT NULL,
    contact    TEXT,
    deputy     TEXT,
    joined_on  TEXT    NOT NULL,
    left_on    TEXT,
    credit     INTEGER NOT NULL,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id)
) STRICT, WITHOUT ROWID;

-- The stored order of rotation; positions from 0.
CREATE TABLE cluster_order (
    team      TEXT    NOT NULL,
    cluster   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    company   INTEGER NOT NULL,
    PRIMARY KEY (team, cluster, position),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    team      TEXT    NOT NULL,
    cluster   INTEGER NOT NULL,
    user      TEXT    NOT NULL,
    company   INTEGER,
    asked_at  INTEGER,
    asked     INTEGER NOT NULL,
    PRIMARY KEY (team, cluster, user),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE turn (
    team        TEXT    NOT NULL,
    id          INTEGER NOT NULL,
    cluster     INTEGER NOT NULL,
    holder      INTEGER,                    -- a company; NULL: the facilitator
    from_day    TEXT    NOT NULL,
    until_day   TEXT    NOT NULL,           -- the first day of the next turn
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, holder) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting (
    team                  TEXT    NOT NULL,
    id                    INTEGER NOT NULL,
    cluster               INTEGER NOT NULL,
    slot                  TEXT    NOT NULL,
    start                 TEXT    NOT NULL,
    minutes               INTEGER NOT NULL,
    place                 TEXT    NOT NULL,
    link                  TEXT,
    host                  INTEGER,          -- a company; NULL: the facilitator
    host_fixed            INTEGER NOT NULL CHECK (host_fixed IN (0, 1)),
    theme                 TEXT,
    status                TEXT    NOT NULL CHECK (status IN ('planned', 'held', 'cancelled')),
    revision              INTEGER NOT NULL,
    taken_by              TEXT,
    card                  INTEGER,
    attendance_confirmed  INTEGER NOT NULL CHECK (attendance_confirmed IN (0, 1)),
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, cluster) REFERENCES cluster (team, id),
    FOREIGN KEY (team, host) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_done (
    team      TEXT    NOT NULL,
    meeting   INTEGER NOT NULL,
    job       TEXT    NOT NULL CHECK (job IN ('ask_host', 'ask_colleague', 'ask_organiser',
                                              'ask_facilitator', 'announce', 'invite',
                                              'remind_presenters', 'remind', 'close', 'draft',
                                              'send_facts')),
    revision  INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (team, meeting, job),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

-- Who was asked to look after a meeting; positions from 0.
CREATE TABLE meeting_asked (
    team      TEXT    NOT NULL,
    meeting   INTEGER NOT NULL,
    position  INTEGER NOT NULL,
    user      TEXT    NOT NULL,
    PRIMARY KEY (team, meeting, position),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE meeting_attended (
    team     TEXT    NOT NULL,
    meeting  INTEGER NOT NULL,
    company  INTEGER NOT NULL,
    PRIMARY KEY (team, meeting, company),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rsvp (
    team         TEXT    NOT NULL,
    meeting      INTEGER NOT NULL,
    company      INTEGER NOT NULL,
    answer       TEXT    NOT NULL CHECK (answer IN ('coming', 'cant', 'maybe')),
    answered_by  TEXT    NOT NULL,
    at           INTEGER NOT NULL,
    PRIMARY KEY (team, meeting, company),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rsvp_person (
    team     TEXT    NOT NULL,
    meeting  INTEGER NOT NULL,
    company  INTEGER NOT NULL,
    user     TEXT    NOT NULL,
    PRIMARY KEY (team, meeting, company, user),
    FOREIGN KEY (team, meeting, company) REFERENCES rsvp (team, meeting, company)
) STRICT, WITHOUT ROWID;

-- Messages. What they say is JSON, because it is nobody's noun; purged: neither words nor card.
CREATE TABLE outgoing (
    team            TEXT    NOT NULL REFERENCES workspace (team),
    id              INTEGER NOT NULL,
    to_channel      TEXT,
    to_user         TEXT,
    to_thread_of    INTEGER,                -- the thread of this card
    words           TEXT,
    card            INTEGER,
    lang            TEXT    NOT NULL CHECK (lang IN ('nb', 'en')),
    kind            TEXT    NOT NULL CHECK (kind IN ('welcome', 'company', 'setup', 'host', 'handover',
                                                     'announcement', 'change', 'reminder', 'presenter',
                                                     'invitation', 'attendance', 'notes', 'draft', 'brief',
                                                     'ask', 'correct', 'nudge', 'quiet', 'digest',
                                                     'work', 'answer')),
    unasked         INTEGER NOT NULL CHECK (unasked IN (0, 1)),
    own_initiative  INTEGER,                -- held back in this cluster's quiet hours
    meeting         INTEGER,
    expires         INTEGER,
    created         INTEGER NOT NULL,
    progress        TEXT    NOT NULL CHECK (progress IN ('waiting', 'sending', 'unknown', 'sent', 'dead')),
    attempted       INTEGER,                -- wall
    sent_channel    TEXT,
    sent_ts         TEXT,
    dead_code       TEXT,
    PRIMARY KEY (team, id),
    FOREIGN KEY (team, own_initiative) REFERENCES cluster (team, id),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    CHECK ((to_channel IS NOT NULL) + (to_user IS NOT NULL) + (to_thread_of IS NOT NULL) = 1),
    CHECK (words IS NULL OR card IS NULL),
    CHECK ((attempted IS NOT NULL) = (progress IN ('sending', 'unknown'))),
    CHECK ((sent_channel IS NOT NULL) = (progress = 'sent')),
    CHECK ((sent_ts IS NOT NULL) = (progress = 'sent')),
    CHECK ((dead_code IS NOT NULL) = (progress = 'dead'))
) STRICT, WITHOUT ROWID;

CREATE TABLE card (
    team        TEXT    NOT NULL REFERENCES workspace (team),
    id          INTEGER NOT NULL,
    face        TEXT    NOT NULL CHECK (face IN ('preview', 'welcome', 'which_company', 'announcement',
                                                 'host_ask', 'reminder', 'attendance', 'talk',
                                                 'ready', 'invitation', 'draft', 'part', 'brief',
                                                 'brief_for', 'nudge')),
    cluster     INTEGER,
    meeting     INTEGER,
    talk        INTEGER,                    -- the table comes with 0002
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
    CHECK ((meeting IS NOT NULL) = (face IN ('announcement', 'host_ask', 'reminder', 'attendance',
                                             'invitation', 'draft', 'brief', 'brief_for', 'nudge'))),
    CHECK ((talk IS NOT NULL) = (face IN ('talk', 'ready', 'part'))),
    CHECK ((reader IS NOT NULL) = (face IN ('which_company', 'host_ask', 'reminder', 'attendance',
                                            'invitation', 'draft', 'brief_for', 'nudge'))),
    CHECK ((at_channel IS NULL) = (at_ts IS NULL))
) STRICT, WITHOUT ROWID;

-- The ledger of unasked messages; a line outlives its message.
CREATE TABLE unasked (
    team    TEXT    NOT NULL REFERENCES workspace (team),
    outbox  INTEGER NOT NULL,
    user    TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    PRIMARY KEY (team, outbox)
) STRICT, WITHOUT ROWID;

-- Modals that were submitted: a second submit finds the work done.
CREATE TABLE submitted (
    team   TEXT    NOT NULL REFERENCES workspace (team),
    nonce  INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    PRIMARY KEY (team, nonce)
) STRICT, WITHOUT ROWID;

-- Events that were committed: Slack repeats what it is unsure of.
CREATE TABLE seen (
    team  TEXT    NOT NULL REFERENCES workspace (team),
    name  TEXT    NOT NULL,
    at    INTEGER NOT NULL,                 -- wall
    PRIMARY KEY (team, name)
) STRICT, WITHOUT ROWID;

-- What happened: ids only, never text.
CREATE TABLE journal (
    team  TEXT    NOT NULL REFERENCES workspace (team),
    line  INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    kind  TEXT    NOT NULL,
    ids   TEXT    NOT NULL,
    PRIMARY KEY (team, line)
) STRICT, WITHOUT ROWID;
