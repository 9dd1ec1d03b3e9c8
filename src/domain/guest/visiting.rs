//! What becomes of guests by what happens around them: their meeting is held or called off, whoever knows them leaves,
//! nobody thinks of them any more.

use super::{forget, put, tell};
use crate::domain::meeting::facts;
use crate::domain::model::{
    Cluster, ClusterId, Guest, GuestMsg, GuestStatus, Kind, Meeting, MeetingId, Msg, Person, Place, UserId,
    Workspace,
};
use crate::domain::plan::{Plan, Sending};
use chrono::{Months, NaiveDate};
use std::collections::BTreeSet;

/// A guest whom nobody has thought of for so long is forgotten: people outside have not asked to be in anybody's list.
const KEEP: Months = Months::new(24);

/// Whether a guest comes to this meeting.
pub fn comes_to(ws: &Workspace, meeting: MeetingId) -> bool {
    ws.guests_at(meeting).any(|guest| guest.status == GuestStatus::Yes)
}

/// The meeting is over: who said yes has been here, and that day was the last contact.
pub fn held(plan: &mut Plan, meeting: &Meeting) {
    for before in those_at(plan, meeting.id, GuestStatus::Yes) {
        let day = meeting.start.date();
        let last_contact = before.last_contact.max(Some(day));
        let touched = before.touched.max(day);
        let guest = Guest { status: GuestStatus::Visited, last_contact, touched, ..before.clone() };
        put(plan, Some(&before), &guest);
    }
}

/// There is no meeting: its guests were asked, and nothing more; who knows them has to tell them.
pub fn called_off(plan: &mut Plan, by: &UserId, meeting: &Meeting, cluster: &Cluster) {
    let facts = facts(plan, meeting);
    let [yes, visited] =
        [GuestStatus::Yes, GuestStatus::Visited].map(|status| those_at(plan, meeting.id, status));
    for before in yes.into_iter().chain(visited) {
        let guest = Guest { status: GuestStatus::Asked, meeting: None, ..before.clone() };
        put(plan, Some(&before), &guest);
        if guest.owner != *by {
            let sending = Sending::to(Place::Dm(guest.owner.clone()), Kind::Change)
                .by_itself(cluster.id)
                .on(meeting.id);
            let lang = plan.lang_of(&guest.owner, Some(cluster.id));
            let news = GuestMsg::NoMeeting { name: guest.name, facts: facts.clone() };
            plan.say(sending, lang, Msg::Guest(news));
        }
    }
}

fn those_at(ws: &Workspace, meeting: MeetingId, status: GuestStatus) -> Vec<Guest> {
    ws.guests_at(meeting).filter(|guest| guest.status == status).cloned().collect()
}

/// Who knows the guests of a meeting: they have to tell them of another time or place.
pub fn owners(ws: &Workspace, meeting: MeetingId) -> BTreeSet<UserId> {
    let come = ws.guests_at(meeting).filter(|guest| guest.status == GuestStatus::Yes);
    come.map(|guest| guest.owner.clone()).collect()
}

/// Somebody came or went: the guests of those who are gone are the facilitator's, who is told once.
pub fn see_to_owners(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    if is_gone(plan, &cluster, &cluster.facilitator) {
        return;
    }
    let orphans: Vec<Guest> =
        plan.guests_of(id).filter(|guest| is_gone(plan, &cluster, &guest.owner)).cloned().collect();
    let count = u32::try_from(orphans.len()).unwrap_or(u32::MAX);
    for guest in orphans {
        let owner = cluster.facilitator.clone();
        let handed_on = Guest { owner, ..guest.clone() };
        put(plan, Some(&guest), &handed_on);
    }
    if count > 0 {
        let news = GuestMsg::Inherited { count, cluster: cluster.name.clone() };
        tell(plan, &cluster.facilitator, &cluster, news);
    }
}

fn is_gone(ws: &Workspace, cluster: &Cluster, user: &UserId) -> bool {
    ws.people.get(user).is_some_and(|person| !Person::reachable(person)) || !ws.belongs(cluster, user)
}

/// Forgets those whom nobody has thought of for long, unless they are to come.
pub fn tidy(plan: &mut Plan, day: NaiveDate) {
    let is_old = |guest: &&Guest| guest.touched.checked_add_months(KEEP).is_some_and(|until| until <= day);
    let is_to_come =
        |guest: &Guest| guest.meeting.and_then(|id| plan.meetings.get(&id)).is_some_and(Meeting::is_planned);
    let old: Vec<Guest> =
        plan.guests.values().filter(is_old).filter(|guest| !is_to_come(guest)).cloned().collect();
    old.iter().for_each(|guest| forget(plan, guest));
}
