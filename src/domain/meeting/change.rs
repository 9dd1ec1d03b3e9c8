//! Moving, calling off, another place. The announcement is edited in place and its thread told;
//! a host whose meeting somebody else changed is told too.

use super::planning::{plan_ahead, taken};
use super::{changeable, facts};
use crate::domain::model::{
    Answer, Change, ChangeNote, Cluster, ClusterId, CompanyId, Decision, Field, Kind, Meeting, MeetingId,
    MeetingJob, MeetingMsg, Msg, Place, Problem, Status, Talk, Text, Told, UserId, Value, Values,
};
use crate::domain::plan::{Plan, Sending};
use crate::domain::{calendar, guest, rotation, rsvp, schedule, talk};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use std::collections::BTreeSet;

/// Meetings begin in these hours, the last one included (local).
const FIRST_HOUR: u32 = 7;
const LAST_HOUR: u32 = 21;
/// The longest place and link, in characters.
const MAX_PLACE: usize = 200;

/// What is wrong with a form, field by field.
pub type Faults = Vec<(Field, Problem)>;

/// Moves a meeting. What was due for the old date falls due again for the new one, and whoever had answered is asked
/// anew: whether one can come depends on the hour as well as on the day.
pub fn move_to(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (mut meeting, cluster) = match changeable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let start = match new_start(&plan, &cluster, Some(meeting.start.date()), values) {
        Ok(start) => start,
        Err(problem) => return faults(plan, by, &cluster, vec![problem]),
    };
    if start == meeting.start {
        return plan.finish(Answer::Nothing);
    }
    let before = meeting.start;
    let answered: Vec<CompanyId> = plan
        .companies_in(&cluster)
        .map(|company| company.id)
        .filter(|company| plan.answer(&meeting, *company).is_some())
        .collect();
    meeting.start = start;
    meeting.revision += 1;
    keep_done(&plan, &mut meeting);
    plan.put(Change::Meeting(meeting.clone()));
    rotation::hosting::assign(&mut plan, cluster.id);
    if meeting.done_at(MeetingJob::RemindPresenters).is_none() {
        talk::agenda::ask_anew(&mut plan, meeting.id);
    }
    rsvp::ask_anew(&mut plan, &meeting, &cluster, &answered);
    // Whoever could not come then may now.
    talk::agenda::place_and_tell(&mut plan, cluster.id);
    tell(plan, by, meeting.id, &cluster, ChangeNote::Moved(before))
}

/// What would have been done by now for the new date as well is not done again: a meeting that is
/// moved by an hour gets no second reminder, and nobody is asked twice for it.
fn keep_done(plan: &Plan, meeting: &mut Meeting) {
    let has_come = |job| schedule::planned(plan, meeting, job).is_some_and(|at| at <= plan.now);
    let kept: Vec<MeetingJob> = MeetingJob::ALL
        .into_iter()
        .filter(|job| has_come(if job.is_asking() { MeetingJob::AskHost } else { *job }))
        .collect();
    let revision = meeting.revision;
    for job in kept {
        if let Some(done) = meeting.done.get_mut(&job).filter(|done| done.revision + 1 == revision) {
            done.revision = revision;
        }
    }
}

/// The time a meeting is to have, in a form of date and time; of one that stands, `now_on` says on which day that is.
pub fn new_start(
    plan: &Plan,
    cluster: &Cluster,
    now_on: Option<NaiveDate>,
    values: &Values,
) -> Result<NaiveDateTime, (Field, Problem)> {
    let Some(Value::Date(date)) = values.get(&Field::Date) else {
        return Err((Field::Date, Problem::Missing));
    };
    let Some(Value::Time(time)) = values.get(&Field::Time) else {
        return Err((Field::Time, Problem::Missing));
    };
    let start = possible(date.and_time(*time), plan.local_now(cluster))?;
    if now_on != Some(*date) && taken(plan, cluster, start) {
        return Err((Field::Date, Problem::Taken));
    }
    Ok(start)
}

/// Whether a meeting can be then at all: to come, within a year, by day, and on a working day.
pub fn possible(start: NaiveDateTime, now: NaiveDateTime) -> Result<NaiveDateTime, (Field, Problem)> {
    if start <= now {
        Err((Field::Date, Problem::Past))
    } else if is_at_night(start.time()) {
        Err((Field::Time, Problem::AtNight))
    } else if (start - now).num_days() > 366 {
        Err((Field::Date, Problem::TooFar))
    } else if !calendar::is_working_day(start.date()) {
        Err((Field::Date, Problem::DayOff))
    } else {
        Ok(start)
    }
}

/// Whether an hour is one at which nobody meets: most likely a slip.
fn is_at_night(time: NaiveTime) -> bool {
    !(FIRST_HOUR..=LAST_HOUR).contains(&time.hour())
}

/// Calls a meeting off. It uses no hosting: the host's turn comes again.
pub fn cancel(mut plan: Plan, by: &UserId, id: MeetingId) -> Decision {
    let (mut meeting, cluster) = match changeable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    meeting.status = Status::Cancelled;
    plan.put(Change::Meeting(meeting.clone()));
    plan_ahead(&mut plan, cluster.id);
    talk::agenda::move_on(&mut plan, &cluster, &meeting);
    guest::visiting::called_off(&mut plan, by, &meeting, &cluster);
    tell(plan, by, meeting.id, &cluster, ChangeNote::Cancelled)
}

/// Another place or link.
pub fn place(mut plan: Plan, by: &UserId, id: MeetingId, values: &Values) -> Decision {
    let (mut meeting, cluster) = match changeable(&plan, by, id) {
        Ok(found) => found,
        Err(refusal) => return plan.refuse(by, None, refusal),
    };
    let (place, link) = match read_place(values) {
        Ok(read) => read,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    if place == meeting.place && link == meeting.link {
        return plan.finish(Answer::Nothing);
    }
    let before = std::mem::replace(&mut meeting.place, place);
    meeting.link = link;
    plan.put(Change::Meeting(meeting.clone()));
    tell(plan, by, meeting.id, &cluster, ChangeNote::Place(before))
}

/// Reads place and link, with every fault at once.
pub fn read_place(values: &Values) -> Result<(Text, Option<Text>), Faults> {
    let mut problems = Vec::new();
    let place = typed(values, Field::Place);
    if place.is_empty() {
        problems.push((Field::Place, Problem::Missing));
    } else if place.chars() > MAX_PLACE {
        problems.push((Field::Place, Problem::TooLong(MAX_PLACE)));
    }
    let link = Some(typed(values, Field::Link)).filter(|link| !link.is_empty());
    if let Some(link) = &link
        && (!link.plain().starts_with("https://")
            || link.plain().contains([' ', '|', '<', '>'])
            || link.chars() > MAX_PLACE)
    {
        problems.push((Field::Link, Problem::NotALink));
    }
    if problems.is_empty() { Ok((place, link)) } else { Err(problems) }
}

/// Reads a whole number from the first to the second.
pub fn read_number(
    values: &Values,
    field: Field,
    (least, most): (u32, u32),
) -> Result<u32, (Field, Problem)> {
    let typed = match values.get(&field) {
        Some(Value::Typed(typed)) => typed.trim(),
        _ => return Err((field, Problem::Missing)),
    };
    let number = typed.parse::<u32>().ok().filter(|number| (least..=most).contains(number));
    number.ok_or((field, Problem::NotBetween(least, most)))
}

/// What was typed into a one-line field.
pub fn typed(values: &Values, field: Field) -> Text {
    match values.get(&field) {
        Some(Value::Typed(text)) => Text::line(text),
        _ => Text::default(),
    }
}

/// Keeps the form open with these faults; nothing else happens.
pub fn faults(plan: Plan, by: &UserId, cluster: &Cluster, problems: Faults) -> Decision {
    faults_in(plan, by, Some(cluster.id), problems)
}

/// The same, for forms that may not be of a cluster yet.
pub fn faults_in(plan: Plan, by: &UserId, cluster: Option<ClusterId>, problems: Faults) -> Decision {
    let lang = plan.lang_of(by, cluster);
    Decision { answer: Answer::Faults(lang, problems), ..Decision::default() }
}

/// Edits the cards, tells the announcement's thread, tells the host (and of time and place those
/// who present) if somebody else did it, and answers the one who did.
pub fn tell(mut plan: Plan, by: &UserId, id: MeetingId, cluster: &Cluster, note: ChangeNote) -> Decision {
    let Some(meeting) = plan.meetings.get(&id).cloned() else { return plan.finish(Answer::Nothing) };
    plan.touch_meeting(id);
    tell_concerned(&mut plan, by, &meeting, cluster, &note);
    let told = match meeting.card {
        None => Told::Nobody,
        Some(_) if is_urgent(&plan, &meeting, cluster, &note) => Told::Channel,
        Some(_) => Told::Thread,
    };
    let done = MeetingMsg::Done { facts: facts(&plan, &meeting), note, told };
    plan.finish_saying(by, Some(cluster.id), Msg::Meeting(done))
}

/// Tells the announcement's thread, the host, and of time and place those who present; not whoever did it.
pub fn tell_concerned(plan: &mut Plan, by: &UserId, meeting: &Meeting, cluster: &Cluster, note: &ChangeNote) {
    tell_thread(plan, meeting, cluster, note.clone());
    let host = rotation::responsible(plan, meeting).filter(|_| meeting.host_fixed);
    let mut readers: BTreeSet<UserId> = host.into_iter().collect();
    if matches!(note, ChangeNote::Moved(_) | ChangeNote::Place(_)) {
        readers.extend(plan.talks_at(meeting.id).flat_map(Talk::presenters).cloned());
        readers.extend(guest::visiting::owners(plan, meeting.id));
    }
    for reader in readers.into_iter().filter(|reader| reader != by) {
        tell_person(plan, &reader, meeting, cluster, note.clone());
    }
}

/// Tells the announcement's thread, if the meeting has been announced.
pub fn tell_thread(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster, note: ChangeNote) {
    let Some(card) = meeting.card else { return };
    let sending = sending(plan, Place::ThreadOf(card), meeting, cluster, &note);
    let aloud = is_urgent(plan, meeting, cluster, &note);
    let changed = MeetingMsg::Changed { facts: facts(plan, meeting), note, aloud };
    plan.say(sending, cluster.lang, Msg::Meeting(changed));
}

/// Tells one person, in private.
pub fn tell_person(plan: &mut Plan, user: &UserId, meeting: &Meeting, cluster: &Cluster, note: ChangeNote) {
    let lang = plan.lang_of(user, Some(cluster.id));
    let sending = sending(plan, Place::Dm(user.clone()), meeting, cluster, &note);
    let changed = MeetingMsg::Changed { facts: facts(plan, meeting), note, aloud: false };
    plan.say(sending, lang, Msg::Meeting(changed));
}

/// Whether whoever comes has to know it soon: there is another time or none, and either time is nearer than an
/// announcement would be.
fn is_urgent(plan: &Plan, meeting: &Meeting, cluster: &Cluster, note: &ChangeNote) -> bool {
    let first = match note {
        ChangeNote::Moved(before) => meeting.start.min(*before),
        ChangeNote::Cancelled => meeting.start,
        ChangeNote::Place(_) | ChangeNote::Host(_) | ChangeNote::Theme => return false,
    };
    (first.date() - plan.today(cluster)).num_days() <= schedule::announcement_lead(cluster)
}

/// A change waits for the morning where it can: not when the meeting is, or was to be, today or
/// before anybody would read of it.
fn sending(plan: &Plan, place: Place, meeting: &Meeting, cluster: &Cluster, note: &ChangeNote) -> Sending {
    let before = match note {
        ChangeNote::Moved(before) => Some(*before),
        _ => None,
    };
    let sending = Sending::to(place, Kind::Change).on(meeting.id);
    if before.into_iter().chain([meeting.start]).any(|start| cannot_wait(plan, cluster, start)) {
        sending
    } else {
        sending.by_itself(cluster.id)
    }
}

/// Whether what was to be then is today, or before anybody would read of it in an open hour.
pub fn cannot_wait(plan: &Plan, cluster: &Cluster, start: NaiveDateTime) -> bool {
    let morning = calendar::OpenHours::of(cluster).next_open(plan.now);
    start.date() == plan.today(cluster) || calendar::instant(start, cluster.zone) <= morning
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
