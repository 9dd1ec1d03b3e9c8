-- How a meeting is held, and another format that its host was offered. How to read a column: see 0001.

ALTER TABLE meeting ADD COLUMN format TEXT
    CHECK (format IN ('presentation', 'story', 'critique', 'discussion', 'clinic', 'workshop', 'visit', 'guest',
                      'show_and_tell', 'social'));  -- NULL: as its talks say
ALTER TABLE meeting ADD COLUMN offered TEXT
    CHECK (offered IN ('presentation', 'story', 'critique', 'discussion', 'clinic', 'workshop', 'visit', 'guest',
                       'show_and_tell', 'social'));
ALTER TABLE meeting ADD COLUMN offered_because TEXT
    CHECK ((offered_because IS NULL) = (offered IS NULL) AND offered_because IN
           ('format', 'themes', 'presenters', 'attendance', 'nothing_from_outside'));
ALTER TABLE meeting ADD COLUMN offered_instead_of TEXT  -- the format that had become a habit
    CHECK (coalesce(offered_because = 'format', 0) = (offered_instead_of IS NOT NULL) AND offered_instead_of IN
           ('presentation', 'story', 'critique', 'discussion', 'clinic', 'workshop', 'visit', 'guest',
            'show_and_tell', 'social'));
ALTER TABLE meeting ADD COLUMN offer_declined INTEGER NOT NULL DEFAULT 0 CHECK (offer_declined IN (0, 1));
