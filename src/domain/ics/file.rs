//! The calendar file of a meeting: to whoever says that their company comes, once; and again when the meeting has
//! another time or place, or is called off.

use crate::domain::calendar;
use crate::domain::meeting::change::cannot_wait;
use crate::domain::model::{
    Answer, Body, CalendarFile, Change, Cluster, FileNews, Instant, Kind, Meeting, MeetingId, OptOut,
    Outgoing, Place, Progress, Status, UserId, Workspace,
};
use crate::domain::outcome::Outcome;
use crate::domain::plan::{Plan, Sending};
use crate::domain::rsvp::meeting_and_cluster;
use std::collections::BTreeSet;

/// What a calendar shows of a meeting: another one of these makes a new sequence.
fn shown(meeting: &Meeting) -> impl PartialEq + '_ {
    let Meeting { start, minutes, place, link, status, .. } = meeting;
    (start, minutes, place, link, *status == Status::Cancelled)
}

/// Somebody comes, and has a seat: the meeting for the calendar, unless they have it, or want none. Whether it is sent.
pub fn offer(plan: &mut Plan, user: &UserId, id: MeetingId, sending: Sending) -> bool {
    let Some((meeting, cluster)) = meeting_and_cluster(plan, id) else { return false };
    let is_wanted =
        takes(plan, user, &meeting) && !has(plan, user, &meeting) && !is_under_way(plan, user, &meeting);
    if is_wanted {
        let until = calendar::instant(meeting.end(), cluster.zone);
        send(plan, user, &cluster, Sending { expires: Some(until), ..sending.on(id) });
    }
    is_wanted
}

/// Whatever was decided, a meeting that a calendar has to show otherwise gets the next sequence, and those who have its
/// file the new one.
pub fn follow(outcome: &mut Outcome<'_>, now: Instant) {
    let before = outcome.before;
    let touched: BTreeSet<MeetingId> = outcome.changes().iter().filter_map(meeting_of).collect();
    if touched.is_empty() {
        return;
    }
    let mut plan = Plan::new(outcome.after(), now);
    for old in touched.iter().filter_map(|id| before.meetings.get(id)) {
        let changed = plan.meetings.get(&old.id).filter(|new| shown(old) != shown(new)).cloned();
        if let Some(new) = changed {
            let new = Meeting { sequence: old.sequence + 1, changed: now, ..new };
            plan.put(Change::Meeting(new.clone()));
            update(&mut plan, old, &new);
        }
    }
    outcome.put(plan.finish(Answer::Nothing).changes);
}

const fn meeting_of(change: &Change) -> Option<MeetingId> {
    match change {
        Change::Meeting(row) => Some(row.id),
        _ => None,
    }
}

fn update(plan: &mut Plan, old: &Meeting, new: &Meeting) {
    let have = plan.calendar_files.values().filter(|file| file.meeting == new.id);
    let have: Vec<UserId> = have.map(|file| file.user.clone()).collect();
    for user in have.into_iter().filter(|user| comes(plan, user, new)).collect::<Vec<_>>() {
        renew(plan, &user, old, new);
    }
}

/// The new file to somebody who has one: in the morning, unless the meeting is or was to be before that.
fn renew(plan: &mut Plan, user: &UserId, old: &Meeting, new: &Meeting) {
    let Some(cluster) = plan.clusters.get(&new.cluster).cloned() else { return };
    let until = calendar::instant(old.end().max(new.end()), cluster.zone);
    if until <= plan.now || !takes(plan, user, new) || is_under_way(plan, user, new) {
        return;
    }
    let is_urgent = cannot_wait(plan, &cluster, old.start) || cannot_wait(plan, &cluster, new.start);
    let sending = Sending::to(Place::Dm(user.clone()), Kind::Change).on(new.id);
    let sending = if is_urgent { sending } else { sending.by_itself(cluster.id) };
    send(plan, user, &cluster, Sending { expires: Some(until), ..sending });
}

/// A file has arrived. If the meeting has changed since it was written, there is a newer one.
pub fn arrived(plan: &mut Plan, user: &UserId, id: MeetingId, sequence: u32) {
    plan.put(Change::CalendarFile(CalendarFile { meeting: id, user: user.clone(), sequence }));
    if let Some(meeting) = plan.meetings.get(&id).filter(|meeting| meeting.sequence > sequence).cloned()
        && comes(plan, user, &meeting)
    {
        renew(plan, user, &meeting, &meeting);
    }
}

fn send(plan: &mut Plan, user: &UserId, cluster: &Cluster, sending: Sending) {
    let lang = plan.lang_of(user, Some(cluster.id));
    plan.upload(sending, lang);
}

/// Whether somebody has said to come, and not taken it back. Who did before the meeting was moved still wants to know
/// of it.
fn comes(ws: &Workspace, user: &UserId, meeting: &Meeting) -> bool {
    let company = ws.company_of(meeting.cluster, user);
    let answer = company.and_then(|company| ws.rsvps.get(&(meeting.id, company.id)));
    answer.is_some_and(|answer| answer.people.contains(user))
}

/// Whether somebody is to get files of a meeting: one of a company there, who wants them, and whose calendar does not
/// look for itself.
fn takes(ws: &Workspace, user: &UserId, meeting: &Meeting) -> bool {
    let is_here = ws.company_of(meeting.cluster, user).is_some();
    let looks = ws.public_url.is_some() && ws.feeds.contains_key(&(meeting.cluster, user.clone()));
    let person = ws.people.get(user);
    let wants = person.is_none_or(|it| it.reachable() && !it.opted_out.contains(&OptOut::CalendarFiles));
    is_here && wants && !looks
}

/// Whether somebody has the file as it would be now.
fn has(ws: &Workspace, user: &UserId, meeting: &Meeting) -> bool {
    had(ws, user, meeting.id).is_some_and(|sequence| sequence >= meeting.sequence)
}

/// The sequence in the file that somebody has.
fn had(ws: &Workspace, user: &UserId, meeting: MeetingId) -> Option<u32> {
    ws.calendar_files.get(&(meeting, user.clone())).map(|file| file.sequence)
}

/// Whether the file as it is now is on its way to somebody.
fn is_under_way(ws: &Workspace, user: &UserId, meeting: &Meeting) -> bool {
    ws.open_rows().any(|row| {
        let is_new = match &row.body {
            Body::File(Some(upload)) if row.progress != Progress::Waiting => {
                upload.sequence >= meeting.sequence
            }
            Body::File(_) => true,
            Body::Say(_) | Body::Card(_) | Body::Purged => false,
        };
        is_new && row.meeting == Some(meeting.id) && matches!(&row.place, Place::Dm(to) if to == user)
    })
}

/// Whether calendar files come to somebody: there was one, and no wish that there be none.
pub fn come(ws: &Workspace, user: &UserId) -> bool {
    let wants = ws.people.get(user).is_none_or(|it| !it.opted_out.contains(&OptOut::CalendarFiles));
    wants && ws.calendar_files.values().any(|file| file.user == *user)
}

/// Why a file that waits makes no sense any more, in a word for the records.
pub fn overtaken(ws: &Workspace, row: &Outgoing) -> Option<&'static str> {
    let (Body::File(_), Place::Dm(user), Progress::Waiting) = (&row.body, &row.place, &row.progress) else {
        return None;
    };
    let Some(meeting) = row.meeting.and_then(|id| ws.meetings.get(&id)) else { return Some("called_off") };
    let had = had(ws, user, meeting.id);
    if meeting.status == Status::Cancelled && had.is_none() {
        Some("called_off")
    } else if has(ws, user, meeting) {
        Some("up_to_date")
    } else {
        (!takes(ws, user, meeting)).then_some("unwanted")
    }
}

/// What a file is for, seen from what its reader has.
pub fn news(ws: &Workspace, user: &UserId, meeting: &Meeting) -> FileNews {
    match (meeting.status, had(ws, user, meeting.id)) {
        (Status::Cancelled, _) => FileNews::CalledOff,
        (_, Some(_)) => FileNews::Changed,
        (_, None) => FileNews::New,
    }
}
