//! Modals: what each asks, what it starts with, and what came back.

use super::{
    About, CarryStart, ChannelId, ClusterId, Coming, CompanyId, DaysOff, ExtraStart, GuestId, GuestStart,
    Hosting, Idea, InvitationStart, Lang, MeetingFacts, MeetingFormat, MeetingId, Nonce, OrderStart,
    PointKind, QueueStart, Rhythm, RhythmStart, TalkId, TalkStart, Text, TimesStart, TurnFacts, UserId,
    WishId, WishStart,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// A modal as it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is for; travels in `private_metadata`.
    pub purpose: Purpose,
    /// Marks this opening: a second submit finds the work done. Travels too.
    pub nonce: Nonce,
    /// What it shows at first.
    pub start: Start,
}

/// What a modal is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Set a cluster up in this channel.
    Setup(ChannelId),
    /// Add companies.
    Companies(ClusterId),
    /// Which company is this person from? Then answer for it, if that was what they came for.
    Company(ClusterId, Option<(MeetingId, Coming)>),
    /// The theme of a meeting.
    Theme(MeetingId),
    /// Move a meeting.
    Move(MeetingId),
    /// Call a meeting off.
    Cancel(MeetingId),
    /// Place and link of a meeting.
    Place(MeetingId),
    /// Another rhythm for a cluster.
    Rhythm(ClusterId),
    /// A meeting beside the series.
    Extra(ClusterId),
    /// Who was there.
    Attendance(MeetingId),
    /// A company leaves the cluster.
    Leaves(ClusterId),
    /// Who answers for a company.
    Contact(ClusterId),
    /// A company is away for a while.
    Away(ClusterId),
    /// What a cluster has otherwise.
    Settings(ClusterId),
    /// Somebody should take a meeting of ours.
    Cover(ClusterId),
    /// We would rather have another meeting than ours.
    Swap(ClusterId),
    /// A company moves up or down in the order.
    Order(ClusterId),
    /// A company leaves its next hosting to the one behind it.
    Skip(ClusterId),
    /// When things are said.
    Times(ClusterId),
    /// Show something.
    Talk(ClusterId),
    /// Wish for something.
    Wish(ClusterId),
    /// Show something about a wish.
    TakeWish(ClusterId, WishId),
    /// Something small on an agenda.
    Queue(ClusterId),
    /// The order of an agenda.
    Arrange(MeetingId),
    /// What there was no time for.
    CarryOver(MeetingId),
    /// Show it otherwise, or at another meeting.
    ChangeTalk(TalkId),
    /// Change what a brief says.
    Brief(MeetingId),
    /// Ask somebody who presented.
    Ask(MeetingId),
    /// Answer somebody's question.
    Reply(MeetingId, UserId),
    /// Tell what is wrong in a brief.
    Correct(MeetingId),
    /// A private calendar address.
    Address(ClusterId),
    /// A new guest.
    NewGuest(ClusterId),
    /// A guest who is in the bank.
    Guest(GuestId),
    /// A text with which to invite a guest.
    InviteGuest(GuestId),
    /// No reminders for a while.
    Snooze,
}

impl Purpose {
    /// What it is about.
    pub fn about(&self) -> About {
        match self {
            Self::Setup(channel) => About::Room(channel.clone()),
            Self::Companies(cluster)
            | Self::Company(cluster, _)
            | Self::Leaves(cluster)
            | Self::Contact(cluster)
            | Self::Away(cluster)
            | Self::Settings(cluster)
            | Self::Rhythm(cluster)
            | Self::Extra(cluster)
            | Self::Talk(cluster)
            | Self::Order(cluster)
            | Self::Skip(cluster)
            | Self::Times(cluster)
            | Self::Wish(cluster)
            | Self::TakeWish(cluster, _)
            | Self::Queue(cluster)
            | Self::Cover(cluster)
            | Self::Swap(cluster)
            | Self::NewGuest(cluster)
            | Self::Address(cluster) => About::Cluster(*cluster),
            Self::Theme(meeting)
            | Self::Move(meeting)
            | Self::Cancel(meeting)
            | Self::Place(meeting)
            | Self::Attendance(meeting)
            | Self::Arrange(meeting)
            | Self::CarryOver(meeting)
            | Self::Brief(meeting)
            | Self::Ask(meeting)
            | Self::Reply(meeting, _)
            | Self::Correct(meeting) => About::Meeting(*meeting),
            Self::Guest(guest) | Self::InviteGuest(guest) => About::Guest(*guest),
            Self::ChangeTalk(talk) => About::Talk(*talk),
            Self::Snooze => About::Oneself,
        }
    }
}

/// What a modal shows at first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// The setup form, empty or as it was saved.
    Setup(SetupStart),
    /// Companies to paste.
    Companies,
    /// The companies to choose from.
    Company {
        /// The companies, in order of name.
        companies: Vec<(CompanyId, Text)>,
        /// The person's present one.
        now: Option<CompanyId>,
    },
    /// A theme.
    Theme {
        /// The meeting.
        facts: MeetingFacts,
        /// An idea to begin with, in the person's language, to be changed at will.
        idea: Option<Idea>,
        /// The format as it was chosen, if it was.
        format: Option<MeetingFormat>,
    },
    /// A new date and time.
    Move {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// Really?
    Cancel {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// A new place.
    Place {
        /// The meeting.
        facts: MeetingFacts,
    },
    /// Another rhythm.
    Rhythm(RhythmStart),
    /// A meeting beside the series.
    Extra(ExtraStart),
    /// Companies with ticks.
    Attendance {
        /// The meeting.
        facts: MeetingFacts,
        /// The companies, in order of name.
        companies: Vec<(CompanyId, Text)>,
        /// Those ticked.
        there: Vec<CompanyId>,
        /// Who else was there.
        guests: Text,
        /// It can still be said that there was no meeting.
        open: bool,
    },
    /// The companies to choose from: which one leaves?
    Leaves {
        /// The companies, in order of name.
        companies: Vec<(CompanyId, Text)>,
    },
    /// Contact and deputy of one's own company.
    Contact {
        /// The company.
        company: Text,
        /// Who answers for it now.
        contact: Option<UserId>,
        /// Who answers when the contact does not.
        deputy: Option<UserId>,
    },
    /// From when until when.
    Away {
        /// The companies to choose from, in order of name; one's own alone unless one runs the cluster.
        companies: Vec<(CompanyId, Text)>,
        /// One's own.
        mine: Option<CompanyId>,
        /// The first date to begin with, local.
        from: NaiveDate,
        /// The date of coming back to begin with, local.
        until: NaiveDate,
    },
    /// What a cluster has.
    Settings(SettingsStart),
    /// Which meeting should somebody take?
    Cover {
        /// The meetings to choose from, in order.
        meetings: Vec<Hosting>,
        /// The turn as organiser that one could leave instead.
        turn: Option<TurnFacts>,
    },
    /// Which meeting, for which?
    Swap {
        /// The meetings to give, in order.
        meetings: Vec<Hosting>,
        /// The meetings to have instead, in order.
        others: Vec<Hosting>,
    },
    /// Which company moves, and which way?
    Order {
        /// The companies in their order.
        companies: Vec<(CompanyId, Text)>,
    },
    /// Which company leaves its next hosting to another?
    Skip {
        /// The meetings to choose from: the next one of each company.
        meetings: Vec<Hosting>,
    },
    /// When things are said.
    Times(TimesStart),
    /// Until when to be left alone.
    Snooze {
        /// A date to begin with, local.
        until: NaiveDate,
    },
    /// A guest, new or in the bank.
    Guest(GuestStart),
    /// For an invitation.
    InviteGuest(InvitationStart),
    /// A private calendar address.
    Address {
        /// The channel of the cluster.
        cluster: Text,
        /// There is one already, which will lead nowhere any more.
        again: bool,
    },
    /// Something to show.
    Talk {
        /// The meetings that have room, with what is left of it in minutes.
        meetings: Vec<(MeetingId, NaiveDateTime, u32)>,
        /// The one the person came from, if it has room.
        chosen: Option<MeetingId>,
        /// The title as far as it was typed behind the command.
        title: Text,
        /// The rest of it.
        more: TalkStart,
    },
    /// A wish.
    Wish(WishStart),
    /// Something small for an agenda.
    Queue(QueueStart),
    /// The order of an agenda.
    Arrange(OrderStart),
    /// What there was no time for.
    CarryOver(CarryStart),
    /// The points of a brief, one a line, as they can be typed.
    Brief {
        /// The meeting.
        facts: MeetingFacts,
        /// The points.
        points: Vec<(PointKind, Text)>,
    },
    /// A question.
    Ask {
        /// The meeting.
        facts: MeetingFacts,
        /// Whom one can ask, with what they showed; the host where nobody showed anything.
        people: Vec<(UserId, Text)>,
    },
    /// An answer.
    Reply {
        /// The meeting.
        facts: MeetingFacts,
        /// Who asked.
        to: UserId,
    },
    /// A correction.
    Correct {
        /// The meeting.
        facts: MeetingFacts,
    },
}

/// Initial values of the setup form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetupStart {
    /// How often.
    pub rhythm: Rhythm,
    /// Days off.
    pub days_off: DaysOff,
    /// How many people there is room for, if that is limited.
    pub capacity: Option<u32>,
    /// First meeting, local; `None`: the person chooses.
    pub first: Option<NaiveDateTime>,
    /// The hour offered when there is no first meeting yet.
    pub time: NaiveTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Where.
    pub place: Text,
    /// Video link.
    pub link: Option<Text>,
    /// Language of the channel.
    pub lang: Lang,
    /// The companies entered so far, one a line, as typed.
    pub companies: Vec<String>,
}

/// Initial values of the settings form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsStart {
    /// Length of a meeting in minutes.
    pub minutes: u32,
    /// Where.
    pub place: Text,
    /// Video link.
    pub link: Option<Text>,
    /// Language of the channel.
    pub lang: Lang,
    /// The quiet hours begin, local.
    pub quiet_from: NaiveTime,
    /// They end, local.
    pub quiet_to: NaiveTime,
    /// Months of an organiser's turn.
    pub turn_months: u32,
    /// How many of the first meetings the facilitator hosts.
    pub start_meetings: u32,
    /// Who facilitates, where the reader may hand it on.
    pub facilitator: Option<UserId>,
}
