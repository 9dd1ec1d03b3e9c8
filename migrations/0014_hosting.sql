-- Companies leave a hosting to the one behind them, and a cluster says when things are said. How to read a column: see 0001.

-- The companies to which a meeting does not come, since they left it to others.
CREATE TABLE meeting_skipped (
    team    TEXT    NOT NULL,
    meeting INTEGER NOT NULL,
    company INTEGER NOT NULL,
    PRIMARY KEY (team, meeting, company),
    FOREIGN KEY (team, meeting) REFERENCES meeting (team, id),
    FOREIGN KEY (team, company) REFERENCES company (team, id)
) STRICT, WITHOUT ROWID;

-- Days before a meeting, working days for the last two, and a local time.
ALTER TABLE cluster ADD COLUMN ask_days INTEGER NOT NULL DEFAULT 10;
ALTER TABLE cluster ADD COLUMN announce_days INTEGER NOT NULL DEFAULT 7;
ALTER TABLE cluster ADD COLUMN invite_days INTEGER NOT NULL DEFAULT 3;
ALTER TABLE cluster ADD COLUMN remind_days INTEGER NOT NULL DEFAULT 1;
ALTER TABLE cluster ADD COLUMN patience_days INTEGER NOT NULL DEFAULT 2;
ALTER TABLE cluster ADD COLUMN hour TEXT NOT NULL DEFAULT '09:00:00';

-- A list of hosts in words of an earlier version that did not go out: whoever asked will ask again.
DELETE FROM outgoing WHERE kind = 'answer' AND progress = 'waiting' AND words LIKE '{"rotation":{"hosts":%';
