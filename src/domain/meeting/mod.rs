//! Meetings: planned ahead from the series, announced, changed, closed.

pub mod attendance;
pub mod change;
pub mod colliding;
pub mod extra;
pub mod jobs;
pub mod list;
pub mod planning;
pub mod replanning;
pub mod year;

use super::calendar;
use super::model::{
    Agreed, Answer, Answers, Cluster, Coming, CompanyId, Decision, Entry, Form, Instant, Meeting,
    MeetingFacts, MeetingId, MeetingMsg, Msg, Named, Nonce, Purpose, Refusal, Right, Start, Status, Text,
    UserId, Workspace,
};
use super::plan::Plan;
use super::rsvp::{self, meeting_and_cluster};
use super::{agenda, guest, rotation, variety};

/// What one needs to know of a meeting to talk about it.
pub fn facts(ws: &Workspace, meeting: &Meeting) -> MeetingFacts {
    let facilitator =
        ws.clusters.get(&meeting.cluster).map_or_else(|| ws.bot.clone(), |c| c.facilitator.clone());
    MeetingFacts {
        id: meeting.id,
        start: meeting.start,
        minutes: meeting.minutes,
        place: meeting.place.clone(),
        link: meeting.link.clone(),
        theme: meeting.theme.clone(),
        format: variety::format(ws, meeting),
        host: Named::of(meeting.host, &facilitator, || {
            Some(ws.companies.get(&meeting.host.company()?)?.name.clone())
        }),
        guests: guest::names_at(ws, meeting.id),
    }
}

/// A company's name; empty for one that is gone.
pub fn company_name(ws: &Workspace, company: Option<CompanyId>) -> Text {
    company.and_then(|id| ws.companies.get(&id)).map(|company| company.name.clone()).unwrap_or_default()
}

/// The next meeting of a cluster: planned, and not over.
pub fn next_meeting<'a>(ws: &'a Workspace, cluster: &Cluster, now: Instant) -> Option<&'a Meeting> {
    ws.planned_in(cluster.id)
        .filter(|meeting| calendar::instant(meeting.end(), cluster.zone) > now)
        .min_by_key(|meeting| (meeting.start, meeting.id))
}

/// Who answered what, in the companies' order of rotation.
pub fn answers(ws: &Workspace, meeting: &Meeting) -> Answers {
    let mut answers = Answers::default();
    let Some(cluster) = ws.clusters.get(&meeting.cluster) else { return answers };
    let seats = rsvp::seats::of(ws, meeting);
    (answers.full, answers.waiting) = (seats.full, seats.waiting.len());
    for company in ws.companies_in(cluster) {
        let list = match rsvp::stands(ws, meeting, company.id) {
            Some(Coming::Yes) if seats.only_waits(company.id) => continue,
            Some(Coming::Yes) => &mut answers.coming,
            Some(Coming::Maybe) => &mut answers.maybe,
            Some(Coming::No) => &mut answers.cant,
            None if ws.rsvps.contains_key(&(meeting.id, company.id)) => &mut answers.before,
            None => continue,
        };
        list.push(company.name.clone());
    }
    answers
}

/// The announcement as it stands.
pub fn announcement_card(ws: &Workspace, id: MeetingId) -> Option<Msg> {
    let meeting = ws.meetings.get(&id)?;
    Some(Msg::Meeting(MeetingMsg::Announcement {
        facts: facts(ws, meeting),
        agenda: agenda_of(ws, meeting),
        answers: answers(ws, meeting),
        state: match meeting.status {
            Status::Planned => Agreed::Planned,
            Status::Held => Agreed::Held,
            Status::Cancelled => Agreed::Cancelled,
        },
    }))
}

/// What is to be seen on an announcement: what is to come, and afterwards what was shown.
fn agenda_of(ws: &Workspace, meeting: &Meeting) -> Vec<Entry> {
    let all = agenda::entries(ws, meeting).into_iter();
    all.filter(|entry| meeting.is_planned() || matches!(entry, Entry::Talk(_))).collect()
}

/// Whether a person may change a meeting: the facilitator, the organiser, the host.
pub fn may_change(ws: &Workspace, by: &UserId, cluster: &Cluster, meeting: &Meeting, now: Instant) -> bool {
    cluster.facilitator == *by
        || rotation::turns::is_organiser(ws, by, cluster, calendar::local(now, cluster.zone).date())
        || rotation::owns(ws, by, meeting)
}

/// Checks that a meeting can still be changed, and by this person.
pub fn changeable(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Meeting, Cluster), Refusal> {
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    if !meeting.is_planned() || calendar::instant(meeting.end(), cluster.zone) <= plan.now {
        return Err(Refusal::TooLate);
    }
    if !may_change(plan, by, &cluster, &meeting, plan.now) {
        return Err(Refusal::NotYours(Right::Host, cluster.facilitator));
    }
    Ok((meeting, cluster))
}

/// Opens one of the forms that change a meeting.
pub fn open(plan: Plan, by: &UserId, purpose: Purpose, nonce: Nonce) -> Decision {
    let id = match purpose {
        Purpose::Move(id) | Purpose::Cancel(id) | Purpose::Place(id) => id,
        _ => return plan.refuse(by, None, Refusal::Gone),
    };
    let (meeting, cluster) = match changeable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let facts = facts(&plan, &meeting);
    let start = match purpose {
        Purpose::Move(_) => Start::Move { facts },
        Purpose::Cancel(_) => Start::Cancel { facts },
        _ => Start::Place { facts },
    };
    open_form(plan, by, &cluster, Form { purpose, nonce, start })
}

/// Opens a form in the person's language.
pub fn open_form(plan: Plan, by: &UserId, cluster: &Cluster, form: Form) -> Decision {
    let lang = plan.lang_of(by, Some(cluster.id));
    plan.finish(Answer::Open(lang, Box::new(form)))
}
