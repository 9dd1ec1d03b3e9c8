//! The fields of modals, and what may stand in them.

use super::UserId;
use chrono::{NaiveDate, NaiveTime};
use std::collections::BTreeMap;

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $word:literal),* $(,)?) => {
        /// A field of a modal; its name is the input's `block_id`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field {
            $($(#[$doc])* $name),*
        }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The name in Slack's payloads.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }
        }
    };
}

fields! {
    /// How often.
    Rhythm = "rhythm",
    /// What becomes of a meeting on a day off.
    Falling = "falling",
    /// Which other days are off.
    DaysOff = "days_off",
    /// A date.
    Date = "date",
    /// A later date.
    Until = "until",
    /// A time of day.
    Time = "time",
    /// Length in minutes.
    Minutes = "minutes",
    /// How many people there is room for.
    Capacity = "capacity",
    /// A place.
    Place = "place",
    /// A link.
    Link = "link",
    /// A language.
    Language = "language",
    /// Companies, one a line.
    Companies = "companies",
    /// One company.
    Company = "company",
    /// A theme.
    Theme = "theme",
    /// Companies that were there.
    Attendance = "attendance",
    /// Who else was there.
    Guests = "guests",
    /// Whether a meeting took place at all.
    NotHeld = "not_held",
    /// The title of a talk.
    Title = "title",
    /// The format of a talk, or of a meeting.
    Format = "format",
    /// A meeting, or any.
    Meeting = "meeting",
    /// Another meeting.
    Instead = "instead",
    /// Something on an agenda.
    Entry = "entry",
    /// Behind what that goes.
    Behind = "behind",
    /// Several things that were on an agenda.
    Entries = "entries",
    /// Whether a talk stays among those who were there.
    Confidential = "confidential",
    /// What one who shows something wants from the others.
    Wish = "wish",
    /// Who presents it too.
    With = "with",
    /// Whether somebody can step in at short notice.
    Backup = "backup",
    /// Points of a brief, one a line.
    Points = "points",
    /// Somebody who presented.
    Presenter = "presenter",
    /// Some words to somebody.
    Words = "words",
    /// Who answers for a company.
    Contact = "contact",
    /// Who answers when the contact does not.
    Deputy = "deputy",
    /// The quiet hours begin.
    QuietFrom = "quiet_from",
    /// The quiet hours end.
    QuietTo = "quiet_to",
    /// Months of an organiser's turn.
    TurnMonths = "turn_months",
    /// How many of the first meetings the facilitator hosts.
    StartMeetings = "start_meetings",
    /// The name of a guest.
    Name = "name",
    /// Where a guest is from.
    From = "from",
    /// What a guest could speak of.
    Topic = "topic",
    /// How to reach a guest.
    Reach = "reach",
    /// Who knows a guest.
    Owner = "owner",
    /// How far it has come with a guest.
    Status = "status",
    /// Who facilitates.
    Facilitator = "facilitator",
    /// One up, or one down.
    Step = "step",
    /// Days before a meeting on which its host is asked.
    AskDays = "ask_days",
    /// Days before on which it is announced.
    AnnounceDays = "announce_days",
    /// Days before on which a company is invited to show something.
    InviteDays = "invite_days",
    /// Working days before on which people are reminded.
    RemindDays = "remind_days",
    /// Working days until the next person is asked.
    Patience = "patience",
}

impl Field {
    /// The field of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|field| field.name() == name)
    }
}

/// One value of a submitted modal, as typed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Typed text, raw (line breaks kept).
    Typed(String),
    /// One option's value.
    Chosen(String),
    /// Several options' values.
    Ticked(Vec<String>),
    /// A date.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// People.
    People(Vec<UserId>),
}

/// What came back from a modal. A field left empty is absent.
pub type Values = BTreeMap<Field, Value>;
