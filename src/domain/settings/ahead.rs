//! What Klynge will say in the next two weeks if nobody does anything: the timetable played on a copy. So what is
//! foretold is what the same decisions lead to later.

use crate::domain::calendar;
use crate::domain::decide::decide;
use crate::domain::model::{
    Action, Ahead, AheadLine, Change, Cluster, ClusterId, Decision, Due, Event, Instant, MeetingJob,
    Workspace,
};
use crate::domain::schedule;
use chrono::Duration;

/// How far ahead.
const DAYS: i64 = 14;
/// So many lines fit into one look.
const SHOWN: usize = 10;
/// More steps than two weeks of any cluster have.
const STEPS: usize = 200;

/// What comes next in a cluster, in order of time.
pub fn ahead(ws: &Workspace, id: ClusterId, now: Instant) -> Vec<AheadLine> {
    let Some(cluster) = ws.clusters.get(&id) else { return Vec::new() };
    let until = now + Duration::days(DAYS);
    let (mut ws, mut now) = (ws.clone(), now);
    let mut lines = Vec::new();
    for _ in 0..STEPS {
        let Some((at, due)) = schedule::next_of(&ws, id, now).filter(|(at, _)| *at <= until) else { break };
        now = now.max(at);
        // Whatever it leads to, what the line is for is told by the workspace before it.
        let line = line(&ws, cluster, now, &due);
        let speaks = play(&mut ws, &Event::Due(due), now);
        lines.extend(line.filter(|line| speaks || line.what == Ahead::Meeting));
    }
    lines.sort_by_key(|line| line.at);
    lines.truncate(SHOWN);
    lines
}

/// Takes over what follows from an event, with nobody having written anything. Whether something is said.
fn play(ws: &mut Workspace, event: &Event, now: Instant) -> bool {
    let Decision { changes, actions, .. } = decide(ws, event, now);
    let mut speaks = changes.iter().any(|change| matches!(change, Change::Outgoing(_)));
    changes.iter().for_each(|change| ws.apply(change));
    for action in actions {
        if let Action::ReadNotes(meeting, ..) = action {
            let nothing = Event::NotesSeen { meeting, remarks: Some(Vec::new()), thread: None };
            speaks |= play(ws, &nothing, now);
        }
    }
    speaks
}

/// A line about it, unless it only happens where somebody does not answer.
fn line(ws: &Workspace, cluster: &Cluster, now: Instant, due: &Due) -> Option<AheadLine> {
    let at = calendar::local(now, cluster.zone);
    match due {
        Due::Meeting(meeting, MeetingJob::Close) => {
            Some(AheadLine { at: ws.meetings.get(meeting)?.start, what: Ahead::Meeting })
        }
        Due::Meeting(
            meeting,
            MeetingJob::AskHost
            | MeetingJob::Announce
            | MeetingJob::Prepare
            | MeetingJob::RemindPresenters
            | MeetingJob::Remind
            | MeetingJob::Invite
            | MeetingJob::Draft,
        ) => {
            let day = ws.meetings.get(meeting)?.start.date();
            Some(AheadLine { at, what: Ahead::Work(due.clone(), Some(day)) })
        }
        Due::Handover(_) | Due::AskCompanies(_) | Due::Digest(_) => {
            Some(AheadLine { at, what: Ahead::Work(due.clone(), None) })
        }
        Due::Meeting(
            _,
            MeetingJob::AskColleague
            | MeetingJob::AskOrganiser
            | MeetingJob::AskFacilitator
            | MeetingJob::SendFacts,
        )
        | Due::AskCover(_)
        | Due::AskBackup(_)
        | Due::AskTurnCover(_)
        | Due::Nudge(..)
        | Due::Back(_)
        | Due::TellOfSilence(_)
        | Due::Tidy(_) => None,
    }
}
