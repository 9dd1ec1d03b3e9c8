//! Two clusters of a workspace that meet at the same time, with people who are in both. Whoever plans is told where they
//! plan; nobody is written to for it.

use crate::domain::calendar;
use crate::domain::model::{Cluster, ClusterId, Collision, Instant, Meeting, Stage, UserId, Workspace};
use std::collections::BTreeSet;

/// How many are named: enough to see that something has to be moved.
const NAMED: usize = 3;

/// What the planned meetings of a cluster collide with, in order.
pub fn of_planned(ws: &Workspace, id: ClusterId) -> Vec<Collision> {
    let Some(cluster) = ws.clusters.get(&id) else { return Vec::new() };
    let mine = people(ws, cluster);
    // Nearly always there is one cluster, or nobody is in two: then there is nothing to compare.
    let others = ws.clusters.values().filter(|other| other.id != id && other.stage == Stage::Live);
    let shared: Vec<(&Cluster, usize)> = others
        .map(|other| (other, people(ws, other).intersection(&mine).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let planned = ws.planned_of(id);
    let collide = planned.into_iter().flat_map(|meeting| {
        shared.iter().flat_map(move |(other, count)| {
            let at_once = ws.planned_of(other.id).into_iter();
            at_once
                .filter(move |theirs| overlap(span(meeting, cluster), span(theirs, other)))
                .map(|theirs| Collision { start: theirs.start, other: other.name.clone(), people: *count })
        })
    });
    collide.take(NAMED).collect()
}

fn span(meeting: &Meeting, cluster: &Cluster) -> (Instant, Instant) {
    (calendar::instant(meeting.start, cluster.zone), calendar::instant(meeting.end(), cluster.zone))
}

fn overlap(one: (Instant, Instant), other: (Instant, Instant)) -> bool {
    one.0 < other.1 && other.0 < one.1
}

/// Whoever has a company there that has not left, and who facilitates.
fn people(ws: &Workspace, cluster: &Cluster) -> BTreeSet<UserId> {
    let members =
        ws.members_of(cluster.id).filter(|member| ws.company_of(cluster.id, &member.user).is_some());
    members.map(|member| member.user.clone()).chain([cluster.facilitator.clone()]).collect()
}

#[cfg(test)]
mod tests;
