//! Notes and the draft: a place to write opens after the meeting, the next working day what people
//! wrote there is read once, and the host gets a draft. The raw thread is kept nowhere.

use super::{approver, found, says, sharing, summary, told, with_names};
use crate::domain::calendar;
use crate::domain::meeting::facts;
use crate::domain::model::{
    Action, Answer, Brief, BriefMsg, BriefState, Change, ChannelId, Cluster, Decision, DraftState, Face,
    Instant, Kind, Meeting, MeetingId, MeetingJob, Msg, Noted, Place, Point, Remark, Status, Text, Ts,
    Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::meeting_and_cluster;
use chrono::{Days, Duration};
use std::collections::BTreeSet;

/// A brief takes a minute to read: this many words.
const WORDS: usize = 150;
/// What nobody approves is kept this long (`PRODUCT.md`).
const KEPT: Duration = Duration::days(30);
/// A thread that could not be read is tried again after this.
const AGAIN: Duration = Duration::minutes(10);
/// After a longer downtime nobody waits for the brief any more, in days after the meeting.
const TOO_OLD_DAYS: u64 = 14;

/// The meeting is over: a place for notes opens below its card. Later than the day of the meeting it
/// waits for an open hour, and once the draft is due it comes too late.
pub fn open_notes(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let Some(card) = meeting.card else { return };
    let mut sending = Sending::to(Place::ThreadOf(card), Kind::Notes).on(meeting.id);
    sending.expires = Some(first_due(meeting, cluster));
    if plan.today(cluster) != meeting.start.date() {
        sending = sending.by_itself(cluster.id);
    }
    let msg = BriefMsg::NotesOpened { facts: facts(plan, meeting) };
    plan.say(sending, cluster.lang, Msg::Brief(msg));
}

/// When the draft is due: the next working day at nine, and again after a while if Slack did not
/// answer. `None` once there is a brief, or when it is too late for one.
pub fn due(ws: &Workspace, meeting: &Meeting, cluster: &Cluster) -> Option<Instant> {
    if ws.briefs.contains_key(&meeting.id) {
        return None;
    }
    let tried = meeting.done_at(MeetingJob::Draft).map(|at| at + AGAIN);
    Some(tried.unwrap_or_else(|| first_due(meeting, cluster)))
}

fn first_due(meeting: &Meeting, cluster: &Cluster) -> Instant {
    calendar::morning(calendar::working_days_after(meeting.start.date(), 1), cluster)
}

/// From when on a meeting gets no brief any more, if it has none by then.
pub fn too_late(meeting: &Meeting, cluster: &Cluster) -> Instant {
    calendar::morning(meeting.start.date() + Days::new(TOO_OLD_DAYS), cluster)
}

/// Asks for the thread below the card; where there is none the brief is of the agenda alone.
pub fn begin(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    match thread(plan, meeting) {
        Some((channel, ts)) => plan.act(Action::ReadNotes(meeting.id, channel, ts)),
        None => write(plan, meeting, cluster, &[], None),
    }
}

fn thread(ws: &Workspace, meeting: &Meeting) -> Option<(ChannelId, Ts)> {
    ws.cards.get(&meeting.card?)?.at.clone()
}

/// The thread was read. Only the first reading counts.
pub fn notes_seen(mut plan: Plan, id: MeetingId, remarks: &[Remark], thread: Option<&Text>) -> Decision {
    if let Some((meeting, cluster)) = meeting_and_cluster(&plan, id)
        && meeting.status == Status::Held
        && !plan.briefs.contains_key(&id)
    {
        write(&mut plan, &meeting, &cluster, remarks, thread.cloned());
    }
    plan.finish(Answer::Nothing)
}

fn write(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, remarks: &[Remark], thread: Option<Text>) {
    let points = summary::summarise(remarks, cluster.lang, WORDS);
    let named = |noted: Noted| {
        let text = with_names(plan, &noted.point.text);
        Noted { point: Point { text, ..noted.point }, ..noted }
    };
    let noted = points.into_iter().filter_map(|point| sharing::noted(plan, meeting, point));
    let points: Vec<Noted> = noted.map(named).collect();
    let counted = remarks.iter().filter(|remark| !summary::is_excluded(remark)).count();
    let host = approver(plan, meeting, cluster);
    plan.put(Change::Brief(Brief {
        meeting: meeting.id,
        points,
        remarks: u32::try_from(counted).unwrap_or(u32::MAX),
        thread,
        host: host.clone(),
        state: BriefState::Draft,
        drafted: plan.now,
        published: None,
        approved_by: None,
        corrected: None,
        recipients: BTreeSet::new(),
    }));
    let sending = Sending::to(Place::Dm(host.clone()), Kind::Draft).by_itself(cluster.id).on(meeting.id);
    let lang = plan.lang_of(&host, Some(cluster.id));
    plan.show(sending, lang, Face::Draft(meeting.id, host));
    sharing::show_parts(plan, meeting);
}

/// When the agenda goes out by itself: one working day after the draft, at nine.
pub fn facts_due(brief: &Brief, cluster: &Cluster) -> Instant {
    let drafted = calendar::local(brief.drafted, cluster.zone).date();
    calendar::morning(calendar::working_days_after(drafted, 1), cluster)
}

/// Forgets the points of drafts that nobody approved in thirty days.
pub fn forget_old(plan: &mut Plan) {
    let old = |brief: &&Brief| {
        let waits = brief.state != BriefState::Published && !brief.points.is_empty();
        waits && plan.now - brief.drafted > KEPT
    };
    let old: Vec<Brief> = plan.briefs.values().filter(old).cloned().collect();
    for brief in old {
        let meeting = brief.meeting;
        plan.put(Change::Brief(Brief { points: Vec::new(), ..brief }));
        plan.touch_meeting(meeting);
    }
}

/// The draft as whoever may approve it sees it: with its points, whatever is out.
pub fn draft_card(ws: &Workspace, id: MeetingId) -> Option<Msg> {
    let (brief, meeting, cluster) = found(ws, id)?;
    let state = match brief.state {
        BriefState::Draft => DraftState::Waiting(calendar::local(facts_due(&brief, &cluster), cluster.zone)),
        BriefState::FactsOnly if brief.points.is_empty() => DraftState::Empty,
        BriefState::FactsOnly => DraftState::FactsOut,
        BriefState::Published => DraftState::Published,
    };
    let withheld = brief.points.len() - told(ws, &brief).count();
    Some(Msg::Brief(BriefMsg::Draft {
        brief: says(ws, &brief, &meeting, false),
        state,
        withheld: u32::try_from(withheld).unwrap_or(u32::MAX),
        confidential: sharing::has_secrets(ws, id),
    }))
}
