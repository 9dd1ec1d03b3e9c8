//! Calendar files that arrive in the small world.

use super::World;
use crate::domain::ics;
use crate::domain::model::{
    ChannelId, Event, Fate, FileId, FileNews, Instant, MeetingId, Outgoing, Place, Ts, UserId,
};

/// A calendar file that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filed {
    /// With whom.
    pub(crate) user: UserId,
    /// Of which meeting.
    pub(crate) meeting: MeetingId,
    /// The meeting's sequence in it.
    pub(crate) sequence: u32,
    /// What it is for.
    pub(crate) news: FileNews,
    /// When (civil).
    pub(crate) at: Instant,
}

impl World {
    /// Uploads a file and shares it.
    pub(super) fn send_file(&mut self, row: &Outgoing) -> bool {
        let (id, at) = (row.id, self.now);
        let meeting = &self.ws.meetings[&row.meeting.expect("a file is of a meeting")];
        let Place::Dm(user) = &row.place else { panic!("a file is for somebody") };
        let (user, meeting, sequence, news) =
            (user.clone(), meeting.id, meeting.sequence, ics::file::news(&self.ws, user, meeting));
        self.files.push(Filed { user, meeting, sequence, news, at });
        self.happen(&Event::Fate(Fate::Uploaded { id, file: FileId::from(id.to_string()), sequence, at }));
        let (channel, ts) = (ChannelId::from("D1"), Ts::from(id.to_string()));
        self.happen(&Event::Fate(Fate::Sent { id, channel, ts, version: 0 }));
        true
    }
}
