//! What falls due for a meeting. Each job marks itself done, whether or not anybody was there to
//! be told, so that nothing falls due twice.

use super::{attendance, planning};
use crate::domain::brief::{drafting, publishing};
use crate::domain::model::{
    Answer, Change, Cluster, Coming, Decision, Done, Face, Kind, Meeting, MeetingId, MeetingJob, Place,
    Status,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rotation::asking;
use crate::domain::rsvp::{self, meeting_and_cluster};
use crate::domain::sabotage::{Rule, broken};
use crate::domain::{guest, talk};

/// Runs one job, unless it is done already for the meeting as it is now planned.
pub fn run(mut plan: Plan, id: MeetingId, job: MeetingJob) -> Decision {
    if let Some((meeting, cluster)) = meeting_and_cluster(&plan, id)
        && meeting.is_time_for(job)
        && meeting.needs(job)
    {
        let meeting = mark(&mut plan, meeting, job);
        match job {
            MeetingJob::AskHost
            | MeetingJob::AskColleague
            | MeetingJob::AskOrganiser
            | MeetingJob::AskFacilitator => asking::ask(&mut plan, &meeting, &cluster, job),
            MeetingJob::Announce => announce(&mut plan, meeting, &cluster),
            MeetingJob::Invite => talk::inviting::invite(&mut plan, &meeting, &cluster),
            MeetingJob::Prepare => talk::preparing::prepare(&mut plan, &meeting, &cluster),
            MeetingJob::RemindPresenters => talk::remind_presenters(&mut plan, &meeting, &cluster),
            MeetingJob::Remind => rsvp::remind(&mut plan, &meeting, &cluster),
            MeetingJob::Close => close(&mut plan, meeting, &cluster),
            MeetingJob::Draft => drafting::begin(&mut plan, &meeting, &cluster),
            MeetingJob::SendFacts => publishing::send_facts(&mut plan, &meeting, &cluster),
        }
    }
    plan.finish(Answer::Nothing)
}

/// Marks a job as done for this revision.
pub fn mark(plan: &mut Plan, mut meeting: Meeting, job: MeetingJob) -> Meeting {
    if broken(Rule::Marks) && job == MeetingJob::Remind {
        return meeting;
    }
    meeting.done.insert(job, Done { revision: meeting.revision, at: plan.now });
    plan.put(Change::Meeting(meeting.clone()));
    meeting
}

fn announce(plan: &mut Plan, mut meeting: Meeting, cluster: &Cluster) {
    if meeting.card.is_some() || broken(Rule::Announce) {
        return;
    }
    let sending = Sending::to(Place::Channel(cluster.channel.clone()), Kind::Announcement)
        .by_itself(cluster.id)
        .about(&meeting, cluster.zone);
    meeting.card = Some(plan.show(sending, cluster.lang, Face::Announcement(meeting.id)));
    meeting.host_fixed = true;
    plan.put(Change::Meeting(meeting));
}

/// The meeting is over: who said they would come is taken to have been there, until the host says
/// otherwise.
fn close(plan: &mut Plan, mut meeting: Meeting, cluster: &Cluster) {
    let seats = rsvp::seats::of(plan, &meeting);
    meeting.status = Status::Held;
    meeting.attended = plan
        .companies
        .keys()
        .copied()
        .filter(|company| rsvp::stands(plan, &meeting, *company) == Some(Coming::Yes))
        .filter(|company| !seats.only_waits(*company))
        .collect();
    meeting.attended.extend(plan.talks_at(meeting.id).map(|talk| talk.company));
    meeting.had_guest = guest::visiting::comes_to(plan, meeting.id);
    plan.put(Change::Meeting(meeting.clone()));
    talk::give(plan, meeting.id);
    guest::visiting::held(plan, &meeting);
    plan.touch_meeting(meeting.id);
    attendance::ask(plan, &meeting, cluster);
    drafting::open_notes(plan, &meeting, cluster);
    planning::top_up(plan, cluster.id);
}
