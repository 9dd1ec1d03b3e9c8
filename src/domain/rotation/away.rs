//! Away: for a while nothing falls to a company, its meetings go to others, and it comes back by itself, with its place
//! in the order and no more to make up for than the others have done.

use super::handing_on::{free, hand_on};
use super::hosting;
use crate::domain::meeting::change::{Faults, faults};
use crate::domain::meeting::{facts, open_form};
use crate::domain::model::{
    Answer, Away, Change, Cluster, ClusterId, Company, CompanyId, Decision, Field, Form, HostLine, Kind,
    MeetingId, Msg, Nonce, Problem, Purpose, Refusal, RotationMsg, Start, Text, UserId, Value, Values,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;
use crate::domain::{onboarding, people};
use chrono::{Days, NaiveDate};

/// The longest, from today: about a year.
const LONGEST: Days = Days::new(366);
/// How long the form suggests.
const USUAL: Days = Days::new(14);

/// `/klynge away`, alone or with a day behind it, which is the one of coming back.
pub fn open(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str, nonce: Nonce) -> Decision {
    let mine = plan.company_of(cluster.id, by).cloned();
    let today = plan.today(cluster);
    if rest.is_empty() {
        return open_form_for(plan, by, cluster, mine.as_ref(), nonce);
    }
    let Some(mine) = mine else { return plan.refuse(by, Some(cluster.id), Refusal::NoCompany) };
    match people::until(rest, today).filter(|until| *until > today && *until <= today + LONGEST) {
        Some(until) => declare(plan, by, cluster, mine, Away { from: today, until }),
        None => plan.refuse(by, Some(cluster.id), Refusal::NoSuchAway(Text::line(rest))),
    }
}

/// Whoever runs the cluster may say it for any company, others for their own.
fn choices(plan: &Plan, by: &UserId, cluster: &Cluster, mine: Option<&Company>) -> Vec<(CompanyId, Text)> {
    if onboarding::may_run(plan, by, cluster).is_ok() {
        return onboarding::by_name(plan, cluster);
    }
    mine.map(|mine| (mine.id, mine.name.clone())).into_iter().collect()
}

fn open_form_for(
    plan: Plan,
    by: &UserId,
    cluster: &Cluster,
    mine: Option<&Company>,
    nonce: Nonce,
) -> Decision {
    let companies = choices(&plan, by, cluster, mine);
    if companies.is_empty() {
        return plan.refuse(by, Some(cluster.id), Refusal::NoCompany);
    }
    let today = plan.today(cluster);
    let known = mine.and_then(|mine| mine.away).filter(|away| away.until > today);
    let Away { from, until } = known.unwrap_or(Away { from: today, until: today + USUAL });
    let start = Start::Away { companies, mine: mine.map(|mine| mine.id), from: from.max(today), until };
    open_form(plan, by, cluster, Form { purpose: Purpose::Away(cluster.id), nonce, start })
}

/// The form was submitted.
pub fn set(plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let mine = plan.company_of(id, by);
    let choices = choices(&plan, by, &cluster, mine);
    if choices.is_empty() {
        return plan.refuse(by, Some(id), Refusal::NoCompany);
    }
    let chosen = match (values.get(&Field::Company), choices.as_slice()) {
        (Some(Value::Chosen(chosen)), _) => {
            choices.iter().map(|(id, _)| *id).find(|id| id.to_string() == *chosen)
        }
        (None, [(only, _)]) => Some(*only),
        _ => None,
    };
    let company = chosen.and_then(|id| plan.companies.get(&id)).cloned();
    let dates = read(values, plan.today(&cluster));
    match (company, dates) {
        (Some(company), Ok(away)) => declare(plan, by, &cluster, company, away),
        (company, dates) => {
            let mut problems = dates.err().unwrap_or_default();
            if company.is_none() {
                problems.push((Field::Company, Problem::NotAChoice));
            }
            faults(plan, by, &cluster, problems)
        }
    }
}

fn read(values: &Values, today: NaiveDate) -> Result<Away, Faults> {
    let date = |field| match values.get(&field) {
        Some(Value::Date(date)) if *date < today => Err((field, Problem::Past)),
        Some(Value::Date(date)) if *date > today + LONGEST => Err((field, Problem::TooFar)),
        Some(Value::Date(date)) => Ok(*date),
        _ => Err((field, Problem::Missing)),
    };
    match (date(Field::Date), date(Field::Until)) {
        (Ok(from), Ok(until)) if until <= from => Err(vec![(Field::Until, Problem::NotAfter)]),
        (Ok(from), Ok(until)) => Ok(Away { from, until }),
        (from, until) => Err(from.err().into_iter().chain(until.err()).collect()),
    }
}

/// A company is away: what falls into that time and has not begun goes to others.
fn declare(mut plan: Plan, by: &UserId, cluster: &Cluster, company: Company, away: Away) -> Decision {
    let (id, name) = (company.id, company.name.clone());
    let is_of_others = plan.company_of(cluster.id, by).is_none_or(|mine| mine.id != id);
    let contact = spokespeople(&plan, &company).into_iter().next().filter(|_| is_of_others);
    let now = plan.local_now(cluster);
    let company = Company { away: Some(away), ..company };
    plan.put(Change::Company(company.clone()));
    let freed =
        free(&mut plan, cluster, id, |meeting| meeting.start > now && company.is_away(meeting.start.date()));
    hand_on(&mut plan, cluster, &freed, &name);
    if let Some(contact) = contact.filter(|contact| contact != by) {
        let msg = RotationMsg::AwayForYou { company: name.clone(), away, by: by.clone() };
        let lang = plan.lang_of(&contact, Some(cluster.id));
        plan.say(Sending::reply(&contact, Kind::Company).by_itself(cluster.id), lang, Msg::Rotation(msg));
    }
    let handed_on = handed_on(&plan, &freed);
    let msg = RotationMsg::Away { company: name, away, handed_on };
    plan.finish_saying(by, Some(cluster.id), Msg::Rotation(msg))
}

/// The meetings with who hosts them now, in order.
fn handed_on(plan: &Plan, freed: &[MeetingId]) -> Vec<HostLine> {
    let mut lines: Vec<HostLine> = freed
        .iter()
        .filter_map(|id| plan.meetings.get(id))
        .map(|meeting| HostLine { start: meeting.start, host: facts(plan, meeting).host, theme: None })
        .collect();
    lines.sort_by_key(|line| line.start);
    lines
}

/// `/klynge back`: sooner than thought, or not away after all.
pub fn back(mut plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    let Some(mine) = plan.company_of(cluster.id, by).cloned() else {
        return plan.refuse(by, Some(cluster.id), Refusal::NoCompany);
    };
    let (id, company) = (mine.id, mine.name.clone());
    if mine.away.is_none() {
        let msg = RotationMsg::NotAway { company };
        return plan.finish_saying(by, Some(cluster.id), Msg::Rotation(msg));
    }
    come_back(&mut plan, cluster, mine);
    let hosts = plan.planned_of(cluster.id).into_iter().find(|meeting| meeting.host.company() == Some(id));
    let hosting = hosts.map(|meeting| meeting.start);
    plan.finish_saying(by, Some(cluster.id), Msg::Rotation(RotationMsg::Back { company, hosting }))
}

/// The day has come on which a company is back.
pub fn is_over(mut plan: Plan, id: CompanyId) -> Decision {
    let company = plan.companies.get(&id).filter(|company| company.away.is_some()).cloned();
    let cluster = company.as_ref().and_then(|company| plan.clusters.get(&company.cluster)).cloned();
    if let (Some(company), Some(cluster)) = (company, cluster) {
        come_back(&mut plan, &cluster, company);
    }
    plan.finish(Answer::Nothing)
}

fn come_back(plan: &mut Plan, cluster: &Cluster, company: Company) {
    let today = plan.today(cluster);
    let on = company.away.map_or(today, |away| away.until.min(today));
    let credit = hosting::credit_on_return(plan, cluster, &company, on);
    plan.put(Change::Company(Company { away: None, credit, ..company }));
    hosting::assign(plan, cluster.id);
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
