//! A meeting beside the series: hosted by whoever is next in turn, announced like all others.

use super::change::{faults, new_start, read_place};
use super::planning::{blank, top_up};
use super::{colliding, facts, open_form};
use crate::domain::model::{
    Change, Cluster, ClusterId, Decision, ExtraStart, Form, Meeting, MeetingMsg, Msg, Nonce, Purpose,
    Refusal, Stage, Start, UserId, Values,
};
use crate::domain::onboarding::may_run;
use crate::domain::plan::Plan;

/// The cluster, if it is running and this person runs it.
pub(super) fn run_by(plan: &Plan, by: &UserId, id: ClusterId) -> Result<Cluster, Refusal> {
    let cluster = plan.clusters.get(&id).ok_or(Refusal::Gone)?;
    if cluster.stage != Stage::Live {
        return Err(Refusal::NotLiveYet(cluster.facilitator.clone()));
    }
    may_run(plan, by, cluster).map(|()| cluster.clone())
}

/// Opens the form.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let start =
        ExtraStart { time: cluster.first.time(), place: cluster.place.clone(), link: cluster.link.clone() };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Extra(id), nonce, start: Start::Extra(start) })
}

/// The form was submitted. Whoever was to host later meetings, and has not been told, may host this one.
pub fn add(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let (start, (place, link)) = match (new_start(&plan, &cluster, None, values), read_place(values)) {
        (Ok(start), Ok(read)) => (start, read),
        (start, read) => {
            let problems = start.err().into_iter().chain(read.err().into_iter().flatten()).collect();
            return faults(plan, by, &cluster, problems);
        }
    };
    let meeting = Meeting { extra: true, place, link, ..blank(&mut plan, &cluster, start) };
    let added = meeting.id;
    plan.put(Change::Meeting(meeting));
    top_up(&mut plan, id);
    let Some(meeting) = plan.meetings.get(&added) else { return plan.refuse(by, Some(id), Refusal::Gone) };
    let collisions = colliding::of_planned(&plan, id);
    let collisions = collisions.into_iter().filter(|it| it.start.date() == start.date()).collect();
    let msg = MeetingMsg::Extra { facts: facts(&plan, meeting), collisions };
    plan.finish_saying(by, Some(id), Msg::Meeting(msg))
}

#[cfg(test)]
mod tests;
