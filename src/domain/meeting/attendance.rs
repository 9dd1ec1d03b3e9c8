//! Who was there: pre-filled from the answers, confirmed or corrected by the host; or whether anybody was.

use super::change::{faults, typed};
use super::{company_name, facts, may_change, open_form, planning};
use crate::domain::brief::publishing;
use crate::domain::model::{
    Answer, Change, Cluster, CompanyId, Decision, Face, Field, Form, Kind, Meeting, MeetingId, MeetingMsg,
    Msg, Nonce, Place, Problem, Purpose, Refusal, Right, Start, Status, Text, UserId, Value, Values,
    Workspace,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::meeting_and_cluster;
use crate::domain::{agenda, calendar, guest, rotation, talk};
use chrono::Duration;

/// The longest list of guests, in characters.
const MAX_GUESTS: usize = 200;
/// After a longer downtime nobody is asked who was there: they have forgotten, and the answers stand.
const ASK_FOR: Duration = Duration::days(5);

/// Asks the host, on the day of the meeting at once, later in an open hour.
pub fn ask(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) {
    let until = calendar::instant(meeting.end(), cluster.zone) + ASK_FOR;
    if plan.now >= until {
        return;
    }
    let Some(user) = rotation::responsible(plan, meeting) else { return };
    let mut sending = Sending::to(Place::Dm(user.clone()), Kind::Attendance).on(meeting.id);
    sending.expires = Some(until);
    if plan.today(cluster) != meeting.start.date() {
        sending = sending.by_itself(cluster.id);
    }
    let lang = plan.lang_of(&user, Some(cluster.id));
    plan.show(sending, lang, Face::Attendance(meeting.id, user));
}

/// The question as it stands.
pub fn card(ws: &Workspace, id: MeetingId) -> Option<Msg> {
    let meeting = ws.meetings.get(&id)?;
    Some(Msg::Meeting(MeetingMsg::Attendance {
        facts: facts(ws, meeting),
        there: names_of_those_here(ws, meeting),
        guests: meeting.guests.clone(),
        queued: agenda::items_at(ws, meeting).next().is_some(),
        confirmed: meeting.attendance_confirmed,
        off: meeting.status == Status::Cancelled,
    }))
}

/// Who was there, without those that have left since: their names are kept nowhere.
fn names_of_those_here(ws: &Workspace, meeting: &Meeting) -> Vec<Text> {
    let names = meeting.attended.iter().map(|company| company_name(ws, Some(*company)));
    names.filter(|name| !name.is_empty()).collect()
}

fn held(plan: &Plan, by: &UserId, id: MeetingId) -> Result<(Meeting, Cluster), Refusal> {
    let (meeting, cluster) = meeting_and_cluster(plan, id).ok_or(Refusal::Gone)?;
    if meeting.status != Status::Held {
        return Err(Refusal::Gone);
    }
    if !may_change(plan, by, &cluster, &meeting, plan.now) {
        return Err(Refusal::NotYours(Right::Host, cluster.facilitator));
    }
    Ok((meeting, cluster))
}

/// It is right as it is.
pub fn confirm(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    match held(&plan, by, id) {
        Ok((meeting, _)) => {
            set(&mut plan, meeting);
            plan.finish(Answer::Nothing)
        }
        Err(refusal) => plan.refuse(by, None, refusal),
    }
}

/// Opens the form with the ticks.
pub fn open(plan: Plan, by: &UserId, id: MeetingId, nonce: Nonce) -> Decision {
    let (meeting, cluster) = match held(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let mut companies: Vec<(CompanyId, Text)> =
        plan.companies_in(&cluster).map(|company| (company.id, company.name.clone())).collect();
    companies.sort_by_key(|(_, name)| name.plain().to_lowercase());
    let there = meeting.attended.iter().copied().collect();
    let guests = meeting.guests.clone();
    let start = Start::Attendance {
        facts: facts(&plan, &meeting),
        companies,
        there,
        guests,
        open: !plan.briefs.contains_key(&id),
    };
    open_form(plan, by, &cluster, Form { purpose: Purpose::Attendance(id), nonce, start })
}

/// Takes the ticks over; or that there was no meeting.
pub fn correct(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (mut meeting, cluster) = match held(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let ticked = |field| match values.get(&field) {
        Some(Value::Ticked(ticked)) => ticked.clone(),
        _ => Vec::new(),
    };
    if !ticked(Field::NotHeld).is_empty() {
        return not_held(plan, by, meeting, &cluster);
    }
    let guests = typed(values, Field::Guests);
    if guests.chars() > MAX_GUESTS {
        return faults(plan, by, &cluster, vec![(Field::Guests, Problem::TooLong(MAX_GUESTS))]);
    }
    meeting.guests = guests;
    meeting.attended = ticked(Field::Attendance)
        .iter()
        .filter_map(|id| Some(CompanyId(id.parse().ok()?)))
        .filter(|id| plan.companies.get(id).is_some_and(|company| company.cluster == cluster.id))
        .collect();
    set(&mut plan, meeting);
    plan.finish(Answer::Nothing)
}

/// There was no meeting: as if it had been called off, it uses no hosting, and what was to be shown is still to be shown.
/// Once the brief is on its way, everybody has been told of it.
fn not_held(mut plan: Plan, by: &UserId, mut meeting: Meeting, cluster: &Cluster) -> Decision {
    if plan.briefs.contains_key(&meeting.id) {
        return faults(plan, by, cluster, vec![(Field::NotHeld, Problem::BriefBegun)]);
    }
    meeting.status = Status::Cancelled;
    meeting.attended.clear();
    meeting.had_guest = false;
    plan.put(Change::Meeting(meeting.clone()));
    plan.touch_meeting(meeting.id);
    planning::plan_ahead(&mut plan, cluster.id);
    talk::agenda::move_on(&mut plan, cluster, &meeting);
    guest::visiting::called_off(&mut plan, by, &meeting, cluster);
    plan.finish(Answer::Nothing)
}

fn set(plan: &mut Plan, mut meeting: Meeting) {
    meeting.attendance_confirmed = true;
    let id = meeting.id;
    plan.put(Change::Meeting(meeting.clone()));
    plan.touch_meeting(id);
    if let Some(cluster) = plan.clusters.get(&meeting.cluster).cloned() {
        publishing::deliver(plan, &meeting, &cluster);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
