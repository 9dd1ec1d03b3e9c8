//! Meetings, answers to them, and who was there.

use super::{
    CardId, ClusterId, CompanyId, Holder, Instant, MeetingFormat, MeetingId, Offer, Plea, Slot, Text, UserId,
};
use chrono::{Duration, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where a meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// To come, or going on.
    Planned,
    /// It is over.
    Held,
    /// Called off: uses no hosting.
    Cancelled,
}

impl Status {
    /// The name used in exports and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Held => "held",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Work that falls due for a meeting. Each is done once per revision of the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingJob {
    /// Ask the host's contact for a theme.
    AskHost,
    /// The host was silent: ask the next person (deputy or colleague).
    AskColleague,
    /// Still silent: ask the organiser.
    AskOrganiser,
    /// Still silent: ask the facilitator.
    AskFacilitator,
    /// Post the announcement.
    Announce,
    /// Tell those who present, some days before, what is useful to know.
    Prepare,
    /// Remind those who present.
    RemindPresenters,
    /// Remind one person of each company that has not answered.
    Remind,
    /// Invite the company longest without a talk to a free slot: after the reminders, which may need
    /// the same people's budget.
    Invite,
    /// The meeting is over: close it, pre-fill attendance, ask the host to correct it, open the notes.
    Close,
    /// Read the notes and draft the brief.
    Draft,
    /// Nobody approved the draft: send out what was on the agenda.
    SendFacts,
}

impl MeetingJob {
    /// All jobs, in the order in which they are done when due at the same instant.
    pub const ALL: [Self; 12] = [
        Self::AskHost,
        Self::AskColleague,
        Self::AskOrganiser,
        Self::AskFacilitator,
        Self::Announce,
        Self::Prepare,
        Self::RemindPresenters,
        Self::Remind,
        Self::Invite,
        Self::Close,
        Self::Draft,
        Self::SendFacts,
    ];

    /// Whether it asks somebody to look after the meeting.
    pub const fn is_asking(self) -> bool {
        matches!(self, Self::AskHost | Self::AskColleague | Self::AskOrganiser | Self::AskFacilitator)
    }

    /// Whether it is done after the meeting.
    pub const fn is_afterwards(self) -> bool {
        matches!(self, Self::Draft | Self::SendFacts)
    }

    /// The name used in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AskHost => "ask_host",
            Self::AskColleague => "ask_colleague",
            Self::AskOrganiser => "ask_organiser",
            Self::AskFacilitator => "ask_facilitator",
            Self::Announce => "announce",
            Self::Invite => "invite",
            Self::Prepare => "prepare",
            Self::RemindPresenters => "remind_presenters",
            Self::Remind => "remind",
            Self::Close => "close",
            Self::Draft => "draft",
            Self::SendFacts => "send_facts",
        }
    }
}

/// One meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Our id.
    pub id: MeetingId,
    /// The cluster.
    pub cluster: ClusterId,
    /// The date of the series it stands for (local), whatever it was moved to; its first date, if it is an extra one.
    pub slot: NaiveDate,
    /// It is beside the series.
    pub extra: bool,
    /// When it starts, in the cluster's zone.
    pub start: NaiveDateTime,
    /// Its length in minutes.
    pub minutes: u32,
    /// How many people there is room for, if that is limited.
    pub capacity: Option<u32>,
    /// Where.
    pub place: Text,
    /// Video link, if any.
    pub link: Option<Text>,
    /// Who owns the content: never empty, so that no meeting is without a name.
    pub host: Holder,
    /// The company whose hosting it counts as, where the host stands in for that one.
    pub on_behalf: Option<CompanyId>,
    /// The last time its host asked for somebody to take or to exchange it.
    pub plea: Option<Plea>,
    /// The companies that left it to the one behind them: it comes to none of them.
    pub skipped: BTreeSet<CompanyId>,
    /// Somebody chose this host by hand or was told of it: planning leaves it alone.
    pub host_fixed: bool,
    /// What it is about, once the host chose.
    pub theme: Option<Text>,
    /// How it is held, where somebody chose; else its talks say.
    pub format: Option<MeetingFormat>,
    /// Another format that its host was offered.
    pub offer: Option<Offer>,
    /// The order in which somebody put its agenda; what is not named comes after that. May name what is gone.
    pub order: Vec<Slot>,
    /// Something has fallen away from its programme, and somebody may step in.
    pub gap: bool,
    /// Planned, held or cancelled.
    pub status: Status,
    /// Counts moves: what was due for an earlier date becomes due again for the new one.
    pub revision: u32,
    /// Counts the changes that a calendar has to see; see `ics::file`.
    pub sequence: u32,
    /// When the last of these was made, or the meeting itself (UTC).
    pub changed: Instant,
    /// Which jobs are done, at which revision and when (UTC).
    pub done: BTreeMap<MeetingJob, Done>,
    /// Who was asked to look after it so far, in order.
    pub asked: Vec<UserId>,
    /// Who said "I'll take care of it", by theme or by button.
    pub taken_by: Option<UserId>,
    /// The announcement in the channel.
    pub card: Option<CardId>,
    /// Companies that were there: pre-filled from the answers, corrected by the host.
    pub attended: BTreeSet<CompanyId>,
    /// Who else was there, or how many, in the host's words; empty if nobody was.
    pub guests: Text,
    /// A guest of the bank was there.
    pub had_guest: bool,
    /// Whether a person has confirmed the attendance.
    pub attendance_confirmed: bool,
}

/// When a job was done, and for which revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// The meeting's revision then.
    pub revision: u32,
    /// When (UTC).
    pub at: Instant,
}

impl Meeting {
    /// When it ends, in the cluster's zone.
    pub fn end(&self) -> NaiveDateTime {
        self.start + Duration::minutes(i64::from(self.minutes))
    }

    /// When the job was done for the meeting as it is now planned.
    pub fn done_at(&self, job: MeetingJob) -> Option<Instant> {
        self.done.get(&job).filter(|done| done.revision == self.revision).map(|done| done.at)
    }

    /// Whether a job is still to be done for the meeting as it is now planned. An announcement that
    /// could not be posted was made in vain, and notes are asked for until Slack answers.
    pub fn needs(&self, job: MeetingJob) -> bool {
        let again = match job {
            MeetingJob::Announce => self.card.is_none(),
            MeetingJob::Draft => true,
            _ => false,
        };
        again || self.done_at(job).is_none()
    }

    /// Whether a job is one for the meeting as it stands: afterwards it has been held, before that it is
    /// planned.
    pub fn is_time_for(&self, job: MeetingJob) -> bool {
        self.status == if job.is_afterwards() { Status::Held } else { Status::Planned }
    }

    /// Whoever is to look after it now is asked from the beginning.
    pub fn ask_anew(&mut self) {
        self.asked.clear();
        self.done.retain(|job, _| !job.is_asking());
    }

    /// What its host chose goes with them: whoever has it next begins anew, and is asked.
    pub fn begin_anew(&mut self) {
        self.theme = None;
        self.format = None;
        self.offer = None;
        self.taken_by = None;
        self.ask_anew();
    }

    /// Whether it is still to be held.
    pub fn is_planned(&self) -> bool {
        self.status == Status::Planned
    }
}

/// An answer to "are you coming?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coming {
    /// We're coming.
    Yes,
    /// Can't: send the brief.
    No,
    /// Maybe.
    Maybe,
}

impl Coming {
    /// All answers, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::Maybe];

    /// The name used in buttons and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "coming",
            Self::No => "cant",
            Self::Maybe => "maybe",
        }
    }
}

/// The one answer of a company, and its people who said they come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rsvp {
    /// The meeting.
    pub meeting: MeetingId,
    /// The company that answers.
    pub company: CompanyId,
    /// Its answer.
    pub answer: Coming,
    /// The meeting's start it was given for, local: an answer to one time says nothing of another.
    pub start: NaiveDateTime,
    /// Who gave it last.
    pub by: UserId,
    /// When (UTC).
    pub at: Instant,
    /// Those of its people who said that they come.
    pub people: BTreeSet<UserId>,
    /// The number each of those people drew when they said so: the lower one was first.
    pub order: BTreeMap<UserId, u64>,
    /// Those of its people who want the brief instead.
    pub wants_brief: BTreeSet<UserId>,
}
