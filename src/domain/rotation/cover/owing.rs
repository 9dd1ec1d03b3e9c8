//! Who owes whom a meeting. Nothing of it is kept: it follows from who stood in for whom.

use crate::domain::model::{Cluster, CompanyId, Status, Workspace};
use std::collections::BTreeMap;

/// Pairs of companies of which the first owes the second so many meetings: what it was stood in for, less what it has
/// given back by standing in.
pub fn owed(ws: &Workspace, cluster: &Cluster) -> Vec<(CompanyId, CompanyId, u32)> {
    let mut balance: BTreeMap<(CompanyId, CompanyId), i64> = BTreeMap::new();
    let counting = ws.meetings_in(cluster.id).filter(|meeting| meeting.status != Status::Cancelled);
    for (debtor, creditor) in counting.filter_map(|meeting| meeting.on_behalf.zip(meeting.host.company())) {
        let (pair, sign) =
            if debtor < creditor { ((debtor, creditor), 1) } else { ((creditor, debtor), -1) };
        *balance.entry(pair).or_default() += sign;
    }
    let is_here = |id: &CompanyId| ws.companies.get(id).is_some_and(|company| company.left.is_none());
    let owing = balance.into_iter().filter(|((one, other), _)| is_here(one) && is_here(other));
    owing
        .filter(|(_, sum)| *sum != 0)
        .map(|((one, other), sum)| {
            let (debtor, creditor) = if sum > 0 { (one, other) } else { (other, one) };
            (debtor, creditor, u32::try_from(sum.unsigned_abs()).unwrap_or(u32::MAX))
        })
        .collect()
}
