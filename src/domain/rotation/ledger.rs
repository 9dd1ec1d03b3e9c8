//! How often each company has hosted, when it last did, and to whom it owes a meeting: numbers in the order of rotation,
//! which is no order of merit.

use super::cover::owing;
use super::hosting;
use crate::domain::model::{
    Answer, Cluster, ClusterId, Company, Decision, HostingMsg, LedgerLine, Msg, Refusal, Status, UserId,
    Workspace,
};
use crate::domain::plan::Plan;

/// The button, which opens a window of its own.
pub fn open(plan: Plan, by: &UserId, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let lang = plan.lang_of(by, Some(id));
    let msg = Msg::Hosting(HostingMsg::Ledger(lines(&plan, &cluster)));
    plan.finish(Answer::Read(lang, Box::new(msg)))
}

/// A line for each company that is there.
pub fn lines(ws: &Workspace, cluster: &Cluster) -> Vec<LedgerLine> {
    ws.companies_in(cluster).map(|company| line(ws, cluster, company)).collect()
}

fn line(ws: &Workspace, cluster: &Cluster, company: &Company) -> LedgerLine {
    let held = ws.meetings_in(cluster.id).filter(|meeting| meeting.status == Status::Held);
    let hosted = held.filter(|meeting| meeting.host.company() == Some(company.id));
    let dates: Vec<_> = hosted.map(|meeting| meeting.start.date()).collect();
    let owed = |to: &dyn Fn(&Company) -> u32| {
        let others = ws.companies_in(cluster).filter(|other| other.id != company.id);
        others.map(|other| (other.name.clone(), to(other))).filter(|(_, owed)| *owed > 0).collect()
    };
    LedgerLine {
        company: company.name.clone(),
        hosted: u32::try_from(dates.len()).unwrap_or(u32::MAX),
        last: dates.into_iter().max(),
        owes: owed(&|other| owing::owes(ws, cluster, company.id, other.id)),
        owes_turns: owed(&|other| owing::owes_turns(ws, cluster, company.id, other.id)),
        skipped: hosting::has_skipped(ws, cluster, company.id),
    }
}
