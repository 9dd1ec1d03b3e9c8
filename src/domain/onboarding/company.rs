//! Which company people are from; companies that come and go; who answers for them.

use super::lines;
use super::setup::{may_run, put_company};
use super::{line, member, succession, without_company};
use crate::domain::meeting::change::faults;
use crate::domain::meeting::open_form;
use crate::domain::model::{
    Card, Change, Cluster, ClusterId, Coming, Company, CompanyId, Decision, Face, Field, Form, Kind,
    MeetingId, Member, Msg, Nonce, OnboardingMsg, Problem, Purpose, Refusal, Start, Subject, Text, UserId,
    Value, Values, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rotation::{handing_on, hosting};
use crate::domain::rsvp::{self, meeting_and_cluster};
use crate::domain::{guest, talk};

/// A wrong company at most this unlike a right one is answered with the right one.
const NEAR: f64 = 0.7;

/// The companies of a cluster, in order of name.
pub fn by_name(plan: &Plan, cluster: &Cluster) -> Vec<(CompanyId, Text)> {
    let mut companies: Vec<_> =
        plan.companies_in(cluster).map(|company| (company.id, company.name.clone())).collect();
    companies.sort_by_key(|(_, name)| name.plain().to_lowercase());
    companies
}

/// Opens "which company are you from?"; `then` is the answer the person was about to give.
pub fn open_company(
    plan: Plan,
    by: &UserId,
    id: ClusterId,
    then: Option<(MeetingId, Coming)>,
    nonce: Nonce,
) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let now = plan.company_of(id, by).map(|company| company.id);
    let start = Start::Company { companies: by_name(&plan, &cluster), now };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Company(id, then), nonce, start })
}

/// `/klynge company`, alone or with a name behind it.
pub fn company(plan: Plan, by: &UserId, cluster: &Cluster, rest: &str, nonce: Nonce) -> Decision {
    let typed = Text::line(rest);
    if typed.is_empty() {
        return open_company(plan, by, cluster.id, None, nonce);
    }
    let wanted = typed.plain().to_lowercase();
    let companies = by_name(&plan, cluster);
    let likeness = |name: &Text| strsim::jaro_winkler(&name.plain().to_lowercase(), &wanted);
    match companies.iter().find(|(_, name)| name.plain().to_lowercase() == wanted) {
        Some((id, _)) => join(plan, by, cluster, *id, None),
        None => {
            let nearest = companies
                .into_iter()
                .map(|(_, name)| (likeness(&name), name))
                .filter(|(likeness, _)| *likeness >= NEAR)
                .max_by(|a, b| a.0.total_cmp(&b.0));
            plan.refuse(by, Some(cluster.id), Refusal::NoSuchCompany(typed, nearest.map(|(_, name)| name)))
        }
    }
}

fn picked(plan: &Plan, cluster: &Cluster, values: &Values) -> Option<CompanyId> {
    let Some(Value::Chosen(id)) = values.get(&Field::Company) else { return None };
    let id = CompanyId(id.parse().ok()?);
    plan.companies_in(cluster).find(|company| company.id == id).map(|company| company.id)
}

/// The company was chosen in the form.
pub fn choose_company(
    plan: Plan,
    by: &UserId,
    id: ClusterId,
    then: Option<(MeetingId, Coming)>,
    values: &Values,
) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    match picked(&plan, &cluster, values) {
        Some(company) => join(plan, by, &cluster, company, then),
        None => faults(plan, by, &cluster, vec![(Field::Company, Problem::NotAChoice)]),
    }
}

/// Somebody is with a company now; the first one from it answers for it.
fn join(
    mut plan: Plan,
    by: &UserId,
    cluster: &Cluster,
    id: CompanyId,
    then: Option<(MeetingId, Coming)>,
) -> Decision {
    let Some(mut company) = plan.companies.get(&id).cloned() else {
        return plan.refuse(by, None, Refusal::Gone);
    };
    belongs(&mut plan, cluster.id, by, id);
    let contact = company.contact.is_none();
    if contact {
        company.contact = Some(by.clone());
        plan.put(Change::Company(company.clone()));
    }
    show_company_change(&mut plan, cluster.id, Some(by));
    succession::see_to(&mut plan, cluster.id);
    let open = then.and_then(|(meeting, coming)| Some((meeting_and_cluster(&plan, meeting)?.0, coming)));
    let msg = match open.filter(|(meeting, _)| meeting.cluster == cluster.id && meeting.is_planned()) {
        Some((meeting, coming)) => rsvp::note(&mut plan, by, &meeting, &company, coming),
        None => Msg::Onboarding(OnboardingMsg::Chosen { company: company.name.clone(), contact }),
    };
    plan.finish_saying(by, Some(cluster.id), msg)
}

/// Somebody is from this company now, and no longer speaks for another.
pub(super) fn belongs(plan: &mut Plan, cluster: ClusterId, user: &UserId, company: CompanyId) {
    if let Some(before) = plan.company_of(cluster, user).filter(|before| before.id != company).cloned() {
        leave_office(plan, before, user);
    }
    let member = member(plan, cluster, user);
    plan.put(Change::Member(Member { company: Some(company), ..member }));
}

/// Who moves on no longer answers for the company they were with.
fn leave_office(plan: &mut Plan, mut company: Company, by: &UserId) {
    if company.deputy.as_ref() == Some(by) {
        company.deputy = None;
    }
    if company.contact.as_ref() == Some(by) {
        company.contact = company.deputy.take();
    }
    plan.put(Change::Company(company));
}

/// Somebody's account was closed, or opened again. Who is gone answers for nobody any more, and is
/// no longer shown among a company's people.
pub fn came_or_went(plan: &mut Plan, user: &UserId, is_here: bool) {
    let theirs: Vec<Company> =
        plan.memberships(user).filter_map(|member| plan.companies.get(&member.company?).cloned()).collect();
    for company in theirs {
        let cluster = company.cluster;
        if !is_here {
            leave_office(plan, company, user);
        }
        show_company_change(plan, cluster, Some(user));
    }
    succession::see_to_those_of(plan, user);
    plan.clusters_near(user).into_iter().for_each(|cluster| guest::visiting::see_to_owners(plan, cluster));
}

/// Cards that name companies, tell who looks after a meeting, or ask somebody for their company show the new state.
fn show_company_change(plan: &mut Plan, id: ClusterId, user: Option<&UserId>) {
    plan.touch_cluster(id, |face| match face {
        Face::WhichCompany(_, asked) => user.is_none_or(|user| user == asked),
        // Among those who come is a company that was here before.
        Face::Announcement(_) => user.is_none(),
        // Who took a meeting for others may be from another company now.
        Face::Cover(_) | Face::Swap(..) | Face::TurnCover(_) => true,
        Face::HostAsk(..) | Face::Reminder(..) | Face::Invitation(..) | Face::Nudge(..) => true,
        face => matches!(face.subject(), Subject::Cluster(_)),
    });
}

/// "Which company are you from?" as it stands.
pub fn which_company_card(ws: &Workspace, card: &Card, id: ClusterId, user: &UserId) -> Option<Msg> {
    let cluster = ws.clusters.get(&id)?;
    Some(Msg::Onboarding(OnboardingMsg::WhichCompany {
        cluster: id,
        name: cluster.name.clone(),
        // The first question comes at once, in reply to somebody's coming; the second by itself.
        again: ws.unasked.contains_key(&card.outbox),
        chosen: ws.company_of(id, user).map(|company| company.name.clone()),
    }))
}

/// `/klynge members`.
pub fn members(plan: Plan, by: &UserId, cluster: &Cluster) -> Decision {
    let msg = OnboardingMsg::Members {
        companies: plan.companies_in(cluster).map(|company| line(&plan, company)).collect(),
        without: without_company(&plan, cluster),
        cluster: cluster.id,
        may_change: may_run(&plan, by, cluster).is_ok(),
        mine: plan.company_of(cluster.id, by).map(|company| company.name.clone()),
    };
    plan.finish_saying(by, Some(cluster.id), Msg::Onboarding(msg))
}

/// The cluster, if this person may run it.
fn run_by(plan: &Plan, by: &UserId, id: ClusterId) -> Result<Cluster, Refusal> {
    let cluster = plan.clusters.get(&id).cloned().ok_or(Refusal::Gone)?;
    may_run(plan, by, &cluster)?;
    Ok(cluster)
}

/// Opens the form for more companies.
pub fn open_companies(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match run_by(&plan, by, id) {
        Ok(cluster) => {
            let form = Form { purpose: Purpose::Companies(id), nonce, start: Start::Companies };
            open_form(plan, by, &cluster, form)
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// More companies, pasted one a line. Newcomers start at the average.
pub fn add_companies(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let mut cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let pasted = match values.get(&Field::Companies) {
        Some(Value::Typed(pasted)) => pasted.as_str(),
        _ => "",
    };
    let taken: Vec<Text> = plan.companies_in(&cluster).map(|company| company.name.clone()).collect();
    let entries = match lines::read(&plan, pasted, &taken) {
        Ok(entries) if entries.is_empty() => {
            return faults(plan, by, &cluster, vec![(Field::Companies, Problem::Missing)]);
        }
        Ok(entries) => entries,
        Err(problems) => {
            return faults(plan, by, &cluster, vec![(Field::Companies, Problem::Lines(problems))]);
        }
    };
    let names = entries.iter().map(|entry| entry.name.clone()).collect();
    let credit = hosting::credit_for_newcomer(&plan, &cluster);
    let today = plan.today(&cluster);
    for entry in entries {
        let company = CompanyId(plan.fresh());
        put_company(&mut plan, &cluster, company, entry, today, credit);
        cluster.order.push(company);
    }
    plan.put(Change::Cluster(cluster.clone()));
    hosting::assign(&mut plan, id);
    show_company_change(&mut plan, id, None);
    plan.finish_saying(by, Some(id), Msg::Onboarding(OnboardingMsg::CompaniesAdded(names)))
}

/// Opens the form in which a company leaves.
pub fn open_leaves(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match run_by(&plan, by, id) {
        Ok(cluster) => {
            let start = Start::Leaves { companies: by_name(&plan, &cluster) };
            open_form(plan, by, &cluster, Form { purpose: Purpose::Leaves(id), nonce, start })
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// A company leaves: its people are let go, its meetings get other hosts, and of its history only
/// counts without a name are kept.
pub fn leaves(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let Some(mut company) = picked(&plan, &cluster, values).and_then(|id| plan.companies.get(&id).cloned())
    else {
        return faults(plan, by, &cluster, vec![(Field::Company, Problem::NotAChoice)]);
    };
    let name = std::mem::take(&mut company.name);
    company.left = Some(plan.today(&cluster));
    company.contact = None;
    company.deputy = None;
    let people: Vec<Member> =
        plan.members_of(id).filter(|member| member.company == Some(company.id)).cloned().collect();
    for member in people {
        plan.put(Change::Member(Member { company: None, ..member }));
    }
    let left = company.id;
    let freed = handing_on::free(&mut plan, &cluster, left, |_| true);
    plan.put(Change::Company(company));
    plan.put(Change::ForgetPresence(left));
    talk::agenda::drop_of(&mut plan, id, left);
    handing_on::hand_on(&mut plan, &cluster, &freed, &name);
    guest::visiting::see_to_owners(&mut plan, id);
    // No card of the cluster names a company that left, those of past meetings included.
    plan.touch_cluster(id, |_| true);
    plan.finish_saying(by, Some(id), Msg::Onboarding(OnboardingMsg::CompanyLeft(name)))
}

/// Opens the form for contact and deputy of one's own company.
pub fn open_contact(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let Some(company) = plan.company_of(id, by).cloned() else {
        return open_company(plan, by, id, None, nonce);
    };
    let start = Start::Contact { company: company.name, contact: company.contact, deputy: company.deputy };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Contact(id), nonce, start })
}

/// Contact and deputy were chosen. Who was chosen by somebody else is told.
pub fn choose_contact(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    let Some(company) = plan.company_of(id, by).cloned() else {
        return plan.refuse(by, Some(id), Refusal::NoCompany);
    };
    let (contact, deputy) = (person(values, Field::Contact), person(values, Field::Deputy));
    let Some(contact) = contact else {
        return faults(plan, by, &cluster, vec![(Field::Contact, Problem::Missing)]);
    };
    let deputy = deputy.filter(|deputy| *deputy != contact);
    let unreachable = |user: &UserId| plan.people.get(user).is_some_and(|person| !person.reachable());
    for (field, user) in [(Field::Contact, Some(&contact)), (Field::Deputy, deputy.as_ref())] {
        if user.is_some_and(unreachable) {
            return faults(plan, by, &cluster, vec![(field, Problem::NotAChoice)]);
        }
        // Nobody is taken from another company, which would lose whoever answers for it.
        let of_another = |user| plan.company_of(id, user).is_some_and(|theirs| theirs.id != company.id);
        if user.is_some_and(of_another) {
            return faults(plan, by, &cluster, vec![(field, Problem::Elsewhere)]);
        }
    }
    let chosen = Company { contact: Some(contact.clone()), deputy: deputy.clone(), ..company.clone() };
    for (user, old, is_deputy) in
        [(Some(&contact), &company.contact, false), (deputy.as_ref(), &company.deputy, true)]
    {
        let Some(user) = user.filter(|user| Some(*user) != old.as_ref()) else { continue };
        belongs(&mut plan, id, user, company.id);
        if user != by {
            tell_contact(&mut plan, &cluster, &company, by, user, is_deputy);
        }
    }
    plan.put(Change::Company(chosen));
    show_company_change(&mut plan, id, None);
    let msg = OnboardingMsg::ContactSet { company: company.name, contact, deputy };
    plan.finish_saying(by, Some(id), Msg::Onboarding(msg))
}

fn person(values: &Values, field: Field) -> Option<UserId> {
    match values.get(&field) {
        Some(Value::People(people)) => people.first().cloned(),
        _ => None,
    }
}

fn tell_contact(
    plan: &mut Plan,
    cluster: &Cluster,
    company: &Company,
    by: &UserId,
    user: &UserId,
    deputy: bool,
) {
    let msg = OnboardingMsg::YouAreContact {
        company: company.name.clone(),
        name: cluster.name.clone(),
        by: by.clone(),
        deputy,
        cluster: cluster.id,
    };
    let lang = plan.lang_of(user, Some(cluster.id));
    plan.say(Sending::reply(user, Kind::Company).by_itself(cluster.id), lang, Msg::Onboarding(msg));
}
