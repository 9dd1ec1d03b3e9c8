//! Which company hosts which meeting: the one that hosted least comes first, the stored order
//! decides between equals. Hosts who were told are left alone.

use super::cover;
use crate::domain::model::{
    Change, Cluster, ClusterId, Company, CompanyId, Holder, Meeting, Status, Workspace,
};
use crate::domain::plan::Plan;
use crate::domain::sabotage::{Rule, broken};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// Sees to the hosts of all planned meetings of a cluster that nobody has been told of. Run
/// after anything that changes who is there or what is planned; run twice, it changes nothing.
pub fn assign(plan: &mut Plan, id: ClusterId) {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return };
    for meeting in reassigned(plan, &cluster) {
        let id = meeting.id;
        plan.put(Change::Meeting(meeting));
        // Somebody may have been asked before it went to others, and came back.
        plan.touch_meeting(id);
    }
    // A turn may be somebody else's now as well.
    cover::turn::settle(plan, id);
}

/// The meetings of the cluster that are to have another host than they have, in order of start.
fn reassigned(ws: &Workspace, cluster: &Cluster) -> Vec<Meeting> {
    let mut meetings = ws.meetings_of(cluster.id);
    meetings.retain(|meeting| meeting.status != Status::Cancelled);
    let mut hosted = counts(ws, cluster, meetings.iter().copied().filter(|meeting| is_settled(meeting)));
    // The same in order of time: what a company that was away is measured by.
    let mut so_far = counts(ws, cluster, std::iter::empty());
    let mut last = None;
    // Who left a hosting to others comes first among equals, until it has hosted.
    let mut skipped = BTreeSet::new();
    let mut reassigned = Vec::new();
    let mut away: Vec<&Company> = ws.companies_in(cluster).filter(|company| company.away.is_some()).collect();
    for (nth, meeting) in meetings.into_iter().enumerate() {
        let date = meeting.start.date();
        // Who will be back by then has no more to make up for than the others have done.
        for back in away.extract_if(.., |company| company.away.is_none_or(|away| away.until <= date)) {
            let lift = missing(&so_far, back.id);
            for counts in [&mut hosted, &mut so_far] {
                raise(counts, back.id, lift);
            }
        }
        let is_here = |id: &CompanyId| {
            ws.companies.get(id).is_some_and(|company| !company.is_away(date))
                && !meeting.skipped.contains(id)
        };
        let in_start_phase = nth < cluster.start_meetings as usize;
        let host = match meeting.host {
            host if is_settled(meeting) => host,
            _ if in_start_phase => Holder::Facilitator,
            _ => next(cluster, &hosted, last, &skipped, is_here),
        };
        // Who stands in for another does so beside their turns.
        let account = meeting.on_behalf.or_else(|| host.company());
        if let Some(id) = account {
            raise(&mut so_far, id, 1);
            raise(&mut hosted, id, u32::from(!is_settled(meeting)));
        }
        if host != meeting.host {
            reassigned.push(Meeting { host, ..meeting.clone() });
        }
        skipped.extend(meeting.skipped.iter().copied());
        account.map(|id| skipped.remove(&id));
        last = account.or(last);
    }
    reassigned
}

/// Whether planning leaves the host alone.
fn is_settled(meeting: &Meeting) -> bool {
    meeting.host_fixed || meeting.status == Status::Held
}

/// Hostings per company of the cluster: those credited on joining, and those of these meetings.
fn counts<'a>(
    ws: &Workspace,
    cluster: &Cluster,
    meetings: impl Iterator<Item = &'a Meeting>,
) -> BTreeMap<CompanyId, u32> {
    let mut hosted: BTreeMap<CompanyId, u32> =
        ws.companies_in(cluster).map(|company| (company.id, company.credit)).collect();
    for company in meetings.filter_map(Meeting::account) {
        if let Some(count) = hosted.get_mut(&company) {
            *count += 1;
        }
    }
    hosted
}

/// The company with the fewest hostings; between equals one that left a hosting to others, then the first behind the
/// last host.
fn next(
    cluster: &Cluster,
    hosted: &BTreeMap<CompanyId, u32>,
    last: Option<CompanyId>,
    skipped: &BTreeSet<CompanyId>,
    is_here: impl Fn(&CompanyId) -> bool,
) -> Holder {
    let order = &cluster.order;
    let start = last.and_then(|last| order.iter().position(|id| *id == last)).map_or(0, |at| at + 1);
    let in_turn = order.iter().cycle().skip(start).take(order.len());
    in_turn
        .filter(|id| hosted.contains_key(id) && is_here(id))
        .min_by_key(|id| {
            if broken(Rule::LeastFirst) { None } else { hosted.get(id).zip(Some(!skipped.contains(id))) }
        })
        .map_or(Holder::Facilitator, |id| Holder::Company(*id))
}

fn raise(counts: &mut BTreeMap<CompanyId, u32>, id: CompanyId, by: u32) {
    if let Some(count) = counts.get_mut(&id) {
        *count += by;
    }
}

/// By how much a company hosted less than the least of the others.
fn missing(counts: &BTreeMap<CompanyId, u32>, id: CompanyId) -> u32 {
    let least = counts.iter().filter(|(other, _)| **other != id).map(|(_, count)| *count).min();
    least.zip(counts.get(&id)).map_or(0, |(least, own)| least.saturating_sub(*own))
}

/// What a company is credited with that comes back on a local date: so much that it hosted no less than the least of
/// the others until then.
pub fn credit_on_return(ws: &Workspace, cluster: &Cluster, company: &Company, on: NaiveDate) -> u32 {
    let meetings = ws.meetings_of(cluster.id);
    let before = meetings.iter().copied().filter(|m| m.status != Status::Cancelled && m.start.date() < on);
    company.credit + missing(&counts(ws, cluster, before), company.id)
}

/// What a newcomer is credited with: the average of the others, so that it neither gets
/// everything at once nor nothing for years.
pub fn credit_for_newcomer(ws: &Workspace, cluster: &Cluster) -> u32 {
    let meetings = ws.meetings_of(cluster.id);
    let settled = meetings.iter().filter(|m| m.status != Status::Cancelled && is_settled(m)).copied();
    let hosted = counts(ws, cluster, settled);
    let companies = u32::try_from(hosted.len()).unwrap_or(u32::MAX);
    let sum: u32 = hosted.values().sum();
    // Rounded to the nearest, halves up: always between the least and the most.
    if companies == 0 { 0 } else { (2 * sum + companies) / (2 * companies) }
}

/// How often each company has hosted, credit included, counting held meetings only.
pub fn ledger<'a>(ws: &'a Workspace, cluster: &'a Cluster) -> Vec<(&'a Company, u32)> {
    let meetings = ws.meetings_of(cluster.id);
    let hosted = counts(ws, cluster, meetings.iter().filter(|m| m.status == Status::Held).copied());
    ws.companies_in(cluster).map(|company| (company, hosted.get(&company.id).copied().unwrap_or(0))).collect()
}

/// When a company last left a hosting to others, of the meetings that count.
fn last_skipped<'a>(ws: &'a Workspace, cluster: &Cluster, company: CompanyId) -> Option<&'a Meeting> {
    let left = ws.meetings_in(cluster.id).filter(|meeting| meeting.skipped.contains(&company));
    left.filter(|meeting| meeting.status != Status::Cancelled)
        .max_by_key(|meeting| (meeting.start, meeting.id))
}

/// Whether a company left a hosting to others and has hosted none since: it does so once a round.
pub fn has_skipped(ws: &Workspace, cluster: &Cluster, company: CompanyId) -> bool {
    let has_hosted_since = |left: &Meeting| {
        let held = ws.meetings_in(cluster.id).filter(|meeting| meeting.status == Status::Held);
        held.filter(|meeting| meeting.account() == Some(company)).any(|meeting| meeting.start > left.start)
    };
    last_skipped(ws, cluster, company).is_some_and(|left| !has_hosted_since(left))
}
