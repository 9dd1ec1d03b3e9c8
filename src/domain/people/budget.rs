//! The budget: at most one unasked message to any person in any seven consecutive local days, over
//! all clusters (`PRODUCT.md`). Looks seven days ahead and keeps the place for the message that is
//! closest to its date.

use crate::domain::calendar;
use crate::domain::model::{
    Cluster, Company, CompanyId, Kind, MeetingJob, OptOut, Person, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::{model::Place, rsvp, schedule};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

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
    /// The company that needs no reminder of the same meeting any more, if it gets this message.
    pub instead_of: Option<CompanyId>,
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
/// Looks at all of them, the closest first, since whoever gets one leaves the next to a colleague.
fn something_closer_is_coming(plan: &Plan, wish: &Wish<'_>, today: NaiveDate) -> bool {
    let distance = (wish.about - today).num_days();
    let mut to_come = reminders_to_come(plan, today);
    to_come.retain(|reminder| reminder.distance < distance && Some(reminder.company.id) != wish.instead_of);
    to_come.sort_by_key(|reminder| (reminder.distance, reminder.date));
    let mut bound: BTreeSet<UserId> = BTreeSet::new();
    for reminder in to_come {
        let reader = rsvp::spokespeople(plan, reminder.company).into_iter().find(|user| {
            let takes_it = |person| takes(person, OptOut::Reminders, reminder.date);
            !bound.contains(user)
                && plan.people.get(user).is_some_and(takes_it)
                && !got_one_lately(plan, user, reminder.date)
        });
        bound.extend(reader);
    }
    bound.contains(wish.user)
}

/// A reminder that falls due for a silent company within the window: later, or today and not sent yet.
struct ToCome<'a> {
    company: &'a Company,
    date: NaiveDate,
    /// Days from there to the meeting.
    distance: i64,
}

fn reminders_to_come(ws: &Workspace, today: NaiveDate) -> Vec<ToCome<'_>> {
    let last = today + Days::new(WINDOW_DAYS - 1);
    let mut all = Vec::new();
    for meeting in ws.meetings.values().filter(|m| m.is_planned() && m.needs(MeetingJob::Remind)) {
        let Some(cluster) = ws.clusters.get(&meeting.cluster) else { continue };
        let Some(at) = schedule::planned(ws, meeting, MeetingJob::Remind) else { continue };
        let date = calendar::local(at, cluster.zone).date();
        if today <= date && date <= last {
            let distance = (meeting.start.date() - date).num_days();
            let silent =
                ws.companies_in(cluster).filter(|company| rsvp::is_to_remind(ws, meeting, company.id, date));
            all.extend(silent.map(|company| ToCome { company, date, distance }));
        }
    }
    all
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
