//! `/klynge cover` and `/klynge swap`: which meeting, and for a swap which one instead. Whoever runs the cluster may ask
//! for any company, whose contact hears of it.

use super::{is_away, is_open, plea_facts, turn};
use crate::domain::meeting::change::{Faults, cannot_wait, faults};
use crate::domain::meeting::{company_name, open_form};
use crate::domain::model::{
    CardId, Change, Cluster, ClusterId, CompanyId, CoverMsg, Decision, Face, Field, Form, Hosting, Kind,
    Meeting, Msg, Nonce, Place, Plea, PleaState, Problem, Purpose, Refusal, Start, UserId, Value, Values,
};
use crate::domain::onboarding;
use crate::domain::plan::{Plan, Sending};
use crate::domain::rotation::hosting;
use crate::domain::rsvp::spokespeople;

/// What the two forms differ by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Somebody to take it.
    Cover,
    /// Another meeting for it.
    Swap,
}

/// A meeting, and the company that hosts it.
type Hosted = (Meeting, CompanyId);

/// The meetings to come that a company hosts, in order.
fn hosted(plan: &Plan, cluster: &Cluster) -> Vec<Hosted> {
    let now = plan.local_now(cluster);
    let ahead = plan.planned_of(cluster.id).into_iter().filter(|meeting| meeting.start > now);
    ahead.filter_map(|meeting| Some((meeting.clone(), meeting.host.company()?))).collect()
}

/// Those among them for which a person may ask.
fn mine(plan: &Plan, by: &UserId, cluster: &Cluster) -> Vec<Hosted> {
    let runs = onboarding::may_run(plan, by, cluster).is_ok();
    let company = plan.company_of(cluster.id, by).map(|company| company.id);
    let mut all = hosted(plan, cluster);
    all.retain(|(_, host)| runs || Some(*host) == company);
    // One's own stand first.
    all.sort_by_key(|(meeting, host)| (Some(*host) != company, meeting.start, meeting.id));
    all
}

fn choices(plan: &Plan, all: &[Hosted]) -> Vec<Hosting> {
    let choice = |(meeting, host): &Hosted| Hosting {
        meeting: meeting.id,
        start: meeting.start,
        host: company_name(plan, Some(*host)),
    };
    all.iter().map(choice).collect()
}

/// Opens the form, unless there is nothing to ask for.
pub fn open(plan: Plan, by: &UserId, cluster: &Cluster, wanted: Wanted, nonce: Nonce) -> Decision {
    let runs = onboarding::may_run(&plan, by, cluster).is_ok();
    if plan.company_of(cluster.id, by).is_none() && !runs {
        return plan.refuse(by, Some(cluster.id), Refusal::NoCompany);
    }
    let mine = mine(&plan, by, cluster);
    let mut others = hosted(&plan, cluster);
    if let [(_, only), rest @ ..] = mine.as_slice()
        && rest.iter().all(|(_, host)| host == only)
    {
        others.retain(|(_, host)| host != only);
    }
    let turn = turn::of(&plan, by, cluster).filter(|_| wanted == Wanted::Cover);
    if mine.is_empty() && turn.is_none() || wanted == Wanted::Swap && others.is_empty() {
        return plan.finish_saying(by, Some(cluster.id), Msg::Cover(CoverMsg::Nothing));
    }
    let meetings = choices(&plan, &mine);
    let (purpose, start) = match wanted {
        Wanted::Cover => (Purpose::Cover(cluster.id), Start::Cover { meetings, turn }),
        Wanted::Swap => {
            let others = choices(&plan, &others);
            (Purpose::Swap(cluster.id), Start::Swap { meetings, others })
        }
    };
    open_form(plan, by, cluster, Form { purpose, nonce, start })
}

/// What was chosen in a field, if it is one of these.
fn chosen(values: &Values, field: Field, among: &[Hosted]) -> Result<Hosted, (Field, Problem)> {
    let word = match values.get(&field) {
        Some(Value::Chosen(word)) => word,
        _ => return Err((field, Problem::Missing)),
    };
    let found = among.iter().find(|(meeting, _)| meeting.id.to_string() == *word);
    found.cloned().ok_or((field, Problem::NotAChoice))
}

/// Somebody was asked about it already, and has not said anything.
fn unless_asked(plan: &Plan, field: Field, found: Hosted) -> Result<Hosted, (Field, Problem)> {
    let asks_for_it = |other: &Meeting| {
        let about = |plea: &Plea| plea.instead.is_some_and(|(instead, _)| instead == found.0.id);
        (other.id == found.0.id || other.plea.as_ref().is_some_and(about)) && is_open(plan, other)
    };
    let is_asked = plan.planned_in(found.0.cluster).any(asks_for_it);
    if is_asked { Err((field, Problem::AskedAlready)) } else { Ok(found) }
}

/// The meeting to give, and for a swap the one to have instead; or every fault at once.
fn read(
    plan: &Plan,
    by: &UserId,
    cluster: &Cluster,
    wanted: Wanted,
    values: &Values,
) -> Result<(Hosted, Option<Hosted>), Faults> {
    let pick = |field, among: &[Hosted]| {
        chosen(values, field, among).and_then(|found| unless_asked(plan, field, found))
    };
    let given = pick(Field::Meeting, &mine(plan, by, cluster));
    if wanted == Wanted::Cover {
        return given.map(|given| (given, None)).map_err(|fault| vec![fault]);
    }
    match (given, pick(Field::Instead, &hosted(plan, cluster))) {
        (Ok(given), Ok(other)) if given.1 == other.1 => Err(vec![(Field::Instead, Problem::SameHost)]),
        (Ok(given), Ok(other)) if is_away(plan, given.1, &other.0) || is_away(plan, other.1, &given.0) => {
            Err(vec![(Field::Instead, Problem::AwayThen)])
        }
        (Ok(given), Ok(other)) => Ok((given, Some(other))),
        (given, other) => Err(given.err().into_iter().chain(other.err()).collect()),
    }
}

/// The form was submitted.
pub fn ask(mut plan: Plan, by: &UserId, id: ClusterId, wanted: Wanted, values: &Values) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.refuse(by, None, Refusal::Gone) };
    if wanted == Wanted::Cover && values.get(&Field::Meeting) == Some(&Value::Chosen(turn::CHOICE.to_owned()))
    {
        return turn::ask(plan, by, &cluster);
    }
    let ((meeting, company), other) = match read(&plan, by, &cluster, wanted, values) {
        Ok(read) => read,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    let whom = other.as_ref().and_then(|(_, of)| {
        let of = plan.companies.get(of)?;
        Some(spokespeople(&plan, of).into_iter().next().unwrap_or_else(|| cluster.facilitator.clone()))
    });
    let plea = Plea {
        by: by.clone(),
        company,
        instead: other.as_ref().map(|(other, of)| (other.id, *of)),
        // The number that the card is about to get.
        card: CardId(plan.counter),
        at: plan.now,
        said: plan.today(&cluster),
        state: PleaState::Open,
    };
    if let Some((other, _)) = other {
        plan.put(Change::Meeting(Meeting { host_fixed: true, ..other }));
    }
    let meeting = Meeting { plea: Some(plea.clone()), host_fixed: true, ..meeting };
    plan.put(Change::Meeting(meeting.clone()));
    hosting::assign(&mut plan, cluster.id);
    // An earlier question is one no more.
    plan.touch_meeting(meeting.id);
    show(&mut plan, &meeting, &cluster, whom.as_ref(), None);
    tell_contact(&mut plan, by, &meeting, &cluster, &plea);
    let msg = CoverMsg::Asked { plea: plea_facts(&plan, &meeting, &plea), whom };
    plan.finish_saying(by, Some(id), Msg::Cover(msg))
}

/// Puts the question: in the channel, or to one person.
pub(super) fn show(
    plan: &mut Plan,
    meeting: &Meeting,
    cluster: &Cluster,
    whom: Option<&UserId>,
    unasked: Option<Sending>,
) -> CardId {
    let (place, lang, face) = match whom {
        Some(user) => {
            let lang = plan.lang_of(user, Some(cluster.id));
            (Place::Dm(user.clone()), lang, Face::Swap(meeting.id, user.clone()))
        }
        None => (Place::Channel(cluster.channel.clone()), cluster.lang, Face::Cover(meeting.id)),
    };
    let sending = unasked.unwrap_or_else(|| sending(plan, place, meeting, cluster));
    plan.show(sending.about(meeting, cluster.zone), lang, face)
}

/// What is said about a plea waits for the morning, where it can.
pub(super) fn sending(plan: &Plan, place: Place, meeting: &Meeting, cluster: &Cluster) -> Sending {
    let sending = Sending::to(place, Kind::Cover).on(meeting.id);
    if cannot_wait(plan, cluster, meeting.start) { sending } else { sending.by_itself(cluster.id) }
}

/// Who asks for others tells them.
fn tell_contact(plan: &mut Plan, by: &UserId, meeting: &Meeting, cluster: &Cluster, plea: &Plea) {
    let is_theirs = plan.company_of(cluster.id, by).is_some_and(|mine| mine.id == plea.company);
    let contact = contact(plan, plea.company).filter(|contact| contact != by && !is_theirs);
    if let Some(contact) = contact {
        let msg = CoverMsg::AskedForYou { plea: plea_facts(plan, meeting, plea), by: by.clone() };
        tell(plan, &contact, meeting, cluster, msg);
    }
}

/// Who speaks for a company first.
pub(super) fn contact(plan: &Plan, company: CompanyId) -> Option<UserId> {
    plan.companies.get(&company).and_then(|company| spokespeople(plan, company).into_iter().next())
}

/// Tells one person, in private.
pub(super) fn tell(plan: &mut Plan, to: &UserId, meeting: &Meeting, cluster: &Cluster, msg: CoverMsg) {
    let lang = plan.lang_of(to, Some(cluster.id));
    let sending = sending(plan, Place::Dm(to.clone()), meeting, cluster);
    plan.say(sending, lang, Msg::Cover(msg));
}
