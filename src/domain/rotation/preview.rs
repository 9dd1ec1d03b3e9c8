//! `/klynge host`: who hosts the next meetings, if nothing changes, and the way to the ledger, to earlier years and to
//! what one can do about it.

use super::{history, skipping};
use crate::domain::meeting::planning::{AHEAD, top_up_to};
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Cluster, Decision, HostPreview, HostingMsg, Instant, Msg, PreviewLine, Refusal, UserId, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::{calendar, onboarding};

/// So many years have a button; of others one asks by typing them.
const YEARS: usize = 3;

/// The next meetings; with a year behind the command who hosted in it.
pub fn show(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str) -> Decision {
    if let Ok(year) = rest.parse() {
        return history::show(plan, by, cluster, year);
    }
    let lines = lines(&plan, cluster, plan.now);
    if lines.is_empty() {
        return plan.refuse(by, Some(cluster.id), Refusal::NoMeeting);
    }
    let preview = HostPreview {
        cluster: cluster.id,
        lines,
        years: history::years(&plan, cluster).into_iter().rev().take(YEARS).collect(),
        orders: onboarding::may_run(&plan, by, cluster).is_ok(),
        skips: !skipping::choices(&plan, by, cluster).is_empty(),
    };
    plan.finish_saying(by, Some(cluster.id), Msg::Hosting(HostingMsg::Preview(preview)))
}

/// The meetings that are not over, as far as they are planned and as they would be planned next.
pub fn lines(ws: &Workspace, cluster: &Cluster, now: Instant) -> Vec<PreviewLine> {
    let mut plan = Plan::new(ws, now);
    // As many again: what was moved far ahead has slots before it that are not planned yet.
    top_up_to(&mut plan, cluster.id, 2 * AHEAD);
    let local = calendar::local(now, cluster.zone);
    let ahead = plan.planned_of(cluster.id).into_iter().filter(|meeting| meeting.end() > local);
    ahead
        .take(AHEAD)
        .map(|meeting| {
            let facts = facts(&plan, meeting);
            let on_behalf = meeting.on_behalf.map(|company| company_name(&plan, Some(company)));
            // Of a company that left nothing is told.
            let on_behalf = on_behalf.filter(|name| !name.is_empty());
            PreviewLine { start: facts.start, host: facts.host, on_behalf, theme: facts.theme }
        })
        .collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
