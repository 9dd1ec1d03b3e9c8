//! `/klynge next` and `/klynge meeting`.

use super::{answers, facts, may_change, next_meeting};
use crate::domain::agenda;
use crate::domain::model::{Cluster, Decision, Managed, Meeting, MeetingMsg, Msg, Refusal, UserId};
use crate::domain::onboarding::may_run;
use crate::domain::plan::Plan;

/// How many meetings `/klynge meeting` offers to change: the rest is far off.
const MANAGED: usize = 3;

/// The next meeting.
pub fn next(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    match next_meeting(&plan, cluster, plan.now) {
        Some(meeting) => {
            let msg = MeetingMsg::Next {
                facts: facts(&plan, meeting),
                agenda: agenda::entries(&plan, meeting),
                answers: answers(&plan, meeting),
            };
            plan.finish_saying(by, Some(cluster.id), Msg::Meeting(msg))
        }
        None => plan.refuse(by, Some(cluster.id), Refusal::NoMeeting),
    }
}

/// The next meetings, with what this person may change about them; to one who has just passed a
/// meeting on, and nobody is left to ask, with thanks first.
pub fn manage(plan: Plan, by: &UserId, cluster: &Cluster, passed: Option<&Meeting>) -> Decision {
    let now = plan.local_now(cluster);
    let meetings: Vec<Managed> = plan
        .planned_of(cluster.id)
        .into_iter()
        .filter(|meeting| meeting.end() > now)
        .take(MANAGED)
        .map(|meeting| Managed {
            facts: facts(&plan, meeting),
            mine: may_change(&plan, by, cluster, meeting, plan.now),
        })
        .collect();
    if meetings.is_empty() {
        return plan.refuse(by, Some(cluster.id), Refusal::NoMeeting);
    }
    let passed = passed.map(|meeting| facts(&plan, meeting));
    let runs = may_run(&plan, by, cluster).is_ok();
    let msg = MeetingMsg::Manage { cluster: cluster.id, meetings, passed, runs };
    plan.finish_saying(by, Some(cluster.id), Msg::Meeting(msg))
}
