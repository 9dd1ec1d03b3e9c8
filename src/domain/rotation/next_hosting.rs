//! When each company hosts next, and what its contact is told where that becomes another time.

use crate::domain::calendar;
use crate::domain::model::{
    Cluster, Company, CompanyId, HostingMsg, Instant, Kind, Meeting, MeetingJob, Msg, Place, UserId,
    WhyAnother, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::spokespeople;
use crate::domain::schedule;
use std::collections::BTreeMap;

/// The next meeting of each company that hosts one which has not begun.
pub fn of_all(ws: &Workspace, cluster: &Cluster, now: Instant) -> BTreeMap<CompanyId, Meeting> {
    let local = calendar::local(now, cluster.zone);
    let mut next = BTreeMap::new();
    for meeting in ws.planned_of(cluster.id).into_iter().filter(|meeting| meeting.start > local) {
        if let Some(company) = meeting.host.company() {
            next.entry(company).or_insert_with(|| meeting.clone());
        }
    }
    next
}

/// Tells one person of each company whose next meeting is another than it was, but not whoever did it nor those who know
/// it; answers which companies these are.
pub fn tell_changed(
    plan: &mut Plan,
    by: &UserId,
    cluster: &Cluster,
    before: &BTreeMap<CompanyId, Meeting>,
    why: &WhyAnother,
    knows: Option<CompanyId>,
) -> Vec<CompanyId> {
    let now = of_all(plan, cluster, plan.now);
    let companies: Vec<Company> = plan.companies_in(cluster).cloned().collect();
    let mut told = Vec::new();
    for company in companies.into_iter().filter(|company| Some(company.id) != knows) {
        let (old, new) = (before.get(&company.id), now.get(&company.id));
        if old.map(|meeting| meeting.id) == new.map(|meeting| meeting.id) {
            continue;
        }
        told.push(company.id);
        let contact = spokespeople(plan, &company).into_iter().next().filter(|contact| contact != by);
        // Who is about to be asked for a theme learns it from that.
        if let Some(contact) =
            contact.filter(|_| !new.is_some_and(|meeting| is_about_to_be_asked(plan, meeting)))
        {
            let start = |meeting: &Meeting| meeting.start;
            let (before, now) = (old.map(start), new.map(start));
            let msg =
                HostingMsg::NextIsAnother { company: company.name.clone(), before, now, why: why.clone() };
            let lang = plan.lang_of(&contact, Some(cluster.id));
            let sending = Sending::to(Place::Dm(contact), Kind::Change).by_itself(cluster.id);
            plan.say(sending, lang, Msg::Hosting(msg));
        }
    }
    told
}

fn is_about_to_be_asked(plan: &Plan, meeting: &Meeting) -> bool {
    schedule::planned(plan, meeting, MeetingJob::AskHost).is_some_and(|at| at <= plan.now)
}
