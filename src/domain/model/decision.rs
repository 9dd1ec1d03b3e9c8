//! Decisions as values: what changes, what else is to be done, and what the person is told at once.

use super::{Change, ChannelId, Field, Form, Lang, MeetingId, Msg, Problem, Ts, UserId};

/// What follows from one event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// To be committed in one transaction before anything is answered.
    pub changes: Vec<Change>,
    /// To be done after the commit; losing one does no harm.
    pub actions: Vec<Action>,
    /// To the person who acted.
    pub answer: Answer,
}

/// Something to do after the commit, beyond the outbox.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Ask Slack who is in a channel; comes back as `RoomSeen`.
    LookIntoRoom(ChannelId),
    /// Ask Slack who somebody is; comes back as `PeopleSeen`.
    LookUpPerson(UserId),
    /// Read the thread below a meeting's card; comes back as `NotesSeen`.
    ReadNotes(MeetingId, ChannelId, Ts),
}

/// What the person who acted is told at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: what happened shows by itself.
    #[default]
    Nothing,
    /// These words, to this person only.
    Say(Lang, Box<Msg>),
    /// A modal.
    Open(Lang, Box<Form>),
    /// These words in a modal of their own, to read and close.
    Read(Lang, Box<Msg>),
    /// The modal stays open: these fields need another look.
    Faults(Lang, Vec<(Field, Problem)>),
}
