//! When a message that was written may go out, and whether it still makes sense by then.

use super::calendar::OpenHours;
use super::ics;
use super::model::{
    Body, Cluster, ClusterId, CoverMsg, Instant, Kind, Msg, Outgoing, Place, Status, Workspace,
};
use super::people::budget;
use super::sabotage::{Rule, broken};
use super::{rotation, rsvp, wish};
use std::collections::BTreeMap;

/// The words of ours for why a message is not sent; any other is Slack's.
pub const OURS: [&str; 8] = [
    "expired",
    "called_off",
    "answered",
    "unwanted",
    "up_to_date",
    "parent_gone",
    "nothing_to_show",
    "not_shown",
];

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
    if is_answered(ws, row) || asks_in_vain(ws, row) {
        return Some("answered");
    }
    let overtaken = ics::file::overtaken(ws, row).or_else(|| wish::following::overtaken(ws, row));
    overtaken.or_else(|| budget::is_unwanted(ws, row, now).then_some("unwanted"))
}

/// Whether it asks a company for an answer that has been given.
fn is_answered(ws: &Workspace, row: &Outgoing) -> bool {
    let (Kind::Reminder | Kind::Nudge, Place::Dm(user)) = (row.kind, &row.place) else { return false };
    let meeting = row.meeting.and_then(|id| ws.meetings.get(&id));
    meeting.is_some_and(|meeting| {
        let company = ws.company_of(meeting.cluster, user);
        company.is_some_and(|company| !rsvp::is_to_answer(ws, meeting, company.id))
    })
}

/// Whether it asks for somebody to take a meeting, and nobody needs to any more.
fn asks_in_vain(ws: &Workspace, row: &Outgoing) -> bool {
    let asks = match &row.body {
        Body::Card(_) => row.kind == Kind::Cover,
        Body::Say(msg) => matches!(**msg, Msg::Cover(CoverMsg::Again { .. })),
        Body::File(_) | Body::Purged => false,
    };
    let meeting = row.meeting.filter(|_| asks).and_then(|id| ws.meetings.get(&id));
    meeting.is_some_and(|meeting| !rotation::cover::is_open(ws, meeting))
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
        // To be ready for it; other words to presenters tell what became of their talk.
        Kind::Presenter => matches!(row.body, Body::Card(_)),
        Kind::Welcome
        | Kind::Company
        | Kind::Setup
        | Kind::Handover
        | Kind::Change
        | Kind::Attendance
        | Kind::Ask
        | Kind::Correct
        | Kind::Quiet
        | Kind::Digest
        | Kind::Work
        // What is asked for in vain is not said either; see above.
        | Kind::Cover
        | Kind::Answer => false,
    };
    let meeting = row.meeting.filter(|_| is_about_what_comes).and_then(|id| ws.meetings.get(&id));
    meeting.is_some_and(|meeting| meeting.status == Status::Cancelled)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::{When, when};
    use crate::domain::model::{Change, Coming, Kind, Meeting, Outgoing, Place, Press, Status};
    use crate::domain::testing::{World, oslo};

    #[test]
    fn who_has_answered_is_not_asked_any_more() {
        let (mut world, id) = World::with_companies(4);
        world.turn_to(oslo("2026-09-09T12:00"));
        let row = world.ws.outbox.values().find(|row| row.kind == Kind::Reminder).unwrap();
        let row = Outgoing { own_initiative: None, expires: None, ..row.clone() };
        assert_eq!(when(&world.ws, &row, world.now), When::Now);
        let Place::Dm(reader) = &row.place else { unreachable!() };
        let company = world.ws.company_of(id, reader).unwrap().id;
        let colleague = world.ws.people_of(company).map(|person| person.profile.id.clone());
        let colleague = colleague.into_iter().find(|user| user != reader).unwrap();
        world.press(&colleague, Press::Answer(row.meeting.unwrap(), Coming::No));
        assert_eq!(when(&world.ws, &row, world.now), When::Never);
    }

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
