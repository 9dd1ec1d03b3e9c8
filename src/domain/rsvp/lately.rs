//! A colleague who might like to come along: suggested in private to whoever comes each time, and only of those who were
//! there before and have not been for a while. Who rests, or has asked not to be asked, is left alone.

use crate::domain::model::{Cluster, CompanyId, Meeting, OptOut, Person, Status, UserId};
use crate::domain::plan::Plan;

/// Whoever comes so many times running may hear of a colleague.
const RUNNING: usize = 2;
/// Who was at none of so many meetings has not been for a while.
const A_WHILE: usize = 4;
/// So many meetings back one is still remembered.
const REMEMBERED: usize = 16;

/// The colleague who was there longest ago.
pub fn colleague(
    plan: &Plan,
    by: &UserId,
    cluster: &Cluster,
    to: &Meeting,
    company: CompanyId,
) -> Option<UserId> {
    let held = plan.latest_in(cluster.id).filter(|meeting| meeting.status == Status::Held);
    let held: Vec<&Meeting> = held.take(REMEMBERED).collect();
    let came = |user: &UserId, meeting: &Meeting| {
        let answer = plan.rsvps.get(&(meeting.id, company));
        meeting.attended.contains(&company) && answer.is_some_and(|rsvp| rsvp.people.contains(user))
    };
    let comes_each_time = held.len() > A_WHILE && held.iter().take(RUNNING).all(|meeting| came(by, meeting));
    if !comes_each_time {
        return None;
    }
    let today = plan.today(cluster);
    let comes_now = |user: &UserId| plan.answer(to, company).is_some_and(|rsvp| rsvp.people.contains(user));
    let colleagues = plan.people_of(company).map(|person| (person, &person.profile.id));
    let may_be_named = colleagues.filter(|(person, user)| {
        let rests = person.snoozed_until.is_some_and(|until| until > today);
        *user != by && !comes_now(user) && !rests && !wants_to_be_left_alone(person)
    });
    let last = may_be_named.filter_map(|(_, user)| {
        let last = held.iter().position(|meeting| came(user, meeting))?;
        (last >= A_WHILE).then_some((last, user))
    });
    last.max_by_key(|(last, _)| *last).map(|(_, user)| user.clone())
}

/// Whoever has said no to anything but files has said it for this too.
fn wants_to_be_left_alone(person: &Person) -> bool {
    person.opted_out.iter().any(|what| *what != OptOut::CalendarFiles)
}

#[cfg(test)]
mod tests;
