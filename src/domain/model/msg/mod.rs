//! What Klynge says, as data: `i18n` turns it into words, `slack::blocks` into Block Kit. Each
//! message carries everything its text needs, so that no renderer looks anything up.

mod agenda;
mod brief;
mod cover;
mod digest;
mod guest;
mod home;
mod hosting;
mod ics;
mod meeting;
mod onboarding;
mod people;
mod quiet;
mod rotation;
mod rsvp;
mod settings;
mod standing;
mod talk;
mod turn;
mod wish;

pub use agenda::{AgendaMsg, AgendaPage, Entry, ItemLine, Timed};
pub use brief::{BriefFacts, BriefLine, BriefMsg, DraftState, PointLine};
pub use cover::{CoverMsg, CoverState, PleaFacts};
pub use digest::{DigestMsg, UpNext, WorkAsk};
pub use guest::{GuestFacts, GuestHint, GuestMsg, Invitation};
pub use home::{ClusterHome, HomePage, Settings};
pub use hosting::{HostPreview, HostingMsg, LedgerLine, PreviewLine, WhyAnother};
pub use ics::{FileNews, IcsMsg};
pub use meeting::{Agreed, Answers, ChangeNote, Collision, Exception, Managed, MeetingMsg, Told, Year};
pub use onboarding::{CompanyLine, OnboardingMsg, Welcome};
pub use people::PeopleMsg;
pub use quiet::{NudgeState, QuietMsg};
pub use rotation::{AskRole, AskState, HostLine, Idea, RotationMsg, TurnLine, Wished};
pub use rsvp::RsvpMsg;
pub use settings::{Ahead, AheadLine, Setting, SettingsMsg};
pub use standing::{Standing, Todo};
pub use talk::{AgendaLine, TalkFacts, TalkMsg};
pub use turn::{TurnFacts, TurnMsg, TurnState};
pub use wish::{Stance, TakenLine, WishLine, WishMsg, WishPage};

use super::{CommandWord, Holder, MeetingFormat, MeetingId, Rhythm, Text, UserId};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Everything Klynge can say, nested by feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Msg {
    /// Help, the panel, and words nobody understood.
    Help(HelpMsg),
    /// A no, with what to do instead.
    Refusal(Refusal),
    /// Setting up, companies, the welcome.
    Onboarding(OnboardingMsg),
    /// Announcements, changes, attendance.
    Meeting(MeetingMsg),
    /// Answers and reminders.
    Rsvp(RsvpMsg),
    /// Hosts and organisers.
    Rotation(RotationMsg),
    /// Who hosted and who will, and the order behind it.
    Hosting(HostingMsg),
    /// A host would rather not, or at another time.
    Cover(CoverMsg),
    /// What companies show.
    Talk(TalkMsg),
    /// What people would like to hear of.
    Wish(WishMsg),
    /// What is on an agenda.
    Agenda(AgendaMsg),
    /// Guests from outside.
    Guest(GuestMsg),
    /// Notes and briefs.
    Brief(BriefMsg),
    /// Companies that were not heard of for long.
    Quiet(QuietMsg),
    /// What is said on Mondays.
    Digest(DigestMsg),
    /// A person's own wishes: language, snooze, don't ask again.
    People(PeopleMsg),
    /// Files and addresses for calendars.
    Ics(IcsMsg),
    /// What a cluster has otherwise from now on.
    Settings(SettingsMsg),
}

impl Msg {
    /// Whether a reply that says this is shown in the channel too.
    pub const fn is_aloud(&self) -> bool {
        matches!(
            self,
            Self::Meeting(MeetingMsg::Changed { aloud: true, .. })
                | Self::Cover(CoverMsg::Again { .. } | CoverMsg::Turn(TurnMsg::Again { .. }))
        )
    }
}

/// Help and the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HelpMsg {
    /// What Klynge does and what one can type. `may_set_up`: that one too.
    Help {
        /// The reader facilitates a cluster, or is in none yet.
        may_set_up: bool,
    },
    /// A word that is no command.
    UnknownWord {
        /// What was typed.
        typed: Text,
        /// The command that looks most like it.
        nearest: Option<CommandWord>,
    },
    /// How a meeting can be held.
    Formats,
    /// `/klynge` alone: the two or three things that matter to the reader now.
    Panel(Box<Standing>),
}

/// A polite no. Each names what to do next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// No cluster lives in this channel, nor is there one the person belongs to.
    NoClusterHere,
    /// The person belongs to these clusters (names of channels) and did not say which: type it in the channel.
    WhichCluster(Vec<Text>),
    /// The welcome has not been approved yet by this facilitator.
    NotLiveYet(UserId),
    /// A cluster is here already, facilitated by this person.
    AlreadySetUp(UserId),
    /// The command works in a channel only.
    OnlyInChannel,
    /// Klynge is not in the channel: invite it.
    InviteMe,
    /// Only these may do that.
    NotYours(Right, UserId),
    /// No meeting is planned.
    NoMeeting,
    /// The meeting is over, or has been called off.
    TooLate,
    /// The person has not said which company they are from.
    NoCompany,
    /// The company named does not exist here; the nearest, if any.
    NoSuchCompany(Text, Option<Text>),
    /// A date that could not be read, or lies in the past.
    NoSuchDate(Text),
    /// What was typed for coming back is no date within a year.
    NoSuchAway(Text),
    /// No meeting of the cluster is on that day.
    NoMeetingOn(NaiveDate),
    /// Typed where no form can be opened: press the button for this command.
    NeedsForm(CommandWord),
    /// There is no brief like that; `None`: none at all yet.
    NoBrief(Option<Text>),
    /// It is about a cluster that the person does not belong to, as far as we know.
    NotAmongYou,
    /// The button belongs to something that is gone.
    Gone,
    /// Something broke on our side; nothing was changed.
    Sorry,
}

/// What a refusal says one would have to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// The facilitator.
    Facilitator,
    /// Facilitator or organiser.
    Organiser,
    /// Facilitator, organiser or the meeting's host.
    Host,
    /// The presenter of a talk or a colleague; or the facilitator.
    Presenter,
    /// Whoever presents a confidential talk, and nobody else.
    PresenterAlone,
}

/// A host or organiser by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    /// The facilitator.
    Facilitator(UserId),
    /// A company.
    Company(Text),
}

/// What one needs to know of a meeting to talk about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingFacts {
    /// Our id, for buttons.
    pub id: MeetingId,
    /// Start, in the cluster's zone.
    pub start: NaiveDateTime,
    /// Length in minutes.
    pub minutes: u32,
    /// Where.
    pub place: Text,
    /// Video link.
    pub link: Option<Text>,
    /// What about.
    pub theme: Option<Text>,
    /// How it is held, as chosen or as its talks say.
    pub format: Option<MeetingFormat>,
    /// Who hosts.
    pub host: Named,
    /// Who comes, or came, from outside.
    #[serde(default)]
    pub guests: Vec<Text>,
}

/// A rhythm with its first date: "every second Thursday at 11:30".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// How often.
    pub rhythm: Rhythm,
    /// The first meeting, local.
    pub first: NaiveDateTime,
}

/// A period, first and last day included, local dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

/// Shorthand for building [`Named`] from a holder and what it resolves to.
impl Named {
    /// The name of a holder.
    pub fn of(holder: Holder, facilitator: &UserId, company: impl FnOnce() -> Option<Text>) -> Self {
        match holder {
            Holder::Facilitator => Self::Facilitator(facilitator.clone()),
            Holder::Company(_) => match company() {
                Some(name) => Self::Company(name),
                None => Self::Facilitator(facilitator.clone()),
            },
        }
    }
}
