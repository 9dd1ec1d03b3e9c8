//! Offering a host another format: one, with its reason, in the question for the theme. It can be declined.

use super::format;
use super::sameness::{Sameness, Seen, WINDOW};
use crate::domain::model::{
    AskRole, AskState, Because, Change, Cluster, Meeting, MeetingFormat, Offer, Status, Text, Workspace,
};
use crate::domain::plan::Plan;
use std::cmp::Reverse;

/// So many meetings in a row of one format are a habit.
const HABIT: usize = 3;
/// After so many meetings without a guest or a visit somebody from outside is offered.
const WITHOUT_OUTSIDE: usize = 6;
/// Themes that share at least this much (percent) are much the same.
const ALIKE: usize = 50;
/// Two companies that give at least this share of the talks (percent) are the same few.
const BUSY: usize = 75;
/// When at most this share of the companies came at all (percent), it was the same few.
const REACH: usize = 50;
/// In a smaller cluster few are all there are.
const MANY: usize = 5;

/// The meeting with another format to offer its host, if the last ones were much the same. What was offered for it
/// before stays, so that nothing is offered twice.
pub fn offered(plan: &mut Plan, meeting: &Meeting, cluster: &Cluster) -> Meeting {
    let mut meeting = meeting.clone();
    if meeting.offer.is_none() && meeting.format.is_none() {
        meeting.offer = find(plan, &meeting, cluster);
        if meeting.offer.is_some() {
            plan.put(Change::Meeting(meeting.clone()));
        }
    }
    meeting
}

/// What a question shows of it: an open offer, or the one that was taken; to the host only, and not when the host has
/// chosen something else.
pub fn stands(meeting: &Meeting, role: &AskRole, state: &AskState) -> Option<Offer> {
    let is_hosts = matches!(role, AskRole::Host(_) | AskRole::StartPhase);
    let is_to_come = matches!(state, AskState::Open | AskState::Yours(_));
    let offer = meeting.offer.filter(|_| is_hosts && is_to_come)?;
    match meeting.format {
        None => Some(offer).filter(|offer| !offer.declined),
        Some(chosen) => Some(offer).filter(|offer| offer.format == chosen),
    }
}

fn find(ws: &Workspace, meeting: &Meeting, cluster: &Cluster) -> Option<Offer> {
    let last = last(ws, meeting);
    let seen: Vec<Seen> = last.iter().map(|meeting| seen(ws, meeting)).collect();
    let companies = ws.companies_in(cluster).count();
    let sameness = Sameness::of(&seen, companies);
    let because = reason(&sameness, companies)?;
    let planned = format(ws, meeting);
    // What is signed up is something else already.
    if matches!(because, Because::Format(habit) if planned.is_some_and(|planned| planned != habit)) {
        return None;
    }
    let recently = |format: MeetingFormat| {
        let same = |meeting: &&Meeting| {
            super::format(ws, meeting) == Some(format)
                || meeting.offer.is_some_and(|offer| offer.format == format)
        };
        last.iter().copied().position(|meeting| same(&meeting)).unwrap_or(usize::MAX)
    };
    let choices = choices(because, sameness.without_outside >= WITHOUT_OUTSIDE);
    let format = choices
        .iter()
        .copied()
        .filter(|format| Some(*format) != planned && because != Because::Format(*format))
        .min_by_key(|format| Reverse(recently(*format)))?;
    Some(Offer { format, because, declined: false })
}

/// The meetings that were held before this one, the last one first.
fn last<'a>(ws: &'a Workspace, meeting: &Meeting) -> Vec<&'a Meeting> {
    let held = |other: &&Meeting| other.status == Status::Held && other.start < meeting.start;
    let mut last: Vec<&Meeting> = ws.meetings_in(meeting.cluster).filter(held).collect();
    last.sort_by_key(|meeting| Reverse((meeting.start, meeting.id)));
    last.truncate(WINDOW);
    last
}

fn seen(ws: &Workspace, meeting: &Meeting) -> Seen {
    Seen {
        format: format(ws, meeting),
        theme: meeting.theme.as_ref().map(Text::plain).unwrap_or_default().to_owned(),
        presenters: ws.talks_at(meeting.id).map(|talk| talk.company).collect(),
        had_guest: meeting.had_guest,
        attended: meeting.attended.clone(),
    }
}

/// What has been the same for long: what shows most comes first.
fn reason(of: &Sameness, companies: usize) -> Option<Because> {
    let are_many = companies >= MANY;
    match of.format {
        Some((format, times)) if times >= HABIT => Some(Because::Format(format)),
        _ if of.themes.is_some_and(|share| share >= ALIKE) => Some(Because::Themes),
        _ if are_many && of.presenters.is_some_and(|share| share >= BUSY) => Some(Because::Presenters),
        _ if are_many && of.attendance.is_some_and(|share| share <= REACH) => Some(Because::Attendance),
        _ if of.without_outside >= WITHOUT_OUTSIDE => Some(Because::NothingFromOutside),
        _ => None,
    }
}

/// What helps against it, the best first. Somebody from outside helps against all of it, once it is long ago.
const fn choices(because: Because, lacks_outside: bool) -> &'static [MeetingFormat] {
    use MeetingFormat::{Clinic, Critique, Discussion, Guest, ShowAndTell, Social, Story, Visit, Workshop};
    if lacks_outside {
        return &[Guest, Visit];
    }
    match because {
        Because::Format(_) => &[Clinic, Critique, Story, Discussion, Workshop, ShowAndTell, Visit, Guest],
        Because::Themes => &[Clinic, ShowAndTell, Guest, Visit],
        Because::Presenters => &[ShowAndTell, Discussion, Workshop],
        Because::Attendance => &[Social, Visit, Workshop],
        Because::NothingFromOutside => &[Guest, Visit],
    }
}
