//! What matters to one person in one cluster now, and the one thing to do next. The panel and the
//! Home tab show the same.

use super::meeting::{facts, next_meeting};
use super::model::{
    BriefState, Cluster, Coming, Company, Face, Instant, Meeting, OptOut, Stage, Standing, Subject,
    TalkState, Todo, UserId, Workspace,
};
use super::rotation::{self, asking, turns};
use super::rsvp;

/// Where a person stands in a cluster at a time.
pub fn standing(ws: &Workspace, by: &UserId, cluster: &Cluster, now: Instant) -> Standing {
    let company = ws.company_of(cluster.id, by);
    let next = next_meeting(ws, cluster, now);
    let answer = next.and_then(|next| rsvp::stands(ws, next, company?.id));
    let hosting = company.and_then(|company| hosting(ws, cluster, company));
    Standing {
        next: next.map(|next| Box::new(facts(ws, next))),
        answer,
        company: company.map(|company| company.name.clone()),
        hosting: hosting.map(|meeting| meeting.start),
        turn: company.and_then(|company| turns::turn_of(ws, cluster, company.id)),
        away: company.and_then(|company| company.away),
        todo: todo(ws, by, cluster, next, answer, hosting),
    }
}

/// The next meeting that a company hosts.
fn hosting<'a>(ws: &'a Workspace, cluster: &Cluster, company: &Company) -> Option<&'a Meeting> {
    let theirs = |meeting: &&Meeting| meeting.host.company() == Some(company.id);
    ws.planned_of(cluster.id).into_iter().find(theirs)
}

fn todo(
    ws: &Workspace,
    by: &UserId,
    cluster: &Cluster,
    next: Option<&Meeting>,
    answer: Option<Coming>,
    hosting: Option<&Meeting>,
) -> Todo {
    let facilitates = cluster.facilitator == *by;
    if cluster.stage == Stage::Preview && facilitates {
        return Todo::ApproveWelcome(cluster.id);
    }
    if ws.company_of(cluster.id, by).is_none() && !facilitates {
        return Todo::PickCompany(cluster.id);
    }
    if let Some(todo) = approving(ws, by, cluster) {
        return todo;
    }
    // A hosting that lies far ahead matters once its host has been asked.
    let hosting = hosting.filter(|meeting| !meeting.asked.is_empty());
    let themeless = [next, hosting]
        .into_iter()
        .flatten()
        .find(|meeting| asking::is_open(meeting) && rotation::owns(ws, by, meeting));
    if let Some(meeting) = themeless {
        return Todo::ChooseTheme(meeting.id);
    }
    if let Some(todo) = stepping_in(ws, by, cluster).or_else(|| presenting(ws, by, cluster)) {
        return todo;
    }
    match next {
        Some(next) if answer.is_none() && company_is_to_answer(ws, by, next) => Todo::Answer(next.id),
        _ => Todo::Nothing,
    }
}

/// A draft that goes out without its points if this person does nothing.
fn approving(ws: &Workspace, by: &UserId, cluster: &Cluster) -> Option<Todo> {
    let waits = |meeting: &&Meeting| {
        let brief = ws.briefs.get(&meeting.id);
        brief.is_some_and(|brief| brief.state == BriefState::Draft && brief.host == *by)
    };
    let meeting =
        ws.unwritten_in(cluster.id).filter(waits).min_by_key(|meeting| (meeting.start, meeting.id))?;
    Some(Todo::ApproveBrief { meeting: meeting.id, start: meeting.start })
}

/// Somebody else's meeting that this person was asked to look after.
fn stepping_in(ws: &Workspace, by: &UserId, cluster: &Cluster) -> Option<Todo> {
    if ws.people.get(by).is_some_and(|person| person.opted_out.contains(&OptOut::SteppingIn)) {
        return None;
    }
    let asked = |meeting: &&Meeting| asking::is_open(meeting) && meeting.asked.contains(by);
    let meeting = ws.planned_of(cluster.id).into_iter().find(asked)?;
    Some(Todo::StepIn { meeting: meeting.id, start: meeting.start })
}

/// A talk whose presenter was asked to be ready, and has not said so.
fn presenting(ws: &Workspace, by: &UserId, cluster: &Cluster) -> Option<Todo> {
    let asks = |face: &Face| matches!(face, Face::Ready(_) | Face::ReadyWith(..) | Face::Week(..));
    let talk = ws.talks_to_come(cluster.id).find(|talk| {
        talk.is_by(by)
            && talk.state == TalkState::Planned
            && ws.cards_about(Subject::Talk(talk.id)).any(|card| asks(&card.face))
    })?;
    let meeting = ws.meetings.get(&talk.meeting?)?;
    Some(Todo::Ready { talk: talk.id, title: talk.title.clone(), start: meeting.start })
}

fn company_is_to_answer(ws: &Workspace, by: &UserId, meeting: &Meeting) -> bool {
    let is_asked = |company: &Company| {
        !company.is_away(meeting.start.date()) && rsvp::is_to_answer(ws, meeting, company.id)
    };
    ws.company_of(meeting.cluster, by).is_some_and(is_asked)
}
