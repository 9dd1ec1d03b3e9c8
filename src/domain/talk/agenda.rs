//! The agenda: what is shown at a meeting, how much room is left, and who waits for it.

use super::{backups, touch, with_meeting};
use crate::domain::agenda::minutes_at;
use crate::domain::meeting::change::cannot_wait;
use crate::domain::meeting::company_name;
use crate::domain::model::{
    AgendaLine, Change, Cluster, ClusterId, Coming, CompanyId, Kind, Meeting, MeetingId, Msg, Place, Talk,
    TalkId, TalkMsg, TalkState, Workspace,
};
use crate::domain::plan::{Plan, Sending};

/// Minutes of every meeting that belong to nobody's talk: coming in, and talking with each other.
const FOR_TALKING: u32 = 15;
/// A slot shorter than this is not worth an invitation.
const SLOT: u32 = 10;

/// What is shown, as everybody in the channel sees it: a confidential talk without its title, and
/// nothing of a company that has left.
pub fn lines(ws: &Workspace, meeting: MeetingId) -> Vec<AgendaLine> {
    named(ws, meeting, |talk| !talk.confidential)
}

/// What was shown, for those who were not there: a confidential talk with its title only where the
/// presenter agrees.
pub fn told(ws: &Workspace, meeting: MeetingId) -> Vec<AgendaLine> {
    named(ws, meeting, Talk::may_be_told)
}

fn named(ws: &Workspace, meeting: MeetingId, has_title: impl Fn(&Talk) -> bool) -> Vec<AgendaLine> {
    ws.talks_at(meeting).filter_map(|talk| line(ws, talk, has_title(talk))).collect()
}

/// A talk as it stands on an agenda; `None` if its company has left.
pub fn line(ws: &Workspace, talk: &Talk, has_title: bool) -> Option<AgendaLine> {
    let is_here = ws.companies.get(&talk.company).is_some_and(|company| company.left.is_none());
    is_here.then(|| AgendaLine {
        company: company_name(ws, Some(talk.company)),
        presenter: talk.presenter.clone(),
        with: talk.with.iter().cloned().collect(),
        title: has_title.then(|| talk.title.clone()),
        format: talk.format,
        minutes: talk.minutes,
        // What is over can wish for nothing.
        wish: talk.wish.clone().filter(|_| has_title && talk.state.is_to_come()),
        link: talk.link.clone().filter(|_| has_title),
    })
}

/// Minutes that are taken, by talks and by small things.
fn taken(ws: &Workspace, meeting: &Meeting) -> u32 {
    let talks: u32 = ws.talks_at(meeting.id).map(|talk| talk.minutes).sum();
    talks + minutes_at(ws, meeting)
}

/// Minutes that are left for talks.
pub fn room(ws: &Workspace, meeting: &Meeting) -> u32 {
    capacity(meeting).saturating_sub(taken(ws, meeting))
}

/// Minutes that are left for one talk, wherever it stands now.
pub fn room_for(ws: &Workspace, meeting: &Meeting, talk: TalkId) -> u32 {
    let others = ws.talks_at(meeting.id).filter(|other| other.id != talk);
    let talks: u32 = others.map(|talk| talk.minutes).sum();
    capacity(meeting).saturating_sub(talks + minutes_at(ws, meeting))
}

/// Whether there is a slot worth inviting somebody to.
pub fn has_room(ws: &Workspace, meeting: &Meeting) -> bool {
    room(ws, meeting) >= SLOT
}

/// The meetings a talk can be signed up for, in order of start.
pub fn open_meetings<'a>(plan: &'a Plan, cluster: &Cluster) -> Vec<&'a Meeting> {
    let now = plan.local_now(cluster);
    let mut meetings = plan.planned_of(cluster.id);
    meetings.retain(|meeting| meeting.start > now);
    meetings
}

/// Minutes that talks may take of a meeting in all.
pub fn capacity(meeting: &Meeting) -> u32 {
    meeting.minutes.saturating_sub(FOR_TALKING)
}

/// Whether all that is shown at a meeting fits if it lasts so many minutes.
pub fn fits(ws: &Workspace, meeting: &Meeting, minutes: u32) -> bool {
    let taken = taken(ws, meeting);
    taken == 0 || taken + FOR_TALKING <= minutes
}

/// The first meeting with room for a talk, passing over those to which the company cannot come.
pub fn first_with_room(
    plan: &Plan,
    cluster: &Cluster,
    talk: TalkId,
    company: CompanyId,
    minutes: u32,
) -> Option<MeetingId> {
    let suits = |meeting: &&Meeting| {
        let answer = plan.answer(meeting, company).map(|rsvp| rsvp.answer);
        answer != Some(Coming::No) && room_for(plan, meeting, talk) >= minutes
    };
    open_meetings(plan, cluster).into_iter().find(suits).map(|meeting| meeting.id)
}

/// Gives room to the talks that wait, first come first served. Returns those that were placed.
fn place_waiting(plan: &mut Plan, id: ClusterId) -> Vec<TalkId> {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return Vec::new() };
    let waiting: Vec<Talk> =
        plan.talks_to_come(id).filter(|talk| talk.meeting.is_none() && !talk.backup).cloned().collect();
    let mut placed = Vec::new();
    for mut talk in waiting {
        talk.meeting = first_with_room(plan, &cluster, talk.id, talk.company, talk.minutes);
        if talk.meeting.is_some() {
            placed.push(talk.id);
            plan.put(Change::Talk(talk.clone()));
            talk.meeting.into_iter().for_each(|id| backups::no_longer(plan, id));
            touch(plan, &talk);
        }
    }
    placed
}

/// Gives room to the talks that wait, and tells their presenters in an open hour.
pub fn place_and_tell(plan: &mut Plan, id: ClusterId) {
    for talk in place_waiting(plan, id) {
        tell_where(plan, talk, false);
    }
}

/// Something was taken off a meeting: the room goes to whoever waits for it; where nobody does, somebody may step in.
pub(super) fn fall_away(plan: &mut Plan, cluster: ClusterId, meeting: Option<MeetingId>) {
    meeting.into_iter().for_each(|id| backups::look_for(plan, id));
    place_and_tell(plan, cluster);
}

/// A meeting is called off: its talks get room elsewhere or wait for it, and their presenters hear
/// of it.
pub fn move_on(plan: &mut Plan, cluster: &Cluster, meeting: &Meeting) {
    let freed = free(plan, meeting.id);
    backups::no_longer(plan, meeting.id);
    let placed = place_waiting(plan, cluster.id);
    let at_once = cannot_wait(plan, cluster, meeting.start);
    for talk in placed.into_iter().filter(|talk| !freed.contains(talk)) {
        tell_where(plan, talk, false);
    }
    for talk in freed {
        tell_where(plan, talk, at_once);
    }
}

/// Takes the talks off a meeting.
fn free(plan: &mut Plan, meeting: MeetingId) -> Vec<TalkId> {
    let talks: Vec<Talk> = plan.talks_at(meeting).cloned().collect();
    for talk in &talks {
        let waiting = Talk { meeting: None, state: TalkState::Planned, ..talk.clone() };
        plan.put(Change::Talk(waiting.clone()));
        touch(plan, &waiting);
    }
    talks.into_iter().map(|talk| talk.id).collect()
}

/// Tells a presenter where the talk is now: at once, or in an open hour.
fn tell_where(plan: &mut Plan, id: TalkId, at_once: bool) {
    let Some(talk) = plan.talks.get(&id).cloned() else { return };
    let Some((talk_facts, facts)) = with_meeting(plan, id) else { return };
    let lang = plan.lang_of(&talk.presenter, Some(talk.cluster));
    let mut sending = Sending::to(Place::Dm(talk.presenter), Kind::Presenter);
    sending.meeting = talk.meeting;
    sending.own_initiative = (!at_once).then_some(talk.cluster);
    plan.say(sending, lang, Msg::Talk(TalkMsg::Placed { talk: talk_facts, facts }));
}

/// In an open hour; at once where the meeting would not wait for it.
pub(super) fn in_time(plan: &Plan, talk: &Talk, sending: Sending) -> Sending {
    let meeting = talk.meeting.and_then(|id| plan.meetings.get(&id));
    let cluster = plan.clusters.get(&talk.cluster);
    let at_once = meeting.zip(cluster).is_some_and(|(it, of)| cannot_wait(plan, of, it.start));
    if at_once { sending } else { sending.by_itself(talk.cluster) }
}

/// A meeting is moved: who had said to be ready is asked again for the new date.
pub fn ask_anew(plan: &mut Plan, meeting: MeetingId) {
    let confirmed: Vec<Talk> =
        plan.talks_at(meeting).filter(|talk| talk.state == TalkState::Confirmed).cloned().collect();
    for talk in confirmed {
        plan.put(Change::Talk(Talk { state: TalkState::Planned, ..talk }));
    }
}

/// A company leaves: what it was to show is off the agenda and what it showed is named no more, and
/// the room goes to whoever waits.
pub fn drop_of(plan: &mut Plan, cluster: ClusterId, company: CompanyId) {
    let talks: Vec<Talk> = plan.talks_in(cluster).filter(|talk| talk.company == company).cloned().collect();
    for mut talk in talks {
        if talk.state.is_to_come() {
            talk.state = TalkState::Withdrawn;
            plan.put(Change::Talk(talk.clone()));
            talk.meeting.into_iter().for_each(|id| backups::look_for(plan, id));
        }
        touch(plan, &talk);
    }
    place_and_tell(plan, cluster);
}
