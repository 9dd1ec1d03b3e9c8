//! The budget: at most one unasked message to any person in any seven consecutive local days, over
//! all clusters (`PRODUCT.md`). Looks seven days ahead and keeps the place for the message that is
//! closest to its date.

use crate::domain::calendar;
use crate::domain::model::{
    Cluster, ClusterId, Company, CompanyId, Instant, Kind, Meeting, MeetingJob, Outgoing, Person, UserId,
    Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::sabotage::{Rule, broken};
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
    /// What about, and so what the reader may have asked not to get.
    pub kind: Kind,
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
pub fn sending(wish: &Wish<'_>) -> Sending {
    let sending = Sending::to(Place::Dm(wish.user.clone()), wish.kind).by_itself(wish.cluster.id);
    Sending { unasked: true, ..sending }
}

fn reachable(ws: &Workspace, wish: &Wish<'_>, today: NaiveDate) -> bool {
    ws.people.get(wish.user).is_some_and(|person| takes(person, wish.kind, today))
}

/// Whether an unasked message that was written is not wanted any more: its reader snoozes, has asked not to get such,
/// or has no account since.
pub fn is_unwanted(ws: &Workspace, row: &Outgoing, now: Instant) -> bool {
    let Place::Dm(user) = &row.place else { return false };
    let cluster = row.own_initiative.and_then(|id| ws.clusters.get(&id)).filter(|_| row.unasked);
    let (Some(cluster), Some(person)) = (cluster, ws.people.get(user)) else { return false };
    !takes(person, row.kind, calendar::local(now, cluster.zone).date())
}

/// Whether somebody wants such a message on a day.
fn takes(person: &Person, kind: Kind, day: NaiveDate) -> bool {
    let is_out = kind.opt_out().is_some_and(|what| person.opted_out.contains(&what));
    person.reachable()
        && (!is_out || broken(Rule::OptOuts))
        && (person.snoozed_until.is_none_or(|until| until <= day) || broken(Rule::Snooze))
}

/// The clusters whose reminders may decide which ones a person gets: those of the person, of their colleagues there,
/// and so on.
fn neighbours(ws: &Workspace, user: &UserId) -> BTreeSet<ClusterId> {
    let (mut clusters, mut people) = (BTreeSet::new(), BTreeSet::from([user.clone()]));
    let mut unseen = vec![user.clone()];
    while let Some(user) = unseen.pop() {
        let theirs: Vec<ClusterId> =
            ws.speaks_in(&user).filter(|cluster| clusters.insert(*cluster)).collect();
        for company in theirs.iter().filter_map(|id| ws.clusters.get(id)).flat_map(|c| ws.companies_in(c)) {
            let spokespeople = rsvp::spokespeople(ws, company).into_iter();
            unseen.extend(spokespeople.filter(|colleague| people.insert(colleague.clone())));
        }
    }
    clusters
}

fn got_one_lately(ws: &Workspace, user: &UserId, today: NaiveDate) -> bool {
    if broken(Rule::Budget) {
        return false;
    }
    ws.unasked_of(user).any(|entry| {
        // One that is still on its way will be read today at the earliest.
        let under_way = ws.outbox.get(&entry.outbox).is_some_and(|row| !row.progress.settled());
        under_way || entry.date + Days::new(WINDOW_DAYS) > today
    })
}

/// Whether a reminder that this person is bound to get within the window is closer to its date.
/// Looks at all of them, the closest first, since whoever gets one leaves the next to a colleague.
fn something_closer_is_coming(plan: &Plan, wish: &Wish<'_>, today: NaiveDate) -> bool {
    let distance = (wish.about - today).num_days();
    let to_come = |clusters| {
        let mut to_come = reminders_to_come(plan, clusters, today);
        to_come
            .retain(|reminder| reminder.distance < distance && Some(reminder.company.id) != wish.instead_of);
        to_come
    };
    // Mostly there is none that this person could get, whatever the others get.
    let own = to_come(plan.speaks_in(wish.user).collect());
    if !own.iter().any(|reminder| rsvp::spokespeople(plan, reminder.company).contains(wish.user)) {
        return false;
    }
    let mut to_come = to_come(neighbours(plan, wish.user));
    to_come.sort_by_key(|reminder| (reminder.distance, reminder.date));
    let mut bound: BTreeSet<UserId> = BTreeSet::new();
    for reminder in to_come {
        let reader = rsvp::spokespeople(plan, reminder.company).into_iter().find(|user| {
            let takes_it = |person| takes(person, Kind::Reminder, reminder.date);
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

fn reminders_to_come(ws: &Workspace, clusters: BTreeSet<ClusterId>, today: NaiveDate) -> Vec<ToCome<'_>> {
    let last = today + Days::new(WINDOW_DAYS - 1);
    let mut all = Vec::new();
    let meetings = clusters.into_iter().flat_map(|cluster| ws.planned_in(cluster));
    let mut meetings: Vec<&Meeting> = meetings.filter(|m| m.needs(MeetingJob::Remind)).collect();
    meetings.sort_by_key(|meeting| meeting.id);
    for meeting in meetings {
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
