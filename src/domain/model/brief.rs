//! Briefs: what a meeting contained, for those who were not there.

use super::{Instant, MeetingId, TalkId, Text, Ts, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A message of a thread, as somebody wrote it. It lives while a brief is drafted and is kept nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its id in the thread, which is also its place in time.
    pub ts: Ts,
    /// Who wrote it.
    pub by: UserId,
    /// The words as Slack has them: mrkdwn, escaped.
    pub words: String,
    /// Who reacted, by the name of the emoji (without colons): how many.
    pub reactions: Vec<(String, u32)>,
}

impl std::fmt::Debug for Remark {
    /// Without the words: they stay out of logs.
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Remark({})", self.ts)
    }
}

/// What sort of thing a point of a brief is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PointKind {
    /// Something that was said or shown.
    Note,
    /// Something that was decided; only where somebody marked it so.
    Decision,
    /// Something to do; only where somebody marked it so.
    Task,
    /// A question without an answer yet.
    Question,
    /// Something to look at.
    Link,
}

impl PointKind {
    /// All kinds, in the order a brief has them.
    pub const ALL: [Self; 5] = [Self::Note, Self::Decision, Self::Task, Self::Question, Self::Link];

    /// The name used in exports and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Decision => "decision",
            Self::Task => "task",
            Self::Question => "question",
            Self::Link => "link",
        }
    }
}

/// One point of a brief, in the words of whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// What sort of thing it is.
    pub kind: PointKind,
    /// The words: unescaped, without markup, on one line.
    pub text: Text,
    /// Who wrote it; `None` for what the host added.
    pub by: Option<UserId>,
    /// The message it was taken from.
    pub source: Option<Ts>,
}

/// A point with the talk it is about, as far as its words and its writer tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// The point.
    pub point: Point,
    /// The talk; a point about a confidential one waits for its presenter.
    pub about: Option<TalkId>,
}

/// How far a brief has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BriefState {
    /// Only the host has seen it.
    Draft,
    /// Nobody approved in time: what was on the agenda has gone out, the points still wait.
    FactsOnly,
    /// Approved, and out.
    Published,
}

impl BriefState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Draft, Self::FactsOnly, Self::Published];

    /// The name used in exports and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::FactsOnly => "facts_only",
            Self::Published => "published",
        }
    }

    /// Whether others than the host have it.
    pub const fn is_out(self) -> bool {
        !matches!(self, Self::Draft)
    }
}

/// The brief of a meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brief {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its points, in order. Those of a draft that nobody approves are forgotten after thirty days.
    pub points: Vec<Noted>,
    /// How many messages of the thread it was made of, those kept out not counted.
    pub remarks: u32,
    /// Slack's address of the thread, without which no point can be cited.
    pub thread: Option<Text>,
    /// Who looked after the meeting when it was drafted.
    pub host: UserId,
    /// How far it has come.
    pub state: BriefState,
    /// Written (UTC).
    pub drafted: Instant,
    /// Went out first, with or without its points (UTC).
    pub published: Option<Instant>,
    /// Who approved it.
    pub approved_by: Option<UserId>,
    /// Changed last after it was approved (UTC).
    pub corrected: Option<Instant>,
    /// Who got it by direct message.
    pub recipients: BTreeSet<UserId>,
}
