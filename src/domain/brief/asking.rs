//! Questions to those who presented, their answers, and what somebody finds wrong in a brief. Klynge
//! passes the words on and keeps none of them.

use super::{approver, editing, found};
use crate::domain::meeting::change::{faults, typed};
use crate::domain::meeting::{company_name, facts, may_change, open_form};
use crate::domain::model::{
    Brief, BriefMsg, Cluster, Decision, Field, Form, Kind, Meeting, MeetingId, Msg, Nonce, Place, Problem,
    Purpose, Refusal, Start, Text, UserId, Value, Values, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::talk::agenda;

/// The longest question or answer, in characters.
const MAX_WORDS: usize = 1_500;

/// Whom one can ask: those who presented; where nobody did, whoever looked after the meeting then.
pub(super) fn whom(ws: &Workspace, brief: &Brief, meeting: &Meeting) -> Vec<UserId> {
    let mut people: Vec<UserId> = Vec::new();
    for line in agenda::told(ws, meeting.id) {
        if !people.contains(&line.presenter) {
            people.push(line.presenter);
        }
    }
    if people.is_empty() {
        people.push(brief.host.clone());
    }
    people
}

/// Somebody who belongs to the cluster of a brief that is out, or has seen a part of it as presenter.
fn reader(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Brief, Meeting, Cluster), Refusal> {
    let (brief, meeting, cluster) = found(plan, id).ok_or(Refusal::Gone)?;
    let belongs = plan.clusters_of(by).any(|mine| mine.id == cluster.id);
    let presents = plan.talks_at(id).any(|talk| talk.is_by(by));
    if belongs && (brief.state.is_out() || presents) {
        Ok((brief, meeting, cluster))
    } else {
        Err(Refusal::Gone)
    }
}

/// Opens the form for a question.
pub fn open_ask(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    let (brief, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let people = whom(&plan, &brief, &meeting)
        .into_iter()
        .map(|user| {
            let name = plan.people.get(&user).map(|person| Text::line(&person.profile.name));
            let company = plan.company_of(cluster.id, &user).map(|company| company.id);
            let company = company_name(&plan, company);
            let name = name.unwrap_or_default();
            let both = if company.is_empty() {
                name
            } else {
                Text::line(&format!("{} ({})", name.plain(), company.plain()))
            };
            (user, both)
        })
        .collect();
    let start = Start::Ask { facts: facts(&plan, &meeting), people };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Ask(id), nonce, start })
}

/// Passes a question on.
pub fn ask(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (brief, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let chosen = match values.get(&Field::Presenter) {
        Some(Value::Chosen(id)) => whom(&plan, &brief, &meeting).into_iter().find(|user| user.as_str() == id),
        _ => None,
    };
    let mut problems = Vec::new();
    if chosen.is_none() {
        problems.push((Field::Presenter, Problem::NotAChoice));
    }
    let words = words(values).map_err(|problem| problems.push(problem)).ok();
    let (Some(to), Some(words)) = (chosen, words) else { return faults(plan, by, &cluster, problems) };
    let company = company_name(&plan, plan.company_of(cluster.id, by).map(|company| company.id));
    let msg = BriefMsg::Question { facts: facts(&plan, &meeting), from: by.clone(), company, words };
    pass_on(&mut plan, &to, &meeting, &cluster, Kind::Ask, msg);
    plan.finish_saying(by, Some(cluster.id), Msg::Brief(BriefMsg::PassedOn { to }))
}

/// Opens the form for an answer.
pub fn open_reply(plan: Plan, by: &UserId, id: MeetingId, to: &UserId, nonce: Nonce) -> Decision {
    let (_, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if !is_here(&plan, &cluster, to) {
        return plan.refuse(by, Some(cluster.id), Refusal::Gone);
    }
    let start = Start::Reply { facts: facts(&plan, &meeting), to: to.clone() };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Reply(id, to.clone()), nonce, start })
}

/// Whether somebody can still be answered.
fn is_here(plan: &Plan, cluster: &Cluster, user: &UserId) -> bool {
    plan.belongs(cluster, user) && plan.people.get(user).is_some_and(|person| person.reachable())
}

/// Passes the answer on to whoever asked, if they are still here.
pub fn reply(mut plan: Plan, by: &UserId, id: MeetingId, to: &UserId, values: &Values) -> Decision {
    let (_, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if !is_here(&plan, &cluster, to) {
        return plan.refuse(by, Some(cluster.id), Refusal::Gone);
    }
    let words = match words(values) {
        Ok(words) => words,
        Err(problem) => return faults(plan, by, &cluster, vec![problem]),
    };
    let msg = BriefMsg::Reply { facts: facts(&plan, &meeting), from: by.clone(), words };
    pass_on(&mut plan, to, &meeting, &cluster, Kind::Ask, msg);
    plan.finish_saying(by, Some(cluster.id), Msg::Brief(BriefMsg::PassedOn { to: to.clone() }))
}

/// Something is wrong: who may change the brief does so; everybody else tells them.
pub fn open_correct(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    let (_, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    if may_change(&plan, by, &cluster, &meeting, plan.now) {
        return editing::open(plan, by, id, nonce);
    }
    let start = Start::Correct { facts: facts(&plan, &meeting) };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Correct(id), nonce, start })
}

/// Passes on what is wrong.
pub fn correct(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (_, meeting, cluster) = match reader(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let words = match words(values) {
        Ok(words) => words,
        Err(problem) => return faults(plan, by, &cluster, vec![problem]),
    };
    let to = approver(&plan, &meeting, &cluster);
    let msg = BriefMsg::Correction { facts: facts(&plan, &meeting), from: by.clone(), words };
    pass_on(&mut plan, &to, &meeting, &cluster, Kind::Correct, msg);
    plan.finish_saying(by, Some(cluster.id), Msg::Brief(BriefMsg::PassedOn { to }))
}

/// People write when it suits them, and are written to in the open hours.
fn pass_on(plan: &mut Plan, to: &UserId, meeting: &Meeting, cluster: &Cluster, kind: Kind, msg: BriefMsg) {
    let sending = Sending::to(Place::Dm(to.clone()), kind).by_itself(cluster.id).on(meeting.id);
    let lang = plan.lang_of(to, Some(cluster.id));
    plan.say(sending, lang, Msg::Brief(msg));
}

fn words(values: &Values) -> Result<Text, (Field, Problem)> {
    let words = typed(values, Field::Words);
    match words.chars() {
        0 => Err((Field::Words, Problem::Missing)),
        n if n > MAX_WORDS => Err((Field::Words, Problem::TooLong(MAX_WORDS))),
        _ => Ok(words),
    }
}
