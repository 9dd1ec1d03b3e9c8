//! The form for a guest: what it starts with, and what it says.

use super::ANY;
use crate::domain::calendar;
use crate::domain::meeting::change::{Faults, typed};
use crate::domain::model::{
    Cluster, ClusterId, Field, Guest, GuestId, GuestStanding, GuestStart, GuestStatus, MeetingId, Person,
    Problem, Status, Text, UserId, Value, Values,
};
use crate::domain::plan::Plan;
use chrono::{NaiveDate, NaiveDateTime};

/// The longest name, and the longest place somebody is from, in characters.
const MAX_NAME: usize = 80;
/// The longest way to reach somebody.
const MAX_REACH: usize = 120;
/// The longest account of what somebody could speak of.
const MAX_TOPIC: usize = 200;

/// What the form says, once every field is right.
pub(super) struct Filled {
    name: Text,
    from: Text,
    about: Text,
    contact: Text,
    owner: UserId,
    status: GuestStatus,
    meeting: Option<MeetingId>,
    last_contact: Option<NaiveDate>,
}

impl Filled {
    /// As it stands in the bank from this day on.
    pub(super) fn into_guest(self, id: GuestId, cluster: ClusterId, touched: NaiveDate) -> Guest {
        let Self { name, from, about, contact, owner, status, meeting, last_contact } = self;
        Guest { id, cluster, name, from, about, contact, owner, status, meeting, last_contact, touched }
    }
}

/// The form for a new guest: whoever fills it in knows the guest, most likely.
pub(super) fn empty(by: &UserId) -> GuestStart {
    let nothing = Text::default;
    GuestStart {
        name: nothing(),
        from: nothing(),
        about: nothing(),
        contact: nothing(),
        owner: by.clone(),
        standing: None,
    }
}

/// The form for one who is in the bank.
pub(super) fn of(plan: &Plan, cluster: &Cluster, guest: &Guest) -> GuestStart {
    let meetings = meetings(plan, cluster);
    let meeting = guest.meeting.filter(|id| meetings.iter().any(|(meeting, _)| meeting == id));
    let standing =
        GuestStanding { status: guest.status, last_contact: guest.last_contact, meetings, meeting };
    GuestStart {
        name: guest.name.clone(),
        from: guest.from.clone(),
        about: guest.about.clone(),
        contact: guest.contact.clone(),
        owner: guest.owner.clone(),
        standing: Some(standing),
    }
}

/// The meetings a guest can come to.
pub(super) fn meetings(plan: &Plan, cluster: &Cluster) -> Vec<(MeetingId, NaiveDateTime)> {
    let planned = plan.planned_of(cluster.id).into_iter();
    let to_come = planned.filter(|meeting| calendar::instant(meeting.end(), cluster.zone) > plan.now);
    to_come.map(|meeting| (meeting.id, meeting.start)).collect()
}

/// Reads the form, with every fault at once; `before`: the guest is in the bank.
pub(super) fn read(
    plan: &Plan,
    cluster: &Cluster,
    before: Option<&Guest>,
    values: &Values,
) -> Result<Filled, Faults> {
    let mut problems = Vec::new();
    let mut text = |field, most, is_needed: bool| {
        let text = typed(values, field);
        match text.chars() {
            0 if is_needed => problems.push((field, Problem::Missing)),
            n if n > most => problems.push((field, Problem::TooLong(most))),
            _ => {}
        }
        text
    };
    let name = text(Field::Name, MAX_NAME, true);
    let from = text(Field::From, MAX_NAME, false);
    let about = text(Field::Topic, MAX_TOPIC, true);
    let contact = text(Field::Reach, MAX_REACH, false);
    let mut ok = |read: Result<_, _>| read.map_err(|problem| problems.push(problem)).ok();
    let owner = ok(read_owner(plan, cluster, values));
    let standing = match before {
        None => Some((GuestStatus::Idea, None, None)),
        Some(before) => match read_standing(plan, cluster, before, values) {
            Ok(standing) => Some(standing),
            Err(more) => {
                problems.extend(more);
                None
            }
        },
    };
    match (owner, standing) {
        (Some(owner), Some((status, meeting, last_contact))) if problems.is_empty() => {
            Ok(Filled { name, from, about, contact, owner, status, meeting, last_contact })
        }
        _ => Err(problems),
    }
}

/// Somebody whom one can ask: of the cluster, and with an open account.
fn read_owner(plan: &Plan, cluster: &Cluster, values: &Values) -> Result<UserId, (Field, Problem)> {
    let Some(Value::People(people)) = values.get(&Field::Owner) else {
        return Err((Field::Owner, Problem::Missing));
    };
    let owner = people.first().ok_or((Field::Owner, Problem::Missing))?;
    let is_here = plan.people.get(owner).is_some_and(Person::reachable) && plan.belongs(cluster, owner);
    if is_here { Ok(owner.clone()) } else { Err((Field::Owner, Problem::NotHere)) }
}

type Standing = (GuestStatus, Option<MeetingId>, Option<NaiveDate>);

fn read_standing(
    plan: &Plan,
    cluster: &Cluster,
    before: &Guest,
    values: &Values,
) -> Result<Standing, Faults> {
    let mut problems = Vec::new();
    let status = match values.get(&Field::Status) {
        Some(Value::Chosen(word)) => GuestStatus::ALL.into_iter().find(|status| status.name() == word),
        _ => None,
    };
    if status.is_none() {
        problems.push((Field::Status, Problem::NotAChoice));
    }
    let last_contact = match values.get(&Field::Date) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    if last_contact.is_some_and(|date| date > plan.today(cluster)) {
        problems.push((Field::Date, Problem::NotYet));
    }
    let chosen = read_meeting(plan, cluster, values);
    problems.extend(chosen.clone().err());
    match (status, chosen) {
        (Some(status), Ok(chosen)) if problems.is_empty() => {
            Ok((status, meeting_of(plan, before, status, chosen), last_contact))
        }
        _ => Err(problems),
    }
}

/// Only who said yes comes to a meeting. Of one who has been here it stays where that was.
fn meeting_of(
    plan: &Plan,
    before: &Guest,
    status: GuestStatus,
    chosen: Option<MeetingId>,
) -> Option<MeetingId> {
    let is_held = |id: &MeetingId| plan.meetings.get(id).is_some_and(|row| row.status == Status::Held);
    match status {
        GuestStatus::Yes => chosen,
        GuestStatus::Visited => before.meeting.filter(is_held),
        GuestStatus::Idea | GuestStatus::Asked | GuestStatus::NotNow => None,
    }
}

/// One of the meetings to come, or none in particular.
pub(super) fn read_meeting(
    plan: &Plan,
    cluster: &Cluster,
    values: &Values,
) -> Result<Option<MeetingId>, (Field, Problem)> {
    let word = match values.get(&Field::Meeting) {
        Some(Value::Chosen(word)) if word == ANY => return Ok(None),
        Some(Value::Chosen(word)) => word,
        _ => return Err((Field::Meeting, Problem::NotAChoice)),
    };
    let found = meetings(plan, cluster).into_iter().find(|(id, _)| id.to_string() == *word);
    found.map(|(id, _)| Some(id)).ok_or((Field::Meeting, Problem::NotAChoice))
}
