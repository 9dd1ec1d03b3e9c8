//! From the series to meetings: always eight ahead, none on a day off, each with a host.

use crate::domain::calendar;
use crate::domain::model::{Change, Cluster, ClusterId, Holder, Meeting, MeetingId, Status};
use crate::domain::plan::Plan;
use crate::domain::{rotation, talk};
use chrono::NaiveDateTime;
use std::collections::{BTreeMap, BTreeSet};

/// How many meetings are planned ahead, and how many `/klynge host` shows.
pub const AHEAD: usize = 8;

/// Makes meetings of the next slots until enough are ahead, then sees to their hosts.
pub fn top_up(plan: &mut Plan, id: ClusterId) {
    let Some(mut cluster) = plan.clusters.get(&id).cloned() else { return };
    let now = plan.local_now(&cluster);
    let mut ahead = plan.planned_in(id).filter(|meeting| meeting.start > now).count();
    let planned_to = cluster.planned_to;
    while ahead < AHEAD {
        let Some(slot) = next_slot(&cluster, now) else { break };
        cluster.planned_to = Some(slot.date());
        if calendar::is_working_day(slot.date()) && !taken(plan, &cluster, slot) {
            add(plan, &cluster, slot);
            ahead += 1;
        }
    }
    if cluster.planned_to != planned_to {
        plan.put(Change::Cluster(cluster));
    }
    rotation::hosting::assign(plan, id);
    talk::agenda::place_and_tell(plan, id);
}

/// The first slot that has not been looked at and lies ahead.
fn next_slot(cluster: &Cluster, now: NaiveDateTime) -> Option<NaiveDateTime> {
    let passed = now.date().pred_opt();
    let after = cluster.planned_to.max(passed.filter(|day| cluster.first.date() <= *day));
    calendar::slots_after(cluster.rhythm, cluster.first, after, 2).into_iter().find(|slot| *slot > now)
}

/// Whether another meeting was moved to that day.
pub fn taken(plan: &Plan, cluster: &Cluster, at: NaiveDateTime) -> bool {
    plan.planned_in(cluster.id).any(|meeting| meeting.start.date() == at.date())
}

fn add(plan: &mut Plan, cluster: &Cluster, start: NaiveDateTime) {
    let id = MeetingId(plan.fresh());
    plan.put(Change::Meeting(Meeting {
        id,
        cluster: cluster.id,
        slot: start.date(),
        start,
        minutes: cluster.minutes,
        place: cluster.place.clone(),
        link: cluster.link.clone(),
        // Until the hosts are assigned, a moment later in the same decision.
        host: Holder::Facilitator,
        on_behalf: None,
        plea: None,
        host_fixed: false,
        theme: None,
        status: Status::Planned,
        revision: 0,
        done: BTreeMap::new(),
        asked: Vec::new(),
        taken_by: None,
        card: None,
        attended: BTreeSet::new(),
        attendance_confirmed: false,
    }));
}
