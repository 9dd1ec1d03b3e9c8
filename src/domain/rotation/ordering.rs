//! The stored order: whoever runs the cluster moves a company one up or down. Hosts who were told of their meeting keep
//! it; the others follow, and those whose next meeting becomes another one hear of it.

use super::{hosting, next_hosting};
use crate::domain::meeting::change::{Faults, faults};
use crate::domain::meeting::open_form;
use crate::domain::model::{
    Change, Cluster, ClusterId, CompanyId, Decision, Face, Field, Form, HostingMsg, Msg, Nonce, Problem,
    Purpose, Refusal, Start, Step, Subject, Text, UserId, Value, Values, WhyAnother, Workspace,
};
use crate::domain::onboarding;
use crate::domain::plan::Plan;

/// The cluster, for one who may change its order.
fn run_by(plan: &Plan, by: &UserId, id: ClusterId) -> Result<Cluster, Refusal> {
    let cluster = plan.clusters.get(&id).cloned().ok_or(Refusal::Gone)?;
    onboarding::may_run(plan, by, &cluster)?;
    Ok(cluster)
}

/// The companies that are there, in their order.
fn in_order(ws: &Workspace, cluster: &Cluster) -> Vec<(CompanyId, Text)> {
    ws.companies_in(cluster).map(|company| (company.id, company.name.clone())).collect()
}

/// Opens the form.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let companies = in_order(&plan, &cluster);
    if companies.len() < 2 {
        return plan.finish_saying(by, Some(id), Msg::Hosting(HostingMsg::NothingToMove));
    }
    open_form(
        plan,
        by,
        &cluster,
        Form { purpose: Purpose::Order(id), nonce, start: Start::Order { companies } },
    )
}

/// Which company changes places with which; or every fault at once.
fn read(companies: &[(CompanyId, Text)], values: &Values) -> Result<(CompanyId, CompanyId), Faults> {
    let chosen = |field| match values.get(&field) {
        Some(Value::Chosen(word)) => Ok(word.as_str()),
        _ => Err((field, Problem::Missing)),
    };
    let at = chosen(Field::Company).and_then(|word| {
        let at = companies.iter().position(|(id, _)| id.to_string() == word);
        at.ok_or((Field::Company, Problem::NotAChoice))
    });
    let step = chosen(Field::Step).and_then(|word| {
        let step = Step::ALL.into_iter().find(|step| step.name() == word);
        step.ok_or((Field::Step, Problem::NotAChoice))
    });
    let (at, step) = match (at, step) {
        (Ok(at), Ok(step)) => (at, step),
        (at, step) => return Err(at.err().into_iter().chain(step.err()).collect()),
    };
    let (other, end) = match step {
        Step::Up => (at.checked_sub(1), Problem::FirstAlready),
        Step::Down => (at.checked_add(1), Problem::LastAlready),
    };
    let pair = companies.get(at).zip(other.and_then(|other| companies.get(other)));
    pair.map(|((one, _), (other, _))| (*one, *other)).ok_or_else(|| vec![(Field::Step, end)])
}

/// The form was submitted.
pub fn step(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let mut cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let (one, other) = match read(&in_order(&plan, &cluster), values) {
        Ok(pair) => pair,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let before = next_hosting::of_all(&plan, &cluster, plan.now);
    // Companies that have left keep their places between them.
    for place in &mut cluster.order {
        *place = match *place {
            here if here == one => other,
            here if here == other => one,
            here => here,
        };
    }
    plan.put(Change::Cluster(cluster.clone()));
    hosting::assign(&mut plan, id);
    plan.touch([Subject::Cluster(id)], |face| *face == Face::Welcome(id));
    let why = WhyAnother::Order(by.clone());
    let told = next_hosting::tell_changed(&mut plan, by, &cluster, &before, &why, None);
    let name = |id: &CompanyId| plan.companies.get(id).map(|company| company.name.clone());
    let told = told.iter().filter_map(name).collect();
    let order = in_order(&plan, &cluster).into_iter().map(|(_, name)| name).collect();
    plan.finish_saying(by, Some(id), Msg::Hosting(HostingMsg::Order { order, told }))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
