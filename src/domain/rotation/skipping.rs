//! Not this round: a company leaves its next hosting to the one behind it, and comes first at the meeting after. Unlike
//! cover nobody has to say yes and nothing is owed to anybody; unlike away it is about one meeting. Whoever skips still
//! has the fewest hostings, so the order need not know of it, and skips again only once it has hosted.

use super::handing_on::{free, hand_on};
use super::{hosting, next_hosting};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::{company_name, facts, open_form};
use crate::domain::model::{
    Change, Cluster, ClusterId, CompanyId, Decision, Field, Form, Hosting, HostingMsg, Kind, Meeting, Msg,
    Nonce, Problem, Purpose, Refusal, Start, UserId, Value, Values, WhyAnother,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;

/// The meetings that a person may leave to others: the next one of their company, for the facilitator of each.
pub fn choices(plan: &Plan, by: &UserId, cluster: &Cluster) -> Vec<(CompanyId, Meeting)> {
    let mine = plan.company_of(cluster.id, by).map(|company| company.id);
    let is_for = |company: &CompanyId| cluster.facilitator == *by || Some(*company) == mine;
    let mut all: Vec<(CompanyId, Meeting)> = next_hosting::of_all(plan, cluster, plan.now)
        .into_iter()
        .filter(|(company, meeting)| is_for(company) && may_be_left(plan, cluster, *company, meeting))
        .collect();
    // One's own stands first.
    all.sort_by_key(|(company, meeting)| (Some(*company) != mine, meeting.start));
    all
}

/// Whoever has said that they take it keeps it; so does who stands in for another, who can give it back.
fn may_be_left(plan: &Plan, cluster: &Cluster, company: CompanyId, meeting: &Meeting) -> bool {
    let is_untaken = meeting.theme.is_none() && meeting.taken_by.is_none() && meeting.on_behalf.is_none();
    is_untaken && !hosting::has_skipped(plan, cluster, company)
}

/// Opens the form, unless there is nothing to leave to others.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if plan.company_of(id, by).is_none() && cluster.facilitator != *by {
        return plan.refuse(by, Some(id), Refusal::NoCompany);
    }
    let choices = choices(&plan, by, &cluster);
    if choices.is_empty() {
        return plan.finish_saying(by, Some(id), Msg::Hosting(HostingMsg::NothingToSkip));
    }
    let meetings = choices.into_iter().map(|(company, meeting)| Hosting {
        meeting: meeting.id,
        start: meeting.start,
        host: company_name(&plan, Some(company)),
    });
    let start = Start::Skip { meetings: meetings.collect() };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Skip(id), nonce, start })
}

/// The form was submitted.
pub fn skip(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let chosen = match values.get(&Field::Meeting) {
        Some(Value::Chosen(word)) => choices(&plan, by, &cluster)
            .into_iter()
            .find(|(_, meeting)| meeting.id.to_string() == *word)
            .ok_or(Problem::NotAChoice),
        _ => Err(Problem::Missing),
    };
    let (company, mut meeting) = match chosen {
        Ok(chosen) => chosen,
        Err(problem) => return faults(plan, by, &cluster, vec![(Field::Meeting, problem)]),
    };
    let name = company_name(&plan, Some(company));
    let before = next_hosting::of_all(&plan, &cluster, plan.now);
    let left = meeting.id;
    meeting.skipped.insert(company);
    plan.put(Change::Meeting(meeting));
    let freed = free(&mut plan, &cluster, company, |meeting| meeting.id == left);
    hand_on(&mut plan, &cluster, &freed, &name);
    let why = WhyAnother::Skip(name);
    next_hosting::tell_changed(&mut plan, by, &cluster, &before, &why, Some(company));
    tell_contact(&mut plan, by, &cluster, company, &before);
    answer(plan, by, &cluster, company, &before)
}

fn next(plan: &Plan, cluster: &Cluster, company: CompanyId) -> Option<chrono::NaiveDateTime> {
    next_hosting::of_all(plan, cluster, plan.now).get(&company).map(|meeting| meeting.start)
}

type Before = std::collections::BTreeMap<CompanyId, Meeting>;

/// Whoever says it for others tells them.
fn tell_contact(plan: &mut Plan, by: &UserId, cluster: &Cluster, company: CompanyId, before: &Before) {
    let is_theirs = plan.company_of(cluster.id, by).is_some_and(|mine| mine.id == company);
    let Some(row) = plan.companies.get(&company).filter(|_| !is_theirs).cloned() else { return };
    let contact = spokespeople(plan, &row).into_iter().next().filter(|contact| contact != by);
    if let (Some(contact), Some(left)) = (contact, before.get(&company)) {
        let next = next(plan, cluster, company);
        let (start, by) = (left.start, by.clone());
        let msg = HostingMsg::SkippedForYou { company: row.name, start, next, by };
        let lang = plan.lang_of(&contact, Some(cluster.id));
        plan.say(Sending::reply(&contact, Kind::Company).by_itself(cluster.id), lang, Msg::Hosting(msg));
    }
}

fn answer(plan: Plan, by: &UserId, cluster: &Cluster, company: CompanyId, before: &Before) -> Decision {
    let left = before.get(&company).and_then(|left| plan.meetings.get(&left.id));
    let Some((start, instead)) = left.map(|left| (left.start, facts(&plan, left).host)) else {
        return plan.refuse(by, Some(cluster.id), Refusal::Gone);
    };
    let next = next(&plan, cluster, company);
    let msg = HostingMsg::Skipped { company: company_name(&plan, Some(company)), start, instead, next };
    plan.finish_saying(by, Some(cluster.id), Msg::Hosting(msg))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
