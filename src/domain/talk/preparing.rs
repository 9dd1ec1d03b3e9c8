//! Those who present hear some days before what is useful to know by then, and may say that they are ready, or change it.
//! Who has signed up since, or is ready, needs no such word.

use super::together;
use crate::domain::model::{
    Cluster, Face, Instant, Meeting, MeetingId, MeetingJob, Talk, TalkState, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::schedule;

/// The talks whose presenters are to hear of it at a time: those that were signed up before.
fn concerned(ws: &Workspace, meeting: MeetingId, at: Instant) -> impl Iterator<Item = &Talk> {
    ws.talks_at(meeting).filter(move |talk| talk.state == TalkState::Planned && talk.created < at)
}

/// Whether there is anybody to tell.
pub fn is_for_somebody(ws: &Workspace, meeting: &Meeting, at: Instant) -> bool {
    concerned(ws, meeting.id, at).next().is_some()
}

/// Tells them.
pub fn prepare(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let Some(at) = schedule::planned(plan, meeting, MeetingJob::Prepare) else { return };
    let talks: Vec<Talk> = concerned(plan, meeting.id, at).cloned().collect();
    for talk in talks {
        together::show_each(plan, &talk, meeting, cluster, |user| Face::Week(talk.id, user));
    }
}
