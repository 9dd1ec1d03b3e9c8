//! Cover and swap: a host asks for somebody to take its meeting, or to exchange it for another. The hosting counts for
//! whoever it was due to by turn, so that the order and what is fair stay as they are; what one company owes another
//! follows from who stood in for whom.

pub mod answering;
pub mod asking;
pub mod owing;
pub mod reminding;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
pub mod turn;

use crate::domain::calendar;
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Card, Cluster, CompanyId, CoverMsg, CoverState, Holder, Instant, Meeting, MeetingId, Msg, Plea,
    PleaFacts, PleaState, Status, UserId, Workspace,
};

/// Whether a plea can still be answered, as far as hosts go: nobody has said anything, and the meetings are planned and
/// with whom they were.
pub fn is_open(ws: &Workspace, meeting: &Meeting) -> bool {
    let Some(plea) = meeting.plea.as_ref().filter(|plea| plea.state == PleaState::Open) else { return false };
    stands(ws, meeting, plea)
}

/// Whether the meetings are where they were when somebody asked.
fn stands(ws: &Workspace, meeting: &Meeting, plea: &Plea) -> bool {
    let other = plea.instead.is_none_or(|(other, of)| {
        ws.meetings.get(&other).is_some_and(|other| is_with(other, of) && other.start != meeting.start)
    });
    other && is_with(meeting, plea.company)
}

fn is_with(meeting: &Meeting, company: CompanyId) -> bool {
    meeting.is_planned() && meeting.host == Holder::Company(company)
}

/// The meetings that a plea is about: that of the asker first.
fn meetings(ws: &Workspace, meeting: &Meeting, plea: &Plea) -> Vec<Meeting> {
    let other = plea.instead.and_then(|(id, _)| ws.meetings.get(&id)).cloned();
    [meeting.clone()].into_iter().chain(other).collect()
}

/// Whether none of them has begun.
fn is_ahead(meetings: &[Meeting], cluster: &Cluster, now: Instant) -> bool {
    meetings.iter().all(|meeting| calendar::instant(meeting.start, cluster.zone) > now)
}

/// Whether the company is away when it would host.
fn is_away(ws: &Workspace, company: CompanyId, meeting: &Meeting) -> bool {
    ws.companies.get(&company).is_some_and(|company| company.is_away(meeting.start.date()))
}

/// What is asked, in words for everybody.
fn plea_facts(ws: &Workspace, meeting: &Meeting, plea: &Plea) -> PleaFacts {
    let instead = plea.instead.and_then(|(id, _)| ws.meetings.get(&id)).map(|other| facts(ws, other));
    PleaFacts { facts: facts(ws, meeting), company: company_name(ws, Some(plea.company)), instead }
}

/// A question as it stands.
pub fn card(ws: &Workspace, card: &Card, id: MeetingId) -> Option<Msg> {
    let meeting = ws.meetings.get(&id)?;
    let plea = meeting.plea.as_ref()?;
    let state = if card.id < plea.card { CoverState::Settled } else { state(ws, meeting, plea) };
    Some(Msg::Cover(CoverMsg::Card { plea: plea_facts(ws, meeting, plea), state }))
}

/// Whether what somebody took is with others since.
fn has_gone_on(ws: &Workspace, meeting: &Meeting, by: &UserId) -> bool {
    let theirs = ws.company_of(meeting.cluster, by);
    theirs.is_some_and(|company| meeting.host != Holder::Company(company.id))
}

fn state(ws: &Workspace, meeting: &Meeting, plea: &Plea) -> CoverState {
    let all = meetings(ws, meeting, plea);
    let any_is = |status| all.iter().any(|meeting| meeting.status == status);
    match &plea.state {
        // What nobody will do any more stays said, whatever becomes of the meeting.
        PleaState::Withdrawn => CoverState::Withdrawn,
        PleaState::Declined(by) => CoverState::Declined(by.clone()),
        PleaState::Taken(_) if meeting.status == Status::Cancelled => CoverState::Cancelled,
        PleaState::Taken(by) if has_gone_on(ws, meeting, by) => CoverState::Settled,
        PleaState::Taken(by) => CoverState::Taken(by.clone()),
        PleaState::Open if any_is(Status::Cancelled) => CoverState::Cancelled,
        PleaState::Open if any_is(Status::Held) => CoverState::Over,
        PleaState::Open if stands(ws, meeting, plea) => CoverState::Open,
        PleaState::Open => CoverState::Settled,
    }
}
