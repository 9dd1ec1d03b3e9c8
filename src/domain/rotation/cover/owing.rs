//! Who owes whom a meeting, or a turn. Nothing of it is kept: it follows from who stood in for whom.

use crate::domain::model::{Cluster, CompanyId, Status, Workspace};

/// How many meetings a company owes another: those the other hosted or will host for it, less what it gave back in the
/// same way.
pub fn owes(ws: &Workspace, cluster: &Cluster, debtor: CompanyId, creditor: CompanyId) -> u32 {
    let stood_in = |by: CompanyId, whom: CompanyId| {
        let counting = ws.meetings_in(cluster.id).filter(|meeting| meeting.status != Status::Cancelled);
        counting.filter(|it| it.host.company() == Some(by) && it.on_behalf == Some(whom)).count()
    };
    let owed = stood_in(creditor, debtor).saturating_sub(stood_in(debtor, creditor));
    u32::try_from(owed).unwrap_or(u32::MAX)
}

/// The same of turns as organiser.
pub fn owes_turns(ws: &Workspace, cluster: &Cluster, debtor: CompanyId, creditor: CompanyId) -> u32 {
    let stood_in = |by: CompanyId, whom: CompanyId| {
        let turns = ws.turns_in(cluster.id);
        turns.filter(|it| it.holder.company() == Some(by) && it.on_behalf == Some(whom)).count()
    };
    let owed = stood_in(creditor, debtor).saturating_sub(stood_in(debtor, creditor));
    u32::try_from(owed).unwrap_or(u32::MAX)
}
