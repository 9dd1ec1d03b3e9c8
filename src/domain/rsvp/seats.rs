//! How many fit: seats go to those who said first that they come, the others wait in that order, and whoever gives a seat
//! up makes room for the next. What counts is people, since a room is full of people: whoever of a company said so, and
//! one for a host that named nobody. The host's people and those who present have a seat in any case.
//!
//! Who sits and who waits follows from the answers; there is no list beside them that could disagree.

use crate::domain::meeting::change::cannot_wait;
use crate::domain::meeting::facts;
use crate::domain::model::{Cluster, Coming, CompanyId, Kind, Meeting, Msg, RsvpMsg, UserId, Workspace};
use crate::domain::plan::{Plan, Sending};

/// Who comes to a meeting, in the order in which they said so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// Those who have a seat.
    pub seated: Vec<(CompanyId, UserId)>,
    /// Those who wait for one.
    pub waiting: Vec<(CompanyId, UserId)>,
    /// No seat is left; never where there is no limit.
    pub full: bool,
}

impl Seats {
    /// Whether all of a company's people who want to come have to wait.
    pub fn only_waits(&self, company: CompanyId) -> bool {
        let of = |all: &[(CompanyId, UserId)]| all.iter().any(|(id, _)| *id == company);
        of(&self.waiting) && !of(&self.seated)
    }
}

/// The seats of a meeting as it is now planned.
pub fn of(ws: &Workspace, meeting: &Meeting) -> Seats {
    let Some(cluster) = ws.clusters.get(&meeting.cluster) else { return Seats::default() };
    let mut seated = in_order(ws, cluster, meeting);
    let Some(capacity) = meeting.capacity else { return Seats { seated, ..Seats::default() } };
    let host = meeting.host.company().filter(|host| super::stands(ws, meeting, *host) == Some(Coming::Yes));
    let unnamed = host.is_some_and(|host| seated.iter().all(|(company, _)| *company != host));
    let room = usize::try_from(capacity).unwrap_or(usize::MAX).saturating_sub(usize::from(unnamed));
    let needed = seated.iter().filter(|(company, user)| is_needed(ws, meeting, *company, user)).count();
    let waiting = seated.split_off(seated.len().min(room.max(needed)));
    let full = seated.len() >= room;
    Seats { seated, waiting, full }
}

/// Whoever is needed there first, then by the numbers they drew.
fn in_order(ws: &Workspace, cluster: &Cluster, meeting: &Meeting) -> Vec<(CompanyId, UserId)> {
    let answers = ws.companies_in(cluster).filter_map(|company| ws.answer(meeting, company.id));
    let coming = answers.filter(|rsvp| rsvp.answer == Coming::Yes).flat_map(|rsvp| {
        let number = |user: &UserId| rsvp.order.get(user).copied().unwrap_or_default();
        rsvp.people.iter().map(move |user| {
            let needed = is_needed(ws, meeting, rsvp.company, user);
            ((!needed, number(user)), (rsvp.company, user.clone()))
        })
    });
    let mut coming: Vec<_> = coming.collect();
    coming.sort();
    coming.into_iter().map(|(_, who)| who).collect()
}

fn is_needed(ws: &Workspace, meeting: &Meeting, company: CompanyId, user: &UserId) -> bool {
    meeting.host.company() == Some(company) || ws.talks_at(meeting.id).any(|talk| talk.is_by(user))
}

/// Tells those who waited that they have a seat. They asked to come, so it is an answer; like all that can, it waits
/// for the morning.
pub fn tell(plan: &mut Plan, meeting: &Meeting, waited: &[(CompanyId, UserId)], now: &Seats) {
    let Some(cluster) = plan.clusters.get(&meeting.cluster).cloned() else { return };
    let at_once = cannot_wait(plan, &cluster, meeting.start);
    for (_, user) in waited.iter().filter(|who| now.seated.contains(who)) {
        let sending = Sending::reply(user, Kind::Answer).about(meeting, cluster.zone);
        let sending = if at_once { sending } else { sending.by_itself(cluster.id) };
        let lang = plan.lang_of(user, Some(cluster.id));
        let msg = RsvpMsg::Seated { facts: facts(plan, meeting) };
        plan.say(sending, lang, Msg::Rsvp(msg));
    }
}

#[cfg(test)]
mod tests;
