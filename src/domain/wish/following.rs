//! What follows for wishes from whatever was decided: who wished for something hears once that it has a date, and what
//! somebody wished for goes with them.

use super::{taken, talk_of};
use crate::domain::calendar;
use crate::domain::model::{
    Answer, Body, Change, Cluster, ClusterId, Instant, Kind, Msg, Outgoing, Person, Place, UserId, Wish,
    WishMsg, Workspace,
};
use crate::domain::outcome::Outcome;
use crate::domain::plan::{Plan, Sending};
use std::collections::BTreeSet;

/// Sees to both.
pub fn follow(outcome: &mut Outcome<'_>, now: Instant) {
    let before = outcome.before;
    let changes = outcome.changes();
    let touched: BTreeSet<ClusterId> = changes.iter().filter_map(of_talks).collect();
    let leavers: Vec<(ClusterId, UserId)> = changes
        .iter()
        .flat_map(|change| gone(before, change))
        .filter(|(of, _)| wishes(before, *of))
        .collect();
    if touched.is_empty() && leavers.is_empty() {
        return;
    }
    let mut plan = Plan::new(outcome.after(), now);
    touched.into_iter().for_each(|cluster| tell(&mut plan, cluster));
    for (cluster, user) in leavers {
        drop_of(&mut plan, cluster, &user);
    }
    outcome.put(plan.finish(Answer::Nothing).changes);
}

fn wishes(ws: &Workspace, cluster: ClusterId) -> bool {
    ws.wishes_in(cluster).next().is_some()
}

const fn of_talks(change: &Change) -> Option<ClusterId> {
    match change {
        Change::Talk(row) => Some(row.cluster),
        Change::Wish(row) => Some(row.cluster),
        _ => None,
    }
}

/// Tells those who wish for something of the talk about it, once it has a place.
fn tell(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    let is_placed = |wish: &&Wish| {
        let talk = talk_of(plan, wish).filter(|talk| talk.state.is_to_come());
        !wish.told && talk.is_some_and(|talk| talk.meeting.is_some())
    };
    let placed: Vec<Wish> = plan.wishes_in(id).filter(is_placed).cloned().collect();
    for wish in placed {
        tell_of(plan, &cluster, &wish);
        plan.put(Change::Wish(Wish { told: true, ..wish }));
    }
}

/// In an open hour: they asked for it, and it is not urgent. Whoever shows it knows.
fn tell_of(plan: &mut Plan, cluster: &Cluster, wish: &Wish) {
    let Some(talk) = talk_of(plan, wish).cloned() else { return };
    let Some(taken) = taken(plan, wish) else { return };
    let meeting = talk.meeting.and_then(|id| plan.meetings.get(&id)).cloned();
    for user in wish.people().filter(|user| **user != talk.presenter) {
        let mut sending = Sending::to(Place::Dm(user.clone()), Kind::Answer).by_itself(cluster.id);
        if let Some(meeting) = &meeting {
            sending.meeting = Some(meeting.id);
            sending.expires = Some(calendar::instant(meeting.start, cluster.zone));
        }
        let lang = plan.lang_of(user, Some(cluster.id));
        plan.say(sending, lang, Msg::Wish(WishMsg::Heard { talk: talk.id, taken: taken.clone() }));
    }
}

/// Why the news that waits makes no sense any more, in a word for the records: it is not to be shown then.
pub fn overtaken(ws: &Workspace, row: &Outgoing) -> Option<&'static str> {
    let Body::Say(msg) = &row.body else { return None };
    let Msg::Wish(WishMsg::Heard { talk, .. }) = &**msg else { return None };
    let stands = ws
        .talks
        .get(talk)
        .is_some_and(|talk| talk.state.is_to_come() && !talk.confidential && talk.meeting == row.meeting);
    (!stands).then_some("not_shown")
}

/// Who is not of a cluster any more by a change: their company has left it, they have left the channel, or their account
/// is closed.
pub fn gone(before: &Workspace, change: &Change) -> Vec<(ClusterId, UserId)> {
    match change {
        Change::Member(row) => {
            let had = before.members.get(&(row.cluster, row.user.clone()));
            let is_out = row.company.is_none() && had.is_some_and(|had| had.company.is_some());
            is_out.then(|| (row.cluster, row.user.clone())).into_iter().collect()
        }
        Change::Room(row) => {
            let cluster = before.cluster_in(&row.channel).map(|cluster| cluster.id);
            let was = before.rooms.get(&row.channel).into_iter().flat_map(|room| &room.users);
            let left = was.filter(|user| !row.users.contains(*user));
            cluster.into_iter().flat_map(|id| left.clone().map(move |user| (id, user.clone()))).collect()
        }
        Change::Person(row) if !Person::reachable(row) => {
            let user = &row.profile.id;
            before.clusters_near(user).into_iter().map(|id| (id, user.clone())).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether somebody is out, seen from how it all turned out: a company brings back whoever only left the channel.
pub fn is_out(ws: &Workspace, cluster: ClusterId, user: &UserId) -> bool {
    let closed = ws.people.get(user).is_some_and(|person| !person.reachable());
    let facilitates = ws.clusters.get(&cluster).is_some_and(|cluster| cluster.facilitator == *user);
    closed || (ws.company_of(cluster, user).is_none() && !facilitates)
}

/// What somebody wished for goes with them, and counts for them no more.
fn drop_of(plan: &mut Plan, cluster: ClusterId, user: &UserId) {
    if !is_out(plan, cluster, user) {
        return;
    }
    let theirs: Vec<Wish> = plan.wishes_in(cluster).filter(|wish| wish.is_of(user)).cloned().collect();
    for mut wish in theirs {
        if wish.by == *user {
            plan.put(Change::ForgetWish(wish.id));
        } else {
            wish.votes.remove(user);
            plan.put(Change::Wish(wish));
        }
    }
}
