//! Backups: talks whose presenters can step in at short notice. When something falls away and nobody waits for the room,
//! one of them at a time is asked, the first signed up first, and nobody twice about the same meeting.

use super::changing::comes;
use super::{agenda, own, together, touch, with_meeting};
use crate::domain::calendar::{self, OpenHours};
use crate::domain::model::{
    Answer, Change, Cluster, Coming, Decision, Face, Instant, Kind, Meeting, MeetingId, Msg, Place, Refusal,
    StepIn, Stepping, Subject, Talk, TalkId, TalkMsg, UserId, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::meeting_and_cluster;
use chrono::Duration;

/// Nobody is asked when the meeting is nearer than this.
const NOTICE: Duration = Duration::days(1);
/// How long one is left to answer before the next is asked, in working days.
const PATIENCE_DAYS: u32 = 1;

/// Something has fallen away from a meeting that is to come: somebody may step in.
pub(super) fn look_for(plan: &mut Plan, id: MeetingId) {
    let meeting = plan.meetings.get(&id).filter(|meeting| meeting.is_planned() && !meeting.gap).cloned();
    if let Some(meeting) = meeting {
        plan.put(Change::Meeting(Meeting { gap: true, ..meeting }));
    }
}

/// The room has been taken, or the meeting is called off: whoever was asked need not answer any more.
pub(super) fn no_longer(plan: &mut Plan, id: MeetingId) {
    if let Some(meeting) = plan.meetings.get(&id).filter(|meeting| meeting.gap).cloned() {
        plan.put(Change::Meeting(Meeting { gap: false, ..meeting }));
        pass_over(plan, id);
    }
}

/// Whoever was asked about a meeting and has not answered is not waited for any more.
fn pass_over(plan: &mut Plan, id: MeetingId) {
    let Some(cluster) = plan.meetings.get(&id).map(|meeting| meeting.cluster) else { return };
    let open: Vec<Talk> = plan.talks_in(cluster).filter(|talk| is_open(talk, id)).cloned().collect();
    for talk in open {
        put(plan, &talk, id, Stepping::Passed);
    }
}

fn is_open(talk: &Talk, id: MeetingId) -> bool {
    talk.asked.get(&id).is_some_and(|asked| asked.state == Stepping::Open)
}

/// Writes down what became of a question, and marks the cards that show it.
fn put(plan: &mut Plan, talk: &Talk, id: MeetingId, state: Stepping) {
    let at = talk.asked.get(&id).map_or(plan.now, |asked| asked.at);
    let mut talk = talk.clone();
    talk.asked.insert(id, StepIn { at, state });
    plan.put(Change::Talk(talk.clone()));
    plan.touch([Subject::Talk(talk.id)], |_| true);
}

/// When the next one is asked about a meeting with a gap, if there is anybody left.
pub fn next(ws: &Workspace, cluster: &Cluster, meeting: &Meeting, now: Instant) -> Option<Instant> {
    candidate(ws, cluster, meeting)?;
    let asked = ws.talks_in(cluster.id).filter(|talk| is_open(talk, meeting.id));
    let waits = asked.filter_map(|talk| talk.asked.get(&meeting.id)).map(|asked| {
        let day = calendar::local(asked.at, cluster.zone).date();
        calendar::morning(calendar::working_days_after(day, PATIENCE_DAYS), cluster)
    });
    let at = OpenHours::of(cluster).next_open(waits.max().unwrap_or(now).max(now));
    (at + NOTICE <= calendar::instant(meeting.start, cluster.zone)).then_some(at)
}

/// Who is asked next: the first signed up of those who can come, fit, were not asked about this one and are not asked
/// about another.
fn candidate<'a>(ws: &'a Workspace, cluster: &Cluster, meeting: &Meeting) -> Option<&'a Talk> {
    let room = agenda::room(ws, meeting);
    let can_come = |talk: &&Talk| {
        let company = ws.companies.get(&talk.company);
        let answer = ws.answer(meeting, talk.company).map(|rsvp| rsvp.answer);
        answer != Some(Coming::No) && company.is_some_and(|it| !it.is_away(meeting.start.date()))
    };
    let is_asked = |talk: &Talk| talk.asked.values().any(|asked| asked.state == Stepping::Open);
    let mut backups = ws.talks_to_come(cluster.id).filter(|talk| talk.backup && talk.minutes <= room);
    backups.find(|talk| {
        let is_there = together::reachable(ws, talk).contains(&talk.presenter);
        meeting.gap && !talk.asked.contains_key(&meeting.id) && !is_asked(talk) && is_there && can_come(talk)
    })
}

/// Asks the next one. Whoever was asked before and has said nothing is not waited for any more.
pub fn ask(mut plan: Plan, id: MeetingId) -> Decision {
    if let Some((meeting, cluster)) = meeting_and_cluster(&plan, id)
        && let Some(talk) = candidate(&plan, &cluster, &meeting).cloned()
    {
        pass_over(&mut plan, id);
        put(&mut plan, &talk, id, Stepping::Open);
        let lang = plan.lang_of(&talk.presenter, Some(cluster.id));
        let sending = Sending::to(Place::Dm(talk.presenter.clone()), Kind::Presenter)
            .by_itself(cluster.id)
            .about(&meeting, cluster.zone);
        plan.show(sending, lang, Face::StepIn(id, talk.id));
    }
    plan.finish(Answer::Nothing)
}

/// Yes, gladly: the talk is on the agenda.
pub fn accept(mut plan: Plan, by: &UserId, meeting: MeetingId, id: TalkId) -> Decision {
    let talk = match asked(&plan, by, meeting, id) {
        Ok(talk) => talk,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    put(&mut plan, &talk, meeting, Stepping::Yes);
    let Some(talk) = plan.talks.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let talk = Talk { meeting: Some(meeting), backup: false, ..talk };
    plan.put(Change::Talk(talk.clone()));
    no_longer(&mut plan, meeting);
    touch(&mut plan, &talk);
    comes(&mut plan, &talk);
    plan.finish(Answer::Nothing)
}

/// Not this time: the next one is asked.
pub fn decline(mut plan: Plan, by: &UserId, meeting: MeetingId, id: TalkId) -> Decision {
    match asked(&plan, by, meeting, id) {
        Ok(talk) => {
            put(&mut plan, &talk, meeting, Stepping::No);
            plan.finish(Answer::Nothing)
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// The talk, if its presenters are waited for.
fn asked(plan: &Plan, by: &UserId, id: MeetingId, talk: TalkId) -> Result<Talk, Refusal> {
    let talk = own(plan, by, talk)?;
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    let has_begun = meeting.start <= plan.local_now(&cluster);
    let fits = talk.minutes <= agenda::room(plan, &meeting);
    let waits = talk.backup && is_open(&talk, id) && meeting.is_planned() && meeting.gap;
    if waits && fits && !has_begun { Ok(talk) } else { Err(Refusal::TooLate) }
}

/// The question as it stands.
pub fn card(ws: &Workspace, meeting: MeetingId, id: TalkId) -> Option<Msg> {
    let (talk, _) = with_meeting(ws, id)?;
    let (asked_about, _) = meeting_and_cluster(ws, meeting)?;
    let row = ws.talks.get(&id)?;
    let state = row.asked.get(&meeting)?.state;
    let is_over = state == Stepping::Open && !(row.backup && row.state.is_to_come() && asked_about.gap);
    Some(Msg::Talk(TalkMsg::StepIn {
        talk,
        facts: crate::domain::meeting::facts(ws, &asked_about),
        state: if is_over { Stepping::Passed } else { state },
    }))
}
