//! The budget: at most one unasked message to any person in any seven consecutive local days, over
//! all clusters (`PRODUCT.md`). Looks seven days ahead and keeps the place for the message that is
//! closest to its date.

use crate::domain::calendar;
use crate::domain::model::{
    Cluster, ClusterId, Kind, Meeting, MeetingJob, OptOut, Person, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::{model::Place, rsvp, schedule};
use chrono::{Days, NaiveDate};

/// Days after an unasked message in which no other is sent.
const WINDOW_DAYS: u64 = 7;

/// An unasked message that one would like to send today.
pub struct Wish<'a> {
    /// The reader.
    pub user: &'a UserId,
    /// From which cluster.
    pub cluster: &'a Cluster,
    /// The local date it is about: the nearer, the more it matters.
    pub about: NaiveDate,
    /// What the reader may have asked not to get.
    pub opt_out: OptOut,
}

/// Whether it may be sent today.
pub fn allows(plan: &Plan, wish: &Wish<'_>) -> bool {
    let today = plan.today(wish.cluster);
    reachable(plan, wish, today)
        && !got_one_lately(plan, wish.user, today)
        && !something_closer_is_coming(plan, wish, today)
}

/// How an unasked direct message is sent, once allowed.
pub fn sending(wish: &Wish<'_>, kind: Kind) -> Sending {
    Sending { unasked: true, ..Sending::to(Place::Dm(wish.user.clone()), kind).by_itself(wish.cluster.id) }
}

fn reachable(ws: &Workspace, wish: &Wish<'_>, today: NaiveDate) -> bool {
    ws.people.get(wish.user).is_some_and(|person| takes(person, wish.opt_out, today))
}

/// Whether somebody wants such a message on a day.
fn takes(person: &Person, what: OptOut, day: NaiveDate) -> bool {
    person.reachable()
        && !person.opted_out.contains(&what)
        && person.snoozed_until.is_none_or(|until| until <= day)
}

fn got_one_lately(ws: &Workspace, user: &UserId, today: NaiveDate) -> bool {
    ws.unasked.values().filter(|entry| entry.user == *user).any(|entry| {
        // One that is still on its way will be read today at the earliest.
        let under_way = ws.outbox.get(&entry.outbox).is_some_and(|row| !row.progress.settled());
        under_way || entry.date + Days::new(WINDOW_DAYS) > today
    })
}

/// Whether a reminder that this person is bound to get within the window is closer to its date.
fn something_closer_is_coming(plan: &Plan, wish: &Wish<'_>, today: NaiveDate) -> bool {
    let last = today + Days::new(WINDOW_DAYS - 1);
    let distance = (wish.about - today).num_days();
    plan.meetings.values().filter(|meeting| meeting.is_planned()).any(|meeting| {
        let Some(cluster) = plan.clusters.get(&meeting.cluster) else { return false };
        let Some(at) = schedule::planned(plan, meeting, MeetingJob::Remind) else { return false };
        let date = calendar::local(at, cluster.zone).date();
        date > today
            && date <= last
            && (meeting.start.date() - date).num_days() < distance
            && would_be_reminded(plan, wish.user, cluster.id, meeting, date)
    })
}

fn would_be_reminded(
    ws: &Workspace,
    user: &UserId,
    cluster: ClusterId,
    meeting: &Meeting,
    date: NaiveDate,
) -> bool {
    let takes_reminders = ws.people.get(user).is_some_and(|person| takes(person, OptOut::Reminders, date));
    takes_reminders
        && ws.company_of(cluster, user).is_some_and(|company| {
            rsvp::is_to_answer(ws, meeting, company.id)
                && rsvp::spokespeople(ws, company).first() == Some(user)
        })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
