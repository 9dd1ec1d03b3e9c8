//! Another rhythm: what nobody knows of yet is planned anew, what somebody knows of stays.

use super::change::{faults, possible};
use super::extra::run_by;
use super::planning::top_up;
use super::{colliding, facts, open_form};
use crate::domain::calendar;
use crate::domain::model::{
    Answer, Break, Change, Cluster, ClusterId, DaysOff, Decision, Face, Falling, Field, Form, Kind, Meeting,
    MeetingMsg, Msg, Nonce, Place, Problem, Purpose, Rhythm, RhythmStart, Series, Start, Subject, Timing,
    UserId, Value, Values, Workspace,
};
use crate::domain::plan::{Plan, Sending};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeSet;

/// How many of the new dates, and of the meetings that stay, the answer names.
const NAMED: usize = 4;
/// People that a room is limited to, from and to.
const CAPACITY: (u32, u32) = (2, 500);
/// Slots among which there are enough dates that are free, whatever is off.
const ENOUGH: usize = 60;

/// Reads rhythm, first meeting and days off, with every fault at once.
pub fn read_timing(values: &Values, now: NaiveDateTime) -> Result<Timing, Vec<(Field, Problem)>> {
    let chosen = |field| match values.get(&field) {
        Some(Value::Chosen(word)) => Some(word.as_str()),
        _ => None,
    };
    let rhythm = chosen(Field::Rhythm).and_then(|word| Rhythm::ALL.into_iter().find(|it| it.name() == word));
    // Who fills the form in by program may leave it out: then it is as it is with most.
    let falling = chosen(Field::Falling).map_or(Some(Falling::default()), |word| {
        Falling::ALL.into_iter().find(|falling| falling.name() == word)
    });
    let ticked = |of: Break| match values.get(&Field::DaysOff) {
        Some(Value::Ticked(ticked)) => ticked.iter().any(|word| word == of.name()),
        _ => false,
    };
    let days_off = |falling| DaysOff {
        falling,
        squeezed: ticked(Break::Squeezed),
        summer: ticked(Break::Summer),
        christmas: ticked(Break::Christmas),
    };
    let first = match (values.get(&Field::Date), values.get(&Field::Time)) {
        (Some(Value::Date(date)), Some(Value::Time(time))) => possible(date.and_time(*time), now),
        (Some(Value::Date(_)), _) => Err((Field::Time, Problem::Missing)),
        _ => Err((Field::Date, Problem::Missing)),
    };
    let capacity = read_capacity(values);
    let mut problems: Vec<(Field, Problem)> = first.clone().err().into_iter().collect();
    problems.extend(capacity.clone().err());
    for (field, is_missing) in [(Field::Rhythm, rhythm.is_none()), (Field::Falling, falling.is_none())] {
        problems.extend(is_missing.then_some((field, Problem::NotAChoice)));
    }
    match (rhythm, first, falling.map(days_off), capacity) {
        (Some(rhythm), Ok(first), Some(days_off), Ok(capacity)) => {
            let timing = Timing { rhythm, first, days_off, capacity };
            match calendar::first_slot(rhythm, days_off, first).filter(|fits| *fits != first.date()) {
                Some(fits) => Err(vec![(Field::Date, Problem::OffRhythm(fits))]),
                None => Ok(timing),
            }
        }
        _ => Err(problems),
    }
}

/// How many fit, if that is limited.
fn read_capacity(values: &Values) -> Result<Option<u32>, (Field, Problem)> {
    let Some(Value::Typed(typed)) = values.get(&Field::Capacity) else { return Ok(None) };
    let (least, most) = CAPACITY;
    let number = typed.trim().parse::<u32>().ok().filter(|number| (least..=most).contains(number));
    number.map(Some).ok_or((Field::Capacity, Problem::NotBetween(least, most)))
}

/// Opens the form.
pub fn open(plan: Plan, by: &UserId, id: ClusterId, nonce: Nonce) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let now = Timing { first: offered(&plan, &cluster), ..timing(&cluster) };
    let start = Start::Rhythm(RhythmStart { now });
    open_form(plan, by, &cluster, Form { purpose: Purpose::Rhythm(id), nonce, start })
}

const fn timing(cluster: &Cluster) -> Timing {
    Timing {
        rhythm: cluster.rhythm,
        first: cluster.first,
        days_off: cluster.days_off,
        capacity: cluster.capacity,
    }
}

/// From the next slot on of which nobody knows: sent as it stands, the form changes nothing. A slot that a day off moved
/// would say another weekday.
fn offered(plan: &Plan, cluster: &Cluster) -> NaiveDateTime {
    let planned = plan.planned_of(cluster.id);
    let mut open = planned.into_iter().filter(|meeting| is_open(plan, meeting));
    let slot = open.find(|meeting| meeting.slot == meeting.start.date()).map(|meeting| meeting.start);
    slot.unwrap_or(cluster.first).max(cluster.first)
}

/// Whether nobody knows of a meeting yet, nor has chosen its day or place: not announced, its host not told, nothing signed
/// up for it, and no answer to it.
fn is_open(ws: &Workspace, meeting: &Meeting) -> bool {
    let is_untouched = !meeting.extra && meeting.revision == 0 && meeting.done.is_empty();
    let is_unknown = !meeting.host_fixed && meeting.card.is_none() && meeting.theme.is_none();
    let is_elsewhere = ws
        .clusters
        .get(&meeting.cluster)
        .is_some_and(|cluster| (&meeting.place, &meeting.link) != (&cluster.place, &cluster.link));
    let is_answered = ws.companies.keys().any(|company| ws.rsvps.contains_key(&(meeting.id, *company)));
    is_untouched && is_unknown && !is_elsewhere && !is_answered && ws.placed_at(meeting.id).next().is_none()
}

/// The form was submitted.
pub fn change(mut plan: Plan, by: &UserId, id: ClusterId, values: &Values) -> Decision {
    let cluster = match run_by(&plan, by, id) {
        Ok(cluster) => cluster,
        Err(refusal) => return plan.refuse(by, Some(id), refusal),
    };
    let new = match read_timing(values, plan.local_now(&cluster)) {
        Ok(timing) => timing,
        Err(problems) => return faults(plan, by, &cluster, problems),
    };
    if is_the_same(timing(&cluster), new) {
        return plan.finish(Answer::Nothing);
    }
    replan(&mut plan, &cluster, new);
    if !meets_alike(timing(&cluster), new) {
        tell_all(&mut plan, &cluster, new);
    }
    let stay = |meeting: &&&Meeting| !is_open(&plan, meeting) && !meeting.extra;
    let (from, planned) = (new.first, plan.planned_of(id));
    let ahead: Vec<&Meeting> = planned.into_iter().filter(|it| it.start > plan.local_now(&cluster)).collect();
    let msg = MeetingMsg::NewRhythm {
        series: Series { rhythm: new.rhythm, first: from },
        next: ahead
            .iter()
            .filter(|it| it.start >= from && is_open(&plan, it))
            .map(|it| it.start)
            .take(NAMED)
            .collect(),
        stay: ahead.iter().filter(stay).take(NAMED).map(|meeting| facts(&plan, meeting)).collect(),
        collisions: colliding::of_planned(&plan, id),
    };
    plan.finish_saying(by, Some(id), Msg::Meeting(msg))
}

/// Whether nothing is otherwise.
fn is_the_same(old: Timing, new: Timing) -> bool {
    (old.days_off, old.capacity) == (new.days_off, new.capacity) && meets_alike(old, new)
}

/// Whether the old series goes on as it would have. What is off, and how many fit, is no news for the channel.
fn meets_alike(old: Timing, new: Timing) -> bool {
    let until = new.first.date().pred_opt();
    let slots = |timing: Timing| calendar::slots_after(timing.rhythm, timing.first, until, ENOUGH);
    old.rhythm == new.rhythm && slots(old) == slots(new)
}

/// From the first date of the new rhythm on, what is open takes its dates one after another; what is before, or stays,
/// is left alone, and no two are on one day.
pub fn replan(plan: &mut Plan, old: &Cluster, new: Timing) {
    let Timing { rhythm, first, days_off, capacity } = new;
    let planned: Vec<Meeting> = plan.planned_of(old.id).into_iter().cloned().collect();
    let (open, stay): (Vec<Meeting>, Vec<Meeting>) = planned
        .into_iter()
        .partition(|meeting| meeting.start.date() >= first.date() && is_open(plan, meeting));
    let stay: BTreeSet<NaiveDate> = stay.iter().map(|meeting| meeting.start.date()).collect();
    let slots = calendar::slots_after(rhythm, first, None, ENOUGH).into_iter();
    let free = slots.filter_map(|slot| {
        let day = calendar::turnout(rhythm, days_off, slot.date()).day(slot.date())?;
        (!stay.contains(&day)).then_some((slot.date(), day.and_time(slot.time())))
    });
    let mut planned_to = None;
    for (meeting, (slot, start)) in open.into_iter().zip(free) {
        planned_to = Some(slot);
        plan.put(Change::Meeting(Meeting { slot, start, capacity, ..meeting }));
    }
    plan.put(Change::Cluster(Cluster { rhythm, first, days_off, capacity, planned_to, ..old.clone() }));
    top_up(plan, old.id);
}

/// The welcome says it from now on, and so does a line in the channel.
fn tell_all(plan: &mut Plan, cluster: &Cluster, new: Timing) {
    plan.touch([Subject::Cluster(cluster.id)], |face| *face == Face::Welcome(cluster.id));
    let msg = MeetingMsg::RhythmChanged {
        series: Series { rhythm: new.rhythm, first: new.first },
        next: new.first,
    };
    let sending = Sending::to(Place::Channel(cluster.channel.clone()), Kind::Change).by_itself(cluster.id);
    plan.say(sending, cluster.lang, Msg::Meeting(msg));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests;
