//! What can be wrong with a form.

use super::Text;
use chrono::NaiveDate;

/// Why a field was not accepted. Each text says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// Nothing there.
    Missing,
    /// The date lies in the past.
    Past,
    /// The date is still to come.
    NotYet,
    /// Not after the other date.
    NotAfter,
    /// Fewer than this many hours of a working day are not quiet.
    TooQuiet(i64),
    /// A person who is not in the channel.
    NotHere,
    /// At an hour at which nobody meets: before seven, or after ten at night.
    AtNight,
    /// More than a year ahead.
    TooFar,
    /// Not a working day of the cluster: weekend or public holiday.
    DayOff,
    /// Not a day on which the chosen rhythm has a meeting; the next one.
    OffRhythm(NaiveDate),
    /// The brief of the meeting is on its way.
    BriefBegun,
    /// Longer than this many characters.
    TooLong(usize),
    /// Not a number from the first to the second.
    NotBetween(u32, u32),
    /// Not an https link.
    NotALink,
    /// At least this many companies are needed.
    TooFew(usize),
    /// Faults in pasted lines, by line number from 1.
    Lines(Vec<(usize, LineProblem)>),
    /// Not one of the choices offered.
    NotAChoice,
    /// Somebody of another company.
    Elsewhere,
    /// Another meeting of the cluster is on that day.
    Taken,
    /// Somebody was asked about that meeting already.
    AskedAlready,
    /// Both meetings are of the same company.
    SameHost,
    /// One of the companies is away on the day of the other's meeting.
    AwayThen,
    /// The company is the first in the order already.
    FirstAlready,
    /// The company is the last in the order already.
    LastAlready,
    /// The host would be asked after its meeting was announced.
    AfterAnnouncement,
    /// It would be said before the meeting was announced.
    BeforeAnnouncement,
    /// Quiet at that hour.
    QuietThen,
    /// One has this many already, which is enough.
    Enough(usize),
    /// Nothing comes behind itself.
    BehindItself,
    /// The meeting has only this many minutes left.
    NoRoom(u32),
    /// Neither web address nor empty.
    NotAnAddress,
    /// Whoever presents was named among those who do so too.
    PresentsAlready,
    /// More than so many people.
    TooMany(usize),
    /// Klynge has to be invited into the channel first; the form can then be sent again.
    InviteFirst,
}

/// What is wrong with one pasted line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineProblem {
    /// The company is there already (this line or another).
    Twice(Text),
    /// Nobody of that name is in the workspace.
    NoSuchPerson(Text),
    /// Several people have that name: use the user name.
    Ambiguous(Text),
    /// The name is longer than this many characters.
    NameTooLong(usize),
    /// The whole line is longer than this many characters.
    TooLong(usize),
    /// This person is named for another company too.
    NamedTwice(Text),
    /// More than three parts.
    TooManyParts,
    /// People, but no company.
    NoName,
}
