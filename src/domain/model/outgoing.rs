//! What is on its way to Slack: messages in the outbox, cards that follow the state, and the
//! ledger of unasked messages.

use super::{
    CardId, ChannelId, ClusterId, FileId, Instant, Lang, MeetingId, Msg, OptOut, OutboxId, TalkId, Ts, UserId,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a message is about, as its metadata tells the outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The welcome in a channel.
    Welcome,
    /// "Which company are you from?"
    Company,
    /// About setting a cluster up.
    Setup,
    /// To a host, or to somebody asked to step in.
    Host,
    /// To a new organiser.
    Handover,
    /// A meeting is announced.
    Announcement,
    /// Something about a meeting changed.
    Change,
    /// "Is any of you coming?"
    Reminder,
    /// To somebody who presents.
    Presenter,
    /// "Would you like to show something?"
    Invitation,
    /// Who was there?
    Attendance,
    /// Somewhere to note what was said.
    Notes,
    /// A brief before it is out: to the host, and their part to presenters.
    Draft,
    /// What a meeting contained.
    Brief,
    /// A question to somebody who presented, and the answer.
    Ask,
    /// Something in a brief is wrong.
    Correct,
    /// "Come just to listen."
    Nudge,
    /// To the facilitator: companies that were nudged in vain.
    Quiet,
    /// The week, on Monday.
    Digest,
    /// What are you working on?
    Work,
    /// A reply to what a person did.
    Answer,
    /// Somebody to take or to exchange a meeting is asked for.
    Cover,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 22] = [
        Self::Welcome,
        Self::Company,
        Self::Setup,
        Self::Handover,
        Self::Announcement,
        Self::Host,
        Self::Reminder,
        Self::Presenter,
        Self::Invitation,
        Self::Attendance,
        Self::Change,
        Self::Notes,
        Self::Draft,
        Self::Brief,
        Self::Ask,
        Self::Correct,
        Self::Nudge,
        Self::Quiet,
        Self::Digest,
        Self::Work,
        Self::Answer,
        Self::Cover,
    ];

    /// What it is called by those who do not want it; `None` for what nobody gets unasked.
    pub const fn opt_out(self) -> Option<OptOut> {
        match self {
            Self::Reminder => Some(OptOut::Reminders),
            Self::Company => Some(OptOut::Company),
            Self::Host | Self::Cover => Some(OptOut::SteppingIn),
            Self::Invitation => Some(OptOut::Invitations),
            Self::Nudge => Some(OptOut::Nudges),
            Self::Welcome
            | Self::Setup
            | Self::Handover
            | Self::Announcement
            | Self::Change
            | Self::Presenter
            | Self::Attendance
            | Self::Notes
            | Self::Draft
            | Self::Brief
            | Self::Ask
            | Self::Correct
            | Self::Quiet
            | Self::Digest
            | Self::Work
            | Self::Answer => None,
        }
    }

    /// The word used in message metadata and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "welcome",
            Self::Company => "company",
            Self::Setup => "setup",
            Self::Host => "host",
            Self::Handover => "handover",
            Self::Announcement => "announcement",
            Self::Change => "change",
            Self::Reminder => "reminder",
            Self::Presenter => "presenter",
            Self::Invitation => "invitation",
            Self::Attendance => "attendance",
            Self::Notes => "notes",
            Self::Draft => "draft",
            Self::Brief => "brief",
            Self::Ask => "ask",
            Self::Correct => "correct",
            Self::Nudge => "nudge",
            Self::Quiet => "quiet",
            Self::Digest => "digest",
            Self::Work => "work",
            Self::Answer => "answer",
            Self::Cover => "cover",
        }
    }
}

/// Where a message goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Into a channel.
    Channel(ChannelId),
    /// To one person, in the direct conversation with the bot.
    Dm(UserId),
    /// Into the thread of one of our cards, wherever that card is.
    ThreadOf(CardId),
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// These words.
    Say(Box<Msg>),
    /// Whatever the card shows when it is sent.
    Card(CardId),
    /// The calendar file of the meeting it is about, as that stands when it is sent; and what was uploaded last.
    File(Option<Upload>),
    /// Purged: the message is settled and its words are nobody's business any more.
    Purged,
}

/// A file that is with Slack and may be in the conversation, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upload {
    /// Slack's id of it.
    pub file: FileId,
    /// The meeting's sequence in it.
    pub sequence: u32,
}

/// How far a message has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Not sent yet.
    Waiting,
    /// An attempt was begun at this wall time; committed before the call goes out.
    Sending(Instant),
    /// An attempt begun at this wall time may or may not have arrived: look before sending again.
    Unknown(Instant),
    /// It is in Slack.
    Sent(ChannelId, Ts),
    /// It will never be sent: Slack's code, or our reason.
    Dead(String),
}

impl Progress {
    /// Whether nothing more happens to it.
    pub fn settled(&self) -> bool {
        matches!(self, Self::Sent(..) | Self::Dead(_))
    }
}

/// A message on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Our id, kept by Slack in the message's metadata.
    pub id: OutboxId,
    /// Where it goes.
    pub place: Place,
    /// What it says.
    pub body: Body,
    /// In which language.
    pub lang: Lang,
    /// What it is about.
    pub kind: Kind,
    /// Counts against the reader's budget.
    pub unasked: bool,
    /// The bot's own initiative: held back in quiet hours of this cluster. `None`: a reply.
    pub own_initiative: Option<ClusterId>,
    /// The meeting it is about.
    pub meeting: Option<MeetingId>,
    /// After this (UTC) it makes no sense any more.
    pub expires: Option<Instant>,
    /// Written (UTC).
    pub created: Instant,
    /// How far it has come.
    pub progress: Progress,
}

/// A message of ours that shows state: rendered when sent, edited in place when touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Our id; buttons carry it, so a click may arrive before the message's `ts`.
    pub id: CardId,
    /// What it shows.
    pub face: Face,
    /// Its language.
    pub lang: Lang,
    /// The message that carries it.
    pub outbox: OutboxId,
    /// Where it is in Slack, once sent.
    pub at: Option<(ChannelId, Ts)>,
    /// Raised whenever what it shows may have changed.
    pub version: u32,
    /// The version that Slack shows.
    pub shown: u32,
}

impl Card {
    /// Whether Slack shows less than we know.
    pub fn dirty(&self) -> bool {
        self.at.is_some() && self.version != self.shown
    }
}

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Face {
    /// The facilitator's preview of the welcome.
    Preview(ClusterId),
    /// The welcome in the channel.
    Welcome(ClusterId),
    /// "Which company are you from?" to one person.
    WhichCompany(ClusterId, UserId),
    /// The announcement of a meeting.
    Announcement(MeetingId),
    /// A host, or somebody asked to step in, is asked to look after a meeting.
    HostAsk(MeetingId, UserId),
    /// One person is reminded to answer for the company.
    Reminder(MeetingId, UserId),
    /// The host is asked who was there.
    Attendance(MeetingId, UserId),
    /// A presenter's own talk, with what can be done about it.
    Talk(TalkId),
    /// The same to one who presents it too.
    With(TalkId, UserId),
    /// A presenter is reminded, and says to be ready.
    Ready(TalkId),
    /// The same to one who presents it too.
    ReadyWith(TalkId, UserId),
    /// A backup is asked to step in at a meeting.
    StepIn(MeetingId, TalkId),
    /// Somebody who presents is told some days before what is useful to know.
    Week(TalkId, UserId),
    /// One person is invited to show something.
    Invitation(MeetingId, UserId),
    /// The draft of a brief, to whoever may approve it.
    Draft(MeetingId, UserId),
    /// What the brief says of a talk, to its presenter.
    Part(TalkId),
    /// The brief, for everybody.
    Brief(MeetingId),
    /// The brief, to somebody who was not there.
    BriefFor(MeetingId, UserId),
    /// One person of a quiet company is invited to come.
    Nudge(MeetingId, UserId),
    /// A host asks the others to take a meeting.
    Cover(MeetingId),
    /// A host asks another to exchange a meeting.
    Swap(MeetingId, UserId),
    /// A company asks the others to take its turn.
    TurnCover(ClusterId),
}

impl Face {
    /// The meeting it is about, if any.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self {
            Self::Announcement(meeting)
            | Self::HostAsk(meeting, _)
            | Self::Reminder(meeting, _)
            | Self::Attendance(meeting, _)
            | Self::Invitation(meeting, _)
            | Self::Draft(meeting, _)
            | Self::Brief(meeting)
            | Self::BriefFor(meeting, _)
            | Self::Nudge(meeting, _)
            | Self::Cover(meeting)
            | Self::Swap(meeting, _) => Some(*meeting),
            Self::Preview(_)
            | Self::Welcome(_)
            | Self::WhichCompany(..)
            | Self::TurnCover(_)
            | Self::Talk(_)
            | Self::With(..)
            | Self::Ready(_)
            | Self::ReadyWith(..)
            | Self::StepIn(..)
            | Self::Week(..)
            | Self::Part(_) => None,
        }
    }
}

/// One unasked message in the ledger of a person's budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unasked {
    /// The message.
    pub outbox: OutboxId,
    /// The reader.
    pub user: UserId,
    /// The reader's local date it counts for (the zone of the cluster that sends it).
    pub date: NaiveDate,
}
