//! Who does what, when: hosts by meeting, organisers by period, and what if nobody answers.

pub mod asking;
pub mod away;
pub mod cover;
pub mod handing_on;
pub mod history;
pub mod hosting;
pub mod ledger;
pub mod next_hosting;
pub mod ordering;
pub mod preview;
pub mod skipping;
pub mod turns;

use super::meeting::change::{faults, tell, tell_person, typed};
use super::meeting::{changeable, facts, list, open_form};
use super::model::{
    Answer, AskRole, AskState, Change, ChangeNote, Cluster, Decision, Field, Form, Holder, Idea, Meeting,
    MeetingId, MeetingJob, MeetingMsg, Msg, Named, Nonce, Problem, Purpose, Refusal, RotationMsg, Start,
    Status, UserId, Values, Workspace,
};
use super::plan::Plan;
use super::rsvp::{meeting_and_cluster, spokespeople};
use super::sabotage::{Rule, broken};
use super::{calendar, guest, meeting, variety, wish};

/// The longest theme, in characters: it stands in a title.
const MAX_THEME: usize = 120;

/// Whether a meeting's content is this person's: theirs by company, by facilitating, or by taking it.
pub fn owns(ws: &Workspace, by: &UserId, meeting: &Meeting) -> bool {
    if meeting.taken_by.as_ref() == Some(by) {
        return true;
    }
    match meeting.host {
        Holder::Facilitator => ws.clusters.get(&meeting.cluster).is_some_and(|c| c.facilitator == *by),
        Holder::Company(company) => ws.company_of(meeting.cluster, by).is_some_and(|mine| mine.id == company),
    }
}

/// The one person who looks after a meeting: whoever took it, else the host's contact, else the
/// facilitator. `None` only when the cluster is gone.
pub fn responsible(ws: &Workspace, meeting: &Meeting) -> Option<UserId> {
    let cluster = ws.clusters.get(&meeting.cluster)?;
    let taken = meeting
        .taken_by
        .clone()
        .filter(|user| broken(Rule::Reachable) || ws.people.get(user).is_none_or(|p| p.reachable()));
    let of_host = || {
        let company = ws.companies.get(&meeting.host.company()?)?;
        spokespeople(ws, company).into_iter().next()
    };
    Some(taken.or_else(of_host).unwrap_or_else(|| cluster.facilitator.clone()))
}

/// Whether a person may look after this meeting's content.
pub fn may_look_after(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Meeting, Cluster), Refusal> {
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    // Somebody may have been asked to step in for others, and then left with their company.
    let takes_part = plan.company_of(cluster.id, by).is_some() || cluster.facilitator == *by;
    if meeting.is_planned()
        && meeting.asked.contains(by)
        && takes_part
        && calendar::instant(meeting.end(), cluster.zone) > plan.now
    {
        return Ok((meeting, cluster));
    }
    changeable(plan, by, id)
}

/// Opens the form for the theme, with an idea in it if one was picked.
pub fn open_theme(plan: Plan, by: &UserId, id: MeetingId, idea: Option<Idea>, nonce: Nonce) -> Decision {
    match may_look_after(&plan, by, id) {
        Ok((meeting, cluster)) => {
            let start = Start::Theme { facts: facts(&plan, &meeting), idea, format: meeting.format };
            open_form(plan, by, &cluster, Form { purpose: Purpose::Theme(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// Three ideas, others for each meeting.
pub fn ideas(plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let cluster = match may_look_after(&plan, by, id) {
        Ok((_, cluster)) => cluster.id,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let nth = plan.meetings_in(cluster).filter(|m| m.id < id).count() * 3;
    let wishes = wish::taking::offered(&plan, cluster);
    let more = 3 - wishes.len().min(3);
    let ideas = Idea::ALL.iter().cycle().skip(nth % Idea::ALL.len()).take(more).copied().collect();
    plan.finish_saying(by, Some(cluster), Msg::Rotation(RotationMsg::Ideas { meeting: id, ideas, wishes }))
}

/// The theme is chosen. Whoever of the host chose it looks after the meeting; a theme that others
/// thought of leaves it with its host, who is told.
pub fn choose_theme(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (mut meeting, cluster) = match may_look_after(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let theme = typed(values, Field::Theme);
    let problem = match theme.chars() {
        0 => Some(Problem::Missing),
        n if n > MAX_THEME => Some(Problem::TooLong(MAX_THEME)),
        _ => None,
    };
    let format = variety::read(values, &meeting);
    let problems: Vec<_> = problem.map(|problem| (Field::Theme, problem)).into_iter().collect();
    match format {
        Ok(format) if problems.is_empty() => meeting.format = format,
        Ok(_) => return faults(plan, by, &cluster, problems),
        Err(problem) => {
            let problems = problems.into_iter().chain([(Field::Format, problem)]).collect();
            return faults(plan, by, &cluster, problems);
        }
    }
    meeting.theme = Some(theme);
    if owns(&plan, by, &meeting) {
        meeting.taken_by = Some(by.clone());
    }
    meeting.host_fixed = true;
    plan.put(Change::Meeting(meeting));
    hosting::assign(&mut plan, cluster.id);
    thank(tell(plan, by, id, &cluster, ChangeNote::Theme))
}

/// "I'll look after it": the theme may come later.
pub fn take(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let (meeting, cluster) = match may_look_after(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if meeting.taken_by.is_some() && !owns(&plan, by, &meeting) && cluster.facilitator != *by {
        // Somebody was faster; the question says who.
        return match host_ask_card(&plan, id, by) {
            Some(msg) => plan.finish_saying(by, Some(cluster.id), msg),
            None => plan.refuse(by, Some(cluster.id), Refusal::Gone),
        };
    }
    let before = facts(&plan, &meeting).host;
    look_after(&mut plan, by, &cluster, meeting);
    let now = plan.meetings.get(&id).map(|meeting| facts(&plan, meeting));
    match now {
        Some(now) if now.host != before => tell(plan, by, id, &cluster, ChangeNote::Host(before)),
        Some(facts) => {
            plan.touch_meeting(id);
            plan.finish_saying(by, Some(cluster.id), Msg::Rotation(RotationMsg::Taken { facts }))
        }
        None => plan.finish(Answer::Nothing),
    }
}

/// A meeting is somebody's now. Who had it before is told in private that it is not theirs any more.
fn look_after(plan: &mut Plan, by: &UserId, cluster: &Cluster, mut meeting: Meeting) {
    let (before, former) = (facts(plan, &meeting).host, responsible(plan, &meeting));
    take_over(plan, by, cluster, &mut meeting);
    plan.put(Change::Meeting(meeting.clone()));
    hosting::assign(plan, cluster.id);
    let is_other = facts(plan, &meeting).host != before;
    if let Some(former) = former.filter(|former| former != by && is_other) {
        tell_person(plan, &former, &meeting, cluster, ChangeNote::Host(before));
    }
}

/// Whoever takes a meeting that they were asked for takes the hosting too, unless it is theirs.
fn take_over(plan: &Plan, by: &UserId, cluster: &Cluster, meeting: &mut Meeting) {
    let theirs = owns(plan, by, meeting);
    if !theirs && meeting.asked.contains(by) {
        // Whoever takes it of their own accord stands in for nobody.
        meeting.on_behalf = None;
        meeting.host = if cluster.facilitator == *by {
            Holder::Facilitator
        } else {
            plan.company_of(cluster.id, by).map_or(meeting.host, |company| Holder::Company(company.id))
        };
    }
    if theirs || meeting.asked.contains(by) {
        meeting.taken_by = Some(by.clone());
    }
    meeting.host_fixed = true;
}

/// The answer to the one who chose: thanks, instead of a list of what changed.
fn thank(plan_decision: Decision) -> Decision {
    let Decision { changes, actions, answer } = plan_decision;
    let answer = match answer {
        Answer::Say(lang, msg) => match *msg {
            Msg::Meeting(MeetingMsg::Done { facts, .. }) => {
                Answer::Say(lang, Box::new(Msg::Rotation(RotationMsg::Taken { facts })))
            }
            other => Answer::Say(lang, Box::new(other)),
        },
        other => other,
    };
    Decision { changes, actions, answer }
}

/// "We can't this time": a no is a fine answer, and the next person is asked.
pub fn pass(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let (mut meeting, cluster) = match may_look_after(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if meeting.taken_by.as_ref() == Some(by) {
        meeting.taken_by = None;
        plan.put(Change::Meeting(meeting.clone()));
        plan.touch_meeting(id);
    }
    let next = [MeetingJob::AskColleague, MeetingJob::AskOrganiser, MeetingJob::AskFacilitator]
        .into_iter()
        .find(|job| meeting.done_at(*job).is_none());
    match next {
        Some(job) if cluster.facilitator != *by && asking::is_open(&meeting) => {
            let meeting = meeting::jobs::mark(&mut plan, meeting, job);
            asking::ask(&mut plan, &meeting, &cluster, job);
            let facts = facts(&plan, &meeting);
            plan.finish_saying(by, Some(cluster.id), Msg::Rotation(RotationMsg::AnotherIsAsked { facts }))
        }
        // Nobody is left to ask: moving it or calling it off is a fine answer as well.
        _ => list::manage(plan, by, &cluster, Some(&meeting)),
    }
}

/// The question to a host, or to somebody asked to step in, as it stands.
pub fn host_ask_card(ws: &Workspace, id: MeetingId, user: &UserId) -> Option<Msg> {
    let (meeting, cluster) = meeting_and_cluster(ws, id)?;
    let taken = |by: UserId| if by == *user { AskState::Yours(by) } else { AskState::Taken(by) };
    let state = match (meeting.status, &meeting.taken_by) {
        (Status::Held, _) => AskState::Over,
        (Status::Cancelled, _) => AskState::Cancelled,
        (Status::Planned, Some(by)) => taken(by.clone()),
        // Somebody else has chosen the theme: nothing is left to ask.
        (Status::Planned, None) if meeting.theme.is_some() => taken(responsible(ws, &meeting)?),
        // The company has left, and somebody else is asked.
        (Status::Planned, None) if !meeting.asked.contains(user) => {
            AskState::Passed(responsible(ws, &meeting)?)
        }
        (Status::Planned, None) => AskState::Open,
    };
    let role = role(ws, &meeting, &cluster, user);
    let offer = variety::offering::stands(&meeting, &role, &state);
    let guests = guest::fitting::who_fits(ws, &meeting, offer);
    Some(Msg::Rotation(RotationMsg::HostAsk { facts: facts(ws, &meeting), role, state, offer, guests }))
}

/// Why this person is asked about this meeting.
fn role(ws: &Workspace, meeting: &Meeting, cluster: &Cluster, user: &UserId) -> AskRole {
    let host = facts(ws, meeting).host;
    let mine = ws.company_of(cluster.id, user).is_some_and(|mine| Some(mine.id) == meeting.host.company());
    let first = meeting.asked.first() == Some(user) || meeting.taken_by.as_ref() == Some(user);
    match host {
        Named::Facilitator(_) => AskRole::StartPhase,
        Named::Company(name) if mine && first => AskRole::Host(name),
        Named::Company(name) if mine => AskRole::Colleague(name),
        host if cluster.facilitator == *user => AskRole::LastResort(host),
        host => AskRole::Organiser(host),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
