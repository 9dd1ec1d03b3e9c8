//! The agenda: what is shown at a meeting, how much room is left, and who waits for it.

use super::{talk_facts, touch};
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    AgendaLine, Change, Cluster, ClusterId, CompanyId, Kind, Meeting, MeetingId, Msg, Place, Talk, TalkId,
    TalkMsg, TalkState, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};

/// Minutes of every meeting that belong to nobody's talk: coming in, and talking with each other.
const FOR_TALKING: u32 = 15;
/// A slot shorter than this is not worth an invitation.
const SLOT: u32 = 10;

/// What is shown, as everybody in the channel sees it: a confidential talk without its title.
pub fn lines(ws: &Workspace, meeting: MeetingId) -> Vec<AgendaLine> {
    ws.talks_at(meeting)
        .map(|talk| AgendaLine {
            company: company_name(ws, Some(talk.company)),
            presenter: talk.presenter.clone(),
            title: (!talk.confidential).then(|| talk.title.clone()),
            format: talk.format,
            minutes: talk.minutes,
        })
        .collect()
}

/// Minutes that are left for talks.
pub fn room(ws: &Workspace, meeting: &Meeting) -> u32 {
    let taken: u32 = ws.talks_at(meeting.id).map(|talk| talk.minutes).sum();
    meeting.minutes.saturating_sub(FOR_TALKING).saturating_sub(taken)
}

/// Whether there is a slot worth inviting somebody to.
pub fn has_room(ws: &Workspace, meeting: &Meeting) -> bool {
    room(ws, meeting) >= SLOT
}

/// The meetings a talk can be signed up for, in order of start.
pub fn open_meetings<'a>(plan: &'a Plan, cluster: &Cluster) -> Vec<&'a Meeting> {
    let now = plan.local_now(cluster);
    let mut meetings = plan.meetings_of(cluster.id);
    meetings.retain(|meeting| meeting.is_planned() && meeting.start > now);
    meetings
}

/// Gives the talks that wait, first come first served, to the first meetings with room for them.
pub fn place_waiting(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    let waiting: Vec<Talk> = plan
        .talks
        .values()
        .filter(|talk| talk.cluster == id && talk.meeting.is_none() && talk.state.is_to_come())
        .cloned()
        .collect();
    for mut talk in waiting {
        let meeting =
            open_meetings(plan, &cluster).into_iter().find(|meeting| room(plan, meeting) >= talk.minutes);
        talk.meeting = meeting.map(|meeting| meeting.id);
        if talk.meeting.is_some() {
            plan.put(Change::Talk(talk.clone()));
            touch(plan, &talk);
        }
    }
}

/// A meeting is called off: its talks wait for room elsewhere.
pub fn free(plan: &mut Plan, meeting: MeetingId) -> Vec<TalkId> {
    let talks: Vec<Talk> = plan.talks_at(meeting).cloned().collect();
    for talk in &talks {
        let waiting = Talk { meeting: None, state: TalkState::Planned, ..talk.clone() };
        plan.put(Change::Talk(waiting.clone()));
        touch(plan, &waiting);
    }
    talks.into_iter().map(|talk| talk.id).collect()
}

/// Tells the presenters of these talks where their talk is now.
pub fn tell_moved(plan: &mut Plan, cluster: &Cluster, talks: &[TalkId]) {
    for id in talks {
        let Some(talk) = plan.talks.get(id).cloned() else { continue };
        let meeting = talk.meeting.and_then(|meeting| plan.meetings.get(&meeting)).cloned();
        let facts = meeting.map(|meeting| facts(plan, &meeting));
        let msg = Msg::Talk(TalkMsg::SignedUp { talk: talk_facts(&talk), facts });
        let lang = plan.lang_of(&talk.presenter, Some(cluster.id));
        plan.say(Sending::to(Place::Dm(talk.presenter.clone()), Kind::Presenter), lang, msg);
    }
}

/// Tells those who present at a meeting what changed about it; not the one who changed it.
pub fn tell_presenters(plan: &mut Plan, by: &UserId, cluster: &Cluster, meeting: MeetingId, changed: &Msg) {
    let mut presenters: Vec<UserId> = plan.talks_at(meeting).map(|talk| talk.presenter.clone()).collect();
    presenters.sort();
    presenters.dedup();
    for user in presenters.into_iter().filter(|user| user != by) {
        let lang = plan.lang_of(&user, Some(cluster.id));
        plan.say(Sending::to(Place::Dm(user), Kind::Change).on(meeting), lang, changed.clone());
    }
}

/// A company leaves: what it was to show is off the agenda.
pub fn drop_of(plan: &mut Plan, company: CompanyId) {
    let talks: Vec<Talk> = plan
        .talks
        .values()
        .filter(|talk| talk.company == company && talk.state.is_to_come())
        .cloned()
        .collect();
    for talk in talks {
        let gone = Talk { state: TalkState::Withdrawn, ..talk };
        plan.put(Change::Talk(gone.clone()));
        touch(plan, &gone);
    }
}
