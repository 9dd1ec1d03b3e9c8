//! Asking somebody to look after a meeting: the host first, then one named person at a time, in
//! private. The host keeps the meeting unless somebody accepts it.

use super::{responsible, turns};
use crate::domain::meeting::jobs;
use crate::domain::model::{Change, Cluster, Face, Kind, Meeting, MeetingJob, Place, Subject, UserId};
use crate::domain::people::budget::{self, Wish};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;
use crate::domain::variety;

/// Whether somebody still has to be asked: no theme, and nobody who took it.
pub fn is_open(meeting: &Meeting) -> bool {
    meeting.is_planned() && meeting.theme.is_none() && meeting.taken_by.is_none()
}

/// Asks whoever this step is about; a step that has nobody new to ask passes on to the next one
/// at once, so that no day is lost.
pub fn ask(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, step: MeetingJob) {
    if !is_open(meeting) {
        return;
    }
    let asked = match step {
        MeetingJob::AskHost => {
            let meeting = variety::offering::offered(plan, meeting, cluster);
            responsible(plan, &meeting).map(|user| send(plan, &meeting, cluster, user, None))
        }
        MeetingJob::AskColleague => colleague(plan, meeting, cluster),
        MeetingJob::AskOrganiser => {
            let user = turns::organiser(plan, cluster, plan.today(cluster));
            unless_asked(plan, meeting, cluster, user)
        }
        MeetingJob::AskFacilitator => unless_asked(plan, meeting, cluster, cluster.facilitator.clone()),
        MeetingJob::Announce
        | MeetingJob::Invite
        | MeetingJob::Prepare
        | MeetingJob::RemindPresenters
        | MeetingJob::Remind
        | MeetingJob::Close
        | MeetingJob::Draft
        | MeetingJob::SendFacts => None,
    };
    let next = match step {
        MeetingJob::AskColleague => MeetingJob::AskOrganiser,
        MeetingJob::AskOrganiser => MeetingJob::AskFacilitator,
        _ => return,
    };
    if asked.is_none() {
        let meeting = jobs::mark(plan, meeting.clone(), next);
        ask(plan, &meeting, cluster, next);
    }
}

/// A deputy or colleague of the silent host whose budget allows it.
fn colleague(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) -> Option<()> {
    let company = plan.companies.get(&meeting.host.company()?)?.clone();
    let user = spokespeople(plan, &company)
        .into_iter()
        .filter(|user| !meeting.asked.contains(user))
        .find(|user| budget::allows(plan, &wish(user, cluster, meeting)))?;
    let sending = budget::sending(&wish(&user, cluster, meeting));
    send(plan, meeting, cluster, user, Some(sending));
    Some(())
}

fn wish<'a>(user: &'a UserId, cluster: &'a Cluster, meeting: &Meeting) -> Wish<'a> {
    Wish { user, cluster, about: meeting.start.date(), kind: Kind::Host, instead_of: None }
}

fn unless_asked(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, user: UserId) -> Option<()> {
    if meeting.asked.contains(&user) {
        return None;
    }
    send(plan, meeting, cluster, user, None);
    Some(())
}

/// Sends the question. What one is responsible for is never unasked.
fn send(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, user: UserId, unasked: Option<Sending>) {
    let sending =
        unasked.unwrap_or_else(|| Sending::to(Place::Dm(user.clone()), Kind::Host).by_itself(cluster.id));
    let mut meeting = meeting.clone();
    meeting.asked.push(user.clone());
    meeting.host_fixed = true;
    plan.put(Change::Meeting(meeting.clone()));
    // Who was asked before, for others, has a card that is one of these again.
    let face = Face::HostAsk(meeting.id, user.clone());
    plan.touch([Subject::Meeting(meeting.id)], |it| *it == face);
    let lang = plan.lang_of(&user, Some(cluster.id));
    plan.show(sending.about(&meeting, cluster.zone), lang, face);
}
