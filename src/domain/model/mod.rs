//! The nouns, and the closed enums that hold the domain together. Features know this module; it
//! knows none of them.

mod agenda;
mod brief;
mod change;
mod cluster;
mod command;
mod cover;
mod days_off;
mod decision;
mod event;
mod field;
mod form;
mod format;
mod guest;
mod home;
mod ics;
mod ids;
mod index;
mod meeting;
mod msg;
mod outgoing;
mod people;
mod press;
mod problem;
mod quiet;
mod rhythm;
mod table;
mod talk;
mod text;
mod times;
mod wish;
mod workspace;

pub use agenda::{CarryStart, Item, OrderStart, QueueStart, Slot};
pub use brief::{Brief, BriefState, Noted, Point, PointKind, Remark};
pub use change::Change;
pub use cluster::{Away, Cluster, Company, Holder, Stage, Turn};
pub use command::CommandWord;
pub use cover::{Hosting, Plea, PleaState, TurnPlea, TurnPleaState};
pub use days_off::{Break, DaysOff, Falling, Holiday, Off};
pub use decision::{Action, Answer, Decision};
pub use event::{Due, Event, Fate};
pub use field::{Field, Value, Values};
pub use form::{Form, Purpose, SettingsStart, SetupStart, Start};
pub use format::{Because, MeetingFormat, Offer};
pub use guest::{Guest, GuestStanding, GuestStart, GuestStatus, InvitationStart};
pub use home::Home;
pub use ics::{CalendarFile, Feed, FeedToken};
pub use ids::{
    CardId, ChannelId, ClusterId, CompanyId, FileId, GuestId, ItemId, MeetingId, Nonce, OutboxId, TalkId,
    TeamId, Ts, TurnId, UserId, WishId,
};
pub use index::Subject;
pub use meeting::{Coming, Done, Meeting, MeetingJob, Rsvp, Status};
pub use msg::*;
pub use outgoing::{Body, Card, Face, Kind, Outgoing, Place, Progress, Unasked, Upload};
pub use people::{Lang, Member, OptOut, Person, Profile, Room};
pub use press::{About, Press};
pub use problem::{LineProblem, Problem};
pub use quiet::Presence;
pub use rhythm::{ExtraStart, Ordinal, Rhythm, RhythmStart, Timing};
pub use table::{Difference, Table};
pub use talk::{StepIn, Stepping, Talk, TalkFormat, TalkStart, TalkState};
pub use text::Text;
pub use times::{Step, Times, TimesStart};
pub use wish::{Wish, WishStart};
pub use workspace::Workspace;

/// A moment in UTC. Civil unless a comment says wall.
pub type Instant = chrono::DateTime<chrono::Utc>;
