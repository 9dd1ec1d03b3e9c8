//! The setup form: what it starts with, how it is read, and what it becomes.

use super::lines::{self, CompanyEntry};
use crate::domain::calendar;
use crate::domain::meeting::change::{faults_in, read_number, read_place};
use crate::domain::meeting::replanning::read_timing;
use crate::domain::model::{
    Action, AheadLine, Answer, Change, ChannelId, Cluster, ClusterId, Company, CompanyId, DaysOff, Decision,
    Face, Field, Form, Kind, Lang, Msg, Nonce, OnboardingMsg, Problem, Purpose, Refusal, Rhythm, Right,
    SetupStart, Stage, Start, Subject, Text, Timing, UserId, Value, Values, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::settings::{MINUTES, ahead};
use chrono::NaiveTime;

/// A cluster of fewer companies has nobody to take turns with.
const MIN_COMPANIES: usize = 2;
/// The zone of a new cluster.
const ZONE: chrono_tz::Tz = chrono_tz::Europe::Oslo;

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// `/klynge setup`: opens the form, empty or as it was saved.
pub fn open_setup(plan: Plan, by: &UserId, channel: Option<&ChannelId>, nonce: Nonce) -> Decision {
    let Some(channel) = channel.filter(|channel| !channel.as_str().starts_with('D')) else {
        return plan.refuse(by, None, Refusal::OnlyInChannel);
    };
    if plan.rooms.get(channel).is_some_and(|room| !room.open) {
        return plan.finish_saying(by, None, Msg::Refusal(Refusal::InviteMe));
    }
    match plan.cluster_in(channel).cloned() {
        Some(cluster) if cluster.stage == Stage::Live || cluster.facilitator != *by => {
            plan.refuse(by, Some(cluster.id), Refusal::AlreadySetUp(cluster.facilitator))
        }
        existing => {
            let lang = plan.lang_of(by, existing.as_ref().map(|cluster| cluster.id));
            let start = existing.map_or_else(|| empty(lang), |cluster| saved(&plan, &cluster));
            let form = Form { purpose: Purpose::Setup(channel.clone()), nonce, start: Start::Setup(start) };
            plan.finish(Answer::Open(lang, Box::new(form)))
        }
    }
}

/// The *Change* button of the preview.
pub fn change_setup(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    match plan.clusters.get(&id).map(|cluster| cluster.channel.clone()) {
        Some(channel) => open_setup(plan, by, Some(&channel), nonce),
        None => plan.refuse(by, None, Refusal::Gone),
    }
}

fn empty(lang: Lang) -> SetupStart {
    SetupStart {
        rhythm: Rhythm::Fortnightly,
        days_off: DaysOff::default(),
        capacity: None,
        first: None,
        time: at(11, 30),
        minutes: 60,
        place: Text::default(),
        link: None,
        lang,
        companies: Vec::new(),
    }
}

fn saved(plan: &Plan, cluster: &Cluster) -> SetupStart {
    SetupStart {
        rhythm: cluster.rhythm,
        days_off: cluster.days_off,
        capacity: cluster.capacity,
        first: Some(cluster.first),
        time: cluster.first.time(),
        minutes: cluster.minutes,
        place: cluster.place.clone(),
        link: cluster.link.clone(),
        lang: cluster.lang,
        companies: plan.companies_in(cluster).map(|company| lines::write(plan, company)).collect(),
    }
}

/// What the form says, once every field is right.
struct Filled {
    timing: Timing,
    minutes: u32,
    place: Text,
    link: Option<Text>,
    lang: Lang,
    companies: Vec<CompanyEntry>,
}

/// The form was submitted: the cluster is written down and previewed to the facilitator.
pub fn set_up(mut plan: Plan, by: &UserId, channel: &ChannelId, values: &Values) -> Decision {
    let existing = plan.cluster_in(channel).cloned();
    if let Some(cluster) = &existing
        && (cluster.stage == Stage::Live || cluster.facilitator != *by)
    {
        return plan.refuse(by, Some(cluster.id), Refusal::AlreadySetUp(cluster.facilitator.clone()));
    }
    // Nor is a channel set up by somebody who is not in it.
    if !plan.rooms.get(channel).is_some_and(|room| room.open && room.users.contains(by)) {
        plan.act(Action::LookIntoRoom(channel.clone()));
        let lang = plan.lang_of(by, None);
        return plan.finish(Answer::Faults(lang, vec![(Field::Rhythm, Problem::InviteFirst)]));
    }
    let filled = match read(&plan, values) {
        Ok(filled) => filled,
        Err(problems) => return faults_in(plan, by, None, problems),
    };
    let count = filled.companies.len();
    let id = existing.as_ref().map_or_else(|| ClusterId(plan.fresh()), |cluster| cluster.id);
    let mut cluster = cluster(&plan, id, by, channel, &filled, existing.as_ref());
    plan.put(Change::Cluster(cluster.clone()));
    cluster.order = take_companies(&mut plan, &cluster, filled.companies);
    if cluster.preview_card.is_none() {
        let lang = plan.lang_of(by, Some(id));
        cluster.preview_card = Some(plan.show(Sending::reply(by, Kind::Setup), lang, Face::Preview(id)));
    }
    plan.put(Change::Cluster(cluster));
    plan.touch([Subject::Cluster(id)], |face| *face == Face::Preview(id));
    let ahead = once_approved(&plan, by, id);
    plan.finish_saying(by, Some(id), Msg::Onboarding(OnboardingMsg::SetUp { companies: count, ahead }))
}

/// What comes next if the welcome is approved right away.
fn once_approved(plan: &Plan, by: &UserId, id: ClusterId) -> Vec<AheadLine> {
    let mut approved = Workspace::clone(plan);
    let decision = super::post_welcome(Plan::new(plan, plan.now), by, id);
    decision.changes.iter().for_each(|change| approved.apply(change));
    ahead(&approved, id, plan.now)
}

fn read(plan: &Plan, values: &Values) -> Result<Filled, Vec<(Field, Problem)>> {
    let mut problems = Vec::new();
    let timing = read_timing(values, calendar::local(plan.now, ZONE));
    let lang = chosen(values, Field::Language).and_then(Lang::from_code);
    let minutes = read_number(values, Field::Minutes, MINUTES);
    let place = read_place(values);
    let companies = read_companies(plan, values);
    problems.extend(timing.clone().err().into_iter().flatten());
    if lang.is_none() {
        problems.push((Field::Language, Problem::NotAChoice));
    }
    problems.extend(minutes.clone().err());
    problems.extend(place.clone().err().into_iter().flatten());
    problems.extend(companies.clone().err());
    match (timing, lang, minutes, place, companies) {
        (Ok(timing), Some(lang), Ok(minutes), Ok((place, link)), Ok(companies)) => {
            Ok(Filled { timing, minutes, place, link, lang, companies })
        }
        _ => Err(problems),
    }
}

fn chosen(values: &Values, field: Field) -> Option<&str> {
    match values.get(&field) {
        Some(Value::Chosen(word)) => Some(word),
        _ => None,
    }
}

fn read_companies(plan: &Plan, values: &Values) -> Result<Vec<CompanyEntry>, (Field, Problem)> {
    let pasted = match values.get(&Field::Companies) {
        Some(Value::Typed(pasted)) => pasted.as_str(),
        _ => "",
    };
    let entries =
        lines::read(plan, pasted, &[]).map_err(|lines| (Field::Companies, Problem::Lines(lines)))?;
    if entries.len() < MIN_COMPANIES {
        return Err((Field::Companies, Problem::TooFew(MIN_COMPANIES)));
    }
    Ok(entries)
}

fn cluster(
    plan: &Plan,
    id: ClusterId,
    by: &UserId,
    channel: &ChannelId,
    filled: &Filled,
    existing: Option<&Cluster>,
) -> Cluster {
    Cluster {
        id,
        channel: channel.clone(),
        name: plan.rooms.get(channel).map(|room| room.name.clone()).unwrap_or_default(),
        facilitator: by.clone(),
        stage: Stage::Preview,
        live_since: None,
        zone: ZONE,
        lang: filled.lang,
        rhythm: filled.timing.rhythm,
        first: filled.timing.first,
        days_off: filled.timing.days_off,
        capacity: filled.timing.capacity,
        minutes: filled.minutes,
        place: filled.place.clone(),
        link: filled.link.clone(),
        quiet_from: at(17, 0),
        quiet_to: at(8, 0),
        times: existing.map(|cluster| cluster.times).unwrap_or_default(),
        turn_months: 2,
        start_meetings: 2,
        order: existing.map(|cluster| cluster.order.clone()).unwrap_or_default(),
        planned_to: None,
        digested: None,
        worked: None,
        preview_card: existing.and_then(|cluster| cluster.preview_card),
        welcome_card: None,
        turn_plea: None,
    }
}

/// Writes the companies down; those of an earlier version of the form keep their ids, those no
/// longer on it are let go. Returns the order of rotation.
fn take_companies(plan: &mut Plan, cluster: &Cluster, entries: Vec<CompanyEntry>) -> Vec<CompanyId> {
    let today = plan.today(cluster);
    let before: Vec<Company> = plan.companies_in(cluster).cloned().collect();
    let mut order = Vec::new();
    for entry in entries {
        let known = before.iter().find(|company| company.name == entry.name).map(|company| company.id);
        let id = known.unwrap_or_else(|| CompanyId(plan.fresh()));
        order.push(id);
        put_company(plan, cluster, id, entry, today, 0);
    }
    for mut gone in before.into_iter().filter(|company| !order.contains(&company.id)) {
        gone.left = Some(today);
        plan.put(Change::Company(gone));
    }
    order
}

/// Writes a company down, with its contact and deputy as its first people.
pub(super) fn put_company(
    plan: &mut Plan,
    cluster: &Cluster,
    id: CompanyId,
    entry: CompanyEntry,
    joined: chrono::NaiveDate,
    credit: u32,
) {
    for user in entry.contact.iter().chain(&entry.deputy) {
        super::company::belongs(plan, cluster.id, user, id);
    }
    plan.put(Change::Company(Company {
        id,
        cluster: cluster.id,
        name: entry.name,
        contact: entry.contact,
        deputy: entry.deputy,
        joined,
        left: None,
        credit,
        away: None,
    }));
}

/// Who may run a cluster: its facilitator, and the organiser.
pub fn may_run(plan: &Plan, by: &UserId, cluster: &Cluster) -> Result<(), Refusal> {
    let organises = crate::domain::rotation::turns::is_organiser(plan, by, cluster, plan.today(cluster));
    if cluster.facilitator == *by || organises {
        Ok(())
    } else {
        Err(Refusal::NotYours(Right::Organiser, cluster.facilitator.clone()))
    }
}
