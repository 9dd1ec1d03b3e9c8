//! Briefs: what a meeting contained, for those who were not there. Notes are read the next working
//! day, the host approves, and each absent company gets exactly one.

pub mod archive;
pub mod asking;
pub mod drafting;
pub mod editing;
pub mod publishing;
pub mod sharing;
pub mod summary;
#[cfg(test)]
mod tests;

use super::meeting::{facts, may_change};
use super::model::{
    Brief, BriefFacts, BriefState, Cluster, Field, Meeting, MeetingId, Noted, Point, PointKind, PointLine,
    Refusal, Right, Text, Ts, UserId, Value, Values, Workspace,
};
use super::plan::Plan;
use super::rsvp::meeting_and_cluster;
use super::{calendar, rotation, talk};

/// A brief with its meeting and cluster, as copies that outlive changes to the plan.
fn found(ws: &Workspace, id: MeetingId) -> Option<(Brief, Meeting, Cluster)> {
    let (meeting, cluster) = meeting_and_cluster(ws, id)?;
    Some((ws.briefs.get(&id)?.clone(), meeting, cluster))
}

/// The same for somebody who may approve and change it: facilitator, organiser, host.
fn approvable(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Brief, Meeting, Cluster), Refusal> {
    let (brief, meeting, cluster) = found(plan, id).ok_or(Refusal::Gone)?;
    if !may_change(plan, by, &cluster, &meeting, plan.now) {
        return Err(Refusal::NotYours(Right::Host, cluster.facilitator));
    }
    Ok((brief, meeting, cluster))
}

/// What a brief says, as it stands: without what a presenter keeps confidential, and without its
/// points while they wait for approval (links excepted, where nothing was confidential).
fn brief_facts(ws: &Workspace, brief: &Brief, meeting: &Meeting) -> BriefFacts {
    says(ws, brief, meeting, brief.state == BriefState::FactsOnly)
}

/// The same with its points, or without.
fn says(ws: &Workspace, brief: &Brief, meeting: &Meeting, facts_only: bool) -> BriefFacts {
    let links = facts_only && !sharing::has_secrets(ws, meeting.id);
    let goes_out = |noted: &&Noted| match noted.point.kind {
        PointKind::Link => !facts_only || links,
        _ => !facts_only,
    };
    let points = told(ws, brief).filter(goes_out);
    BriefFacts {
        facts: facts(ws, meeting),
        agenda: talk::agenda::told(ws, meeting.id),
        points: points.map(|noted| line(brief, &noted.point)).collect(),
        remarks: if facts_only { 0 } else { brief.remarks },
        facts_only,
        corrected: brief.corrected.and_then(|at| {
            let cluster = ws.clusters.get(&meeting.cluster)?;
            Some(calendar::local(at, cluster.zone))
        }),
        ask: asking::whom(ws, brief, meeting),
    }
}

/// The points of some kinds, as they may be told.
pub fn lines(ws: &Workspace, brief: &Brief, of: impl Fn(PointKind) -> bool) -> Vec<PointLine> {
    let wanted = told(ws, brief).filter(|noted| of(noted.point.kind));
    wanted.map(|noted| line(brief, &noted.point)).collect()
}

/// The points that may be told: none about a talk whose presenter keeps it confidential.
fn told<'a>(ws: &'a Workspace, brief: &'a Brief) -> impl Iterator<Item = &'a Noted> {
    brief.points.iter().filter(|noted| sharing::may_be_told(ws, noted))
}

fn line(brief: &Brief, point: &Point) -> PointLine {
    let source = point.source.as_ref().and_then(|ts| address(brief.thread.as_ref()?, ts));
    PointLine { kind: point.kind, text: point.text.clone(), source }
}

/// The address of a reply, from that of its thread: `../archives/C1/p<ts>?thread_ts=<parent>&cid=C1`.
fn address(thread: &Text, reply: &Ts) -> Option<Text> {
    let bare = thread.plain().split('?').next()?;
    let (channel, parent) = bare.rsplit_once("/p")?;
    let (seconds, micros) = parent.split_at_checked(parent.len().checked_sub(6)?)?;
    let id = channel.rsplit('/').next()?;
    let digits = reply.as_str().replace('.', "");
    Some(Text::line(&format!("{channel}/p{digits}?thread_ts={seconds}.{micros}&cid={id}")))
}

/// People are `@U..` in a point that was just taken; readers know them by name.
fn with_names(ws: &Workspace, text: &Text) -> Text {
    let mut parts = text.plain().split('@');
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(part.len());
        let (id, rest) = part.split_at(end);
        match ws.people.get(&UserId::from(id)) {
            Some(person) => named.push_str(&person.profile.name),
            None => {
                named.push('@');
                named.push_str(id);
            }
        }
        named.push_str(rest);
    }
    Text::line(&named)
}

/// What was typed into a field of several lines.
fn raw(values: &Values, field: Field) -> &str {
    match values.get(&field) {
        Some(Value::Typed(text)) => text,
        _ => "",
    }
}

/// Who is asked to approve: whoever looks after the meeting.
fn approver(ws: &Workspace, meeting: &Meeting, cluster: &Cluster) -> UserId {
    rotation::responsible(ws, meeting).unwrap_or_else(|| cluster.facilitator.clone())
}
