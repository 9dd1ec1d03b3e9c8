//! Messages that end without being sent: whether the reason is so, and what they excuse.

use super::{Invariant, Watch, sending};
use crate::domain::model::{Instant, Kind, MeetingId, OptOut, Outgoing, Place, TalkState, UserId};
use crate::domain::rotation::cover;
use crate::simulation::stage::Stage;
use chrono::Duration;

/// What goes wrong for longer is trouble, and what expires within as long after it may have been kept by it.
pub(super) const LONG: Duration = Duration::hours(1);
/// What somebody wants may have changed so shortly before, or since.
const LATELY: Duration = Duration::hours(1);

impl Stage {
    /// A message was given up with a code: one that Slack gave, or a reason of ours that is so.
    pub(super) fn check_end_of(&mut self, row: &Outgoing, code: &str) {
        let (now, machine) = (self.now, self.machine());
        *self.watch.dead.entry(code.to_owned()).or_default() += 1;
        let by_slack = self.watch.was_given(row, code);
        let in_trouble = code == "expired" && self.watch.expired_in_trouble(row, now);
        if by_slack || in_trouble || code == "parent_gone" {
            self.watch.given_up.extend(row.meeting.map(|meeting| (meeting, row.kind)));
        }
        if !by_slack && !self.is_so(row, code, machine) {
            let what = format!(
                "{} {:?} to {:?} was given up: {code}, and has until {:?}",
                row.kind.name(),
                row.id,
                row.place,
                row.expires
            );
            self.watch.breach(Invariant::Arrives, now, what);
        }
    }

    /// Whether a reason of ours is so. What was decided by a clock that has been set since is not held to the new one.
    fn is_so(&self, row: &Outgoing, code: &str, machine: Instant) -> bool {
        match (code, &row.place) {
            // What is below a message that was let go goes with it.
            ("expired" | "called_off" | "parent_gone", Place::ThreadOf(_)) => true,
            ("expired", _) => !self.clock_has_settled() || !sending::may_go_out(&self.image.ws, row, machine),
            ("called_off", _) => row.meeting.is_some_and(|id| self.watch.called_off.contains_key(&id)),
            ("answered", _) if row.kind == Kind::Cover => {
                let meeting = row.meeting.and_then(|id| self.image.ws.meetings.get(&id));
                meeting.is_none_or(|meeting| !cover::is_open(&self.image.ws, meeting))
            }
            ("answered", Place::Dm(user)) => row.meeting.is_some_and(|id| self.is_answered(id, user)),
            ("up_to_date", Place::Dm(user)) => row.meeting.is_some_and(|id| self.has_file(id, user)),
            ("unwanted", Place::Dm(user)) if !row.unasked => self.wants_no_file(row, user),
            ("unwanted", Place::Dm(user)) => {
                row.unasked
                    && (!self.clock_has_settled()
                        || !self.watch.truth.wished_before(user, machine - LATELY)
                        || self.watch.does_not_want(&self.image, row, user, machine))
            }
            ("not_shown", _) if row.kind == Kind::Answer => self.is_shown_elsewhere(row),
            ("nothing_to_show", _) => true,
            _ => false,
        }
    }

    /// Whether something that was to be shown at a meeting may not be any more.
    fn is_shown_elsewhere(&self, row: &Outgoing) -> bool {
        let ws = &self.image.ws;
        let Some(meeting) = row.meeting.and_then(|id| ws.meetings.get(&id)) else { return false };
        ws.talks_in(meeting.cluster)
            .any(|talk| talk.state == TalkState::Withdrawn || talk.meeting != row.meeting)
    }

    /// Whether somebody has the calendar file of a meeting as it is.
    fn has_file(&self, id: MeetingId, user: &UserId) -> bool {
        let ws = &self.image.ws;
        let file = ws.calendar_files.get(&(id, user.clone()));
        file.zip(ws.meetings.get(&id)).is_some_and(|(file, meeting)| file.sequence == meeting.sequence)
    }

    /// Whether somebody gets no calendar files any more: by their own wish, or since they are from nowhere there.
    fn wants_no_file(&self, row: &Outgoing, user: &UserId) -> bool {
        let ws = &self.image.ws;
        let person = ws.people.get(user);
        let cluster = row.meeting.and_then(|id| ws.meetings.get(&id)).map(|meeting| meeting.cluster);
        let is_here = cluster.is_some_and(|cluster| ws.company_of(cluster, user).is_some());
        !is_here || person.is_none_or(|it| !it.reachable() || it.opted_out.contains(&OptOut::CalendarFiles))
    }

    /// Whether somebody's company has answered, or hosts; as far as they have one still.
    fn is_answered(&self, id: MeetingId, user: &UserId) -> bool {
        let ws = &self.image.ws;
        let Some(meeting) = ws.meetings.get(&id) else { return false };
        ws.company_of(meeting.cluster, user).is_none_or(|company| {
            meeting.host.company() == Some(company.id) || ws.rsvps.contains_key(&(id, company.id))
        })
    }
}

impl Watch {
    /// Whether Slack gave a code for a message, for the conversation with its reader, or for the message that it is a reply
    /// to.
    fn was_given(&self, row: &Outgoing, code: &str) -> bool {
        let own = self.posts.get(&row.id.0).is_some_and(|post| post.codes.contains(code));
        let elsewhere = match &row.place {
            Place::Dm(user) => self.not_opened.get(user).is_some_and(|codes| codes.contains(code)),
            Place::ThreadOf(_) => self.posts.values().any(|post| post.codes.contains(code)),
            Place::Channel(_) => false,
        };
        own || elsewhere || self.file_was_refused(row, code)
    }

    /// Whether something went wrong for hours at the end of its time: as it was meant, or as the machine's clock had it.
    fn expired_in_trouble(&self, row: &Outgoing, found: Instant) -> bool {
        let Some((expires, (since, until))) = row.expires.zip(self.trouble) else { return false };
        since <= expires.max(found) && expires.min(found) <= until + LONG
    }

    /// Whether the brief of a meeting is in the channel, or Slack did not want it.
    pub(super) fn has_told_of(&self, meeting: MeetingId) -> bool {
        self.told.contains(&meeting) || self.given_up.contains(&(meeting, Kind::Brief))
    }
}
