//! A company's meetings go to others: when it leaves the cluster, and while it is away.

use super::hosting;
use crate::domain::meeting::change;
use crate::domain::model::{Change, ChangeNote, Cluster, CompanyId, Meeting, MeetingId, Named, Text};
use crate::domain::plan::Plan;

/// Takes planned meetings from the company that hosts them. They are planned anew, without its theme, and whoever hosts
/// them then is asked.
pub fn free(
    plan: &mut Plan,
    cluster: &Cluster,
    company: CompanyId,
    is_freed: impl Fn(&Meeting) -> bool,
) -> Vec<MeetingId> {
    let theirs = |meeting: &&Meeting| meeting.host.company() == Some(company) && is_freed(meeting);
    let hosted: Vec<Meeting> = plan.planned_in(cluster.id).filter(theirs).cloned().collect();
    let freed = hosted.iter().map(|meeting| meeting.id).collect();
    for mut meeting in hosted {
        meeting.host_fixed = false;
        meeting.on_behalf = None;
        meeting.begin_anew();
        let id = meeting.id;
        plan.put(Change::Meeting(meeting));
        plan.touch_meeting(id);
    }
    freed
}

/// Gives them to others. Where the channel knew the host before, it is told of the new one, who then stays.
pub fn hand_on(plan: &mut Plan, cluster: &Cluster, freed: &[MeetingId], before: &Text) {
    hosting::assign(plan, cluster.id);
    for id in freed {
        let announced = plan.meetings.get(id).filter(|meeting| meeting.card.is_some());
        let Some(mut meeting) = announced.cloned() else { continue };
        meeting.host_fixed = true;
        plan.put(Change::Meeting(meeting.clone()));
        change::tell_thread(plan, &meeting, cluster, ChangeNote::Host(Named::Company(before.clone())));
    }
}
