//! Answers: one for the company, people may add themselves. And the one reminder to one person of
//! each company that has not answered.

pub mod lately;
pub mod seats;

use super::meeting::{company_name, facts, next_meeting};
use super::model::{
    Card, Change, Cluster, Coming, Company, CompanyId, Decision, Face, Kind, Meeting, MeetingId, MeetingJob,
    Msg, Nonce, Refusal, Rsvp, RsvpMsg, Subject, UserId, Workspace,
};
use super::people::budget::{self, Wish};
use super::plan::{Plan, Sending};
use super::quiet::nudging;
use super::sabotage::{Rule, broken};
use super::{calendar, ics, onboarding, people, talk};
use chrono::{Days, NaiveDate};
use std::collections::BTreeSet;

/// `/klynge coming`, `cant`, `maybe`: the answer to the next meeting, or to that of a day typed behind it.
pub fn answer_typed(
    plan: Plan,
    by: &UserId,
    cluster: &Cluster,
    typed: &str,
    coming: Coming,
    nonce: Nonce,
) -> Decision {
    // From yesterday on, so that today can be meant.
    let yesterday = plan.today(cluster) - Days::new(1);
    if let Some(day) = people::until(typed, yesterday) {
        let then = plan.planned_of(cluster.id).into_iter().find(|meeting| meeting.start.date() == day);
        return match then.map(|meeting| meeting.id) {
            Some(meeting) => answer(plan, by, meeting, coming, nonce),
            None => plan.refuse(by, Some(cluster.id), Refusal::NoMeetingOn(day)),
        };
    }
    match next_meeting(&plan, cluster, plan.now).map(|meeting| meeting.id) {
        Some(meeting) => answer(plan, by, meeting, coming, nonce),
        None => plan.refuse(by, Some(cluster.id), Refusal::NoMeeting),
    }
}

/// An answer to a meeting. Somebody whose company is not known is asked for it first, and then
/// the answer is taken.
pub fn answer(mut plan: Plan, by: &UserId, id: MeetingId, coming: Coming, nonce: Nonce) -> Decision {
    let Some((meeting, cluster)) = meeting_and_cluster(&plan, id) else {
        return plan.refuse(by, None, Refusal::Gone);
    };
    if !meeting.is_planned() || calendar::instant(meeting.end(), cluster.zone) <= plan.now {
        return plan.refuse(by, Some(cluster.id), Refusal::TooLate);
    }
    let Some(company) = plan.company_of(cluster.id, by).cloned() else {
        return onboarding::open_company(plan, by, cluster.id, Some((id, coming)), nonce);
    };
    let msg = note(&mut plan, by, &meeting, &company, coming);
    plan.finish_saying(by, Some(cluster.id), msg)
}

/// Takes the answer down and says what it means for the company.
pub fn note(plan: &mut Plan, by: &UserId, meeting: &Meeting, company: &Company, coming: Coming) -> Msg {
    let before = plan.rsvps.get(&(meeting.id, company.id)).cloned();
    let mut order = plan.answer(meeting, company.id).map(|rsvp| rsvp.order.clone()).unwrap_or_default();
    // Who asked for the brief gets it whenever the meeting is; who came at the old time may not at the new one.
    let mut people = plan.answer(meeting, company.id).map(|rsvp| rsvp.people.clone()).unwrap_or_default();
    let mut wants_brief = before.as_ref().map(|rsvp| rsvp.wants_brief.clone()).unwrap_or_default();
    if coming == Coming::Yes {
        if people.insert(by.clone()) {
            order.insert(by.clone(), plan.fresh());
        }
    } else {
        people.remove(by);
        order.remove(by);
    }
    if coming == Coming::No {
        wants_brief.insert(by.clone());
    } else {
        wants_brief.remove(by);
    }
    // One who cannot come does not cancel for the colleagues who can.
    let stays = coming != Coming::Yes && !people.is_empty();
    let answer = if stays { Coming::Yes } else { coming };
    let rsvp = Rsvp {
        meeting: meeting.id,
        company: company.id,
        answer,
        start: meeting.start,
        by: by.clone(),
        at: plan.now,
        people: people.clone(),
        order,
        wants_brief,
    };
    let could_not = plan.answer(meeting, company.id).is_some_and(|rsvp| rsvp.answer == Coming::No);
    put(plan, rsvp, before);
    if could_not && answer != Coming::No {
        // What the company has waiting may be shown here after all.
        talk::agenda::place_and_tell(plan, meeting.cluster);
    }
    let facts = facts(plan, meeting);
    if let Some(place) = seats::of(plan, meeting).waiting.iter().position(|(_, user)| user == by) {
        return Msg::Rsvp(RsvpMsg::Waiting { facts, place: place + 1 });
    }
    let file =
        coming == Coming::Yes && ics::file::offer(plan, by, meeting.id, Sending::reply(by, Kind::Answer));
    let address = ics::feed::standing(plan, by, meeting.cluster).filter(|there| file && !there);
    let address = address.map(|_| meeting.cluster);
    if stays {
        let people = people.into_iter().collect();
        Msg::Rsvp(RsvpMsg::ColleaguesStillCome {
            facts,
            company: company.name.clone(),
            answer: coming,
            people,
        })
    } else {
        let colleague = || {
            let cluster = plan.clusters.get(&meeting.cluster)?;
            lately::colleague(plan, by, cluster, meeting, company.id)
        };
        let colleague = (coming == Coming::Yes).then(colleague).flatten();
        let company = company.name.clone();
        Msg::Rsvp(RsvpMsg::Noted { facts, company, answer, file, address, colleague })
    }
}

fn put(plan: &mut Plan, rsvp: Rsvp, before: Option<Rsvp>) {
    if broken(Rule::Answers) {
        return;
    }
    let says = |rsvp: &Rsvp| (rsvp.answer, rsvp.start, rsvp.people.clone(), rsvp.wants_brief.clone());
    if before.is_some_and(|before| says(&before) == says(&rsvp)) {
        return;
    }
    let (meeting, company) = (rsvp.meeting, rsvp.company);
    plan.put(Change::Rsvp(rsvp));
    touch(plan, meeting, company);
}

/// Marks the cards that show a company's answer: the announcement, and the reminder to somebody of that company.
fn touch(plan: &mut Plan, meeting: MeetingId, company: CompanyId) {
    let readers: BTreeSet<UserId> = plan.people_of(company).map(|person| person.profile.id.clone()).collect();
    plan.touch([Subject::Meeting(meeting)], |face| match face {
        Face::Announcement(_) => true,
        Face::Reminder(_, reader) | Face::Nudge(_, reader) => readers.contains(reader),
        Face::Preview(_)
        | Face::Welcome(_)
        | Face::WhichCompany(..)
        | Face::HostAsk(..)
        | Face::Attendance(..)
        | Face::Talk(_)
        | Face::With(..)
        | Face::Ready(_)
        | Face::ReadyWith(..)
        | Face::StepIn(..)
        | Face::Week(..)
        | Face::Invitation(..)
        | Face::Draft(..)
        | Face::Part(_)
        | Face::Brief(_)
        | Face::BriefFor(..)
        | Face::Cover(_)
        | Face::TurnCover(_)
        | Face::Swap(..) => false,
    });
}

/// Those who may be reminded for a company, the contact first.
pub fn spokespeople(ws: &Workspace, company: &Company) -> Vec<UserId> {
    let mut all: Vec<UserId> = Vec::new();
    let rest = ws.people_of(company.id).map(|person| person.profile.id.clone());
    for user in company.contact.iter().chain(&company.deputy).cloned().chain(rest) {
        if !all.contains(&user) && ws.people.get(&user).is_none_or(|person| person.reachable()) {
            all.push(user);
        }
    }
    all
}

/// What is known of a company's coming: its answer to the meeting as it is now planned; and a host is there, unless it
/// says no.
pub fn stands(ws: &Workspace, meeting: &Meeting, company: CompanyId) -> Option<Coming> {
    let hosts = meeting.host.company() == Some(company);
    ws.answer(meeting, company).map(|rsvp| rsvp.answer).or_else(|| hosts.then_some(Coming::Yes))
}

/// Whether a company still has to say if it comes.
pub fn is_to_answer(ws: &Workspace, meeting: &Meeting, company: CompanyId) -> bool {
    stands(ws, meeting, company).is_none()
}

/// Whether a company is to be reminded on a local date: a nudge about the meeting asks the same, and who is on its agenda
/// is asked to be ready.
pub fn is_to_remind(ws: &Workspace, meeting: &Meeting, company: CompanyId, day: NaiveDate) -> bool {
    let presents = ws.talks_at(meeting.id).any(|talk| talk.company == company);
    let is_away = ws.companies.get(&company).is_some_and(|company| company.is_away(meeting.start.date()));
    is_to_answer(ws, meeting, company)
        && !presents
        && !is_away
        && !nudging::stands_in(ws, meeting.id, company, day)
}

/// Reminds one person of each company that has not answered.
pub fn remind(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let silent: Vec<CompanyId> = plan.companies_in(cluster).map(|company| company.id).collect();
    remind_those(plan, meeting, cluster, &silent);
}

/// The meeting was moved after the reminders: these companies had answered, and are asked for the new time.
pub fn ask_anew(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, answered: &[CompanyId]) {
    if meeting.done_at(MeetingJob::Remind).is_some() {
        remind_those(plan, meeting, cluster, answered);
    }
}

fn remind_those(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, companies: &[CompanyId]) {
    let today = plan.today(cluster);
    let silent: Vec<Company> = plan
        .companies_in(cluster)
        .filter(|company| companies.contains(&company.id) && is_to_remind(plan, meeting, company.id, today))
        .cloned()
        .collect();
    for company in silent {
        let reader = spokespeople(plan, &company).into_iter().find(|user| {
            let wish = wish(user, cluster, meeting);
            budget::allows(plan, &wish)
        });
        let Some(user) = reader else { continue };
        let sending = budget::sending(&wish(&user, cluster, meeting)).about(meeting, cluster.zone);
        let lang = plan.lang_of(&user, Some(cluster.id));
        plan.show(sending, lang, Face::Reminder(meeting.id, user));
    }
}

fn wish<'a>(user: &'a UserId, cluster: &'a Cluster, meeting: &Meeting) -> Wish<'a> {
    Wish { user, cluster, about: meeting.start.date(), kind: Kind::Reminder, instead_of: None }
}

/// The reminder as it stands.
pub fn reminder_card(ws: &Workspace, card: &Card, id: MeetingId, user: &UserId) -> Option<Msg> {
    let (meeting, cluster) = meeting_and_cluster(ws, id)?;
    let company = ws.company_of(cluster.id, user);
    let answered = company
        .and_then(|company| ws.answer(&meeting, company.id))
        .map(|rsvp| (rsvp.answer, rsvp.by.clone()));
    Some(Msg::Rsvp(RsvpMsg::Reminder {
        facts: facts(ws, &meeting),
        company: company_name(ws, company.map(|company| company.id)),
        answered,
        over: !meeting.is_planned(),
        tomorrow: is_written_on_the_eve(ws, card, &meeting, &cluster),
    }))
}

/// Whether the meeting is tomorrow, seen from the day the reminder was written.
fn is_written_on_the_eve(ws: &Workspace, card: &Card, meeting: &Meeting, cluster: &Cluster) -> bool {
    ws.outbox.get(&card.outbox).is_some_and(|row| {
        calendar::local(row.created, cluster.zone).date().succ_opt() == Some(meeting.start.date())
    })
}

/// A meeting with its cluster, as copies that outlive changes to the plan.
pub fn meeting_and_cluster(ws: &Workspace, id: MeetingId) -> Option<(Meeting, Cluster)> {
    let meeting = ws.meetings.get(&id)?;
    Some((meeting.clone(), ws.clusters.get(&meeting.cluster)?.clone()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
