//! What follows for agendas from whatever was decided: what was on one that is called off moves on, what waits gets the
//! room that has come free, and what somebody put there goes with them. Cards show it all.

use super::queueing;
use crate::domain::model::{Answer, Change, ClusterId, Instant, Item, MeetingId, Status, UserId, Workspace};
use crate::domain::outcome::Outcome;
use crate::domain::plan::Plan;
use crate::domain::wish::following::{gone, is_out};
use std::collections::BTreeSet;

/// Sees to it.
pub fn follow(outcome: &mut Outcome<'_>, now: Instant) {
    let before = outcome.before;
    let changes = outcome.changes();
    let touched: BTreeSet<ClusterId> = changes.iter().filter_map(|change| of(before, change)).collect();
    let leavers: Vec<(ClusterId, UserId)> = changes
        .iter()
        .flat_map(|change| gone(before, change))
        .filter(|(of, _)| has_items(before, *of))
        .collect();
    let mut clusters: BTreeSet<ClusterId> = touched.into_iter().filter(|id| has_items(before, *id)).collect();
    clusters.extend(changes.iter().filter_map(new_item));
    clusters.extend(leavers.iter().map(|(cluster, _)| *cluster));
    if clusters.is_empty() {
        return;
    }
    let mut plan = Plan::new(outcome.after(), now);
    for (cluster, user) in leavers {
        drop_of(&mut plan, cluster, &user);
    }
    for id in &clusters {
        see_to(&mut plan, *id);
        touch(&mut plan, before, *id);
    }
    outcome.put(plan.finish(Answer::Nothing).changes);
}

const fn new_item(change: &Change) -> Option<ClusterId> {
    match change {
        Change::Item(row) => Some(row.cluster),
        _ => None,
    }
}

/// The cards of the meetings whose small things are others now.
fn touch(plan: &mut Plan, before: &Workspace, id: ClusterId) {
    let was = before.items_in(id).filter(|item| plan.items.get(&item.id) != Some(item));
    let is = plan.items_in(id).filter(|item| before.items.get(&item.id) != Some(item));
    let meetings: BTreeSet<MeetingId> = was.chain(is).filter_map(|item| item.meeting).collect();
    meetings.into_iter().for_each(|meeting| plan.touch_meeting(meeting));
}

fn has_items(ws: &Workspace, cluster: ClusterId) -> bool {
    ws.items_in(cluster).next().is_some()
}

fn of(ws: &Workspace, change: &Change) -> Option<ClusterId> {
    match change {
        Change::Meeting(row) => Some(row.cluster),
        Change::Talk(row) => Some(row.cluster),
        Change::Item(row) => Some(row.cluster),
        Change::ForgetItem(id) => ws.items.get(id).map(|item| item.cluster),
        _ => None,
    }
}

/// What a cluster has to do with its small things.
fn see_to(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    let is_off = |item: &&Item| {
        let meeting = item.meeting.and_then(|id| plan.meetings.get(&id));
        meeting.is_some_and(|meeting| meeting.status == Status::Cancelled)
    };
    let freed: Vec<Item> = plan.items_in(id).filter(is_off).cloned().collect();
    for item in freed {
        plan.put(Change::Item(Item { meeting: None, ..item }));
    }
    queueing::place_waiting(plan, &cluster);
}

/// What somebody put on an agenda to come goes with them.
fn drop_of(plan: &mut Plan, cluster: ClusterId, user: &UserId) {
    if is_out(plan, cluster, user) {
        let theirs: Vec<_> =
            plan.items_in(cluster).filter(|item| item.by == *user).map(|item| item.id).collect();
        theirs.into_iter().for_each(|id| plan.put(Change::ForgetItem(id)));
    }
}
