//! Everything that can happen: the one door into the domain.

use super::{
    CardId, ChannelId, ClusterId, CompanyId, FeedToken, FileId, Instant, MeetingId, MeetingJob, Nonce,
    OutboxId, Press, Profile, Purpose, Remark, Text, Ts, UserId, Values,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody typed `/klynge` and these words.
    Commanded {
        /// Who.
        by: UserId,
        /// Where (a channel or a direct conversation).
        channel: ChannelId,
        /// What stood behind `/klynge`, raw.
        words: String,
        /// Marks a form that this may open.
        nonce: Nonce,
    },
    /// Somebody pressed one of our buttons.
    Pressed {
        /// Who.
        by: UserId,
        /// Where, if in a message; `None`: on the Home tab.
        channel: Option<ChannelId>,
        /// What the button asks for.
        press: Press,
        /// Marks a form that this may open.
        nonce: Nonce,
    },
    /// Somebody submitted a modal.
    Submitted {
        /// Who.
        by: UserId,
        /// What the modal was for.
        purpose: Purpose,
        /// Which opening of it.
        nonce: Nonce,
        /// What was filled in.
        values: Values,
    },
    /// Somebody submitted the form for a calendar address; with the secret that was drawn for it.
    AddressAsked {
        /// Who.
        by: UserId,
        /// Of which cluster.
        cluster: ClusterId,
        /// Which opening of the form.
        nonce: Nonce,
        /// The secret.
        token: FeedToken,
    },
    /// Somebody chose *Put on the agenda* in the menu of a message.
    MessageChosen {
        /// Who.
        by: UserId,
        /// Where the message is.
        channel: ChannelId,
        /// What it says, raw; only to begin a form with.
        words: String,
        /// Its address, if we know it.
        link: Option<Text>,
        /// Marks the form that this opens.
        nonce: Nonce,
    },
    /// Somebody wrote to Klynge directly, or mentioned it.
    Addressed {
        /// Who.
        by: UserId,
        /// Where.
        channel: ChannelId,
        /// What they wrote, without the mention; raw.
        words: String,
        /// Marks a form that this may ask for.
        nonce: Nonce,
    },
    /// Somebody wrote or reacted in a channel. What they said stays there: only place and person are read.
    Spoke {
        /// Where.
        channel: ChannelId,
        /// Who.
        user: UserId,
    },
    /// Somebody opened the Home tab.
    HomeOpened {
        /// Who.
        by: UserId,
    },
    /// Somebody came into a channel.
    Arrived {
        /// Where.
        channel: ChannelId,
        /// Who (Klynge itself too).
        user: UserId,
    },
    /// Somebody left a channel.
    Departed {
        /// Where.
        channel: ChannelId,
        /// Who (Klynge itself too).
        user: UserId,
    },
    /// Slack told us of these people.
    PeopleSeen(Vec<Profile>),
    /// Slack told us of a channel and who is in it.
    RoomSeen {
        /// The channel.
        channel: ChannelId,
        /// Its name.
        name: String,
        /// Whether Klynge is in it.
        open: bool,
        /// Who is in it.
        users: Vec<UserId>,
    },
    /// Slack told us what is written below a meeting's card.
    NotesSeen {
        /// The meeting.
        meeting: MeetingId,
        /// What people wrote, in order; `None` when the thread can't be read.
        remarks: Option<Vec<Remark>>,
        /// Slack's address of the thread.
        thread: Option<Text>,
    },
    /// Planned work fell due.
    Due(Due),
    /// Something became of a message.
    Fate(Fate),
}

impl Event {
    /// A word for logs and figures: no content, no names.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Commanded { .. } => "command",
            Self::Pressed { .. } => "press",
            Self::Submitted { .. } => "submit",
            Self::AddressAsked { .. } => "address",
            Self::MessageChosen { .. } => "message",
            Self::Addressed { .. } => "addressed",
            Self::Spoke { .. } => "spoke",
            Self::HomeOpened { .. } => "home",
            Self::Arrived { .. } => "arrived",
            Self::Departed { .. } => "departed",
            Self::PeopleSeen(_) => "people",
            Self::RoomSeen { .. } => "room",
            Self::NotesSeen { .. } => "notes",
            Self::Due(_) => "due",
            Self::Fate(_) => "fate",
        }
    }

    /// Whether a repetition may be decided again: one that changed nothing need not be remembered,
    /// so that a busy channel costs no commits.
    pub const fn may_repeat(&self) -> bool {
        matches!(self, Self::Spoke { .. })
    }
}

/// Planned work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Nudge quiet companies about a meeting: first of all, since a nudge stands in for a reminder.
    Nudge(ClusterId, MeetingId),
    /// Work for a meeting.
    Meeting(MeetingId, MeetingJob),
    /// The organiser's turn has ended: the next one begins.
    Handover(ClusterId),
    /// A company that was away is back.
    Back(CompanyId),
    /// Ask once more for somebody to take or to exchange a meeting.
    AskCover(MeetingId),
    /// Ask the next backup to step in at a meeting.
    AskBackup(MeetingId),
    /// Ask once more for somebody to take a turn.
    AskTurnCover(ClusterId),
    /// Ask those without a company once more.
    AskCompanies(ClusterId),
    /// Tell the facilitator of companies that were nudged in vain.
    TellOfSilence(ClusterId),
    /// Monday's digest.
    Digest(ClusterId),
    /// Forget what is settled and old; once each civil day (UTC date).
    Tidy(NaiveDate),
}

/// What became of a message of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is about to be sent; this must be on disk before the call goes out.
    Attempted {
        /// Which.
        id: OutboxId,
        /// Wall time, UTC.
        at: Instant,
    },
    /// A file is with Slack and about to be shared; this must be on disk before the call goes out.
    Uploaded {
        /// Which.
        id: OutboxId,
        /// Slack's id of the file.
        file: FileId,
        /// The meeting's sequence in it.
        sequence: u32,
        /// Wall time, UTC.
        at: Instant,
    },
    /// It is in Slack.
    Sent {
        /// Which.
        id: OutboxId,
        /// Where.
        channel: ChannelId,
        /// Its id there.
        ts: Ts,
        /// For a card: the version it shows.
        version: u32,
    },
    /// It is surely not in Slack: may be sent again.
    NotSent(OutboxId),
    /// Nobody knows: look before sending again.
    Unclear(OutboxId),
    /// Slack refuses it for good, with this code; or it expired before it could be sent.
    Refused {
        /// Which.
        id: OutboxId,
        /// Slack's code, or ours.
        code: String,
    },
    /// The direct conversation with a person.
    DmOpened {
        /// Who.
        user: UserId,
        /// Where.
        channel: ChannelId,
    },
    /// Slack shows this version of a card now.
    CardShown {
        /// Which.
        card: CardId,
        /// The version.
        version: u32,
    },
    /// Slack shows this version of a Home tab now.
    HomeShown {
        /// Whose.
        user: UserId,
        /// The version.
        version: u32,
    },
    /// A Home tab cannot be shown, with Slack's code.
    HomeLost {
        /// Whose.
        user: UserId,
        /// Slack's code.
        code: String,
    },
    /// A card cannot be edited any more, with Slack's code.
    CardLost {
        /// Which.
        card: CardId,
        /// Slack's code.
        code: String,
    },
}
