//! From the series to meetings: always eight ahead, none on a day off, each with a host.

use crate::domain::calendar;
use crate::domain::model::{Change, Cluster, ClusterId, Holder, Meeting, MeetingId, Status, Text};
use crate::domain::plan::Plan;
use crate::domain::{rotation, talk};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// How many meetings are planned ahead, and how many `/klynge host` shows.
pub const AHEAD: usize = 8;

/// Makes meetings of the next slots until enough are ahead, then sees to their hosts.
pub fn top_up(plan: &mut Plan, id: ClusterId) {
    plan_ahead(plan, id);
    talk::agenda::place_and_tell(plan, id);
}

/// The same, without giving what waits a place there yet.
pub fn plan_ahead(plan: &mut Plan, id: ClusterId) {
    top_up_to(plan, id, AHEAD);
}

/// The same until so many are ahead.
pub fn top_up_to(plan: &mut Plan, id: ClusterId, enough: usize) {
    let Some(mut cluster) = plan.clusters.get(&id).cloned() else { return };
    let now = plan.local_now(&cluster);
    let mut ahead = plan.planned_in(id).filter(|meeting| meeting.start > now && !meeting.extra).count();
    let planned_to = cluster.planned_to;
    while ahead < enough {
        let Some(slot) = next_slot(&cluster, now) else { break };
        cluster.planned_to = Some(slot.date());
        // What stands is moved to its week's nearest working day, if at all: never into another slot's.
        let turnout = calendar::turnout(cluster.rhythm, cluster.days_off, slot.date());
        let start = turnout.day(slot.date()).map(|day| day.and_time(slot.time()));
        if let Some(start) = start.filter(|start| *start > now && !taken(plan, &cluster, *start)) {
            let meeting = Meeting { slot: slot.date(), ..blank(plan, &cluster, start) };
            plan.put(Change::Meeting(meeting));
            ahead += 1;
        }
    }
    if cluster.planned_to != planned_to {
        plan.put(Change::Cluster(cluster));
    }
    rotation::hosting::assign(plan, id);
}

/// The first slot that has not been looked at and lies ahead.
fn next_slot(cluster: &Cluster, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let passed = now.date().pred_opt();
    let after = cluster.planned_to.max(passed.filter(|day| cluster.first.date() <= *day));
    calendar::slots_after(cluster.rhythm, cluster.first, after, 2).into_iter().find(|slot| *slot > now)
}

/// Whether another meeting is on that day: moved there, or an extra one.
pub fn taken(plan: &Plan, cluster: &Cluster, at: NaiveDateTime) -> bool {
    plan.planned_in(cluster.id).any(|meeting| meeting.start.date() == at.date())
}

/// A meeting at the usual place, for the usual time, of which nobody knows yet.
pub fn blank(plan: &mut Plan, cluster: &Cluster, start: NaiveDateTime) -> Meeting {
    Meeting {
        id: MeetingId(plan.fresh()),
        cluster: cluster.id,
        slot: start.date(),
        extra: false,
        start,
        minutes: cluster.minutes,
        capacity: cluster.capacity,
        place: cluster.place.clone(),
        link: cluster.link.clone(),
        // Until the hosts are assigned, a moment later in the same decision.
        host: Holder::Facilitator,
        on_behalf: None,
        plea: None,
        skipped: BTreeSet::new(),
        host_fixed: false,
        theme: None,
        format: None,
        offer: None,
        order: Vec::new(),
        gap: false,
        status: Status::Planned,
        revision: 0,
        sequence: 0,
        changed: plan.now,
        done: BTreeMap::new(),
        asked: Vec::new(),
        taken_by: None,
        card: None,
        attended: BTreeSet::new(),
        guests: Text::default(),
        had_guest: false,
        attendance_confirmed: false,
    }
}
