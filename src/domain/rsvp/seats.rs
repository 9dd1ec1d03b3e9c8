//! How many fit: seats go to those who said first that they come, the others wait in that order, and whoever gives a seat
//! up makes room for the next. What counts is people, since a room is full of people: whoever of a company said so, and
//! one for a host that named nobody. The host's people and those who present have a seat in any case.
//!
//! Who sits and who waits follows from the answers; there is no list beside them that could disagree.

use crate::domain::ics;
use crate::domain::meeting::change::cannot_wait;
use crate::domain::meeting::facts;
use crate::domain::model::{
    Answer, Change, Cluster, Coming, CompanyId, Instant, Kind, Meeting, MeetingId, Msg, RsvpMsg, UserId,
    Workspace,
};
use crate::domain::outcome::Outcome;
use crate::domain::plan::{Plan, Sending};
use std::collections::BTreeSet;

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

/// Whatever was decided, those who have waited for a seat and have one now are told.
pub fn follow(outcome: &mut Outcome<'_>, now: Instant) {
    let before = outcome.before;
    let changed: BTreeSet<MeetingId> =
        outcome.changes().iter().flat_map(|change| concerned(before, change)).collect();
    let limited = |id: &MeetingId| before.meetings.get(id).filter(|meeting| meeting.capacity.is_some());
    let limited: Vec<&Meeting> = changed.iter().filter_map(limited).collect();
    if limited.is_empty() {
        return;
    }
    let mut plan = Plan::new(outcome.after(), now);
    for old in limited {
        let waited = of(before, old).waiting;
        // Whoever had answered for another time has to say so again.
        let new =
            plan.meetings.get(&old.id).filter(|new| new.is_planned() && new.start == old.start).cloned();
        if let Some(new) = new.filter(|_| !waited.is_empty()) {
            tell(&mut plan, &new, &waited);
        }
    }
    outcome.put(plan.finish(Answer::Nothing).changes);
}

/// The meetings in which somebody may sit who did not before.
fn concerned(before: &Workspace, change: &Change) -> Vec<MeetingId> {
    let all = |cluster| before.planned_in(cluster).map(|meeting| meeting.id).collect();
    match change {
        Change::Meeting(row) => vec![row.id],
        Change::Rsvp(row) => vec![row.meeting],
        Change::Talk(row) => {
            let old = before.talks.get(&row.id).and_then(|talk| talk.meeting);
            old.into_iter().chain(row.meeting).collect()
        }
        // Whoever has left needs no seat.
        Change::Company(row) => all(row.cluster),
        _ => Vec::new(),
    }
}

/// They asked to come, so it is an answer; like all that can, it waits for the morning.
fn tell(plan: &mut Plan, meeting: &Meeting, waited: &[(CompanyId, UserId)]) {
    let now = of(plan, meeting);
    let Some(cluster) = plan.clusters.get(&meeting.cluster).cloned() else { return };
    let at_once = cannot_wait(plan, &cluster, meeting.start);
    for (_, user) in waited.iter().filter(|who| now.seated.contains(who)) {
        let sending = || {
            let sending = Sending::reply(user, Kind::Answer).about(meeting, cluster.zone);
            if at_once { sending } else { sending.by_itself(cluster.id) }
        };
        let lang = plan.lang_of(user, Some(cluster.id));
        let msg = RsvpMsg::Seated { facts: facts(plan, meeting) };
        plan.say(sending(), lang, Msg::Rsvp(msg));
        ics::file::offer(plan, user, meeting.id, sending());
    }
}

#[cfg(test)]
mod tests;
