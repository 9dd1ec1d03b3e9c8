//! The nudge: one friendly message to the contact of a company that was not heard of for six weeks,
//! at most one a month. After two that nobody answered Klynge stops, and the facilitator is told
//! once, in private.
//!
//! It is written the morning after a meeting was announced, and only if one was: there must be
//! something to come to. It asks what the reminder would ask, so the company gets no reminder for
//! that meeting; otherwise the reminder, closer to its date, would always take the nudge's place in
//! the budget. Where another reminder needs that place the nudge is dropped until the next meeting.
//!
//! Left alone are companies that host soon, show something or were invited to, clusters in their start phase,
//! and the weeks in which there was no meeting to be absent from.

use super::{last_active, presence};
use crate::domain::calendar;
use crate::domain::meeting::{company_name, facts};
use crate::domain::model::{
    Answer, Change, Cluster, ClusterId, Company, CompanyId, Decision, Face, Kind, Meeting, MeetingId,
    MeetingJob, Msg, NudgeState, OptOut, PeopleMsg, Place, Presence, QuietMsg, Refusal, Status, Subject,
    Text, UserId, Workspace,
};
use crate::domain::people::{
    self,
    budget::{self, Wish},
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::{self, meeting_and_cluster, spokespeople};
use crate::domain::sabotage::{Rule, broken};
use crate::domain::talk;
use chrono::{Days, NaiveDate};
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// Days of silence after which a company is quiet (`PRODUCT.md`: six weeks).
const QUIET: Days = Days::new(42);
/// Days from one nudge to the next at least, and for which "ask later" holds (a month).
const AGAIN: Days = Days::new(30);
/// After so many that nobody answered there is no other.
const MOST: u32 = 2;
/// Days for which the last one is left to be answered before the facilitator is told: by then its
/// meeting is over, and the host has said who was there.
const PATIENCE: Days = Days::new(14);
/// Days for which a nudge stands in for the reminder of its meeting; the budget's own week.
const STANDS_IN: Days = Days::new(7);

/// When the next quiet company of a cluster is to be nudged (local date), and the meeting it is
/// invited to.
pub fn next_nudge<'a>(ws: &'a Workspace, cluster: &Cluster) -> Option<(NaiveDate, &'a Meeting)> {
    let meeting = invited_to(ws, cluster.id)?;
    let past = LazyCell::new(|| Past::of(ws, cluster.id));
    let on = |company| ripe_on(ws, cluster, meeting, company, &past);
    Some((ws.companies_in(cluster).filter_map(on).min()?, meeting))
}

/// The next meeting, once it is announced and until the reminders are sent.
fn invited_to(ws: &Workspace, cluster: ClusterId) -> Option<&Meeting> {
    let open = |meeting: &&Meeting| meeting.card.is_some() && meeting.needs(MeetingJob::Remind);
    ws.planned_in(cluster).filter(open).min_by_key(|meeting| (meeting.start, meeting.id))
}

/// The local date from which a company is to be nudged; `None`: not about this meeting.
fn ripe_on(
    ws: &Workspace,
    cluster: &Cluster,
    meeting: &Meeting,
    company: &Company,
    past: &Past,
) -> Option<NaiveDate> {
    let row = presence(ws, company.id);
    let too_soon = row.active_on.is_some_and(|on| on + QUIET > meeting.start.date());
    if too_soon || is_done(&row, meeting.id) || is_left_alone(ws, &row) || is_busy(ws, company) {
        return None;
    }
    let active = row.active_on.max(past.attended.get(&company.id).copied());
    let live = cluster.live_since.map(|at| calendar::local(at, cluster.zone).date());
    let since = active.max(live).unwrap_or(company.joined).max(company.joined);
    if !rsvp::is_to_answer(ws, meeting, company.id)
        || unanswered(&row, active) >= MOST
        || past.held < cluster.start_meetings as usize
        || past.last <= Some(since)
        || talk::inviting::is_invited(ws, company, meeting.id)
    {
        return None;
    }
    let announced = meeting.done.get(&MeetingJob::Announce)?.at;
    let announced = calendar::local(announced, cluster.zone).date();
    let again = row.nudged.filter(|_| !broken(Rule::Month)).map(|(on, _)| on + AGAIN);
    let on = (since + QUIET).max(announced.succ_opt()?).max(again.max(row.later).unwrap_or(since));
    // Who is away is let back in peace first.
    let on = company.away.filter(|_| company.is_away(on)).map_or(on, |away| away.until);
    (on <= meeting.start.date()).then_some(on)
}

/// What is known of the meetings that a cluster has held.
#[derive(Default)]
struct Past {
    held: usize,
    last: Option<NaiveDate>,
    /// When each company was last there.
    attended: BTreeMap<CompanyId, NaiveDate>,
}

impl Past {
    fn of(ws: &Workspace, cluster: ClusterId) -> Self {
        let mut past = Self::default();
        for meeting in ws.meetings_in(cluster).filter(|meeting| meeting.status == Status::Held) {
            let date = meeting.start.date();
            past.held += 1;
            past.last = past.last.max(Some(date));
            for company in &meeting.attended {
                let last = past.attended.entry(*company).or_insert(date);
                *last = date.max(*last);
            }
        }
        past
    }
}

/// Nudged about this meeting already, or passed over.
fn is_done(row: &Presence, meeting: MeetingId) -> bool {
    row.passed_over == Some(meeting) || row.nudged.is_some_and(|(_, about)| about == meeting)
}

/// Somebody has said "don't ask again", and means it still.
fn is_left_alone(ws: &Workspace, row: &Presence) -> bool {
    let person = row.declined_by.as_ref().and_then(|user| ws.people.get(user));
    person.is_some_and(|person| person.opted_out.contains(&OptOut::Nudges))
}

/// Has a part in what is coming: hosts a meeting that somebody was asked about, or shows something.
fn is_busy(ws: &Workspace, company: &Company) -> bool {
    let hosts = |meeting: &Meeting| {
        let known = meeting.card.is_some() || !meeting.asked.is_empty();
        known && meeting.host.company() == Some(company.id)
    };
    ws.planned_in(company.cluster).any(hosts) || talk::inviting::has_talk_to_come(ws, company.id)
}

/// Nudges in a row that nobody answered; whoever took part since the last begins anew.
fn unanswered(row: &Presence, active: Option<NaiveDate>) -> u32 {
    match row.nudged {
        Some((on, _)) if active < Some(on) => row.unanswered,
        _ => 0,
    }
}

/// Nudges the companies whose day has come.
pub fn nudge(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    let today = plan.today(&cluster);
    // A copy that costs nothing, to look at while the plan changes.
    let ws = Workspace::clone(&plan);
    let Some(meeting) = invited_to(&ws, id) else { return plan.finish(Answer::Nothing) };
    let past = Past::of(&ws, id);
    for company in ws.companies_in(&cluster) {
        let on = ripe_on(&ws, &cluster, meeting, company, &past);
        if on.is_some_and(|on| on <= today) {
            let active = last_active(&ws, company);
            nudge_one(&mut plan, &cluster, meeting, company, active);
        }
    }
    plan.finish(Answer::Nothing)
}

fn nudge_one(
    plan: &mut Plan,
    cluster: &Cluster,
    meeting: &Meeting,
    company: &Company,
    active: Option<NaiveDate>,
) {
    let row = presence(plan, company.id);
    let reader = readers(plan, company)
        .into_iter()
        .find(|user| budget::allows(plan, &wish(user, cluster, meeting, company)));
    let Some(user) = reader else {
        plan.put(Change::Presence(Presence { passed_over: Some(meeting.id), ..row }));
        return;
    };
    let before = unanswered(&row, active);
    plan.put(Change::Presence(Presence {
        nudged: Some((plan.today(cluster), meeting.id)),
        unanswered: before + 1,
        told: row.told && before > 0,
        ..row
    }));
    let sending = budget::sending(&wish(&user, cluster, meeting, company)).about(meeting, cluster.zone);
    let lang = plan.lang_of(&user, Some(cluster.id));
    plan.show(sending, lang, Face::Nudge(meeting.id, user));
}

fn wish<'a>(user: &'a UserId, cluster: &'a Cluster, meeting: &Meeting, company: &Company) -> Wish<'a> {
    let about = meeting.start.date();
    Wish { user, cluster, about, kind: Kind::Nudge, instead_of: Some(company.id) }
}

/// Contact and deputy; where nobody was named, anybody of the company.
fn readers(ws: &Workspace, company: &Company) -> Vec<UserId> {
    let named: Vec<&UserId> = company.contact.iter().chain(&company.deputy).collect();
    let mut all = spokespeople(ws, company);
    all.retain(|user| named.is_empty() || named.contains(&user));
    all
}

/// Whether a nudge stands in for the reminder that a company would get on a local date.
pub fn stands_in(ws: &Workspace, meeting: MeetingId, company: CompanyId, day: NaiveDate) -> bool {
    let nudged = ws.presence.get(&company).and_then(|row| row.nudged);
    nudged.is_some_and(|(on, about)| about == meeting && day < on + STANDS_IN)
}

/// The month is counted from the day on which its reader got it, not from the day on which it was written.
pub fn arrived(plan: &mut Plan, face: &Face) {
    let Face::Nudge(meeting, user) = face else { return };
    let Some((cluster, company)) = nudged(plan, user, *meeting) else { return };
    let (row, today) = (presence(plan, company.id), plan.today(&cluster));
    if let Some((written, _)) = row.nudged.filter(|(on, _)| *on < today) {
        // Whoever took part since it was written begins anew with this one.
        let begins_anew = last_active(plan, &company) >= Some(written);
        let unanswered = if begins_anew { 1 } else { row.unanswered };
        answered(plan, *meeting, Presence { nudged: Some((today, *meeting)), unanswered, ..row });
    }
}

/// A nudge that never arrived was not left unanswered.
pub fn take_back(plan: &mut Plan, face: &Face) {
    let Face::Nudge(meeting, user) = face else { return };
    if let Some((_, company)) = nudged(plan, user, *meeting) {
        let row = presence(plan, company.id);
        let unanswered = row.unanswered.saturating_sub(1);
        plan.put(Change::Presence(Presence { unanswered, ..row }));
    }
}

/// The cluster and the person's company, if that was nudged about this meeting.
fn nudged(ws: &Workspace, by: &UserId, id: MeetingId) -> Option<(Cluster, Company)> {
    let (_, cluster) = meeting_and_cluster(ws, id)?;
    let company = ws.company_of(cluster.id, by)?.clone();
    let (_, about) = presence(ws, company.id).nudged?;
    (about == id).then_some((cluster, company))
}

/// "Ask later": not for a month. Somebody is there, so the nudge is answered; but nobody took part, so
/// the company stays quiet, and is asked again when the month is over.
pub fn later(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let Some((cluster, company)) = nudged(&plan, by, id) else { return plan.refuse(by, None, Refusal::Gone) };
    let later = Some(plan.today(&cluster) + AGAIN);
    let row = presence(&plan, company.id);
    answered(&mut plan, id, Presence { later, unanswered: 0, ..row });
    plan.finish(Answer::Nothing)
}

/// "Don't ask again": neither this person, nor anybody of the company.
pub fn never_again(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let Some((cluster, company)) = nudged(&plan, by, id) else { return plan.refuse(by, None, Refusal::Gone) };
    let mut person = people::person(&plan, by);
    person.opted_out.insert(OptOut::Nudges);
    plan.put(Change::Person(person));
    let row = presence(&plan, company.id);
    answered(&mut plan, id, Presence { declined_by: Some(by.clone()), unanswered: 0, ..row });
    if plan.meetings.get(&id).is_some_and(Meeting::is_planned) {
        return plan.finish(Answer::Nothing);
    }
    // The card of a meeting that is over says so, and nothing else.
    plan.finish_saying(by, Some(cluster.id), Msg::People(PeopleMsg::OptedOut(OptOut::Nudges)))
}

fn answered(plan: &mut Plan, id: MeetingId, row: Presence) {
    let company = row.company;
    plan.put(Change::Presence(row));
    let people: Vec<UserId> = plan.people_of(company).map(|person| person.profile.id.clone()).collect();
    plan.touch([Subject::Meeting(id)], |face| matches!(face, Face::Nudge(_, user) if people.contains(user)));
}

/// The nudge as it stands.
pub fn card(ws: &Workspace, id: MeetingId, user: &UserId) -> Option<Msg> {
    let (meeting, cluster) = meeting_and_cluster(ws, id)?;
    let company = ws.company_of(cluster.id, user).map(|company| company.id);
    let row = company.map(|company| presence(ws, company)).filter(|row| is_done(row, id));
    let written = row.as_ref().and_then(|row| row.nudged).map(|(on, _)| on);
    Some(Msg::Quiet(QuietMsg::Nudge {
        facts: facts(ws, &meeting),
        company: company_name(ws, company),
        reader: user.clone(),
        soon: written.is_some_and(|on| meeting.start.date() < on + Days::new(7)),
        state: state(ws, &meeting, row.as_ref()),
    }))
}

fn state(ws: &Workspace, meeting: &Meeting, row: Option<&Presence>) -> NudgeState {
    let Some(row) = row else { return NudgeState::Over };
    let later = row.nudged.is_some_and(|(on, _)| row.later > Some(on));
    match ws.answer(meeting, row.company) {
        _ if !meeting.is_planned() => NudgeState::Over,
        _ if is_left_alone(ws, row) => NudgeState::LeftAlone,
        Some(rsvp) => NudgeState::Answered(rsvp.answer),
        None if later => NudgeState::Later,
        None => NudgeState::Open,
    }
}

/// When the facilitator is next to be told of silent companies (local date).
pub fn next_word(ws: &Workspace, cluster: &Cluster) -> Option<NaiveDate> {
    ws.companies_in(cluster).filter_map(|company| word_on(ws, company)).min()
}

fn word_on(ws: &Workspace, company: &Company) -> Option<NaiveDate> {
    let row = ws.presence.get(&company.id)?;
    if row.told || row.unanswered < MOST || is_left_alone(ws, row) {
        return None;
    }
    let active = last_active(ws, company);
    (unanswered(row, active) >= MOST).then_some(row.nudged?.0 + PATIENCE)
}

/// Tells the facilitator of the companies that Klynge leaves alone from now on.
pub fn tell(mut plan: Plan, id: ClusterId) -> Decision {
    let Some(cluster) = plan.clusters.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    let today = plan.today(&cluster);
    let ws = Workspace::clone(&plan);
    let is_due = |company: &&Company| word_on(&ws, company).is_some_and(|on| on <= today);
    let quiet: Vec<&Company> = ws.companies_in(&cluster).filter(is_due).collect();
    for company in &quiet {
        plan.put(Change::Presence(Presence { told: true, ..presence(&ws, company.id) }));
    }
    if !quiet.is_empty() {
        let names: Vec<Text> = quiet.into_iter().map(|company| company.name.clone()).collect();
        let lang = plan.lang_of(&cluster.facilitator, Some(id));
        let sending = Sending::to(Place::Dm(cluster.facilitator), Kind::Quiet).by_itself(id);
        plan.say(sending, lang, Msg::Quiet(QuietMsg::LeftAlone { companies: names }));
    }
    plan.finish(Answer::Nothing)
}
