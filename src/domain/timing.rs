//! When a message that was written may go out, and whether it still makes sense by then.

use super::calendar::OpenHours;
use super::model::{Cluster, ClusterId, Instant, Kind, Outgoing, Status, Workspace};
use super::people::budget;
use super::sabotage::{Rule, broken};
use std::collections::BTreeMap;

/// When a message may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Now.
    Now,
    /// At this civil time, when the cluster's quiet hours are over.
    Later(Instant),
    /// It makes no sense any more.
    Never,
}

/// When a message may go out, seen from a civil time.
pub fn when(ws: &Workspace, row: &Outgoing, now: Instant) -> When {
    Timing::at(ws, now).when(row)
}

/// A civil time from which many messages are looked at.
pub struct Timing<'a> {
    ws: &'a Workspace,
    now: Instant,
    /// When a cluster whose quiet hours it is can be spoken to: in the morning, or as soon as ever.
    quiet: BTreeMap<ClusterId, Option<(Instant, Instant)>>,
}

impl<'a> Timing<'a> {
    /// Seen from this time.
    pub const fn at(ws: &'a Workspace, now: Instant) -> Self {
        Self { ws, now, quiet: BTreeMap::new() }
    }

    /// When a message may go out.
    pub fn when(&mut self, row: &Outgoing) -> When {
        let expires = row.expires.filter(|_| !broken(Rule::Expiry));
        if expires.is_some_and(|expires| expires <= self.now) || overtaken(self.ws, row, self.now).is_some() {
            return When::Never;
        }
        let cluster = row.own_initiative.and_then(|id| self.ws.clusters.get(&id));
        let Some((morning, soonest)) = cluster.and_then(|cluster| self.opening(cluster)) else {
            return When::Now;
        };
        match expires {
            Some(expires) if expires <= soonest => When::Never,
            Some(expires) if expires <= morning => When::Later(soonest),
            _ => When::Later(morning),
        }
    }

    fn opening(&mut self, cluster: &Cluster) -> Option<(Instant, Instant)> {
        let now = self.now;
        *self.quiet.entry(cluster.id).or_insert_with(|| {
            let open = OpenHours::of(cluster);
            let morning = open.next_open(now);
            (morning != now).then(|| (morning, open.soonest_open(now)))
        })
    }
}

/// Why a message makes no sense any more by what has happened since it was written, in a word for the records.
pub fn overtaken(ws: &Workspace, row: &Outgoing, now: Instant) -> Option<&'static str> {
    if is_called_off(ws, row) {
        return Some("called_off");
    }
    budget::is_unwanted(ws, row, now).then_some("unwanted")
}

/// Whether it is about a meeting to come that has been called off.
fn is_called_off(ws: &Workspace, row: &Outgoing) -> bool {
    let is_about_what_comes = match row.kind {
        Kind::Announcement
        | Kind::Host
        | Kind::Reminder
        | Kind::Invitation
        | Kind::Nudge
        | Kind::Notes
        | Kind::Draft
        | Kind::Brief => true,
        Kind::Welcome
        | Kind::Company
        | Kind::Setup
        | Kind::Handover
        | Kind::Change
        | Kind::Presenter
        | Kind::Attendance
        | Kind::Ask
        | Kind::Correct
        | Kind::Quiet
        | Kind::Digest
        | Kind::Work
        | Kind::Answer => false,
    };
    let meeting = row.meeting.filter(|_| is_about_what_comes).and_then(|id| ws.meetings.get(&id));
    meeting.is_some_and(|meeting| meeting.status == Status::Cancelled)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::{When, when};
    use crate::domain::model::{Change, Kind, Meeting, Outgoing, Status};
    use crate::domain::testing::World;

    #[test]
    fn what_is_on_its_way_about_a_meeting_that_is_called_off_is_never_sent() {
        let (mut world, _) = World::with_companies(4);
        world.pass_days(4);
        let row = world.ws.outbox.values().find(|row| row.kind == Kind::Announcement).unwrap();
        let row = Outgoing { own_initiative: None, expires: None, ..row.clone() };
        assert_eq!(when(&world.ws, &row, world.now), When::Now);
        let meeting = world.ws.meetings[&row.meeting.unwrap()].clone();
        world.ws.apply(&Change::Meeting(Meeting { status: Status::Cancelled, ..meeting }));
        assert_eq!(when(&world.ws, &row, world.now), When::Never);
        let change = Outgoing { kind: Kind::Change, ..row };
        assert_eq!(when(&world.ws, &change, world.now), When::Now, "that it is called off is told");
    }
}
