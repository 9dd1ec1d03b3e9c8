//! Announcements, changes, attendance.

use super::{Entry, MeetingFacts, Named, Series};
use crate::domain::model::{ClusterId, Off, Text};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// What is said of meetings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeetingMsg {
    /// The announcement in the channel, edited in place until the meeting is over.
    Announcement {
        /// The meeting.
        facts: MeetingFacts,
        /// What is shown.
        agenda: Vec<Entry>,
        /// Who answered what.
        answers: Answers,
        /// Planned, over or called off: decides on the buttons.
        state: Agreed,
    },
    /// In the card's thread: something changed.
    Changed {
        /// The meeting as it is now.
        facts: MeetingFacts,
        /// What changed.
        note: ChangeNote,
        /// Shown in the channel as well as in the thread: whoever comes has to know it soon.
        aloud: bool,
    },
    /// `/klynge next`.
    Next {
        /// The meeting.
        facts: MeetingFacts,
        /// What is shown.
        agenda: Vec<Entry>,
        /// Who answered what.
        answers: Answers,
    },
    /// `/klynge meeting`: the next meetings with what the reader may change.
    Manage {
        /// The cluster.
        cluster: ClusterId,
        /// The next meetings.
        meetings: Vec<Managed>,
        /// The one that the reader has just passed on, with nobody left to ask.
        passed: Option<MeetingFacts>,
        /// The reader runs the cluster: may add meetings, and change the rhythm.
        #[serde(default)]
        runs: bool,
    },
    /// The meetings of a year, and what days off do to them.
    Year(Year),
    /// The cluster has another rhythm; to the one who chose it.
    NewRhythm {
        /// The rhythm.
        series: Series,
        /// The next meetings by it.
        next: Vec<NaiveDateTime>,
        /// Meetings that stay as they were, since somebody knows of them.
        stay: Vec<MeetingFacts>,
        /// Meetings of other clusters at the same time.
        collisions: Vec<Collision>,
    },
    /// The cluster has another rhythm; to everybody.
    RhythmChanged {
        /// The rhythm.
        series: Series,
        /// The first meeting by it.
        next: NaiveDateTime,
    },
    /// There is an extra meeting; to the one who added it.
    Extra {
        /// The meeting.
        facts: MeetingFacts,
        /// Meetings of other clusters at the same time.
        collisions: Vec<Collision>,
    },
    /// A change was made; to the one who made it.
    Done {
        /// The meeting as it is now.
        facts: MeetingFacts,
        /// What changed.
        note: ChangeNote,
        /// Who else has been told.
        told: Told,
    },
    /// Who was there? To the host, pre-filled.
    Attendance {
        /// The meeting.
        facts: MeetingFacts,
        /// Who is ticked: those who said yes, and the host.
        there: Vec<Text>,
        /// Who else was there.
        #[serde(default)]
        guests: Text,
        /// Small things were on its agenda: there may have been no time for some.
        #[serde(default)]
        queued: bool,
        /// Somebody has confirmed it.
        confirmed: bool,
        /// Somebody said that it did not take place.
        #[serde(default)]
        off: bool,
    },
}

/// Who was told of a change, beside the one who made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Nobody: the meeting has not been announced.
    Nobody,
    /// Those who follow the announcement: it is edited, and its thread was told.
    Thread,
    /// Everybody in the channel.
    Channel,
}

/// Companies by answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answers {
    /// Coming.
    pub coming: Vec<Text>,
    /// Maybe.
    pub maybe: Vec<Text>,
    /// Can't.
    pub cant: Vec<Text>,
    /// Answered before the meeting was moved, and not since.
    pub before: Vec<Text>,
    /// Every seat is taken.
    #[serde(default)]
    pub full: bool,
    /// So many people wait for a seat.
    #[serde(default)]
    pub waiting: usize,
}

/// A meeting in the list of `/klynge meeting`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// The meeting.
    pub facts: MeetingFacts,
    /// The reader may move, cancel and change it.
    pub mine: bool,
}

/// Where the announced meeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreed {
    /// To come.
    Planned,
    /// Over.
    Held,
    /// Called off.
    Cancelled,
}

/// What changed about a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeNote {
    /// It was to be then.
    Moved(NaiveDateTime),
    /// It will not be held.
    Cancelled,
    /// It was to be there.
    Place(Text),
    /// These were to host it.
    Host(Named),
    /// It has a theme now.
    Theme,
}

/// A year of a cluster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// How often it meets.
    pub series: Series,
    /// Its dates from today on, in order.
    pub dates: Vec<NaiveDate>,
    /// What days off do to it, in order.
    pub exceptions: Vec<Exception>,
}

/// A date of the series on which there is no meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// The date.
    pub slot: NaiveDate,
    /// Why.
    pub why: Off,
    /// When it is instead; `None`: not at all.
    pub to: Option<NaiveDate>,
}

/// Two clusters meet at the same time, and some people are in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collision {
    /// When the other one begins, local to it.
    pub start: NaiveDateTime,
    /// The channel's name of the other cluster.
    pub other: Text,
    /// How many people are in both.
    pub people: usize,
}
